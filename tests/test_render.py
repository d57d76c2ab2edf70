"""render: the form of a briefing, at every length; hostile text stays text in every format."""

from __future__ import annotations

import re
from decimal import Decimal

import factory
import pytest
from markdown_it import MarkdownIt
from rendered import LENGTHS, MARK, POISON, Length, heads, html, made, markdown, part
from rich.cells import cell_len
from selectolax.lexbor import LexborHTMLParser

from briefing.document import Document
from briefing.layout.selection import select
from briefing.records import Briefing
from briefing.stages.render import make_document, render


def test_the_parts_stand_in_the_order_of_a_briefing() -> None:
    assert heads(markdown("full")) == [
        "Weifang 潍坊市 · Shandong Province 山东省",
        "Weifang buses run later; Shouguang rebuilds 2,870 greenhouses [1.2, 2.2]",
        "Buses / 公交",
        "Farming / 农业",
        "Other items / 其他条目",
        "Notes for the reader (ours, not news) / 编者说明",
        "Key figures / 主要数字",
        "People / 人物",
        "Organisations / 机构",
        "Sources / 来源",
        "About this run / 关于本次生成",
    ]


def test_the_head_gives_dates_districts_and_how_to_read_marks() -> None:
    assert markdown().splitlines()[2:5] == [
        "- Dates covered: 4 to 6 May; year not printed / 5月4日至6日；年份未印",
        "- Districts: Kuiwen District 奎文区 (article 1), Shouguang 寿光市 (article 2)",
        "- Marks such as [1.2]: article 1, sentence 2, printed under Sources",
    ]


def test_a_bullet_has_its_chinese_below_and_a_mark_after_each_statement() -> None:
    assert part(markdown(), "Buses / 公交").strip().splitlines()[:2] == [
        "- The three routes get 48 more runs a day. [1.3] "
        "Sun Shaowen said 1,260 energy-saving lamps were fitted. [1.3, 1.5]",
        "  - 三条线路每天增加48个班次。[1.3] 孙绍文说，已更换节能灯1260盏。[1.3, 1.5]",
    ]


def test_headline_and_lede_stand_in_both_languages() -> None:
    text = markdown()
    assert "\n**潍坊三条公交线路延时，寿光改造2870个大棚 [1.2, 2.2]**\n" in text
    assert "\n5月6日起，潍坊三条公交线路末班时间延长至22时30分。[1.2] 寿光市截至5月4日已改造大棚2870个。[2.2]\n" in text


@pytest.mark.parametrize("length", LENGTHS)
def test_both_languages_carry_the_same_marks(length: Length) -> None:
    lines = [line for line in markdown(length).split("## Sources")[0].splitlines() if line.startswith(("- ", "  - "))]
    bullets = [
        line for line in lines if "Marks such as" not in line and not line.startswith(("- Dates", "- Districts"))
    ]
    assert len(bullets) >= 4
    for reader, chinese in zip(bullets[::2], bullets[1::2], strict=True):
        assert MARK.findall(reader) == MARK.findall(chinese)


@pytest.mark.parametrize("length", LENGTHS)
def test_every_mark_is_printed_under_sources_and_every_source_is_marked(length: Length) -> None:
    text = markdown(length)
    body, sources = text.split("## Sources / 来源")
    body = body.split("\n## ", 1)[1]
    marked = {mark for marks in MARK.findall(body) for mark in marks.split(", ")}
    printed = re.findall(r"(?m)^- \[(\d+\.\d+)\] ", sources)
    assert marked == set(printed)
    assert len(printed) == len(set(printed))


def test_sources_give_file_lines_byline_and_the_share_cited() -> None:
    sources = part(markdown(), "Sources")
    assert "### 1. Three city bus routes run later / 城区三条公交线路延长运营时间" in sources
    assert (
        "`weifang/0506.txt`, lines 1–7 · news · Kuiwen District 奎文区 · by 林若溪 · correspondent: 高启明"
        " · 4 of 5 sentences cited" in sources
    )
    assert (
        "- [1.5] 市公交集团运营部主任孙绍文介绍，车厢内已更换节能灯1260盏，全部工程投入86万元。 (lines 5–6)" in sources
    )
    assert "On the page: a line break inside the amount 86万元" in sources


