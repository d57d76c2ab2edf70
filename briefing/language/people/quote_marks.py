"""Which quotation marks belong together.

Papers print “…”, 「…」, 『…』, "…" and, rarely, ‘…’ alone. Speech of several paragraphs opens each of them with a mark and
closes the last alone (GB/T 15834-2011, 4.8.3.3); a column break may also put both marks of a pair in two paragraphs.
"""

from __future__ import annotations

from typing import NamedTuple

_CLOSE = {"“": "”", "「": "」", "『": "』", "‘": "’"}
_OPEN = {close: mark for mark, close in _CLOSE.items()}
_CARRY = 3  # paragraphs without a mark that speech may run through before its end is given up


class Pair(NamedTuple):
    """A quotation: ``text[start:end]`` with its marks, ``text[inner:stop]`` without; ``goes_on`` into the next pair."""

    start: int
    end: int
    inner: int
    stop: int
    goes_on: bool = False


class _Reader:
    """Reads the paragraphs in order; ``open`` holds the marks that wait for their partner."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[int] = []
        self.carried: tuple[int, int, int] | None = None  # mark, end of its paragraph, paragraphs since
        self.pairs: list[Pair] = []

    def paragraph(self, start: int, end: int) -> None:
        """Pair the marks of ``text[start:end]``."""
        first = True
        for at in range(start, end):
            mark = self.text[at]
            if mark in _CLOSE or (mark == '"' and not self._waits('"')):
                self._opens(at, first)
            elif mark in _OPEN or mark == '"':
                self._closes(at, _OPEN.get(mark, mark))
            first = first and mark.isspace()
        self._ends(end)

    def _waits(self, mark: str) -> bool:
        return any(self.text[at] == mark for at in self.open[-3:])

    def _opens(self, at: int, first: bool) -> None:
        if self.carried is not None and not self.open:
            start, stop, _ = self.carried
            if first and self.text[start] == self.text[at]:
                self.pairs.append(Pair(start, stop, start + 1, stop, goes_on=True))
                self.carried = None
            elif self.text[at] != "‘":
                self.carried = None  # the closing mark is missing in print
        self.open.append(at)

    def _closes(self, at: int, mark: str) -> None:
        for back in range(1, min(3, len(self.open)) + 1):
            start = self.open[-back]
            if self.text[start] == mark:
                del self.open[-back:]
                self.pairs.append(Pair(start, at + 1, start + 1, at))
                return
        if self.carried is not None and self.text[self.carried[0]] == mark:
            start = self.carried[0]
            self.pairs.append(Pair(start, at + 1, start + 1, at))
            self.carried = None

    def _ends(self, end: int) -> None:
        left = next((at for at in reversed(self.open) if self.text[at] != '"'), None)
        self.open.clear()
        if left is not None:
            self.carried = (left, end, 0)
        elif self.carried is not None:
            start, stop, count = self.carried
            self.carried = (start, stop, count + 1) if count < _CARRY else None


def pair_marks(text: str) -> list[Pair]:
    """The outermost quotations of ``text`` (paragraphs are lines, half width), in order. Linear in time."""
    reader = _Reader(text)
    start = 0
    for line in text.split("\n"):
        reader.paragraph(start, start + len(line))
        start += len(line) + 1
    return _outermost(sorted(reader.pairs))


def _outermost(pairs: list[Pair]) -> list[Pair]:
    outer: list[Pair] = []
    for pair in pairs:
        if pair.inner < pair.stop and (not outer or pair.start >= outer[-1].end):
            outer.append(pair)
    return outer
