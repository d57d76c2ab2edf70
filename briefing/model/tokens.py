"""Token counts: which encoding a model reads, and its ranks from the shipped files, without network.

The ranks are shipped as .xz (see language/data/NOTICE.md), unpacked once into the user's cache folder, and hash-checked
at every load. tiktoken is imported at the first load only: with the ranks it takes 0.3 s that `brief --help` must not.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import lzma
import os
import re
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefing import resources
from briefing.errors import SettingsError

if TYPE_CHECKING:
    import tiktoken

log = logging.getLogger(__name__)


class _Recipe(NamedTuple):
    """An encoding as tiktoken_ext/openai_public.py of tiktoken 0.14 (MIT) has it; ``sha256``: of the unpacked ranks."""

    sha256: str
    pattern: str
    special: dict[str, int]


_O200K = "|".join(
    [
        r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
        r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
        r"\p{N}{1,3}",
        r" ?[^\s\p{L}\p{N}]+[\r\n/]*",
        r"\s*[\r\n]+",
        r"\s+(?!\S)",
        r"\s+",
    ]
)
_CL100K = (
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+"
    r"|\s++$|\s*[\r\n]|\s+(?!\S)|\s"
)
_RECIPES = {
    "o200k_base": _Recipe(
        "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
        _O200K,
        {"<|endoftext|>": 199999, "<|endofprompt|>": 200018},
    ),
    "cl100k_base": _Recipe(
        "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
        _CL100K,
        {
            "<|endoftext|>": 100257,
            "<|fim_prefix|>": 100258,
            "<|fim_middle|>": 100259,
            "<|fim_suffix|>": 100260,
            "<|endofprompt|>": 100276,
        },
    ),
}
# gpt-4, gpt-4-turbo, gpt-3.5, Azure's gpt-35, also behind "openai/" or "ft:"; but not gpt-4o, gpt-4.1, gpt-4.5.
_OLDER = re.compile(r"(?:^|[/:])gpt-(?:3\.?5|4)(?![.\w])", re.IGNORECASE)


def encoding_name_for(model: str, override: str = "") -> str:
    """The encoding that ``model`` reads: o200k_base for a model unknown here. ``override`` wins where given."""
    if override and override not in _RECIPES:
        raise SettingsError(f"encoding {override!r} is not known; use {' or '.join(_RECIPES)}.")
    return override or ("cl100k_base" if _OLDER.search(model) else "o200k_base")


def count_tokens(text: str, encoding: tiktoken.Encoding) -> int:
    """Tokens of ``text``; what looks like a special token (<|endoftext|>) is counted as the plain text that it is."""
    return len(encoding.encode_ordinary(text))


@cache
def load_encoding(name: str) -> tiktoken.Encoding:
    """The encoding ``name``: o200k_base or cl100k_base, loaded once a process."""
    if name not in _RECIPES:
        raise SettingsError(f"encoding {name!r} is not known; use {' or '.join(_RECIPES)}.")
    import tiktoken  # late: see the module's docstring

    recipe = _RECIPES[name]
    lines = _rank_file(name).splitlines()
    ranks = {base64.b64decode(token): int(rank) for token, rank in (line.split() for line in lines if line)}
    return tiktoken.Encoding(name, pat_str=recipe.pattern, mergeable_ranks=ranks, special_tokens=recipe.special)


def _rank_file(name: str) -> bytes:
    """The ranks as tiktoken publishes them: from the cache where it is sound, else unpacked and kept there."""
    digest = _RECIPES[name].sha256
    cached = _cache_folder() / f"{name}-{digest[:12]}.tiktoken"
    kept = _read_sound(cached, digest)
    if kept is not None:
        return kept
    ranks = _unpack(name)
    _keep(cached, ranks)
    return ranks


def _cache_folder() -> Path:
    import platformdirs  # late, as tiktoken

    return Path(platformdirs.user_cache_dir("briefing", appauthor=False))


def _read_sound(path: Path, digest: str) -> bytes | None:
    """The file's bytes if they are the ones wanted; None where it is missing, unreadable or altered."""
    try:
        found = path.read_bytes()
    except OSError:
        return None
    return found if hashlib.sha256(found).hexdigest() == digest else None


def _unpack(name: str) -> bytes:
    shipped = resources.data(f"{name}.tiktoken.xz")
    try:
        ranks = lzma.decompress(shipped.read_bytes())
    except (OSError, lzma.LZMAError) as error:
        raise SettingsError(f"{shipped.name} of this installation is broken: {error}; install it anew.") from error
    if hashlib.sha256(ranks).hexdigest() != _RECIPES[name].sha256:
        raise SettingsError(f"{shipped.name} of this installation was altered; install it anew.")
    return ranks


def _keep(path: Path, content: bytes) -> None:
    """Write whole or not at all: a run beside this one never reads half a file. An unwritable folder is no error."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(draft).replace(path)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    except OSError as error:
        log.debug("token ranks stay in memory: %s", error)
