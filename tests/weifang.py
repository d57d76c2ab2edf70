"""The briefing of Weifang: three articles, two sections, one of everything that may be withheld."""

from __future__ import annotations

from newspaper import (
    KUIWEN,
    SHANDONG,
    SHOUGUANG,
    WEIFANG,
    both,
    buses,
    cites,
    entity,
    figure,
    greenhouses,
    place,
    rejection,
    statement,
    umbrellas,
)

from briefing.records import (
    Briefing,
    Bullet,
    Item,
    Note,
    Placed,
    Reading,
    Reason,
    Section,
    Usage,
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
