"""What a stage sees of a model: it asks for a step and gets a checked answer, wherever that came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar
from urllib.parse import SplitResult, parse_qsl, urlsplit

from pydantic import BaseModel, SecretStr

from briefing.errors import SettingsError
from briefing.records import Usage

T = TypeVar("T", bound=BaseModel)

OPENAI = "https://api.openai.com/v1"


@dataclass(frozen=True)
class Answer(Generic[T]):
    """A validated answer. ``usage`` counts every try that it took, whatever the source."""

    value: T
    usage: Usage
    model: str  # as the server names itself
    source: Literal["model", "store", "recorded"]


class Model(Protocol):
    """Anything that answers a system and a user text with an object of the asked class."""

    @property
    def engine(self) -> str:
        """``openai`` or ``recorded``."""
        ...

    @property
    def spent(self) -> Mapping[str, Usage]:
        """Model → tokens that this run used at the server, unusable answers included; empty where nothing was asked."""
        ...

    def model_for(self, step: str) -> str:
        """The model's name for ``step``, as the run report shows it."""
        ...

    async def ask(self, step: str, system: str, user: str, answer: type[T]) -> Answer[T]:
        """Raises ModelUnavailable, ModelRefused, or AnswerInvalid with its kinds (see errors.py)."""
        ...


@dataclass(frozen=True, repr=False)
class Endpoint:
    """Where a model answers. Neither its repr nor ``host`` shows the key, a password or the query of the address."""

    base_url: str | None  # None or "" for OpenAI itself
    api_key: SecretStr
    timeout: float = 600.0  # seconds that one try may be silent

    def __post_init__(self) -> None:
        """Raises SettingsError, never with the key: HTTP clients print a header that they refuse."""
        key = self.api_key.get_secret_value().strip()
        if not (key.isascii() and key.isprintable() and " " not in key):
            raise SettingsError("the API key holds a space, a line break or a non-ASCII character: copy it anew.")
        if not key and not self.base_url:
            raise SettingsError("no API key: set OPENAI_API_KEY or --api-key, or --base-url for a local server.")
        parts = self._parts()
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise SettingsError("--base-url is no http(s) address; it looks like http://localhost:11434/v1.")
        if "@" in parts.netloc:
            raise SettingsError("--base-url holds a user name or password: give the key by OPENAI_API_KEY instead.")

    def _parts(self) -> SplitResult:
        try:
            parts = urlsplit(self.base_url or OPENAI)
            _ = parts.port  # raises where it is no number
        except ValueError:
            raise SettingsError("--base-url cannot be read as an address; check brackets and port.") from None
        return parts

    @property
    def host(self) -> str:
        """Host and port, for messages."""
        return self._parts().netloc

    @property
    def url(self) -> str:
        """The address without its query."""
        parts = self._parts()
        return f"{parts.scheme}://{parts.netloc}{parts.path}"

    @property
    def query(self) -> Mapping[str, str]:
        """The address's query, sent with every request (some gateways want an api-version or a key there)."""
        return dict(parse_qsl(self._parts().query))

    @property
    def key(self) -> str:
        """The key to send; servers that want none get a word, for the SDK insists on one."""
        return self.api_key.get_secret_value().strip() or "unused"

    def __repr__(self) -> str:
        return f"Endpoint({self.host})"
