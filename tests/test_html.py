"""The HTML page: self-contained, linked in itself, readable by people and machines."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from rendered import LENGTHS, Length, html, made
from selectolax.lexbor import LexborHTMLParser

from briefing.resources import folder
from briefing.stages.render import render


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
