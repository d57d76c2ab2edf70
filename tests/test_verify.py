"""The first checks: what a claim must hold to be printed."""

from __future__ import annotations

from typing import Any

import factory
import pytest

from briefing.records import Cite, Claim, Entity, Extraction, KeyFigure, Note, Placed, Reading, Reason, Statement
from briefing.stages.verify import check_text, index_sentences, note_fault, verify_extraction, verify_statement

SOURCE = (
    "截至11月9日18时,环卫公司共派出69人次,转运垃圾16.9吨,近5000名居民受益。\n"
    "公司经理周敏说:“我们三天跑了四十二趟。”他还提到《夜间作业办法》。"
)


def claim(zh: str, en: str, *numbers: int, article: str = "") -> Claim:
    key = article or factory.buses().key
    return Claim(cites=tuple(Cite(article=key, sentence=n) for n in numbers), text={"zh": zh, "en": en})


def read(**parts: Any) -> Reading:
    article = factory.buses()
    placed = Placed(article=article, place=factory.place(factory.WEIFANG, None, factory.SHANDONG, "潍坊讯"))
    given = {"headline": {"zh": article.headline, "en": "Three bus lines run later"}, **parts}
    return verify_extraction(Extraction(article=article.key, **given), placed, "en")


def reasons(reading: Reading) -> list[Reason]:
    return [rejection.reason for rejection in reading.rejections]


def fault(zh: str, en: str) -> Reason | None:
    found = check_text({"zh": zh, "en": en}, SOURCE, "en")
    return found[0] if found else None


def test_a_supported_claim_becomes_an_item() -> None:
    good = claim("16路等三条线路末班时间延长至22时30分。", "Three lines now run until 22:30.", 1, 2)
    reading = read(claims=(good,))
    assert [item.text for item in reading.items] == [good.text]
    assert reading.items[0].cites == good.cites
    assert reading.rejections == ()
    assert reading.claims == 1


@pytest.mark.parametrize("numbers", [(), (99,), (2, 99)])
def test_a_claim_without_an_existing_citation_is_withheld(numbers: tuple[int, ...]) -> None:
    reading = read(claims=(claim("末班时间延长。", "The last bus runs later.", *numbers),))
    assert reading.items == ()
    assert reasons(reading) == [Reason.CITATION_MISSING]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("环卫公司派出69人次。", "The company sent out staff 69 times."),
        ("转运垃圾16.9吨。", "It moved 16.9 tonnes of waste."),
        ("近5000名居民受益。", "Nearly 5,000 residents benefited."),
        ("近5000名居民受益。", "Nearly five thousand residents benefited."),
        ("截至11月9日18时。", "By 6 pm on 9 November."),
        ("截至11月9日18时。", "As of 18:00 on November 9."),
        ("三天跑了四十二趟。", "They made 42 trips in three days."),
    ],
)
def test_figures_are_compared_by_value_in_both_languages(zh: str, en: str) -> None:
    assert fault(zh, en) is None


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("环卫公司派出96人次。", "The company sent out staff 69 times."),
        ("环卫公司派出69人次。", "The company sent out staff 96 times."),
        ("近5000名居民受益。", "Nearly 50,000 residents benefited."),
        ("近5000万名居民受益。", "Nearly 5,000 residents benefited."),
        ("截至11月9日18时。", "By 8 pm on 9 November."),
        ("截至11月9日18时。", "By 6 pm on 10 November."),
        ("截至2022年11月9日18时。", "By 6 pm on 9 November."),
        ("转运垃圾16.9吨。", "It moved 16.9 per cent and 17 tonnes of waste."),
    ],
)
def test_a_figure_that_is_not_in_the_cited_sentences_is_withheld(zh: str, en: str) -> None:
    assert fault(zh, en) is Reason.FIGURE_UNSUPPORTED


def test_a_quotation_must_be_verbatim() -> None:
    assert fault("周敏说:“我们三天跑了四十二趟。”", "Zhou Min said the firm made 42 trips in three days.") is None
    assert fault("周敏说:“我们三天跑了四十二趟”", "Zhou Min said “we made 42 trips in three days”.") is None


def test_a_quote_altered_by_one_character_is_withheld() -> None:
    assert fault("周敏说:“他们三天跑了四十二趟。”", "Zhou Min spoke.") is Reason.QUOTE_ALTERED
    assert fault("他提到《日间作业办法》。", "Zhou Min mentioned rules.") is Reason.QUOTE_ALTERED


def test_quotation_marks_in_the_readers_language_need_some_in_the_source() -> None:
    text = {"zh": "共派出69人次。", "en": "The “brave” company sent out staff 69 times."}
    found = check_text(text, "环卫公司共派出69人次。", "en")
    assert found is not None
    assert found[0] is Reason.QUOTE_ALTERED


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("", "It moved waste."),
        ("转运垃圾。", " "),
        ("转运垃圾。", "转运垃圾16.9吨。"),
        ("It moved waste.", "It moved waste."),
    ],
)
def test_both_languages_must_be_there_and_be_what_they_say(zh: str, en: str) -> None:
    assert fault(zh, en) is Reason.LANGUAGE_MISSING


def test_a_gloss_in_chinese_is_no_missing_translation() -> None:
    assert fault("转运垃圾16.9吨。", "The company moved 16.9 tonnes of waste (垃圾).") is None


