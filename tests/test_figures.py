"""What counts as a figure in Chinese text, and what it is worth."""

from __future__ import annotations

import json
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.numbers.figures import read_figures
from briefing.records import Figure

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


def only(text: str) -> Figure:
    """The one figure of ``text``."""
    (figure,) = read_figures(text)
    return figure


def values(text: str) -> list[Decimal | None]:
    return [figure.value for figure in read_figures(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("收到羊毛衫26件", 26),
        ("收到羊毛衫２６件", 26),
        ("粮库存粮12,500吨", 12500),
        ("来了三千二百名游客", 3200),
        ("来了三千零五名游客", 3005),
        ("花了1万2千元", 12000),
        ("投资3亿5千万元", 350000000),
        ("栽树1.2亿株", 120000000),
        ("送出大米5千袋", 5000),
        ("修渠2万3千5百米", 23500),
        ("产值1.5万亿元", 1500000000000),
        ("人口三万五千户", 35000),
        ("牧民廿三户", 23),
        ("来了两名大夫", 2),
        ("姐妹俩开了面馆", 2),
        ("雪深3.5厘米", Decimal("3.5")),
        ("走了10千米", 10),
        ("架起10千伏线路", 10),
        ("降到零下15摄氏度", -15),
        ("每斤六元五角", Decimal("6.5")),
        ("每斤九毛八", Decimal("0.98")),
        ("两毛钱一个", Decimal("0.2")),
        ("借条上写着贰拾元", 20),
        ("商品分七大类", 7),
        ("住在三楼", 3),
        ("启动Ⅳ级响应", 4),
        ("水深三米六", Decimal("3.6")),
        ("赶了一个小时二十分钟", 80),
    ],
)
def test_a_count_has_its_value_however_it_is_written(text: str, value: Decimal) -> None:
    assert read_figures(text)[0].value == value


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("每组三至五人", 3, 5),
        ("出动10—15辆铲车", 10, 15),
        ("年龄50-80岁", 50, 80),
        ("要等3到5天", 3, 5),
        ("来了二三十人", 20, 30),
        ("住着两三千户", 2000, 3000),
        ("孩子十七八岁", 17, 18),
        ("挣了2至3万元", 20000, 30000),
        ("补助500至1万元", 500, 10000),
        ("票价10元至20元", 10, 20),
        ("亩产提高七八成", 70, 80),
    ],
)
def test_a_range_keeps_both_ends_and_no_value(text: str, low: int, high: int) -> None:
    figure = only(text)
    assert (figure.value, figure.low, figure.high) == (None, low, high)


@pytest.mark.parametrize(
    ("text", "value"),
    [("增长17.5%", "17.5"), ("增长17.5\uff05", "17.5"), ("增长百分之十七点五", "17.5"), ("占三成", "30"), ("占三成五", "35"),
     ("居民过半", "50"), ("占了一半", "50"), ("票价打八五折", "85"), ("剩下五分之一", "20")],
)  # fmt: skip
def test_shares_are_percentages(text: str, value: str) -> None:
    figure = only(text)
    assert (figure.value, figure.kind) == (Decimal(value), "percent")


@pytest.mark.parametrize("text", ["提高1.2个百分点", "提高1.2个点"])
def test_percentage_points_are_no_percentage(text: str) -> None:
    assert (only(text).kind, only(text).value) == ("points", Decimal("1.2"))


def test_twenty_sites_are_no_percentage_points() -> None:
    assert only("新设20个点位").kind == "count"


@pytest.mark.parametrize(
    ("text", "printed", "approx", "value"),
    [
        ("慰问近5000名牧民", "近5000名", "近", 5000),
        ("走访2600余户", "2600余户", "余", 2600),
        ("收获2.6万多亩", "2.6万多亩", "多", 26000),
        ("筹款100余万元", "100余万元", "余", 1000000),
        ("送饭约800份左右", "约800份左右", "约…左右", 800),
        ("相隔一米以上", "一米以上", "以上", 1),
        ("时长超过1800小时", "超过1800小时", "超过", 1800),
        ("不足300人", "不足300人", "不足", 300),
        ("上千名牧民", "上千名", "上", 1000),
        ("逾百辆卡车", "逾百辆", "逾", 100),
        ("十几名工人", "十几名", "几", 10),
        ("干了一年多", "一年多", "多", 1),
        ("等了3个多小时", "3个多小时", "多", 3),
        ("用电负荷破百万千瓦", "破百万千瓦", "破", 1000000),
    ],
)
def test_words_of_roughness_stay_as_printed(text: str, printed: str, approx: str, value: int) -> None:
    figure = only(text)
    assert (figure.text, figure.approx, figure.value) == (printed, approx, value)


