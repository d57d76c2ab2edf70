"""translate: whole articles, sentence by sentence under the sentences' own numbers, every one accounted for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from briefing.language.numbers.support import unsupported_figures
from briefing.language.wording import prompt_words
from briefing.model.answers import TranslateAnswer
from briefing.model.prompts import Prompts
from briefing.model.protocol import Answer, Model
from briefing.records import Placed, Sentence, Translated, Translation


def translate_prompt(shown: str, place: str, prompts: Prompts, lang: str) -> tuple[str, str]:
    """The system and the user text for a chunk shown as ``shown``."""
    words = prompt_words(lang)
    return (
        prompts.render("translate.system", **words),
        prompts.render("translate.user", place=place, page=shown, **words),
    )


async def translate(
    shown: str, place: str, numbers: Mapping[int, str], model: Model, prompts: Prompts, lang: str
) -> tuple[dict[str, dict[int, str]], Answer[TranslateAnswer]]:
    """Article key → sentence number → translation, as answered. ``numbers``: article number on its page → key.

    Raises ModelError as the model does.
    """
    system, user = translate_prompt(shown, place, prompts, lang)
    answer = await model.ask("translate", system, user, TranslateAnswer)
    found: dict[str, dict[int, str]] = {}
    for entry in answer.value.articles:
        if entry.article in numbers:
            words = found.setdefault(numbers[entry.article], {})
            words.update({s.n: s.text.strip() for s in entry.sentences if s.text.strip()})
    return found, answer


def verify_translation(placed: Placed, words: Mapping[int, str], lang: str) -> Translation:
    """Every sentence with its translation, or with the reason why it has none."""
    sentences = tuple(_checked(sentence, words.get(sentence.number, ""), lang) for sentence in placed.article.sentences)
    return Translation(placed=placed, lang=lang, sentences=sentences)


def _checked(sentence: Sentence, words: str, lang: str) -> Translated:
    if not words:
        return Translated(number=sentence.number, text="", fault="not translated by the model")
    missing = unsupported_figures(words, lang, sentence.text)
    if missing:
        return Translated(
            number=sentence.number, text="", fault=f"withheld: {', '.join(missing)} is not in the Chinese"
        )
    return Translated(number=sentence.number, text=words, fault="")


def untranslated(placed: Sequence[Placed], found: Mapping[str, Mapping[int, str]]) -> dict[str, tuple[int, ...]]:
    """Article key → numbers of sentences that an answer left out; articles that are whole are missing."""
    left: dict[str, tuple[int, ...]] = {}
    for one in placed:
        missing = tuple(s.number for s in one.article.sentences if s.number not in found.get(one.article.key, {}))
        if missing:
            left[one.article.key] = missing
    return left


def as_paragraphs(translation: Translation) -> list[dict[str, Any]]:
    """For the template: paragraphs of role and sentences, each with number, Chinese and translation."""
    words = {one.number: one for one in translation.sentences}
    paragraphs: list[dict[str, Any]] = []
    for sentence in translation.placed.article.sentences:
        if not paragraphs or paragraphs[-1]["index"] != sentence.paragraph:
            paragraphs.append({"index": sentence.paragraph, "role": sentence.role.value, "sentences": []})
        one = words[sentence.number]
        paragraphs[-1]["sentences"].append(
            {"number": sentence.number, "zh": sentence.text, "text": one.text, "fault": one.fault}
        )
    return paragraphs
