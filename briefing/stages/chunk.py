"""Chunk: which articles and sentences go into one request, and how they are written there.

    # A3
    7 # 老街改造后首批商户开门迎客
    8 改造历时两年。
    9 ## 水电入户

"# A3" opens article 3 of the page ("# A3 …" goes on with it); each line is one sentence behind its number and a space.
After the number, "#" marks a headline, "##" a subhead, "^" a kicker; "…" shows where a sentence was cut.

Why this mark: tokens over the bare text, per sentence, on three newspaper pages of 12,000 characters (o200k_base; 237
sentences, bare text 0.77 a character): "[8] " 3.7, "[8]" 3.1, "8| " and "8. " 2.7, "8|" and "8)" 2.1, "8." 2.05,
"8、" 2.0, "8 " 1.7; cl100k_base gives the same order. "8 " costs 0.035 tokens a character. The number alone (1.1)
runs into a sentence that begins with a figure; "8." reads as 8.3 before one. The line break is nearly free: "。\\n" is
one token.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from briefing.records import Article, Chunk, Role, Sentence, Slice, Span

# A piece of a sentence is not cut below this many characters, however small the limit: it would say nothing.
SHORTEST_PIECE = 20
# So far from the middle a comma is looked for: further off the halves would be too unlike.
CUT_REACH = 200
# A repeated headline ends after this many characters: what is longer is no headline but a cutting error.
LONGEST_REPEAT = 80
# Kicker and headline are looked for among so many first sentences.
HEAD_SENTENCES = 5
# Halvings of the search for even chunks; after four they are within 6 % of the limit of the best.
EVENING_STEPS = 4

_ROLE_MARKS = {Role.HEADLINE: "# ", Role.KICKER: "^ ", Role.SUBHEAD: "## ", Role.BODY: ""}
_HEADS = (Role.HEADLINE, Role.KICKER)
_LINE_BREAKS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_SUSPECT = re.compile("[<\ufe64\uff1c\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_COMMA = re.compile("[,;、\uff0c\uff1b]")  # half and full width
_NUMBER_OR_WORD = re.compile("[A-Za-z0-9.%]")
_GAP = r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*"
_SLASH = r"[/\uff0f\u2044\u2215\\]"
# Half and full width alike: IGNORECASE does for full-width letters what it does for the others.
_LETTERS = _GAP.join((r"[p\uff50]", r"[a\uff41]", r"[g\uff47]", r"[e\uff45]"))
_FENCE = re.compile(
    rf"[<\ufe64\uff1c]({_GAP}(?:{_SLASH}{_GAP})?{_LETTERS}{_GAP}(?:{_SLASH}{_GAP})?)([>\ufe65\uff1e]?)", re.IGNORECASE
)


class _Block(NamedTuple):
    """A slice and its tokens as shown: what chunks are packed from."""

    slice: Slice
    tokens: int


class _Unit(NamedTuple):
    """A sentence, or a part of one, and the tokens of its line: what slices of a long article are packed from."""

    number: int
    part: Span | None
    tokens: int


# ------------------------------------------------------------------ rendering


def show_chunk(chunk: Chunk, articles_by_key: Mapping[str, Article]) -> str:
    """The chunk as the prompt shows it, one sentence a line; no text of the page can begin a line or end the fence."""
    return "".join(_show_slice(shown, articles_by_key[shown.article]) for shown in chunk.slices)


def _show_slice(shown: Slice, article: Article) -> str:
    known = {sentence.number: sentence for sentence in article.sentences}
    lines = (_line(known[number], shown.part) for number in shown.sentences)
    return _opening(article, shown.sentences[0], shown.part) + "".join(lines)


def _opening(article: Article, first: int, part: Span | None) -> str:
    """The article's line; where a slice goes on with an article, kicker and headline follow it again."""
    if first == article.sentences[0].number and not (part and part.start):
        return f"# A{article.number}\n"
    return f"# A{article.number} …\n{_repeated_heads(article, first)}"


def _repeated_heads(article: Article, before: int) -> str:
    lines, room = [], LONGEST_REPEAT
    for sentence in article.sentences[:HEAD_SENTENCES]:
        if sentence.role in _HEADS and sentence.number < before and room > 0:
            lines.append(_line(sentence, Span(start=0, end=min(room, len(sentence.text)))))
            room -= len(sentence.text)
    return "".join(lines)


