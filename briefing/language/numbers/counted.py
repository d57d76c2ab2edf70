"""What a figure counts, and whose figure it is, by the words around it; "" where the words do not show it clearly.

No list of words is complete, so every rule stops early: at a verb, an adverb, a particle. A noun phrase is given only
where one of those, or the end of the clause, closes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefing.language.people.titles import words
from briefing.records import Figure

_REACH = 40  # characters on either side that may belong to a figure
_LONGEST = 14  # characters of a noun phrase
_LONGEST_LIST = 30  # of several, joined
_EDGE = re.compile(r"[,。;:!?\n…—《》<>|]|\((?![一-鿿]{1,6}\))")
_CLAUSE = re.compile(r"[,。;:!?()\n…—|]“?")
_PHRASE = re.compile(r"(?:的|“)?(?P<words>[一-鿿A-Za-z·、]{1,30}(?:“[一-鿿]{1,8}”)?)")

# Verbs that take what is counted as their object, or have it as their subject.
_VERBS = words(
    "新设 参赛 录制 错峰 分片 协调 开具 实收 回港 进港 出港 接待 让出 延伸 新装 免费 转运 投入 投用 投放 出动 派出 设置 设立 设有 共设 组建 组成 成立 发放 下拨 划拨 拨付 实现 完成 收割 抢收 收获 采收 举办 召开 "
    "建成 建立 改种 出现 启用 新打 解决 调运 捐赠 捐出 捐献 筹集 募集 招募 招聘 聘请 抽调 选派 选聘 看望 帮助 惠及 覆盖 "
    "涉及 带动 吸引 吸纳 安排 转移 疏散 查处 查获 查扣 查封 查出 检出 清理 清除 打捞 收缴 销毁 派送 赠送 送出 送去 送来 "
    "送达 提供 购置 购买 订购 配备 配发 安装 更换 修复 修建 新修 铺设 架设 栽植 栽种 承包 签订 签约 签下 授予 颁发 评选 表彰 发布 "
    "发出 推出 推送 开设 开通 开办 开展 开行 加开 受理 办理 办结 审结 执结 诊治 采集 协助 参与 参加 组织 驰援 抵达 到达 来到 "
    "走进 走上 进入 奔赴 赶赴 赶到 前往 下沉 深入 驻守 坚守 奋战 承担 担负 负责 容纳 拥有 保有 占地 卖出 售出 发运 外销 增加 增长 "
    "增至 减少 下降 降低 提高 提升 上升 扩大 缩短 压缩 延长 达到 超过 突破 高于 低于 相当 约占 分布 来自 位于 属于 包括 包含 其中 "
    "用于 作为 成为 通过 围绕 按照 根据 进行 接受 享受 获得 荣获 收到 接到 得到 看到 领到 拿到 取得 赢得 创造 贡献 冒着 顶着 放弃 "
    "主动 积极 累计 先后 陆续 分别 同时 一起 一道 共同 全部 全力 正在 已经 始终 坚持 轮流 轮番 自愿 踊跃 连夜 随时 及时 一同 同比 "
    "环比 汇集 聚集 齐聚 齐上 上岗 到岗 在岗 就读 入学 毕业 报名 报到 返岗 返回 开工 开课 开赛 开建 开业 投产 竣工 通车 落户 落地 "
    "入驻 迁入 搬迁 搬进 签收 登上 亮相 支付 缴纳 减免 退税 挽回 追回 兑现 争取 筹措 推动 促成 加快 选择 留下 留在 离开 驶离 驶出 "
    "满载 搭载 分拣 打包 装车 卸下 拆除 腾出 腾空 划定 划分 救出 送医 确诊 治愈 出院 展出 展销 亮起 挂牌 揭牌 认定 入选 进军 面临 "
    "需要 希望 可以 能够 应当 必须 不能 不得 没有 还有 仍有 已有 现有 共有 设在 建在 住在 站在 坐在 留守 保持 自觉 上阵 派驻 对接 "
    "启动 严格 认真 仔细 落实 发起 建起 建有 开出 开往 紧跟 加入 组织开展 迎来 完善 用掉 花费 花掉 省下 走好 种下 签 卖 拿下 创下 "
    "跑出 刷新 受灾 受旱 备足 备齐 挤出 排出 查看 清退 停水 停电 开机 恢复 通报 刊发 编发 印发 张贴 转发 累积 守护 照顾 陪伴 分成 "
    "分为 直播 推介 采取 提前 投保 损失 赔付 报销 补助 补贴 资助 奖励 罚款 追缴 发现 辐射 串联 打通 打造 带来 带领 率领 "
)  # fmt: skip
# These are as often part of a noun (核酸检测点, 驻点监督员): they end no noun phrase, but alone they are what was done.
_ACTIVITIES = words(
    "排查 接诊 走访 劝返 劝离 检测 采样 登记 录入 收入 宣传 培训 培养 培育 救治 救援 监管 监测 监控 建设 生产 加工 养殖 种植 播种 处理 处置 投资 出口 进口 "
    "销售 消毒 消杀 隔离 巡查 巡逻 巡河 巡护 检查 维修 检修 抢修 表演 演出 展示 就业 增收 运输 改造 审批 生活 居住 接种 安置 "
    "值守 集中 临时 驻点 全面 全程 连续 同步 服务 包联 引进 新建 新增 改建 联合 流转 储备 采购 运行 讲解 帮扶 疏导 整改 宣讲 应急 "
    "监督 运送 配送 授牌 返乡 复工 发送 慰问 支援 救助 开放 收购 清运 清淤 抽检 推进 促进 实施 命名 "
)  # fmt: skip
# 办结率, 工业增加值, 收割机: the verb before these is part of a noun. 走访费用 is not.
_BOUND = (
    "[率量额点]|数(?![据字百千万])|费(?!用)|款(?![物项])|值(?!班|守)|价(?!值)|面(?![积粉对向])|机(?![械器组关场构])"
)
# One-character verbs with their result: 拨出, 请来, 铺好.
_RESULT = (
    "(?!收入|收成|产出|产后|养成|放下|改进|发出商|装上)[拨拿掏捐交发派送运卖买种栽修建挖打铺搭装换请招找叫拉接迎救抓捕收割采摘捡拾拔清拆搬迁腾划圈租借存取花筹凑募揽签订谈做造产养喂放投喷洒浇灌抽补改架建立]"
    "[出到来好进起下上入成完满走掉够足齐回]"
)
_VERB = f"(?:{'|'.join(sorted(_VERBS, key=len, reverse=True))}|{_RESULT})(?!{_BOUND})"
_PARTICLE = (
    "[悄毅欣突猛依仍果]然|"
    "便(?!民|利|携|捷|道|当|宜|池)|[就已都也还仍再又才把被给让使令但而则并且是由需了着得没仅只约近占之每才却说叫走跑奏忙赶靠按经逐陪捧举抬拎扛背]"
    "|先(?!进|锋|行|生)|将(?!军|领)|向(?!导|阳|日葵)|往(?!来|年)|朝(?!鲜|阳)|其(?!他|它)|在(?!职|校|岗|编|线|建|产|外|册|籍|家|读|逃|押|售|库|园)|从(?!业)"
    "|对(?!口|外|象|联|讲)|为(?!民|农)|以(?!上|下|内|外|及)|于|到(?!期|岗)|(?<!公)共(?!产|享|建|同|青|有产)|有(?!关|机|色|限|偿|轨|害|线|氧|功)|能(?!源|力|手|量|耗|人|效)|(?<!社)会(?!员|议|场|计|展|所|诊|客)"
    "|可(?!再生|回收|移动|追溯|燃|视)|(?<![重主次紧])要(?!素|道|员|点|案|件)|(?<![响反效适供])应(?!急|届|用|征|收|对)|过(?!境|渡|滤|敏|路|桥|街)|地(?!产|区|块|方|点|质|下|铁|标|段|面|膜|笼|址|名|图|板|暖)"
    "|不(?!便|锈|良|动产|同|合格|明)|未(?!成年)|正(?!式|高|副|科|处|常)|全(?!体|民|国|市|区|县|日|职|球|科|自动|省|新|程|家|乡|镇|村|线|年)|送(?!水|货|餐|检|审|风)|带(?!头|动|领|状|薪|鱼)|排(?!水|口|污|队|风|查|练|球)|设(?!备|施|计|想|在)|均"
    ""
)
_ENDING = "等(?!级|候|待|次)|所(?!有|得|属)|达(?!标|斡|到)|超(?!市|声|算|高|限|导|级)|用(?!户|地|品|水|电|工|材|房|具)|起(?!重|点|草|步)"
_STOP = re.compile(f"{_VERB}|{_PARTICLE}|{_ENDING}")
_JOINED = re.compile("[和与及、]")
# The last of a clause's verbs before a figure has the counted noun behind it.
_TAKING = words(
    "供应 保障 处理 处置 改造 建设 种植 播种 养殖 生产 销售 加工 排查 走访 劝返 劝离 救治 救助 慰问 培训 抽检 检查 采购 收购 储备 发送 运送 安置 引进 新增 新建 整改 维修 检修 抢修 服务 接种"
)  # fmt: skip
_OF_WORK = words("能力 面积 基地 中心 机构 人员 场所 项目 企业 小组 队伍 设备 设施 产值 收入 成本 时间 任务 工作")
_BOUND_AT = re.compile(_BOUND)
_PLACE_END = re.compile("..(?:[镇乡县市省旗村]|街道|社区|(?<![小景园校])区)\\Z")
_MEASURED = re.compile("[率量额费款值力]\\Z")  # 民宿 of 家民宿的入住率
_OBJECT_OF = re.compile(f"{_VERB}|[了着给把将对向被由让]|的(?!士)")
_INNER = re.compile(_PARTICLE)
_LINKS = re.compile(
    r"(?:大概|大约|大致|将近|接近|约|近|已经|已|共有|共计|共|合计|总计|累计|总共|达到|高达|多达|长达|可达|达|超过|超|突破|逾|仅有|仅|只有|(?<!船)只|就|都|均|分别|平均|一度|最高|最多|最低"
    r"|约为|为|约有|仍有|还有|现有|已有|则有|各有|各|有|就有|便有|是|至|到|了|跌到|升到|增至|增加到|增长到|提高到|提升到|扩大到|升至|降至|降到|减至|减少到|压缩到|压到|缩短到|控制在|保持在|稳定在|维持在|不足|不低于|不少于|来|的|又|虽|却|曾|竟|各|从|由)+\Z"
)
_GROWN = re.compile(
    r"(?:,?(?:同比|环比|比[^,]{1,10}?|较[^,]{1,10}?|年均|分别|平均|累计|名义|实际))*"
    r"(?:增长|下降|提高|提升|上升|减少|增加|降低|回落|上涨|下跌|下滑|缩短|缩减|压缩|扩大|高出|多出|翻|增|降|升|涨|跌)(?:了|到|至|达|为|约|近|超过?|逾|幅度?)*\Z"
)
_PER = re.compile(
    "为?(?:每(?:公斤|斤|吨|亩|人|户|天|日|月|年|份|个|件|名|次|瓶|袋|箱|度电?|平方米|公里|小时|分钟|趟|张|台|辆|头|只|棵|株|套|间|桌|位|家|餐|顿|升))+\\Z"
)
_COMPARED = re.compile(
    "比(?:去年|上年|往年|前年|上月|上季|平时|原来|原先|以往|过去)|(?:同期|往年|去年|上年|平均|最高值?|常年)[^,]{0,6}(?:多|少|高|低)了?\\Z|[比较](?!例|重|赛)[^,]{0,12}(?:多|少|高|低|长|短|快|慢|早|晚|增加|减少|提高|提前|缩短|推迟|省|涨|降)了?出?\\Z"
)
_OPENING = re.compile(
    r"(?:其中|[全我本](?:市|区|县|旗|盟|州|省|镇|乡|村|厂|校|院)(?!.?(?:局|委|政府))|目前|截至目前|截止目前|截至|此次|本次|这次|今年以来|今年|去年|前年|当天|当日|昨日|今日|近日|日前|连日来|近年来|上半年|下半年|一季度|前三季度|全年|同时|此外|另有|另外|还有|随后|据统计|据了解|据介绍|据悉|他们|我们|她们|大家"
    r"|他|她|共|已|累计|先后|每[人天日月年周户亩斤公份次个名件吨家箱]+|最多|最少|一天|一日|每天|每日|单日|日均|人均|户均|年均|由|经|在(?!建|校|岗|职|产|编|册|库)|从(?!业)|预计|并|还|也|又|现|该|因|为|以|使)+"
)
_SHARE_OF = re.compile(
    "占(?:到|了)?(?P<of>[^,占]{2,14}?)的?(?:比重|比例|份额)?(?:的|达到?|为|升至|约|近|超过?|提高到)*\\Z"
)
_DURATIONS = re.compile("(?:时长|时间|工期|期限|年限|寿命|间隔|学制|周期|时数|用时|工时)\\Z")
_HEADS = (
    "党员|干部|人员|队员|居民|村民|市民|农民|牧民|群众|职工|员工|学生|教师|老师|老人|儿童|孩子|家长|医生|护士|民警|辅警|专家|学者|游客|旅客|乘客|客商|志愿者|工作者|爱好者|患者|代表|委员|选手|演员|司机"
    "|工人|商户|住户|农户|用户|家庭|社区|小区|企业|公司|学校|医院|单位|部门|机构|负责人|骨干|青年|少年|妇女|军人|战士|官兵|技师|工匠|劳动者|困难户|种粮户|养殖户|带头人|网格员|护林员|快递员|消防员|讲解员"
)
_HEAD_CHAIN = re.compile(f".*?(?:{_HEADS})(?:{_HEADS})*")
_NOUN_END = re.compile(
    "[者员人长师生民户点站所队组线车机器厂店校院室馆园区村镇县乡街率额量费款金物品具件书证卡单票表箱袋瓶树苗田桥路渠井池塘楼房屋棚床座台岗口门窗牌灯管网柜亭厅堂城港船艇牛羊猪鸡鸭鹅鱼粮米菜果瓜药肥种班课部众友属作求应位警备干构"
    "场会赛题案例事项型类型址库局处所群链标准心厨站奖章业权法规策令旗镇苏木病疫伤尺米架罩服液剂餐饭奶肉蛋油盐]\\Z"
)
_AFTER_KINDS = {"count", "ordinal"}
_NUMBERED = words("栋 幢 楼 号 单元 室")  # 33栋 is as often the number of a building
_PERSONS = words("名 位 人 户")
_PERSON_END = re.compile("[员者人民生师长工户众兵手友属部妇童子警医家庭]\\Z")
_ACTS = words("人次 人 户次 台次 车次 次 份 管 例 件次 例次 支次 剂次 万次 艘次 架次 辆次 场次")

_ADVERBIAL = re.compile(
    "(?:目前|截至目前|截止目前|截至|今年以来|今年|去年|当天|当日|当晚|昨日|今日|近日|日前|连日来|近年来|上半年|下半年|同时|此外|另外|随后|据统计|据了解|据介绍|据悉|由|经|在|据|为此|为|疫情发生以?来?后?)+"
)
_ORG_END = re.compile(
    "(?:局|委员会|组委会|委(?![会员])|指挥部|支部|总部|组织部|宣传部|统战部|武装部|部门|厅|医院|学院|法院|检察院|研究院|卫生院|[中小]学|大学|学校|园区|景区|幼儿园|研究所|派出所|事务所|税务所|司法所|供电所|监督所|[东西南北]站|车站|服务站|分站|总站|[支大中总]队|救援队"
    "|突击队|服务队|医疗队|(?:工作|筹备|领导|指导|督导|攻坚|专家|监督|帮扶)组|专班|中心|公司|集团|街道|社区|村委会|(?<![农乡])村|镇|(?<![家返下还])乡|苏木|嘎查|(?<![地小山园社景城牧林])区|县|(?<![城超])市|省|旗|盟|自治州|党委|政府|协会|商会|基金会|学会|联合会|银行|支行|机场|海关|口岸|工厂|厂|合作社|超市|商场|市场"
    "|博物馆|图书馆|文化馆|实验室|系统|企业|单位|林场|农场|牧场|酒店|酒馆|饭店|食堂|办事处|管理处|管委会|办公室|分局|总局|项目部|报社|电视台|工会|妇联|团委|残联|学会|法庭)"
)
_ALL_OF = re.compile(
    "的|全体|广大|上下|各|党员|干部|职工|员工|工作人员|志愿者|负责|现|新|日|年|今|去|累计|共|紧|闻|迅|第一时间|\\d"
)
_NOT_A_NAME = re.compile(
    "(?:一|两|几|多|各|每|某|这|那|有|本|此|哪|不|全|所有|众多|许多|广大|相关|有关)(?:个|家|所|名|些|座)?"
)
_TELLING = re.compile("说|表示|介绍|告诉|坦言|回忆|透露|认为|指出")


def counted_noun(text: str, figure: Figure, previous_end: int = 0) -> str:
    """The Chinese noun phrase that ``figure`` of the folded ``text`` counts; for a share or growth, what it is a share of.

    ``previous_end`` is where the figure before ends: words before it belong to that one.
    """
    if figure.kind in {"date", "time", "age"} or (figure.kind == "ordinal" and not figure.unit_zh):
        return ""
    before = _segment(text, figure.start, previous_end)
    if figure.kind in {"percent", "points", "ratio", "multiple"}:
        return _grown(before)
    if figure.kind == "duration":
        noun = _noun_before(before)
        return noun if _DURATIONS.search(noun) else ""
    if figure.kind in _AFTER_KINDS:
        own = figure.unit_zh.removeprefix("个") if figure.unit_zh.startswith("个") else ""
        persons = figure.unit_zh in _PERSONS
        owners = persons and text.startswith("的", figure.end)  # 2.3万人的水缸
        noun = "" if owners else _noun_after(text, figure.end, persons=persons)
        after = _person(noun) if persons else noun
        named = figure.kind == "ordinal" or figure.unit_zh in _NUMBERED
        return own or after or ("" if named else _noun_before(before, figure))
    return _noun_before(before, figure) or _noun_after(text, figure.end, of_measure=True)


def _segment(text: str, end: int, floor: int) -> str:
    """The words of the clause that lead up to ``end``."""
    begin = max(floor, end - _REACH, 0)
    window = text[begin:end]
    edges = [edge.end() for edge in _EDGE.finditer(window)]
    return window[edges[-1] :] if edges else window


def _grown(before: str) -> str:
    """机收率 of 机收率达到, 工业增加值 of 工业增加值同比增长, 种植面积 of 占种植面积的."""
    if of := _SHARE_OF.search(before):
        return _noun_before(of["of"])
    grown = _GROWN.search(before)
    if grown is None and _LINKS.search(before) is None and not before.endswith(("率", "比", "面", "度")):
        return ""
    return _noun_before(before[: grown.start()] if grown else before)


def goes_on(text: str, figure: Figure, previous: Figure) -> bool:
    """Whether a figure tells of the same as the one before: 127.4亿元,同比增长8.6%; 由31个增至47个."""
    between = text[previous.end : figure.start]
    if figure.unit_zh == previous.unit_zh and re.fullmatch(
        "(?:增|升|降|减|提高|增加|上升|下降|减少|缩短|压缩|提升|扩大)(?:到|至|为)", between
    ):
        return True
    grown = figure.kind in {"percent", "multiple"} and len(between) < 16 and between[:1] in {",", "("}
    return grown and _GROWN.fullmatch(between[1:]) is not None


def _noun_before(before: str, figure: Figure | None = None) -> str:
    if _COMPARED.search(before) or (figure is not None and before.endswith("的")):
        return ""
    per = _PER.search(before)
    before = before[: per.start()] if per else before
    link = _LINKS.search(before)
    words_ = re.sub("[“”]|^[、和及与]", "", before[: link.start()] if link else before)
    opening = _OPENING.match(words_)
    words_ = words_[opening.end() :] if opening else words_
    cuts = [found.end() for found in (*_OBJECT_OF.finditer(words_), *_INNER.finditer(words_))]
    noun = words_[max(cuts, default=0) :]
    again = _OPENING.match(noun)
    noun = noun[again.end() :] if again else noun
    amount = figure is None or figure.kind in {"money", "measure"}
    if noun in _ACTIVITIES:
        return noun if figure is not None and (amount or figure.unit_zh in _ACTS) else ""
    noun = _without_owner(_object(noun))
    if not cuts and not amount and _PLACE_END.search(noun):
        return ""
    sure = _NOUN_END.search(noun) or amount or link or opening or cuts or len(noun) > 3
    return noun if sure and _is_list(noun) else ""


def _object(noun: str) -> str:
    """旅客 of 发送旅客; 发送量 stays whole."""
    rest = noun[2:]
    return (
        rest
        if noun[:2] in _TAKING and len(rest) >= 2 and not _BOUND_AT.match(rest) and rest[:2] not in _OF_WORK
        else noun
    )


def _without_owner(noun: str) -> str:
    """正常日检测能力 of 某医院检验科正常日检测能力: what follows the last body's name, where that is enough."""
    if len(noun) <= 8:
        return noun
    ends = [end.end() for end in _ORG_END.finditer(noun) if 2 <= len(noun) - end.end() <= _LONGEST]
    return noun[ends[-1] :] if ends else noun


