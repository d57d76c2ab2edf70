"""Amounts in two units, or with a digit after the unit: 六元五角, 九毛八, 一小时二十分, 6分15秒, 三米六, 19秒7.

Money is given in yuan, time in minutes (15 秒 is a quarter of one), all else in the printed unit.
"""

from __future__ import annotations

import re
from decimal import Decimal

from briefing.language.numbers.measures import MEASURES
from briefing.language.numbers.numerals import NUMERAL, numeral_value
from briefing.records import Figure

_DIGIT = "[一二三四五六七八九]|[1-9]"
_MONEY = re.compile(
    rf"(?:(?P<yuan>{NUMERAL})[元块](?:钱)?)?(?P<jiao>{_DIGIT})[角毛](?:(?P<fen>{_DIGIT})(?:分(?:钱)?)?(?![0-9一二三四五六七八九十个]))?"
)
_HOURS = re.compile(rf"(?P<hours>{NUMERAL})个?(?:小时|钟头)零?(?P<minutes>{NUMERAL})分钟?(?:(?P<seconds>{NUMERAL})秒)?")
_MINUTES = re.compile(rf"(?P<minutes>{NUMERAL})分钟?(?P<seconds>{NUMERAL})秒钟?")
_DIGIT_AFTER = re.compile(
    rf"(?P<whole>{NUMERAL})(?P<unit>米|公里|斤|公斤|元|块|亩|吨|秒|尺|丈|度)(?P<part>[一二三四五六七八九]|(?<=[0-9][米元块秒])[0-9]{{1,2}})"
    "(?![0-9:零〇一二两三四五六七八九十百千万亿点成分个名元月日年号岁米斤亩人户家次天]|[.,][0-9])"
)

_LONGEST = 30  # characters


def read_compound(text: str, start: int) -> Figure | None:
    """The amount in two units that begins at ``start`` of plain ``text``; None where none does."""
    figure = _read(text, start)
    return figure if figure and len(figure.text) <= _LONGEST else None


def _read(text: str, start: int) -> Figure | None:
    money = _MONEY.match(text, start)
    if money and (money["yuan"] or money["fen"]):
        return _figure(money, _yuan(money), "元")
    if hours := _HOURS.match(text, start):
        minutes = _worth(hours["hours"]) * 60 + _worth(hours["minutes"]) + _worth(hours["seconds"]) / 60
        return _figure(hours, minutes, "分钟")
    if spent := _MINUTES.match(text, start):
        return _figure(spent, _worth(spent["minutes"]) + _worth(spent["seconds"]) / 60, "分钟")
    after = _DIGIT_AFTER.match(text, start)
    return _figure(after, _with_digits(after), "元" if after["unit"] == "块" else after["unit"]) if after else None


def _figure(found: re.Match[str], value: Decimal, unit: str) -> Figure:
    measure = MEASURES[unit]
    return Figure(
        text=found.group(), start=found.start(), end=found.end(), value=value,
        unit_zh=unit, unit_en=measure.en, kind=measure.kind,
    )  # fmt: skip


def _worth(numeral: str | None) -> Decimal:
    return numeral_value(numeral) if numeral else Decimal(0)


def _yuan(money: re.Match[str]) -> Decimal:
    return _worth(money["yuan"]) + _worth(money["jiao"]) / 10 + _worth(money["fen"]) / 100


def _with_digits(after: re.Match[str]) -> Decimal:
    part = numeral_value(after["part"])
    return _worth(after["whole"]) + part.scaleb(-len(after["part"]))
