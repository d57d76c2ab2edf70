"""What goes in: files and folders of every kind become pages, or say in one line why not."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import InputError, PageUnreadable
from briefing.language import formats
from briefing.language.decoding import decode
from briefing.records import Page, Unreadable
from briefing.stages.load import find_files, load_pages

STORY = "老渡口新桥合龙\n本报讯 3月9日,白沙河老渡口新桥顺利合龙。桥长412米,双向四车道,预计年底通车。\n"
TRADITIONAL = "舊碼頭改建工程動工\n市政府昨日宣布,舊碼頭倉庫將改建為社區圖書館,總經費二億三千萬元。\n"


def read(path: Path) -> Page | Unreadable:
    """The only page of a file."""
    (only,) = load_pages([path])
    return only


def page_of(path: Path, content: bytes) -> Page:
    path.write_bytes(content)
    page = read(path)
    assert isinstance(page, Page), page
    return page


def reason_of(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    refused = read(path)
    assert isinstance(refused, Unreadable), refused
    assert "\n" not in refused.reason
    return refused.reason


def names(*paths: Path) -> list[str]:
    return [found.file for found in load_pages(paths)]


# ------------------------------------------------------------------ finding


def test_a_folder_gives_its_pages_sorted_and_named_from_the_folder(tmp_path: Path) -> None:
    for name in ("b.txt", "a/第2版.md", "a/第1版.HTML", "a/b/c.txt.gz"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(STORY.encode()) if name.endswith(".gz") else STORY.encode())
    assert names(tmp_path) == ["a/b/c.txt.gz", "a/第1版.HTML", "a/第2版.md", "b.txt"]


def test_what_is_no_page_is_passed_over_in_a_folder_but_read_when_it_is_named(tmp_path: Path) -> None:
    for name in (".hidden.txt", "README.md", "README.zh.txt", "LICENSE.txt", "NOTICE.md", "readme.md", "figures.csv"):
        (tmp_path / name).write_text(STORY, encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "notices.txt").write_text(STORY, encoding="utf-8")
    assert names(tmp_path) == ["notices.txt"]
    assert names(tmp_path / "README.md", tmp_path / ".hidden.txt") == [".hidden.txt", "README.md"]


def test_a_named_file_of_unknown_kind_is_refused_with_the_kinds_that_are_read(tmp_path: Path) -> None:
    assert ".docx" in reason_of(tmp_path / "版面.doc", STORY.encode())


def test_every_path_that_does_not_exist_is_named_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"corpus/x.*corpus/y: no such file or folder; check"):
        load_pages([tmp_path, Path("corpus/x"), Path("corpus/y")])


def test_files_of_two_folders_with_one_name_stay_apart(tmp_path: Path) -> None:
    for name in ("one/city/1.txt", "two/city/1.txt", "two/city/2.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(STORY, encoding="utf-8")
    assert names(tmp_path / "one/city", tmp_path / "two/city") == ["2.txt", "one/city/1.txt", "two/city/1.txt"]


def test_a_file_reached_twice_is_one_page(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(STORY, encoding="utf-8")
    assert names(tmp_path, tmp_path / "1.txt", tmp_path) == ["1.txt"]


def test_links_are_not_followed_out_of_the_folder_nor_in_circles(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text(STORY, encoding="utf-8")
    given_folder = tmp_path / "given"
    given_folder.mkdir()
    (given_folder / "1.txt").write_text(STORY, encoding="utf-8")
    (given_folder / "again").symlink_to(given_folder)
    (given_folder / "self.txt").symlink_to(given_folder / "self.txt")
    (given_folder / "folder").symlink_to(tmp_path / "outside")
    (given_folder / "link.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    files, refused = find_files([given_folder])
    assert [name for name, _ in files] == ["1.txt"]
    assert [one.file for one in refused] == ["folder", "link.txt", "self.txt"]


def test_a_file_name_that_no_screen_can_show_is_shown_with_question_marks(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/\xb5\xda1\xb0\xe6.txt"
    Path(os.fsdecode(raw)).write_text(STORY, encoding="utf-8")
    (tmp_path / "二\n版.txt").write_text(STORY, encoding="utf-8")
    assert names(tmp_path) == ["??1??.txt", "二?版.txt"]


def test_a_file_or_folder_without_permission_is_one_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "1.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "2.txt").write_text(STORY, encoding="utf-8")
    opened = Path.open

    def refuse(self: Path, *args: str, **kwargs: str) -> object:
        if self.name == "1.txt":
            raise PermissionError(13, "Permission denied")
        return opened(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)  # tests may run as root, whom no permission stops
    first, second = load_pages([tmp_path])
    assert first == Unreadable(file="1.txt", reason="cannot be read: permission denied")
    assert isinstance(second, Page)


def test_a_folder_that_may_not_be_entered_is_one_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("open/1.txt", "shut/2.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(STORY, encoding="utf-8")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    files, refused = find_files([tmp_path])
    assert [name for name, _ in files] == ["open/1.txt"]
    assert refused == [Unreadable(file="shut", reason="cannot be read: permission denied")]


def test_files_are_read_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "2.txt").write_text(STORY, encoding="utf-8")
    pages = load_pages([tmp_path])
    next(pages)
    (tmp_path / "2.txt").write_text("第二版改了\n", encoding="utf-8")
    second = next(pages)
    assert isinstance(second, Page)
    assert second.text == "第二版改了\n"


# ------------------------------------------------------------------ encodings


@pytest.mark.parametrize(
    ("encoding", "named", "text"),
    [
        ("utf-8", "utf-8", STORY),
        ("utf-8-sig", "utf-8", STORY),
        ("gbk", "gb18030", STORY),
        ("gb18030", "gb18030", STORY + "䶮𬒈"),
        ("gb18030", "gb18030", TRADITIONAL),
        ("big5", "big5hkscs", TRADITIONAL),
        ("utf-16", "utf-16-le", STORY),
        ("utf-32", "utf-32-le", STORY),
        ("utf-16-le", "utf-16-le", STORY),
        ("utf-16-be", "utf-16-be", TRADITIONAL),
    ],
)
def test_a_page_is_read_in_the_encoding_it_is_in(tmp_path: Path, encoding: str, named: str, text: str) -> None:
    page = page_of(tmp_path / "page.txt", text.encode(encoding))
    assert (page.text, page.encoding) == (text, named)


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "utf-8"])
@given(start=st.integers(0, 40), length=st.integers(8, 30))
def test_eight_characters_tell_the_encoding(encoding: str, start: int, length: int) -> None:
    text = TRADITIONAL.replace("\n", "")[start:][:length] if encoding == "big5hkscs" else STORY[start:][:length]
    assert decode(text.encode(encoding)).text == text


def test_only_line_ends_marks_and_control_characters_are_changed(tmp_path: Path) -> None:
    page = page_of(tmp_path / "page.txt", ("\ufeff 甲\r\n乙\r丙\t\x0b丁\x07\u3000戊  \n\n" + STORY).encode())
    assert page.text == " 甲\n乙\n丙\t 丁 \u3000戊  \n\n" + STORY


def test_the_hash_is_of_the_bytes_as_received(tmp_path: Path) -> None:
    packed = gzip.compress(STORY.encode("gbk"))
    page = page_of(tmp_path / "page.txt.gz", packed)
    assert (page.text, page.sha256) == (STORY, hashlib.sha256(packed).hexdigest())


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"Nothing but English here.\n", "no Chinese text"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20, "JPEG"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "PNG"),
        (b"PK\x03\x04" + bytes(90), "ZIP"),
        (bytes(range(256)) * 40, "not text"),
        (bytes(5000), "not text"),
        (STORY.encode() + b"\0" * 60, "control or replacement"),
        (STORY.encode()[:-2], "broken UTF-8, first at byte 127 (1 in all)"),
        ((STORY + "�" * 20).encode(), "control or replacement"),
        (b"\xff\xfe" + STORY.encode("utf-16-le") + b"\x00", "marked as utf-16-le, but broken"),
        ("锟斤拷锟斤拷烫烫烫锟斤拷".encode(), "destroyed"),
    ],
)
def test_a_file_that_is_no_chinese_text_says_so_in_one_line(tmp_path: Path, content: bytes, reason: str) -> None:
    assert reason in reason_of(tmp_path / "page.txt", content)


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data)
    except PageUnreadable:
        return
    assert (
        data.endswith(decoded.text.encode(decoded.encoding)) or decoded.encoding == "big5hkscs"
    )  # two codes, one letter


# ------------------------------------------------------------------ gzip


def test_a_broken_gzip_file_is_refused(tmp_path: Path) -> None:
    packed = gzip.compress(STORY.encode() * 50)
    assert "ends too early" in reason_of(tmp_path / "cut.txt.gz", packed[:-30])
    assert "broken gzip" in reason_of(tmp_path / "no.txt.gz", STORY.encode())
    assert "broken gzip" in reason_of(tmp_path / "bad.txt.gz", packed[:20] + b"\xff" * 20 + packed[40:])


def test_what_unpacks_to_more_than_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.stages.load.LARGEST", 10_000)
    monkeypatch.setattr(formats, "LARGEST", 10_000)
    assert "larger than" in reason_of(tmp_path / "bomb.txt.gz", gzip.compress(b"0" * 1_000_000))
    assert "larger than" in reason_of(tmp_path / "large.txt", STORY.encode() * 200)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", "0" * 1_000_000)
    assert "larger than" in reason_of(tmp_path / "bomb.docx", bomb.getvalue())


# ------------------------------------------------------------------ formats


def test_the_suffix_tells_how_a_page_is_read(tmp_path: Path) -> None:
    web = b"<p>\xe6\xa1\xa5</p>"
    for name, form, text in (("a.HTM", "html", "桥"), ("a.html.gz", "html", "桥"), ("a.md", "md", "<p>桥</p>")):
        page = page_of(tmp_path / name, gzip.compress(web) if name.endswith("gz") else web)
        assert (page.format, page.text) == (form, text)
    assert "broken PDF" in reason_of(tmp_path / "a.pdf", web)
    assert "broken or encrypted Word" in reason_of(tmp_path / "a.docx", web)


# ------------------------------------------------------------------ JSON lines


def test_each_line_of_a_jsonl_file_is_a_page_and_fails_alone(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": "第一篇。\r\n第二行。", "title": "不另取题"}, ensure_ascii=False),
        json.dumps({"content": "正文在此。", "title": "老渡口新桥合龙"}),
        "",
        '{"text": "断了',
        '{"text": 5}',
        '["第六行"]',
        '{"body": "English"}',
        '{"article": "末篇\\ud83d。"}',
        "[" * 100_000,
    ]
    path = tmp_path / "x.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = list(load_pages([path]))
    assert [one.file for one in found] == [f"x.jsonl#{number}" for number in (1, 2, 4, 5, 6, 7, 8, 9)]
    assert [one.text for one in found if isinstance(one, Page)] == [
        "第一篇。\n第二行。",
        "老渡口新桥合龙\n正文在此。",
        "末篇\ufffd。",
    ]
    assert {one.format for one in found if isinstance(one, Page)} == {"jsonl"}
    assert all("\n" not in one.reason for one in found if isinstance(one, Unreadable))


def test_the_corpus_is_read_whole() -> None:
    corpus = Path(__file__).parents[1] / "corpus"
    if not corpus.is_dir():
        pytest.skip("the corpus is not here")
    pages = list(load_pages([corpus]))
    assert pages
    assert all(isinstance(page, Page) for page in pages)
