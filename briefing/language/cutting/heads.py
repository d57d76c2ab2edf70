"""Which lines are headlines, and what each line of a headline is: kicker (肩题), main, subhead (副题).

Nothing in a page's text marks a headline, so lines are weighed: every rule gives points, the sum decides. The weights
were set on two dozen Chinese city pages; each is a reason that a reader would give.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.language.people.persons import is_surname
from briefing.language.sentences import is_finished
from briefing.records import Role

_LONGEST = 60  # code points of a headline line
_FULL = 10  # code points from which a line is long for a subhead
_STOPS = re.compile(r"[。;]|……$|[,、:;—\-(《“]$|^[,。、;:!?)”》…%]")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,2}\)|\d{1,2}[.、](?!\d)|第[一二三四五六七八九十]+[,、\s]|[◆●■▲★※①-⑩]"
)
_COUPLET = re.compile(r"^\S{4,}[\s]+\S{4,}$")
_UNIT = re.compile(r"^[^,。]{2,14}:\S{4,}$")
_OPENERS = re.compile(
    r"(?:在|从|据|对|由于|随着|因为|经|通过|这|那|他|她|它|我|你|其|该|但|而|并|同时|此外|目前|截至|截止|连日来|近日|日前|当日|当天|随后|为了"
    r"|\d{1,2}月\d{1,2}日|\d{1,2}日|“[^”]*$)"
)
_TAILS = "的地得了着是在和与及或对将把被从向为以于等这那每各第不也都就还"
_NOTICE = re.compile(
    r"更\s*正|勘\s*误|启\s*事|声\s*明|致\s*歉|公\s*告|通\s*告|讣\s*告|天气(?:预报|快讯|提示)?|征\s*稿(?:启事)?|编后语?"
    r"|(?:停水|停电|停气|停暖|放假|招生|招聘|征集|缴费|复课|停课|搬迁|温馨)(?:通知|提示|提醒)|[\u4e00-\u9fff()〇]{2,16}(?:公告|通告|启事|声明|预告|公示|讣告|招标|更正|须知|停水通知|停电通知|天气预报|天气)"
)
_FIELD = re.compile(
    r"(?:联系人|联系电话|联系方式|咨询电话|报名电话|报名时间|报名地点|电话|地址|时间|地点|邮箱|主办|承办|主办单位|承办单位|票价|网址|微信)\s*:"
)
_DASH = re.compile(r"^(?:副题|——|--|―|─|—)")


def could_be_head(text: str) -> bool:
    """Whether ``text`` has the form of a headline line: short, no full stop, nothing left open at its ends."""
    if not 2 <= len(text) <= _LONGEST or _STOPS.search(text):
        return text[:2] in ("——", "--") and len(text) <= _LONGEST and "。" not in text
    if _FIELD.match(text):
        return False
    speech = text[0] == "“" and text[-1] == "”" and text[-2:-1] in ("!", "?", "…")
    return not speech and text.count(",") <= 2 and (text.count("“") == text.count("”") or "," not in text)


def is_field(text: str) -> bool:
    """Whether a line is a field of a notice: 联系人:…, 地址:…"""
    return len(text) <= _LONGEST and _FIELD.match(text) is not None


def is_notice(text: str) -> bool:
    """Whether a headline is that of a notice: 更正, 停电公告."""
    return _NOTICE.fullmatch(text) is not None


def is_couplet(text: str) -> bool:
    """Whether a line has two halves with a blank between, as headlines do."""
    return _COUPLET.match(text) is not None and "," not in text


def is_numbered(text: str) -> bool:
    """Whether a line opens with 一、 (一) 1. or a bullet."""
    return _NUMBERED.match(text) is not None


def is_subtitle(text: str) -> bool:
    """Whether a line is a 副题 by its dash: ——记…."""
    return _DASH.match(text) is not None and len(text) > 3


def reads_on(before: str, text: str, after: str, gap: int, seams: frozenset[str]) -> bool:
    """Whether a line with a headline's form is rather a piece of a paragraph that a column break cut.

    ``before`` and ``after`` are the neighbouring lines of text ("" where there is none), ``gap`` the blank lines above
    the page's usual, ``seams`` the pairs of characters of the page's running text.
    """
    score = 2 * (not after) + bool(_OPENERS.match(text))
    score += text[-1] in _TAILS or (is_surname(text[-1]) and "," in text)
    score += ("," in text) or -1
    score += 2 * bool(after and text[-1] + after[0] in seams) + 3 * bool(after and after[0] in ",。、;:!?)”》")
    score -= 2 * bool(_COUPLET.match(text)) + bool(_UNIT.match(text)) + 2 * bool(_NUMBERED.match(text)) + 2 * (gap > 0)
    if not before:
        return score - 2 >= 2
    if not is_finished(before):
        score += 3 + bool(before[-1] + text[0] in seams) - 2 * is_finished(text)
    return score >= 2


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around a headline."""

    lines: int = 1  # of the headline
    main: int = 0  # code points of the headline of the story above
    gap: int = 0  # blank lines above the page's usual
    signed: bool = False  # the story above was closed, or has an author and another one signs below
    ended: bool = False  # a divider or a row of buttons stands between
    led: bool = False  # a byline or dateline follows
    headless: bool = False  # the story above has no headline
    pictured: bool = False  # a picture's caption stands right above
    paired: bool = False  # a neighbouring headline is built alike
    custom: bool = False  # headlines without byline opened articles on this page before
    rank: int = 0  # of a Markdown heading: 1 for an article's, 2 for one below, 0 where it is none


