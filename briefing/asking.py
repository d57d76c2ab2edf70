"""How a chunk is asked for until every article in it is answered or has failed alone.

An answer cut off, or a prompt too long: the chunk is halved. Refused or unusable: halved down to single articles, so that
one article fails alone. Left out of the answer: asked once more.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from briefing.errors import AnswerCut, AnswerInvalid, ModelError, ModelRefused, PromptCut, PromptTooLong
from briefing.records import Article, Chunk, Slice, Usage
from briefing.stages.chunk import halve

Ask = Callable[[Chunk], Awaitable[tuple[Slice, ...]]]  # asks, keeps what came, returns what was left out
Fail = Callable[[Slice, ModelError], None]  # takes note that a slice stays without an answer


async def ask_whole(chunk: Chunk, articles: Mapping[str, Article], ask: Ask, fail: Fail, *, again: bool = True) -> None:
    """Ask for ``chunk``, in smaller parts where that helps. Every slice is either answered or handed to ``fail``."""
    try:
        left = await ask(chunk)
    except ModelError as error:
        await _ask_smaller(error, chunk, articles, ask, fail)
        return
    if left and again:
        await ask_whole(chunk.model_copy(update={"slices": left}), articles, ask, fail, again=False)
        return
    for piece in left:
        fail(piece, AnswerInvalid("the answer leaves it out, asked twice."))


async def _ask_smaller(error: ModelError, chunk: Chunk, articles: Mapping[str, Article], ask: Ask, fail: Fail) -> None:
    smaller = smaller_chunks(error, chunk, articles)
    if not smaller:
        for piece in chunk.slices:
            fail(piece, error)
        return
    await asyncio.gather(*(ask_whole(part, articles, ask, fail) for part in smaller))


def smaller_chunks(error: ModelError, chunk: Chunk, articles: Mapping[str, Article]) -> tuple[Chunk, ...]:
    """Into what a chunk is cut after ``error``; () where a smaller request would not help."""
    if isinstance(error, PromptCut):
        return ()  # the server's context is a setting; the error says which
    if isinstance(error, AnswerCut | PromptTooLong):
        return halve(chunk, articles) or ()
    if isinstance(error, ModelRefused | AnswerInvalid) and len({piece.article for piece in chunk.slices}) > 1:
        return halve(chunk, articles) or ()
    return ()


def split_usage(usage: Usage, sizes: Mapping[str, int]) -> dict[str, Usage]:
    """``usage`` in whole tokens by ``sizes`` (positive); the shares add up to it, the call counts for the first."""
    total = sum(sizes.values())
    shares: dict[str, Usage] = {}
    calls, seen, prompt, completion = usage.calls, 0, 0, 0
    for key, size in sizes.items():
        seen += size
        prompt_upto, completion_upto = usage.prompt_tokens * seen // total, usage.completion_tokens * seen // total
        shares[key] = Usage(
            calls=calls, prompt_tokens=prompt_upto - prompt, completion_tokens=completion_upto - completion
        )
        calls, prompt, completion = 0, prompt_upto, completion_upto
    return shares