def _is_noun(noun: str) -> bool:
    plain_ = re.fullmatch(r"[一-鿿A-Za-z·]+(?:\([一-鿿]+\)[一-鿿]*)?", noun) is not None
    return (
        plain_
        and 2 <= len(noun) <= _LONGEST
        and noun[-1] not in "的地得里中上下内外时后前"
        and noun[0] not in "一两几前后多"
    )


def _is_list(noun: str) -> bool:
    """One noun phrase, or several joined by 、 that one number counts together."""
    parts = noun.split("、")
    return len(noun) <= _LONGEST_LIST and all(map(_is_noun, parts))


def _noun_after(text: str, end: int, *, of_measure: bool = False, persons: bool = False) -> str:
    """党员干部 of 名党员干部便下沉. After a unit of measure only what 的 ties to it: 2400平方米的冰面."""
    found = _PHRASE.match(text, end)
    if found is None or (of_measure and text[end : end + 1] != "的"):
        return ""
    phrase = found["words"]
    stop = _STOP.search(phrase)
    noun = (phrase[: stop.start()] if stop else phrase).replace("“", "").replace("”", "").rstrip("、和与及中里内")
    owner, _, owned = noun.partition("的")
    noun = owner if _MEASURED.search(owned) and _is_noun(owner) else noun
    closed = stop is not None or len(phrase) < 30
    named = _NOUN_END.search(noun) or len(noun) <= 4
    if closed and named and _is_list(noun):
        return noun
    if "、" in noun:
        first = noun.split("、")[0]
        return first if _is_noun(first) and _NOUN_END.search(first) else ""
    chain = _HEAD_CHAIN.match(noun)
    return chain.group() if persons and chain and len(chain.group()) <= _LONGEST else ""


