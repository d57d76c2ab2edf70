"""Recorded answers: vcrpy cassettes in JSON, read without vcrpy, so that the sample pages run without a model.

A recording is found by its messages and response_format; the model's name, token limit and address do not matter.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from briefing.errors import ModelUnavailable, SettingsError
from briefing.model.protocol import Answer
from briefing.model.question import Question, try_twice
from briefing.model.reply import Reply, read_reply
from briefing.model.structured import digest
from briefing.records import Usage

T = TypeVar("T", bound=BaseModel)

ENDINGS = (".json", ".json.gz")


class Recordings:
    """The chat completions of cassettes. Of several to one request the last stands: it ended the retries."""

    def __init__(self, replies: dict[str, Reply]) -> None:
        self._replies = replies

    @classmethod
    def load(cls, source: Path | Iterable[Path]) -> Recordings:
        """Cassettes by path, or all of a folder and the folders in it. Raises SettingsError naming the file."""
        replies: dict[str, Reply] = {}
        for path in _paths(source):
            replies.update(_replies(path))
        if not replies:
            raise SettingsError(f"{source}: holds no recorded answers.")
        return cls(replies)

    def __len__(self) -> int:
        return len(self._replies)

    @property
    def models(self) -> tuple[str, ...]:
        """The models that answered."""
        return tuple(sorted({reply.model for reply in self._replies.values() if reply.model}))

    def find(self, question: Question[Any]) -> Reply | None:
        """The reply to the question in its strict form."""
        return self._replies.get(_key(question.body()))

    def has(self, system: str, user: str, answer: type[BaseModel]) -> bool:
        """Whether the question was recorded."""
        return self.find(Question("", system, user, answer)) is not None


class RecordedModel:
    """Answers from recordings alone; nothing leaves the machine."""

    engine = "recorded"

    def __init__(self, recordings: Recordings) -> None:
        self._recordings = recordings
        self.spent: dict[str, Usage] = {}

    def model_for(self, step: str) -> str:
        """The models that were recorded, whatever the step."""
        return ", ".join(self._recordings.models) or "recorded"

    async def ask(self, step: str, system: str, user: str, answer: type[T]) -> Answer[T]:
        """Raises ModelUnavailable where nothing was recorded; a recorded answer is judged like any other."""
        question = Question("recorded", system, user, answer)
        if self._recordings.find(question) is None:
            raise ModelUnavailable(
                "no recorded answer for this request: pages, prompts, language or grouping differ from what was recorded; "
                "give --model with OPENAI_API_KEY or --base-url to ask a model."
            )
        return await try_twice(question, self._find, _usage, "recorded")

    async def _find(self, question: Question[T]) -> Reply | None:
        return self._recordings.find(question)


def _usage(question: Question[Any], reply: Reply) -> Usage:
    return Usage(calls=1, prompt_tokens=reply.prompt_tokens or 0, completion_tokens=reply.completion_tokens or 0)


def _key(body: dict[str, Any]) -> str:
    return digest({name: body.get(name) for name in ("messages", "response_format")})


# ------------------------------------------------------------------ cassettes


def _paths(source: Path | Iterable[Path]) -> Iterator[Path]:
    for path in [source] if isinstance(source, Path) else source:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.name.endswith(ENDINGS) and _is_cassette(file))
        else:
            yield path


def _is_cassette(path: Path) -> bool:
    """Other JSON may lie beside cassettes."""
    value = _json(path)
    return isinstance(value, dict) and "interactions" in value


def _json(path: Path) -> Any:
    try:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        return json.loads(data)
    except (OSError, EOFError, ValueError) as error:
        raise SettingsError(f"{path}: cannot be read as a recording: {error}.") from error


def _replies(path: Path) -> dict[str, Reply]:
    cassette = _json(path)
    try:
        found = [_reply(interaction) for interaction in cassette["interactions"]]
    except (LookupError, TypeError, AttributeError, ValueError) as error:
        raise SettingsError(f"{path}: is no recording of chat completions ({error!r}); record it anew.") from error
    return dict(pair for pair in found if pair)


def _reply(interaction: dict[str, Any]) -> tuple[str, Reply] | None:
    """The key and the reply of one interaction; None for a failed try and for other requests."""
    request, response = interaction["request"], interaction["response"]
    if response["status"]["code"] != 200 or "/chat/completions" not in request["uri"]:
        return None
    return _key(json.loads(_text(request["body"]))), read_reply(_text(response["body"]))


def _text(body: Any) -> str:
    text = body["string"] if isinstance(body, dict) else body
    if not isinstance(text, str):
        raise TypeError("a body is not text: record with decode_compressed_response")
    return text
