"""Every figure stands where the page prints it, says what it counts, and figures that do not fit are remarked on."""

from __future__ import annotations

import json
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from briefing.cli.facts import aligned, fact_line, facts_command
from briefing.language.numbers.remarks import remarks
from briefing.records import Fact, Page, Remark
from briefing.stages.facts import read_facts
from briefing.stages.load import load_pages
from briefing.stages.segment import segment_page

SHARED = Path(__file__).parents[1].parent / "shared"
CORPUS = Path(__file__).parents[1] / "corpus"
WIDE = str.maketrans({",": "\uff0c", ";": "\uff1b", ":": "\uff1a", "(": "\uff08", ")": "\uff09"})


def page_of(text: str) -> Page:
    return Page(file="sample.txt", text=text, sha256="", encoding="utf-8", format="txt")


def facts_of(text: str) -> list[Fact]:
    """The facts of a page with these lines."""
    page = page_of(text)
    return [fact for article in segment_page(page).articles for fact in read_facts(article, page)]


def story(*sentences: str) -> str:
    """A page with one article."""
    return "牧区修起新棚圈\n\n本报讯(记者 白云飞) " + "".join(sentences) + "\n"


def found(sentence: str) -> Fact:
    """The first fact of a story that tells ``sentence``."""
    return facts_of(story(sentence))[0]


def remarked(text: str) -> tuple[Remark, ...]:
    return remarks(facts_of(text))


# ------------------------------------------------------------------ where


@pytest.mark.parametrize("wide", [False, True])
def test_a_fact_stands_where_the_page_prints_it(wide: bool) -> None:
    text = story("旗里新添12辆校车,接送386名学生;另有(含备用)3辆。")
    text = text.translate(WIDE) if wide else text
    facts = facts_of(text)
    assert [fact.text for fact in facts] == ["12辆", "386名", "3辆"]
    assert [text[fact.start : fact.end] for fact in facts] == ["12辆", "386名", "3辆"]
    assert {fact.line for fact in facts} == {3}


def test_a_figure_cut_by_a_column_break_has_two_spans_and_one_text() -> None:
    text = "草场管护有了帮手\n\n本报讯(记者 白云飞) 今年全旗请来管护员,一共\n\n1\n\n46名,每人管一片。\n"
    text = "草场管护有了帮手\n\n本报讯(记者 白云飞) 今年全旗请来的草场管护员一共是3\n\n46名,每人管一片草场,一年四季都在外面跑。\n"
    fact = next(fact for fact in facts_of(text) if "名" in fact.text)
    assert fact.text == "346名"
    assert [text[span.start : span.end] for span in fact.spans] == ["3", "46名"]
    assert (fact.start, fact.end) == (fact.spans[0].start, fact.spans[-1].end)
    assert fact.line == 3


def test_a_day_alone_is_in_the_month_that_an_earlier_sentence_names() -> None:
    dates = [fact.iso for fact in facts_of(story("9月3日开工。", "工人们一直没有停,到21日全部完工。")) if fact.iso]
    assert dates == ["--09-03", "--09-21"]


@given(st.text(alphabet="旗县修建3５0.万亩名户,，。;：\n和的12月日", min_size=1, max_size=80))
def test_on_any_page_spans_give_the_text_back(body: str) -> None:
    page = page_of("棚圈修好了\n\n本报讯(记者 白云飞) " + body + "。\n")
    for article in segment_page(page).articles:
        for fact in read_facts(article, page):
            assert "".join(page.text[span.start : span.end] for span in fact.spans) == fact.text
            assert page.text[: fact.start].count("\n") + 1 == fact.line