def opens_article(text: str, setting: Setting) -> bool:
    """Whether a headline opens an article, or stands inside the story above as a subhead."""
    if setting.led or is_numbered(text):
        return setting.led
    if setting.signed or setting.ended:
        return True
    if setting.rank or _NOTICE.fullmatch(text):
        return setting.rank < 2
    size, unit = len(text), _UNIT.match(text) is not None
    score = 3 * (setting.gap > 0) + 2 * (setting.lines > 1) + (size >= 14) + (size > 24) + setting.headless
    score += 3 * (size >= _FULL and size >= setting.main - 2 > 0)  # a subhead is shorter than its headline
    score += (not setting.paired) + setting.custom + setting.pictured + unit
    score += _COUPLET.match(text) is not None and size >= 14
    score -= (size <= 10 and size < setting.main - 2) + 2 * (setting.paired and size <= 18 and not unit)
    return score >= 1


def is_pair(first: str, second: str) -> bool:
    """Whether two headlines are built alike, as the subheads of one story are."""
    return abs(len(first) - len(second)) <= 1 and max(len(first), len(second)) <= 18


def head_roles(texts: Sequence[str]) -> list[Role]:
    """What each line of a headline is; a main headline of two lines has HEADLINE twice."""
    plain = [index for index in range(len(texts)) if not is_subtitle(texts[index])]
    roles = [Role.SUBHEAD] * len(texts)
    if not plain:
        return [Role.HEADLINE, *roles[1:]][: len(texts)]
    mains = _mains([texts[index] for index in plain], len(plain) < len(texts)) if len(plain) > 1 else (0, 1)
    for order, index in enumerate(plain):
        roles[index] = Role.KICKER if order < mains[0] else Role.HEADLINE if order < mains[1] else Role.SUBHEAD
    return roles


def _mains(texts: list[str], subtitled: bool) -> tuple[int, int]:
    """Which of several lines make the main headline, half-open: a kicker comes first, unless two lines are one."""
    if len(texts) == 2 and not subtitled and _is_told_below(*texts):
        return 0, 1
    if _open_end(texts[0]) or (len(texts) == 2 and not subtitled and _is_couplet(*texts)):
        return 0, 2
    return (1, 3) if len(texts) > 2 and _open_end(texts[1]) else (1, 2)


def _is_told_below(first: str, second: str) -> bool:
    """Whether the second of two lines only gives the figures to a first that is the headline by its “turn” of phrase."""
    figures = re.search(r"\d|[一二三四五六七八九十百千万]{2}", second) is not None
    return len(first) >= 12 and "“" in first and figures and re.search(r"[“:\s]", second) is None


def _open_end(line: str) -> bool:
    """Whether a headline line was cut inside quotation marks or a title."""
    return line.count("“") > line.count("”") or line.count("《") > line.count("》")


def _is_couplet(first: str, second: str) -> bool:
    """Two lines of one measure, long enough for a headline; a kicker is shorter, or has two halves of its own."""
    even = abs(len(first) - len(second)) <= 1 and min(len(first), len(second)) >= 9
    return even and re.search(r"[\s:]", first + second) is None
