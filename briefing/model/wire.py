"""The one file that touches the OpenAI SDK: a request out, a reply or a Failed back. It retries nothing."""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any

from briefing.model.failures import Failed, retry_after
from briefing.model.protocol import Endpoint
from briefing.model.reply import Reply, read_reply
from briefing.model.structured import Body

if TYPE_CHECKING:
    from openai import APIStatusError, AsyncOpenAI

KEPT_WORDS = 4000  # characters of a server's error text that are looked at
CONNECT_SECONDS = 15.0


class Wire:
    """An open connection pool to one endpoint; an async context manager."""

    def __init__(self, endpoint: Endpoint, concurrency: int) -> None:
        self._endpoint = endpoint
        self._concurrency = concurrency
        self._client: AsyncOpenAI | None = None
        self._quiet = _WithoutQuery()

    async def __aenter__(self) -> Wire:
        logging.getLogger("httpx2").addFilter(self._quiet)
        self._client = _client(self._endpoint, self._concurrency)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        client, self._client = self._client, None
        if client is not None:
            await client.close()
        logging.getLogger("httpx2").removeFilter(self._quiet)

    async def post(self, body: Body) -> Reply:
        """Raises Failed. No exception of the SDK rides along: those carry the request with its key."""
        import httpx2
        import openai

        if self._client is None:
            raise RuntimeError("the model is closed: use it within `async with`")
        failed: Failed | None = None
        try:
            response = await self._client.post("/chat/completions", cast_to=httpx2.Response, body=body)
            data = response.content
        except openai.APIStatusError as error:
            failed = self._status(error)
        except openai.APITimeoutError:
            failed = Failed(None, f"no answer within {self._endpoint.timeout:g} seconds.")
        except openai.APIConnectionError as error:
            failed = Failed(None, self._scrubbed(f"{error.__cause__ or error}."))
        if failed is not None:
            raise failed
        return self._read(data)

    def _read(self, data: bytes) -> Reply:
        with suppress(ValueError, AttributeError, LookupError, TypeError):
            return read_reply(data)
        raise Failed(_status_within(data), self._scrubbed(data.decode("utf-8", "replace")))

    def _status(self, error: APIStatusError) -> Failed:
        words = self._scrubbed(_words(error.body) or error.message)
        return Failed(error.status_code, words, retry_after(error.response.headers))

    def _scrubbed(self, text: str) -> str:
        for secret in (self._endpoint.api_key.get_secret_value().strip(), *self._endpoint.query.values()):
            if secret:
                text = text.replace(secret, "***")
        return text[:KEPT_WORDS]


def _client(endpoint: Endpoint, concurrency: int) -> AsyncOpenAI:
    import httpx2
    import openai

    timeout = httpx2.Timeout(endpoint.timeout, connect=min(CONNECT_SECONDS, endpoint.timeout))
    limits = httpx2.Limits(max_connections=None, max_keepalive_connections=concurrency)
    return openai.AsyncOpenAI(
        api_key=endpoint.key,
        base_url=endpoint.url,
        default_query=endpoint.query,
        timeout=timeout,
        max_retries=0,
        http_client=openai.DefaultAsyncHttpxClient(timeout=timeout, limits=limits),
    )


def _status_within(data: bytes) -> int:
    """Some gateways answer 200 with an error object; anything else that is no completion keeps its 200."""
    with suppress(ValueError, LookupError, TypeError):
        error = json.loads(data)["error"]
        code = error.get("code") if isinstance(error, dict) else None
        return code if isinstance(code, int) and 400 <= code < 600 else 502
    return 200


def _words(body: object) -> str:
    """The server's own words out of an error body: OpenAI's message and code, FastAPI's detail, or plain text."""
    if not isinstance(body, dict):
        return str(body or "")
    told: list[Any] = [body.get(name) for name in ("message", "detail", "error", "code", "type", "param")]
    return " ".join(str(word) for word in told if word)


class _WithoutQuery(logging.Filter):
    """The HTTP client logs whole addresses; what stands after the question mark may be a key."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(_bare(value) for value in record.args)
        return True


def _bare(value: object) -> object:
    return str(value).partition("?")[0] if type(value).__name__ == "URL" else value
