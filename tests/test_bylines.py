"""Bylines, sign-offs, datelines and credits as papers print them. All names are made up."""

from __future__ import annotations

import pytest

from briefing.language.cutting.bylines import join_bylines, read_bare, read_close, read_lead, read_line, read_signature
from briefing.language.cutting.captions import is_credit, read_caption
from briefing.language.people.persons import is_name, split_glued
from briefing.language.widths import fold
from briefing.records import Byline

Names = tuple[str, ...]


def byline(reporters: Names = (), correspondents: Names = (), photographers: Names = (), signed: Names = ()) -> Byline:
    return Byline(reporters=reporters, correspondents=correspondents, photographers=photographers, signed=signed)


LINES = [
    ("○记者 周海燕 陈立 通讯员 孙立新", byline(("周海燕", "陈立"), ("孙立新",))),
    ("□本报记者 周 燕 文/图", byline(("周燕",), (), ("周燕",))),
    ("■ 陈立新", byline(signed=("陈立新",))),
    ("(本报记者 周海燕)", byline(("周海燕",))),
    ("\uff08记者 周海燕 通讯员 陈立\uff09", byline(("周海燕",), ("陈立",))),
    ("首席记者 周海燕 见习记者 陈立", byline(("周海燕", "陈立"))),
    ("记者周海燕 特约通讯员陈立", byline(("周海燕",), ("陈立",))),
    ("实习生 赵小雨", byline(("赵小雨",))),
    ("文/周海燕 图/陈立", byline(("周海燕",), (), ("陈立",))),
    ("周海燕/文 陈立/图", byline(("周海燕",), (), ("陈立",))),
    ("图/文 记者 周海燕", byline(("周海燕",), (), ("周海燕",))),
    ("本报记者 周海燕 摄影报道", byline(("周海燕",), (), ("周海燕",))),
    ("本报记者 周海燕 摄", byline(photographers=("周海燕",))),
    ("记者 乌云其木格", byline(("乌云其木格",))),
    ("赵小雨 本报记者 周海燕", byline(("周海燕",), signed=("赵小雨",))),
    ("记者 周海燕孙立新", byline(("周海燕", "孙立新"))),
]


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_a_byline_line_gives_each_name_its_role(text: str, expected: Byline) -> None:
    assert read_line(fold(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "记者在现场看到",
        "记者从市气象局获悉",
        "记者手记",
        "通讯员培训班在我市开班",
        "文明实践站里笑声多",
        "图书馆夜间不打烊",
    ],
)
def test_a_line_that_only_speaks_of_reporters_is_no_byline(text: str) -> None:
    assert read_line(text) is None
    assert read_bare(text) == ()


def test_a_line_of_names_is_read_and_a_short_headline_is_not() -> None:
    assert read_bare("孙立新") == ("孙立新",)
    assert read_bare("孙 立 陈小梅") == ("孙立", "陈小梅")
    assert read_bare("灶台边的春天") == ()
    assert read_bare("守望") == ()


def test_beside_a_headline_one_of_several_names_may_be_of_a_rare_family() -> None:
    assert read_bare("时小梅 陈立", beside=True) == ("时小梅", "陈立")
    assert read_bare("时小梅 陈立") == ()


LEADS = [
    ("本报讯(记者 周海燕 通讯员 陈立) 昨日,", "昨日,", "", True, byline(("周海燕",), ("陈立",))),
    ("本报讯\uff08记者周海燕\uff09昨日\uff0c", "昨日,", "", True, byline(("周海燕",))),
    ("本报讯 昨日,", "昨日,", "", True, byline()),
    ("本报讯 记者 周海燕 报道 昨日,", "昨日,", "", True, byline(("周海燕",))),
    ("江城晚报讯(通讯员 陈立) 昨日,", "昨日,", "", True, byline((), ("陈立",))),
    ("(记者 周海燕)昨日,", "昨日,", "", False, byline(("周海燕",))),
    ("记者周海燕报道 昨日,", "昨日,", "", False, byline(("周海燕",))),
    ("江城讯 昨日,", "江城讯 昨日,", "江城", False, byline()),
    ("江城讯(特约记者 周海燕)昨日,", "江城讯昨日,", "江城", False, byline(("周海燕",))),
    ("本报江城12月3日讯(记者 周海燕) 昨日,", "本报江城12月3日讯昨日,", "江城", True, byline(("周海燕",))),
]


@pytest.mark.parametrize(("text", "rest", "dateline", "reported", "expected"), LEADS)
def test_the_opening_of_a_paragraph_gives_byline_and_dateline_and_keeps_the_datelines_words(
    text: str, rest: str, dateline: str, reported: bool, expected: Byline
) -> None:
    folded = fold(text)
    lead = read_lead(folded)
    assert lead is not None
    assert (lead.byline, lead.dateline, lead.reported) == (expected, dateline, reported)
    assert folded[: lead.drop[0]] + folded[lead.drop[1] :] == rest


@pytest.mark.parametrize(
    "text", ["喜讯 全县通了高速", "记者在村口见到他时,", "电 话那头没有声音", "(见右图)新桥通车", "据悉,昨日"]
)
def test_a_paragraph_that_opens_with_text_has_no_lead(text: str) -> None:
    assert read_lead(text) is None


def test_a_closing_name_is_signed_and_a_closing_reporter_has_a_role() -> None:
    text = "桥通了。(孙立新 陈小梅)"
    assert read_close(text) == (byline(signed=("孙立新", "陈小梅")), 4)
    assert read_close("桥通了。本报记者 周海燕") == (byline(("周海燕",)), 4)
    assert read_close("桥通了。 孙立新") == (byline(signed=("孙立新",)), 5)
    assert read_signature("\uff08萨仁花\uff09".translate({0xFF08: "(", 0xFF09: ")"})) == byline(signed=("萨仁花",))


@pytest.mark.parametrize(
    "text", ["桥通了。(完)", "桥通了。(资料图)", "记者见到了孙立新(化名)", "会期三天(下同)", "桥通了。"]
)
def test_a_closing_bracket_that_names_nobody_is_no_sign_off(text: str) -> None:
    assert read_close(text) is None


def test_a_credit_of_two_photographers_ends_a_caption() -> None:
    text = "图为电工更换路灯。 孙立新 陈立 摄"
    caption = read_caption(text)
    assert caption is not None
    assert text[: caption.end].rstrip() == "图为电工更换路灯。"
    assert caption.photographers == ("孙立新", "陈立")


def test_a_caption_glued_to_a_paragraph_without_punctuation_is_found() -> None:
    text = "新桥让两岸的路程缩短了一半。工人在桥面铺设沥青记者陈立摄"
    caption = read_caption(text)
    assert caption is not None
    assert text[caption.start : caption.end] == "工人在桥面铺设沥青"
    assert caption.photographers == ("陈立",)


def test_a_sentence_that_ends_in_a_camera_word_is_no_caption() -> None:
    assert read_caption("游客举起手机正在拍摄") is None
    assert not is_credit("正在拍摄")
    assert is_credit("本报记者 周海燕 摄")


def test_names_glued_together_are_parted_where_both_halves_are_names() -> None:
    assert split_glued("周海燕孙立新") == ("周海燕", "孙立新")
    assert split_glued("欧阳小梅") == ("欧阳小梅",)
    assert is_name("欧阳小梅")
    assert not is_name("昨日")


def test_joining_bylines_keeps_each_name_once_in_printed_order() -> None:
    both = join_bylines(byline(("陈立",)), byline(("周海燕", "陈立"), ("孙立新",)))
    assert both == byline(("陈立", "周海燕"), ("孙立新",))
