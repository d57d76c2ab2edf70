"""Where Chinese sentences end.

Newspaper pages mix full-width and half-width marks, so both count. ``;`` joins clauses and never ends a sentence.
"""

from __future__ import annotations

import re

_ENDS = "。\uff61!\uff01?\uff1f…"
_CLOSERS = "”’」』》〉】)\uff09\u3015\"\uff02'\uff07"
_OPEN, _SHUT = r"(\uff08\u3014", r")\uff09\u3015"
_UNIT = (
    rf"《[^《》\n]{{0,60}}》|[{_OPEN}][^{_OPEN}{_SHUT}\n]{{0,60}}[{_SHUT}]"  # a title or an aside is never cut inside
)
_POINT = r"(?<=[\u4e00-\u9fff”])[.\uff0e]"
_STOP = rf"[{_ENDS}]+[{_CLOSERS}]*|{_POINT}(?=[\s”\"\uff02]|$)[{_CLOSERS}]*"
_TOKEN = re.compile(rf"{_UNIT}|(?P<stop>{_STOP})")
_RUNS_ON = frozenset("的等、,\uff0c\ufe50;\uff1b:\uff1a")  # “加油!”的喊声: what follows belongs to the same sentence
_FINISHED = re.compile(rf"(?:[{_ENDS}]|{_POINT})[{_CLOSERS}]*\s*$")
_REACH = 40  # code points at the end of a text that its closing marks fill at most
_WORD = re.compile(r"\w")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Half-open offsets of the sentences of ``text``, in order, together covering all of it.

    A cut stands after 。!?… (either width) and the closing quotes and brackets behind it; speech of several
    sentences is cut inside its quotation marks. Linear in the length of the text.
    """
    cuts = [0]
    for match in _TOKEN.finditer(text):
        end = match.end()
        if match["stop"] is None or text[end : end + 1] in _RUNS_ON:
            continue
        if _WORD.search(text, cuts[-1], end):
            cuts.append(end)
    return _cover(text, cuts)


def _cover(text: str, cuts: list[int]) -> list[tuple[int, int]]:
    """Spans between ``cuts``; a rest without a letter or digit joins the sentence before it."""
    if not text:
        return []
    if len(cuts) > 1 and not _WORD.search(text, cuts[-1]):
        cuts = cuts[:-1]
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def is_finished(text: str) -> bool:
    """Whether ``text`` ends where a sentence ends."""
    return _FINISHED.search(text, max(0, len(text) - _REACH)) is not None
