"""Every test runs without keys, without the network and without this user's own store or settings."""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis
import pytest

# The same examples each time and no time limit: a red run is a fault of the change, not of the day.
hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis.settings.load_profile("repeatable")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _own_world(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in [name for name in os.environ if name.startswith(("OPENAI_", "BRIEF_"))]:
        monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The real pages and readers' marks beside a developer's checkout; tests that need them skip elsewhere."""
    folder = ROOT.parent / "shared"
    if not (folder / "pages").is_dir():
        pytest.skip("../shared is not here")
    return folder
