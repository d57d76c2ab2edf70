"""What each block of a page is: headline, body, byline, caption, credit or furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from operator import add
from statistics import median_low

from briefing.language.cutting.briefs import Item, find_briefs, find_heads_within
from briefing.language.cutting.bylines import (
    NOBODY,
    Lead,
    read_bare,
    read_close,
    read_dashed,
    read_lead,
    read_line,
    read_signature,
    read_source,
    read_writer,
)
from briefing.language.cutting.captions import Caption, is_credit, read_caption
from briefing.language.cutting.forms import Form, find_forms, unit_note
from briefing.language.cutting.furniture import ends_story, is_furniture, is_source_line
from briefing.language.cutting.heads import could_be_head, is_notice, is_subtitle, reads_on
from briefing.language.cutting.lines import Block, inner_of, part_of
from briefing.language.sentences import is_finished
from briefing.records import Byline

_SEAMS = 200_000  # code points read for pairs of characters; enough for any page, and bounded for what is none
_RUNNING = 8  # code points of the longest running head, page number apart; headlines are longer
_TITLED = re.compile(r"(?:标题|题目|主标题|主题)\s*:\s*")  # as databases give it
_NUMBER = re.compile(r"[\d\s—\-–|·]+")
_HEADLINE = 60  # code points of the longest line in a list of headlines
_STORY = 40  # code points; a shorter line tells little of how the page's text runs


class What(Enum):
    """What a block is."""

    FURNITURE = auto()
    HEAD = auto()
    BODY = auto()
    SOURCE = auto()  # 来源:… 作者:… 时间:… below a web page's headline
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
    opens: bool = False  # an item of news in brief begins here
    alone: bool = False  # a BODY that neither reads on nor is read on: a row of a table, a turn of an interview
    ends: bool = False  # furniture that stands below a story

    @property
    def text(self) -> str:
        """The folded text of the block."""
        return self.block.text


def mark_blocks(blocks: Sequence[Block]) -> list[Mark]:
    """Every block marked, in order; a block that holds body and caption comes as two."""
    usual = median_low([block.gap for block in blocks[1:]]) if len(blocks) > 1 else 0
    words = [_without_number(block.text) for block in blocks]
    listed = _contents(words)
    forms, (items, sections) = find_forms(blocks), find_briefs(blocks, frozenset(listed))
    forms |= dict.fromkeys(sections, Form.SECTION)
    repeated = listed | _running_heads(["" if index in listed else word for index, word in enumerate(words)])
    marks = [
        mark
        for index, block in enumerate(blocks)
        for mark in _by_form(block, max(0, block.gap - usual), index in repeated, forms.get(index), items.get(index))
    ]
    seams = _seams(marks)
    for index, mark in enumerate(marks):
        if mark.what is What.BODY and not (mark.alone or mark.opens):
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


def _by_form(block: Block, gap: int, repeated: bool, form: Form | None, item: Item | None) -> list[Mark]:
    """What a block tells, a possible headline not yet known from a paragraph: both are BODY."""
    if item:
        return _item(block, gap, item)
    if form in (Form.SECTION, Form.LINK):
        return [Mark(block, What.FURNITURE, gap)]
    if form and not repeated:
        closing = form is Form.CLOSING
        return [Mark(block, What.SIGNATURE, gap) if closing else replace(_body(block, gap), lead=None, alone=True)]
    return _by_words(block, gap, repeated)


def _item(block: Block, gap: int, item: Item) -> list[Mark]:
    """Headline and text of an item of news in brief; its mark belongs to neither."""
    size = len(block.text)
    if item.title == item.mark:
        return [replace(_body(inner_of(block, item.body, size), gap), opens=True)]
    head = inner_of(part_of(block, 0, min(item.body, size)), item.mark, item.title)
    rest = [_body(part_of(block, item.body, size), 0)] if item.body < size else []
    return [Mark(head, What.HEAD, gap, opens=True), *rest]


def _by_words(block: Block, gap: int, repeated: bool) -> list[Mark]:
    """What the words of a block alone tell."""
    text = block.text
    titled = _TITLED.match(text)
    if titled and could_be_head(text[titled.end() :]):
        return _item(block, gap, Item(titled.end(), len(text), len(text)))
    if is_source_line(text):
        return [Mark(block, What.SOURCE, gap, read_source(text))]
    byline = read_signature(text) or read_writer(text)
    if byline is not None:
        return [Mark(block, What.SIGNATURE, gap, byline)]
    byline = read_line(text)
    if byline is not None:
        return [Mark(block, What.CREDIT if is_credit(text) else What.BYLINE, gap, byline, read_lead(text))]
    if repeated or (is_furniture(text) and not block.level):
        return [Mark(block, What.FURNITURE, gap, ends=ends_story(text))]
    parts = find_heads_within(text)
    if parts:
        return _several(block, gap, parts)
    caption = read_caption(text)
    if caption is None:
        return _with_note(block, gap)
    shot = Mark(block, What.CAPTION, gap, Byline(photographers=caption.photographers), caption=caption)
    return [shot] if caption.start == 0 else _split(shot, caption)


def _several(block: Block, gap: int, parts: Sequence[Item]) -> list[Mark]:
    """A block that holds whole articles, each its headline before 本报讯: these in order, and what stands before them."""
    starts = [part.mark for part in parts]
    found = _by_words(part_of(block, 0, starts[0]), gap, False) if starts[0] else []
    for part, end in zip(parts, [*starts[1:], len(block.text)], strict=True):
        own = part_of(block, part.mark, end)
        item = Item(0, part.title - part.mark, part.body - part.mark)
        found += [replace(one, opens=one.what is What.HEAD) for one in _item(own, gap, item)]
    return found


def _split(mark: Mark, caption: Caption) -> list[Mark]:
    """The paragraph before a glued caption, and the caption."""
    moved = Caption(0, caption.end - caption.start, caption.photographers)
    text = mark.block.text
    tail = replace(mark, block=part_of(mark.block, caption.start, len(text)), gap=0, caption=moved, glued=True)
    return [_body(part_of(mark.block, 0, caption.start), mark.gap), tail]


def _with_note(block: Block, gap: int) -> list[Mark]:
    """A block as BODY; (单位:元) behind the headline of a table stands apart from it."""
    cut = unit_note(block.text)
    if not 0 < cut < len(block.text) or is_finished(block.text):
        return [_body(block, gap)]
    note = Mark(part_of(block, cut, len(block.text)), What.BODY, alone=True)
    return [_body(part_of(block, 0, cut), gap), note]


def _body(block: Block, gap: int) -> Mark:
    lead, close = read_lead(block.text), read_close(block.text)
    byline, at = close if close else (NOBODY, -1)
    return Mark(block, What.BODY, gap, byline, lead, at)


def _seams(marks: Sequence[Mark]) -> frozenset[str]:
    """Pairs of characters that stand side by side in the page's running text."""
    text = "\n".join(mark.text for mark in marks if mark.what is What.BODY and len(mark.text) > _STORY)[:_SEAMS]
    return frozenset(map(add, text, text[1:]))


