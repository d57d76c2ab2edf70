"""What on a page is no article: mastheads, navigation, imprints, jump lines, names of image files.

Every function takes plain text (``widths.plain``). Each kind of furniture has a name, for the account of a page.
"""

from __future__ import annotations

import re
from functools import lru_cache

_DATE = r"(?:\d{2,4}\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?"
_WEEKDAY = r"(?:星期|周)[一二三四五六日天]"
_PAGE_NO = r"(?:第\s*)?[A-Z]?\s*[\d一二三四五六七八九十〇零]{1,3}\s*版"
_PAPER = (
    r"[\u4e00-\u9fff]{1,8}(?:日报|晚报|早报|晨报|时报|都市报|商报|周报|周刊|晚刊|早刊|新报|导报|电子报|数字报|手机报)"
)
JUMP = re.compile(
    r"[(【\[]?\s*[·>→▶★※]*\s*(?:下转|上接|紧接|转|接|详见|见)\s*(?:本报)?第?\s*"
    r"[A-Z]?\s*[\d一二三四五六七八九十]{1,3}\s*[版页][\u4e00-\u9fff《》“”]{0,12}\s*[)】\]]?"
)
_NOTE = r"[^()【】]{1,12}版[^()【】]{0,12}"
_JUMP_END = re.compile(rf"[(【\[]\s*(?:下转|转){_NOTE}[)】\]]$|(?:>>|→|▶)?\s*下转{_PAGE_NO}$")
_JUMP_START = re.compile(rf"[(【\[]\s*(?:上接|紧接|接){_NOTE}[)】\]]|(?:上接|紧接){_PAGE_NO}\s*")
_IMAGE = re.compile(r"(?:!?\[[^\]]{0,80}\]\()?\S{0,200}\.(?:jpe?g|png|gif|bmp|webp|tiff?|svg)\)?", re.IGNORECASE)
_DIVIDER = re.compile(r"(?:([※*＊☆★◆◇●○■□◎~=_—–\-·.…#+✦❖♦])\s*){3,}")
_STAMP = r"20\d\d\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}"
_LABEL = re.compile(
    r"(来源|稿源|出处|作者|记者|通讯员|发布|发表|更新|发布时间|发表时间|更新时间|发布日期|时间|日期|编辑|责编|责任编辑"
    r"|浏览|阅读|点击|浏览次数|阅读次数|点击数|点击量|阅读量|浏览量|字号|字体|文章来源|信息来源|新闻来源|摄影|撰文)\s*:"
)
_SOURCE = re.compile(r"(?:来源|稿源|出处|作者|时间|日期|发布|发表|更新)\s*:")

