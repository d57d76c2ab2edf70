"""An OpenAI-compatible server on loopback that tests script and that counts what it is asked. Standard library only.

    with FakeServer(answer({"items": []})) as server:
        ...  # server.url, server.calls, server.most_at_once

A script is one outcome for every call, a list of outcomes in order of arrival, or a function of the call. An outcome is
what `answer`, `fail`, `drop` and `raw` make; each may be delayed.
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

MODEL = "qwen3-fake"


@dataclass(frozen=True)
class Call:
    """One POST as it arrived."""

    number: int  # from 1, over all calls
    path: str
    headers: Mapping[str, str]  # names in lower case
    body: dict[str, Any]
    at: float  # monotonic seconds

    @property
    def form(self) -> str:
        """json_schema, json_object, or plain where no response_format was sent."""
        return str((self.body.get("response_format") or {}).get("type", "plain"))

    @property
    def key(self) -> str:
        """Equal for equal messages and response_format."""
        relevant = [self.body.get("messages"), self.body.get("response_format")]
        return hashlib.sha256(json.dumps(relevant, sort_keys=True).encode()).hexdigest()

    @property
    def system(self) -> str:
        return str(self.body["messages"][0]["content"])

    @property
    def user(self) -> str:
        return str(self.body["messages"][-1]["content"])


@dataclass(frozen=True)
class Outcome:
    """What a call meets."""

    status: int = 200
    value: Any = None  # sent as JSON, or as it is where it is bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0  # seconds
    dropped: bool = False  # the connection is closed without a word


Script = Outcome | Sequence[Outcome] | Callable[[Call], Outcome]


def answer(
    content: Any,
    *,
    finish: str = "stop",
    refusal: str | None = None,
    model: str = MODEL,
    prompt_tokens: int | None = -1,
    completion_tokens: int = 7,
    tool_calls: list[dict[str, Any]] | None = None,
    delay: float = 0.0,
) -> Outcome:
    """A completion; content that is no text is sent as JSON text.

    prompt_tokens -1 is the prompt's length in characters, None leaves the usage out.
    """
    text = content if content is None or isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    message: dict[str, Any] = {"role": "assistant", "content": text, "refusal": refusal}
    if tool_calls:
        message["tool_calls"] = tool_calls
    value: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": model,
        "choices": [{"index": 0, "finish_reason": finish, "logprobs": None, "message": message}],
    }
    if prompt_tokens is not None:
        value["usage"] = {"prompt_tokens": prompt_tokens, "completion_tokens": completion_tokens}
    return Outcome(value=value, delay=delay)


def fail(
    status: int,
    message: str = "no",
    code: str | None = None,
    *,
    headers: Mapping[str, str] | None = None,
    delay: float = 0,
) -> Outcome:
    """An error as OpenAI words it."""
    error = {"message": message, "type": "error", "param": None, "code": code}
    return Outcome(status=status, value={"error": error}, headers=headers or {}, delay=delay)


def slow_down(seconds: float) -> Outcome:
    """429 with Retry-After."""
    return fail(429, "Rate limit reached", "rate_limit_exceeded", headers={"Retry-After": f"{seconds:g}"})


def drop() -> Outcome:
    """The connection is cut."""
    return Outcome(dropped=True)


def raw(data: bytes, status: int = 200, content_type: str = "text/html") -> Outcome:
    """Any bytes."""
    return Outcome(status=status, value=data, headers={"Content-Type": content_type})


def refusing(
    forms: Sequence[str], status: int, then: Script, message: str = "response_format is not supported"
) -> Script:
    """A server that answers the named forms (json_schema, json_object) with an error, all else by ``then``."""
    count = iter(range(1, 1_000_000))

    def script(call: Call) -> Outcome:
        if call.form in forms:
            return fail(status, message)
        return _outcome(then, call, next(count))

    return script


def first_failing(times: int, failure: Outcome, then: Script) -> Script:
    """A server whose first calls fail."""

    def script(call: Call) -> Outcome:
        return failure if call.number <= times else _outcome(then, call, call.number - times)

    return script


def _outcome(script: Script, call: Call, number: int) -> Outcome:
    """The outcome of the ``number``-th call; the last of a list stays."""
    if isinstance(script, Outcome):
        return script
    if callable(script):
        return script(call)
    return script[min(number, len(script)) - 1]


class FakeServer:
    """The server, on a thread of its own and a port of the system's choice; close it by leaving ``with``."""

    def __init__(self, script: Script, *, api_key: str | None = None, delay: float = 0.0) -> None:
        self.script = script
        self.api_key = api_key  # any other gets 401; None takes all
        self.delay = delay  # seconds added to every outcome
        self.calls: list[Call] = []
        self.most_at_once = 0
        self._running = 0
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.fake = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    @property
    def counts(self) -> Counter[str]:
        """Calls by Call.key."""
        return Counter(call.key for call in self.calls)

    @property
    def forms(self) -> list[str]:
        """The form of each call, in order of arrival."""
        return [call.form for call in self.calls]

    def __enter__(self) -> FakeServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def outcome(self, path: str, headers: Mapping[str, str], body: dict[str, Any]) -> Outcome:
        """Count the call and find what it meets."""
        with self._lock:
            call = Call(len(self.calls) + 1, path, headers, body, time.monotonic())
            self.calls.append(call)
            if self.api_key is not None and headers.get("authorization") != f"Bearer {self.api_key}":
                given = headers.get("authorization", "").removeprefix("Bearer ")
                return fail(401, f"Incorrect API key provided: {given}", "invalid_api_key")
            found = _outcome(self.script, call, call.number)
        found = _with_usage(found, call)
        return replace(found, delay=found.delay + self.delay)

    def begin(self) -> None:
        with self._lock:
            self._running += 1
            self.most_at_once = max(self.most_at_once, self._running)

    def end(self) -> None:
        with self._lock:
            self._running -= 1


def _with_usage(outcome: Outcome, call: Call) -> Outcome:
    value = outcome.value
    if not isinstance(value, dict) or value.get("usage", {}).get("prompt_tokens") != -1:
        return outcome
    characters = sum(len(message["content"]) for message in call.body["messages"])
    return replace(outcome, value={**value, "usage": {**value["usage"], "prompt_tokens": characters}})


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    fake: FakeServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no event."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30
    server: _Server

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        self._send(Outcome(value={"object": "list", "data": [{"id": MODEL, "object": "model"}]}))

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
        self.server.fake.begin()
        try:
            outcome = self.server.fake.outcome(
                self.path, {name.lower(): text for name, text in self.headers.items()}, body
            )
            time.sleep(outcome.delay)
        finally:
            self.server.fake.end()
        if outcome.dropped:
            self.close_connection = True
        else:
            self._send(outcome)

    def _send(self, outcome: Outcome) -> None:
        value = outcome.value
        data = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
        self.send_response(outcome.status)
        for name, text in {"Content-Type": "application/json", **outcome.headers}.items():
            self.send_header(name, text)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
