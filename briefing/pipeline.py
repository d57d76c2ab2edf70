"""The table of contents: one line a stage, from pages to briefings.

load → segment → place → chunk → extract → verify → group → merge → overview → render
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefing.engines import Request, open_model, recorded_notice
from briefing.errors import ModelError
from briefing.intake import Intake, take_in, token_counter
from briefing.language.days.dates import date_range, days_told, in_chinese
from briefing.language.days.issue_date import issue_date
from briefing.language.numbers.figures import read_figures
from briefing.model.answers import extract_answer
from briefing.model.ledger import Ledger
from briefing.model.prompts import Prompts
from briefing.model.protocol import Model
from briefing.readings import read_articles
from briefing.records import Briefing, Statement, Texts, Usage
from briefing.settings import Settings
from briefing.stages.chunk import show_chunk
from briefing.stages.extract import extract_prompt
from briefing.stages.group import Group, group
from briefing.stages.merge import Draft, merge, plain_sections
from briefing.stages.overview import Overview, opening, overview
from briefing.stages.verify import Fault, check_text, index_sentences, join_sources, note_fault, verify_statement

# What is under way, how much of it is done, of how much.
Progress = Callable[[str, int, int], None]


@dataclass
class Account:
    """What a run used, by step, and what it had to leave out."""

    steps: dict[str, Ledger] = field(default_factory=dict)  # step → its answers
    models: dict[str, str] = field(default_factory=dict)  # step → model as named in the settings
    spent: dict[str, Usage] = field(default_factory=dict)  # model → tokens used at the server in this run
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Outcome:
    """Everything that a run made, before it is written."""

    engine: str
    notice: Texts
    intake: Intake
    briefings: tuple[Briefing, ...]
    overview: Overview
    account: Account
    prompts: Prompts


def brief_corpus(paths: Sequence[Path], settings: Settings, progress: Progress | None = None) -> Outcome:
    """Read ``paths`` and brief every place in them. What failed rides in the outcome.

    Raises InputError where there is nothing to brief, SettingsError, PromptError, and ModelError where no article at all
    could be read for a reason that would be the same for each (a refused key, a server that is not there).
    """
    return asyncio.run(_brief(list(paths), settings, progress or _silent))


async def _brief(paths: Sequence[Path], settings: Settings, progress: Progress) -> Outcome:
    prompts = Prompts(settings.prompts)
    intake = take_in(paths, settings)
    count = token_counter(settings)
    async with open_model(settings, paths, first_requests(intake, prompts, settings.lang), count) as model:
        account = Account()
        outcomes, harvest = await read_articles(
            intake, model, prompts, settings.lang, _ticker(progress, "articles", len(intake.chunks))
        )
        _enter(account, "extract", model, harvest.ledger)
        account.problems += harvest.problems
        groups = group(outcomes, settings.by, settings.lang)
        briefings = await _write_up(groups, intake, model, prompts, settings, count, account, progress)
        lead = await _overview(briefings, model, prompts, settings.lang, account)
        account.spent.update(model.spent)
        notice = recorded_notice(paths) if model.engine == "recorded" else {}
        return Outcome(model.engine, notice, intake, briefings, lead, account, prompts)


def first_requests(intake: Intake, prompts: Prompts, lang: str) -> list[Request]:
    """The requests that a run starts with, one a chunk."""
    answer = extract_answer(lang)
    return [
        (*extract_prompt(show_chunk(chunk, intake.articles), intake.placed_in(chunk), prompts, lang), answer)
        for chunk in intake.chunks
    ]


async def _write_up(
    groups: Sequence[Group],
    intake: Intake,
    model: Model,
    prompts: Prompts,
    settings: Settings,
    count: Callable[[str], int],
    account: Account,
    progress: Progress,
) -> tuple[Briefing, ...]:
    tick = _ticker(progress, "briefings", len(groups))

    async def one(place: Group) -> Briefing:
        dates = _dates(place, intake)
        draft = await _draft(place, dates, model, prompts, settings, count, account)
        tick()
        return _briefing(place, dates, draft)

    return tuple(await asyncio.gather(*(one(place) for place in groups)))


async def _draft(
    place: Group,
    dates: tuple[str, ...],
    model: Model,
    prompts: Prompts,
    settings: Settings,
    count: Callable[[str], int],
    account: Account,
) -> Draft:
    """The written briefing of a place; where the model fails, its items article by article."""
    if not any(reading.items for reading in place.readings):
        return Draft()
    sentences = index_sentences(place.readings)
    noted = [note.text["zh"] for reading in place.readings for note in reading.notes]
    # What the prompt says of the sources may stand in a note.
    told = f"共{len(place.readings)}篇,{'、'.join(map(in_chinese, dates))}"
    whole = "\n".join([*(sentence.text for sentence in sentences.values()), *noted, told])

    def verdict(statement: Statement) -> Fault | None:
        return verify_statement(statement, sentences, settings.lang)

    def note_verdict(text: Texts) -> Fault | None:
        return note_fault(text, whole, settings.lang)

    try:
        draft = await merge(
            " ".join(dict.fromkeys(place.name.values())), place.readings, model, prompts, settings.lang,
            limit=settings.merge_tokens, count=count, verdict=verdict, note_verdict=note_verdict,
            dates=dates,
        )  # fmt: skip
    except ModelError as error:
        account.problems.append(f"{place.slug}: not written up, its items are listed by article: {error}")
        return Draft(sections=plain_sections(place.readings))
    _enter(account, "merge", model, draft.ledger)
    return draft


def _briefing(place: Group, dates: tuple[str, ...], draft: Draft) -> Briefing:
    usage = sum((reading.usage for reading in place.readings), draft.ledger.usage)
    return Briefing(
        slug=place.slug,
        name=place.name,
        province=place.province,
        city=place.city,
        county=place.county,
        dates=dates,
        headline=draft.headline,
        lede=draft.lede,
        sections=draft.sections,
        notes=draft.notes,
        readings=place.readings,
        failures=place.failures,
        rejections=tuple(draft.rejections),
        statements_made=draft.made,
        usage=usage,
    )


def _dates(place: Group, intake: Intake) -> tuple[str, ...]:
    """First and last day that the articles name, with years where their pages print one."""
    told: list[str] = []
    for reading in place.readings:
        page = intake.pages[reading.placed.article.file]
        issue = issue_date(page.text)
        figures = read_figures("\n".join(s.text for s in reading.placed.article.sentences))
        told += days_told(figures, issue.iso)
    return date_range(told)


async def _overview(
    briefings: Sequence[Briefing], model: Model, prompts: Prompts, lang: str, account: Account
) -> Overview:
    """The opening of the index; none for a single place, whose own lede says it."""
    told = [briefing for briefing in briefings if opening(briefing)]
    if len(told) < 2:
        return Overview()
    sentences = index_sentences(reading for briefing in told for reading in briefing.readings)

    def verdict(statement: Statement) -> Fault | None:
        source = join_sources(statement.cites, sentences)
        return check_text(statement.text, source or "", lang)

    try:
        result = await overview(told, model, prompts, lang, verdict)
    except ModelError as error:
        account.problems.append(f"index: no overview: {error}")
        return Overview()
    _enter(account, "overview", model, result.ledger)
    return result


def _enter(account: Account, step: str, model: Model, ledger: Ledger) -> None:
    """Add the answers of a step to the run's account."""
    account.steps.setdefault(step, Ledger()).add(ledger)
    account.models[step] = model.model_for(step)


def _ticker(progress: Progress, what: str, total: int) -> Callable[[], None]:
    done = iter(range(1, total + 1))
    progress(what, 0, total)
    return lambda: progress(what, next(done, total), total)


def _silent(what: str, done: int, total: int) -> None:
    """No progress is shown."""
