"""How a rendering speaks one language: labels, numbers, dates, lists, and which of a text's languages it reads."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

import babel
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from briefing.errors import RenderError
from briefing.layout.escape import unmark
from briefing.layout.labels import Labels, load_labels
from briefing.records import Division, Texts

_DATE = re.compile(r"(\d{4}|-)-(\d\d)-(\d\d)")
_ANY_YEAR = 2000  # a leap year, so that --02-29 is a date
_REGIONS = {"en": "en_GB"}  # day before month, as in the rest of the world


class Voice:
    """One language of a rendering."""

    def __init__(self, lang: str, labels: Labels) -> None:
        self.lang = lang
        self.labels = labels
        self.locale = _locale(labels.tag)
        self.direction = _locale(lang).text_direction

    def label(self, key: str, **values: object) -> str:
        """The label with its {places} filled."""
        return self._filled(self.labels.word(key), key, values)

    def count(self, key: str, number: int, **values: object) -> str:
        """The label in the form that ``number`` asks for; {n} is the number, with its thousands marked."""
        word = self.labels.word(key, self.locale.plural_form(number))
        return self._filled(word, key, {"n": self.number(number), **values})

    def named(self, group: str, word: str) -> str:
        """The label of one of a set of words (a kind, a reason); the word itself where it has none."""
        key = f"{group}_{word}"
        return self.labels.word(key) if self.labels.has(key) else word

    def say(self, text: Texts) -> str:
        """The text in this language; "" where it has none."""
        return unmark(text.get(self.lang, "").strip())

    def gap(self, said: str) -> str:
        """What stands between a text and its marks: nothing after a wide full stop, else a space."""
        return "" if said.endswith(tuple("。！？；…”’」』）")) and self.lang.startswith(("zh", "ja")) else " "

    def division(self, division: Division) -> str:
        """A place's name; other languages than Chinese use the English form."""
        return division.zh if self.lang == "zh" else division.en

    def number(self, number: int | Decimal) -> str:
        """A number as this language writes it."""
        return format_decimal(number, locale=self.locale)

    def dollars(self, amount: Decimal) -> str:
        """US dollars, to a hundredth of a cent."""
        return "US$" + format_decimal(amount, format="#,##0.00##", locale=self.locale)

    def list(self, words: Iterable[str]) -> str:
        """Words with this language's comma."""
        return self.labels.word("comma").join(words)

    def lines(self, first: int, last: int) -> str:
        """Where something stands in a file."""
        return self.label("line", n=first) if first == last else self.label("lines", first=first, last=last)

    def day(self, iso: str) -> str:
        """An ISO date in words; ``--02-21`` has no year and gets none. What is no such date comes back as it is."""
        found = _DATE.fullmatch(iso)
        if found is None:
            return iso
        year, month, day = found.groups()
        try:
            date = datetime.date(_ANY_YEAR if year == "-" else int(year), int(month), int(day))
        except ValueError:
            return iso
        day = (
            format_skeleton("MMMMd", date, locale=self.locale)
            if year == "-"
            else format_date(date, "long", locale=self.locale)
        )
        return day.replace(". ", ".\u00a0")  # "15. März" stays on one line

    def days(self, dates: Sequence[str]) -> str:
        """The first and the last date, and that no year is printed where none is."""
        if not dates:
            return self.label("no_dates")
        span = self._span(dates[0], dates[-1])
        return span + self.label("no_year") if all(date.startswith("--") for date in dates) else span

    def _span(self, first: str, last: str) -> str:
        if first == last:
            return self.day(first)
        key = "same_month" if first[:-2] == last[:-2] and _DATE.fullmatch(first) and _DATE.fullmatch(last) else "days"
        return self.label(
            key, first=self.day(first), last=self.day(last), first_day=_day_number(first), last_day=_day_number(last)
        )

    def _filled(self, word: str, key: str, values: dict[str, object]) -> str:
        try:
            return word.format_map(values)
        except (KeyError, IndexError, ValueError, AttributeError) as error:
            given = ", ".join(f"{{{name}}}" for name in values) or "none"
            raise RenderError(
                f"templates/labels/{self.labels.tag}.toml: {key!r} is {word!r}; its places may be {given}."
            ) from error


def load_voice(lang: str, folders: Sequence[Path]) -> Voice:
    """The voice of ``lang``; its labels are English where there are none in the language."""
    return Voice(lang, load_labels(lang, folders))


def _day_number(iso: str) -> str:
    return iso[-2:].lstrip("0")


def _locale(tag: str) -> babel.Locale:
    """The tag's locale, by ever fewer subtags; English where CLDR has none."""
    parts = _REGIONS.get(tag, tag).replace("-", "_").split("_")
    for length in range(len(parts), 0, -1):
        try:
            return babel.Locale.parse("_".join(parts[:length]))
        except (ValueError, babel.UnknownLocaleError):
            continue
    return babel.Locale("en", "GB")
