"""The gazetteer: names, codes, what lies in what, and English as the world writes it."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from briefing.language.places.gazetteer import Gazetteer, load_gazetteer
from briefing.records import Division


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def one(gazetteer: Gazetteer, name: str) -> Division:
    (division,) = gazetteer.find(name)
    return division


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("呼和浩特市", "Hohhot"),
        ("通辽市", "Tongliao"),
        ("霍林郭勒市", "Holingol City"),
        ("科尔沁区", "Horqin District"),
        ("赛罕区", "Saihan District"),
        ("回民区", "Huimin District"),
        ("合川区", "Hechuan District"),
        ("科尔沁左翼后旗", "Horqin Left Rear Banner"),
        ("达尔罕茂明安联合旗", "Darhan Muminggan United Banner"),
        ("鄂温克族自治旗", "Evenki Autonomous Banner"),
        ("锡林郭勒盟", "Xilingol League"),
        ("内蒙古自治区", "Inner Mongolia Autonomous Region"),
        ("西藏自治区", "Tibet Autonomous Region"),
        ("陕西省", "Shaanxi Province"),
        ("乌鲁木齐市", "Ürümqi"),
        ("喀什地区", "Kashgar Prefecture"),
        ("延边朝鲜族自治州", "Yanbian Korean Autonomous Prefecture"),
        ("恩施土家族苗族自治州", "Enshi Tujia and Miao Autonomous Prefecture"),
        ("北川羌族自治县", "Beichuan Qiang Autonomous County"),
        ("长白朝鲜族自治县", "Changbai Korean Autonomous County"),
        ("融水苗族自治县", "Rongshui Miao Autonomous County"),
        ("东乡族自治县", "Dongxiang Autonomous County"),
        ("龙胜各族自治县", "Longsheng Multi-ethnic Autonomous County"),
        ("浦东新区", "Pudong New Area"),
        ("神农架林区", "Shennongjia Forestry District"),
        ("万柏林区", "Wanbolin District"),
        ("香港特别行政区", "Hong Kong"),
        ("歙县", "She County"),
        ("芒市", "Mangshi City"),
    ],
)
def test_each_kind_of_division_has_its_usual_english_name(gazetteer: Gazetteer, zh: str, en: str) -> None:
    assert one(gazetteer, zh).en == en


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("长治市", "Changzhi"),
        ("长子县", "Zhangzi County"),
        ("洪洞县", "Hongtong County"),
        ("六安市", "Lu'an"),
        ("六合区", "Luhe District"),
        ("蚌埠市", "Bengbu"),
        ("铅山县", "Yanshan County"),
        ("番禺区", "Panyu District"),
        ("乐山市", "Leshan"),
        ("乐清市", "Yueqing City"),
        ("乐亭县", "Laoting County"),
        ("涡阳县", "Guoyang County"),
        ("会理市", "Huili City"),
        ("大埔县", "Dabu County"),
        ("荥阳市", "Xingyang City"),
        ("荥经县", "Yingjing County"),
        ("单县", "Shan County"),
        ("莘县", "Shen County"),
        ("尉犁县", "Yuli County"),
        ("尉氏县", "Weishi County"),
        ("浚县", "Xun County"),
        ("泌阳县", "Biyang County"),
        ("郫都区", "Pidu District"),
        ("犍为县", "Qianwei County"),
        ("筠连县", "Junlian County"),
        ("东阿县", "Dong'e County"),
        ("台州市", "Taizhou"),
        ("丽水市", "Lishui"),
        ("西安市", "Xi'an"),
        ("都匀市", "Duyun City"),
        ("珲春市", "Hunchun City"),
        ("闵行区", "Minhang District"),
        ("泊头市", "Botou City"),
        ("佛坪县", "Foping County"),
    ],
)
def test_characters_with_several_readings_are_read_as_in_the_place(gazetteer: Gazetteer, zh: str, en: str) -> None:
    assert one(gazetteer, zh).en == en


def test_every_division_has_a_plain_english_name_and_a_code_of_its_own(gazetteer: Gazetteer) -> None:
    rows = [d for code in range(10, 83) for d in _all_below(gazetteer, f"{code}0000")]
    assert len(rows) > 3200
    assert len({d.adcode for d in rows if d.adcode}) == sum(bool(d.adcode) for d in rows)
    assert [d.zh for d in rows if not d.en or any("一" <= c <= "鿿" for c in d.en)] == []


def _all_below(gazetteer: Gazetteer, code: str) -> list[Division]:
    here = gazetteer.by_adcode(code)
    if here is None:
        return []
    return [here] + [d for child in gazetteer.below(here) for d in _tree(gazetteer, child)]


def _tree(gazetteer: Gazetteer, here: Division) -> list[Division]:
    return [here] + [d for child in gazetteer.below(here) for d in _tree(gazetteer, child)]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("通辽", ["150500"]),
        ("科尔沁", ["150502"]),
        ("北川县", ["510726"]),
        ("科左中旗", ["150521"]),
        ("延边州", ["222400"]),
        ("沪", ["310000"]),
        ("冰城", ["230100"]),
        ("萝岗区", ["440112"]),  # merged
        ("襄樊市", ["420600"]),  # renamed
        ("鼓楼区", ["320106", "320302", "350102", "410204"]),
        ("火星", []),
    ],
)
def test_find_knows_full_short_former_and_nick_names(gazetteer: Gazetteer, name: str, codes: list[str]) -> None:
    assert [d.adcode for d in gazetteer.find(name)] == codes


@pytest.mark.parametrize(
    ("name", "city", "province"),
    [
        ("科尔沁区", "通辽市", "内蒙古自治区"),
        ("合川区", "重庆市", "重庆市"),
        ("秀山土家族苗族自治县", "重庆市", "重庆市"),
        ("通辽市", "通辽市", "内蒙古自治区"),
        ("仙桃市", "仙桃市", "湖北省"),  # directly under its province
        ("石河子市", "石河子市", "新疆维吾尔自治区"),
        ("通辽经济技术开发区", "通辽市", "内蒙古自治区"),  # a zone without a code
        ("澳门特别行政区", "澳门特别行政区", "澳门特别行政区"),
    ],
)
def test_each_division_knows_its_city_and_province(gazetteer: Gazetteer, name: str, city: str, province: str) -> None:
    division = one(gazetteer, name)
    assert (gazetteer.city_of(division), gazetteer.province_of(division)) == (
        gazetteer.find(city)[0],
        gazetteer.find(province)[0],
    )


def test_a_province_has_no_city_and_no_parent(gazetteer: Gazetteer) -> None:
    hebei = one(gazetteer, "河北省")
    assert gazetteer.city_of(hebei) is None
    assert gazetteer.parent(hebei) is None


def test_scan_takes_the_longest_of_names_that_overlap(gazetteer: Gazetteer) -> None:
    text = "海东市和平安区签约，青岛市市北区的客商到场。"
    assert [text[f.start : f.end] for f in gazetteer.scan(text)] == ["海东市", "平安区", "青岛市", "市北区"]


def test_scan_gives_all_divisions_of_a_shared_name(gazetteer: Gazetteer) -> None:
    (found,) = gazetteer.scan("新城区启动供暖。")
    assert sorted(gazetteer.city_of(d).zh for d in found.divisions) == ["呼和浩特市", "西安市"]  # type: ignore[union-attr]


@pytest.mark.timed
def test_scan_time_grows_with_the_text_only(gazetteer: Gazetteer) -> None:
    text = "科尔沁区与霍林郭勒市的牧民赶着羊群过河，" * 2500  # 50,000 characters
    start = time.perf_counter()
    assert len(gazetteer.scan(text)) == 5000
    assert time.perf_counter() - start < 1.0


def test_towns_are_found_with_the_counties_that_have_them(gazetteer: Gazetteer) -> None:
    text = "在合阳城街道和辽河镇"
    found = {text[f.start : f.end]: [d.zh for d in f.divisions] for f in gazetteer.scan_towns(text)}
    assert found["合阳城街道"] == ["合川区"]
    assert "通辽经济技术开发区" in found["辽河镇"]


@pytest.mark.timed
def test_loading_takes_a_few_hundredths_of_a_second() -> None:
    code = (
        "import briefing.records, time; t = time.perf_counter();"
        "from briefing.language.places.gazetteer import load_gazetteer; load_gazetteer(); print(time.perf_counter() - t)"
    )
    times = [
        float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout) for _ in range(3)
    ]
    assert min(times) < 0.12  # 0.02 s alone on the machine


def test_the_gazetteer_is_loaded_once() -> None:
    assert load_gazetteer() is load_gazetteer()
