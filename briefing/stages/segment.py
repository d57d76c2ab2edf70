"""Segment: a page becomes its articles. No model, deterministic, linear in the length of the page.

Every character that is not white space lies in exactly one article's ``spans`` or in ``furniture``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter

from briefing.language.cutting.drafts import Draft, gather_drafts
from briefing.language.cutting.heads import head_roles
from briefing.language.cutting.kinds import is_essay, is_feature, is_told, limit_of, starts_inside
from briefing.language.cutting.lines import Thread, read_blocks
from briefing.language.cutting.marks import Mark, What, mark_blocks
from briefing.language.cutting.paragraphs import Paragraph, column_breaks, drop_repeats, head_paragraph, read_paragraphs
from briefing.language.sentences import is_finished, split_sentences
from briefing.language.widths import plain
from briefing.records import Article, Byline, Cut, Kind, Page, Role, Sentence, Span


def segment_page(page: Page) -> Cut:
    """The articles of a page in reading order, and its furniture."""
    drafts, furniture = gather_drafts(mark_blocks(read_blocks(page.text)))
    lines = _line_starts(page.text)
    led = any(draft.led for draft in drafts)
    articles: list[Article] = []
    for draft in drafts:
        article = _article(page, lines, len(articles) + 1, draft, led)
        if any(sentence.role is Role.BODY for sentence in article.sentences):
            articles.append(article)
        else:
            furniture += draft.marks
    return Cut(articles=tuple(articles), furniture=_spans(furniture))


def _article(page: Page, lines: Sequence[int], number: int, draft: Draft, led_page: bool) -> Article:
    heads = _heads(page.text, draft)
    printed = [*heads, *read_paragraphs(page.text, draft.body)]
    paragraphs, repeats = drop_repeats(printed)
    spans = _spans(draft.marks)
    return Article(
        file=page.file,
        number=number,
        kind=_kind(draft, paragraphs, len(heads), led_page),
        headline=_words(heads, Role.HEADLINE),
        kicker=_words(heads, Role.KICKER),
        subhead=_words(heads, Role.SUBHEAD),
        byline=_printed(page.text, draft.byline),
        dateline=draft.dateline,
        start_line=_line(lines, spans[0].start),
        end_line=_line(lines, spans[-1].end - 1),
        sentences=_sentences(page.text, lines, paragraphs),
        spans=spans,
        defects=(*_losses(draft, paragraphs), *repeats, *column_breaks(paragraphs)),
    )


def _printed(text: str, byline: Byline) -> Byline:
    """The byline with its names as the page prints them: rules read them in plain characters."""
    names = {name for _, group in byline for name in group if name not in text}
    if not names:
        return byline
    words, known = plain(text), dict[str, str]()
    for name in names:
        match = re.search(r"\s*".join(map(re.escape, name)), words)
        known[name] = "".join(text[match.start() : match.end()].split()) if match else name
    return Byline(**{role: tuple(known.get(name, name) for name in group) for role, group in byline})


def _heads(text: str, draft: Draft) -> list[Paragraph]:
    """The lines of the headline; lines of the same role are one paragraph."""
    roles = head_roles([mark.text for mark in draft.heads])
    groups = groupby(zip(draft.heads, roles, strict=True), key=itemgetter(1))
    return [head_paragraph(text, [mark for mark, _ in group], role) for role, group in groups]


def _words(heads: Iterable[Paragraph], role: Role) -> str:
    return " ".join(paragraph.text for paragraph in heads if paragraph.role is role)


def _kind(draft: Draft, paragraphs: Sequence[Paragraph], heads: int, led_page: bool) -> Kind:
    text = "\n".join(paragraph.text for paragraph in paragraphs if paragraph.role is Role.BODY)
    if draft.is_caption or (draft.byline.photographers and not draft.writers and is_essay(text)):
        return Kind.PHOTO_CAPTION
    if draft.leads_parts:
        return Kind.FEATURE
    if draft.item and not draft.heads:
        return Kind.NEWS
    if not draft.heads or _lacks_beginning(draft, paragraphs):
        return Kind.FRAGMENT
    subheads = sum(paragraph.role is Role.SUBHEAD for paragraph in paragraphs[heads:])
    byline = draft.byline
    limit = limit_of(led_page, bool(byline.reporters or byline.correspondents), bool(byline.signed))
    titles = [mark.text for mark in draft.heads]
    if not draft.reported and (draft.comments or is_told(titles[0] if len(titles) > 1 else "", plain(text))):
        return Kind.FEATURE
    told = is_feature(titles, text, subheads, reported=draft.reported, led=draft.led, limit=limit)
    return Kind.FEATURE if told else Kind.NEWS


def _lacks_beginning(draft: Draft, paragraphs: Sequence[Paragraph]) -> bool:
    if draft.jumped or draft.is_caption:
        return draft.jumped
    first = next((mark for mark, role in draft.body if role is Role.BODY), None)
    if first is None or first.lead is not None:
        return False
    return starts_inside(next((paragraph.text for paragraph in paragraphs if paragraph.role is Role.BODY), ""))


def _losses(draft: Draft, paragraphs: Sequence[Paragraph]) -> list[str]:
    """What is missing or out of place in print."""
    if draft.is_caption:
        glued = draft.body[0][0].glued
        return [f"caption glued to the end of a paragraph on line {draft.body[0][0].block.first_line}"] if glued else []
    found = [] if draft.heads or draft.item else ["main headline is missing"]
    if _lacks_beginning(draft, paragraphs):
        found.append("beginning of the body is missing")
    if draft.continues:
        found.append("end of the body stands on another page")
    elif draft.body[-1][0].what is What.BODY and not draft.signed and not _ends(paragraphs):
        found.append("end of the body is missing")
    return found


def _ends(paragraphs: Sequence[Paragraph]) -> bool:
    return not paragraphs or paragraphs[-1].alone or is_finished(paragraphs[-1].text)


def _sentences(text: str, lines: Sequence[int], paragraphs: Sequence[Paragraph]) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    for number, paragraph in enumerate(paragraphs):
        thread = Thread(paragraph.pieces)
        words = "".join(text[low:high] for low, high in paragraph.pieces)
        whole = [(0, len(words))]
        for start, end in split_sentences(words) if paragraph.role is Role.BODY else whole:
            said = words[start:end].strip()
            if not said:
                continue
            left = words.index(said[0], start)
            spans = thread.cut(left, left + len(said))
            found.append(
                Sentence(
                    number=len(found) + 1,
                    text=said,
                    spans=tuple(Span(start=low, end=high) for low, high in spans),
                    first_line=_line(lines, spans[0][0]),
                    last_line=_line(lines, spans[-1][1] - 1),
                    paragraph=number,
                    role=paragraph.role,
                )
            )
    return tuple(found)


def _spans(marks: Iterable[Mark]) -> tuple[Span, ...]:
    pieces = sorted(piece for mark in marks for piece in mark.block.cover)
    return tuple(Span(start=low, end=high) for low, high in pieces)


def _line_starts(text: str) -> list[int]:
    starts = [0]
    while (found := text.find("\n", starts[-1])) >= 0:
        starts.append(found + 1)
    return starts


def _line(starts: Sequence[int], offset: int) -> int:
    """1-based line of a code point."""
    return bisect_right(starts, offset)
