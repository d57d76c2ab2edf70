"""The wheel holds what it needs and its command runs. CI names the built wheel in BRIEFING_WHEEL; else one is built."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if given := os.environ.get("BRIEFING_WHEEL"):
        return Path(given)
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(out.glob("*.whl"))


def test_prompts_templates_ranks_and_gazetteer_are_inside(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = [*(ROOT / "prompts").rglob("*"), *(ROOT / "templates").rglob("*")]
    for path in (path for path in shipped if path.is_file()):
        assert f"briefing/{path.relative_to(ROOT).as_posix()}" in names
    data = ROOT / "briefing" / "language" / "data"
    for path in (path for path in data.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        assert path.relative_to(ROOT).as_posix() in names
    assert "briefing/py.typed" in names


def test_nothing_else_is_inside(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"briefing"}
    assert not [name for name in names if "test" in name or "corpus" in name or name.endswith(".pyc")]


def test_the_command_runs_from_the_installed_wheel(wheel: Path, tmp_path: Path) -> None:
    """Installed into a folder of its own, away from the checkout; dependencies are this environment's."""
    target = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target)]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    (tmp_path / "page.txt").write_text("本报讯 3月5日,通辽市科尔沁区新建公园两处。\n", encoding="utf-8")

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        code = f"import sys; sys.path.insert(0, {str(target)!r}); sys.argv = ['brief', *{list(words)!r}]; " + (
            "import briefing; assert briefing.__file__.startswith(sys.path[0]); from briefing.cli import main; main()"
        )
        return subprocess.run(
            [sys.executable, "-P", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
        )

    assert run("--version").stdout.startswith("brief ")
    plan = run("plan", "page.txt")
    assert plan.returncode == 0, plan.stderr
    assert "Tongliao: 1 article" in plan.stdout