# ------------------------------------------------------------------ what and who


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("镇里派出18名水管员便往渠上赶。", "水管员"),
        ("苏木新设7个饮水点。", "饮水点"),
        ("移民村的住户大概有3100余户。", "住户"),
        ("清运车运走积存的建筑垃圾45.2吨。", "建筑垃圾"),
        ("合作社拨出修渠款26万元买水泥。", "修渠款"),
        ("全旗牛羊肉产量同比增长8.4%。", "牛羊肉产量"),
        ("秋粮收获率达到93.5%。", "秋粮收获率"),
        ("甜菜占播种面积的14%。", "播种面积"),
        ("广场上铺好2600平方米的草皮。", "草皮"),
        ("队里请来32名兽医、饲养员和技术员。", "兽医、饲养员和技术员"),
        ("全旗饲草产值5.2亿元,同比增长6%。", "饲草产值"),
        ("学校比去年多收26名。", ""),
        ("10月8日开学。", ""),
        ("奶价每公斤3.6元。", "奶价"),
    ],
)
def test_what_is_the_noun_that_the_figure_counts(sentence: str, what: str) -> None:
    fact = next(fact for fact in reversed(facts_of(story(sentence))))
    assert fact.what == what


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("旗水利局18名水管员便往渠上赶。", "旗水利局"),
        ("全旗派出96名兽医。", "全旗"),
        ("10月3日,巴音苏木新设7个饮水点。", "巴音苏木"),
        ("旗文体和旅游局请来12名教练。", "旗文体和旅游局"),
        ("不到三天就卖了45吨。", ""),
        ("旗医院院长白音和社区32名志愿者一起上门。", ""),
    ],
)
def test_who_opens_the_clause(sentence: str, who: str) -> None:
    assert facts_of(story(sentence))[-1].who == who


def test_an_age_is_of_the_person_named_behind_it() -> None:
    fact = next(f for f in facts_of(story("今年62岁的乔玉林是护林员。“树都认得我。”乔玉林说。")) if f.kind == "age")
    assert fact.who == "乔玉林"


# ------------------------------------------------------------------ English


@pytest.mark.parametrize(
    ("sentence", "english"),
    [
        ("全旗种草2.6万亩。", "26,000 mu (1,733 hectares)"),
        ("他家种了近50亩。", "nearly 50 mu (3.3 hectares)"),
        ("他家种了15亩。", "15 mu (1 hectare)"),
        ("每户分到30至50亩。", "30–50 mu (2–3.3 hectares)"),
        ("运走垃圾16吨。", "16 tonnes"),
        ("新打机井17口。", "17"),
        ("增长8.4%。", "8.4%"),
    ],
)
def test_english_gives_value_and_unit(sentence: str, english: str) -> None:
    assert found(sentence).english == english


# ------------------------------------------------------------------ remarks


def test_parts_that_do_not_make_their_total_are_remarked_on() -> None:
    (remark,) = remarked(story("全旗打草18.4万亩,其中东片9.2万亩、西片9.9万亩。"))
    assert remark.kind == "total"
    assert remark.texts == ("18.4万亩", "9.2万亩", "9.9万亩")
    assert remark.lines == (3, 3, 3)
    assert "191,000" in remark.english
    assert "184,000" in remark.english


def test_a_sum_printed_behind_its_parts_is_held_against_them() -> None:
    (remark,) = remarked(story("上午到站820人,下午到站460人,合计1290人。"))
    assert remark.texts == ("1290人", "820人", "460人")


@pytest.mark.parametrize(
    "sentence",
    [
        "全旗打草19.1万亩,其中东片9.2万亩、西片9.9万亩。",
        "全旗打草19.1万亩,其中东片9.23万亩、西片9.91万亩。",  # rounding of the total
        "全旗打草30万亩,其中东片9万亩、西片8万亩。",  # some of the parts
        "全旗打草约18万亩,其中东片9.2万亩、西片9.9万亩。",
        "全旗打草18.4万亩,其中东片9.9万亩。",
        "全旗有农户180户,其中每户补贴90户、120户。",
        "全旗18个村,修路12公里、架桥9座。",
    ],
)
def test_totals_that_may_be_right_are_not_remarked_on(sentence: str) -> None:
    assert remarked(story(sentence)) == ()


def test_a_ratio_that_the_article_itself_fixes_is_held_against_its_other_pairs() -> None:
    text = story("机房每天封装300箱即6000瓶药液。", "最忙那天封装了410箱、7100瓶。")
    (remark,) = remarked(text)
    assert remark.kind == "ratio"
    assert remark.texts == ("300箱", "6000瓶", "410箱", "7100瓶")
    assert "17.3" in remark.english


def test_two_pairs_without_a_stated_ratio_are_two_places() -> None:
    assert remarked(story("东片3个村、120户通了水。", "西片5个村、410户通了水。")) == ()


