"""How well pages are cut, placed, counted and quoted, against what careful readers marked (gold).

    python bench/accuracy.py [PAGES GOLD ...] [--floor bench/accuracy_floor.json]

Gold is one JSON file a page: its ``file`` names the page in PAGES. Articles are matched by their first line, or by
their first words where the page has no lines of its own (HTML, PDF). ``alternatives`` of gold are all accepted: the
one that fits best is scored. With ``--floor`` the command fails where a number is below the one committed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from briefing.language.widths import fold
from briefing.records import Article, Figure, Page, Place, Placed, Quote
from briefing.stages.load import load_pages
from briefing.stages.segment import segment_page

Gold = dict[str, Any]

_ROOT = Path(__file__).resolve().parents[1]
_SETS = {
    "shared": (_ROOT.parent / "shared" / "pages", _ROOT.parent / "shared" / "gold"),
    "corpus": (_ROOT / "corpus", _ROOT / "corpus" / "gold"),
}
_NAMED = ("reporters", "correspondents", "signed")
_CUTS = ("starts", "lines", "kinds", "heads", "parts", "names", "photos")
_MEASURES = (*_CUTS, "city", "county", "f.rec", "f.prec", "f.val", "q.rec", "q.prec", "speaker", "date")


@dataclass
class Tally:
    """Hits among what was expected and what was given; equal expectations make it a plain share."""

    hits: float = 0
    gold: float = 0
    given: float = 0

    def add(self, hits: float, gold: float, given: float | None = None) -> None:
        """Count more."""
        self.hits += hits
        self.gold += gold
        self.given += gold if given is None else given

    @property
    def value(self) -> float | None:
        """F1 (the share, where ``given`` equals ``gold``); None where nothing was to be found and nothing was given."""
        return 2 * self.hits / (self.gold + self.given) if self.gold + self.given else None


@dataclass
class Score:
    """All tallies of a page or of several."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in _MEASURES})

    def __getitem__(self, name: str) -> Tally:
        return self.tallies[name]

    def __iadd__(self, other: Score) -> Score:
        for name, tally in other.tallies.items():
            self.tallies[name].add(tally.hits, tally.gold, tally.given)
        return self

    def values(self) -> dict[str, float]:
        """What was measured, by name."""
        return {name: round(tally.value, 4) for name, tally in self.tallies.items() if tally.value is not None}


def squash(text: str) -> str:
    """``text`` folded to one width, without white space."""
    return "".join(fold(text).split())


# ------------------------------------------------------------------ gold


def gold_versions(gold: Gold) -> Iterator[list[Gold]]:
    """The articles of a gold file as marked, and with each of its alternatives."""
    yield gold["articles"]
    for choice in gold.get("alternatives") or ():
        numbers = choice.get("merge") or ()
        chosen = [article for article in gold["articles"] if article["id"] in numbers]
        if chosen:
            merged = _merge(chosen)
            rest = [article for article in gold["articles"] if article["id"] not in numbers]
            yield sorted([merged, *rest], key=lambda article: int(article["id"]))


def _merge(articles: Sequence[Gold]) -> Gold:
    """Several gold articles as one: it may be of any of their kinds, and a feature."""
    keys = (*_NAMED, "photographers", "other")
    byline = {key: [name for one in articles for name in one["byline"].get(key, ())] for key in keys}
    return articles[0] | {
        "end_line": max((one["end_line"] for one in articles if "end_line" in one), default=None),
        "alt_kinds": ["feature", *(one["kind"] for one in articles)],
        "byline": byline,
        "figures": [figure for one in articles for figure in one["figures"]],
        "quotes": [quote for one in articles for quote in one["quotes"]],
    }


def _titles(article: Gold) -> set[str]:
    """Headlines that count as right: the main line, the main lines joined, all parts joined."""
    parts = article.get("title_parts") or ()
    main = [part["text"] for part in parts if part["role"] in ("main", "second line", "second_line")]
    forms = [article.get("title_zh") or "", "".join(main), "".join(part["text"] for part in parts)]
    return {squash(form) for form in forms if form} or {""}


def _part(article: Gold, *roles: str) -> str:
    texts = [part["text"] for part in article.get("title_parts") or () if part["role"] in roles]
    return squash("".join(texts)) or squash((article.get("subtitle_zh") or "") if "subtitle" in roles else "")


def _names(article: Gold, keys: Iterable[str]) -> set[tuple[str, str]]:
    byline = article["byline"]
    found = {(key, name) for key in keys for name in byline.get(key) or ()}
    if "signed" in keys:
        other = byline.get("other") or ()
        found |= {("signed" if one["role"] == "sign-off" else "other", one["name"]) for one in other}
    return found


# ------------------------------------------------------------------ matching


def match(gold: Sequence[Gold], cut: Sequence[Article], page: Page) -> list[tuple[Gold, Article | None]]:
    """Each gold article with the article that begins where it does."""
    free = list(cut)
    pairs: list[tuple[Gold, Article | None]] = []
    for marked in gold:
        fitting = [article for article in free if _begins(marked, article, page)]
        fitting.sort(key=lambda article: article.kind.value != marked["kind"])
        pairs.append((marked, fitting[0] if fitting else None))
        if fitting:
            free.remove(fitting[0])
    return pairs


