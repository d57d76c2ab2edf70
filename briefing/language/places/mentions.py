"""Which place names in a text are places, how much each says of where the text belongs, and which are only visitors.

合川 in 中国移动合川分公司 says much, 青岛 in 原本在青岛市 nothing, 安康 in 百姓安康 is no place at all. The rules read
the characters around a name; every threshold and word here is of Chinese news in general.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from briefing.language.places.gazetteer import Found, Gazetteer
from briefing.records import Division

FULL, SHORT, OFFICE, TOWN, NICKNAME, VISITOR = 2.0, 1.0, 2.0, 1.0, 0.5, 0.05
WINDOW = 8  # characters on either side that may tell what a name is doing there


class Mention(NamedTuple):
    """A name that is a place. ``text`` is printed so; ``weight`` is shared by ``divisions`` where there are several."""

    start: int
    end: int
    text: str
    divisions: tuple[Division, ...]
    weight: float


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Prefecture names that are also words, mountains, rivers or companies: as short names they count beside an office only.
WORDS = _set(
    "安康 和田 朝阳 大同 白山 白城 兴安 黄山 中山 日照 保山 中卫 阿里 白银 天水 黄石 湘西 红河 怒江 凉山 北海 "
    "玉树 丽水 海东 海北 黄南 海西 山南 文山 来宾 百色 四平 宁德 松原 广安 内江 江门 清远 三明 南平 安顺 平凉 "
    "吉安 怀化 延安 三沙 长治 定西 东方"
)
# A name neither ends nor begins in the middle of one of these words: 邵南通讯员, 江北区域, 吉林区.
WORD_AT_END = _set(
    "通讯 通信 通知 通过 通报 通道 通告 通行 通车 通用 通常 通水 通电 田间 田地 田里 田野 安全 安心 安排 安装 "
    "安置 安静 州际 平安 平均 平台 平时 平方 平稳 阳光 阳台 春天 春季 春节 春风 庆祝 区域 区间 区块 区位 区划 "
    "区别 旗帜 旗舰 旗袍 旗下 县域 城市 城乡 城镇 山区 海洋 海岸 水平 水库 水利 江边 河水 南部 南方 北部 北方 "
    "西部 西南 西北 东部 东北 源头 化解 化学 兴趣 兴奋 兴起 作为 作用 作业 作风 口号 门口 门前 明确 明显 明天 "
    "德育 远程 都要 都能 都有 都是 都在 都会 中心 中国 中央 中医 中学 中部 中间"
)
WORD_AT_START = _set(
    "共和 祥和 缓和 温和 公安 治安 平安 民安 保安 全新 创新 更新 扩大 巨大 广大 重大 最大 强大 高兴 振兴 复兴 "
    "联合 结合 配合 综合 集合 整合 融合 符合 适合 各地 全长 成长 增长 市长 区长 县长"
)
STREET = re.compile(
    "[东南西北中]?[一二三四五]?(?:路|街|大道|桥|巷|胡同|小区|花园|家园|广场|苑|公馆|酒店|宾馆|饭店|超市|社区|村|街道|镇|乡"
    "|山|河|江|湖|海|菜|扒鸡|拉面|牛肉面|时代|巴巴|装|精神|会议|战役|起义)"
)
OFFICE_RIGHT = re.compile(
    "(?:港区|港口|经济开发区|高新区|经开区|工业园区?|产业园区?|林业局)|[市区县旗盟州]?(?:第[一二三四五六七八九十]+|人民|中心|中医|蒙医|妇幼|妇幼保健|实验|职业|技术|师范|铁道|铁路|高铁|供电|电力|供水|供热|燃气|"
    "移动|联通|电信|邮政|石油|石化|农商|农村|消防|救援|公安|交警|税务|烟草|气象|融媒体?|广播|火车|长途|汽车|分|支|[一二三四])*"
    "(?:公司|医院|学校|中学|小学|大学|学院|银行|支行|分行|信用社|支队|大队|总队|海关|税务局|供电局|法院|检察院|分局|[东西南北]?站|机场|"
    "日报|晚报|晨报|都市报|电视台|融媒体中心|新闻网|讯|好人|12345)"
)
# 新华医院, 和平小学, 友谊公司: a county's short name there is a virtue more often than a place.
VIRTUE = re.compile("(?:第[一二三四五六七八九十]+|实验)?(?:公司|医院|学校|中学|小学|大学|学院)|好人|讯号")
OFFICE_LEFT = re.compile(
    "(?:国网|中国移动|中国电信|中国联通|中国铁塔|中国邮政|中国石油|中国石化|中国人寿|人保财险|工行|农行|中行|建行|国家税务总局|"
    "南方电网|内蒙古电力|美丽|魅力|平安|法治|信用)$"
)
# Where somebody goes, comes from or once was. 从 alone is no sign (记者从市教育局获悉), 从 with a movement is.
AWAY_LEFT = re.compile(
    "(?:驰援|支援|援助|增援|援|奔赴|赶赴|前赴|赴|前往|开往|发往|飞往|运往|返回|抵达|离开|毕业于|就读于?|考入|考上|原本?在|"
    "曾在|曾到|远在|远赴|途经|途径|邻近|比邻|祖籍|老家在?|滞留).{0,2}$"
)
AWAY_RIGHT = re.compile(
    "[省市区县]?(?:.{0,6}(?:医疗队|支援队|援.{0,3}队)|的?(?:代表团|考察团|考察组|老乡|籍|游客|客商|方向|务工|打工|专家组)|"
    ".{0,8}(?:读大|上大学|就读|上学|毕业)|.{0,4}(?:返回|返乡|返家|返来|归来|赶来|赶回|运来|运抵|调来|发来|来的))"
)
SETS_OUT = re.compile(".{0,8}?(?:开出|开来|运|赶|驶|飞|返|调|出发|转来|转到|嫁|考到|来到)")
# One person's home is not yet the story's place.
HOME_LEFT = ("家住", "住在", "来自")

# A person called 长春: 王长春说, 记者李建平.
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘"
    "杜戴夏钟汪田姜范崔姚谭廖邹熊陆郝孔白康毛邱秦史顾侯邵孟龙万段雷钱汤尹黎易武乔贺赖龚"
)
PERSON_LEFT = re.compile(
    f"(?:记者|通讯员|书记|主任|局长|经理|医生|护士|村民|居民|市民|队员|队长|司机|老师|志愿者|民警|同志|员|长)\\s?[{SURNAMES}]$"
)
PERSON_RIGHT = re.compile("说|表示|介绍|告诉|坦言|笑|回忆|老人|女士|先生|大爷|大妈|夫妇|一家|同志")


def mentions(
    text: str, gazetteer: Gazetteer, known: frozenset[str] = frozenset(), scanned: Sequence[Found] | None = None
) -> list[Mention]:
    """The places that ``text`` names, in order. ``known`` are full names of counties that the page names elsewhere.

    ``scanned`` is ``gazetteer.scan(text)``, where the caller has it.
    """
    out: list[Mention] = []
    for found in gazetteer.scan(text) if scanned is None else scanned:
        narrowed = _after_city(found, out, gazetteer)
        mention = _weigh(text, narrowed, gazetteer, known)
        if mention is None:
            continue
        if out and out[-1].end == mention.start and out[-1].weight <= VISITOR:  # 原本在青岛市 + 市北区: both visitors
            mention = mention._replace(weight=min(mention.weight, VISITOR))
        out.append(mention)
    return out


def town_mentions(text: str, gazetteer: Gazetteer) -> list[Mention]:
    """Towns and subdistricts named in full; ``divisions`` are the counties that have one of that name."""
    return [Mention(s, e, text[s:e], counties, TOWN) for s, e, counties in gazetteer.scan_towns(text)]


def _after_city(found: Found, before: list[Mention], gazetteer: Gazetteer) -> Found:
    """市北区 right after 青岛市 is Qingdao's alone."""
    if not before or before[-1].end != found.start:
        return found
    inside = tuple(d for d in found.divisions if any(_lies_in(d, b, gazetteer) for b in before[-1].divisions))
    return found._replace(divisions=inside) if inside else found


