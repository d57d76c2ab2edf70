"""Names of people and organisations in English. All persons are made up."""

from __future__ import annotations

import csv
import subprocess
import sys

import pytest

from briefing.language.people.names import pinyin_name
from briefing.language.people.organisations import organisation_name
from briefing.resources import data


@pytest.mark.parametrize(
    ("zh", "english"),
    [
        ("毛淑雪", "Mao Shuxue"),
        ("秦雪", "Qin Xue"),
        ("吕长青", "Lü Changqing"),
        ("刘建安", "Liu Jian'an"),
        ("陈 立", "Chen Li"),
    ],
)
def test_the_surname_stands_first_and_the_given_name_is_one_word(zh: str, english: str) -> None:
    assert pinyin_name(zh) == english


@pytest.mark.parametrize(
    ("zh", "surname"),
    [
        ("单立新", "Shan"),
        ("解立新", "Xie"),
        ("仇立新", "Qiu"),
        ("查立新", "Zha"),
        ("区立新", "Ou"),
        ("朴立新", "Piao"),
        ("曾立新", "Zeng"),
        ("翟立新", "Zhai"),
        ("员立新", "Yun"),
        ("乐立新", "Yue"),
        ("盖立新", "Ge"),
        ("缪立新", "Miao"),
        ("宁立新", "Ning"),
        ("么立新", "Yao"),
        ("尹立新", "Yin"),
        ("冼立新", "Xian"),
        ("覃立新", "Qin"),
        ("任立新", "Ren"),
        ("华立新", "Hua"),
    ],
)
def test_a_surname_is_read_as_a_surname(zh: str, surname: str) -> None:
    assert pinyin_name(zh) == f"{surname} Lixin"


@pytest.mark.parametrize(
    ("zh", "english"),
    [
        ("欧阳小梅", "Ouyang Xiaomei"),
        ("司马立", "Sima Li"),
        ("诸葛建国", "Zhuge Jianguo"),
        ("上官雪", "Shangguan Xue"),
        ("皇甫立新", "Huangfu Lixin"),
        ("尉迟海", "Yuchi Hai"),
        ("令狐文", "Linghu Wen"),
    ],
)
def test_a_surname_of_two_characters_is_one_word(zh: str, english: str) -> None:
    assert pinyin_name(zh) == english


@pytest.mark.parametrize(
    ("zh", "english"),
    [
        ("买买提·艾力", "Maimaiti Aili"),
        ("阿依古丽•买买提", "Ayiguli Maimaiti"),
        ("扎西", "Tashi"),
        ("扎西次仁", "Tashi Tsering"),
        ("那日苏", "Narisu"),
        ("敖特根", "Aotegen"),
        ("哈斯巴根", "Hasibagen"),
        ("孟和", "Menghe"),
    ],
)
def test_a_name_without_a_surname_is_written_whole(zh: str, english: str) -> None:
    assert pinyin_name(zh) == english


def test_a_form_of_address_is_translated() -> None:
    assert (pinyin_name("黄大爷"), pinyin_name("曾女士")) == ("Mr Huang", "Ms Zeng")


@pytest.mark.parametrize("text", ["", "Tom", "张3", "<b>张三</b>", "张三,李四"])
def test_what_is_no_chinese_name_has_no_english(text: str) -> None:
    assert pinyin_name(text) == ""


def test_pinyin_is_loaded_only_when_a_name_is_written() -> None:
    code = "import sys, briefing.language.people.names, briefing.language.people.organisations; print('pypinyin' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("zh", "english"),
    [
        ("科尔沁区第三人民医院", "Horqin District Third People's Hospital"),
        ("通辽市卫生健康委员会", "Tongliao Municipal Health Commission"),
        ("合川区税务局", "Hechuan District Tax Bureau"),
        ("赛罕区城市管理综合执法局", "Saihan District Urban Management and Comprehensive Law Enforcement Bureau"),
        ("合阳城街道", "Heyangcheng Subdistrict"),
        ("永泰城社区", "Yongtaicheng Community"),
        ("国网通辽供电公司", "State Grid Tongliao Power Supply Company"),
        ("中国移动合川分公司", "China Mobile Hechuan Branch"),
        ("通辽市科尔沁区人民法院", "Horqin District People's Court"),
        ("霍林郭勒市市场监督管理局", "Holingol Municipal Market Regulation Bureau"),
        ("陕西省应急管理厅", "Shaanxi Provincial Department of Emergency Management"),
        ("内蒙古师范大学", "Inner Mongolia Normal University"),
        ("第二十一中学", "No. 21 Middle School"),
        ("通辽市第一中学", "Tongliao No. 1 Middle School"),
        ("区税务局合阳税务所", "District Tax Bureau Heyang Tax Office"),
        ("市教育局", "Municipal Education Bureau"),
        ("区委宣传部", "District Party Committee Publicity Department"),
        ("市文化旅游体育和广播电视局", "Municipal Culture, Tourism, Sports and Radio and Television Bureau"),
        ("科尔沁街道", "Horqin Subdistrict"),
        ("通道街道办事处", "Tongdao Subdistrict Office"),
        ("科左后旗阿古拉镇", "Horqin Left Rear Banner Agula Town"),
        ("永清街道党工委", "Yongqing Subdistrict Party Working Committee"),
    ],
)
def test_an_organisation_is_written_by_its_parts(zh: str, english: str) -> None:
    assert organisation_name(zh) == english


@pytest.mark.parametrize(
    "zh",
    [
        "",
        "局",
        "张三",
        "北京大学",
        "大润发超市",
        "内蒙古云中乳业有限公司",
        "某街道",
        "该社区",
        "老旧小区",
        "农村",
        "新农村",
        "相关部门",
        "市教育局和区教育局",
        "东风路小学生",
        "区" * 41,
    ],
)
def test_what_is_not_sure_has_no_english(zh: str) -> None:
    assert organisation_name(zh) == ""


def test_the_table_of_parts_is_sound() -> None:
    with data("organisations.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kinds = {"gov", "inst", "school", "unit", "topic", "head", "tail", "brand"}
    assert len(rows) >= 150
    assert len({row["zh"] for row in rows}) == len(rows)
    assert {row["kind"] for row in rows} == kinds
    assert all(row["en"] == row["en"].strip() != "" for row in rows)


def test_every_body_of_government_has_english_behind_every_level() -> None:
    with data("organisations.csv").open(encoding="utf-8", newline="") as file:
        bodies = [row for row in csv.DictReader(file) if row["kind"] == "gov"]
    assert [row["zh"] for row in bodies if not organisation_name(f"通辽市{row['zh']}")] == []
    assert organisation_name("区民政局") == "District Civil Affairs Bureau"