def test_a_conversion_must_hold() -> None:
    (remark,) = remarked(story("受灾草场1200公顷(约1.2万亩)。"))
    assert "18,000" in remark.english
    assert remarked(story("受灾草场1200公顷(约1.8万亩)。")) == ()


TWO = """\
全旗打通断头路

本报讯(记者 白云飞) 截至目前,全旗仍有{}处便民浴池在营业,方便牧民洗澡。

老浴池里的新鲜事

本报讯(记者 韩素梅) 据旗里介绍,全旗目前还有{}处便民浴池在营业,票价没有变。
"""


def test_one_thing_told_with_two_values_in_two_articles_is_remarked_on() -> None:
    (remark,) = remarked(TWO.format(63, 65))
    assert remark.kind == "conflict"
    assert remark.texts == ("63处", "65处")
    assert remark.lines == (3, 7)
    assert len(set(remark.articles)) == 2


def test_equal_values_and_far_ones_are_no_conflict() -> None:
    assert remarked(TWO.format(63, 63)) == ()
    assert remarked(TWO.format(63, 230)) == ()


def test_digits_that_changed_places_are_remarked_on() -> None:
    text = "今年启用饲草打包机1850台\n\n本报讯(记者 白云飞) 眼下,各苏木的1580台饲草打包机都下了地。\n"
    (remark,) = remarked(text)
    assert remark.texts == ("1850台", "1580台")


def test_remarks_on_the_real_pages_are_few(shared: Path) -> None:
    facts = []
    for page in load_pages([shared / "pages"]):
        assert isinstance(page, Page)
        facts += [fact for article in segment_page(page).articles for fact in read_facts(article, page)]
    assert [remark.texts for remark in remarks(facts)] == [("4500管", "45000人次左右", "9206管", "79999人次")]


# ------------------------------------------------------------------ real pages, speed, output


def test_readers_found_the_figures_where_the_facts_say(shared: Path) -> None:
    missed: list[str] = []
    for path in sorted((shared / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        (page,) = load_pages([shared / "pages" / gold["file"]])
        assert isinstance(page, Page)
        facts = [fact for article in segment_page(page).articles for fact in read_facts(article, page)]
        for figure in (figure for article in gold["articles"] for figure in article["figures"]):
            here = [f for f in facts if f.line == figure["line"] and f.start <= figure["char"] < f.end]
            missed += [] if here else [figure["text"]]
    assert missed == []


@pytest.mark.timed
def test_reading_takes_time_in_proportion_to_the_length() -> None:
    once = story(*["全旗派出96名兽医,打草2.6万亩,其中东片1.2万亩、西片1.4万亩。"] * 150)

    def seconds(text: str) -> float:
        page = page_of(text)
        (article,) = segment_page(page).articles
        start = time.perf_counter()
        remarks(read_facts(article, page))
        return time.perf_counter() - start

    seconds(once)
    single = min(seconds(once) for _ in range(3))
    assert min(seconds(once + once[once.index("全旗") :] * 3) for _ in range(2)) < single * 10


def test_a_json_line_has_plain_numbers() -> None:
    line = fact_line(found("全旗种草2.6万亩。"))
    names = "file text value low high approx unit_zh unit_en what line start end spans kind iso who english sentence article"
    assert set(line) == set(names.split())
    assert line["value"] == 26000
    assert isinstance(line["value"], int)
    assert fact_line(found("运走垃圾16.5吨。"))["value"] == float(Decimal("16.5"))
    json.dumps(line)


def test_the_table_is_aligned_by_display_width(capsys: pytest.CaptureFixture[str]) -> None:
    rows = aligned([("line", "figure", "x"), ("3", "二十六件", "y"), ("12", "5 kg", "z")])
    assert {cell_len(row.rstrip("xyz")) for row in rows} == {16}
    facts_command([CORPUS / "tongliao-2022-11.txt"], False, None)
    assert "486" in capsys.readouterr().out


def test_the_command_prints_one_json_object_a_fact(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(story("全旗打草18.4万亩,其中东片9.2万亩、西片9.9万亩。"), encoding="utf-8")
    facts_command([tmp_path], True, "通辽")
    printed = capsys.readouterr()
    assert [json.loads(line)["text"] for line in printed.out.splitlines()] == ["18.4万亩", "9.2万亩", "9.9万亩"]
    assert "184,000" in printed.err
