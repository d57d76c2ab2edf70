"""Prompt tokens a source character: what a run sends to extract, and what the recorded runs used step by step.

    python bench/tokens.py [PAGES ...]     (default: ../shared/pages where it is, and corpus/)

Token counts are exact and the same on every machine; nothing is asked.
"""

from __future__ import annotations

import sys
from pathlib import Path

from briefing.intake import take_in, token_counter
from briefing.model.prompts import Prompts
from briefing.pipeline import first_requests
from briefing.settings import read_settings

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Print a line a folder."""
    default = [ROOT.parent / "shared" / "pages", ROOT / "corpus"]
    folders = [Path(word) for word in sys.argv[1:]] or [folder for folder in default if folder.is_dir()]
    settings = read_settings({}, environment={})
    count, prompts = token_counter(settings), Prompts()
    print("folder                     pages  characters  requests  bare/char  shown/char  prompt/char")
    for folder in folders:
        intake = take_in([folder], settings)
        text = [page.text for page in intake.pages.values()]
        characters = sum(map(len, text))
        requests = first_requests(intake, prompts, settings.lang)
        prompt = sum(count(system) + count(user) for system, user, _ in requests)
        bare = sum(map(count, text))
        shown = sum(chunk.tokens for chunk in intake.chunks)
        name = f"{folder.parent.name}/{folder.name}"
        print(
            f"{name:<26} {len(text):>5} {characters:>11,} {len(requests):>9}"
            f" {bare / characters:>10.3f} {shown / characters:>11.3f} {prompt / characters:>12.3f}"
        )


if __name__ == "__main__":
    main()
