"""What answers cost: tokens by step, and where the answers came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from briefing.model.protocol import Answer
from briefing.records import Usage


@dataclass
class Ledger:
    """The answers of one step."""

    usage: Usage = field(default_factory=Usage)  # wherever the answers came from
    sources: list[str] = field(default_factory=list)  # "model", "store" or "recorded", one an answer
    models: dict[str, None] = field(default_factory=dict)  # as the servers named themselves, in order

    def enter(self, answer: Answer[Any]) -> None:
        """Add one answer."""
        self.usage = self.usage + answer.usage
        self.sources.append(answer.source)
        self.models[answer.model] = None

    def add(self, other: Ledger) -> None:
        """Add another step's answers."""
        self.usage = self.usage + other.usage
        self.sources += other.sources
        self.models.update(other.models)
