"""extract: one request for the articles of a chunk, answered claim by claim. What comes back is the model's word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from briefing.language.wording import prompt_words
from briefing.model.answers import extract_answer, texts
from briefing.model.prompts import Prompts
from briefing.model.protocol import Answer, Model
from briefing.records import Article, Cite, Claim, Division, Entity, Extraction, KeyFigure, Note, Placed, Texts


def extract_prompt(shown: str, placed: Sequence[Placed], prompts: Prompts, lang: str) -> tuple[str, str]:
    """The system and the user text for a chunk shown as ``shown``; the system text is the same for every chunk."""
    words = prompt_words(lang)
    system = prompts.render("extract.system", **words)
    user = prompts.render("extract.user", place=settled_places(placed), page=shown, **words)
    return system, user


async def extract(
    shown: str, placed: Sequence[Placed], model: Model, prompts: Prompts, lang: str
) -> tuple[dict[str, Extraction], Answer[Any]]:
    """Ask for the articles shown. Articles that the answer leaves out are missing from the mapping.

    Raises ModelError as the model does.
    """
    system, user = extract_prompt(shown, placed, prompts, lang)
    answer: Answer[Any] = await model.ask("extract", system, user, extract_answer(lang))
    articles = {one.article.number: one.article for one in placed}
    found: dict[str, Extraction] = {}
    for entry in answer.value.model_dump(by_alias=True)["articles"]:
        article = articles.get(entry["article"])
        if article is not None and article.key not in found:
            found[article.key] = read_entry(entry, article, lang)
    return found, answer


def settled_places(placed: Sequence[Placed]) -> str:
    """One line for the model: which article is where, in both languages, as our own code settled it."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for one in placed:
        divisions = [one.place.county, one.place.city, one.place.province]
        names = tuple(f"{d.zh} {d.en}" for d in _without_repeats(divisions))
        groups.setdefault(names, []).append(one.article.number)
    lines = [f"{' '.join(f'A{n}' for n in numbers)}: {', '.join(names) or 'place unknown'}" for names, numbers in groups.items()]
    return "; ".join(lines)


def _without_repeats(divisions: Sequence[Division | None]) -> list[Division]:
    kept: list[Division] = []
    for division in divisions:
        if division is not None and division.zh not in {d.zh for d in kept}:
            kept.append(division)
    return kept


def read_entry(entry: Mapping[str, Any], article: Article, lang: str) -> Extraction:
    """One article's entry of an answer as records, unchecked."""

    def cites(numbers: Sequence[int]) -> tuple[Cite, ...]:
        return tuple(Cite(article=article.key, sentence=n) for n in sorted(set(numbers)))

    def entities(rows: Sequence[Mapping[str, Any]]) -> tuple[Entity, ...]:
        return tuple(
            Entity(name=_pair(r["printed"], r["name"], lang), role={lang: r["role"]}, cites=cites(r["cites"])) for r in rows
        )

    return Extraction(
        article=article.key,
        headline=_pair(article.headline, entry["headline"], lang),
        claims=tuple(Claim(cites=cites(c["cites"]), text=texts(c, lang)) for c in entry["claims"]),
        figures=tuple(
            KeyFigure(
                printed=f["printed"],
                value=_pair(f["printed"], f["value"], lang),
                what={lang: f["what"]},
                who={lang: f["who"]},
                cites=cites(f["cites"]),
            )
            for f in entry["figures"]
        ),
        people=entities(entry["people"]),
        organisations=entities(entry["organisations"]),
        notes=tuple(Note(text=texts(n, lang), cites=cites(n["cites"])) for n in entry["notes"]),
    )


def _pair(zh: str, reader: str, lang: str) -> Texts:
    return {"zh": zh} if lang == "zh" else {"zh": zh, lang: reader}
