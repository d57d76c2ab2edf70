"""Quotations and their speakers, and the people an article names. All names are made up."""

from __future__ import annotations

import importlib.util
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from briefing.language.people.people import read_people
from briefing.language.people.quote_marks import pair_marks
from briefing.language.people.quotes import read_quotes
from briefing.language.sentences import split_sentences
from briefing.records import Article, Byline, Kind, Role, Sentence, Span

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
FULL_WIDTH = str.maketrans(",:;!?()", "\uff0c\uff1a\uff1b\uff01\uff1f\uff08\uff09")


def article(text: str, byline: Byline | None = None) -> Article:
    """``text`` as an article: paragraphs are lines, sentences as the product cuts them."""
    sentences: list[Sentence] = []
    offset = 0
    for paragraph, line in enumerate(text.split("\n")):
        for start, end in split_sentences(line):
            sentences.append(
                Sentence(
                    number=len(sentences) + 1,
                    text=line[start:end],
                    spans=(Span(start=offset + start, end=offset + end),),
                    first_line=paragraph + 1,
                    last_line=paragraph + 1,
                    paragraph=paragraph,
                    role=Role.BODY,
                )
            )
        offset += len(line) + 1
    return Article(
        file="page.txt",
        number=1,
        kind=Kind.NEWS,
        headline="",
        kicker="",
        subhead="",
        byline=byline or Byline(),
        dateline="",
        start_line=1,
        end_line=text.count("\n") + 1,
        sentences=tuple(sentences),
        spans=(Span(start=0, end=len(text)),),
        defects=(),
    )


def said(text: str) -> list[tuple[str, str]]:
    return [(quote.text, quote.speaker) for quote in read_quotes(article(text))]


SPEECH = [
    # before the words
    ("王海涛说:“网格虽小,事情不小。”", "网格虽小,事情不小。", "王海涛"),
    ("刘大姐一边擦汗一边说:“摊位费免了半年。”", "摊位费免了半年。", "刘大姐"),
    ("对此,市交通运输局回应称:“新线路下月初开通。”", "新线路下月初开通。", "市交通运输局"),
    ("有居民反映:“楼下的路灯坏了半个月。”", "楼下的路灯坏了半个月。", "居民"),
    (
        "据县农业农村局种植业股股长马小军介绍,“今年玉米平均亩产突破千斤。”",
        "今年玉米平均亩产突破千斤。",
        "马小军",
    ),
    ("种粮大户段永福抓起一把稻子看了看:“颗粒饱满,错不了。”", "颗粒饱满,错不了。", "段永福"),
    ("包扎完伤口,医生嘱咐他“三天内别沾水”。", "三天内别沾水", "医生"),
    ("市应急管理局相关负责人表示,“十二座水库均在汛限以下”。", "十二座水库均在汛限以下", "市应急管理局相关负责人"),
    # after the words
    ("“过去下雨天不敢出门。”家住东风里小区的张玉珍阿姨笑着对记者说。", "过去下雨天不敢出门。", "张玉珍"),
    ("“今年再添两条生产线。”在车间里,企业负责人郭志远告诉记者。", "今年再添两条生产线。", "郭志远"),
    ("“只要村里需要,我随时都在。”村医郝秀英的话朴实而坚定。", "只要村里需要,我随时都在。", "郝秀英"),
    ("“草长到膝盖高了。”牧民那顺巴雅尔说。", "草长到膝盖高了。", "那顺巴雅尔"),
    ("“头巾卖到了广州。”阿依古丽·买买提高兴地说。", "头巾卖到了广州。", "阿依古丽·买买提"),
    ("“配件三天到货。”现场维修人员说。", "配件三天到货。", "现场维修人员"),
    # beside the words, without a verb of saying
    ("“您好,请问要办什么业务?”上午九点,话务员秦雪接起了电话。", "您好,请问要办什么业务?", "秦雪"),
    ("“我是党员,我先上!”险情面前,突击队队长蒋文斌跳进水里。", "我是党员,我先上!", "蒋文斌"),
    ("“这条路总算通了。”76岁的村民段永福站在桥头。", "这条路总算通了。", "段永福"),
    ("副局长周启明介绍,清淤提前两周完成。“每一个井盖都编了号。”", "每一个井盖都编了号。", "周启明"),
    ("“把麻烦留给自己。”这是窗口工作人员何晓梅常挂在嘴边的话。", "把麻烦留给自己。", "何晓梅"),
    ("“票价不变。”\n公交公司副经理陶建国表示。", "票价不变。", "陶建国"),
    # what bears printed words
    ("社区给每户发放了一张橙色纸条,上面写着“出门请随手关灯”。", "出门请随手关灯", "橙色纸条"),
    ("村口的石碑上刻着“吃水不忘挖井人”。", "吃水不忘挖井人", "村口的石碑"),
    # the text does not say
    ("台阶前,一块牌子写得明白:慢行。“小心脚下!”喇叭声一遍遍响起。", "小心脚下!", ""),
    ("“井什么时候修?”会上,有人发问。", "井什么时候修?", ""),
]


