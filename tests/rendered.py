"""Renderings for tests, made from the factory's briefings."""

from __future__ import annotations

import re
from typing import Literal

import factory
from selectolax.lexbor import LexborHTMLParser

from briefing.document import Document
from briefing.records import Briefing
from briefing.stages.render import make_document, render

Length = Literal["brief", "standard", "full"]
LENGTHS: tuple[Length, ...] = ("brief", "standard", "full")
MARK = re.compile(r"\[(\d+\.\d+(?:, \d+\.\d+)*)\]")
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
