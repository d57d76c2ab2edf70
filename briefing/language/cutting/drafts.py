"""Marks of a page gathered into articles: which headline opens one, which byline closes one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from briefing.language.cutting.bylines import NOBODY, join_bylines
from briefing.language.cutting.columns import is_row
from briefing.language.cutting.furniture import (
    continues_from,
    continues_on,
    furniture_name,
    jump_end,
    jump_start,
    names_editors,
)
from briefing.language.cutting.heads import Setting, is_pair, opens_article
from briefing.language.cutting.marks import Mark, What, following, is_led, next_text
from briefing.language.sentences import is_finished
from briefing.records import Byline, Role

_MOST_HEADS = 4  # lines of one headline; more in a row are a list of contents, or verse
_CAPTION = 90  # code points; the paragraph above a credit is its caption only where it is short
_SHOWS = re.compile(r"正在|图为|正为|正给|现场")


@dataclass
class Draft:
    """An article in the making."""

    heads: list[Mark] = field(default_factory=list)
    body: list[tuple[Mark, Role]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    byline: Byline = NOBODY
    dateline: str = ""
    reported: bool = False  # opens with 本报讯
    signed: bool = False
    item: bool = False  # one of several in brief
    sourced: bool = False  # a line of source, author, time stands below its headline
    leads_parts: bool = False  # a headless opening whose headed parts follow
    jumped: bool = False  # continues from another page
    continues: bool = False  # on another page

    @property
    def start(self) -> int:
        """Its first code point on the page."""
        return min(mark.block.cover[0][0] for mark in self.marks)

    @property
    def has_text(self) -> bool:
        """Whether a paragraph was read already."""
        return any(role is Role.BODY for _, role in self.body)

    @property
    def comments(self) -> bool:
        """Whether a commentator signs it, with or without a name."""
        return any(mark.what is What.BYLINE and "评论员" in mark.text for mark in self.marks)

    @property
    def has_table(self) -> bool:
        """Whether its text is a table, or ends in one."""
        return any(mark.alone and is_row(mark.text) for mark, _ in (*self.body[:3], *self.body[-3:]))

    @property
    def ends_in_table(self) -> bool:
        """Whether its last paragraph is a row."""
        return self.has_text and is_row(self.body[-1][0].text) and self.body[-1][0].alone

    @property
    def led(self) -> bool:
        """Whether it opens as news does: with 本报讯 or a dateline."""
        return self.reported or bool(self.dateline)

    @property
    def is_caption(self) -> bool:
        """Whether it is a picture's caption and nothing else."""
        return not self.heads and bool(self.body) and self.body[0][0].what is What.CAPTION

    @property
    def writers(self) -> tuple[str, ...]:
        """Everyone named but the photographers."""
        return self.byline.reporters + self.byline.correspondents + self.byline.signed

    def take(self, mark: Mark) -> None:
        """Add what bears no text of its own: a headline, a byline, a sign-off. A name under a headline wrote it."""
        byline = mark.byline
        if self.heads and not self.has_text and mark.what in (What.BYLINE, What.SIGNATURE):
            byline = Byline(**{**dict(byline), "reporters": byline.reporters + byline.signed, "signed": ()})
        self.marks.append(mark)
        self.byline = join_bylines(self.byline, byline)
        self._open_with(mark)

    def add(self, mark: Mark, role: Role = Role.BODY) -> None:
        """Add a paragraph, caption or subhead."""
        self.marks.append(mark)
        self.body.append((mark, role))
        self.byline = join_bylines(self.byline, mark.byline)
        self.continues = mark.what is What.BODY and jump_end(mark.text) < len(mark.text)
        self.signed = mark.what is What.BODY and (mark.close >= 0 or self.continues)
        self.jumped = self.jumped or (len(self.body) == 1 and jump_start(mark.text) > 0)
        if mark.lead:
            self.byline = join_bylines(self.byline, mark.lead.byline)
            self._open_with(mark)

    def _open_with(self, mark: Mark) -> None:
        if mark.lead:
            self.dateline = self.dateline or mark.lead.dateline
            self.reported = self.reported or mark.lead.reported


def gather_drafts(marks: Sequence[Mark]) -> tuple[list[Draft], list[Mark]]:
    """The articles in reading order, and what belongs to none."""
    table = _Table(marks)
    index = 0
    while index < len(marks):
        index = table.read(index)
    kept = [draft for draft in table.drafts if draft.body]
    loose = [mark for draft in table.drafts if not draft.body for mark in draft.marks]
    return sorted(kept, key=lambda draft: draft.start), table.furniture + loose + table.jumped + table.pictures


