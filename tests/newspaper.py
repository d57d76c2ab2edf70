"""A newspaper for tests: three pages of our own Chinese, six articles, and what records are made with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from briefing.records import (
    Article,
    Byline,
    Cite,
    Claim,
    Division,
    Entity,
    KeyFigure,
    Kind,
    Page,
    Place,
    Reason,
    Rejection,
    Role,
    Sentence,
    Span,
    Statement,
    Texts,
)

WEIFANG_FILE, GANZHOU_FILE, LOOSE_FILE = "weifang/0506.txt", "ganzhou/0507.txt", "loose/a.txt"

WEIFANG_TEXT = """\
城区三条公交线路延长运营时间
潍坊讯 5月6日起，潍坊市16路、32路和58路公交车末班时间延长至22时30分。
调整后，三条线路每天增加48个班次，预计惠及沿线近2.3万名居民。
“下夜班终于能坐上公交车了。”家住奎文区的居民周桂兰说。
市公交集团运营部主任孙绍文介绍，车厢内已更换节能灯1260盏，全部工程投入86
万元。
（记者 林若溪 通讯员 高启明）

寿光老旧大棚改造完成八成
寿光市今年计划改造老旧蔬菜大棚3500个，截至5月4日已完成2870个。
每个大棚补贴1.2万元，由市农业农村局审核后发放。
稻田镇种植户马洪军说，他家两个棚改造后用水减少三成以上。
（记者 田雨桐）

修伞匠老秦的三十年
七十一岁的秦守业在东门里修了三十年雨伞。
他每把伞只收5元，去年修了四百多把。
老街的风吹过招牌，日子就这样慢慢过去。
林若溪 摄影报道
"""

GANZHOU_TEXT = """\
章贡区新建口袋公园12处
赣州讯 5月7日，章贡区城市管理局通报，今年新建口袋公园12处，总面积4.6万平方米。
其中9处已对外开放，其余3处计划9月底前完工。
附近居民谢春梅说：“以前这里堆着杂物，现在孩子有地方玩了。”
（记者 邱明远）

南康家具企业用工对接会举行
5月5日，南康区举办家具企业用工对接会，62家企业提供岗位1840个。
当天有517人达成就业意向。
（记者 邱明远）
"""

LOOSE_TEXT = """\
（上接第一版）
工作人员共检修路灯230盏，涉及小街巷17条。
"""

SHANDONG = Division(zh="山东省", en="Shandong Province", adcode="370000")
WEIFANG = Division(zh="潍坊市", en="Weifang", adcode="370700")
KUIWEN = Division(zh="奎文区", en="Kuiwen District", adcode="370705")
SHOUGUANG = Division(zh="寿光市", en="Shouguang", adcode="370783")
JIANGXI = Division(zh="江西省", en="Jiangxi Province", adcode="360000")
GANZHOU = Division(zh="赣州市", en="Ganzhou", adcode="360700")
ZHANGGONG = Division(zh="章贡区", en="Zhanggong District", adcode="360702")
NANKANG = Division(zh="南康区", en="Nankang District", adcode="360703")
NOWHERE = Place(city=None, county=None, province=None, evidence=(), confidence=0.0)


def both(zh: str, en: str) -> Texts:
    """A text in both languages."""
    return {"zh": zh, "en": en}


def page(file: str, text: str) -> Page:
    """A page as read."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Page(file=file, text=text, sha256=digest, encoding="utf-8", format="txt")


def pages() -> dict[str, Page]:
    """All pages by file name."""
    texts = {WEIFANG_FILE: WEIFANG_TEXT, GANZHOU_FILE: GANZHOU_TEXT, LOOSE_FILE: LOOSE_TEXT}
    return {file: page(file, text) for file, text in texts.items()}


def sentence(source: Page, number: int, words: str, role: Role, paragraph: int) -> Sentence:
    """The sentence ``words`` where it stands on the page; a ``|`` is a line break inside it."""
    raw = words.replace("|", "\n")
    start = source.text.index(raw)
    spans, at = [], start
    for piece in raw.split("\n"):
        spans.append(Span(start=at, end=at + len(piece)))
        at += len(piece) + 1
    first = source.text.count("\n", 0, start) + 1
    return Sentence(
        number=number,
        text=raw.replace("\n", ""),
        spans=tuple(spans),
        first_line=first,
        last_line=first + raw.count("\n"),
        paragraph=paragraph,
        role=role,
    )


def article(source: Page, number: int, words: Iterable[str], **changes: Any) -> Article:
    """An article whose first of ``words`` is its headline; ``changes`` set other fields."""
    listed = list(words)
    roles = [Role.HEADLINE] + [Role.BODY] * (len(listed) - 1)
    sentences = tuple(sentence(source, n, w, roles[n - 1], n) for n, w in enumerate(listed, start=1))
    fields: dict[str, Any] = {
        "file": source.file,
        "number": number,
        "kind": Kind.NEWS,
        "headline": sentences[0].text,
        "kicker": "",
        "subhead": "",
        "byline": Byline(),
        "dateline": "",
        "start_line": sentences[0].first_line,
        "end_line": sentences[-1].last_line + 1,
        "sentences": sentences,
        "spans": tuple(span for one in sentences for span in one.spans),
        "defects": (),
    }
    return Article(**(fields | changes))


