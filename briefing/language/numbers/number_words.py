"""Number words of languages other than English: text2num for those it knows, a table for Russian."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from text_to_num import find_numbers  # type: ignore[import-untyped]

from briefing.language.numbers.english_numbers import Word, read_english_words
from briefing.language.numbers.quantity_words import WORDS

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
    """The words that stand outside all of ``taken``."""
    inside = {at for word in taken for at in range(word.start, word.end)}
    return [word for word in words if inside.isdisjoint(range(word.start, word.end))]


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


_TEENS = tuple(enumerate(("один", "две", "три", "четыр", "пят", "шест", "сем", "восем", "девят"), start=11))
# Cardinal words by their forms; ordinals by stem, whose endings are those of adjectives.
_RUSSIAN = {
    1: "один|одна|одно|одного|одной|одну",
    2: "два|две|двух|двум|двумя|двое|двоих",
    3: "три|тр[её]х|тр[её]м|тремя|трое|троих",
    4: "четыре|четыр[её]х|четыр[её]м|четырьмя",
    **{
        number: f"{stem}(?:ь|и|ью)"
        for number, stem in enumerate(("пят", "шест", "сем", "вос[еь]м", "девят", "десят"), start=5)
    },
    **{number: f"{stem}надцат(?:ь|и|ью)" for number, stem in _TEENS},
    20: "двадцат(?:ь|и|ью)",
    30: "тридцат(?:ь|и|ью)",
    40: "сорока?",
    90: "девяност[оа]",
    100: "ст[оа]",
    200: "двести|двухсот",
    300: "триста|тр[её]хсот",
    400: "четыреста|четыр[её]хсот",
    1000: "тысяч[аиу]?|тысячам",
    10**6: "миллион(?:а|ов)?",
    10**9: "миллиард(?:а|ов)?",
    **{10 * number: f"{stem}(?:ьдесят|идесяти)" for number, stem in ((5, "пят"), (6, "шест"), (7, "сем"))},
    80: "восемьдесят|восьмидесяти",
    **{100 * number: f"{stem}(?:ьсот|исот)" for number, stem in ((5, "пят"), (6, "шест"), (7, "сем"), (9, "девят"))},
    800: "восемьсот|восьмисот",
}
_RUSSIAN_ORDINALS = {
    2: "втор",
    3: "тр",
    4: "четв[её]рт",
    5: "пят",
    6: "шест",
    7: "седьм",
    8: "восьм",
    9: "девят",
    10: "десят",
    **{number: f"{stem}надцат" for number, stem in _TEENS},
    20: "двадцат",
    30: "тридцат",
}
_THIRD = "трет(?:ий|ья|ье|ьего|ьей|ьему|ьем|ью|ьи|ьих)"
_RU_CARDINAL = [(re.compile(pattern), value) for value, pattern in _RUSSIAN.items()]
_RU_ORDINAL = [
    (re.compile(_THIRD if value == 3 else rf"{stem}{_ENDINGS}"), value) for value, stem in _RUSSIAN_ORDINALS.items()
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
    sum_: _Sum | None = None
    for found in _RU_WORD.finditer(text):
        known = _russian_value(found.group().casefold())
        if known is None:
            continue
        value, ordinal = known
        if sum_ is not None and text[words[-1].end : found.start()].isspace() and sum_.add(value):
            start = words.pop().start
        else:
            sum_, start = _Sum.of(value), found.start()
        words.append(Word(start, found.end(), Decimal(sum_.value), "ordinal" if ordinal else "count"))
        sum_ = None if ordinal else sum_
    # One is also a pronoun, as in other languages.
    return [word for word in words if word.value != 1]


class _Sum:
    """A number being read word by word."""

    def __init__(self) -> None:
        self.total = self.section = 0
        self.room = 1000  # the next word must be below this

    @classmethod
    def of(cls, value: int) -> _Sum:
        first = cls()
        if value >= 1000:
            first.section = 1
        first.add(value)
        return first

    @property
    def value(self) -> int:
        return self.total + self.section

    def add(self, value: int) -> bool:
        """Whether ``value`` continues the number; then it is added."""
        if value >= 1000:
            if not self.section or (self.total and value >= self.total):
                return False
            self.total, self.section, self.room = self.total + self.section * value, 0, 1000
            return True
        if value >= self.room:
            return False
        self.section += value
        self.room = 100 if value >= 100 else 10 if value >= 20 else 0
        return True