class _Table:
    """The page on the table: the articles cut so far, and the one that is open."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.marks = marks
        self.drafts: list[Draft] = []
        self.furniture: list[Mark] = []
        self.open: Draft | None = None
        self.pictures: list[Mark] = []  # names of image files right above a caption
        self.jumped: list[Mark] = []  # 上接第1版, on a line of its own above
        self.ended = False  # a divider or a row of buttons stands above
        self.unled = 0  # headlines without a byline that opened an article below an unsigned one
        self.subheads = 0
        self.paired = _pairs(marks)
        self.top = _article_level(marks)

    def read(self, index: int) -> int:
        """Read the mark at ``index``; the index of the next one to read."""
        mark = self.marks[index]
        if mark.what is What.HEAD:
            end = _run_end(self.marks, index)
            self._heads(index, end)
            return end
        reader = {
            What.FURNITURE: self._furniture,
            What.BODY: self._body,
            What.SOURCE: self._source,
            What.BYLINE: self._byline,
            What.SIGNATURE: self._signature,
            What.CREDIT: self._credit,
            What.CAPTION: self._caption,
        }[mark.what]
        reader(mark, following(self.marks, index))
        return index + 1

    def _new(self) -> Draft:
        draft = Draft(jumped=bool(self.jumped), marks=self.jumped)
        self.jumped = []
        self.ended = False
        self.drafts.append(draft)
        self.open = draft
        return draft

    def _furniture(self, mark: Mark, after: Mark | None) -> None:
        draft = self.open
        self.ended = self.ended or (mark.ends and draft is not None and draft.has_text)
        if continues_from(mark.text):
            self._jumped_from(mark)
        elif after and after.what is What.CAPTION and furniture_name(mark.text) == "image name":
            self.pictures.append(mark)
        elif draft and draft.has_text and not draft.signed and continues_on(mark.text):
            draft.take(mark)
            draft.continues = draft.signed = True
        elif draft and draft.sourced and draft.has_text and not self.ended and names_editors(mark.text):
            draft.take(mark)
        else:
            self.furniture.append(mark)

    def _jumped_from(self, mark: Mark) -> None:
        """上接第1版 belongs to the story below, or to the headline right above."""
        if self.open and self.open.heads and not self.open.has_text:
            self.open.take(mark)
            self.open.jumped = True
        else:
            self.jumped.append(mark)

    def _source(self, mark: Mark, _after: Mark | None) -> None:
        draft = self.open
        if draft is None or draft.has_text or not draft.heads:
            self.furniture.append(mark)
            return
        draft.sourced = True
        if mark.byline == NOBODY:
            self.furniture.append(mark)
        else:
            draft.take(mark)

    def _heads(self, start: int, end: int) -> None:
        run, after = list(self.marks[start:end]), next_text(self.marks, end - 1)
        led = after is not None and is_led(after)
        if run[0].opens:
            self._headline(self._new(), run)
            self.drafts[-1].item = True
            return
        if len(run) > _MOST_HEADS:
            run = self._contents(run, led)
        draft = self.open
        if draft and draft.has_text and (after is None or after.what is What.HEAD):
            for mark in run:  # a line under which nothing stands heads nothing: 市住建局 below a notice
                draft.add(mark)
        elif draft and not draft.body and not (draft.heads and draft.writers):
            self._headline(draft, run)
        elif draft and not self._opens(draft, run, led, start, end):
            self.subheads += len(run)
            for mark in run:
                draft.add(mark, Role.SUBHEAD)
        else:
            self.unled += draft is not None and not led and not draft.signed
            self._parts(draft, led)
            self._headline(self._new(), run)

    def _contents(self, run: list[Mark], led: bool) -> list[Mark]:
        """Of many lines in a row only the last can be a headline: above stands a list of contents, or verse."""
        apart = next((place for place in range(1, _MOST_HEADS + 1) if run[-place].gap), 0)
        kept = apart or (2 if led else 1)
        for mark in run[:-kept]:
            if self.open and self.open.has_text:
                self.open.add(mark)
            else:
                self.furniture.append(mark)
        return run[-kept:]

    def _opens(self, draft: Draft, run: Sequence[Mark], led: bool, start: int, end: int) -> bool:
        if draft.heads and not draft.has_text and not led:
            return False
        setting = Setting(
            lines=len(run),
            main=max((len(mark.text) for mark in draft.heads), default=0),
            gap=run[0].gap,
            signed=draft.signed or (bool(draft.writers) and self._signed_below(end)),
            led=led,
            ended=self.ended or draft.ends_in_table or (run[0].gap > 0 and draft.has_table),
            headless=not draft.heads,
            pictured=start > 0 and self.marks[start - 1].what in (What.CAPTION, What.CREDIT),
            paired=start in self.paired,
            custom=self.unled >= 2 and self.subheads == 0,
            rank=_rank(run[0].block.level, self.top),
        )
        return opens_article(run[0].text, setting)

    def _signed_below(self, index: int) -> bool:
        """Whether the text from ``index`` on is signed before the next headline: no bylined story is signed again."""
        for mark in self.marks[index:]:
            if mark.what is What.HEAD:
                return False
            if mark.what is What.SIGNATURE or (mark.what is What.BODY and mark.close >= 0):
                return True
        return False

    def _parts(self, draft: Draft | None, led: bool) -> None:
        """A bylined opening without a headline, with headed parts without a byline after it, leads these parts."""
        if draft and not draft.heads and draft.marks[0].what is What.BYLINE and draft.has_text and not led:
            draft.leads_parts = not draft.signed

    @staticmethod
    def _headline(draft: Draft, run: Sequence[Mark]) -> None:
        draft.heads += run
        for mark in run:
            draft.take(mark)

    def _byline(self, mark: Mark, after: Mark | None) -> None:
        draft = self.open
        closes = after is None or after.what is not What.BODY or after.lead is not None
        if draft is None or (draft.has_text and not closes and (draft.signed or draft.writers)):
            draft = self._new()
        elif draft.has_text:
            draft.signed = draft.signed or closes
        draft.take(mark)

    def _signature(self, mark: Mark, _after: Mark | None) -> None:
        if self.open is None:
            self.furniture.append(mark)
            return
        self.open.take(mark)
        self.open.signed = self.open.has_text

    def _credit(self, mark: Mark, _after: Mark | None) -> None:
        """A credit belongs to the caption above it, to the short paragraph that is one, or to the whole piece."""
        last = self.drafts[-1] if self.drafts else None
        if last and last.is_caption and not last.byline.photographers:
            last.take(mark)
        elif self.open is None:
            self.furniture.append(mark)
        elif self._caption_above(self.open, mark):
            shown, _ = self.open.body.pop()
            self.open.marks.remove(shown)
            caption = Draft()
            caption.add(replace(shown, what=What.CAPTION))
            caption.take(mark)
            self.drafts.append(caption)
        else:
            self.open.take(mark)
            self.open.signed = self.open.has_text and not self.open.writers

    @staticmethod
    def _caption_above(draft: Draft, credit: Mark) -> bool:
        """Whether the last paragraph is the credit's caption: short, and set closer to it or speaking of a picture."""
        if len(draft.body) < 2 or not draft.writers or draft.signed or not is_finished(draft.body[-2][0].text):
            return False
        shown = draft.body[-1][0]
        near = credit.block.gap < shown.block.gap or _SHOWS.search(shown.text) is not None
        return near and len(shown.text) <= _CAPTION

    def _caption(self, mark: Mark, after: Mark | None) -> None:
        """A caption is an article of its own, but for the text of a picture that has a headline."""
        draft, pictures = self.open, self.pictures
        self.pictures = []
        if draft and draft.heads and not draft.has_text and (after is None or after.what is not What.BODY):
            draft.marks += pictures
            draft.add(mark)
            draft.signed = True
            return
        caption = Draft(marks=pictures)
        caption.add(mark)
        self.drafts.append(caption)

    def _body(self, mark: Mark, _after: Mark | None) -> None:
        draft = self.open
        if (
            mark.opens
            or draft is None
            or draft.signed
            or self.jumped
            or (draft.has_text and (mark.lead is not None or jump_start(mark.text)))
        ):
            draft = self._new()
            draft.item = mark.opens
        draft.add(mark)