def _person(noun: str) -> str:
    """居民 of 名居民信息录入: of persons, the persons alone."""
    chain = _HEAD_CHAIN.match(noun)
    return chain.group() if chain and "、" not in noun and not _PERSON_END.search(noun) else noun


def subject(text: str, figure: Figure, floor: int, names: Iterable[str] = ()) -> str:
    """Whose figure it is: the organisation, place or person that opens the clause, or one before it in the sentence.

    ``text`` is folded, ``floor`` where the sentence begins; ``names`` are the persons whom the article names.
    """
    if figure.kind == "age" and text.startswith("的", figure.end):
        return next((name for name in names if text.startswith(name, figure.end + 1)), "")
    begin = max(floor, figure.start - 3 * _REACH)
    whole = [floor] if begin == floor else []
    for clause_start in (*_clause_starts(text, begin, figure.start), *whole):
        opening = _ADVERBIAL.match(text, clause_start, figure.start)
        at = opening.end() if opening else clause_start
        for name in names:
            if text.startswith(name, at):
                return "" if _TELLING.match(text, at + len(name)) else name
        if body := _body_at(text, at, figure.start):
            return body
    return ""


def _clause_starts(text: str, begin: int, end: int) -> list[int]:
    """Where clauses begin in ``text[begin:end]``, the last one first."""
    return [edge.end() for edge in reversed(list(_CLAUSE.finditer(text, begin, end)))]


