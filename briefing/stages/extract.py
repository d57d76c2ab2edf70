"""extract: one request for the articles of a chunk, answered claim by claim. What comes back is the model's word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from briefing.language.places.naming import printed_names
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
    """For the model: which article is where and what the names on the page are in English, as our own code settled it.

    "All: 通辽市 Tongliao, 内蒙古自治区 Inner Mongolia Autonomous Region. A1: 科尔沁区 Horqin District. Names: 青岛市 Qingdao."
    """
    above = {(one.place.city, one.place.province) for one in placed}
    shared = above.pop() if len(above) == 1 else (None, None)
    groups: dict[str, list[int]] = {}
    for one in placed:
        own = [one.place.county] if shared[0] else [one.place.county, one.place.city, one.place.province]
        groups.setdefault(_divisions(own), []).append(one.article.number)
    parts = [f"All: {_divisions(shared)}"] if shared[0] else []
    parts += [f"{_numbers(numbers)}: {words}" for words, numbers in groups.items() if words]
    told = " ".join(parts)
    names = printed_names("\n".join(s.text for one in placed for s in one.article.sentences), shared[0])
    listed = ", ".join(f"{zh} {en}" for zh, en in names.items() if f"{zh} {en}" not in told)
    return ". ".join([*parts, *([f"Names: {listed}"] if listed else [])]) or "Place unknown"


def _divisions(divisions: Sequence[Division | None]) -> str:
    return ", ".join(dict.fromkeys(f"{division.zh} {division.en}" for division in divisions if division))


def _numbers(numbers: Sequence[int]) -> str:
    return " ".join(f"A{number}" for number in numbers)


def read_entry(entry: Mapping[str, Any], article: Article, lang: str) -> Extraction:
    """One article's entry of an answer as records, unchecked."""

    def cites(numbers: Sequence[int]) -> tuple[Cite, ...]:
        return tuple(Cite(article=article.key, sentence=n) for n in sorted(set(numbers)))

    def entities(rows: Sequence[Mapping[str, Any]]) -> tuple[Entity, ...]:
        return tuple(
            Entity(name=_pair(r["printed"], r["name"], lang), role={lang: r["role"]}, cites=cites(r["cites"]))
            for r in rows
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
