"""The index of a run: cities first, then what was left out."""

from __future__ import annotations

import re
from typing import Literal

import factory
from markdown_it import MarkdownIt
from rendered import POISON, made, part
from selectolax.lexbor import LexborHTMLParser

from briefing.delivery.digest import make_digest
from briefing.stages.render import make_document, render, render_index

HAN = re.compile(r"[\u4e00-\u9fff]")


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
    assert lines[2] == "[Weifang 潍坊市](weifang.md) · [Ganzhou 赣州市](ganzhou.md)"
    assert lines[4] == "Buses run later; parks open. [Weifang, Ganzhou]"
    assert lines[6] == "潍坊公交延时，赣州新建公园。[潍坊市、赣州市]"
    assert lines[8:14] == [
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
    assert links == ["weifang.md", "ganzhou.md", "weifang.md", "ganzhou.md", "unplaced.md"]
    assert not {token.type for token in flat} & {"image", "html_inline", "html_block", "table_open"}


NOTICE = {"en": "Sample pages; nothing here is news. <b>", "zh": "样例版面，并非新闻。"}


def test_a_notice_stands_at_the_head_of_every_output() -> None:
    run = factory.run(notice=NOTICE)
    documents = [make_document(one, run, factory.pages()) for one in factory.briefings()]
    for text in (render_index(documents, run), render(documents[0], "md", "brief")):
        assert text.splitlines()[2] == "> Sample pages; nothing here is news. &lt;b&gt;"
    for page in (render_index(documents, run, (), "html"), render(documents[0], "html", "brief")):
        assert LexborHTMLParser(page).css_first(".notice").text() == NOTICE["en"]
    digest = make_digest(documents)
    assert "Sample pages" in digest.markdown
    assert "Sample pages" in digest.html
