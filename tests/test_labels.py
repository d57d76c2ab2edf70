"""The renderings' words: every language, and templates and labels of one's own."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import factory
import pytest
from rendered import LENGTHS, Length, html, made, markdown

from briefing.errors import RenderError
from briefing.layout.voice import load_voice
from briefing.resources import folder
from briefing.stages.render import make_document, render

LANGUAGES = ("en", "zh", "fr", "es", "ru", "ja", "de")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_labels_are_complete_and_fill_in_every_language(lang: str) -> None:
    english, words = (
        tomllib.loads((folder("templates") / "labels" / f"{tag}.toml").read_text("utf-8")) for tag in ("en", lang)
    )
    assert set(words) == set(english)
    for length in LENGTHS:
        for briefing in factory.briefings():
            assert "{" not in markdown(length, briefing, lang)
            assert "{" not in html(length, briefing, lang).body.text()


@pytest.mark.parametrize(
    ("lang", "label", "dates"),
    [
        ("fr", "Chiffres clés / 主要数字", "du 4 au 6 mai"),
        ("es", "Cifras clave / 主要数字", "del 4 al 6 de mayo"),
        ("ru", "Основные цифры / 主要数字", "4–6 мая"),
        ("ja", "主な数字 / 主要数字", "5月4日から6日"),
        ("de", "Wichtige Zahlen / 主要数字", "4.\u00a0bis 6.\u00a0Mai"),
    ],
)
def test_labels_and_dates_follow_the_language(lang: str, label: str, dates: str) -> None:
    text = markdown(lang=lang)
    assert f"## {label}\n" in text
    assert dates in text


def test_labels_are_found_by_tag_then_language_then_english_with_a_note() -> None:
    assert "Chiffres clés" in markdown(lang="fr-CA")
    text = markdown(lang="pt-BR")
    assert "## Key figures / 主要数字" in text
    assert "Labels: in English; there are none yet for “pt-BR”" in text
    assert "Labels:" not in markdown(lang="fr-CA")


def test_russian_plurals_follow_cldr() -> None:
    voice = load_voice("ru", (folder("templates"),))
    counted = [voice.count("articles_count", n) for n in (1, 3, 5, 21, 1111)]
    assert counted == ["1 статья", "3 статьи", "5 статей", "21 статья", "1\u00a0111 статей"]


@pytest.mark.parametrize("length", LENGTHS)
def test_chinese_alone_has_one_column_and_no_second_language(length: Length) -> None:
    text = markdown(length, lang="zh")
    plain = re.sub(r"`[^`]*`|recorded-llm|recorded|US\$", "", text)
    assert not re.search(r"[A-Za-z]{2}", plain)
    assert " / " not in text
    page = html(length, lang="zh")
    assert page.css_first("html").attributes["lang"] == "zh"
    assert not page.css("body.bilingual, .t")
    assert {node.attributes["lang"] for node in page.css("[lang]")} == {"zh"}
    assert not re.search(r"[A-Za-z]{2}", re.sub(r"weifang/0506\.txt|recorded-llm|recorded", "", page.body.text()))


def test_a_language_written_from_the_right_is_set_so_and_its_english_labels_are_not() -> None:
    page = html(lang="ar")
    assert page.css_first("html").attributes == {"lang": "en", "dir": "ltr"}
    assert {node.attributes["dir"] for node in page.css('[lang="ar"]')} == {"rtl"}
    assert {node.attributes["dir"] for node in page.css('[lang="zh"]')} == {"ltr"}


def test_a_date_is_written_as_far_as_it_is_known() -> None:
    voice = load_voice("en", (folder("templates"),))
    assert voice.days(("2025-03-21",)) == "21 March 2025"
    assert voice.days(("2025-03-21", "2025-04-02")) == "21 March 2025 to 2 April 2025"
    assert voice.days(("--02-29", "--03-01")) == "29 February to 1 March; year not printed"
    assert voice.days(("2025-02-30", "spring")) == "2025-02-30 to spring"


def test_a_template_of_ones_own_replaces_only_its_file(tmp_path: Path) -> None:
    (tmp_path / "briefing.md.j2").write_text("{{ document.name.zh }}：{{ document.lede[0].text.en }}|", "utf-8")
    assert render(made(), "md", "standard", tmp_path).startswith("潍坊市：From 6 May")
    assert "<h1>" in render(made(), "html", "standard", tmp_path)


def test_a_template_of_ones_own_prints_nothing_unescaped(tmp_path: Path) -> None:
    (tmp_path / "briefing.md.j2").write_text("x {{ document.lede[0].text.zh }}", "utf-8")
    document = make_document(factory.poisoned(factory.weifang(), "<b>*x*</b>"), factory.run(), factory.pages())
    assert "&lt;b&gt;\\*x\\*&lt;/b&gt;" in render(document, "md", "standard", tmp_path)


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("一\n{{ documnet.name }}", r"templates/briefing\.md\.j2, line 2: 'documnet' is undefined"),
        ("{% if %}", r"templates/briefing\.md\.j2, line 1: Expected an expression"),
        ("{% include 'none.j2' %}", r"templates/none\.j2 is missing"),
        ("\n\n{{ reader.label('hedline') }}", r"templates/labels/en\.toml needs 'hedline'"),
        ("{{ 1 + document.name }}", r"templates/briefing\.md\.j2, line 1: "),
    ],
)
def test_a_broken_template_is_named_with_its_line(tmp_path: Path, template: str, message: str) -> None:
    (tmp_path / "briefing.md.j2").write_text(template, "utf-8")
    with pytest.raises(RenderError, match=message):
        render(made(), "md", "standard", tmp_path)


def test_labels_of_ones_own_replace_single_words(tmp_path: Path) -> None:
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "en.toml").write_text('figures = "Numbers"\n', "utf-8")
    text = render(made(), "md", "standard", tmp_path)
    assert "## Numbers / 主要数字" in text
    assert "## People / 人物" in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("figures = ", r"en\.toml cannot be read"),
        ("figures = 3", r"'figures' must be a text"),
        ('cited = { one = "x" }', r"'cited' must be a text"),
        ('line = "line {numbr}"', r"'line' is 'line \{numbr\}'; its places may be \{n\}"),
    ],
)
def test_broken_labels_are_named(tmp_path: Path, words: str, message: str) -> None:
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "en.toml").write_text(words, "utf-8")
    with pytest.raises(RenderError, match=message):
        render(made(), "md", "standard", tmp_path)


def test_a_new_language_needs_one_file(tmp_path: Path) -> None:
    (tmp_path / "labels").mkdir()
    shutil.copy(folder("templates") / "labels" / "es.toml", tmp_path / "labels" / "pt.toml")
    assert "## Cifras clave / 主要数字" in render(made(lang="pt"), "md", "standard", tmp_path)
