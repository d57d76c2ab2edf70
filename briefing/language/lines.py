"""A page as blocks: lines that stand together in print, with their place in the page's text.

A page of one paragraph a line gives one block a line. A page from a PDF breaks every 20–40 characters; there the
lines of a paragraph make one block.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from briefing.language.bylines import read_close, read_line
from briefing.language.captions import is_credited
from briefing.language.furniture import is_furniture
from briefing.language.sentences import is_finished
from briefing.language.widths import fold

Piece = tuple[int, int]

_MARKUP = re.compile(r"(?P<level>#{1,6})\s+(?=\S)|\*\*(?=[^*\n]+\*\*$)|>\s+")
_NAMES = re.compile(r"[\u4e00-\u9fff\s]{1,16}\)?")  # the rest of a byline that fills more than a line
_WIDEST = 64  # code points; lines of a newspaper column, set by a PDF, are shorter
_FULL = 0.8  # share of the column's width from which a line counts as filled
_OPENING = re.compile(r"(?:本报|本网|本台|记者|通讯员|[\u4e00-\u9fff]{2,6}讯[\s(]|[○□■●◆▲△]|图为|——|\()")


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
    folded = fold(text)
    lines = list(_lines(text))
    width = _width(folded, lines)
    if width == 0:
        return [_block(folded, (line,)) for line in lines]
    margin = Counter(line.indent for line in lines).most_common(1)[0][0]
    return [_block(folded, group) for group in _paragraphs(folded, lines, width, margin)]


def _lines(text: str) -> Iterator[Line]:
    start = gap = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        left = len(raw) - len(raw.lstrip())
        stripped = raw.strip()
        if stripped:
            yield Line(number, start + left, start + left + len(stripped), gap, left)
        gap = 0 if stripped else gap + 1
        start += len(raw) + 1


def _width(text: str, lines: list[Line]) -> int:
    """The column's width where most lines break inside a sentence, 0 where a line holds a paragraph."""
    sizes = sorted(line.end - line.start for line in lines)
    if len(sizes) < 8:
        return 0
    width = sizes[int(len(sizes) * 0.85)]
    full = [line for line in lines if line.end - line.start >= _FULL * width]
    broken = sum(not is_finished(text[line.start : line.end]) for line in full)
    dense = sum(line.gap == 0 for line in lines)
    narrow = 10 <= width <= _WIDEST and sizes[-1] <= 2 * width
    wrapped = broken >= len(full) / 2 and dense >= len(lines) / 2 and len(full) >= len(lines) / 4
    return width if narrow and wrapped else 0


def _paragraphs(text: str, lines: list[Line], width: int, margin: int) -> Iterator[tuple[Line, ...]]:
    """Lines of a column joined to paragraphs: a filled line that ends inside a sentence is read on."""
    group: list[Line] = []
    for line in lines:
        if group and not _reads_on(text, group[-1], line, width, margin):
            yield tuple(group)
            group = []
        group.append(line)
    if group:
        yield tuple(group)


def _reads_on(text: str, line: Line, following: Line, width: int, margin: int) -> bool:
    words, then = text[line.start : line.end], text[following.start : following.end]
    if following.gap or is_finished(words) or is_furniture(words) or is_furniture(then):
        return False
    if following.indent > margin or _OPENING.match(then) or is_credited(words) or read_close(words):
        return False
    if read_line(words) and not _NAMES.fullmatch(then):
        return False
    return line.end - line.start >= _FULL * width or words.endswith((",", "、"))


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


class Thread:
    """Pieces of a page read as one text."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._starts = list(accumulate((high - low for low, high in pieces), initial=0))

    def cut(self, start: int, end: int) -> tuple[Piece, ...]:
        """Where ``[start:end)`` of the joined text stands in the page."""
        found: list[Piece] = []
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < len(self._pieces) and self._starts[index] < end:
            low = self._pieces[index][0] - self._starts[index]
            left, right = max(start, self._starts[index]), min(end, self._starts[index + 1])
            found += [(low + left, low + right)] if left < right else []
            index += 1
        return tuple(found)
