"""English number words: twenty-six thousand, two hundred and five, a dozen, two-thirds, tripled, hundreds, third.

Our own, because the words for one, first and second need care: see :func:`read_english_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal, NamedTuple

WordKind = Literal["count", "ordinal", "ratio", "multiple", "vague"]


class Word(NamedTuple):
    """A number in words: its place, its value; kind "vague" (hundreds) has the lowest value that it names."""

    start: int
    end: int
    value: Decimal
    kind: WordKind


_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = [
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_LARGE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ORDINAL_OF = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip


def _ordinal(word: str) -> str:
    return _ORDINAL_OF.get(word) or (word[:-1] + "ieth" if word.endswith("y") else word + "th")


_VALUES = {
    **{word: number for number, word in enumerate([*_UNITS, *_TEENS], start=1)},
    **{word: number for number, word in zip(range(20, 100, 10), _TENS, strict=True)},
    "zero": 0, "hundred": 100, "dozen": 12, **_LARGE,
}  # fmt: skip
_ORDINALS = {_ordinal(word): value for word, value in _VALUES.items() if word not in {"zero", "dozen"}}
_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "hundredth": 100,
}  # fmt: skip
_VAGUE = {
    "hundreds of thousands": 10**5, "tens of thousands": 10**4, "hundreds of millions": 10**8,
    "tens of millions": 10**7, "dozens": 12, "hundreds": 100, "thousands": 1000, "millions": 10**6, "billions": 10**9,
}  # fmt: skip
_MULTIPLES = {
    "twice": 2, "thrice": 3, "doubled": 2, "doubling": 2, "doubles": 2, "double": 2, "dual": 2, "tripled": 3,
    "tripling": 3, "triples": 3, "triple": 3, "quadrupled": 4, "quadruple": 4, "twofold": 2, "threefold": 3,
    "fourfold": 4, "fivefold": 5, "tenfold": 10,
}  # fmt: skip
_LENGTHS = "hours?|days?|weeks?|months?|years?|metres?|meters?|kilometres?|kilometers?|km|tonnes?|tons?|yuan|percent|per cent|percentage"


def _any_of(words: Iterable[str]) -> str:
    """The longest first, so that sixteen is not read as six."""
    return "|".join(sorted(words, key=len, reverse=True))


_NUMBER = _any_of([*_VALUES, *_ORDINALS])
_SCAN = re.compile(
    rf"\b(?:(?P<and_half>(?:an?|one)\s(?:{_LENGTHS})\sand\sa\shalf)"
    rf"|half[\s-]an?\s(?P<half_of>dozen|hundred|thousand|million|billion)"
    # "a third" is a share before "of" and at the end of a clause, "a third round" is not; "two third-party" is neither.
    rf"|(?:one[\s-]|an?\s(?=\w+(?:\sof\b|[,.;]|$)))(?P<part>{_any_of(_PARTS)})(?!-)"
    rf"|(?P<times>{_any_of(_UNITS)})[\s-](?P<parts>halves|(?:{_any_of(_PARTS)})s)"
    rf"|(?P<half>half)(?!-(?:hearted|baked|way|sister|brother)|way|time)"
    rf"|(?P<vague>{_any_of(_VAGUE)})"
    rf"|(?P<multiple>{_any_of(_MULTIPLES)})(?!-check|-click)"
    rf"|(?P<both>both)"
    r"|(?P<run>(?:an?\s(?=hundred|thousand|million|billion|trillion|dozen))?"
    rf"(?:{_NUMBER})(?:(?:-|\sand\s|\s)(?:{_NUMBER}))*))\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[a-z]+", re.IGNORECASE)
# "one" is mostly a pronoun or a determiner: it counts only before a unit of measure, or as part of a longer number.
_MEASURED_ONE = re.compile(
    rf"[\s-](?:(?:and\sa\shalf\s)?(?:{_LENGTHS}|hundred|thousand|million|billion))\b", re.IGNORECASE
)
# "first" and "second" count before a noun that has an ordinal, not in "first, …" or "ten seconds".
_DETERMINER = re.compile(r"\b(?:the|its|their|his|her|our|this|that|whose|’s|'s)\s$", re.IGNORECASE)
_PHRASE = re.compile(
    r"(?:[\s-](?:time|hand|aid|line|lady|and foremost|place|of all|thoughts?|to none|nature|half)\b)|\s*[,.;:]",
    re.IGNORECASE,
)
_OTHER_SENSE = re.compile(
    r"(?:one-stop|one-way|four-wheel|three-dimensional|two-way radio|zero-sum|zero-tolerance|nine-to-five|one-on-one)\b",
    re.IGNORECASE,
)


_BEFORE_NOUNS = {*_VALUES, "few", "several", "couple"}


def read_english_words(text: str) -> list[Word]:
    """Number words in reading order. Left out: "one" as a pronoun, "first" as an adverb, "second" of time."""
    words: list[Word] = []
    for found in _SCAN.finditer(text):
        if _OTHER_SENSE.match(text, found.start()):
            continue
        words.extend(_words_of(text, found))
    return words


def _words_of(text: str, found: re.Match[str]) -> list[Word]:
    start, end = found.span()
    if found["run"]:
        return [word for word in _split(text, start, end) if _is_number(text, word)]
    if found["and_half"]:
        return [Word(start, end, Decimal("1.5"), "count")]
    if found["half_of"]:
        return [Word(start, end, Decimal(_VALUES[found["half_of"].lower()]) / 2, "count")]
    if found["part"] or found["parts"]:
        return [Word(start, end, _share(found), "ratio")]
    if found["vague"]:
        return [Word(start, end, Decimal(_VAGUE[found["vague"].lower()]), "vague")]
    if found["multiple"]:
        return [Word(start, end, Decimal(_MULTIPLES[found["multiple"].lower()]), "multiple")]
    return [Word(start, end, Decimal(2) if found["both"] else Decimal("0.5"), "count" if found["both"] else "ratio")]


def _share(found: re.Match[str]) -> Decimal:
    if found["part"]:
        return Decimal(1) / _PARTS[found["part"].lower()]
    parts = found["parts"].lower()
    return Decimal(_VALUES[found["times"].lower()]) / (2 if parts == "halves" else _PARTS[parts[:-1]])


def _is_number(text: str, word: Word) -> bool:
    printed = text[word.start : word.end].lower()
    if printed == "one":
        return _MEASURED_ONE.match(text, word.end) is not None
    if printed in {"first", "second"}:
        following = _TOKEN.match(text, word.end + 1)
        if text[word.end + 1 : word.end + 2].isdigit() or (following and following.group().lower() in _BEFORE_NOUNS):
            return False  # the first four months are four
        return bool(_DETERMINER.search(text, max(0, word.start - 8), word.start)) and not _PHRASE.match(text, word.end)
    return True


class _Sum:
    """A number being read word by word; knows which word may come next."""

    def __init__(self, section: int = 0) -> None:
        self.total = 0
        self.section = section  # what is not yet closed by thousand, million, …
        self.room = 100  # a smaller number may follow if it is below this
        self.top = 10**15  # the next large word must be below this

    @property
    def value(self) -> int:
        return self.total + self.section

    def add(self, word: str) -> bool:
        """Whether ``word`` continues the number; then it is added."""
        value = _ORDINALS.get(word) or _VALUES[word]
        if value >= 1000:
            return self._close(value)
        if value == 100 or word == "dozen":
            return self._multiply(value)
        if value >= self.room:
            return False
        self.section += value
        self.room = 10 if value >= 20 and value % 10 == 0 else 0
        return True

    def _close(self, large: int) -> bool:
        if not self.section or large >= self.top:
            return False
        self.total, self.section = self.total + self.section * large, 0
        self.top, self.room = large, 100
        return True

    def _multiply(self, by: int) -> bool:
        if not 0 < self.section < 100:
            return False
        self.section, self.room = self.section * by, by if by == 100 else 0
        return True


def _split(text: str, start: int, end: int) -> list[Word]:
    """The numbers of a run of number words: two hundred and five is one, one and two are two."""
    words: list[Word] = []
    number: _Sum | None = None
    first = start
    for token in _TOKEN.finditer(text, start, end):
        word = token.group().lower()
        if word in {"a", "an"}:
            number, first = _Sum(1), token.start()
        if word in {"a", "an", "and"}:
            continue
        if number is None or not number.add(word):
            number, first = _begin(word), token.start()
        elif words and words[-1].start == first:
            words.pop()
        ordinal = word in _ORDINALS
        words.append(Word(first, token.end(), Decimal(number.value), "ordinal" if ordinal else "count"))
        number = None if ordinal else number
    return words


def _begin(word: str) -> _Sum:
    """A number that begins with ``word``; hundred and thousand alone are one of them."""
    number = _Sum()
    if number.add(word):
        return number
    number = _Sum(1)
    number.add(word)
    return number
