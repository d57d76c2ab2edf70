"""The things that flow through the stages, each with a type of its own per gained certainty.

    Page → Article → Placed → Chunk → Claim → Item | Rejection → Briefing

Frozen pydantic records with tuples. Offsets are code points of ``Page.text``, half-open; lines are 1-based.
A text for readers is a ``Texts``: words keyed by BCP 47 tag, always with ``zh``.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Texts = dict[str, str]
FigureKind = Literal[
    "count", "money", "percent", "points", "ratio", "multiple", "ordinal", "date", "time", "duration", "age", "measure"
]


class Record(BaseModel):
    """A frozen record that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Record):
    """Half-open range of code points in a page's text."""

    start: int
    end: int


# ------------------------------------------------------------------ pages and articles


class Page(Record):
    """One page as read: ``text`` has ``\\n`` line ends, no BOM, and is otherwise untouched."""

    file: str  # as shown to the reader: relative to the given folder, with forward slashes; a part as "x.jsonl#3"
    text: str
    sha256: str  # of the file's bytes as received
    encoding: str
    format: Literal["txt", "md", "html", "pdf", "docx", "jsonl"]


class Unreadable(Record):
    """A file that could not be read, with the one-line reason."""

    file: str
    reason: str


class Kind(StrEnum):
    """What an article is."""

    NEWS = "news"
    FEATURE = "feature"
    PHOTO_CAPTION = "photo_caption"
    FRAGMENT = "fragment"


class Role(StrEnum):
    """What a sentence or paragraph is within its article."""

    HEADLINE = "headline"
    KICKER = "kicker"
    SUBHEAD = "subhead"
    BODY = "body"


class Sentence(Record):
    """One numbered sentence. Joining ``page.text[s.start:s.end]`` over ``spans`` gives ``text`` back exactly."""

    number: int  # 1-based in the article, in reading order; headline and subheads count, bylines do not
    text: str  # without line breaks, re-joined across column breaks
    spans: tuple[Span, ...]
    first_line: int
    last_line: int
    paragraph: int  # 0-based
    role: Role


class Byline(Record):
    """Who made the article; ``signed`` are names printed without a role."""

    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()


class Article(Record):
    """One article cut out of a page. ``start_line``/``end_line`` hold headline, body and sign-off."""

    file: str
    number: int  # 1-based on its page, in reading order
    kind: Kind
    headline: str  # main headline; "" where none is printed
    kicker: str  # 肩题, "" where none
    subhead: str  # ——副题, "" where none
    byline: Byline
    dateline: str  # 电头, e.g. 呼和浩特 of 呼和浩特讯; "" where none
    start_line: int
    end_line: int
    sentences: tuple[Sentence, ...]
    spans: tuple[Span, ...]  # everything on the page that belongs to it, bylines included
    defects: tuple[str, ...]  # what was found wrong in print, in English, one clause each

    @property
    def key(self) -> str:
        """Unique in a run."""
        return f"{self.file}:{self.number}"

    @property
    def body(self) -> str:
        """The body paragraphs, re-joined, one a line."""
        paragraphs: dict[int, str] = {}
        for sentence in self.sentences:
            if sentence.role is Role.BODY:
                paragraphs[sentence.paragraph] = paragraphs.get(sentence.paragraph, "") + sentence.text
        return "\n".join(paragraphs.values())


class Cut(Record):
    """A page taken apart: articles, and the furniture that belongs to none (mastheads, navigation, jump lines)."""

    articles: tuple[Article, ...]
    furniture: tuple[Span, ...]


# ------------------------------------------------------------------ places


class Division(Record):
    """An administrative division, or a development zone where ``adcode`` is ""."""

    zh: str
    en: str
    adcode: str  # GB/T 2260, six digits


class Place(Record):
    """Where an article belongs. ``city`` is None where it cannot be told; ``candidates`` then names what was in question."""

    city: Division | None
    county: Division | None
    province: Division | None
    evidence: tuple[str, ...]  # the words of the page that decided
    confidence: float  # 0..1
    candidates: tuple[Division, ...] = ()


class Placed(Record):
    """An article with its place."""

    article: Article
    place: Place


# ------------------------------------------------------------------ figures


class Figure(Record):
    """A number that counts something in a text."""

    text: str  # exact: the source text's [start:end]
    start: int
    end: int
    value: Decimal | None  # None for dates and times
    low: Decimal | None = None
    high: Decimal | None = None
    approx: str = ""  # 近 余 多 约 左右 以上 超过 不到 …; "" where exact
    unit_zh: str = ""  # 人次, 亩, 元, % …
    unit_en: str = ""
    kind: FigureKind = "count"
    iso: str = ""  # for date and time: 2025-03-21, --11-11, --11-09T18:00, 08:00, a/b