# Anywhere in a line that is no sentence of prose.
_SOMEWHERE = tuple(
    (name, re.compile("|".join(words)))
    for name, words in {
        "navigation": (
            r"(?:上|下|前|后)一(?:篇|版|条|期|页)|尾页",
            r"返回(?:首页|目录|顶部|列表)|版面(?:导航|目录|概览)|本版(?:导读|新闻|标题)|标题导航|往期(?:回顾|报纸)|全文检索",
            r"电子版|数字报|PDF下载|PDF版|扫(?:一扫|码).{0,8}(?:关注|下载|阅读)",
            r"(?:您|你)?(?:现?在|所在|当前)的?位置\s*:|(?:您|你)的位置\s*:",
            r"设为首页|加入收藏|收藏本(?:页|站|文)|网站地图|手机版|客户端下载|APP下载|阅读原文|查看原图|我要评论|网友评论",
            r"(?:https?://|www\.)\S+",
        ),
        "page tools": (
            r"字(?:号|体|体大小)\s*:|\[?放大\+?\]?\s*\[?缩小|打印(?:本页|此页|文章)|关闭(?:窗口|本页)|^[【\[(]?\s*大\s+中\s+小\s*[】\])]?$",
            r"分享(?:到|至|给|按钮)|转发到|复制链接|一键分享|微信\s+微博",
        ),
        "copyright": (
            r"版权所有|版权声明|著作权|未经.{0,12}(?:授权|许可|同意)|不得转载",
            r"ICP备|公网安备|增值电信|互联网新闻信息服务|举报(?:电话|邮箱)|技术支持",
        ),
        "imprint": (
            r"国内统一(?:连续出版物|刊)号|邮发代号|零售(?:价|每份)|广告(?:热线|部|经营许可|许可证)|发行(?:热线|部|电话)",
            r"新闻热线|投稿(?:邮|信)箱|订阅热线",
            r"值班(?:编委|总编|主任|编辑|领导)|(?:责任|本版|执行|版面|图文|文字)?编辑\s*:",
            r"(?:责编|美编|校对|组版|版式|排版|监制|审读|检校|校检|视觉|制图|责校|[一二三初复终]审|审核|统筹)\s*[:/]",
            r"(?:责任|本版|执行|值班|美术)(?:编辑|责编|主编|美编)\s*[\u4e00-\u9fff]"
            r"|(?:责编|美编|组版|版式设计|版式|校对|校检)\s+[\u4e00-\u9fff]",
            r"(?:社址|邮编|传真|网址|总编室|(?:本报|报社|社)(?:地址|电话|邮箱))\s*:",
            r"责任编辑",
        ),
        "source line": (
            r"^(?:正文|版次|版名|版面|日期|报纸名称|报纸)\s*:.{0,20}$",
            r"(?:来源|稿源|信息来源|文章来源|新闻来源)\s*:",
            r"(?:发布|更新|发表|发稿|时间|日期)(?:时间|日期)?\s*:\s*20\d\d",
            r"(?:浏览|阅读|点击)(?:次数|量|数)?\s*:",
        ),
    }.items()
)
_ANYWHERE = re.compile("|".join(pattern.pattern for _, pattern in _SOMEWHERE))
# The whole line.
_WHOLE = tuple(
    (name, re.compile(pattern))
    for name, pattern in {
        "masthead": rf"(?:{_DATE}\s*)?{_WEEKDAY}.{{0,24}}|{_DATE}|(?:\d{{4}}年.{{0,6}})?农历.{{0,16}}"
        rf"|[^,。;“”!?]{{0,30}}{_DATE}\s*{_WEEKDAY}[^,。;“”!?]{{0,30}}|{_PAPER}(?:\s.{{0,30}})?",
        "page number": rf"[A-Z]\s*\d{{1,2}}(?:\s*[版:·/|—-]\s*|\s+)[\u4e00-\u9fff·]{{0,6}}|[A-Z]\d{{1,2}}|{_PAGE_NO}.{{0,10}}",
        "navigation": r"(?:本报)?(?:首页|要闻|综合|综合新闻|综合报道|时政|社会|国内|国际|文体|副刊|广告|专题|专版|导读|目录|正文|民生|经济|本地|时事)"
        r"(?:[新要]闻|版|\s*[·|/]\s*[\u4e00-\u9fff]{1,4})?"
        r"|(?:[^|,。]{1,10}\|){2,}[^|,。]{0,10}"
        r"|(?:首页|新闻|时政|[\u4e00-\u9fff]{2,4})(?:\s*[>|›»]\s*[\u4e00-\u9fff]{2,8})+",
    }.items()
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_LONG = 90  # an imprint line is rarely longer; a body line that speaks of 新闻热线 is
_METADATA = 120  # code points of the longest line of source, author, time
_PAGE_MADE = re.compile(r"校对|版式|组版|排版|美编|美术|版面|本版|值班|电话|热线|邮箱|传真|社址|刊号|发行")
_ENDING = re.compile(r"(?:上|下|前|后)一(?:篇|条)|分享(?:到|至)|复制链接|打印本页|关闭窗口|版权所有|阅读原文")


def is_furniture(text: str) -> bool:
    """Whether the line ``text`` belongs to the page and to no article."""
    return furniture_name(text) != ""


def furniture_name(text: str) -> str:
    """What ``text`` is (masthead, navigation, page tools, imprint, …); "" where it is no furniture."""
    if _HAN.search(text) is None:
        if text[-1:] in ("。", ",", "、", "”", ";"):
            return ""
        return "divider" if is_divider(text) else "image name" if _IMAGE.fullmatch(text) else "page number or symbols"
    return "" if len(text) > _LONG else _name(text)


@lru_cache(maxsize=2048)
def _name(text: str) -> str:
    if _IMAGE.fullmatch(text):
        return "image name"
    if JUMP.fullmatch(text):
        return "jump line"
    for name, pattern in _WHOLE:
        if pattern.fullmatch(text):
            return name
    if _ANYWHERE.search(text) is None or _reads_on(text):
        return ""
    return next(name for name, pattern in _SOMEWHERE if pattern.search(text))


def _reads_on(text: str) -> bool:
    """A sentence of prose that only mentions such a word: it ends in 。 and has a clause before."""
    return text.endswith(("。", "。”")) and "," in text


def is_divider(text: str) -> bool:
    """Whether a line is ※ ※ ※, *** or ———: what stands below is another story, or another part of this one."""
    match = _DIVIDER.fullmatch(text) if len(text) <= _LONG else None
    return match is not None and len(set(text.split()[0])) == 1 and len(set("".join(text.split()))) == 1


def ends_story(text: str) -> bool:
    """Whether a line of furniture stands below a story or between two: a divider, 分享到, 上一篇."""
    return is_divider(text) or (len(text) <= _LONG and _ENDING.search(text) is not None)


def is_source_line(text: str) -> bool:
    """Whether ``text`` is what a web page prints below a headline: 来源:… 作者:… 时间:…"""
    if len(text) > _METADATA or not _SOURCE.search(text) or text.endswith("。"):
        return False
    return len(_LABEL.findall(text)) >= 2 or re.search(_STAMP, text) is not None


def names_editors(text: str) -> bool:
    """Whether a line of furniture names who edited one story, 责编:… 二审:…, and not who made a page."""
    return furniture_name(text) == "imprint" and _PAGE_MADE.search(text) is None


def jump_end(text: str) -> int:
    """Where a closing (下转第2版) begins in ``text``; its length where there is none."""
    tail = max(0, len(text) - 40)
    match = _JUMP_END.search(text[tail:]) if text.rfind("转", tail) >= 0 else None
    return tail + match.start() if match else len(text)


def jump_start(text: str) -> int:
    """Where a leading (上接第1版) ends in ``text``; 0 where there is none."""
    match = _JUMP_START.match(text[:60])
    return match.end() if match else 0


def continues_from(text: str) -> bool:
    """Whether a line says that the story below began on another page: 上接第1版."""
    return len(text) < _LONG and re.search(r"(?:上接|紧接)", text) is not None


def continues_on(text: str) -> bool:
    """Whether a line says that the story above goes on elsewhere: 下转第2版."""
    return JUMP.fullmatch(text) is not None and "转" in text
