"""merge: a place's proven items become a written briefing: headline, lede, themed sections, notes.

Every sentence that the model writes here is a claim again: it cites items, through them sentences, and is checked like
the rest by ``verdict``; one that fails gives way to the items' own text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from briefing.language.wording import prompt_words
from briefing.model.answers import merge_answer, texts
from briefing.model.ledger import Ledger
from briefing.model.prompts import Prompts
from briefing.model.protocol import Model
from briefing.records import (
    Bullet,
    Cite,
    Claim,
    Item,
    Note,
    Reading,
    Reason,
    Rejection,
    Section,
    Statement,
    Texts,
)

# A statement's check: None when it passes, else reason and detail. Notes are held against all articles.
Verdict = Callable[[Statement], tuple[Reason, str] | None]
NoteVerdict = Callable[[Texts], tuple[Reason, str] | None]

# Words of the standard briefing by characters of the source: 400-700 for a page of 5,000, 300-520 for one of 2,500.
FEWEST, MOST = (200, 0.04), (340, 0.072)
WORDS_PER_CHARACTER = 0.25  # never more than this: a page of three short notices is not blown up
LONGEST = (1200, 2000)


@dataclass(frozen=True)
class Source:
    """What a merge request shows as one item: an article's item, or a bullet of an earlier merge."""

    text: Texts
    cites: tuple[Cite, ...]
    ids: tuple[str, ...]  # the items it rests on
    where: str