def _begins(marked: Gold, article: Article, page: Page) -> bool:
    if marked.get("start_line") is not None:
        return bool(marked["start_line"] == article.start_line)
    words = squash(marked["first_words"])
    start = article.spans[0].start
    return squash(page.text[start : start + 4 * len(words) + 200]).startswith(words)


# ------------------------------------------------------------------ scoring


def score_page(page: Page, gold: Gold, place: Callable[[Sequence[Article], Page], Sequence[Placed]] | None) -> Score:
    """The score of the alternative of ``gold`` that fits best."""
    articles = segment_page(page).articles
    places = {placed.article.number: placed.place for placed in place(articles, page)} if place else {}
    scores = [
        _score(_needed(match(version, articles, page)), len(articles), gold, places) for version in gold_versions(gold)
    ]
    best = max(scores, key=lambda score: tuple(score[name].value or 0 for name in ("starts", "heads", "kinds")))
    _score_date(best, gold, articles, page)
    return best


def _score_date(score: Score, gold: Gold, articles: Sequence[Article], page: Page) -> None:
    """The days on which the page can have been printed, by its text alone, in the notation of gold."""
    from briefing.language.days.issue_date import page_dates

    if "page_date_text_only" in gold:
        score["date"].add(page_dates(articles, page).iso == (gold["page_date_text_only"] or ""), 1)


def _needed(pairs: Sequence[tuple[Gold, Article | None]]) -> list[tuple[Gold, Article | None]]:
    """Without the public notices (``optional``) that were kept out of the articles: that is equally right."""
    return [(marked, article) for marked, article in pairs if article is not None or not marked.get("optional")]


def _ends(marked: Gold, gold: Gold) -> set[int]:
    """Last lines that count as right: a caption of its own (``belongs_to``) at an article's end may be left out."""
    ends = {marked["end_line"]}
    own = [one for one in gold["articles"] if one.get("belongs_to") == marked["id"] and one["start_line"] is not None]
    for one in sorted(own, key=lambda article: -int(article["start_line"])):
        if one["end_line"] in ends and one["start_line"] > marked["start_line"]:
            ends.add(one["start_line"] - 1)
    return ends


def _score(pairs: Sequence[tuple[Gold, Article | None]], count: int, gold: Gold, places: dict[int, Place]) -> Score:
    score = Score()
    score["starts"].add(sum(article is not None for _, article in pairs), len(pairs), count)
    for marked, article in pairs:
        if marked.get("start_line") is not None:
            score["lines"].add(article is not None and article.end_line in _ends(marked, gold), 1)
        kinds = (marked["kind"], *marked.get("alt_kinds", ()))
        score["kinds"].add(article is not None and article.kind.value in kinds, 1)
        score["heads"].add(article is not None and squash(article.headline) in _titles(marked), 1)
        _score_parts(score, marked, article)
        _score_names(score, marked, article)
        _score_figures(score, marked, article)
        _score_quotes(score, marked, article)
        if article is not None and article.number in places:
            _score_place(score, marked, gold, places[article.number])
    return score


def _score_parts(score: Score, marked: Gold, article: Article | None) -> None:
    for wanted, got in (
        (_part(marked, "kicker"), squash(article.kicker) if article else ""),
        (_part(marked, "subtitle"), squash(article.subhead) if article else ""),
    ):
        score["parts"].add(bool(wanted) and wanted.lstrip("—-") == got.lstrip("—-"), bool(wanted), bool(got))


def _score_names(score: Score, marked: Gold, article: Article | None) -> None:
    for title, keys in (("names", _NAMED), ("photos", ("photographers",))):
        wanted = _names(marked, keys)
        got = {(key, name) for key in keys for name in getattr(article.byline, key)} if article else set()
        other = {name for key, name in wanted if key == "other"}  # a role of its own: any of ours is right
        got = {("other" if name in other else key, name) for key, name in got}
        score[title].add(len(wanted & got), len(wanted), len(got))


def _score_place(score: Score, marked: Gold, gold: Gold, place: Place) -> None:
    cities = {gold["city"]["adcode"], *(gold.get("city_adcodes") or ())}
    found = {division.adcode for division in (place.city, place.county) if division}
    score["city"].add(bool(cities & found), 1)
    county = marked.get("county")
    if county is None:
        score["county"].add(place.county is None or place.county.adcode in cities, 1)
    else:
        score["county"].add(place.county is not None and place.county.zh == county["zh"], 1)


def _score_figures(score: Score, marked: Gold, article: Article | None) -> None:
    """Distinct figures of an article, by their words; 3个 finds 3个监督组: how much of the noun belongs is taste."""
    wanted = {squash(one.get("text_joined") or one["text"]): one for one in marked["figures"]}
    got = {squash(one.text): one for one in _figures(article)} if article else {}
    other = {squash(one["text"]) for one in marked.get("numbers_not_figures") or ()}
    given = {words: figure for words, figure in got.items() if words in wanted or words not in other}
    found = {words: _twin(words, given) for words in wanted}
    matched = [(wanted[words]["value"], given[twin]) for words, twin in found.items() if twin]
    score["f.rec"].add(len(matched), len(wanted))
    score["f.prec"].add(sum(_twin(words, wanted) != "" for words in given), len(given))
    score["f.val"].add(sum(_same_value(value, figure) for value, figure in matched), len(matched))


