"""The digest: short, in the reader's language, every mark resolved, and nothing of a page that could act in a mail."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

import factory
import pytest
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from briefing import resources
from briefing.delivery.digest import BULLETS, Digest, choose, load_documents, make_digest
from briefing.document import Document
from briefing.errors import InputError, SettingsError
from briefing.records import Briefing, Bullet, Section, Texts
from briefing.stages.render import make_document

FORGED_LINK = "[领取补贴](https://subsidy.example.net/get)"
SCRIPT = "<script>alert('潍坊')</script><img src=x onerror=alert(1)>"
STEERING = "逆\u202e序\ufeff"


def document(briefing: Briefing | None = None, lang: str = "en") -> Document:
    made = briefing or factory.weifang()
    return make_document(factory.retagged(made, lang) if lang != "en" else made, factory.run(lang), factory.pages())


def documents() -> list[Document]:
    return [document(briefing) for briefing in factory.briefings()]


def sections(*sizes: int) -> tuple[Section, ...]:
    """Themes of so many bullets; bullet 2 of theme 1 says "Tree 1-2"."""
    cites = factory.cites(factory.buses(), 3)

    def bullet(theme: int, number: int) -> Bullet:
        said = factory.both(f"树{theme}之{number}", f"Tree {theme}-{number}.")
        return Bullet(statements=(factory.statement(said, cites, "1-2"),))

    return tuple(
        Section(title=factory.both(f"主题{n}", f"Theme {n}"), bullets=tuple(bullet(n, m) for m in range(1, size + 1)))
        for n, size in enumerate(sizes, start=1)
    )


def words_of(html: str) -> str:
    body = LexborHTMLParser(html).body
    assert body is not None
    return re.sub(r"\s+", " ", body.text())


def marks_of(text: str) -> set[str]:
    return {mark for group in re.findall(r"\[(\d+\.\d+(?:, \d+\.\d+)*)\]", text) for mark in group.split(", ")}


def write(folder: Path, given: Sequence[Document]) -> Path:
    """As ``brief`` writes a folder."""
    for one in given:
        (folder / f"{one.slug}.json").write_text(one.model_dump_json(indent=2), encoding="utf-8")
    run = factory.run(briefings=tuple(one.slug for one in given))
    (folder / "run.json").write_text(run.model_dump_json(indent=2), encoding="utf-8")
    return folder


# ------------------------------------------------------------------ reading


def test_a_folder_gives_its_briefings_in_the_order_of_the_run(tmp_path: Path) -> None:
    given = documents()
    assert load_documents(write(tmp_path, given)) == tuple(given)
    assert load_documents(tmp_path / "run.json") == tuple(given)


def test_one_file_gives_one_briefing(tmp_path: Path) -> None:
    write(tmp_path, documents())
    assert [one.slug for one in load_documents(tmp_path / "ganzhou.json")] == ["ganzhou"]


def test_a_file_that_the_run_names_but_that_is_gone_is_named(tmp_path: Path) -> None:
    (write(tmp_path, documents()) / "ganzhou.json").unlink()
    with pytest.raises(InputError, match=r"ganzhou\.json is missing; check the path, or run brief again"):
        load_documents(tmp_path)


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"run\.json is missing; give the folder that brief wrote"):
        load_documents(tmp_path)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("潍坊讯 5月6日起，末班车延时。", "is not JSON"),
        ("[1, 2]", "is not a briefing written by brief"),
        ('{"slug": "weifang"}', "is not a briefing written by brief"),
        ('{"schema_version": "0"}', "has schema version 0; this brief reads 1"),
        ('{"schema_version": "1", "slug": 7}', "Write it again with brief"),
        ("[" * 100_000, "is not JSON"),
    ],
)
def test_a_foreign_or_old_file_is_refused_in_one_line(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "weifang.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=complaint) as raised:
        load_documents(path)
    assert str(path) in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("slug", ["../secret", "/etc/passwd", "a/b", "..", ".hidden", "", "a\nb"])
def test_a_run_cannot_name_a_file_elsewhere(tmp_path: Path, slug: str) -> None:
    (tmp_path / "run.json").write_text(json.dumps({"briefings": [slug]}), encoding="utf-8")
    with pytest.raises(InputError, match="lists no briefings"):
        load_documents(tmp_path)


def test_a_run_that_found_nothing_has_nothing_to_send(tmp_path: Path) -> None:
    write(tmp_path, [])
    with pytest.raises(InputError, match="nothing to send"):
        load_documents(tmp_path)
    with pytest.raises(InputError, match="no briefing to send"):
        make_digest([])


# ------------------------------------------------------------------ what it says


def test_the_subject_names_two_cities_and_counts_the_rest() -> None:
    assert make_digest(documents()).subject == "Briefing: Weifang, Ganzhou +1 · 15 March 2030"
    assert make_digest([document()]).subject == "Briefing: Weifang · 15 March 2030"
    assert make_digest([document(factory.unplaced())]).subject == "Briefing: Could not be placed · 15 March 2030"


def test_a_city_comes_with_its_chinese_name_headline_and_lede() -> None:
    markdown = make_digest(documents()).markdown
    assert "## Weifang 潍坊市\n" in markdown
    assert "### Weifang buses run later; Shouguang rebuilds 2,870 greenhouses [1.2, 2.2]\n" in markdown
    assert "**潍坊三条公交线路延时，寿光改造2870个大棚**" in markdown
    assert "Shouguang had rebuilt 2,870 greenhouses by 4 May. [2.2]" in markdown
    assert "寿光市截至5月4日已改造大棚2870个。[2.2]" in markdown


def test_bullets_are_in_the_readers_language_alone() -> None:
    markdown = make_digest([document()]).markdown
    assert "- The three routes get 48 more runs a day. [1.3]" in markdown
    assert "三条线路每天增加48个班次" not in markdown


def test_a_city_has_eight_bullets_and_counts_the_rest() -> None:
    long = factory.weifang().model_copy(update={"sections": sections(5, 1, 6)})
    markdown = make_digest([document(long)]).markdown
    assert len(re.findall(r"^- Tree", markdown, re.MULTILINE)) == BULLETS == 8
    assert "4 more items in the full briefing" in markdown


def test_every_theme_gets_its_first_bullet_before_any_gets_its_second() -> None:
    long = factory.weifang().model_copy(update={"sections": sections(7, 1, 6)})
    chosen = choose(document(long))
    said = [[item.text["en"] for item in section.items] for section in chosen.sections]
    assert said == [
        ["Tree 1-1.", "Tree 1-2.", "Tree 1-3.", "Tree 1-4."],
        ["Tree 2-1."],
        ["Tree 3-1.", "Tree 3-2.", "Tree 3-3."],
    ]
    assert chosen.more == 6


def test_more_themes_than_bullets_keeps_the_first_themes() -> None:
    many = factory.weifang().model_copy(update={"sections": sections(*[2] * 11)})
    chosen = choose(document(many))
    assert [section.title["en"] for section in chosen.sections] == [f"Theme {n}" for n in range(1, 9)]
    assert chosen.more == 14


def test_a_briefing_that_fits_says_nothing_of_more() -> None:
    assert "more item" not in make_digest([document()]).markdown


@pytest.mark.parametrize("part", ["markdown", "html"])
def test_every_mark_is_resolved_to_headline_file_and_line(part: str) -> None:
    digest = make_digest([document()])
    text = digest.markdown if part == "markdown" else words_of(digest.html)
    told, sources = text.split("Sources", maxsplit=1)
    assert marks_of(told) == {"1.2", "1.3", "1.5", "2.2", "2.4"}
    assert marks_of(told) <= marks_of(sources)
    assert re.search(r"\[1\.5\] Three city bus routes run later — `?weifang/0506\.txt`?, lines 5–6", sources)


def test_a_file_name_stands_in_the_markdown_as_code() -> None:
    assert "— `loose/a.txt`, line 2" in make_digest([document(factory.unplaced())]).markdown


def test_at_most_six_figures_stand_with_their_printed_words() -> None:
    chosen = choose(document())
    assert 1 <= len(chosen.figures) <= 6
    markdown = make_digest([document()]).markdown
    assert "- **48 runs**: added each day; three routes (48个班次) [1.3]" in markdown


def test_the_foot_says_how_it_was_made_and_how_to_check() -> None:
    digest = make_digest(documents())
    for text in (digest.markdown, words_of(digest.html)):
        assert text.count("Engine: ") == 1
        assert "Engine: recorded (stored answers, no model called)" in text
        assert "Model: recorded-llm" in text
        assert "29 made, 27 kept, 2 withheld" in text
        assert "[1.2] means article 1, sentence 2" in text


def test_files_of_two_runs_have_two_feet() -> None:
    other = document(factory.ganzhou())
    later = other.model_copy(update={"run": other.run.model_copy(update={"version": "9.9", "date": "2030-04-01"})})
    digest = make_digest([document(), later])
    assert "Version: 0.1.0" in digest.markdown
    assert "Version: 9.9" in digest.markdown
    assert digest.subject.endswith("1 April 2030")


def test_an_article_that_could_not_be_read_is_counted() -> None:
    assert "7 May 2025 · 1 article · 1 not read" in make_digest([document(factory.ganzhou())]).markdown


def test_a_city_without_a_proven_word_says_so() -> None:
    empty = factory.ganzhou().model_copy(update={"headline": None, "lede": (), "sections": (), "readings": ()})
    digest = make_digest([document(empty)])
    assert "None of these articles gave a statement that passed its checks" in digest.markdown
    assert "None of these articles gave a statement that passed its checks" in words_of(digest.html)


def test_both_parts_say_the_same() -> None:
    digest = make_digest(documents())
    plain = words_of(MarkdownIt("commonmark").render(digest.markdown))
    letters = [re.sub(r"[^\w]", "", text) for text in (plain, words_of(digest.html))]
    for number in ("48个班次", "4.6万平方米", "近2.3万名居民"):
        assert all(number.replace(".", "") in text for text in letters)
    assert marks_of(plain) == marks_of(words_of(digest.html))
    missing = {word for word in re.findall(r"\w{4,}", plain) if word not in words_of(digest.html)}
    assert missing == set()


# ------------------------------------------------------------------ languages


def test_a_bilingual_folder_can_be_sent_in_chinese_alone() -> None:
    digest = make_digest(documents(), lang="zh")
    assert digest.subject == "简报：潍坊市、赣州市 +1 · 2030年3月15日"
    assert "- 三条线路每天增加48个班次。[1.3]" in digest.markdown
    assert "Weifang" not in digest.markdown
    assert '<html lang="zh"' in digest.html


def test_a_language_that_the_files_lack_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"--lang fr: weifang\.json is in en and zh"):
        make_digest(documents(), lang="fr")
    with pytest.raises(SettingsError, match=r"ganzhou\.json is in fr and zh"):
        make_digest([document(), document(factory.ganzhou(), "fr")])


def test_a_text_without_the_readers_language_stands_in_chinese() -> None:
    def chinese(text: Texts) -> Texts:
        return {"zh": text["zh"]}

    first = document()
    bare = first.headline.model_copy(update={"text": chinese(first.headline.text)}) if first.headline else None
    digest = make_digest([first.model_copy(update={"headline": bare})])
    assert "### 潍坊三条公交线路延时，寿光改造2870个大棚 [1.2, 2.2]" in digest.markdown
    assert '<span lang="zh-Hans" dir="ltr">潍坊三条公交线路延时' in digest.html


@pytest.mark.parametrize(
    "path", sorted((resources.folder("templates") / "labels").glob("*.toml")), ids=lambda p: p.stem
)
def test_every_language_of_the_labels_has_the_digests_words(path: Path) -> None:
    labels = tomllib.loads(path.read_text(encoding="utf-8"))
    assert {"digest_more", "digest_empty", "digest_check", "index", "unplaced"} <= set(labels)
    digest = make_digest([document(lang=path.stem)] if path.stem != "en" else [document()])
    assert f'lang="{path.stem}"' in digest.html


# ------------------------------------------------------------------ nothing of a page can act


NAMES = ("weifang/0506.txt", "潍坊市", "Weifang", "recorded-llm", "48个班次")


def poisoned(words: str, names: Sequence[str] = NAMES) -> Digest:
    """A digest of a briefing whose every text holds ``words``, and so do these of its names and printed words."""
    value = document(factory.poisoned(factory.weifang(), words)).model_dump_json()
    plain = json.dumps(words, ensure_ascii=False)[1:-1]
    for said in names:
        value = value.replace(f'"{said}"', f'"{said}{plain}"')
    return make_digest([Document.model_validate_json(value)])


@pytest.mark.parametrize(
    "words",
    [
        FORGED_LINK,
        SCRIPT,
        STEERING,
        "https://evil.example.org/x?a=1&b=2",
        "![图](http://evil.example.org/p.png)",
        "`` ` ``",
        "| a | b |",
        "\n# 大标题\n\n- 条目\n",
        "{{ document }}{% raw %}",
        "</td></table><style>body{display:none}</style>",
        "&lt;b&gt; &#x3c;script&#x3e;",
        "javascript:alert(1)",
        "[4.8]: http://evil.example.org '题'",
        '" onmouseover="alert(1)',
        "<!-- ",
        "]]>",
    ],
)
def test_a_hostile_text_comes_out_as_the_characters_a_reader_sees(words: str) -> None:
    digest = poisoned(words)
    clean = make_digest([document()])
    for dialect in ("commonmark", "js-default"):
        tokens = MarkdownIt(dialect, {"html": True}).parse(digest.markdown)
        spans = [child for token in tokens for child in (token, *(token.children or ()))]
        kinds = {span.type for span in spans}
        assert not any("://" in span.content for span in spans if span.type == "text"), "a client would make it a link"
        assert kinds.isdisjoint(
            {"link_open", "image", "html_block", "html_inline", "table_open", "fence", "code_block"}
        )
        assert sum(token.type == "heading_open" for token in tokens) == clean.markdown.count("\n#") + 1
    assert tags(digest.html) == tags(clean.html)
    assert attributes(digest.html) == attributes(clean.html)
    visible = words_of(digest.html).replace(" ", "")
    assert re.sub(r"[\s\u202e\ufeff]", "", words).replace("[4.8]", "［4.8］") in visible


def tags(html: str) -> list[str]:
    return [str(node.tag) for node in LexborHTMLParser(html).css("*")]


def attributes(html: str) -> set[tuple[str, str | None]]:
    return {pair for node in LexborHTMLParser(html).css("*") for pair in node.attributes.items()}


def test_the_html_part_loads_nothing_and_runs_nothing() -> None:
    html = make_digest(documents()).html
    assert set(tags(html)).isdisjoint({"script", "img", "link", "a", "iframe", "form", "object", "svg", "base"})
    assert {name for name, _ in attributes(html)}.isdisjoint({"href", "src", "background", "action", "onclick"})
    assert "url(" not in html
    assert "@import" not in html


def test_the_html_part_keeps_its_looks_without_its_style_sheet() -> None:
    html = make_digest(documents()).html
    style = re.findall(r"<style[^>]*>(.*?)</style>", html, re.DOTALL)
    assert len(style) == 1
    assert style[0].lstrip().startswith("@media (prefers-color-scheme: dark)")
    assert ("style", "width:100%;max-width:600px;margin:0 auto") in attributes(html)
    assert all(node.attributes.get("style") for node in LexborHTMLParser(html).css("h1, h2, h3, h4, p, ul, li, td, th"))


def test_chinese_is_marked_as_chinese_for_readers_aloud() -> None:
    html = LexborHTMLParser(make_digest([document()]).html)
    stray = [
        node.text(deep=False)
        for node in html.css("body *")
        if re.search(r"[\u4e00-\u9fff]", node.text(deep=False)) and not _lang(node).startswith("zh")
    ]
    assert stray == []


def _lang(node: object) -> str:
    while node is not None:
        lang = node.attributes.get("lang")  # type: ignore[attr-defined]
        if lang:
            return str(lang)
        node = node.parent  # type: ignore[attr-defined]
    return ""


def test_a_forged_mark_cannot_pass_for_ours() -> None:
    digest = poisoned("[9.9]", names=("潍坊市", "Weifang", "48个班次"))
    assert "9.9" not in marks_of(digest.markdown)
    assert "9.9" not in marks_of(words_of(digest.html))


def test_a_hostile_city_name_leaves_the_subject_one_short_line() -> None:
    hostile = poisoned("\r\nBcc: all@example.org\r\n\r\n" + "长" * 500)
    assert not re.search(r"[\r\n\x00-\x1f]", hostile.subject)
    assert len(hostile.subject) < 120
