"""A page as blocks: lines that stand together in print, with their place in the page's text.

A page of one paragraph a line gives one block a line. A page from a PDF or a scan breaks where its columns end; there
the lines of a paragraph make one block.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from statistics import median_low

from briefing.language.cutting.bylines import read_close, read_line
from briefing.language.cutting.captions import is_credited
from briefing.language.cutting.columns import filled_lines, is_row, opens_paragraph
from briefing.language.cutting.furniture import is_furniture
from briefing.language.cutting.heads import could_be_head, is_couplet, is_subtitle
from briefing.language.sentences import is_finished
from briefing.language.widths import plain

Piece = tuple[int, int]

_MARKUP = re.compile(r"(?P<level>#{1,6})\s+(?=\S)|\*\*(?=[^*\n]+\*\*$)|>\s+")
_NAMES = re.compile(r"[\u4e00-\u9fff\s]{1,16}\)?")  # the rest of a byline that fills more than a line


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the white space around it."""

    number: int  # 1-based in text.split("\n")
    start: int
    end: int
    gap: int  # blank lines before it
    indent: int  # blanks before its first character


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that read on; ``text`` is folded and as long as its ``pieces`` together."""

    lines: tuple[Line, ...]
    pieces: tuple[Piece, ...]
    text: str
    cover: tuple[Piece, ...]  # pieces with the Markdown marks around them: all that the lines hold
    level: int  # of a Markdown heading, 0 where it is none

    @property
    def gap(self) -> int:
        """Blank lines before it."""
        return self.lines[0].gap

    @property
    def first_line(self) -> int:
        """1-based."""
        return self.lines[0].number

    @property
    def last_line(self) -> int:
        """1-based."""
        return self.lines[-1].number


def read_blocks(text: str) -> list[Block]:
    """All blocks of a page, in order; together they hold every character that is not white space."""
    words = plain(text)
    lines = list(_lines(text))
    full = filled_lines([(words[line.start : line.end], line.indent) for line in lines])
    if not any(full):
        return [_block(words, (line,)) for line in lines]
    margin = Counter(line.indent for line in lines).most_common(1)[0][0]
    stride = median_low([line.gap for line in lines[1:]])
    return [_block(words, group) for group in _paragraphs(words, lines, full, margin, stride)]


def _lines(text: str) -> Iterator[Line]:
    start = gap = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        stripped = raw.strip()
        if stripped:
            left = len(raw) - len(raw.lstrip())
            yield Line(number, start + left, start + left + len(stripped), gap, left)
        gap = 0 if stripped else gap + 1
        start += len(raw) + 1


def _paragraphs(
    text: str, lines: list[Line], full: Sequence[bool], margin: int, stride: int
) -> Iterator[tuple[Line, ...]]:
    """Lines of a column joined to paragraphs: a filled line that ends inside a sentence is read on."""
    group: list[Line] = []
    for index, line in enumerate(lines):
        first = len(group) == 1 and _is_headline(text[group[0].start : group[0].end])
        if group and (first or not _reads_on(text, lines[index - 1], line, full[index - 1], margin, stride)):
            yield tuple(group)
            group = []
        group.append(line)
    if group:
        yield tuple(group)


def _is_headline(text: str) -> bool:
    """Whether a line is a headline's by its form, whatever its width."""
    return could_be_head(text) and (is_subtitle(text) or is_couplet(text))


def _reads_on(text: str, line: Line, following: Line, full: bool, margin: int, stride: int) -> bool:
    words, then = text[line.start : line.end], text[following.start : following.end]
    if following.gap > stride or is_finished(words) or is_furniture(words) or is_furniture(then):
        return False
    if following.indent > margin or opens_paragraph(then) or is_credited(words) or read_close(words):
        return False
    if is_row(words) or is_row(then) or (read_line(words) and not _NAMES.fullmatch(then)):
        return False
    return full or words.endswith((",", "、"))


def _block(text: str, lines: tuple[Line, ...]) -> Block:
    """One block; Markdown's own marks at its ends stay outside its pieces."""
    start, end = lines[0].start, lines[-1].end
    mark = _MARKUP.match(text, start, end)
    if mark:
        start = mark.end()
        while end > start and text[end - 1] == "*":
            end -= 1
    pieces = tuple(
        (max(start, line.start), min(end, line.end)) for line in lines if max(start, line.start) < min(end, line.end)
    )
    joined = "".join(text[a:b] for a, b in pieces)
    level = len(mark["level"]) if mark and mark["level"] else 0
    return Block(lines, pieces, joined, tuple((line.start, line.end) for line in lines), level)


def part_of(block: Block, start: int, end: int) -> Block:
    """The block that holds ``text[start:end]``; the parts of a cut block together hold all of it."""
    pieces = Thread(block.pieces).cut(start, end)
    low = block.cover[0][0] if start == 0 else pieces[0][0]
    high = block.cover[-1][1] if end >= len(block.text) else pieces[-1][1]
    cover = tuple((max(low, a), min(high, b)) for a, b in block.cover if max(low, a) < min(high, b))
    lines = tuple(line for line in block.lines if line.start < high and low < line.end)
    return Block(lines, pieces, block.text[start:end], cover, block.level)


def inner_of(block: Block, start: int, end: int) -> Block:
    """The block with the words ``text[start:end]`` alone; marks around them stay covered."""
    return replace(block, pieces=Thread(block.pieces).cut(start, end), text=block.text[start:end])


class Thread:
    """Pieces of a page read as one text."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._starts = list(accumulate((high - low for low, high in pieces), initial=0)) if len(pieces) != 1 else []

    def cut(self, start: int, end: int) -> tuple[Piece, ...]:
        """Where ``[start:end)`` of the joined text stands in the page."""
        if len(self._pieces) == 1:
            low, high = self._pieces[0]
            return ((low + start, min(high, low + end)),) if low + start < min(high, low + end) else ()
        found: list[Piece] = []
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < len(self._pieces) and self._starts[index] < end:
            low = self._pieces[index][0] - self._starts[index]
            left, right = max(start, self._starts[index]), min(end, self._starts[index + 1])
            found += [(low + left, low + right)] if left < right else []
            index += 1
        return tuple(found)