def _twin(words: str, others: Iterable[str]) -> str:
    """The one of ``others`` that is ``words``, or goes on from it, or is its beginning; "" where none is."""
    near = [other for other in others if _begins_with(other, words) or _begins_with(words, other)]
    return max(near, key=lambda other: (other == words, len(other)), default="")


def _begins_with(words: str, start: str) -> bool:
    rest = words[len(start) :]
    return words.startswith(start) and not rest[:1].isdigit() and not rest.startswith(".")


def _figures(article: Article) -> list[Figure]:
    from briefing.language.numbers.figures import read_figures

    return [figure for sentence in article.sentences for figure in read_figures(sentence.text)]


def _score_quotes(score: Score, marked: Gold, article: Article | None) -> None:
    """Quotes by their words; the speaker of those found: the same, or one name within the other (李四, 村民李四)."""
    wanted = {squash(one.get("text_joined") or one["text"]): one["speaker_zh"] or "" for one in marked["quotes"]}
    got = {squash(quote.text): quote.speaker for quote in _quotes(article)} if article else {}
    found = [(squash(speaker), squash(got[words])) for words, speaker in wanted.items() if words in got]
    score["q.rec"].add(len(found), len(wanted))
    score["q.prec"].add(len(found), len(got))
    score["speaker"].add(sum(_same_speaker(*pair) for pair in found), len(found))


def _same_speaker(wanted: str, got: str) -> bool:
    return wanted == got or (bool(wanted and got) and (wanted in got or got in wanted))


def _quotes(article: Article) -> tuple[Quote, ...]:
    from briefing.language.people.quotes import read_quotes

    return read_quotes(article)


def _same_value(value: Any, figure: Figure) -> bool:
    if isinstance(value, int | float):
        return figure.value is not None and abs(figure.value - Decimal(str(value))) < Decimal("0.0001")
    if figure.iso:
        return str(value) == figure.iso
    try:
        bounds = [Decimal(part) for part in str(value).split("-")]
    except InvalidOperation:
        return False
    return bounds in ([figure.value], [figure.low, figure.high])


# ------------------------------------------------------------------ the table


def score_set(pages: Path, gold: Path) -> dict[str, Score]:
    """The score of every page that has gold, by file name."""
    place = _placer()
    scores: dict[str, Score] = {}
    for path in sorted(gold.glob("*.json")):
        marked = json.loads(path.read_text("utf-8"))
        for page in load_pages([pages / marked["file"]]):
            if isinstance(page, Page):
                scores[marked["file"]] = score_page(page, marked, place)
            else:
                raise SystemExit(f"{page.file}: {page.reason}")
    return scores


def total(scores: Iterable[Score]) -> Score:
    """All scores as one."""
    whole = Score()
    for score in scores:
        whole += score
    return whole


def _placer() -> Callable[[Sequence[Article], Page], Sequence[Placed]]:
    from briefing.language.places.gazetteer import load_gazetteer
    from briefing.stages.place import place_articles

    gazetteer = load_gazetteer()
    return lambda articles, page: place_articles(articles, page, gazetteer)


def _row(name: str, score: Score) -> str:
    cells = [f"{tally.value:.3f}" if tally.value is not None else "-" for tally in score.tallies.values()]
    return f"{name[:24]:24}" + "".join(f"{cell:>8}" for cell in cells)


def below_floor(name: str, values: dict[str, float], floor: dict[str, dict[str, float]]) -> list[str]:
    """What falls below the committed numbers, one line each."""
    return [
        f"{name}: {measure} is {values.get(measure, 0):.4f}, the floor is {least:.4f}"
        for measure, least in floor.get(name, {}).items()
        if values.get(measure, 0) < least
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 1 where a number is below the floor."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, metavar="PAGES GOLD", help="pairs of folders")
    parser.add_argument("--floor", type=Path, help="JSON of the least values, by set and measure")
    options = parser.parse_args(arguments)
    if len(options.folders) % 2:
        parser.error("give folders in pairs: PAGES GOLD")
    given = {pages.name: (pages, gold) for pages, gold in zip(options.folders[::2], options.folders[1::2], strict=True)}
    floor = json.loads(options.floor.read_text("utf-8")) if options.floor else {}
    problems: list[str] = []
    for name, (pages, gold) in (given or _SETS).items():
        if not gold.is_dir():
            print(f"{name}: {gold.name} is not there, skipped")
            continue
        scores = score_set(pages, gold)
        print(f"{name:24}" + "".join(f"{title:>8}" for title in _MEASURES))
        print("\n".join(_row(file, score) for file, score in scores.items()))
        whole = total(scores.values())
        print(_row("all", whole) + "\n")
        problems += below_floor(name, whole.values(), floor)
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
