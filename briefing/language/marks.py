"""What each block of a page is: headline, body, byline, caption, credit or furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise
from statistics import median_low

from briefing.language.bylines import NOBODY, Lead, read_bare, read_close, read_lead, read_line, read_signature
from briefing.language.captions import Caption, is_credit, read_caption
from briefing.language.furniture import is_furniture
from briefing.language.heads import could_be_head, is_subtitle, reads_on
from briefing.language.lines import Block, part_of
from briefing.language.sentences import is_finished
from briefing.records import Byline

_SEAMS = 200_000  # code points read for pairs of characters; enough for any page, and bounded for what is none
_RUNNING = 8  # code points of the longest running head, page number apart; headlines are longer
_NUMBER = re.compile(r"[\d\s—\-–|·]+")
_HEADLINE = 60  # code points of the longest line in a list of headlines
_STORY = 40  # code points; a shorter line tells little of how the page's text runs


class What(Enum):
    """What a block is."""

    FURNITURE = auto()
    HEAD = auto()
    BODY = auto()
    BYLINE = auto()  # a line with role words, or a name line under a headline
    SIGNATURE = auto()  # closes an article
    CREDIT = auto()  # 本报记者 … 摄 on a line of its own
    CAPTION = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """A block and what it is; ``caption`` only for CAPTION, ``lead`` for BODY and BYLINE, ``close`` for BODY."""

    block: Block
    what: What
    gap: int = 0  # blank lines above the page's usual
    byline: Byline = NOBODY
    lead: Lead | None = None
    close: int = -1  # where the sign-off begins, -1 where there is none
    caption: Caption | None = None
    glued: bool = False  # a caption printed at the end of a paragraph

    @property
    def text(self) -> str:
        """The folded text of the block."""
        return self.block.text


def mark_blocks(blocks: Sequence[Block]) -> list[Mark]:
    """Every block marked, in order; a block that holds body and caption comes as two."""
    usual = median_low([block.gap for block in blocks[1:]]) if len(blocks) > 1 else 0
    words = [_without_number(block.text) for block in blocks]
    listed = _contents(words)
    repeated = listed | _running_heads(["" if index in listed else word for index, word in enumerate(words)])
    marks = [
        mark
        for index, block in enumerate(blocks)
        for mark in _by_form(block, max(0, block.gap - usual), index in repeated)
    ]
    seams = _seams(marks)
    for index, mark in enumerate(marks):
        if mark.what is What.BODY:
            marks[index] = _by_place(marks, index, seams)
    return marks


def _running_heads(words: Sequence[str]) -> set[int]:
    """Where short lines stand that the page has several times, page numbers apart: the paper's name, the section's."""
    counts = Counter(words)
    return {index for index, word in enumerate(words) if 1 < len(word) <= _RUNNING and counts[word] > 1}


def _contents(words: Sequence[str]) -> set[int]:
    """Where a list of headlines stands: lines in a row that are all printed again further down."""
    last = {word: index for index, word in enumerate(words)}
    early = {index for index, word in enumerate(words) if len(word) > _RUNNING // 2 and last[word] > index}
    return {index for index in early if index - 1 in early or index + 1 in early}


def _without_number(text: str) -> str:
    return "" if len(text) > _HEADLINE or is_finished(text) else _NUMBER.sub("", text)


def _by_form(block: Block, gap: int, repeated: bool) -> list[Mark]:
    """What the words of a block alone tell; a possible headline is BODY until its neighbours are known."""
    text = block.text
    byline = read_signature(text)
    if byline is not None:
        return [Mark(block, What.SIGNATURE, gap, byline)]
    byline = read_line(text)
    if byline is not None:
        return [Mark(block, What.CREDIT if is_credit(text) else What.BYLINE, gap, byline, read_lead(text))]
    if repeated or (is_furniture(text) and not block.level):
        return [Mark(block, What.FURNITURE, gap)]
    caption = read_caption(text)
    if caption is None:
        return [_body(block, gap)]
    shot = Mark(block, What.CAPTION, gap, Byline(photographers=caption.photographers), caption=caption)
    return [shot] if caption.start == 0 else _split(shot, caption)


def _split(mark: Mark, caption: Caption) -> list[Mark]:
    """The paragraph before a glued caption, and the caption."""
    moved = Caption(0, caption.end - caption.start, caption.photographers)
    text = mark.block.text
    tail = replace(mark, block=part_of(mark.block, caption.start, len(text)), gap=0, caption=moved, glued=True)
    return [_body(part_of(mark.block, 0, caption.start), mark.gap), tail]


def _body(block: Block, gap: int) -> Mark:
    lead, close = read_lead(block.text), read_close(block.text)
    byline, at = close if close else (NOBODY, -1)
    return Mark(block, What.BODY, gap, byline, lead, at)


def _seams(marks: Sequence[Mark]) -> frozenset[str]:
    """Pairs of characters that stand side by side in the page's running text."""
    text = "\n".join(mark.text for mark in marks if mark.what is What.BODY and len(mark.text) > _STORY)[:_SEAMS]
    return frozenset(a + b for a, b in pairwise(text))


