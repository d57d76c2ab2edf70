"""overview: the opening of the index, written from the places' headlines and ledes, each sentence checked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from briefing.language.wording import prompt_words
from briefing.model.answers import overview_answer, texts
from briefing.model.ledger import Ledger
from briefing.model.prompts import Prompts
from briefing.model.protocol import Model
from briefing.records import Briefing, Claim, Reason, Rejection, Statement, Texts


@dataclass
class Overview:
    """The opening and its account. A lead's ``items`` are the slugs of the briefings that it draws on."""

    leads: list[Statement] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    made: int = 0
    ledger: Ledger = field(default_factory=Ledger)


# Is this sentence, drawn from these briefings' headlines and ledes, supported? None, or reason and detail.
Verdict = Callable[[Statement], tuple[Reason, str] | None]


async def overview(
    briefings: Sequence[Briefing], model: Model, prompts: Prompts, lang: str, verdict: Verdict
) -> Overview:
    """Ask for the opening of an index over ``briefings``; sentences that fail are withheld.

    Raises ModelError as the model does.
    """
    result = Overview()
    system, user = overview_prompt(briefings, prompts, lang)
    answer = await model.ask("overview", system, user, overview_answer(lang))
    result.ledger.enter(answer)
    for value in answer.value.model_dump(by_alias=True)["sentences"]:
        result.made += 1
        used = [briefings[n - 1] for n in dict.fromkeys(value["places"]) if 1 <= n <= len(briefings)]
        statement = _statement(texts(value, lang), used)
        fault = verdict(statement) if used else (Reason.CITATION_MISSING, "it names no place that exists")
        if fault is None:
            result.leads.append(statement)
            continue
        claim = Claim(cites=statement.cites, text=statement.text)
        result.rejections.append(Rejection(claim=claim, reason=fault[0], detail=fault[1], step="overview"))
    return result


def overview_prompt(briefings: Sequence[Briefing], prompts: Prompts, lang: str) -> tuple[str, str]:
    """The system and the user text."""
    words = prompt_words(lang)
    places = [
        {"number": n, "name": " ".join(dict.fromkeys(b.name.values())), "text": _shown(b, lang)}
        for n, b in enumerate(briefings, start=1)
    ]
    return prompts.render("overview.system", **words), prompts.render("overview.user", places=places, **words)


def opening(briefing: Briefing) -> tuple[Statement, ...]:
    """Headline and lede: what an overview may draw on."""
    return (*([briefing.headline] if briefing.headline else []), *briefing.lede)


def _statement(text: Texts, used: Sequence[Briefing]) -> Statement:
    parts = [part for briefing in used for part in opening(briefing)]
    cites = tuple(dict.fromkeys(cite for part in parts for cite in part.cites))
    return Statement(text=text, cites=cites, items=tuple(b.slug for b in used))


def _shown(briefing: Briefing, lang: str) -> str:
    lines = [
        f"{part.text.get(lang, '')} | {part.text['zh']}" if lang != "zh" else part.text["zh"]
        for part in opening(briefing)
    ]
    return " ".join(" ".join(lines).split()).replace("<", "‹").replace(">", "›")
