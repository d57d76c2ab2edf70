"""vcrpy set up once: JSON cassettes with readable Chinese, matched on method, path and canonical JSON body, no secrets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import vcr

RECORDED = Path(__file__).resolve().parent.parent / "corpus" / "recorded"
KEPT_REQUEST_HEADERS = {"accept", "content-type"}
KEPT_RESPONSE_HEADERS = {"content-type"}


class ReadableJson:
    """A cassette serializer: sorted keys out of the way of diffs, Chinese as Chinese."""

    @staticmethod
    def serialize(cassette: dict[str, Any]) -> str:
        """The cassette's text."""
        return json.dumps(cassette, ensure_ascii=False, indent=1) + "\n"

    @staticmethod
    def deserialize(text: str) -> dict[str, Any]:
        """The cassette that ``serialize`` wrote."""
        return dict(json.loads(text))


def without_secrets(request: Any) -> Any:
    """Requests keep what they are matched on: method, path, body. The host does not matter, keys never stay."""
    request.headers = {k: v for k, v in request.headers.items() if k.lower() in KEPT_REQUEST_HEADERS}
    request.uri = "http://recorded.invalid" + request.path
    return request


def without_server(response: dict[str, Any]) -> dict[str, Any]:
    """Responses keep status, content type and body: no cookies, dates or server names."""
    response["headers"] = {k: v for k, v in response["headers"].items() if k.lower() in KEPT_RESPONSE_HEADERS}
    return response


def same_json(first: Any, second: Any) -> bool:
    """Equal JSON bodies, however they are spelt."""
    return _canonical(first) == _canonical(second)


def _canonical(request: Any) -> str:
    known = getattr(request, "canonical_body", None)
    if known is None:
        body = request.body
        value = json.loads(body) if body else None
        known = request.canonical_body = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return str(known)


def same_path(first: Any, second: Any) -> bool:
    """The path alone: a cassette is played wherever the endpoint stands."""
    return bool(first.path == second.path)


def recorder(mode: str, folder: Path = RECORDED) -> vcr.VCR:
    """A VCR whose cassettes are the files of ``folder``."""
    made = vcr.VCR(
        cassette_library_dir=str(folder),
        record_mode=vcr.record_mode.RecordMode(mode),
        serializer="readable-json",
        match_on=("method", "same_path", "same_json"),
        before_record_request=without_secrets,
        before_record_response=without_server,
        decode_compressed_response=True,
        drop_unused_requests=mode == "new_episodes",
    )
    made.register_serializer("readable-json", ReadableJson)
    made.register_matcher("same_path", same_path)
    made.register_matcher("same_json", same_json)
    return made
