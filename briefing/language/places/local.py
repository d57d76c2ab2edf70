"""How a city's own paper names its counties: 科区, 霍市, 我区, 开发区; and which county an article is about.

Nothing here is a list of places: an abbreviation is the first character of a county of this city and its kind, if only
one county gives it; a page whose articles say 我市 and name one county-level city, and hardly the prefecture, is that
city's own paper.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.language.places.gazetteer import Gazetteer
from briefing.language.places.mentions import Mention
from briefing.records import Division

# Tuned on three annotated pages. A county's weight in an article: where it stands, and how it is named.
IN_HEADLINE, IN_LEDE = 3.0, 2.0
ABBREVIATION, TOWN, BARE_ZONE = 2.0, 1.0, 1.0
CITY_OFFICE, CITY_WORD = 3.0, 1.0  # 市教育局, 全市: the city's own story
SHARE = 0.65  # of all that an article says of counties: less, and it is the city's story
SURE = 0.5  # mentions that weigh less are visitors
AUTONOMOUS_REGIONS = frozenset({"15", "45", "54", "64", "65"})  # 全区 and 我区 may be the region there


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# First character + kind that are words of their own.
NOT_ABBREVIATIONS = _set(
    "东区 西区 南区 北区 中区 新区 老区 城区 市区 郊区 山区 矿区 林区 牧区 海区 湖区 港区 库区 灾区 社区 小区 "
    "园区 校区 院区 景区 厂区 片区 辖区 地区 禁区 军区 战区 专区 特区 选区 大区 全区 我区 本区 该区 各区 城市 "
    "都市 全市 我市 本市 该市 各市 上市 超市 门市 股市 楼市 车市 夜市 早市 集市 花市 米市 菜市 灯市 开市 大市 "
    "全县 我县 本县 该县 各县 大县 全旗 我旗 本旗 该旗 各旗 红旗 国旗 党旗 军旗 团旗 队旗 锦旗 彩旗 战旗 大旗"
)
AFTER_KIND = {"区": "域间块位划别分", "市": "场面民值", "县": "域", "旗": "帜舰袍下号"}
ZONE_KINDS = {
    "经济技术开发区": "Economic and Technological Development Zone",
    "高新技术产业开发区": "High-tech Industrial Development Zone",
    "经济开发区": "Economic Development Zone",
}
ZONE_SHORT = {"经开区": "经济技术开发区", "高新区": "高新技术产业开发区"}
ZONE = "(?:经济技术开发区|高新技术产业开发区|经济开发区|经开区|高新区|开发区)"
ZONE_WORD = re.compile(ZONE)
BARE = re.compile(f"(?<![一-鿿□]){ZONE}|(?<=[在由对与和为向到往赴进入日来天]){ZONE}")
HAN = re.compile("[一-鿿]")
OFFICES = "(?:委|局|政府|办|会|队|法院|检察院|医院|中心|公司|集团|馆|站|指挥部|小学|中学)"
COUNTY_SELF = re.compile(
    f"[我全本](?P<a>[区县旗市])|(?<![一-鿿□])(?P<b>[区县旗市])(?=[一-鿿]{{1,8}}{OFFICES})|(?P<c>[区县旗市])(?:委|政府)"
)
CITY_OFFICES = re.compile(f"(?<![城我全本该各县州都□])市(?=[一-鿿]{{1,10}}?{OFFICES})")
CITY_WORDS = re.compile("[我全本]市")

Text = tuple[str, Sequence[Mention], Sequence[Mention]]  # an article's text, the places and the towns that it names


class Hit(NamedTuple):
    """Where a county of the city is named."""

    start: int
    word: str
    county: Division
    weight: float


class Local(NamedTuple):
    """A city as its own paper speaks of it."""

    city: Division
    counties: tuple[Division, ...]
    home: Division | None  # the county whose own paper this is
    zones: dict[str, Division]  # 经济技术开发区, 高新区, 开发区 … → the zone meant
    abbreviations: dict[str, Division]
    evidence: tuple[str, ...]  # words of the page that name the city

    def county(self, text: Text, headline_end: int, head: int, dateline: str) -> tuple[Division | None, list[str]]:
        """The county that an article is about, with the words that say so; None for the city's own stories."""
        masked = mask(text)
        hits = [*self._dateline(dateline), *self.hits(text)]
        found = self._about(hits, headline_end, head, _city_weight(masked, headline_end, head))
        if self.home is None or (
            found and found != self.home and any(h.start < head for h in hits if h.county == found)
        ):
            return found, _words(hits, found)
        said = [m.group() for m in COUNTY_SELF.finditer(masked) if kind_of(m) == self.home.zh[-1]]
        if not said and not any(h.county == self.home for h in hits) and self._city_acts(text, head):
            return None, []
        return self.home, _words(hits, self.home) or [self.home.zh, *dict.fromkeys(said)][:3]

    def hits(self, text: Text) -> list[Hit]:
        """Where an article names counties of this city, visitors left out."""
        _, names, towns = text
        own = {(d.adcode, d.zh) for d in self.counties}
        out = [
            Hit(m.start, m.text, inside[0], m.weight)
            for m in names
            if m.weight >= SURE
            and (inside := [d for d in m.divisions if (d.adcode, d.zh) in own])
            and self.city not in m.divisions  # 岳阳 is the city before it is its county 岳阳县
        ]
        ends = {m.end for m in names}
        for town in {t.text: t for t in reversed(towns)}.values():
            inside = [d for d in town.divisions if (d.adcode, d.zh) in own]
            if len(inside) == 1 and town.start not in ends:  # 赛罕区科尔沁街道 is one naming, not two
                out.append(Hit(town.start, town.text, inside[0], TOWN))
        return [*out, *self._short_hits(mask(text)), *self._zone_hits(text)]

    def _short_hits(self, masked: str) -> Iterator[Hit]:
        for word, county in self.abbreviations.items():
            yield from (Hit(at, word, county, ABBREVIATION) for at in find_abbreviation(masked, word))

    def _zone_hits(self, text: Text) -> Iterator[Hit]:
        """大连高新区 as well as 高新区 alone; on a county's own paper a zone without a name is the county's."""
        for match in zone_words(self.city, text):
            if (zone := self.zones.get(match.group())) and self.home is None:
                yield Hit(match.start(), match.group(), zone, BARE_ZONE)

    def _dateline(self, dateline: str) -> list[Hit]:
        if not dateline or self.city.zh.startswith(dateline):
            return []
        named = [d for d in self.counties if dateline in (d.zh, d.zh[:-1])]
        return [Hit(0, dateline, d, 2.0) for d in named]

    def _about(self, hits: Sequence[Hit], headline_end: int, head: int, city_weight: float) -> Division | None:
        if not hits:
            return None
        scores: dict[Division, float] = defaultdict(float)
        for hit in hits:
            scores[hit.county] += _placed(hit.weight, hit.start, headline_end, head)
        best = max(scores, key=lambda county: scores[county])
        score, total = scores[best], sum(scores.values())
        own = [h for h in hits if h.county == best]
        if any(h.start < headline_end for h in own):
            return best if score >= SHARE * total else None
        early = {h.county for h in hits if h.start < head}
        if score < SHARE * total or score < city_weight or len(early) > 1:
            return None
        return best if best in early or sum(h.weight for h in own) >= 2 * TOWN else None

    def _city_acts(self, text: Text, head: int) -> bool:
        """通辽市第一医院, 国网通辽供电公司 in headline or lede: a city's office acts."""
        return any(m.start < head and self.city in m.divisions and m.weight >= SURE for m in text[1])


