"""Where Chinese sentences end."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from briefing.language.sentences import is_finished, split_sentences


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


def test_full_stop_exclamation_and_question_mark_end_a_sentence_in_either_width() -> None:
    assert parts("雪停了。路通了吗?通了!好\uff01真的\uff1f") == [
        "雪停了。",
        "路通了吗?",
        "通了!",
        "好\uff01",
        "真的\uff1f",
    ]


def test_a_semicolon_joins_clauses_and_ends_nothing() -> None:
    text = "东街扫净了;西街还在铲\uff1b北街明早动工。"
    assert parts(text) == [text]


def test_closing_quotes_and_brackets_stay_with_the_sentence_they_close() -> None:
    assert parts("“门开着,进来坐。”老板招呼道。") == ["“门开着,进来坐。”", "老板招呼道。"]


def test_speech_of_several_sentences_is_cut_inside_its_quotation_marks() -> None:
    assert parts("“灯修好了。你们试试开关。”电工小马说。") == ["“灯修好了。", "你们试试开关。”", "电工小马说。"]


def test_a_quoted_cry_within_a_sentence_does_not_end_it() -> None:
    text = "看台上“加油!”的喊声响成一片。"
    assert parts(text) == [text]
    assert parts("“谁来值夜?”、“我来!”,两人抢着报名。") == ["“谁来值夜?”、“我来!”,两人抢着报名。"]


def test_a_title_and_an_aside_are_never_cut_inside() -> None:
    text = "剧社排演《回家!》(改编自真事。)已有半年。"
    assert parts(text) == [text]


def test_an_ascii_point_inside_a_number_does_not_cut() -> None:
    assert parts("全镇收粮3.5万吨.增长4.2%。") == ["全镇收粮3.5万吨.增长4.2%。"]
    assert parts("新桥长1.2公里. 下月通车。") == ["新桥长1.2公里.", " 下月通车。"]


def test_an_ellipsis_ends_a_sentence_and_its_six_dots_are_one_mark() -> None:
    assert parts("铲雪、撒盐、清运……一夜没停。") == ["铲雪、撒盐、清运……", "一夜没停。"]


def test_a_rest_of_marks_alone_is_no_sentence_of_its_own() -> None:
    assert parts("桥通了。”。") == ["桥通了。”。"]
    assert parts("!!!") == ["!!!"]
    assert parts("") == []


def test_a_finished_line_is_told_from_one_that_was_cut() -> None:
    assert is_finished("社区食堂开张了。")
    assert is_finished("老人说:“饭菜合口。”  ")
    assert is_finished("新路通车\uff01")
    assert not is_finished("社区食堂开张后,每天")
    assert not is_finished("社区食堂开张")
    assert not is_finished("全长3.")


@given(st.text(alphabet="雪停了路通。!?…“”()《》.3\uff01\uff0c, \n", max_size=200))
def test_sentences_cover_the_text_without_gap_or_overlap(text: str) -> None:
    spans = split_sentences(text)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(start < end for start, end in spans)
    assert all(before[1] == after[0] for before, after in pairwise(spans))
