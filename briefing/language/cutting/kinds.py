"""What an article is, and what is wrong with it in print."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.language.people.persons import is_name

_LONG = 800  # code points; longer stories without 本报讯 or dateline are reports, not news items (tuned on three pages)
_TALE = 200  # code points; a story with a byline that keeps apart from the page's 本报讯 is a report from here on
_SIGNED_TALE = 280  # code points; the same for one that only its closing name tells (both set on eleven pages)
_TELLING = 900  # code points; from here a portrait under 本报讯 is a feature
_ESSAY = 300  # code points; text beside pictures is shorter
_FEATURE = re.compile(r"侧记|纪实|特写|手记|见闻|综述|速写|访谈|素描|故事|剪影|扫描|^(?:——|--)记|专访|走笔|群像|影像志")
_TOLD = re.compile(  # what a standing head says of the text below: no report
    r"评论|快评|短评|时评|锐评|微评|杂谈|漫谈|随笔|絮语|论坛|社论|言论|[一-鿿]评$|来信|来函|来稿|信箱|问答|对话|访谈|对谈|链接|小贴士|"
    r"小知识|知识|背景|名词解释|资料|人物|副刊|散文|诗歌|编后|编者按|快语|感言|心语"
)
_ASKS = re.compile(r"^(?:记者|问|主持人|Q)\s*:", re.MULTILINE)
_LETTER = re.compile(r"^[^,。\n]{0,12}(?:编辑|编辑部|同志|先生|女士|朋友)\s*(?:您好|你好)?\s*[:!]$", re.MULTILINE)
_VERB = "(?:说|表示|告诉|介绍|坦言|回忆)"
_SPEAKS = re.compile(
    rf"(?=([\u4e00-\u9fff]{{2}})[^,。;:!?“”]{{0,6}}{_VERB})(?=([\u4e00-\u9fff]{{3}})[^,。;:!?“”]{{0,6}}{_VERB})?"
)
_CLAUSE = re.compile(r"(?:^|[,。!?”\n])(?=([\u4e00-\u9fff]{3}))", re.MULTILINE)
_PRONOUN = re.compile(r"(?<![其])[他她](?![们人乡方日])")
_MIDDLE = re.compile(  # what no story begins with: a mark, the end of a word, a link to what stands before
    r"[,。、;:!?)”》%的们呢吧吗间者]|地(?![处方点面铁下震球区道摊税理质])|着(?![力眼手重装火急实])"
    r"|过(?![去年节程了往渡滤])|得(?![知益到了])|性(?![格能别])|化(?![工肥学身解验作妆])|及(?![时早])"
    r"|(?:同时|此外|另外|其次|因此|所以|然而|但是|于是|而且|并且|以及|接着|从而)[,\u4e00-\u9fff]"
)
_STANDING = 12  # code points of the longest standing head
_WINDOW = 20_000  # code points of an article that are read for a portrait or a cut name


def starts_inside(text: str) -> bool:
    """Whether the first paragraph of an article starts inside a sentence or refers to what is not there."""
    return _MIDDLE.match(text) is not None


def is_portrait(text: str) -> bool:
    """Whether a story follows one person: quoted and named three times, or named four, and spoken of as 他 or 她."""
    text = text[:_WINDOW]
    if len(_PRONOUN.findall(text)) < 2:
        return False
    speakers = {name for match in _SPEAKS.finditer(text) for name in match.groups() if name and is_name(name)}
    actors = {name for name in _CLAUSE.findall(text) if is_name(name)}
    return any(text.count(name) >= 3 for name in sorted(speakers)[:60]) or any(
        text.count(name) >= 4 for name in sorted(actors)[:200]
    )


def is_feature(heads: Sequence[str], text: str, subheads: int, *, reported: bool, led: bool, limit: int) -> bool:
    """Whether a story is told rather than reported.

    ``reported``: it opens with 本报讯, ``led``: with that or a dateline, ``limit``: the code points from which a story
    that opens with neither is told (``limit_of``).
    """
    if subheads >= 2 or (not reported and any(_FEATURE.search(head) for head in heads)):
        return True
    if is_portrait(text):
        return not reported or len(text) > _TELLING
    return not led and len(text) >= limit


def limit_of(led_page: bool, bylined: bool, signed: bool) -> int:
    """The code points from which a story without 本报讯 is told: few where its page opens news with 本报讯."""
    if not led_page:
        return _LONG
    return _TALE if bylined else _SIGNED_TALE if signed else _LONG


def is_told(standing: str, text: str) -> bool:
    """Whether a text is commentary, letter, interview or sidebar: by its standing head (今日快评, 链接) or its form."""
    if standing and len(standing) <= _STANDING and _TOLD.search(standing):
        return True
    text = text[:_WINDOW]
    return len(_ASKS.findall(text)) >= 2 or _LETTER.search(text) is not None


def is_essay(text: str) -> bool:
    """Whether the text of a headed piece with a photographer and no writer is short enough to stand beside pictures."""
    return len(text) <= _ESSAY


def cut_word(before: str, after: str, text: str) -> str:
    """The name that a break between ``before`` and ``after`` cuts, where ``text`` prints it elsewhere too, else ""."""
    text = text[:_WINDOW]
    for left, right in ((1, 2), (2, 1), (1, 1)):
        word = before[-left:] + after[:right]
        if len(word) == left + right and is_name(word) and text.count(word) >= 2:
            return word
    return ""
