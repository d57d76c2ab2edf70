"""Settings of a run, read once: flags before environment before brief.toml before defaults."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from briefing import resources
from briefing.errors import SettingsError

FORMATS: tuple[Literal["md", "json", "html"], ...] = ("md", "json", "html")
STEPS = ("extract", "merge", "overview", "translate")

# Settings that the environment may give; the OPENAI_ names are the SDK's own.
ENVIRONMENT = {
    "api_key": "OPENAI_API_KEY",
    "base_url": "OPENAI_BASE_URL",
    "model": "BRIEF_MODEL",
    "store": "BRIEF_STORE",
    "lang": "BRIEF_LANG",
    "engine": "BRIEF_ENGINE",
    "concurrency": "BRIEF_CONCURRENCY",
}
MAIL_ENVIRONMENT = {
    "host": "BRIEF_SMTP_HOST",
    "port": "BRIEF_SMTP_PORT",
    "user": "BRIEF_SMTP_USER",
    "password": "BRIEF_SMTP_PASSWORD",
    "sender": "BRIEF_MAIL_FROM",
    "tls": "BRIEF_SMTP_TLS",
}


def default_store() -> Path:
    """The answer store of this user: shared by all runs, so that nothing is paid twice."""
    return Path(platformdirs.user_data_dir("briefing", appauthor=False)) / "answers.sqlite"


class MailSettings(BaseModel):
    """How to reach the SMTP server. ``tls``: starttls (port 587), tls (port 465) or none."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = ""
    port: int = Field(default=0, ge=0, le=65535)
    user: str = ""
    password: SecretStr = SecretStr("")
    sender: str = ""
    tls: Literal["starttls", "tls", "none"] = "starttls"


class Settings(BaseModel):
    """Everything that a run may be told."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lang: str = "en"
    by: Literal["city", "county", "province"] = "city"
    length: Literal["brief", "standard", "full"] = "standard"
    formats: tuple[Literal["md", "json", "html"], ...] = FORMATS
    out: Path = Path("briefings")
    city: str = ""
    engine: Literal["auto", "openai", "recorded"] = "auto"
    api_key: SecretStr = SecretStr("")
    base_url: str = ""
    model: str = ""
    models: dict[str, str] = Field(default_factory=dict)  # step → model
    extra_body: dict[str, Any] = Field(default_factory=dict)
    store: Path = Field(default_factory=default_store)
    prompts: Path | None = None
    templates: Path = Field(default_factory=lambda: resources.folder("templates"))
    encoding: str = ""  # "" follows the model
    chunk_tokens: int = Field(default=4500, ge=200)  # of source a request; the three pages tuned on fit in one each
    merge_tokens: int = Field(default=12000, ge=1000)  # of items a merge request
    concurrency: int = Field(default=8, ge=1, le=1024)
    deadline: float = Field(default=900.0, gt=0)  # seconds for one request with all its retries
    max_tokens: int | None = Field(default=None, ge=16)
    mail: MailSettings = MailSettings()

    def models_by_step(self) -> dict[str, str]:
        """Step → model, "" being the model of every step that has none of its own."""
        return {"": self.model, **self.models}


def read_settings(
    flags: Mapping[str, Any], environment: Mapping[str, str] | None = None, config: Path | None = None
) -> Settings:
    """Merge the four sources. ``flags`` holds only what the user gave; None values count as not given.

    Raises SettingsError naming the setting and where it came from.
    """
    environ = os.environ if environment is None else environment
    merged = {**_from_file(config), **_from_environment(environ)}
    mail = {**merged.pop("mail", {}), **_mail_environment(environ)}
    merged.update({name: value for name, value in flags.items() if value is not None})
    mail.update(merged.pop("mail", {}))
    merged["models"] = {**merged.get("models", {})}
    return _validated({**merged, "mail": mail})


def _validated(values: dict[str, Any]) -> Settings:
    unknown = sorted(set(values.get("models", {})) - set(STEPS))
    if unknown:
        raise SettingsError(f"--model: {unknown[0]!r} is not a step; the steps are {', '.join(STEPS)}.")
    try:
        settings = Settings(**values)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"setting {name!r}: {first['msg']}.") from error
    return settings.model_copy(update={"lang": _language(settings.lang)})


def _language(tag: str) -> str:
    import langcodes

    try:
        language = langcodes.Language.get(tag)
    except ValueError as error:
        raise SettingsError(
            f"--lang {tag!r} is not a BCP 47 language tag; try en, fr, es, ru, ja, de or zh."
        ) from error
    if not language.is_valid():
        raise SettingsError(f"--lang {tag!r} names no known language; try en, fr, es, ru, ja, de or zh.")
    return "zh" if language.to_tag() in ("zh", "zh-Hans", "zh-CN") else str(language.to_tag())


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    return {name: environ[variable] for name, variable in ENVIRONMENT.items() if environ.get(variable)}


def _mail_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    return {name: environ[variable] for name, variable in MAIL_ENVIRONMENT.items() if environ.get(variable)}


def _from_file(config: Path | None) -> dict[str, Any]:
    path = config or Path("brief.toml")
    if config is None and not path.is_file():
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read as TOML: {error}.") from error
    unknown = sorted(set(values) - set(Settings.model_fields))
    if unknown:
        raise SettingsError(
            f"{path}: unknown setting {unknown[0]!r}; known: {', '.join(sorted(Settings.model_fields))}."
        )
    return values
