"""A model behind an OpenAI-compatible endpoint: stored answers first, then requests whose every answer is stored."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from types import TracebackType
from typing import Any, TypeVar

from pydantic import BaseModel

from briefing.errors import AnswerInvalid, ModelRefused, SettingsError
from briefing.model.protocol import Answer, Endpoint
from briefing.model.question import Question, try_twice
from briefing.model.reply import PromptMeter, Reply, judged
from briefing.model.sending import Patience, Sender
from briefing.model.store import AnswerStore, request_key
from briefing.model.structured import Body, Rung
from briefing.records import Usage

T = TypeVar("T", bound=BaseModel)

OURS = frozenset({"model", "messages", "response_format", "stream", "n", "tools"})  # what extra_body may not set


class OpenAIModel:
    """Asks a model and keeps every answer. Use it within ``async with``; one instance serves a whole run.

    ``models`` maps a step to a model, "" to the model of all other steps. ``count`` counts the tokens of a text.
    ``deadline`` is in seconds for one request with all its tries, without the time that it waits for its turn.
    ``spent`` maps each model to the tokens that this run used at the server, unusable answers included.
    """

    engine = "openai"

    def __init__(
        self,
        endpoint: Endpoint,
        models: Mapping[str, str],
        store: AnswerStore,
        count: Callable[[str], int],
        *,
        extra_body: Mapping[str, object] | None = None,
        concurrency: int = 8,
        attempts: int = 5,
        deadline: float = 900.0,
        max_tokens: int | None = None,
        backoff: float = 0.5,
    ) -> None:
        self._extra_body = dict(extra_body or {})
        if taken := sorted(OURS & self._extra_body.keys()):
            raise SettingsError(f"extra_body: {taken[0]!r} is set by Briefing itself; leave it out.")
        patience = Patience(max(1, attempts), deadline, backoff)
        self._sender = Sender(endpoint, concurrency, patience, max_tokens, self._arrived)
        self._models = dict(models)
        self._store = store
        self._count = count
        self._meter = PromptMeter()
        self._flights: dict[tuple[str, type[BaseModel]], _Flight] = {}
        self.spent: dict[str, Usage] = {}

    async def __aenter__(self) -> OpenAIModel:
        await self._sender.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        tasks = [flight.task for flight in self._flights.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._sender.__aexit__(kind, error, trace)

    def model_for(self, step: str) -> str:
        """Raises SettingsError where no model was named for the step."""
        model = self._models.get(step) or self._models.get("", "")
        if not model:
            raise SettingsError(f"no model is named for the step {step!r}: give one by --model.")
        return model

    async def ask(self, step: str, system: str, user: str, answer: type[T]) -> Answer[T]:
        """A stored answer, or the model's. Equal questions asked at the same time are one request.

        Raises PromptTooLong, AnswerCut and PromptCut where a smaller request may help; else as Model.ask says.
        """
        question = Question(self.model_for(step), system, user, answer, self._extra_body)
        key = (request_key(question.body()), answer)
        flight = self._flights.get(key)
        if flight is not None and not flight.task.cancelling():
            return replace(await flight.join(), source="store")
        flight = self._flights[key] = _Flight(self._answer(question))
        try:
            return await flight.join()
        finally:
            if self._flights.get(key) is flight:
                del self._flights[key]

    def stored(self, step: str, system: str, user: str, answer: type[T]) -> Answer[T] | None:
        """The stored answer, where there is one that is good; nothing is asked."""
        return self._kept(Question(self.model_for(step), system, user, answer, self._extra_body))

    async def _answer(self, question: Question[T]) -> Answer[T]:
        return self._kept(question) or await try_twice(question, self._sender.send, self._measured, "model")

    def _kept(self, question: Question[T]) -> Answer[T] | None:
        """The stored answer in whatever form it was asked for, be it that of the second try."""
        for rung in Rung:
            faults: list[tuple[Question[T], Usage]] = []
            found = self._replayed(question, rung, Usage(), faults)
            for again, usage in faults:
                found = found or self._replayed(again, rung, usage, [])
            if found:
                return found
        return None

    def _replayed(
        self, question: Question[T], rung: Rung, before: Usage, faults: list[tuple[Question[T], Usage]]
    ) -> Answer[T] | None:
        """The newest stored reply that is good; the second tries of those that are not go to ``faults``."""
        for reply in self._store.get(question.body(rung)):
            try:
                usage = before + self._measured(question, reply)
                return Answer(judged(reply, question.answer), usage, reply.model or question.model, "store")
            except AnswerInvalid as error:
                faults.append((question.again(error), before + self._usage(reply, question.system, question.user)))
            except ModelRefused:
                continue
        return None

    def _arrived(self, body: Body, reply: Reply) -> None:
        self._store.put(body, reply)
        used = self._usage(reply, *(message["content"] for message in body["messages"]))
        self.spent[body["model"]] = self.spent.get(body["model"], Usage()) + used

    def _measured(self, question: Question[Any], reply: Reply) -> Usage:
        usage = self._usage(reply, question.system, question.user)
        if reply.prompt_tokens is not None:
            own = self._count(question.system) + self._count(question.user)
            self._meter.check(question.model, reply.prompt_tokens, own)
        return usage

    def _usage(self, reply: Reply, *prompt: str) -> Usage:
        """The server's count, or ours where it named none."""
        read, written = reply.prompt_tokens, reply.completion_tokens
        return Usage(
            calls=1,
            prompt_tokens=sum(map(self._count, prompt)) if read is None else read,
            completion_tokens=self._count(reply.content) if written is None else written,
        )


class _Flight:
    """One question on its way, for all who ask it; given up only when the last of them is."""

    def __init__(self, answer: Coroutine[Any, Any, Answer[Any]]) -> None:
        self.task = asyncio.create_task(answer)
        self._waiting = 0

    async def join(self) -> Answer[Any]:
        self._waiting += 1
        try:
            return await asyncio.shield(self.task)
        except asyncio.CancelledError:
            if self._waiting == 1:
                self.task.cancel()
            raise
        finally:
            self._waiting -= 1
