"""Briefing: raw Chinese city-newspaper pages in, cited and checked bilingual briefings out."""

from briefing.version import __version__

__all__ = ["__version__"]
