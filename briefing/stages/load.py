"""Load: files and folders into pages. What cannot be read becomes an Unreadable with its reason, and fails alone."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Literal, NamedTuple

from briefing.errors import InputError, PageUnreadable
from briefing.language.decoding import HAN, Decoded, decode
from briefing.language.formats import LARGEST, TOO_LARGE, plain, read_docx, read_html, read_pdf
from briefing.records import Page, Unreadable

Format = Literal["txt", "md", "html", "pdf", "docx", "jsonl"]

_FORMATS: dict[str, Format] = {
    ".txt": "txt",
    ".md": "md",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".jsonl": "jsonl",
}
_NO_FILE = "no regular file, or a link to none"
_ABOUT_PAGES = re.compile(r"README|LICENSE|NOTICE|(?:readme|license|notice)\.")
_TEXT_KEYS = ("text", "content", "body", "article")
_TITLE_KEYS = ("title", "headline")
_SURROGATES = re.compile("[\ud800-\udfff]")
_READERS: dict[Format, Callable[[bytes], Decoded]] = {
    "txt": decode,
    "md": decode,
    "html": read_html,
    "pdf": read_pdf,
    "docx": read_docx,
}


# ------------------------------------------------------------------ finding


class _Found(NamedTuple):
    path: Path
    folder: tuple[str, ...]  # of the given folder, from the root of the disk
    name: str  # below it


def find_files(paths: Sequence[Path]) -> tuple[list[tuple[str, Path]], list[Unreadable]]:
    """The pages' files under ``paths`` as (shown name, path), sorted by name, and what was refused.

    Folders are walked; there, hidden files, README, LICENSE and NOTICE, and other suffixes are passed over. Raises
    InputError naming every path that does not exist. A file reached twice is listed once.
    """
    missing = [str(path) for path in paths if not _exists(path)]
    if missing:
        raise InputError(f"{', '.join(missing)}: no such file or folder; check the path.")
    found: dict[Path, _Found] = {}
    refused: list[Unreadable] = []
    for path in paths:
        for entry in _walk(path) if path.is_dir() else _given(path):
            if isinstance(entry, Unreadable):
                refused.append(entry)
            else:
                found.setdefault(entry.path.resolve(), entry)
    return _named(list(found.values())), sorted(refused, key=lambda one: one.file)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a folder above it may not be entered
        return False


def _given(path: Path) -> Iterator[_Found | Unreadable]:
    if not path.is_file():
        yield Unreadable(file=_printable(path.name), reason=_NO_FILE)
    elif _format(path.name) is None:
        suffixes = ", ".join(_FORMATS)
        yield Unreadable(
            file=_printable(path.name), reason=f"not a format Briefing reads: {suffixes}, each also with .gz"
        )
    else:
        yield _Found(path, path.resolve().parent.parts, _printable(path.name))


def _walk(root: Path) -> Iterator[_Found | Unreadable]:
    errors: list[OSError] = []
    for folder, folders, files in os.walk(root, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        pages = [name for name in files if _is_page(name)]
        yield from filter(None, (_entry(Path(folder, name), root) for name in sorted([*pages, *folders])))
    for error in errors:
        name = Path(error.filename).relative_to(root).as_posix()
        yield Unreadable(file=_printable(name if name != "." else root.name), reason=_os_reason(error))


def _entry(path: Path, root: Path) -> _Found | Unreadable | None:
    """A file of a walked folder; None for a folder, which the walk enters, or, where it is a link, passes over."""
    name = _printable(path.relative_to(root).as_posix())
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            return Unreadable(file=name, reason="a link that leads out of the given folder; give its target itself")
        if path.is_dir():
            return None
        return _Found(path, root.resolve().parts, name) if path.is_file() else Unreadable(file=name, reason=_NO_FILE)
    except (OSError, RuntimeError) as error:  # RuntimeError: Python up to 3.12, for a link to itself
        return Unreadable(file=name, reason=_os_reason(error) if isinstance(error, OSError) else _NO_FILE)


def _is_page(name: str) -> bool:
    return not name.startswith(".") and not _ABOUT_PAGES.match(name) and _format(name) is not None


def _format(name: str) -> Format | None:
    return _FORMATS.get(Path(name.lower().removesuffix(".gz")).suffix)


def _printable(name: str) -> str:
    """A file name as it can be shown: bytes that are no UTF-8, line ends and invisible marks as "?"."""
    return "".join("?" if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") else letter for letter in name)


def _named(found: list[_Found]) -> list[tuple[str, Path]]:
    """Names that tell all files apart: where two are equal, both take on the folders above, one after the other."""
    names = [entry.name for entry in found]
    for depth in range(1, max((len(entry.folder) for entry in found), default=0)):
        twice = {name for name, times in Counter(names).items() if times > 1}
        for at, entry in enumerate(found):
            if names[at] in twice:
                names[at] = _printable("/".join([*entry.folder[1:][-depth:], ""])) + entry.name
    return sorted((_numbered(names, at), entry.path) for at, entry in enumerate(found))


def _numbered(names: list[str], at: int) -> str:
    earlier = names[:at].count(names[at])  # only unprintable names can still be equal
    return f"{names[at]} ({earlier + 1})" if earlier else names[at]


# ------------------------------------------------------------------ reading


def load_pages(paths: Sequence[Path]) -> Iterator[Page | Unreadable]:
    """The pages of files and folders, sorted by name, one file in memory at a time. Raises InputError at once."""
    files, refused = find_files(paths)
    return _load(files, refused)


def _load(files: list[tuple[str, Path]], refused: list[Unreadable]) -> Iterator[Page | Unreadable]:
    yield from refused
    for name, path in files:
        try:
            yield from _load_file(name, path)
        except PageUnreadable as error:
            yield Unreadable(file=name, reason=str(error))


def _load_file(name: str, path: Path) -> Iterator[Page | Unreadable]:
    received = _read(path)
    data = _gunzip(received) if path.name.lower().endswith(".gz") else received
    sha256 = hashlib.sha256(received).hexdigest()
    form = _format(path.name)
    if form == "jsonl":
        yield from _lines(name, data, sha256)
    elif form is not None:
        text, encoding = _READERS[form](data)
        yield Page(file=name, text=_chinese(plain(text)), sha256=sha256, encoding=encoding, format=form)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return _limited(file)
    except OSError as error:
        raise PageUnreadable(_os_reason(error)) from error


def _os_reason(error: OSError) -> str:
    return f"cannot be read: {(error.strerror or str(error)).lower()}"


def _gunzip(data: bytes) -> bytes:
    try:
        with gzip.open(io.BytesIO(data)) as file:
            return _limited(file)
    except EOFError as error:
        raise PageUnreadable("the gzip file ends too early; copy it again") from error
    except (OSError, zlib.error) as error:
        raise PageUnreadable(f"broken gzip file: {error}") from error


def _limited(file: IO[bytes] | gzip.GzipFile) -> bytes:
    """The whole content, in pieces: one read of the limit would reserve the limit's memory for every file."""
    blocks: list[bytes] = []
    size = 0
    while block := file.read(1 << 20):
        size += len(block)
        if size > LARGEST:
            raise PageUnreadable(TOO_LARGE)
        blocks.append(block)
    return b"".join(blocks)


