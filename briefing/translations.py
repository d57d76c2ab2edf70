"""Whole articles in the reader's language: take_in → translate → verify → one Markdown file an article."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefing.asking import Ask, ask_whole
from briefing.engines import Request, asks_a_model, open_model
from briefing.errors import ModelError, NoArticles, SettingsError
from briefing.intake import Intake, take_in, token_counter
from briefing.model.answers import TranslateAnswer
from briefing.model.ledger import Ledger
from briefing.model.prompts import Prompts
from briefing.model.protocol import Model
from briefing.records import Chunk, Placed, Slice, Translation
from briefing.settings import Settings
from briefing.stages.chunk import pack_articles, show_chunk
from briefing.stages.extract import settled_places
from briefing.stages.translate import translate, translate_prompt, untranslated, verify_translation


@dataclass(frozen=True)
class TranslationRun:
    """Translations of all articles asked for, in page order, and what they took."""

    engine: str
    model: str
    intake: Intake
    translations: tuple[Translation, ...]
    ledger: Ledger
    problems: tuple[str, ...]


@dataclass
class _Words:
    """Article key → sentence number → translation, as it comes in."""

    found: dict[str, dict[int, str]] = field(default_factory=dict)
    errors: dict[str, ModelError] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger)

    def fail(self, piece: Slice, error: ModelError) -> None:
        self.errors.setdefault(piece.article, error)


def translate_corpus(paths: Sequence[Path], settings: Settings, headline: str = "") -> TranslationRun:
    """Translate every article of ``paths``, or those whose headline matches the regular expression ``headline``.

    Raises NoArticles where none matches, SettingsError for a bad pattern or Chinese as the target.
    """
    if settings.lang == "zh":
        raise SettingsError("--lang zh: the articles are Chinese already; give another language.")
    return asyncio.run(_translate(list(paths), settings, _pattern(headline)))


def _pattern(headline: str) -> re.Pattern[str]:
    try:
        return re.compile(headline)
    except re.error as error:
        raise SettingsError(f"--headline {headline!r} is not a regular expression: {error}.") from error


async def _translate(paths: Sequence[Path], settings: Settings, pattern: re.Pattern[str]) -> TranslationRun:
    prompts = Prompts(settings.prompts)
    whole = take_in(paths, settings)
    chosen = select(whole, pattern, settings)
    intake = chosen if asks_a_model(settings) else _recorded_chunks(whole, chosen)
    count = token_counter(settings)
    words = _Words()
    async with open_model(settings, paths, first_requests(intake, prompts, settings.lang), count) as model:
        ask = _asker(intake, model, prompts, settings.lang, words)
        await asyncio.gather(*(ask_whole(chunk, intake.articles, ask, words.fail) for chunk in intake.chunks))
        if words.errors and not words.found:
            raise next(iter(words.errors.values()))
        served = ", ".join(words.ledger.models) or model.model_for("translate")
        return TranslationRun(
            engine=model.engine,
            model=served,
            intake=intake,
            translations=tuple(
                verify_translation(one, words.found.get(key, {}), settings.lang) for key, one in chosen.placed.items()
            ),
            ledger=words.ledger,
            problems=tuple(f"{key}: {type(error).__name__}: {error}" for key, error in words.errors.items()),
        )


def select(intake: Intake, pattern: re.Pattern[str], settings: Settings) -> Intake:
    """The articles whose headline matches; packed anew, so that only these are asked for."""
    if not pattern.pattern:
        return intake
    placed = {key: one for key, one in intake.placed.items() if pattern.search(one.article.headline)}
    if not placed:
        raise NoArticles(f"--headline {pattern.pattern!r}: no headline matches; `brief articles` lists them.")
    count = token_counter(settings)
    chunks: list[Chunk] = []
    for file in dict.fromkeys(one.article.file for one in placed.values()):
        articles = [one.article for one in placed.values() if one.article.file == file]
        chunks += pack_articles(articles, settings.chunk_tokens, count)
    return Intake(pages=intake.pages, placed=placed, chunks=tuple(chunks), unreadable=intake.unreadable)


def _recorded_chunks(whole: Intake, chosen: Intake) -> Intake:
    """Recordings hold whole pages: the requests of all pages that a chosen article stands on."""
    files = {one.article.file for one in chosen.placed.values()}
    placed = {key: one for key, one in whole.placed.items() if one.article.file in files}
    chunks = tuple(chunk for chunk in whole.chunks if chunk.file in files)
    return Intake(pages=whole.pages, placed=placed, chunks=chunks, unreadable=whole.unreadable)


def first_requests(intake: Intake, prompts: Prompts, lang: str) -> list[Request]:
    """The requests that a translation starts with, one a chunk."""
    requests: list[Request] = []
    for chunk in intake.chunks:
        place = settled_places(intake.placed_in(chunk))
        requests.append((*translate_prompt(show_chunk(chunk, intake.articles), place, prompts, lang), TranslateAnswer))
    return requests


def _asker(intake: Intake, model: Model, prompts: Prompts, lang: str, words: _Words) -> Ask:
    async def ask(chunk: Chunk) -> tuple[Slice, ...]:
        placed = intake.placed_in(chunk)
        numbers = {one.article.number: one.article.key for one in placed}
        shown = show_chunk(chunk, intake.articles)
        found, answer = await translate(shown, settled_places(placed), numbers, model, prompts, lang)
        words.ledger.enter(answer)
        for key, sentences in found.items():
            words.found.setdefault(key, {}).update(sentences)
        return _left_out(chunk, placed, words)

    return ask


def _left_out(chunk: Chunk, placed: Sequence[Placed], words: _Words) -> tuple[Slice, ...]:
    missing = untranslated(placed, words.found)
    shown = {piece.article: set(piece.sentences) for piece in chunk.slices}
    left = {key: tuple(n for n in numbers if n in shown.get(key, ())) for key, numbers in missing.items()}
    return tuple(Slice(article=key, sentences=numbers) for key, numbers in left.items() if numbers)
