"""News in brief: a run of short items, each behind a mark (■ ▲ 1. 【…】), each an article of its own.

The same marks also stand before the parts of one story. What tells them apart is what a reader looks at: a section's
name above (简讯), a sign-off under each item, headlines long enough to be headlines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.language.cutting.bylines import read_close, read_lead, read_line, read_signature
from briefing.language.cutting.captions import is_credited
from briefing.language.cutting.furniture import ends_story, is_furniture, is_source_line
from briefing.language.cutting.heads import could_be_head, is_notice
from briefing.language.cutting.lines import Block
from briefing.language.sentences import is_finished

_BULLETS = "■□◆◇▲△▼●○◎★☆※►▶▷◣◥♦•·◉⊙➤✦✪❏❖◼◾▪✿※"
_MARK = re.compile(
    rf"(?P<bullet>[{_BULLETS}])\s*(?=[^\s{_BULLETS}])|(?P<number>\d{{1,2}})(?:[.、]\s*(?!\d)|\s+(?=[\u4e00-\u9fff]))"
    r"|(?P<ring>[①-⑳])\s*|(?P<label>【)(?=[^】]{2,40}】)"
)
_WITHIN = re.compile(
    r"(?:^|(?<=[。!?”)]))\s*(?P<head>[^\s。!?;()](?:[^。!?;()]{3,40}[^\s。!?;(),]))\s+(?=(?:本报|本网|本台|[\u4e00-\u9fff]{2,6})(?:讯|消息)[\s(])"
)
_LABELLED = re.compile(r"【([^】]{2,40})】\s*")
_STOP = re.compile(r"[,。;!?]|(?<=[\u4e00-\u9fff]):(?=“)")
_SECTION = re.compile(
    r"[【\[《·◆■★☆◎●\s—-]*(?:[\u4e00-\u9fff]{0,6})(?:简讯|快讯|短讯|短信|要闻|快报|简报|速览|速递|集锦|短波|播报|动态|资讯|"
    r"传真|快递|扫描|一览|点击|新闻|集装箱|信息窗|连线|看台|一句话|零距离|直通车|民生事|身边事|微新闻|新鲜事|文摘|要情)"
    r"[】\]》·\s—-]*"
)
_BRIEF = re.compile(
    r"[【\[《·◆■★\s]*[\u4e00-\u9fff]{0,4}(?:简讯|短讯|快讯|简报|简明新闻|一句话新闻|新闻速览|要闻速览)[】\]》·\s]*"
)
_LABEL = 8  # code points of the longest section name that says nothing of news
_TITLE = 30  # code points of the longest headline before its text on one line
_PART = 6  # code points from which a phrase before the text is a headline rather than a part's name
_REACH = 6  # blocks of text that one item may have


@dataclass(frozen=True, slots=True)
class Item:
    """How an item's first block is made: its headline is ``text[mark:title]`` ("" where equal), its text begins at ``body``."""

    mark: int
    title: int
    body: int


@dataclass(frozen=True, slots=True)
class _Run:
    """Blocks with marks of one kind; ``ends`` are the last blocks of their items."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    kind: str


def find_briefs(blocks: Sequence[Block], besides: frozenset[int]) -> tuple[dict[int, Item], frozenset[int]]:
    """The first blocks of items that are articles of their own, and the names of sections above them.

    ``besides`` are blocks of a list of contents, which no item is.
    """
    kinds = ["" if index in besides else _kind(block.text) for index, block in enumerate(blocks)]
    found: dict[int, Item] = {}
    sections: set[int] = set()
    index = 0
    while index < len(blocks):
        run = _run_at(blocks, kinds, index)
        if run is None:
            index += 1
            continue
        items = [read_item(blocks[start].text) for start in run.starts]
        label = _label_above(blocks, index)
        if _are_briefs(blocks, run, items, label):
            found.update(zip(run.starts, items, strict=True))
            sections |= {label} if label is not None and _names_section(blocks[label].text) else set()
        index = run.ends[-1] + 1
    return found, frozenset(sections | _bare_sections(blocks, found))


def is_section(text: str) -> bool:
    """Whether ``text`` has the form of a section's name: 简讯, 一句话新闻, 【体坛快报】."""
    return len(text) <= _TITLE and _SECTION.fullmatch("".join(text.split())) is not None


def read_item(text: str) -> Item:
    """Mark, headline and text of an item's first block."""
    match = _MARK.match(text)
    whole = _LABELLED.match(text) if match and match["label"] else None
    if whole:
        return Item(whole.start(1), whole.end(1), whole.end())
    start = match.end() if match else 0
    rest = text[start:]
    if _is_title(rest):
        return Item(start, len(text), len(text))
    title = _title_before(rest)
    body = title + len(rest[title:]) - len(rest[title:].lstrip()) if title else 0
    return Item(start, start + title, start + body)


