"""render: Markdown, HTML and the index say the same, at every length, in every language, whatever the text holds."""

from __future__ import annotations

import re
import shutil
import tomllib
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Literal

import factory
import pytest
from markdown_it import MarkdownIt
from rich.cells import cell_len
from selectolax.lexbor import LexborHTMLParser

from briefing.document import Document
from briefing.errors import RenderError
from briefing.layout.voice import load_voice
from briefing.records import Briefing
from briefing.resources import folder
from briefing.stages.render import make_document, render, render_index

Length = Literal["brief", "standard", "full"]
LENGTHS: tuple[Length, ...] = ("brief", "standard", "full")
LANGUAGES = ("en", "zh", "fr", "es", "ru", "ja", "de")
MARK = re.compile(r"\[(\d+\.\d+(?:, \d+\.\d+)*)\]")
HAN = re.compile(r"[\u4e00-\u9fff]")
POISON = (
    "[点此](http://evil.example)![图](http://evil.example/x.png)<script>alert(1)</script><img src=x onerror=alert(1)>"
    "\n\n# 假标题\n| 假 | 表 |\n|---|---|\n</li></ul></main>{{ 7*7 }}{% raw %}&#60;b&#62; javascript:alert(1) [9.9]"
)


def made(briefing: Briefing | None = None, lang: str = "en") -> Document:
    briefing = briefing or factory.weifang()
    told = briefing if lang == "en" else factory.retagged(briefing, lang)
    return make_document(told, factory.run(lang), factory.pages())


def markdown(length: Length = "standard", briefing: Briefing | None = None, lang: str = "en") -> str:
    return render(made(briefing, lang), "md", length)


def html(length: Length = "standard", briefing: Briefing | None = None, lang: str = "en") -> LexborHTMLParser:
    return LexborHTMLParser(render(made(briefing, lang), "html", length))


def heads(text: str) -> list[str]:
    return [line.lstrip("# ") for line in text.splitlines() if re.match(r"#{1,2} ", line)]


def part(text: str, head: str) -> str:
    """The Markdown under the heading that begins with ``head``."""
    return re.split(r"(?m)^## ", text.split(f"## {head}", 1)[1])[0]


# ------------------------------------------------------------------ the form


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


# ------------------------------------------------------------------ lengths


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
    assert len(re.findall(r"(?m)^\| No\. ", text)) == 6
    assert len(re.findall(r"(?m)^\| No\. ", markdown("standard", many))) == 9


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


# ------------------------------------------------------------------ languages


@pytest.mark.parametrize("lang", LANGUAGES)
def test_labels_are_complete_and_fill_in_every_language(lang: str) -> None:
    english, words = (
        tomllib.loads((folder("templates") / "labels" / f"{tag}.toml").read_text("utf-8")) for tag in ("en", lang)
    )
    assert set(words) == set(english)
    for length in LENGTHS:
        for briefing in factory.briefings():
            assert "{" not in markdown(length, briefing, lang)
            assert "{" not in html(length, briefing, lang).body.text()


@pytest.mark.parametrize(
    ("lang", "label", "dates"),
    [
        ("fr", "Chiffres clés / 主要数字", "du 4 au 6 mai"),
        ("es", "Cifras clave / 主要数字", "del 4 al 6 de mayo"),
        ("ru", "Основные цифры / 主要数字", "4–6 мая"),
        ("ja", "主な数字 / 主要数字", "5月4日から6日"),
        ("de", "Wichtige Zahlen / 主要数字", "4.\u00a0bis 6.\u00a0Mai"),
    ],
)
def test_labels_and_dates_follow_the_language(lang: str, label: str, dates: str) -> None:
    text = markdown(lang=lang)
    assert f"## {label}\n" in text
    assert dates in text


def test_labels_are_found_by_tag_then_language_then_english_with_a_note() -> None:
    assert "Chiffres clés" in markdown(lang="fr-CA")
    text = markdown(lang="pt-BR")
    assert "## Key figures / 主要数字" in text
    assert "Labels: in English; there are none yet for “pt-BR”" in text
    assert "Labels:" not in markdown(lang="fr-CA")


def test_russian_plurals_follow_cldr() -> None:
    voice = load_voice("ru", (folder("templates"),))
    counted = [voice.count("articles_count", n) for n in (1, 3, 5, 21, 1111)]
    assert counted == ["1 статья", "3 статьи", "5 статей", "21 статья", "1\u00a0111 статей"]


@pytest.mark.parametrize("length", LENGTHS)
def test_chinese_alone_has_one_column_and_no_second_language(length: Length) -> None:
    text = markdown(length, lang="zh")
    plain = re.sub(r"`[^`]*`|recorded-llm|recorded|US\$", "", text)
    assert not re.search(r"[A-Za-z]{2}", plain)
    assert " / " not in text
    page = html(length, lang="zh")
    assert page.css_first("html").attributes["lang"] == "zh"
    assert not page.css("body.bilingual, .t")
    assert {node.attributes["lang"] for node in page.css("[lang]")} == {"zh"}
    assert not re.search(r"[A-Za-z]{2}", re.sub(r"weifang/0506\.txt|recorded-llm|recorded", "", page.body.text()))


