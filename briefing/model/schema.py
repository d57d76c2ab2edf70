"""JSON Schema of a pydantic class, in the part of the language that strict structured output accepts.

OpenAI's rules (Structured outputs, "Supported schemas"): the root is an object, every property is required,
additionalProperties is false, no defaults; $defs, anyOf, enum, const and recursion are fine; allOf, oneOf, not, string
lengths, tuples of fixed positions and open dictionaries are not.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pydantic import BaseModel

KEPT = frozenset(
    {"$ref", "$defs", "type", "properties", "items", "anyOf", "enum", "const", "description", "pattern", "format"}
    | {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems"}
)
FORMATS = frozenset({"date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"})
Schema = dict[str, Any]


@cache
def strict_schema(answer: type[BaseModel]) -> Schema:
    """The schema of ``answer``; do not change it, it is shared. Raises TypeError where strict output cannot say it."""
    schema = _strict(_rooted(answer.model_json_schema()), answer.__name__)
    if schema.get("type") != "object":
        raise TypeError(f"{answer.__name__}: the root of an answer must be an object")
    return schema


def _rooted(schema: Schema) -> Schema:
    """A class that holds itself is told by pydantic as a mere $ref; the root must be an object."""
    if "$ref" not in schema:
        return schema
    name = schema["$ref"].rpartition("/")[2]
    return {**schema["$defs"][name], "$defs": schema["$defs"]}


def schema_name(answer: type[BaseModel]) -> str:
    """A name that the API accepts: at most 64 of a-z, A-Z, 0-9, _ and -."""
    return re.sub(r"[^a-zA-Z0-9_-]", "_", answer.__name__)[:64]


def _strict(schema: Schema, where: str) -> Schema:
    schema = _merged(schema)
    _refuse(schema, where)
    kept = {name: value for name, value in schema.items() if name in KEPT}
    if "(?" in kept.get("pattern", ""):
        del kept["pattern"]  # look-around is refused; pydantic checks it on arrival
    if kept.get("format") not in FORMATS:
        kept.pop("format", None)
    for name in ("$defs", "properties"):
        if name in kept:
            kept[name] = {key: _strict(value, f"{where}.{key}") for key, value in kept[name].items()}
    if "anyOf" in kept:
        kept["anyOf"] = [_strict(option, where) for option in kept["anyOf"]]
    if "items" in kept:
        kept["items"] = _strict(kept["items"], f"{where}[]")
    return _closed(kept)


def _merged(schema: Schema) -> Schema:
    """allOf of one is that one; oneOf is anyOf."""
    schema = dict(schema)
    if len(schema.get("allOf", ())) == 1:
        schema = {**schema.pop("allOf")[0], **schema}
    if "oneOf" in schema:
        schema["anyOf"] = schema.pop("oneOf")
    return schema


def _refuse(schema: Schema, where: str) -> None:
    if schema.get("additionalProperties") not in (None, False) or "patternProperties" in schema:
        raise TypeError(f"{where}: strict output has no open dictionaries; use a list of pairs")
    if "prefixItems" in schema or "allOf" in schema or "not" in schema:
        raise TypeError(f"{where}: strict output has no fixed-position tuples, allOf or not")
    if not KEPT & schema.keys() - {"description"}:
        raise TypeError(f"{where}: strict output needs a type; Any has none")


def _closed(schema: Schema) -> Schema:
    if schema.get("type") == "object":
        properties = schema.setdefault("properties", {})
        return {**schema, "required": list(properties), "additionalProperties": False}
    if "$ref" in schema and len(schema) > 1:  # a $ref stands alone; anyOf carries its description
        return {"anyOf": [{"$ref": schema.pop("$ref")}], **schema}
    return schema
