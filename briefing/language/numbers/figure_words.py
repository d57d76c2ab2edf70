"""A figure in the reader's words: nearly 5,000, more than 2,600 person-times, RMB 350,000, 17.5%, 21 February."""

from __future__ import annotations

import datetime
import re
from fractions import Fraction

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from briefing.records import Figure

_MORE, _ABOUT, _LESS, _LEAST, _MOST = "more than {}", "about {}", "less than {}", "at least {}", "no more than {}"
_ROUGHLY = {
    "近": "nearly {}", "将近": "nearly {}", "接近": "close to {}", "以上": "{} or more", "以下": "{} or less",
    "之多": "as many as {}", "至多": "at most {}",
    **dict.fromkeys(("约", "大约", "大概", "约为", "约有", "大致", "左右", "上下", "来"), _ABOUT),
    **dict.fromkeys(("余", "多", "几", "逾", "超", "超过", "超过了", "超出", "突破", "破", "多于", "高于", "有余", "开外", "上", "过"), _MORE),
    **dict.fromkeys(("还多",), _MORE),
    **dict.fromkeys(("不足", "不到", "少于", "低于"), _LESS),
    **dict.fromkeys(("至少", "最少", "不低于", "不少于", "不下"), _LEAST),
    **dict.fromkeys(("不超过", "不高于", "不多于"), _MOST),
}  # fmt: skip
_CURRENCY = {
    "yuan": "RMB",
    "US dollars": "US$",
    "euros": "EUR",
    "Hong Kong dollars": "HK$",
    "pounds": "GBP",
    "yen": "JPY",
}
_VAGUE = {
    10: "dozens", 100: "hundreds", 1000: "thousands", 10**4: "tens of thousands", 10**5: "hundreds of thousands",
    10**6: "millions", 10**7: "tens of millions", 10**8: "hundreds of millions", 10**9: "billions",
}  # fmt: skip
_SINGULAR = {
    "people": "person", "years old": "year old", "square metres": "square metre", "branches": "branch",
    "Party branches": "Party branch", "square kilometres": "square kilometre", "cubic metres": "cubic metre",
}  # fmt: skip
_PATTERN = "#,##0.##########"
_ISO = re.compile(
    r"(?P<relative>last-year|next-year|two-years-ago)?(?:(?P<year>[0-9]{4})|-)?-?(?P<month>[0-9]{2})?(?:-(?P<day>[0-9]{2}))?"
)
_RELATIVE = {"last-year": "last year", "next-year": "next year", "two-years-ago": "the year before last"}


def render_value(figure: Figure, lang: str) -> str:
    """A Chinese figure in English words and marks; in other languages its digits, or its date, by CLDR.

    A number that only its print can say (二〇世纪九十年代 outside English) comes back as printed.
    """
    if figure.iso:
        return (
            "–".join(_moment(iso, lang) for iso in figure.iso.split("/"))
            if "X" not in figure.iso
            else _decade(figure, lang)
        )
    if figure.value is None and figure.low is None:
        return figure.text
    if not _is_english(lang):
        return _digits(figure, lang)
    number = _vague(figure) or _fraction(figure) or _digits(figure, lang)
    if figure.kind == "ordinal":
        return f"No. {number}"
    if figure.kind == "multiple" and figure.text.startswith("翻") and figure.value == 2:
        return "doubled"
    return _roughly(figure, _with_unit(figure, number))


def _is_english(lang: str) -> bool:
    return lang.split("-")[0].lower() == "en"


def _locale(lang: str) -> Locale:
    """The locale of ``lang``; of plain English the British one, which writes 21 February."""
    if lang.lower() == "en":
        return Locale("en", "GB")
    try:
        return Locale.parse(lang, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en", "GB")


# ------------------------------------------------------------------ dates


def _decade(figure: Figure, lang: str) -> str:
    return figure.iso.replace("X", "0s") if _is_english(lang) else figure.text


def _moment(iso: str, lang: str) -> str:
    """One date or time: 21 February 2022, 13:00; in English 去年10月 is October last year."""
    date, _, time = iso.partition("T") if "T" in iso else ("", "", iso) if iso[2:3] == ":" else (iso, "", "")
    found = _ISO.fullmatch(date)
    words = _date(found, lang) if found and date else date
    relative = f" {_RELATIVE[found['relative']]}" if found and found["relative"] and _is_english(lang) else ""
    return ", ".join(filter(None, (time, words + relative)))


def _date(found: re.Match[str], lang: str) -> str:
    year, month, day = (int(found[name] or 0) for name in ("year", "month", "day"))
    if not month:
        return str(day or year)
    if not (year or day):
        return _month_name(month, _locale(lang))
    try:  # a leap year stands in for a year that is not printed: 29 February exists
        when = datetime.date(year or 2000, month, day or 1)
    except ValueError:
        return found.group()
    if year and day:
        return format_date(when, "long", locale=_locale(lang))
    return format_skeleton("yMMMM" if year else "MMMMd", when, locale=_locale(lang))


def _month_name(month: int, locale: Locale) -> str:
    """The name as it stands alone (февраль); where CLDR only inherits a number for that, as it stands in a date."""
    names = (locale.months[context]["wide"][month] for context in ("stand-alone", "format"))
    return str(
        next(
            (name for name in names if not any(sign.isdigit() for sign in name)), locale.months["format"]["wide"][month]
        )
    )


# ------------------------------------------------------------------ numbers


def _digits(figure: Figure, lang: str) -> str:
    ends = [figure.value] if figure.value is not None else [figure.low, figure.high]
    return "–".join(format_decimal(end, format=_PATTERN, locale=_locale(lang)) for end in ends if end is not None)


def _vague(figure: Figure) -> str:
    """数百 → hundreds; "" where the number is known."""
    if figure.value is not None or figure.high is not None or figure.low is None:
        return ""
    return _VAGUE.get(int(figure.low), "many times " + format_decimal(figure.low, locale="en"))


def _fraction(figure: Figure) -> str:
    """三分之二 → 2/3, for 66.67% would say more than is printed; "" for other figures."""
    if figure.value is None or "分之" not in figure.text or "百分之" in figure.text:
        return ""
    return str(Fraction(figure.value / 100).limit_denominator(1000))


def _with_unit(figure: Figure, number: str) -> str:
    if _fraction(figure):
        return number
    if figure.kind == "money" and figure.unit_en in _CURRENCY:
        return f"{_CURRENCY[figure.unit_en]} {number}"
    if figure.kind == "percent":
        return f"{number}%"
    if figure.kind == "multiple" and figure.unit_en == "times more" and figure.value is not None:
        # 增长2倍 adds twice the old amount; "2 times more" is read both ways in English.
        return f"{format_decimal(figure.value * 100, format=_PATTERN, locale='en')}% more"
    unit = _singular(figure.unit_en) if figure.value == 1 else figure.unit_en
    of = "of " if unit and _vague(figure) else ""
    return f"{number} {of}{unit}".rstrip()


def _singular(unit: str) -> str:
    """1 metre, 1 person, 1 community, 1 kilowatt-hour."""
    if unit in _SINGULAR:
        return _SINGULAR[unit]
    if unit.endswith("ies"):
        return unit.removesuffix("ies") + "y"
    if unit.endswith("xes"):
        return unit.removesuffix("es")
    return unit.removesuffix("s") if not unit.endswith(("ss", "us")) else unit


def _roughly(figure: Figure, words: str) -> str:
    approx = [word for word in figure.approx.split("…") if word in _ROUGHLY]
    if not approx or _vague(figure):
        return words
    return _ROUGHLY[approx[0]].format(words)