def _words(hits: Sequence[Hit], county: Division | None) -> list[str]:
    return list(dict.fromkeys(h.word for h in hits if h.county == county))


def _placed(weight: float, start: int, headline_end: int, head: int) -> float:
    return weight * (IN_HEADLINE if start < headline_end else IN_LEDE if start < head else 1.0)


def _city_weight(masked: str, headline_end: int, head: int) -> float:
    """How much an article is the city's own: 市教育局 acts, 全市 is spoken of."""
    offices = sum(_placed(CITY_OFFICE, m.start(), headline_end, head) for m in CITY_OFFICES.finditer(masked))
    return offices + sum(_placed(CITY_WORD, m.start(), headline_end, head) for m in CITY_WORDS.finditer(masked))


def mask(text: Text) -> str:
    """The text with every place name replaced by □, so that 霍林郭勒市市场 is not read as 市场."""
    chars = list(text[0])
    for m in text[1]:
        chars[m.start : m.end] = "□" * (m.end - m.start)
    return "".join(chars)


def kind_of(match: re.Match[str]) -> str:
    """区, 县, 旗 or 市 of a self-reference."""
    return str(next(filter(None, match.groups())))


def find_abbreviation(masked: str, word: str) -> Iterator[int]:
    """Where ``word`` (科区) stands, and does not run on (外科区域)."""
    at = masked.find(word)
    while at >= 0:
        before, after = masked[at - 1 : at], masked[at + 2 : at + 3]
        if not (HAN.match(before) and before not in "在由对与和为向到从") and not (after and after in _runs_on(word)):
            yield at
        at = masked.find(word, at + 1)


def _runs_on(word: str) -> str:
    return AFTER_KIND.get(word[-1], "")


def zone_words(city: Division, text: Text) -> Iterator[re.Match[str]]:
    """开发区, 经开区, 高新区 … alone or right after the city's name; not after a county's."""
    if "区" not in text[0]:
        return
    yield from BARE.finditer(mask(text))
    for mention in text[1]:
        if (match := ZONE_WORD.match(text[0], mention.end)) and city in mention.divisions:
            yield match


