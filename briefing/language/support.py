"""Is each number of a claim found, by value, in the Chinese sentences that it cites?

Equal values support each other however they are written: 26,000 and 2.6万, 17.5 % and 百分之十七点五, half and 过半,
1 pm and 13时, 21 February and 2月19日至21日, doubled and 翻一番. Rounding is no support. A number inside a name or
a set phrase of the source (第三人民医院, 三中队, 5G) supports the same number in the claim.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from briefing.language.figure_words import render_value
from briefing.language.figures import read_figures
from briefing.language.numerals import ARABIC, HAN_RUN, NUMERAL, numeral_bounds, plain
from briefing.language.quantities import read_quantities
from briefing.records import Figure

__all__ = ["Values", "figure_values", "render_value", "unsupported_figures"]

_ANY_NUMERAL = re.compile(NUMERAL)
_RUNS = re.compile(rf"(?P<arabic>{ARABIC})|(?P<han>{HAN_RUN}+)")
_YEARS = re.compile("(?:19|20)[0-9]{2}|[一二][零〇九][零〇一二三四五六七八九]{2}")
# Words that say a number without a numeral.
_SAID: tuple[tuple[re.Pattern[str], Decimal], ...] = tuple(
    (re.compile(pattern), Decimal(value))
    for pattern, value in (
        ("首|初|先|头|元旦|正月|元月|率先|单|独|每|唯", "1"),
        ("双|俩|对|夫妻|夫妇|再次|再度|再一|另|又|父母|爸妈|和|与|及|、|都|均|跟|同", "2"),
        ("仨", "3"),
        ("腊月|打", "12"),
        ("半", "0.5"),
        ("零|清零|无|不", "0"),
    )
)
_BOTH_WORDS = ("both",)
_NOON, _MIDNIGHT = re.compile("中午|正午|午间"), re.compile("午夜|零时|零点|24时|半夜|0时|0:00|子夜")
_DAY_TIMES = 12 * 60
_WHOLE_DAY = 24 * 60


class Values(NamedTuple):
    """What numbers a Chinese source offers, by kind."""

    numbers: frozenset[Decimal]  # counts, money, measures, ordinals, numbers in names and phrases
    shares: frozenset[Decimal]  # percentages; a third stands here as 33.3…
    points: frozenset[Decimal]
    vague: frozenset[Decimal]  # the 100 of 数百
    weak: frozenset[Decimal]  # said without a numeral: 首, 双, 半, 和
    years: frozenset[str]
    days: frozenset[tuple[str, str]]  # (month, day), month "" where only the day is printed
    months: frozenset[str]
    times: frozenset[int]  # minutes of the day