class Fact(Record):
    """A figure of an article with where it stands on the page, what it counts and whose it is."""

    file: str
    text: str  # as printed; where a column break cuts it, the words joined
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    approx: str
    unit_zh: str
    unit_en: str
    what: str  # the Chinese noun phrase that it counts, or what grew; "" where the words do not show it
    line: int  # 1-based, of its first character
    start: int  # first code point on the page; page.text[start:end] is ``text`` unless ``spans`` are several
    end: int
    spans: tuple[Span, ...]
    kind: FigureKind
    iso: str
    who: str  # the organisation, place or person that opens its clause; "" where none does
    english: str  # the value with its unit in English: nearly 26,000 mu (1,733 hectares)
    sentence: int  # its number in the article
    article: str  # Article.key
    before: str  # the words of its sentence since the figure before, or since its beginning
    after: str  # the words of its sentence up to the next figure, or to its end


class Remark(Record):
    """Two printed figures that do not fit each other, for a person to look at; never a correction."""

    kind: Literal["total", "ratio", "conflict"]
    english: str  # one sentence, with both texts and both lines
    file: str
    texts: tuple[str, ...]  # as printed
    lines: tuple[int, ...]
    articles: tuple[str, ...]  # Article.key of each


# ------------------------------------------------------------------ speech and people


class Quote(Record):
    """Speech, or wording quoted as a statement; speech broken by narration is one Quote per piece."""

    text: str  # between the outer marks, without line breaks
    sentences: tuple[int, ...]  # numbers of the article's sentences it stands in
    spans: tuple[Span, ...]  # of ``text`` on the page
    speaker: str  # bare name, else the role as printed (现场工作人员); "" where the text does not say
    speaker_words: str  # the words that named the speaker: 区税务局所长潘皓, 她; "" where carried over or not said


class Person(Record):
    """Someone whom an article names, with what it calls them."""

    name: str
    roles: tuple[str, ...]  # as printed, organisation included: 区税务局合阳税务所所长; () where none is printed
    sentences: tuple[int, ...]  # every sentence that prints the name
    spans: tuple[Span, ...]  # of the name on the page, in the first of ``sentences``


# ------------------------------------------------------------------ requests


class Slice(Record):
    """Sentences of one article that stand in one request.

    ``part`` is None but for a sentence longer than a whole request: then ``sentences`` names that one sentence and
    ``part`` the code points of its ``Sentence.text`` shown here; the parts of its slices, joined in order, are the text.
    """

    article: str  # Article.key
    sentences: tuple[int, ...]  # numbers
    part: Span | None = None


class Chunk(Record):
    """What one request shows: whole articles of a page, or a part of a long one."""

    file: str
    slices: tuple[Slice, ...]
    tokens: int  # of the shown source, numbering included


class Usage(Record):
    """Tokens of one or many answers."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            calls=self.calls + other.calls,
            prompt_tokens=self.prompt_tokens + other.prompt_tokens,
            completion_tokens=self.completion_tokens + other.completion_tokens,
        )


# ------------------------------------------------------------------ claims and items


class Reason(StrEnum):
    """Why a claim was withheld."""

    CITATION_MISSING = "citation_missing"  # it cites nothing, or a sentence that does not exist
    FIGURE_UNSUPPORTED = "figure_unsupported"  # a number is not in the cited sentences
    QUOTE_ALTERED = "quote_altered"  # quotation marks hold words that the cited sentences lack
    LANGUAGE_MISSING = "language_missing"  # one of the two languages is empty or is the other one
    NAME_UNSUPPORTED = "name_unsupported"  # a person or organisation is not printed in the cited sentences
    MARKUP = "markup"  # it holds a link, an address or markup that no sentence prints


class Cite(Record):
    """A sentence that supports a statement."""

    article: str  # Article.key
    sentence: int


class Claim(Record):
    """The model's word: a statement that cites sentences, unchecked."""

    cites: tuple[Cite, ...]
    text: Texts


class Rejection(Record):
    """A claim that failed a check, kept with its reason."""

    claim: Claim
    reason: Reason
    detail: str  # what exactly failed, in English
    step: Literal["extract", "merge", "overview", "translate"]


class Item(Record):
    """A proven statement: every citation, figure and quote was checked."""

    id: str  # unique in a briefing, e.g. "4-3": article 4, third item
    cites: tuple[Cite, ...]
    text: Texts


