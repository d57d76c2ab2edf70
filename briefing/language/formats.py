"""The text of HTML, PDF and Word pages, in reading order."""

from __future__ import annotations

import io
import logging
import re
import string
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing.errors import PageUnreadable
from briefing.language.decoding import Decoded, decode

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# Bytes of a file, and of what it unpacks to: a page is some 20 kB; what is larger by four orders is no page.
LARGEST = 200_000_000
TOO_LARGE = f"larger than {LARGEST // 1_000_000} MB, unpacked; split it"

_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32)], " ")
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE
)
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN = (
    *("audio", "canvas", "datalist", "embed", "head", "iframe", "noframes", "noscript", "object", "script", "select"),
    *("style", "template", "title", "video"),
)
_BLOCKS = (
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl"),
    *("dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "html", "legend", "li", "main"),
    *("menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"),
)
_SOFT, _HEAD, _GAP = "\x0b", "\x0e", "\x0c"  # marks while a page is laid out; none can come from it
_HEADINGS = dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), f"\n{_HEAD}")
_APART = dict.fromkeys(("article", "hr"), f"\n{_GAP}\n")
_BEFORE = {**dict.fromkeys([*_BLOCKS, "br"], "\n"), **_HEADINGS, **_APART}
_AFTER = {**dict.fromkeys([*_BLOCKS, *_HEADINGS], "\n"), **_APART, **dict.fromkeys(("td", "th"), "\t")}
_SOURCE_SPACE = re.compile("[ \t\n]+")
_WIDE = "[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
_SOFT_IN_CHINESE = re.compile(f"(?<={_WIDE})[ {_SOFT}]*{_SOFT}[ {_SOFT}]*(?={_WIDE})")
_GAPS = re.compile("\n{3,}")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCX_TEXT = {"t": "", "tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Properties hold tab stops that are no tabs; a Fallback says again what stands beside it, for older programs.
_DOCX_APART = ("comment", "pPr", "rPr", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
_DOCX_AROUND = {"p": ("", "\n"), "txbxContent": ("\n", "")}


def plain(text: str) -> str:
    """``\\n`` line ends, no byte order mark, a space for every other control character but the tab."""
    unmarked = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return unmarked.translate(_CONTROLS)


# ------------------------------------------------------------------ HTML


def read_html(data: bytes) -> Decoded:
    """What a reader sees, a line for each block; headings stand apart from what is before them."""
    from selectolax.lexbor import LexborHTMLParser  # late, as pypdf and docx: most runs meet neither

    declared = _CHARSET.search(data[:4096])
    source, encoding = decode(data, declared[1].decode("ascii") if declared else "")
    root = LexborHTMLParser(plain(source)).root
    return Decoded(_lay_out("".join(_visible(root))) if root else "", encoding)


class _Step(NamedTuple):
    node: LexborNode
    closing: bool = False
    verbatim: bool = False


def _visible(root: LexborNode) -> Iterator[str]:
    """The visible text with ``_SOFT`` for line breaks of the source, ``_HEAD`` before headings, ``_GAP`` at gaps."""
    waiting = [_Step(root)]
    while waiting:  # a loop: pages nested deeper than Python's recursion exist
        node, closing, verbatim = waiting.pop()
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content or ""
            yield text if verbatim else _SOURCE_SPACE.sub(lambda run: _SOFT if "\n" in run[0] else " ", text)
        elif closing:
            yield _AFTER.get(tag, "")
        elif not _is_hidden(node):
            yield _BEFORE.get(tag, "")
            children = [_Step(child, verbatim=verbatim or tag == "pre") for child in node.iter(include_text=True)]
            waiting += [_Step(node, closing=True), *reversed(children)]


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return node.tag in _HIDDEN or "hidden" in attributes or bool(_NOT_SHOWN.search(attributes.get("style") or ""))


def _lay_out(text: str) -> str:
    """Lines without blanks around them, an empty one before headings that do not follow another, and at gaps."""
    lines: list[str] = []
    after_heading, heading = True, False
    # A line break of the source is nothing between Chinese characters, and a space elsewhere, as a browser shows it.
    for line in _SOFT_IN_CHINESE.sub("", text).replace(_SOFT, " ").split("\n"):
        heading = heading or _HEAD in line
        if _GAP in line or (_HEAD in line and not after_heading):
            lines.append("")
        if shown := line.strip(_HEAD + _GAP + string.whitespace + "\u3000\xa0"):
            lines.append(shown)
            after_heading, heading = heading, False
    return _GAPS.sub("\n\n", "\n".join(lines)).strip("\n")


# ------------------------------------------------------------------ PDF


def read_pdf(data: bytes) -> Decoded:
    """The text layer, page after page, as the file orders it."""
    try:
        with _silent("pypdf"):
            text = _pdf_text(data)
    except PageUnreadable:
        raise
    except Exception as error:  # pypdf meets broken files with errors of every kind
        raise PageUnreadable(f"broken PDF: {_one_line(error)}") from error
    if not text.strip():
        raise PageUnreadable("a PDF with no text layer; run OCR first")
    return Decoded(text, "pdf")


def _pdf_text(data: bytes) -> str:
    from pypdf import PasswordType, PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise PageUnreadable("an encrypted PDF; save it without a password")
    return "\n".join(page.extract_text() for page in reader.pages)


@contextmanager
def _silent(name: str) -> Iterator[None]:
    """A library's warnings of what it met in a broken file would reach the terminal between our lines."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


# ------------------------------------------------------------------ Word


def read_docx(data: bytes) -> Decoded:
    """The body with its tables and text boxes, a line for each paragraph."""
    from docx import Document

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST:  # zipfile reads no more than these sizes
                raise PageUnreadable(TOO_LARGE)
        return Decoded(_docx_text(Document(io.BytesIO(data)).element.body), "docx")
    except PageUnreadable:
        raise
    except Exception as error:  # zipfile, lxml and docx meet broken files with errors of every kind
        raise PageUnreadable(f"broken or encrypted Word file: {_one_line(error)}") from error


def _docx_text(element: Any) -> str:
    """Paragraphs, tables and text boxes in the order of the file; a table row is a line where its cells are."""
    tag = element.tag.removeprefix(_W) if isinstance(element.tag, str) else "comment"
    if tag in _DOCX_TEXT:
        return _DOCX_TEXT[tag] or element.text or ""
    if tag in _DOCX_APART:
        return ""
    inner = [_docx_text(child) for child in element]
    if tag == "tr":
        cells = [cell.strip("\n") for cell in inner if cell]
        return ("\n" if any("\n" in cell for cell in cells) else "\t").join(cells) + "\n"
    before, after = _DOCX_AROUND.get(tag, ("", ""))
    return f"{before}{''.join(inner)}{after}"
