"""What answers cost: list prices, and none where none is known."""

from __future__ import annotations

from decimal import Decimal

import pytest

from briefing.model.prices import cost_usd
from briefing.records import Usage

MILLION = 1_000_000


def test_a_hosted_model_has_its_list_price() -> None:
    # OpenAI's list price of gpt-4o-mini: $0.15 a million prompt tokens, $0.60 a million written ones.
    usage = Usage(calls=3, prompt_tokens=2 * MILLION, completion_tokens=MILLION)
    assert cost_usd("gpt-4o-mini", usage) == Decimal("0.90")


def test_a_dated_name_and_a_router_s_name_have_the_model_s_price() -> None:
    usage = Usage(calls=1, prompt_tokens=MILLION, completion_tokens=0)
    assert cost_usd("gpt-4o-mini-2024-07-18", usage) == Decimal("0.15")
    assert cost_usd("openai/gpt-4o-mini", usage) == Decimal("0.15")


def test_nothing_used_costs_nothing() -> None:
    assert cost_usd("gpt-4o-mini", Usage()) == 0


@pytest.mark.parametrize("name", ["recorded-llm", "qwen2.5:7b", "江城-大模型", "", "someone/unknown-model"])
def test_a_model_without_a_known_price_costs_none(name: str) -> None:
    assert cost_usd(name, Usage(calls=1, prompt_tokens=MILLION, completion_tokens=MILLION)) is None


def test_a_few_tokens_are_not_rounded_away() -> None:
    assert cost_usd("gpt-4o-mini", Usage(calls=1, prompt_tokens=10, completion_tokens=1)) == Decimal("0.0000021")


def test_no_connection_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr("socket.socket.connect", refuse)
    assert cost_usd("gpt-4o", Usage(calls=1, prompt_tokens=MILLION)) == Decimal("2.50")
