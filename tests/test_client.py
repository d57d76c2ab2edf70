"""A model behind an endpoint: retries, forms, stored answers, errors that say what to do. Over real sockets."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from fakeserver import (
    MODEL,
    Call,
    FakeServer,
    Outcome,
    Script,
    answer,
    drop,
    fail,
    first_failing,
    raw,
    refusing,
    slow_down,
)
from pydantic import BaseModel, ConfigDict, SecretStr

from briefing.errors import (
    AnswerCut,
    AnswerEmpty,
    AnswerInvalid,
    BriefingError,
    ModelRefused,
    ModelUnavailable,
    PromptCut,
    PromptTooLong,
    SettingsError,
)
from briefing.model.client import OpenAIModel
from briefing.model.failures import retry_after
from briefing.model.protocol import Answer, Endpoint
from briefing.model.store import AnswerStore
from briefing.records import Usage

KEY = "sk-geheim-7f3a9c"
SYSTEM = "你从编号的句子里摘出消息。每条消息写明它出自哪一句。"
USER = "[1] 青石桥街道今年新栽行道树三百二十棵。\n[2] 其中银杏一百一十棵。"
GOOD = {"claims": [{"zh": "街道新栽行道树320棵。", "cites": [1]}]}


class Claim(BaseModel):
    model_config = ConfigDict(extra="forbid")
    zh: str
    cites: list[int]


class Claims(BaseModel):
    model_config = ConfigDict(extra="forbid")
    claims: list[Claim]


class Place(BaseModel):
    model_config = ConfigDict(extra="forbid")
    city: str


def endpoint(url: str, key: str = KEY, timeout: float = 20.0) -> Endpoint:
    return Endpoint(url, SecretStr(key), timeout)


def run(
    server: FakeServer, use: Callable[[OpenAIModel], Awaitable[Any]], store: AnswerStore | None = None, **options: Any
) -> Any:
    """Use a model of ``server`` and close everything; counts are characters, waits are short."""
    target = options.pop("endpoint", None) or endpoint(server.url)

    async def main() -> Any:
        async with OpenAIModel(
            target, {"": MODEL}, kept, len, **{"backoff": 0.01, "deadline": 20.0, **options}
        ) as model:
            return await use(model)

    with store or AnswerStore(None) as kept:
        return asyncio.run(main())


async def ask(model: OpenAIModel, user: str = USER, wanted: type[BaseModel] = Claims) -> Answer[Any]:
    return await model.ask("extract", SYSTEM, user, wanted)


def outcome_of(script: Script, **options: Any) -> tuple[Answer[Any] | BriefingError, FakeServer]:
    """What one question meets: its answer or its error, and the server that was asked."""
    with FakeServer(script, api_key=options.pop("api_key", None)) as server:
        try:
            return run(server, ask, **options), server
        except BriefingError as error:
            return error, server


# ------------------------------------------------------------------ answers


def test_an_answer_comes_checked_with_its_usage_and_the_model_as_served() -> None:
    found, server = outcome_of(answer(GOOD, model="qwen3-fake-0711"))
    assert found == Answer(
        Claims.model_validate(GOOD), Usage(calls=1, prompt_tokens=len(SYSTEM + USER), completion_tokens=7),
        "qwen3-fake-0711", "model",
    )  # fmt: skip
    [call] = server.calls
    assert call.path == "/v1/chat/completions"
    assert call.headers["authorization"] == f"Bearer {KEY}"
    assert [message["role"] for message in call.body["messages"]] == ["system", "user"]
    assert (call.system, call.user) == (SYSTEM, USER)


def test_the_request_asks_for_a_strict_schema_with_every_property() -> None:
    _, server = outcome_of(answer(GOOD))
    form = server.calls[0].body["response_format"]
    assert form["type"] == "json_schema"
    assert form["json_schema"]["strict"] is True
    assert form["json_schema"]["schema"]["required"] == ["claims"]
    assert form["json_schema"]["schema"]["additionalProperties"] is False


def test_extra_fields_and_the_token_limit_are_sent() -> None:
    _, server = outcome_of(answer(GOOD), extra_body={"temperature": 0, "seed": 7}, max_tokens=900)
    body = server.calls[0].body
    assert (body["temperature"], body["seed"], body["max_tokens"]) == (0, 7, 900)


def test_extra_fields_cannot_replace_what_briefing_sets() -> None:
    with FakeServer(answer(GOOD)) as server, pytest.raises(SettingsError, match="'stream'"):
        run(server, ask, extra_body={"stream": True})


def test_a_model_that_wants_max_completion_tokens_gets_it() -> None:
    def script(call: Call) -> Outcome:
        if "max_tokens" in call.body:
            return fail(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.")
        return answer(GOOD)

    async def twice(model: OpenAIModel) -> None:
        await ask(model)
        await ask(model, USER + "[3] 其余是国槐。")

    with FakeServer(script) as server:
        run(server, twice, max_tokens=900)
    assert [call.body.get("max_completion_tokens") for call in server.calls] == [None, 900, 900]
    assert server.forms == ["json_schema"] * 3


def test_each_step_has_its_model() -> None:
    async def both(model: OpenAIModel) -> None:
        await model.ask("extract", SYSTEM, USER, Claims)
        await model.ask("merge", SYSTEM, USER, Claims)

    async def main(url: str) -> None:
        models = {"": "qwen3-small", "merge": "qwen3-large"}
        with AnswerStore(None) as store:
            async with OpenAIModel(endpoint(url), models, store, len) as model:
                assert (model.model_for("overview"), model.model_for("merge")) == ("qwen3-small", "qwen3-large")
                await both(model)

    with FakeServer(answer(GOOD)) as server:
        asyncio.run(main(server.url))
    assert [call.body["model"] for call in server.calls] == ["qwen3-small", "qwen3-large"]


def test_a_step_without_a_model_says_so() -> None:
    with AnswerStore(None) as store:
        model = OpenAIModel(endpoint("http://127.0.0.1:9/v1"), {"merge": "qwen3"}, store, len)
        with pytest.raises(SettingsError, match=r"'extract'.*--model"):
            model.model_for("extract")


def test_usage_is_estimated_where_the_server_names_none() -> None:
    found, _ = outcome_of(answer('{"claims": []}', prompt_tokens=None))
    assert isinstance(found, Answer)
    assert found.usage == Usage(calls=1, prompt_tokens=len(SYSTEM + USER), completion_tokens=len('{"claims": []}'))


# ------------------------------------------------------------------ retries


@pytest.mark.parametrize("status", [408, 409, 429, 502, 503, 504])
def test_a_passing_failure_is_tried_again(status: int) -> None:
    found, server = outcome_of(first_failing(2, fail(status), answer(GOOD)))
    assert isinstance(found, Answer)
    assert server.forms == ["json_schema"] * 3


def test_a_cut_connection_is_tried_again() -> None:
    found, server = outcome_of([drop(), answer(GOOD)])
    assert isinstance(found, Answer)
    assert len(server.calls) == 2


def test_a_silent_server_is_tried_again_after_the_timeout() -> None:
    with FakeServer([answer(GOOD, delay=1.5), answer(GOOD)]) as server:
        run(server, ask, endpoint=endpoint(server.url, timeout=0.3))
    assert len(server.calls) == 2


def test_retry_after_is_honoured() -> None:
    _, server = outcome_of([slow_down(1), answer(GOOD)])
    assert server.calls[1].at - server.calls[0].at >= 1.0


def test_a_pause_that_the_server_asks_of_one_request_is_kept_by_all() -> None:
    async def many(model: OpenAIModel) -> None:
        await ask(model, "第0页")
        await asyncio.gather(*(ask(model, f"第{number}页") for number in range(1, 7)))

    def script(call: Call) -> Outcome:
        return slow_down(1) if call.number == 2 else answer(GOOD, delay=0.05)

    with FakeServer(script) as server:
        run(server, many, concurrency=2)
    times = [call.at for call in server.calls]
    assert sum(0.3 < at - times[1] < 0.95 for at in times) == 0
    assert len(times) == 8


def test_waits_without_retry_after_are_spread_over_the_whole_range(monkeypatch: pytest.MonkeyPatch) -> None:
    ranges: list[tuple[float, float]] = []

    def lowest(low: float, high: float) -> float:
        ranges.append((low, high))
        return low

    monkeypatch.setattr("random.uniform", lowest)
    outcome_of(fail(503), attempts=4, backoff=0.5)
    assert ranges == [(0, 1.0), (0, 2.0), (0, 4.0)]


def test_spent_attempts_name_status_host_and_what_to_do() -> None:
    error, server = outcome_of(fail(503, "upstream is down"), attempts=3)
    assert isinstance(error, ModelUnavailable)
    assert len(server.calls) == 3
    assert "127.0.0.1:" in str(error)
    assert "503" in str(error)
    assert "run again later" in str(error)
    assert "upstream is down" in str(error)


def test_the_deadline_ends_all_tries_together() -> None:
    began = time.monotonic()
    error, _ = outcome_of(answer(GOOD, delay=3), deadline=0.4)
    assert isinstance(error, ModelUnavailable)
    assert "0.4 seconds" in str(error)
    assert time.monotonic() - began < 20


def test_a_pause_beyond_the_deadline_is_not_waited_for() -> None:
    began = time.monotonic()
    error, server = outcome_of(slow_down(3600), deadline=5)
    assert isinstance(error, ModelUnavailable)
    assert "429" in str(error)
    assert len(server.calls) == 1
    assert time.monotonic() - began < 20


def test_waiting_for_a_turn_does_not_count_against_the_deadline() -> None:
    async def many(model: OpenAIModel) -> list[Answer[Any]]:
        return list(await asyncio.gather(*(ask(model, f"第{number}页") for number in range(6))))

    with FakeServer(answer(GOOD, delay=0.25)) as server:
        assert len(run(server, many, concurrency=1, deadline=0.9)) == 6


def test_no_more_requests_run_at_once_than_allowed() -> None:
    async def many(model: OpenAIModel) -> None:
        await asyncio.gather(*(ask(model, f"第{number}页") for number in range(20)))

    with FakeServer(answer(GOOD, delay=0.05)) as server:
        run(server, many, concurrency=3)
    assert server.most_at_once == 3
    assert len(server.calls) == 20


def test_retry_after_is_read_as_seconds_milliseconds_and_date() -> None:
    from datetime import UTC, datetime

    now = datetime(2026, 11, 22, 8, 0, 0, tzinfo=UTC)
    assert retry_after({"retry-after": "12"}) == 12
    assert retry_after({"retry-after": "0.5"}) == 0.5
    assert retry_after({"retry-after-ms": "250", "retry-after": "9"}) == 0.25
    assert retry_after({"retry-after": "Sun, 22 Nov 2026 08:00:30 GMT"}, now) == 30
    assert retry_after({"retry-after": "Sun, 22 Nov 2026 07:00:00 GMT"}, now) == 0
    assert retry_after({"retry-after": "soon"}) is None
    assert retry_after({}) is None


# ------------------------------------------------------------------ failures that no retry cures


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_is_told_at_once(status: int) -> None:
    error, server = outcome_of(fail(status, f"Incorrect API key provided: {KEY}"))
    assert isinstance(error, ModelUnavailable)
    assert "the key was refused by 127.0.0.1:" in str(error)
    assert "set OPENAI_API_KEY or --api-key" in str(error)
    assert len(server.calls) == 1


def test_a_refused_key_costs_one_call_and_not_one_a_page() -> None:
    async def many(model: OpenAIModel) -> list[Any]:
        return list(
            await asyncio.gather(*(ask(model, f"第{number}页") for number in range(30)), return_exceptions=True)
        )

    with FakeServer(answer(GOOD), api_key="sk-right") as server:
        errors = run(server, many, concurrency=4)
    assert all(isinstance(error, ModelUnavailable) for error in errors)
    assert len(server.calls) <= 4


def test_a_server_that_was_never_there_is_given_up_once() -> None:
    async def many(model: OpenAIModel) -> list[Any]:
        return list(
            await asyncio.gather(*(ask(model, f"第{number}页") for number in range(40)), return_exceptions=True)
        )

    with FakeServer(answer(GOOD)) as server:
        url = server.url
    began = time.monotonic()
    errors = run(server, many, endpoint=endpoint(url), attempts=2, concurrency=4)
    assert all("cannot be reached" in str(error) and "--base-url" in str(error) for error in errors)
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (404, f'model "{MODEL}" not found, try pulling it first'),
        (404, f"The model `{MODEL}` does not exist."),
        (400, "Model Not Exist"),
        (400, f"Invalid model name passed in model={MODEL}"),
    ],
)
def test_an_unknown_model_is_named_with_the_flag(status: int, message: str) -> None:
    error, server = outcome_of(fail(status, message))
    assert isinstance(error, ModelUnavailable)
    assert MODEL in str(error)
    assert "--model" in str(error)
    assert len(server.calls) == 1


def test_a_wrong_path_points_to_the_base_url() -> None:
    error, _ = outcome_of(fail(404, "Not Found"))
    assert isinstance(error, ModelUnavailable)
    assert "--base-url (most end in /v1)" in str(error)


def test_a_web_page_instead_of_a_completion_points_to_the_base_url() -> None:
    error, _ = outcome_of(raw("<html>欢迎使用无线网络，请先登录</html>".encode()))
    assert isinstance(error, ModelUnavailable)
    assert "--base-url (most end in /v1)" in str(error)


def test_an_error_object_that_comes_with_status_200_is_an_error() -> None:
    broken = Outcome(value={"error": {"message": "Provider returned error", "code": 502}})
    found, server = outcome_of([broken, answer(GOOD)])
    assert isinstance(found, Answer)
    assert len(server.calls) == 2


@pytest.mark.parametrize(
    ("status", "message", "code"),
    [
        (400, "This model's maximum context length is 8192 tokens.", "context_length_exceeded"),
        (400, "the request exceeds the available context size, try increasing it", None),
        (400, "Requested tokens (5016) exceed context window of 4096", None),
        (500, "Requested tokens (5016) exceed context window of 4096", None),
        (413, "Payload Too Large", None),
        (429, "Request too large for gpt-4o on tokens per min (TPM): Limit 30000, Requested 50000", None),
    ],
)
def test_a_prompt_that_does_not_fit_is_told_apart(status: int, message: str, code: str | None) -> None:
    error, server = outcome_of(fail(status, message, code))
    assert isinstance(error, PromptTooLong)
    assert "--chunk-tokens" in str(error)
    assert len(server.calls) == 1


def test_an_empty_account_is_not_asked_again() -> None:
    error, server = outcome_of(fail(429, "You exceeded your current quota", "insufficient_quota"))
    assert isinstance(error, ModelUnavailable)
    assert "credit" in str(error)
    assert len(server.calls) == 1


@pytest.mark.parametrize("code", ["content_filter", "data_inspection_failed"])
def test_a_prompt_refused_by_a_filter_is_a_refusal(code: str) -> None:
    error, server = outcome_of(fail(400, "Input data may contain inappropriate content.", code))
    assert isinstance(error, ModelRefused)
    assert len(server.calls) == 1


# ------------------------------------------------------------------ answers that cannot be used


def test_an_answer_cut_at_the_token_limit_is_never_taken() -> None:
    error, server = outcome_of(answer(GOOD, finish="length"))
    assert isinstance(error, AnswerCut)
    assert len(server.calls) == 1


@pytest.mark.parametrize(
    "refusing_answer", [answer(GOOD, finish="content_filter"), answer(None, refusal="抱歉，我不能回答。")]
)
def test_a_refusal_is_told_apart(refusing_answer: Outcome) -> None:
    error, server = outcome_of(refusing_answer)
    assert isinstance(error, ModelRefused)
    assert len(server.calls) == 1


def test_an_empty_answer_is_asked_for_once_more() -> None:
    found, server = outcome_of([answer(""), answer(GOOD)])
    assert isinstance(found, Answer)
    assert found.usage.calls == 2
    assert server.calls[0].body == server.calls[1].body


def test_two_empty_answers_are_an_error() -> None:
    error, server = outcome_of(answer("  \n"))
    assert isinstance(error, AnswerEmpty)
    assert len(server.calls) == 2


def test_an_answer_that_only_calls_a_tool_is_empty() -> None:
    tool = [{"id": "1", "type": "function", "function": {"name": "search", "arguments": "{}"}}]
    error, _ = outcome_of(answer(None, finish="tool_calls", tool_calls=tool))
    assert isinstance(error, AnswerEmpty)
    assert "called a tool" in str(error)


def test_an_invalid_answer_is_asked_for_once_more_with_its_fault() -> None:
    found, server = outcome_of([answer({"claims": [{"zh": "三百二十棵。"}]}), answer(GOOD)])
    assert isinstance(found, Answer)
    assert found.usage.calls == 2
    assert server.calls[1].system == SYSTEM
    assert server.calls[1].user.startswith(USER)
    assert "claims.0.cites: Field required" in server.calls[1].user


def test_two_invalid_answers_are_an_error_that_shows_little_of_them() -> None:
    error, server = outcome_of(answer("街道办负责人说，" + "树种好了。" * 400))
    assert isinstance(error, AnswerInvalid)
    assert "街道办负责人说" in str(error)
    assert len(str(error)) < 400
    assert str(error).count("树种好了") < 40
    assert "\n" not in str(error)
    assert len(server.calls) == 2


# ------------------------------------------------------------------ prompts that the server cut


@pytest.mark.parametrize(("length", "read"), [(5000, 2048), (5000, 2900), (4700, 4096), (2400, 2050)])
def test_a_prompt_that_was_read_in_part_is_found(length: int, read: int) -> None:
    with FakeServer(answer(GOOD, prompt_tokens=read)) as server, pytest.raises(PromptCut) as caught:
        run(server, lambda model: ask(model, "稻" * (length - len(SYSTEM))))
    assert f"about {read} of {length} prompt tokens" in str(caught.value)
    assert "num_ctx" in str(caught.value)
    assert len(server.calls) == 1


@pytest.mark.parametrize(("length", "read"), [(5000, 3900), (2100, 2048), (5000, 5600), (5000, 0)])
def test_a_thriftier_tokenizer_is_no_cut(length: int, read: int) -> None:
    with FakeServer(answer(GOOD, prompt_tokens=read)) as server:
        found = run(server, lambda model: ask(model, "稻" * (length - len(SYSTEM))))
    assert found.source == "model"


def test_a_multiple_of_1024_is_no_cut_where_the_tokenizer_is_known_to_be_thrifty() -> None:
    def script(call: Call) -> Outcome:
        return answer(GOOD, prompt_tokens=int(0.78 * len(call.system + call.user)))

    async def two(model: OpenAIModel) -> None:
        await ask(model, "麦" * (1250 - len(SYSTEM)))  # 975 of 1250
        await ask(model, "稻" * (1313 - len(SYSTEM)))  # 1024 of 1313, by chance

    with FakeServer(script) as server:
        run(server, two)
    assert len(server.calls) == 2


# ------------------------------------------------------------------ forms of the request


@pytest.mark.parametrize("status", [400, 404, 415, 422, 501])
def test_a_server_without_json_schema_is_asked_for_a_json_object(status: int) -> None:
    found, server = outcome_of(refusing(["json_schema"], status, answer(GOOD)))
    assert isinstance(found, Answer)
    assert server.forms == ["json_schema", "json_object"]
    assert server.calls[1].system.startswith(SYSTEM)
    assert '"required":["claims"]' in server.calls[1].system


def test_a_server_that_answers_json_schema_with_500_is_tried_once_more_then_asked_simply() -> None:
    found, server = outcome_of(refusing(["json_schema"], 500, answer(GOOD)))
    assert isinstance(found, Answer)
    assert server.forms == ["json_schema", "json_schema", "json_object"]


def test_a_server_without_any_structured_output_is_asked_in_words() -> None:
    prose = "好的，这是结果：\n```json\n" + '{"claims": []}' + "\n```\n如需调整请告诉我。"
    found, server = outcome_of(refusing(["json_schema", "json_object"], 400, answer(prose)))
    assert isinstance(found, Answer)
    assert server.forms == ["json_schema", "json_object", "plain"]
    assert "response_format" not in server.calls[2].body


def test_one_500_among_good_answers_does_not_change_the_form() -> None:
    found, server = outcome_of([fail(500), answer(GOOD)])
    assert isinstance(found, Answer)
    assert server.forms == ["json_schema", "json_schema"]


def test_500s_after_a_good_answer_are_retried_in_the_same_form() -> None:
    async def two(model: OpenAIModel) -> None:
        await ask(model)
        await ask(model, "第二页")

    with FakeServer([answer(GOOD), fail(500), fail(500), fail(500), answer(GOOD)]) as server:
        run(server, two)
    assert server.forms == ["json_schema"] * 5


def test_the_form_is_found_out_once_by_the_first_of_many_requests() -> None:
    async def many(model: OpenAIModel) -> None:
        await asyncio.gather(*(ask(model, f"第{number}页") for number in range(24)))

    with FakeServer(refusing(["json_schema"], 400, answer(GOOD, delay=0.02))) as server:
        run(server, many, concurrency=8)
    assert server.forms.count("json_schema") == 1
    assert server.forms.count("json_object") == 24


def test_a_slow_first_answer_does_not_hold_the_others_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.model.ladder.HEAD_START", 0.2)

    async def many(model: OpenAIModel) -> None:
        await asyncio.gather(*(ask(model, f"第{number}页") for number in range(4)))

    with FakeServer(lambda call: answer(GOOD, delay=1.0 if call.number == 1 else 0.0)) as server:
        run(server, many)
    assert server.calls[3].at - server.calls[0].at < 0.8


def test_a_server_that_fails_in_every_form_is_no_reason_to_remember_one() -> None:
    async def two(model: OpenAIModel) -> None:
        with pytest.raises(ModelUnavailable, match="status 400"):
            await ask(model)
        await ask(model, "第二页")

    with FakeServer(first_failing(3, fail(400, "broken"), answer(GOOD))) as server:
        run(server, two)
    assert server.forms == ["json_schema", "json_object", "plain", "json_schema"]


def test_a_down_server_ends_after_a_bounded_number_of_500s() -> None:
    error, server = outcome_of(fail(500), attempts=5)
    assert isinstance(error, ModelUnavailable)
    assert len(server.calls) <= 7


# ------------------------------------------------------------------ the store


def test_a_stored_answer_needs_no_call(tmp_path: Path) -> None:
    with FakeServer(answer(GOOD)) as server:
        first = run(server, ask, AnswerStore(tmp_path / "answers.sqlite"))
        second = run(server, ask, AnswerStore(tmp_path / "answers.sqlite"))
    assert (first.source, second.source) == ("model", "store")
    assert (second.value, second.usage, second.model) == (first.value, first.usage, first.model)
    assert len(server.calls) == 1


def test_an_answer_that_came_at_the_second_try_is_replayed_too(tmp_path: Path) -> None:
    with FakeServer([answer("不是JSON"), answer(GOOD), fail(503)]) as server:
        first = run(server, ask, AnswerStore(tmp_path / "answers.sqlite"))
        second = run(server, ask, AnswerStore(tmp_path / "answers.sqlite"))
    assert second.source == "store"
    assert second.usage == first.usage
    assert len(server.calls) == 2


def test_an_answer_of_a_simpler_form_is_replayed_too(tmp_path: Path) -> None:
    with FakeServer(refusing(["json_schema"], 400, answer(GOOD))) as server:
        run(server, ask, AnswerStore(tmp_path / "answers.sqlite"))
        again = run(server, ask, AnswerStore(tmp_path / "answers.sqlite"))
    assert again.source == "store"
    assert len(server.calls) == 2


@pytest.mark.parametrize(
    "bad",
    [
        answer("坏"),
        answer(GOOD, finish="length"),
        answer(""),
        answer(None, refusal="不行"),
        answer(GOOD, prompt_tokens=9),
    ],
)
def test_a_bad_answer_does_not_stick(bad: Outcome, tmp_path: Path) -> None:
    with FakeServer(bad) as server:
        with pytest.raises(BriefingError):
            run(server, ask, AnswerStore(tmp_path / "answers.sqlite"))
        server.script = answer(GOOD)
        assert run(server, ask, AnswerStore(tmp_path / "answers.sqlite")).source == "model"


def test_another_model_prompt_or_setting_is_another_question(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    with FakeServer(answer(GOOD)) as server:
        run(server, ask, AnswerStore(path))
        run(server, ask, AnswerStore(path), extra_body={"temperature": 0.7})
        run(server, lambda model: ask(model, USER + "。"), AnswerStore(path))
        run(server, lambda model: ask(model), AnswerStore(path), max_tokens=500)  # a limit changes no whole answer
    assert len(server.calls) == 3


def test_equal_questions_at_once_are_one_call() -> None:
    async def many(model: OpenAIModel) -> list[Answer[Any]]:
        return list(await asyncio.gather(*(ask(model) for _ in range(5))))

    with FakeServer(answer(GOOD, delay=0.2)) as server:
        answers = run(server, many)
    assert len(server.calls) == 1
    assert sorted(found.source for found in answers) == ["model", "store", "store", "store", "store"]


def test_one_who_stops_waiting_does_not_stop_the_others() -> None:
    async def two(model: OpenAIModel) -> Answer[Any]:
        first = asyncio.create_task(ask(model))
        second = asyncio.create_task(ask(model))
        await asyncio.sleep(0.15)
        first.cancel()
        return await second

    with FakeServer(answer(GOOD, delay=0.4)) as server:
        found = run(server, two)
    assert found.value == Claims.model_validate(GOOD)
    assert len(server.calls) == 1


def test_a_question_that_nobody_waits_for_is_given_up_and_can_be_asked_again() -> None:
    async def two(model: OpenAIModel) -> Answer[Any]:
        first = asyncio.create_task(ask(model))
        await asyncio.sleep(0.1)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        return await ask(model)

    with FakeServer([answer(GOOD, delay=0.5), answer(GOOD)]) as server:
        assert run(server, two).source == "model"
    assert len(server.calls) == 2


def test_a_stored_answer_can_be_looked_up_without_asking(tmp_path: Path) -> None:
    async def look(model: OpenAIModel) -> Sequence[Answer[Any] | None]:
        before = model.stored("extract", SYSTEM, USER, Claims)
        await ask(model)
        return before, model.stored("extract", SYSTEM, USER, Claims)

    with FakeServer(answer(GOOD)) as server:
        before, after = run(server, look)
    assert before is None
    assert after.source == "store"


def test_spent_tokens_count_unusable_answers_and_no_stored_ones() -> None:
    async def look(model: OpenAIModel) -> dict[str, Usage]:
        await ask(model)
        await ask(model)
        return model.spent

    with FakeServer([answer("坏", prompt_tokens=None), answer(GOOD, completion_tokens=9)]) as server:
        spent = run(server, look)
    assert spent[MODEL].calls == 2
    assert spent[MODEL].completion_tokens == 1 + 9


# ------------------------------------------------------------------ keys


def everything(error: BaseException | None) -> str:
    """An exception as a log might show it, with all that hangs on it."""
    if error is None:
        return ""
    return (
        f"{error!r} {error} {error.args!r} {vars(error)!r}"
        + everything(error.__cause__)
        + everything(error.__context__)
    )


@pytest.mark.parametrize(
    "script",
    [
        fail(401, f"Incorrect API key provided: {KEY}"),
        fail(503, f"token {KEY} is not routed"),
        fail(400, f"Authorization: Bearer {KEY}"),
        raw(f"<html>{KEY}</html>".encode()),
        drop(),
        answer("坏"),
    ],
)
def test_no_error_log_or_store_holds_the_key(script: Script, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    path = tmp_path / "answers.sqlite"
    with FakeServer(script) as server:
        target = endpoint(server.url + "?code=qs-geheim-55")
        with pytest.raises(BriefingError) as caught:
            run(server, ask, AnswerStore(path), endpoint=target, attempts=2)
    assert server.calls[0].path.endswith("?code=qs-geheim-55")
    seen = everything(caught.value) + caplog.text + repr(target) + "".join(
        file.read_bytes().decode("latin-1") for file in tmp_path.iterdir()
    )  # fmt: skip
    assert KEY not in seen
    assert "qs-geheim-55" not in seen


@pytest.mark.parametrize("key", ["sk-geheim\n7f", "sk-geheim 7f", "sk-geheim“7f”"])
def test_a_key_that_no_header_can_hold_is_told_without_showing_it(key: str) -> None:
    with pytest.raises(SettingsError, match="copy it anew") as caught:
        endpoint("http://127.0.0.1:9/v1", key)
    assert "geheim" not in everything(caught.value)


def test_a_key_with_a_line_end_is_used_without_it() -> None:
    with FakeServer(answer(GOOD), api_key=KEY) as server:
        assert run(server, ask, endpoint=endpoint(server.url, f" {KEY}\n")).source == "model"


def test_openai_itself_needs_a_key_and_a_local_server_none() -> None:
    with pytest.raises(SettingsError, match="OPENAI_API_KEY"):
        Endpoint(None, SecretStr(""))
    with FakeServer(answer(GOOD)) as server:
        assert run(server, ask, endpoint=endpoint(server.url, "")).source == "model"


@pytest.mark.parametrize("url", ["localhost:11434/v1", "ftp://example.org/v1", "http://:80/v1", "http://host:port/v1"])
def test_a_base_url_that_is_no_address_is_told(url: str) -> None:
    with pytest.raises(SettingsError, match="--base-url"):
        endpoint(url)


def test_a_password_in_the_base_url_is_refused_without_showing_it() -> None:
    with pytest.raises(SettingsError, match="OPENAI_API_KEY") as caught:
        endpoint("http://leser:streng-geheim@127.0.0.1:9/v1")
    assert "streng-geheim" not in everything(caught.value)


def test_importing_the_client_loads_no_sdk() -> None:
    code = (
        "import sys, briefing.model.client, briefing.model.recorded, briefing.model.prices\n"
        "assert not {'openai', 'httpx2', 'genai_prices', 'vcr'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[1])
