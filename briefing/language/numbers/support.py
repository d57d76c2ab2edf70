"""Is each number of a claim found, by value, in the Chinese sentences that it cites?

Equal values support each other however they are written: 26,000 and 2.6万, 17.5 % and 百分之十七点五, half and 过半,
1 pm and 13时, 21 February and 2月19日至21日, doubled and 翻一番. Rounding is no support. A number inside a name or
a set phrase of the source (第三人民医院, 三中队, 5G) supports the same number in the claim. A percentage is supported
by a share only, percentage points by points only, a date by a date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from briefing.language.numbers.figure_words import render_value
from briefing.language.numbers.figures import read_figures
from briefing.language.numbers.numerals import NUMERAL, numeral_bounds, numeral_value, plain
from briefing.language.numbers.quantities import read_quantities
from briefing.records import Figure

__all__ = ["Values", "derivable", "figure_values", "render_value", "unsupported_figures"]

_NUMERAL = re.compile(NUMERAL)
_YEAR = re.compile("(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])|[一二][零〇九][零〇一二三四五六七八九]{2}")
# Words that say a number without a numeral: 首次, 双报到, 夫妻, 腊月, 十几, 半, 清零.
_SAID = tuple(
    (re.compile(words), Decimal(value))
    for words, value in (
        ("首|初|先|头|元旦|正月|元月|单|独|每|唯", "1"),
        ("双|俩|夫妻|夫妇|父母|爸妈|再次|再度|其次|次子|另一", "2"),
        ("仨", "3"),
        ("腊月|十几|十余|十多|十来", "12"),
        ("半", "0.5"),
        ("[1一](?:月份?)?[至到—~-][6六]月|上半年|下半年|前半|后半", "0.5"),
        ("花甲", "60"),
        ("古稀", "70"),
        ("百[日天人年户家件场名岁米亩里]", "100"),
        ("千[人年户家件名米亩里]", "1000"),
        ("万[人户家亩名里]", "10000"),
        ("零|清零|无", "0"),
    )
)
_TENS_AND = re.compile("十有(?=[一二三四五六七八九])")  # 六十有七
_TOGETHER = re.compile("[和与及、都均跟同又既兼]")  # what "both" may stand for
_NOON, _MIDNIGHT = re.compile("中午|正午|午间"), re.compile("午夜|零时|零点|24时|24点|半夜|子夜|凌晨")
_DAY_HALF_PRINTED = re.compile(
    r"[ap]\.?\s?m\b|noon|midday|midnight|morning|afternoon|evening|午|晚|晨|早|夜", re.IGNORECASE
)
_HALF_DAY, _DAY = 12 * 60, 24 * 60
_DATE = re.compile(r"(?P<year>[0-9]{3}[0-9X])?-?(?:-?(?P<month>[0-9]{2}))?(?:-+(?P<day>[0-9]{2}))?")
_DAY_ALONE = re.compile("---(?P<day>[0-9]{2})")
LONGEST_SERIES = 12  # figures of one unit whose sums are tried
_LARGE = Decimal(10**12)  # beyond, nine decimals exceed the precision of Decimal
_SHARE_DIGITS = Decimal("1e-9")  # thirds are equal when nine digits are


class _Parts(NamedTuple):
    """A date or time taken apart; "" and None where a part is not printed."""

    year: str
    month: str
    day: str
    minute: int | None  # of the day


class Values(NamedTuple):
    """What numbers a Chinese source offers, by kind."""

    numbers: frozenset[Decimal]  # counts, money, measures, ordinals, numbers in names and phrases
    said: frozenset[Decimal]  # said without a numeral: 首, 双, 半
    shares: frozenset[Decimal]  # percentages; a third stands here as 33.3…
    points: frozenset[Decimal]
    vague: frozenset[Decimal]  # the 100 of 数百
    years: frozenset[str]  # 199X for a decade
    months: frozenset[str]
    days: frozenset[tuple[str, str]]  # (month, day), month "" where only the day is printed
    minutes: frozenset[int]  # of the day
    together: bool  # it joins two things: 和, 都


def unsupported_figures(text: str, lang: str, source: str) -> tuple[str, ...]:
    """The number expressions of ``text``, a claim in ``lang``, whose value ``source`` (Chinese) does not offer.

    As printed in ``text``, in reading order. The words "one" and "both" are passed where the source says anything
    like them.
    """
    values = figure_values(source)
    return tuple(figure.text for figure in read_quantities(text, lang) if not _supported(figure, values))


def figure_values(source: str) -> Values:
    """All numbers that a Chinese text offers as support."""
    text = _TENS_AND.sub("十", plain(source))
    figures = read_figures(text)
    dates = [parts for figure in figures for parts in _parts_of(figure)]
    others = [
        figure
        for figure in figures
        if figure.kind in {"count", "money", "measure", "duration", "age", "ordinal", "multiple"}
    ]
    shares = [figure for figure in figures if figure.kind in {"percent", "ratio"}]
    return Values(
        numbers=frozenset(
            [
                *_ends(others),
                *_per_mille(figures),
                *_rescaled(others),
                *_first_months(figures),
                *_loose_numerals(text, figures),
            ]
        ),
        said=frozenset(value for words, value in _SAID if words.search(text)),
        shares=frozenset([*map(_share, _as_percent(shares)), *_grown_by(others)]),
        points=frozenset(_ends(figure for figure in figures if figure.kind == "points")),
        vague=frozenset(figure.low for figure in figures if _is_vague(figure) and figure.low is not None),
        years=frozenset(
            [*(parts.year for parts in dates), *(str(numeral_value(year)) for year in _YEAR.findall(text))]
        ),
        months=frozenset(parts.month for parts in dates),
        days=frozenset((parts.month, parts.day) for parts in dates if parts.day),
        minutes=frozenset(_minutes(figures, text)),
        together=_TOGETHER.search(text) is not None,
    )


def _ends(figures: Iterable[Figure]) -> list[Decimal]:
    """The value of each figure, or both ends of its range."""
    ends = (end for figure in figures for end in (figure.value, figure.low, figure.high))
    return [abs(end) for end in ends if end is not None]


def _per_mille(figures: Iterable[Figure]) -> list[Decimal]:
    """Parts per thousand as bare numbers: from 42.1 to 44.6 per thousand."""
    ratios = _ends(figure for figure in figures if figure.kind == "ratio")
    return ratios + [end * 10 for figure in figures if "千分之" in figure.text for end in _ends([figure])]


def _rescaled(figures: Iterable[Figure]) -> list[Decimal]:
    """Exact other ways to say the same: 一个半小时 is 90 minutes, 半年 is 6 months, 增长一倍 is doubled."""
    values: list[Decimal] = []
    for figure in figures:
        if figure.value is None:
            continue
        if figure.unit_en == "times more":
            values.append(figure.value + 1)
        if figure.unit_en == "minutes" and figure.value % 60 == 30:
            values.append(figure.value / 60)
        if figure.value % 1 == Decimal("0.5") and figure.unit_en in {"hours", "years"}:
            values.append(figure.value * (60 if figure.unit_en == "hours" else 12))
    return values


def _first_months(figures: Iterable[Figure]) -> list[Decimal]:
    """1至4月 are the first four months."""
    periods = (re.fullmatch("(?:[0-9]{4}|-)-01/(?:[0-9]{4}|-)-(?P<last>[0-9]{2})", figure.iso) for figure in figures)
    return [Decimal(period["last"]) for period in periods if period]


def _loose_numerals(text: str, figures: tuple[Figure, ...]) -> list[Decimal]:
    """Every numeral outside dates, times, shares and points, in names and phrases too."""
    masked = list(text)
    for figure in figures:
        if figure.kind in {"date", "time", "percent", "ratio", "points"}:
            masked[figure.start : figure.end] = "·" * (figure.end - figure.start)
    numerals = (found.group() for found in _NUMERAL.finditer("".join(masked)))
    return [end for numeral in numerals if len(numeral) < 20 for end in numeral_bounds(numeral)]


def _as_percent(figures: Iterable[Figure]) -> list[Decimal]:
    """Shares in percent; the one ratio of Chinese figures is per mille. 九折 is 90 %, and 10 % off."""
    shares = [(end / (10 if figure.kind == "ratio" else 1), figure) for figure in figures for end in _ends([figure])]
    return [share for share, _ in shares] + [100 - share for share, figure in shares if "折" in figure.text]


def _share(percent: Decimal) -> Decimal:
    return percent.quantize(_SHARE_DIGITS) if percent < _LARGE else percent


def _grown_by(figures: Iterable[Figure]) -> list[Decimal]:
    """Growth in percent that a multiple says: 增长2倍 is by 200 %, 翻一番 by 100 %."""
    multiples = [figure for figure in figures if figure.kind == "multiple" and figure.value is not None]
    return [
        _share((figure.value - (figure.unit_en != "times more")) * 100)
        for figure in multiples
        if figure.value is not None
    ]


def _is_vague(figure: Figure) -> bool:
    return figure.value is None and figure.low is not None and figure.high is None


# ------------------------------------------------------------------ dates and times


def _parts_of(figure: Figure) -> list[_Parts]:
    return [_taken_apart(iso) for iso in figure.iso.split("/") if iso]


def _taken_apart(iso: str) -> _Parts:
    """``2022-02-21T13:00``, ``--02-21``, ``---21``, ``last-year-10``, ``199X``, ``08:00``."""
    date, _, time = iso.rpartition("T") if "T" in iso else ("", "", iso) if iso[2:3] == ":" else (iso, "", "")
    minute = int(time[:2]) * 60 + int(time[3:5]) if time else None
    if alone := _DAY_ALONE.fullmatch(date):
        return _Parts("", "", alone["day"], minute)
    found = _DATE.fullmatch(re.sub("^[a-z-]+(?=-[0-9])", "-", date))
    if found is None:
        return _Parts("", "", "", minute)
    return _Parts(found["year"] or "", found["month"] or "", found["day"] or "", minute)


def _minutes(figures: tuple[Figure, ...], text: str) -> list[int]:
    """The minutes of the day that the source names; 八点 alone may be morning or evening."""
    minutes: list[int] = []
    for figure in figures:
        for parts in _parts_of(figure):
            if parts.minute is not None:
                minutes.append(parts.minute % _DAY)
                if "点" in figure.text:
                    minutes.append((parts.minute + _HALF_DAY) % _DAY)
    return minutes + [_HALF_DAY] * bool(_NOON.search(text)) + [0] * bool(_MIDNIGHT.search(text))


def _has_date(parts: _Parts, values: Values) -> bool:
    year = (
        not parts.year or parts.year in values.years or (parts.year.isdigit() and Decimal(parts.year) in values.numbers)
    )
    month = not parts.month or parts.month in values.months
    day = not parts.day or (parts.month, parts.day) in values.days or ("", parts.day) in values.days
    if not parts.month and parts.day:
        day = any(parts.day == printed for _, printed in values.days)
    return year and month and day


def _has_time(parts: _Parts, figure: Figure, values: Values) -> bool:
    if parts.minute is None or parts.minute % _DAY in values.minutes:
        return True
    either = parts.minute <= _HALF_DAY + 59 and not _DAY_HALF_PRINTED.search(figure.text)
    return either and (parts.minute + _HALF_DAY) % _DAY in values.minutes


# ------------------------------------------------------------------ the check


def derivable(source: str) -> frozenset[Decimal]:
    """Sums of neighbouring figures of one unit in ``source``, and differences between those and its figures.

    For our own notes, which may hold a total against its parts: 7.2万亩 and 3.6万亩 against 10.6万亩.
    """
    series: dict[str, list[Decimal]] = {}
    for figure in read_figures(plain(source)):
        if figure.value is not None and figure.kind in {"count", "money", "measure", "duration"}:
            series.setdefault(figure.unit_zh, []).append(figure.value)
    return frozenset(value for numbers in series.values() for value in _derived(numbers[:LONGEST_SERIES]))


def _derived(numbers: list[Decimal]) -> set[Decimal]:
    ends = [(first, last) for first in range(len(numbers)) for last in range(first + 2, len(numbers) + 1)]
    sums = {sum(numbers[first:last], Decimal(0)) for first, last in ends}
    totals = sums | set(numbers)
    return sums | {abs(one - other) for one in totals for other in numbers}


def _supported(figure: Figure, values: Values) -> bool:
    if figure.iso:
        return all(_has_date(parts, values) and _has_time(parts, figure, values) for parts in _parts_of(figure))
    if _is_vague(figure):
        return _has_magnitude(figure.low or Decimal(0), values)
    if figure.text.casefold() == "both" and values.together:
        return True
    has = _CHECKS.get(figure.kind, _has_count)
    return all(has(end, values) for end in _ends([figure]))


def _has_number(value: Decimal, values: Values) -> bool:
    return value in values.numbers or value in values.said


def _has_count(value: Decimal, values: Values) -> bool:
    """A bare number may be points (up 1.3 points) or a year (from 1901 to 1979)."""
    return _has_number(value, values) or value in values.points or str(value) in values.years


def _has_ordinal(value: Decimal, values: Values) -> bool:
    """The 21st may be a day of a printed date."""
    return _has_number(value, values) or any(Decimal(day) == value for _, day in values.days)


def _has_share(percent: Decimal, values: Values) -> bool:
    return _share(percent) in values.shares


def _has_points(points: Decimal, values: Values) -> bool:
    return points in values.points


def _has_ratio(ratio: Decimal, values: Values) -> bool:
    return _share(ratio * 100) in values.shares or _has_number(ratio, values)


def _has_multiple(times: Decimal, values: Values) -> bool:
    return _has_number(times, values) or _share((times - 1) * 100) in values.shares


def _has_magnitude(low: Decimal, values: Values) -> bool:
    """Hundreds: 数百, or any number from 100 to 9,999."""
    return low in values.vague or any(low <= number < low * 100 for number in values.numbers | values.vague)


_CHECKS: dict[str, Callable[[Decimal, Values], bool]] = {
    "percent": _has_share, "points": _has_points, "ratio": _has_ratio, "multiple": _has_multiple, "ordinal": _has_ordinal,
}  # fmt: skip
