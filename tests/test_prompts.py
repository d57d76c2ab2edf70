"""Prompt templates: strict, overridable, fenced."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import PromptError
from briefing.language.wording import prompt_words
from briefing.model.prompts import Prompts


def test_a_missing_variable_is_named_with_its_template() -> None:
    with pytest.raises(PromptError, match=r"extract\.system\.j2.*'language'"):
        Prompts().render("extract.system", languages="Chinese and English", chinese_only=False)


def test_own_prompts_override_and_the_rest_falls_back(tmp_path: Path) -> None:
    (tmp_path / "extract.system.j2").write_text("Say what {{ language }} readers need.\n", encoding="utf-8")
    prompts = Prompts(tmp_path)
    assert prompts.render("extract.system", **prompt_words("en")) == "Say what English readers need.\n"
    assert "briefing" in prompts.render("merge.system", words="", **prompt_words("en"))
    assert prompts.hashes()["extract.system.j2"] != Prompts().hashes()["extract.system.j2"]
    assert prompts.hashes()["merge.system.j2"] == Prompts().hashes()["merge.system.j2"]


def test_a_broken_template_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "extract.system.j2").write_text("{% if %}", encoding="utf-8")
    with pytest.raises(PromptError, match=r"extract\.system\.j2, line 1"):
        Prompts(tmp_path).render("extract.system", **prompt_words("en"))


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match="no such folder"):
        Prompts(tmp_path / "none")


@pytest.mark.parametrize("name", ["extract.system", "merge.system", "overview.system", "translate.system"])
@pytest.mark.parametrize("lang", ["en", "fr", "ja", "zh"])
def test_every_system_text_renders_in_every_language(name: str, lang: str) -> None:
    text = Prompts().render(name, words="", **prompt_words(lang))
    assert "{{" not in text
    if lang == "zh" and name != "translate.system":
        assert "English" not in text


def test_the_long_fixed_part_comes_first_and_does_not_depend_on_the_page() -> None:
    prompts = Prompts()
    assert prompts.render("extract.system", **prompt_words("en")) == prompts.render(
        "extract.system", **prompt_words("en")
    )
    user = prompts.render("extract.user", place="A1: 通辽市 Tongliao", page="# A1\n1 # 标题", **prompt_words("en"))
    assert user.endswith("<page>\n# A1\n1 # 标题\n</page>\n")
