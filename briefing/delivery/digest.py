"""digest: the briefings of a run as one mail's subject, Markdown and HTML. It is shorter than what it is made from.

It reads the ``<slug>.json`` files, so that a folder written yesterday, or elsewhere, can be mailed today.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import css_inline
import pydantic_core
from pydantic import ValidationError

from briefing import resources
from briefing.document import SCHEMA_VERSION, Article, Citation, Document, Figure, RunFoot, Section
from briefing.errors import InputError, RenderError, SettingsError
from briefing.layout.escape import clean, unmark
from briefing.layout.facts import Fact, byline, example_mark
from briefing.layout.selection import Cited, select
from briefing.layout.templates import fill, template_folders
from briefing.layout.voice import Voice, load_voice
from briefing.records import Record

BULLETS = 8  # of a city; what two screens of a telephone hold
CITIES_IN_SUBJECT = 2  # mail clients show some 60 characters of a subject
NAME_IN_SUBJECT = 40  # longer than any division's name; a longer one was not written by us

_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class Digest(Record):
    """One mail's content: ``markdown`` and ``html`` say the same. ``subject`` is one line, without text of any page."""

    subject: str
    markdown: str
    html: str
    lang: str  # BCP 47 tag of the reader's language


# ------------------------------------------------------------------ reading


def load_documents(path: Path) -> tuple[Document, ...]:
    """The briefings of a folder that ``brief`` wrote, in its order, or the one of a ``.json`` file.

    Raises InputError where something is missing, was not written by Briefing, or is of another schema.
    """
    if path.is_dir() or path.name == "run.json":
        folder = path if path.is_dir() else path.parent
        return tuple(_load(folder / f"{slug}.json") for slug in _slugs(folder / "run.json"))
    return (_load(path),)


def _slugs(path: Path) -> list[str]:
    if not path.is_file():
        raise InputError(f"{path} is missing; give the folder that brief wrote, or one .json file of it.")
    run = _json(path)
    slugs = run.get("briefings")
    if not isinstance(slugs, list) or not all(isinstance(slug, str) and _SLUG.fullmatch(slug) for slug in slugs):
        raise InputError(f"{path} lists no briefings; it was not written by brief. Write the folder again with brief.")
    if not slugs:
        raise InputError(f"{path} lists no briefing; the run found nothing to brief, so there is nothing to send.")
    return slugs


def _load(path: Path) -> Document:
    version = _json(path).get("schema_version")
    if version is None:
        raise InputError(f"{path} is not a briefing written by brief; give its folder, or a <city>.json file of it.")
    if version != SCHEMA_VERSION:
        raise InputError(
            f"{path} has schema version {version!s:.20}; this brief reads {SCHEMA_VERSION}. Write it again with brief."
        )
    try:
        return Document.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{path}: {clean(where)}: {first['msg']}. Write it again with brief.") from error


def _json(path: Path) -> dict[str, Any]:
    try:
        value = pydantic_core.from_json(path.read_bytes())
    except FileNotFoundError as error:
        raise InputError(
            f"{path} is missing; check the path, or run brief again with json among its formats."
        ) from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}.") from error
    except ValueError as error:
        raise InputError(f"{path} is not JSON; give the folder that brief wrote, or one .json file of it.") from error
    if not isinstance(value, dict):
        raise InputError(f"{path} is not a briefing written by brief; give its folder, or a <city>.json file of it.")
    return value


# ------------------------------------------------------------------ choosing


@dataclass(frozen=True)
class Source:
    """Where a mark leads."""

    cite: Citation
    article: Article


@dataclass(frozen=True)
class City:
    """What the digest says of one document."""

    document: Document
    sections: tuple[Section, ...]  # with the chosen bullets only
    more: int  # bullets that the briefing has beyond these
    figures: tuple[Figure, ...]
    sources: tuple[Source, ...]  # of every mark above, by article and sentence


def choose(document: Document, bullets: int = BULLETS) -> City:
    """Headline and lede, ``bullets`` of the bullets, and the figures that a brief rendering prints."""
    sections = _first_bullets(document.sections, bullets)
    items = [item for section in sections for item in section.items]
    figures = select(document, "brief").figures
    headline = [document.headline] if document.headline else []
    return City(
        document=document,
        sections=sections,
        more=sum(len(section.items) for section in document.sections) - len(items),
        figures=figures,
        sources=_sources(document, [*headline, *document.lede, *items, *figures]),
    )


def _first_bullets(sections: Sequence[Section], limit: int) -> tuple[Section, ...]:
    """Every theme's first bullet before any theme's second; the order of the briefing is kept."""
    turns = sorted((turn, number) for number, section in enumerate(sections) for turn in range(len(section.items)))
    taken = [number for _, number in turns[:limit]]
    cut = (s.model_copy(update={"items": s.items[: taken.count(number)]}) for number, s in enumerate(sections))
    return tuple(section for section in cut if section.items)


