"""The quotations of an article: what is said or quoted as a statement, by whom, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.language.people.joined import join_article
from briefing.language.people.people import find_people
from briefing.language.people.quote_marks import Pair
from briefing.language.people.speakers import Attributor
from briefing.language.people.statements import find_statements, statement_bounds
from briefing.records import Article, Quote, Role


def read_quotes(article: Article) -> tuple[Quote, ...]:
    """The quotations of the body, in order; quoted terms and names (“尖刀班”) are none. Linear in the article's length."""
    joined = join_article(article, Role.BODY)
    pairs = find_statements(joined.folded)
    people = find_people(statement_bounds(joined.folded))
    attributor = Attributor(joined.text, _without(joined.folded, pairs), pairs, people)
    return tuple(
        Quote(
            text=joined.text[pair.inner : pair.stop],
            sentences=joined.numbers(pair.inner, pair.stop),
            spans=joined.spans(pair.inner, pair.stop),
            speaker=said.speaker,
            speaker_words=joined.text[said.at : said.end] if said.at >= 0 else "",
        )
        for pair, said in zip(pairs, attributor.speakers(), strict=True)
    )


def _without(folded: str, pairs: Sequence[Pair]) -> str:
    """``folded`` with NULs in place of the statements; same length."""
    pieces, at = [], 0
    for pair in pairs:
        pieces += [folded[at : pair.start], "\0" * (pair.end - pair.start)]
        at = pair.end
    return "".join((*pieces, folded[at:]))