def _by_place(marks: list[Mark], index: int, seams: frozenset[str]) -> Mark:
    """A BODY mark settled by its neighbours: a headline, a line of names, or body after all."""
    mark = marks[index]
    before, after = _previous(marks, index), next_text(marks, index) or following(marks, index)
    headed = before is not None and before.what is What.HEAD
    names = read_bare(mark.text, beside=headed)
    if names and headed and after is not None:
        return replace(mark, what=What.BYLINE, byline=Byline(reporters=names))
    if names and _closes(before, after):
        return replace(mark, what=What.SIGNATURE, byline=Byline(signed=names))
    return replace(mark, what=What.HEAD) if _is_head(marks, index, before, after, seams) else mark


def _closes(before: Mark | None, after: Mark | None) -> bool:
    """Whether a name here would sign the story above: its text is finished and no text follows."""
    if before is None or before.what is not What.BODY or not is_finished(before.text):
        return False
    return after is None or after.what is not What.BODY or could_be_head(after.text)


def _is_head(marks: list[Mark], index: int, before: Mark | None, after: Mark | None, seams: frozenset[str]) -> bool:
    mark = marks[index]
    if mark.block.level:
        return True
    if mark.lead or mark.close >= 0 or not could_be_head(mark.text):
        return False
    if is_subtitle(mark.text):
        return before is not None and before.what is What.HEAD
    if after is not None and is_led(after):
        return True
    story = _story(marks, index)
    return not reads_on(story, mark.text, after.text if after else "", mark.gap, seams)


def is_led(mark: Mark) -> bool:
    """Whether a mark can only follow a headline: byline, 本报讯, dateline, 副题."""
    if mark.what is What.BODY:
        return mark.lead is not None or is_subtitle(mark.text)
    return mark.what is What.BYLINE


def _previous(marks: Sequence[Mark], index: int) -> Mark | None:
    return next((mark for mark in reversed(marks[max(0, index - 12) : index]) if mark.what is not What.FURNITURE), None)


def following(marks: Sequence[Mark], index: int) -> Mark | None:
    """The next mark that is no furniture, None at the page's end."""
    return next((mark for mark in marks[index + 1 : index + 13] if mark.what is not What.FURNITURE), None)


def next_text(marks: Sequence[Mark], index: int) -> Mark | None:
    """The next mark that is neither furniture nor a picture's caption."""
    besides = (What.FURNITURE, What.CAPTION, What.CREDIT)
    return next((mark for mark in marks[index + 1 : index + 13] if mark.what not in besides), None)


def _story(marks: Sequence[Mark], index: int) -> str:
    """The last text of the story that is open above ``index``; "" after a headline or a sign-off."""
    for mark in reversed(marks[max(0, index - 12) : index]):
        if mark.what is What.BODY:
            return mark.text if mark.close < 0 else ""
        if mark.what in (What.HEAD, What.SIGNATURE, What.BYLINE):
            return ""
    return ""