def _run_end(marks: Sequence[Mark], start: int) -> int:
    end = start + (start < len(marks) and marks[start].what is What.HEAD)
    while start < end < len(marks) and marks[end].what is What.HEAD and not marks[end].opens:
        end += 1
    return end


def _pairs(marks: Sequence[Mark]) -> frozenset[int]:
    """Where a headline of one line stands that is built like the next or the last one, and has no byline either."""
    alone: list[int] = []
    index = 0
    while index < len(marks):
        end = _run_end(marks, index)
        after = next_text(marks, end - 1)
        if end == index + 1:
            alone.append(-1 if after is not None and is_led(after) else index)
        index = max(end, index + 1)
    pairs = [(a, b) for a, b in pairwise(alone) if min(a, b) >= 0]
    return frozenset(i for a, b in pairs if is_pair(marks[a].text, marks[b].text) for i in (a, b))


def _rank(level: int, top: int) -> int:
    return 0 if level == 0 else 1 if level <= top else 2


def _article_level(marks: Sequence[Mark]) -> int:
    """The level of Markdown heading that opens an article: the page's highest, unless that is the page's own title."""
    places = [index for index, mark in enumerate(marks) if mark.block.level]
    levels = sorted({marks[index].block.level for index in places})
    if len(levels) < 2:
        return levels[0] if levels else 0
    first = [index for index in places if marks[index].block.level == levels[0]]
    below = next_text(marks, first[0])
    titled = len(first) == 1 and below is not None and below.what is What.HEAD
    return levels[1] if titled else levels[0]
