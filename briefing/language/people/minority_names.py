"""Names that have no Chinese family name: the characters that write them, and the forms that the world knows.

Mongolian names are written by Pinyin of the characters (Narisu); Tibetan ones have conventional English forms.
"""

from __future__ import annotations

import re

from briefing.language.people.titles import words

# Characters that write Mongolian, Tibetan and Turkic names by sound; three or more of nothing else are such a name.
_SOUND = (
    "那日苏敖特根乌云其木格斯琴图雅娜仁托巴尔呼和哈萨吉勒布阿拉坦嘎都白音宝力道高娃朝鲁孟额敦青陶德宁牧达赖策玛扎西次卓多丹增桑央金洛平措尼旺堆边普姆索朗珠"
    "罗强加坚赞贡才让旦曲珍益赤列买提艾江古丽热克吐逊依不马合麦伊帕孜木里夏再努尔迪夫莫乐贺希都必敏胡包满"
)
SOUNDS = re.compile(f"[{_SOUND}]{{3,7}}")
SOUNDING = re.compile(f"[{_SOUND}顺根]{{1,5}}")
# Mongolian names and beginnings of names that open with what is also a family name, or are two characters long.
MONGOLIAN = words(
    "那日苏 那顺 那木拉 敖特根 敖登 敖敦 敖日格勒 孟和 孟克 苏和 苏日娜 苏日嘎 苏雅拉 莫日根 满都拉 满都呼 满达日 胡日查 查干 查苏娜 巴特尔 巴图 巴雅尔 巴音 巴根 白音 "
    "包力道 包勒尔 高娃 乌云 乌兰 乌力吉 乌日娜 乌恩 朝鲁 朝克图 宝音 宝力道 布和 布仁 牧仁 图雅 图门 娜仁 塔娜 萨仁 萨日娜 斯琴 斯日古楞 其其格 其木格 呼和 呼格 哈斯 "
    "格日勒 格根 额尔敦 阿古拉 阿拉坦 阿木尔 阿日斯楞 青格勒 特木尔 吉日嘎拉 吉雅 海日汗 伊拉图 照日格图 达来 达布 道尔吉 陶格陶 金花乌 玛拉沁 通拉嘎 恩和 安达 希日 "
    "双福尔 全胜格 常青格 扎那 松布尔 毕力格 都仁 旭日干 温都苏 楚鲁 赛音 赛罕 德力格尔 都古尔 嘎日迪 策力格尔 钢巴图 付格 尼玛扎"
)
# Tibetan: the spellings of English-language use; only names made of these alone are written so.
TIBETAN = {
    "扎西": "Tashi", "次仁": "Tsering", "才让": "Tsering", "卓玛": "Drolma", "多吉": "Dorje", "丹增": "Tenzin", "旦增": "Tenzin",
    "格桑": "Kelsang", "洛桑": "Lobsang", "罗桑": "Lobsang", "平措": "Phuntsok", "彭措": "Phuntsok", "达瓦": "Dawa", "尼玛": "Nyima",
    "旺堆": "Wangdu", "旺姆": "Wangmo", "边巴": "Penpa", "普布": "Phurbu", "拉姆": "Lhamo", "仁青": "Rinchen", "仁增": "Rigzin",
    "索朗": "Sonam", "索南": "Sonam", "白玛": "Pema", "顿珠": "Dondrup", "罗布": "Norbu", "强巴": "Jampa", "加措": "Gyatso",
    "嘉措": "Gyatso", "坚赞": "Gyaltsen", "坚参": "Gyaltsen", "贡布": "Gonpo", "贡嘎": "Kunga", "才旦": "Tseten", "次旦": "Tseten",
    "桑杰": "Sangye", "曲珍": "Choedron", "曲扎": "Choedrak", "德吉": "Dekyi", "巴桑": "Pasang", "米玛": "Migmar", "拉巴": "Lhakpa",
    "益西": "Yeshe", "央宗": "Yangdzom", "央金": "Yangchen", "德庆": "Dechen", "赤列": "Thinley", "群培": "Choephel", "晋美": "Jigme",
    "久美": "Jigme", "阿旺": "Ngawang", "土登": "Thubten", "图登": "Thubten", "江白": "Jampal", "俄珠": "Ngodup", "欧珠": "Ngodup",
    "洛追": "Lodroe", "次央": "Tseyang", "白珍": "Paldron", "仓决": "Tsamchoe", "班丹": "Palden", "巴登": "Palden",
}  # fmt: skip
