"""Which encoding bytes of a Chinese page are in, and their text.

In this order: a byte order mark; valid UTF-8; what the file declares; then whichever of GB18030, Big5 and UTF-16 reads
most like Chinese; last, charset-normalizer. Nothing is ever replaced: what no encoding reads without loss is refused.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from briefing.errors import PageUnreadable

HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

_STRANGE = re.compile("[\0-\x08\x0e-\x19\x1b-\x1f\x7f-\x9f\ufffd]")  # not the form feed, nor the end mark of DOS

# Characters looked at to tell encodings apart: more changes no verdict and costs time.
SAMPLE = 20_000
# Share of the Chinese characters that must be everyday ones (GB 2312 or Big5, level 1): newspaper pages have 0.999;
# their UTF-8 read as GB18030 has 0.3, their GB18030 read as Big5 0.6, Big5 read as GB18030 0.6.
FAMILIAR = 0.75
# Control and replacement characters above which a file is no text: a few strays, and this share.
STRAYS = 4
GARBAGE = 0.01

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CANDIDATES = ("gb18030", "big5hkscs", "cp950", "utf-16-le", "utf-16-be")
# WHATWG: pages that declare the older sets use characters of the newer.
_DECLARED = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cp950"), "big5hkscs"),
}
_SIGNATURES = (
    (b"%PDF-", "a PDF; name it .pdf"),
    (b"PK\x03\x04", "a ZIP or Office file; name it .docx if it is Word"),
    (b"\xd0\xcf\x11\xe0", "an old Office file; save it as .docx"),
    (b"\x1f\x8b", "gzip data; name it .gz"),
    (b"\xff\xd8\xff", "a JPEG image; run OCR first"),
    (b"\x89PNG", "a PNG image; run OCR first"),
    (b"GIF8", "a GIF image; run OCR first"),
    (b"II*\x00", "a TIFF image; run OCR first"),
    (b"MM\x00*", "a TIFF image; run OCR first"),
    (b"{\\rtf", "RTF; save it as .docx or .txt"),
)
# The five hundred most frequent characters of written Chinese, and how the Traditional script writes them.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度"
    "家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反"
    "你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头"
    "基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金"
    "增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整"
    "空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团"
    "往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价"
    "這為個國時來們對會說產種後學經進著裡電實現體機當點從業應開還與關線內數質氣變條沒結問無軍義樣發動過於長將級圖統見計別論運農決幹戰則據處隊給門"
    "規熱領東導壓濟階術極聯認權證單風帶場車務萬達積議報類離華確張節話況傳許廣記觀織裝響約歷號準選標寫親養層專狀廠識圓調滿縣參紅細聽鐵價嚴備辦習勞"
    "團劃維稱間題員頭設資爭聲鬥馬書須際驗連斷難礦臺灣總區農幾設組讓戶鎮鄉醫療護產業農貿聞記訊報導"
)
# With the full-width comma, semicolon, colon, question and exclamation marks, brackets, and the ideographic space.
_PUNCTUATION = frozenset(
    "\uff0c\uff1b\uff1a\uff1f\uff01\uff08\uff09\u3000。、“”‘’「」『』《》〈〉【】〔〕—…·〇○●■◆▲△☆★"
)
_WEIGHTS = {
    "frequent": 3.0,
    "punctuation": 2.0,
    "everyday": 1.0,
    "plain": 0.3,
    "rare": -2.0,
    "odd": -3.0,
    "control": -6.0,
}


class Decoded(NamedTuple):
    """The whole text and the Python name of its encoding; a byte order mark is not part of either."""

    text: str
    encoding: str


def decode(data: bytes, declared: str = "") -> Decoded:
    """The text of ``data``; ``declared`` is the charset that the file names, if it does. Raises PageUnreadable."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise PageUnreadable(f"not text but {what}")
    decoded = _by_mark(data) or _as_utf8(data) or _as_declared(data, declared) or _by_look(data)
    _refuse_garbage(decoded.text)
    return decoded


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = _read(data[len(mark) :] if encoding != "gb18030" else data, encoding)
            if text is None:
                raise PageUnreadable(f"marked as {encoding}, but broken; save it again as UTF-8")
            return Decoded(text.removeprefix("\ufeff"), encoding)
    return None


