"""What the commands print: results on standard output, everything else on standard error."""

from __future__ import annotations

import json as jsonlib
import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from briefing.planning import Plan
    from briefing.records import Division, Placed, Run
    from briefing.translations import TranslationRun

Tick = Callable[[str, int, int], None]


def log(verbose: bool) -> None:
    """Send the log to standard error; ``verbose`` adds what each stage notes."""
    logging.basicConfig(
        level=logging.INFO if verbose else logging.ERROR, format="brief: %(message)s", stream=sys.stderr, force=True
    )
    for noisy in ("httpx", "httpx2", "openai", "pypdf"):
        logging.getLogger(noisy).setLevel(logging.WARNING if verbose else logging.ERROR)


def warn(line: str) -> None:
    """One line on standard error."""
    typer.echo(f"brief: {' '.join(line.split())}", err=True)


@contextmanager
def progress(silent: bool) -> Iterator[Tick]:
    """A bar on a terminal, plain lines in a pipe, nothing when silent."""
    if silent:
        yield lambda what, done, total: None
    elif sys.stderr.isatty():
        with _bar() as tick:
            yield tick
    else:
        yield _plain_lines


def _plain_lines(what: str, done: int, total: int) -> None:
    typer.echo(f"brief: {what} {done}/{total}", err=True)


@contextmanager
def _bar() -> Iterator[Tick]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def tick(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done)

        yield tick


def summary(run: Run, paths: Sequence[Path], *, json: bool, quiet: bool) -> None:
    """The end of a run: engine, counts, cost, where to read."""
    if json:
        typer.echo(run.model_dump_json())
        return
    if quiet:
        return
    typer.echo(engine_line(run.engine, run.models))
    articles = sum(page.articles for page in run.pages)
    typer.echo(f"{len(run.pages)} pages, {articles} articles, {len(run.briefings)} briefings")
    withheld = ", ".join(f"{count} {reason}" for reason, count in sorted(run.withheld.items()))
    typer.echo(
        f"claims: {run.claims} made, {run.kept} kept, {run.claims - run.kept} withheld"
        + (f" ({withheld})" if withheld else "")
    )
    tokens_in = sum(usage.prompt_tokens for usage in run.usage.values())
    tokens_out = sum(usage.completion_tokens for usage in run.usage.values())
    sources = ", ".join(f"{count} from {_SOURCES[source]}" for source, count in sorted(run.answers.items()))
    typer.echo(f"answers: {sources or 'none'}; tokens: {tokens_in:,} in, {tokens_out:,} out; cost: {cost_text(run)}")
    typer.echo(f"read: {paths[0]}")


_SOURCES = {"model": "the model", "store": "the answer store", "recorded": "the recording"}


def engine_line(engine: str, models: dict[str, str]) -> str:
    """Which engine and model wrote it, in one line."""
    names = ", ".join(dict.fromkeys(models.values())) or "none"
    note = " (stored responses replayed, no model called)" if engine == "recorded" else ""
    return f"engine: {engine}{note}; model: {names}"


def cost_text(run: Run) -> str:
    """What the run cost at list prices."""
    if not run.answers.get("model"):
        return "none, nothing was asked anew"
    return "unknown (no list price for this model)" if run.cost_usd is None else f"about US${run.cost_usd:.4f}"


def article(placed: Placed, *, json: bool) -> None:
    """One cut article."""
    if json:
        typer.echo(jsonlib.dumps(article_line(placed), ensure_ascii=False))
        return
    one, place = placed.article, placed.place
    where = " ".join(d.en for d in (place.county, place.city) if d) or "unplaced"
    typer.echo(
        f"{one.file}:{one.start_line}-{one.end_line}  {one.kind.value}  {where}  {one.headline or '(no headline)'}"
    )


def coverages(corpus: Sequence[Path], *, json: bool) -> list[str]:
    """Where every character of each page went; returns what could not be read."""
    from briefing.intake import cover_pages
    from briefing.records import Unreadable

    problems = []
    for found in cover_pages(corpus):
        if isinstance(found, Unreadable):
            problems.append(f"{found.file}: {found.reason}")
            continue
        page, account = found
        if json:
            typer.echo(jsonlib.dumps({"file": page.file, **account.model_dump()}, ensure_ascii=False))
            continue
        furniture = ", ".join(f"{name} {count:,}" for name, count in account.furniture.items()) or "none"
        typer.echo(
            f"{page.file}: {account.characters:,} characters: articles {account.articles:,}; furniture: {furniture}; "
            f"blank {account.blank:,}; unaccounted {account.unaccounted}"
        )
    return problems


def article_line(placed: Placed) -> dict[str, Any]:
    """One JSON line of ``brief articles --json``."""
    one, place = placed.article, placed.place
    return {
        "file": one.file,
        "headline": one.headline or None,
        "kicker": one.kicker or None,
        "subhead": one.subhead or None,
        "start_line": one.start_line,
        "end_line": one.end_line,
        "kind": one.kind.value,
        "byline": one.byline.model_dump(),
        "city": _division(place.city),
        "county": _division(place.county),
        "province": _division(place.province),
        "evidence": place.evidence,
        "confidence": place.confidence,
        "candidates": [_division(one) for one in place.candidates],
        "defects": one.defects,
    }


def _division(division: Division | None) -> dict[str, str] | None:
    return None if division is None else division.model_dump()


def plan(made: Plan, *, json: bool) -> None:
    """What a run would read and cost."""
    if json:
        typer.echo(jsonlib.dumps(made.as_json(), ensure_ascii=False))
        return
    for line in made.lines():
        typer.echo(line)


def translations(done: TranslationRun, paths: Sequence[Path], *, quiet: bool) -> None:
    """The end of a translation."""
    if quiet:
        return
    typer.echo(engine_line(done.engine, {"translate": done.model}))
    sentences = [one for translation in done.translations for one in translation.sentences]
    kept = sum(1 for one in sentences if one.text)
    typer.echo(
        f"{len(done.translations)} articles, {len(sentences)} sentences, {kept} translated, {len(sentences) - kept} withheld"
    )
    files(paths)


def files(paths: Sequence[Path]) -> None:
    """Written files, one a line."""
    for path in paths:
        typer.echo(str(path))


def sent(report: Any) -> None:
    """Who was sent the digest."""
    for address in report.sent:
        typer.echo(f"sent: {address}")
