"""Printed figures that do not fit each other: for a person to look at, never corrected.

Three kinds, each with a narrow rule, so that a remark is worth reading: a total beside its parts, a ratio of two units
that the article itself fixes, and one thing told with two values in two places of a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from briefing.language.widths import fold
from briefing.records import Fact, Remark

_KINDS = frozenset(("count", "money", "measure"))
_PARTED = re.compile("其中|分别(?:为|是)|包括|包含|由")
_SUM = re.compile("(?:合计|共计|总计|一共|总共|共有?)[^,。;:、]{0,12}$")
_EQUALS = re.compile(r"[,、]?\s*(?:即|折合|相当于|约合|合|等于|也就是|\()\s*(?:约|为)?\Z")
_PAIRED = re.compile(r"[,、]\s*(?:即|共|约)?\Z|[,、]?\s*(?:即|折合|相当于|约合|\()\s*约?\Z")
_FIXED = {
    ("公顷", "亩"): 15,
    ("公斤", "斤"): 2,
    ("吨", "公斤"): 1000,
    ("吨", "斤"): 2000,
    ("公里", "米"): 1000,
    ("平方公里", "亩"): 1500,
}
_MOST_PARTS = 8
_SLACK = Decimal("0.03")  # a ratio may differ by so much; conversions are printed rounded
_NEAR = Decimal("0.15")  # values further apart than this are of two things more often than of one
_LEAST = 20  # smaller numbers recur of different things
_REACH = 200  # facts of one unit that one is held against
_LEAST_SHARED = 4  # pairs of characters that two tellings of one thing have in common, what they count aside


def remarks(facts: Sequence[Fact]) -> tuple[Remark, ...]:
    """What does not fit among the facts of one page or several, in the order of the page."""
    found: list[Remark] = []
    for file in dict.fromkeys(fact.file for fact in facts):
        here = [fact for fact in facts if fact.file == file]
        for article in dict.fromkeys(fact.article for fact in here):
            own = [fact for fact in here if fact.article == article]
            found += [*_totals(own), *_ratios(own)]
        found += _conflicts(here)
    return tuple(found)


def _exact(fact: Fact) -> bool:
    return fact.value is not None and fact.kind in _KINDS and not fact.approx


def _remark(kind: str, english: str, *facts: Fact) -> Remark:
    fields = {
        "kind": kind, "english": english, "file": facts[0].file, "texts": tuple(fact.text for fact in facts),
        "lines": tuple(fact.line for fact in facts), "articles": tuple(fact.article for fact in facts),
    }  # fmt: skip
    return Remark.model_validate(fields)


def _at(fact: Fact) -> str:
    return f"{fact.text} (line {fact.line})"


def _number(value: Decimal) -> str:
    whole = value == value.to_integral_value()
    return f"{value.quantize(Decimal(1)) if whole else value.normalize():,f}"


# ------------------------------------------------------------------ totals


def _totals(facts: Sequence[Fact]) -> Iterator[Remark]:
    """Parts that follow 其中 or 分别为, or stand before 合计, held against their total."""
    for at, total in enumerate(facts):
        parts = _parts_after(facts, at) or _parts_before(facts, at)
        if len(parts) < 2 or total.value is None:
            continue
        added = sum((part.value for part in parts if part.value is not None), Decimal(0))
        room = sum(map(_rounding, (total, *parts)), Decimal(0))
        if abs(added - total.value) > room and _is_sum(added, total, parts):
            words = " + ".join(_at(part) for part in parts)
            told = f"{_at(total)}, which is {_number(total.value)}"
            english = f"The parts {words} make {_number(added)}, but the total printed is {told}."
            yield _remark("total", english, total, *parts)


def _is_sum(added: Decimal, total: Fact, parts: Sequence[Fact]) -> bool:
    """Parts may be some of several, so too little is a slip only where it is nearly all; too much always is."""
    value = total.value or Decimal(1)
    if parts[-1].start < total.start:
        return abs(added - value) <= value / 4
    return value < added <= value * 2 or added * 20 >= value * 19


def _parts_after(facts: Sequence[Fact], at: int) -> list[Fact]:
    """全市120个,其中东区50个、西区70个: what follows 其中 in the same unit, as one list joined by 、."""
    total = facts[at]
    if not _exact(total):
        return []
    begins = next((n for n in range(at + 1, min(at + 3, len(facts))) if _PARTED.search(facts[n].before)), None)
    if begins is None or any(_exact(one) and one.unit_zh == total.unit_zh for one in facts[at + 1 : begins]):
        return []
    if facts[begins].sentence - total.sentence > 1 or not _heads_list(fold(facts[begins].before)):
        return []
    return _list(facts[begins : begins + _MOST_PARTS], total)


def _heads_list(before: str) -> bool:
    """Whether the words before a figure are 其中 and the first part alone: no further clause stands between."""
    found = list(_PARTED.finditer(before))[-1]
    rest = before[found.end() :].lstrip(",")
    return re.search("[,;每均]", rest) is None


def _list(facts: Sequence[Fact], total: Fact) -> list[Fact]:
    parts: list[Fact] = []
    for fact in facts:
        joined = not parts or re.match(r"\s*(?:[^,、。;]{0,6}\))?[、,和及与]", fold(fact.before)) is not None
        if not (joined and _exact(fact) and fact.unit_zh == total.unit_zh and fact.sentence <= total.sentence + 1):
            break
        if parts and re.search("共|合计|总|比|较|增|新|每|均|占|其中|。|;", fact.before):
            break
        if parts and "," in fold(fact.before) and "、" in fold(parts[-1].before):
            break
        parts.append(fact)
    return parts


def _parts_before(facts: Sequence[Fact], at: int) -> list[Fact]:
    """到站7.2万人次,离站6.8万人次,合计14万人次: what stands before 合计 in the same sentence and unit."""
    total = facts[at]
    if not _exact(total) or not _SUM.search(fold(total.before)) or total.before[:1] in {"。", ""}:
        return []
    parts: list[Fact] = []
    for fact in reversed(facts[max(0, at - _MOST_PARTS) : at]):
        if not _exact(fact) or fact.unit_zh != total.unit_zh or fact.sentence != total.sentence:
            break
        parts.append(fact)
        if re.search("[。;]|其中|每|均|比|较", fact.before):
            break
    return parts[::-1]


def _rounding(fact: Fact) -> Decimal:
    """Half of the last place printed: 500 for 10.6万, nothing for 486."""
    found = re.search(r"(?P<digits>[0-9,]+)(?:\.(?P<decimals>[0-9]+))?(?P<scale>万亿|[百千]?[万亿])?", fold(fact.text))
    if found is None or not (found["scale"] or found["decimals"]):
        return Decimal(0)
    scale = 1
    for sign in found["scale"] or "":
        scale *= {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[sign]
    return Decimal(scale).scaleb(-len(found["decimals"] or "")) / 2


# ------------------------------------------------------------------ ratios


def _ratios(facts: Sequence[Fact]) -> Iterator[Remark]:
    """4500管 is 45000人次 by the article's own words; 9206管、79999人次 beside it is out of line."""
    pairs = [(one, other) for one, other in pairwise(facts) if _may_pair(one, other)]
    for one, other in pairs:
        factor = _FIXED.get((one.unit_zh, other.unit_zh)) if _EQUALS.search(fold(other.before)) else None
        if factor and one.value and other.value and _off(other.value / one.value, Decimal(factor)):
            right = _number(one.value * factor)
            yield _remark(
                "ratio",
                f"{_at(one)} is {right} {other.unit_en or other.unit_zh}, but {_at(other)} is printed beside it.",
                one,
                other,
            )
    stated: dict[tuple[str, str], tuple[Fact, Fact]] = {}
    for one, other in pairs:
        units = (one.unit_zh, other.unit_zh)
        if units not in _FIXED and _EQUALS.search(fold(other.before)):
            stated.setdefault(units, (one, other))
    for first, second in pairs:
        fixed = stated.get((first.unit_zh, second.unit_zh))
        if fixed and _off(_ratio(first, second), _ratio(*fixed)):
            yield _remark("ratio", _ratio_words(*fixed, first, second), *fixed, first, second)