def test_reaching_a_number_is_not_roughness() -> None:
    assert only("日产量竟高达3500箱").approx == ""


def test_the_last_three_years_are_three_but_a_work_of_nearly_three_years_is_not() -> None:
    assert only("近三年植树不停").approx == ""
    assert only("历时近三年完工").approx == "近"


@pytest.mark.parametrize(("text", "low"), [("数百名学生", 100), ("几十个帐篷", 10), ("数十万亩草场", 100000)])
def test_a_number_of_unknown_size_has_no_value(text: str, low: int) -> None:
    figure = only(text)
    assert (figure.value, figure.low, figure.high) == (None, low, None)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("营收翻一番", 2, "times"),
        ("营收翻两番", 4, "times"),
        ("产量增长了2倍", 2, "times more"),
        ("产量增长到2倍", 2, "times"),
    ],
)
def test_growth_by_a_multiple_is_told_from_growth_to_it(text: str, value: int, unit: str) -> None:
    figure = only(text)
    assert (figure.kind, figure.value, figure.unit_en) == ("multiple", value, unit)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2022年11月11日开工", "2022-11-11"),
        ("11月12日上午开工", "--11-12"),
        ("11月12下午开工", "--11-12"),
        ("二〇二二年十月一日开工", "2022-10-01"),
        ("2022 年 11 月 12 日开工", "2022-11-12"),
        ("去年10月开工", "last-year-10"),
        ("今年8月开工", "--08"),
        ("2月21日13时开工", "--02-21T13:00"),
        ("2月21日下午3点半开工", "--02-21T15:30"),
        ("11月3日至9日施工", "--11-03/--11-09"),
        ("9月15日至11月15日施工", "--09-15/--11-15"),
        ("2月21日8时至18时施工", "--02-21T08:00/--02-21T18:00"),
        ("2021—2023年施工", "2021/2023"),
        ("1至9月施工", "--01/--09"),
        ("前4个月施工", "--01/--04"),
        ("2024年前5个月施工", "2024-01/2024-05"),
        ("10月上旬施工", "--10-01/--10-10"),
        ("早上八点开门", "08:00"),
        ("每天8:00开门", "08:00"),
        ("晚上8点开门", "20:00"),
        ("中午12点开门", "12:00"),
        ("凌晨两点开门", "02:00"),
        ("八点半开门", "08:30"),
        ("晚上7点到9点开门", "19:00/21:00"),
        ("上世纪90年代建成", "199X"),
        ("21日开工", "---21"),
    ],
)
def test_dates_and_times_are_iso_as_far_as_printed(text: str, iso: str) -> None:
    figure = only(text)
    assert (figure.iso, figure.value) == (iso, None)


def test_a_day_alone_is_in_the_month_of_the_last_date() -> None:
    assert [figure.iso for figure in read_figures("8月20日、21日下雨,23日放晴")] == ["--08-20", "--08-21", "--08-23"]


def test_a_day_of_this_month_is_not_put_into_another() -> None:
    assert read_figures("8月20日下单,本月15日到货")[1].iso == "---15"


def test_february_has_no_thirtieth_day() -> None:
    assert "--02-30" not in {figure.iso for figure in read_figures("2月30日开工")}


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [("24小时值守", 24, "duration"), ("一个半小时修好", Decimal("1.5"), "duration"), ("学了三年", 3, "duration"),
     ("歇了半个月", Decimal("0.5"), "duration"), ("老人八十岁", 80, "age"), ("花费350,000元", 350000, "money"),
     ("花费500美元", 500, "money"), ("开通10个G流量", 10, "measure"), ("第三轮抽签", 3, "ordinal"),
     ("第15号公告", 15, "ordinal"), ("一季度收入", 1, "ordinal")],
)  # fmt: skip
def test_each_figure_has_its_kind(text: str, value: Decimal, kind: str) -> None:
    assert (only(text).value, only(text).kind) == (value, kind)


