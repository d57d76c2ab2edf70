"""Getting one request through: simpler forms where the server wants them, retries with full jitter, one deadline."""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from briefing.errors import ModelError, ModelUnavailable
from briefing.model.failures import Failed, hopeless, spent
from briefing.model.ladder import Ladder
from briefing.model.limits import Limits
from briefing.model.protocol import Endpoint
from briefing.model.question import Question
from briefing.model.reply import Reply
from briefing.model.structured import Body, Rung
from briefing.model.wire import Wire

LONGEST_WAIT = 30.0  # seconds between two tries where the server named no time


@dataclass(frozen=True)
class Patience:
    """How long one request is pursued."""

    attempts: int = 5
    deadline: float = 900.0  # seconds, all tries together, from when the request's turn comes
    backoff: float = 0.5  # seconds; the n-th wait is random within backoff * 2**n ("full jitter")


@dataclass
class _Climb:
    """Where one request stands."""

    rung: Rung
    ends: float  # loop time of the deadline
    sent: int = 0
    failed: int = 0  # tries that count against ``attempts``
    failed_here: int = 0  # tries on this rung


class Sender:
    """Sends questions to one endpoint. ``arrived`` is called with every reply, before anything else can happen."""

    def __init__(
        self,
        endpoint: Endpoint,
        concurrency: int,
        patience: Patience,
        max_tokens: int | None,
        arrived: Callable[[Body, Reply], None],
    ) -> None:
        self._endpoint = endpoint
        self._patience = patience
        self._max_tokens = max_tokens
        self._limit_name = "max_tokens"
        self._arrived = arrived
        self._limits = Limits(concurrency)
        self._wire = Wire(endpoint, concurrency)
        self._ladders: defaultdict[str, Ladder] = defaultdict(Ladder)
        self._lost: dict[str, str] = {}  # model → why no request to it can succeed in this run

    async def __aenter__(self) -> Sender:
        await self._wire.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._wire.__aexit__(kind, error, trace)

    async def send(self, question: Question[Any]) -> Reply:
        """The server's reply, whatever it holds. Raises ModelUnavailable, ModelRefused or PromptTooLong."""
        ladder = self._ladders[question.model]
        async with self._limits.slot():
            if reason := self._lost.get(question.model):
                raise ModelUnavailable(reason)
            try:
                async with asyncio.timeout(self._patience.deadline):
                    return await self._pursue(question, ladder)
            except TimeoutError as error:
                raise ModelUnavailable(
                    f"{self._endpoint.host} gave no answer within {self._patience.deadline:g} seconds, "
                    "all tries together: lower --chunk-tokens, or use a faster model."
                ) from error
            finally:
                ladder.leave()

    async def _pursue(self, question: Question[Any], ladder: Ladder) -> Reply:
        ends = asyncio.get_running_loop().time() + self._patience.deadline
        climb = _Climb(await ladder.start(), ends)
        while True:
            await self._limits.leave()
            body = question.body(climb.rung)
            climb.sent += 1
            try:
                reply = await self._wire.post(self._limited(body))
            except Failed as failed:
                wait = self._after(failed, question.model, ladder, climb)
            else:
                self._arrived(body, reply)
                ladder.prove(climb.rung)
                return reply
            await asyncio.sleep(wait)

    def _after(self, failed: Failed, model: str, ladder: Ladder, climb: _Climb) -> float:
        """Seconds until the next try, on whatever rung; raises where there is none."""
        if (error := hopeless(failed, self._endpoint, model)) is not None:
            certain = failed.status in (401, 402, 429) or not ladder.proven
            raise self._given_up(error, model, certain) from failed
        if self._learned_limit_name(failed):
            return 0.0
        climb.failed, climb.failed_here = climb.failed + 1, climb.failed_here + 1
        if _is_form(failed, ladder, climb):
            self._step_down(failed, ladder, climb)
            return 0.0
        if not failed.may_pass or climb.failed >= self._patience.attempts or self._too_late(failed, climb):
            certain = not ladder.proven and failed.status in (None, 200, 404)
            raise self._given_up(spent(failed, self._endpoint, climb.sent), model, certain) from failed
        return self._wait(failed, climb)

    def _step_down(self, failed: Failed, ladder: Ladder, climb: _Climb) -> None:
        """A refusal of the form is no failed try; a 500 is one, and still the next rung gets its chance."""
        climb.failed -= 0 if failed.may_pass else 1
        climb.failed = min(climb.failed, self._patience.attempts - 1)
        climb.rung, climb.failed_here = ladder.step_down(climb.rung), 0

    def _given_up(self, error: ModelError, model: str, certain: bool) -> ModelError:
        """Remember what no later request can escape, so that a wrong key costs one call and not one a page."""
        if certain and isinstance(error, ModelUnavailable):
            self._lost[model] = str(error)
        return error

    def _too_late(self, failed: Failed, climb: _Climb) -> bool:
        return asyncio.get_running_loop().time() + (failed.wait or 0.0) >= climb.ends

    def _wait(self, failed: Failed, climb: _Climb) -> float:
        if failed.wait is not None:
            self._limits.pause(failed.wait)
            return random.uniform(0, self._patience.backoff)  # noqa: S311 (no secret: it spreads load)
        longest = min(LONGEST_WAIT, self._patience.backoff * 2**climb.failed)
        return random.uniform(0, longest)  # noqa: S311

    def _limited(self, body: Body) -> Body:
        return body if self._max_tokens is None else {self._limit_name: self._max_tokens, **body}

    def _learned_limit_name(self, failed: Failed) -> bool:
        if self._max_tokens is None or self._limit_name != "max_tokens" or not failed.wants_other_limit:
            return False
        self._limit_name = "max_completion_tokens"
        return True


def _is_form(failed: Failed, ladder: Ladder, climb: _Climb) -> bool:
    """Whether the form may be at fault. A 500 is one only where no answer ever came, and not at the first time."""
    if climb.rung is Rung.PLAIN or not failed.may_be_form:
        return False
    if failed.status != 500:
        return True
    return not ladder.proven and (climb.failed_here >= 2 or ladder.rung > climb.rung)
