"""Lines that fill their column: on a page from a PDF or a scan a paragraph is broken wherever the column ends.

Columns of one page differ in width, so a line is held against those around it, by its characters and by its printed
width: digits and Latin letters are half as wide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from briefing.language.sentences import is_finished

_NEAR = 8  # lines on either side that tell a column's width
_SUPPORT = 2  # of them must be as wide
_WIDER = 1.5  # times the width: no line of the same column
_NARROWEST = 8  # characters of the narrowest column
_WIDEST = 160  # and of the widest; longer lines are paragraphs
_SHARE = 0.3  # of a page's text must stand in filled lines that end inside a sentence
_HALF = re.compile(r"[0-9A-Za-z.%]")
_CELL = re.compile(r"\s+|\s*\|\s*")
_OPENING = re.compile(
    r"(?:本报|本网|本台|记者|通讯员|[\u4e00-\u9fff]{2,6}讯[\s(]|[○□■●◆▲△◎▼☆★※]|图为|——|\(上接"
    r"|[一二三四五六七八九十]{1,2}、[\u4e00-\u9fff]{4}|【)"
)
_SIGNED = re.compile(r"\((?:[\u4e00-\u9fff·]{2,6}[\s、]*){1,5}\)$")


def filled_lines(lines: Sequence[tuple[str, int]]) -> list[bool]:
    """Which lines (text and indent) end where their column ends; all False where a line holds a paragraph."""
    open_end = [_NARROWEST <= len(text) <= _WIDEST and not is_finished(text) and not is_row(text) for text, _ in lines]
    size = sum(len(text) for text, _ in lines)
    if sum(len(text) for (text, _), ends in zip(lines, open_end, strict=True) if ends) < _SHARE * size or not size:
        return [False] * len(lines)
    sizes = [_sizes(text, indent) for text, indent in lines]
    full = [open_end[index] and _is_wide(sizes, open_end, index) for index in range(len(lines))]
    held = sum(len(text) for (text, _), filled in zip(lines, full, strict=True) if filled)
    follows = sum(a and b for a, b in pairwise([*full, False]))
    wrapped = follows and held >= _SHARE * size
    return full if wrapped else [False] * len(lines)


def _sizes(text: str, indent: int) -> tuple[float, float]:
    narrow = len(_HALF.findall(text)) if len(text) <= _WIDEST else 0
    return indent + len(text), indent + len(text) - narrow / 2


def _is_wide(sizes: Sequence[tuple[float, float]], open_end: Sequence[bool], index: int) -> bool:
    """Whether enough lines near ``index`` are as wide, by either measure, and the next line is not far wider."""
    around = [at for at in range(max(0, index - _NEAR), min(len(sizes), index + _NEAR + 1)) if at != index]
    for measure in (0, 1):
        own = sizes[index][measure]
        slack = 1 + own // 40
        if index + 1 < len(sizes) and sizes[index + 1][measure] > _WIDER * own:
            continue
        same = [at for at in around if abs(sizes[at][measure] - own) <= slack]
        if len(same) >= _SUPPORT and any(open_end[at] for at in same):
            return True
    return False


def opens_paragraph(text: str) -> bool:
    """Whether a line can only begin a paragraph: 本报讯, a mark, a caption, a name in brackets."""
    return _OPENING.match(text) is not None or (text[:1] == "(" and _SIGNED.match(text) is not None)


def is_row(text: str, *, alone: bool = False) -> bool:
    """Whether a line is a row of a table: three cells or more, two of them with digits; ``alone``, four of either."""
    if len(text) > _WIDEST or "。" in text:
        return False
    cells = [cell for cell in _CELL.split(text.strip(" |")) if cell]
    if len(cells) < (4 if alone else 3) or max(map(len, cells)) > 24:
        return False
    return sum(any(letter.isdigit() for letter in cell) for cell in cells) >= (4 if alone else 2)