@pytest.mark.parametrize(("text", "words", "speaker"), SPEECH)
@pytest.mark.parametrize("full_width", [False, True])
def test_speech_is_found_with_who_says_it(text: str, words: str, speaker: str, full_width: bool) -> None:
    if full_width:
        text, words = text.translate(FULL_WIDTH), words.translate(FULL_WIDTH)
    assert said(text) == [(words, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "社区推出“早餐车+便民菜”模式,打造“十五分钟生活圈”。",
        "各单位组建“红马甲”队伍,推行“三色”台账。",
        "“绿水青山就是金山银山”的理念深入人心。",
        "会议要求坚持“一盘棋”思想,做到“守土有责、守土尽责”。",
        "“家有儿女常陪伴”主题阅读活动走进校园。",
        "该公司获评“守合同重信用”企业,被誉为“北方水城的名片”。",
        "“我为群众办实事”实践活动开展以来,群众跑动次数减少一半。",
        "门外响起“咚咚咚!”的敲门声。",
    ],
)
def test_a_quoted_term_or_name_is_no_speech(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("执法队按照“不达标不撤场”要求,逐户复查。", "不达标不撤场"),
        ("“水到田头,心到农家”,一句话写在泵房墙上。", "水到田头,心到农家"),
        ("活动现场挂着“关爱老人,从我做起”的横幅。", "关爱老人,从我做起"),
        ("通知要求,各学校“不得以任何名义收取补课费”。", "不得以任何名义收取补课费"),
    ],
)
def test_wording_that_stands_as_a_sentence_is_quoted_with_no_speaker(text: str, words: str) -> None:
    assert said(text) == [(words, "")]


def test_speech_broken_by_narration_is_one_entry_a_piece_with_one_speaker() -> None:
    text = "“电费降了,订单来了,”企业负责人郭志远说,“今年准备再添人手。”"
    assert said(text) == [("电费降了,订单来了,", "郭志远"), ("今年准备再添人手。", "郭志远")]


def test_a_pronoun_is_the_one_who_acted_last_not_the_one_acted_upon() -> None:
    text = "护士秦雪主动联系到了社区书记马小军。第二天,她早早来到窗口。她笑着说:“这是我该做的。”"
    assert said(text) == [("这是我该做的。", "秦雪")]


def test_a_speaker_carries_over_where_the_next_words_have_none_of_their_own() -> None:
    text = "他叫王海涛。王海涛说:“网格虽小。”随后又补充道:“事情不小。”"
    assert said(text) == [("网格虽小。", "王海涛"), ("事情不小。", "王海涛")]


def test_two_people_in_one_paragraph_keep_their_own_words() -> None:
    text = "主持人问:“您为什么回乡?”青年田雨欣答:“因为这里有我的根。”"
    assert said(text) == [("您为什么回乡?", "主持人"), ("因为这里有我的根。", "田雨欣")]


def test_a_run_of_quotes_summed_up_behind_it_has_one_speaker() -> None:
    text = "“请排好队!”“请出示证件!”这是市图书馆志愿者们每天的工作片段。"
    assert said(text) == [("请排好队!", "市图书馆志愿者"), ("请出示证件!", "市图书馆志愿者")]


def test_only_the_last_of_a_run_has_the_speaker_named_behind_it() -> None:
    text = "“请排好队!”“我们天天在这里。”图书馆工作人员何晓梅说。"
    assert said(text) == [("请排好队!", ""), ("我们天天在这里。", "何晓梅")]


@pytest.mark.parametrize(("opening", "closing"), ["“”", "「」", "『』", '""'])
def test_every_kind_of_quotation_mark_counts(opening: str, closing: str) -> None:
    assert said(f"王海涛说:{opening}路修好了。{closing}") == [("路修好了。", "王海涛")]


def test_a_mark_inside_a_quotation_does_not_end_it() -> None:
    text = "王海涛说:“我们做到‘日日清、件件结’,大家放心。”"
    assert said(text) == [("我们做到‘日日清、件件结’,大家放心。", "王海涛")]


def test_speech_of_two_paragraphs_closes_once_and_has_one_speaker() -> None:
    text = "王海涛说:“路修好了。\n“桥也快通了。”"
    assert said(text) == [("路修好了。", "王海涛"), ("桥也快通了。", "王海涛")]


def test_a_mark_that_is_never_closed_swallows_nothing() -> None:
    text = "墙上写着“安全第一。\n第二天照常施工,无人受伤。\n王海涛说:“路修好了。”"
    assert said(text) == [("路修好了。", "王海涛")]


def test_a_quotation_knows_its_sentences_and_its_place_on_the_page() -> None:
    text = "天亮了。\n王海涛说:“路修好了。桥也快通了。”大家鼓掌。"
    (quote,) = read_quotes(article(text))
    assert quote.sentences == (2, 3)
    assert "".join(text[span.start : span.end] for span in quote.spans) == quote.text == "路修好了。桥也快通了。"
    assert quote.speaker_words == "王海涛"


