"""From a question to the request that is sent, and from the text that came back to the object that was asked for.

The ladder of requests: ``SCHEMA`` (strict json_schema), ``OBJECT`` (json_object, the schema told in the system text),
``PLAIN`` (the schema told, nothing enforced). What comes back is read the same way on every rung.

Reading finds the answer and never mends it: reasoning, code fences and prose around the JSON are passed over, a raw
line break within a string is taken as it stands; a missing bracket, comma or property, a key given twice and NaN make
it invalid.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from enum import IntEnum
from typing import Any, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError

from briefing.errors import AnswerInvalid
from briefing.model.schema import schema_name, strict_schema

T = TypeVar("T", bound=BaseModel)
Body = dict[str, Any]

FAULT = 200  # characters of a fault that a message or a second request repeats
_THOUGHT = re.compile(r"<(think|thinking|thought|reasoning)>.*?</\1>", re.DOTALL | re.IGNORECASE)
_THOUGHT_END = re.compile(r"</(?:think|thinking|thought|reasoning)>", re.IGNORECASE)
_THOUGHT_OPEN = re.compile(r"\s*<(?:think|thinking|thought|reasoning)>", re.IGNORECASE)
_OPENING = re.compile(r"[{\[]")
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]', re.DOTALL)
_BROKEN_START = re.compile(r"""\{\s*["'“}]|\[\s*[{\["]""")  # what no prose begins with
_HALF_PAIR = re.compile("[\ud800-\udfff]")


class Rung(IntEnum):
    """How an answer's form is asked for, the best first."""

    SCHEMA = 0
    OBJECT = 1
    PLAIN = 2


# ------------------------------------------------------------------ requests


def request_body(
    system: str,
    user: str,
    answer: type[BaseModel],
    *,
    model: str,
    rung: Rung = Rung.SCHEMA,
    extra_body: Mapping[str, object] | None = None,
) -> Body:
    """The request as sent, without its token limit. The system text comes first, unchanged, for prefix caches."""
    told = system if rung is Rung.SCHEMA else f"{system}\n\n{_told(answer)}"
    messages = [{"role": "system", "content": told}, {"role": "user", "content": user}]
    body: Body = {"model": model, "messages": messages}
    if rung is not Rung.PLAIN:
        body["response_format"] = _response_format(answer, rung)
    return {**body, **(extra_body or {})}


def _response_format(answer: type[BaseModel], rung: Rung) -> Body:
    if rung is Rung.OBJECT:
        return {"type": "json_object"}
    named = {"name": schema_name(answer), "strict": True, "schema": strict_schema(answer)}
    return {"type": "json_schema", "json_schema": named}


def _told(answer: type[BaseModel]) -> str:
    schema = json.dumps(strict_schema(answer), ensure_ascii=False, separators=(",", ":"))
    return f"Answer with one JSON object and nothing else, no code fence. It must fit this JSON Schema:\n{schema}"


def asked_again(user: str, fault: str) -> str:
    """The user text of a second try. One message, since some chat templates refuse two of the user in a row."""
    return f"{user}\n\nYour last answer could not be used: {fault}\nAnswer again in full."


def canonical(value: object) -> str:
    """One spelling for equal JSON values."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(value: object) -> str:
    """SHA-256 of the canonical spelling."""
    return hashlib.sha256(canonical(value).encode("utf-8", "surrogatepass")).hexdigest()


# ------------------------------------------------------------------ answers


def parse_answer(content: str, answer: type[T]) -> T:
    """The one object of ``answer`` that ``content`` holds. Raises AnswerInvalid whose text is the fault in a line."""
    found: list[T] = []
    faults: list[str] = []
    for value in _values(content):
        try:
            found.append(_validated(value, answer))
        except ValueError as error:
            faults.append(_line(error))
    if not found:
        raise AnswerInvalid(faults[-1] if faults else "it holds no JSON object.")
    if any(other != found[0] for other in found[1:]):
        raise AnswerInvalid(f"it holds {len(found)} different JSON answers.")
    return found[0]


def _values(content: str) -> Iterator[object]:
    """The outermost JSON values; a ValueError in place of each that is broken."""
    try:
        return iter([_DECODER.decode(content.strip().removeprefix("\ufeff"))])
    except _Fault as fault:
        return iter([fault])
    except (ValueError, RecursionError):
        return _scan(_without_thoughts(content))


def _without_thoughts(content: str) -> str:
    rest = _THOUGHT.sub("", content)
    rest = _THOUGHT_END.split(rest)[-1]
    return "" if _THOUGHT_OPEN.match(rest) else rest


def _scan(text: str) -> Iterator[object]:
    at = 0
    while (start := _next(text, at)) is not None:
        try:
            value, at = _DECODER.raw_decode(text, start)
            yield value
        except (ValueError, RecursionError) as error:
            if not _BROKEN_START.match(text, start):  # a bracket of the prose
                at = start + 1
                continue
            at = _end(text, start)  # the whole of the broken value: nothing inside it is an answer
            yield error if isinstance(error, ValueError) else ValueError("it is nested too deeply.")


def _next(text: str, at: int) -> int | None:
    found = _OPENING.search(text, at)
    return found.start() if found else None


def _end(text: str, start: int) -> int:
    """Just past the bracket that closes the one at ``start``; the end of the text where none does."""
    depth = 0
    for token in _STRING_OR_BRACKET.finditer(text, start):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(token[0], 0)
        if depth == 0:
            return token.end()
    return len(text)


class _Fault(ValueError):
    """JSON that parses but says two things, or nothing."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    twice = next((key for key in keys if keys.count(key) > 1), None) if len(set(keys)) < len(keys) else None
    if twice is not None:
        raise _Fault(f"the key {twice[:40]!r} stands twice in one object.")
    return dict(pairs)


def _no_constant(name: str) -> NoReturn:
    raise _Fault(f"{name} is no JSON number.")


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_constant, strict=False)


def _validated(value: object, answer: type[T]) -> T:
    if isinstance(value, ValueError):
        raise value
    if _HALF_PAIR.search(canonical(value)):
        raise ValueError("it holds half of a character (a lone surrogate).")
    record = answer.model_validate(value)
    if missing := next(_missing(record), ""):
        raise ValueError(f"{missing}: the property is missing.")
    return record


def _missing(value: object, where: str = "") -> Iterator[str]:
    """Properties that the answer left out and a default of the class filled: all are required."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in value.model_fields_set:
                yield f"{where}{name}"
            yield from _missing(getattr(value, name), f"{where}{name}.")
    elif isinstance(value, list | tuple):
        for number, part in enumerate(value):
            yield from _missing(part, f"{where}{number}.")


def _line(error: ValueError) -> str:
    return " ".join(_fault(error).split())[:FAULT]


def _fault(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"it is not JSON: {error.msg} at character {error.pos}."
    if not isinstance(error, ValidationError):
        return str(error)
    first, *others = error.errors(include_input=False, include_url=False)
    where = ".".join(str(part) for part in first["loc"]) or "the answer"
    more = f" ({len(others)} more such faults)" if others else ""
    return f"{where}: {first['msg']}{more}."
