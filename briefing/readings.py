"""extract → verify over all chunks: each article ends as a Reading or as a Failure with its reason, none is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from briefing.asking import ask_whole, split_usage
from briefing.errors import AnswerInvalid, ModelError, ModelUnavailable
from briefing.intake import Intake
from briefing.model.ledger import Ledger
from briefing.model.prompts import Prompts
from briefing.model.protocol import Model
from briefing.records import Chunk, Extraction, Failure, Reading, Slice, Usage
from briefing.stages.chunk import show_chunk
from briefing.stages.extract import extract
from briefing.stages.verify import verify_extraction

Tick = Callable[[], None]
T = TypeVar("T")


@dataclass
class Harvest:
    """What the model said of each article, before it is checked."""

    parts: dict[str, list[Extraction]] = field(default_factory=dict)  # a long article has several
    errors: dict[str, ModelError] = field(default_factory=dict)
    shares: dict[str, Usage] = field(default_factory=dict)  # of the tokens, by source characters
    ledger: Ledger = field(default_factory=Ledger)

    @property
    def problems(self) -> list[str]:
        """Articles of which a part could not be read."""
        return [f"{key}: a part could not be read: {error}" for key, error in self.errors.items() if key in self.parts]

    def fail(self, piece: Slice, error: ModelError) -> None:
        """Take note of a slice that stays without an answer."""
        self.errors.setdefault(piece.article, error)


async def read_articles(
    intake: Intake, model: Model, prompts: Prompts, lang: str, tick: Tick
) -> tuple[list[Reading | Failure], Harvest]:
    """A Reading or a Failure for every article of ``intake``, in page order.

    Raises ModelUnavailable where no article at all could be asked about.
    """
    harvest = Harvest()

    async def ask(chunk: Chunk) -> tuple[Slice, ...]:
        shown = show_chunk(chunk, intake.articles)
        found, answer = await extract(shown, intake.placed_in(chunk), model, prompts, lang)
        harvest.ledger.enter(answer)
        _share(harvest, chunk, intake, answer.usage)
        for key, extraction in found.items():
            harvest.parts.setdefault(key, []).append(extraction)
        return tuple(piece for piece in chunk.slices if piece.article not in found)

    async def one(chunk: Chunk) -> None:
        await ask_whole(chunk, intake.articles, ask, harvest.fail)
        tick()

    await asyncio.gather(*(one(chunk) for chunk in intake.chunks))
    _stop_where_nobody_answers(harvest)
    pages = _page_texts(intake)
    return [_outcome(key, intake, harvest, pages, lang) for key in intake.placed], harvest


def _stop_where_nobody_answers(harvest: Harvest) -> None:
    """A refused key or a server that is not there fails every article alike: that is one error, not many."""
    errors = list(harvest.errors.values())
    if errors and not harvest.parts and all(isinstance(error, ModelUnavailable) for error in errors):
        raise errors[0]


def _share(harvest: Harvest, chunk: Chunk, intake: Intake, usage: Usage) -> None:
    sizes = {one.article.key: sum(len(s.text) for s in one.article.sentences) or 1 for one in intake.placed_in(chunk)}
    for key, share in split_usage(usage, sizes).items():
        harvest.shares[key] = harvest.shares.get(key, Usage()) + share


def _page_texts(intake: Intake) -> dict[str, str]:
    """File → the sentences of all its articles, one a line."""
    lines: dict[str, list[str]] = {}
    for article in intake.articles.values():
        lines.setdefault(article.file, []).extend(sentence.text for sentence in article.sentences)
    return {file: "\n".join(sentences) for file, sentences in lines.items()}


def _outcome(key: str, intake: Intake, harvest: Harvest, pages: dict[str, str], lang: str) -> Reading | Failure:
    placed = intake.placed[key]
    parts = harvest.parts.get(key, [])
    if parts:
        page = pages[placed.article.file]
        return verify_extraction(join_parts(parts), placed, lang, harvest.shares.get(key), page)
    reason = harvest.errors.get(key) or AnswerInvalid("nothing in it could be asked about: it holds no sentence.")
    return Failure(placed=placed, error=type(reason).__name__, reason=str(reason))


def join_parts(parts: Sequence[Extraction]) -> Extraction:
    """A long article's several answers as one, in reading order."""

    def first_sentence(extraction: Extraction) -> int:
        return min((cite.sentence for claim in extraction.claims for cite in claim.cites), default=0)

    ordered = sorted(parts, key=first_sentence)
    return Extraction(
        article=ordered[0].article,
        headline=ordered[0].headline,
        claims=_joined(part.claims for part in ordered),
        figures=_joined(part.figures for part in ordered),
        people=_joined(part.people for part in ordered),
        organisations=_joined(part.organisations for part in ordered),
        notes=_joined(part.notes for part in ordered),
    )


def _joined(groups: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(one for group in groups for one in group)
