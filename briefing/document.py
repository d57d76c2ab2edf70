"""The output file ``<slug>.json``: all that a briefing knows, at any length, as one versioned record.

Markdown and HTML are renderings of it, so whatever they print can be looked up here. Articles are numbered 1.. in the
briefing's reading order; a mark ``[4.8]`` is article 4, sentence 8. Every text for readers is an object keyed by
BCP 47 tag, always with ``zh``. Offsets are code points of the page, half-open; lines are 1-based, both inclusive.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from pydantic import Field

from briefing.records import Byline, Division, Kind, Place, Reason, Record, Texts, Usage

SCHEMA_VERSION = "1"
Step = Literal["extract", "merge", "overview", "translate"]


class Citation(Record):
    """A sentence that supports a text, with its words as printed and where they stand."""

    article: int
    sentence: int
    spans: tuple[tuple[int, int], ...]  # joining the page's text over them gives ``zh``
    zh: str
    lines: tuple[int, int]

    @property
    def mark(self) -> str:
        """How it is named in every rendering."""
        return f"{self.article}.{self.sentence}"

    @property
    def place(self) -> tuple[int, int]:
        """What citations are sorted and compared by."""
        return self.article, self.sentence


class Reference(Record):
    """What a withheld claim pointed at; ``article`` is null and ``zh`` empty where there is no such sentence."""

    article: int | None
    sentence: int
    zh: str


class Statement(Record):
    """One or two sentences that share their citations."""

    text: Texts
    cites: tuple[Citation, ...]
    written_from: tuple[str, ...]  # ids of ``articles[].items``


class SectionItem(Record):
    """One bullet; ``text`` and ``cites`` are those of its statements together."""

    text: Texts
    cites: tuple[Citation, ...]
    statements: tuple[Statement, ...]


class Section(Record):
    """A theme."""

    title: Texts
    items: tuple[SectionItem, ...]


class Note(Record):
    """A note for the reader: ours, not news."""

    text: Texts
    cites: tuple[Citation, ...]


class Figure(Record):
    """A key figure; ``printed`` is the page's own wording."""

    printed: str
    value: Texts
    what: Texts
    who: Texts
    cites: tuple[Citation, ...]


class Entity(Record):
    """A person or an organisation; ``name["zh"]`` is as printed."""

    name: Texts
    role: Texts
    cites: tuple[Citation, ...]


class ArticleItem(Record):
    """Something an article says, proven; ``printed``: a statement of the lede or the sections was written from it."""

    id: str
    text: Texts
    cites: tuple[Citation, ...]
    printed: bool


class Article(Record):
    """One article and everything proven of it."""

    number: int
    key: str  # unique in the run: file and number on its page
    headline: Texts
    file: str
    sha256: str
    lines: tuple[int, int]
    kind: Kind
    byline: Byline
    dateline: str
    place: Place
    defects: tuple[str, ...]
    sentences: int  # how many it has
    items: tuple[ArticleItem, ...]
    notes: tuple[Note, ...]


class Withheld(Record):
    """A claim that failed a check."""

    text: Texts
    reason: Reason
    detail: str
    cites: tuple[Reference, ...]
    step: Step


class Failure(Record):
    """An article that could not be read."""

    file: str
    lines: tuple[int, int]
    headline: str
    place: Place
    error: str
    reason: str


class Counts(Record):
    """Articles in; claims made (of the articles and in joining them), kept and withheld: here or in the run."""

    articles: int
    failed: int
    claims: int
    kept: int
    withheld: dict[str, int]  # Reason → count


class RunFoot(Record):
    """How, when and at what cost this was made."""

    version: str
    date: str
    engine: str
    notice: Texts = Field(
        default_factory=dict
    )  # stands at the head: what kind of pages these are, where the recording says so
    models: dict[str, str]
    lang: str
    by: Literal["city", "county", "province"]
    length: Literal["brief", "standard", "full"]
    prompts: dict[str, str]
    answers: dict[str, int]
    here: Counts  # this briefing
    statements_made: int  # of ``here.claims``: those made in joining the articles' items
    tokens_here: Usage
    run: Counts  # the whole run
    tokens: dict[str, Usage]  # of the whole run, by step
    cost_usd: Decimal | None  # of the whole run; null where no price is known


class DocumentPlace(Record):
    """What the briefing is about; all three null: its articles could not be placed."""

    city: Division | None
    county: Division | None
    province: Division | None


class Document(Record):
    """The whole file."""

    schema_version: Literal["1"]
    slug: str
    lang: str
    name: Texts
    place: DocumentPlace
    dates: tuple[str, ...]
    headline: Statement | None
    lede: tuple[Statement, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    figures: tuple[Figure, ...]
    people: tuple[Entity, ...]
    organisations: tuple[Entity, ...]
    articles: tuple[Article, ...]
    withheld: tuple[Withheld, ...]
    failures: tuple[Failure, ...]
    run: RunFoot


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) that every written ``<slug>.json`` follows."""
    schema = Document.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
