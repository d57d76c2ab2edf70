"""Who is named in an article, from clear patterns alone: a title before the name, or 说, 今年51岁 or 是…主任 behind it.

``find_people`` reads a folded text; ``read_people`` an article. Bylines are no sentences, so they never come up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefing.language.people.joined import Joined, join_article
from briefing.language.people.minority_names import MONGOLIAN, SOUNDING, SOUNDS
from briefing.language.people.persons import is_name, is_surname
from briefing.language.people.said import SAY
from briefing.language.people.statements import statement_bounds
from briefing.language.people.titles import HONORIFIC, MANY, TITLES, is_no_name, is_title, opens_with_word, words
from briefing.records import Article, Person

BOUNDARY = ",。!?;:\n\0()《》<>…—"
ROLE = 40  # characters a role may have
_HAN = re.compile(r"[一-鿿]")
_HAN_ONLY = re.compile(r"[一-鿿]+")
# After a name: what can only follow a whole word (2), and what mostly does (1).
_FOLLOWING = words(
    "逢人 挺身 毫不 毅然 主动 立即 马上 立刻 连忙 赶紧 赶忙 随即 第一 仔细 认真 耐心 热情 激动 高兴 感慨 兴奋 自豪 开心 欣慰 微笑 满脸 满怀 仍然 依然 依旧 始终 一直 正在 已经 刚刚 "
    "曾经 经常 常常 每天 每月 每年 每次 去年 当天 当时 所在 所说 负责 带着 组织 率领 率队 陪同 主持 出席 参加 代表 获得 荣获 当选 担任 来到 走进 走到 走访 赶到 赶来 前往 回到 "
    "回家 接过 接到 拿出 拿起 拿到 看到 听到 发现 想到 感到 觉得 知道 了解 熟悉 喜欢 习惯 选择 决定 开始 继续 坚持 坚守 放弃 放下 打开 掏出 捐赠 捐款 捐出 报名 加入 成为 创办 "
    "经营 承包 流转 通过 利用 凭借 靠着 根据 按照 为了 因为 由于 虽然 不仅 不但 不顾 不怕 突然 忽然 终于 果断 迅速 快速 轻点 轻轻 仅用 只用 扫码 点赞 点开 点击 勇挑 勇敢 奋不 "
    "纵身 冲进 冲上 伸手 伸出 弯腰 蹲在 蹲下 站在 站起 坐在 躺在 走在 跑到 骑着 开着 推着 拉着 抱着 背着 扛着 提着 拎着 举着 拿着 握着 指着 摸着 捧着 端着 盯着 望着 看着 听着 "
    "想着 掰着 特意 专程 专门 热心 忙着 忙碌 穿梭 奔波 奔赴 投入 投身 驻村 退休 毕业 出生 从事 从小 从军 牵头 结合 围绕 针对 通知 要求 宣布 调研 检查 视察 致辞 讲话 授课 作了 "
    "作为 身穿 身着 头戴 手持 手拿 家里 家中 家住 家门 夫妇 夫妻 一家 两口 两人 三人 等人 本人 同志 老人 女士 先生 "
)
_FIRM = re.compile(
    rf"[{re.escape(BOUNDARY)}、”“\s]|\Z|说|表示|告诉|介绍|坦言|是|在|的|对|向|和|与|以及|等|今年|一行|一边|边[^,。]|们|带领|还|也|都|就|便|正|{SAY.pattern}|{'|'.join(sorted(_FOLLOWING))}"
)
_SAID_OR_MARK = re.compile(rf"[^\w]|\Z|{SAY.pattern}|{'|'.join(sorted(_FOLLOWING))}")
_LOOSE = re.compile(
    r"[把被将从为给让由以于及同跟带又已刚却则到去来走看听想拿举站坐跑笑激感认一不没有曾第每自因前随立组接发进指要率作做身当常热亲先代出获担手负通回早忙仔耐毫主赶陪参赴冒顶穿戴退利用挺放默夫老这那边很十多难信满竖望抹擦乐眼脸心充特两\d]"
    r"|[提抓蹲跳点算试掰搓咧端挑掏掂捧递翻打拉盯数叹拍掐捏挥摸握抱背扛搬推敲开关停骑驾追拦救扶搀喂洗扫种养卖买收割摘采挖修写画读唱教学租借投]"
    r"[着了起过出下住到开上来完成]"
)
# Family names that open no common word; bylines do not count them.
_MORE = frozenset("詹屠席狄廉戎芮邰扈訾卫庄邬酆隗蓟庾贲羿禹卞阚")
# Rarer family names, sure enough beside a title or an age alone.
_RARE = frozenset(
    "庄初明玄南禹时衣桓闪呼智敬奚宣滑昝麻仵仉佴俸况劳危原双司后呙商姬娄宓寻弓归怀恽战折拜敏斐晁暨桐楠殳汝泰洛海淡漆潭澹炎爱班瑞璩畅盘眭矫硕禤竹笪"
    "籍粘糜续缑罕羿肇胥良若茆茹荀莘菅萧葆蒯蔺虎虢衡逄逯迟郏郧鄂阴雒韶鞠颉鹿黑鼎亢仝冼凡勾朴么乜昌乐平贝强杭吉於邴松富乌蓬祖束薄索咸蔚浦宦终越夔隆融巢红苍堵党益"
)
_TELLS = re.compile(  # after a name that no title precedes
    rf"(?:{SAY.pattern})|{HONORIFIC}(?:{SAY.pattern}|今年)|今年\d|今年[一二三四五六七八九十]|\((?:男|女|\d)|,?(?:男|女),|对[^,。]{{1,6}}(?:说|表示)|[^,。!?;:\0]{{1,8}}(?:地|着|记者)(?:说|表示|告诉|介绍)"
    r"|(?:正?是|作为|现任|曾任|担任)(?P<what>[^,。!?;:\n\0]{2,40})"
)
_NONE = re.compile(
    rf"边[^,。]{{1,5}}边|[一-鿿]{HONORIFIC}"
)  # 边走边说 begins with a family name; 黄大爷 is no full name
_AGED = re.compile(r"岁(?:[^,。!?;:\n\0]{0,20})的\Z")
_FOREIGN = re.compile(r"[一-鿿]{1,6}(?:·[一-鿿]{1,7})+")
_CUT = re.compile(
    r"[、了着是由跟被把让叫请问]|过(?!境|渡|滤)|到|给(?!排|水)|对(?!外|口|台)|向(?!阳|东|前|家|荣)|有(?!限|色|机|线|关)|作为|以及|(?<!残疾|工会|青年)(?:当选|采访|慰问|偶遇|遇见|看望)|(?<=[长员任记])[和与及]"
)
_OPENING = re.compile(
    r"(?:在|据|当|而|但|随后|接着|同时|其中|此外|此时|另外|如今|目前|经|以|为|从|来自|近日|日前|昨[日天]|今[日天]|当[日天晚时]|连日来|上午|下午|中午|凌晨|清晨|傍晚|晚上?|"
    r"\d+月\d+日?|\d+日|\d+时|\d+分|许|家住|一名|一位|一个|这位|那位|该|\s)+"
)
_OFFICE_OF = re.compile(
    r"(?:局|委|办|处|部|中心|公司|医院|学校|大学|学院|中学|小学|街道|社区|村|镇|乡|厂|站|所|队|集团|银行|院|店|企业|政府|会|馆|园|场|组|小区|苏木|嘎查)的\Z"
)


class Mention(NamedTuple):
    """A name in a text: ``text[start:end]``; ``text[role:start]`` is what precedes it as role, "" where none does."""

    start: int
    end: int
    role: int


def find_people(text: str) -> list[Mention]:
    """Every place where someone named in ``text`` is named, in order. Linear in its length."""
    first = _clear(text)
    counted = Counter(text[one.start : one.end] for one in first)
    known = _index(name for name in counted if not (len(name) > 2 and counted[name[:-1]] > counted[name]))
    return _everywhere(text, known)


def _index(names: Iterable[str]) -> dict[str, list[str]]:
    """Names by their first two characters, longest first."""
    index: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        index.setdefault(name[:2], []).append(name)
    return index


def _everywhere(text: str, known: dict[str, list[str]]) -> list[Mention]:
    found: list[Mention] = []
    end = 0
    for start in range(len(text) - 1):
        if start < end:
            continue
        name = next((name for name in known.get(text[start : start + 2], ()) if text.startswith(name, start)), "")
        if name:
            low = end + 1 if text[end : end + 1] in tuple("、和与及") else 0
            end = start + len(name)
            found.append(Mention(start, end, role_start(text, start, low)))
    return found


def _clear(text: str) -> list[Mention]:
    """Names that a clear pattern shows."""
    found: list[Mention] = []
    end = 0
    for start in range(len(text)):
        if start < end or not _HAN.match(text, start):
            continue
        size = _size(text, start)
        if size:
            end = start + size
            found.append(Mention(start, end, start))
    return found


def _size(text: str, start: int) -> int:
    """How many characters from ``start`` on are a name; 0 where none is."""
    before = text[max(0, start - 30) : start]
    titled = is_title(before[-8:]) or (before.endswith("的") and _AGED.search(before) is not None)
    opens = not before or before[-1] in BOUNDARY or before[-1] in "、 ”的"
    listed = before[-1:] in tuple("、和与") and is_name_before(before)
    if not (titled or opens or listed):
        return 0
    if size := _sounded(text, start, titled, opens):
        return size
    size, rank = surnamed(text, start, rare=titled)
    if not size:
        return 0
    if (titled or opens) and _tells(text, start + size):
        return size
    if not (titled or listed) or (rank < 2 and opens_with_word(text[start : start + size])):
        return 0
    many = any(before.endswith(word) for word in MANY)  # 居民 and 党员 are followed by verbs more often than by names
    return size if rank == 2 or (titled and size == 3 and (rank or not many)) or (titled and rank) else 0


def is_name_before(before: str) -> bool:
    """Whether what stands before 、 or 和 is a name, so that another one may follow."""
    return any(is_name(before[-size - 1 : -1]) and not is_no_name(before[-size - 1 : -1]) for size in (2, 3)) and any(
        is_title(before[: -size - 1][-8:]) for size in (2, 3)
    )


def _tells(text: str, end: int) -> bool:
    match = _TELLS.match(text, end)
    if match is None:
        return False
    return match["what"] is None or is_title(match["what"])


def _sounded(text: str, start: int, titled: bool, opens: bool) -> int:
    """Names of minorities: 买买提·艾力; 那日苏 beside a title or 说."""
    if dotted := _FOREIGN.match(text, start):
        clean = not any(is_title(text[start : start + size]) for size in (2, 3, 4))
        return _dotted_end(text, start, dotted.end()) if clean and (titled or opens) else 0
    if (titled or opens) and (size := _mongolian(text, start, titled)):
        return size
    match = SOUNDS.match(text, start)
    if match is None or (is_surname(text[start : start + 2]) and is_name(match[0])):
        return 0
    for end in range(match.end(), start + 2, -1):
        if SAY.match(text, end) or (titled and _FIRM.match(text, end)):
            return end - start
    return 0


def _mongolian(text: str, start: int, titled: bool) -> int:
    """A Mongolian name that opens like a Chinese one (苏和, 那顺巴雅尔) and ends where a word must begin."""
    for size in (4, 3, 2):
        if text[start : start + size] not in MONGOLIAN:
            continue
        tail = SOUNDING.match(text, start + size)
        for end in range(tail.end() if tail else start + size, start + size - 1, -1):
            if SAY.match(text, end) or (titled and (_FIRM.match(text, end) or _LOOSE.match(text, end))):
                return end - start
    return 0


def _dotted_end(text: str, start: int, end: int) -> int:
    """A dotted name runs up to the first word of saying or mark, else up to what mostly follows a name."""
    first = text.rindex("·", start, end) + 2
    for follows in (_SAID_OR_MARK, _FIRM):
        for stop in range(first, end + 1):
            if follows.match(text, stop):
                return stop - start
    return 0


def surnamed(text: str, start: int, *, rare: bool = False) -> tuple[int, int]:
    """Length of the name with a family name at ``start``, and how sure its end is (2 sure, 1 likely, 0 by its length).

    (0, 0) where no name fits. ``rare`` admits family names that are mostly other words.
    """
    unusual = text[start : start + 1] in _MORE or (rare and text[start : start + 1] in _RARE)
    if not (is_surname(text[start : start + 2]) or unusual) or _NONE.match(text, start):
        return 0, 0
    if text[start : start + 2] in TITLES or text[start : start + 3] in TITLES:
        return 0, 0
    best, rank = 0, -1
    for size in (3, 4) if _double(text, start) else (2, 3):
        name = text[start : start + size]
        if len(name) < size or not (is_name(name) or (unusual and _HAN_ONLY.fullmatch(name))) or is_no_name(name):
            continue
        end = start + size
        here = 2 if _FIRM.match(text, end) else 1 if _LOOSE.match(text, end) else 0
        if here > rank or (here == rank and here < 2):
            best, rank = size, here
    return best, max(rank, 0)


def _double(text: str, start: int) -> bool:
    return is_surname(text[start : start + 2]) and is_name(text[start : start + 4])


def role_start(text: str, end: int, low: int = 0) -> int:
    """Where the role begins, not before ``low``, that ends at ``end``; ``end`` itself where none stands there."""
    if not is_title(text[max(0, end - 8) : end]):
        return end
    start = end
    while start > max(low, end - ROLE) and text[start - 1] not in BOUNDARY:
        start -= 1
    return trim_role(text, start, end)


def trim_role(text: str, start: int, end: int) -> int:
    """Where in ``text[start:end]`` the role itself begins, behind verbs, days and people named before."""
    for match in _CUT.finditer(text, start, end - 1):
        start = match.end()
    opening = _OPENING.match(text, start, end - 1)
    start = opening.end() if opening else start
    of = text.rfind("的", start, end - 2)
    if of >= 0 and not _OFFICE_OF.search(text, max(start, of - 3), of + 1):
        start = of + 1
    if text.count("”", start, end) > text.count("“", start, end):
        start = text.rfind("“", max(0, start - ROLE), start) if "“" in text[max(0, start - ROLE) : start] else start
    return start


def read_people(article: Article) -> tuple[Person, ...]:
    """Everyone whom the article names in a clear pattern, once each, in order; who made it is left out."""
    joined = join_article(article)
    made = {name for _, names in article.byline for name in names}
    found: dict[str, list[Mention]] = {}
    for one in find_people(statement_bounds(joined.folded)):
        name = joined.text[one.start : one.end]
        if name not in made:
            found.setdefault(name, []).append(one)
    return tuple(_person(joined, name, mentions) for name, mentions in found.items())


def _person(joined: Joined, name: str, mentions: Sequence[Mention]) -> Person:
    roles = dict.fromkeys(joined.text[one.role : one.start] for one in mentions if one.role < one.start)
    numbers = dict.fromkeys(number for one in mentions for number in joined.numbers(one.start, one.end))
    spans = joined.spans(mentions[0].start, mentions[0].end)
    return Person(name=name, roles=tuple(roles), sentences=tuple(numbers), spans=spans)
