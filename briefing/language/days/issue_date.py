"""When a page was printed, from the page alone: what it says of itself, else the days that its articles tell of.

``issue_date`` reads what the page prints about itself: a masthead, a web line, an address, the name of its file.
``page_dates`` gives the days on which it can have been printed: not before the latest day that it tells of as past,
not after the end of that month, and before a day that it announces. Unknown stays unknown: no year is guessed.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from briefing.language.days.days import Day, month_end, next_day, read_day
from briefing.language.days.relative_days import resolve_on
from briefing.language.numbers.figures import read_figures
from briefing.language.numbers.moments import DAY_PART
from briefing.language.people.joined import Joined, join_article
from briefing.language.widths import fold
from briefing.records import Article, Figure, Page


class IssueDate(NamedTuple):
    """The day of printing as the page itself gives it: ISO 8601, ``--MM-DD`` without a year, "" where it gives none."""

    iso: str
    printed: str  # the words that say so
    source: str  # masthead, web line, address, file name; "" where none


class DateRange(NamedTuple):
    """The first and the last day on which a page can have been printed, as ISO 8601; both "" where nothing tells."""

    first: str
    last: str
    basis: tuple[str, ...] = ()  # the words of the page that decided

    @property
    def iso(self) -> str:
        """``2024-08-20``, ``--11-13/--11-30``, or "" where unknown."""
        return self.first if self.first == self.last else f"{self.first}/{self.last}"


_Y, _M, _D = r"(?P<year>(?:19|20)\d{2})", r"(?P<month>0?[1-9]|1[0-2])", r"(?P<day>[12]\d|3[01]|0?[1-9])(?!\d)"
_FULL = rf"(?<!\d){_Y}\s*(?:年|[-/.])\s*{_M}\s*(?:月|[-/.])\s*{_D}\s*日?"
_WEEKDAY = r"(?:星期|周)[一二三四五六日天]"
_OR_FULL = _FULL.replace("(?P<", "(?P<b")  # a second alternative needs names of its own
_HEAD_LINE = re.compile(rf"{_FULL}\s*[,(]?\s*{_WEEKDAY}|{_WEEKDAY}\s*[,)]?\s*{_OR_FULL}")
_SHORT_HEAD = re.compile(rf"(?<!\d){_M}\s*月\s*{_D}\s*日\s*[,(]?\s*{_WEEKDAY}")
_ALONE = re.compile(
    rf"(?:出版日期|日期|第?\s?[A-Z]?\d{{0,2}}版?[:|\s]*)?{_FULL}(?:\s*(?:出版|农历.*|第?\s?[A-Z]?\d{{1,3}}\s?版.*))?"
)
_META = r"\d{1,2}:\d{2}|来源|稿源|字号|浏览|阅读|作者|编辑"
_WEB = re.compile(
    rf"(?:发布|更新|发表|发稿|刊发|出版|见报)(?:时间|日期|于)?\s*:?\s*{_FULL}|^(?=.*(?:{_META}))(?=.*(?:来源|稿源|时间|日期|作者|字号)\s*:).*?{_OR_FULL}"
)
_ADDRESS = re.compile(
    rf"(?:https?://|www\.)\S*?(?<!\d){_Y}[-/_]?(?P<month>0[1-9]|1[0-2])[-/_]?(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)
_FILE = re.compile(
    rf"(?<![0-9A-Za-z]){_Y}(?P<mark>[-_./年]?)(?P<month>0[1-9]|1[0-2]|(?<=[-_./年])[1-9])(?:(?P=mark)|月)(?P<day>0[1-9]|[12]\d|3[01]|(?<=[-_./月])[1-9])日?(?![0-9A-Za-z])"
)
_TOP = 8  # lines among which a date alone is the page's own; further down it closes a notice
_NEAR = 2  # days that a day told without any sign may be later than the last sure one
_EARLY, _LATE = 4, 9  # January to April, September to December
_LINE = 120  # characters; a line of the page about itself is no longer

# What a clause says of its day. Words of the future count in the day's own clause and the next.
_PAST = re.compile("截至|截止(?:目前|到|至)|以来|累计|(?<!早)已(?!经?成为|排)|昨[日天晚]|连续|日电|首周|完成了|迎来了")
_DONE = re.compile("[^为除]了(?!解)|获悉|了解到|通报|公布|发布")  # in the day's own clause, behind it
_COMING = re.compile(
    r"将(?!近|军|领|士|才|[^,。]{1,12}(?:送|运|转|发|推|捐|放|列|作))|拟|预计|预报|计划|定于|即将|届时|有望|力争|争取|确保|最迟|报名|截止(?!目前|到|至)|有效期|可(?:全面|陆续|望|实现|完成|能)"
)
_UNTIL = re.compile("(?:排|延长|延续|持续|推迟|顺延|延期|截止|预约|订单)[^,。]{0,5}(?:至|到)$")
_FORETOLD = re.compile("(?:预计|预报|预测|提醒|要求|承诺|计划)[,:]?[^,。;]{0,6}$")
_OPENS = re.compile(r"(?:^|[。!?;\n”)\s\u3000]|讯|在|于|,)\Z")
_BEFORE = re.compile("(?:之)?(?:前|以前|底前)(?!后|来|往|夕)")
_STARTS = re.compile(r"\s*(?:\d{1,2}[::]\d{2}|首班)?(?:起|开始|正式)")
_FROM = re.compile("(?:自|从|将于|定于|拟于)$")
_ANNOUNCED = re.compile("获悉|通告|公告|通知|宣布|公布|定于|将于|拟于|起,每|推迟|调整")
_RECURS = re.compile(
    "每年|历年|国庆|元旦|劳动节|建军|建党|国家宪法日|国际|世界|纪念|诞辰|往年|历史|当年|旧历|农历|生于|出生"
)
_EVENING = re.compile("[晚夜]")
_ROUNDS = re.compile(
    r"(?:已|连续|已连续)[^,。]{0,6}?(?:开展|进行|组织|完成|实施)?了?(?P<n>\d{1,2}|[二三四五六七八九十])(?P<unit>[次轮天日晚夜])"
)
_TODAY = re.compile("今[起日天晨早晚](?!后|年|天的|日的)")
_SAME_DAY = re.compile(
    r"(?P<word>[昨今明])(?:天|日)起?(?:是|\(|,)?(?:上午|下午|晚上?)?\(?(?=\d{1,2}月?\d{0,2}日|\d{1,2}日)"
)
_CURRENT = re.compile("(?:供暖|采暖|取暖|供热|冰雪|灌溉|榨|赛|雪|产)季|学年|年度")
_WIRE = re.compile(rf"(?:新华社|中新社|人民日报|央视)[^\n。,\d]{{0,12}}{_M}月{_D}日(?:电|讯)")
_SHIFT = {"昨": 1, "今": 0, "明": -1}


class _Told(NamedTuple):
    """A day that an article tells of, what it says of it, and the words."""

    day: Day
    past: bool  # nothing puts it in the future
    sure: bool  # words or form put it in the past
    announced: bool  # something is announced to begin then
    words: str


def issue_date(page_text: str, file: str = "") -> IssueDate:
    """What a page prints about its own day: masthead before web line before address before the file's name."""
    lines = [fold(line).strip() for line in page_text.split("\n") if 4 <= len(line.strip()) <= _LINE]
    for source, pattern in (("masthead", _HEAD_LINE), ("masthead", _ALONE), ("web line", _WEB), ("address", _ADDRESS)):
        found = _most(_dated(lines[:_TOP] if pattern is _ALONE else lines, pattern, whole=pattern is _ALONE))
        if found:
            return IssueDate(*found, source)
    if named := next(_dated([fold(file.rpartition("/")[2])], _FILE, whole=False), None):
        return IssueDate(*named, "file name")
    short = next(_dated(lines, _SHORT_HEAD, whole=False), None)
    return IssueDate(*short, "masthead") if short else IssueDate("", "", "")


