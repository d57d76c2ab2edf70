"""The options of the commands, as typer annotations, and how they become Settings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefing.errors import SettingsError

if TYPE_CHECKING:
    from briefing.settings import Settings

Corpus = Annotated[
    list[Path], typer.Argument(help="Pages: .txt .md .html .pdf .docx .jsonl (+ .gz), or folders of them.")
]
Lang = Annotated[str | None, typer.Option(help="Second language, a BCP 47 tag; zh gives Chinese only. [default: en]")]
Out = Annotated[Path | None, typer.Option(help="Folder to write to.")]
City = Annotated[str | None, typer.Option(help="State the city of all pages, e.g. 通辽 or Tongliao.")]
Engine = Annotated[str | None, typer.Option(help="auto, openai or recorded. [default: auto]")]
Model = Annotated[
    str | None, typer.Option(help="Model of all steps, or by step: NAME or extract=NAME,merge=NAME. Env: BRIEF_MODEL.")
]
BaseUrl = Annotated[str | None, typer.Option(help="Address of an OpenAI-compatible server. Env: OPENAI_BASE_URL.")]
ApiKey = Annotated[str | None, typer.Option(help="Key; better given by OPENAI_API_KEY.")]
ExtraBody = Annotated[str | None, typer.Option(help="JSON object of provider options, sent with each request.")]
Store = Annotated[
    Path | None, typer.Option(help="SQLite file of answers, so that none is paid twice. Env: BRIEF_STORE.")
]
PromptsDir = Annotated[Path | None, typer.Option("--prompts", help="Folder of own prompt templates.")]
TemplatesDir = Annotated[Path | None, typer.Option("--templates", help="Folder of own output templates.")]
Encoding = Annotated[str | None, typer.Option(help="o200k_base or cl100k_base. [default: follows the model]")]
ChunkTokens = Annotated[int | None, typer.Option(help="Tokens of source in one request. [default: 4500]")]
MergeTokens = Annotated[int | None, typer.Option(help="Tokens of items in one merge request. [default: 12000]")]
MaxTokens = Annotated[int | None, typer.Option(help="Limit of an answer's tokens. [default: the server's]")]
Concurrency = Annotated[int | None, typer.Option(help="Requests at once. [default: 8]")]
Config = Annotated[Path | None, typer.Option(help="Settings file. [default: brief.toml, where there is one]")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors and what was left out.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Log more; show traces of unexpected errors.")]


def settings_from(config: Path | None, model: str | None, extra_body: str | None, **flags: Any) -> Settings:
    """Settings of this call. Raises SettingsError naming the flag."""
    from briefing.settings import read_settings

    default, by_step = parse_models(model)
    given = {**flags, "model": default, "models": by_step or None, "extra_body": _json_object(extra_body)}
    return read_settings({name: value for name, value in given.items() if value is not None}, config=config)


def parse_models(value: str | None) -> tuple[str | None, dict[str, str]]:
    """``NAME``, ``extract=A,merge=B`` or both, into the default and the models by step."""
    default, by_step = None, {}
    for part in filter(None, (one.strip() for one in (value or "").split(","))):
        step, equals, name = part.partition("=")
        if not equals:
            default = part
        elif not name:
            raise SettingsError(f"--model: {part!r} names no model; write {step}=NAME.")
        else:
            by_step[step.strip()] = name.strip()
    return default, by_step


def _json_object(text: str | None) -> dict[str, Any] | None:
    if text is None:
        return None
    try:
        value = json.loads(text)
    except ValueError as error:
        raise SettingsError(f"--extra-body is not JSON: {error}.") from error
    if not isinstance(value, dict):
        raise SettingsError("--extra-body must be a JSON object, e.g. '{\"temperature\": 0}'.")
    return value
