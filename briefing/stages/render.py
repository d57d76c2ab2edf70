"""render: a briefing becomes its document, and the document Markdown, HTML or JSON.

Marks are ``[article.sentence]``, the same in every language and format; articles are numbered in reading order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from briefing import document as doc
from briefing import resources
from briefing.document import Document
from briefing.errors import RenderError
from briefing.layout import facts
from briefing.layout.selection import Length, select
from briefing.layout.templates import fill, template_folders
from briefing.layout.voice import Voice, load_voice
from briefing.records import (
    Briefing,
    Bullet,
    Cite,
    Entity,
    Failure,
    Item,
    KeyFigure,
    Note,
    Page,
    Reading,
    Rejection,
    Run,
    Section,
    Statement,
    Texts,
)

Format = Literal["md", "json", "html"]

# Names that are not whole: two articles may mean two persons by them.
_VAGUE_NAME = re.compile(r"某|先生|女士|大爷|大妈|大娘|大叔|阿姨|奶奶|爷爷|师傅|老人|同学|老师|医生|护士|队长|书记$")


# ------------------------------------------------------------------ the document


def make_document(briefing: Briefing, run: Run, pages: Mapping[str, Page]) -> Document:
    """Everything of ``briefing`` with its citations looked up; ``pages`` are by file name.

    Raises RenderError where a printed text cites a sentence that the briefing does not hold.
    """
    maker = _Maker(briefing, pages)
    return Document(
        schema_version=doc.SCHEMA_VERSION,
        slug=briefing.slug,
        lang=run.lang,
        name=briefing.name,
        place=doc.DocumentPlace(city=briefing.city, county=briefing.county, province=briefing.province),
        dates=briefing.dates,
        headline=maker.statement(briefing.headline) if briefing.headline else None,
        lede=tuple(map(maker.statement, briefing.lede)),
        sections=tuple(map(maker.section, briefing.sections)),
        notes=tuple(map(maker.note, briefing.notes or _notes_of(briefing.readings))),
        figures=maker.figures(),
        people=maker.entities((reading, row) for reading in briefing.readings for row in reading.people),
        organisations=maker.entities((reading, row) for reading in briefing.readings for row in reading.organisations),
        articles=tuple(map(maker.article, briefing.readings)),
        withheld=tuple(map(maker.withheld, _rejections(briefing))),
        failures=tuple(map(_failure, briefing.failures)),
        run=_foot(briefing, run),
    )


class _Maker:
    """Looks up what a briefing cites."""

    def __init__(self, briefing: Briefing, pages: Mapping[str, Page]) -> None:
        self._briefing = briefing
        self._pages = pages
        self._numbers = {r.placed.article.key: n for n, r in enumerate(briefing.readings, start=1)}
        self._sentences = {
            (r.placed.article.key, s.number): s for r in briefing.readings for s in r.placed.article.sentences
        }
        self._ids = {
            (reading.placed.article.key, item.id): f"{n}-{m}"
            for n, reading in enumerate(briefing.readings, start=1)
            for m, item in enumerate(reading.items, start=1)
        }
        bullets = (bullet for section in briefing.sections for bullet in section.bullets)
        told = [*briefing.lede, *(statement for bullet in bullets for statement in bullet.statements)]
        self._printed = {one for statement in told for one in self._written_from(statement)}

    def cites(self, cites: Iterable[Cite]) -> tuple[doc.Citation, ...]:
        """Without repeats, by article and sentence."""
        found = {(c.article, c.sentence): self._citation(c) for c in cites}
        return tuple(sorted(found.values(), key=lambda citation: citation.place))

    def statement(self, statement: Statement) -> doc.Statement:
        return doc.Statement(
            text=statement.text, cites=self.cites(statement.cites), written_from=self._written_from(statement)
        )

    def section(self, section: Section) -> doc.Section:
        return doc.Section(title=section.title, items=tuple(map(self._bullet, section.bullets)))

    def note(self, note: Note) -> doc.Note:
        return doc.Note(text=note.text, cites=self.cites(note.cites))

    def figures(self) -> tuple[doc.Figure, ...]:
        """The rows of all articles; one that says the same of the same sentences stands once."""
        rows = (self._figure(figure) for reading in self._briefing.readings for figure in reading.figures)
        return tuple({row.model_dump_json(): row for row in rows}.values())

    def entities(self, rows: Iterable[tuple[Reading, Entity]]) -> tuple[doc.Entity, ...]:
        """One row for each name; roles and citations of the same name in the same district stand together."""
        groups: dict[tuple[str, ...], list[Entity]] = {}
        for reading, row in rows:
            groups.setdefault(_identity(reading, row), []).append(row)
        return tuple(self._entity(group) for group in groups.values())

    def article(self, reading: Reading) -> doc.Article:
        article = reading.placed.article
        return doc.Article(
            number=self._numbers[article.key],
            key=article.key,
            headline=reading.headline,
            file=article.file,
            sha256=self._page(article.file).sha256,
            lines=(article.start_line, article.end_line),
            kind=article.kind,
            byline=article.byline,
            dateline=article.dateline,
            place=reading.placed.place,
            defects=article.defects,
            sentences=len(article.sentences),
            items=tuple(self._item(article.key, item) for item in reading.items),
            notes=tuple(map(self.note, reading.notes)),
        )

    def withheld(self, rejection: Rejection) -> doc.Withheld:
        return doc.Withheld(
            text=rejection.claim.text,
            reason=rejection.reason,
            detail=rejection.detail,
            cites=tuple(self._reference(cite) for cite in dict.fromkeys(rejection.claim.cites)),
            step=rejection.step,
        )

    def _citation(self, cite: Cite) -> doc.Citation:
        sentence = self._sentences.get((cite.article, cite.sentence))
        if sentence is None:
            raise RenderError(
                f"{self._briefing.slug}: a text cites sentence {cite.sentence} of {cite.article}, which is not in this "
                "briefing; this is a fault of Briefing, please report it."
            )
        return doc.Citation(
            article=self._numbers[cite.article],
            sentence=cite.sentence,
            spans=tuple((span.start, span.end) for span in sentence.spans),
            zh=sentence.text,
            lines=(sentence.first_line, sentence.last_line),
        )

    def _reference(self, cite: Cite) -> doc.Reference:
        sentence = self._sentences.get((cite.article, cite.sentence))
        number = self._numbers.get(cite.article) if sentence else None
        return doc.Reference(article=number, sentence=cite.sentence, zh=sentence.text if sentence else "")

    def _written_from(self, statement: Statement) -> tuple[str, ...]:
        """Ids of the document's items: those that the statement names, in the articles that it cites."""
        keys = dict.fromkeys(cite.article for cite in statement.cites)
        named = ((key, one) for one in statement.items for key in keys)
        return tuple(self._ids[pair] for pair in named if pair in self._ids)

    def _bullet(self, bullet: Bullet) -> doc.SectionItem:
        statements = tuple(map(self.statement, bullet.statements))
        return doc.SectionItem(
            text=_joined([statement.text for statement in statements]),
            cites=self.cites(cite for statement in bullet.statements for cite in statement.cites),
            statements=statements,
        )

    def _figure(self, figure: KeyFigure) -> doc.Figure:
        return doc.Figure(
            printed=figure.printed,
            value=figure.value,
            what=figure.what,
            who=figure.who,
            cites=self.cites(figure.cites),
        )

    def _entity(self, rows: Sequence[Entity]) -> doc.Entity:
        cites = self.cites(cite for row in rows for cite in row.cites)
        return doc.Entity(name=rows[0].name, role=_roles([row.role for row in rows]), cites=cites)

    def _item(self, key: str, item: Item) -> doc.ArticleItem:
        one = self._ids[key, item.id]
        return doc.ArticleItem(id=one, text=item.text, cites=self.cites(item.cites), printed=one in self._printed)

    def _page(self, file: str) -> Page:
        if file not in self._pages:
            raise RenderError(f"{self._briefing.slug}: the page {file} was not given with its briefing.")
        return self._pages[file]


