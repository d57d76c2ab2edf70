"""Facts: every figure of an article, with its place on the page, what it counts, whose it is, and its English. No model.

Linear in the length of the article.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate

from briefing.language.numbers.counted import counted_noun, goes_on, subject
from briefing.language.numbers.figures import read_figures
from briefing.language.numbers.support import render_value
from briefing.language.people.joined import Joined, join_article
from briefing.language.people.people import read_people
from briefing.records import Article, Fact, Figure, Page

_MU_IN_A_HECTARE = 15  # the metric mu since 1930: 1 公顷 = 15 亩


def read_facts(article: Article, page: Page) -> tuple[Fact, ...]:
    """The figures of ``article`` in reading order. A day alone (21日) is in the month of the date before it.

    ``page`` is the page that the article was cut from: offsets and lines are of its text.
    """
    joined = join_article(article)
    figures = [figure for figure in read_figures(joined.text) if len(joined.numbers(figure.start, figure.end)) == 1]
    lines = _line_starts(page.text)
    names = tuple(person.name for person in read_people(article))
    facts: list[Fact] = []
    for at in range(len(figures)):
        facts.append(_fact(article, joined, figures, at, facts, names, lines))
    return tuple(facts)


def _line_starts(text: str) -> tuple[int, ...]:
    return tuple(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))


def _fact(
    article: Article, joined: Joined, figures: Sequence[Figure], at: int, facts: Sequence[Fact],
    names: tuple[str, ...], lines: Sequence[int],
) -> Fact:  # fmt: skip
    figure = figures[at]
    index = bisect_right(joined.starts, figure.start) - 1
    first, last = joined.starts[index], joined.starts[index] + len(joined.sentences[index].text)
    floor = max(first, figures[at - 1].end if at else 0)
    ceiling = min(last, figures[at + 1].start if at + 1 < len(figures) else last)
    what = counted_noun(joined.folded, figure, floor)
    if not what and floor > first and goes_on(joined.folded, figure, figures[at - 1]):
        what = facts[-1].what
    spans = joined.spans(figure.start, figure.end)
    return Fact(
        file=article.file, text=figure.text, value=figure.value, low=figure.low, high=figure.high,
        approx=figure.approx, unit_zh=figure.unit_zh, unit_en=figure.unit_en, what=what,
        line=bisect_right(lines, spans[0].start), start=spans[0].start, end=spans[-1].end, spans=spans,
        kind=figure.kind, iso=figure.iso, who=subject(joined.folded, figure, first, names),
        english=english_value(_wells(figure, what)), sentence=joined.sentences[index].number, article=article.key,
        before=joined.text[floor : figure.start], after=joined.text[figure.end : ceiling],
    )  # fmt: skip


def english_value(figure: Figure) -> str:
    """The value with its unit in English; mu with hectares beside them: 26,000 mu (1,733 hectares)."""
    words = render_value(figure, "en")
    ends = [end for end in (figure.value, figure.low, figure.high) if end is not None]
    if figure.unit_zh != "亩" or not ends or (figure.value is None and figure.high is None):
        return words
    hectares = "–".join(_rounded(end / _MU_IN_A_HECTARE) for end in ends)
    return f"{words} ({hectares} {'hectare' if hectares == '1' else 'hectares'})"


def _wells(figure: Figure, what: str) -> Figure:
    """口 counts persons of a family, and wells, ponds and pots: there the noun says what they are."""
    is_thing = figure.unit_zh == "口" and what != "" and not what.endswith(("人", "人口"))
    return figure.model_copy(update={"unit_en": ""}) if is_thing else figure


def _rounded(number: Decimal) -> str:
    """Whole from ten on, else two significant digits: 1,733, 3.3, 0.43."""
    digits = Decimal(1) if number >= 10 else Decimal("0.1") if number >= 1 else Decimal("0.01")
    words = f"{number.quantize(digits, ROUND_HALF_UP):,}"
    return words.rstrip("0").rstrip(".") if "." in words else words
