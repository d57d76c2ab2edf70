"""Every number that counts something in Chinese text: its exact print, its value, its unit.

A Chinese numeral counts where a measure word follows it (三名, 两个半小时); Arabic digits count unless they are part
of a name (5G, G25, 12345热线). 一 before a classifier is the Chinese for "a" and counts nothing; before a unit of
measure it does (一米). Dates and times are of :mod:`briefing.language.numbers.moments`.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from briefing.language.numbers.compounds import read_compound
from briefing.language.numbers.measures import MEASURE, MEASURES, NOUN, NOUNS, Measure, is_word
from briefing.language.numbers.moments import read_moment
from briefing.language.numbers.not_figures import end_of_name
from briefing.language.numbers.numerals import BARE, HAN_RUN, NUMERAL, numeral_bounds, numeral_value, plain
from briefing.language.numbers.proportions import read_proportion
from briefing.records import Figure

_TO = "(?:[-—–―─~～〜]{1,2}|至|到)"
_START = re.compile(rf"[0-9第半俩仨翻过Ⅰ-Ⅻ]|{HAN_RUN}")
_RUN = re.compile(rf"[0-9]+(?:[,.][0-9]+)*|{HAN_RUN}+|.", re.DOTALL)

# 达 and 高达 say how much there is, not that the number is rough: they are no approximation. 最近, 预约 are words.
_ROUGHLY = re.compile(
    "(?:将近|接近|(?<![最附就邻靠远临])近|大约|大概|约[有为]|(?<![预节签合违履相特邀制条公])约|大致|超过了?|超出|(?<![赶反])超|突破|(?<![打爆冲])破|逾|不足|不到|不下"
    r"|不低于|不少于|不超过|不高于|不多于|少于|低于|多于|高于|至少|至多|最少)\s?$"
)
_VAGUE = re.compile("(?:好几|几|(?<![人总次户件])数)$")
_NEAR = re.compile("(?:(?<![以路网线会身])上|(?<![超通经])过)$")
_AFTER = re.compile(r"\s?(?:左右|上下|以上|以下|之多|有余|开外|不等)")
_NUMERAL = re.compile(NUMERAL)
_NUMBER = re.compile(rf"(?P<number>{NUMERAL})(?:\s?(?P<more>[余多来几])\s?(?P<scale>{BARE})?)?")
_BARE = re.compile(rf"(?P<scale>{BARE})(?P<more>[余多])?")
_RANGE = re.compile(rf"(?P<number>{NUMERAL})(?P<unit>{MEASURE})?{_TO}(?P<high>{NUMERAL})(?P<more>[余多])?")
_MEASURED = re.compile(
    r"\s?(?:个(?P<inner>[多半余来])(?P<long>小时|钟头|月|星期|礼拜|世纪|百分点|工作日|季度)"
    rf"|(?P<measure>{MEASURE}))(?P<more>[多余](?![样元种个万次]))?(?P<half>半(?!数|径|路|夜|年))?"
)
_NOUN = re.compile(NOUN)
_ORDINAL = re.compile(
    rf"第\s?(?P<number>{NUMERAL})(?P<measure>轮次?|批次?|次|届|期|例|号|名|位|个|天|日|年|周年?|季度|阶段|场|组(?!织)|条(?!件)|章|集(?!团)|梯次|站|针|剂|声|家|支(?!队)|回)?"
)
_NAMED = re.compile("(?:人民|中心|附属|实验)?(?:医院|中学|小学|幼儿园|附中|高中|初中|师|军|集团|产业|野战)")
_HALF = re.compile("半个?(?P<more>多?)(?P<long>小时|钟头|月(?!刊|牙|形)|年(?!级)|世纪|公里|斤|亩|米|度)")
_NO_HALF = re.compile("[上下前后多夜对每过]$")
_ROMAN = re.compile("(?P<number>[Ⅰ-Ⅻ])(?P<unit>[级类期型度])")
_PERSONS = {"俩": 2, "仨": 3}
_GROWTH = re.compile("(?:增长|增加|提高|提升|上升|扩大|增|涨|高出|多)了?(?:近|约|超过?|逾)?$")
_BELOW = re.compile("(?:零下|负)$")
_CURRENCY = re.compile(r"(?P<sign>[¥￥$€£]|RMB|USD|CNY|EUR)\s?$")
_CURRENCIES = {
    "¥": "元",
    "￥": "元",
    "RMB": "元",
    "CNY": "元",
    "$": "美元",
    "USD": "美元",
    "€": "欧元",
    "EUR": "欧元",
    "£": "英镑",
}
# 近三年 is the last three years, 历时近三年 nearly three.
_RECENT = {"年", "天", "日", "周", "月", "个月", "个星期"}
_LASTED = re.compile("历时|用时|耗时|长达|花了|花费|有着?|经过|达|了")
_FULL = re.compile("(?:整整|为期|未来|历时|提前|持续|耗时|用时|连续)$")  # after these even 一周 and 一天 count
_AMOUNTS = {"亩", "公顷", "吨", "元", "公里", "斤", "公斤", "平方米", "美元"}  # 万亩 and 百吨 count without a digit
_FACTORS = {"毛钱": Decimal("0.1"), "角": Decimal("0.1"), "毛": Decimal("0.1"), "分钱": Decimal("0.01")}  # in yuan
_NONE = Measure("", "count", "classifier")
_CLOSING = ("”", "』", "」", "》")
_LONGEST = 20  # characters; beyond, it is an identity number, not a count


class _Core(NamedTuple):
    """A number before its measure: where it ends, its bounds (None: of unknown size), how roughly it is given."""

    end: int
    low: Decimal
    high: Decimal | None
    rough: tuple[str, ...]
    han: bool
    lone: bool = False  # one Chinese digit: what follows may make a word of it (三人民)


class _Unit(NamedTuple):
    """What follows a number: its measure word, where that ends, what it adds (半), how roughly."""

    end: int
    zh: str
    measure: Measure
    more: Decimal
    rough: tuple[str, ...]


def read_figures(text: str) -> tuple[Figure, ...]:
    """The figures of ``text`` in order, without overlap; offsets are code points of ``text``.

    ``value`` is None for dates, times, ranges (``low`` and ``high`` hold those) and for numbers of unknown size
    such as 数百 and 几十 (``low`` is the hundred or ten that they name). Percentages are 17.5, not 0.175.
    """
    normal = plain(text)
    figures: list[Figure] = []
    date: Figure | None = None
    at = 0
    while found := _START.search(normal, at):
        figure = _read(normal, found.start(), figures[-1].end if figures else 0, date)
        if isinstance(figure, int):
            at = figure
        else:
            figures.append(figure)
            at = figure.end
            date = figure if figure.kind == "date" else date
    return tuple(figures if normal == text else (_as_printed(figure, text) for figure in figures))


def _as_printed(figure: Figure, text: str) -> Figure:
    return figure.model_copy(update={"text": text[figure.start : figure.end]})


def _read(text: str, start: int, floor: int, date: Figure | None) -> Figure | int:
    """The figure at ``start``, or where to read on."""
    skipped = end_of_name(text, start)
    if skipped is not None:
        return skipped
    figure = (
        read_moment(text, start, floor, date)
        or _proportion(text, start, floor)
        or read_compound(text, start)
        or _ordinal(text, start)
        or _half(text, start)
        or _persons(text, start)
        or _roman(text, start)
        or _count(text, start, floor)
    )
    return figure or _past(text, start)


def _past(text: str, start: int) -> int:
    """Past the numeral at ``start``, so that no tail of it is read; past 第 with its numeral."""
    start += text[start] == "第"
    ends = (found.end() for found in (_RUN.match(text, start), _NUMERAL.match(text, start)) if found)
    return max(ends, default=start + 1)


def _proportion(text: str, start: int, floor: int) -> Figure | None:
    figure = read_proportion(text, start)
    if figure is None:
        return None
    begin, before = _before(text, start, floor)
    after = _AFTER.match(text, figure.end)
    end = after.end() if after else figure.end
    rough = (*before, figure.approx, after.group().strip() if after else "")
    return figure.model_copy(update={"text": text[begin:end], "start": begin, "end": end, "approx": _joined(rough)})


def _joined(rough: tuple[str, ...]) -> str:
    return "…".join(filter(None, rough))


def _before(text: str, start: int, floor: int) -> tuple[int, tuple[str, ...]]:
    """Where the words that make the number at ``start`` a rough one begin, and the words."""
    found = _ROUGHLY.search(text, max(floor, start - 5), start)
    return (found.start(), (found.group().strip(),)) if found else (start, ())


def _ordinal(text: str, start: int) -> Figure | None:
    found = _ORDINAL.match(text, start)
    if found is None:
        return None
    han = not found["number"][0].isascii()
    if _NAMED.match(text, found.end()) or (han and not found["measure"]) or len(found["number"]) > _LONGEST:
        return None
    low, high = numeral_bounds(found["number"])
    if low != high:
        return None
    unit = found["measure"] or ""
    return Figure(text=found.group(), start=start, end=found.end(), value=low, unit_zh=unit, kind="ordinal")


def _half(text: str, start: int) -> Figure | None:
    found = _HALF.match(text, start)
    if found is None or _NO_HALF.search(text, max(0, start - 1), start):
        return None
    long = found["long"]
    measure = MEASURES.get(long) or MEASURES[f"个{long}"]
    unit = long if long in MEASURES else f"个{long}"
    return Figure(
        text=found.group(), start=start, end=found.end(), value=Decimal("0.5"),
        approx=found["more"], unit_zh=unit, unit_en=measure.en, kind=measure.kind,
    )  # fmt: skip


def _roman(text: str, start: int) -> Figure | None:
    """Ⅳ级, as alerts are numbered."""
    found = _ROMAN.match(text, start)
    if found is None:
        return None
    value = Decimal(int(unicodedata.numeric(found["number"])))
    return Figure(text=found.group(), start=start, end=found.end(), value=value, unit_zh=found["unit"], kind="ordinal")


def _persons(text: str, start: int) -> Figure | None:
    number = _PERSONS.get(text[start])
    if number is None:
        return None
    return Figure(text=text[start], start=start, end=start + 1, value=Decimal(number), unit_zh="人", unit_en="people")


def _count(text: str, start: int, floor: int) -> Figure | None:
    core = _range(text, start) or _number(text, start) or _bare(text, start)
    if core is None:
        return None
    begin, before = _before(text, start, floor)
    unit = _unit(text, core)
    if before == ("近",) and unit.zh in _RECENT and not _LASTED.search(text, max(0, begin - 2), begin):
        begin, before = start, ()
    vague = (_VAGUE if core.han else _NEVER).search(text, max(floor, start - 2), start)
    if vague and _is_round(core.low):
        begin, before, core = vague.start(), (vague.group(),), core._replace(high=None)
    elif not before and core.han and _is_round(core.low) and (near := _NEAR.search(text, max(floor, start - 1), start)):
        begin, before = near.start(), (near.group(),)
    if not unit.zh and text[core.end : core.end + 1] in _CLOSING:
        return None  # “远航9”轮, “1210”仓: the end of a name
    rough = tuple(word for word in (*before, *core.rough, *unit.rough) if word)
    full = _FULL.search(text, max(0, start - 3), start) is not None and unit.measure.kind == "duration"
    if core.han and not full and not _counts(text[start : core.end], core, unit, rough):
        return None
    return _counted(text, begin, floor, core, unit, _joined(rough))


_NEVER = re.compile(r"(?!)")


def _is_round(number: Decimal) -> bool:
    """10, 100, 1,000 … 百万: what 上, 数, 几 may stand before."""
    return number >= 10 and number.normalize().as_tuple().digits == (1,)


def _counts(print_: str, core: _Core, unit: _Unit, rough: tuple[str, ...]) -> bool:
    """Whether a number in Chinese characters counts something; see the module's rules."""
    if print_[0] in "百千万亿" and not rough:
        return unit.zh in _AMOUNTS
    if not unit.zh:
        return (len(print_) > 2 and any(sign in print_ for sign in "百千万亿")) or bool(rough and core.low >= 10)
    if unit.measure.strength == "unit" or rough:
        return unit.measure.strength != "weak" or core.low >= 10
    least = 2 if unit.measure.strength == "classifier" else 11
    return core.low >= least or unit.more > 0