def _rejections(briefing: Briefing) -> tuple[Rejection, ...]:
    return (*(one for reading in briefing.readings for one in reading.rejections), *briefing.rejections)


def _notes_of(readings: Iterable[Reading]) -> tuple[Note, ...]:
    return tuple({note.text["zh"]: note for reading in readings for note in reading.notes}.values())


def _identity(reading: Reading, row: Entity) -> tuple[str, ...]:
    """What makes two rows one: the name as printed, within a district, or within an article where it is vague."""
    county = reading.placed.place.county
    name = row.name["zh"]
    return (name, reading.placed.article.key if _VAGUE_NAME.search(name) else county.zh if county else "")


def _joined(texts: Sequence[Texts]) -> Texts:
    tags = dict.fromkeys(tag for text in texts for tag in text)
    return {tag: _glue(tag).join(text.get(tag, "") for text in texts) for tag in tags}


def _glue(tag: str) -> str:
    return "" if tag.startswith(("zh", "ja")) else " "


def _roles(roles: Sequence[Texts]) -> Texts:
    tags = dict.fromkeys(tag for role in roles for tag in role)
    distinct = {tag: dict.fromkeys(words for role in roles if (words := role.get(tag))) for tag in tags}
    return {tag: ("；" if tag.startswith(("zh", "ja")) else "; ").join(words) for tag, words in distinct.items()}


