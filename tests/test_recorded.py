"""Recorded answers: what vcrpy wrote down is played without vcrpy, found by the question alone."""

from __future__ import annotations

import asyncio
import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cassettes import recorder
from fakeserver import FakeServer, Outcome, answer, fail, first_failing
from pydantic import BaseModel, ConfigDict, SecretStr

from briefing.errors import AnswerCut, AnswerEmpty, AnswerInvalid, ModelRefused, ModelUnavailable, SettingsError
from briefing.model.client import OpenAIModel
from briefing.model.protocol import Answer, Endpoint
from briefing.model.recorded import RecordedModel, Recordings
from briefing.model.store import AnswerStore

KEY = "sk-geheim-7f3a9c"
SYSTEM = "摘出消息，写明出处。"
USER = "[1] 城南图书馆延长开放至二十二时。"
GOOD = {"claims": ["城南图书馆开放到22时。"]}


class Claims(BaseModel):
    model_config = ConfigDict(extra="forbid")
    claims: list[str]


def record(folder: Path, script: Any, *users: str, name: str = "页.json", model: str = "qwen3") -> Path:
    """Ask a server through the real client and vcrpy; the cassette's path."""

    async def main(url: str) -> None:
        endpoint = Endpoint(url, SecretStr(KEY), 20.0)
        with AnswerStore(None) as store:
            async with OpenAIModel(endpoint, {"": model}, store, len, backoff=0.01, max_tokens=800) as asked:
                for user in users or (USER,):
                    await asyncio.gather(asked.ask("extract", SYSTEM, user, Claims), return_exceptions=True)

    with FakeServer(script) as server, recorder("new_episodes", folder).use_cassette(name):
        asyncio.run(main(server.url))
    return folder / name


def ask(recordings: Recordings, user: str = USER, wanted: type[BaseModel] = Claims) -> Answer[Any]:
    return asyncio.run(RecordedModel(recordings).ask("extract", SYSTEM, user, wanted))


def test_what_the_client_recorded_is_answered_without_a_server(tmp_path: Path) -> None:
    recordings = Recordings.load(record(tmp_path, answer(GOOD, model="qwen3-0711", completion_tokens=9)))
    found = ask(recordings)
    assert found.value == Claims.model_validate(GOOD)
    assert (found.source, found.model) == ("recorded", "qwen3-0711")
    assert (found.usage.calls, found.usage.prompt_tokens, found.usage.completion_tokens) == (1, len(SYSTEM + USER), 9)
    assert RecordedModel(recordings).engine == "recorded"
    assert RecordedModel(recordings).model_for("extract") == "qwen3-0711"


def test_a_recording_is_found_whatever_model_limit_and_address_it_was_made_with(tmp_path: Path) -> None:
    recordings = Recordings.load(record(tmp_path, answer(GOOD), model="another-model"))
    assert recordings.has(SYSTEM, USER, Claims)


def test_one_changed_character_is_another_question(tmp_path: Path) -> None:
    class Others(BaseModel):
        claims: list[int]

    recordings = Recordings.load(record(tmp_path, answer(GOOD)))
    assert not recordings.has(SYSTEM, USER.replace("城南", "城北"), Claims)
    assert not recordings.has(SYSTEM + " ", USER, Claims)
    assert not recordings.has(SYSTEM, USER, Others)
    with pytest.raises(ModelUnavailable, match=r"differ from what was recorded.*--model"):
        ask(recordings, USER.replace("城南", "城北"))


def test_the_cassette_keeps_chinese_readable_and_no_key(tmp_path: Path) -> None:
    text = record(tmp_path, answer(GOOD)).read_text(encoding="utf-8")
    assert "城南图书馆延长开放至二十二时" in text
    assert KEY not in text
    assert "authorization" not in text.lower()


def test_the_cassette_plays_to_the_client_too(tmp_path: Path) -> None:
    path = record(tmp_path, answer(GOOD))

    async def main() -> Answer[Any]:
        endpoint = Endpoint("http://127.0.0.1:9/v1", SecretStr(""), 5.0)
        with AnswerStore(None) as store:
            async with OpenAIModel(endpoint, {"": "qwen3"}, store, len, max_tokens=800, attempts=1) as model:
                return await model.ask("extract", SYSTEM, USER, Claims)

    with recorder("none", tmp_path).use_cassette(path.name):
        assert asyncio.run(main()).value == Claims.model_validate(GOOD)


def test_failed_tries_in_a_cassette_are_passed_over(tmp_path: Path) -> None:
    path = record(tmp_path, first_failing(2, fail(429), answer(GOOD)))
    assert len(json.loads(path.read_text(encoding="utf-8"))["interactions"]) == 3
    assert ask(Recordings.load(path)).value == Claims.model_validate(GOOD)