def _range(text: str, start: int) -> _Core | None:
    found = _RANGE.match(text, start)
    if found is None or len(found["number"]) > _LONGEST or len(found["high"]) > _LONGEST:
        return None
    low, high = numeral_value(found["number"]), numeral_bounds(found["high"])[1]
    if not found["unit"]:
        low = _in_scale(found["number"], low, found["high"])
    if low >= high:
        return None
    return _Core(found.end(), low, high, (found["more"] or "",), not text[start].isascii())


def _in_scale(number: str, low: Decimal, top: str) -> Decimal:
    """2至3万 counts in 万 on both sides; 500至1万 does not, for 500 is more than the 1."""
    head = top.rstrip("万亿")
    if head in {top, ""} or number[-1] in "万亿" or low >= numeral_value(head):
        return low
    return low * numeral_value(top[len(head) :])


def _number(text: str, start: int) -> _Core | None:
    found = _NUMBER.match(text, start)
    if found is None or len(found["number"]) > _LONGEST:
        return None
    low, high = numeral_bounds(found["number"])
    han = not found["number"][0].isascii()
    more, scale = found["more"] or "", found["scale"]
    if more and not scale and not _may_end(text, found.end()):
        return _Core(found.end("number"), low, high, (), han)
    factor = numeral_value(scale) if scale else 1
    return _Core(found.end(), low * factor, high * factor, (more,), han, han and found.end() - start == 1)


