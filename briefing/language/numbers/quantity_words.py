"""The words around numbers in the readers' languages: magnitudes, percent, clock, roughness, connectors.

What CLDR knows (month names, decimal marks) comes from babel; this is the rest. A language that is missing here is
read by its digits alone.
"""

from __future__ import annotations

from typing import NamedTuple

_M, _B, _T = 10**6, 10**9, 10**12


class Words(NamedTuple):
    """Patterns of one language, case-insensitive; ``magnitudes`` and ``special`` map a pattern to its value."""

    magnitudes: dict[str, int]
    percent: str
    points: str
    money: str
    years_old: str
    durations: str
    before: str  # makes the number after it a rough one
    after: str
    to: str  # between the two ends of a range
    of: str  # between day and month, month and year
    ordinal_mark: str  # directly after digits
    clock: str  # after "13", "13:30"; groups pm and am where the language has them
    clock_before: str  # before an hour that "hours" follows, to tell a time from a length of time
    hours: str
    noon: str
    midnight: str
    and_half: str
    special: dict[str, str]  # pattern of a number word that number grammars leave out → value
    multiples: dict[str, int]


WORDS: dict[str, Words] = {
    "en": Words(
        {"hundred": 100, "thousand": 1000, "million|mn|m(?=\\s(?:yuan|people))": _M, "billion|bn": _B, "trillion": _T},
        percent="%|per\\s?cent|pct|‰|(?:parts\\s)?per\\s(?:thousand|mille)",
        points="percentage[ -]points?|percent[ -]points?|pp\\b",
        money="yuan|RMB|CNY|dollars?|euros?",
        years_old="[ -]years?[ -]old|[ -]year[ -]olds?",
        durations="hours?|minutes?|seconds?|days?|weeks?|months?|years?",
        before="nearly|almost|about|around|approximately|approx\\.|roughly|some|close to|more than|over|above"
        "|at least|up to|at most"
        "|fewer than|less than|under|below|no more than|no fewer than|no less than|just over|just under|exceeding",
        after="or so|or more|or above|or less|or fewer|[ -]odd|[ -]plus|\\+",
        to="\\s?(?:-|–|—)\\s?|\\sto\\s|\\sand\\s|\\sthrough\\s|\\suntil\\s|\\sor\\s",
        of="\\s(?:of\\s)?|,\\s",
        ordinal_mark="st|nd|rd|th",
        clock="\\s?(?:(?P<pm>p\\.?\\s?m\\b\\.?)|(?P<am>a\\.?\\s?m\\b\\.?)"
        "|o[’']clock(?:\\sin\\sthe\\s(?:(?P<pm2>afternoon|evening)|(?P<am2>morning)))?|\\s(?:in\\sthe\\s(?:early\\s|late\\s)?"
        "|this\\s|every\\s|each\\s)(?:(?P<pm3>afternoon|evening)|(?P<am3>morning))(?!\\sand)|\\shrs\\b)",
        clock_before="",
        hours="",
        noon="\\b(?:(?:12|twelve)(?::00)?\\s)?(?:noon|midday)\\b",
        midnight="\\b(?:(?:12|twelve)(?::00)?\\s)?midnight\\b",
        and_half="\\sand\\sa\\shalf\\b",
        special={},
        multiples={},
    ),
    "fr": Words(
        {
            "cents?": 100,
            "mille|milliers?": 1000,
            "millions?(?:\\sd[e’'])?": _M,
            "milliards?(?:\\sd[e’'])?": _B,
            "billions?": _T,
        },
        percent="%|pour\\s?cent",
        points="points?\\sde\\spourcentage",
        money="yuans?|RMB|euros?|dollars?",
        years_old="\\sans",
        durations="heures?|minutes?|jours?|semaines?|mois|ann[ée]es?",
        before="près d[e’']|presque|environ|à peu près|plus d[e’']|au moins|jusqu[’']à|moins d[e’']|quelque",
        after="environ|ou plus",
        to="\\s?(?:-|–|—)\\s?|\\sà\\s|\\sau\\s|\\set\\s|\\sou\\s",
        of="\\s",
        ordinal_mark="er|re|ère|e|ème|nd|nde",
        clock="\\s?h(?![a-zé])",
        clock_before="(?:à|vers|dès|avant|jusqu[’']à|depuis)\\s",
        hours="\\sheures?",
        noon="\\bmidi\\b",
        midnight="\\bminuit\\b",
        and_half="\\set\\sdemie?\\b",
        special={
            "demi-?": "0.5",
            "une demie?": "0.5",
            "la moitié": "0.5",
            "une douzaine": "12",
            "une dizaine": "10",
            "une vingtaine": "20",
            "une trentaine": "30",
            "une cinquantaine": "50",
            "une centaine": "100",
            "un millier": "1000",
            "(?:les|des|tous les|toutes les) deux": "2",
        },
        multiples={"doubl\\w+": 2, "tripl\\w+": 3, "deux fois": 2, "quadrupl\\w+": 4},
    ),
    "es": Words(
        {"mil(?:es)?": 1000, "mil\\smillones": _B, "mill[oó]n(?:es)?(?:\\sde)?": _M, "bill[oó]n(?:es)?": _T},
        percent="%|por\\s?ciento",
        points="puntos?\\sporcentuales?",
        money="yuanes|yuan|RMB|euros?|dólares",
        years_old="\\saños",
        durations="horas?|minutos?|d[ií]as?|semanas?|mes(?:es)?|años?",
        before="casi|cerca de|unos|unas|alrededor de|aproximadamente|más de|al menos|por lo menos|hasta|menos de",
        after="o más|aproximadamente",
        to="\\s?(?:-|–|—)\\s?|\\sa\\s|\\sal\\s|\\sy\\s|\\so\\s",
        of="\\s(?:de(?:l)?\\s)?",
        ordinal_mark="\\.?[ºª°]|er",
        clock="\\s?h\\b",
        clock_before="(?:a\\slas|las|a\\sla)\\s",
        hours="(?:\\shoras)?(?:\\sde\\sla\\s(?:(?P<pm>tarde|noche)|(?P<am>mañana|madrugada)))?",
        noon="\\bmediod[ií]a\\b",
        midnight="\\bmedianoche\\b",
        and_half="\\sy\\smedi[oa]\\b",
        special={
            "medi[oa]": "0.5",
            "la mitad": "0.5",
            "una docena": "12",
            "una decena": "10",
            "una veintena": "20",
            "un centenar": "100",
            "un millar": "1000",
            "amb[oa]s": "2",
        },
        multiples={"duplic\\w+": 2, "triplic\\w+": 3, "doble": 2, "triple": 3},
    ),
    "de": Words(
        {"tausend|Tsd\\.": 1000, "Million(?:en)?|Mio\\.?": _M, "Milliarden?|Mrd\\.?": _B, "Billion(?:en)?": _T},
        percent="%|Prozent(?!punkt)",
        points="Prozentpunkte?n?",
        money="Yuan|RMB|Euro|Dollar",
        years_old="\\sJahren?\\salt|-?\\s?[Jj]ährig\\w*",
        durations="Stunden?|Minuten?|Tagen?|Tage?|Wochen?|Monaten?|Monate?|Jahren?|Jahre?",
        before="fast|beinahe|knapp|rund|etwa|ungefähr|circa|ca\\.|mehr als|über|mindestens|bis zu|weniger als|unter"
        "|gut",
        after="oder mehr",
        to="\\s?(?:-|–|—)\\s?|\\sbis\\s(?:zum\\s)?|\\sund\\s|\\soder\\s",
        of="\\s",
        ordinal_mark="\\.",
        clock="\\sUhr",
        clock_before="",
        hours="",
        noon="\\bMittag\\b",
        midnight="\\bMitternacht\\b",
        and_half="einhalb",
        special={
            "anderthalb\\w*|eineinhalb\\w*": "1.5",
            "zweieinhalb\\w*": "2.5",
            "dreieinhalb\\w*": "3.5",
            "halb(?:e[nrs]?)?": "0.5",
            "die Hälfte": "0.5",
            "ein Dutzend": "12",
            "beiden?": "2",
            "Hunderttausende\\w*": "",
            "Zehntausende\\w*": "",
        },
        multiples={"verdoppel\\w+": 2, "verdreifach\\w+": 3, "doppelt\\w*": 2, "zweimal": 2, "dreimal": 3},
    ),
    "ru": Words(
        {
            "тыс\\.?|тысяч[аиу]?": 1000,
            "млн\\.?|миллион(?:а|ов)?": _M,
            "млрд\\.?|миллиард(?:а|ов)?": _B,
            "трлн\\.?|триллион(?:а|ов)?": _T,
        },
        percent="%|процент(?:а|ов)?",
        points="процентн\\w+\\sпункт(?:а|ов)?|п\\.\\s?п\\.",
        money="юан(?:ь|я|ей)|руб\\w*|долл\\w*",
        years_old="\\s(?:лет|года?)",
        durations="час(?:а|ов)?|минут[аы]?|дн(?:я|ей)|день|недел[юиь]|месяц(?:а|ев)?|лет|года?",
        before="почти|около|примерно|приблизительно|более|свыше|не менее|до|менее|порядка|больше",
        after="и более",
        to="\\s?(?:-|–|—)\\s?|\\sдо\\s|\\sпо\\s|\\sи\\s|\\sили\\s",
        of="\\s",
        ordinal_mark="-?(?:го|й|я|е|му|м|х|ая|ый|ое)",
        clock="\\sч\\.?",
        clock_before="(?:в|к|до|с|около)\\s",
        hours="\\sчас(?:а|ов|ам)?",
        noon="\\bполд(?:ень|ня)\\b|\\bполудн\\w+\\b",
        midnight="\\bполноч[ьи]\\b",
        and_half="\\sс\\sполовиной\\b",
        special={
            "полтор[аыу]\\w*": "1.5",
            "половин[аыу]\\w*": "0.5",
            "пол(?:часа|года|дня)": "0.5",
            "дюжин[аыу]": "12",
            "десятк(?:а|ов)": "",
            "об[ае]|обоих|обеих": "2",
        },
        multiples={"удво\\w+": 2, "утро(?:ил|ен|ив)\\w*": 3, "вдвое": 2, "втрое": 3, "двойн\\w+": 2},
    ),
}
WORDS["pt"] = WORDS["es"]._replace(
    magnitudes={"mil": 1000, "milh(?:ão|ões)(?:\\sde)?": _M, "bilh(?:ão|ões)|mil\\smilhões": _B},
    percent="%|por\\s?cento",
    points="pontos?\\spercentuais",
    and_half="\\se\\smei[oa]\\b",
    special={"mei[oa]": "0.5", "metade": "0.5", "uma dúzia": "12", "ambos|ambas": "2"},
    noon="\\bmeio-dia\\b",
    midnight="\\bmeia-noite\\b",
)
WORDS["it"] = WORDS["es"]._replace(
    magnitudes={"mila": 1000, "milion[ei](?:\\sdi)?": _M, "miliard[oi](?:\\sdi)?": _B},
    percent="%|per\\s?cento",
    points="punt[io]\\spercentual[ei]",
    to="\\s?(?:-|–|—)\\s?|\\sa\\s|\\sal\\s|\\se\\s|\\so\\s",
    of="\\s",
    clock="\\s?h\\b",
    clock_before="(?:alle|le|dalle)\\s(?:ore\\s)?",
    hours="",
    and_half="\\se\\smezz[oa]\\b",
    special={
        "mezz[oa]": "0.5",
        "la metà": "0.5",
        "una dozzina": "12",
        "un centinaio": "100",
        "un migliaio": "1000",
        "entramb[ie]": "2",
    },
    multiples={"raddoppi\\w+": 2, "triplic\\w+": 3, "doppi[oa]": 2},
    noon="\\bmezzogiorno\\b",
    midnight="\\bmezzanotte\\b",
    before="quasi|circa|oltre|più di|almeno|fino a|meno di",
)
# A language that only lends its digits: percent signs, clock times with a colon, ranges with a dash.
DIGITS_ONLY = WORDS["en"]._replace(
    magnitudes={},
    percent="%",
    points="(?!)",
    money="(?!)",
    years_old="(?!)",
    durations="(?!)",
    before="(?!)",
    after="(?!)",
    to="\\s?(?:-|–|—)\\s?",
    of="(?!)",
    ordinal_mark="\\.?[ºª]|\\.(?=\\s)",
    clock="(?!)",
    noon="(?!)",
    midnight="(?!)",
    and_half="(?!)",
)
