"""Where prompts/, templates/ and the shipped data stand: in a checkout beside the package, in a wheel inside it."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder ``name`` ("prompts", "templates") of this installation."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def data(name: str) -> Path:
    """The shipped data file ``name`` of briefing/language/data."""
    return PACKAGE / "language" / "data" / name