def test_a_second_try_with_the_fault_told_is_played_too(tmp_path: Path) -> None:
    recordings = Recordings.load(record(tmp_path, [answer("没有JSON"), answer(GOOD)]))
    found = ask(recordings)
    assert found.value == Claims.model_validate(GOOD)
    assert found.usage.calls == 2


def test_a_second_try_after_an_empty_answer_is_played_too(tmp_path: Path) -> None:
    assert ask(Recordings.load(record(tmp_path, [answer(""), answer(GOOD)]))).value == Claims.model_validate(GOOD)


@pytest.mark.parametrize(
    ("recorded", "error"),
    [
        (answer("没有JSON"), AnswerInvalid),
        (answer(""), AnswerEmpty),
        (answer(GOOD, finish="length"), AnswerCut),
        (answer(GOOD, finish="content_filter"), ModelRefused),
    ],
)
def test_a_recorded_answer_is_judged_like_any_other(recorded: Outcome, error: type[Exception], tmp_path: Path) -> None:
    recordings = Recordings.load(record(tmp_path, recorded))
    with pytest.raises(error) as caught:
        ask(recordings)
    assert type(caught.value) is error


def test_an_invalid_answer_without_a_recorded_second_try_tells_its_fault(tmp_path: Path) -> None:
    path = record(tmp_path, answer("没有JSON"))
    cassette = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**cassette, "interactions": cassette["interactions"][:1]}), encoding="utf-8")
    with pytest.raises(AnswerInvalid, match="no JSON object"):
        ask(Recordings.load(path))


# ------------------------------------------------------------------ files


def test_a_folder_is_read_with_all_that_lies_in_it(tmp_path: Path) -> None:
    record(tmp_path, answer(GOOD), "[1] 甲。", name="一.json")
    deep = record(tmp_path / "深", answer(GOOD), "[1] 乙。", name="二.json")
    packed = deep.with_name("三.json.gz")
    packed.write_bytes(gzip.compress(record(tmp_path, answer(GOOD), "[1] 丙。", name="丙.json").read_bytes()))
    (tmp_path / "丙.json").unlink()
    (tmp_path / "gold.json").write_text('{"articles": []}', encoding="utf-8")
    recordings = Recordings.load(tmp_path)
    assert len(recordings) == 3
    assert all(recordings.has(SYSTEM, f"[1] {name}。", Claims) for name in "甲乙丙")
    assert len(Recordings.load([tmp_path / "一.json", packed])) == 2


def cassette(request: Any, response: Any) -> str:
    return json.dumps({"version": 1, "interactions": [{"request": request, "response": response}]})


def test_bodies_may_be_text_or_hold_text() -> None:
    from briefing.model.recorded import _reply
    from briefing.model.structured import request_body

    body = json.dumps(request_body(SYSTEM, USER, Claims, model="qwen3"))
    response = {"status": {"code": 200}, "body": {"string": json.dumps(answer(GOOD, prompt_tokens=1).value)}}
    uri = "https://api.example.org/v1/chat/completions"
    plain = _reply({"request": {"uri": uri, "body": body}, "response": response})
    assert plain == _reply({"request": {"uri": uri, "body": {"string": body}}, "response": response})
    assert plain is not None


@pytest.mark.parametrize(
    "text",
    [
        "坏的文件",
        "",
        '{"version": 1, "interactions": [{"request": {}}]}',
        cassette(
            {"uri": "http://recorded.invalid/v1/chat/completions", "body": "{}"},
            {"status": {"code": 200}, "body": {"string": "不是回答"}},
        ),
    ],
)
def test_a_broken_cassette_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path / "坏.json").write_text(text, encoding="utf-8")
    for source in (tmp_path, tmp_path / "坏.json"):
        with pytest.raises(SettingsError, match=r"坏\.json"):
            Recordings.load(source)


def test_a_missing_file_and_an_empty_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"无\.json"):
        Recordings.load(tmp_path / "无.json")
    with pytest.raises(SettingsError, match="holds no recorded answers"):
        Recordings.load(tmp_path)


def test_playing_needs_no_recorder(tmp_path: Path) -> None:
    path = record(tmp_path, answer(GOOD))
    code = (
        "import sys; from pathlib import Path\n"
        "from briefing.model.recorded import Recordings\n"
        "assert len(Recordings.load(Path(sys.argv[1]))) == 1\n"
        "assert not {'vcr', 'openai', 'httpx2'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=True, cwd=Path(__file__).parents[1])