def _may_end(text: str, at: int) -> bool:
    """Whether 余, 多, 来 before ``at`` belongs to the number: a measure or the end of the phrase follows."""
    return at == len(text) or not "一" <= text[at] <= "鿿" or _MEASURED.match(text, at) is not None


def _bare(text: str, start: int) -> _Core | None:
    found = _BARE.match(text, start)
    if found is None:
        return None
    value = numeral_value(found["scale"])
    return _Core(found.end(), value, value, (found["more"] or "",), True)


def _unit(text: str, core: _Core) -> _Unit:
    found = _MEASURED.match(text, core.end)
    if found is None or (core.lone and found["measure"] and is_word(text, found.start("measure"))):
        return _rest(text, core.end, "", _NONE, Decimal(0), ())
    half = Decimal("0.5") if found["half"] or found["inner"] == "半" else Decimal(0)
    inner = found["inner"] if found["inner"] != "半" else ""
    zh = found["measure"] or f"个{found['long']}"
    zh, measure, end = _with_noun(text, zh, found.end())
    return _rest(text, end, zh, measure, half, (inner or "", found["more"] or ""))


def _rest(text: str, end: int, zh: str, measure: Measure, more: Decimal, rough: tuple[str, ...]) -> _Unit:
    after = _AFTER.match(text, end)
    if after is None:
        return _Unit(end, zh, measure, more, rough)
    return _Unit(after.end(), zh, measure, more, (*rough, after.group().strip()))


