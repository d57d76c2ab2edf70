"""One question with its second chance: the try that every kind of model makes alike."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel

from briefing.errors import AnswerCut, AnswerEmpty, AnswerInvalid, PromptCut
from briefing.model.protocol import Answer
from briefing.model.reply import Reply, judged, twice_unusable
from briefing.model.structured import Body, Rung, asked_again, request_body
from briefing.records import Usage

T = TypeVar("T", bound=BaseModel)
Source = Literal["model", "store", "recorded"]


@dataclass(frozen=True)
class Question(Generic[T]):
    """What is asked of which model, before its form is known."""

    model: str
    system: str
    user: str
    answer: type[T]
    extra_body: Mapping[str, object] = field(default_factory=dict)

    def body(self, rung: Rung = Rung.SCHEMA) -> Body:
        """The request in the form of ``rung``."""
        return request_body(
            self.system, self.user, self.answer, model=self.model, rung=rung, extra_body=self.extra_body
        )

    def again(self, error: AnswerInvalid) -> Question[T]:
        """The question of the second try: the same one after an empty answer, else with the fault told."""
        if isinstance(error, AnswerEmpty):
            return self
        return replace(self, user=asked_again(self.user, str(error)))


async def try_twice(
    question: Question[T],
    send: Callable[[Question[T]], Awaitable[Reply | None]],
    measure: Callable[[Question[T], Reply], Usage],
    source: Source,
) -> Answer[T]:
    """Ask, and once more where the answer cannot be used. ``send`` gives None where there is nothing more to try.

    ``measure`` gives the tokens of a reply, and raises PromptCut where the prompt was not read in whole.
    """
    usage, asked = Usage(), question
    fault: tuple[Reply, AnswerInvalid] | None = None
    for _ in range(2):
        reply = await send(asked)
        if reply is None:
            break
        usage += measure(asked, reply)
        try:
            return Answer(judged(reply, question.answer), usage, reply.model or question.model, source)
        except (AnswerCut, PromptCut):
            raise
        except AnswerInvalid as error:
            fault, asked = (reply, error), question.again(error)
    if fault is None:
        raise LookupError("nothing was there to try")
    raise twice_unusable(*fault) from fault[1]
