"""The dates that articles name, as a range. Years that are not printed stay unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable

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


def _gap(before: str, after: str) -> int:
    return (_ordinal(after) - _ordinal(before)) % 372 or 372


def _ordinal(day: str) -> int:
    match = _DAY.match(day)
    return int(match["month"]) * 31 + int(match["day"]) if match else 0
