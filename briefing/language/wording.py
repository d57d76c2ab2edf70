"""How languages are named in prompts."""

from __future__ import annotations

import langcodes


def language_name(tag: str) -> str:
    """The English name of a BCP 47 language: en → English, pt-BR → Portuguese (Brazil)."""
    return langcodes.Language.get(tag).display_name()


def prompt_words(lang: str) -> dict[str, object]:
    """The variables about language that every prompt may use."""
    chinese_only = lang == "zh"
    name = language_name(lang)
    return {
        "language": name,
        "languages": "Chinese" if chinese_only else f"Chinese and {name}",
        "chinese_only": chinese_only,
        "english": lang == "en" or lang.startswith("en-"),
    }
