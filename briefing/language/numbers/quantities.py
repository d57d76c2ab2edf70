"""Every number in a text of the reader's language: its exact print and its value.

English number words are read by :mod:`briefing.language.numbers.english_numbers`, those of French, Spanish, German,
Portuguese, Italian, Dutch and Danish by text2num, Russian ones by a table; Japanese and Chinese are read as Chinese
is. Of any other language the digits are read, by CLDR's separators.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from babel.numbers import get_decimal_symbol, get_group_symbol

from briefing.language.numbers.english_numbers import Word
from briefing.language.numbers.figures import read_figures
from briefing.language.numbers.foreign_dates import bare_year, locale_of, read_dates
from briefing.language.numbers.number_words import read_words
from briefing.language.numbers.quantity_words import DIGITS_ONLY, WORDS, Words
from briefing.records import Figure

_SPACES = "\u00a0\u202f\u2009 "
_LONGEST = 18  # digits; beyond, it is an identity number, not a count
# Digits inside a name or a code: COVID-19, 5G, G25, A4, 12:30:45.
_CODE_BEFORE = re.compile(r"(?:[^\W\d_]|[^\W\d_][-_]|[@#_/])$")
# After digits a short word may be a unit or an ending (35km, 3rd, 5er); longer letters, and the G of 5G, make a code.
_CODE_AFTER = re.compile(r"/7\b|(?![a-zа-яèº°ª]{1,4}\b|(?:kWh?|MW|GW|[KMGT]B|Mio|Mrd)\b)[^\W\d_]")
_GENERATION = re.compile(r"[2-6]G\b")
_MONEY_SIGN = re.compile(r"(?:RMB|CNY|USD|EUR|US\$|[¥￥$€£])\s?$")
_MINUS = re.compile(r"(?:(?<![0-9\w])[-−]|\bminus\s)$", re.IGNORECASE)
_WHOLE = re.compile("[0-9]+")


class _Atom(NamedTuple):
    """A number before its magnitude and unit; ``word`` where it is printed in words."""

    start: int
    end: int
    value: Decimal
    word: Word | None


_PER_MILLE = re.compile("‰|per\\s(?:thousand|mille)", re.IGNORECASE)
_PER = re.compile("per\\s$")  # per thousand, per hundred: no number of its own


def read_quantities(text: str, lang: str) -> tuple[Figure, ...]:
    """The figures of ``text`` in order, without overlap; ``lang`` is a BCP 47 tag.

    As in :func:`briefing.language.figures.read_figures`, ``value`` is None for dates, times, ranges and for numbers of
    unknown size (hundreds). The English pronoun and determiner "one" and the adverb "first" are no figures.
    """
    base = lang.split("-")[0].lower()
    if base == "zh":
        return read_figures(text)
    if base == "ja":
        return _read_japanese(text)
    moments = read_dates(text, lang)
    words = WORDS.get(base, DIGITS_ONLY)
    atoms = _outside(moments, sorted([*_digits(text, lang), *_words(text, base)]))
    atoms = [atom for atom in atoms if not _PER.search(text, max(0, atom.start - 4), atom.start)]
    figures: list[Figure] = []
    for atom in atoms:
        if not figures or atom.start >= figures[-1].end:
            figures.append(_figure(text, atom, lang))
    return tuple(sorted([*moments, *_ranges(text, figures, words)], key=lambda figure: figure.start))


@cache
def _number_pattern(lang: str) -> tuple[re.Pattern[str], str, str]:
    """The pattern of digits in ``lang``, its group marks and its decimal mark."""
    locale = locale_of(lang) or locale_of("en")
    decimal, group = get_decimal_symbol(locale), get_group_symbol(locale)
    # A space of any width groups thousands everywhere (ISO 80000), and so does CLDR's mark; Swiss texts use ’.
    groups = _SPACES + "’" + (group if group not in _SPACES else "")
    grouped = rf"[0-9]{{1,3}}(?:(?P<mark>[{re.escape(groups)}])[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*)(?![0-9])"
    return re.compile(rf"(?:{grouped}|[0-9]+)(?:{re.escape(decimal)}[0-9]+)?(?![0-9])"), groups, decimal


def _digits(text: str, lang: str) -> list[_Atom]:
    pattern, groups, decimal = _number_pattern(lang)
    atoms = []
    for found in pattern.finditer(text):
        printed = found.group()
        if len(printed) > _LONGEST or _is_code(text, found):
            continue
        number = "".join(sign for sign in printed if sign not in groups or sign == decimal)
        atoms.append(_Atom(found.start(), found.end(), Decimal(number.replace(decimal, ".")), None))
    return atoms


def _is_code(text: str, found: re.Match[str]) -> bool:
    start, end = found.span()
    before = text[max(0, start - 4) : start]
    if _CODE_BEFORE.search(before) and not _MONEY_SIGN.search(before):
        return True
    return _CODE_AFTER.match(text, end) is not None or _GENERATION.match(text, start) is not None


def _words(text: str, base: str) -> list[_Atom]:
    return [_Atom(word.start, word.end, word.value, word) for word in read_words(text, base)]


def _outside(moments: list[Figure], atoms: list[_Atom]) -> list[_Atom]:
    """The atoms that stand in no date and no other atom; both lists in order."""
    kept: list[_Atom] = []
    at, end = 0, 0
    for atom in atoms:
        while at < len(moments) and moments[at].end <= atom.start:
            at += 1
        if atom.start >= end and not (at < len(moments) and moments[at].start < atom.end):
            kept.append(atom)
            end = atom.end
    return kept


class _Tail(NamedTuple):
    """Compiled patterns of what stands around a number."""

    magnitude: re.Pattern[str]
    magnitudes: tuple[tuple[re.Pattern[str], int], ...]
    and_half: re.Pattern[str]
    units: tuple[tuple[str, re.Pattern[str]], ...]
    before: re.Pattern[str]
    after: re.Pattern[str]
    ordinal: re.Pattern[str]
    to: re.Pattern[str]


@cache
def _tail(base: str) -> _Tail:
    words = WORDS.get(base, DIGITS_ONLY)
    flags = re.IGNORECASE
    each = tuple(
        (re.compile(rf"[\s\u00a0-]?(?:{name})(?!\w)", flags), value) for name, value in words.magnitudes.items()
    )
    units = (
        ("points", words.points), ("percent", words.percent), ("money", words.money), ("age", words.years_old),
        ("duration", words.durations),
    )  # fmt: skip
    return _Tail(
        magnitude=re.compile(rf"[\s\u00a0-]?(?:{'|'.join(words.magnitudes) or '(?!)'})(?!\w)", flags),
        magnitudes=each,
        and_half=re.compile(words.and_half, flags),
        units=tuple((kind, re.compile(rf"[\s\u00a0\u202f-]?(?:{pattern})(?!\w)", flags)) for kind, pattern in units),
        before=re.compile(rf"(?:^|(?<=\W))(?:{words.before})\s?$", flags),
        after=re.compile(rf"\s?(?:{words.after})(?!\w)", flags),
        ordinal=re.compile(rf"(?:{words.ordinal_mark})(?!\w)", flags),
        to=re.compile(words.to, flags),
    )


def _figure(text: str, atom: _Atom, lang: str) -> Figure:
    """The number with its magnitude, unit, and the words that make it rough."""
    base = lang.split("-")[0].lower()
    tail = _tail(base)
    start, end, value = atom.start, atom.end, atom.value
    kind: str = atom.word.kind if atom.word else "count"
    if atom.word is None and bare_year(text, start, end, lang) and not tail.magnitude.match(text, end):
        return Figure(text=text[start:end], start=start, end=end, value=None, kind="date", iso=text[start:end])
    end, value = _scaled(text, end, value, tail)
    unit_at = end
    end, kind = _kind(text, start, end, kind, tail)
    if kind == "percent" and _PER_MILLE.search(text, unit_at, end):
        value /= 10
    begin, approx = _roughly(text, start, tail)
    after = tail.after.match(text, end)
    if after:
        end, approx = after.end(), "…".join(filter(None, (approx, after.group().strip())))
    if minus := _MINUS.search(text, max(0, begin - 7), begin):
        begin, value = minus.start(), -value
    vague = kind == "vague"
    units = {"percent": "%", "points": "percentage points"}
    return Figure(
        text=text[begin:end], start=begin, end=end, value=None if vague else value, low=value if vague else None,
        approx=approx, kind="count" if vague else kind, unit_en=units.get(kind, ""),
    )  # fmt: skip


def _scaled(text: str, end: int, value: Decimal, tail: _Tail) -> tuple[int, Decimal]:
    """The number times its magnitudes: 2.6 million, two and a half million, 3 mil millones."""
    if half := tail.and_half.match(text, end):
        end, value = half.end(), value + Decimal("0.5")
    for _ in range(2):
        if not tail.magnitude.match(text, end):
            break
        found, factor = max(((pattern.match(text, end), factor) for pattern, factor in tail.magnitudes), key=_length)
        if found is None:
            break
        end, value = found.end(), value * factor
    return end, value


def _length(choice: tuple[re.Match[str] | None, int]) -> int:
    return choice[0].end() if choice[0] else -1


def _kind(text: str, start: int, end: int, kind: str, tail: _Tail) -> tuple[int, str]:
    """What the number counts, by what follows it; signs and ordinal marks join its print."""
    if mark := tail.ordinal.match(text, end):
        return mark.end(), "ordinal"
    for name, pattern in tail.units:
        if unit := pattern.match(text, end):
            return (unit.end(), name) if kind in {"count", "ratio"} and name in {"percent", "points"} else (end, name)
    if _MONEY_SIGN.search(text, max(0, start - 4), start):
        return end, "money"
    return end, kind


def _roughly(text: str, start: int, tail: _Tail) -> tuple[int, str]:
    """Where the words that make the number rough begin (and a currency sign before it), and those words."""
    if sign := _MONEY_SIGN.search(text, max(0, start - 4), start):
        start = sign.start()
    found = tail.before.search(text, max(0, start - 16), start)
    return (found.start(), found.group().strip()) if found else (start, "")


def _ranges(text: str, figures: list[Figure], words: Words) -> list[Figure]:
    """Two numbers that a dash or "to" joins become one figure with its bounds: 10–15, three to five."""
    joined: list[Figure] = []
    for figure in figures:
        last = joined[-1] if joined else None
        if last is not None and _is_range(text, last, figure, words):
            joined[-1] = _range(text, last, figure)
        else:
            joined.append(figure)
    return joined


def _is_range(text: str, low: Figure, high: Figure, words: Words) -> bool:
    if (
        low.value is None
        or high.value is None
        or high.approx
        or low.value >= high.value
        or "ordinal" in {low.kind, high.kind}
    ):
        return False
    between = text[low.end : high.start]
    if not re.fullmatch(words.to, between, re.IGNORECASE):
        return False
    joins = between.strip().casefold() in {"and", "et", "y", "und", "и", "e", "or", "ou", "o", "oder", "или"}
    return not joins or bool(
        re.search(
            r"\b(?:between|entre|zwischen|между|tra|fra)\s$", text[max(0, low.start - 12) : low.start], re.IGNORECASE
        )
    )


def _range(text: str, low: Figure, high: Figure) -> Figure:
    return high.model_copy(
        update={
            "text": text[low.start : high.end],
            "start": low.start,
            "value": None,
            "low": low.value,
            "high": high.value,
            "approx": low.approx,
        }
    )


# Japanese news numbers are Chinese ones but for these words, each replaced by one of the same length.
_JAPANESE = {
    "午後": "下午",
    "午前": "上午",
    "約": "约",
    "円": "元",
    "歳": "岁",
    "才": "岁",
    "回": "次",
    "つ": "个",
    "時間": "小时",
    "名": "名",
    "倍": "倍",
}
_JAPANESE_AFTER = (
    ("points", re.compile(r"\s?(?:ポイント|パーセントポイント)")),
    ("percent", re.compile(r"\s?(?:パーセント|割)")),
)


def _read_japanese(text: str) -> tuple[Figure, ...]:
    chinese = text
    for printed, same in _JAPANESE.items():
        chinese = chinese.replace(printed, same)
    return tuple(_in_japanese(figure, text) for figure in read_figures(chinese))


def _in_japanese(figure: Figure, text: str) -> Figure:
    changed: dict[str, object] = {"text": text[figure.start : figure.end]}
    for kind, pattern in _JAPANESE_AFTER:
        if pattern.match(text, figure.end) and figure.kind == "count":
            changed["kind"] = kind
            break
    return figure.model_copy(update=changed)
