"""Who made an article: bylines as papers print them, before, beside and after the text.

Every function takes folded text (``widths.fold``) and gives offsets into it. Bylines are read by their role words
(记者, 通讯员, 摄 …); a name without one must look like a name and stand where names stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from briefing.language.people.persons import could_be_name, is_dotted, is_name, split_glued
from briefing.records import Byline

_MARKS = "○□■●◆◎▲△※◇★☆▪•·◯〇⊙ "
_ORG = (
    r"(?:本报|本刊|本网|本台|我报|新华社|中新社|新华网|人民网|中新网|央视|[\u4e00-\u9fff]{2,6}?(?:日报|晚报|晨报|早报|时报|都市报|商报"
    r"|电视台|融媒体?(?:中心)?|传媒集团|报业集团|报社|新闻网))"
)
_KIND = r"(?:首席|特约|特派|见习|实习|全媒体?|融媒体?|文字|摄影|视频|驻[\u4e00-\u9fff]{2,4}|资深|青年|本报)"
_ROLE = re.compile(
    rf"(?:{_ORG}\s?)?(?:{_KIND}\s?)*"
    r"(?P<role>记者|通讯员|通联员|实习生|评论员|撰稿人?|撰文|作者|摄影报道|摄影|供图|报道员|采写)\s*:?"
)
_CORRESPONDENT = frozenset(("通讯员", "通联员", "报道员"))
_PHOTO = frozenset(("摄", "摄影", "图", "供图", "摄影报道", "文图", "拍摄"))
_WRITE = frozenset(("文", "供稿", "报道", "采写", "整理", "撰文", "综合报道", "综合", "电", "编写"))
_GAP = re.compile(r"[\s、,;/&|]+")
_TEXT_AND_PHOTO = re.compile(
    r"(?<![\u4e00-\u9fff])(?:文\s?[、·&]\s?图|图\s?[、·&]\s?文|文图|图文|文并图)(?![\u4e00-\u9fff]{4})|文\s?/\s?图|图\s?/\s?文"
)
_SLASHED = re.compile(r"/\s?(文|图|摄影|摄)|(?<![\u4e00-\u9fff])(文|图|摄影|摄)\s?/")
_GLUED_END = re.compile(r"(?<=[\u4e00-\u9fff])(摄影报道|摄影|摄|供图|供稿|报道|采写|整理|文图)$")

_BRACKET = re.compile(r"\s*\(([^()]{2,160})\)\s*")
_LEAD = re.compile(
    rf"(?P<org>{_ORG}|本站)?(?P<place>[\u4e00-\u9fff]{{2,8}}?)?\s?(?P<date>\d{{1,2}}月\d{{1,2}}日)?专?"
    r"(?P<word>讯|电|消息)(?=[\s(:]|\d)\s*:?"
)
_NO_PLACE = re.compile(r"[通快简短喜资电音闻问腾速捷据]$|^(?:本报|本网|综合)|记者|通讯员|\d")
_INLINE = re.compile(rf"[{_MARKS}]*{_ROLE.pattern}")
_APART = re.compile(r"(?:记者|通讯员|实习生|摄影)\s*[\s:]")
_PAPER = re.compile(r"\(?(?:本报|本网|本刊)?(?:讯|综合|评论员|编辑部|综合报道|综合整理)\)?|\(?本报记者\)?")
_TAIL = 121  # code points from a paragraph's end in which a sign-off may begin, and the mark before it
_NO_BYLINE = re.compile(r"[^\u4e00-\u9fff\u3400-\u4dbf\s○□■●◆◎▲△※◇★☆▪•·◯〇⊙()\[\]【】:,、;/&|.#]")
_CLOSE = re.compile(r"\(([^()]{2,80})\)\s*[。.]?\s*$")
_CLOSE_BARE = re.compile(r"(?<=[。!?”…])\s*((?:本报|本网)?[^\s。!?,;:“”]{0,8}(?:记者|通讯员)[^。!?,;:“”]{2,60})$")
_CLOSE_SPACED = re.compile(r"(?<=[。!?”…])\s+([\u4e00-\u9fff]{2,4}(?:\s+[\u4e00-\u9fff]{1,4}){0,4})$")
_DASHED = re.compile(r"[—–―-]{1,4}\s*([\u4e00-\u9fff·.\s、]{2,24})")
_WRITER = re.compile(
    r"(?:[\u4e00-\u9fff]{0,12}?)(?:读者|市民|村民|居民|学生|家长|业主|网友|游客|职工|乘客|农户|种植户|投稿人|来信人)\s+:?\s*"
    r"([\u4e00-\u9fff·]{2,9}|[\u4e00-\u9fff]\s[\u4e00-\u9fff])"
)
_CREDITED = re.compile(
    r"(作者|记者|通讯员|撰文|撰稿|采写|摄影|图片)\s*:\s*((?:[\u4e00-\u9fff·.]{2,15}(?!\s*:)[\s、,/]*){1,6})"
)


NOBODY = Byline()


@dataclass(frozen=True)
class Lead:
    """The beginning of a paragraph up to where its text begins; ``drop`` is the part that no sentence keeps."""

    byline: Byline
    dateline: str
    drop: tuple[int, int]
    reported: bool = False  # 本报讯 and its like stand there


def join_bylines(first: Byline, second: Byline) -> Byline:
    """Both together, each name once, in printed order."""
    if second is NOBODY or first is NOBODY:
        return first if second is NOBODY else second
    return Byline(**{name: tuple(dict.fromkeys((*getattr(first, name), *value))) for name, value in second})


def read_names(text: str, *, bare: bool = False) -> Byline | None:
    """The byline that ``text`` consists of, None where it holds anything else. ``bare`` admits names without a role."""
    names: list[tuple[str, str]] = []
    role, both, lately = "", False, 0
    words = _words(text)
    before = bool(words) and words[0] in _PHOTO | _WRITE  # 文/张三 图/李四: the word stands before its names
    for word in words:
        if word in _PHOTO or word in _WRITE:
            if before and word != "文图":
                role, lately = "摄" if word in _PHOTO else "记者", len(names)
            elif len(names) == lately:
                both, role = both or word == "文图", role or ("" if word in ("文图", *_WRITE) else "摄")
            else:
                names = _apply(names, lately, word)
                lately = len(names)
            continue
        if word.endswith("#"):
            role, lately = word[:-1], len(names)
            continue
        if not could_be_name(word) or (not role and not bare and not is_name(word)):
            return None
        names += [(role, name) for name in split_glued(word)]
        if both:
            names += [("摄", name) for name in split_glued(word)]
    return _sorted(names) if names and (bare or any(role for role, _ in names)) else None


def _words(text: str) -> list[str]:
    """Words of a byline: roles marked by a closing ``#``, names, 文 and 摄; padded names (李 娜) made whole."""
    text = _TEXT_AND_PHOTO.sub(" 文图 ", text.strip(_MARKS + "()[]【】:"))
    text = _SLASHED.sub(lambda match: f" {match[1] or match[2]} ", text)
    text = _ROLE.sub(lambda match: f" {match['role'] if match['role'] in _PHOTO else match['role'] + '#'} ", text)
    words: list[str] = []
    for word in _GAP.split(text):
        end = None if word in _PHOTO | _WRITE else _GLUED_END.search(word)
        stem = word[: end.start()] if end and could_be_name(word[: end.start()]) else word
        if len(stem) == 1 and words and len(words[-1]) == 1 and stem not in _PHOTO and words[-1] not in _PHOTO | _WRITE:
            words[-1] += stem
        elif stem and stem not in ("本报", "本网", "本报讯", "讯", "本刊", "和", "编发"):
            words.append(stem)
        if end and stem != word:
            words.append(end[1])
    return words