def _sources(document: Document, texts: Iterable[Cited]) -> tuple[Source, ...]:
    articles = {article.number: article for article in document.articles}
    cites = {cite.place: cite for text in texts for cite in text.cites}
    return tuple(Source(cites[place], articles[place[0]]) for place in sorted(cites) if place[0] in articles)


# ------------------------------------------------------------------ writing


def make_digest(documents: Sequence[Document], lang: str = "", templates: Path | None = None) -> Digest:
    """The digest of ``documents`` in ``lang``, by default the language that they were written in.

    Nothing of a page can become markup, a link or a header. Raises InputError for no documents, SettingsError where
    one of them is not in ``lang``, and RenderError as the renderings do.
    """
    if not documents:
        raise InputError("there is no briefing to send; write some with brief first.")
    lang = _language(documents, lang)
    folders = template_folders(templates or resources.folder("templates"))
    reader, chinese = load_voice(lang, folders), load_voice("zh", folders)
    subject = make_subject(documents, reader)
    variables = {
        "reader": reader,
        "chinese": chinese,
        "bilingual": lang != "zh",
        "unmark": unmark,
        "byline": byline,
        "subject": subject,
        "date": _date(documents, reader),
        "cities": [choose(document) for document in documents],
        "notices": _notices(documents, reader),
        "example": next(filter(None, map(example_mark, documents)), None),
        "runs": [_foot(run, reader) for run in _runs(documents)],
    }
    return Digest(
        subject=subject,
        markdown=_tidied(fill("digest.md.j2", variables, folders)),
        html=_inlined(fill("mail.html.j2", variables, folders)),
        lang=lang,
    )


def make_subject(documents: Sequence[Document], voice: Voice) -> str:
    """Such as ``Briefing: Tongliao, Hohhot +4 · 22 November 2026``: one line, names of the gazetteer only."""
    names = list(dict.fromkeys(_name(document, voice) for document in documents))
    more = f" +{len(names) - CITIES_IN_SUBJECT}" if len(names) > CITIES_IN_SUBJECT else ""
    title = voice.label("index") + voice.label("colon") + voice.list(names[:CITIES_IN_SUBJECT]) + more
    return clean(f"{title} · {_date(documents, voice)}")


def _name(document: Document, voice: Voice) -> str:
    """Of the division that the briefing is named after: the one of its three that it shares its Chinese name with."""
    divisions = [one for one in (document.place.county, document.place.city, document.place.province) if one]
    named = [one for one in divisions if one.zh == document.name.get("zh")] or divisions[-2:]
    return clean(voice.division(named[0]))[:NAME_IN_SUBJECT] if named else voice.label("unplaced")


def _language(documents: Sequence[Document], lang: str) -> str:
    lang = lang or documents[0].lang
    lacking = [document for document in documents if lang not in (document.lang, "zh")]
    if lacking:
        raise SettingsError(
            f"--lang {lang}: {lacking[0].slug}.json is in {lacking[0].lang} and zh; "
            f"write it with brief --lang {lang}, or send it in a language that it has."
        )
    return lang


def _date(documents: Sequence[Document], voice: Voice) -> str:
    return voice.day(max(document.run.date for document in documents))


def _runs(documents: Sequence[Document]) -> list[RunFoot]:
    """Each run that the documents came from, once."""
    return list({_run_key(document.run): document.run for document in documents}.values())


def _run_key(run: RunFoot) -> str:
    """What is the same in all files of a run: everything but the parts about one briefing."""
    return run.model_dump_json(exclude={"here", "statements_made", "tokens_here"})


def _foot(run: RunFoot, voice: Voice) -> tuple[Fact, ...]:
    counts = {"made": run.run.claims, "kept": run.run.kept, "withheld": sum(run.run.withheld.values())}
    return (
        Fact(voice.label("engine"), voice.named("engine", run.engine)),
        Fact(voice.label("model"), voice.list(dict.fromkeys(run.models.values())) or voice.label("none")),
        Fact(voice.label("date"), voice.day(run.date)),
        Fact(voice.label("version"), run.version),
        Fact(voice.label("claims_run"), voice.label("made_kept", **{k: voice.number(n) for k, n in counts.items()})),
    )


def _tidied(markdown: str) -> str:
    """One blank line at most between blocks, none at the ends."""
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", markdown)).strip() + "\n"


def _inlined(html: str) -> str:
    """Styles on the elements, for clients that drop ``<style>``; its @media stay for those that do not."""
    inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False, minify_css=True)
    try:
        return inliner.inline(re.sub(r"\n\s*\n+", "\n", html).strip()) + "\n"
    except css_inline.InlineError as error:
        raise RenderError(f"templates/mail.html.j2: its styles cannot be inlined: {error}.") from error


def _notices(documents: Sequence[Document], reader: Voice) -> list[str]:
    """What must stand at the head: each notice of the documents' runs once."""
    said = (reader.say(document.run.notice) or document.run.notice.get("en", "") for document in documents)
    return list(dict.fromkeys(filter(None, said)))