def _by_place(marks: list[Mark], index: int, seams: frozenset[str]) -> Mark:
    """A BODY mark settled by its neighbours: a headline, a line of names, or body after all."""
    mark = marks[index]
    before, after = _previous(marks, index), next_text(marks, index) or following(marks, index)
    headed = before is not None and before.what is What.HEAD
    dashed = read_dashed(mark.text) if not headed else None
    if dashed and _closes(before, after):
        return replace(mark, what=What.SIGNATURE, byline=dashed)
    names = read_bare(mark.text, beside=headed)
    if names and headed and after is not None:
        return replace(mark, what=What.BYLINE, byline=Byline(reporters=names))
    if names and _closes(before, after):
        return replace(mark, what=What.SIGNATURE, byline=Byline(signed=names))
    return _head(mark) if _is_head(marks, index, before, after, seams) else mark


def _head(mark: Mark) -> Mark:
    """The mark as a headline; 【 】 around all of it are no part of it."""
    text = mark.text
    framed = text[0] == "【" and text.find("】") == len(text) - 1
    block = inner_of(mark.block, 1, len(text) - 1) if framed and len(text) > 2 else mark.block
    return replace(mark, block=block, what=What.HEAD)


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
    if is_notice(mark.text):
        return True
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
    return mark.what in (What.BYLINE, What.SOURCE)


def _previous(marks: Sequence[Mark], index: int) -> Mark | None:
    """The mark before ``index`` that is no furniture; None where a story ends between."""
    for mark in reversed(marks[max(0, index - 12) : index]):
        if mark.ends:
            return None
        if mark.what is not What.FURNITURE:
            return mark
    return None


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
        if mark.what is What.BODY and not mark.alone:
            return mark.text if mark.close < 0 else ""
        if mark.alone or mark.ends or mark.what in (What.HEAD, What.SIGNATURE, What.BYLINE, What.SOURCE):
            return ""
    return ""