def _may_pair(one: Fact, other: Fact) -> bool:
    near = one.sentence == other.sentence and _PAIRED.fullmatch(fold(other.before)) is not None
    counted = all(fact.value and fact.kind in _KINDS for fact in (one, other))
    return near and counted and one.unit_zh != other.unit_zh != "" != one.unit_zh


def _ratio(one: Fact, other: Fact) -> Decimal:
    return (other.value or Decimal(0)) / (one.value or Decimal(1))


def _off(ratio: Decimal, expected: Decimal) -> bool:
    return abs(ratio - expected) > expected * _SLACK


def _ratio_words(one: Fact, other: Fact, first: Fact, second: Fact) -> str:
    usual, unusual = (f"{_ratio(*pair):.1f}".removesuffix(".0") for pair in ((one, other), (first, second)))
    return (
        f"{_at(first)} beside {_at(second)} is {unusual} {other.unit_zh} for each {one.unit_zh}, "
        f"where {_at(one)} beside {_at(other)} is {usual}."
    )


# ------------------------------------------------------------------ two values for one thing


def _conflicts(facts: Sequence[Fact]) -> Iterator[Remark]:
    """57处安置点 in one article, 59处安置点 in another: same unit, same thing, same scope, values close but not equal."""
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        if _exact(fact) and fact.unit_zh and len(fact.what) >= 2 and (fact.value or 0) >= _LEAST:
            groups.setdefault("个" if fact.unit_zh.startswith("个") else fact.unit_zh, []).append(fact)
    for group in groups.values():
        told: set[frozenset[str]] = set()
        for at, one in enumerate(group):
            for other in group[at + 1 : at + _REACH]:
                texts = frozenset((one.text, other.text))
                if texts not in told and _contradict(one, other):
                    told.add(texts)
                    where = "in one article and {} in another" if one.article != other.article else "and {}"
                    yield _remark("conflict", f"{one.what} is {_at(one)} {where.format(_at(other))}.", one, other)


