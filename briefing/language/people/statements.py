"""Which quotations are speech or wording quoted as a statement, and which are terms and names (“尖刀班”).

Read in this order: what follows the closing mark (“…”活动 is a name), what stands inside (a full stop, a comma, 我们),
what stands before (说, a colon, 写着). All texts are folded to half width.
"""

from __future__ import annotations

import re

from briefing.language.people.quote_marks import Pair, pair_marks

BEFORE, AFTER = 24, 40  # characters around a quotation that are read

# What a quotation names when this follows it directly: “我为群众办实事”实践活动, “你好,江城!”摄影展.
_NAMED = re.compile(
    r"(?:[一-鿿]{0,4}?(?:主题|系列|专项|专题|公益|实践|志愿|惠民|文化|创建|教育|宣传|推广|服务|监督|管理|工作|治理|便民|品牌|大型|特色|党建))?"
    r"(?:[一-鿿]{0,2})?"
    r"(?:活动|行动|工程|项目|计划|模式|机制|工作法|方式|平台|品牌|栏目|专栏|节目|比赛|大赛|竞赛|赛事|展览?|摄影展|书画展|论坛|讲座|课堂|"
    r"宣讲|晚会|演出|电影|歌曲|小程序|公众号|热线|窗口|驿站|小组|团队|队伍|突击队|服务队|先锋队|小分队|基地|体系|格局|制度|措施|举措|做法|"
    r"政策|办法|理念|思维|精神|意识|作风|战略|工作室|超市|食堂|银行|商圈|经济|称号|奖项?|主题|讲堂|市集|夜市|盛宴|之旅|路线|党日|服务|监督)(?!员|人|不便|自如|中心|台|里|上|负责|成员|示)"
)
_NOISE = re.compile(r"[咚叮铃砰嘀哒滴答哗啦轰隆咔嚓嗡呼噜叽喳嘟呜汪喵咩咕咯吱呀当铛啪噼,!…—~ ]+")
_STOP_INSIDE = re.compile(r"[。!?,;:]\Z|…\Z|\.\Z|—\Z")
_CLAUSES = re.compile(r"[,;。!?:]")
_PERSON = re.compile(r"我|咱|俺|你|您|他们|她们")
_SAID_BEFORE = re.compile(
    r"(?:说过?|说道|说起|表示|(?:告诉|叮嘱|嘱咐|提醒|劝|问|答复|回复)[^,。;:]{1,6}|坦言|直言|感慨道?|感叹道?|高喊|喊着?|喊出|喊道|高呼|问道?|回答|答道?|强调|指出|认为|提醒|叮嘱|嘱咐|"
    r"[写印刻题画]着|写道|写下|写有|印有|刻有|上书|留言|回复|回应|笑[称言]|[辩声宣坚]称|直呼|连呼|齐呼|念叨着?|呼吁|常说|所说|俗话说|常言道|提出|[那这一]句)的?[:,]?\s*\Z"
)
_RULED_BEFORE = re.compile(r"(?:要求|规定|明确|写明|载明|注明|标明)[:,]?\s*\Z|(?:要求|规定|明确),[^,。]{1,12}\Z")
_PRINTED_BEFORE = re.compile(r"播放着|显示着?|[写印刻题画]着|[写印刻]有|上书|写道|写下")
_SIGN_BEFORE = re.compile(
    r"(?:标语|横幅|条幅|口号|牌子|告示|公告|短信|留言|字条|纸条|便签|弹窗|字样|喇叭里?|广播里?|屏幕上?|展板上?|墙上)\s*[:,]?\s*\Z"
)
_WORDING_AFTER = re.compile(
    r"(?:的|这[一个样]*|等)?(?:庄严|郑重|殷切|铮铮|朴实|朴素|坚定|坚强|工作|总体|具体|统一|响亮|美好|共同|深情|无私|嘹亮|[一-鿿]{2})?的?"
    r"(?:要求|指示|号召|承诺|誓言|诺言|口号|倡议|嘱托|叮嘱|嘱咐|呼声|心声|心愿|愿望|信念|本色|警示|标语|横幅|字样|呼喊|喊声|祝福|祝愿|谚语|"
    r"俗语|古语|名言|家训|校训|训词|诗句|古训|问候|提示|提醒|赞誉|感叹|感慨|疑问|质问)"
)
_SIGN_AFTER = re.compile(r",?(?:这|一)?(?:[句条行])?(?:话|标语|口号|横幅|大字|红字|誓言|家训|顺口溜)(?!语|题)")
_RULE_BEFORE = re.compile(r"(?:按照|依照|遵循|本着|秉承|秉持)\s*\Z")
_RULE_AFTER = re.compile(r"的?(?:总体|工作|基本)?(?:原则|要求|总要求|思路|方针)")
_PRACTICE_BEFORE = re.compile(
    r"(?:做到了?|实现了?|推行|采取|开展|实行|坚持|打造|构建|创新|建立|推出|落实|探索|形成|成立|组建|启动|举办|被称[为作]|称[为作之]?|叫做?|名为|取名|命名为|"
    r"誉为|荣获|获评?|授予|评为|当好|争做|争当|织密|织牢|发扬|弘扬|秉承|秉持|践行|树立|强化|开启|聚焦|围绕|通过|运用|利用|以|用|从|由|到|向|的|了|和|与|、)\s*\Z"
)
_TOLD_BEFORE = re.compile(r"(?:说|表示|介绍|指出|强调|认为|坦言|告诉[^,。]{1,4}),(?:[^,。;\"”“]{1,16},)*\Z")
_COLON_BEFORE = re.compile(r":\s*\Z")
_ACTION = re.compile(r"不|要|就|必|没|让|请|勿|禁止|严禁|是|有|为|把|在|能|会|莫|别|谁|必须")
_LIST = re.compile(r"[、+/]")
_SPEAKER_AFTER = re.compile(
    r"[,\s]?[^,。!?;:\"“”]{1,24}(?:说|表示|告诉[^,。]{1,6}|介绍|坦言|感慨|感叹|直言|回忆|解释)(?:道)?\s*(?=[,。!?;:\n]|\Z)"
)


