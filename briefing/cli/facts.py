"""``brief facts``: every figure of the pages with where it stands and what it counts, and the figures that do not fit."""

from __future__ import annotations

import json as jsonlib
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from briefing.cli import LEFT_OUT, show

if TYPE_CHECKING:
    from briefing.records import Fact, Remark

_COLUMNS = ("line", "figure", "value", "what", "who")
_WIDEST = 40  # terminal columns a cell may take before it is cut


def facts_command(corpus: Sequence[Path], json: bool, city: str | None) -> None:
    """List the facts of all pages: a line each, or JSON Lines. Exit 1 where a page could not be read."""
    from briefing.intake import cut_pages
    from briefing.language.numbers.remarks import remarks
    from briefing.records import Unreadable
    from briefing.stages.facts import read_facts

    problems = []
    for found in cut_pages(list(corpus), city or ""):
        if isinstance(found, Unreadable):
            problems.append(f"{found.file}: {found.reason}")
            continue
        page, placed = found
        facts = [fact for one in placed for fact in read_facts(one.article, page)]
        (_print_json if json else _print_table)(page.file, facts, remarks(facts))
    for problem in problems:
        show.warn(problem)
    if problems:
        raise typer.Exit(LEFT_OUT)


def fact_line(fact: Fact) -> dict[str, Any]:
    """One JSON line of ``brief facts --json``; numbers are JSON numbers."""
    fields = fact.model_dump(exclude={"before", "after"})
    return {name: _number(value) if isinstance(value, Decimal) else value for name, value in fields.items()}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _print_json(file: str, facts: Sequence[Fact], remarks: Sequence[Remark]) -> None:
    """Facts on standard output; remarks on standard error, so that every line of the output is a fact."""
    for fact in facts:
        typer.echo(jsonlib.dumps(fact_line(fact), ensure_ascii=False))
    for remark in remarks:
        show.warn(f"{file}: {remark.english}")


def _print_table(file: str, facts: Sequence[Fact], remarks: Sequence[Remark]) -> None:
    typer.echo(f"{file}: {len(facts)} figures")
    rows = [_COLUMNS, *((str(fact.line), fact.text, fact.english, fact.what, fact.who) for fact in facts)]
    for line in aligned(rows):
        typer.echo(f"  {line}")
    for remark in remarks:
        typer.echo(f"  ! {remark.english}")


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines whose columns begin at the same place on a terminal, where a Chinese character takes two columns."""
    from rich.cells import cell_len, set_cell_size

    from briefing.layout.escape import clean

    cells = [[_cut(clean(cell)) for cell in row] for row in rows]
    widths = [max(cell_len(row[at]) for row in cells) for at in range(len(cells[0]))]
    return [
        "  ".join(set_cell_size(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells
    ]


def _cut(cell: str) -> str:
    from rich.cells import cell_len, set_cell_size

    return cell if cell_len(cell) <= _WIDEST else set_cell_size(cell, _WIDEST - 1).rstrip() + "…"
