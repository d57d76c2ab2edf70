"""Article → Placed: which city and county an article belongs to, weighed over its whole page.

Names vote for cities; visitors (a team sent to Hohhot, a clinic in Qingdao where somebody once worked) hardly do. The
page's city is the one that most names point to; 我市, 全区, 科区 and 开发区 are then read as that city's. A tie is not
guessed: ``city`` is None and ``candidates`` names what was in question.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from briefing.errors import SettingsError
from briefing.language.places.gazetteer import Found, Gazetteer
from briefing.language.places.local import SURE, Local, Text, local_names
from briefing.language.places.mentions import Mention, mentions, town_mentions
from briefing.language.widths import simplify
from briefing.records import Article, Division, Kind, Page, Place, Placed, Role

# Votes. Tuned on three annotated pages; the order of the reasons matters, not the second digit.
DATELINE, MASTHEAD, FILE_NAME = 8.0, 3.0, 1.2
IN_HEADLINE, IN_LEDE = 2.0, 1.5
CAP = 8.0  # of one article: a long one about elsewhere does not outvote a page
CLEAR, ENOUGH = 1.5, 1.0  # the winner needs this multiple of the next, and this much
OWN_CITY = 4.0  # what an article needs to leave its page's city, which it then hardly names
WORDS_SHOWN = 6
MASTHEAD_WORDS = re.compile("日报|晚报|晨报|都市报|新闻网|融媒体|电视台")
DATELINE_TEXT = re.compile(
    "(?:本报|新华社|中新社|中新网)?(?P<place>[一-鿿]{2,8}?)(?:[0-9０-９]+月[0-9０-９]+日)?(?:讯|电)[\\s(（]"
)
AGENCY = re.compile("(?:新华社|新华网|中新社|中新网|人民网|央视)")  # which files from anywhere
SELF = re.compile("[我全本][市区县旗州]|记者从市|[市区县旗]委|[市区县旗]政府")


class Read(NamedTuple):
    """An article with what its text names. Headline and lede end at these offsets of its text."""

    article: Article
    text: Text
    headline_end: int
    head: int


class Vote(NamedTuple):
    """A word that speaks for a city."""

    city: Division
    weight: float
    word: str


class Finding(NamedTuple):
    """A city with its share of all votes; or None, with the cities in question."""

    city: Division | None
    share: float
    words: tuple[str, ...] = ()
    candidates: tuple[Division, ...] = ()


def place_articles(
    articles: Sequence[Article], page: Page, gazetteer: Gazetteer, stated: str = ""
) -> tuple[Placed, ...]:
    """Each article with its place. ``stated`` (name or code of a city or county) decides the city of all of them.

    SettingsError: no place, or several, are called ``stated``.
    """
    reads = _read_all(articles, gazetteer)
    furniture = mentions(simplify(_furniture(reads, page)), gazetteer)
    given = _stated(stated, gazetteer)
    whole = _given_city(given, gazetteer) if given else _page_city(reads, furniture, page.file, gazetteer)
    found = [whole if given else _article_city(read, whole, gazetteer) for read in reads]
    locals_ = _locals(reads, found, furniture, gazetteer, given)
    placed = [
        Placed(article=read.article, place=_place(read, finding, locals_, gazetteer))
        for read, finding in zip(reads, found, strict=True)
    ]
    return _with_stories(placed)


def _with_stories(placed: Iterable[Placed]) -> tuple[Placed, ...]:
    """A caption that names no county is of its story's: the one that it stands in, or right below."""
    out: list[Placed] = []
    story: Placed | None = None
    for one in placed:
        if one.article.kind is not Kind.PHOTO_CAPTION:
            story = one
        elif story and not one.article.headline and _belongs(one, story):
            county = story.place.county
            one = one.model_copy(update={"place": one.place.model_copy(update={"county": county})})
        out.append(one)
    return tuple(out)


def _belongs(caption: Placed, story: Placed) -> bool:
    own, its = caption.place, story.place
    if own.county or own.city is None or own.city != its.city:
        return False
    return caption.article.start_line <= story.article.end_line + 1


# ------------------------------------------------------------------ reading


def _read_all(articles: Sequence[Article], gazetteer: Gazetteer) -> list[Read]:
    parts = [_parts(article) for article in articles]
    words = [simplify(head + rest) for head, rest, _ in parts]
    scanned = [gazetteer.scan(text) for text in words]
    pairs = list(zip(words, scanned, strict=True))
    known = frozenset(d.zh for text, found in pairs for d in _named_in_full(text, found))
    return [
        Read(article, _text(head + rest, *pair, gazetteer, known), len(head), len(head) + lede)
        for article, (head, rest, lede), pair in zip(articles, parts, pairs, strict=True)
    ]


