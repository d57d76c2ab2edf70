"""Record the responses of corpus/ anew, or only those that are missing.

    OPENAI_BASE_URL=… OPENAI_API_KEY=… python tests/record.py [--lang en] [--model NAME] [--only briefings|translations]

Runs the product on corpus/ through vcrpy: requests that corpus/recorded/ holds are replayed, the others go to the server
and are recorded; what nothing asks for any more is dropped. The cassettes are what ``brief corpus/`` replays on a machine without a key, and what the tests replay.
They are never edited by hand; delete one to record it anew.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from cassettes import recorder  # noqa: E402

from briefing.pipeline import brief_corpus  # noqa: E402
from briefing.settings import Settings, read_settings  # noqa: E402
from briefing.translations import translate_corpus  # noqa: E402

CORPUS = ROOT / "corpus"


def settings(lang: str, model: str, store: Path) -> Settings:
    """Those of a plain run, with a fresh store so that nothing is left out of the cassette."""
    return read_settings(
        {"lang": lang, "model": model, "engine": "openai", "store": store, "concurrency": 64, "deadline": 7000.0}
    )


def main() -> None:
    """Record briefings, then translations."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--lang", default="en")
    parser.add_argument("--model", default="recorded-llm")
    parser.add_argument("--only", choices=("briefings", "translations"))
    chosen = parser.parse_args()
    if not os.environ.get("OPENAI_BASE_URL") and not os.environ.get("OPENAI_API_KEY"):
        parser.error("set OPENAI_BASE_URL or OPENAI_API_KEY: somebody must answer")
    jobs = {"briefings": brief_corpus, "translations": translate_corpus}
    for name, job in jobs.items():
        if chosen.only not in (None, name):
            continue
        with tempfile.TemporaryDirectory() as folder:
            made = settings(chosen.lang, chosen.model, Path(folder) / "answers.sqlite")
            with recorder("new_episodes").use_cassette(f"{name}.{chosen.lang}.json"):
                job([CORPUS], made)


if __name__ == "__main__":
    main()