def place(city: Division | None, county: Division | None, province: Division | None, *evidence: str) -> Place:
    """Where an article belongs."""
    return Place(city=city, county=county, province=province, evidence=evidence, confidence=0.9)


def cites(source: Article, *numbers: int) -> tuple[Cite, ...]:
    """Citations of sentences of one article."""
    return tuple(Cite(article=source.key, sentence=number) for number in numbers)


def statement(text: Texts, cited: Iterable[Cite], *items: str) -> Statement:
    """A printed statement."""
    return Statement(text=text, cites=tuple(cited), items=items)


def figure(printed: str, value: Texts, what: Texts, who: Texts, cited: Iterable[Cite]) -> KeyFigure:
    """A row of the figures table."""
    return KeyFigure(printed=printed, value=value, what=what, who=who, cites=tuple(cited))


def entity(name: Texts, role: Texts, cited: Iterable[Cite]) -> Entity:
    """A person or an organisation."""
    return Entity(name=name, role=role, cites=tuple(cited))


def rejection(text: Texts, cited: Iterable[Cite], reason: Reason, detail: str, step: str = "extract") -> Rejection:
    """A claim that failed."""
    claim = Claim(cites=tuple(cited), text=text)
    return Rejection.model_validate({"claim": claim, "reason": reason, "detail": detail, "step": step})


def buses() -> Article:
    """Weifang's first article; its fifth sentence crosses a line break."""
    return article(
        pages()[WEIFANG_FILE],
        1,
        (
            "城区三条公交线路延长运营时间",
            "潍坊讯 5月6日起，潍坊市16路、32路和58路公交车末班时间延长至22时30分。",
            "调整后，三条线路每天增加48个班次，预计惠及沿线近2.3万名居民。",
            "“下夜班终于能坐上公交车了。”家住奎文区的居民周桂兰说。",
            "市公交集团运营部主任孙绍文介绍，车厢内已更换节能灯1260盏，全部工程投入86|万元。",
        ),
        byline=Byline(reporters=("林若溪",), correspondents=("高启明",)),
        dateline="潍坊",
        defects=("a line break inside the amount 86万元 (lines 5 and 6)",),
    )


def greenhouses() -> Article:
    """Weifang's second article, from Shouguang."""
    return article(
        pages()[WEIFANG_FILE],
        2,
        (
            "寿光老旧大棚改造完成八成",
            "寿光市今年计划改造老旧蔬菜大棚3500个，截至5月4日已完成2870个。",
            "每个大棚补贴1.2万元，由市农业农村局审核后发放。",
            "稻田镇种植户马洪军说，他家两个棚改造后用水减少三成以上。",
        ),
        byline=Byline(reporters=("田雨桐",)),
    )


def umbrellas() -> Article:
    """Weifang's third article, a feature that no section takes up."""
    return article(
        pages()[WEIFANG_FILE],
        3,
        (
            "修伞匠老秦的三十年",
            "七十一岁的秦守业在东门里修了三十年雨伞。",
            "他每把伞只收5元，去年修了四百多把。",
            "老街的风吹过招牌，日子就这样慢慢过去。",
        ),
        kind=Kind.FEATURE,
        byline=Byline(photographers=("林若溪",), signed=("林若溪",)),
    )


def parks() -> Article:
    """Ganzhou's first article."""
    return article(
        pages()[GANZHOU_FILE],
        1,
        (
            "章贡区新建口袋公园12处",
            "赣州讯 5月7日，章贡区城市管理局通报，今年新建口袋公园12处，总面积4.6万平方米。",
            "其中9处已对外开放，其余3处计划9月底前完工。",
            "附近居民谢春梅说：“以前这里堆着杂物，现在孩子有地方玩了。”",
        ),
        byline=Byline(reporters=("邱明远",)),
        dateline="赣州",
    )


def jobs() -> Article:
    """Ganzhou's second article, which the model refused."""
    return article(
        pages()[GANZHOU_FILE],
        2,
        (
            "南康家具企业用工对接会举行",
            "5月5日，南康区举办家具企业用工对接会，62家企业提供岗位1840个。",
            "当天有517人达成就业意向。",
        ),
    )


def lamps() -> Article:
    """A fragment that names no place; no headline is printed."""
    return article(
        pages()[LOOSE_FILE],
        1,
        ("工作人员共检修路灯230盏，涉及小街巷17条。",),
        kind=Kind.FRAGMENT,
        headline="",
        defects=("the beginning is on another page",),
    )
