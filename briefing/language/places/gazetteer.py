"""The divisions of China: their names in Chinese and English, their codes (GB/T 2260), and what lies in what.

Data: data/divisions.csv (county level and above, and development zones) and data/towns.csv.xz, made by
tools/make_gazetteer.py; sources and years in data/NOTICE.md. English names follow one rule: a prefecture-level city and
a municipality are their plain names ("Tongliao", "Chongqing"), everything else carries its kind ("Holingol City",
"Hechuan District", "She County", "Uxin Banner", "Hebei Province"). 西藏 is written Tibet.
"""

from __future__ import annotations

import csv
import lzma
import unicodedata
from functools import cache, cached_property
from operator import add
from typing import NamedTuple

from briefing.records import Division
from briefing.resources import data

# Where one city's districts hang under the province's code itself.
MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})
WITHOUT_CITIES = MUNICIPALITIES | {"710000", "810000", "820000"}
TOWN_ENDINGS = ("街道", "苏木", "镇", "乡")
LONGEST_TOWN = 10


class Found(NamedTuple):
    """A name in a text: ``text[start:end]`` may stand for each of ``divisions``."""

    start: int
    end: int
    divisions: tuple[Division, ...]


class Gazetteer:
    """All divisions with their names. Made once by ``load_gazetteer``."""

    def __init__(self) -> None:
        self.nicknames: set[str] = set()  # 青城, 冰城: weak evidence, often shared by several cities
        self._by_code: dict[str, Division] = {}
        self._above: dict[str, str] = {}  # adcode, or a zone's name, → adcode of the division above
        self._below: dict[str, list[Division]] = {}
        self._by_name: dict[str, tuple[Division, ...]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}  # first two characters → lengths of names, longest first

    def add(self, division: Division, above: str, names: tuple[str, ...]) -> None:
        """Take in a division under its full name and ``names``; "~" marks a nickname."""
        self._by_code[division.adcode] = division
        self._above[division.adcode or division.zh] = above
        self._below.setdefault(above, []).append(division)
        for marked in dict.fromkeys((division.zh, *names)):
            name = marked.removeprefix("~")
            if name != marked:
                self.nicknames.add(name)
            self._by_name[name] = (*self._by_name.get(name, ()), division)

    def seal(self) -> None:
        """Build the index of ``scan``. One-character names (京, 沪) are found by ``find`` alone."""
        self._by_code.pop("", None)
        lengths: dict[str, set[int]] = {}
        for name in self._by_name:
            if len(name) > 1:
                lengths.setdefault(name[:2], set()).add(len(name))
        self._lengths = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}

    def by_adcode(self, code: str) -> Division | None:
        """The division of a code of GB/T 2260."""
        return self._by_code.get(code)

    def find(self, name: str) -> tuple[Division, ...]:
        """Every division of that full name, short name, former name or nickname; () where there is none."""
        return self._by_name.get(name.strip(), ())

    def parent(self, division: Division) -> Division | None:
        """The division directly above; None for a province, and for a zone that is in no table."""
        return self._by_code.get(self._above.get(division.adcode or division.zh, ""))

    def below(self, division: Division) -> tuple[Division, ...]:
        """The divisions and zones directly below."""
        return tuple(self._below.get(division.adcode, ())) if division.adcode else ()

    def city_of(self, division: Division) -> Division | None:
        """The prefecture-level city or municipality of a division; a county directly under a province is its own."""
        above = self.parent(division)
        if above is None:
            return division if division.adcode in WITHOUT_CITIES else None
        if above.adcode in MUNICIPALITIES:
            return above
        return division if above.adcode.endswith("0000") else above

    def province_of(self, division: Division) -> Division | None:
        """The province-level division; of a province, itself."""
        here: Division | None = division
        while here is not None and not here.adcode.endswith("0000"):
            here = self.parent(here)
        return here

    def spelled(self, words: set[str]) -> list[Division]:
        """The cities whose English name is one of ``words``: lower case, accents and apostrophes not needed."""
        return [d for word in sorted(words) for d in self._english.get(word, ())]

    @cached_property
    def _english(self) -> dict[str, list[Division]]:
        english: dict[str, list[Division]] = {}
        for city in (d for d in self._by_code.values() if self.is_city(d)):
            for word in {city.en.lower(), plain(city.en)}:
                english.setdefault(word, []).append(city)
        return english

    def is_province(self, division: Division) -> bool:
        """Whether it is province level and no city of its own."""
        return division.adcode.endswith("0000") and division.adcode not in WITHOUT_CITIES

    def is_city(self, division: Division) -> bool:
        """Whether it can be an article's city: prefecture level, a municipality, or directly under a province."""
        return self.city_of(division) == division

    def scan(self, text: str) -> list[Found]:
        """All names in ``text``; of two that overlap the longer: 和平安区 holds 平安区, not 和平. Linear in time."""
        found: list[Found] = []
        heads = self._lengths
        for here in [at for at, head in enumerate(map(add, text, text[1:])) if head in heads]:
            match = self._at(text, here)
            if match is None or (found and match.start < found[-1].end and _length(match) <= _length(found[-1])):
                continue
            if found and match.start < found[-1].end:
                found.pop()
            found.append(match)
        return found

    def _at(self, text: str, here: int) -> Found | None:
        for length in self._lengths.get(text[here : here + 2], ()):
            if divisions := self._by_name.get(text[here : here + length]):
                return Found(here, here + length, divisions)
        return None

    @cached_property
    def _towns(self) -> dict[str, tuple[Division, ...]]:
        towns: dict[str, tuple[Division, ...]] = {}
        text = lzma.decompress(data("towns.csv.xz").read_bytes()).decode()
        for line in text.splitlines():
            area, names = line.split(",")
            counties = (self._by_code[area],) if area in self._by_code else self.find(area)
            for name in names.split(" "):
                towns[name] = towns.get(name, ()) + counties
        return towns

    def towns(self, name: str) -> tuple[Division, ...]:
        """The counties that have a town, township or subdistrict of that full name (永清街道)."""
        return self._towns.get(name, ())

    def scan_towns(self, text: str) -> list[Found]:
        """Towns named in full in ``text``, each with the counties that have one of that name."""
        found: list[Found] = []
        for ending in TOWN_ENDINGS:
            at = text.find(ending)
            while at >= 0:
                if town := self._town_before(text, at + len(ending)):
                    found.append(town)
                at = text.find(ending, at + 1)
        return sorted(found)

    def _town_before(self, text: str, end: int) -> Found | None:
        for start in range(max(0, end - LONGEST_TOWN), end - 2):
            if counties := self._towns.get(text[start:end]):
                return Found(start, end, counties)
        return None


def plain(en: str) -> str:
    """A name as in a file name: Ürümqi → urumqi, Xi'an → xian, Jilin City → jilin."""
    letters = unicodedata.normalize("NFD", en.removesuffix(" City")).lower()
    return "".join(c for c in letters if c.isascii() and c.isalpha())


def _length(found: Found) -> int:
    return found.end - found.start


@cache
def load_gazetteer() -> Gazetteer:
    """The shipped gazetteer, read once."""
    gazetteer = Gazetteer()
    with data("divisions.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for code, above, zh, en, names in rows:
            gazetteer.add(Division(zh=zh, en=en, adcode=code), above, tuple(names.split()))
    gazetteer.seal()
    return gazetteer
