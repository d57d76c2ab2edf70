"""What each step must answer: pydantic classes, sent as strict JSON Schema, one set a language.

Property names are language tags, so that a schema reads like the output: ``{"zh": …, "en": …, "cites": [3, 4]}``.
With lang ``zh`` there is no second language.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

_STRICT = ConfigDict(extra="forbid", populate_by_name=True)


class ArticleFigure(BaseModel):
    """A figure that a reader would look up."""

    model_config = _STRICT
    printed: str
    value: str
    what: str
    who: str
    cites: list[int]


class ArticleEntity(BaseModel):
    """A person or an organisation."""

    model_config = _STRICT
    printed: str
    name: str
    role: str
    cites: list[int]


def _bilingual(lang: str) -> dict[str, Any]:
    fields: dict[str, Any] = {"zh": (str, ...)}
    if lang != "zh":
        fields["reader"] = (str, Field(alias=lang))
    return fields


def _model(name: str, **fields: Any) -> type[BaseModel]:
    return create_model(name, __config__=_STRICT, **fields)


@cache
def extract_answer(lang: str) -> type[BaseModel]:
    """``articles[]`` of article, headline, claims, figures, people, organisations, notes."""
    claim = _model("Claim", **_bilingual(lang), cites=(list[int], ...))
    note = _model("Note", **_bilingual(lang), cites=(list[int], ...))
    article = _model(
        "Article",
        article=(int, ...),
        headline=(str, ...),
        claims=(list[claim], ...),  # type: ignore[valid-type]
        figures=(list[ArticleFigure], ...),
        people=(list[ArticleEntity], ...),
        organisations=(list[ArticleEntity], ...),
        notes=(list[note], ...),  # type: ignore[valid-type]
    )
    return _model("Extract", articles=(list[article], ...))  # type: ignore[valid-type]


@cache
def merge_answer(lang: str) -> type[BaseModel]:
    """headline, lede[], sections[] of title and bullets[] of sentences[], notes[]."""
    statement = _model("Sentence", **_bilingual(lang), items=(list[int], ...))
    bullet = _model("Bullet", sentences=(list[statement], ...))  # type: ignore[valid-type]
    title = _model("Title", **_bilingual(lang))
    section = _model("Section", title=(title, ...), bullets=(list[bullet], ...))  # type: ignore[valid-type]
    return _model(
        "Briefing",
        headline=(statement, ...),
        lede=(list[statement], ...),  # type: ignore[valid-type]
        sections=(list[section], ...),  # type: ignore[valid-type]
        notes=(list[_model("Note", **_bilingual(lang))], ...),  # type: ignore[misc]
    )


@cache
def overview_answer(lang: str) -> type[BaseModel]:
    """sentences[] that cite places."""
    statement = _model("Sentence", **_bilingual(lang), places=(list[int], ...))
    return _model("Overview", sentences=(list[statement], ...))  # type: ignore[valid-type]


class TranslatedSentence(BaseModel):
    """One sentence under its own number."""

    model_config = _STRICT
    n: int
    text: str


class TranslatedArticle(BaseModel):
    """One article, sentence by sentence."""

    model_config = _STRICT
    article: int
    sentences: list[TranslatedSentence]


class TranslateAnswer(BaseModel):
    """Every sentence of every article shown."""

    model_config = _STRICT
    articles: list[TranslatedArticle]


def texts(value: dict[str, Any], lang: str) -> dict[str, str]:
    """The words of an answer's object, keyed by language tag."""
    return {tag: str(value[tag]).strip() for tag in dict.fromkeys(("zh", lang))}
