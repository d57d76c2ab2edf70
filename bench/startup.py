"""How long `brief --help` takes beside a Python that does nothing, run by turns: minimum and median of wall time.

python bench/startup.py [--runs 20]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = {"python -c pass": ["-c", "pass"], "brief --help": ["-m", "briefing", "--help"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20)
    runs = parser.parse_args().runs
    spent: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for command in COMMANDS.values():
        once(command)  # compiles what is not compiled yet; a broken command ends the benchmark here
    for _ in range(runs):
        for name, command in COMMANDS.items():
            spent[name].append(once(command))
    for name, times in spent.items():
        print(f"{name:<15} min {min(times) * 1000:4.0f} ms, median {statistics.median(times) * 1000:4.0f} ms of {runs}")
    bare, brief = (spent[name] for name in COMMANDS)
    medians = statistics.median(brief) / statistics.median(bare)
    print(f"{'ratio':<15} min {min(brief) / min(bare):.1f}, median {medians:.1f}")


def once(command: list[str]) -> float:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL, cwd=ROOT, env=environment)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
