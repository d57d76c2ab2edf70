"""Where a numeral counts nothing: names, hotlines, models, roads, set phrases, list marks, addresses of files."""

from __future__ import annotations

import re

# Latin letters that follow digits without making them a name: units, written small or as usual.
_UNITS = (
    "kg|km|cm|mm|ml|mg|kWh|kW|kV|MW|GW|Mbps|GB|MB|TB|m2|m|g|t|L|℃|cc|Hz|kHz|MHz|GHz|dB|mol|μm|nm|ppm|rpm|km/h|h|s|min"
)
_CODES = re.compile(
    r"https?://\S+|www\.\S+"
    r"|(?=[\w.-]*\.(?:jpe?g|png|gif|webp|bmp|html?|pdf|docx?|xlsx?|txt|mp[34]|com|cn|net|org)\b)[\w./-]+"
    rf"|[0-9]+[2-6]?G(?![A-Za-z])(?<=[2-6]G)(?<![0-9][0-9]G)"
    rf"|[0-9]+(?:\.[0-9]+)*(?!(?:{_UNITS})(?![A-Za-z]))(?!GB?(?![A-Za-z]))(?!M(?![A-Za-z]))[A-Za-z][A-Za-z0-9-]*"
)
_AFTER_LETTERS = re.compile(r"(?:[A-Za-z]|[A-Za-z][-_.]|[@#_])$")
_CURRENCY = re.compile(r"(?:RMB|USD|EUR|CNY|HKD)\s?$")
_PHONES = re.compile(
    r"(?:1[3-9][0-9]{9}|0[0-9]{2,3}[-—– ][0-9]{7,8}|(?:400|800)[- ][0-9]{3,4}[- ]?[0-9]{3,4}|[0-9]{3,4}-[0-9]{7,8})(?![0-9])"
)
_LINE_NOUNS = "热线|便民|政务|平台|服务热线|市民|报警|急救|救护|接警|接处警|投诉|举报|指挥中心|公众号|微信|客服|联动|出警|公益|电话"
_HOTLINE = re.compile(rf"[0-9]{{3,8}}(?=[”\"』]?(?:{_LINE_NOUNS}))|(?:12[0-9]{{3}}|11[0-9]|12[0-2])(?=[”\"』、,，。])")
_HOTLINE_BEFORE = re.compile(
    r"(?:热线|电话|拨打|拨通|致电|微信|QQ|传真|编号|号码|证号|准字|客服|邮编|车牌|代码|尾号|阅报栏)[号为是:\s“\"]{0,3}(?:[0-9-]{3,13}[、,或和/])*$"
)
_DIGITS = re.compile(r"[0-9]+(?:[.-][0-9]+)*[A-Za-z]*")
_ROADS = re.compile(
    "[0-9]+(?:号线|路(?![口段人灯面障])|国道|省道|县道|乡道|高速|医院|中学|研究所|部队|工程|后(?!\\w{0,2}[天年月日]))"
)
_SUMS = re.compile(
    r"[0-9NnXx]+(?:\s?\+\s?[0-9NnXx]+)+|[0-9]+合[0-9]+|[0-9]+\s?[×xX*](?=\s?[0-9])|[0-9]{1,2}[·•・.][0-9]{1,2}(?=[”\"])|[0-9]{1,2}[·•・][0-9]{1,2}"
)
_YEAR_MARK = re.compile(r"(?<=[〔\[【(])(?:19|20)[0-9]{2}(?=[〕\]】)])")
_ENUMERATOR = re.compile(r"(?:[0-9]{1,2}[、.)](?![0-9])|[一二三四五六七八九十]{1,3}[、.)])")
_IN_BRACKETS = re.compile(r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\)")
_CODE_NUMBER = re.compile(r"0[0-9]+(?![.0-9])(?![:时点月日])")

_D = "[一二两三四五六七八九十]"
# A Chinese numeral without a measure word is no figure, which settles most set phrases (三心二意, 千方百计, 一线).
# Left are those in which a measure word happens to follow; where they share a shape, the shape is given.
_PHRASES = re.compile(
    f"(?<=[前这那过])[两几]天|[正一二三四五六七八九十冬腊]{{1,2}}月(?:初|廿|十[一二三四五六七八九](?![日号]))[一二三四五六七八九十]?|十分(?!钟|之)|{_D}天{_D}(?:头|打|夜)|三天打鱼|{_D}年{_D}(?:载|度|遇)|{_D}步{_D}|{_D}口子|三五成群|一成不变|[二两三]人(?:转|世界|行)"
    f"|{_D}个(?:意识|自信|维护|确立|代表|全面|务必|凡是|先锋|一(?![百千万])|离不开|必由|结合|面向|共同体)|四套班子|五位一体|三位一体"
    f"|{_D}元(?:化|论|结构|区|桥|君|复合)|{_D}台(?:[县区河山])|{_D}门(?:峡|源)|第[0-9]+版|第?十佳|{_D}(?:里|米)(?:屯|桥|河|店|庄|阳光)|百分百|成千上万|千千万万|三两下|一两银|{_D}次元|{_D}家渡"
    f"|{_D}个[^，。、,]{{0,2}}{_D}百年|[一二三四五六七八九十]{{1,3}}届{_D}[中次]|{_D}方面军|{_D}项制度|两手抓|八路军|新四军|{_D}野|{_D}亩地一头牛"
)


def end_of_name(text: str, start: int) -> int | None:
    """Where a numeral at ``start`` that counts nothing ends, in plain ``text``; None where it may count."""
    if text[start].isascii():
        return _end_of_code(text, start)
    if found := _PHRASES.match(text, start):
        return found.end()
    if _opens_line(text, start) and (found := _ENUMERATOR.match(text, start)):
        return found.end()
    return None


def _end_of_code(text: str, start: int) -> int | None:
    before = text[max(0, start - 32) : start]
    if _AFTER_LETTERS.search(before) and not _CURRENCY.search(before):
        return _digits_end(text, start)
    if _HOTLINE_BEFORE.search(before):
        return _digits_end(text, start)
    for pattern in (_PHONES, _HOTLINE, _CODES, _ROADS, _SUMS, _YEAR_MARK, _CODE_NUMBER):
        if found := pattern.match(text, start):
            return found.end()
    if _opens_line(text, start) and (found := _ENUMERATOR.match(text, start)):
        return found.end()
    return None


def _digits_end(text: str, start: int) -> int:
    found = _DIGITS.match(text, start)
    return found.end() if found else start + 1


def _opens_line(text: str, start: int) -> bool:
    return (
        start == 0
        or text[start - 1] in "\n(。;；:：!！?？"
        or (text[start - 1] in " 　" and (start == 1 or text[start - 2] == "\n"))
    )
