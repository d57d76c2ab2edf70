"""A page becomes its articles. The small pages here are invented; ../shared is measured where it is there."""

from __future__ import annotations

import importlib.util
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.records import Article, Cut, Kind, Page, Role
from briefing.stages.segment import segment_page

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def page(text: str) -> Page:
    return Page(file="page.txt", text=text, sha256="", encoding="utf-8", format="txt")


def cut(text: str) -> tuple[Article, ...]:
    return segment_page(page(text)).articles


def texts(article: Article, role: Role = Role.BODY) -> list[str]:
    return [sentence.text for sentence in article.sentences if sentence.role is role]


def lines(article: Article) -> tuple[int, int]:
    return article.start_line, article.end_line


TWO = """

老粮站变身社区书屋

本报讯(记者 周海燕 通讯员 陈立) 闲置多年的老粮站重新开门,成了周边居民的书屋。

“以前借书要坐六站车,现在下楼就到。”退休教师孙立新说。

江畔步道铺上新路灯

江城讯 12月3日起,江畔步道启用一百二十盏新路灯,夜跑的人多了起

来。管护队每晚巡查两次。

(陈小梅)
"""


def test_articles_are_cut_at_their_headlines_and_end_with_their_sign_offs() -> None:
    first, second = cut(TWO)
    assert (first.headline, lines(first)) == ("老粮站变身社区书屋", (3, 7))
    assert (second.headline, lines(second)) == ("江畔步道铺上新路灯", (9, 15))
    assert [first.number, second.number] == [1, 2]
    assert {first.kind, second.kind} == {Kind.NEWS}


def test_the_headline_is_sentence_one_and_a_byline_is_no_sentence() -> None:
    first, _ = cut(TWO)
    assert [sentence.number for sentence in first.sentences] == [1, 2, 3, 4]
    assert first.sentences[0].role is Role.HEADLINE
    assert texts(first)[0] == "闲置多年的老粮站重新开门,成了周边居民的书屋。"
    assert first.byline.reporters == ("周海燕",)
    assert first.byline.correspondents == ("陈立",)


def test_a_dateline_stays_in_its_sentence_and_a_closing_name_does_not() -> None:
    _, second = cut(TWO)
    assert second.dateline == "江城"
    assert texts(second)[0].startswith("江城讯 12月3日起")
    assert second.byline.signed == ("陈小梅",)
    assert "陈小梅" not in "".join(sentence.text for sentence in second.sentences)


def test_a_sentence_cut_by_a_column_break_is_joined_and_keeps_both_places() -> None:
    _, second = cut(TWO)
    joined = second.sentences[1]
    assert joined.text.endswith("夜跑的人多了起来。")
    assert len(joined.spans) == 2
    assert (joined.first_line, joined.last_line) == (11, 13)
    assert second.defects == ("paragraph cut by a column break between lines 11 and 13",)


def test_a_name_cut_by_a_column_break_is_told() -> None:
    text = "渡口的摆渡人\n\n本报讯 每天清晨,孙立新第一个到渡口。村民都说,有孙\n\n立新在,过河不慌。"
    (article,) = cut(text)
    assert article.defects == ("column break inside 孙立新 between lines 3 and 5",)
    assert texts(article)[1] == "村民都说,有孙立新在,过河不慌。"


def test_subheads_without_a_byline_belong_to_the_story_above() -> None:
    text = """热线那头的人

城里有条热线,一年接起四万通电话,问路、问药、问水、问暖,什么都有人问。

夜里有人接

凌晨两点,值班员还在记录来电,桌上的茶早已凉了。

急事有人办

一通停水电话打来,抢修队二十分钟后就到了巷口。

心事有人听

独居老人每周来电,只为说几句话,值班员从不催促。

(孙立新)

渡口新添一艘电动船

江城讯 昨日,渡口新添一艘电动船。

(陈立)
"""
    first, second = cut(text)
    assert first.kind is Kind.FEATURE
    assert texts(first, Role.SUBHEAD) == ["夜里有人接", "急事有人办", "心事有人听"]
    assert lines(first) == (1, 17)
    assert second.headline == "渡口新添一艘电动船"