def _line(sentence: Sentence, part: Span | None = None) -> str:
    if part is None:
        return f"{sentence.number} {_ROLE_MARKS[sentence.role]}{_harmless(sentence.text)}\n"
    before, after = "…" if part.start else "", "…" if part.end < len(sentence.text) else ""
    text = _harmless(sentence.text[part.start : part.end])
    return f"{sentence.number} {_ROLE_MARKS[sentence.role]}{before}{text}{after}\n"


def _harmless(text: str) -> str:
    """On one line, and without anything that could be taken for the <page> fence of the prompt."""
    if _SUSPECT.search(text):
        text = _FENCE.sub(_defused, _LINE_BREAKS.sub(" ", text))
    return text.strip()


def _defused(fence: re.Match[str]) -> str:
    return f"‹{fence[1]}{'›' if fence[2] else ''}"


# ------------------------------------------------------------------ packing


def pack_articles(articles: Sequence[Article], limit: int, count: Callable[[str], int]) -> tuple[Chunk, ...]:
    """Chunks of at most ``limit`` tokens of shown source, in page order, each of one page.

    Short articles stay whole and share a chunk; a long one is cut after sentence ends; a sentence that alone passes the
    limit is cut at a comma, else anywhere, but not below ``SHORTEST_PIECE`` characters, which may then pass the limit.
    Every sentence stands in exactly one slice (a cut one in several, by ``Slice.part``).
    The chunks of a page are of even size, not full ones and a rest. ``count`` gives the tokens of a text.
    """
    chunks: list[Chunk] = []
    for file, on_page in groupby(articles, key=lambda article: article.file):
        blocks = [block for article in on_page for block in _blocks(article, limit, count)]
        chunks += (_chunk(file, group) for group in _grouped_blocks(blocks, limit))
    return tuple(chunks)


def _chunk(file: str, blocks: Sequence[_Block]) -> Chunk:
    return Chunk(file=file, slices=tuple(block.slice for block in blocks), tokens=sum(block.tokens for block in blocks))


def _grouped_blocks(blocks: Sequence[_Block], limit: int) -> list[list[_Block]]:
    def apart(at: int) -> bool:  # two slices of one article would show its headline twice in a request
        return blocks[at].slice.article == blocks[at - 1].slice.article

    groups = _even_groups([block.tokens for block in blocks], limit, opening=lambda at: 0, apart=apart)
    return [[blocks[at] for at in group] for group in groups]


def _blocks(article: Article, limit: int, count: Callable[[str], int]) -> list[_Block]:
    """The article as one block where it fits, else as several."""
    if not article.sentences:
        return []
    # Chinese takes 0.5 to 1.5 tokens a character: one count settles a short article; a long one is counted by sentence.
    if sum(len(sentence.text) for sentence in article.sentences) <= limit:
        whole = Slice(article=article.key, sentences=tuple(sentence.number for sentence in article.sentences))
        tokens = count(_show_slice(whole, article))
        if tokens <= limit:
            return [_Block(whole, tokens)]
    return _cut_article(article, limit, count)


def _cut_article(article: Article, limit: int, count: Callable[[str], int]) -> list[_Block]:
    units = list(_units(article, limit, count))

    @cache
    def opening(at: int) -> int:
        return count(_opening(article, units[at].number, units[at].part))

    def apart(at: int) -> bool:  # a part of a sentence has a slice of its own
        return bool(units[at].part or units[at - 1].part)

    groups = _even_groups([unit.tokens for unit in units], limit, opening, apart)
    return [_block(article, [units[at] for at in group], opening(group[0])) for group in groups]


def _block(article: Article, units: Sequence[_Unit], opening: int) -> _Block:
    numbers = tuple(unit.number for unit in units)
    shown = Slice(article=article.key, sentences=numbers, part=units[0].part)
    return _Block(shown, opening + sum(unit.tokens for unit in units))


def _units(article: Article, limit: int, count: Callable[[str], int]) -> Iterator[_Unit]:
    """Sentences; one that does not fit beside the headline that a continuing slice repeats, in parts."""
    last = article.sentences[-1].number
    room = limit - count(_opening(article, last, Span(start=1, end=1)))
    for sentence in article.sentences:
        tokens, length = count(_line(sentence)), len(sentence.text)
        if tokens <= room or length <= SHORTEST_PIECE:
            yield _Unit(sentence.number, None, tokens)
        else:
            yield from _pieces(sentence, Span(start=0, end=length), room, count)


def _pieces(sentence: Sentence, part: Span, room: int, count: Callable[[str], int]) -> Iterator[_Unit]:
    """Halves of halves, until each takes at most ``room`` tokens or is too short to cut."""
    tokens = count(_line(sentence, part))
    if tokens <= room or part.end - part.start <= SHORTEST_PIECE:
        yield _Unit(sentence.number, part, tokens)
        return
    middle = _middle(sentence.text, part)
    yield from _pieces(sentence, Span(start=part.start, end=middle), room, count)
    yield from _pieces(sentence, Span(start=middle, end=part.end), room, count)


