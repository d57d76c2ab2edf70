"""group: readings and failures of all pages, sorted into the places that get a briefing each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from slugify import slugify

from briefing.records import Division, Failure, Placed, Reading, Record, Texts

By = Literal["city", "county", "province"]


class Group(Record):
    """The articles of one place, before they are written up."""

    slug: str
    name: Texts
    province: Division | None
    city: Division | None
    county: Division | None
    readings: tuple[Reading, ...]
    failures: tuple[Failure, ...]


UNPLACED = {"zh": "地点未定", "en": "Unplaced"}


def group(outcomes: Iterable[Reading | Failure], by: By, lang: str) -> tuple[Group, ...]:
    """One group a place in the order of adcodes, what cannot be placed last. Every outcome is in exactly one group."""
    sorted_out: dict[tuple[str, str], list[Reading | Failure]] = {}
    for outcome in outcomes:
        sorted_out.setdefault(_key(outcome.placed, by), []).append(outcome)
    keys = sorted(sorted_out, key=lambda key: (key[0] or "999999", key[1]))
    taken: set[str] = set()
    return tuple(_group(sorted_out[key], by, lang, taken) for key in keys)


def division_of(placed: Placed, by: By) -> Division | None:
    """The division that an article's briefing is named after; a city story stays with its city under ``by`` county."""
    place = placed.place
    if by == "province":
        return place.province
    if by == "county":
        return place.county or place.city
    return place.city


def _key(placed: Placed, by: By) -> tuple[str, str]:
    division = division_of(placed, by)
    if division is None:
        return ("", "")
    code = division.adcode or (placed.place.city.adcode if placed.place.city else "")
    return (code, division.zh)


def _group(outcomes: list[Reading | Failure], by: By, lang: str, taken: set[str]) -> Group:
    first = outcomes[0].placed
    division = division_of(first, by)
    name = {"zh": division.zh, lang: division.en} if division else {"zh": UNPLACED["zh"], lang: UNPLACED["en"]}
    if lang == "zh":
        name = {"zh": division.zh if division else UNPLACED["zh"]}
    places = [outcome.placed.place for outcome in outcomes]
    readings = tuple(_renumbered(o, n) for n, o in enumerate((o for o in outcomes if isinstance(o, Reading)), start=1))
    return Group(
        slug=_slug(division, taken),
        name=name,
        province=first.place.province if division else None,
        city=_same([p.city for p in places]) if division else None,
        county=_same([p.county for p in places]) if division else None,
        readings=readings,
        failures=tuple(o for o in outcomes if isinstance(o, Failure)),
    )


def _renumbered(reading: Reading, number: int) -> Reading:
    """Item ids carry the article's number in the briefing: 4-3 is the third item of article 4."""
    items = tuple(i.model_copy(update={"id": f"{number}-{n}"}) for n, i in enumerate(reading.items, start=1))
    return reading.model_copy(update={"items": items})


def _same(divisions: list[Division | None]) -> Division | None:
    return divisions[0] if all(d == divisions[0] for d in divisions) else None


def _slug(division: Division | None, taken: set[str]) -> str:
    """A file name that nothing on a page can steer: letters, digits and hyphens of the English name."""
    base = slugify(division.en if division else UNPLACED["en"], max_length=60) or "place"
    slug = (
        base
        if base not in taken and base not in ("index", "run")
        else f"{base}-{division.adcode or 'zone'}"
        if division
        else base
    )
    while slug in taken:
        slug += "-2"
    taken.add(slug)
    return slug
