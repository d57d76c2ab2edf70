"""Which form of request a model of a server understands, found out once a run."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from briefing.model.structured import Rung

HEAD_START = 2.0  # seconds; a server that cannot do a form says so at once, before it reads the prompt


class Ladder:
    """The best rung that was not refused. The first request scouts; the others give it a short head start."""

    def __init__(self) -> None:
        self.rung = Rung.SCHEMA  # where requests start
        self.proven = False  # an answer came on it
        self._scouted: asyncio.Event | None = None

    async def start(self) -> Rung:
        """The rung to begin a request on."""
        if self._scouted is None:
            self._scouted = asyncio.Event()
            return self.rung
        with suppress(TimeoutError):
            async with asyncio.timeout(HEAD_START):
                await self._scouted.wait()
        return self.rung

    def step_down(self, refused: Rung) -> Rung:
        """The rung below ``refused``. Until an answer comes, other requests follow at once."""
        below = Rung(refused + 1)
        if not self.proven:
            self.rung = max(self.rung, below)
        return below

    def prove(self, rung: Rung) -> None:
        """An answer came on ``rung``: requests start there for the rest of the run."""
        self.rung = max(self.rung, rung) if self.proven else rung
        self.proven = True

    def leave(self) -> None:
        """A request ended. Where no answer came yet, nothing was learned: the next one begins at the top."""
        if not self.proven:
            self.rung = Rung.SCHEMA
        if self._scouted is not None:
            self._scouted.set()
