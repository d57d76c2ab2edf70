"""Paragraphs of an article: pieces of the page joined across column breaks, without bylines and jump lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from briefing.language.cutting.furniture import jump_end, jump_start
from briefing.language.cutting.heads import is_numbered
from briefing.language.cutting.kinds import cut_word
from briefing.language.cutting.lines import Piece, Thread
from briefing.language.cutting.marks import Mark
from briefing.language.sentences import is_finished
from briefing.language.widths import fold
from briefing.records import Role

_TWICE = 15  # code points; a shorter paragraph may be printed twice on purpose
_PHRASE = r"[^\s,。:;!?、()]"
_RUN_IN = re.compile(rf"({_PHRASE}{{4,12}})\s+({_PHRASE}{{4,12}})\s+(?=\S)")
_RUN_IN_LABEL = re.compile(r"【[^】]{2,14}】\s*(?=\S)")
_SHOWN = 60  # column breaks named in the defects of one article


@dataclass(frozen=True)
class Break:
    """Where a paragraph was cut in print: after how many code points, between which lines."""

    at: int
    first_line: int
    last_line: int


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or headline line; ``text`` is what ``pieces`` of the page give when joined."""

    role: Role
    pieces: tuple[Piece, ...]
    text: str
    first_line: int
    last_line: int
    breaks: tuple[Break, ...] = ()
    alone: bool = False  # a row, a turn, a salutation: neither reads on nor is read on


def read_paragraphs(text: str, body: Iterable[tuple[Mark, Role]]) -> list[Paragraph]:
    """The paragraphs of an article's body in reading order, subheads among them."""
    found: list[Paragraph] = []
    open_pieces: list[Paragraph] = []
    for mark, role in body:
        paragraph = _paragraph(text, mark, role)
        if open_pieces and not _reads_on(open_pieces[-1], paragraph, mark):
            found += _split_run_in(_join(open_pieces))
            open_pieces = []
        if paragraph.pieces:
            open_pieces.append(paragraph)
    return found + (_split_run_in(_join(open_pieces)) if open_pieces else [])


def head_paragraph(text: str, marks: Sequence[Mark], role: Role) -> Paragraph:
    """Lines of a headline that have the same role, as one."""
    return replace(_join([_paragraph(text, mark, role) for mark in marks]), breaks=())


def _paragraph(text: str, mark: Mark, role: Role) -> Paragraph:
    """The words of one block that sentences keep."""
    words = mark.text
    start, end = (jump_start(words), jump_end(words)) if role is Role.BODY else (0, len(words))
    end = min(end, mark.close if mark.close >= 0 else end, mark.caption.end if mark.caption else end)
    ranges = [(start, end)]
    if mark.lead and mark.lead.drop[1] > mark.lead.drop[0]:
        ranges = [(start, mark.lead.drop[0]), (max(start, mark.lead.drop[1]), end)]
    thread = Thread(mark.block.pieces)
    pieces = tuple(piece for low, high in ranges for piece in thread.cut(*_stripped(words, low, high)))
    joined = "".join(text[low:high] for low, high in pieces)
    return Paragraph(role, pieces, joined, mark.block.first_line, mark.block.last_line, alone=mark.alone)


def _stripped(words: str, start: int, end: int) -> tuple[int, int]:
    """``start`` and ``end`` without the white space inside them."""
    part = words[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _reads_on(before: Paragraph, after: Paragraph, mark: Mark) -> bool:
    if before.role is not Role.BODY or after.role is not Role.BODY or mark.lead or mark.caption:
        return False
    if before.alone or after.alone:
        return False
    if is_finished(before.text):
        return False
    return not (fold(before.text[-1:]) in (":", ";") and (is_numbered(mark.text) or mark.text[:1] == "“"))


def _join(parts: Sequence[Paragraph]) -> Paragraph:
    if len(parts) == 1:
        return parts[0]
    breaks: list[Break] = []
    at = 0
    for before, after in pairwise(parts):
        at += len(before.text)
        breaks.append(Break(at, before.last_line, after.first_line))
    pieces = tuple(piece for part in parts for piece in part.pieces)
    words = "".join(part.text for part in parts)
    return replace(parts[0], pieces=pieces, text=words, last_line=parts[-1].last_line, breaks=tuple(breaks))


def _split_run_in(paragraph: Paragraph) -> list[Paragraph]:
    """强化沟通协调 开展业务培训 为保障…: the unpunctuated phrases that open a paragraph are its subhead."""
    end = _run_in(fold(paragraph.text[:40])) if paragraph.role is Role.BODY else 0
    if end == 0 or not is_finished(paragraph.text):
        return [paragraph]
    thread, size = Thread(paragraph.pieces), len(paragraph.text)
    start = end + len(paragraph.text[end:]) - len(paragraph.text[end:].lstrip())
    head = replace(paragraph, role=Role.SUBHEAD, pieces=thread.cut(0, end), text=paragraph.text[:end], breaks=())
    breaks = tuple(replace(item, at=item.at - start) for item in paragraph.breaks if item.at > start)
    return [head, replace(paragraph, pieces=thread.cut(start, size), text=paragraph.text[start:], breaks=breaks)]


def _run_in(text: str) -> int:
    """Where a run-in subhead ends in ``text``, 0 where there is none."""
    match = _RUN_IN.match(text)
    if match and abs(len(match[1]) - len(match[2])) <= 1:
        return match.end(2)
    label = _RUN_IN_LABEL.match(text)
    return len(label[0].rstrip()) if label else 0


def drop_repeats(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[str]]:
    """The paragraphs without those printed a second time, and a note on each of these."""
    kept: list[Paragraph] = []
    notes: list[str] = []
    seen: dict[str, Paragraph] = {}
    for paragraph in paragraphs:
        words = "".join(paragraph.text.split())
        first = seen.get(words)
        if first is None or len(words) < _TWICE:
            seen[words] = paragraph
            kept.append(paragraph)
        else:
            notes.append(f"paragraph on lines {first.first_line} and {paragraph.first_line} printed twice")
    return kept, notes


def column_breaks(paragraphs: Sequence[Paragraph]) -> list[str]:
    """A note on each place where a paragraph was cut in print, at most sixty."""
    cuts = [(paragraph, item) for paragraph in paragraphs for item in paragraph.breaks][:_SHOWN]
    whole = "\n".join(paragraph.text for paragraph in paragraphs[:2000])[:20_000] if cuts else ""
    return [_note(paragraph, item, whole) for paragraph, item in cuts]


def _note(paragraph: Paragraph, item: Break, whole: str) -> str:
    word = cut_word(paragraph.text[: item.at][-2:], paragraph.text[item.at : item.at + 2], whole)
    where = f"between lines {item.first_line} and {item.last_line}"
    return f"column break inside {word} {where}" if word else f"paragraph cut by a column break {where}"