def _failure(failure: Failure) -> doc.Failure:
    article = failure.placed.article
    return doc.Failure(
        file=article.file,
        lines=(article.start_line, article.end_line),
        headline=article.headline,
        place=failure.placed.place,
        error=failure.error,
        reason=failure.reason,
    )


def _foot(briefing: Briefing, run: Run) -> doc.RunFoot:
    return doc.RunFoot(
        version=run.version,
        date=run.date,
        engine=run.engine,
        notice=run.notice,
        models=run.models,
        lang=run.lang,
        by=run.by,
        length=run.length,
        prompts=run.prompts,
        answers=run.answers,
        here=_counts_here(briefing),
        statements_made=briefing.statements_made,
        tokens_here=briefing.usage,
        run=_counts_run(run),
        tokens=run.usage,
        cost_usd=run.cost_usd,
    )


def _counts_here(briefing: Briefing) -> doc.Counts:
    rejections = _rejections(briefing)
    made = sum(reading.claims for reading in briefing.readings) + briefing.statements_made
    return doc.Counts(
        articles=len(briefing.readings) + len(briefing.failures),
        failed=len(briefing.failures),
        claims=made,
        kept=made - len(rejections),
        withheld=Counter(rejection.reason.value for rejection in rejections),
    )


def _counts_run(run: Run) -> doc.Counts:
    return doc.Counts(
        articles=sum(page.articles for page in run.pages),
        failed=len(run.failures),
        claims=run.claims,
        kept=run.kept,
        withheld=run.withheld,
    )


# ------------------------------------------------------------------ the renderings


def render(document: Document, fmt: Format, length: Length, templates: Path | None = None) -> str:
    """The document as text of ``fmt``. JSON holds everything whatever ``length``.

    ``templates`` overrides the shipped templates and labels, file by file. Raises RenderError as they do.
    """
    if fmt == "json":
        return document.model_dump_json(indent=2) + "\n"
    folders = template_folders(templates or resources.folder("templates"))
    reader, chinese = load_voice(document.lang, folders), load_voice("zh", folders)
    printed = select(document, length)
    variables = {
        **_speakers(reader, chinese),
        "document": document,
        "printed": printed,
        "printed_marks": {cite.mark for source in printed.sources for cite in source.cited},
        "about": facts.about_document(document, reader),
        "districts": facts.districts(document),
        "example": facts.example_mark(document),
        "byline": facts.byline,
        "number_list": facts.number_list,
    }
    return _tidied(fill(f"briefing.{fmt}.j2", variables, folders), fmt)


def render_index(
    documents: Sequence[Document],
    run: Run,
    overview: Sequence[Statement] = (),
    fmt: Literal["md", "html"] = "md",
    templates: Path | None = None,
) -> str:
    """The run's first page: overview, linked places with headlines and counts, what was left out, the run's account.

    A statement of ``overview`` is marked with the places whose slugs are its ``items``, or whose articles it cites.
    """
    folders = template_folders(templates or resources.folder("templates"))
    reader, chinese = load_voice(run.lang, folders), load_voice("zh", folders)
    variables = {
        **_speakers(reader, chinese),
        "run": run,
        "suffix": fmt,
        "item_count": lambda document: sum(len(article.items) for article in document.articles),
        "overview": [(statement, _places(statement, documents)) for statement in overview],
        "placed": [document for document in documents if _is_placed(document)],
        "unplaced": [document for document in documents if not _is_placed(document)],
        "counts": _counts_run(run),
        "about": facts.about_run(run, _counts_run(run), reader),
    }
    return _tidied(fill(f"index.{fmt}.j2", variables, folders), fmt)


def _speakers(reader: Voice, chinese: Voice) -> dict[str, Any]:
    return {"reader": reader, "chinese": chinese, "bilingual": reader.lang != "zh"}


def _is_placed(document: Document) -> bool:
    place = document.place
    return any(division is not None for division in (place.city, place.county, place.province))


def _places(statement: Statement, documents: Sequence[Document]) -> list[Document]:
    cited = {cite.article for cite in statement.cites}
    by_slug = [document for document in documents if document.slug in statement.items]
    return by_slug or [document for document in documents if any(article.key in cited for article in document.articles)]


def _tidied(text: str, fmt: Format) -> str:
    """Markdown: one blank line between blocks; HTML: none. No trailing spaces."""
    text = re.sub(r"[ \t]+\n", "\n", text)
    most = "\n\n" if fmt == "md" else "\n"
    return re.sub(rf"\n{{{len(most)},}}", most, text).strip() + "\n"