@pytest.mark.parametrize(
    "words",
    [
        "See https://example.org for more.",
        "Read [this](x).",
        "<script>alert</script> ran.",
        "Write to a@b.example now.",
    ],
)
def test_addresses_and_markup_that_nobody_printed_are_withheld(words: str) -> None:
    assert fault("转运垃圾。", words) is Reason.MARKUP


def test_chinese_only_asks_for_no_second_language() -> None:
    assert check_text({"zh": "共派出69人次。"}, SOURCE, "zh") is None


def test_a_table_row_must_be_printed_and_say_no_other_number() -> None:
    def row(printed: str, value: str) -> KeyFigure:
        return KeyFigure(
            printed=printed, value={"zh": printed, "en": value}, what={"en": "added runs a day"}, who={"en": "Weifang"},
            cites=(Cite(article=factory.buses().key, sentence=3),),
        )  # fmt: skip

    reading = read(
        figures=(row("48个班次", "48 runs"), row("49个班次", "49 runs"), row("近2.3万名", "nearly 2,300 people"))
    )
    assert [figure.printed for figure in reading.figures] == ["48个班次"]
    assert reasons(reading) == [Reason.FIGURE_UNSUPPORTED, Reason.FIGURE_UNSUPPORTED]


def test_a_person_must_be_named_in_the_cited_sentences() -> None:
    def person(name: str, *numbers: int) -> Entity:
        key = factory.buses().key
        return Entity(
            name={"zh": name, "en": "Zhou Guilan"}, role={"en": "resident"},
            cites=tuple(Cite(article=key, sentence=n) for n in numbers),
        )  # fmt: skip

    reading = read(people=(person("周桂兰", 4, 5), person("周桂花", 4, 5), person("周桂兰", 2)))
    assert len(reading.people) == 1
    assert reasons(reading) == [Reason.NAME_UNSUPPORTED, Reason.NAME_UNSUPPORTED]


def test_a_note_may_not_bring_figures_of_its_own() -> None:
    note = Note(text={"zh": "报道未说明另外500人。", "en": "The report does not explain the other 500 people."})
    reading = read(notes=(note,))
    assert reading.notes == ()
    assert reasons(reading) == [Reason.FIGURE_UNSUPPORTED]
    assert note_fault({"zh": "报道没有给出年份。", "en": "The report prints no year."}, SOURCE, "en") is None


@pytest.mark.parametrize(
    ("zh", "en", "passes"),
    [
        ("两句引语未写明说话人。", "Two quotations name no speaker.", True),
        ("2句引语未写明说话人。", "Two quotations name no speaker.", False),
        ("有十二句引语。", "Twelve quotations stand here.", False),
        ("截至时间未写明。", "The cut-off of the 70 person-times is not printed.", False),
    ],
)
def test_a_note_may_count_in_words_what_stands_in_print(zh: str, en: str, passes: bool) -> None:
    assert (note_fault({"zh": zh, "en": en}, SOURCE, "en") is None) is passes


def test_every_claim_row_and_note_is_counted() -> None:
    reading = read(claims=(claim("末班延长。", "Later buses.", 2), claim("末班延长。", "Later buses.", 77)))
    assert reading.claims == 2
    assert len(reading.items) + len(reading.rejections) == reading.claims


def test_a_headline_with_a_wrong_figure_falls_back_to_the_chinese() -> None:
    reading = read(headline={"zh": "城区三条公交线路延长运营时间", "en": "Thirteen bus lines run later"})
    assert reading.headline == {"zh": "城区三条公交线路延长运营时间"}


def test_a_merged_statement_is_checked_against_the_sentences_of_its_items() -> None:
    reading = read()
    sentences = index_sentences([reading])
    cites = (Cite(article=factory.buses().key, sentence=3),)
    good = Statement(text={"zh": "每天增加48个班次。", "en": "They add 48 runs a day."}, cites=cites, items=("1-1",))
    bad = good.model_copy(update={"text": {"zh": "每天增加48个班次。", "en": "They add 84 runs a day."}})
    nothing = good.model_copy(update={"cites": ()})
    assert verify_statement(good, sentences, "en") is None
    assert verify_statement(bad, sentences, "en") == (Reason.FIGURE_UNSUPPORTED, "en: 84 not in the cited sentences")
    assert verify_statement(nothing, sentences, "en") is not None


@pytest.mark.parametrize(
    ("en", "passes"),
    [
        ("The parts add up to 10.8 tonnes, above the printed 10.6.", True),
        ("The parts fall 0.2 tonnes away from the printed 10.6.", True),
        ("The parts add up to 10.9 tonnes.", False),
    ],
)
def test_a_note_may_hold_a_total_against_its_parts(en: str, passes: bool) -> None:
    source = "受旱作物减产10.6吨,其中粮食7.2吨、果蔬3.6吨。"
    assert (note_fault({"zh": "分项与总数不合。", "en": en}, source, "en") is None) is passes


@pytest.mark.parametrize(
    ("zh", "en", "passes"),
    [
        ("1亩约合0.067公顷。", "One mu is about 0.067 hectares.", True),
        ("1斤为0.5公斤,1亩约合0.067公顷。", "One jin is 0.5 kilograms, one mu about 0.067 hectares.", True),
        ("1亩约合0.67公顷。", "One mu is about 0.67 hectares.", False),
        ("另有0.067公顷。", "Another 0.067 hectares.", False),
    ],
)
def test_a_note_may_explain_a_traditional_unit(zh: str, en: str, passes: bool) -> None:
    assert (note_fault({"zh": zh, "en": en}, SOURCE, "en") is None) is passes
