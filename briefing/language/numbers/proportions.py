"""Shares and multiples in Chinese words: 百分之十七点五, 三成五, 过半, 三分之二, 翻一番."""

from __future__ import annotations

import re
from decimal import Decimal

from briefing.language.numbers.numerals import NUMERAL, numeral_bounds, numeral_value
from briefing.records import Figure

_TO = "(?:[-—–―─~～〜]{1,2}|至|到)"
_PARTS = re.compile(
    rf"(?P<whole>[百千万]|{NUMERAL})分之(?P<part>百(?!分)|{NUMERAL})(?:{_TO}(?:百分之)?(?P<high>{NUMERAL}))?(?P<more>[余多])?"
)
_D = "[一二两三四五六七八九]"
_TENTHS = re.compile(
    rf"(?P<low>{_D}|[1-9](?![0-9]))(?:{_TO}?(?P<high>{_D}|(?<=[-—–―─~～〜至到])[1-9](?![0-9])))?成"
    rf"(?P<more>多|半|{_D}(?![成十百千万个名家人户]))?"
    "(?!立|员|果|功|为|本|分|都|品|长|绩|效|群|熟|就|交|型|套|名|家|不变|年|片|批|语|因|份|天|千)"
)
_HALVES = re.compile("(?P<over>过)半(?!年|夜|个|天|小时|月)数?|半数(?P<more>以上)?|一半(?P<least>以上|左右|还多|多)?")
_DISCOUNT = re.compile(
    r"(?P<tenths>[一二三四五六七八九]{1,2}|[0-9](?:\.[0-9]|[0-9])?)折(?!叠|腾|射|断|回|返|合|线|算|桥|磨|子)"
)
_DOUBLING = re.compile(rf"翻(?:了|上)?(?:(?P<times>{NUMERAL})番|番|倍)")
_LONGEST = 30  # characters; no share is longer in print
_MOST_DOUBLINGS = 20  # beyond, 2 to the power is a slip of print, not news


def read_proportion(text: str, start: int) -> Figure | None:
    """The share or multiple in words that begins at ``start`` of plain ``text``; None where none does.

    Shares are given in percent: 三分之二 is 66.66…, 九折 is the 90 % that remain to be paid.
    """
    if parts := _PARTS.match(text, start):
        return _parts(parts) if len(parts.group()) <= _LONGEST else None
    if tenths := _TENTHS.match(text, start):
        return _tenths(tenths)
    if halves := _HALVES.match(text, start):
        approx = halves["over"] or halves["more"] or halves["least"] or ""
        return _figure(halves, Decimal(50), approx=approx)
    if discount := _DISCOUNT.match(text, start):
        return _discounted(discount)
    doubling = _DOUBLING.match(text, start)
    return _doubled(doubling) if doubling else None


def _figure(found: re.Match[str], value: Decimal | None, **more: object) -> Figure:
    fields = {"unit_zh": "%", "unit_en": "percent", "kind": "percent", **more}
    return Figure.model_validate(
        {"text": found.group(), "start": found.start(), "end": found.end(), "value": value, **fields}
    )


def _parts(parts: re.Match[str]) -> Figure | None:
    whole = numeral_value(parts["whole"])
    if not whole:
        return None
    low, high = (part * 100 / whole for part in numeral_bounds(parts["part"]))
    if parts["high"]:
        high = numeral_value(parts["high"]) * 100 / whole
    return _bounded(parts, low, high, approx=parts["more"] or "")


def _discounted(discount: re.Match[str]) -> Figure:
    """九折 and 9.5折 count tenths, 八五折 and 85折 hundredths."""
    value = numeral_value(discount["tenths"])
    return _figure(discount, value if value >= 10 else value * 10)


def _bounded(found: re.Match[str], low: Decimal, high: Decimal, **more: object) -> Figure:
    if low == high:
        return _figure(found, low, **more)
    return _figure(found, None, low=low, high=high, **more)


def _tenths(tenths: re.Match[str]) -> Figure:
    low = numeral_value(tenths["low"]) * 10
    high = numeral_value(tenths["high"]) * 10 if tenths["high"] else low
    more = tenths["more"] or ""
    if more in {"", "多"}:
        return _bounded(tenths, low, high, approx=more)
    rest = Decimal(5) if more == "半" else numeral_value(more)
    return _bounded(tenths, low + rest, high + rest)


def _doubled(doubling: re.Match[str]) -> Figure | None:
    times = numeral_value(doubling["times"]) if doubling["times"] else Decimal(1)
    if not 0 < times <= _MOST_DOUBLINGS:
        return None
    return _figure(doubling, Decimal(2) ** int(times), kind="multiple", unit_zh="倍", unit_en="times")
