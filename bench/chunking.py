"""What packing articles into requests costs: CPU time beside one tiktoken pass over the same text, in one run.

    python bench/chunking.py [--characters 400000] [--runs 5] [PAGE ...]

Text: the given pages, else corpus/*.txt, over and over with other numbers; cut into sentences outside of the clock.
"""

from __future__ import annotations

import argparse
import itertools
import re
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from briefing.model.tokens import count_tokens, load_encoding
from briefing.records import Article, Byline, Kind, Page, Role, Sentence, Span
from briefing.stages.chunk import pack_articles, show_chunk
from briefing.stages.load import load_pages

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
SENTENCE = re.compile(r"[^。!?\uff01\uff1f]*[。!?\uff01\uff1f]+[”’」』]*|[^。!?\uff01\uff1f]+")
LIMITS = (512, 1200, 4500)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", type=Path, default=[CORPUS])
    parser.add_argument("--characters", type=int, default=400_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--encoding", default="o200k_base")
    given = parser.parse_args()
    texts = made_texts(given.pages, given.characters)
    articles = [article for at, text in enumerate(texts) for article in articles_of(f"{at}.txt", text)]
    encoding = load_encoding(given.encoding)

    def count(text: str) -> int:
        return count_tokens(text, encoding)

    characters = sum(map(len, texts))
    bare = sum(map(count, texts))
    once = seconds(given.runs, lambda: [count(text) for text in texts])
    print(f"{len(texts)} pages, {len(articles)} articles, {characters} characters, {bare / characters:.3f} tokens each")
    print(f"one tiktoken pass: {once * 1000:.0f} ms CPU")
    known = {article.key: article for article in articles}
    for limit in LIMITS:
        spent = seconds(given.runs, lambda limit=limit: pack_articles(articles, limit, count))
        chunks = pack_articles(articles, limit, count)
        tokens = sum(chunk.tokens for chunk in chunks)
        whole = sum(count(show_chunk(chunk, known)) for chunk in chunks)
        assert tokens == whole, "the chunks' tokens are not those of their text"
        print(
            f"limit {limit}: {spent * 1000:.0f} ms CPU, {spent / once:.2f} x one pass; {len(chunks)} requests, "
            f"{tokens / characters:.3f} tokens a character, {(tokens - bare) / characters:.3f} of them numbering"
        )


def made_texts(paths: Sequence[Path], characters: int) -> list[str]:
    """Pages until there are so many characters; digits change from round to round, so that no cache helps."""
    pages = [page.text for page in load_pages(paths) if isinstance(page, Page)]
    texts: list[str] = []
    for turn in itertools.count(1):
        for text in pages:
            if sum(map(len, texts)) >= characters:
                return texts
            texts.append(re.sub(r"\d", lambda digit, turn=turn: str((int(digit[0]) + turn) % 10), text))
    raise AssertionError


def articles_of(file: str, text: str) -> list[Article]:
    """Articles of twelve lines each, the first line a headline: sizes as in newspapers, without the cutter."""
    lines = [line for line in text.split("\n") if line.strip()]
    groups = [lines[at : at + 12] for at in range(0, len(lines), 12)]
    return [article_of(file, number, group) for number, group in enumerate(groups, start=1)]


def article_of(file: str, number: int, lines: Sequence[str]) -> Article:
    parts = [lines[0], *(sentence for line in lines[1:] for sentence in SENTENCE.findall(line))]
    sentences = tuple(
        Sentence(
            number=at, text=part, spans=(Span(start=0, end=len(part)),), first_line=1, last_line=1, paragraph=0,
            role=Role.HEADLINE if at == 1 else Role.BODY,
        )
        for at, part in enumerate(parts, start=1)
    )  # fmt: skip
    return Article(
        file=file, number=number, kind=Kind.NEWS, headline=lines[0], kicker="", subhead="", byline=Byline(),
        dateline="", start_line=1, end_line=1, sentences=sentences, spans=(), defects=(),
    )  # fmt: skip


def seconds(runs: int, work: Callable[[], object]) -> float:
    """Median CPU time of this process."""
    spent = []
    for _ in range(runs):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return statistics.median(spent)


if __name__ == "__main__":
    main()
