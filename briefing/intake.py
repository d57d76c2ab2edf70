"""Everything before a model is called: load → segment → place → chunk. Free, offline, the same each time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from briefing.errors import NoArticles
from briefing.language.places.gazetteer import load_gazetteer
from briefing.model.tokens import count_tokens, encoding_name_for, load_encoding
from briefing.records import Article, Chunk, Page, Placed, Unreadable
from briefing.settings import Settings
from briefing.stages.chunk import pack_articles
from briefing.stages.coverage import Coverage, coverage
from briefing.stages.load import load_pages
from briefing.stages.place import place_articles
from briefing.stages.segment import segment_page


@dataclass(frozen=True)
class Intake:
    """The pages of a run, cut, placed and packed into chunks."""

    pages: dict[str, Page]  # file → page
    placed: dict[str, Placed]  # article key → article with its place, in page order
    chunks: tuple[Chunk, ...]
    unreadable: tuple[Unreadable, ...]

    @property
    def articles(self) -> dict[str, Article]:
        """Article key → article."""
        return {key: one.article for key, one in self.placed.items()}

    def placed_in(self, chunk: Chunk) -> list[Placed]:
        """The articles of a chunk, in order."""
        return [self.placed[key] for key in dict.fromkeys(piece.article for piece in chunk.slices)]


def token_counter(settings: Settings) -> Callable[[str], int]:
    """How long a text is for the model in use."""
    name = encoding_name_for(settings.model, settings.encoding)
    return partial(count_tokens, encoding=load_encoding(name))


def cut_pages(paths: Sequence[Path], city: str = "") -> Iterator[tuple[Page, tuple[Placed, ...]] | Unreadable]:
    """Each page with its placed articles, one page in memory at a time; files that cannot be read as they come."""
    gazetteer = load_gazetteer()
    for page in load_pages(paths):
        if isinstance(page, Unreadable):
            yield page
            continue
        yield page, place_articles(segment_page(page).articles, page, gazetteer, stated=city)


def cover_pages(paths: Sequence[Path]) -> Iterator[tuple[Page, Coverage] | Unreadable]:
    """Each page with the account of its characters, one page in memory at a time."""
    for page in load_pages(paths):
        yield page if isinstance(page, Unreadable) else (page, coverage(page, segment_page(page)))


def take_in(paths: Sequence[Path], settings: Settings) -> Intake:
    """Read and cut all of ``paths``. Raises NoArticles, naming the first unreadable file, where nothing was found."""
    count = token_counter(settings)
    pages: dict[str, Page] = {}
    placed: dict[str, Placed] = {}
    chunks: list[Chunk] = []
    unreadable: list[Unreadable] = []
    for found in cut_pages(paths, settings.city):
        if isinstance(found, Unreadable):
            unreadable.append(found)
            continue
        page, articles = found
        pages[page.file] = page
        placed.update({one.article.key: one for one in articles})
        chunks += pack_articles([one.article for one in articles], settings.chunk_tokens, count)
    if not placed:
        raise NoArticles(_nothing_found(paths, unreadable))
    return Intake(pages=pages, placed=placed, chunks=tuple(chunks), unreadable=tuple(unreadable))


def _nothing_found(paths: Sequence[Path], unreadable: Sequence[Unreadable]) -> str:
    where = ", ".join(str(path) for path in paths)
    if unreadable:
        return f"{where}: no article found; {unreadable[0].file}: {unreadable[0].reason}."
    return f"{where}: no page found; give .txt, .md, .html, .pdf, .docx or .jsonl files, or folders of them."
