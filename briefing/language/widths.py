"""One width for all punctuation, and one script for all characters, so that a rule needs to be written once.

Pages mix ``,`` and U+FF0C, ``(`` and U+FF08 and so on. All map one code point to one code point: offsets hold.
"""

from __future__ import annotations

from functools import cache

from briefing.resources import data

_TABLE = {0xFF01 + step: 0x21 + step for step in range(0x5E)}
_TABLE |= {0x3000: 0x20, 0xA0: 0x20, 0xFF61: 0x3002, 0x3014: 0x28, 0x3015: 0x29, 0xFE50: 0x2C}
_TABLE |= {0x2022: 0xB7, 0x30FB: 0xB7}  # the dots inside names
_CORNERS = {0x300C: 0x201C, 0x300D: 0x201D, 0x300E: 0x2018, 0x300F: 0x2019}  # 「」『』 are quotation marks

_MISREAD = {0x5DFF: 0x5E02}  # a scan's 巿 (fú) for 市


def fold(text: str) -> str:
    """``text`` with full-width ASCII, ideographic spaces and brackets in half width; same length."""
    return text.translate(_TABLE)


def plain(text: str) -> str:
    """``fold(text)`` with Traditional characters as Simplified writes them, and 「」 as “”; same length.

    For rules to look at, never to show: a name in it is not as printed.
    """
    return text.translate(_plain_table())


def simplify(text: str) -> str:
    """``text`` with Traditional characters as Simplified writes them; same length."""
    return text.translate(_characters())


@cache
def _characters() -> dict[int, int]:
    traditional, simplified = data("simplified.txt").read_text("utf-8").split()
    return {ord(a): ord(b) for a, b in zip(traditional, simplified, strict=True)} | _MISREAD


@cache
def _plain_table() -> dict[int, int]:
    return _characters() | _TABLE | _CORNERS