def _contradict(one: Fact, other: Fact) -> bool:
    apart = (one.article, one.sentence) != (other.article, other.sentence)
    if not apart or one.value is None or other.value is None or one.value == other.value:
        return False
    if _digits(one) == _digits(other) and len(_digits(one)) >= 3:  # two digits changed places: a slip of the type
        return one.what[-2:] == other.what[-2:] and _within(one.what, other.what)
    close = abs(one.value - other.value) <= max(one.value, other.value) * _NEAR
    same = one.what.endswith(other.what) or other.what.endswith(one.what)
    return one.article != other.article and close and same and _told_alike(one, other)


def _within(one: str, other: str) -> bool:
    """Whether one of two noun phrases has no character that the other lacks."""
    return set(one) <= set(other) or set(other) <= set(one)


def _digits(fact: Fact) -> list[str]:
    return sorted(sign for sign in fold(fact.text) if sign.isdecimal())


def _told_alike(one: Fact, other: Fact) -> bool:
    what = {a + b for words in (one.what, other.what) for a, b in pairwise(words)}
    shared = (_pairs_of(one) & _pairs_of(other)) - what
    return len(shared) >= _LEAST_SHARED or (_scope(one) == _scope(other) != "" and len(shared) >= 1)


_SCOPE = re.compile("[全我](?:市|区|县|旗|州|省)|主城区|城区")


def _scope(fact: Fact) -> str:
    """全市 or 我市 beside the figure: the whole place that both may speak of."""
    found = list(_SCOPE.finditer(fact.before + fact.after[:6]))
    return found[-1].group()[-1] if found and not re.search("[比较]|其中|每|均", fact.before) else ""


def _pairs_of(fact: Fact) -> frozenset[str]:
    """Pairs of Chinese characters in the words beside the figure."""
    words = f"{fact.before[-24:]}\n{fact.after[:16]}"
    return frozenset(a + b for a, b in pairwise(words) if "一" <= a <= "鿿" and "一" <= b <= "鿿")
