"""What a Chinese person's name looks like, for reading bylines. No list of persons: surnames and lengths only."""

from __future__ import annotations

import re

# The common family names (百家姓 and the surnames of the 2020 census' ten thousand most frequent name bearers).
_SINGLE = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢"
    "姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常"
    "汤康易乔赖文庞樊兰殷施洪翟安颜倪牛温芦季俞章鲁葛伍申尤毕聂柴焦代包左管解闻仰谌么辛阮纪骆欧祝梅岳盛关"
    "耿涂齐裴翁阎柳邢路柯项岑华童鲍喻费霍褚凌游窦裘宫靳宁甘苗单车谷臧凤丛屈冉桂郎巫房简麦诸蒙景蒲尚晏连敖"
    "祁舒卜米古苟成晋仇滕厉习穆占艾查冀桑楼阳池边燕饶卞隋曲巩封沙佟蓝瞿戚湛储应沃佘云计匡傅楚嵇宗刁仲暴"
    "雍牟鄢帅卓符郁居冷甄濮宿满巴竺盖邸寇支郦亓荆幸郜汲闵羊惠荣邝禹骈展柏苑茅栾印贡钮来戈皮虞缪揭花阙粟步"
    "禄郗颛谈练寿伊"
)
_DOUBLE = frozenset(
    ("欧阳", "上官", "司马", "诸葛", "皇甫", "令狐", "东方", "慕容", "尉迟", "公孙", "司徒", "夏侯", "端木")
)
_HAN = re.compile(r"[\u3400-\u9fff]+(?:[·•.][\u3400-\u9fff]+)*\Z")
_DOTTED = re.compile(r"[\u3400-\u9fff]{1,8}[·•.][\u3400-\u9fff]{1,8}(?:[·•.][\u3400-\u9fff]{1,8})?\Z")
# Words that stand in brackets or beside 记者 and name nobody.
_NOBODY = re.compile(
    r"本报|本网|本刊|记者|综合|待续|未完|见图|组图|资料|资料图|图片|下转|上接|"
    r"节选|摘编|有删节|未完待续|据新|新华社|新华网|新华|央视|人民网|中新社|中新网|"
    r"人民日报|报道|现场|看到|了解|获悉|了解到|采访|手记|来到|走进|发现|从市|"
    r"昨日|今日|近日|日前|连日|下同|编辑|校对|责编|美编|来稿|供稿|供图|通讯|"
    r"附图|附表|如图|左图|右图|上图|下图|主持人|图文|作者|转载|同上|全文|摘要|"
    r"代拟稿|试行|第一|之一|之二|左一|左二|右一|右二|中间|左三|右三|前排|后排|"
    r"全市|全区|全县|化名|均为化名"
)


def is_surname(text: str) -> bool:
    """Whether ``text`` opens with a family name."""
    return text[:1] in _SINGLE or text[:2] in _DOUBLE


def could_be_name(text: str) -> bool:
    """Whether a word in a place where names stand can be one; names of minorities run longer and have no surname."""
    return (
        2 <= len(text) <= (20 if is_dotted(text) else 9)
        and _HAN.match(text) is not None
        and not _NOBODY.fullmatch(text)
    )


def is_dotted(text: str) -> bool:
    """Whether ``text`` is a name of parts with dots between them: 阿依努尔·卡德尔."""
    return _DOTTED.match(text) is not None


def is_name(text: str) -> bool:
    """Whether ``text`` is a name on its looks alone: surname and one or two characters (three after 欧阳), or dotted."""
    if is_dotted(text):
        return True
    if not could_be_name(text) or not is_surname(text):
        return False
    return len(text) <= (4 if text[:2] in _DOUBLE else 3)


def split_glued(text: str) -> tuple[str, ...]:
    """Names printed without a space between them (孟祥伟么立宝), or the one name that ``text`` is."""
    if len(text) < 4 or text[:2] in _DOUBLE or len(text) > 6:
        return (text,)
    for cut in (3, 2):
        first, second = text[:cut], text[cut:]
        if is_name(first) and is_name(second):
            return (first, second)
    return (text,)