def _apply(names: list[tuple[str, str]], since: int, word: str) -> list[tuple[str, str]]:
    """A word after names: 摄 makes them photographers, 文 writers, 文图 and 摄影报道 both."""
    earlier, last = names[:since], names[since:]
    if word in _WRITE:
        return earlier + [(role or "记者", name) for role, name in last]
    photos = [("摄", name) for _, name in last]
    if word in ("文图", "摄影报道"):
        return earlier + [(role or "记者", name) for role, name in last] + photos
    return earlier + photos


def _sorted(names: list[tuple[str, str]]) -> Byline:
    def having(*roles: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for role, name in names if role in roles))

    known = {role for role, _ in names} - _CORRESPONDENT - _PHOTO - {""}
    return Byline(
        reporters=having(*known),
        correspondents=having(*_CORRESPONDENT),
        photographers=having(*_PHOTO),
        signed=having(""),
    )


def read_line(text: str) -> Byline | None:
    """The byline that a whole line is (○记者 …, (记者 …), 文/图 …), None where it is none; 本报评论员 names nobody."""
    if len(text) > 200:
        return None
    if _PAPER.fullmatch(text):
        return NOBODY
    if _NO_BYLINE.search(text):
        return None
    marked = text[:1] in "○□■●◆◎◯〇⊙"
    byline = read_names(_without_org(text), bare=marked)
    if byline is None:
        return None
    if not byline.signed:
        return byline if marked or text[:1] == "(" or _plausible(text, byline) else None
    known = marked or byline.reporters or byline.correspondents
    return byline if known and all(is_name(name) for name in byline.signed) else None


def _plausible(text: str, byline: Byline) -> bool:
    """记者在现场看到 is no byline: a name that looks like none must stand apart from the role."""
    names = [name for _, group in byline for name in group]
    return any(is_name(name) for name in names) or _APART.search(text) is not None


def _without_org(text: str) -> str:
    return re.sub(r"^[\s(【]*(?:本报|本网)讯\s*[(]?", "", text)


def read_bare(text: str, *, beside: bool = False) -> tuple[str, ...]:
    """The names a line of nothing but names holds (吴玲玲; 李 娜 王小明), () where it is none.

    ``beside`` a headline one of several names may have a family name that we do not know.
    """
    if len(text) > 24:
        return ()
    byline = read_names(text, bare=True) if not _ROLE.search(text) else None
    names = byline.signed if byline else ()
    sure = [name for name in names if is_name(name)]
    if beside and len(names) > 1 and sure and all(len(name) <= 4 for name in names):
        return names
    return names if names and len(sure) == len(names) else ()