def test_a_counted_noun_is_named_with_its_measure_word() -> None:
    assert (only("走遍50个行政村").unit_zh, only("走遍50个行政村").unit_en) == ("个行政村", "administrative villages")


@pytest.mark.parametrize(
    "text",
    [
        "拨打12345热线反映", "“青城12345”公众号", "拨打110报警", "开通5G基站", "沿G25行驶", "市第一人民医院", "执法三中队队员",
        "守护万家灯火", "奋战在一线", "掌握一手资料", "三心二意", "采取四不两直方式", "一起出发", "一定完成", "以防万一", "千方百计",
        "平安一方", "七上八下", "一名党员就是一面旗帜", "一个支部", "作出一份贡献", "十分寒冷", "三天两头停电", "成千上万的人",
        "第二产业", "第一时间赶到", "第三方机构", "一是加强领导", "两个维护", "党的十九届六中全会", "电话13912345678", "咨询热线:0475-8238866",
        "照片IMG_20211112.jpg", "京藏高速G6", "佩戴N95口罩", "乘坐56路公交", "地铁3号线", "“95后”社工", "三班倒", "五个一工程",
        "三台县", "农历七月初五", "二人转", "前两天下雪", "千山万水", "队伍陆续到达", "编号0472", "“远航9”轮离港", "“1210”仓", "7+24模式", "10合1混采",
    ],
)  # fmt: skip
def test_numbers_in_names_and_set_phrases_are_no_figures(text: str) -> None:
    assert read_figures(text) == ()


def test_list_marks_at_the_start_of_a_line_are_no_figures() -> None:
    assert values("1、清雪\n2、疏通\n(3)供暖\n一、供水26吨") == [26]


def test_only_the_hours_of_round_the_clock_service_are_counted() -> None:
    assert values("实行7×24小时服务") == [24]


def test_traditional_characters_are_read_too() -> None:
    assert only("捐款兩萬餘元").value == 20000


@given(
    st.text(
        alphabet=st.sampled_from(
            "一二两三四五六七八九十百千万亿零半第多余近上数几成倍个人元年月日时点分至到-—0123456789.,%:、 年第翻番折"
        ),
        max_size=60,
    )
)
def test_any_text_is_read_without_error_and_every_figure_is_a_slice_of_it(text: str) -> None:
    end = 0
    for figure in read_figures(text):
        assert text[figure.start : figure.end] == figure.text
        assert end <= figure.start < figure.end
        end = figure.end


@given(st.text(max_size=200))
def test_any_unicode_is_read_without_error(text: str) -> None:
    for figure in read_figures(text):
        assert text[figure.start : figure.end] == figure.text


_HAN = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """``number`` in Chinese words, as schools teach it."""
    for size, name in ((10**8, "亿"), (10**4, "万")):
        if number >= size:
            rest = number % size
            gap = "零" if 0 < rest < size // 10 else ""
            return in_chinese(number // size) + name + gap + (in_chinese(rest) if rest else "")
    words, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            words += ("零" if gap and words else "") + _HAN[digit] + name
            gap = False
        else:
            gap = True
    return words


@given(st.integers(min_value=2, max_value=10**9))
def test_a_number_in_chinese_words_gives_its_value_back(number: int) -> None:
    assert only(f"共{in_chinese(number)}元").value == number


@given(st.integers(min_value=1, max_value=10**12))
def test_a_number_in_digits_gives_its_value_back_with_and_without_separators(number: int) -> None:
    assert only(f"共{number}元").value == number
    assert only(f"共{number:,}元").value == number


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=1, max_value=9), st.sampled_from("万亿"))
def test_digits_scaled_by_wan_and_yi_give_their_value_back(whole: int, tenth: int, scale: str) -> None:
    size = {"万": 10**4, "亿": 10**8}[scale]
    assert only(f"共{whole}.{tenth}{scale}元").value == Decimal(f"{whole}.{tenth}") * size


