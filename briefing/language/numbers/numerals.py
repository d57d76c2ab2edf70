"""Chinese numerals, plain and mixed: 三千二百, 2.6万, 1万2千, 3亿5千万, 十七八, 二〇二二.

The grammar is given twice: as regular expressions, which say where a numeral ends in running text, and as
:func:`numeral_value`, which says what it is worth.
"""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
_TENS = {"廿": 20, "卅": 30}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}

# Printed variants of one character, so that one grammar reads them all. One character stays one character.
# The digits of cheques and deeds are read before 元 alone: elsewhere they are parts of words (陆续, 队伍).
_FORMAL = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟圆", "一二二三三四五六六七八九十百千元")
_DEED = re.compile("[壹贰貳叁參肆伍陆陸柒捌玖拾佰仟万亿零]+[元圆]")
_PRINTED = "○●兩萬億餘點個歲輪時過達數幾"
_PLAIN = "〇〇两万亿余点个岁轮时过达数几"
_NORMAL = str.maketrans(_PRINTED, _PLAIN)
# Full-width forms stand 0xFEE0 above ASCII. The comma stays as it is: it parts clauses and never groups thousands.
_NORMAL.update({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code != 0xFF0C})

ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
# 千 and 百 scale Arabic digits (5千袋) unless they begin a unit (10千米) or 百分.
_SCALE = "(?:万亿|[百千]?[万亿]|[百千](?![米瓦克伏卡帕赫分]))"
_MIXED = rf"{ARABIC}(?:\s?{_SCALE}(?:零?[0-9]{{1,4}}(?![0-9.])(?:{_SCALE})?)*)?"

_D = "[一二两三四五六七八九]"
_TEN = rf"(?:{_D}?十{_D}?|[廿卅]{_D}?)"
_SECTION = rf"(?:{_D}千(?:零?{_D}百)?(?:零?(?:{_TEN}|{_D}))?|{_D}百(?:零?(?:{_TEN}|{_D}))?|{_TEN}|{_D}|零)"
_DECIMALS = "(?:点[零〇一二三四五六七八九]+)?"
_LARGE_STEP = rf"(?:零?{_SECTION}(?:万亿|[万亿])?)"
_HAN = rf"(?:{_SECTION}{_DECIMALS}(?:(?:万亿|[万亿]){_LARGE_STEP}{{0,2}})?)"
# 三五 and 七八, 十七八, 三四百, 两三千: two neighbours side by side name a range.
_PAIR = "(?:一两|一二|两三|二三|三四|三五|四五|五六|六七|七八|八九)"
_PAIRED = rf"(?:(?:{_D}?十|{_D}百)?{_PAIR}(?:[十百千][万亿]?|[万亿])?)"
_PAIRED_PARTS = re.compile(rf"(?P<head>(?:{_D}?十|{_D}百)?)(?P<pair>{_PAIR})(?P<tail>[十百千万亿]*)")

NUMERAL = rf"(?:{_MIXED}|{_PAIRED}(?![零〇一二三四五六七八九])|{_HAN})"
HAN_RUN = "[零〇一二两三四五六七八九十百千万亿廿卅]"
BARE = "(?:万亿|[十百千]?[万亿]|[百千])"  # only a number beside 近 上 数 几 余 多: 上千, 数十万, 百余
DIGIT_STRING = "(?:[零〇一二三四五六七八九]{4})"

_TOKEN = re.compile(rf"(?P<digits>{ARABIC}|[零〇一二两三四五六七八九]+{_DECIMALS})|(?P<unit>[十百千万亿廿卅])")


def plain(text: str) -> str:
    """``text`` with full-width and traditional digits made plain; offsets stay."""
    return _DEED.sub(lambda deed: deed.group().translate(_FORMAL), text.translate(_NORMAL))


def numeral_value(numeral: str) -> Decimal:
    """What a plain numeral is worth: 3亿5千万 → 350000000, 三万五 → 35000, 百 → 100; of a pair, the lower."""
    low, _ = numeral_bounds(numeral)
    return low


def numeral_bounds(numeral: str) -> tuple[Decimal, Decimal]:
    """Lower and upper value: 十七八 → (17, 18); both the same where one number is printed."""
    pair = _PAIRED_PARTS.fullmatch(numeral)
    if pair is None:
        value = _worth(numeral)
        return value, value
    low, high = (_worth(pair["head"] + digit + pair["tail"]) for digit in pair["pair"])
    return low, high


def _worth(numeral: str) -> Decimal:
    total = section = Decimal(0)
    digits: str | None = None
    unit = 1
    for token in _TOKEN.finditer(numeral):
        sign = token["unit"]
        if sign is None:
            digits = token["digits"]
        elif sign in _TENS:
            section, unit, digits = section + _TENS[sign], 10, None
        elif sign in _SMALL:
            unit = _SMALL[sign]
            section, digits = section + (_number(digits) if digits else 1) * unit, None
        else:
            unit = _LARGE[sign]
            total, section, digits = _lift(total, section + _number(digits), unit), Decimal(0), None
    return total + section + _tail(digits, unit)


def _lift(total: Decimal, section: Decimal, unit: int) -> Decimal:
    """A section closed by 万 or 亿. 亿 lifts all before it (2万3千亿), 万 only its own section (3亿5千万)."""
    if unit == _LARGE["亿"] and total < unit:
        return ((total + section) or Decimal(1)) * unit
    return total + (section if section or total else Decimal(1)) * unit


def _tail(digits: str | None, unit: int) -> Decimal:
    """The last digits: a lone digit after 百, 千, 万 or 亿 counts the next lower unit (三万五 is 35,000)."""
    value = _number(digits)
    if digits and len(digits) == 1 and unit >= 100:
        return value * (unit // 10)
    return value


def _number(digits: str | None) -> Decimal:
    if not digits:
        return Decimal(0)
    if digits[0].isascii():
        return Decimal(digits.replace(",", ""))
    return Decimal("".join("." if sign == "点" else str(_DIGITS[sign]) for sign in digits))
