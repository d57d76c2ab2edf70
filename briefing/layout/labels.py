"""The renderings' own words, one TOML file a language, which a reader of that language may edit."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

import langcodes

from briefing.errors import RenderError

Label = str | dict[str, str]  # a word, or one for each CLDR plural category
LAST_RESORT = "en"


class Labels:
    """The labels of one language, found by exact tag, then language, then English."""

    def __init__(self, tag: str, words: Mapping[str, Label]) -> None:
        self.tag = tag  # of the language that was found
        self._words = words

    def word(self, key: str, category: str = "other") -> str:
        """The label ``key``; where it depends on a number, its form for the plural ``category``."""
        label = self._words.get(key)
        if label is None:
            raise RenderError(f"templates/labels/{self.tag}.toml needs {key!r}; add it.")
        return label if isinstance(label, str) else label.get(category, label["other"])

    def has(self, key: str) -> bool:
        """Whether there is such a label."""
        return key in self._words


def load_labels(lang: str, folders: Sequence[Path]) -> Labels:
    """The labels for ``lang`` out of ``folders``, of which an earlier one overrides a later one, label by label."""
    for tag in dict.fromkeys((lang, langcodes.Language.get(lang).language or lang, LAST_RESORT)):
        files = [path for folder in reversed(folders) if (path := folder / "labels" / f"{tag}.toml").is_file()]
        if files:
            return Labels(tag, {key: label for path in files for key, label in _read(path).items()})
    raise RenderError(f"templates/labels/{LAST_RESORT}.toml is missing; looked in {', '.join(map(str, folders))}.")


def _read(path: Path) -> dict[str, Label]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RenderError(f"{path} cannot be read: {error}. Correct or remove it.") from error
    for key, label in table.items():
        if not _usable(label):
            raise RenderError(f"{path}: {key!r} must be a text, or a table of texts with 'other'.")
    return table


def _usable(label: object) -> bool:
    if isinstance(label, dict):
        return "other" in label and all(isinstance(form, str) for form in label.values())
    return isinstance(label, str)
