"""Where every character of a page went: into articles, into furniture by its name, or into blanks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefing.language.cutting.briefs import is_section
from briefing.language.cutting.furniture import furniture_name, is_source_line
from briefing.language.widths import plain
from briefing.records import Cut, Page, Record, Span


class Coverage(Record):
    """Characters of a page by where they went; all of them together are the page's text."""

    characters: int  # of the page
    articles: int
    furniture: dict[str, int]  # masthead, navigation, jump line, imprint …, most characters first
    blank: int  # white space, wherever it stands
    unaccounted: int  # in no article and in no furniture: always 0


def coverage(page: Page, cut: Cut) -> Coverage:
    """The account of ``cut``, which must be ``segment_page(page)``."""
    size = len(page.text)
    inside = sum(_written(page.text, span) for article in cut.articles for span in article.spans)
    names: Counter[str] = Counter()
    for name, span in _named(page.text, cut.furniture):
        names[name] += _written(page.text, span)
    blank = size - len("".join(page.text.split()))
    return Coverage(
        characters=size,
        articles=inside,
        furniture=dict(names.most_common()),
        blank=blank,
        unaccounted=size - blank - inside - names.total(),
    )


def _written(text: str, span: Span) -> int:
    return len("".join(text[span.start : span.end].split()))


def _named(text: str, spans: Sequence[Span]) -> list[tuple[str, Span]]:
    """Each piece of furniture with what it is; a line that only its repetition told is a running head."""
    words = [plain(text[span.start : span.end]).strip() for span in spans]
    counts = Counter(words)
    return [(_name(word, counts[word]), span) for word, span in zip(words, spans, strict=True)]


def _name(text: str, times: int) -> str:
    if is_source_line(text):
        return "source line"
    if is_section(text):
        return "section head"
    return furniture_name(text) or ("running head" if times > 1 else "line without a story")
