"""An article as one text, with the way back to its sentences and to the page.

Quotation marks and their speakers stand in different sentences: rules about them read the whole article at once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from briefing.language.widths import fold
from briefing.records import Article, Role, Sentence, Span


@dataclass(frozen=True)
class Joined:
    """Sentences joined, a line break between paragraphs. ``folded`` is ``text`` in half width, of the same length."""

    text: str
    folded: str
    starts: tuple[int, ...]  # of each sentence in ``text``
    sentences: tuple[Sentence, ...]

    def numbers(self, start: int, end: int) -> tuple[int, ...]:
        """The numbers of the sentences that ``text[start:end]`` touches."""
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, max(start, end - 1)) - 1
        return tuple(sentence.number for sentence in self.sentences[first : last + 1])

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Where ``text[start:end]`` stands on the page; touching pieces are one span."""
        found: list[Span] = []
        for index in range(bisect_right(self.starts, start) - 1, bisect_right(self.starts, max(start, end - 1))):
            at = self.starts[index]
            for piece in _cut(self.sentences[index].spans, start - at, end - at):
                if found and found[-1].end == piece.start:
                    piece = Span(start=found.pop().start, end=piece.end)
                found.append(piece)
        return tuple(found)


def _cut(spans: Iterable[Span], start: int, end: int) -> Iterable[Span]:
    """The part of a sentence's page spans that its own ``[start:end]`` stands for."""
    at = 0
    for span in spans:
        low, high = max(start, at), min(end, at + span.end - span.start)
        if low < high:
            yield Span(start=span.start + low - at, end=span.start + high - at)
        at += span.end - span.start


def join_article(article: Article, *roles: Role) -> Joined:
    """The sentences of ``article`` that have one of ``roles`` (none given: all) as one text."""
    chosen = tuple(sentence for sentence in article.sentences if not roles or sentence.role in roles)
    pieces: list[str] = []
    starts: list[int] = []
    at = 0
    for before, sentence in zip((None, *chosen), chosen, strict=False):
        if before is not None and (before.paragraph, before.role) != (sentence.paragraph, sentence.role):
            pieces.append("\n")
            at += 1
        starts.append(at)
        pieces.append(sentence.text)
        at += len(sentence.text)
    text = "".join(pieces)
    return Joined(text, fold(text), tuple(starts), chosen)