def _middle(text: str, part: Span) -> int:
    """After the comma nearest to the middle, else where no number or word is cut, else in the very middle."""
    middle, reach = (part.start + part.end) // 2, min((part.end - part.start) // 4, CUT_REACH)
    near = range(middle - reach, middle + reach)
    commas = [at + 1 for at in near if _COMMA.match(text[at]) and not text[at - 1 : at + 2 : 2].isdigit()]
    free = [at for at in near if not (_NUMBER_OR_WORD.match(text[at - 1]) and _NUMBER_OR_WORD.match(text[at]))]
    return min(commas or free or [middle], key=lambda at: abs(at - middle))


def _even_groups(
    sizes: Sequence[int], limit: int, opening: Callable[[int], int], apart: Callable[[int], bool]
) -> list[list[int]]:
    """As few runs of neighbours as ``limit`` allows, under the lowest cap that still makes so few."""
    groups = _groups(sizes, limit, opening, apart)
    low, high = min(sum(sizes) // max(len(groups), 1), limit), limit
    for _ in range(EVENING_STEPS if len(groups) > 1 else 0):
        cap = (low + high) // 2
        tried = _groups(sizes, cap, opening, apart)
        if len(tried) > len(groups):
            low = cap
        else:
            groups, high = tried, cap
    return groups


def _groups(
    sizes: Sequence[int], cap: int, opening: Callable[[int], int], apart: Callable[[int], bool]
) -> list[list[int]]:
    """Places in ``sizes``, in order, each run as long as its sum with ``opening(first place)`` stays within ``cap``."""
    groups: list[list[int]] = []
    used = 0
    for at, size in enumerate(sizes):
        if groups and used + size <= cap and not apart(at):
            groups[-1].append(at)
            used += size
        else:
            groups.append([at])
            used = opening(at) + size
    return groups


# ------------------------------------------------------------------ halving


def halve(chunk: Chunk, articles_by_key: Mapping[str, Article]) -> tuple[Chunk, Chunk] | None:
    """Two chunks that together show what ``chunk`` shows, for an answer that came back cut.

    Between articles where there are several, else between sentences; None where one sentence, or a part of one, is
    left, with or without its headline. ``tokens`` of the halves are estimated by length.
    """
    parts = chunk.slices if len(chunk.slices) > 1 else _sentence_slices(chunk.slices[0], articles_by_key)
    if len(parts) < 2:
        return None
    lengths = [len(_show_slice(part, articles_by_key[part.article])) for part in parts]
    middle = _even_point(lengths)
    return _half(chunk, parts[:middle], articles_by_key), _half(chunk, parts[middle:], articles_by_key)


def _sentence_slices(whole: Slice, articles_by_key: Mapping[str, Article]) -> tuple[Slice, ...]:
    """A slice for each sentence, headlines together with the sentence that follows them."""
    roles = {sentence.number: sentence.role for sentence in articles_by_key[whole.article].sentences}
    groups: list[list[int]] = [[]]
    for number in whole.sentences:
        if groups[-1] and roles[groups[-1][-1]] not in _HEADS:
            groups.append([])
        groups[-1].append(number)
    return tuple(Slice(article=whole.article, sentences=tuple(group), part=whole.part) for group in groups)


def _even_point(lengths: Sequence[int]) -> int:
    """Where to cut so that the longer side is shortest; both sides hold something."""
    return min(range(1, len(lengths)), key=lambda at: max(sum(lengths[:at]), sum(lengths[at:])))


def _half(chunk: Chunk, slices: Sequence[Slice], articles_by_key: Mapping[str, Article]) -> Chunk:
    joined = Chunk(file=chunk.file, slices=_joined(slices), tokens=0)
    share = len(show_chunk(joined, articles_by_key)) / len(show_chunk(chunk, articles_by_key))
    return joined.model_copy(update={"tokens": math.ceil(chunk.tokens * share)})


def _joined(slices: Sequence[Slice]) -> tuple[Slice, ...]:
    """Neighbouring sentences of one article as one slice again."""
    joined: list[Slice] = []
    for part in slices:
        if joined and joined[-1].article == part.article and not joined[-1].part and not part.part:
            numbers = joined[-1].sentences + part.sentences
            joined[-1] = Slice(article=part.article, sentences=numbers)
        else:
            joined.append(part)
    return tuple(joined)