_RUN = re.compile(r"[一-鿿A-Za-z“”·]{2,30}")
_REGION = re.compile(
    "[全我本该](?:市|区|县|旗|盟|州|省|镇|街道|乡|村|校|院|局|国|公司|行业|系统|支队|中心|社区|企业|集团|厂|站|馆|园|所|队)"
)
_GENERIC = words("单位 企业 社区 系统 部门 工厂 市场 街道 学校 医院 大学 小学 中学 村镇 园区 景区 机场")
_JOINT = re.compile("(?:局|委|委员会|厅|部|中心|办公室|办)\\Z")
_COUNTING = re.compile("[0-9一二两三四五六七八九十百千万余多数几][名个位家户所]")


def _body_at(text: str, at: int, end: int) -> str:
    """The organisation or place whose name begins at ``at``, where what follows can only follow a name."""
    if region := _REGION.match(text, at, end):
        return region.group()
    run = _RUN.match(text, at, end)
    if run is None or _NOT_A_NAME.match(text, at):
        return ""
    for close in _ORG_END.finditer(text, at, run.end()):
        after = close.end()
        done = after == end or not "一" <= text[after] <= "鿿"
        if done or _STOP.match(text, after) or _ALL_OF.match(text, after):
            return _name(text[at:after].replace("“", "").replace("”", ""))
    return ""


def _name(words_: str) -> str:
    """The name of a body, "" where the words hold more than one or none."""
    if _JOINED.search(words_) and not _JOINT.search(words_):
        return ""
    if not 2 <= len(words_) <= 24 or words_ in _GENERIC or _COUNTING.search(words_) or _STOP.search(words_):
        return ""
    return words_
