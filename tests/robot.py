"""An answerer for logic tests: it reads a request as a model would and answers it in form, plainly and the same each time.

Each article gets one claim that repeats its first body sentence in Chinese; the English carries no figure.
"""

from __future__ import annotations

import json
import re
from typing import Any

from fakeserver import Call, Outcome, answer

_ARTICLE = re.compile(r"^# A(\d+)", re.MULTILINE)
_LINE = re.compile(r"^(\d+) (?!#|\^)(.+)$", re.MULTILINE)
_ITEM = re.compile(r"^(\d+) \[", re.MULTILINE)
_PLACE = re.compile(r"^(\d+) .+?:", re.MULTILINE)


def respond(system: str, user: str) -> dict[str, Any]:
    """The answer to a request of any step."""
    if "<items>" in user:
        return merged(user)
    if "<places>" in user:
        return overviewed(user)
    return translated(user) if "translate articles" in system else extracted(user)


def extracted(user: str) -> dict[str, Any]:
    """One claim an article."""
    return {"articles": [_article(number, text) for number, text in _articles(user)]}


def merged(user: str) -> dict[str, Any]:
    """One bullet an item."""
    items = [int(n) for n in _ITEM.findall(user)]
    sentences = [{"zh": "报道讲述了此事。", "en": "The paper reports the matter.", "items": [n]} for n in items]
    return {
        "headline": {"zh": "本地要闻", "en": "Local news", "items": items[:1]},
        "lede": sentences[:1],
        "sections": [{"title": {"zh": "要闻", "en": "News"}, "bullets": [{"sentences": [s]} for s in sentences]}],
        "notes": [{"zh": "报道没有给出年份。", "en": "The reports print no year."}],
    }


def overviewed(user: str) -> dict[str, Any]:
    """One sentence on all places."""
    places = [int(n) for n in _PLACE.findall(user)]
    return {"sentences": [{"zh": "各地都有消息。", "en": "There is news from each place.", "places": places}]}


def translated(user: str) -> dict[str, Any]:
    """Every sentence, without its figures."""
    return {
        "articles": [
            {
                "article": number,
                "sentences": [{"n": int(n), "text": f"Sentence in English, {_word(int(n))}."} for n in _numbers(text)],
            }
            for number, text in _articles(user)
        ]
    }


def served(call: Call) -> Outcome:
    """A script for the fake server."""
    return answer(json.dumps(respond(call.system, call.user), ensure_ascii=False), model="robot")


def _articles(user: str) -> list[tuple[int, str]]:
    parts = _ARTICLE.split(user)
    return [(int(number), text) for number, text in zip(parts[1::2], parts[2::2], strict=True)]


def _article(number: int, text: str) -> dict[str, Any]:
    body = _LINE.search(text)
    claims = [{"zh": body[2], "en": "The article reports this.", "cites": [int(body[1])]}] if body else []
    return {
        "article": number, "headline": "A headline", "claims": claims,
        "figures": [], "people": [], "organisations": [], "notes": [],
    }  # fmt: skip


def _numbers(text: str) -> list[str]:
    return re.findall(r"^(\d+) ", text, re.MULTILINE)


def _word(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))
