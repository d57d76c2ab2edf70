"""The factual lines around a briefing, in one language: what it covers, where an article stands, how it was made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from briefing.document import Article, Counts, Document, RunFoot
from briefing.layout.voice import Voice
from briefing.records import Division, Run, Usage


@dataclass(frozen=True)
class Fact:
    """A line of the foot: what it is about, and what there is to say."""

    name: str
    value: str


@dataclass(frozen=True)
class District:
    """A district or county with the numbers of its articles."""

    division: Division
    articles: tuple[int, ...]


def districts(document: Document) -> tuple[District, ...]:
    """The counties named, the one with most articles first."""
    found: dict[Division, list[int]] = {}
    for article in document.articles:
        if county := article.place.county:
            found.setdefault(county, []).append(article.number)
    ordered = sorted(found.items(), key=lambda entry: -len(entry[1]))
    return tuple(District(division, tuple(numbers)) for division, numbers in ordered)


def example_mark(document: Document) -> tuple[int, int] | None:
    """A mark of this very document, to explain marks with; None where nothing is cited."""
    statements = [*([document.headline] if document.headline else []), *document.lede]
    statements += [s for section in document.sections for item in section.items for s in item.statements]
    return next((cite.place for statement in statements for cite in statement.cites), None)


def byline(article: Article, voice: Voice) -> tuple[str, ...]:
    """Who made the article, a part for each part played; names as printed."""
    parts = ("reporters", "correspondents", "photographers", "signed")
    named = ((part, getattr(article.byline, part)) for part in parts)
    return tuple(voice.label(f"byline_{part}", names=voice.list(names)) for part, names in named if names)


def about_document(document: Document, voice: Voice) -> tuple[tuple[Fact, ...], ...]:
    """The foot of a briefing, line by line."""
    run = document.run
    tokens = Fact(voice.label("tokens"), voice.label("in_out", **_in_out(run.tokens_here, voice)))
    lines = (
        _making(run, voice),
        (Fact(voice.label("articles_in"), _articles(run, voice)),),
        (Fact(voice.label("claims"), _claims(run.here, voice) + _made_of(run, voice)),),
        _withheld(run.here.withheld, voice),
        (Fact(voice.label("claims_run"), _claims(run.run, voice)),),
        (tokens, Fact(voice.label("tokens_run"), _tokens(run.tokens, voice))),
        (Fact(voice.label("cost"), _cost(run.cost_usd, run.answers, voice)),),
        _fallback(run.lang, voice),
    )
    return tuple(line for line in lines if line)


def about_run(run: Run, counts: Counts, voice: Voice) -> tuple[tuple[Fact, ...], ...]:
    """The foot of the index, line by line."""
    lines = (
        _making(run, voice),
        (Fact(voice.label("claims"), _claims(counts, voice)),),
        _withheld(counts.withheld, voice),
        (Fact(voice.label("tokens"), _tokens(run.usage, voice)),),
        (Fact(voice.label("cost"), _cost(run.cost_usd, run.answers, voice)),),
        _fallback(run.lang, voice),
    )
    return tuple(line for line in lines if line)


def _making(run: Run | RunFoot, voice: Voice) -> tuple[Fact, ...]:
    return (
        Fact(voice.label("engine"), voice.named("engine", run.engine)),
        Fact(voice.label("model"), _by_step(run.models, voice) or voice.label("none")),
        Fact(voice.label("date"), voice.day(run.date)),
        Fact(voice.label("version"), run.version),
    )


def _by_step(models: Mapping[str, str], voice: Voice) -> str:
    """One name where all steps share it, else each step's."""
    if len(set(models.values())) <= 1:
        return next(iter(models.values()), "")
    steps = ((model, voice.named("step", step)) for step, model in models.items())
    return voice.list(model + voice.label("in_brackets", words=step) for model, step in steps)


def _articles(run: RunFoot, voice: Voice) -> str:
    here = voice.count("articles_of", run.run.articles, here=voice.number(run.here.articles))
    return here + voice.count("failed_of", run.here.failed) if run.here.failed else here


def _claims(counts: Counts, voice: Voice) -> str:
    numbers = {"made": counts.claims, "kept": counts.kept, "withheld": sum(counts.withheld.values())}
    return voice.label("made_kept", **{name: voice.number(number) for name, number in numbers.items()})


def _made_of(run: RunFoot, voice: Voice) -> str:
    """Where the claims come from, once some were made in joining the articles' items."""
    if not run.statements_made:
        return ""
    of_articles = run.here.claims - run.statements_made
    return voice.label("made_of", extract=voice.number(of_articles), merge=voice.number(run.statements_made))


def _withheld(reasons: Mapping[str, int], voice: Voice) -> tuple[Fact, ...]:
    if not reasons:
        return ()
    counted = sorted(reasons.items(), key=lambda entry: (-entry[1], entry[0]))
    words = [voice.named("reason", r) + voice.label("in_brackets", words=voice.number(n)) for r, n in counted]
    return (Fact(voice.label("withheld"), voice.label("semicolon").join(words)),)


def _tokens(usage: Mapping[str, Usage], voice: Voice) -> str:
    total = sum(usage.values(), Usage())
    words = voice.label("in_out", **_in_out(total, voice))
    if len(usage) < 2:
        return words
    steps = voice.list(f"{voice.named('step', step)} {voice.number(u.prompt_tokens)}" for step, u in usage.items())
    return words + voice.label("in_steps", steps=steps)


def _in_out(usage: Usage, voice: Voice) -> dict[str, str]:
    return {"tokens_in": voice.number(usage.prompt_tokens), "tokens_out": voice.number(usage.completion_tokens)}


def _cost(cost: Decimal | None, answers: Mapping[str, int], voice: Voice) -> str:
    if not answers.get("model"):
        return voice.label("cost_none")
    return voice.label("cost_unknown") if cost is None else voice.label("cost_run", amount=voice.dollars(cost))


def _fallback(lang: str, voice: Voice) -> tuple[Fact, ...]:
    """Says so where the labels are not in the reader's language."""
    wanted = lang.split("-")[0]
    if voice.labels.tag.split("-")[0] == wanted:
        return ()
    return (Fact(voice.label("labels"), voice.label("labels_missing", lang=lang)),)


def number_list(numbers: Iterable[int] | Sequence[int], voice: Voice) -> str:
    """Article numbers with this language's comma."""
    return voice.list(str(number) for number in numbers)