def read_signature(text: str) -> Byline | None:
    """The byline that a line in brackets is: (杨文彬), (李琛瑶 杨金玲), (记者 …)."""
    match = _BRACKET.fullmatch(text)
    return read_names(match[1], bare=True) if match and _short_names(match[1]) else None


def read_dashed(text: str) -> Byline | None:
    """The sign-off that a line after a dash is: ——周海燕."""
    match = _DASHED.fullmatch(text) if len(text) <= 30 else None
    byline = read_names(match[1], bare=True) if match else None
    return byline if byline and _all_names(byline) else None


def read_writer(text: str) -> Byline | None:
    """Who signs a letter: 读者 巩得雨, 城东社区居民 周海燕."""
    match = _WRITER.fullmatch(text) if len(text) <= 30 else None
    name = "".join(match[1].split()) if match else ""
    return Byline(signed=(name,)) if could_be_name(name) else None


def read_source(text: str) -> Byline:
    """Who is named in a line of source, author and time; nobody where it names none."""
    found: list[tuple[str, str]] = []
    for match in _CREDITED.finditer(text):
        role = "摄" if match[1] in ("摄影", "图片") else "通讯员" if match[1] in _CORRESPONDENT else "记者"
        words = [word for word in _GAP.split(match[2]) if word and word not in ("本报", "本网", "记者")]
        found += [(role, name) for word in words if could_be_name(word) for name in split_glued(word)]
    return _sorted(found)


def _short_names(text: str) -> bool:
    return all(len(word) <= 6 or is_dotted(word) for word in _GAP.split(_ROLE.sub(" ", text)))


def read_lead(text: str) -> Lead | None:
    """The byline and dateline that open a paragraph, None where its first words are text."""
    head = text[:220]
    match = _LEAD.match(head)
    if match and _is_lead(match):
        return _after_word(head, match)
    match = _BRACKET.match(head)
    byline = read_names(match[1]) if match else None
    if match and byline:
        return Lead(byline, "", (0, match.end()))
    return _unbracketed(head, 0)


def _is_lead(match: re.Match[str]) -> bool:
    if match["org"]:
        return True
    return match["word"] == "讯" and bool(match["place"]) and not _NO_PLACE.search(match["place"])


def _after_word(head: str, match: re.Match[str]) -> Lead:
    """What follows 本报讯 or 呼和浩特讯; its own words are dropped only where they tell neither place nor day."""
    dateline = match["place"] or ""
    dateline = "" if _NO_PLACE.search(dateline) else dateline
    told = bool(dateline or match["date"] or match["word"] == "电")
    start = match.end() if told else 0
    reported = bool(match["org"])
    bracket = _BRACKET.match(head, match.end())
    byline = (read_names(bracket[1]) or _unnamed(bracket[1])) if bracket else None
    if bracket and byline:
        return Lead(byline, dateline, (start, bracket.end()), reported)
    rest = _unbracketed(head, match.end())
    if rest:
        return Lead(rest.byline, dateline, (start, rest.drop[1]), reported)
    space = len(head) - len(head[match.end() :].lstrip())
    return Lead(Byline(), dateline, (start, space) if not told else (start, start), reported)


def _unnamed(text: str) -> Byline | None:
    """本报讯(周海燕 陈立): a paper's own people bear their title, so names without one are correspondents."""
    byline = read_names(text, bare=True)
    return Byline(correspondents=byline.signed) if byline and byline.signed and _all_names(byline) else None


def _unbracketed(head: str, start: int) -> Lead | None:
    """记者 张三 通讯员 李四 疫情…: roles and spaced names up to the first word that is no name."""
    if not _INLINE.match(head, start):
        return None
    end, best = start, None
    for gap in re.finditer(r"\s+|(?<=报道)[,:]?", head[start:]):
        byline = read_names(head[start : start + gap.start()])
        if byline is None and end > start:
            break
        if byline and not byline.signed and _all_names(byline):
            best, end = byline, start + gap.end()
    return Lead(best, "", (start, end)) if best else None


def _all_names(byline: Byline) -> bool:
    return all(is_name(name) for _, names in byline for name in names)


def read_close(text: str) -> tuple[Byline, int] | None:
    """The sign-off at the end of a paragraph and where it begins, None where the paragraph ends in text."""
    start = max(0, len(text) - _TAIL)
    found = _close(text[start:])
    return (found[0], start + found[1]) if found else None


@lru_cache(maxsize=2048)
def _close(text: str) -> tuple[Byline, int] | None:
    match = _CLOSE.search(text)
    if match and text[: match.start()].rstrip()[-1:] in "。!?”…)" and _short_names(match[1]):
        byline = read_names(match[1], bare=True)
        return (byline, match.start()) if byline else None
    for pattern in (_CLOSE_BARE, _CLOSE_SPACED):
        match = pattern.search(text)
        byline = read_names(match[1], bare=pattern is _CLOSE_SPACED) if match else None
        if match and byline and _all_names(byline):
            return byline, match.start(1)
    return None
