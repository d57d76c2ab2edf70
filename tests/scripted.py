"""A model whose answers the test writes: for the logic above the wire."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel

from briefing.model.protocol import Answer
from briefing.model.structured import parse_answer
from briefing.records import Usage

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True)
class Asked:
    """One question as it came."""

    step: str
    system: str
    user: str
    answer: type[BaseModel]


# A dict, a record or JSON text is answered (through the same parser as a server's), an exception is raised.
Given = Mapping[str, Any] | BaseModel | str | Exception
Script = Callable[[Asked], Given] | Sequence[Given]


class ScriptedModel:
    """Answers each step by its script: a function of the question, or a list of answers in order.

    ``asked`` holds every question. A list that runs out, and a step without a script, fail the test.
    """

    def __init__(self, script: Mapping[str, Script] | Callable[[Asked], Given], engine: str = "openai") -> None:
        self.engine = engine
        self.asked: list[Asked] = []
        self.spent: dict[str, Usage] = {}
        self._script = script

    def model_for(self, step: str) -> str:
        return f"scripted-{step}"

    def asked_for(self, step: str) -> list[Asked]:
        """The questions of one step, in order."""
        return [asked for asked in self.asked if asked.step == step]

    async def ask(self, step: str, system: str, user: str, answer: type[T]) -> Answer[T]:
        asked = Asked(step, system, user, answer)
        self.asked.append(asked)
        given = self._given(asked)
        if isinstance(given, Exception):
            raise given
        text = _text(given)
        usage = Usage(calls=1, prompt_tokens=len(system) + len(user), completion_tokens=len(text))
        return Answer(parse_answer(text, answer), usage, self.model_for(step), "model")

    def _given(self, asked: Asked) -> Given:
        script = self._script if callable(self._script) else self._script.get(asked.step)
        if script is None:
            raise AssertionError(f"the step {asked.step!r} was asked and has no script")
        if callable(script):
            return script(asked)
        turn = len(self.asked_for(asked.step)) - 1
        if turn >= len(script):
            raise AssertionError(
                f"the step {asked.step!r} was asked {turn + 1} times; {len(script)} answers were given"
            )
        return script[turn]


def _text(given: Mapping[str, Any] | BaseModel | str) -> str:
    if isinstance(given, str):
        return given
    if isinstance(given, BaseModel):
        return given.model_dump_json(by_alias=True)
    return json.dumps(given, ensure_ascii=False)
