"""Dates and clock times in Chinese text, with their value in ISO 8601 as far as it is printed.

``2022-11-11``, ``--11-11`` without a year, ``---21`` for a day alone, ``--10`` for a month alone, ``2022``,
``199X`` for a decade, ``last-year-10`` for 去年10月, ``--11-09T18:00``, ``08:00``, ``a/b`` for a period.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from briefing.language.numbers.numerals import numeral_value
from briefing.records import Figure

DAY_PART = "(?:清晨|凌晨|早晨|早上|早间|上午|中午|正午|午间|下午|午后|傍晚|晚上|晚间|夜间|深夜|夜里|今晚|昨晚|当晚|今早|午夜|晚)"
_LONGEST_MONTH = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LAST_DAY = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_AFTERNOON = re.compile("下午|午后|傍晚|晚|夜")
_N = "(?:[0-9]{1,2}(?![0-9.,])|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]|[廿卅][一二三四五六七八九]?)"
_YEAR = "(?:(?:19|20)[0-9]{2}|[一二][零〇九][零〇一二三四五六七八九]{2})"
# 今年 adds nothing to a date without a year: --08 is August of the page's year.
_RELATIVES = {"前年": "two-years-ago", "去年": "last-year", "上年": "last-year", "明年": "next-year"}
_TO = re.compile("[-—–―─~～〜]{1,2}|至|到")

_DASHED = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})[-/.](?P<month>0?[1-9]|1[0-2])[-/.](?P<day>0?[1-9]|[12][0-9]|3[01])(?![0-9])"
)
_DATE = re.compile(
    rf"(?:(?P<year>{_YEAR})\s?年\s?)?(?P<month>{_N})\s?月(?:份|\s?(?P<day>{_N})\s?[日号]|(?P<bare>[0-9]{{1,2}})(?=\s?{DAY_PART})|(?P<third>[上中下])旬)?"
)
_MONTHS = re.compile(
    rf"(?:(?P<year>{_YEAR})\s?年\s?)?(?P<month>{_N})\s?月?(?:{_TO.pattern})(?P<last>{_N})月(?!{_N}[日号])(?:份)?"
)
_YEARS = re.compile(rf"(?P<year>{_YEAR})年?(?:{_TO.pattern})(?P<last>{_YEAR})(?:年(?!级)|学?年度|赛季)")
_ONE_YEAR = re.compile(rf"(?P<year>{_YEAR})\s?年(?!级|代)")
# After a day alone these words make it a length of time or a number of something: 3日内, 5日游, 14日龄.
_DAY = re.compile(
    rf"(?P<day>[0-9]{{1,2}}|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?)(?:日(?!内|之内|以内|龄|游|以上)|号(?=\s?{DAY_PART}|起|至|到|、))"
)
_DAYS_BEFORE = re.compile("(?:近|连续|历时|为期|持续|共|仅|每|前|后|时隔|超过|不到|不足)$")
_DECADE = re.compile(
    "(?:(?P<century>[0-9]{2}|十[一二三四五六七八九]|二十一?)世纪)?(?P<decade>(?:[0-9]{2})?[0-9]0|[一二三四五六七八九]十)年代"
)
_BY_ITSELF = re.compile("[本上下次每]月$")
_ROUGH = re.compile("[许多]$")
_AFTER = re.compile("左右|前后")
_WORD_BEFORE = re.compile(f"(?:(?:{'|'.join(_RELATIVES)})的?|前)$")
_FIRST_MONTHS = re.compile(rf"(?:(?P<year>{_YEAR})年前|(?<=前))(?P<last>{_N})个?月")

_DIGITAL = r"(?P<h>[01]?[0-9]|2[0-4]):(?P<m>[0-5][0-9])(?::[0-5][0-9])?(?![0-9:])"
_MINUTE = "(?P<minute>[0-5]?[0-9]|[二三四五]?十[一二三四五六七八九]?|[零〇][一二三四五六七八九])"
_NOT_CLOCK = "(?!个|位|名|建议|要求|意见|措施|倡议|经验|体会|收获|希望|启示|心得|任务|内容|五|多?万)"
_O_CLOCK = (
    rf"(?P<hour>{_N}|零|两)\s?(?:时(?![候间段期光代装效常刻不隔而])|点(?:钟)?{_NOT_CLOCK})"
    rf"(?:{_MINUTE}(?:分(?!钟|之)|(?![0-9十个]))|(?P<half>半)|(?P<quarter>[一三])刻)?(?P<rest>整|许|多)?"
)
_CLOCK = re.compile(rf"\s?(?:(?P<part>{DAY_PART})的?\s?)?(?:{_DIGITAL}|{_O_CLOCK})")
# A lone Chinese digit before 点 or 时 is a time only with company: 八点半, 八点左右, but not 三点 for "three points".
_COMPANY = re.compile("钟|半|整|许|多|左右|前|后|起|才|就|准时|开始|到|至")
_PART_BEFORE = re.compile(rf"{DAY_PART}的?\s?$")
_PART_AFTER = re.compile(rf"\s?{DAY_PART}")
_RELATIVE_BEFORE = re.compile(f"(?:{'|'.join(_RELATIVES)})的?$")


class _Point(NamedTuple):
    """One end of a period: where its print ends, the date ("" where only a clock time) and the time ("" where none)."""

    end: int
    date: str
    time: str

    @property
    def iso(self) -> str:
        return f"{self.date}T{self.time}" if self.date and self.time else self.date or self.time


def read_moment(text: str, start: int, floor: int = 0, previous: Figure | None = None) -> Figure | None:
    """The date, time or period whose first numeral stands at ``start`` of plain ``text``; None where none does.

    Words before the numeral down to ``floor`` may belong to it (去年, 早上). ``previous`` is the last date read:
    a day alone is in its month (8月20日、21日), as newspapers write.
    """
    span = _span_of_dates(text, start)
    if span is not None:
        begin = _WORD_BEFORE.search(text, max(floor, start - 3), start)
        relative = _RELATIVE_BEFORE.search(text, max(floor, start - 3), start)
        return _figure(text, begin.start() if begin else start, span.end, span.iso, relative)
    first = _point(text, start, floor, previous)
    if first is None:
        return None
    return _with_second(text, start, floor, first)


def _figure(text: str, start: int, end: int, iso: str, relative: re.Match[str] | None = None) -> Figure:
    if relative is not None and iso.startswith("--"):
        iso = "/".join(_RELATIVES[relative.group().removesuffix("的")] + part[1:] for part in iso.split("/"))
    kind: Literal["date", "time"] = "time" if iso[2:3] == ":" else "date"
    rough = _ROUGH.search(text, start, end) or _AFTER.match(text, end)
    return Figure(
        text=text[start:end],
        start=start,
        end=end,
        value=None,
        kind=kind,
        iso=iso,
        approx=rough.group() if rough else "",
    )


def _span_of_dates(text: str, start: int) -> _Point | None:
    """Decades, years, months: 90年代, 2021—2023年, 1至9月."""
    if decade := _DECADE.match(text, start):
        return _Point(decade.end(), _decade(decade), "")
    if years := _YEARS.match(text, start):
        return _Point(years.end(), f"{_digits(years['year'])}/{_digits(years['last'])}", "")
    if (first := _FIRST_MONTHS.match(text, start)) and _within(first["last"], 11):
        year = _digits(first["year"])
        return _Point(first.end(), f"{_join(year, '1')}/{_join(year, first['last'])}", "")
    months = _MONTHS.match(text, start)
    if months is None or not (_within(months["month"], 12) and _within(months["last"], 12)):
        return None
    year = _digits(months["year"])
    return _Point(months.end(), f"{_join(year, months['month'])}/{_join(year, months['last'])}", "")


def _decade(decade: re.Match[str]) -> str:
    tens = f"{numeral_value(decade['decade']):02}"
    if len(tens) == 4:
        return tens[:3] + "X"
    century = int(numeral_value(decade["century"])) - 1 if decade["century"] else 19
    return f"{century:02}{tens[0]}X"


def _with_second(text: str, start: int, floor: int, first: _Point) -> Figure:
    """The figure of ``first``, or of the period that it begins: 11月3日至9日, 8:00—18:00."""
    begin = _begin(text, start, floor, first)
    relative = _RELATIVE_BEFORE.search(text, begin, start)
    to = _TO.match(text, first.end)
    second = _point(text, to.end(), to.end(), None, month=first.date) if to else None
    if second is not None and first.time and second.time and not second.date:
        second = second._replace(date=first.date, time=_later(first.time, second.time))
    if second is None or bool(second.date) != bool(first.date):
        return _figure(text, begin, first.end, first.iso, relative)
    return _figure(text, begin, second.end, f"{first.iso}/{second.iso}", relative)


def _later(first: str, second: str) -> str:
    """The second time of 晚上7点到9点 is in the evening too."""
    return f"{int(second[:2]) + 12:02}{second[2:]}" if second < first and second < "12" else second


def _begin(text: str, start: int, floor: int, point: _Point) -> int:
    """Where 去年 or 早上 before the numeral begins."""
    pattern = _RELATIVE_BEFORE if point.date else _PART_BEFORE
    before = pattern.search(text, max(floor, start - 4), start)
    return before.start() if before else start


def _point(text: str, start: int, floor: int, previous: Figure | None, month: str = "") -> _Point | None:
    day = _day(text, start, floor, previous, month)
    if day is None:
        return _clock(text, start, floor)
    clock = _clock(text, day.end, day.end)
    if clock is not None:
        return _Point(clock.end, day.date, clock.time)
    part = _PART_AFTER.match(text, day.end)
    return _Point(part.end(), day.date, "") if part else day


def _day(text: str, start: int, floor: int, previous: Figure | None, month: str) -> _Point | None:
    date = _DASHED.match(text, start) or _DATE.match(text, start)
    if date is not None:
        return _checked(date)
    year = _ONE_YEAR.match(text, start)
    if year is not None:
        return _Point(year.end(), _digits(year["year"]), "")
    day = _DAY.match(text, start)
    if day is None or not _within(day["day"], 31):
        return None
    if not month and _DAYS_BEFORE.search(text, max(floor, start - 2), start):
        return None
    if not month and previous is not None and not _BY_ITSELF.search(text, max(floor, start - 2), start):
        month = previous.iso.rpartition("/")[2]
    return _Point(day.end(), _in_month(month, day["day"]), "")


def _in_month(date: str, day: str) -> str:
    """``day`` in the month of ``date``; alone where ``date`` names none."""
    number = f"{int(numeral_value(day)):02}"
    with_month = re.match("(?P<month>(?:--|[0-9]{4}-)[0-9]{2})(?:-[0-9]{2})?(?:T|$)", date)
    return f"{with_month['month']}-{number}" if with_month else f"---{number}"


def _checked(date: re.Match[str]) -> _Point | None:
    """The date of a match, None where its month or day is out of range."""
    groups = date.groupdict()
    day = groups["day"] or groups.get("bare")
    if not _within(groups["month"], 12) or (
        day and not _within(day, _LONGEST_MONTH[int(numeral_value(groups["month"]))])
    ):
        return None
    iso = _join(_digits(groups["year"]), groups["month"], day)
    return _Point(date.end(), _ten_days(iso, groups["third"]) if groups.get("third") else iso, "")


def _ten_days(month: str, third: str) -> str:
    """上旬 is the 1st to the 10th, 中旬 to the 20th, 下旬 to the last day of the month (28 February: no year is known)."""
    first, last = {"上": ("01", "10"), "中": ("11", "20"), "下": ("21", str(_LAST_DAY[int(month[-2:])]))}[third]
    return f"{month}-{first}/{month}-{last}"


def _join(year: str, month: str, day: str | None = None) -> str:
    parts = [f"{int(numeral_value(part)):02}" for part in (month, day) if part]
    return "-".join([year or "-", *parts])


def _digits(year: str | None) -> str:
    return str(numeral_value(year)) if year else ""


def _within(numeral: str, top: int) -> bool:
    return 1 <= numeral_value(numeral) <= top


def _clock(text: str, start: int, floor: int) -> _Point | None:
    clock = _CLOCK.match(text, start)
    if clock is None:
        return None
    before = _PART_BEFORE.search(text, max(floor, start - 4), start)
    part = clock["part"] or (before.group() if before else "")
    if clock["h"]:
        return _Point(clock.end(), "", f"{_of_day(int(clock['h']), part):02}:{clock['m']}")
    if not part and _is_count(text, clock):
        return None
    hour = _of_day(int(numeral_value(clock["hour"])), part)
    return _Point(clock.end(), "", f"{hour:02}:{_minute(clock):02}") if hour <= 24 else None


def _is_count(text: str, clock: re.Match[str]) -> bool:
    """三点 and 两时 without a day part are no times, unless what follows tells time."""
    lone = len(clock["hour"]) == 1 and not clock["hour"].isascii()
    return lone and not clock["minute"] and not _COMPANY.match(text, clock.end("hour") + 1)


def _minute(clock: re.Match[str]) -> int:
    if clock["half"]:
        return 30
    if clock["quarter"]:
        return 15 if clock["quarter"] == "一" else 45
    return int(numeral_value(clock["minute"])) if clock["minute"] else 0


def _of_day(hour: int, part: str) -> int:
    """The hour on the 24-hour clock: 下午3点 → 15, 中午1点 → 13, 凌晨12点 → 0."""
    if hour < 12 and _AFTERNOON.search(part):
        return hour + 12
    if hour < 3 and part[:2] in {"中午", "午间"}:
        return hour + 12
    if hour == 12 and part[:2] in {"凌晨", "午夜", "深夜"}:
        return 0
    return hour
