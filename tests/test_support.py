"""Which numbers of a claim its Chinese source supports, and how a figure is said to the reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.numbers.figures import read_figures
from briefing.language.numbers.support import figure_values, render_value, unsupported_figures

SOURCE = (
    "截至3月8日15时,青山镇已为1.7万余名牧民体检,建档17000份。市第三人民医院派出医生26名,执法三中队24小时巡逻,"
    "有事可拨打12345热线。3月5日至7日,一家三口都来帮忙,“双登记”办法推行两周。"
    "近5000名干部入户,拨款35万元,收入增长17.5%,入园率提高1.3个百分点,过半居民参加合作社,羊绒产值翻一番。"
    "上千名学生、数百名教师到场,抢修用时一个半小时,食堂早上八点开门,去年10月建成,全县首次采用5G设备,三成以上商户提前开业。"
)


@pytest.mark.parametrize(
    "claim",
    [
        "By 3 pm on 8 March the town had examined more than 17,000 herders and opened 17,000 files.",
        "By 15:00 on March 8 it had examined over seventeen thousand herders.",
        "The Third People's Hospital sent 26 doctors.",
        "The No. 3 squadron patrols 24 hours a day; the 12345 hotline takes calls.",
        "From 5 to 7 March a family of three helped.",
        "The double registration has run for two weeks.",
        "Nearly 5,000 officials; RMB 350,000; up 17.5 percent; up 1.3 percentage points.",
        "RMB 0.35 million was set aside.",
        "More than half of residents joined; the value doubled.",
        "More than 1,000 students and hundreds of teachers.",
        "Repairs took one and a half hours, or 90 minutes.",
        "Breakfast starts at 8 am; it was built last October.",
        "It is the first county to use 5G. Thirty percent of shops opened early.",
        "Over 50 percent joined.",
        "No one was hurt; one of them thanked both doctors and nurses.",
    ],
)
def test_equal_values_support_each_other_however_they_are_written(claim: str) -> None:
    assert unsupported_figures(claim, "en", SOURCE) == ()


@pytest.mark.parametrize(
    ("claim", "flagged"),
    [
        ("18,000 herders were examined.", "18,000"),
        ("About 20,000 herders were examined.", "About 20,000"),
        ("RMB 400,000 was set aside.", "RMB 400,000"),
        ("On 9 March it began.", "9 March"),
        ("In March 2022 it began.", "March 2022"),
        ("From 5 to 8 April", "5 to 8 April"),
        ("By 4 pm", "4 pm"),
        ("At 3 am", "3 am"),
        ("up 17.5 percentage points", "17.5 percentage points"),
        ("up 1.3 percent", "1.3 percent"),
        ("up 18 percent", "18 percent"),
        ("a quarter of residents", "a quarter"),
        ("a dozen doctors", "a dozen"),
        ("twenty-seven doctors", "twenty-seven"),
        ("8 doctors on 5 sites", "8"),
        ("the fourth round", "fourth"),
        ("millions of people", "millions"),
        ("in November", "November"),
    ],
)
def test_a_number_that_the_source_does_not_print_is_flagged(claim: str, flagged: str) -> None:
    assert unsupported_figures(claim, "en", SOURCE)[0] == flagged


def test_a_day_of_the_month_does_not_support_a_count() -> None:
    assert unsupported_figures("15 people came", "en", "会议定于11月15日召开") == ("15",)


def test_a_percentage_does_not_support_a_count() -> None:
    assert unsupported_figures("30 people came", "en", "合格率提高到30%") == ("30",)


def test_a_count_does_not_support_a_percentage() -> None:
    assert unsupported_figures("30 percent passed", "en", "有30人通过") == ("30 percent",)


def test_rounding_is_no_support() -> None:
    source = "全市共有人口263.5万人"
    assert unsupported_figures("2.6 million people", "en", source) == ("2.6 million",)
    assert unsupported_figures("2.635 million people, that is 2,635,000", "en", source) == ()


def test_growth_by_a_multiple_is_supported_in_its_exact_equivalents() -> None:
    source = "游客比上年增长2倍"
    assert unsupported_figures("visitors tripled, up 200 percent", "en", source) == ()
    assert unsupported_figures("visitors quadrupled", "en", source) == ("quadrupled",)


def test_the_first_four_months_are_january_to_april() -> None:
    assert unsupported_figures("in the first four months, from January to April", "en", "1至4月工业稳步回升") == ()


def test_noon_and_midnight_are_times() -> None:
    assert unsupported_figures("at noon", "en", "中午12点送饭") == ()
    assert unsupported_figures("at noon", "en", "13时送饭") == ("noon",)


def test_a_clock_time_without_a_day_half_may_be_either() -> None:
    assert unsupported_figures("at 8 pm", "en", "八点半停水,八点左右复查") == ()
    assert unsupported_figures("at 8 o’clock", "en", "20时停水") == ()


@pytest.mark.parametrize(
    ("lang", "good", "bad"),
    [
        ("zh", "截至3月8日15时,体检17000余人,入户干部近5000名", "体检1.8万余人"),
        ("fr", "Le 8 mars à 15 heures, plus de 17 000 éleveurs, 17,5 % et 350 000 yuans", "18 000 éleveurs"),
        ("es", "El 8 de marzo a las 15:00, más de 17.000 ganaderos", "18.000 ganaderos"),
        ("de", "Am 8. März um 15 Uhr mehr als 17.000 Hirten, 1,3 Prozentpunkte", "18.000 Hirten"),
        ("ru", "8 марта в 15:00 более 17 000 скотоводов, 17,5 %", "18 000 скотоводов"),
        ("ja", "3月8日午後3時、1万7000人、350,000元", "18,000人"),
    ],
)
def test_claims_of_each_language_are_checked(lang: str, good: str, bad: str) -> None:
    assert unsupported_figures(good, lang, SOURCE) == ()
    assert len(unsupported_figures(bad, lang, SOURCE)) == 1


def test_what_a_source_says_without_a_numeral_is_kept_apart() -> None:
    values = figure_values("夫妻双双报名,首批到岗")
    assert values.numbers == frozenset()
    assert {1, 2} <= values.said


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("近5000名牧民", "nearly 5,000 people"),
        ("采样2600余人次", "more than 2,600 person-times"),
        ("拨款35万元", "RMB 350,000"),
        ("增长17.5%", "17.5%"),
        ("提高1.3个百分点", "1.3 percentage points"),
        ("上千名学生", "more than 1,000 people"),
        ("数百名学生", "hundreds of people"),
        ("相隔一米以上", "1 metre or more"),
        ("罚款3至5万元", "RMB 30,000–50,000"),
        ("第15号公告", "No. 15"),
        ("产值翻一番", "doubled"),
        ("产量增长2倍", "200% more"),
        ("三分之二的牧户", "2/3"),
        ("2月21日13时", "13:00, 21 February"),
        ("2022年2月21日", "21 February 2022"),
        ("去年10月", "October last year"),
        ("上世纪90年代", "1990s"),
        ("零下5摄氏度", "-5 degrees Celsius"),
    ],
)
def test_a_figure_is_said_in_english(text: str, english: str) -> None:
    assert render_value(read_figures(text)[0], "en") == english


@pytest.mark.parametrize(
    ("lang", "number", "date"),
    [("de", "26.000", "21. Februar"), ("fr", "26\u202f000", "21 février"), ("ru", "26\u00a0000", "21 февраля")],
)
def test_other_languages_get_their_digits_and_dates(lang: str, number: str, date: str) -> None:
    figures = read_figures("2月21日送出2.6万件")
    assert [render_value(figure, lang) for figure in figures] == [date, number]


@given(st.integers(min_value=2, max_value=10**9))
def test_every_printed_number_supports_itself_in_english(number: int) -> None:
    assert unsupported_figures(f"{number:,} tonnes", "en", f"产量达{number}吨") == ()
    assert unsupported_figures(f"{number + 1:,} tonnes", "en", f"产量达{number}吨") == (f"{number + 1:,}",)


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(["en", "zh", "fr", "ru", "ja"]))
def test_any_claim_and_source_are_checked_without_error(claim: str, source: str, lang: str) -> None:
    flagged = unsupported_figures(claim, lang, source)
    assert all(text in claim for text in flagged)


@given(st.text(alphabet=st.sampled_from("0123456789百千万亿分之折成%个点倍翻番约月日时年第"), max_size=40))
def test_any_figure_can_be_said(text: str) -> None:
    for figure in read_figures(text):
        assert render_value(figure, "en")
        assert render_value(figure, "de")
    unsupported_figures(text, "zh", text)


@pytest.mark.parametrize(
    ("claim", "source", "missing"),
    [
        ("at 12 noon on 21 February", "2月21日中午12点", ()),
        ("at twelve noon", "2月21日中午12点", ()),
        ("preparing at eight every morning", "每天早上八点开始准备", ()),
        ("at eight in the morning", "每天早上八点开始准备", ()),
        ("preparing at nine every morning", "每天早上八点开始准备", ("nine every morning",)),
        ("at 12 midnight", "每天早上八点开始准备", ("12 midnight",)),
        ("at half past six in the evening", "傍晚六点半,板房里亮起了灯", ()),
        ("at half past seven in the evening", "傍晚六点半,板房里亮起了灯", ("half past seven in the evening",)),
        ("set out at about four in the early morning", "凌晨四时许就动身", ()),
        ("Route 2 and Route 8 in the morning and evening peaks", "2路、8路早晚高峰", ()),
    ],
)
def test_clock_times_said_with_noon_or_a_time_of_day(claim: str, source: str, missing: tuple[str, ...]) -> None:
    assert unsupported_figures(claim, "en", source) == missing


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("10% off for card holders", "持公交卡九折优惠"),
        ("had just turned 100 days old", "女儿刚满百日"),
        ("a thousand-person drum show", "千人长鼓表演"),
        ("Shi Jinlai is 67", "石金来今年六十有七"),
        ("a 60th-birthday ceremony", "朝鲜族花甲礼"),
        ("letters span 1901 to 1979", "这批信件跨越1901年至1979年"),
        ("a stall set up in 1998", "前身是1998年摆下的摊位"),
        ("the predecessor dates from 1998, a stall", "前身是1998年摆下的摊位"),
        ("on page A2 of July 25", "本报7月25日A2版"),
        ("first-half trade rose 17.4%", "今年1至6月进出口增长17.4%"),
        ("rose from 42.1 to 44.6 per thousand", "由千分之四十二点一提高到千分之四十四点六"),
        ("rose from 42.1 per thousand to 44.6 per thousand", "由千分之四十二点一提高到千分之四十四点六"),
        ("organic matter is printed in parts per thousand", "由千分之四十二点一提高到千分之四十四点六"),
    ],
)
def test_turns_of_phrase_that_say_a_number(claim: str, source: str) -> None:
    assert unsupported_figures(claim, "en", source) == ()
