"""What a run writes: one file a place in each format, an index, and run.json. Files appear whole or not at all."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from slugify import slugify

from briefing.document import Document
from briefing.errors import RenderError
from briefing.layout.templates import fill, template_folders
from briefing.model.prices import cost_usd
from briefing.pipeline import Account, Outcome
from briefing.records import PageLine, Rejection, Role, Run, Translation
from briefing.settings import Settings
from briefing.stages.render import make_document, render, render_index
from briefing.stages.translate import as_paragraphs
from briefing.translations import TranslationRun
from briefing.version import __version__


def write_briefings(outcome: Outcome, settings: Settings, today: date) -> tuple[Run, list[Path]]:
    """Write everything to ``settings.out``. Returns the run report and the files written, the index first."""
    run = make_run(outcome, settings, today)
    documents = [make_document(briefing, run, outcome.intake.pages) for briefing in outcome.briefings]
    files = {"run.json": run.model_dump_json(indent=2) + "\n", **_files(documents, outcome, run, settings)}
    paths = [_write(settings.out / name, content) for name, content in files.items()]
    return run, sorted(paths, key=lambda path: (not path.name.startswith("index"), path.name))


def _files(documents: Sequence[Document], outcome: Outcome, run: Run, settings: Settings) -> dict[str, str]:
    files: dict[str, str] = {}
    for document in documents:
        for form in settings.formats:
            files[f"{document.slug}.{form}"] = render(document, form, settings.length, settings.templates)
    leads = tuple(outcome.overview.leads)
    files["index.md"] = render_index(documents, run, leads, "md", settings.templates)
    if "html" in settings.formats:
        files["index.html"] = render_index(documents, run, leads, "html", settings.templates)
    return files


def make_run(outcome: Outcome, settings: Settings, today: date) -> Run:
    """The run report."""
    account = outcome.account
    rejections = list(_rejections(outcome))
    made = sum(r.claims for b in outcome.briefings for r in b.readings) + sum(
        b.statements_made for b in outcome.briefings
    )
    claims = made + outcome.overview.made
    articles = Counter(key.rpartition(":")[0] for key in outcome.intake.placed)
    return Run(
        version=__version__,
        date=today.isoformat(),
        engine=outcome.engine,
        notice=outcome.notice,
        models=_models(account),
        lang=settings.lang,
        by=settings.by,
        length=settings.length,
        prompts=outcome.prompts.hashes(),
        pages=tuple(
            PageLine(file=p.file, sha256=p.sha256, encoding=p.encoding, format=p.format, articles=articles[p.file])
            for p in outcome.intake.pages.values()
        ),
        unreadable=outcome.intake.unreadable,
        briefings=tuple(briefing.slug for briefing in outcome.briefings),
        failures=tuple(failure for briefing in outcome.briefings for failure in briefing.failures),
        problems=tuple(account.problems),
        usage={step: ledger.usage for step, ledger in account.steps.items()},
        answers=dict(Counter(source for ledger in account.steps.values() for source in ledger.sources)),
        claims=claims,
        kept=claims - len(rejections),
        withheld=dict(Counter(rejection.reason.value for rejection in rejections)),
        cost_usd=_cost(account),
    )


def left_out(run: Run) -> list[str]:
    """One line for everything that did not get in: unreadable files, failed articles, problems. Empty: all well."""
    lines = [f"{one.file}: {one.reason}" for one in run.unreadable]
    lines += [f"{one.placed.article.key}: {one.error}: {one.reason}" for one in run.failures]
    return lines + list(run.problems)


def _rejections(outcome: Outcome) -> Iterable[Rejection]:
    for briefing in outcome.briefings:
        for reading in briefing.readings:
            yield from reading.rejections
        yield from briefing.rejections
    yield from outcome.overview.rejections


def _models(account: Account) -> dict[str, str]:
    """Step → model as the server named itself, which may differ from the name that was asked for."""
    return {step: ", ".join(ledger.models) or account.models[step] for step, ledger in account.steps.items()}


def _cost(account: Account) -> Decimal | None:
    """List price of what was paid for in this run: 0 where nothing was; None where a model's price is not known."""
    costs = [cost_usd(model, usage) for model, usage in account.spent.items()]
    return None if None in costs else sum((cost for cost in costs if cost is not None), Decimal(0))


def _write(path: Path, content: str) -> Path:
    """Through a temporary file beside it, so that a killed run leaves no half file."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(content, encoding="utf-8", newline="\n")
        temporary.replace(path)
    except OSError as error:
        raise RenderError(f"{path}: cannot be written: {error.strerror or error}.") from error
    return path


def write_translations(done: TranslationRun, settings: Settings, today: date) -> list[Path]:
    """One Markdown file an article, in a folder a page."""
    taken: set[Path] = set()
    folders = template_folders(settings.templates)
    return [
        _write(_translation_path(one, settings.out, taken), _translation(one, done, today, folders))
        for one in done.translations
    ]


def _translation_path(one: Translation, out: Path, taken: set[Path]) -> Path:
    """``<page>/<number>-<headline>.md``, of letters, digits and hyphens alone."""
    article = one.placed.article
    page = slugify(article.file.rpartition(".")[0] or article.file, max_length=80) or "page"
    headline = next((s.text for s in one.sentences if s.number == 1), "")
    path = out / page / f"{article.number:02d}-{slugify(headline, max_length=60) or article.kind.value}.md"
    while path in taken:
        path = path.with_name(f"{path.stem}-2.md")
    taken.add(path)
    return path


def _translation(one: Translation, done: TranslationRun, today: date, folders: Sequence[Path]) -> str:
    article, place = one.placed.article, one.placed.place
    words = {sentence.number: sentence for sentence in one.sentences}
    head = next((s for s in article.sentences if s.role is Role.HEADLINE), None)
    translated = words[head.number].text if head else ""
    kept = sum(1 for sentence in one.sentences if sentence.text)
    lines = (
        f"line {article.start_line}"
        if article.start_line == article.end_line
        else f"lines {article.start_line}-{article.end_line}"
    )
    values = {
        "title": translated or article.headline or f"Article {article.number}",
        "headline_zh": article.headline if translated else "",
        "where": ", ".join(f"{d.en} {d.zh}" for d in (place.county, place.city, place.province) if d)
        or "place unknown",
        "file": article.file,
        "lines": lines,
        "engine": f"Translated by a model, figures checked by Briefing {__version__}; engine: {done.engine}; "
        f"model: {done.model}; {today.isoformat()}",
        "counts": f"{len(one.sentences)} sentences, {kept} translated, {len(one.sentences) - kept} withheld",
        "defects": article.defects,
        "paragraphs": as_paragraphs(one),
    }
    return fill("translation.md.j2", values, folders)
