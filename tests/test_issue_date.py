"""When a page was printed, from the page alone; what is not known stays unknown."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from briefing.language.days.issue_date import DateRange, issue_date, page_dates, resolve
from briefing.records import Page
from briefing.stages.load import load_pages
from briefing.stages.segment import segment_page

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
GOLD = [
    *((SHARED / "pages", path) for path in sorted((SHARED / "gold").glob("*.json"))),
    *((ROOT / "corpus", path) for path in sorted((ROOT / "corpus" / "gold").glob("*.json"))),
]
WIDE = str.maketrans({",": "\uff0c", ";": "\uff1b", ":": "\uff1a", "(": "\uff08", ")": "\uff09"})


def dates_of(text: str, file: str = "page.txt") -> DateRange:
    page = Page(file=file, text=text, sha256="", encoding="utf-8", format="txt")
    return page_dates(segment_page(page).articles, page)


def story(*sentences: str, head: str = "旗里修好三条牧道") -> str:
    return f"{head}\n\n本报讯(记者 白云飞) " + "".join(sentences) + "\n"


# ------------------------------------------------------------------ what the page prints of itself


@pytest.mark.parametrize(
    ("line", "iso", "source"),
    [
        ("2023年4月5日 星期三 第2版", "2023-04-05", "masthead"),
        ("星期三 2023年04月05日", "2023-04-05", "masthead"),
        ("来源:草原新报 时间:2023-04-05 07:20 字号:大 中 小", "2023-04-05", "web line"),
        ("发布时间:2023/4/5", "2023-04-05", "web line"),
        ("http://epaper.example.invalid/html/2023-04/05/content_77.htm", "2023-04-05", "address"),
        ("http://epaper.example.invalid/20230405/1.html", "2023-04-05", "address"),
        ("4月5日 星期三", "--04-05", "masthead"),
    ],
)
@pytest.mark.parametrize("wide", [False, True])
def test_a_page_says_its_own_day(line: str, iso: str, source: str, wide: bool) -> None:
    line = line.translate(WIDE) if wide and source != "address" else line
    found = issue_date(f"{line}\n\n{story('牧民都说好。')}")
    assert (found.iso, found.source) == (iso, source)


@pytest.mark.parametrize(
    ("file", "iso"),
    [
        ("2023-04-05.txt", "2023-04-05"),
        ("news/A02_20230405.txt", "2023-04-05"),
        ("2023年4月5日二版.txt", "2023-04-05"),
        ("tongliao-2023-04.txt", ""),
        ("20231305.txt", ""),
        ("004_0c12020230405fa.txt", ""),
    ],
)
def test_the_name_of_the_file_may_hold_a_whole_day(file: str, iso: str) -> None:
    assert issue_date("三条牧道\n", file).iso == iso


def test_a_masthead_outweighs_everything_else() -> None:
    text = f"2023年4月5日 星期三\n\n{story('4月9日,三条牧道通车。')}"
    assert dates_of(text, "2021-01-01.txt").iso == "2023-04-05"


@pytest.mark.parametrize(
    "line",
    ["活动时间:2023年4月5日", "2023年4月5日,牧道开工,旗里来了人,乡亲们都说好。", "2023年13月40日 星期三"],
)
def test_a_day_that_is_not_the_page_s_own_is_not_taken_for_it(line: str) -> None:
    assert issue_date(f"三条牧道\n\n{line}\n").iso == ""


# ------------------------------------------------------------------ what its articles tell


@pytest.mark.parametrize(
    ("sentences", "iso"),
    [
        (["9月3日,牧道通车。", "8月2日,牧道开工。"], "--09-03/--09-30"),
        (["截至2月20日17时,已修12公里。"], "--02-20/--02-28"),
        (["9月3日晚,旗里来电祝贺。"], "--09-04/--09-30"),
        (["9月30日夜里,最后一车沙石卸下。"], "--10-01/--10-31"),
        (["9月3日至8日,全旗累计修路12公里。"], "--09-08/--09-30"),
        (["9月3日,牧道通车。", "旗里要求9月12日前完成验收。"], "--09-03/--09-30"),
        (["9月3日,牧道通车。", "赛马会将于9月12日开幕。"], "--09-03/--09-30"),
        (["9月3日,牧道通车。", "记者获悉,自9月12日起,班车每天加开一趟。"], "--09-03/--09-11"),
        (["从9月3日开始,全旗已连续修路5天。"], "--09-07/--09-30"),
        (["从9月3日开始,全旗已连续开展5次巡检。"], "--09-05/--09-30"),
        (["9月3日,牧道通车。", "气象台预计,9月6日有雨。"], "--09-03/--09-30"),
        (["每年9月20日是赛马的日子。"], ""),
        (["牧道通车了。"], ""),
        (["昨日(9月3日),牧道通车。"], "--09-04"),
        (["今天(9月3日),牧道通车。"], "--09-03"),
        (["1月4日,牧道通车。", "12月28日,牧道验收,1月2日又查了一遍。"], "--01-04/--01-31"),
        (["2023—2024年供暖季,旗里烧煤照旧。", "1月4日,锅炉房又添了人。"], "2024-01-04/2024-01-31"),
        (["2023年1—8月,旗里修路12公里。", "9月3日,牧道通车。"], "2023-09-03/2023-09-30"),
        (["去年9月20日开工。", "9月3日,牧道通车。"], "--09-03/--09-30"),
        (["新华社呼和浩特9月5日电,牧道通车。"], "--09-05/--09-30"),
        (["截至2024年2月3日,已修12公里。"], "2024-02-03/2024-02-29"),
    ],
)
@pytest.mark.parametrize("wide", [False, True])
def test_the_days_told_bound_the_day_of_printing(sentences: list[str], iso: str, wide: bool) -> None:
    text = story(*sentences)
    assert dates_of(text.translate(WIDE) if wide else text).iso == iso


def test_from_today_on_names_the_day_itself() -> None:
    text = story("记者获悉,三条牧道9月3日8时起放行,8月2日封闭以来首次通车。", head="三条牧道今起放行")
    assert dates_of(text).iso == "--09-03"


def test_the_words_that_decided_are_kept() -> None:
    dates = dates_of(story("截至2月20日17时,已修12公里。"))
    assert dates.basis == ("2月20日17时",)


@pytest.mark.parametrize(("pages", "path"), GOLD, ids=[path.stem for _, path in GOLD])
def test_careful_readers_came_to_the_same_days(pages: Path, path: Path) -> None:
    gold = json.loads(path.read_text("utf-8"))
    (page,) = load_pages([pages / gold["file"]])
    assert isinstance(page, Page)
    assert page_dates(segment_page(page).articles, page).iso == gold["page_date_text_only"]


@pytest.mark.timed
def test_reading_takes_time_in_proportion_to_the_length() -> None:
    def seconds(times: int) -> float:
        text = story(*["9月3日,牧道通车;截至9月5日17时,已修12公里。"] * times)
        page = Page(file="page.txt", text=text, sha256="", encoding="utf-8", format="txt")
        articles = segment_page(page).articles
        start = time.perf_counter()
        page_dates(articles, page)
        return time.perf_counter() - start

    seconds(100)
    assert min(seconds(800) for _ in range(2)) < min(seconds(100) for _ in range(3)) * 24


# ------------------------------------------------------------------ relative expressions

DAY = DateRange("2024-03-01", "2024-03-01")  # a Friday
MONTH = DateRange("--11-13", "--11-30")


@pytest.mark.parametrize(
    ("expression", "dates", "iso"),
    [
        ("今天", DAY, "2024-03-01"),
        ("昨日", DAY, "2024-02-29"),
        ("昨天下午", DAY, "2024-02-29"),
        ("后天", DAY, "2024-03-03"),
        ("上周五", DAY, "2024-02-23"),
        ("上周日", DAY, "2024-02-25"),
        ("本周一", DAY, "2024-02-26"),
        ("上周", DAY, "2024-02-19/2024-02-25"),
        ("今年", DAY, "2024"),
        ("去年10月", DAY, "2023-10"),
        ("去年的10月8日", DAY, "2023-10-08"),
        ("今年上半年", DAY, "2024-01/2024-06"),
        ("本月", DAY, "2024-03"),
        ("上个月", DAY, "2024-02"),
        ("本月5日", DAY, "2024-03-05"),
        ("8月20日", DAY, "2024-08-20"),
        ("近日", DAY, ""),
        ("昨日", MONTH, ""),
        ("今年", MONTH, ""),
        ("去年10月", MONTH, ""),
        ("本月", MONTH, "--11"),
        ("上月", DateRange("--01-05", "--01-31"), "--12"),
        ("昨日", DateRange("--11-14", "--11-14"), "--11-13"),
        ("昨日", DateRange("--01-01", "--01-01"), "--12-31"),
        ("昨日", DateRange("--03-01", "--03-01"), ""),
        ("上周五", DateRange("--11-14", "--11-14"), ""),
        ("昨日", DateRange("", ""), ""),
    ],
)
def test_a_relative_expression_means_a_day_where_the_page_s_day_is_known(
    expression: str, dates: DateRange, iso: str
) -> None:
    assert resolve(expression, dates) == iso


def test_that_day_goes_by_the_day_told_before() -> None:
    assert resolve("当天", MONTH, "--11-12") == "--11-12"
    assert resolve("次日凌晨", MONTH, "--11-12") == "--11-13"
    assert resolve("第二天", MONTH, "2022-11-30T18:00") == "2022-12-01"
    assert resolve("当天", MONTH) == ""