@dataclass
class Draft:
    """A merged briefing with its account."""

    headline: Statement | None = None
    lede: tuple[Statement, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[Note, ...] = ()
    rejections: list[Rejection] = field(default_factory=list)
    made: int = 0
    ledger: Ledger = field(default_factory=Ledger)


def item_sources(readings: Iterable[Reading]) -> tuple[Source, ...]:
    """The items of all articles, in order, each with where it belongs."""
    found: list[Source] = []
    for number, reading in enumerate(readings, start=1):
        place = reading.placed.place
        division = place.county or place.city
        where = f"A{number}{', ' + division.en if division else ''}"
        found += [Source(text=i.text, cites=i.cites, ids=(i.id,), where=where) for i in reading.items]
    return tuple(found)


def merge_prompt(
    place: str,
    sources: Sequence[Source],
    notes: Sequence[str],
    prompts: Prompts,
    lang: str,
    words: str,
    about: str = "",
) -> tuple[str, str]:
    """The system and the user text of one merge request."""
    variables = prompt_words(lang)
    system = prompts.render("merge.system", words=words, **variables)
    items = [
        {"number": n, "where": source.where, "text": _shown(source.text, lang)}
        for n, source in enumerate(sources, start=1)
    ]
    user = prompts.render("merge.user", place=place, about=about, items=items, notes=list(notes), **variables)
    return system, user


def word_range(characters: int) -> str:
    """The length asked for, by the source's length: 5,000 characters → "400 to 700"."""
    bounds = [
        min(base + slope * characters, WORDS_PER_CHARACTER * characters + 40, longest)
        for (base, slope), longest in zip((FEWEST, MOST), LONGEST, strict=True)
    ]
    low, high = (max(40, round(bound / 10) * 10) for bound in bounds)
    return f"{low} to {high}" if low < high else f"at most {high}"


def about_sources(readings: Sequence[Reading], dates: Sequence[str]) -> str:
    """What the editor must know of the sources: how many articles of what kind, from how many pages, dates, years."""
    kinds = Counter(reading.placed.article.kind.value.replace("_", " ") for reading in readings)
    pages = len({reading.placed.article.file for reading in readings})
    listed = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
    named = " to ".join(dict.fromkeys(day.removeprefix("--") for day in dates)) or "none"
    year = "" if not dates or not dates[0].startswith("--") else ", no year printed"
    silent = sum(not reading.items for reading in readings)
    said = f"; {silent} without an item" if silent else ""
    return f"{len(readings)} articles ({listed}) on {pages} page{'s' if pages > 1 else ''}{said}; dates named: {named}{year}"


async def merge(
    place: str,
    readings: Sequence[Reading],
    model: Model,
    prompts: Prompts,
    lang: str,
    *,
    limit: int,
    count: Callable[[str], int],
    verdict: Verdict,
    note_verdict: NoteVerdict,
    dates: Sequence[str] = (),
) -> Draft:
    """Write the briefing of ``place``. More items than ``limit`` tokens hold are merged in a tree; none is lost.

    Raises ModelError as the model does.
    """
    draft = Draft()
    sources = item_sources(readings)
    notes = [_shown(note.text, lang) for reading in readings for note in reading.notes]
    while len(groups := split_by_tokens(sources, limit, count, lang)) > 1:
        level: list[Source] = []
        for group in groups:
            value = await _ask(merge_prompt(place, group, (), prompts, lang, ""), model, lang, draft)
            sections = _sections(value["sections"], group, lang, verdict, draft)
            level += _bullet_sources(sections, group)
        if len(level) >= len(sources):
            break  # nothing was joined: the next round would be no shorter
        sources = tuple(level)
    words = word_range(sum(s.spans[-1].end - s.spans[0].start for r in readings for s in r.placed.article.sentences))
    prompt = merge_prompt(place, sources, notes, prompts, lang, words, about_sources(readings, dates))
    value = await _ask(prompt, model, lang, draft)
    draft.headline = next(iter(_statements([value["headline"]], sources, lang, verdict, draft)), None)
    draft.lede = _statements(value["lede"], sources, lang, verdict, draft)
    draft.sections = _sections(value["sections"], sources, lang, verdict, draft)
    draft.notes = _notes(value["notes"], lang, note_verdict, draft)
    return draft


def split_by_tokens(
    sources: Sequence[Source], limit: int, count: Callable[[str], int], lang: str
) -> list[tuple[Source, ...]]:
    """Consecutive groups whose shown text stays within ``limit`` tokens, at least one source each."""
    groups: list[list[Source]] = [[]]
    used = 0
    for source in sources:
        size = count(f"{source.where} {_shown(source.text, lang)}") + 6  # number, brackets, line end
        if groups[-1] and used + size > limit:
            groups.append([])
            used = 0
        groups[-1].append(source)
        used += size
    return [tuple(group) for group in groups]


def plain_sections(readings: Sequence[Reading]) -> tuple[Section, ...]:
    """The items as they are, an article a section: what is printed where no merge could be had."""
    return tuple(
        Section(title=reading.headline, bullets=tuple(Bullet(statements=(_as_statement(i),)) for i in reading.items))
        for reading in readings
        if reading.items
    )


async def _ask(prompt: tuple[str, str], model: Model, lang: str, draft: Draft) -> dict[str, Any]:
    answer = await model.ask("merge", *prompt, merge_answer(lang))
    draft.ledger.enter(answer)
    return answer.value.model_dump(by_alias=True)


def _statements(
    values: Sequence[Mapping[str, Any]], sources: Sequence[Source], lang: str, verdict: Verdict, draft: Draft
) -> tuple[Statement, ...]:
    """The sentences that pass; in place of one that fails, its items' own text."""
    kept: list[Statement] = []
    for value in values:
        draft.made += 1
        used = [sources[n - 1] for n in dict.fromkeys(value["items"]) if 1 <= n <= len(sources)]
        statement = _statement(texts(dict(value), lang), used)
        fault = (
            verdict(statement)
            if len(used) == len(set(value["items"]))
            else (Reason.CITATION_MISSING, f"it names items {value['items']}, not all of which exist")
        )
        if fault is None:
            kept.append(statement)
            continue
        claim = Claim(cites=statement.cites, text=statement.text)
        draft.rejections.append(Rejection(claim=claim, reason=fault[0], detail=fault[1], step="merge"))
        kept += [_statement(source.text, [source]) for source in used]
    return tuple(_without_repeats(kept))


def _statement(text: Texts, used: Sequence[Source]) -> Statement:
    cites = dict.fromkeys(cite for source in used for cite in source.cites)
    ids = dict.fromkeys(one for source in used for one in source.ids)
    return Statement(text=text, cites=tuple(cites), items=tuple(ids))


def _sections(
    values: Sequence[Mapping[str, Any]], sources: Sequence[Source], lang: str, verdict: Verdict, draft: Draft
) -> tuple[Section, ...]:
    sections = []
    for value in values:
        bullets = [_statements(bullet["sentences"], sources, lang, verdict, draft) for bullet in value["bullets"]]
        kept = tuple(Bullet(statements=statements) for statements in bullets if statements)
        if kept:
            sections.append(Section(title=texts(value["title"], lang), bullets=kept))
    return tuple(sections)


def _notes(values: Sequence[Mapping[str, Any]], lang: str, verdict: NoteVerdict, draft: Draft) -> tuple[Note, ...]:
    kept = []
    for value in values:
        draft.made += 1
        text = texts(dict(value), lang)
        fault = verdict(text)
        if fault is None:
            kept.append(Note(text=text))
            continue
        rejection = Rejection(claim=Claim(cites=(), text=text), reason=fault[0], detail=fault[1], step="merge")
        draft.rejections.append(rejection)
    return tuple(kept)


def _bullet_sources(sections: Iterable[Section], group: Sequence[Source]) -> list[Source]:
    """An earlier merge's bullets as sources of the next; an item that no bullet took stands for itself."""
    taken: set[str] = set()
    found: list[Source] = []
    for bullet in (bullet for section in sections for bullet in section.bullets):
        merged = _joined(bullet, group)
        taken.update(merged.ids)
        found.append(merged)
    return found + [source for source in group if not taken.intersection(source.ids)]


def _joined(bullet: Bullet, group: Sequence[Source]) -> Source:
    tags = bullet.statements[0].text
    text = {tag: _glue(tag).join(s.text.get(tag, "") for s in bullet.statements) for tag in tags}
    cites = tuple(dict.fromkeys(cite for s in bullet.statements for cite in s.cites))
    ids = tuple(dict.fromkeys(one for s in bullet.statements for one in s.items))
    where = next((source.where for source in group if set(source.ids) & set(ids)), "")
    return Source(text=text, cites=cites, ids=ids, where=where)


def _glue(tag: str) -> str:
    return "" if tag.startswith(("zh", "ja")) else " "


def _without_repeats(statements: Iterable[Statement]) -> list[Statement]:
    seen: set[tuple[tuple[str, str], ...]] = set()
    kept = []
    for statement in statements:
        words = tuple(sorted(statement.text.items()))
        if words not in seen:
            seen.add(words)
            kept.append(statement)
    return kept


def _as_statement(item: Item) -> Statement:
    return Statement(text=item.text, cites=item.cites, items=(item.id,))


def _shown(text: Texts, lang: str) -> str:
    """Both languages on one line; what stands on a page cannot close the fence."""
    words = text["zh"] if lang == "zh" else f"{text.get(lang, '')} | {text['zh']}"
    return " ".join(words.split()).replace("<", "‹").replace(">", "›")