def test_a_language_written_from_the_right_is_set_so_and_its_english_labels_are_not() -> None:
    page = html(lang="ar")
    assert page.css_first("html").attributes == {"lang": "en", "dir": "ltr"}
    assert {node.attributes["dir"] for node in page.css('[lang="ar"]')} == {"rtl"}
    assert {node.attributes["dir"] for node in page.css('[lang="zh"]')} == {"ltr"}


def test_a_date_is_written_as_far_as_it_is_known() -> None:
    voice = load_voice("en", (folder("templates"),))
    assert voice.days(("2025-03-21",)) == "21 March 2025"
    assert voice.days(("2025-03-21", "2025-04-02")) == "21 March 2025 to 2 April 2025"
    assert voice.days(("--02-29", "--03-01")) == "29 February to 1 March; year not printed"
    assert voice.days(("2025-02-30", "spring")) == "2025-02-30 to spring"


# ------------------------------------------------------------------ HTML


def test_html_is_one_file_without_scripts_or_anything_from_elsewhere() -> None:
    text = render(made(), "html", "full")
    page = LexborHTMLParser(text)
    policy = page.css_first('meta[http-equiv="Content-Security-Policy"]').attributes["content"]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert not page.css("script, link, img, iframe, object, [src], form")
    assert "url(" not in text
    assert "@import" not in text
    assert all(str(node.attributes["href"]).startswith("#") for node in page.css("a"))


@pytest.mark.parametrize("length", LENGTHS)
def test_every_link_leads_to_a_sentence_or_a_part(length: Length) -> None:
    page = html(length)
    ids = [str(node.attributes["id"]) for node in page.css("[id]")]
    assert len(ids) == len(set(ids))
    links = [str(node.attributes["href"])[1:] for node in page.css("a")]
    assert len(links) > 10
    assert set(links) <= set(ids)


def test_statements_stand_side_by_side_one_by_one() -> None:
    bullet = html().css_first("ul.items li.pair")
    for side, lang in (("t", "en"), ("z", "zh")):
        column = bullet.css_first(f".{side}")
        assert column.attributes["lang"] == lang
        assert [node.attributes["style"] for node in column.css(".s")] == ["--row:1", "--row:2"]
    marks = [[a.text() for a in column.css(".marks a")] for column in bullet.css("p")]
    assert marks == [["1.3", "1.3", "1.5"]] * 2


def test_headings_descend_in_order_and_tables_name_their_headers() -> None:
    page = html("full")
    levels = [int(node.tag[1]) for node in page.css("h1, h2, h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(node.attributes["scope"] in ("col", "row") for node in page.css("th"))
    assert len(page.css("table")) == len(page.css('.scroll[tabindex="0"][role="region"] > table')) == 3


def _luminance(colour: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_has_the_contrast_of_wcag_aa(scheme: int) -> None:
    sheet = (folder("templates") / "style.css").read_text("utf-8")
    roots = re.findall(r":root \{(.*?)\}", sheet, re.DOTALL)
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", roots[scheme]))
    for ground in ("paper", "target"):
        for ink in ("ink", "soft", "accent"):
            pair = sorted((_luminance(colours[ink]), _luminance(colours[ground])), reverse=True)
            assert (pair[0] + 0.05) / (pair[1] + 0.05) >= 4.5, (ink, ground)


# ------------------------------------------------------------------ hostile text


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


# ------------------------------------------------------------------ templates of one's own


def test_a_template_of_ones_own_replaces_only_its_file(tmp_path: Path) -> None:
    (tmp_path / "briefing.md.j2").write_text("{{ document.name.zh }}：{{ document.lede[0].text.en }}|", "utf-8")
    assert render(made(), "md", "standard", tmp_path).startswith("潍坊市：From 6 May")
    assert "<h1>" in render(made(), "html", "standard", tmp_path)


def test_a_template_of_ones_own_prints_nothing_unescaped(tmp_path: Path) -> None:
    (tmp_path / "briefing.md.j2").write_text("x {{ document.lede[0].text.zh }}", "utf-8")
    document = make_document(factory.poisoned(factory.weifang(), "<b>*x*</b>"), factory.run(), factory.pages())
    assert "&lt;b&gt;\\*x\\*&lt;/b&gt;" in render(document, "md", "standard", tmp_path)


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("一\n{{ documnet.name }}", r"templates/briefing\.md\.j2, line 2: 'documnet' is undefined"),
        ("{% if %}", r"templates/briefing\.md\.j2, line 1: Expected an expression"),
        ("{% include 'none.j2' %}", r"templates/none\.j2 is missing"),
        ("\n\n{{ reader.label('hedline') }}", r"templates/labels/en\.toml needs 'hedline'"),
        ("{{ 1 + document.name }}", r"templates/briefing\.md\.j2, line 1: "),
    ],
)
def test_a_broken_template_is_named_with_its_line(tmp_path: Path, template: str, message: str) -> None:
    (tmp_path / "briefing.md.j2").write_text(template, "utf-8")
    with pytest.raises(RenderError, match=message):
        render(made(), "md", "standard", tmp_path)


def test_labels_of_ones_own_replace_single_words(tmp_path: Path) -> None:
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "en.toml").write_text('figures = "Numbers"\n', "utf-8")
    text = render(made(), "md", "standard", tmp_path)
    assert "## Numbers / 主要数字" in text
    assert "## People / 人物" in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("figures = ", r"en\.toml cannot be read"),
        ("figures = 3", r"'figures' must be a text"),
        ('cited = { one = "x" }', r"'cited' must be a text"),
        ('line = "line {numbr}"', r"'line' is 'line \{numbr\}'; its places may be \{n\}"),
    ],
)
def test_broken_labels_are_named(tmp_path: Path, words: str, message: str) -> None:
    (tmp_path / "labels").mkdir()
    (tmp_path / "labels" / "en.toml").write_text(words, "utf-8")
    with pytest.raises(RenderError, match=message):
        render(made(), "md", "standard", tmp_path)