def find_heads_within(text: str) -> list[Item]:
    """Headlines that stand on one line with their text, before 本报讯 or a dateline, at the line's start or inside it."""
    if "讯" not in text and "消息" not in text:
        return []
    found: list[Item] = []
    for match in _WITHIN.finditer(text):
        head, lead = match["head"], read_lead(text[match.end() : match.end() + 220])
        if lead and (lead.reported or lead.dateline) and could_be_head(head) and not is_furniture(head):
            found.append(Item(match.start("head"), match.end("head"), match.end()))
    return found


def _title_before(text: str) -> int:
    """Where the headline ends that stands before its text on one line, 0 where there is none."""
    stop = _STOP.search(text)
    gaps = [gap.start() for gap in re.finditer(r"\s+", text[: min(stop.start() if stop else 0, _TITLE + 1)])]
    for gap in gaps:
        if read_lead(text[gap:].lstrip()):
            return gap
    fitting = [gap for gap in gaps if 2 <= gap <= _TITLE and not re.fullmatch(r"[\d\s.:-]+", text[:gap])]
    return 0 if read_lead(text) or not fitting else fitting[-1]


def _is_title(text: str) -> bool:
    return 4 <= len(text) <= _TITLE and could_be_head(text) and not is_finished(text)


def _kind(text: str) -> str:
    """The mark that opens a block: the bullet itself, "number", "ring" or "label"; "" where there is none."""
    match = _MARK.match(text)
    if match is None or is_furniture(text) or is_credited(text) or (match["bullet"] and read_line(text)):
        return ""
    return match["bullet"] or str(match.lastgroup)


def _run_at(blocks: Sequence[Block], kinds: Sequence[str], index: int) -> _Run | None:
    kind = kinds[index]
    if not kind:
        return None
    starts, ends = [index], [index]
    number, at = _number(blocks[index].text), index + 1
    while at < len(blocks) and at - ends[-1] <= _REACH:
        text = blocks[at].text
        if kinds[at] == kind and (kind != "number" or _number(text) == number + 1):
            starts.append(at)
            ends.append(at)
            number += 1
        elif kinds[at] or not (is_finished(text) or _is_signed(text)) or could_be_head(text):
            break
        elif at == ends[-1] + 1:
            ends[-1] = at
        at += 1
    return _Run(tuple(starts), tuple(ends), kind)


def _number(text: str) -> int:
    match = _MARK.match(text)
    return int(match["number"]) if match and match["number"] else 0


def _label_above(blocks: Sequence[Block], index: int) -> int | None:
    """The line right above a run, if it has the form of a headline."""
    for above in range(index - 1, max(-1, index - 4), -1):
        text = blocks[above].text
        if not is_furniture(text) or is_section(text):
            return above if could_be_head(text) and not is_finished(text) else None
    return None


def _names_section(text: str) -> bool:
    return is_section(text) or (len(text) <= _LABEL and not is_notice(text))


def _are_briefs(blocks: Sequence[Block], run: _Run, items: Sequence[Item], label: int | None) -> bool:
    sizes = [item.title - item.mark for item in items]
    inside = label is None and _is_inside(blocks, run.starts[0])
    if run.kind == "label":
        return min(sizes) > _PART or (len(items) > 1 and not inside and min(sizes) >= 4)
    if len(items) < 2 or any(_is_bare(blocks, *one) for one in zip(items, run.starts, run.ends, strict=True)):
        return False
    if label is not None and is_section(blocks[label].text):
        return True
    signed = sum(_is_signed(blocks[end].text) for end in run.ends)
    if signed * 2 >= len(items) and signed > 1:
        return True
    if not all(sizes):
        return False
    size = sum(sizes) / len(sizes)
    if inside:
        return size > _LABEL and blocks[run.starts[0]].gap > blocks[run.starts[-1]].gap
    return size >= _PART and (label is None or len(blocks[label].text) <= _LABEL)


def _is_bare(blocks: Sequence[Block], item: Item, start: int, end: int) -> bool:
    """Whether an item is a headline with nothing below: a line of a list."""
    return start == end and item.title > item.mark and item.body >= len(blocks[start].text)


def _is_inside(blocks: Sequence[Block], index: int) -> bool:
    """Whether a story is open above ``index``: text that nobody signed."""
    for above in range(index - 1, max(-1, index - 4), -1):
        text = blocks[above].text
        if ends_story(text):
            return False
        if not is_furniture(text):
            return not _is_signed(text)
    return False


def _is_signed(text: str) -> bool:
    return read_close(text) is not None or read_signature(text) is not None


def _bare_sections(blocks: Sequence[Block], items: dict[int, Item]) -> set[int]:
    """简讯 above plain headlines: a name of the section, and no first line of a headline."""
    return {
        index
        for index, block in enumerate(blocks[:-2])
        if len(block.text) <= _TITLE
        and _BRIEF.fullmatch("".join(block.text.split()))
        and (index + 1 in items or (_is_headed(blocks, index + 1) and _is_headed(blocks, index + 3)))
    }


def _is_headed(blocks: Sequence[Block], index: int) -> bool:
    """Whether a headline stands at ``index`` with its text right below."""
    if index + 1 >= len(blocks):
        return False
    head, text = blocks[index].text, blocks[index + 1].text
    return could_be_head(head) and not is_source_line(head) and is_finished(text)