def _read(data: bytes, encoding: str) -> str | None:
    """The text, or None where the encoding is unknown or does not read every byte."""
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _as_utf8(data: bytes) -> Decoded | None:
    """UTF-8 can hardly be met by chance. One with a few broken bytes is refused, not taken for another encoding."""
    text = _read(data, "utf-8")
    if text is not None:
        return None if _STRANGE.search(text) and _by_script(data) else Decoded(text, "utf-8")  # UTF-16 can be both
    lossy = data.decode("utf-8", "replace")
    broken = lossy.count("\ufffd")
    if sum(len(found) for found in HAN.findall(lossy)) > 9 * broken:
        at = len(lossy[: lossy.index("\ufffd")].encode())
        raise PageUnreadable(f"broken UTF-8, first at byte {at} ({broken} in all); save it again")
    return None


def _as_declared(data: bytes, declared: str) -> Decoded | None:
    encoding = _DECLARED.get(declared.lower(), "")
    text = _read(data, encoding) if encoding else None
    return Decoded(text, encoding) if text is not None and _is_chinese(text) else None


def _by_look(data: bytes) -> Decoded:
    found = _by_script(data) or _by_library(data)
    if found is None:
        raise PageUnreadable("not text in any encoding that Briefing reads; save it as UTF-8")
    return found


def _by_script(data: bytes) -> Decoded | None:
    """The candidate that reads most like Chinese, if one reads like Chinese at all."""
    read = [Decoded(text, encoding) for encoding in _CANDIDATES if (text := _read(data, encoding)) is not None]
    likely = [decoded for decoded in read if _is_chinese(decoded.text)]
    return max(likely, key=lambda decoded: _likeness(decoded.text) * len(decoded.text) / len(data), default=None)


def _by_library(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes  # late: 0.1 s that a run over UTF-8 pages need not pay

    best = from_bytes(data[: 4 * SAMPLE]).best()
    text = _read(data, best.encoding) if best else None
    return Decoded(text, best.encoding) if best and text is not None and _is_chinese(text) else None


# ------------------------------------------------------------------ what Chinese looks like


@cache
def _everyday() -> frozenset[str]:
    """Level 1 of GB 2312 (3,755 characters) and of Big5 (5,401): those in everyday use, by the standards themselves."""
    simplified = bytes(byte for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF) for byte in (row, cell))
    cells = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    traditional = bytes(byte for row in range(0xA4, 0xC7) for cell in cells for byte in (row, cell))
    return frozenset(simplified.decode("gb2312", "ignore") + traditional.decode("big5", "ignore"))


def _is_chinese(text: str) -> bool:
    """Whether there are Chinese characters, nearly all everyday ones, and hardly anything that no page prints."""
    kinds = _kinds(text[:SAMPLE])
    chinese = kinds["frequent"] + kinds["everyday"] + kinds["rare"]
    odd = kinds["odd"] + kinds["control"]
    return chinese > 0 and kinds["rare"] <= (1 - FAMILIAR) * chinese and odd <= (1 - FAMILIAR) * chinese


def _likeness(text: str) -> float:
    """Mean weight of a character: 2.2 for the newspaper pages rightly decoded, below 0 for any other reading."""
    kinds = _kinds(text[:SAMPLE])
    return sum(_WEIGHTS[kind] * number for kind, number in kinds.items()) / max(sum(kinds.values()), 1)


def _kinds(text: str) -> Counter[str]:
    kinds: Counter[str] = Counter()
    for character, number in Counter(text).items():
        kinds[_kind(character)] += number
    return kinds


def _kind(character: str) -> str:
    if character in _FREQUENT:
        return "frequent"
    if character in _PUNCTUATION:
        return "punctuation"
    if HAN.match(character):
        return "everyday" if character in _everyday() else "rare"
    if character in "\n\r\t" or " " <= character <= "~" or "\uff01" <= character <= "\uff5e":
        return "plain"
    return "control" if character < " " or "\x7f" <= character <= "\x9f" else "odd"


def _refuse_garbage(text: str) -> None:
    strange = len(_STRANGE.findall(text))
    if strange > STRAYS + GARBAGE * len(text):
        raise PageUnreadable(f"not text: {strange} of {len(text)} characters are control or replacement characters")
    if 3 * text.count("锟斤拷") > GARBAGE * len(text):
        raise PageUnreadable("the text was destroyed by an earlier conversion (锟斤拷); get the original file")
