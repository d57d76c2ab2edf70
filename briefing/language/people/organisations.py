"""Organisations in English, put together from their parts: place, ordinal, subject, kind of body.

The parts are data/organisations.csv; places come from the gazetteer, names of towns, communities and villages by Pinyin.
A name that holds any part that is not known, such as a company's own name, has no English here: it is not ours to guess.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from typing import NamedTuple

from briefing.language.people.names import pinyin_word
from briefing.language.people.titles import words as word_set
from briefing.language.places.gazetteer import Gazetteer, load_gazetteer
from briefing.records import Division
from briefing.resources import data

LONGEST = 40
_LEVELS = {
    "自治区": "Autonomous Region", "省": "Provincial", "市": "Municipal", "区": "District", "县": "County", "旗": "Banner",
    "开发区": "Development Zone", "高新区": "High-tech Zone", "经开区": "Economic Development Zone",
}  # fmt: skip
_REGIONS = {
    "150000": "Inner Mongolia",
    "450000": "Guangxi",
    "540000": "Tibet",
    "640000": "Ningxia",
    "650000": "Xinjiang",
}
# Before 社区, 村 and 小区 these describe and name nothing.
_GENERIC = word_set(
    "老旧 自然 行政 示范 美丽 文明 城中 空心 安置 智慧 新建 新农 我们 多个 所在 周边 附近 相邻 试点 联点 包联 帮扶 封控 管控 居民 重点 高层 无物业 脱贫 贫困 全国 先进 特色 "
    "省级 市级 县级 区级 城市 农村 国际 和谐 平安 幸福里 商品房 开放式 封闭 生态 旅游 民族 边境 偏远 中心 乡 城郊 移民 传统 古 未来 数字 健康 完整 绿色 零碳 样板 两个 几个 三个"
)
_ORDINAL = re.compile(r"第([一二三四五六七八九十]{1,3}|\d{1,2})")
_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")
_DIGITS = "零一二三四五六七八九"
_STEM = re.compile(r"[\u3400-\u9fff]{1,5}")
_JOINS = "和与及、"
_BODIES = frozenset(("gov", "inst", "school", "unit", "head", "tail"))
# What may follow what; "" is the beginning. A name ends in a body, or is a company's alone.
_NEXT = {
    "": {"place", "level", "ordinal", "brand", "topic", "gov", "inst", "school", "unit", "tail"},
    "place": {"place", "ordinal", "brand", "topic", "gov", "inst", "school", "unit", "tail"},
    "level": {"ordinal", "topic", "gov", "inst", "school"},
    "ordinal": {"inst", "school"},
    "brand": {"place", "level", "gov", "inst"},
    "topic": {"topic", "join", "head"},
    "join": {"topic"},
    "gov": {"unit", "tail", "topic", "place", "gov"},
    "inst": {"tail", "inst", "topic"},
    "school": {"tail"},
    "unit": {"unit", "tail", "gov", "inst", "school", "ordinal"},
    "head": {"tail", "topic", "unit"},
    "tail": {"tail"},
}


class _Part(NamedTuple):
    """A part of a name: ``adjective`` is how a place stands before a body of government (Tongliao Municipal)."""

    kind: str
    zh: str
    en: str
    adjective: str = ""


def organisation_name(zh: str) -> str:
    """The English name of an organisation, "" where any part of it is unknown: 通辽市教育局 → Tongliao Municipal Education Bureau."""
    name = re.sub(r"\s+", "", zh)
    if not 2 <= len(name) <= LONGEST:
        return ""
    parts = _read(name)
    return _write(parts) if parts else ""


def _read(name: str) -> tuple[_Part, ...]:
    """The parts of ``name``, the fewest that cover it all; () where none do."""
    best: dict[tuple[int, str], tuple[int, tuple[_Part, ...]]] = {(0, ""): (0, ())}
    for at in range(len(name)):
        for (start, kind), (cost, parts) in list(best.items()):
            if start != at:
                continue
            for part in _parts_at(name, at):
                if part.kind in _NEXT[kind]:
                    key = (at + len(part.zh), part.kind)
                    new = (cost + _cost(part), (*parts, part))
                    best[key] = min(best.get(key, new), new, key=lambda found: found[0])
    ends = [best[key] for key in best if key[0] == len(name) and (key[1] in _BODIES or key[1] == "brand")]
    return min(ends, key=lambda found: found[0])[1] if ends else ()


def _cost(part: _Part) -> int:
    """A part by Pinyin costs more than two that are known."""
    return 10 + (8 + len(part.zh) if part.kind == "unit" else 0)


def _parts_at(name: str, at: int) -> list[_Part]:
    """Every part that may begin at ``at``."""
    table = _table()
    found = [
        part for size in range(1, 16) for part in (table.get(name[at : at + size]),) if part and at + size <= len(name)
    ]
    found = [part for part in found if part.kind != "unit"]
    found += _places(name, at) + _units(name, at)
    if name[at] in _JOINS:
        found.append(_Part("join", name[at], "and"))
    if ordinal := _ORDINAL.match(name, at):
        found.append(_Part("ordinal", ordinal[0], str(_number(ordinal[1]))))
    found += [_Part("level", zh, en, en) for zh, en in _LEVELS.items() if at == 0 and name.startswith(zh)]
    return found


def _number(words: str) -> int:
    """十二 → 12."""
    if words.isdigit():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    return 10 * (_DIGITS.find(tens) if tens else 1) * bool(ten) + _DIGITS.find(ones or "零")


def _places(name: str, at: int) -> list[_Part]:
    """Divisions by full name, and by short name where all that share it are written alike."""
    gazetteer = load_gazetteer()
    found: list[_Part] = []
    for size in range(2, min(16, len(name) - at) + 1):
        words = name[at : at + size]
        if words in gazetteer.nicknames or not (divisions := gazetteer.find(words)):
            continue
        full = [division for division in divisions if division.zh == words]
        if len({division.en for division in full}) == 1:
            found.append(_Part("place", words, full[0].en, _adjective(full[0], gazetteer)))
        elif not full and words[-1] in "市区县旗盟州" and len({division.en for division in divisions}) == 1:
            found.append(_Part("place", words, divisions[0].en, _adjective(divisions[0], gazetteer)))
        elif not full and (stem := _stem(divisions)):
            found.append(_Part("place", words, stem, stem))
    return found


def _adjective(division: Division, gazetteer: Gazetteer) -> str:
    """How a division stands before its bodies: Tongliao Municipal, Shaanxi Provincial, Hechuan District."""
    if division.zh.endswith("市"):
        return division.en.removesuffix(" City") + " Municipal"
    if gazetteer.is_province(division) and division.zh.endswith("省"):
        return division.en.removesuffix(" Province") + " Provincial"
    return division.en


def _stem(divisions: tuple[Division, ...]) -> str:
    """Horqin of Horqin District; "" where the divisions differ, or an autonomous county's name says too much."""
    if len(divisions) == 1 and divisions[0].adcode in _REGIONS:
        return _REGIONS[divisions[0].adcode]
    stems = {re.sub(r" (City|District|County|Banner|Province|Prefecture|League)$", "", one.en) for one in divisions}
    stem = stems.pop() if len(stems) == 1 else ""
    return "" if "Autonomous" in stem else stem


