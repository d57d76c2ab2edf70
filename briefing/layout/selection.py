"""What a length prints of a document. JSON holds all of it whatever the length."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

from briefing.document import (
    Article,
    ArticleItem,
    Citation,
    Document,
    Entity,
    Figure,
    Note,
    Section,
    Statement,
    Withheld,
)
from briefing.language.numbers.figures import read_figures

Length = Literal["brief", "standard", "full"]

# brief is read in a minute; a standard table is looked over in another.
BRIEF_SECTIONS, BRIEF_FIGURES, BRIEF_NOTES = 5, 6, 3
STANDARD_FIGURES, STANDARD_ORGANISATIONS, STANDARD_EXAMPLES = 24, 16, 5
ENOUGH_FIGURES = ENOUGH_ORGANISATIONS = 6  # told in the text: then the table holds no others


class Cited(Protocol):
    """Anything with citations."""

    @property
    def cites(self) -> tuple[Citation, ...]: ...


Row = TypeVar("Row", bound=Cited)


@dataclass(frozen=True)
class Others:
    """Items of an article that no statement was written from."""

    article: Article
    items: tuple[ArticleItem, ...]


@dataclass(frozen=True)
class Source:
    """An article with those of its sentences that something printed cites."""

    article: Article
    cited: tuple[Citation, ...]


@dataclass(frozen=True)
class Printed:
    """The parts of a document that one length prints, in their order."""

    length: Length
    lede: tuple[Statement, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    figures: tuple[Figure, ...]
    people: tuple[Entity, ...]
    organisations: tuple[Entity, ...]
    others: tuple[Others, ...]
    sources: tuple[Source, ...]
    withheld: tuple[Withheld, ...]  # examples; the counts stand in the document's run


def select(document: Document, length: Length) -> Printed:
    """What ``length`` prints: brief a minute's reading, standard the whole briefing, full every item as well."""
    sections = _first_bullets(document.sections) if length == "brief" else document.sections
    statements = _statements(document, sections)
    figures = _figures(document.figures, statements, _marks(statements), length)
    tables = length != "brief"
    people = _in_order(document.people, _marks(statements)) if tables else ()
    organisations = _organisations(document.organisations, statements, _marks(statements), length) if tables else ()
    notes = _notes(document, length)
    others = _others(document.articles) if length == "full" else ()
    loose = [item for other in others for item in other.items]
    cites = _cites([*statements, *notes, *figures, *people, *organisations, *loose])
    return Printed(
        length=length,
        lede=document.lede,
        sections=sections,
        notes=notes,
        figures=figures,
        people=people,
        organisations=organisations,
        others=others,
        sources=_sources(document.articles, cites, all_articles=tables),
        withheld=_examples(document.withheld, length),
    )


def _first_bullets(sections: Sequence[Section]) -> tuple[Section, ...]:
    return tuple(section.model_copy(update={"items": section.items[:1]}) for section in sections[:BRIEF_SECTIONS])


def _statements(document: Document, sections: Iterable[Section]) -> list[Statement]:
    headline = [document.headline] if document.headline else []
    return [*headline, *document.lede, *(s for section in sections for item in section.items for s in item.statements)]


def _marks(statements: Iterable[Statement]) -> dict[str, int]:
    """Mark → its place in the order in which marks first appear."""
    return {mark: n for n, mark in enumerate(dict.fromkeys(c.mark for s in statements for c in s.cites))}


def _first_mark(marks: dict[str, int]) -> Callable[[Cited], int]:
    return lambda row: min((marks[c.mark] for c in row.cites if c.mark in marks), default=len(marks))


def _in_order(rows: Sequence[Row], marks: dict[str, int]) -> tuple[Row, ...]:
    """Rows in the order in which the text above first cites them; those it does not cite come last."""
    return tuple(sorted(rows, key=_first_mark(marks)))


