"""Where an article belongs: its whole page is weighed, visitors do not count, what cannot be told is not guessed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import SettingsError
from briefing.language.places.gazetteer import load_gazetteer
from briefing.records import Article, Byline, Kind, Page, Place, Role, Sentence, Span
from briefing.stages.load import load_pages
from briefing.stages.place import place_articles
from briefing.stages.segment import segment_page

SHARED = Path(__file__).parents[1].parent / "shared"
GOLD = sorted((SHARED / "gold").glob("*.json"))


def article(number: int, headline: str, body: str, dateline: str = "") -> Article:
    """An article of one headline and one paragraph."""
    texts = [headline, *re.findall("[^。！？]+[。！？]?", body)]
    sentences = tuple(
        Sentence(
            number=at + 1,
            text=text,
            spans=(),
            first_line=1,
            last_line=1,
            paragraph=min(at, 1),
            role=Role.BODY if at else Role.HEADLINE,
        )
        for at, text in enumerate(texts)
    )
    return Article(
        file="page.txt",
        number=number,
        kind=Kind.NEWS,
        headline=headline,
        kicker="",
        subhead="",
        byline=Byline(),
        dateline=dateline,
        start_line=1,
        end_line=2,
        sentences=sentences,
        spans=(),
        defects=(),
    )


def placed(*stories: tuple[str, ...], file: str = "page.txt", text: str = "", stated: str = "") -> list[Place]:
    """The places of a page with these (headline, body[, dateline])."""
    page = Page(file=file, text=text, sha256="", encoding="utf-8", format="txt")
    articles = [article(n, *story) for n, story in enumerate(stories, start=1)]
    return [p.place for p in place_articles(articles, page, load_gazetteer(), stated)]


def names(place: Place) -> tuple[str | None, str | None]:
    return place.city.zh if place.city else None, place.county.zh if place.county else None


# ------------------------------------------------------------------ the city


def test_a_city_named_on_the_page_is_the_city_of_its_articles_that_name_none() -> None:
    first, second = placed(
        ("公园免费开放", "石家庄市园林部门介绍，12处公园延长开放时间。石家庄供电公司增设照明。"),
        ("热线接得快", "我市热线上半年接听来电46万个。"),
    )
    assert names(first) == names(second) == ("石家庄市", None)
    assert second.evidence
    assert set(second.evidence) <= {"石家庄市", "石家庄供电公司"}
    assert second.confidence < first.confidence


def test_a_person_who_worked_elsewhere_does_not_move_the_article() -> None:
    (place,) = placed(("返乡护士", "通辽市医院的护士赵敏原本在青岛市市北区工作，今年回到家乡，随队驰援呼和浩特。"))
    assert place.city is not None
    assert place.city.zh == "通辽市"


def test_a_visiting_team_does_not_move_the_article() -> None:
    places = placed(
        ("名医坐诊", "济南市医疗队走进库伦旗，为牧民义诊。"),
        ("奶源有保障", "库伦旗新建牧场3处，通辽市农牧局派员指导。"),
    )
    assert [names(p) for p in places] == [("通辽市", "库伦旗")] * 2


def test_a_subdistrict_with_the_name_of_a_district_elsewhere_stays_in_its_city() -> None:
    (place,) = placed(("便民早市", "呼和浩特讯 赛罕区科尔沁街道的早市增加摊位60个。", "呼和浩特"))
    assert names(place) == ("呼和浩特市", "赛罕区")


@pytest.mark.parametrize(
    "body",
    [
        "邵南通讯员从田头发来照片。",
        "科技特派员奔走在企业和田间，守护百姓安康。",
        "王长春说，今年收成不错。",
        "南京路的商铺换上了新招牌。",
        "新华医院与和平小学结对。",
        "他们在区域内开展合作，共和睦邻。",
    ],
)
def test_words_that_only_look_like_places_are_none(body: str) -> None:
    (place,) = placed(("见闻", body))
    assert names(place) == (None, None)


def test_a_district_shared_by_cities_is_the_one_of_the_pages_city() -> None:
    places = placed(
        ("桥西区办实事", "桥西区新建口袋公园2处。"), ("地铁加密", "张家口市公交集团新开线路3条，张家口火车站设站。")
    )
    assert places[0].county is not None
    assert (names(places[0]), places[0].county.adcode) == (("张家口市", "桥西区"), "130703")


def test_a_tie_is_not_guessed_and_its_candidates_are_named() -> None:
    (place,) = placed(("健步走", "鼓楼区举办健步走，1200人参加。"))
    assert names(place) == (None, None)
    assert {d.zh for d in place.candidates} >= {"南京市", "福州市"}
    assert place.confidence == 0


def test_candidates_of_one_province_still_give_the_province() -> None:
    (place,) = placed(("两市签约", "济南市与淄博市签约，双方共建产业园。"))
    assert place.city is None
    assert place.province is not None
    assert place.province.en == "Shandong Province"


def test_each_dateline_of_a_provinces_paper_is_its_own_city() -> None:
    places = placed(
        ("夏粮", "郑州讯 夏粮收购有序。", "郑州"),
        ("水情", "洛阳讯 河水回落。", "洛阳"),
        ("游园", "开封讯 游客增多。", "开封"),
    )
    assert [names(p)[0] for p in places] == ["郑州市", "洛阳市", "开封市"]


def test_an_article_that_names_only_another_city_leaves_the_pages_city() -> None:
    page = [("便民", "绵阳市政务大厅延时服务，绵阳市涪城区设点。"), ("校车", "绵阳市新增校车30辆，绵阳电视台报道。")]
    *_, last = placed(*page, ("海港", "宁波市北仑区新开航线，宁波市海关全天通关，宁波市港务集团扩建码头。"))
    assert names(last)[0] == "宁波市"


def test_towns_alone_can_tell_city_and_county() -> None:
    places = placed(("一", "永清街道清扫积雪。"), ("二", "团结街道看望老人。"), ("三", "施介街道开展义诊。"))
    assert [names(p) for p in places] == [("通辽市", "科尔沁区")] * 3


def test_a_masthead_outside_all_articles_counts() -> None:
    (place,) = placed(("停水", "今晚部分路段停水4小时。"), text="赣州晚报\n第3版\n")
    assert names(place) == ("赣州市", None)


@pytest.mark.parametrize("file", ["changsha-2022-11.txt", "长沙/3.txt", "pages/长沙市/a.jsonl#4"])
def test_a_file_name_tells_the_city_where_nothing_else_does(file: str) -> None:
    (place,) = placed(("早市", "早市明天恢复。"), file=file)
    assert names(place) == ("长沙市", None)
    assert place.confidence < 0.7


def test_a_file_name_shared_by_cities_decides_nothing_and_the_text_outweighs_any() -> None:
    assert names(placed(("早市", "早市明天恢复。"), file="fuzhou.txt")[0]) == (None, None)
    assert names(placed(("早市", "合肥市早市明天恢复。"), file="changsha.txt")[0]) == ("合肥市", None)


# ------------------------------------------------------------------ the stated city


def test_a_stated_city_decides_for_all_articles() -> None:
    places = placed(("游园", "开封讯 游客增多。", "开封"), ("会议", "我市召开会议。"), stated="通辽")
    assert [names(p) for p in places] == [("通辽市", None)] * 2


@pytest.mark.parametrize("stated", ["150500", "通辽市", "通辽", "Tongliao"])
def test_a_city_can_be_stated_by_code_or_name(stated: str) -> None:
    assert names(placed(("会议", "会议召开。"), stated=stated)[0])[0] == "通辽市"


def test_a_stated_county_is_where_our_district_is() -> None:
    assert names(placed(("会议", "我区召开会议。"), stated="合川区")[0]) == ("重庆市", "合川区")


@pytest.mark.parametrize("stated", ["亚特兰大", "河北省"])
def test_a_stated_city_that_is_none_is_refused(stated: str) -> None:
    with pytest.raises(SettingsError, match=stated):
        placed(("会议", "会议召开。"), stated=stated)


def test_a_stated_name_of_several_places_is_refused_with_their_codes() -> None:
    with pytest.raises(SettingsError, match="110105"):
        placed(("会议", "会议召开。"), stated="朝阳区")


# ------------------------------------------------------------------ the county


def test_the_abbreviations_of_a_citys_paper_are_read() -> None:
    places = placed(
        ("科区亮灯", "科尔沁区更换路灯800盏。"),
        ("霍市植树", "霍市今春植树3.2万株，霍林郭勒市林草局供苗。"),
        ("外科区域扩容", "通辽市医院外科区域新增床位40张。"),
    )
    assert [names(p)[1] for p in places] == ["科尔沁区", "霍林郭勒市", None]


def test_an_abbreviation_that_two_counties_share_is_none() -> None:
    places = placed(("东区亮灯", "呼和浩特市东区更换路灯。"), ("新区建校", "新区建校2所，呼和浩特市教育局派出教师。"))
    assert [names(p)[1] for p in places] == [None, None]


def test_the_development_zone_stands_where_a_county_would() -> None:
    places = placed(("开发区送岗", "开发区今年新增岗位1500个。"), ("企业落户", "通辽经济技术开发区引进企业9家。"))
    assert [names(p)[1] for p in places] == ["通辽经济技术开发区"] * 2
    assert places[0].county is not None
    assert (places[0].county.adcode, places[0].county.en) == (
        "",
        "Tongliao Economic and Technological Development Zone",
    )


def test_a_zone_that_no_table_has_is_named_after_its_city() -> None:
    places = placed(("经开区提速", "经开区完成投资30亿元。"), ("治堵", "大连市交警支队优化路口12处。"))
    assert places[0].county is not None
    assert places[0].county.zh == "大连经济技术开发区"


def test_a_districts_own_paper_gives_its_district_to_our_district() -> None:
    places = placed(
        ("区税务局进社区", "我区税务干部走访商户320户。"),
        ("移动提速", "中国移动合川分公司新建基站45个，合川区实现覆盖。"),
        ("街道换新", "合阳城街道修缮步道6公里。"),
    )
    assert [names(p) for p in places] == [("重庆市", "合川区")] * 3


def test_a_county_level_citys_own_paper_means_itself_by_our_city() -> None:
    places = placed(
        ("备耕", "我市备足化肥1.2万吨。铁力市农业农村局下乡指导。"),
        ("防火", "市林草局在桃山镇设卡，我市连续三年无火灾。"),
        ("校园", "全市37所学校食堂上线监控。"),
    )
    assert [names(p) for p in places] == [("伊春市", "铁力市")] * 3


def test_a_citys_own_story_has_no_county_even_where_a_scene_lies_in_one() -> None:
    (place,) = placed(
        ("全市秋收过半", "记者从市农牧局获悉，我市秋粮已收六成。在科尔沁区，老赵刚卖完粮。通辽市气象局预计周末有雨。")
    )
    assert names(place) == ("通辽市", None)


def test_two_districts_in_one_lede_are_the_citys_story() -> None:
    (place,) = placed(("联合执法", "宁波市海曙区、鄞州区联合检查商户120家。"))
    assert names(place) == ("宁波市", None)


def test_our_region_in_an_autonomous_region_is_no_district() -> None:
    places = placed(("增学位", "全区新增学位3万个，内蒙古自治区教育厅介绍。"), ("建公园", "包头市昆都仑区建公园5处。"))
    assert [names(p) for p in places] == [("包头市", None), ("包头市", "昆都仑区")]


def test_a_page_without_any_place_stays_unplaced() -> None:
    (place,) = placed(("贴士", "出门记得带伞。"))
    assert place == Place(city=None, county=None, province=None, evidence=(), confidence=0.0, candidates=())


# ------------------------------------------------------------------ pages that readers marked


def _marked(gold: dict[str, Any], start: int, end: int) -> set[tuple[str, str | None]]:
    """City and counties of the marked articles that overlap these lines."""
    over = [a for a in gold["articles"] if a["start_line"] <= end and a["end_line"] >= start]
    return {(gold["city"]["zh"], a["county"] and a["county"]["zh"]) for a in over}


@pytest.mark.skipif(not GOLD, reason="the marked pages are not beside this checkout")
def test_marked_pages_are_placed_as_readers_placed_them() -> None:
    wrong, total = [], 0
    for path in GOLD:
        gold = json.loads(path.read_text(encoding="utf-8"))
        (page,) = [p for p in load_pages([SHARED / "pages" / gold["file"]]) if isinstance(p, Page)]
        for found in place_articles(segment_page(page).articles, page, load_gazetteer()):
            total += 1
            if names(found.place) not in _marked(gold, found.article.start_line, found.article.end_line):
                wrong.append((found.article.headline, names(found.place)))
    assert total >= 20
    assert wrong == []


def test_furniture_is_what_no_article_covers() -> None:
    text = "长沙晚报\n早市明天恢复。"
    page = Page(file="a.txt", text=text, sha256="", encoding="utf-8", format="txt")
    inside = article(1, "", "早市明天恢复。").model_copy(update={"spans": (Span(start=0, end=len(text)),)})
    outside = inside.model_copy(update={"spans": (Span(start=5, end=len(text)),)})
    found = [place_articles([a], page, load_gazetteer())[0].place.city for a in (inside, outside)]
    assert [city and city.zh for city in found] == [None, "长沙市"]
