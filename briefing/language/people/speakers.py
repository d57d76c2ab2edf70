"""Who says what is quoted: named before it (张三说:“…”), after it (“…”张三说), in a sentence beside it, or carried over.

A speaker is a bare name where the text prints one, else the role as printed (现场工作人员). Where the text does not say,
the speaker is "": nobody is guessed from the sense of the words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.language.people.people import BOUNDARY, Mention, role_start, surnamed, trim_role
from briefing.language.people.persons import is_name, is_surname
from briefing.language.people.quote_marks import Pair
from briefing.language.people.said import ADVERBIAL, BODY, PRINTED, PRONOUN, SAME_SPEAKER, SAY, THIS_IS, WORDS_OF
from briefing.language.people.titles import HONORIFIC, is_no_name, is_title, opens_with_word

REACH = 160  # characters of narration read on either side of a quotation
_ENDS = frozenset("。!?;\n…")
_DIRECT = re.compile(rf"(?:{SAY.pattern}|{PRINTED.pattern})[^,。;:\0]{{0,8}}[:,]?\s*\Z")
_CLAUSE = re.compile(r"[^,:\0]+")
_WORDING = re.compile(r"的|等|这[一个]|(?:[一-鿿]{2})?(?:要求|指示|号召|口号|原则)")
_POLITE = re.compile(rf"(?:[小老][一-鿿]|(?:欧阳|司马|上官|诸葛|[一-鿿]){HONORIFIC})")
_GESTURE = re.compile(
    r"[一-鿿][着了起]|一边|边[^,。]|指着|[和与](?:老伴|丈夫|妻子|家人|同事|同伴|队友|儿子|女儿)|[笑喜乐]|激动|感慨|难掩|高兴|连连|竖起"
)
_CALLED = re.compile(rf"{_POLITE.pattern}(?!的|们)")
_HELD = re.compile(
    r"(?:发放|悬挂|挂着|挂起|张贴|贴着|贴有|立着|拉着|拉起|举着|拿着|捧着|收到|递上|送来|手持|摆放着|放着|放有|出示|制作|印制|留下|挂出|亮出|打开|看到|有)了?"
    r"(?:这样)?(?:[一两几数]?[张块条面封份幅行个段])?(?P<thing>[^,。]{2,14})\Z"
)
_BEARER = re.compile(r"(?:[卡片牌纸条板墙幅语书信本册单证屏布旗碑门窗袋盒箱衣车报匾联画栏图帖签盘])\Z")
_ONE = frozenset(("老人", "老汉", "小伙", "小伙子", "姑娘", "男孩", "女孩", "男子", "女子"))
_ANYONE = re.compile(r"(?:有人|大家|人们|众人|不少人|很多人|有的|对方|自己|他们|她们|我们|大伙儿?)\Z")


_ALONE = re.compile(rf"(?P<gap>\s+)[^,。!?;:\n\0]{{2,40}}(?:{SAY.pattern})(?=[。\n]|\Z)")


class Said(NamedTuple):
    """A speaker, and where the text names them; ``at`` is -1 for one carried over."""

    speaker: str
    at: int
    end: int

    @property
    def told(self) -> bool:
        """Whether the text says something of the speaker, if only that it is anyone (有人问)."""
        return self.speaker != "" or self.at >= 0


NOBODY = Said("", -1, -1)
ANYONE = Said("", 0, 0)


def _called(narration: str, taken: set[int]) -> Iterator[Mention]:
    """People called by surname and form (黄大爷, 小李), who have no other name in a text."""
    for match in _CALLED.finditer(narration):
        start, end = match.span()
        before = narration[max(0, start - 8) : start]
        stands = not before or before[-1] in BOUNDARY or before[-1] in " ”的" or is_title(before)
        if stands and is_surname(match[0].lstrip("小老")) and start not in taken:
            yield Mention(start, end, role_start(narration, start))


class Attributor:
    """Finds the speakers of one text's quotations in order; ``narration`` is it, folded, with NULs for the quotations."""

    def __init__(self, text: str, narration: str, pairs: Sequence[Pair], people: Sequence[Mention]) -> None:
        self.text, self.narration, self.pairs = text, narration, pairs
        named = [one for one in people if narration[one.start] != "\0"]
        self.people = sorted([*named, *_called(narration, {one.start for one in named})])
        self.starts = [one.start for one in self.people]

    def speakers(self) -> list[Said]:
        """One for each quotation."""
        found: list[Said] = []
        for index, pair in enumerate(self.pairs):
            last = found[-1] if found else NOBODY
            if index and self.pairs[index - 1].goes_on:
                found.append(Said(last.speaker, -1, -1) if last.speaker else self._speaker(pair, last))
            else:
                found.append(self._speaker(pair, last))
        return self._fill(found)

    def _fill(self, found: list[Said]) -> list[Said]:
        """Speech that goes on in the next paragraph, or in a run closed by 这是…的心声, has the speaker of its end."""
        for index in range(len(found) - 2, -1, -1):
            pair, after = self.pairs[index], self.pairs[index + 1]
            runs = not self.narration[pair.end : after.start].strip("、 ,") and THIS_IS.match(
                self.narration, self._run_end(index)
            )
            if not found[index].speaker and (pair.goes_on or runs):
                found[index] = Said(found[index + 1].speaker, -1, -1)
        return found

    def _run_end(self, index: int) -> int:
        """Where the run of quotations that stand side by side ends; runs are followed for ten."""
        for next_ in range(index + 1, min(index + 10, len(self.pairs))):
            if self.narration[self.pairs[next_ - 1].end : self.pairs[next_].start].strip("、 ,"):
                return self.pairs[next_ - 1].end
            index = next_
        return self.pairs[index].end

    def _speaker(self, pair: Pair, last: Said) -> Said:
        """The surest place first: a verb or a colon right before, a verb behind, a verb further before, who acts."""
        lead, tail = self._lead(pair.start), self._tail(pair.end)
        before, after = self.narration[lead : pair.start].rstrip(), self.narration[pair.end : tail].rstrip()
        if before.endswith(":") or _DIRECT.search(before[-40:]):
            return self._led(lead, pair.start, last)
        if before.strip("\0 ") and before[-1] not in ",\0" and _WORDING.match(after):
            return NOBODY
        goes_on = self.narration[tail : tail + 1] == "\0"
        if not (goes_on and after.endswith(":")) and (said := self._behind(pair.end, tail, last)).told:
            return said
        if SAY.search(before) and (said := self._led(lead, pair.start, last)).speaker:
            return said
        if after and (not goes_on or after.endswith(",")) and (said := self._acting(pair.end, tail, last)).speaker:
            return said
        return self._beside(pair, lead, last, before, after)

    def _behind(self, start: int, end: int, last: Said) -> Said:
        said = self._this_is(start, end, last)
        return said if said.told else self._said_after(start, end, last)

    def _beside(self, pair: Pair, lead: int, last: Said, before: str, after: str) -> Said:
        """No verb of saying in its own sentence: who acts in it, or in the one above or below."""
        if before:
            return self._pausing(lead, pair.start) if not after and before.endswith(",") else NOBODY
        said = self._line_below(pair.end, last) if not after else NOBODY
        return said if said.speaker else self._sentence_before(lead, last)

    # -------------------------------------------------------------- where narration begins and ends

    def _lead(self, end: int) -> int:
        """Where the sentence begins that leads up to ``end``, behind the quotation before."""
        for at in range(end - 1, max(-1, end - REACH), -1):
            if self.narration[at] in _ENDS or self.narration[at] == "\0":
                return at + 1
        return max(0, end - REACH)

    def _tail(self, start: int) -> int:
        """Where the sentence ends that follows ``start``, or the next quotation begins."""
        for at in range(start, min(len(self.narration), start + REACH)):
            if self.narration[at] in _ENDS or self.narration[at] == "\0":
                return at
        return min(len(self.narration), start + REACH)

    # -------------------------------------------------------------- the places where a speaker stands

    def _led(self, start: int, end: int, last: Said) -> Said:
        """张三表示,…:“ and 上面写着“: the last verb of saying that has a subject; a colon alone is one."""
        words = self.narration[start:end]
        if printed := PRINTED.search(words[-14:]):
            return self._thing(start, start + max(0, len(words) - 14) + printed.start())
        for match in reversed(list(SAY.finditer(words))[-4:]):
            if (said := self._subject(start, start + match.start(), last)).told:
                return said
        stripped = start + len(words.rstrip(" :,"))
        if (said := self._subject(start, stripped, last)).told:
            return said
        return self._opening_role(start, stripped)

    def _said_after(self, start: int, end: int, last: Said) -> Said:
        for match in SAY.finditer(self.narration, start, end):
            if (said := self._subject(start, match.start(), last)).told:
                return said
        if words := WORDS_OF.search(self.narration, start, end):
            said = self._subject(start, words.start(), last)
            return said if said.speaker else self._opening_role(start, words.start())
        return NOBODY

    def _this_is(self, start: int, end: int, last: Said) -> Said:
        """“…”这是张三的心声."""
        match = THIS_IS.match(self.narration, start, end)
        if match is None:
            return NOBODY
        if PRONOUN.match(self.narration, match.end(), end):
            return self._resolve(match.end(), last)
        for one in self._mentions(match.end(), end):
            return self._named(one)
        words = self.narration[match.end() : end]
        stop = re.search(r"们|在|对|的(?=[^的]*\Z)", words)
        return self._role(match.end(), match.end() + stop.start()) if stop else NOBODY

    def _acting(self, start: int, end: int, last: Said) -> Said:
        """“…”社区书记李四敲开了门: who acts in the sentence behind, where a name is printed."""
        for one in self._mentions(start, end):
            if self._leads_clause(one):
                return self._named(one)
        for clause, stop in self._clauses(start, end):
            size, rank = surnamed(self.narration, clause)
            if size and rank and clause + size < stop and _GESTURE.match(self.narration, clause + size):
                return Said(self.text[clause : clause + size], clause, clause + size)
            if PRONOUN.match(self.narration, clause, stop):
                return self._resolve(clause, last)
        return NOBODY

    def _pausing(self, start: int, end: int) -> Said:
        """村民李四放下锄头,“…”: who acts in the words that lead up to it."""
        acting = [one for one in self._mentions(start, end) if self._leads_clause(one) or one.role < one.start]
        return self._named(acting[0]) if acting else NOBODY

    def _line_below(self, end: int, last: Said) -> Said:
        """“…” closes its paragraph and the next one is nothing but 局长李四表示。"""
        match = _ALONE.match(self.narration, end)
        return self._said_after(match.end("gap"), match.end(), last) if match else NOBODY

    def _sentence_before(self, end: int, last: Said) -> Said:
        """谈起变化,李四很激动。“…”: who acts in the sentence before, in the same paragraph."""
        if end < 2 or self.narration[end - 1] in "\n\0":
            return NOBODY
        start = self._lead(end - 1)
        mentions = [one for one in self._mentions(start, end) if self._leads_clause(one)]
        if mentions:
            return self._named(mentions[-1])
        if start and self.narration[start - 1] == "\0" and last.speaker and SAY.search(self.narration, start, end):
            return Said(last.speaker, -1, -1)
        for low, high in self._clauses(start, end):
            if PRONOUN.match(self.narration, low, high):
                return self._resolve(low, last)
        return NOBODY

    # -------------------------------------------------------------- the subject of a verb

    def _subject(self, start: int, end: int, last: Said) -> Said:
        """Who stands before a verb at ``end``: in its clause, or in one of the three before."""
        clauses = list(self._clauses(start, end))
        for back, (low, high) in enumerate(reversed(clauses[-4:])):
            if (said := self._in_clause(low, high, near=back == 0, last=last)).told:
                return said
        if SAME_SPEAKER.match(self.narration[start:end].replace("\0", "").replace(",", "")):
            return Said(last.speaker, -1, -1)
        return NOBODY

    def _in_clause(self, start: int, end: int, *, near: bool, last: Said) -> Said:
        mentions = self._mentions(start, end)
        if mentions:
            closing = [one for one in mentions if one.end == end]
            return self._named((closing or mentions)[0])
        clause = self.narration[start:end]
        if pronoun := PRONOUN.search(clause):
            return self._resolve(start + pronoun.start(), last)
        return self._unnamed(start, end, near=near)

    def _opening_role(self, start: int, end: int) -> Said:
        """The role that opens one of the last clauses before ``end``, the nearest first."""
        for low, high in reversed(list(self._clauses(start, end))[-3:]):
            if (said := self._first_role(low, high)).speaker:
                return said
        return NOBODY

    def _first_role(self, start: int, end: int) -> Said:
        """孩子的妈妈声音发颤:“…”: the role that opens a clause, whatever is done in it."""
        for stop in range(start + 2, min(end, start + 24) + 1):
            longer = any(is_title(self.narration[stop : stop + size]) for size in (2, 3) if stop + size <= end)
            if (
                is_title(self.narration[max(start, stop - 8) : stop])
                and self.narration[stop : stop + 1] != "的"
                and not longer
            ):
                return self._role(start, stop)
        return NOBODY

    def _unnamed(self, start: int, end: int, *, near: bool) -> Said:
        """A speaker without a full name: 黄大爷, 现场工作人员, 市教育局; its clause may go on with an adverbial."""
        size, _ = surnamed(self.narration, start) if near else (0, False)
        if size and start + size <= end and ADVERBIAL.fullmatch(self.narration, start + size, end):
            return Said(self.text[start : start + size], start, start + size)
        for stop in range(end, max(start + 1, end - 18), -1):
            if not ADVERBIAL.fullmatch(self.narration, stop, end):
                continue
            words = self.narration[max(start, stop - 12) : stop]
            if _ANYONE.search(words):
                return ANYONE
            polite = re.search(_POLITE.pattern + r"\Z", words[-5:])
            if polite and is_surname(polite[0].lstrip("小老") or polite[0]):
                begin = stop - len(polite[0])
                return Said(self.text[begin:stop], begin, stop)
            known = is_title(words[-8:]) or (near and BODY.search(words)) or words.endswith("记者")
            if known and (said := self._role(start, stop)).speaker:
                return self._known(said)
        return self._closing_name(start, end) if near else NOBODY

    def _closing_name(self, start: int, end: int) -> Said:
        """村医郝秀英说: a name of three characters right before the verb, behind a trade that is in no list."""
        name = self.narration[end - 3 : end]
        if end - start < 5 or not is_name(name) or is_no_name(name) or opens_with_word(name):
            return NOBODY
        return Said(self.text[end - 3 : end], trim_role(self.narration, start, end - 3), end)

    def _known(self, said: Said) -> Said:
        """老人 behind a sentence that names one person means that person."""
        if said.speaker not in _ONE:
            return said
        sentence = self._lead(self._lead(said.at) - 1)
        names = {self.text[one.start : one.end] for one in self._mentions(sentence, said.at)}
        return Said(names.pop(), said.at, said.end) if len(names) == 1 else said

    def _role(self, start: int, end: int) -> Said:
        """The role that ends at ``end``; none where it is the one spoken to (对记者, 向村民)."""
        begin = trim_role(self.narration, start, end)
        spoken_to = self.narration[begin - 1 : begin] in tuple("对向跟给冲朝")
        return Said(self.text[begin:end], begin, end) if end - begin > 1 and not spoken_to else NOBODY

    def _thing(self, start: int, end: int) -> Said:
        """What bears the words: the subject of 写着, or what was handed over just before."""
        for low, high in reversed(list(self._clauses(start, end))[-2:]):
            held = _HELD.search(self.narration, low, high)
            words = re.sub(r"(?:的?(?:上面?|背面|正面|里面?|处))\Z", "", self.narration[low:high])
            low, high = (held.start("thing"), held.end("thing")) if held else (low, low + len(words))
            if 1 < high - low <= 16 and (held or _BEARER.search(words)):
                return Said(self.text[low:high], low, high)
        return self._pausing(start, end)

    def _named(self, one: Mention) -> Said:
        return Said(self.text[one.start : one.end], one.role, one.end)

    def _resolve(self, at: int, last: Said) -> Said:
        """Whom 他 or 她 at ``at`` means: the last one who acted or spoke before."""
        before = self.people[max(0, bisect_left(self.starts, at) - 12) : bisect_left(self.starts, at)]
        acting = [one for one in before if self._leads_clause(one)] or before
        if last.at >= 0 and last.speaker and (not acting or last.at >= acting[-1].role):
            return Said(last.speaker, at, at + 1)
        return (
            Said(self.text[acting[-1].start : acting[-1].end], at, at + 1) if acting else Said(last.speaker, at, at + 1)
        )

    def _leads_clause(self, one: Mention) -> bool:
        """Whether a name, with its role, opens its clause: then it acts."""
        before = self.narration[max(0, one.role - 1) : one.role]
        return (
            not before
            or before in BOUNDARY
            or before in " ”的日时晚"
            or before.isdigit()
            or self.narration.endswith("随着", 0, one.role)
        )

    def _mentions(self, start: int, end: int) -> list[Mention]:
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [one for one in self.people[low:high] if one.end <= end]

    def _clauses(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for match in _CLAUSE.finditer(self.narration, start, end):
            if match[0].strip():
                yield match.start() + len(match[0]) - len(match[0].lstrip()), match.start() + len(match[0].rstrip())
