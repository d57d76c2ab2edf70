"""Where a numeral counts nothing: names, hotlines, models, roads, set phrases, list marks, addresses of files."""

from __future__ import annotations

import re

# Latin letters after digits that are a unit; any others make the two a name (4S店, 3D打印).
_UNIT = "(?:kWh|kW|kV|MW|GW|Mbps|GB|MB|TB|kHz|MHz|GHz|Hz|kg|km|cm|mm|ml|mg|m2|cc|dB|mol|μm|nm|ppm|min|m|g|t|L|h|s|M|G)"
_CODE = re.compile(
    rf"[2-6]G(?![A-Za-z])|[0-9]+(?:\.[0-9]+){{0,3}}(?!{_UNIT}(?![A-Za-z]))[A-Za-z][A-Za-z0-9-]*"
    r"|[A-Za-z0-9_-]{1,60}\.(?:jpe?g|png|gif|webp|bmp|html?|pdf|docx?|xlsx?|txt|mp[34])(?![A-Za-z])"
    "|[0-9][.][0-9](?=版|时代|模式|升级)"
)
_AFTER_LETTERS = re.compile(r"(?:[A-Za-z][-_.]?|[@#_])$")
_CURRENCY = re.compile(r"(?:RMB|USD|EUR|CNY|HKD)\s?$")
_PHONE = re.compile(
    r"(?:1[3-9][0-9]{9}|0[0-9]{2,3}[-—– ][0-9]{7,8}|(?:400|800)[- ][0-9]{3,4}[- ]?[0-9]{3,4}|[0-9]{3,4}-[0-9]{7,8})"
    "(?![0-9元])"
)
# Service numbers by what follows them; of those known by heart (110, 120, 12345) also where no measure word follows.
_HOTLINE = re.compile(
    r"[0-9]{3,8}(?=[”\"』]?(?:热线|便民|政务|平台|服务热线|报警|急救|救护|接警|接处警|投诉|举报|指挥中心|公众号|客服|联动|公益))"
    r"|(?:12[0-9]{3}|11[0-9]|12[0-2])(?=[”\"』、，。)]|,(?![0-9])|市民|电话)"
)
_HOTLINE_BEFORE = re.compile(
    r"(?:热线|电话|拨打|拨通|致电|微信|QQ|传真|编号|号码|证号|准字|客服|邮编|车牌|代码|尾号)[号为是:\s“\"]{0,3}"
    "(?:[0-9-]{3,13}[、,或和/])*$"
)
_DIGITS = re.compile(r"[0-9]+(?:[.-][0-9]+)*[A-Za-z]*")
_ROAD = re.compile(
    "[0-9]+(?:号线|路(?![口段人灯面障])|国道|省道|县道|乡道|高速|医院|中学|研究所|部队|工程)|[0-9][05]后(?![天年月日])"
)
# 7+24, 1+N, 10合1, 7×(24小时), 12·4.
_SUM = re.compile(
    r"[0-9NnXx]+(?:\s?\+\s?[0-9NnXx]+)+|[0-9]+合[0-9]+|[0-9]+\s?[×xX*](?=\s?[0-9])|[0-9]{1,2}[·•・][0-9]{1,2}"
    r"|[0-9]{1,2}\.[0-9]{1,2}(?=[”\"])"
)
_YEAR_MARK = re.compile(r"(?<=[〔\[【(])(?:19|20)[0-9]{2}(?=[〕\]】)])")  # 〔2022〕15号
_PRINT_PAGE = re.compile("[0-9]{1,2}版")
_LEADING_ZERO = re.compile(r"0[0-9]+(?![.0-9])(?![:时点月日])")
_IN_CODES = (_PHONE, _HOTLINE, _CODE, _ROAD, _SUM, _YEAR_MARK, _LEADING_ZERO)
_ENUMERATOR = re.compile("(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[、.)](?![0-9])")

_D = "[一二两三四五六七八九十]"
# A Chinese numeral without a measure word is no figure, which settles most set phrases (三心二意, 千方百计, 一线).
# Left are those in which a measure word happens to follow; where they share a shape, the shape is given.
_PHRASE = re.compile(
    "(?<=[前这那过])[两几]天|十分(?!钟|之)|三五成群|一成不变|(?<=成)千上万|百分百|四套班子|[三五]位一体|两手抓"
    # Lunar days: 七月初五, 八月十五.
    f"|[正一二三四五六七八九十冬腊]{{1,2}}月(?:初|廿|十{_D}(?![日号])){_D}?"
    f"|{_D}天{_D}(?:头|夜|打)|{_D}年{_D}(?:载|度|遇)|{_D}步{_D}|{_D}口子|[二两三]人(?:转|世界|行)"
    # Slogans that count their own parts: 两个维护, 四个意识, 五个一.
    f"|{_D}个(?:意识|自信|维护|确立|代表|全面|务必|凡是|先锋|离不开|必由|结合|面向|共同体|一(?![百千万]))"
    # Terms of congresses, and names that begin with a numeral: 十九届六中, 三台县, 五元桥.
    f"|{_D}{{1,3}}届{_D}[中次]|{_D}元(?:化|论|结构|区|桥|君|复合)|{_D}台[县区河山]|{_D}门(?:峡|源)|{_D}[里米](?:屯|桥|河|店|庄)"
)


def end_of_name(text: str, start: int) -> int | None:
    """Where a numeral at ``start`` that counts nothing ends, in plain ``text``; None where it may count."""
    if text[start] == "第":
        page = _PRINT_PAGE.match(text, start + 1)
        return page.end() if page else None
    if text[start].isascii():
        return _end_of_code(text, start)
    if found := _PHRASE.match(text, start):
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
    for pattern in _IN_CODES:
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
