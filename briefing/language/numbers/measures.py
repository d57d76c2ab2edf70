"""Chinese measure words: which words after a numeral make it a count, what they are in English, and of what kind.

Three strengths, for Chinese numerals only (Arabic digits count before any of them):

- a unit of measure (米, 小时, 元) makes a figure even of 一;
- a classifier (名, 户, 份) makes a figure of two and more: 一名, 一份 are Chinese for "a";
- a weak one (面, 级, 线) also serves in set phrases (四面, 三级, 二线), so it needs ten or more.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Kind = Literal["count", "money", "percent", "points", "ratio", "multiple", "ordinal", "duration", "age", "measure"]
Strength = Literal["unit", "classifier", "weak"]


class Measure(NamedTuple):
    """A measure word: its English ("" where it only classifies), the kind of figure it makes, and its strength."""

    en: str
    kind: Kind
    strength: Strength


def _table(words: str, kind: Kind, strength: Strength) -> dict[str, Measure]:
    """``zh=english words`` separated by ``;``, several Chinese words for one English separated by blanks."""
    entries = (entry.partition("=") for entry in words.split(";"))
    return {zh: Measure(en.strip(), kind, strength) for names, _, en in entries for zh in names.split()}


MEASURES: dict[str, Measure] = {
    **_table("年 周年 个年头=years;周 星期 个星期 个礼拜 个周=weeks;"
             "天 昼夜 整天 个昼夜 日=days", "duration", "classifier"),
    **_table("小时 个小时 个钟头 钟头 个钟=hours;分钟=minutes;秒 秒钟=seconds;个世纪=centuries;"
             "个月=months", "duration", "unit"),
    **_table("工作日 个工作日=working days;学时 课时 个课时=class hours;工时=working hours;"
             "个季度=quarters", "duration", "unit"),
    **_table("元 块钱 元钱 元人民币 人民币=yuan;毛钱=jiao;分钱=fen;美元 美金=US dollars", "money", "unit"),
    **_table("欧元=euros;日元=yen;港元 港币=Hong Kong dollars;英镑=pounds;卢布=roubles;韩元=won", "money", "unit"),
    **_table("%=percent", "percent", "unit"),
    **_table("‰=per mille", "ratio", "unit"),
    **_table("季度=quarter;年级=grade", "ordinal", "unit"),
    **_table("号 号楼 号院 单元 室=number", "ordinal", "weak"),
    **_table("楼=floor", "ordinal", "classifier"),
    **_table("岁 周岁=years old", "age", "unit"),
    **_table("个百分点 百分点 个点=percentage points;个基点 基点=basis points", "points", "unit"),
    **_table("倍=times", "multiple", "unit"),
    **_table("米=metres;公里 千米=kilometres;华里=li;厘米 公分=centimetres;毫米=millimetres;"
             "微米=micrometres", "measure", "unit"),
    **_table("海里=nautical miles;英里=miles;英寸=inches", "measure", "unit"),
    **_table("亩=mu;亩次=mu-times;公顷=hectares;平方米 平米=square metres;"
             "平方公里 平方千米=square kilometres", "measure", "unit"),
    **_table("立方米 立方=cubic metres;升=litres;毫升=millilitres;加仑=gallons;桶=barrels", "measure", "unit"),
    **_table("吨 公吨=tonnes;公斤 千克=kilograms;斤=jin;克=grams;毫克=milligrams;微克=micrograms", "measure", "unit"),
    **_table("千瓦时 度电=kilowatt-hours;千瓦=kilowatts;兆瓦=megawatts;吉瓦=gigawatts;瓦=watts;"
             "千伏=kilovolts", "measure", "unit"),
    **_table("伏=volts;马力=horsepower;摄氏度 ℃=degrees Celsius;分贝=decibels;兆=megabytes;"
             "赫兹=hertz", "measure", "unit"),
    **_table("千伏安=kilovolt-amperes;帕=pascals;兆帕=megapascals;吨公里=tonne-kilometres;"
             "吨煤=tonnes of coal", "measure", "unit"),
    **_table("个G G GB=gigabytes;M MB 个M=megabytes;TB T=terabytes;kg=kilograms;g=grams;"
             "mg=milligrams", "measure", "unit"),
    **_table("t=tonnes;km=kilometres;m=metres;cm=centimetres;mm=millimetres;ml=millilitres;"
             "L=litres", "measure", "unit"),
    **_table("km²=square kilometres;㎡ m² m2=square metres;m³=cubic metres;kW=kilowatts;"
             "kWh=kilowatt-hours", "measure", "unit"),
    **_table("MW=megawatts;GW=gigawatts;kV=kilovolts;μm=micrometres;Mbps=megabits per second;"
             "㎞=kilometres", "measure", "unit"),
    **_table("人 名 位 口=people;人次=person-times;人份=person-portions;人天=person-days;"
             "户 家庭=households", "count", "classifier"),
    **_table("户次=household visits;车次=vehicle trips;班次=scheduled trips;架次=sorties;列次=train runs;"
             "场次=sessions", "count", "classifier"),
    **_table("例=cases;例次=cases;起=incidents;辆 台次 辆次=vehicles;艘=vessels;架=aircraft;头=head;"
             "只=", "count", "classifier"),
    **_table("个=;家=;家次=visits;支=;条=;份=;份次=;袋=bags;盒=boxes;箱=boxes;瓶=bottles;罐=cans;"
             "包=packs", "count", "classifier"),
    **_table("管=tubes;支次=;剂=doses;剂次=doses;针次=doses;张=;张次=;件=;件次=;套=sets;批=batches;"
             "批次=batches", "count", "classifier"),
    **_table("次=times;轮=rounds;轮次=rounds;场=;项=;栋 幢=buildings;座=;所=;处=;间=rooms;顶=;盏=;把=;"
             "块次=", "count", "classifier"),
    **_table("台=;组=groups;本=copies;册=copies;篇=articles;封=letters;部=;幅=;卷=;枚=;颗=;粒=;"
             "棵 株=trees", "count", "classifier"),
    **_table("种 大类=kinds;类=kinds;代人=generations;款=;样=;匹=;羽=;尾=;顿=meals;餐=meals;桌=tables;碗=bowls;杯=cups;"
             "趟=trips", "count", "classifier"),
    **_table("届=;期=;阶段=stages;单=orders;票=votes;双=pairs;对=pairs;副=;笔=;宗=cases;床=beds;"
             "床位=beds", "count", "classifier"),
    **_table("张床位=beds;个床位=beds;步=steps;字=characters;句=sentences;遍=times;回=times;发=;束=;朵=;"
             "滴=", "count", "classifier"),
    **_table("面=;道=;线=;级=;重=;手=;门=;层=storeys;街=;区=;县=;村=villages;乡=;镇=;镇街=;市=;省=", "count", "weak"),
    **_table("分=points;环=rings;代=generations;身=;点=;班=classes;队=teams;节=;列=;片=;首=;根=;段=;股=;"
             "排=", "count", "weak"),
    **_table("车=;站=stops;页=pages;代表队=teams;群=;国=countries;校=schools;企业=enterprises", "count", "weak"),
    **_table("块 角 毛=;方=cubic metres;里=li;丈=zhang;尺=chi;寸=cun;两=liang;度=degrees", "measure", "weak"),
    **_table("社区=communities;小区=residential compounds;街道=subdistricts;乡镇=townships;"
             "城市=cities", "count", "weak"),
}  # fmt: skip

# Nouns that stand right after 个 often enough to be named with it; others keep the bare 个.
NOUNS: dict[str, str] = {
    "村": "villages", "行政村": "administrative villages", "自然村": "natural villages", "社区": "communities",
    "小区": "residential compounds", "点位": "sites", "采样点": "sampling points", "采样台": "sampling tables",
    "检测点": "testing points", "县": "counties", "县区": "counties and districts", "区县": "districts and counties",
    "市": "cities", "区": "districts", "旗县": "banners and counties", "旗县区": "banners, counties and districts", "县市区": "counties, cities and districts", "乡镇": "townships", "镇街": "towns and subdistricts",
    "街道": "subdistricts", "乡": "townships", "镇": "towns", "项目": "projects", "单位": "organisations",
    "部门": "departments", "小组": "groups", "工作组": "working groups", "监督组": "supervision groups",
    "党支部": "Party branches", "支部": "branches", "党组织": "Party organisations", "专班": "task forces",
    "家庭": "households", "班组": "work teams", "卡口": "checkpoints", "站点": "stations", "国家": "countries",
    "省份": "provinces", "城市": "cities", "车间": "workshops", "岗位": "posts", "品种": "varieties",
    "批次": "batches", "网格": "grid units", "楼栋": "buildings", "单元": "units", "方面": "aspects", "环节": "links",
    "问题": "problems", "座位": "seats", "床位": "beds", "车位": "parking spaces", "孩子": "children",
}  # fmt: skip

# A Chinese numeral before these is a word or a name, though the first character alone would measure.
_WORDS = re.compile(
    "人(?:民(?!警)|大代|员|类|行道|性)|名(?:单(?!身)|义|称|额)|位(?:于|置)|家(?:属|乡|喻)|户(?:籍|外|型|口)|口(?:罩"
    "|号|岸|腔|味|碑)"
    "|支(?:部|持|付|援|撑|队|书|出|教|农)|条(?:件|例)|批(?:准|评|复|示|阅)|张(?:家口|家界|罗)|次(?:序|要|生|元)"
    "|场(?:所|地|景|馆)"
    "|项(?:目)|所(?:有|在|以|属|得|谓|需|示|长|致)|部(?:门|队|分|署|级|长|委|位)|处(?:理|于|置|罚|长|境|级)|台(?:阶"
    "|账|湾|州|北|式)"
    "|起(?:来|到|步|点|草|初|源|诉|码)|例(?:如|会|行)|天(?:气|然|空|津|地|下|安门|灾)|年(?:轮(?!值)|味|货|夜饭|龄)"
    "|周(?:边|围|末)"
    "|日(?:常|报|益|夜|本|志)|元(?:旦|素|首|宵|月|件)|米(?:饭|面|粒|线|粉)|组织|本(?:地|身|来|报|次|轮|科|领|职)"
    "|包(?:括|含|保|联|村|片)"
    "|对(?:于|象|接|标|照|比|待|外)|双(?:向|方|拥|减|赢|创)|种(?:植(?!物)|子|养(?!殖)|粮|田|地)|回(?:家|来|族|民|复"
    "|访)|把(?:握|关)"
    "|卷(?:入|烟)|单(?:位|元|独)|票(?:价|房)|期(?:间|待|盼|望)|间(?:接|隔|断|歇|距)|座(?:谈|椅)|管(?:理|控|道|辖|委"
    "|制|网|护)"
    "|样(?:本|品|板)|架构|只(?:要|是|能)|针对|瓦(?:房|解)|升(?:级|旗|学|温|高)|克(?:服|隆)|倍(?:增|感|加)|吨位"
)

MEASURE = "|".join(sorted(map(re.escape, MEASURES), key=len, reverse=True))
MEASURE = MEASURE.replace("个点|", "个点(?![位名儿])|")
NOUN = "|".join(sorted(map(re.escape, NOUNS), key=len, reverse=True))


def is_word(text: str, start: int) -> bool:
    """Whether a word that only looks like a measure begins at ``start``: 人民, 支部, 条件."""
    return _WORDS.match(text, start) is not None
