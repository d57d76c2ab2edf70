"""The whole way: pages in, briefings out; nothing lost, nothing paid twice, one article fails alone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pages
import pytest
import robot
from fakeserver import Call, FakeServer, Outcome, answer, fail

from briefing.errors import ModelError, NoArticles, SettingsError
from briefing.output import left_out, make_run, write_briefings
from briefing.pipeline import brief_corpus
from briefing.settings import Settings, read_settings

TODAY = date(2030, 3, 15)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return pages.write(tmp_path / "corpus", tongliao=pages.TONGLIAO, hohhot=pages.HOHHOT)


def settings(tmp_path: Path, server: FakeServer, **changes: Any) -> Settings:
    flags = {
        "engine": "openai", "base_url": server.url, "model": "robot", "store": tmp_path / "answers.sqlite",
        "out": tmp_path / "out", **changes,
    }  # fmt: skip
    return read_settings(flags, environment={})


def test_every_article_ends_in_a_briefing(corpus: Path, tmp_path: Path) -> None:
    with FakeServer(robot.served) as server:
        chosen = settings(tmp_path, server)
        run, paths = write_briefings(brief_corpus([corpus], chosen), chosen, TODAY)
    assert run.briefings == ("hohhot", "tongliao")
    assert [page.articles for page in run.pages] == [1, 2]
    assert left_out(run) == []
    assert run.kept == run.claims
    names = {path.name for path in paths}
    assert names == {f"{n}.{e}" for n in ("hohhot", "tongliao") for e in ("md", "html", "json")} | {
        "index.md", "index.html", "run.json",
    }  # fmt: skip
    tongliao = json.loads((tmp_path / "out" / "tongliao.json").read_text(encoding="utf-8"))
    assert [article["headline"]["zh"] for article in tongliao["articles"]] == [
        "科尔沁区三条农村公路完工", "霍林郭勒市供热提前五天",
    ]  # fmt: skip
    assert tongliao["dates"] == ["--10-09", "--10-12"]


def test_cited_words_are_the_pages_own(corpus: Path, tmp_path: Path) -> None:
    with FakeServer(robot.served) as server:
        chosen = settings(tmp_path, server)
        write_briefings(brief_corpus([corpus], chosen), chosen, TODAY)
    document = json.loads((tmp_path / "out" / "hohhot.json").read_text(encoding="utf-8"))
    text = (corpus / "hohhot.txt").read_text(encoding="utf-8")
    cites = [cite for section in document["sections"] for item in section["items"] for cite in item["cites"]]
    assert cites
    for cite in cites:
        assert "".join(text[start:end] for start, end in cite["spans"]) == cite["zh"]


def test_a_second_run_makes_no_call(corpus: Path, tmp_path: Path) -> None:
    with FakeServer(robot.served) as server:
        chosen = settings(tmp_path, server)
        brief_corpus([corpus], chosen)
        first = len(server.calls)
        outcome = brief_corpus([corpus], chosen)
        assert len(server.calls) == first > 0
    assert make_run(outcome, chosen, TODAY).answers == {"store": first}


def test_a_killed_run_makes_only_the_missing_calls(tmp_path: Path) -> None:
    corpus = pages.write(
        tmp_path / "corpus", **{f"page{n}": pages.HOHHOT.replace("260", str(261 + n)) for n in range(6)}
    )
    with FakeServer(robot.served, delay=0.4) as server:
        command = [
            sys.executable, "-m", "briefing", str(corpus), "--engine", "openai", "--base-url", server.url,
            "--model", "robot", "--store", str(tmp_path / "answers.sqlite"), "--out", str(tmp_path / "out"),
            "--concurrency", "1",
        ]  # fmt: skip
        process = subprocess.Popen(command, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _wait_for(lambda: len(server.calls) >= 4)
        process.send_signal(signal.SIGKILL)
        process.wait()
        before = len(server.calls)
        assert not (tmp_path / "out" / "run.json").exists()
        time.sleep(0.6)  # the answer under way goes nowhere
        assert subprocess.run(command, env=_environment(), check=False, capture_output=True).returncode == 0
        # six pages and one city: seven questions; only the one that was under way is asked twice
        assert len(server.counts) == 7
        assert len(server.calls) <= 8
        assert before >= 4
        after = len(server.calls)
        assert subprocess.run(command, env=_environment(), check=False, capture_output=True).returncode == 0
        assert len(server.calls) == after


def test_one_article_that_is_refused_fails_alone(corpus: Path, tmp_path: Path) -> None:
    def script(call: Call) -> Outcome:
        if "供热面积" in call.user and "<page>" in call.user:
            return answer(None, refusal="I cannot help with that.")
        return robot.served(call)

    with FakeServer(script) as server:
        chosen = settings(tmp_path, server)
        run, _ = write_briefings(brief_corpus([corpus], chosen), chosen, TODAY)
    assert [failure.error for failure in run.failures] == ["ModelRefused"]
    assert [failure.placed.article.headline for failure in run.failures] == ["霍林郭勒市供热提前五天"]
    assert len(left_out(run)) == 1
    tongliao = json.loads((tmp_path / "out" / "tongliao.json").read_text(encoding="utf-8"))
    assert len(tongliao["articles"]) == 1
    assert len(tongliao["failures"]) == 1


def test_an_answer_cut_off_is_asked_for_in_smaller_parts(corpus: Path, tmp_path: Path) -> None:
    def script(call: Call) -> Outcome:
        if call.user.count("\n# A") > 1:
            return answer('{"articles": [{"article": 1, "head', finish="length")
        return robot.served(call)

    with FakeServer(script) as server:
        chosen = settings(tmp_path, server)
        run = make_run(brief_corpus([corpus], chosen), chosen, TODAY)
    assert run.failures == ()
    assert run.kept == run.claims > 0


def test_an_article_left_out_of_the_answer_is_asked_for_once_more(corpus: Path, tmp_path: Path) -> None:
    def script(call: Call) -> Outcome:
        value = robot.respond(call.system, call.user)
        if "<page>" in call.user:
            value["articles"] = value["articles"][:1]
        return answer(json.dumps(value, ensure_ascii=False))

    with FakeServer(script) as server:
        chosen = settings(tmp_path, server)
        run = make_run(brief_corpus([corpus], chosen), chosen, TODAY)
    assert run.failures == ()


def test_an_article_may_have_nothing_to_report(corpus: Path, tmp_path: Path) -> None:
    def script(call: Call) -> Outcome:
        value = robot.respond(call.system, call.user)
        for article in value.get("articles", []):
            article["claims"] = []
        return answer(json.dumps(value, ensure_ascii=False))

    with FakeServer(script) as server:
        chosen = settings(tmp_path, server)
        run, _ = write_briefings(brief_corpus([corpus], chosen), chosen, TODAY)
        assert all("<items>" not in call.user for call in server.calls)
    assert left_out(run) == []
    document = json.loads((tmp_path / "out" / "hohhot.json").read_text(encoding="utf-8"))
    assert len(document["articles"]) == 1


def test_where_the_merge_fails_the_items_are_listed_by_article(corpus: Path, tmp_path: Path) -> None:
    def script(call: Call) -> Outcome:
        return answer(None, refusal="no") if "<items>" in call.user else robot.served(call)

    with FakeServer(script) as server:
        chosen = settings(tmp_path, server)
        run, _ = write_briefings(brief_corpus([corpus], chosen), chosen, TODAY)
    assert len(run.problems) == 2
    document = json.loads((tmp_path / "out" / "tongliao.json").read_text(encoding="utf-8"))
    assert len(document["sections"]) == 2


def test_a_merged_sentence_that_fails_gives_way_to_its_items(corpus: Path, tmp_path: Path) -> None:
    def script(call: Call) -> Outcome:
        value = robot.respond(call.system, call.user)
        if "<items>" in call.user:
            value["lede"][0] = {"zh": "共有999件事。", "en": "There were 999 matters.", "items": [1]}
        return answer(json.dumps(value, ensure_ascii=False))

    with FakeServer(script) as server:
        chosen = settings(tmp_path, server)
        run, _ = write_briefings(brief_corpus([corpus], chosen), chosen, TODAY)
    assert run.withheld == {"figure_unsupported": 2}
    document = json.loads((tmp_path / "out" / "hohhot.json").read_text(encoding="utf-8"))
    assert document["lede"][0]["text"]["en"] == "The article reports this."
    assert document["withheld"][0]["text"]["en"] == "There were 999 matters."
    assert "999" not in (tmp_path / "out" / "hohhot.md").read_text(encoding="utf-8").split("## About this run")[0]


def test_a_refused_key_ends_the_run_at_once(corpus: Path, tmp_path: Path) -> None:
    with FakeServer(robot.served, api_key="right") as server:
        chosen = settings(tmp_path, server, api_key="sk-wrong-key")
        with pytest.raises(ModelError) as caught:
            brief_corpus([corpus], chosen)
    assert "key" in str(caught.value)
    assert "sk-wrong-key" not in str(caught.value)


def test_a_server_that_is_not_there_is_one_message(corpus: Path, tmp_path: Path) -> None:
    chosen = read_settings(
        {
            "engine": "openai",
            "base_url": "http://127.0.0.1:9/v1",
            "model": "m",
            "store": tmp_path / "s",
            "deadline": 2.0,
        },
        environment={},
    )
    with pytest.raises(ModelError, match=r"127\.0\.0\.1:9"):
        brief_corpus([corpus], chosen)


def test_no_key_and_no_recording_names_three_ways_on(corpus: Path) -> None:
    with pytest.raises(SettingsError, match="Three ways on") as caught:
        brief_corpus([corpus], read_settings({}, environment={}))
    assert "Ollama" in str(caught.value)


def test_an_empty_folder_is_one_message(tmp_path: Path) -> None:
    with pytest.raises(NoArticles, match="no page found"):
        brief_corpus([tmp_path], read_settings({}, environment={}))


def test_more_items_than_a_prompt_holds_are_merged_in_a_tree(tmp_path: Path) -> None:
    texts = {f"page{n:02d}": pages.HOHHOT.replace("260", str(261 + n)) for n in range(24)}
    corpus = pages.write(tmp_path / "corpus", **texts)

    def script(call: Call) -> Outcome:
        value = robot.respond(call.system, call.user)
        if "<items>" in call.user:
            bullets = value["sections"][0]["bullets"]
            every = [item for bullet in bullets for item in bullet["sentences"][0]["items"]]
            bullets[:] = [{"sentences": [{**bullets[0]["sentences"][0], "items": every}]}]
        return answer(json.dumps(value, ensure_ascii=False))

    with FakeServer(script) as server:
        chosen = settings(tmp_path, server, merge_tokens=1000)
        outcome = brief_corpus([corpus], chosen)
        merges = [call for call in server.calls if "<items>" in call.user]
    assert len(merges) > 2
    (briefing,) = outcome.briefings
    printed = {item for section in briefing.sections for b in section.bullets for s in b.statements for item in s.items}
    assert printed == {item.id for reading in briefing.readings for item in reading.items}
    assert len(printed) == 24


def test_a_transient_failure_is_tried_again(corpus: Path, tmp_path: Path) -> None:
    def script(call: Call) -> Outcome:
        return fail(503) if call.number == 1 else robot.served(call)

    with FakeServer(script) as server:
        chosen = settings(tmp_path, server)
        assert make_run(brief_corpus([corpus], chosen), chosen, TODAY).failures == ()


@pytest.mark.parametrize("by", ["county", "province"])
def test_articles_regroup_by_county_or_province(corpus: Path, tmp_path: Path, by: str) -> None:
    with FakeServer(robot.served) as server:
        chosen = settings(tmp_path, server, by=by)
        run = make_run(brief_corpus([corpus], chosen), chosen, TODAY)
    expected = {
        "county": ("saihan-district", "horqin-district", "holingol-city"),
        "province": ("inner-mongolia-autonomous-region",),
    }
    assert run.briefings == expected[by]


def test_chinese_only_asks_for_and_prints_no_second_language(corpus: Path, tmp_path: Path) -> None:
    def script(call: Call) -> Outcome:
        assert "English" not in call.system
        value = robot.respond(call.system, call.user)
        return answer(json.dumps(_without_english(value), ensure_ascii=False))

    with FakeServer(script) as server:
        chosen = settings(tmp_path, server, lang="zh")
        run, _ = write_briefings(brief_corpus([corpus], chosen), chosen, TODAY)
    assert left_out(run) == []
    assert "The article reports" not in (tmp_path / "out" / "hohhot.md").read_text(encoding="utf-8")


def _without_english(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_english(one) for name, one in value.items() if name != "en"}
    return [_without_english(one) for one in value] if isinstance(value, list) else value


def _environment() -> dict[str, str]:
    hidden = ("OPENAI_", "BRIEF_")
    return {name: value for name, value in os.environ.items() if not name.startswith(hidden)}


def _wait_for(happened: Any, seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)