@given(st.integers(min_value=1, max_value=99), st.integers(min_value=1, max_value=9))
def test_mixed_wan_and_qian_give_their_value_back(wan: int, qian: int) -> None:
    assert only(f"共{wan}万{qian}千元").value == wan * 10**4 + qian * 10**3


@pytest.mark.parametrize(
    "part", ["1中", "一", "1万", "1,111", "9", "百", "三五", "11月", "第1", "0.", "1.1", "8:0", "近1", "a1", "1+"]
)
@pytest.mark.timed
def test_reading_time_grows_with_length_not_faster(part: str) -> None:
    def spent(length: int) -> float:
        text = (part * length)[:length]
        started = time.perf_counter()
        read_figures(text)
        return time.perf_counter() - started

    spent(500)
    # Eight times the text; a quadratic reader would need 64 times the time.
    assert min(spent(16000) for _ in range(2)) < 24 * max(min(spent(2000) for _ in range(3)), 0.002)


# ------------------------------------------------------------------ against the readers' marks


def _same(figure: Figure, value: Any) -> bool:
    """Whether a figure has a marked value; marks give years as numbers, fractions rounded, ranges as "3-5"."""
    if isinstance(value, str):
        ends = f"{figure.low}-{figure.high}"
        return value in {figure.iso, ends, *figure.iso.split("/")}
    if value is None or figure.value is None:
        return figure.iso == str(value)
    tolerance = Decimal("0.06") if "分之" in figure.text else Decimal(0)
    return abs(figure.value - Decimal(str(value))) <= tolerance


class Score:
    """Marks found, marks with the right value, and figures read that nobody marked."""

    def __init__(self) -> None:
        self.marked = self.found = self.right = self.rough = self.read = self.extra = 0

    def add(self, page: str, gold: dict[str, Any]) -> None:
        figures = read_figures(page)
        marks = [mark for article in gold["articles"] for mark in article["figures"] if "\n" not in mark["text"]]
        texts = {mark["text"] for mark in marks}
        hit: set[int] = set()
        for mark in marks:
            start, end = mark["char"], mark["char"] + len(mark["text"])
            over = [figure for figure in figures if figure.start < end and figure.end > start]
            hit.update(figure.start for figure in over)
            self.marked += 1
            self.found += bool(over)
            self.right += any(_same(figure, mark["value"]) for figure in over)
            self.rough += bool(over) and any(bool(figure.approx) for figure in over) == bool(mark.get("approx"))
        starts = [0]
        for line in page.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        ranges = [(starts[a["start_line"] - 1], starts[a["end_line"]]) for a in gold["articles"]]
        inside = [figure for figure in figures if any(low <= figure.start < high for low, high in ranges)]
        self.read += len(inside)
        self.extra += sum(figure.start not in hit and figure.text not in texts for figure in inside)


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030")


def _score(folder: Path, pages: Path) -> Score:
    score = Score()
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        page = pages / gold["file"]
        if page.suffix != ".txt" or not all("char" in f for a in gold["articles"] for f in a["figures"]):
            continue
        text = _decoded(page.read_bytes()).replace("\r\n", "\n")
        marks = [mark for article in gold["articles"] for mark in article["figures"]]
        assert all(text.startswith(mark["text"], mark["char"]) for mark in marks), page.name
        score.add(text, gold)
    return score


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the readers' marks are not here")
def test_figures_of_the_readers_pages_are_found_with_their_values() -> None:
    score = _score(SHARED / "gold", SHARED / "pages")
    assert score.marked > 100
    assert score.found / score.marked >= 0.99
    assert score.right / score.found >= 0.99
    assert score.rough / score.found >= 0.98
    assert 1 - score.extra / score.read >= 0.95


@pytest.mark.skipif(not (ROOT / "corpus" / "gold").is_dir(), reason="the corpus is not here")
def test_figures_of_the_corpus_are_found_with_their_values() -> None:
    score = _score(ROOT / "corpus" / "gold", ROOT / "corpus")
    assert score.marked > 500
    assert score.found / score.marked >= 0.97
    assert score.right / score.found >= 0.975
    assert score.rough / score.found >= 0.97
    assert 1 - score.extra / score.read >= 0.95