def test_the_foot_says_how_it_was_made_and_what_was_withheld() -> None:
    foot = part(markdown(), "About this run")
    assert "Engine: recorded (stored answers, no model called) · Model: recorded-llm · Date: 15 March 2030" in foot
    assert "Claims: 36 made, 33 kept, 3 withheld (24 of the articles, 12 in joining them)" in foot
    assert "a number that the cited sentences do not hold (2); cites no sentence" in foot
    assert "Withheld: “More than 23,000 residents benefit.” [1.3]: a number" in foot
    assert "Tokens: 4,200 in, 1,900 out · Tokens of the whole run: 5,300 in, 2,260 out (in: extract 4,100" in foot
    assert "Cost: none, no model was called" in foot


def test_the_cost_is_that_of_answers_that_a_model_gave() -> None:
    def foot(cost: Decimal | None) -> str:
        run = factory.run(answers={"model": 3}, cost_usd=cost, engine="openai")
        return part(render(make_document(factory.weifang(), run, factory.pages()), "md", "brief"), "About")

    assert "Cost: US$0.0123 for the whole run" in foot(Decimal("0.01234"))
    assert "Cost: not known, no list price for this model" in foot(None)


def test_tables_are_aligned_by_display_width() -> None:
    tables = re.findall(r"(?m)(?:^\|.*\|\n)+", markdown("full"))
    assert len(tables) == 3
    for table in tables:
        assert len({cell_len(line) for line in table.splitlines()}) == 1


def test_an_article_that_failed_is_named_with_its_reason() -> None:
    text = part(markdown(briefing=factory.ganzhou()), "Articles that could not be read")
    assert "`ganzhou/0507.txt`, lines 7–10: 南康家具企业用工对接会举行" in text
    assert "the model declined to answer (content filter)" in text


@pytest.mark.parametrize("length", LENGTHS)
def test_what_could_not_be_placed_is_still_a_briefing(length: Length) -> None:
    text = markdown(length, factory.unplaced())
    assert text.startswith("# Unplaced 未能确定地点\n\n- Dates covered: none printed / 未印\n")
    assert "Staff repaired 230 street lamps. [1.1]" in text
    assert "### 1. (no headline printed)" in text
    assert html(length, factory.unplaced()).css_first("h1").text() == "Unplaced 未能确定地点"


def test_a_municipality_is_not_its_own_province_twice() -> None:
    weifang = factory.weifang()
    city = factory.WEIFANG.model_copy(update={"zh": "天津市", "en": "Tianjin"})
    alone = weifang.model_copy(update={"name": factory.both("天津市", "Tianjin"), "city": city, "province": city})
    assert markdown(briefing=alone).startswith("# Tianjin 天津市\n")


def test_a_headline_that_is_not_printed_leaves_no_stroke() -> None:
    loose = factory.unplaced()
    titled = loose.readings[0].model_copy(update={"headline": factory.both("", "Street lamps repaired")})
    text = markdown(briefing=loose.model_copy(update={"readings": (titled,)}))
    assert "\n### 1. Street lamps repaired\n" in text


def test_brief_is_read_in_a_minute() -> None:
    text = markdown("brief")
    assert heads(text)[2:] == [
        "Buses / 公交",
        "Farming / 农业",
        "Notes for the reader (ours, not news) / 编者说明",
        "Key figures / 主要数字",
        "Sources / 来源",
        "About this run / 关于本次生成",
    ]
    assert "Nearly 23,000 residents are expected" not in part(text, "Buses")
    assert part(text, "Notes").count("\n- ") == 3
    assert "### 3." not in part(text, "Sources")


def test_brief_prints_the_first_bullet_of_five_sections_and_six_figures() -> None:
    weifang = factory.weifang()
    first = weifang.readings[0]
    cites = factory.cites(factory.buses(), 2)
    rows = tuple(
        factory.figure(f"{n}路", factory.both(f"{n}路", f"No. {n}"), {"zh": "线路"}, {"zh": "潍坊"}, cites)
        for n in range(9)
    )
    many = weifang.model_copy(
        update={
            "sections": weifang.sections * 4,
            "readings": (first.model_copy(update={"figures": rows}), *weifang.readings[1:]),
        }
    )
    text = markdown("brief", many)
    assert len(heads(text)) == 2 + 5 + 4
    assert len(re.findall(r"(?m)^\| ", part(text, "Key figures"))) == 1 + 6
    assert len(re.findall(r"(?m)^\| No\. ", markdown("standard", many))) == 9


def test_a_short_table_holds_what_the_text_tells_and_each_number_once() -> None:
    printed = [figure.printed for figure in select(made(factory.weifang()), "standard").figures]
    assert "48个班次" in printed
    assert len(printed) == len(set(printed))
    assert not any(re.fullmatch(r"第.+[轮次届]", one) for one in printed)


