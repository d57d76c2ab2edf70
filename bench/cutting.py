"""What cutting costs: CPU time of cutting, placing and reading figures beside one tiktoken pass over the same text.

    python bench/cutting.py [--pages 50,200,800] [--lines 1,5,20] [PAGE ...]

Text: the given pages, else corpus/*.txt, over and over with other numbers, so that no two pages are alike. Then single
lines of so many megabytes of running text and of brackets, and the peak memory while a growing folder is read page by
page. One core; ratios hold between machines, milliseconds do not.
"""

from __future__ import annotations

import argparse
import itertools
import re
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from briefing.language.numbers.figures import read_figures
from briefing.language.places.gazetteer import load_gazetteer
from briefing.model.tokens import count_tokens, load_encoding
from briefing.records import Cut, Page
from briefing.stages.load import load_pages
from briefing.stages.place import place_articles
from briefing.stages.segment import segment_page

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
PAGE = 5_000  # characters of the page that the milliseconds are given for
RUNNING = "入夏以来,城东社区的三百户居民用上了新水管,每月少跑两趟水站。"
BRACKETS = "(【《“"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=sorted(CORPUS.glob("*.txt")))
    parser.add_argument("--pages", type=_counts, default=[50, 200, 800], help="sizes of the growing input, in pages")
    parser.add_argument("--lines", type=_counts, default=[1, 5, 20], help="megabytes of the single lines")
    given = parser.parse_args()
    for count in given.pages:
        measure_pages(made_texts(given.files, count))
    for megabytes in given.lines:
        for name, piece in (("running text", RUNNING), ("brackets", BRACKETS)):
            measure_line(name, piece, megabytes)
    for count in given.pages:
        measure_memory(made_texts(given.files, count))


def _counts(text: str) -> list[int]:
    return [int(part) for part in text.split(",") if part]


def made_texts(files: Sequence[Path], count: int) -> list[str]:
    """``count`` texts, each with other numbers than the last."""
    pages = [page.text for page in load_pages(files) if isinstance(page, Page)]
    turns = zip(range(count), itertools.cycle(pages), strict=False)
    return [re.sub(r"\d", lambda digit, turn=turn: str((int(digit[0]) + turn) % 10), text) for turn, text in turns]


def measure_pages(texts: Sequence[str]) -> None:
    """One line: megabytes and pages a second, milliseconds for a page, and the ratio to a tiktoken pass."""
    gazetteer, encoding = load_gazetteer(), load_encoding("o200k_base")
    pages = [page_of(text, f"{at}.txt") for at, text in enumerate(texts)]
    cuts: list[Cut] = []
    once = seconds(lambda: [count_tokens(text, encoding) for text in texts])
    spent = {
        "cutting": seconds(lambda: cuts.extend(segment_page(page) for page in pages)),
        "placing": seconds(
            lambda: [place_articles(cut.articles, *pair) for cut, pair in _with(cuts, pages, gazetteer)]
        ),
        "figures": seconds(lambda: [read_figures(sentence.text) for sentence in _sentences(cuts)]),
    }
    spent["all"] = sum(spent.values())
    characters, size = sum(map(len, texts)), sum(len(text.encode()) for text in texts)
    print(
        f"{len(texts)} pages, {characters} characters, one tiktoken pass {1000 * once * PAGE / characters:.2f} ms a page"
    )
    for name, taken in spent.items():
        page = 1000 * taken * PAGE / characters
        print(
            f"  {name:8}{size / taken / 1e6:7.2f} MB/s {len(texts) / taken:7.0f} pages/s"
            f" {page:7.2f} ms a page of {PAGE} {taken / once:7.1f} x tiktoken"
        )


def _with(cuts: Sequence[Cut], pages: Sequence[Page], gazetteer: object) -> Iterator[tuple[Cut, tuple[Page, object]]]:
    return ((cut, (page, gazetteer)) for cut, page in zip(cuts, pages, strict=True))


def _sentences(cuts: Sequence[Cut]) -> Iterator[object]:
    return (sentence for cut in cuts for article in cut.articles for sentence in article.sentences)


def measure_line(name: str, piece: str, megabytes: int) -> None:
    """One line of so many megabytes of UTF-8, without a line break."""
    text = piece * (megabytes * 1_000_000 // len(piece.encode()))
    taken = seconds(lambda: segment_page(page_of(text, "line.txt")))
    print(f"one line of {megabytes} MB, {name}: {taken:.2f} s, {megabytes / taken:.2f} MB/s, peak {resident():.0f} MB")


def measure_memory(texts: Sequence[str]) -> None:
    """The peak of Python's memory while a folder is read, cut and placed page by page."""
    gazetteer = load_gazetteer()
    with tempfile.TemporaryDirectory() as folder:
        for at, text in enumerate(texts):
            Path(folder, f"{at:06}.txt").write_text(text, encoding="utf-8")
        tracemalloc.start()
        for page in load_pages([Path(folder)]):
            if isinstance(page, Page):
                place_articles(segment_page(page).articles, page, gazetteer)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    print(f"{len(texts)} pages read one by one: peak {peak / 1e6:.1f} MB of Python objects")


def page_of(text: str, name: str) -> Page:
    """A page that was read elsewhere."""
    return Page(file=name, text=text, sha256="", encoding="utf-8", format="txt")


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def resident() -> float:
    """Peak resident megabytes of this process."""
    return getrusage(RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
