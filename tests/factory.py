"""Briefings for tests: two cities, seven articles, our own Chinese, every record as the stages would make it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel

from briefing.records import (
    Article,
    Briefing,
    Bullet,
    Byline,
    Cite,
    Claim,
    Division,
    Entity,
    Failure,
    Item,
    KeyFigure,
    Kind,
    Note,
    Page,
    PageLine,
    Place,
    Placed,
    Reading,
    Reason,
    Rejection,
    Role,
    Run,
    Section,
    Sentence,
    Span,
    Statement,
    Texts,
    Unreadable,
    Usage,
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


# ------------------------------------------------------------------ parts


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


# ------------------------------------------------------------------ articles of Weifang


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


def _buses_reading() -> Reading:
    a = buses()
    return Reading(
        placed=Placed(article=a, place=place(WEIFANG, KUIWEN, SHANDONG, "潍坊讯", "奎文区")),
        headline=both(a.headline, "Three city bus routes run later"),
        items=(
            Item(
                id="1-1",
                cites=cites(a, 2),
                text=both(
                    "5月6日起，潍坊16路、32路和58路公交车末班时间延长至22时30分。",
                    "From 6 May the last buses on Weifang's routes 16, 32 and 58 leave at 10.30 pm.",
                ),
            ),
            Item(
                id="1-2",
                cites=cites(a, 3),
                text=both(
                    "三条线路每天增加48个班次，预计惠及近2.3万名居民。",
                    "The three routes get 48 more runs a day; nearly 23,000 residents are expected to benefit.",
                ),
            ),
            Item(
                id="1-3",
                cites=cites(a, 5),
                text=both(
                    "市公交集团运营部主任孙绍文介绍，已更换节能灯1260盏，工程投入86万元。",
                    "Sun Shaowen of the city bus group said 1,260 energy-saving lamps were fitted; "
                    "the work cost 860,000 yuan.",
                ),
            ),
        ),
        figures=(
            figure(
                "48个班次",
                both("48个班次", "48 runs"),
                both("每天增加", "added each day"),
                both("三条线路", "three routes"),
                cites(a, 3),
            ),
            figure(
                "近2.3万名居民",
                both("近2.3万名", "nearly 23,000 people"),
                both("预计惠及", "expected to benefit"),
                both("沿线居民", "residents along the routes"),
                cites(a, 3),
            ),
            figure(
                "1260盏",
                both("1260盏", "1,260 lamps"),
                both("已更换的节能灯", "energy-saving lamps fitted"),
                both("市公交集团", "city bus group"),
                cites(a, 5),
            ),
        ),
        people=(
            entity(
                both("孙绍文", "Sun Shaowen"),
                both("市公交集团运营部主任", "head of operations, city bus group"),
                cites(a, 5),
            ),
            entity(both("周桂兰", "Zhou Guilan"), both("奎文区居民", "resident of Kuiwen District"), cites(a, 4)),
        ),
        organisations=(
            entity(both("市公交集团", "city bus group"), both("运营三条线路", "runs the three routes"), cites(a, 5)),
        ),
        notes=(
            Note(text=both("版面未印年份。", "The page prints no year."), cites=cites(a, 2)),
            Note(text=both("“惠及”是预计，不是统计。", "“Benefit” is an expectation, not a count."), cites=cites(a, 3)),
        ),
        rejections=(
            rejection(
                both("超过2.3万名居民受益。", "More than 23,000 residents benefit."),
                cites(a, 3),
                Reason.FIGURE_UNSUPPORTED,
                "en: more than 23,000 not in the cited sentences",
            ),
            rejection(both("末班车更晚。", "Buses run later."), (), Reason.CITATION_MISSING, "it cites no sentence"),
        ),
        claims=13,
    )


def _greenhouses_reading() -> Reading:
    a = greenhouses()
    return Reading(
        placed=Placed(article=a, place=place(WEIFANG, SHOUGUANG, SHANDONG, "寿光市")),
        headline=both(a.headline, "Four fifths of Shouguang's old greenhouses rebuilt"),
        items=(
            Item(
                id="2-1",
                cites=cites(a, 2),
                text=both(
                    "寿光市今年计划改造3500个老旧大棚，截至5月4日完成2870个。",
                    "Shouguang plans to rebuild 3,500 old greenhouses this year; 2,870 were done by 4 May.",
                ),
            ),
            Item(
                id="2-2",
                cites=cites(a, 3),
                text=both("每个大棚补贴1.2万元。", "Each greenhouse gets a subsidy of 12,000 yuan."),
            ),
            Item(
                id="2-3",
                cites=cites(a, 4),
                text=both(
                    "稻田镇种植户马洪军说，两个棚改造后用水减少三成以上。",
                    "Ma Hongjun, a grower in Daotian Town, said his two greenhouses use at least 30% less water.",
                ),
            ),
        ),
        figures=(
            figure(
                "3500个",
                both("3500个", "3,500 greenhouses"),
                both("今年计划改造", "to be rebuilt this year"),
                both("寿光市", "Shouguang"),
                cites(a, 2),
            ),
            figure(
                "2870个",
                both("2870个", "2,870 greenhouses"),
                both("截至5月4日已完成", "rebuilt by 4 May"),
                both("寿光市", "Shouguang"),
                cites(a, 2),
            ),
            figure(
                "1.2万元",
                both("1.2万元", "12,000 yuan"),
                both("每个大棚的补贴", "subsidy for each greenhouse"),
                both("市农业农村局", "agriculture bureau"),
                cites(a, 3),
            ),
        ),
        people=(entity(both("马洪军", "Ma Hongjun"), both("稻田镇种植户", "grower, Daotian Town"), cites(a, 4)),),
        organisations=(
            entity(
                both("市农业农村局", "municipal agriculture and rural affairs bureau"),
                both("审核并发放补贴", "checks and pays subsidies"),
                cites(a, 3),
            ),
        ),
        notes=(),
        rejections=(),
        claims=8,
    )


def _umbrellas_reading() -> Reading:
    a = umbrellas()
    return Reading(
        placed=Placed(article=a, place=place(WEIFANG, None, SHANDONG)),
        headline=both(a.headline, "Thirty years of mending umbrellas"),
        items=(
            Item(
                id="3-1",
                cites=cites(a, 2, 3),
                text=both(
                    "71岁的秦守业修伞三十年，每把收5元，去年修了四百多把。",
                    "Qin Shouye, 71, has mended umbrellas for 30 years at 5 yuan each, over 400 of them last year.",
                ),
            ),
        ),
        figures=(
            figure(
                "四百多把",
                both("四百多把", "more than 400 umbrellas"),
                both("去年所修", "mended last year"),
                both("秦守业", "Qin Shouye"),
                cites(a, 3),
            ),
        ),
        people=(entity(both("秦守业", "Qin Shouye"), both("修伞匠", "umbrella mender"), cites(a, 2)),),
        organisations=(),
        notes=(),
        rejections=(),
        claims=3,
    )


def weifang() -> Briefing:
    """Weifang: three articles, one of them in no section; one merge statement was withheld."""
    bus, green = buses(), greenhouses()
    return Briefing(
        slug="weifang",
        name=both("潍坊市", "Weifang"),
        province=SHANDONG,
        city=WEIFANG,
        county=None,
        dates=("--05-04", "--05-06"),
        headline=statement(
            both(
                "潍坊三条公交线路延时，寿光改造2870个大棚",
                "Weifang buses run later; Shouguang rebuilds 2,870 greenhouses",
            ),
            (*cites(green, 2), *cites(bus, 2)),
            "1-1",
            "2-1",
        ),
        lede=(
            statement(
                both(
                    "5月6日起，潍坊三条公交线路末班时间延长至22时30分。",
                    "From 6 May the last buses on three routes in Weifang leave at 10.30 pm.",
                ),
                cites(bus, 2),
                "1-1",
            ),
            statement(
                both("寿光市截至5月4日已改造大棚2870个。", "Shouguang had rebuilt 2,870 greenhouses by 4 May."),
                cites(green, 2),
                "2-1",
            ),
        ),
        sections=(
            Section(
                title=both("公交", "Buses"),
                bullets=(
                    Bullet(
                        statements=(
                            statement(
                                both("三条线路每天增加48个班次。", "The three routes get 48 more runs a day."),
                                cites(bus, 3),
                                "1-2",
                            ),
                            statement(
                                both(
                                    "孙绍文说，已更换节能灯1260盏。",
                                    "Sun Shaowen said 1,260 energy-saving lamps were fitted.",
                                ),
                                (*cites(bus, 5), *cites(bus, 3), *cites(bus, 5)),
                                "1-3",
                            ),
                        )
                    ),
                    Bullet(
                        statements=(
                            statement(
                                both("预计近2.3万名居民受益。", "Nearly 23,000 residents are expected to benefit."),
                                cites(bus, 3),
                                "1-2",
                            ),
                        )
                    ),
                ),
            ),
            Section(
                title=both("农业", "Farming"),
                bullets=(
                    Bullet(
                        statements=(
                            statement(
                                both(
                                    "寿光今年计划改造大棚3500个。",
                                    "Shouguang plans to rebuild 3,500 greenhouses this year.",
                                ),
                                cites(green, 2),
                                "2-1",
                            ),
                            statement(
                                both("马洪军说，用水减少三成以上。", "Ma Hongjun said water use fell by at least 30%."),
                                cites(green, 4),
                                "2-3",
                            ),
                        )
                    ),
                ),
            ),
        ),
        notes=(
            Note(text=both("版面未印年份。", "The page prints no year."), cites=cites(bus, 2)),
            Note(text=both("未说明其余大棚的完工时间。", "It is not said when the other greenhouses will be done.")),
            Note(text=both("三成即30%。", "Three tenths (三成) is 30%."), cites=cites(green, 4)),
            Note(text=both("第三篇是人物特写。", "Article 3 is a profile.")),
        ),
        readings=(_buses_reading(), _greenhouses_reading(), _umbrellas_reading()),
        failures=(),
        rejections=(
            rejection(
                both("潍坊公交全部延时。", "All 58 routes run later."),
                cites(bus, 2),
                Reason.FIGURE_UNSUPPORTED,
                "zh: nothing supports all routes",
                "merge",
            ),
        ),
        statements_made=12,
        usage=Usage(calls=3, prompt_tokens=4200, completion_tokens=1900),
    )


# ------------------------------------------------------------------ Ganzhou, and what could not be placed


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


def refusal() -> Failure:
    """The article that could not be read."""
    where = place(GANZHOU, NANKANG, JIANGXI, "南康区")
    return Failure(placed=Placed(article=jobs(), place=where), error="ModelRefused", reason="content filter")


def ganzhou() -> Briefing:
    """Ganzhou: one article read, one refused."""
    a = parks()
    item = Item(
        id="1-1",
        cites=cites(a, 2),
        text=both(
            "章贡区今年新建口袋公园12处，共4.6万平方米。",
            "Zhanggong District built 12 pocket parks this year, 46,000 square metres in all.",
        ),
    )
    told = statement(item.text, item.cites, item.id)
    reading = Reading(
        placed=Placed(article=a, place=place(GANZHOU, ZHANGGONG, JIANGXI, "赣州讯", "章贡区")),
        headline=both(a.headline, "Twelve pocket parks in Zhanggong"),
        items=(item,),
        figures=(
            figure(
                "12处",
                both("12处", "12 parks"),
                both("今年新建", "built this year"),
                both("章贡区", "Zhanggong District"),
                cites(a, 2),
            ),
        ),
        people=(entity(both("谢春梅", "Xie Chunmei"), both("附近居民", "nearby resident"), cites(a, 4)),),
        organisations=(),
        notes=(Note(text=both("其余3处尚未完工。", "Three parks are not finished."), cites=cites(a, 3)),),
        rejections=(),
        claims=4,
    )
    return Briefing(
        slug="ganzhou",
        name=both("赣州市", "Ganzhou"),
        province=JIANGXI,
        city=GANZHOU,
        county=ZHANGGONG,
        dates=("2025-05-07",),
        headline=statement(both("章贡区建成12处口袋公园", "Twelve pocket parks in Zhanggong"), cites(a, 2), "1-1"),
        lede=(told,),
        sections=(Section(title=both("公园", "Parks"), bullets=(Bullet(statements=(told,)),)),),
        notes=(),
        readings=(reading,),
        failures=(refusal(),),
        rejections=(),
        statements_made=0,
        usage=Usage(calls=1, prompt_tokens=900, completion_tokens=300),
    )


def unplaced() -> Briefing:
    """A fragment whose city cannot be told: no headline, no lede."""
    a = lamps()
    item = Item(id="1-1", cites=cites(a, 1), text=both("检修路灯230盏。", "Staff repaired 230 street lamps."))
    told = Bullet(statements=(statement(item.text, item.cites, item.id),))
    reading = Reading(
        placed=Placed(article=a, place=NOWHERE),
        headline=both("", ""),
        items=(item,),
        figures=(),
        people=(),
        organisations=(),
        notes=(),
        rejections=(),
        claims=1,
    )
    return Briefing(
        slug="unplaced",
        name=both("未能确定地点", "Unplaced"),
        province=None,
        city=None,
        county=None,
        dates=(),
        headline=None,
        lede=(),
        sections=(Section(title=both("路灯", "Street lamps"), bullets=(told,)),),
        notes=(),
        readings=(reading,),
        failures=(),
        rejections=(),
        statements_made=0,
        usage=Usage(calls=1, prompt_tokens=200, completion_tokens=60),
    )


def briefings() -> tuple[Briefing, ...]:
    """All of the run, in its order."""
    return weifang(), ganzhou(), unplaced()


# ------------------------------------------------------------------ the run


def run(lang: str = "en", length: Literal["brief", "standard", "full"] = "standard", **changes: Any) -> Run:
    """The run that made ``briefings()``, from recorded answers."""
    fields: dict[str, Any] = {
        "version": "0.1.0",
        "date": "2030-03-15",
        "engine": "recorded",
        "models": {"extract": "recorded-llm", "merge": "recorded-llm"},
        "lang": lang,
        "by": "city",
        "length": length,
        "prompts": {"extract.system.j2": "a" * 64},
        "pages": tuple(
            PageLine(file=p.file, sha256=p.sha256, encoding="utf-8", format="txt", articles=n)
            for p, n in zip(pages().values(), (3, 2, 1), strict=True)
        ),
        "unreadable": (Unreadable(file="weifang/0507.txt", reason="not text in any known encoding"),),
        "briefings": ("weifang", "ganzhou", "unplaced"),
        "failures": (refusal(),),
        "problems": ("ganzhou: no overview was written",),
        "usage": {
            "extract": Usage(calls=4, prompt_tokens=4100, completion_tokens=1800),
            "merge": Usage(calls=2, prompt_tokens=1200, completion_tokens=460),
        },
        "answers": {"model": 0, "store": 0, "recorded": 6},
        "claims": 29,
        "kept": 27,
        "withheld": {"figure_unsupported": 1, "citation_missing": 1},
        "cost_usd": Decimal("0"),
    }
    return Run(**(fields | changes))


def retagged(briefing: Briefing, lang: str) -> Briefing:
    """The briefing with its English texts under another tag; for "zh", with the Chinese alone."""
    return _swapped(briefing, lambda text: _tagged(text, lang))


def poisoned(briefing: Briefing, words: str) -> Briefing:
    """The briefing with ``words`` put into every text for readers, before and after."""
    return _swapped(briefing, lambda text: {tag: f"{words}{said}{words}" for tag, said in text.items()})


def _tagged(text: Mapping[str, str], lang: str) -> Texts:
    return {"zh": text["zh"]} if lang == "zh" else {"zh": text["zh"], lang: text["en"]}


def _swapped(record: Briefing, change: Any) -> Briefing:
    return Briefing.model_validate(_walk(record.model_dump(), change))


def _walk(value: Any, change: Any) -> Any:
    if isinstance(value, BaseModel):
        return _walk(value.model_dump(), change)
    if isinstance(value, dict):
        if "zh" in value and "adcode" not in value:
            return change(value)
        return {key: _walk(one, change) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_walk(one, change) for one in value)
    return value
