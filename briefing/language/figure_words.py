"""A figure in the reader's words: nearly 5,000, more than 2,600 person-times, RMB 350,000, 17.5 %."""

from __future__ import annotations

from decimal import Decimal

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

from briefing.records import Figure

# The printed word, and its English where it stands before the number; "{}" where it goes around it.
_ROUGHLY = {
    "近": "nearly {}", "将近": "nearly {}", "接近": "close to {}", "约": "about {}", "大约": "about {}", "大概": "about {}",
    "约为": "about {}", "约有": "about {}", "大致": "about {}", "左右": "about {}", "上下": "about {}", "余": "more than {}",
    "多": "more than {}", "来": "about {}", "几": "more than {}", "逾": "more than {}", "超": "more than {}",
    "超过": "more than {}", "超过了": "more than {}", "超出": "more than {}", "突破": "more than {}", "多于": "more than {}",
    "高于": "more than {}", "有余": "more than {}", "开外": "more than {}", "上": "{} or more", "过": "more than {}",
    "以上": "{} or more", "以下": "{} or less", "以内": "within {}", "之内": "within {}", "之多": "as many as {}",
    "不足": "less than {}", "不到": "less than {}", "少于": "less than {}", "低于": "less than {}", "至少": "at least {}",
    "最少": "at least {}", "不低于": "at least {}", "不少于": "at least {}", "不下": "at least {}", "至多": "at most {}",
    "不超过": "no more than {}", "不高于": "no more than {}", "不多于": "no more than {}", "不等": "from {}",
}  # fmt: skip
_CURRENCY = {"yuan": "RMB", "US dollars": "US$", "euros": "EUR", "Hong Kong dollars": "HK$", "pounds": "GBP", "yen": "JPY"}
_VAGUE = {10: "dozens", 100: "hundreds", 1000: "thousands", 10**4: "tens of thousands", 10**5: "hundreds of thousands",
          10**6: "millions", 10**7: "tens of millions", 10**8: "hundreds of millions", 10**9: "billions"}  # fmt: skip
_TIMES = {2: "double"}


def render_value(figure: Figure, lang: str) -> str:
    """The value of a Chinese figure in English words and marks; in other languages its digits alone, by CLDR.

    Dates and times come back as they are printed: their words are the caller's.
    """
    if figure.value is None and figure.low is None:
        return figure.text
    if lang.split("-")[0].lower() != "en":
        return _digits(figure, lang)
    number = _vague(figure) or _digits(figure, lang)
    if figure.kind == "ordinal":
        return f"No. {number}"
    return _roughly(figure, _with_unit(figure, number))


def _digits(figure: Figure, lang: str) -> str:
    locale = _locale(lang)
    ends = [figure.value] if figure.value is not None else [figure.low, figure.high]
    return "–".join(format_decimal(end.normalize(), format=_PATTERN, locale=locale) for end in ends if end is not None)


_PATTERN = "#,##0.##########"


def _locale(lang: str) -> Locale:
    try:
        return Locale.parse(lang, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en")


def _vague(figure: Figure) -> str:
    """数百 → hundreds; "" where the number is known."""
    if figure.value is not None or figure.high is not None or figure.low is None:
        return ""
    words = _VAGUE.get(int(figure.low))
    return words or f"several times {format_decimal(figure.low, locale='en')}"


def _with_unit(figure: Figure, number: str) -> str:
    if figure.unit_en in _CURRENCY:
        return f"{_CURRENCY[figure.unit_en]} {number}"
    if figure.kind == "percent":
        return f"{number} %"
    if figure.kind == "multiple":
        return f"{number} {figure.unit_en}"
    unit = _singular(figure.unit_en) if figure.value == 1 else figure.unit_en
    of = "of " if unit and _vague(figure) else ""
    return f"{number} {of}{unit}".rstrip()


def _singular(unit: str) -> str:
    """1 metre, 1 person, 1 class hour."""
    irregular = {"people": "person", "boxes": "box", "counties": "county", "communities": "community", "cities": "city",
                 "countries": "country", "varieties": "variety", "centuries": "century", "years old": "year old",
                 "square metres": "square metre", "branches": "branch", "Party branches": "Party branch"}  # fmt: skip
    if unit in irregular:
        return irregular[unit]
    return unit.removesuffix("s") if unit.endswith("s") and not unit.endswith(("ss", "us")) else unit


def _roughly(figure: Figure, words: str) -> str:
    approx = [word for word in figure.approx.split("…") if word in _ROUGHLY]
    if not approx or _vague(figure):
        return words
    return _ROUGHLY[approx[0]].format(words)


def decimal_text(value: Decimal) -> str:
    """``value`` without needless zeros and without an exponent."""
    return f"{value.normalize():f}"
