"""Where Chinese sentences end.

Newspaper pages mix full-width and half-width marks, so both count. ``;`` joins clauses and never ends a sentence.
"""

from __future__ import annotations

import re

from briefing.language.widths import fold

_ENDS = "。!?…"
_CLOSERS = "”’」』》〉】)\"'"
_UNIT = r"《[^《》\n]{0,60}》|\([^()\n]{0,60}\)"  # a title or an aside is never cut inside
_STOP = rf"[{_ENDS}]+[{_CLOSERS}]*|(?<=[\u4e00-\u9fff”])\.(?=[\s”\"]|$)[{_CLOSERS}]*"
_TOKEN = re.compile(rf"{_UNIT}|(?P<stop>{_STOP})")
_RUNS_ON = frozenset("的等、,;:")  # “加油!”的喊声: what follows belongs to the same sentence
_FINISHED = re.compile(rf"(?:[{_ENDS}]|(?<=[\u4e00-\u9fff”])\.)[{_CLOSERS}]*$")
_WORD = re.compile(r"\w")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Half-open offsets of the sentences of ``text``, in order, together covering all of it.

    A cut stands after 。!?… (either width) and the closing quotes and brackets behind it; speech of several
    sentences is cut inside its quotation marks. Linear in the length of the text.
    """
    folded = fold(text)
    cuts = [0]
    for match in _TOKEN.finditer(folded):
        end = match.end()
        if match["stop"] is None or folded[end : end + 1] in _RUNS_ON:
            continue
        if _WORD.search(folded, cuts[-1], end):
            cuts.append(end)
    return _cover(folded, cuts)


def _cover(text: str, cuts: list[int]) -> list[tuple[int, int]]:
    """Spans between ``cuts``; a rest without a letter or digit joins the sentence before it."""
    if not text:
        return []
    if len(cuts) > 1 and not _WORD.search(text, cuts[-1]):
        cuts = cuts[:-1]
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def is_finished(text: str) -> bool:
    """Whether ``text`` ends where a sentence ends."""
    return _FINISHED.search(fold(text[-40:]).rstrip()) is not None
