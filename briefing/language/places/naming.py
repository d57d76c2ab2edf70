"""The English names of divisions that a text prints, so that a name is written one way through a whole run."""

from __future__ import annotations

import re

from briefing.language.places.gazetteer import Found, Gazetteer, load_gazetteer
from briefing.records import Division

# A short name (科尔沁) counts where it names something: 科尔沁街道; alone it may be part of other words (百姓安康).
_NAMES_SOMETHING = re.compile("街道|社区|村|镇|路|大街|大道|广场|站|机场|医院|大学|学院|草原|新区|开发区")
_KIND = re.compile(r" (City|District|County|Banner|Town|Province|Prefecture|League)$")


def printed_names(text: str, near: Division | None) -> dict[str, str]:
    """Chinese name as printed → English, in order of appearance; of several divisions of a name the one by ``near``.

    A name that several divisions share, none of them near, is left out: it is not ours to guess.
    """
    gazetteer = load_gazetteer()
    names: dict[str, str] = {}
    for found in gazetteer.scan(text):
        words = text[found.start : found.end]
        if words in names or words in gazetteer.nicknames:
            continue
        if english := _english(words, found, text, near, gazetteer):
            names[words] = english
    return names


def _english(words: str, found: Found, text: str, near: Division | None, gazetteer: Gazetteer) -> str:
    full = [division for division in found.divisions if division.zh == words]
    if full:
        chosen = [d for d in full if near is not None and gazetteer.city_of(d) == near] or full
        return chosen[0].en if len({d.en for d in chosen}) == 1 else ""
    if not _NAMES_SOMETHING.match(text, found.end):
        return ""
    stems = {_KIND.sub("", division.en) for division in found.divisions}
    stem = stems.pop() if len(stems) == 1 else ""
    return "" if "Autonomous" in stem else stem  # 通道街 is no Tongdao Dong Autonomous County