def _lies_in(division: Division, above: Division, gazetteer: Gazetteer) -> bool:
    here: Division | None = division
    while here is not None:
        here = gazetteer.parent(here)
        if here == above:
            return True
    return False


def _weigh(text: str, found: Found, gazetteer: Gazetteer, known: frozenset[str]) -> Mention | None:
    name = text[found.start : found.end]
    left, right = text[max(0, found.start - WINDOW) : found.start], text[found.end : found.end + 2 * WINDOW]
    full = tuple(d for d in found.divisions if d.zh == name)
    divisions = full or found.divisions
    weight = FULL if full else _short_weight(name, divisions, left, right, gazetteer, known)
    if full and (name[-1] + right[:1] in WORD_AT_END or _is_common(name, left, right)):
        return None
    if weight and _is_away(left, right):
        weight = VISITOR
    elif left.endswith(HOME_LEFT):
        weight /= 2
    office = OFFICE_RIGHT.match(right)
    printed = name + (office.group() if office else "")
    return Mention(found.start, found.end, printed, divisions, weight) if weight else None


def _is_common(name: str, left: str, right: str) -> bool:
    """城区, 郊区, 矿区, 东区, 新市区 are words first: only after their city's name are they places."""
    if name in ("城区", "郊区", "矿区", "东区", "西区", "城中区", "新市区", "老城区", "山城区"):
        return not left.endswith("市")
    return name in ("东方市", "新星市", "白杨市", "合作市") and right[:1] in ("场", "民", "政")


def _short_weight(
    name: str, divisions: tuple[Division, ...], left: str, right: str, gazetteer: Gazetteer, known: frozenset[str]
) -> float:
    """Weight of a short name, former name or nickname; 0 where it is no place."""
    if name[-1] + right[:1] in WORD_AT_END or left[-1:] + name[0] in WORD_AT_START or STREET.match(right):
        return 0
    if _is_person(left, right):
        return 0
    if name in gazetteer.nicknames:
        return NICKNAME
    if len(name) > 2 and name[-1] in "市区县旗州盟":
        return FULL
    above_county = any(gazetteer.is_city(d) or gazetteer.is_province(d) for d in divisions)
    virtue = not above_county and VIRTUE.match(right) and not any(d.zh in known for d in divisions)
    if not virtue and (OFFICE_RIGHT.match(right) or OFFICE_LEFT.search(left)):
        return OFFICE
    if any(d.zh in known for d in divisions) or (above_county and name not in WORDS):
        return SHORT
    return 0


def _is_person(left: str, right: str) -> bool:
    return bool(PERSON_LEFT.search(left) or (left[-1:] in tuple(SURNAMES) and PERSON_RIGHT.match(right)))


def _is_away(left: str, right: str) -> bool:
    clause_left = re.split("[,,。;;:: 、“”\n]", left)[-1]
    clause_right = re.split("[,,。;;::、“”\n]", right)[0]
    sets_out = clause_left.endswith("从") and SETS_OUT.match(clause_right)
    return bool(sets_out or AWAY_LEFT.search(clause_left) or AWAY_RIGHT.match(clause_right))