# ------------------------------------------------------------------ what a page teaches


def local_names(
    city: Division, texts: Sequence[Text], furniture: Sequence[Mention], gazetteer: Gazetteer, given: Division | None
) -> Local:
    """What the articles of ``city`` on this page, and its mastheads, teach. ``given`` may be a stated county."""
    counties = tuple(d for d in gazetteer.below(city) if d.adcode) + _zones_named(city, gazetteer.below(city), texts)
    said = tuple(
        dict.fromkeys(m.text for _, names, _ in texts for m in names if city in m.divisions and m.weight >= SURE)
    )
    plain = Local(city, counties, None, _zone_words(counties), _abbreviations(counties, texts), said[:4])
    return plain._replace(home=given if given in counties else _home(plain, texts, furniture))


def _abbreviations(counties: Sequence[Division], texts: Sequence[Text]) -> dict[str, Division]:
    """科区 → 科尔沁区, if no other county gives 科区, and the page has it in full, or 科区 twice or in a headline."""
    short = Counter(d.zh[0] + d.zh[-1] for d in counties if d.adcode and len(d.zh) > 2)
    named = {d for _, names, _ in texts for m in names for d in m.divisions}
    masked = [mask(text) for text in texts]
    out: dict[str, Division] = {}
    for county in counties:
        word = county.zh[0] + county.zh[-1]
        if short[word] != 1 or word in NOT_ABBREVIATIONS:
            continue
        times = [len(list(find_abbreviation(text, word))) for text in masked]
        in_headline = any(text.startswith(word) for text in masked)
        if sum(times) > 1 or in_headline or (any(times) and county in named):
            out[word] = county
    return out


def _home(local: Local, texts: Sequence[Text], furniture: Sequence[Mention]) -> Division | None:
    """The county whose own paper this is: most articles that name any county name it, others say 我市 and name none."""
    articles: dict[Division, set[int]] = defaultdict(set)
    for number, text in enumerate(texts):
        for hit in local.hits(text):
            articles[hit.county].add(number)
    for mention in furniture:
        for division in (d for d in mention.divisions if d in local.counties):
            articles[division].add(-1)
    if not articles:
        return None
    best = max(articles, key=lambda d: len(articles[d]))
    places = set.union(*articles.values())
    if not best.adcode or len(articles[best]) < 0.6 * len(places):
        return None
    nameless = [mask(t) for n, t in enumerate(texts) if n not in places]
    return best if _speaks_for(best, local.city, nameless, texts, len(articles[best])) else None


def _speaks_for(
    county: Division, city: Division, nameless: Sequence[str], texts: Sequence[Text], articles: int
) -> bool:
    kind = county.zh[-1]
    said = [m for text in nameless for m in COUNTY_SELF.finditer(_without_region(text, city)) if kind_of(m) == kind]
    if kind != "市":
        return bool(said)
    of_city = sum(any(city in m.divisions and m.weight >= SURE for m in names) for _, names, _ in texts)
    ours = any(CITY_WORDS.search(text[0]) for text in texts)
    return ours and of_city * 2 <= articles


def _without_region(text: str, city: Division) -> str:
    """In an autonomous region 全区 and 我区 may mean the region."""
    return re.sub("[全我]区|自治区", "", text) if city.adcode[:2] in AUTONOMOUS_REGIONS else text


def _zones_named(city: Division, below: Sequence[Division], texts: Sequence[Text]) -> tuple[Division, ...]:
    """The development zones of the city: those of the gazetteer, and kinds that it lacks but the page names."""
    zones = [d for d in below if not d.adcode]
    said = {ZONE_SHORT.get(match.group(), match.group()) for text in texts for match in zone_words(city, text)}
    for kind, english in ZONE_KINDS.items():
        if kind in said and not any(_is_kind(zone, kind) for zone in zones):
            zones.append(Division(zh=city.zh.rstrip("市盟") + kind, en=f"{city.en} {english}", adcode=""))
    return tuple(zones)


def _is_kind(zone: Division, word: str) -> bool:
    """高新区 is short for all that is called high-tech; 经开区 for 经济(技术)开发区; 开发区 may be any."""
    if word in ("高新区", "高新技术产业开发区"):
        return "高新" in zone.zh or "高技术" in zone.zh
    if word in ("经开区", "经济技术开发区", "经济开发区"):
        return zone.zh.endswith(("经济技术开发区", "经济开发区"))
    return zone.zh.endswith("开发区")


def _zone_words(counties: Sequence[Division]) -> dict[str, Division]:
    """Which zone 开发区, 经开区 and 高新区 mean here: the only one of that kind."""
    zones = [d for d in counties if not d.adcode]
    out: dict[str, Division] = {}
    for word in (*ZONE_KINDS, *ZONE_SHORT, "开发区"):
        meant = [z for z in zones if _is_kind(z, word)]
        if len(meant) == 1:
            out[word] = meant[0]
    return out