class KeyFigure(Record):
    """A row of the figures table; ``printed`` is the source's own words, verbatim."""

    printed: str
    value: Texts  # "nearly 5,000 people"
    what: Texts
    who: Texts
    cites: tuple[Cite, ...]


class Entity(Record):
    """A person or organisation with its role here; ``name["zh"]`` is verbatim."""

    name: Texts
    role: Texts
    cites: tuple[Cite, ...]


class Note(Record):
    """A note for the reader: ours, not news."""

    text: Texts
    cites: tuple[Cite, ...] = ()


class Extraction(Record):
    """The model's word on one article, unchecked. ``figures``, ``people`` and the rest are claims until verified."""

    article: str  # Article.key
    headline: Texts
    claims: tuple[Claim, ...] = ()
    figures: tuple[KeyFigure, ...] = ()
    people: tuple[Entity, ...] = ()
    organisations: tuple[Entity, ...] = ()
    notes: tuple[Note, ...] = ()


class Reading(Record):
    """All that is proven of one article; ``items`` may be empty: some articles report nothing."""

    placed: Placed
    headline: Texts
    items: tuple[Item, ...]
    figures: tuple[KeyFigure, ...]
    people: tuple[Entity, ...]
    organisations: tuple[Entity, ...]
    notes: tuple[Note, ...]
    rejections: tuple[Rejection, ...]
    claims: int  # made by the model for this article: claims, rows of tables and notes
    usage: Usage = Usage()  # its share of the extraction, by source characters


class Failure(Record):
    """An article that could not be read by the model, with the one-line reason; it stays in the run report."""

    placed: Placed
    error: str  # name of the error class
    reason: str


# ------------------------------------------------------------------ briefings


class Statement(Record):
    """A printed sentence or two with its sources. ``items`` are the ids it was written from."""

    text: Texts
    cites: tuple[Cite, ...]
    items: tuple[str, ...]


class Bullet(Record):
    """One bullet: statements about one actor's effort, read as one paragraph."""

    statements: tuple[Statement, ...]


class Section(Record):
    """A theme."""

    title: Texts
    bullets: tuple[Bullet, ...]


class Briefing(Record):
    """All that one file says: a city's briefing. It holds only proven text."""

    slug: str
    name: Texts  # city (or county, province, "Unplaced") in the reader's words and Chinese
    province: Division | None
    city: Division | None
    county: Division | None  # where all articles are in one
    dates: tuple[str, ...]  # first and last date named, ISO, "" year as --MM-DD; () where none
    headline: Statement | None
    lede: tuple[Statement, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    readings: tuple[Reading, ...]  # numbered 1.. in this order in the rendering
    failures: tuple[Failure, ...]
    rejections: tuple[Rejection, ...]  # of the merge
    statements_made: int  # by the merge
    usage: Usage  # of its merge, and its articles' share of the extraction (by source characters)


# ------------------------------------------------------------------ translations


class Translated(Record):
    """One sentence of a translation: ``text``, or the ``fault`` that keeps it back."""

    number: int
    text: str
    fault: str


class Translation(Record):
    """A whole article in another language, its sentences in order, none left out."""

    placed: Placed
    lang: str
    sentences: tuple[Translated, ...]


# ------------------------------------------------------------------ the run


class PageLine(Record):
    """One page of the run report."""

    file: str
    sha256: str
    encoding: str
    format: str
    articles: int


class Run(Record):
    """What run.json holds, and every briefing's foot draws on."""

    version: str  # of Briefing
    date: str  # ISO date of writing
    engine: str  # "openai" or "recorded"
    notice: Texts = Field(
        default_factory=dict
    )  # what must stand at the head of every output, e.g. that the pages are samples; {} for nothing
    models: dict[str, str]  # step → model
    lang: str  # BCP 47 tag of the second language; "zh" for Chinese only
    by: Literal["city", "county", "province"]
    length: Literal["brief", "standard", "full"]
    prompts: dict[str, str]  # file name → SHA-256
    pages: tuple[PageLine, ...]
    unreadable: tuple[Unreadable, ...]
    briefings: tuple[str, ...]  # slugs
    failures: tuple[Failure, ...]  # of articles, over all briefings
    problems: tuple[str, ...]  # anything else that was left out, one line each
    usage: dict[str, Usage]  # step → tokens, whatever the answers' source
    answers: dict[str, int]  # "model", "store", "recorded" → answers that came from there
    claims: int
    kept: int
    withheld: dict[str, int]  # Reason → count
    cost_usd: Decimal | None  # of the answers that came from the model in this run; None where no price is known
