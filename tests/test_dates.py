"""The range of dates that articles name."""

from __future__ import annotations

import pytest

from briefing.language.days.dates import date_range, days_told, in_chinese
from briefing.language.numbers.figures import read_figures


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


@pytest.mark.parametrize(
    ("text", "issue", "expected"),
    [
        ("5月13日开工,5月20日完工。", "", ["--05-13", "--05-20"]),
        ("5月13日开工,6月30日前验收。", "2025-05-22", ["2025-05-13"]),
        ("去冬12月28日动工,1月3日复工。", "2024-01-05", ["2023-12-28", "2024-01-03"]),
        ("9月中旬通车。", "", []),
        ("2021年7月20日的暴雨。", "", ["2021-07-20"]),
    ],
)
def test_days_get_the_year_that_their_page_prints_and_no_other(text: str, issue: str, expected: list[str]) -> None:
    assert days_told(read_figures(text), issue) == expected


def test_a_day_is_said_in_chinese_with_the_year_that_is_known() -> None:
    assert [in_chinese(day) for day in ("2025-05-21", "--05-01", "")] == ["2025年5月21日", "5月1日", ""]
