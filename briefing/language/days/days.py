"""Days whose year may not be known: 2024-08-20, --11-13."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

_DAY = re.compile(r"(?:(?P<year>\d{4})|-)-(?P<month>\d{2})-(?P<day>\d{2})(?:T.*)?")
_COMMON, _LEAP = 2001, 2000  # stand in for a year that is not known


class Day(NamedTuple):
    """A day of the calendar; ``year`` is "" where it is not known. Without a year, February has 28 days."""

    year: str
    month: int
    day: int

    @property
    def iso(self) -> str:
        """``2024-08-20`` or ``--08-20``."""
        return f"{self.year or '-'}-{self.month:02}-{self.day:02}"

    @property
    def order(self) -> int:
        """The day of a leap year; within a year, later days are larger."""
        return datetime.date(_LEAP, self.month, self.day).timetuple().tm_yday

    def plus(self, days: int) -> Day:
        """So many days later, earlier where negative."""
        year = int(self.year) if self.year else (_LEAP if (self.month, self.day) == (2, 29) else _COMMON)
        moved = datetime.date(year, self.month, self.day) + datetime.timedelta(days)
        return Day(str(moved.year) if self.year else "", moved.month, moved.day)


def read_day(iso: str) -> Day | None:
    """The day of an ISO date or time; None where it names a month, a year or no day of the calendar."""
    found = _DAY.fullmatch(iso)
    if found is None:
        return None
    day = Day(found["year"] or "", int(found["month"]), int(found["day"]))
    try:
        datetime.date(int(day.year or _LEAP), day.month, day.day)
    except ValueError:
        return None
    return day


def next_day(day: Day) -> Day:
    """The day after."""
    return day.plus(1)


def month_end(day: Day) -> Day:
    """The last day of its month; 28 February where the year is not known."""
    if (day.year, day.month, day.day) == ("", 2, 29):
        return day
    year = int(day.year or _COMMON)
    first_of_next = datetime.date(year + day.month // 12, day.month % 12 + 1, 1)
    return Day(day.year, day.month, (first_of_next - datetime.timedelta(1)).day)
