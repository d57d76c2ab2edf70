"""Blocks whose form the blocks around them tell: rows of a table, turns of an interview, parts of a letter, links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto

from briefing.language.cutting.bylines import read_line, read_signature
from briefing.language.cutting.columns import is_row
from briefing.language.cutting.furniture import is_divider, is_furniture
from briefing.language.cutting.heads import could_be_head, is_field
from briefing.language.cutting.lines import Block
from briefing.language.sentences import is_finished

_TURN = re.compile(r"(?:(?P<asked>记者|问|答|主持人|编辑|Q|A)|(?P<name>[\u4e00-\u9fff·]{2,8}))\s*:\s*(?=\S)")
_GUEST = re.compile(
    r"(?:对话|采访|访谈|受访)?(?:人物|嘉宾|对象|受访者|受访人|主持人|时间|地点|采访者|策划|文字整理)\s*:\s*\S.{0,60}"
)
_SALUTATION = re.compile(
    r"(?:(?:尊敬的|亲爱的|敬爱的)[^,。]{1,12}|[^,。\s]{0,10}(?:编辑|编辑部|同志|先生|女士|朋友们?|同学们?|乡亲们))\s*(?:您好|你好)?\s*[:!]"
    r"|(?:您|你)们?好\s*[!:]"
)
_FAREWELL = re.compile(
    r"此致\s*(?:敬礼)?[!。]?|敬礼[!。]?|顺(?:颂|祝)[\u4e00-\u9fff]{1,6}[!。]?|祝好[!。]?|特此(?:公告|通告|声明|通知)[。!]?"
)
_NUMERAL = "[〇零○一二三四五六七八九十]"
_DAY = re.compile(
    rf"(?:\d{{4}}\s*年\s*)?\d{{1,2}}\s*月\s*\d{{1,2}}\s*日|{_NUMERAL}{{4}}年{_NUMERAL}{{1,2}}月{_NUMERAL}{{1,3}}日|\d{{4}}[./-]\d{{1,2}}[./-]\d{{1,2}}"
)
_DOCUMENT = re.compile(
    r"[(\[]\d{4}[)\]]\s*[\u4e00-\u9fff\dA-Za-z第()]{2,24}号|[\u4e00-\u9fff]{2,10}[(\[〔]\d{4}[)\]〕]\s*第?\d{1,5}号"
)
_UNIT = re.compile(r"\((?:计量)?单位\s*:[^()]{1,20}\)")
_LINKS = re.compile(
    r"[【\[]?(?:相关|更多|热点|推荐|最新|热门|往期|精彩|延伸)(?:新闻|阅读|链接|报道|文章|推荐|资讯|稿件|专题|内容)[】\]]?\s*[:>]{0,2}|猜你喜欢:?"
)
_DATED = re.compile(r"[(\[]?(?:\d{4}[-./])?\d{1,2}[-./]\d{1,2}[)\]]?$")
_BULLET = re.compile(r"[·•▪■●◆►>\-]\s*\S")
_COLUMN = re.compile(r"【[^】]{2,8}】")
_CELL = re.compile(r"\s+|\s*\|\s*")
_LINE = 60  # code points of a link, a signature, a row's caption


class Form(Enum):
    """What the neighbours of a block tell of it."""

    ALONE = auto()  # a paragraph that neither reads on nor is a headline: a row, a turn, 此致, 敬礼
    CLOSING = auto()  # the day below a letter or notice
    LINK = auto()  # a link, or the name of a list of links
    SECTION = auto()  # a name for all that the page holds


def find_forms(blocks: Sequence[Block]) -> dict[int, Form]:
    """The blocks that have such a form."""
    found: dict[int, Form] = {}
    for finder in (_turns, _letters, _rows, _links, _column_heads):
        found.update(finder(blocks))
    return found


def is_turn(text: str) -> bool:
    """Whether a block opens as a turn of an interview does: 记者:…"""
    return _TURN.match(text) is not None


def unit_note(text: str) -> int:
    """Where the (单位:元) that closes a table's headline begins; the length of ``text`` where there is none."""
    match = _UNIT.search(text[-40:]) if text.endswith(")") else None
    return max(0, len(text) - 40) + match.start() if match and match.end() == len(text[-40:]) else len(text)