def _units(name: str, at: int) -> list[_Part]:
    """Subdistricts, communities, villages, stations: their own name by Pinyin, or the English of the place it repeats."""
    found: list[_Part] = []
    for size in range(1, 6):
        stem = name[at : at + size]
        for kind in _kinds():
            if name.startswith(kind.zh, at + size) and _STEM.fullmatch(stem) and _is_own_name(stem):
                own = _stem(load_gazetteer().find(stem)) or pinyin_word(stem)
                found.append(_Part("unit", stem + kind.zh, f"{own} {kind.en}"))
    return found


def _is_own_name(stem: str) -> bool:
    """Whether a stem can be a name: no level of government, no ordinal, no number, no part of the table."""
    known = stem in _table() or stem in _GENERIC or len(stem) < 2
    return (
        not known
        and stem[0] not in "省市区县旗第该本各全某一两几多每"
        and not re.search(r"(?:街道|[镇乡]|社区|村)\Z", stem)
    )


def _write(parts: tuple[_Part, ...]) -> str:
    words: list[str] = []
    for index, part in enumerate(parts):
        after = next((one.kind for one in parts[index + 1 :] if one.kind != "ordinal"), "")
        if part.kind == "place" and after == "place":
            continue  # 通辽市科尔沁区: the inner one tells
        if part.kind == "ordinal":
            words.append(
                f"No. {part.en}" if after == "school" or int(part.en) > len(_ORDINALS) else _ORDINALS[int(part.en) - 1]
            )
        elif part.kind == "topic":
            words.append(part.en + _between(parts, index))
        elif part.kind != "join":
            words.append(part.adjective if part.adjective and after in ("gov", "topic", "head") else part.en)
    return " ".join(words)


def _between(parts: tuple[_Part, ...], index: int) -> str:
    """What stands between the subjects of a bureau: commas, and "and" before the last."""
    rest = [part.kind for part in parts[index + 1 :] if part.kind != "join"]
    if rest[:1] != ["topic"]:
        return ""
    return " and" if rest[1:2] != ["topic"] else ","


@cache
def _table() -> dict[str, _Part]:
    with data("organisations.csv").open(encoding="utf-8", newline="") as file:
        return {row["zh"]: _Part(row["kind"], row["zh"], row["en"]) for row in csv.DictReader(file)}


@cache
def _kinds() -> tuple[_Part, ...]:
    return tuple(part for part in _table().values() if part.kind == "unit")
