"""What answers cost at list prices, from the price table that genai-prices ships; nothing is fetched."""

from __future__ import annotations

from decimal import Decimal

from briefing.records import Usage


def cost_usd(model: str, usage: Usage) -> Decimal | None:
    """US dollars for ``usage``, cache discounts left out; None where no list price is known (local, private models)."""
    from genai_prices import Usage as Tokens
    from genai_prices import calc_price

    tokens = Tokens(input_tokens=usage.prompt_tokens, output_tokens=usage.completion_tokens)
    for name in _names(model):
        try:
            return Decimal(calc_price(tokens, name).total_price)
        except LookupError:
            continue
    return None


def _names(model: str) -> tuple[str, ...]:
    """The name as served, then without the vendor before it: routers say ``openai/gpt-4o-mini``."""
    _, slash, short = model.rpartition("/")
    return (model, short) if slash else (model,)
