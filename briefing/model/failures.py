"""What a failed try means: try again, ask in a simpler form, ask for less, or give up and say what to do.

Servers word these cases differently; the words here are those of OpenAI, Azure, vLLM, llama.cpp, llama-cpp-python,
Ollama, LiteLLM, OpenRouter, DashScope and DeepSeek.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from briefing.errors import ModelError, ModelRefused, ModelUnavailable, PromptTooLong
from briefing.model.protocol import Endpoint

SHOWN = 200  # characters of the server's words in a message
_OVERFLOW = re.compile(
    r"context_length_exceeded|exceed_context_size|string_above_max_length|context (?:window|size|length)"
    r"|prompt is too long|too many (?:input )?tokens|input (?:is )?too long|range of input length|max_model_len",
    re.IGNORECASE,
)
_TOO_LARGE = re.compile(r"request too large", re.IGNORECASE)  # a 429 that no waiting cures
_NO_MODEL = re.compile(
    r"model_not_found|\b(?:unknown|no such|invalid) model\b|\bmodel\b.{0,120}?\b(?:not found|not exist)\b",
    re.IGNORECASE | re.DOTALL,
)
_FILTER = re.compile(
    r"content_filter|content_policy|data_inspection|content management policy|content exists risk|moderation|flagged",
    re.IGNORECASE,
)
_NO_QUOTA = re.compile(
    r"insufficient_quota|insufficient[ _]balance|exceeded your current quota|arrearage", re.IGNORECASE
)
_LIMIT_NAME = re.compile(r"max_completion_tokens")


class Failed(Exception):
    """One try that gave no completion: ``status`` None is a connection that failed. Its text holds no key."""

    def __init__(self, status: int | None, detail: str, wait: float | None = None) -> None:
        super().__init__(f"{status or 'no connection'}: {detail[:SHOWN]}")
        self.status = status
        self.detail = detail
        self.wait = wait  # seconds that the server asked for

    @property
    def may_pass(self) -> bool:
        """Whether the same request may go through later."""
        return self.status is None or self.status in (408, 409, 425, 429) or self.status >= 500

    @property
    def may_be_form(self) -> bool:
        """Whether a request in a simpler form may go through. llama-cpp-python answers json_schema with 500."""
        return self.status in (400, 404, 415, 422, 500, 501)

    @property
    def wants_other_limit(self) -> bool:
        """OpenAI's newer models know max_completion_tokens and refuse max_tokens."""
        return self.status == 400 and bool(_LIMIT_NAME.search(self.detail))


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Seconds to wait by retry-after-ms or Retry-After (seconds or a date, RFC 9110 10.2.3); None where unsaid."""
    if (milliseconds := _number(headers.get("retry-after-ms"))) is not None:
        return milliseconds / 1000
    said = headers.get("retry-after")
    if said is None or (seconds := _number(said)) is not None:
        return None if said is None else seconds
    try:
        date = parsedate_to_datetime(said)
    except ValueError:
        return None
    date = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max(0.0, (date - (now or datetime.now(UTC))).total_seconds())


def _number(text: str | None) -> float | None:
    return float(text) if text and re.fullmatch(r"\d{1,9}(?:\.\d+)?", text.strip()) else None


def hopeless(failed: Failed, endpoint: Endpoint, model: str) -> ModelError | None:
    """The error of a failure that neither waiting nor another form cures; None for any other."""
    status, words, host = failed.status, failed.detail, endpoint.host
    if _is_too_long(failed):
        return PromptTooLong(f"the prompt is too long for {model} at {host}: lower --chunk-tokens. {_said(failed)}")
    if status in (400, 403, 451) and _FILTER.search(words):
        return ModelRefused(f"the content filter of {host} refused the prompt. {_said(failed)}")
    if status in (401, 403):
        return ModelUnavailable(
            f"the key was refused by {host} (status {status}): set OPENAI_API_KEY or --api-key to a valid key."
        )
    if status == 402 or (status == 429 and _NO_QUOTA.search(words)):
        return ModelUnavailable(
            f"the account at {host} has no credit left (status {status}): top it up, or use another key."
        )
    if status in (400, 404) and _NO_MODEL.search(words):
        return ModelUnavailable(f"{host} has no model {model!r} (status {status}): name one that it has by --model.")
    return None


def _is_too_long(failed: Failed) -> bool:
    if failed.status == 429:
        return bool(_TOO_LARGE.search(failed.detail))
    return failed.status == 413 or (failed.status in (400, 422, 500) and bool(_OVERFLOW.search(failed.detail)))


def spent(failed: Failed, endpoint: Endpoint, tries: int) -> ModelUnavailable:
    """The error after the last try."""
    return ModelUnavailable(" ".join(f"{endpoint.host} {_what_to_do(failed, tries)} {_said(failed)}".split()))


def _what_to_do(failed: Failed, tries: int) -> str:
    status = failed.status
    if status is None:
        return f"cannot be reached (tries: {tries}): check --base-url and that the server runs."
    if status in (200, 404):
        return f"gave no chat completion (status {status}): check --base-url (most end in /v1) and --model."
    if status == 429:
        return f"limits the rate (status 429, tries: {tries}): lower --concurrency, or run again later."
    if failed.may_pass:
        return f"answered with status {status} (tries: {tries}): run again later."
    return f"refused the request (status {status}): check --model and extra_body."


def _said(failed: Failed) -> str:
    words = " ".join(failed.detail.split())[:SHOWN]
    return f"It said: {words}" if words else ""
