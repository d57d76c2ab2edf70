"""The range of dates that articles name."""

from __future__ import annotations

import pytest

from briefing.language.days.dates import date_range


@pytest.mark.parametrize(
    ("isos", "expected"),
    [
        ([], ()),
        (["08:00", "last-year-10"], ()),
        (["--11-12"], ("--11-12", "--11-12")),
        (["--11-12", "--11-09T18:00", "--10-01"], ("--10-01", "--11-12")),
        (["--11-03/--11-09"], ("--11-03", "--11-09")),
        (["--01-03", "--12-28", "--12-30"], ("--12-28", "--01-03")),
        (["2024-08-01", "2024-08-20", "--08-05"], ("2024-08-01", "2024-08-20")),
        (["1949-10-01", "--08-05", "--08-07"], ("--08-05", "--08-07")),
    ],
)
def test_dates_make_a_range_without_inventing_a_year(isos: list[str], expected: tuple[str, ...]) -> None:
    assert date_range(isos) == expected