def _parts(article: Article) -> tuple[str, str, int]:
    """What stands above the body; the rest, one sentence a line; and how far its second body sentence reaches."""
    body = [at for at, s in enumerate(article.sentences) if s.role is Role.BODY]
    first, second = (body[0], body[1 if len(body) > 1 else 0]) if body else (len(article.sentences),) * 2
    titles = [s.text for s in article.sentences[:first]] or [article.headline]
    rest = [s.text for s in article.sentences[first:]]
    return "\n".join(titles) + "\n", "\n".join(rest), len("\n".join(rest[: second - first + 1]))


def _named_in_full(text: str, scanned: Iterable[Found]) -> Iterator[Division]:
    for found in scanned:
        yield from (d for d in found.divisions if d.zh == text[found.start : found.end])


def _text(text: str, words: str, scanned: Sequence[Found], gazetteer: Gazetteer, known: frozenset[str]) -> Text:
    """What ``text`` names, read in Simplified characters (``words``) and given as printed."""
    names, towns = mentions(words, gazetteer, known, scanned), town_mentions(words, gazetteer)
    if words == text:
        return text, names, towns
    return words, [_as_printed(m, text) for m in names], [_as_printed(m, text) for m in towns]


def _as_printed(mention: Mention, text: str) -> Mention:
    return mention._replace(text=text[mention.start : mention.start + len(mention.text)])


def _furniture(reads: Iterable[Read], page: Page) -> str:
    """What belongs to no article: mastheads, navigation, imprints."""
    outside = list(page.text)
    for span in (span for read in reads for span in read.article.spans):
        outside[span.start : span.end] = "\n" * (span.end - span.start)
    return "".join(outside)


# ------------------------------------------------------------------ the stated city


def _stated(stated: str, gazetteer: Gazetteer) -> Division | None:
    name = stated.strip()
    if not name:
        return None
    found = _called(name, gazetteer)
    if len(found) == 1:
        return found[0]
    if not found:
        raise SettingsError(
            f"city: no city or county of China is called {name!r}; give its Chinese name or six-digit code."
        )
    several = ", ".join(f"{d.zh} ({d.adcode})" for d in found)
    raise SettingsError(f"city: {name!r} may be {several}; give the six-digit code.")


def _called(name: str, gazetteer: Gazetteer) -> list[Division]:
    """Cities and counties of that code, Chinese or English name: the most exact reading that fits any."""
    by_code = gazetteer.by_adcode(name)
    found = [by_code] if by_code else list(gazetteer.find(name)) or gazetteer.spelled({name.lower()})
    placed = [d for d in found if gazetteer.city_of(d)]
    return [d for d in placed if d.zh == name] or [d for d in placed if gazetteer.is_city(d)] or placed


def _given_city(given: Division, gazetteer: Gazetteer) -> Finding:
    return Finding(gazetteer.city_of(given), 1.0, (given.zh,))


# ------------------------------------------------------------------ votes


def _page_city(reads: Iterable[Read], furniture: Iterable[Mention], file: str, gazetteer: Gazetteer) -> Finding:
    votes = [vote for read in reads for vote in _capped(_article_votes(read, gazetteer))]
    votes += _capped(_furniture_votes(furniture, gazetteer))
    return _winner([*votes, *_file_votes(file, gazetteer)])


def _article_city(read: Read, whole: Finding, gazetteer: Gazetteer) -> Finding:
    """The page's city, unless the article is plainly another's: its dateline, or its own names and no 我市."""
    votes = list(_article_votes(read, gazetteer))
    own = _winner(votes)
    dateline = _dateline_city(read, gazetteer)
    if dateline is not None and own.city in (dateline[0], None):
        return Finding(dateline[0], _count(votes)[dateline[0]] / (_total(votes) + 0.5), dateline[1:])
    if whole.city is None:
        return own if own.city or own.candidates else own._replace(candidates=whole.candidates)
    return own if own.city and _leaves(read, votes, own.city, whole.city) else whole


def _leaves(read: Read, votes: Sequence[Vote], own: Division, page: Division) -> bool:
    counted = _count(votes)
    if own == page or counted[own] < OWN_CITY or counted[page] * 3 > counted[own]:
        return False
    return not SELF.search(read.text[0])


def _winner(votes: Sequence[Vote]) -> Finding:
    counted = _count(votes)
    ranked = sorted(counted, key=lambda city: -counted[city])[:4]
    if not ranked or counted[ranked[0]] < ENOUGH:
        return Finding(None, 0.0, candidates=tuple(ranked))
    best, weight = ranked[0], counted[ranked[0]]
    rivals = tuple(city for city in ranked if CLEAR * counted[city] > weight)
    if len(rivals) > 1:
        return Finding(None, 0.0, candidates=rivals)
    return Finding(best, weight / (_total(votes) + 0.5), _strongest(votes, best))


def _strongest(votes: Iterable[Vote], city: Division) -> tuple[str, ...]:
    own = sorted((v for v in votes if v.city == city and v.weight >= SURE), key=lambda v: -v.weight)
    return tuple(dict.fromkeys(v.word for v in own))[:WORDS_SHOWN]


