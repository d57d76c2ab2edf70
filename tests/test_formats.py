"""Web, PDF and Word pages give the text that a reader sees, in order, or say why there is none."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from docx import Document
from docx.oxml import OxmlElement
from pypdf import PdfReader, PdfWriter

from briefing.errors import PageUnreadable
from briefing.language.formats import read_docx, read_html, read_pdf

# ------------------------------------------------------------------ HTML


HTML = """<!doctype html><html><head><meta charset="{charset}"><title>白沙晚报</title>
<style>p {{ color: red }}</style></head><body>
<script>document.write("不可见一")</script><noscript>不可见二</noscript><template><p>不可见三</p></template>
<div hidden>不可见四</div><div style="display: none">不可见五</div><!-- 不可见六 -->
<div class=nav>首页 | 版面</div>
<h3>让老街活起来</h3><h1>老渡口<br>新桥合龙</h1><h4>——年底前通车</h4>
<img src=a.jpg alt="不可见七"><p>&ldquo;桥通了,&rdquo;王大爷说,&nbsp;&#34;走亲戚<b>少绕
   十里</b>路。&lt;好&gt;</p><p>全长
412 米,   造价 A&amp;B 两段。</p>
<table><tr><td>桥长</td><td>412米</td></tr><tr><th>车道</th><td><p>双向</p><p>四车道</p></td></tr></table>
<article><h2>菜场搬家</h2>摊位<i>一百</i>个</article>尾行
</body></html>"""


@pytest.mark.parametrize(
    ("charset", "encoding", "named"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("gb2312", "gbk", "gb18030"),
        ("gb2312", "utf-8", "utf-8"),
        ("utf-8", "gbk", "gb18030"),
    ],
)
def test_a_web_page_gives_all_that_is_seen_and_nothing_else(charset: str, encoding: str, named: str) -> None:
    page = read_html(HTML.format(charset=charset).encode(encoding))
    assert page.text == (
        "首页 | 版面\n\n让老街活起来\n老渡口\n新桥合龙\n\n——年底前通车\n"
        '“桥通了,”王大爷说,\xa0"走亲戚少绕十里路。<好>\n全长 412 米, 造价 A&B 两段。\n'
        "桥长\t412米\n车道\n双向\n四车道\n\n菜场搬家\n摊位一百个\n\n尾行"
    )
    assert page.encoding == named


def test_a_web_page_nested_deeper_than_any_stack_is_read() -> None:
    assert read_html(("<div>" * 5000 + "老渡口" + "</div>" * 5000).encode()).text == "老渡口"


# ------------------------------------------------------------------ PDF and Word


def pdf(*pages: str) -> bytes:
    """A PDF whose pages show one line of Chinese each, with a text layer; "" gives a page without."""
    mapping = (
        b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange"
        b" 1 beginbfrange <0000> <FFFF> <0000> endbfrange"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>"
        % (b" ".join(b"%d 0 R" % (5 + 2 * at) for at in range(len(pages))), len(pages)),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /ToUnicode 4 0 R /DescendantFonts"
        b" [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 >>] >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(mapping), mapping),
    ]
    for at, text in enumerate(pages):
        drawn = b"BT /F1 12 Tf 72 700 Td <%s> Tj ET" % text.encode("utf-16-be").hex().encode() if text else b""
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (6 + 2 * at)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        out
        + head
        + table
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    )


def locked(content: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_the_pages_of_a_pdf_are_joined_in_order() -> None:
    assert read_pdf(pdf("老渡口新桥合龙", "预计年底通车")).text.split() == ["老渡口新桥合龙", "预计年底通车"]


def test_a_pdf_that_anyone_may_open_is_read_though_it_is_encrypted() -> None:
    assert read_pdf(locked(pdf("老渡口"), "")).text.strip() == "老渡口"


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: locked(pdf("老渡口"), "secret"), "encrypted"),
        (lambda: pdf("", ""), "no text layer; run OCR first"),
        (lambda: b"%PDF-1.7\n" + bytes(range(256)), "broken PDF"),
        (lambda: "老渡口".encode(), "broken PDF"),
        (lambda: b"", "broken PDF"),
    ],
)
def test_a_pdf_that_gives_no_text_says_why(
    make: Callable[[], bytes], reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(PageUnreadable, match=reason) as refused:
        read_pdf(make())
    assert "\n" not in str(refused.value)
    assert not caplog.records


def word() -> bytes:
    document = Document()
    document.add_heading("老渡口新桥合龙", level=1)
    paragraph = document.add_paragraph("本报讯 ")
    paragraph.add_run("桥长412米。").bold = True
    table = document.add_table(rows=2, cols=2)
    for at, words in enumerate(["桥长", "412米", "车道", "双向\n四车道"]):
        table.cell(at // 2, at % 2).text = words
    document.add_paragraph("表后一段。")
    for name in ("Choice", "Fallback"):  # a text box is written twice, for new programs and for old
        box = OxmlElement("w:txbxContent")
        inner = OxmlElement("w:p")
        inner.append(OxmlElement("w:r"))
        text = OxmlElement("w:t")
        text.text = "框内文字"
        inner[0].append(text)
        box.append(inner)
        holder = paragraph._p.makeelement("{http://schemas.openxmlformats.org/markup-compatibility/2006}" + name)
        holder.append(box)
        paragraph._p.append(holder)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_page_gives_paragraphs_tables_and_text_boxes_in_order() -> None:
    page = read_docx(word())
    assert page.text.split("\n")[:3] == ["老渡口新桥合龙", "本报讯 桥长412米。", "框内文字"]
    assert page.text.count("框内文字") == 1
    assert page.text.rstrip().endswith("桥长\t412米\n车道\n双向\n四车道\n表后一段。")


@pytest.mark.parametrize("content", [word()[:2000], b"\xd0\xcf\x11\xe0\xa1\xb1" + bytes(600), b""])
def test_a_broken_word_page_is_refused(content: bytes) -> None:
    with pytest.raises(PageUnreadable, match=r"broken or encrypted Word file: ."):
        read_docx(content)
