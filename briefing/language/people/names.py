"""People's names in English: Pinyin without tones, surname first, given name in one word (GB/T 28039-2011)."""

from __future__ import annotations

import re

from briefing.language.people.minority_names import MONGOLIAN, TIBETAN
from briefing.language.people.persons import is_surname
from briefing.language.people.titles import HONORIFIC, words

# Family names that Pinyin of the character alone gets wrong. 覃 is Qin in most places and Tan in some: Qin is taken.
_SURNAMES = {
    "单": "Shan", "解": "Xie", "仇": "Qiu", "查": "Zha", "区": "Ou", "朴": "Piao", "曾": "Zeng", "翟": "Zhai", "员": "Yun",
    "乐": "Yue", "盖": "Ge", "缪": "Miao", "宁": "Ning", "么": "Yao", "尹": "Yin", "冼": "Xian", "洗": "Xian", "覃": "Qin",
    "任": "Ren", "华": "Hua", "纪": "Ji", "牟": "Mou", "薄": "Bo", "柏": "Bai", "秘": "Bi", "种": "Chong", "折": "She",
    "召": "Shao", "都": "Du", "祭": "Zhai", "燕": "Yan", "葛": "Ge", "那": "Na", "佴": "Nai", "逄": "Pang", "郗": "Xi",
    "訾": "Zi", "万": "Wan", "尉": "Wei", "宓": "Mi", "隗": "Wei", "仉": "Zhang", "阚": "Kan", "亓": "Qi", "车": "Che",
    "藏": "Zang", "重": "Chong", "相": "Xiang", "曲": "Qu", "强": "Qiang", "过": "Guo", "应": "Ying", "令": "Ling",
    "晁": "Chao", "佘": "She", "厍": "She", "郄": "Qie", "妫": "Gui", "钭": "Tou", "句": "Gou", "勾": "Gou", "缴": "Jiao",
    "乜": "Nie", "繁": "Po", "费": "Fei", "盛": "Sheng", "哈": "Ha", "黑": "Hei", "教": "Jiao", "撒": "Sa", "呙": "Guo",
    "谌": "Chen", "卜": "Bu", "俞": "Yu", "石": "Shi", "贾": "Jia", "沈": "Shen", "郇": "Xun", "干": "Gan", "夏": "Xia",
    "适": "Kuo", "参": "Shen", "莘": "Shen", "冯": "Feng", "粘": "Nian", "眭": "Sui", "炅": "Gui", "吕": "Lü", "逯": "Lu",
    "欧阳": "Ouyang", "上官": "Shangguan", "司马": "Sima", "诸葛": "Zhuge", "皇甫": "Huangfu", "令狐": "Linghu",
    "东方": "Dongfang", "慕容": "Murong", "尉迟": "Yuchi", "公孙": "Gongsun", "司徒": "Situ", "夏侯": "Xiahou",
    "端木": "Duanmu", "长孙": "Zhangsun", "澹台": "Tantai", "万俟": "Moqi", "鲜于": "Xianyu", "呼延": "Huyan",
    "宇文": "Yuwen", "独孤": "Dugu", "拓跋": "Tuoba", "司空": "Sikong", "百里": "Baili", "轩辕": "Xuanyuan", "申屠": "Shentu",
    "钟离": "Zhongli", "闻人": "Wenren", "濮阳": "Puyang", "太史": "Taishi", "淳于": "Chunyu", "南宫": "Nangong",
    "西门": "Ximen", "完颜": "Wanyan", "赫连": "Helian", "纳兰": "Nalan", "第五": "Diwu", "乐正": "Yuezheng",
}  # fmt: skip
_COMPOUND = frozenset(name for name in _SURNAMES if len(name) == 2)
# In given names these characters are not read as they mostly are elsewhere.
_GIVEN = {
    "晟": "sheng", "长": "chang", "重": "chong", "曾": "zeng", "么": "yao", "区": "ou", "翟": "zhai", "什": "shi", "仔": "zi",
    "莘": "xin", "洗": "xian", "仇": "qiu", "角": "jiao", "伽": "jia", "柏": "bai", "朴": "pu", "茜": "qian", "秘": "mi",
    "盛": "sheng", "藏": "zang", "行": "xing", "朝": "chao", "乐": "le", "宿": "su", "单": "shan", "传": "chuan", "颉": "jie",
}  # fmt: skip
_MR = words("大爷 大叔 大伯 大哥 先生 爷爷 阿公 叔叔 伯伯 伯 叔")
_MS = words("大妈 大娘 大姐 大嫂 阿姨 阿婆 奶奶 婆婆 女士 小姐 老太太 老太 姨 婶")
_POLITE = re.compile(rf"(?P<name>[\u3400-\u9fff]{{1,2}}?)(?P<form>{HONORIFIC})")
_HAN = re.compile(r"[\u3400-\u9fff]+(?:[·•・‧][\u3400-\u9fff]+)*")
_DOTS = re.compile(r"[·•・‧]")


def pinyin_name(zh: str) -> str:
    """``zh`` as English papers write it: 毛淑雪 → Mao Shuxue, 吕德龙 → Lü Delong, 扎西次仁 → Tashi Tsering.

    A name with dots is written part by part; Mongolian names are one word (Narisu); 黄大爷 is Mr Huang. "" for what is
    no Chinese name. A foreigner's name printed in Chinese comes out in Pinyin all the same: nothing tells them apart.
    """
    name = re.sub(r"\s+", "", zh)
    if not _HAN.fullmatch(name):
        return ""
    if _DOTS.search(name):
        return " ".join(_tibetan(part) or pinyin_word(part) for part in _DOTS.split(name))
    if tibetan := _tibetan(name):
        return tibetan
    if polite := _polite(name):
        return polite
    size = _surname(name)
    if not size:
        return pinyin_word(name)
    surname = _SURNAMES.get(name[:size]) or pinyin_word(name[:size])
    return f"{surname} {pinyin_word(name[size:])}".rstrip()


def _surname(name: str) -> int:
    """How many characters the family name has; 0 where there is none."""
    if any(name.startswith(stem) for stem in MONGOLIAN):
        return 0
    if name[:2] in _COMPOUND and len(name) > 2:
        return 2
    known = is_surname(name[0]) or name[0] in _SURNAMES
    return 1 if known or len(name) <= 3 else 0


def _polite(name: str) -> str:
    match = _POLITE.fullmatch(name)
    title = "Mr" if match and match["form"] in _MR else "Ms" if match and match["form"] in _MS else ""
    if match is None or not title or not (match["name"] in _COMPOUND or len(match["name"]) == 1):
        return ""
    return f"{title} {_SURNAMES.get(match['name']) or pinyin_word(match['name'])}"


def _tibetan(name: str) -> str:
    """The conventional English of a name that consists of Tibetan names alone, else ""."""
    words = [TIBETAN.get(name[at : at + 2], "") for at in range(0, len(name), 2)]
    return " ".join(words) if all(words) else ""


def pinyin_word(zh: str) -> str:
    """The syllables of ``zh`` as one word; an apostrophe keeps Jian'an apart."""
    from pypinyin import lazy_pinyin  # 0.1 s: only runs that write English names pay for it

    syllables = [_GIVEN.get(char, read) for char, read in zip(zh, lazy_pinyin(zh, v_to_u=True), strict=True)]
    word = "".join(f"'{one}" if at and one[0] in "aoe" else one for at, one in enumerate(syllables))
    return word[:1].upper() + word[1:]
