"""What on a page is no article: mastheads, navigation, imprints, jump lines, names of image files."""

from __future__ import annotations

import re

_DATE = r"(?:\d{2,4}\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?"
_WEEKDAY = r"(?:星期|周)[一二三四五六日天]"
_PAGE_NO = r"(?:第\s*)?[A-Z]?\s*[\d一二三四五六七八九十〇零]{1,3}\s*版"
_PAPER = r"[\u4e00-\u9fff]{1,8}(?:日报|晚报|早报|晨报|时报|都市报|商报|周报|周刊|新报|电子报|数字报|手机报)"
JUMP = re.compile(
    r"[(【\[]?\s*[·>→▶★※]*\s*(?:下转|上接|紧接|转|接|详见|见)\s*(?:本报)?第?\s*"
    r"[A-Z]?\s*[\d一二三四五六七八九十]{1,3}\s*[版页][\u4e00-\u9fff《》“”]{0,12}\s*[)】\]]?"
)
_NOTE = r"[^()【】]{1,12}版[^()【】]{0,12}"
_JUMP_END = re.compile(rf"[(【\[]\s*(?:下转|转){_NOTE}[)】\]]$|(?:>>|→|▶)?\s*下转{_PAGE_NO}$")
_JUMP_START = re.compile(rf"[(【\[]\s*(?:上接|紧接|接){_NOTE}[)】\]]|(?:上接|紧接){_PAGE_NO}\s*")
_IMAGE = re.compile(r"(?:!?\[[^\]]{0,80}\]\()?\S{0,200}\.(?:jpe?g|png|gif|bmp|webp|tiff?|svg)\)?", re.IGNORECASE)
_WORDS = (
    r"(?:上|下|前|后)一(?:篇|版|条|期|页)",
    r"版权所有|版权声明|著作权|未经.{0,12}(?:授权|许可|同意)|不得转载",
    r"ICP备|公网安备|增值电信|互联网新闻信息服务|举报(?:电话|邮箱)|技术支持",
    r"国内统一(?:连续出版物|刊)号|邮发代号|零售(?:价|每份)|广告(?:热线|部|经营许可|许可证)|发行(?:热线|部|电话)",
    r"新闻热线|投稿(?:邮|信)箱|订阅热线",
    r"值班(?:编委|总编|主任|编辑|领导)|(?:责任|本版|执行|版面|图文|文字)?编辑\s*:",
    r"(?:责编|美编|校对|组版|版式|排版|监制|审读|检校|视觉|制图|责校)\s*:",
    r"(?:责任|本版|执行|值班)(?:编辑|责编|主编|美编)\s*[\u4e00-\u9fff]|(?:责编|美编|组版|版式设计|校对)\s+[\u4e00-\u9fff]",
    r"(?:来源|稿源|信息来源|文章来源|新闻来源)\s*:",
    r"(?:发布|更新|发表|发稿|时间|日期)(?:时间|日期)?\s*:\s*20\d\d",
    r"(?:浏览|阅读|点击)(?:次数|量|数)?\s*:|字(?:号|体大小)\s*:|\[?放大\+?\]?\s*\[?缩小|打印本页|关闭窗口",
    r"返回(?:首页|目录|顶部)|版面(?:导航|目录|概览)|本版(?:导读|新闻|标题)|标题导航|往期(?:回顾|报纸)|全文检索",
    r"电子版|数字报|PDF下载|PDF版|扫(?:一扫|码).{0,8}(?:关注|下载|阅读)",
    r"(?:社址|邮编|传真|网址|总编室|(?:本报|报社|社)(?:地址|电话|邮箱))\s*:",
    r"(?:https?://|www\.)\S+",
    r"责任编辑",
)
_SOMEWHERE = re.compile("|".join(_WORDS))
_WHOLE = re.compile(
    rf"(?:{_DATE}\s*)?{_WEEKDAY}.{{0,24}}|{_DATE}|(?:\d{{4}}年.{{0,6}})?农历.{{0,16}}"
    rf"|[A-Z]\s*\d{{1,2}}(?:\s*[版:·/|—-]\s*|\s+)[\u4e00-\u9fff·]{{0,6}}|[A-Z]\d{{1,2}}|{_PAGE_NO}.{{0,10}}"
    rf"|{_PAPER}(?:\s.{{0,30}})?"
    r"|(?:首页|要闻|综合|综合新闻|时政|社会|国内|国际|文体|副刊|广告|专题|专版|导读|目录|正文|民生|经济|本地|时事)"
    r"|(?:[^|,。]{1,10}\|){2,}[^|,。]{0,10}"
    r"|(?:首页|新闻|时政|[\u4e00-\u9fff]{2,4})(?:\s*[>|›»]\s*[\u4e00-\u9fff]{2,8})+",
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_LONG = 90  # an imprint line is rarely longer; a body line that speaks of 新闻热线 is


def is_furniture(text: str) -> bool:
    """Whether the line ``text`` belongs to the page and to no article."""
    if _HAN.search(text) is None:
        return text[-1:] not in ("。", ",", "、", "”", ";")
    if len(text) > _LONG:
        return False
    if _WHOLE.fullmatch(text) or _IMAGE.fullmatch(text) or JUMP.fullmatch(text):
        return True
    return _SOMEWHERE.search(text) is not None and not _reads_on(text)


def _reads_on(text: str) -> bool:
    """A sentence of prose that only mentions such a word: it ends in 。 and has a clause before."""
    return text.endswith(("。", "。”")) and "," in text


def jump_end(text: str) -> int:
    """Where a closing (下转第2版) begins in ``text``; its length where there is none."""
    tail = max(0, len(text) - 40)
    match = _JUMP_END.search(text[tail:])
    return tail + match.start() if match else len(text)


def jump_start(text: str) -> int:
    """Where a leading (上接第1版) ends in ``text``; 0 where there is none."""
    match = _JUMP_START.match(text[:60])
    return match.end() if match else 0


def continues_from(text: str) -> bool:
    """Whether a line says that the story below began on another page: 上接第1版."""
    return len(text) < _LONG and re.search(r"(?:上接|紧接)", text) is not None
