"""Who answers: a hosted or local model, or the responses recorded beside the pages."""

from __future__ import annotations

import tomllib
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

from pydantic import BaseModel

from briefing.errors import ModelUnavailable, SettingsError
from briefing.model.client import OpenAIModel
from briefing.model.protocol import Endpoint, Model
from briefing.model.recorded import RecordedModel, Recordings
from briefing.model.store import AnswerStore
from briefing.records import Texts
from briefing.settings import Settings

Request = tuple[str, str, type[BaseModel]]  # system, user, answer

WAYS_ON = (
    "no model to ask. Three ways on: (1) a hosted model: set OPENAI_API_KEY and --model NAME; "
    "(2) a local server, without a key: Ollama `--base-url http://localhost:11434/v1 --model qwen3`, "
    "llama.cpp `llama-server -m model.gguf -c 32768` and `--base-url http://localhost:8080/v1 --model local`, "
    "vLLM `vllm serve MODEL` and `--base-url http://localhost:8000/v1 --model MODEL`; "
    "(3) the bundled pages with their recorded responses: `brief corpus/ --lang en`."
)


def choose_engine(
    settings: Settings, paths: Sequence[Path], requests: Sequence[Request]
) -> Literal["openai"] | Recordings:
    """``auto``: a key or base URL is set → openai; every first request is recorded → those recordings; else SettingsError.

    A recording is not looked for, and need not be sound, where a model is asked.
    """
    if asks_a_model(settings):
        return "openai"
    recordings = find_recordings(paths)
    if settings.engine == "recorded" and recordings is None:
        raise ModelUnavailable("--engine recorded: there is no folder `recorded` with responses beside the pages.")
    if recordings is None or (settings.engine == "auto" and not all(recordings.has(*one) for one in requests)):
        raise SettingsError(WAYS_ON)
    return recordings


def asks_a_model(settings: Settings) -> bool:
    """Whether a server will be asked, rather than a recording."""
    given = bool(settings.api_key.get_secret_value() or settings.base_url)
    return settings.engine == "openai" or (settings.engine == "auto" and given)


def find_recordings(paths: Sequence[Path]) -> Recordings | None:
    """The responses recorded beside the pages: the folder ``recorded`` in a given folder, or beside a given file."""
    found = [folder for folder in _folders(paths) if any(folder.glob("*.json*"))]
    return Recordings.load(found) if found else None


def recorded_notice(paths: Sequence[Path]) -> Texts:
    """What a recording wants said at the head of every output, by language (``recorded/notice.toml``); {} for nothing.

    Raises SettingsError where the file cannot be read.
    """
    for path in (folder / "notice.toml" for folder in _folders(paths)):
        if not path.is_file():
            continue
        try:
            values = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise SettingsError(f"{path}: cannot be read as TOML: {error}.") from error
        return {tag: str(words) for tag, words in values.items()}
    return {}


def _folders(paths: Sequence[Path]) -> list[Path]:
    folders = [path / "recorded" if path.is_dir() else path.parent / "recorded" for path in paths]
    return [folder for folder in dict.fromkeys(folders) if folder.is_dir()]


@asynccontextmanager
async def open_model(
    settings: Settings, paths: Sequence[Path], requests: Sequence[Request], count: Callable[[str], int]
) -> AsyncIterator[Model]:
    """The model of a run. ``requests`` are the run's first requests, by which ``auto`` decides."""
    engine = choose_engine(settings, paths, requests)
    if engine != "openai":
        yield RecordedModel(engine)
        return
    if not settings.model and not settings.models:
        raise SettingsError("no model named: give --model NAME or set BRIEF_MODEL.")
    endpoint = Endpoint(base_url=settings.base_url or None, api_key=settings.api_key, timeout=settings.deadline)
    with AnswerStore(settings.store) as store:
        async with OpenAIModel(
            endpoint,
            settings.models_by_step(),
            store,
            count,
            extra_body=settings.extra_body,
            concurrency=settings.concurrency,
            deadline=settings.deadline,
            max_tokens=settings.max_tokens,
        ) as model:
            yield model
