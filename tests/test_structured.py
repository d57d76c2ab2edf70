"""Strict schemas, the forms of a request, and finding an answer in what a model wrote."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, create_model

from briefing.errors import AnswerInvalid
from briefing.model.answers import extract_answer, merge_answer, overview_answer
from briefing.model.schema import schema_name, strict_schema
from briefing.model.structured import Rung, asked_again, canonical, digest, parse_answer, request_body


class Claim(BaseModel):
    model_config = ConfigDict(extra="forbid")
    zh: str
    cites: list[int]


class Claims(BaseModel):
    model_config = ConfigDict(extra="forbid")
    claims: list[Claim]


class Tree(BaseModel):
    """A place with the places in it."""

    name: str
    parts: list[Tree]


class Rich(BaseModel):
    kind: Literal["news", "photo"] = "news"
    share: float = Field(ge=0, le=1, description="0 to 1")
    sum: Decimal | None = None
    claim: Claim = Field(description="the first one")
    code: str = Field(min_length=2, max_length=6, pattern=r"^\d+$", default="11")


GOOD = Claims(claims=[Claim(zh="渡口今年停航“三天”。", cites=[1, 2])])
TEXT = GOOD.model_dump_json()


# ------------------------------------------------------------------ schemas


def objects(schema: Any) -> list[dict[str, Any]]:
    """All object schemas within, by walking everything."""
    parts = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else []
    within = [found for part in parts for found in objects(part)]
    return [schema, *within] if isinstance(schema, dict) and schema.get("type") == "object" else within


@pytest.mark.parametrize(
    "wanted", [Claims, Tree, Rich, extract_answer("en"), merge_answer("zh"), overview_answer("fr")]
)
def test_every_object_requires_every_property_and_no_other(wanted: type[BaseModel]) -> None:
    schema = strict_schema(wanted)
    assert objects(schema)
    for part in objects(schema):
        assert part["required"] == list(part["properties"])
        assert part["additionalProperties"] is False
        assert part.keys() <= {"type", "properties", "required", "additionalProperties", "description", "$defs"}


def test_a_reference_stands_alone_and_keeps_its_description() -> None:
    claim = strict_schema(Rich)["properties"]["claim"]
    assert claim == {"anyOf": [{"$ref": "#/$defs/Claim"}], "description": "the first one"}


def test_limits_of_numbers_and_plain_patterns_stay_and_look_ahead_goes() -> None:
    properties = strict_schema(Rich)["properties"]
    assert properties["share"] == {"type": "number", "minimum": 0, "maximum": 1, "description": "0 to 1"}
    assert properties["code"] == {"type": "string", "pattern": r"^\d+$"}
    assert "(?" not in json.dumps(properties["sum"])


def test_a_class_that_holds_itself_has_an_object_as_root() -> None:
    schema = strict_schema(Tree)
    assert schema["type"] == "object"
    assert schema["properties"]["parts"]["items"] == {"$ref": "#/$defs/Tree"}


def test_property_names_follow_the_reader_s_language() -> None:
    assert "pt-BR" in json.dumps(strict_schema(extract_answer("pt-BR")))


@pytest.mark.parametrize(
    "field", [(dict[str, int], ...), (tuple[int, str], ...), (Any, ...)], ids=["dictionary", "pair", "anything"]
)
def test_what_strict_output_cannot_say_is_refused_in_development(field: Any) -> None:
    with pytest.raises(TypeError, match="strict output"):
        strict_schema(create_model("Loose", part=field))


def test_a_schema_s_name_is_one_that_the_api_takes() -> None:
    assert schema_name(create_model("Answer[简报, str]")) == "Answer_____str_"


# ------------------------------------------------------------------ requests


def test_the_system_text_comes_first_and_unchanged_in_every_form() -> None:
    system, user = "你是报纸的摘要员。", "[1] 渡口停航三天。"
    forms = [request_body(system, user, Claims, model="qwen3", rung=rung) for rung in Rung]
    assert [form.get("response_format", {}).get("type") for form in forms] == ["json_schema", "json_object", None]
    assert forms[0]["messages"][0]["content"] == system
    assert all(form["messages"][0]["content"].startswith(system + "\n\n") for form in forms[1:])
    assert all("JSON" in form["messages"][0]["content"] for form in forms[1:])
    assert all(form["messages"][1] == {"role": "user", "content": user} for form in forms)


def test_equal_requests_have_equal_keys_however_they_are_spelt() -> None:
    one = {"model": "qwen3", "messages": [{"role": "user", "content": "渡"}]}
    other = {"messages": [{"content": "渡", "role": "user"}], "model": "qwen3"}
    assert digest(one) == digest(other)
    assert digest(one) != digest({**one, "model": "qwen2"})
    assert "渡" in canonical(one)


def test_the_second_try_keeps_the_question_and_tells_the_fault() -> None:
    text = asked_again("[1] 渡口停航三天。", "claims.0.cites: Field required.")
    assert text.startswith("[1] 渡口停航三天。\n\n")
    assert "claims.0.cites: Field required." in text


# ------------------------------------------------------------------ answers


@pytest.mark.parametrize(
    "written",
    [
        TEXT,
        f"\ufeff  {TEXT}\n",
        f"```json\n{TEXT}\n```",
        f"```\n{TEXT}\n```",
        f"好的，以下是结果：\n\n{TEXT}\n\n以上共一条。",
        f"结果（见[1]）：{TEXT}",
        f"格式为 {{claims}}，如下：{TEXT}",
        f"<think>先看第[1]句 {{草稿}}，再看第[2]句。</think>\n{TEXT}",
        f"<think>草稿：{TEXT.replace('三天', '四天')}</think>{TEXT}",
        f"先看第一句，草稿 {TEXT.replace('三天', '四天')}</think>\n```json\n{TEXT}\n```",
        f"<thinking>想一想</thinking>{TEXT}",
        f"{TEXT}\n\n再说一遍：\n{TEXT}",
        json.dumps(json.loads(TEXT), ensure_ascii=True),
        json.dumps(json.loads(TEXT), ensure_ascii=False, indent=2),
    ],
)
def test_an_answer_is_found_in_what_stands_around_it(written: str) -> None:
    assert parse_answer(written, Claims) == GOOD


def test_brackets_and_quotes_within_strings_are_text() -> None:
    tricky = Claims(claims=[Claim(zh='标牌写着"{出口}]"，旁边是\\n和}。', cites=[3])])
    assert parse_answer(f"如下：{tricky.model_dump_json()}。", Claims) == tricky


def test_a_raw_line_break_within_a_string_is_taken_as_it_stands() -> None:
    found = parse_answer('{"claims": [{"zh": "渡口停航。\n明日恢复。", "cites": [1]}]}', Claims)
    assert found.claims[0].zh == "渡口停航。\n明日恢复。"


def test_reasoning_marks_within_an_answer_are_text() -> None:
    text = Claims(claims=[Claim(zh="标题印作<think>。", cites=[1])])
    assert parse_answer(text.model_dump_json(), Claims) == text


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("抱歉，我没有找到消息。", "no JSON object"),
        ("", "no JSON object"),
        ("null", "valid dictionary"),
        ('"claims"', "valid dictionary"),
        (f"[{TEXT}]", "valid dictionary"),
        (TEXT[:-2], "not JSON"),
        (TEXT[:-2] + ",", "not JSON"),
        ('{"claims": [{"zh": "渡口停航。", "cites": [1]},]}', "not JSON"),
        ('{"claims": [{"zh": "渡口停航。" "cites": [1]}]}', "not JSON"),
        ("{'claims': []}", "not JSON"),
        ("{“claims”: []}", "not JSON"),
        ('{"claims": [{"zh": "渡口停航。"}]}', "claims.0.cites: Field required"),
        ('{"claims": [], "extra": 1}', "extra: Extra inputs"),
        ('{"claims": [{"zh": 3, "cites": [1]}]}', "claims.0.zh"),
        ('{"claims": [{"zh": "渡", "cites": ["一"]}]}', "claims.0.cites.0"),
        ('{"claims": [], "claims": []}', "'claims' stands twice"),
        ('{"claims": [{"zh": "渡", "cites": [NaN]}]}', "NaN is no JSON number"),
        ('{"claims": [{"zh": "渡", "cites": [Infinity]}]}', "Infinity is no JSON number"),
        ('如下：{"claims": [], "claims": []}', "'claims' stands twice"),
        (f"{TEXT}\n或者：\n{TEXT.replace('三天', '四天')}", "2 different JSON answers"),
        ("<think>想不出来 " + TEXT, "no JSON object"),
        ('{"claims":' + "[" * 100_000, "deep"),
        ('{"claims": [{"zh": "\\ud800", "cites": [1]}]}', "lone surrogate"),
    ],
)
def test_what_is_no_answer_is_refused_with_its_fault(written: str, fault: str) -> None:
    with pytest.raises(AnswerInvalid) as caught:
        parse_answer(written, Claims)
    assert fault in str(caught.value)
    assert len(str(caught.value)) <= 200
    assert "\n" not in str(caught.value)


def test_an_object_inside_a_broken_one_is_never_the_answer() -> None:
    broken = '{"name": "江城", "parts": [{"name": "渡口区", "parts": []}, '
    with pytest.raises(AnswerInvalid):
        parse_answer(broken, Tree)
    with pytest.raises(AnswerInvalid):
        parse_answer(f"如下：{broken} 完", Tree)


def test_a_property_left_to_its_default_is_missing() -> None:
    written = {"kind": "photo", "share": 0.5, "claim": {"zh": "渡", "cites": []}, "code": "11"}
    with pytest.raises(AnswerInvalid, match="sum: the property is missing"):
        parse_answer(json.dumps(written), Rich)
    assert parse_answer(json.dumps({**written, "sum": "1.50"}), Rich).sum == Decimal("1.50")


def test_names_in_the_reader_s_language_are_read() -> None:
    wanted = merge_answer("fr")
    title = {"zh": "交通", "fr": "Transports"}
    statement = {"zh": "渡口停航。", "fr": "Le bac est à l’arrêt.", "items": [1]}
    section = {"title": title, "bullets": [{"sentences": [statement]}]}
    written = {"headline": statement, "lede": [], "sections": [section], "notes": []}
    assert parse_answer(json.dumps(written), wanted).model_dump(by_alias=True) == written


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
answers = st.builds(
    Claims, claims=st.lists(st.builds(Claim, zh=texts, cites=st.lists(st.integers(0, 99), max_size=3)), max_size=3)
)


@given(answers, st.booleans(), st.text("渡口停航，。：“”（）、 \n", max_size=20))
def test_any_answer_is_read_back_from_any_prose(value: Claims, ascii_only: bool, prose: str) -> None:
    written = json.dumps(value.model_dump(), ensure_ascii=ascii_only)
    assert parse_answer(f"{prose}{written}{prose}", Claims) == value


@given(answers.filter(lambda value: value.claims), st.data())
def test_an_answer_that_stops_early_is_never_read(value: Claims, data: st.DataObject) -> None:
    written = value.model_dump_json()
    end = data.draw(st.integers(0, len(written) - 1))
    with pytest.raises(AnswerInvalid):
        parse_answer(written[:end], Claims)