def test_run_in_subheads_are_parted_from_their_paragraphs() -> None:
    text = """支部里的一年

本报讯(记者 周海燕) 年初定下的事,如今件件有着落。

摸清家底 建好台账 入户走访持续了三个月,台账记满九本。"""
    (article,) = cut(text)
    assert texts(article, Role.SUBHEAD) == ["摸清家底 建好台账"]
    assert texts(article)[-1] == "入户走访持续了三个月,台账记满九本。"


def test_a_kicker_a_main_headline_and_a_subtitle_are_told_apart() -> None:
    text = """全市冬修水利现场会召开
三百里渠道清淤过半
——来自灌区的报告

本报讯(记者 周海燕) 昨日,全市冬修水利现场会召开。"""
    (article,) = cut(text)
    assert article.kicker == "全市冬修水利现场会召开"
    assert article.headline == "三百里渠道清淤过半"
    assert article.subhead == "——来自灌区的报告"
    assert [s.role for s in article.sentences[:3]] == [Role.KICKER, Role.HEADLINE, Role.SUBHEAD]


def test_a_page_without_blank_lines_is_cut_at_the_headlines_among_its_lines() -> None:
    text = """○记者 周海燕 通讯员 陈立
入冬以来,全区各部门一早一晚都在雪里忙,把路一条条扫出来,把暖一户户送上门。
区环卫中心:三百台铲雪车通宵不停
凌晨三点,铲雪车已经出城,到天亮时主干道全部通行。
区供热公司:把热线搬到小区门口
维修工带着工具箱守在小区门口,当天报修当天办结。"""
    lead, first, second = cut(text)
    assert (lead.kind, lead.headline, lines(lead)) == (Kind.FEATURE, "", (1, 2))
    assert lead.byline.reporters == ("周海燕",)
    assert (first.headline, lines(first)) == ("区环卫中心:三百台铲雪车通宵不停", (3, 4))
    assert (second.headline, lines(second)) == ("区供热公司:把热线搬到小区门口", (5, 6))


def test_a_caption_inside_a_story_is_an_article_of_its_own() -> None:
    text = """河道保洁员上岗

本报讯(记者 周海燕) 二十名保洁员昨日上岗,分段包河。

图为保洁员打捞水草。 陈立 摄

保洁员每天巡河两次,发现排污立即上报。"""
    story, caption = cut(text)
    assert lines(story) == (1, 7)
    assert texts(story)[-1] == "保洁员每天巡河两次,发现排污立即上报。"
    assert (caption.kind, lines(caption), caption.headline) == (Kind.PHOTO_CAPTION, (5, 5), "")
    assert caption.byline.photographers == ("陈立",)
    assert texts(caption) == ["图为保洁员打捞水草。"]
    assert story.byline.photographers == ()


def test_a_caption_glued_to_a_paragraph_is_cut_off_on_its_line() -> None:
    text = "河道保洁员上岗\n本报讯 保洁员昨日上岗,每天巡河两次。保洁员在北岸打捞水草记者陈立摄"
    story, caption = cut(text)
    assert texts(story) == ["保洁员昨日上岗,每天巡河两次。"]
    assert texts(caption) == ["保洁员在北岸打捞水草"]
    assert lines(caption) == (2, 2)
    assert caption.defects == ("caption glued to the end of a paragraph on line 2",)


def test_a_headed_text_with_a_photographer_and_no_writer_is_a_caption() -> None:
    text = "雪中的身影\n\n一夜大雪,环卫工人凌晨上路。\n\n本报记者 周海燕 摄\n"
    (article,) = cut(text)
    assert (article.kind, article.headline) == (Kind.PHOTO_CAPTION, "雪中的身影")


def test_a_paragraph_printed_twice_gives_its_sentences_once_and_is_noted() -> None:
    again = "图书馆把闭馆时间推迟到晚上九点,周末加开亲子场。"
    text = f"图书馆延时开放\n\n本报讯(记者 周海燕) 居民有了新去处。\n\n{again}\n\n{again}"
    (article,) = cut(text)
    assert texts(article).count(again) == 1
    assert article.defects == ("paragraph on lines 5 and 7 printed twice",)
    assert len(article.spans) == 4