def _figures(
    figures: Sequence[Figure], statements: Sequence[Statement], marks: dict[str, int], length: Length
) -> tuple[Figure, ...]:
    """All of them at full length; else amounts that the text above tells, then others of the sentences it cites."""
    ordered = _in_order(figures, marks)
    if length == "full":
        return ordered
    cited = [f for f in ordered if any(cite.mark in marks for cite in f.cites) and _is_amount(f.printed)]
    told = _without_twins([figure for figure in cited if _is_told(figure, statements)])
    limit = BRIEF_FIGURES if length == "brief" else STANDARD_FIGURES
    rest = [] if len(told) >= ENOUGH_FIGURES else [figure for figure in cited if figure not in told]
    return tuple([*told, *rest][:limit])


def _is_told(figure: Figure, statements: Iterable[Statement]) -> bool:
    """Whether a statement that cites one of its sentences says its number, and of the same thing."""
    marks = {cite.mark for cite in figure.cites}
    near = "\n".join(s.text["zh"] for s in statements if marks & {cite.mark for cite in s.cites})
    return bool(_amounts(figure.printed) & _amounts(near))


def _amounts(words: str) -> set[tuple[str, ...]]:
    """Numbers with what they count, as far as the measure word tells."""
    return {(str(f.value), str(f.low), f.unit_zh) for f in read_figures(words) if f.kind not in {"date", "time"}}


def _without_twins(figures: Iterable[Figure]) -> list[Figure]:
    """One row a number and owner: an article may print the same three groups twice."""
    rows: dict[tuple[str, ...], Figure] = {}
    for figure in figures:
        amounts = sorted(_amounts(figure.printed)) or [(figure.printed,)]
        rows.setdefault((str(amounts), *sorted(figure.who.values())), figure)
    return list(rows.values())


def _organisations(
    rows: Sequence[Entity], statements: Iterable[Statement], marks: dict[str, int], length: Length
) -> tuple[Entity, ...]:
    """All of them at full length; else those that the text above names, then others of the sentences it cites."""
    ordered = _in_order(rows, marks)
    if length == "full":
        return ordered
    told = "\n".join(words for statement in statements for words in statement.text.values())
    cited = [row for row in ordered if any(cite.mark in marks for cite in row.cites)]
    named = [row for row in ordered if any(words and words in told for words in row.name.values())]
    rest = [] if len(named) >= ENOUGH_ORGANISATIONS else [row for row in cited if row not in named]
    return tuple([*named, *rest][:STANDARD_ORGANISATIONS])


def _is_amount(printed: str) -> bool:
    """Whether a row is worth a place in a short table: more than a date, a time of day or "the third round"."""
    kinds = {figure.kind for figure in read_figures(printed)}
    return not kinds or not kinds <= {"date", "time", "ordinal"} or "号" in printed


def _notes(document: Document, length: Length) -> tuple[Note, ...]:
    """The briefing's notes; full adds those of the articles that are not among them."""
    if length == "brief":
        return document.notes[:BRIEF_NOTES]
    if length == "standard":
        return document.notes
    said = {note.text["zh"] for note in document.notes}
    return (*document.notes, *(n for a in document.articles for n in a.notes if n.text["zh"] not in said))


def _others(articles: Iterable[Article]) -> tuple[Others, ...]:
    loose = (Others(article, tuple(item for item in article.items if not item.printed)) for article in articles)
    return tuple(other for other in loose if other.items)


def _cites(texts: Iterable[Cited]) -> dict[tuple[int, int], Citation]:
    return {cite.place: cite for text in texts for cite in text.cites}


def _sources(
    articles: Iterable[Article], cites: dict[tuple[int, int], Citation], *, all_articles: bool
) -> tuple[Source, ...]:
    found = (
        Source(article, tuple(cites[place] for place in sorted(cites) if place[0] == article.number))
        for article in articles
    )
    return tuple(source for source in found if all_articles or source.cited)


def _examples(withheld: Sequence[Withheld], length: Length) -> tuple[Withheld, ...]:
    count = {"brief": 0, "standard": STANDARD_EXAMPLES, "full": len(withheld)}[length]
    return tuple(withheld[:count])
