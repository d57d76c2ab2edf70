"""The bundled corpus: its recordings are whole, are replayed over the wire too, and give the briefings that README shows."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from cassettes import RECORDED, recorder

from briefing.model.recorded import Recordings
from briefing.output import left_out, make_run, write_briefings
from briefing.pipeline import Outcome, brief_corpus
from briefing.settings import read_settings
from briefing.translations import translate_corpus

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
CITIES = {"tongliao", "hohhot", "zhengzhou", "chongqing", "yichun", "mianyang"}


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Outcome, Path]:
    """A run of ``brief corpus/`` by the recorded engine, written."""
    out = tmp_path_factory.mktemp("briefings")
    settings = read_settings({"out": out}, environment={})
    outcome = brief_corpus([CORPUS], settings)
    write_briefings(outcome, settings, date(2030, 3, 15))
    return outcome, out


def test_the_corpus_is_briefed_without_a_key(replayed: tuple[Outcome, Path]) -> None:
    outcome, out = replayed
    assert outcome.engine == "recorded"
    run = make_run(outcome, read_settings({"out": out}, environment={}), date(2030, 3, 15))
    assert left_out(run) == []
    assert set(run.briefings) >= CITIES
    assert len(run.pages) >= 8
    assert set(run.answers) == {"recorded"}


def test_every_output_says_that_it_was_replayed(replayed: tuple[Outcome, Path]) -> None:
    _, out = replayed
    for path in out.iterdir():
        assert "recorded" in path.read_text(encoding="utf-8"), path.name


def test_every_printed_mark_leads_to_a_printed_sentence(replayed: tuple[Outcome, Path]) -> None:
    _, out = replayed
    for path in out.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        body, _, sources = text.partition("\n## Sources")
        used = {mark for group in re.findall(r"\[(\d+\.\d+(?:, \d+\.\d+)*)\]", body) for mark in group.split(", ")}
        printed = set(re.findall(r"^- \[(\d+\.\d+)\]", sources, re.MULTILINE))
        assert used <= printed | _example(text), path.name


def _example(text: str) -> set[str]:
    return set(re.findall(r"Marks such as \[(\d+\.\d+)\]", text))


def test_the_same_marks_stand_in_both_languages(replayed: tuple[Outcome, Path]) -> None:
    outcome, out = replayed
    for briefing in outcome.briefings:
        document = json.loads((out / f"{briefing.slug}.json").read_text(encoding="utf-8"))
        for item in (item for section in document["sections"] for item in section["items"]):
            for statement in item["statements"]:
                assert statement["text"]["zh"]
                assert statement["text"]["en"]
                assert statement["cites"]


def test_the_cited_words_are_those_of_the_page(replayed: tuple[Outcome, Path]) -> None:
    outcome, out = replayed
    for briefing in outcome.briefings:
        document = json.loads((out / f"{briefing.slug}.json").read_text(encoding="utf-8"))
        files = {article["number"]: article["file"] for article in document["articles"]}
        cites = [c for section in document["sections"] for item in section["items"] for c in item["cites"]]
        assert cites
        for cite in cites:
            text = outcome.intake.pages[files[cite["article"]]].text
            assert "".join(text[start:end] for start, end in cite["spans"]) == cite["zh"]


def test_the_recordings_are_played_back_over_the_wire(tmp_path: Path, replayed: tuple[Outcome, Path]) -> None:
    """The same cassettes through vcrpy and the real client: the requests are those that were recorded."""
    settings = read_settings(
        {
            "engine": "openai",
            "base_url": "http://recorded.invalid/v1",
            "model": "recorded-llm",
            "store": tmp_path / "s",
        },
        environment={},
    )
    with recorder("none").use_cassette("briefings.en.json") as cassette:
        outcome = brief_corpus([CORPUS], settings)
    assert outcome.engine == "openai"
    assert cassette.all_played, "the cassette holds requests that nothing asks for: python tests/record.py drops them"
    assert outcome.briefings == replayed[0].briefings


def test_an_article_of_the_corpus_is_translated_without_a_key(tmp_path: Path) -> None:
    done = translate_corpus([CORPUS], read_settings({"out": tmp_path}, environment={}))
    assert done.engine == "recorded"
    assert done.problems == ()
    sentences = [one for translation in done.translations for one in translation.sentences]
    assert len(sentences) > 300
    withheld = [one for one in sentences if one.fault]
    assert len(withheld) <= len(sentences) // 50


def test_one_headline_of_the_corpus_is_translated_without_a_key(tmp_path: Path) -> None:
    done = translate_corpus([CORPUS], read_settings({"out": tmp_path}, environment={}), headline="跨年夜地铁")
    (translation,) = done.translations
    assert translation.placed.article.file == "hohhot-2023-12.txt"
    assert all(one.text for one in translation.sentences)


def test_a_wrong_figure_of_a_recorded_translation_is_withheld(tmp_path: Path) -> None:
    """The recorded answer says 191 where the page prints 187: what the check is for."""
    done = translate_corpus([CORPUS], read_settings({"out": tmp_path}, environment={}), headline="热带低压逼近")
    faults = [one.fault for one in done.translations[0].sentences if one.fault]
    assert faults == ["withheld: 191 is not in the Chinese"]


def test_a_changed_page_has_no_recording_and_says_the_ways_on(tmp_path: Path) -> None:
    (tmp_path / "recorded").symlink_to(RECORDED)
    (tmp_path / "page.txt").write_text("本报讯 3月5日,通辽市科尔沁区新建公园两处。\n", encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "BRIEF_"))}
    command = [sys.executable, "-m", "briefing", str(tmp_path), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, env=kept, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Three ways on" in done.stderr


def test_no_key_is_in_the_recordings() -> None:
    assert len(Recordings.load(RECORDED)) > 10
    for path in RECORDED.iterdir():
        text = path.read_text(encoding="utf-8").lower()
        for word in ("authorization", "bearer ", "cookie", "x-stainless", "127.0.0.1"):
            assert word not in text, (path.name, word)


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.*")), ids=lambda path: path.name)
def test_the_pages_come_in_the_forms_that_the_readme_names(path: Path) -> None:
    assert path.suffix in {".txt", ".html", ".pdf", ".md"}
