"""The commands. Heavy imports stand in the functions, so that ``brief --help`` stays light."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from briefing.cli import LEFT_OUT, options, show
from briefing.version import __version__


class DefaultCommand(TyperGroup):
    """``brief corpus/`` is ``brief run corpus/``: a first word that is no command goes to ``run``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Insert the default command where none is named."""
        own = {"--help", "-h", "--version", "--install-completion", "--show-completion"}
        if args and args[0] not in own and args[0] not in self.commands:
            args = ["run", *args]
        return list(super().parse_args(ctx, args))


app = typer.Typer(
    cls=DefaultCommand,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Raw Chinese city-newspaper pages in, cited and checked bilingual briefings out: brief CORPUS… --lang en",
    epilog="Exit codes: 0 all well; 1 something was left out or could not be read, asked or sent; 2 wrong options.",
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"brief {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Raw Chinese city-newspaper pages in, cited and checked bilingual briefings out."""


@app.command()
def run(
    corpus: options.Corpus,
    lang: options.Lang = None,
    by: Annotated[str | None, typer.Option(help="city, county or province. [default: city]")] = None,
    out: options.Out = None,
    format: Annotated[str | None, typer.Option(help="Of md, json, html. [default: md,json,html]")] = None,
    length: Annotated[str | None, typer.Option(help="brief, standard or full. [default: standard]")] = None,
    city: options.City = None,
    engine: options.Engine = None,
    model: options.Model = None,
    base_url: options.BaseUrl = None,
    api_key: options.ApiKey = None,
    extra_body: options.ExtraBody = None,
    store: options.Store = None,
    prompts: options.PromptsDir = None,
    templates: options.TemplatesDir = None,
    encoding: options.Encoding = None,
    chunk_tokens: options.ChunkTokens = None,
    merge_tokens: options.MergeTokens = None,
    max_tokens: options.MaxTokens = None,
    concurrency: options.Concurrency = None,
    config: options.Config = None,
    json: Annotated[bool, typer.Option("--json", help="Print the run report as JSON on standard output.")] = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Brief every place that CORPUS tells of (the default command)."""
    settings = options.settings_from(
        config, model, extra_body, lang=lang, by=by, out=out, formats=_formats(format), length=length, city=city,
        engine=engine, base_url=base_url, api_key=api_key, store=store, prompts=prompts, templates=templates,
        encoding=encoding, chunk_tokens=chunk_tokens, merge_tokens=merge_tokens, max_tokens=max_tokens,
        concurrency=concurrency,
    )  # fmt: skip
    from datetime import date

    from briefing.output import left_out, write_briefings
    from briefing.pipeline import brief_corpus

    show.log(verbose)
    with show.progress(quiet or json) as tick:
        outcome = brief_corpus(corpus, settings, tick)
    report, paths = write_briefings(outcome, settings, date.today())
    show.summary(report, paths, json=json, quiet=quiet)
    _finish(left_out(report))


@app.command()
def articles(
    corpus: options.Corpus,
    json: Annotated[bool, typer.Option("--json", help="JSON Lines, one article a line.")] = False,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Account for every character of each page instead.")
    ] = False,
    city: options.City = None,
) -> None:
    """List the articles that pages are cut into, each with its place. No model, no key."""
    if coverage:
        _finish(show.coverages(corpus, json=json))
        return
    from briefing.intake import cut_pages
    from briefing.records import Unreadable

    problems, seen = [], False
    for found in cut_pages(corpus, city or ""):
        if isinstance(found, Unreadable):
            problems.append(f"{found.file}: {found.reason}")
            continue
        for placed in found[1]:
            seen = True
            show.article(placed, json=json)
    if not seen and not problems:
        problems.append(f"{', '.join(map(str, corpus))}: no page found.")
    _finish(problems)


@app.command()
def facts(
    corpus: options.Corpus,
    json: Annotated[bool, typer.Option("--json", help="JSON Lines, one figure a line.")] = False,
    city: options.City = None,
) -> None:
    """List every figure of the pages with value, unit and what it counts. No model, no key."""
    from briefing.cli.facts import facts_command

    facts_command(corpus, json, city)


@app.command()
def plan(
    corpus: options.Corpus,
    lang: options.Lang = None,
    by: Annotated[str | None, typer.Option(help="city, county or province. [default: city]")] = None,
    city: options.City = None,
    model: options.Model = None,
    prompts: options.PromptsDir = None,
    encoding: options.Encoding = None,
    chunk_tokens: options.ChunkTokens = None,
    merge_tokens: options.MergeTokens = None,
    config: options.Config = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show articles, cities, chunks, tokens, calls and expected cost, without calling a model."""
    settings = options.settings_from(
        config, model, None, lang=lang, by=by, city=city, prompts=prompts, encoding=encoding,
        chunk_tokens=chunk_tokens, merge_tokens=merge_tokens,
    )  # fmt: skip
    from briefing.planning import plan_run

    made = plan_run(corpus, settings)
    show.plan(made, json=json)
    _finish([f"{one.file}: {one.reason}" for one in made.unreadable])


@app.command()
def schema() -> None:
    """Print the JSON Schema of the .json briefings."""
    from json import dumps

    from briefing.document import json_schema

    typer.echo(dumps(json_schema(), ensure_ascii=False, indent=2))


@app.command()
def translate(
    corpus: options.Corpus,
    lang: options.Lang = None,
    headline: Annotated[str, typer.Option(help="Only articles whose headline matches this regular expression.")] = "",
    out: Annotated[Path, typer.Option(help="Folder to write to.")] = Path("translations"),
    city: options.City = None,
    engine: options.Engine = None,
    model: options.Model = None,
    base_url: options.BaseUrl = None,
    api_key: options.ApiKey = None,
    extra_body: options.ExtraBody = None,
    store: options.Store = None,
    prompts: options.PromptsDir = None,
    templates: options.TemplatesDir = None,
    encoding: options.Encoding = None,
    chunk_tokens: options.ChunkTokens = None,
    max_tokens: options.MaxTokens = None,
    concurrency: options.Concurrency = None,
    config: options.Config = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Translate whole articles, Chinese and translation paragraph by paragraph."""
    settings = options.settings_from(
        config, model, extra_body, lang=lang, city=city, engine=engine, base_url=base_url, api_key=api_key,
        store=store, prompts=prompts, templates=templates, encoding=encoding, chunk_tokens=chunk_tokens,
        max_tokens=max_tokens, concurrency=concurrency, out=out,
    )  # fmt: skip
    from datetime import date

    from briefing.output import write_translations
    from briefing.translations import translate_corpus

    show.log(verbose)
    done = translate_corpus(corpus, settings, headline)
    paths = write_translations(done, settings, date.today())
    show.translations(done, paths, quiet=quiet)
    _finish(
        [
            *(f"{one.file}: {one.reason}" for one in done.intake.unreadable),
            *done.problems,
            *(
                f"{t.placed.article.key}, sentence {s.number}: {s.fault}"
                for t in done.translations
                for s in t.sentences
                if s.fault
            ),
        ]
    )


@app.command()
def send(
    briefings: Annotated[Path, typer.Argument(help="Folder that `brief` wrote, or one .json briefing.")],
    to: Annotated[list[str], typer.Option(help="Recipient; may be given several times.")],
    sender: Annotated[str | None, typer.Option("--from", help="Sender. Env: BRIEF_MAIL_FROM.")] = None,
    smtp_host: Annotated[str | None, typer.Option(help="SMTP server. Env: BRIEF_SMTP_HOST.")] = None,
    smtp_port: Annotated[int | None, typer.Option(help="Port. [default: 587, 465 or 25, by --smtp-tls]")] = None,
    smtp_user: Annotated[str | None, typer.Option(help="User. The password comes from BRIEF_SMTP_PASSWORD.")] = None,
    smtp_tls: Annotated[str | None, typer.Option(help="starttls, tls or none. [default: starttls]")] = None,
    preview: Annotated[Path | None, typer.Option(help="Write .eml files to this folder and send nothing.")] = None,
    config: options.Config = None,
) -> None:
    """Mail the digest of written briefings."""
    import asyncio
    from datetime import UTC, datetime

    given = {"host": smtp_host, "port": smtp_port, "user": smtp_user, "tls": smtp_tls, "sender": sender}
    mail = {name: value for name, value in given.items() if value is not None}
    settings = options.settings_from(config, None, None, mail=mail or None)
    from briefing.delivery import digest
    from briefing.delivery import mail as post

    made = digest.make_digest(digest.load_documents(briefings), templates=settings.templates)
    messages = post.compose(made, settings.mail.sender, to, datetime.now(UTC))
    if preview is not None:
        show.files(post.preview(messages, preview))
        return
    report = asyncio.run(post.send(messages, settings.mail))
    show.sent(report)
    _finish([f"{one.recipient}: {one.reason}" for one in report.unsent])


def _formats(value: str | None) -> tuple[str, ...] | None:
    return None if value is None else tuple(part.strip() for part in value.split(",") if part.strip())


def _finish(problems: list[str]) -> None:
    """Say in a line each what was left out; exit 1 if anything was."""
    for problem in problems:
        show.warn(problem)
    if problems:
        raise typer.Exit(LEFT_OUT)
