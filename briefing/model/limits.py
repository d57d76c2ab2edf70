"""How many requests run at once, and when all of them wait: the one place that decides when a request may leave."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Limits:
    """At most ``concurrency`` requests at once; a server that asks for a pause gets it from all of them."""

    def __init__(self, concurrency: int) -> None:
        self._slots = asyncio.Semaphore(concurrency)
        self._resume = 0.0  # loop time before which nothing leaves

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """A place among the requests that run, held through all tries of one request."""
        async with self._slots:
            yield

    async def leave(self) -> None:
        """Return when a try may leave: not within a pause, and spread out after it."""
        loop = asyncio.get_running_loop()
        while (wait := self._resume - loop.time()) > 0:
            await asyncio.sleep(wait + random.uniform(0, min(1.0, wait / 4)))  # noqa: S311 (no secret: it spreads load)

    def pause(self, seconds: float) -> None:
        """The server asked for a pause: nothing leaves for so many seconds."""
        self._resume = max(self._resume, asyncio.get_running_loop().time() + seconds)