def _turns(blocks: Sequence[Block]) -> Iterator[tuple[int, Form]]:
    matches = [(index, match) for index, block in enumerate(blocks) if (match := _TURN.match(block.text))]
    spoken = [(index, match) for index, match in matches if is_finished(blocks[index].text)]
    asked = sum(match["asked"] is not None for _, match in spoken)
    if asked >= 2:
        names = [match["name"] for _, match in spoken if match["name"]]
        known = {name for name in names if names.count(name) > 1 or asked > 2} if len(names) < 200 else set(names)
        yield from ((index, Form.ALONE) for index, match in spoken if match["asked"] or match["name"] in known)
        yield from ((index, Form.ALONE) for index, block in enumerate(blocks) if _GUEST.fullmatch(block.text))


def _letters(blocks: Sequence[Block]) -> Iterator[tuple[int, Form]]:
    """Salutation, farewell, number of a document, and the day below with the office above it."""
    for index, block in enumerate(blocks):
        text = block.text
        if len(text) > _LINE:
            continue
        if _DAY.fullmatch(text) and index and _is_written(blocks[index - 1].text):
            yield index, Form.CLOSING
            office = blocks[index - 1].text
            if index > 1 and not is_finished(office) and is_finished(blocks[index - 2].text) and could_be_head(office):
                yield index - 1, Form.ALONE
        elif (
            (is_field(text) and not is_furniture(text))
            or unit_note(text) == 0
            or _SALUTATION.fullmatch(text)
            or _FAREWELL.fullmatch(text)
            or (index and _DOCUMENT.fullmatch(text))
        ):
            yield index, Form.ALONE


def _is_written(text: str) -> bool:
    """Whether the day below ``text`` closes it: text, farewell or signature, and no masthead."""
    return not is_furniture(text)


def _rows(blocks: Sequence[Block]) -> Iterator[tuple[int, Form]]:
    rows = [index for index, block in enumerate(blocks) if is_row(block.text) and not is_furniture(block.text)]
    known = set(rows)
    for index in rows:
        if index - 1 not in known and index + 1 not in known and not is_row(blocks[index].text, alone=True):
            continue
        yield index, Form.ALONE
        for beside in (index - 1, index + 1):
            if 0 <= beside < len(blocks) and beside not in known and _cells(blocks[beside]) == _cells(blocks[index]):
                yield beside, Form.ALONE


def _cells(block: Block) -> int:
    return len(_CELL.split(block.text.strip(" |"))) if len(block.text) <= 2 * _LINE else 0


def _links(blocks: Sequence[Block]) -> Iterator[tuple[int, Form]]:
    """Lines below 相关新闻, and lines in a row that end in a day."""
    listed = False
    for index, block in enumerate(blocks):
        text = block.text
        link = listed and _is_link(text)
        if _LINKS.fullmatch(text) and index + 1 < len(blocks) and not is_finished(blocks[index + 1].text):
            listed = True
            yield index, Form.LINK
        elif link and (_BULLET.match(text) or _DATED.search(text) or blocks[index].gap == 0):
            yield index, Form.LINK
        else:
            listed = False


def _is_link(text: str) -> bool:
    return len(text) <= _LINE and not is_finished(text) and not read_line(text) and not read_signature(text)


def _column_heads(blocks: Sequence[Block]) -> Iterator[tuple[int, Form]]:
    """【牧区来信】 on top of a page whose stories are parted by dividers names them all."""
    first = next((index for index, block in enumerate(blocks[:12]) if not is_furniture(block.text)), None)
    parted = sum(is_divider(block.text) for block in blocks) > 1
    if parted and first is not None and _COLUMN.fullmatch(blocks[first].text):
        yield first, Form.SECTION