def _with_noun(text: str, zh: str, end: int) -> tuple[str, Measure, int]:
    """个 together with the noun it counts, where that noun is known."""
    noun = _NOUN.match(text, end) if zh == "个" else None
    if noun is None:
        return zh, MEASURES[zh], end
    return zh + noun.group(), Measure(NOUNS[noun.group()], "count", "classifier"), noun.end()


def _counted(text: str, begin: int, floor: int, core: _Core, unit: _Unit, approx: str) -> Figure:
    factor = _FACTORS.get(unit.zh, 1)
    low, high = (core.low + unit.more) * factor, (core.high + unit.more) * factor if core.high is not None else None
    sign = _BELOW.search(text, max(floor, begin - 2), begin)
    currency = _CURRENCY.search(text, max(floor, begin - 4), begin)
    if sign:
        begin, low, high = sign.start(), -low, -high if high is not None else None
    zh, measure = ("元", MEASURES["元"]) if unit.zh in _FACTORS else (unit.zh, unit.measure)
    if currency:
        begin, zh = currency.start(), _CURRENCIES[currency["sign"]]
        measure = MEASURES[zh]
    single = low if low == high else None
    grown = measure.kind == "multiple" and _GROWTH.search(text, max(0, begin - 6), begin)
    return Figure(
        text=text[begin : unit.end], start=begin, end=unit.end, value=single,
        low=None if single is not None else low, high=None if single is not None else high,
        approx=approx, unit_zh=zh, unit_en="times more" if grown else measure.en, kind=measure.kind,
    )  # fmt: skip
