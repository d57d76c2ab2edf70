"""What 昨日, 上周五 and 去年10月 mean on a page whose days are known as ISO 8601, as far as they are known."""

from __future__ import annotations

import datetime
import re

from briefing.language.days.days import Day, read_day
from briefing.language.numbers.figures import read_figures
from briefing.language.widths import fold

_DAYS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3}
_DAY = re.compile(
    "(?P<which>大?前|昨|今|明|大?后)(?:天|日|晨|早|晚|夜)(?:上午|下午|早上|晚上?|凌晨|夜间|中午|清晨|傍晚)?"
)
_SAME = re.compile("(?P<which>当|次|翌|第二|前一)(?:天|日|晚|晨|夜)(?:上午|下午|早上|晚上?|凌晨|夜间|中午|清晨|傍晚)?")
_SAME_DAYS = {"当": 0, "次": 1, "翌": 1, "第二": 1, "前一": -1}
_WEEKDAY = re.compile("(?P<which>上上|上|本|这|下)?个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])(?:上午|下午|晚上?)?")
_WEEK = re.compile("(?P<which>上|本|这|下)个?(?:周|星期|礼拜)")
_WEEKS = {"上上": -2, "上": -1, "本": 0, "这": 0, "": 0, "下": 1}
_MONTH = re.compile(r"(?P<which>上|本|这|当|下)个?月(?P<day>\d{1,2}[日号])?")
_MONTHS = {"上": -1, "本": 0, "这": 0, "当": 0, "下": 1}
_YEARS = {"大前": -3, "前": -2, "去": -1, "上": -1, "今": 0, "本": 0, "当": 0, "明": 1, "后": 2}
_YEAR = re.compile("(?P<which>大前|前|去|上|今|本|当|明|后)年(?:度|的|以来)?(?P<rest>.*)")
_PARTS = {
    "上半年": "01/06", "下半年": "07/12", "一季度": "01/03", "二季度": "04/06", "三季度": "07/09", "四季度": "10/12",
    "前三季度": "01/09",
}  # fmt: skip


def resolve_on(expression: str, first: str, last: str, previous: str = "") -> str:
    """``expression`` as ISO 8601 on a page printed between ``first`` and ``last``; "" where that is not known.

    A period is ``a/b``. 当天 and 次日 go by ``previous``, the day told of before. Without a year, 29 February is unknown.
    """
    words = re.sub(r"\s", "", fold(expression))
    start, end = read_day(first), read_day(last)
    if same := _SAME.fullmatch(words):
        return _moved(read_day(previous.split("/")[-1]), _SAME_DAYS[same["which"]])
    if start is None or end is None:
        return ""
    day = start if start == end else None
    if found := _DAY.fullmatch(words):
        return _moved(day, _DAYS[found["which"]])
    if found := _WEEKDAY.fullmatch(words):
        return _weekday(
            day, _WEEKS[found["which"] or ""], "一二三四五六日天".index(found["day"]) % 7 if found["day"] != "天" else 6
        )
    if found := _WEEK.fullmatch(words):
        return _week(day, _WEEKS[found["which"]])
    return _month_or_year(words, start, end)


def _month_or_year(words: str, start: Day, end: Day) -> str:
    if found := _MONTH.fullmatch(words):
        month = _month(start, end, _MONTHS[found["which"]])
        number = int(found["day"][:-1]) if found["day"] else 0
        return _real(f"{month}-{number:02}") if month and number else month
    if (found := _YEAR.fullmatch(words)) and start.year == end.year:
        return _in_year(start.year, _YEARS[found["which"]], found["rest"])
    if start.year and start.year == end.year and (printed := _printed(words)):
        return _real(f"{start.year}{printed[1:]}")
    return ""


def _moved(day: Day | None, days: int) -> str:
    """So many days on; unknown where a leap day may lie between."""
    if day is None:
        return ""
    moved = day.plus(days)
    leaps = not day.year and {(day.month, day.day), (moved.month, moved.day)} & {(2, 29)}
    crosses = not day.year and (day.month <= 2) != (moved.month <= 2) and {day.month, moved.month} == {2, 3}
    return "" if (leaps and days) or crosses else moved.iso


def _weekday(day: Day | None, weeks: int, weekday: int) -> str:
    if day is None or not day.year:
        return ""
    printed = datetime.date(int(day.year), day.month, day.day).weekday()
    return day.plus(weekday - printed + 7 * weeks).iso


def _week(day: Day | None, weeks: int) -> str:
    monday = _weekday(day, weeks, 0)
    return f"{monday}/{_weekday(day, weeks, 6)}" if monday else ""


def _month(start: Day, end: Day, months: int) -> str:
    if (start.year, start.month) != (end.year, end.month):
        return ""
    years, month = divmod(start.month - 1 + months, 12)
    return f"{int(start.year) + years}-{month + 1:02}" if start.year else f"--{month + 1:02}"


def _in_year(year: str, years: int, rest: str) -> str:
    """今年, 去年10月, 今年上半年. Without a year only this year's months can be written: --10."""
    if rest in _PARTS:
        first, last = _PARTS[rest].split("/")
        return f"{int(year) + years}-{first}/{int(year) + years}-{last}" if year else ""
    if not rest:
        return str(int(year) + years) if year else ""
    printed = _printed(rest)
    if not printed or (not year and years):
        return ""
    number = str(int(year) + years) if year else "-"
    return "/".join(part for one in printed.split("/") if (part := _real(f"{number}{one[1:]}")))


def _printed(words: str) -> str:
    """The month or day that ``words`` are, without a year, as ISO 8601; "" where they are more or less than that."""
    figures = read_figures(words)
    whole = len(figures) == 1 and figures[0].start == 0 and figures[0].end == len(words)
    return figures[0].iso if whole and figures[0].iso.startswith("--") and figures[0].iso[2:3] != "-" else ""


def _real(iso: str) -> str:
    """``iso`` where it is a month or a day of the calendar, else ""."""
    return iso if re.fullmatch(r"(?:\d{4}|-)-\d{2}", iso) or read_day(iso) else ""