def _count(votes: Iterable[Vote]) -> dict[Division, float]:
    counted: dict[Division, float] = defaultdict(float)
    for vote in votes:
        counted[vote.city] += vote.weight
    return counted


def _total(votes: Iterable[Vote]) -> float:
    return sum(vote.weight for vote in votes)


def _capped(votes: Iterable[Vote]) -> list[Vote]:
    """The votes of one article, each city's scaled down to CAP."""
    kept = list(votes)
    counted = _count(kept)
    return [v._replace(weight=v.weight * min(1.0, CAP / counted[v.city])) for v in kept]


def _article_votes(read: Read, gazetteer: Gazetteer) -> Iterator[Vote]:
    """What an article names, each word with its cities."""
    _, names, towns = read.text
    for mention in names:
        factor = IN_HEADLINE if mention.start < read.headline_end else IN_LEDE if mention.start < read.head else 1.0
        yield from _votes(mention, factor, gazetteer)
    for town in {t.text: t for t in towns}.values():
        yield from _votes(town, 1.0, gazetteer)
    if (dateline := _dateline_city(read, gazetteer)) is not None:
        yield Vote(dateline[0], DATELINE, dateline[1])


def _votes(mention: Mention, factor: float, gazetteer: Gazetteer) -> Iterator[Vote]:
    """Shared among namesakes. A name that is also a province's (吉林, 海南) says nothing."""
    if any(gazetteer.is_province(d) for d in mention.divisions):
        return
    cities = dict.fromkeys(city for d in mention.divisions if (city := gazetteer.city_of(d)) is not None)
    for city in cities:
        yield Vote(city, factor * mention.weight / len(cities), mention.text)


def _dateline_city(read: Read, gazetteer: Gazetteer) -> tuple[Division, str] | None:
    """The city of 呼和浩特讯 with the word that names it, where the dateline names just one."""
    if AGENCY.match(read.text[0], read.headline_end):
        return None
    match = DATELINE_TEXT.match(read.text[0], read.headline_end)
    printed = read.article.dateline or (match["place"] if match else "")
    cities = {city for d in gazetteer.find(printed) if (city := gazetteer.city_of(d)) is not None}
    return (cities.pop(), printed) if len(cities) == 1 else None


def _furniture_votes(furniture: Iterable[Mention], gazetteer: Gazetteer) -> Iterator[Vote]:
    for mention in furniture:
        yield from _votes(mention, MASTHEAD if MASTHEAD_WORDS.search(mention.text) else 1.0, gazetteer)


def _file_votes(file: str, gazetteer: Gazetteer) -> Iterator[Vote]:
    """What the path says, in Chinese or in Pinyin: 通辽/3.txt, tongliao-2022-11.txt. Weak, and shared by namesakes."""
    path = re.sub("\\.[A-Za-z0-9]+$", "", file.partition("#")[0])
    words = set(re.findall("[a-z]{4,}", path.lower()))
    named = [d for f in gazetteer.scan(path) for d in f.divisions] or gazetteer.spelled(words)
    cities = dict.fromkeys(city for d in named if (city := gazetteer.city_of(d)) is not None)
    for city in cities:
        yield Vote(city, FILE_NAME / len(cities), path)


# ------------------------------------------------------------------ the place


def _locals(
    reads: Sequence[Read],
    found: Sequence[Finding],
    furniture: Sequence[Mention],
    gazetteer: Gazetteer,
    given: Division | None,
) -> dict[Division, Local]:
    """For each city of the page, how its articles name its counties."""
    texts: dict[Division, list[Text]] = {}
    for read, finding in zip(reads, found, strict=True):
        if finding.city is not None:
            texts.setdefault(finding.city, []).append(read.text)
    return {city: local_names(city, own, furniture, gazetteer, given) for city, own in texts.items()}


def _place(read: Read, found: Finding, locals_: dict[Division, Local], gazetteer: Gazetteer) -> Place:
    if found.city is None:
        return _unplaced(read, found, gazetteer)
    dateline = "" if AGENCY.match(read.text[0], read.headline_end) else read.article.dateline
    county, said = locals_[found.city].county(read.text, read.headline_end, read.head, dateline)
    own = _strongest(list(_article_votes(read, gazetteer)), found.city)
    return Place(
        city=found.city,
        county=county,
        province=gazetteer.province_of(found.city),
        evidence=tuple(dict.fromkeys((*own, *said)))[:WORDS_SHOWN] or found.words,
        confidence=round(min(0.99, found.share if own else 0.9 * found.share), 2),
    )


def _unplaced(read: Read, found: Finding, gazetteer: Gazetteer) -> Place:
    """No city; the province where all that is named lies in one."""
    named = [d for m in read.text[1] for d in m.divisions if gazetteer.is_province(d)]
    provinces = {gazetteer.province_of(d) for d in (*found.candidates, *named)}
    province = provinces.pop() if len(provinces) == 1 else None
    return Place(city=None, county=None, province=province, evidence=(), confidence=0.0, candidates=found.candidates)
