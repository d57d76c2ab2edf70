"""Photo captions: 图为…, credits such as 殷志鹏 李澳 摄, and captions glued to the end of a paragraph.

Every function takes folded text (``widths.fold``) and gives offsets into it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.language.people.persons import could_be_name, is_name, split_glued

_SHORT = 200  # code points; a longer paragraph is a story, its last words may be a caption
_SETTING = 60  # code points of the sentence that may set the scene before 图为
_SIGNED = re.compile(r"\s*\([^(),。]{2,40}\)\s*")
_LEAST = 8  # code points; less before a credit says nothing of a picture
_OPENING = re.compile(
    r"(?:[▲△▼▽◀▶◆●↑↓←→]\s*)?(?:图为|图[一二三四五六①-⑩\d]\s*[为:、]|图\s*[①-⑩]"
    r"|(?:[上下左右]|以?上|组)?图(?:\s*:|[,为]|\([上下左右中]\)|片说明)|\([上下左右]图\))|[▲△▼▽]"
)
_WORD = r"(?:摄影报道|摄影|拍摄|摄|供图)"
_ROLE = (
    r"(?:[\u4e00-\u9fff]{2,6}(?:日报|晚报|网|社|台|融媒))?(?:本报|新华社|本网)?(?:首席|见习|实习|特约|全媒体?|融媒体?|摄影)*"
    r"(?:记者|通讯员|实习生|作者|摄影)\s*:?"
)
_NAME = r"(?:[\u4e00-\u9fff]{1,8}[·•.][\u4e00-\u9fff]{1,8}?|[\u4e00-\u9fff]{1,4})"
_NAMES = rf"{_NAME}(?:[\s、]+{_NAME}){{0,4}}?"
_CREDIT = re.compile(
    rf"(?:[\s(]*(?P<role>{_ROLE})\s*(?P<names>{_NAMES})|(?:(?<=[。!?”])\s*\(?|[\s(]+)(?P<free>{_NAMES}))"
    rf"\s*/?{_WORD}[)\s。]*$"
)
_PROVIDED = re.compile(
    r"\((?:资料|网络|本报|配)?(?:图片?|照片)(?:由[^()]{2,20}提供|来源[^()]{0,20}|均?为资料[^()]{0,6})?\)[。\s]*$"
)


@dataclass(frozen=True)
class Caption:
    """A caption within a text: where it begins, where its words end, and who took the picture."""

    start: int
    end: int
    photographers: tuple[str, ...]


@dataclass(frozen=True)
class _Credit:
    start: int
    names: tuple[str, ...]


def read_caption(text: str) -> Caption | None:
    """The caption that ends ``text``: all of it, or its last words where a paragraph stands before."""
    credit = _read_credit(text)
    opening = _OPENING.match(text[:20])
    if opening and len(text) <= _SHORT:
        return Caption(0, credit.start if credit else len(text), credit.names if credit else ())
    if credit is None:
        return None
    return _glued(text, credit)


def is_credit(text: str) -> bool:
    """Whether ``text`` is a credit and nothing else."""
    credit = _read_credit(f" {text}") if len(text) < 40 else None
    return credit is not None and credit.start <= 1


def is_credited(text: str) -> bool:
    """Whether ``text`` ends in the credit of a picture."""
    return _read_credit(text) is not None


def _glued(text: str, credit: _Credit) -> Caption | None:
    """The caption before ``credit``; the whole of a short text with no sentence of its own before the caption."""
    words = text[: credit.start].rstrip()
    begin = max(words.rfind(mark, 0, len(words) - 1) for mark in ("。", "!", "?", "。”"))
    shown = words.rfind("图为")
    if shown > 0 and len(words) - shown <= _SHORT:
        return Caption(0 if shown <= _SETTING else shown, len(words), credit.names)
    begin = _past_closers(words, begin + 1)
    signed = _SIGNED.match(words, begin)
    begin = signed.end() if signed else begin
    if len(words) - begin < _LEAST:
        return None
    if words[-1:] not in "。!?”" or begin == 0:
        return Caption(begin, len(words), credit.names) if len(words) - begin <= _SHORT else None
    return Caption(0, len(words), credit.names) if len(text) <= _SHORT else None


def _past_closers(text: str, position: int) -> int:
    while text[position : position + 1] in ("”", "’", ")", " ") and position < len(text):
        position += 1
    return position


def _read_credit(text: str) -> _Credit | None:
    tail = max(0, len(text) - 80)
    shot = text.rfind("摄", tail) >= 0 or text.rfind("供图", tail) >= 0
    match = _CREDIT.search(text, tail) if shot else None
    if match is None:
        return _provided(text, tail)
    names = _names(match["names"] or match["free"], known=match["role"] is not None)
    return _Credit(match.start(), names) if names else None


def _provided(text: str, tail: int) -> _Credit | None:
    """A note that a third party gave the picture names no photographer."""
    match = _PROVIDED.search(text, tail) if text.rfind("(", tail) >= 0 else None
    return _Credit(match.start(), ()) if match and len(text) <= _SHORT else None


def _names(text: str, *, known: bool) -> tuple[str, ...]:
    """Names in a credit; () where a word is none, as in 正在拍摄. ``known``: a role word says that names follow."""
    words: list[str] = []
    for word in re.split(r"[\s、]+", text.strip()):
        if len(word) == 1 and words and len(words[-1]) == 1:
            words[-1] += word
        else:
            words.append(word)
    names = tuple(name for word in words for name in split_glued(word))
    fits = could_be_name if known else is_name
    return names if all(fits(name) for name in names) else ()