def test_a_story_whose_beginning_is_missing_is_a_fragment() -> None:
    middle = "热线连着千万家\n\n孙立新\n\n间转办的诉求有三百件,件件有回音。"
    (article,) = cut(middle)
    assert (article.kind, article.byline.reporters) == (Kind.FRAGMENT, ("孙立新",))
    assert "beginning of the body is missing" in article.defects
    headless, whole = cut("送菜队走遍了九个小区。(孙立新)\n\n菜价回落\n\n本报讯 昨日菜价回落。")
    assert headless.kind is Kind.FRAGMENT
    assert headless.defects == ("main headline is missing",)
    assert whole.kind is Kind.NEWS


def test_a_story_that_goes_on_elsewhere_and_one_that_comes_from_elsewhere_are_parted() -> None:
    text = "全市林改提速\n\n本报讯 林改今年覆盖七个乡。(下转第3版)\n\n(上接第1版)审批从三十天压到九天。"
    first, second = cut(text)
    assert texts(first) == ["林改今年覆盖七个乡。"]
    assert "end of the body stands on another page" in first.defects
    assert texts(second) == ["审批从三十天压到九天。"]
    assert second.kind is Kind.FRAGMENT


def test_what_belongs_to_the_page_belongs_to_no_article() -> None:
    text = """江城日报
2023年12月4日 星期一 第2版:综合
首页 | 要闻 | 民生 | 教育

渡口新添一艘电动船
来源:江城日报 时间:2023-12-04
本报讯(记者 周海燕) 昨日,渡口新添一艘电动船。
20231204_02.jpg
责任编辑:陈立 校对:孙立新
上一篇 下一篇
版权所有 未经授权不得转载"""
    whole = page(text)
    found = segment_page(whole)
    (article,) = found.articles
    assert lines(article) == (5, 7)
    left = [text[span.start : span.end] for span in found.furniture]
    assert left[0] == "江城日报"
    assert len(left) == 8


def test_a_notice_after_a_story_is_an_article() -> None:
    text = "渡口添新船\n\n本报讯(记者 周海燕) 昨日渡口添新船。\n\n更 正\n\n本报昨日三版标题有误,特此更正。"
    assert [article.headline for article in cut(text)] == ["渡口添新船", "更 正"]


def test_a_bylined_story_is_not_signed_again_so_what_is_signed_below_is_another() -> None:
    text = """灯下的缝纫铺

□本报记者 周海燕

巷口的缝纫铺开了三十年,灯总是最后一个熄。

雪夜送药

一场大雪封了山路,村医踩着雪把药送到老人手里。

(孙立新)"""
    first, second = cut(text)
    assert first.byline.reporters == ("周海燕",)
    assert (second.headline, second.byline.signed) == ("雪夜送药", ("孙立新",))


def test_the_lines_of_a_pdf_column_are_joined_to_paragraphs() -> None:
    text = """ 城东开展供暖入户走访
 本报讯(记者 周海燕)连日来,城东组织网格员走进
老旧小区,逐户测量室温,记录住户诉求,共走访居民
一千二百户,解决漏水四十八处。
 “屋里暖和了,孩子写作业也不冻手了。”住在光明
里的陈立说。
 区图书馆延长开放时间
 本报讯(记者 孙立新)从下月起,区图书馆每晚开放
到九点,周末增设亲子阅读专场,每场限三十个家庭。
▲读者在馆内自习。 陈立 摄"""
    first, second, caption = cut(text)
    assert lines(first) == (1, 6)
    assert texts(first)[-1] == "住在光明里的陈立说。"
    assert first.defects == ()
    assert (second.headline, lines(second)) == ("区图书馆延长开放时间", (7, 9))
    assert caption.kind is Kind.PHOTO_CAPTION


def test_markdown_headings_open_articles_and_their_marks_are_not_in_the_headline() -> None:
    text = "# 渡口添新船\n\n昨日渡口添新船。\n\n# 菜价回落\n\n昨日菜价回落。\n"
    found = segment_page(page(text))
    assert [article.headline for article in found.articles] == ["渡口添新船", "菜价回落"]
    assert_covered(text, found)


def test_a_markdown_heading_below_an_articles_own_is_a_subhead() -> None:
    found = cut("# 渡口添新船\n\n昨日渡口添新船。\n\n## 票价\n\n票价两元。\n\n# 菜价回落\n\n昨日菜价回落。")
    assert [texts(article, Role.SUBHEAD) for article in found] == [["票价"], []]


