"""What numbers a text in the reader's language prints."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.numbers.quantities import read_quantities
from briefing.records import Figure


def only(text: str, lang: str = "en") -> Figure:
    """The one figure of ``text``."""
    (figure,) = read_quantities(text, lang)
    return figure


def worth(text: str, lang: str = "en") -> list[Decimal | str | None]:
    """Values and dates of ``text`` in reading order."""
    return [figure.iso or figure.value for figure in read_quantities(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("en", "16,635 people", 16635),
        ("en", "26 thousand people", 26000),
        ("en", "2.6 million yuan", 2600000),
        ("en", "RMB 350,000", 350000),
        ("en", "RMB350,000", 350000),
        ("en", "$5 billion", 5 * 10**9),
        ("en", "twenty-six thousand people", 26000),
        ("en", "two hundred and five people", 205),
        ("en", "two and a half million people", 2500000),
        ("en", "one and a half hours", Decimal("1.5")),
        ("en", "an hour and a half", Decimal("1.5")),
        ("en", "a dozen tents", 12),
        ("en", "half a million people", 500000),
        ("en", "both labs", 2),
        ("en", "half of them", Decimal("0.5")),
        ("en", "three-quarters of them", Decimal("0.75")),
        ("en", "output tripled", 3),
        ("en", "one metre apart", 1),
        ("en", "minus 15 degrees", -15),
        ("en", "an 80-year-old man", 80),
        ("en", "a 35-kilometre road", 35),
        ("en", "No. 15", 15),
        ("en", "the third round", 3),
        ("en", "the 3rd round", 3),
        ("en", "the twenty-first day", 21),
        ("fr", "26 000 personnes", 26000),
        ("fr", "26\u00a0000 personnes", 26000),
        ("fr", "26\u202f000 personnes", 26000),
        ("fr", "2,6 millions d’habitants", 2600000),
        ("fr", "vingt-six mille personnes", 26000),
        ("fr", "le troisième tour", 3),
        ("fr", "le 3e tour", 3),
        ("fr", "la moitié des foyers", Decimal("0.5")),
        ("es", "26.000 personas", 26000),
        ("es", "veintiséis mil personas", 26000),
        ("es", "2,6 millones de personas", 2600000),
        ("es", "la tercera ronda", 3),
        ("de", "26.000 Menschen", 26000),
        ("de", "sechsundzwanzigtausend Menschen", 26000),
        ("de", "5 Mrd. Yuan", 5 * 10**9),
        ("de", "anderthalb Stunden", Decimal("1.5")),
        ("de", "die dritte Runde", 3),
        ("ru", "26 000 человек", 26000),
        ("ru", "2,6 млн человек", 2600000),
        ("ru", "двадцать шесть тысяч человек", 26000),
        ("ru", "пятьдесят восемь домов", 58),
        ("ru", "третий тур", 3),
        ("ru", "полтора часа", Decimal("1.5")),
        ("pt", "vinte e seis mil pessoas", 26000),
        ("it", "ventiseimila persone", 26000),
        ("ja", "2万6千人が参加", 26000),
        ("ja", "約5,000人が参加", 5000),
        ("zh", "送出2.6万件", 26000),
        ("hi", "26,000 लोग", 26000),
    ],
)
def test_a_number_has_its_value_in_each_language(lang: str, text: str, value: Decimal) -> None:
    assert only(text, lang).value == value


@pytest.mark.parametrize(
    ("lang", "text", "iso"),
    [
        ("en", "on 21 February", "--02-21"),
        ("en", "on the 21st of February", "--02-21"),
        ("en", "on February 21, 2022,", "2022-02-21"),
        ("en", "on Feb. 21", "--02-21"),
        ("en", "on Sept. 3", "--09-03"),
        ("en", "from 19 to 21 February", "--02-19/--02-21"),
        ("en", "19–21 February 2022", "2022-02-19/2022-02-21"),
        ("en", "last October", "--10"),
        ("en", "in May", "--05"),
        ("en", "in February 2022", "2022-02"),
        ("en", "since 2022", "2022"),
        ("en", "in the 1990s", "199X"),
        ("en", "by 1 pm", "13:00"),
        ("en", "at 1:30 p.m.", "13:30"),
        ("en", "at 12 am", "00:00"),
        ("en", "at 13:00", "13:00"),
        ("en", "at noon", "12:00"),
        ("en", "at 8 o’clock", "08:00"),
        ("en", "at 8 in the evening", "20:00"),
        ("fr", "le 21 février 2022", "2022-02-21"),
        ("fr", "le 1er mars", "--03-01"),
        ("fr", "à 18 h 30", "18:30"),
        ("fr", "à 13 heures", "13:00"),
        ("fr", "du 19 au 21 février", "--02-19/--02-21"),
        ("es", "el 21 de febrero de 2022", "2022-02-21"),
        ("es", "a las 8 de la tarde", "20:00"),
        ("de", "am 21. Februar 2022", "2022-02-21"),
        ("de", "um 13 Uhr", "13:00"),
        ("de", "vom 19. bis 21. Februar", "--02-19/--02-21"),
        ("ru", "21 февраля 2022 года", "2022-02-21"),
        ("ru", "в 13:00", "13:00"),
        ("ja", "2月21日午後1時", "--02-21T13:00"),
        ("pt", "21 de fevereiro", "--02-21"),
        ("it", "il 21 febbraio", "--02-21"),
    ],
)
def test_dates_and_times_are_read_in_each_language(lang: str, text: str, iso: str) -> None:
    assert only(text, lang).iso == iso


@pytest.mark.parametrize(
    ("lang", "text", "kind"),
    [("en", "17.5 percent", "percent"), ("en", "17.5%", "percent"), ("en", "1.3 percentage points", "points"),
     ("fr", "17,5 %", "percent"), ("fr", "1,3 point de pourcentage", "points"), ("de", "1,3 Prozentpunkte", "points"),
     ("es", "17,5 por ciento", "percent"), ("ru", "1,3 процентного пункта", "points"), ("ja", "17.5パーセント", "percent")],
)  # fmt: skip
def test_points_are_told_from_percent_in_each_language(lang: str, text: str, kind: str) -> None:
    assert only(text, lang).kind == kind


def test_sampling_points_are_no_percentage_points() -> None:
    assert only("20 points across town").kind == "count"


@pytest.mark.parametrize("text", ["between three and five trucks", "3–5 trucks", "3 to 5 trucks"])
def test_a_range_keeps_both_ends(text: str) -> None:
    assert (only(text).low, only(text).high, only(text).value) == (3, 5, None)


def test_two_numbers_joined_by_and_are_no_range() -> None:
    assert worth("12 trucks and 15 cars, 16 and 17") == [12, 15, 16, 17]


@pytest.mark.parametrize(
    "text",
    ["one of them said so", "No one left", "First, staff called.", "He was the first to arrive at first",
     "COVID-19", "G6", "5G network", "the G25 road", "It may rain, so they march on", "24/7 service", "the first aid post", "the second-hand shop",
     "in the front line", "a single window", "zero-tolerance"],
)  # fmt: skip
def test_words_that_only_look_like_numbers_are_left_out(text: str) -> None:
    figures = [figure for figure in read_quantities(text, "en") if figure.text != "first"]
    assert figures == []


def test_hundreds_have_no_value() -> None:
    assert (only("hundreds of people").value, only("hundreds of people").low) == (None, 100)


@pytest.mark.parametrize(
    ("text", "approx"),
    [("nearly 5,000 people", "nearly"), ("more than 1,000 people", "more than"), ("about 800", "about")],
)
def test_words_of_roughness_stay_with_the_number(text: str, approx: str) -> None:
    assert (only(text).approx, only(text).text.startswith(approx)) == (approx, True)


def test_a_year_and_a_number_of_people_look_alike_but_differ() -> None:
    assert worth("In 2022 some 2022 people came") == ["2022", 2022]


def test_a_language_without_a_table_is_read_by_its_digits() -> None:
    assert worth("26,000 na 17", "sw") == [26000, 17]


def test_an_unknown_tag_is_read_by_its_digits() -> None:
    assert worth("26,000 x 17", "xx-unknown") == [26000, 17]


_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_english(number: int) -> str:
    """``number`` in English words, with the British "and"."""
    if number < 20:
        return _SMALL[number]
    if number < 100:
        return _TENS[number // 10 - 2] + (f"-{_SMALL[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{_SMALL[number // 100]} hundred" + (f" and {in_english(number % 100)}" if number % 100 else "")
    size, name = next(
        (size, name) for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")) if number >= size
    )
    rest = number % size
    joint = " and " if 0 < rest < 100 else " "
    return f"{in_english(number // size)} {name}" + (joint + in_english(rest) if rest else "")


@given(st.integers(min_value=2, max_value=10**12 - 1))
def test_english_words_give_the_number_back(number: int) -> None:
    assert only(f"{in_english(number)} sheep").value == number


@given(
    st.integers(min_value=0, max_value=10**12),
    st.sampled_from([("en", ","), ("de", "."), ("fr", "\u202f"), ("ru", "\u00a0")]),
)
def test_grouped_digits_give_the_number_back(number: int, style: tuple[str, str]) -> None:
    lang, mark = style
    printed = f"{number:,}".replace(",", mark)
    assert [figure.value or Decimal(figure.iso or 0) for figure in read_quantities(f"({printed} km", lang)] == [number]


@given(
    st.text(alphabet=st.sampled_from("0123456789.,:-– %abfhmnopstuvwyé'’MFJ"), max_size=60),
    st.sampled_from(["en", "fr", "de", "ru", "es", "ja", "hi"]),
)
def test_any_text_is_read_without_error_and_every_figure_is_a_slice_of_it(text: str, lang: str) -> None:
    end = 0
    for figure in read_quantities(text, lang):
        assert text[figure.start : figure.end] == figure.text
        assert end <= figure.start < figure.end
        end = figure.end


@given(
    st.lists(
        st.sampled_from(
            [
                "one",
                "two",
                "half",
                "a",
                "and",
                "hundred",
                "thousand",
                "third",
                "dozen",
                "5",
                "May",
                "21",
                "to",
                "pm",
                "of",
                "million",
                "an",
                "hour",
                "the",
                "first",
                "2022",
                ",",
                ".",
            ]
        ),
        max_size=20,
    )
)
def test_any_order_of_number_words_is_read_without_error(words: list[str]) -> None:
    text = " ".join(words)
    for figure in read_quantities(text, "en"):
        assert text[figure.start : figure.end] == figure.text


@pytest.mark.parametrize("lang", ["en", "fr", "ru"])
@pytest.mark.parametrize(
    "part", ["one ", "1 ", "1,111,", "half ", "May 1 ", "1 to ", "demi ", "deux ", "два ", "2020 ", "1:"]
)
@pytest.mark.timed
def test_reading_time_grows_with_length_not_faster(part: str, lang: str) -> None:
    def spent(length: int) -> float:
        text = (part * length)[:length]
        started = time.perf_counter()
        read_quantities(text, lang)
        return time.perf_counter() - started

    spent(500)
    assert min(spent(16000) for _ in range(2)) < 24 * max(min(spent(2000) for _ in range(3)), 0.002)
