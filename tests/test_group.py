"""Articles are sorted into the places that get a briefing each; none is lost."""

from __future__ import annotations

import factory
import pytest

from briefing.records import Division, Failure, Place, Placed, Reading
from briefing.stages.group import group


def reading(place: Place) -> Reading:
    return Reading(
        placed=Placed(article=factory.buses(), place=place), headline={"zh": "标题"}, items=(), figures=(), people=(),
        organisations=(), notes=(), rejections=(), claims=0,
    )  # fmt: skip


def at(city: Division | None, county: Division | None = None) -> Reading:
    return reading(factory.place(city, county, factory.SHANDONG if city else None))


def test_each_city_gets_a_group_in_the_order_of_adcodes_and_the_unplaced_come_last() -> None:
    groups = group([at(None), at(factory.WEIFANG), at(factory.GANZHOU), at(factory.WEIFANG)], "city", "en")
    assert [one.slug for one in groups] == ["ganzhou", "weifang", "unplaced"]
    assert [len(one.readings) for one in groups] == [1, 2, 1]
    assert groups[2].name == {"zh": "地点未定", "en": "Unplaced"}
    assert groups[2].city is None


def test_a_county_is_named_only_where_all_articles_are_in_it() -> None:
    (one,) = group([at(factory.WEIFANG, factory.KUIWEN), at(factory.WEIFANG, factory.KUIWEN)], "city", "en")
    assert one.county == factory.KUIWEN
    (mixed,) = group([at(factory.WEIFANG, factory.KUIWEN), at(factory.WEIFANG, None)], "city", "en")
    assert mixed.county is None


def test_by_county_a_citywide_story_stays_with_its_city() -> None:
    groups = group([at(factory.WEIFANG, factory.KUIWEN), at(factory.WEIFANG)], "county", "en")
    assert [one.slug for one in groups] == ["weifang", "kuiwen-district"]


def test_failures_stay_with_their_place() -> None:
    failed = Failure(placed=at(factory.WEIFANG).placed, error="ModelRefused", reason="declined")
    (one,) = group([at(factory.WEIFANG), failed], "city", "en")
    assert len(one.readings) == 1
    assert one.failures == (failed,)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b\\c", "index", "run", ".hidden", "con\x00trol", "潍坊"])
def test_no_name_can_steer_a_path(name: str) -> None:
    division = Division(zh="某市", en=name, adcode="370700")
    (one,) = group([at(division)], "city", "en")
    assert one.slug.replace("-", "").isalnum()
    assert one.slug.isascii()
    assert one.slug not in ("index", "run")


def test_two_places_of_one_english_name_get_two_files() -> None:
    other = Division(zh="另一市", en="Weifang", adcode="999900")
    first, second = group([at(factory.WEIFANG), at(other)], "city", "en")
    assert first.slug == "weifang"
    assert second.slug == "weifang-999900"


def test_item_ids_carry_the_articles_number_in_the_briefing() -> None:
    one, two = at(factory.WEIFANG), factory.weifang().readings[1]
    (place,) = group([one, two], "city", "en")
    assert [item.id for item in place.readings[1].items] == [f"2-{n}" for n in range(1, len(two.items) + 1)]


def test_chinese_only_has_no_second_name() -> None:
    (one,) = group([at(factory.WEIFANG)], "city", "zh")
    assert one.name == {"zh": "潍坊市"}