def test_the_words_that_name_a_speaker_are_kept_as_printed() -> None:
    (quote,) = read_quotes(article("“随到随办。”区税务局城东税务所所长段永福说。"))
    assert (quote.speaker, quote.speaker_words) == ("段永福", "区税务局城东税务所所长段永福")


@pytest.mark.parametrize("text", ["“", "”", "“”", '"', "“‘「", "王海涛说:“路修好了。”", "局长王海涛说,", "边", "王·"])
@pytest.mark.timed
def test_a_line_of_a_million_characters_takes_seconds(text: str) -> None:
    long = article(text * (300_000 // len(text)))
    start = time.process_time()
    read_quotes(long)
    read_people(long)
    assert time.process_time() - start < 20


@pytest.mark.timed
def test_a_long_article_of_many_sentences_takes_seconds() -> None:
    sentence = Sentence(
        number=1, text="王海涛说:“路修好了。”", spans=(), first_line=1, last_line=1, paragraph=0, role=Role.BODY
    )
    size = len(sentence.text)
    many = tuple(
        sentence.model_copy(update={"number": at + 1, "spans": (Span(start=at * size, end=at * size + size),)})
        for at in range(20_000)
    )
    start = time.process_time()
    quotes = read_quotes(article("").model_copy(update={"sentences": many}))
    assert (len(quotes), quotes[-1].sentences) == (20_000, (20_000,))
    assert time.process_time() - start < 20


# ------------------------------------------------------------------ people


def named(text: str, byline: Byline | None = None) -> list[tuple[str, tuple[str, ...]]]:
    return [(person.name, person.roles) for person in read_people(article(text, byline))]


@pytest.mark.parametrize(
    ("text", "name", "roles"),
    [
        ("晚上,区税务局城东税务所所长段永福来到小区。", "段永福", ("区税务局城东税务所所长",)),
        ("今年51岁的段永福,是一名老兵。", "段永福", ()),
        ("王海涛今年三十二岁。", "王海涛", ()),
        ("王海涛是市中心医院检验科主任。", "王海涛", ()),
        ("会上,郝秀英表示支持。", "郝秀英", ()),
        ("“红马甲”成员秦雪举着喇叭。", "秦雪", ("“红马甲”成员",)),
        ("车间主任玄春子递上手套。", "玄春子", ("车间主任",)),
        ("牧民敖特根说草场好。", "敖特根", ("牧民",)),
        ("养牛户朝鲁拿到了证明。", "朝鲁", ("养牛户",)),
        ("村民买买提·艾力告诉记者。", "买买提·艾力", ("村民",)),
        ("职工陶远挺身而出。", "陶远", ("职工",)),
    ],
)
def test_a_person_is_named_with_the_role_as_printed(text: str, name: str, roles: tuple[str, ...]) -> None:
    assert named(text) == [(name, roles)]


def test_a_second_person_after_the_word_and_has_a_role_of_their_own() -> None:
    text = "社区书记段永福和居民小组长秦雪赶到现场。"
    assert named(text) == [("段永福", ("社区书记",)), ("秦雪", ("居民小组长",))]


@pytest.mark.parametrize(
    "text",
    [
        "党员干部连夜排查,工作人员先后入户。",
        "居民高兴地说,孩子们关心天气。",
        "专家介绍,温度还会下降。",
        "重点人员管控到位,群众安全感提升。",
        "市民张女士表示满意。",
    ],
)
def test_a_sentence_that_names_nobody_gives_nobody(text: str) -> None:
    assert named(text) == []


def test_who_made_the_article_is_not_in_it() -> None:
    text = "记者秦雪在现场看到,队长段永福说完就走。"
    assert named(text, Byline(reporters=("秦雪",))) == [("段永福", ("队长",))]


def test_a_person_has_all_sentences_and_one_place() -> None:
    text = "队长段永福来了。大家鼓掌。段永福笑了。"
    (person,) = read_people(article(text))
    assert person.sentences == (1, 3)
    assert [text[span.start : span.end] for span in person.spans] == ["段永福"]


# ------------------------------------------------------------------ against readers' marks


def bench(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("accuracy", ROOT / "bench" / "accuracy.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("pages", "gold"),
    [(SHARED / "pages", SHARED / "gold"), (ROOT / "corpus", ROOT / "corpus" / "gold")],
    ids=["shared", "corpus"],
)
def test_readers_marks_are_met(pages: Path, gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not gold.is_dir():
        pytest.skip("the marked pages are not here")
    module = bench(monkeypatch)
    values = module.total(module.score_set(pages, gold).values()).values()
    assert values["q.rec"] >= 0.97
    assert values["q.prec"] >= 0.95
    assert values["speaker"] >= 0.9


def test_marks_pair_by_kind_and_the_outermost_count() -> None:
    text = "甲“乙‘丙’丁”戊「己」庚"
    assert [text[pair.inner : pair.stop] for pair in pair_marks(text)] == ["乙‘丙’丁", "己"]