def test_full_width_and_half_width_punctuation_are_cut_alike() -> None:
    wide = TWO.translate(str.maketrans("(),:", "\uff08\uff09\uff0c\uff1a"))
    narrow, full = cut(TWO), cut(wide)
    assert [lines(article) for article in narrow] == [lines(article) for article in full]
    assert [article.byline for article in narrow] == [article.byline for article in full]
    assert [article.kind for article in narrow] == [article.kind for article in full]


# ------------------------------------------------------------------ what always holds


def assert_covered(text: str, found: Cut) -> None:
    """Each character that is not white space lies in one place; sentences give the page's words back."""
    places = [0] * len(text)
    for span in (*(span for article in found.articles for span in article.spans), *found.furniture):
        for offset in range(span.start, span.end):
            places[offset] += 1
    assert all(count == 1 for count, letter in zip(places, text, strict=True) if not letter.isspace())
    assert max(places, default=0) <= 1
    for article in found.articles:
        assert [sentence.number for sentence in article.sentences] == list(range(1, len(article.sentences) + 1))
        for sentence in article.sentences:
            assert "".join(text[span.start : span.end] for span in sentence.spans) == sentence.text
            assert "\n" not in sentence.text
            assert sentence.text == sentence.text.strip() != ""


WORDS = (
    "本报讯 (记者 周海燕) 通讯员 陈立 ( ) 。 ! ? “ ” 图为 摄 —— , 昨日渡口添新船 渡口添新船 江城讯 下一篇 责任编辑: 更正 "
    "· 文/图 # ** 《 》 (下转第2版) (上接第1版) \uff0c \uff08 \uff09 3.5 abc 一、"
)
SPACES = ["\n", "\n\n", "\n\n\n", " ", "\u3000\u3000", "\r", "\x0c", "\u2028", "\ufeff"]
PIECES = st.sampled_from(WORDS.split()) | st.sampled_from(SPACES)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_every_character_of_a_page_lies_in_one_article_or_in_the_furniture(text: str) -> None:
    assert_covered(text, segment_page(page(text)))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_no_text_whatever_raises(text: str) -> None:
    assert_covered(text, segment_page(page(text)))


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=50, deadline=None)
def test_the_same_page_is_always_cut_the_same_way(text: str) -> None:
    assert segment_page(page(text)) == segment_page(page(text))


def seconds(text: str) -> float:
    start = time.process_time()
    segment_page(page(text))
    return time.process_time() - start


@pytest.mark.parametrize(
    "piece", ["渡", "(", "()", "《", "“", "渡口。", "(\n", "渡口添新船\n\n", "渡口。添新\n", "本报讯 周海燕 "]
)
@pytest.mark.timed
def test_time_grows_with_the_length_of_the_page_and_no_faster(piece: str) -> None:
    size = 40_000 // len(piece)
    small, large = seconds(piece * size), seconds(piece * size * 4)
    assert large < 0.2 + 8 * small


# ------------------------------------------------------------------ measured


def accuracy() -> ModuleType:
    spec = importlib.util.spec_from_file_location("accuracy", ROOT / "bench" / "accuracy.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up by name
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the readers' pages are not here")
def test_the_readers_pages_are_cut_as_the_readers_cut_them() -> None:
    bench = accuracy()
    scores = bench.score_set(SHARED / "pages", SHARED / "gold")
    values = bench.total(scores.values()).values()
    assert values["starts"] >= 0.98
    assert values["lines"] >= 0.95
    assert values["heads"] >= 0.95
    assert values["kinds"] >= 0.95
    assert values["names"] >= 0.97


@pytest.mark.skipif(not (SHARED / "pages").is_dir(), reason="the readers' pages are not here")
def test_sentences_of_the_readers_page_are_numbered_as_in_the_example_briefing() -> None:
    (path,) = (SHARED / "pages").glob("002_*.txt")
    found = segment_page(page(path.read_text("utf-8")))
    assert [len(article.sentences) for article in found.articles] == [16, 10, 14, 11, 16, 14]
    assert_covered(path.read_text("utf-8"), found)
