"""Translations: every sentence under its own number, every figure checked."""

from __future__ import annotations

import asyncio
from typing import Any

import factory
from scripted import ScriptedModel

from briefing.model.prompts import Prompts
from briefing.records import Placed
from briefing.stages.translate import translate, untranslated, verify_translation

PLACED = Placed(article=factory.buses(), place=factory.place(factory.WEIFANG, None, factory.SHANDONG))
WORDS = {
    1: "Three city bus lines run later",
    2: "WEIFANG: From 6 May the last buses of lines 16, 32 and 58 leave at 22:30.",
    3: "The three lines run 48 more services a day, for nearly 23,000 residents.",
    4: "“At last there is a bus after the night shift.” said Zhou Guilan.",
    5: "Sun Shaowen said 1,260 lights were replaced, at a cost of 860,000 yuan.",
}


def test_a_whole_translation_has_no_fault() -> None:
    made = verify_translation(PLACED, WORDS, "en")
    assert [one.text for one in made.sentences] == list(WORDS.values())
    assert not any(one.fault for one in made.sentences)


def test_a_wrong_figure_is_withheld_in_its_sentence_alone() -> None:
    made = verify_translation(PLACED, {**WORDS, 3: "The three lines run 84 more services a day."}, "en")
    assert [one.number for one in made.sentences if one.fault] == [3]
    assert made.sentences[2].text == ""
    assert "84" in made.sentences[2].fault


def test_a_sentence_left_out_is_accounted_for() -> None:
    words = {number: text for number, text in WORDS.items() if number != 4}
    assert untranslated([PLACED], {PLACED.article.key: words}) == {PLACED.article.key: (4,)}
    made = verify_translation(PLACED, words, "en")
    assert len(made.sentences) == len(PLACED.article.sentences)
    assert made.sentences[3].fault == "not translated by the model"


def test_sentences_of_articles_that_were_not_shown_are_passed_over() -> None:
    given: dict[str, Any] = {
        "articles": [
            {"article": 1, "sentences": [{"n": 1, "text": "Good"}]},
            {"article": 9, "sentences": [{"n": 1, "text": "Stray"}]},
        ]
    }
    model = ScriptedModel({"translate": [given]})
    found, _ = asyncio.run(translate("# A1\n1 # 标题", "A1: 潍坊市", {1: PLACED.article.key}, model, Prompts(), "en"))
    assert found == {PLACED.article.key: {1: "Good"}}
