"""Number words of languages other than English: text2num for those it knows, a table for Russian."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from text_to_num import find_numbers  # type: ignore[import-untyped]

from briefing.language.english_numbers import Word, read_english_words
from briefing.language.quantity_words import WORDS

_TEXT2NUM = {"fr", "es", "de", "pt", "it", "nl", "da"}
_TOKENS = re.compile(r"[^\W_]+|[\W_]")
_ENDINGS = "(?:ый|ий|ой|ая|яя|ое|ее|ого|его|ому|ему|ым|им|ом|ем|ую|юю|ые|ие|ых|их)"


class _Token:
    """A word as text2num wants it."""

    def __init__(self, text: str) -> None:
        self._text = text

    def text(self) -> str:
        return self._text

    def nt_separated(self, previous: object) -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return self._text == "-" or self._text[0].isdigit()


def read_words(text: str, base: str) -> list[Word]:
    """The number words of ``text`` in the language ``base`` (``en``, ``fr``), in reading order; [] where none are known."""
    if base == "en":
        return read_english_words(text)
    special = _special(text, base)
    if base in _TEXT2NUM:
        return [*special, *_apart(special, _by_text2num(text, base))]
    if base == "ru":
        return [*special, *_apart(special, _russian(text))]
    return special


def _apart(taken: list[Word], words: list[Word]) -> list[Word]:
    return [word for word in words if not any(word.start < other.end and other.start < word.end for other in taken)]


@cache
def _special_patterns(base: str) -> tuple[tuple[re.Pattern[str], str, Decimal | None], ...]:
    words = WORDS.get(base)
    if words is None:
        return ()
    entries = [(pattern, "count", Decimal(value) if value else None) for pattern, value in words.special.items()]
    entries += [(pattern, "multiple", Decimal(value)) for pattern, value in words.multiples.items()]
    return tuple((re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), kind, value) for pattern, kind, value in entries)


def _special(text: str, base: str) -> list[Word]:
    """Half, a dozen, doubled and the like, which number grammars leave out."""
    words: list[Word] = []
    for pattern, kind, value in _special_patterns(base):
        for found in pattern.finditer(text):
            if value is not None:
                half = "ratio" if value == Decimal("0.5") else kind
                words.append(Word(*found.span(), value, half))  # type: ignore[arg-type]
    words.sort()
    return [word for at, word in enumerate(words) if not at or word.start >= words[at - 1].end]


def _by_text2num(text: str, base: str) -> list[Word]:
    spans = [found.span() for found in _TOKENS.finditer(text)]
    tokens = [_Token(text[start:end]) for start, end in spans]
    words: list[Word] = []
    for number in find_numbers(tokens, base, threshold=0):
        start, end = spans[number.start][0], spans[number.end - 1][1]
        # One is also the article (un, ein), first also an adverb: neither is checked.
        if number.value >= 2 and not any(sign.isdigit() for sign in text[start:end]):
            kind = "ordinal" if number.is_ordinal else "count"
            words.append(Word(start, end, Decimal(int(number.value)), kind))  # type: ignore[arg-type]
    return words


_RUSSIAN = {
    "два|две|двух|двум|двумя|двое|двоих": 2, "три|тр[её]х|тр[её]м|тремя|трое|троих": 3, "четыре|четыр[её]х|четыр[её]м|четырьмя": 4,
    "пять|пяти|пятью": 5, "шесть|шести|шестью": 6, "семь|семи|семью": 7, "восемь|восьми|восемью": 8, "девять|девяти|девятью": 9,
    "десять|десяти|десятью": 10, "одиннадцат[ьи]\\w?": 11, "двенадцат[ьи]\\w?": 12, "тринадцат[ьи]\\w?": 13, "четырнадцат[ьи]\\w?": 14,
    "пятнадцат[ьи]\\w?": 15, "шестнадцат[ьи]\\w?": 16, "семнадцат[ьи]\\w?": 17, "восемнадцат[ьи]\\w?": 18, "девятнадцат[ьи]\\w?": 19,
    "двадцат[ьи]\\w?": 20, "тридцат[ьи]\\w?": 30, "сорока?": 40, "пятьдесят|пятидесяти": 50, "шестьдесят|шестидесяти": 60,
    "семьдесят|семидесяти": 70, "восемьдесят|восьмидесяти": 80, "девяносто|девяноста": 90, "сто|ста": 100, "двести|двухсот": 200,
    "триста|тр[её]хсот": 300, "четыреста|четыр[её]хсот": 400, "пятьсот|пятисот": 500, "шестьсот|шестисот": 600,
    "семьсот|семисот": 700, "восемьсот|восьмисот": 800, "девятьсот|девятисот": 900,
    "один|одна|одно|одного|одной|одну": 1, "тысяч[аиу]?|тысячам": 1000, "миллион(?:а|ов)?": 10**6, "миллиард(?:а|ов)?": 10**9,
}  # fmt: skip
_RUSSIAN_ORDINALS = {
    "втор": 2, "трет(?:ь(?:я|ю|его|ему|ей|ем|и|их|е)|ий)|третj": 3, "четв[её]рт": 4, "пят": 5, "шест": 6, "седьм": 7, "восьм": 8,
    "девят": 9, "десят": 10, "одиннадцат": 11, "двенадцат": 12, "тринадцат": 13, "четырнадцат": 14, "пятнадцат": 15,
    "шестнадцат": 16, "семнадцат": 17, "восемнадцат": 18, "девятнадцат": 19, "двадцат": 20, "тридцат": 30,
}  # fmt: skip
_RU_CARDINAL = [(re.compile(pattern), value) for pattern, value in _RUSSIAN.items()]
_RU_ORDINAL = [
    (re.compile(pattern if value == 3 else rf"{pattern}{_ENDINGS}"), value)
    for pattern, value in _RUSSIAN_ORDINALS.items()
]
_RU_WORD = re.compile("[а-яё]+", re.IGNORECASE)


@cache
def _russian_value(word: str) -> tuple[int, bool] | None:
    for pattern, value in _RU_CARDINAL:
        if pattern.fullmatch(word):
            return value, False
    for pattern, value in _RU_ORDINAL:
        if pattern.fullmatch(word):
            return value, True
    return None


def _russian(text: str) -> list[Word]:
    """Numbers made of neighbouring words, each smaller than the one before or a magnitude after it."""
    words: list[Word] = []
    total = section = 0
    start = end = -1
    ordinal = False

    def close() -> None:
        if start >= 0 and total + section > 1:
            words.append(Word(start, end, Decimal(total + section), "ordinal" if ordinal else "count"))

    for found in _RU_WORD.finditer(text):
        known = _russian_value(found.group().casefold())
        if known is None:
            continue
        value, is_ordinal = known
        follows = start >= 0 and not ordinal and text[end : found.start()].isspace()
        if follows and value >= 1000 and 0 < section:
            total, section, end = total + section * value, 0, found.end()
        elif (
            follows
            and value < 1000
            and (section == 0 or value < 10 ** (len(str(section)) - len(str(section).strip("0"))))
        ):
            section, end, ordinal = section + value, found.end(), is_ordinal
        else:
            close()
            total, section, start, end, ordinal = 0, value, found.start(), found.end(), is_ordinal
            if value >= 1000:
                total, section = value, 0
    close()
    return words