def _dated(lines: Iterable[str], pattern: re.Pattern[str], *, whole: bool) -> Iterator[tuple[str, str]]:
    for line in lines:
        if line.endswith("。") or (line.count(",") > 2 and pattern is not _ADDRESS):
            continue  # a sentence of an article
        found = pattern.fullmatch(line) if whole else pattern.search(line)
        if found and (iso := _iso(found)):
            yield iso, found.group()


def _iso(found: re.Match[str]) -> str:
    groups = found.groupdict()
    year, month, day = (groups.get(name) or groups.get(f"b{name}") for name in ("year", "month", "day"))
    try:
        datetime.date(int(year or 2000), int(month or 0), int(day or 0))
    except ValueError:
        return ""
    return f"{year or '-'}-{int(month or 0):02}-{int(day or 0):02}"


def _most(found: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    """The day given most often, of those the first."""
    counts: dict[str, list[str]] = {}
    for iso, words in found:
        counts.setdefault(iso, []).append(words)
    best = max(counts, key=lambda iso: len(counts[iso]), default=None)
    return (best, counts[best][0]) if best else None


def page_dates(articles: Sequence[Article], page: Page) -> DateRange:
    """When ``page`` can have been printed. ``articles`` are those it was cut into."""
    printed = issue_date(page.text, page.file)
    if printed.iso and not printed.iso.startswith("--"):
        return DateRange(printed.iso, printed.iso, (printed.printed,))
    joined = [join_article(article) for article in articles]
    told = [one for article in joined for one in _told(article)]
    told += _wires(page.text)
    exact = next((one for article in joined for one in _exact(article)), None)
    dates = DateRange(exact.day.iso, exact.day.iso, (exact.words,)) if exact else _between(told)
    if printed.iso:
        dates = DateRange(printed.iso, printed.iso, (printed.printed,))
    return _with_year(dates, _year(joined, told, dates))


# ------------------------------------------------------------------ the days of the articles


def _told(joined: Joined) -> list[_Told]:
    figures = read_figures(joined.text)
    days = [figure for figure in figures if figure.kind == "date" and not _recurs(joined, figure)]
    return [one for figure in days for one in _tell(joined.folded, figure)]


def _wires(text: str) -> Iterator[_Told]:
    """新华社北京11月14日电: the day of the wire, wherever on the page the cutting left it."""
    for found in _WIRE.finditer(fold(text)):
        if day := read_day(f"--{int(found['month']):02}-{int(found['day']):02}"):
            yield _Told(day, True, True, False, found.group())


def _recurs(joined: Joined, figure: Figure) -> bool:
    """A feast or an anniversary: 每年9月20日, 10月1日国庆节."""
    return _RECURS.search(joined.folded, max(0, figure.start - 8), figure.end + 6) is not None


def _tell(text: str, figure: Figure) -> Iterator[_Told]:
    """What the clause says of the days of ``figure``; of a period its end where it is past, else its beginning."""
    ends = [day for part in figure.iso.split("/") if (day := read_day(part))]
    if not ends:
        return
    sentence = _around(text, figure, "。!?\n;")
    clause = _around(text, figure, "。!?\n;,")
    said = _PAST.search(sentence) is not None or _DONE.search(clause, clause.rfind(figure.text) + 1) is not None
    starts = _STARTS.match(text, figure.end) is not None
    coming = _COMING.search(clause) is not None or _BEFORE.match(text, figure.end) is not None
    coming = coming or _UNTIL.search(text, max(0, figure.start - 12), figure.start) is not None
    coming = coming or _FORETOLD.search(text, max(0, figure.start - 12), figure.start) is not None
    announced = starts and not said and _FROM.search(text, max(0, figure.start - 2), figure.start) is not None
    announced = announced and len(ends) == 1 and _ANNOUNCED.search(sentence) is not None
    past = not coming and not announced and (said or not starts)
    day = ends[-1] if said and not coming else ends[0]
    if past and len(ends) == 1 and _EVENING.search(figure.text):
        day = next_day(day)  # what happened in the evening is in the next day's paper
    if past and starts:
        day = _after_rounds(text, figure, day)
    yield _Told(day, past, past and (said or _narrates(text, figure)), announced, figure.text)


def _narrates(text: str, figure: Figure) -> bool:
    """11月12日上午,公司接到…: a story's own day opens its sentence, and a comma or a time of day follows."""
    opens = _OPENS.search(text, max(0, figure.start - 1), figure.start) is not None or figure.start == 0
    return opens and (
        "T" in figure.iso or re.search(DAY_PART, figure.text) is not None or text[figure.end : figure.end + 1] == ","
    )


def _around(text: str, figure: Figure, edges: str) -> str:
    start = max(text.rfind(edge, 0, figure.start) for edge in edges) + 1
    stops = [stop for edge in edges if (stop := text.find(edge, figure.end)) >= 0]
    return text[start : min(stops, default=len(text))]


def _after_rounds(text: str, figure: Figure, day: Day) -> Day:
    """从11月11日开始已连续开展5次: five days, or five rounds at no more than two a day."""
    rounds = _ROUNDS.search(text, figure.end, figure.end + 30)
    if rounds is None:
        return day
    number = int(rounds["n"]) if rounds["n"].isdigit() else "零一二三四五六七八九十".index(rounds["n"])
    days = number if rounds["unit"] in "天日晚夜" else (number + 1) // 2
    for _ in range(days - 1):
        day = next_day(day)
    return day


def _exact(joined: Joined) -> Iterator[_Told]:
    """昨日(25日) and 今起 with the day it begins give the day of printing itself."""
    figures = [figure for figure in read_figures(joined.text) if figure.kind == "date"]
    for figure in figures:
        day = read_day(figure.iso.split("/")[0])
        word = _SAME_DAY.search(joined.folded, max(0, figure.start - 8), figure.end)
        if day and word and word.end() == figure.start:
            yield _Told(day.plus(_SHIFT[word["word"]]), True, True, False, word.group() + figure.text)
    head = joined.folded.partition("\n")[0]
    today = _TODAY.search(head)
    begins = [figure for figure in figures if _STARTS.match(joined.folded, figure.end) and "/" not in figure.iso]
    if today and len({figure.iso for figure in begins}) == 1 and (day := read_day(begins[0].iso)):
        yield _Told(day, True, True, False, f"{today.group()}, {begins[0].text}")


# ------------------------------------------------------------------ the range


def _between(told: Sequence[_Told]) -> DateRange:
    """From the latest past day to the eve of what is announced next, or the month's end."""
    past = _past(told)
    if not past:
        return DateRange("", "")
    latest = max(past, key=lambda one: one.day.order)
    end = month_end(latest.day)
    coming = [one for one in told if one.announced and latest.day.order < one.day.order <= end.order]
    first = min(coming, key=lambda one: one.day.order, default=None)
    last = first.day.plus(-1)._replace(year=latest.day.year) if first else end
    return DateRange(latest.day.iso, last.iso, (latest.words, *([first.words] if first else [])))


def _past(told: Sequence[_Told]) -> list[_Told]:
    """The days that have gone by: those surely told as past, and others that are hardly later."""
    days = [one for one in told if one.past and not one.day.year] or [one for one in told if one.sure]
    newest = max((one.day.year for one in days), default="")
    days = _this_year([one for one in days if one.day.year == newest])
    latest = max((one.day.order for one in days if one.sure), default=366)
    return [one for one in days if one.sure or one.day.order <= latest + _NEAR]


def _this_year(days: list[_Told]) -> list[_Told]:
    """In January a page tells of December too: where winter's end is told of more, late days are last year's."""
    early = [one for one in days if one.day.month <= _EARLY]
    late = [one for one in days if one.day.month >= _LATE]
    return [one for one in days if one.day.month < _LATE] if len(early) > len(late) else days


# ------------------------------------------------------------------ the year


def _year(joined: Sequence[Joined], told: Sequence[_Told], dates: DateRange) -> str:
    """The year that the page gives to its own days: a season under way, or this year's months as printed; else ""."""
    day = read_day(dates.first)
    if day is None or day.year:
        return ""
    for article in joined:
        for figure in read_figures(article.text):
            if figure.kind == "date" and (year := _season(article.folded, figure, day) or _to_date(figure, day)):
                return year
    return _dated_now(told, day)


def _season(text: str, figure: Figure, day: Day) -> str:
    """2023—2024年供暖季 in December is 2023, in February 2024."""
    years = re.fullmatch(r"(?P<first>\d{4})/(?P<last>\d{4})", figure.iso)
    if years is None or int(years["last"]) != int(years["first"]) + 1:
        return ""
    if not _CURRENT.search(text, figure.start, figure.end + 6):
        return ""
    return years["first"] if day.month >= 8 else years["last"]


def _to_date(figure: Figure, day: Day) -> str:
    """2024年1—7月, told in July or August of a page, is this year's figure."""
    months = re.fullmatch(r"(?P<year>\d{4})-01/(?:\d{4}|-)-(?P<last>\d{2})", figure.iso)
    return months["year"] if months and int(months["last"]) in {day.month, day.month - 1} else ""


def _dated_now(told: Sequence[_Told], day: Day) -> str:
    """The year printed with a past day of the last weeks, where no later year is printed with another."""
    years = {one.day.year for one in told if one.day.year and one.past}
    near = {one.day.year for one in told if one.past and one.day.year and 0 <= day.order - one.day.order <= 31}
    return max(near) if near and max(near) == max(years) else ""


def _with_year(dates: DateRange, year: str) -> DateRange:
    if not year or not dates.first.startswith("--"):
        return dates
    first, last = (f"{year}{iso[1:]}" for iso in dates[:2])
    return DateRange(first, last if last >= first else f"{int(year) + 1}{dates.last[1:]}", dates.basis)


def resolve(expression: str, dates: DateRange, previous: str = "") -> str:
    """What 昨日, 上周五, 今年, 去年10月, 本月 mean on a page of ``dates``, as ISO 8601; "" where that is not known.

    当天 and 次日 go by ``previous``, the ISO day told of before.
    """
    return resolve_on(expression, dates.first, dates.last, previous)
