"""Briefings for tests: two cities, six articles, our own Chinese, every record as the stages would make it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from newspaper import (
    GANZHOU,
    GANZHOU_FILE,
    GANZHOU_TEXT,
    JIANGXI,
    KUIWEN,
    LOOSE_FILE,
    LOOSE_TEXT,
    NANKANG,
    NOWHERE,
    SHANDONG,
    SHOUGUANG,
    WEIFANG,
    WEIFANG_FILE,
    WEIFANG_TEXT,
    ZHANGGONG,
    article,
    both,
    buses,
    cites,
    entity,
    figure,
    greenhouses,
    jobs,
    lamps,
    page,
    pages,
    parks,
    place,
    rejection,
    sentence,
    statement,
    umbrellas,
)
from pydantic import BaseModel
from weifang import weifang

from briefing.records import (
    Briefing,
    Bullet,
    Failure,
    Item,
    Note,
    PageLine,
    Placed,
    Reading,
    Run,
    Section,
    Texts,
    Unreadable,
    Usage,
)

__all__ = [
    "GANZHOU",
    "GANZHOU_FILE",
    "GANZHOU_TEXT",
    "JIANGXI",
    "KUIWEN",
    "LOOSE_FILE",
    "LOOSE_TEXT",
    "NANKANG",
    "NOWHERE",
    "SHANDONG",
    "SHOUGUANG",
    "WEIFANG",
    "WEIFANG_FILE",
    "WEIFANG_TEXT",
    "ZHANGGONG",
    "article",
    "both",
    "briefings",
    "buses",
    "cites",
    "entity",
    "figure",
    "ganzhou",
    "greenhouses",
    "jobs",
    "lamps",
    "page",
    "pages",
    "parks",
    "place",
    "poisoned",
    "refusal",
    "rejection",
    "retagged",
    "run",
    "sentence",
    "statement",
    "umbrellas",
    "unplaced",
    "weifang",
]


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
