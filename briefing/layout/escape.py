"""Text of pages and models made inert. It is data: whatever it holds, it comes out as the characters a reader sees.

Markdown follows CommonMark and GFM; signs are escaped where they would mean something, and stay bare elsewhere, so that
Chinese prose with （ ） ( ) “ ” reads as printed. An address becomes a code span: no renderer makes a link of that.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from markupsafe import Markup
from rich.cells import cell_len

_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_EDGES = re.compile(r"^\s{2,}|\s{2,}$")
_STEERING = re.compile(r"[\u202a-\u202e\u2066-\u2069\ufeff]")  # would reorder or hide what stands beside it
_MARK = re.compile(r"\[(\d+\.\d+(?:\s*,\s*\d+\.\d+)*)\]")

# With a scheme, www., an @, or a domain that fuzzy linkers take: generic domains and two-letter countries.
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|www\.|mailto:|xmpp:)[!#-&*-;=?@-Z\\^-_a-z~]+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|edu|gov|info|biz|[a-z]{2})\b(?:/[!#-&*-;=?-Z_a-z~]*)?",
    re.IGNORECASE | re.ASCII,
)
_SIGN = re.compile(r"[\\`*_~|]|<|>|&(?=#?\w+;)|(?<!\S)#|\](?=[(\[]|$)|\[(?=\^)|(?<=!)\[")
_OPENING = re.compile(r" ?(?:[-+=\[]|\d{1,9}[.)])(?= |$|[-+=\]xX])")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def clean(text: str) -> str:
    """One line without control characters, and without those that reorder their neighbours; one space at each end."""
    return _EDGES.sub(" ", _STEERING.sub("", _BREAKS.sub(" ", text)))


def unmark(text: str) -> str:
    """Source marks are ours: a text that looks like one, [4.8], gets wide brackets."""
    return _MARK.sub(r"［\1］", text)


def markdown(value: object) -> Markup:
    """``value`` as Markdown that shows exactly its characters, on one line."""
    if isinstance(value, Markup):
        return value
    text = clean(str(value))
    parts: list[str] = []
    at = 0
    for address in _ADDRESS.finditer(text):
        parts += [_signs(text[at : address.start()], opens=at == 0), code(address[0])]
        at = address.end()
    parts.append(_signs(text[at:], opens=at == 0))
    return Markup("".join(parts))  # noqa: S704 - Markup here means "already Markdown"


def code(text: str) -> Markup:
    """A code span; its fence is longer than any run of backticks inside. Not for a table's cells."""
    text = clean(text)
    fence = "`" * (1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return Markup(f"{fence}{pad}{text}{pad}{fence}")  # noqa: S704 - a code span shows what it holds


def address(slug: str) -> Markup:
    """A file's name as a relative address, whatever it holds."""
    return Markup(quote(slug, safe=""))  # noqa: S704 - percent signs, letters, digits, -._~


def aligned(table: str) -> Markup:
    """A Markdown table, its columns padded by display width: a Chinese character counts two."""
    rows = [re.split(r"(?<!\\)\|", line.strip())[1:-1] for line in table.splitlines() if line.strip()]
    cells = [[cell.strip() for cell in row] for row in rows]
    widths = [max(3, *(cell_len(cell) for cell in column)) for column in zip(*cells, strict=True)]
    lines = [_row(row, widths, rule=number == 1) for number, row in enumerate(cells)]
    return Markup("\n".join(lines) + "\n")  # noqa: S704 - made of cells that were escaped


def _row(cells: list[str], widths: list[int], *, rule: bool) -> str:
    if rule:
        return "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    padded = (cell + " " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=True))
    return "| " + " | ".join(padded) + " |"


def _signs(text: str, *, opens: bool) -> str:
    opening = _OPENING.match(text) if opens else None
    if opening is None:
        return _SIGN.sub(_escaped, text)
    head, sign = opening[0][:-1], opening[0][-1]
    return f"{head}\\{sign}{_SIGN.sub(_escaped, text[opening.end() :])}"


def _escaped(sign: re.Match[str]) -> str:
    return _ENTITIES.get(sign[0], "\\" + sign[0])
