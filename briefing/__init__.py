"""Briefing: raw Chinese city-newspaper pages in, cited and checked bilingual briefings out.

The stages in order: load, segment, place, chunk, extract, verify, group, merge, overview, render.

    >>> from briefing import brief_corpus, read_settings, write_briefings
    >>> outcome = brief_corpus([Path("pages")], read_settings({"lang": "en", "model": "gpt-4.1"}))
    >>> run, files = write_briefings(outcome, settings, date.today())
"""

from typing import TYPE_CHECKING, Any

from briefing.version import __version__

if TYPE_CHECKING:
    from briefing.output import left_out, write_briefings
    from briefing.pipeline import Outcome, brief_corpus
    from briefing.settings import Settings, read_settings
    from briefing.translations import translate_corpus

__all__ = [
    "Outcome",
    "Settings",
    "__version__",
    "brief_corpus",
    "left_out",
    "read_settings",
    "translate_corpus",
    "write_briefings",
]

_HOMES = {
    "Outcome": "pipeline",
    "brief_corpus": "pipeline",
    "Settings": "settings",
    "read_settings": "settings",
    "left_out": "output",
    "write_briefings": "output",
    "translate_corpus": "translations",
}


def __getattr__(name: str) -> Any:
    """The public names, imported when first used: ``brief --help`` needs none of what they need."""
    if name not in _HOMES:
        raise AttributeError(f"module 'briefing' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"briefing.{_HOMES[name]}"), name)