def find_statements(folded: str) -> list[Pair]:
    """The quotations of a folded text that are statements, in order."""
    return [pair for pair in pair_marks(folded) if is_statement(folded, pair)]


def statement_bounds(folded: str) -> str:
    """``folded`` with a NUL in place of each statement's outer marks; same length."""
    pieces, at = [], 0
    for pair in find_statements(folded):
        pieces += [folded[at : pair.start], "\0", folded[pair.inner : pair.stop], "\0" * (pair.end - pair.stop)]
        at = pair.end
    return "".join((*pieces, folded[at:]))


def is_statement(text: str, pair: Pair) -> bool:
    """Whether the quotation ``pair`` of ``text`` is speech, or wording that stands as a statement."""
    words = text[pair.inner : pair.stop].strip()
    before = text[max(0, pair.start - BEFORE) : pair.start]
    after = text[pair.end : pair.end + AFTER]
    if len(words) < 2 or not re.search(r"\w", words) or _NOISE.fullmatch(words):
        return False
    if pair.goes_on:
        return True
    if _NAMED.match(after) and not _is_whole(words):
        return False
    return _stands_inside(words, before, after) or _is_said(words, before, after) or _is_wording(words, before, after)


def _is_whole(words: str) -> bool:
    """Whole sentences: no name is printed so, whatever follows it."""
    return words[-1] in "。,;" or (words[-1] in "!?…" and _CLAUSES.search(words[:-1]) is not None and len(words) >= 14)


def _stands_inside(words: str, before: str, after: str) -> bool:
    """Its own marks tell: a closing stop, or clauses of some length that are no slogan for a practice."""
    if _STOP_INSIDE.search(words):
        return len(words) >= 4 or bool(_SAID_BEFORE.search(before) or _COLON_BEFORE.search(before))
    if len(words) < 10 or not _CLAUSES.search(words):
        return False
    return not _PRACTICE_BEFORE.search(before) or bool(_PERSON.search(words) and len(words) >= 16)


def _is_said(words: str, before: str, after: str) -> bool:
    """Someone says, asks or writes it."""
    if _PRINTED_BEFORE.search(before[-4:]) or _SIGN_BEFORE.search(before):
        return len(words) >= 4
    if _SAID_BEFORE.search(before):
        return len(words) >= 4 and not (len(words) < 6 and _LIST.search(words))
    if _RULED_BEFORE.search(before):
        return len(words) >= 8 and _ACTION.search(words) is not None and not _LIST.search(words)
    if _COLON_BEFORE.search(before):
        return (
            len(words) >= 6 and after[:1] not in tuple("、“") and bool(_PERSON.search(words) or _ACTION.search(words))
        )
    if _TOLD_BEFORE.search(before) and after[:1] in ("", "。", "\n"):
        return (len(words) >= 6 and _ACTION.search(words) is not None) or len(words) >= 10
    if _SPEAKER_AFTER.match(after):
        return len(words) >= 8 and (after[:1] == "," or bool(_PERSON.search(words)) or len(words) >= 12)
    return False


def _is_wording(words: str, before: str, after: str) -> bool:
    """A demand, a vow, a saying: “…”的要求, where the words can stand as a sentence."""
    if len(words) >= 6 and _SIGN_AFTER.match(after) and _CLAUSES.search(words):
        return True
    if len(words) >= 8 and _RULE_BEFORE.search(before) and _RULE_AFTER.match(after) and "、" in words:
        return True
    if not _WORDING_AFTER.match(after) or _LIST.search(words):
        return False
    return len(words) >= 6 and bool(_ACTION.search(words) or _CLAUSES.search(words))