def test_a_new_language_needs_one_file(tmp_path: Path) -> None:
    (tmp_path / "labels").mkdir()
    shutil.copy(folder("templates") / "labels" / "es.toml", tmp_path / "labels" / "pt.toml")
    assert "## Cifras clave / 主要数字" in render(made(lang="pt"), "md", "standard", tmp_path)


# ------------------------------------------------------------------ the index


def index(fmt: Literal["md", "html"] = "md", lang: str = "en") -> str:
    documents = [made(one, lang) for one in factory.briefings()]
    lead = factory.statement(
        {"zh": "潍坊公交延时，赣州新建公园。", lang: "潍坊公交延时，赣州新建公园。"}, (), "weifang", "ganzhou"
    )
    opening = lead.model_copy(update={"text": {"zh": lead.text["zh"], "en": "Buses run later; parks open."}})
    return render_index(documents, factory.run(lang), [opening if lang == "en" else lead], fmt)


def test_the_index_leads_with_the_overview_and_the_cities() -> None:
    lines = index().splitlines()
    assert lines[0] == "# Briefing / 简报 · 15 March 2030"
    assert lines[2] == "Buses run later; parks open. [Weifang, Ganzhou]"
    assert lines[4] == "潍坊公交延时，赣州新建公园。[潍坊市、赣州市]"
    assert lines[6:12] == [
        "## Cities / 城市",
        "",
        "- [Weifang 潍坊市](weifang.md) · Shandong Province 山东省 · 3 articles, 7 items, 3 withheld",
        "  - Weifang buses run later; Shouguang rebuilds 2,870 greenhouses",
        "  - 潍坊三条公交线路延时，寿光改造2870个大棚",
        "",
    ]


def test_the_index_tells_what_was_not_placed_not_read_and_withheld() -> None:
    text = index()
    assert "[Unplaced 未能确定地点](unplaced.md)" in part(text, "Could not be placed")
    assert "`weifang/0507.txt`: not text in any known encoding" in text
    assert "南康家具企业用工对接会举行 · the model declined to answer (content filter)" in text
    assert "no overview was written" in text
    assert "Claims: 29 made, 27 kept, 2 withheld" in text


def test_an_overview_may_cite_articles_instead_of_naming_places() -> None:
    documents = [made(one) for one in factory.briefings()]
    lead = factory.statement(factory.both("公园建成。", "Parks open."), factory.cites(factory.parks(), 2))
    assert "Parks open. [Ganzhou]" in render_index(documents, factory.run(), [lead])


def test_the_html_index_links_the_html_pages() -> None:
    page = LexborHTMLParser(index("html"))
    links = {str(node.attributes["href"]) for node in page.css("a")}
    assert links == {"weifang.html", "ganzhou.html", "unplaced.html"}
    assert page.css_first("h1").text() == "Briefing 简报"
    assert not page.css("script, img, link")


def test_the_index_in_chinese_alone_holds_no_second_language() -> None:
    plain = re.sub(r"`[^`]*`|\([a-z]+\.md\)|recorded-llm|recorded", "", index(lang="zh"))
    assert not re.search(r"[A-Za-z]{2}", plain)
    assert " / " not in plain
    assert HAN.search(plain)


def test_hostile_names_are_inert_in_the_index() -> None:
    documents = [made(factory.poisoned(one, POISON)) for one in factory.briefings()]
    tokens = MarkdownIt("commonmark").enable("table").parse(render_index(documents, factory.run()))
    flat = [inner for token in tokens for inner in (token, *(token.children or []))]
    links = [token.attrs["href"] for token in flat if token.type == "link_open"]
    assert links == ["weifang.md", "ganzhou.md", "unplaced.md"]
    assert not {token.type for token in flat} & {"image", "html_inline", "html_block", "table_open"}


def test_a_headline_that_is_not_printed_leaves_no_stroke() -> None:
    loose = factory.unplaced()
    titled = loose.readings[0].model_copy(update={"headline": factory.both("", "Street lamps repaired")})
    text = markdown(briefing=loose.model_copy(update={"readings": (titled,)}))
    assert "\n### 1. Street lamps repaired\n" in text