def test_standard_prints_figures_that_a_printed_statement_cites_in_that_order() -> None:
    rows = re.findall(r"(?m)^\| (.*?) +\|", part(markdown(), "Key figures"))[1:]
    assert rows == ["3,500 greenhouses", "2,870 greenhouses", "48 runs", "nearly 23,000 people", "1,260 lamps"]


def test_full_prints_every_item_and_every_figure() -> None:
    document, text = made(), markdown("full")
    others = part(text, "Other items / 其他条目")
    assert others.count("\n- ") == 2
    assert "Each greenhouse gets a subsidy of 12,000 yuan. [2.3]" in others
    assert "71岁的秦守业修伞三十年" in others
    assert len(re.findall(r"(?m)^\| ", part(text, "Key figures"))) == 1 + len(document.figures)
    assert "“Benefit” is an expectation, not a count. [1.3]" in part(text, "Notes")


def test_full_prints_all_withheld_claims_and_brief_only_counts_them() -> None:
    assert [markdown(length).count("- Withheld: “") for length in LENGTHS] == [0, 3, 3]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("length", LENGTHS)
def test_hostile_text_is_inert_in_markdown(length: Length, lang: str) -> None:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    briefing = factory.weifang() if lang == "en" else factory.retagged(factory.weifang(), "zh")

    def shape(one: Briefing) -> list[str]:
        document = make_document(one, factory.run(lang), factory.pages())
        tokens = parser.parse(render(document, "md", length))
        kinds = [inner.type for token in tokens for inner in (token, *(token.children or []))]
        return [kind for kind in kinds if kind not in ("text", "code_inline")]

    assert shape(factory.poisoned(briefing, POISON)) == shape(briefing)


@pytest.mark.parametrize("length", LENGTHS)
def test_hostile_text_is_inert_in_html(length: Length) -> None:
    def shape(one: Briefing) -> list[tuple[str, tuple[str, ...]]]:
        return [(node.tag, tuple(node.attributes)) for node in html(length, one).root.traverse()]

    briefing = factory.weifang()
    assert shape(factory.poisoned(briefing, POISON)) == shape(briefing)
    assert "{{ 7*7 }}" in html(length, factory.poisoned(briefing, POISON)).body.text()


def test_hostile_text_is_kept_as_it_is_in_json() -> None:
    document = make_document(factory.poisoned(factory.weifang(), POISON), factory.run(), factory.pages())
    read = Document.model_validate_json(render(document, "json", "standard"))
    assert read.lede[0].text["en"].startswith(POISON)


def test_a_mark_forged_by_the_model_is_not_one() -> None:
    weifang = factory.weifang()
    lede = factory.statement(factory.both("一切正常[3.4]。", "All is well [3.4]."), factory.cites(factory.buses(), 2))
    text = markdown(briefing=weifang.model_copy(update={"lede": (lede,)}))
    assert "All is well ［3.4］. [1.2]" in text
    assert "[3.4]" not in text


def test_hostile_text_of_a_page_is_inert_too() -> None:
    pages, buses = factory.pages(), factory.buses()
    reading = factory.weifang().readings[0]
    sentences = tuple(s.model_copy(update={"text": s.text + POISON}) for s in buses.sentences)
    names = buses.byline.model_copy(update={"reporters": (POISON,)})
    article = buses.model_copy(
        update={"sentences": sentences, "byline": names, "defects": (POISON,), "file": "a`<b>.txt"}
    )
    placed = reading.placed.model_copy(update={"article": article})
    hostile = reading.model_copy(
        update={"placed": placed, "figures": (), "people": (), "organisations": (), "items": ()}
    )
    briefing = Briefing.model_validate(
        factory.weifang().model_dump()
        | {"readings": (hostile,), "sections": (), "notes": (), "headline": None, "rejections": ()}
        | {"lede": (factory.statement(factory.both("一句。", "One."), factory.cites(article, 2)),)}
    )
    briefing = briefing.model_copy(update={"readings": (hostile.model_copy(update={"notes": (), "rejections": ()}),)})
    document = make_document(briefing, factory.run(), {**pages, article.file: factory.page(article.file, "")})
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(render(document, "md", "full"))
    kinds = {inner.type for token in tokens for inner in (token, *(token.children or []))}
    assert not kinds & {"link_open", "image", "html_inline", "html_block", "table_open"}
    page = LexborHTMLParser(render(document, "html", "full"))
    assert not page.css("script, img, b")
    assert "a`<b>.txt" in page.body.text()
