"""What a server said, as it is kept and recorded, and the judgement over it.

One judgement serves answers that just arrived, stored ones and recorded ones, so that a cut or refused answer is never
taken for a good one, wherever it comes from.
"""

from __future__ import annotations

import json
from typing import Any, TypeVar

from pydantic import BaseModel

from briefing.errors import AnswerCut, AnswerEmpty, AnswerInvalid, ModelRefused, PromptCut
from briefing.model.structured import parse_answer
from briefing.records import Record

T = TypeVar("T", bound=BaseModel)

# finish_reason as OpenAI says it, and as others do (Mistral, Gemini, GLM).
CUT = frozenset({"length", "max_tokens", "model_length"})
FILTERED = frozenset({"content_filter", "safety", "prohibited_content", "sensitive"})
BEGINS = 60  # characters of an unusable answer that a message repeats


class Reply(Record):
    """One chat completion; token counts are None where the server named none."""

    content: str
    finish_reason: str = "stop"
    refusal: str = ""
    called_tool: bool = False
    model: str = ""
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


def read_reply(data: bytes | str) -> Reply:
    """The reply in the JSON of a chat completion. Raises ValueError where it is none."""
    completion = json.loads(data)
    if not isinstance(completion, dict) or not isinstance(completion.get("choices"), list):
        raise ValueError("no chat completion")
    choice = completion["choices"][0] if completion["choices"] else {}
    message = choice.get("message") or {}
    usage = completion.get("usage") or {}
    return Reply(
        content=_text(message.get("content")),
        finish_reason=choice.get("finish_reason") or "stop",
        refusal=_text(message.get("refusal")),
        called_tool=bool(message.get("tool_calls")),
        model=completion.get("model") or "",
        prompt_tokens=usage.get("prompt_tokens"),
        completion_tokens=usage.get("completion_tokens"),
    )


def _text(content: Any) -> str:
    """Text or text parts as one text; half a surrogate pair becomes U+FFFD, since nothing can write it."""
    if isinstance(content, list):
        content = "".join(part.get("text") or "" for part in content if isinstance(part, dict))
    return str(content or "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def judged(reply: Reply, answer: type[T]) -> T:
    """The object that the reply holds. Raises ModelRefused, AnswerCut, AnswerEmpty or AnswerInvalid."""
    reason = reply.finish_reason.casefold()
    if reply.refusal or reason in FILTERED:
        said = f": {reply.refusal[:BEGINS]}" if reply.refusal else " (content filter)"
        raise ModelRefused(f"{reply.model} declined to answer{said}.")
    if reason in CUT:
        raise AnswerCut(f"{reply.model} stopped at its token limit: raise --max-tokens or lower --chunk-tokens.")
    if not reply.content.strip():
        instead = "called a tool" if reply.called_tool else "said nothing"
        raise AnswerEmpty(f"{reply.model} {instead} instead of answering.")
    return parse_answer(reply.content, answer)


def twice_unusable(reply: Reply, error: AnswerInvalid) -> AnswerInvalid:
    """The error after the second try, with the first words of the answer."""
    if isinstance(error, AnswerEmpty):
        return error
    begins = " ".join(reply.content[:BEGINS].split())
    return AnswerInvalid(f"{reply.model} answered twice with what cannot be used: {error} It begins: {begins}")


# ------------------------------------------------------------------ prompts that a server cut

WHOLE = 0.6  # a tokenizer may be thriftier than ours on Chinese; down to about 0.7 was seen
NEAR = 0.9
SAME = 0.98  # shares of whole prompts differ by their mix of languages; a smaller drop than this may be chance
WINDOW = 1024  # contexts are multiples of it
SLACK = 2


class PromptMeter:
    """Finds prompts that a local server cut without a word, by its own count of what it read.

    Far fewer tokens than ours, or a multiple of 1,024 that is somewhat fewer. A thriftier tokenizer meets such a
    multiple by chance once in 200 requests: hence the second rule asks as well for a smaller share than any prompt
    read in whole had.
    """

    def __init__(self) -> None:
        self._smallest: dict[str, float] = {}

    def check(self, model: str, read: int | None, own: int) -> None:
        """Raise PromptCut where ``read`` of ``own`` tokens is not the whole prompt."""
        if not read or not own:
            return
        share = read / own
        if share < WHOLE or (_is_window(read) and share < min(NEAR, SAME * self._smallest.get(model, 1.0))):
            raise PromptCut(
                f"server read only about {read} of {own} prompt tokens; raise the context: Ollama num_ctx "
                "(OLLAMA_CONTEXT_LENGTH), llama.cpp -c, vLLM --max-model-len, or lower --chunk-tokens."
            )
        self._smallest[model] = min(share, self._smallest.get(model, share))


def _is_window(tokens: int) -> bool:
    beyond = tokens % WINDOW
    return tokens >= WINDOW - SLACK and min(beyond, WINDOW - beyond) <= SLACK
