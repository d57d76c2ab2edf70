"""Dates and clock times in the readers' languages: 21 February, February 21, 2022, le 3 mars, 1:00 p.m., 18 h 30, noon.

Month names are CLDR's, wide and abbreviated.
"""

from __future__ import annotations

import re
from functools import cache

from babel import Locale, UnknownLocaleError

from briefing.language.numbers.quantity_words import DIGITS_ONLY, WORDS, Words
from briefing.records import Figure

_YEAR = "(?:19|20)[0-9]{2}(?![0-9.,][0-9]|[\\w%])"
_ISO = re.compile(r"(?P<iso>(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]))(?![0-9])")
_DECADE = r"(?P<decade>(?:19|20)[0-9])0(?:[’']?s|er)\b"
# In English these month names are also words, so alone they need a word of time before them.
_ALSO_WORDS = {"May", "March"}
_TIME_BEFORE = re.compile(
    r"\b(?:in|since|of|last|late|early|mid|by|until|from|this|next|through|during|and|to)[\s-]$", re.IGNORECASE
)
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|of|from|during|by|until|till|year|late|early|mid|end|through|before|after|for|and|to|spring|summer|autumn|winter)[\s-]|[(–—-])$",
    re.IGNORECASE,
)


def locale_of(lang: str) -> Locale | None:
    """The CLDR locale of a BCP 47 tag, None where babel has none."""
    try:
        return Locale.parse(lang, sep="-")
    except (ValueError, UnknownLocaleError):
        return None


@cache
def months_of(lang: str) -> dict[str, int]:
    """Month names of ``lang``, lower case, without a closing dot, each with its number; {} where CLDR has none in words."""
    locale = locale_of(lang)
    if locale is None:
        return {}
    names: dict[str, int] = {}
    for context, width in (
        ("format", "wide"),
        ("format", "abbreviated"),
        ("stand-alone", "wide"),
        ("stand-alone", "abbreviated"),
    ):
        for number, name in locale.months[context][width].items():
            if not any(sign.isdigit() for sign in name):
                names.setdefault(name.casefold().rstrip("."), number)
    if lang.split("-")[0] == "en":
        names["sept"] = 9  # CLDR abbreviates it in British English only
    return names


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], ...]:
    words = WORDS.get(lang.split("-")[0], DIGITS_ONLY)
    dates = _date_patterns(words, months_of(lang)) if months_of(lang) else ()
    return (_ISO, re.compile(_DECADE), *dates, *_clock_patterns(words))


def _date_patterns(words: Words, months: dict[str, int]) -> tuple[re.Pattern[str], ...]:
    month = rf"(?P<month>{'|'.join(sorted(map(re.escape, months), key=len, reverse=True))})\b\.?"
    mark = f"(?:{words.ordinal_mark})?"
    day = rf"(?P<day>[0-3]?[0-9]){mark}"
    last = rf"(?:(?:,\s(?P<middle>[0-3]?[0-9]){mark},?)?(?:{words.to})(?:the\s)?(?P<last>[0-3]?[0-9]){mark})?"
    year = rf"(?:(?:{words.of}|,?\s)(?P<year>{_YEAR}))?"
    flags = re.IGNORECASE
    return (
        re.compile(rf"(?<![0-9.,:A-Za-z]){day}{last}(?:{words.of}){month}{year}", flags),
        re.compile(
            rf"\b{month}\s(?P<day>[0-3]?[0-9]){mark}(?![0-9]|[.,:][0-9]){last}(?![0-9]|[.,:][0-9]){year}", flags
        ),
        re.compile(rf"\b{month}{year}", flags),
    )


_HOURS = {
    word: hour
    for hour, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=1
    )
}


