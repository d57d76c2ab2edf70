"""Pages in many layouts are cut where a reader cuts them.

tests/layouts/*.page: each line of a page behind its mark and "|". The mark is "-" for furniture and blanks between
articles, else the article's number and H (headline), K (kicker), S (subtitle), h (subhead), s (byline or metadata),
C (caption), x (credit) or B (body). The pages are invented.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from briefing.records import Article, Kind, Page, Role
from briefing.stages.coverage import coverage
from briefing.stages.segment import segment_page

PAGES = sorted((Path(__file__).parent / "layouts").glob("*.page"))


class Marked(NamedTuple):
    """What a reader marked of an article."""

    first: int
    last: int
    headline: str  # the line that holds it, "" where none does
    caption: bool


def read_page(path: Path) -> tuple[Page, list[Marked]]:
    pairs = [line.partition("|") for line in path.read_text("utf-8").splitlines()]
    text = "\n".join(words for _, _, words in pairs)
    found: dict[str, list[tuple[int, str, str]]] = {}
    for number, (mark, _, words) in enumerate(pairs, start=1):
        if mark != "-" and words.strip():
            found.setdefault(mark[:-1], []).append((number, mark[-1], words))
    page = Page(file=path.name, text=text, sha256="", encoding="utf-8", format="txt")
    return page, [_marked(lines) for lines in found.values()]


def _marked(lines: list[tuple[int, str, str]]) -> Marked:
    heads = [words for _, kind, words in lines if kind == "H"]
    return Marked(lines[0][0], lines[-1][0], heads[0] if heads else "", lines[0][1] == "C")


def cut(text: str) -> tuple[Article, ...]:
    return segment_page(Page(file="page.txt", text=text, sha256="", encoding="utf-8", format="txt")).articles


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_each_article_has_its_lines_and_its_headline(path: Path) -> None:
    page, marked = read_page(path)
    articles = segment_page(page).articles
    assert [(one.start_line, one.end_line) for one in articles] == [(one.first, one.last) for one in marked]
    for article, wanted in zip(articles, marked, strict=True):
        assert article.headline in wanted.headline
        assert bool(article.headline) == bool(wanted.headline)
        assert (article.kind is Kind.PHOTO_CAPTION) == wanted.caption


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_character_is_accounted_for(path: Path) -> None:
    page, _ = read_page(path)
    account = coverage(page, segment_page(page))
    assert account.unaccounted == 0
    assert account.articles + account.blank + sum(account.furniture.values()) == len(page.text)


def test_furniture_is_told_by_its_name() -> None:
    page, _ = read_page(Path(__file__).parent / "layouts" / "web-export.page")
    names = coverage(page, segment_page(page)).furniture
    assert {"navigation", "page tools", "copyright", "source line"} <= names.keys()


# ------------------------------------------------------------------ news in brief


def test_marked_items_below_a_sections_name_are_articles_of_their_own() -> None:
    text = "简 讯\n■渡口添新船\u3000昨日渡口添新船一艘。（陈立）\n■菜价回落\u3000昨日白菜每斤降了三角。"
    first, second = cut(text)
    assert (first.headline, first.byline.signed, first.start_line) == ("渡口添新船", ("陈立",), 2)
    assert (second.headline, second.kind) == ("菜价回落", Kind.NEWS)
    assert second.defects == ()


def test_items_of_one_sentence_need_no_headline_to_be_news() -> None:
    found = cut("一句话新闻\n▲渡口添新船一艘。\n▲昨日白菜每斤降了三角。")
    assert [(one.headline, one.kind, one.defects) for one in found] == [("", Kind.NEWS, ())] * 2


def test_marked_parts_of_one_story_stay_in_it() -> None:
    text = "渡口的一天\n□记者 周海燕\n天刚亮,渡口就醒了。\n● 早班 船工五点上岗,先查缆绳。\n● 晚班 末班船九点靠岸。"
    (story,) = cut(text)
    assert story.end_line == 5


def test_a_headline_before_the_dateline_on_one_line_is_parted_from_the_text() -> None:
    first, second = cut("渡口添新船 本报讯（记者 周海燕）昨日渡口添新船。菜价回落三角 江城讯 昨日菜价回落。")
    assert (first.headline, first.byline.reporters) == ("渡口添新船", ("周海燕",))
    assert (second.headline, second.dateline) == ("菜价回落三角", "江城")


# ------------------------------------------------------------------ what stands around a text


def test_names_in_traditional_characters_are_given_as_printed() -> None:
    (article,) = cut("渡口添新船\n來源：江城網　作者：陳麗珍　時間：2023年12月4日\n昨日渡口添新船，票價兩元。")
    assert article.byline.reporters == ("陳麗珍",)


def test_who_wrote_below_a_web_headline_wrote_the_story() -> None:
    (article,) = cut("渡口添新船\n来源:江城网 通讯员:周海燕 时间:2023-12-04 08:10\n昨日渡口添新船,票价两元。")
    assert (article.byline.correspondents, article.start_line) == (("周海燕",), 1)


def test_a_name_after_a_dash_signs_the_story_above() -> None:
    (article,) = cut("渡口添新船\n昨日渡口添新船,票价两元。\n——周海燕")
    assert (article.byline.signed, article.end_line) == (("周海燕",), 3)


def test_names_after_the_papers_own_word_are_correspondents() -> None:
    (article,) = cut("渡口添新船\n本报讯（周海燕 陈立）昨日渡口添新船。")
    assert article.byline.correspondents == ("周海燕", "陈立")


def test_an_agencys_place_of_filing_keeps_its_dateline() -> None:
    (article,) = cut("渡口添新船\n新华社武汉12月4日电（记者 周海燕）长江渡口昨日添新船。")
    assert (article.dateline, article.byline.reporters) == ("武汉", ("周海燕",))


def test_turns_of_an_interview_are_paragraphs_and_no_headlines() -> None:
    text = "守渡口的人\n□记者 周海燕\n记者:守了几年?\n陈立:三十年。\n记者:还守下去吗?\n陈立:守到走不动为止。"
    (article,) = cut(text)
    assert article.kind is Kind.FEATURE
    assert len({one.paragraph for one in article.sentences if one.role is Role.BODY}) == 4


def test_a_letter_keeps_its_greeting_its_signature_and_its_day() -> None:
    text = "读者来信\n渡口缺盏灯\n编辑同志:\n渡口夜里没有灯。\n此致\n敬礼\n读者 周海燕\n2023年12月4日\n菜价回落\n本报讯 昨日菜价回落。"
    letter, other = cut(text)
    assert (letter.kicker, letter.headline, letter.end_line) == ("读者来信", "渡口缺盏灯", 8)
    assert letter.byline.signed == ("周海燕",)
    assert other.start_line == 9


def test_the_rows_of_a_table_are_not_joined_and_head_nothing() -> None:
    text = "一周菜价(单位:元)\n品名 本周 上周\n白菜 1.2 1.3\n土豆 1.8 1.9\n渡口添新船\n本报讯 昨日渡口添新船。"
    table, other = cut(text)
    assert (table.headline, table.end_line, table.defects) == ("一周菜价", 4, ())
    assert other.headline == "渡口添新船"


def test_a_jump_line_below_a_story_is_its_last_line() -> None:
    first, second = cut("渡口添新船\n本报讯 昨日渡口添新船。\n(下转第3版)\n菜价回落\n本报讯 昨日菜价回落。")
    assert (first.end_line, second.start_line) == (3, 4)
    assert "end of the body stands on another page" in first.defects
