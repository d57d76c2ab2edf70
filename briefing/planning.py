"""What a run would read, ask and cost, without asking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from briefing.intake import take_in, token_counter
from briefing.model.prices import cost_usd
from briefing.model.prompts import Prompts
from briefing.pipeline import first_requests
from briefing.records import Unreadable, Usage
from briefing.settings import Settings
from briefing.stages.group import UNPLACED, division_of
from briefing.stages.merge import merge_prompt

# Tokens for each token of source, and for each place, over the recorded runs of eleven pages (corpus/ and three real
# ones); dense pages of figures take twice as much as reportage.
EXTRACT_ANSWER = 6.0
MERGE_PROMPT = 2.6
MERGE_ANSWER = 1.2
OVERVIEW_PROMPT, OVERVIEW_ANSWER = 310, 130  # a place


@dataclass(frozen=True)
class Plan:
    """Counts are exact for extraction; merge and overview, which depend on the answers, are estimates."""

    pages: int
    characters: int
    articles: int
    places: dict[str, int]  # English name → articles
    chunks: int
    calls: int
    usage: Usage
    extract_prompt_tokens: int
    model: str
    cost_usd: Decimal | None
    unreadable: tuple[Unreadable, ...]

    def as_json(self) -> dict[str, Any]:
        """For ``brief plan --json``."""
        return {
            "pages": self.pages,
            "characters": self.characters,
            "articles": self.articles,
            "places": self.places,
            "chunks": self.chunks,
            "calls": self.calls,
            "extract_prompt_tokens": self.extract_prompt_tokens,
            "prompt_tokens": self.usage.prompt_tokens,
            "completion_tokens": self.usage.completion_tokens,
            "model": self.model or None,
            "cost_usd": None if self.cost_usd is None else str(self.cost_usd),
            "unreadable": [one.model_dump() for one in self.unreadable],
        }

    def lines(self) -> list[str]:
        """For people."""
        cost = "no list price known" if self.cost_usd is None else f"about US${self.cost_usd:.4f}"
        per_character = self.extract_prompt_tokens / max(1, self.characters)
        return [
            f"pages: {self.pages}, {self.characters:,} characters, {self.articles} articles",
            *(f"  {name}: {count} article{'s' if count > 1 else ''}" for name, count in self.places.items()),
            f"calls: {self.calls} ({self.chunks} to extract)",
            f"tokens to extract: {self.extract_prompt_tokens:,} in, {per_character:.2f} a source character",
            f"tokens in all, estimated: {self.usage.prompt_tokens:,} in, {self.usage.completion_tokens:,} out",
            f"cost with {self.model or 'no model named'}: {cost}",
        ]


def plan_run(paths: Sequence[Path], settings: Settings) -> Plan:
    """The plan of ``brief PATHS`` with these settings. Raises as ``brief_corpus`` does before it calls a model."""
    intake = take_in(paths, settings)
    prompts, count = Prompts(settings.prompts), token_counter(settings)
    extract = sum(count(system) + count(user) for system, user, _ in first_requests(intake, prompts, settings.lang))
    source = sum(chunk.tokens for chunk in intake.chunks)
    divisions = [division_of(one, settings.by) for one in intake.placed.values()]
    places = Counter(division.en if division else UNPLACED["en"] for division in divisions)
    fixed = count(merge_prompt("", [], [], prompts, settings.lang, "400 to 700")[0])
    overview = len(places) > 1
    steps = {
        "extract": Usage(
            calls=len(intake.chunks), prompt_tokens=extract, completion_tokens=round(EXTRACT_ANSWER * source)
        ),
        "merge": Usage(
            calls=len(places),
            prompt_tokens=round(MERGE_PROMPT * source) + fixed * len(places),
            completion_tokens=round(MERGE_ANSWER * source),
        ),
        "overview": Usage(
            calls=int(overview),
            prompt_tokens=OVERVIEW_PROMPT * len(places) * overview,
            completion_tokens=OVERVIEW_ANSWER * len(places) * overview,
        ),
    }
    usage = sum(steps.values(), Usage())
    models = {step: settings.models.get(step) or settings.model for step in steps}
    return Plan(
        pages=len(intake.pages),
        characters=sum(len(page.text) for page in intake.pages.values()),
        articles=len(intake.placed),
        places=dict(places),
        chunks=len(intake.chunks),
        calls=usage.calls,
        usage=usage,
        extract_prompt_tokens=extract,
        model=", ".join(dict.fromkeys(filter(None, models.values()))),
        cost_usd=_cost(models, steps),
        unreadable=intake.unreadable,
    )


def _cost(models: Mapping[str, str], steps: Mapping[str, Usage]) -> Decimal | None:
    """The list price of all steps; None where a step has no model, or one without a known price."""
    costs = [cost_usd(models[step], usage) if models[step] else None for step, usage in steps.items() if usage.calls]
    return None if None in costs else sum((cost for cost in costs if cost is not None), Decimal(0))