def _clock_patterns(words: Words) -> tuple[re.Pattern[str], ...]:
    spelled = f"|\\b(?:{'|'.join(_HOURS)})" if words is WORDS["en"] else ""
    half = "(?P<half>\\bhalf\\spast\\s)?" if spelled else ""
    hour = f"{half}(?<![0-9.,:])(?P<hour>[01]?[0-9]|2[0-4]{spelled})"
    minute = r"(?:\s?[:.h]\s?(?P<minute>[0-5][0-9]))"
    patterns = [
        rf"{hour}{minute}?(?:{words.clock})(?:\s?(?P<minute2>[0-5][0-9])(?![\w.,]))?",
        rf"{hour}:(?P<minute>[0-5][0-9])(?::[0-5][0-9])?(?![0-9:])",
        f"(?P<noon>{words.noon})|(?P<midnight>{words.midnight})",
    ]
    if words.clock_before:
        patterns.insert(
            0,
            rf"(?<=\b)(?:{words.clock_before})(?P<hour>[01]?[0-9]|2[0-4])(?![0-9.,])(?::(?P<minute>[0-5][0-9]))?(?:{words.hours})(?:\s(?P<minute2>[0-5][0-9])(?![\w.,]))?",
        )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def read_dates(text: str, lang: str) -> list[Figure]:
    """The dates and times of ``text`` in reading order, ISO as in :mod:`briefing.language.numbers.moments`."""
    taken: list[Figure] = []
    busy = bytearray(len(text))
    for pattern in _patterns(lang):
        for found in pattern.finditer(text):
            start, end = found.span()
            figure = None if any(busy[start:end]) else _figure(text, found, lang)
            if figure is not None:
                busy[start:end] = b"\1" * (end - start)
                taken.append(figure)
    return sorted(taken, key=lambda figure: figure.start)


def bare_year(text: str, start: int, end: int, lang: str) -> bool:
    """Whether four digits that could be a year are one: in English a word of time stands before them."""
    if not re.fullmatch("(?:19|20)[0-9]{2}", text[start:end]):
        return False
    return not lang.startswith("en") or _BEFORE_YEAR.search(text, max(0, start - 8), start) is not None


def _figure(text: str, found: re.Match[str], lang: str) -> Figure | None:
    groups = found.groupdict()
    if groups.get("month"):
        iso = _date(groups, months_of(lang))
        if not iso or (not groups.get("day") and not groups.get("year") and not _alone(text, found)):
            return None
    elif groups.get("iso") or groups.get("decade"):
        iso = groups.get("iso") or f"{groups['decade']}X"
    else:
        iso = _clock(groups)
    if not iso:
        return None
    kind = "time" if iso[2:3] == ":" else "date"
    return Figure(text=found.group(), start=found.start(), end=found.end(), value=None, kind=kind, iso=iso)


def _alone(text: str, found: re.Match[str]) -> bool:
    """Whether a bare month name is one: capital letter as printed, and not the verb may or march."""
    name = found["month"]
    if (
        name.islower()
        and name.isascii()
        and name in {"may", "march", "mar", "dec", "sep", "jan", "set", "out", "ago", "mars", "mai", "mag", "dic"}
    ):
        return False
    if len(name) < 4 and not found.group().endswith(".") and name != "May":
        return False
    return name not in _ALSO_WORDS or _TIME_BEFORE.search(text, max(0, found.start() - 8), found.start()) is not None


def _date(groups: dict[str, str | None], months: dict[str, int]) -> str:
    month = months.get((groups["month"] or "").casefold().rstrip("."), 0)
    days = [int(day) for day in (groups.get("day"), groups.get("middle"), groups.get("last")) if day]
    if not month or any(not 1 <= day <= 31 for day in days):
        return ""
    head = f"{groups.get('year') or '-'}-{month:02}"
    return "/".join(f"{head}-{day:02}" for day in days) or head


def _clock(groups: dict[str, str | None]) -> str:
    if groups.get("noon"):
        return "12:00"
    if groups.get("midnight"):
        return "00:00"
    printed = (groups["hour"] or "0").lower()
    hour, minute = _HOURS.get(printed) or int(printed), groups.get("minute") or groups.get("minute2") or "00"
    if groups.get("half"):
        minute = "30"
    afternoon = any(groups.get(name) for name in ("pm", "pm2", "pm3"))
    morning = any(groups.get(name) for name in ("am", "am2", "am3"))
    if afternoon and hour < 12:
        hour += 12
    if morning and hour == 12:
        hour = 0
    return f"{hour:02}:{minute}"
