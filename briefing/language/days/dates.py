"""The dates that articles name, as a range. Years that are not printed stay unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefing.records import Figure

_DAY = re.compile(r"(?:(?P<year>\d{4})|-)-(?P<month>\d{2})-(?P<day>\d{2})")


def date_range(isos: Iterable[str]) -> tuple[str, ...]:
    """First and last day among ISO dates ("2025-03-21", "--11-11", "--11-09T18:00", "a/b"); () where none is named.

    Days with and without a year cannot be put in one order: the more frequent kind counts. Without years a set that spans
    the new year (12-28, 01-03) is read across it: the range starts after the widest gap.
    """
    days = [match for iso in isos for part in iso.split("/") if (match := _DAY.match(part))]
    dated = sorted({m[0] for m in days if m["year"]})
    undated = sorted({m[0] for m in days if not m["year"]})
    if sum(1 for m in days if m["year"]) > len(days) / 2:
        return (dated[0], dated[-1])
    if not undated:
        return ()
    first = max(range(len(undated)), key=lambda n: _gap(undated[n - 1], undated[n]))
    return (undated[first], undated[first - 1])


def days_told(figures: Iterable[Figure], issue: str) -> list[str]:
    """The days that a page's figures name, each end of a range by itself; thirds of a month (中旬) name none.

    Where the page prints its own day with a year (``issue``, ISO 8601), days without one are taken to be the nearest to
    it, and days after it (deadlines, plans) are left out; else a year that is not printed stays unknown.
    """
    named = [part for f in figures if f.kind == "date" and "旬" not in f.text for part in f.iso.split("/")]
    days = [match[0] for part in named if (match := _DAY.match(part))]
    if not re.match(r"\d{4}-\d{2}-\d{2}$", issue):
        return days
    return [day for day in (_with_year(day, issue) for day in days) if day <= issue]


def in_chinese(day: str) -> str:
    """2025-05-21 → 2025年5月21日, --05-21 → 5月21日."""
    match = _DAY.fullmatch(day)
    if match is None:
        return ""
    return f"{match['year'] + '年' if match['year'] else ''}{int(match['month'])}月{int(match['day'])}日"


def _with_year(day: str, issue: str) -> str:
    if not day.startswith("--"):
        return day
    later = _ordinal(day) - _ordinal(issue)
    return f"{int(issue[:4]) - (later > 186)}{day[1:]}"  # more than half a year ahead is the year before


def _gap(before: str, after: str) -> int:
    return (_ordinal(after) - _ordinal(before)) % 372 or 372


def _ordinal(day: str) -> int:
    match = _DAY.match(day)
    return int(match["month"]) * 31 + int(match["day"]) if match else 0