def _chinese(text: str) -> str:
    if not HAN.search(text):
        raise PageUnreadable("no Chinese text" if text.strip() else "empty: no Chinese text")
    return text


def _lines(name: str, data: bytes, sha256: str) -> Iterator[Page | Unreadable]:
    """A page for each line of a .jsonl file; a broken line fails alone."""
    text, encoding = decode(data)
    _chinese(text if "\\u" not in text else "中")  # escaped characters are seen only once the line is parsed
    for number, line in enumerate(plain(text).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            page = _chinese(plain(_text_of(line)))
            yield Page(file=f"{name}#{number}", text=page, sha256=sha256, encoding=encoding, format="jsonl")
        except PageUnreadable as error:
            yield Unreadable(file=f"{name}#{number}", reason=str(error))


def _text_of(line: str) -> str:
    """The text of a JSON object. A body that stands apart from its title is given it as first line."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise PageUnreadable(f"no JSON: {error}") from error
    key = next((key for key in _TEXT_KEYS if isinstance(found, dict) and isinstance(found.get(key), str)), None)
    if key is None:
        raise PageUnreadable(f"no JSON object with a text under {', '.join(_TEXT_KEYS)}")
    text = _SURROGATES.sub("\ufffd", found[key])  # half a character, escaped: JSON allows it, UTF-8 does not
    title = next((found[name].strip() for name in _TITLE_KEYS if isinstance(found.get(name), str)), "")
    return text if key == "text" or text.lstrip().startswith(title) else f"{_SURROGATES.sub('', title)}\n{text}"
