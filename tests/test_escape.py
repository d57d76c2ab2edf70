"""layout.escape: whatever a page or a model says comes out as the characters it holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefing.layout.escape import aligned, clean, code, markdown, unmark

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SIGNS = st.text(st.sampled_from("\\`*_[]()<>#|~!&;:=+-.1aA/@^ \n\r\t\u2028\u202e\"'潍坊，。（）“”"), max_size=24)
WORDS = st.sampled_from(
    [
        "[点这里](http://a.cn)",
        "![图](x)",
        "](y)",
        "<b>",
        "<script",
        "<!-- x",
        "<div ",
        "</script>",
        "&lt;",
        "&#60;",
        "https://a.example/b_c_",
        "www.a.cn",
        "a@b.cn",
        "---",
        "```",
        "1. ",
        "# ",
        "| a |",
        "[^1]",
        "[x] ",
        "**",
        "潍坊",
    ]
)
HOSTILE = st.lists(st.one_of(SIGNS, WORDS), max_size=5).map("".join)


def _flat(tokens: list[Token]) -> list[Token]:
    return [inner for token in tokens for inner in (token, *(token.children or []))]


def _shown(source: str) -> tuple[set[str], str]:
    """The kinds of tokens that ``source`` parses to, and its visible text."""
    flat = _flat(PARSER.parse(source))
    visible = "".join(token.content for token in flat if token.type in ("text", "code_inline"))
    return {token.type for token in flat}, visible


BULLET = {"bullet_list_open", "list_item_open", "paragraph_open", "inline", "text", "code_inline"}
BULLET |= {"paragraph_close", "list_item_close", "bullet_list_close"}


@given(HOSTILE)
def test_a_bullet_shows_exactly_its_text_and_nothing_else(text: str) -> None:
    kinds, visible = _shown(f"- {markdown(text)} [4.8]\n")
    assert kinds <= BULLET
    assert visible.removesuffix("[4.8]").strip() == clean(text).strip()


@given(HOSTILE)
def test_a_paragraph_and_a_heading_show_exactly_their_text(text: str) -> None:
    for before, tag in (("", "paragraph"), ("## ", "heading")):
        kinds, visible = _shown(f"{before}{markdown(text)} 。\n")
        assert kinds <= {f"{tag}_open", "inline", "text", "code_inline", f"{tag}_close"}
        assert visible.removesuffix("。").strip() == clean(text).strip()


@given(HOSTILE)
def test_a_cell_stays_in_its_cell(text: str) -> None:
    kinds, visible = _shown(aligned(f"| A | B |\n|---|---|\n| {markdown(text)} | 末 |\n"))
    tokens = PARSER.parse(aligned(f"| A | B |\n|---|---|\n| {markdown(text)} | 末 |\n"))
    assert sum(token.type == "td_open" for token in tokens) == 2
    assert not kinds & {"link_open", "image", "html_inline", "html_block", "em_open", "strong_open", "s_open"}
    assert visible.startswith("AB")
    assert visible.endswith("末")


@pytest.mark.parametrize(
    "prose",
    [
        "潍坊（山东）改造大棚2870个，占比82%；“看得见的变化”。",
        "气温-5℃至+3℃，比分3:2，编号(2030)15号，甲/乙双方。",
        "16路、32路和58路[双层]公交车!",
        "Nearly 23,000 residents (most of them elderly) benefit; R&D costs rose 1.5 points.",
        "Mr. Li of St. Mary's said: “It works.”",
    ],
)
def test_ordinary_prose_gets_no_backslash(prose: str) -> None:
    assert markdown(prose) == prose


def test_an_address_becomes_a_code_span_so_that_no_renderer_links_it() -> None:
    assert (
        markdown("详见http://evil.example/a_b，或www.evil.cn。") == "详见`http://evil.example/a_b`，或`www.evil.cn`。"
    )
    assert markdown("投稿：news@weifang.example.cn。") == "投稿：`news@weifang.example.cn`。"
    assert markdown("登录pay.evil.com查看") == "登录`pay.evil.com`查看"


def test_a_line_break_in_a_text_cannot_start_a_block() -> None:
    assert "\n" not in markdown("第一行\n\n# 标题\r\n- 列表\u2028> 引用\u0085完")


def test_characters_that_reorder_their_neighbours_are_dropped() -> None:
    assert clean("公\u202e交\u2066车\u2069\x00") == "公交车 "


def test_a_forged_mark_gets_wide_brackets() -> None:
    assert unmark("无人知晓[9.9, 10.1]。") == "无人知晓［9.9, 10.1］。"
    assert unmark("增长[1]倍[a.b]") == "增长[1]倍[a.b]"


def test_a_code_span_holds_backticks() -> None:
    assert code("a`b") == "``a`b``"
    assert _shown(str(code("`x``")))[1] == "`x``"


def test_columns_are_padded_by_display_width() -> None:
    table = aligned("| a | 数字 |\n|---|---|\n| “熊猫” | 3 |\n| 咖啡é | 2870个大棚 |\n")
    assert table.splitlines() == [
        "| a      | 数字       |",
        "|--------|------------|",
        "| “熊猫” | 3          |",
        "| 咖啡é  | 2870个大棚 |",
    ]


def test_a_footnote_mark_is_escaped() -> None:
    assert markdown("见注[^1]。") == "见注\\[^1]。"
