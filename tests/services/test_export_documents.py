"""Documents for word processors: judged by LibreOffice, which must find every word, and by the rules of their packages."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
import struct
import subprocess
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import html5lib
import pytest
from lxml import etree

from fonds.exporters.documents.blocks import Cell, Look, Paragraph
from fonds.exporters.documents.pictures import PictureFile, fitting, read_picture
from fonds.exporters.documents.tables import make_table
from fonds.model.errors import Cancelled
from fonds.model.export import ExportOptions, ExportReport, PageSize
from fonds.model.problems import ProblemKind
from fonds.model.progress import CancelToken, Progress, ignore_progress
from fonds.services import exporting
from fonds.services.archives import Archive
from services.site import import_site, many
from services.test_export_epub import XSS, make_site

BOTH = ("docx", "odt")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
LINK = "{http://www.w3.org/1999/xlink}href"
RICH = """---
title: "长三角一体化：成绩单"
date: 2022-02-01 10:00:00 +0800
categories: [新闻]
---
# 一、总体情况

两年来，**示范区** *聚焦* ~~旧说~~ H<sub>2</sub>O，`code  two`，[外](https://example.org/路?a=1&b=2)，
换行[乙]({% post_url 2022-01-12-b %})，[无](relative.html)，[ftp](javascript:alert(1))。脚注[^1]

> 引文
>
> > 嵌套

<table><caption>合并</caption><thead><tr><th rowspan=2>甲</th><th colspan=2>乙格</th></tr><tr><th>丙</th><th>丁</th></tr></thead>
<tbody><tr><td rowspan="9">一格</td><td>二</td><td>三<ul><li>格中</li></ul></td></tr><tr><td colspan=70>四
<table><tr><td>nested</td></tr></table></td></tr></tbody></table>

1. 第一
2. 第二
    - 点一
        - 点二

            ```python
            def f(x):
                return  x  # 注释
            ```

<ol start="7"><li>before<table><tr><td>within</td></tr></table>after</li><li>next</li><li value="99">far</li></ol>

<ul><li><ul><li>deep</li></ul></li><li></li></ul>

![大图](/img/big.png) ![动](/img/b.webp)

<p dir="rtl">مرحبا <b>بالعالم</b></p>

<ruby>漢<rp>(</rp><rt>かん</rt></ruby> <mark>marked</mark> <q>quoted</q>
<math><mfrac><mn>1</mn><mi>x</mi></mfrac></math>

<dl><dt>Term</dt><dd>Meaning</dd></dl><details><summary>Sum</summary>Detail</details>

<figure><img src="/img/big.png" alt="" width="80"><figcaption>图一</figcaption></figure>

[^1]: 脚注的内容
"""


def png(width: int, height: int) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x99" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


WEBP = bytes.fromhex("524946461a000000574542505650384c0d0000002f0000001007101111888" + "8fe0700")


def rich_site(folder: Path) -> Path:
    make_site(folder)
    (folder / "_posts" / "2022-02-01-rich.md").write_text(RICH, encoding="utf-8")
    (folder / "img" / "big.png").write_bytes(png(1200, 300))
    (folder / "img" / "b.webp").write_bytes(WEBP)
    return folder


def hostile_site(folder: Path) -> Path:
    posts = folder / "_posts"
    posts.mkdir(parents=True)
    cases = json.loads(XSS.read_text(encoding="utf-8"))
    payloads = [str(case["payload"] if isinstance(case, dict) else case) for case in cases]
    for start in range(0, len(payloads), 10):
        body = "\n\n".join(f"<div>{text}</div>" for text in payloads[start : start + 10])
        text = f"---\ntitle: {start}\n---\n{body}\n"
        (posts / f"2022-01-01-{start}.html").write_bytes(text.encode("utf-8", "replace"))
    (posts / "2022-02-01-deep.html").write_text("---\ntitle: deep\n---\n" + DEEP, encoding="utf-8")
    return folder


DEEP = (
    "<ol start=-5 reversed><li>x" * 30
    + "</ol>" * 30
    + "<table><tr><td>t" * 30
    + "</table>" * 30
    + "<blockquote>q" * 30
    + "</blockquote>" * 30
    + "<table>"
    + "<tr>" + "<td rowspan=9 colspan=3>c" * 90
    + "<tr><td rowspan=65534>r<td>s</table><table></table><ul></ul><h6 id=a>h\x01\ufffe</h6>"
    + '<a href="http://[::1">bad</a><a href="#a">good</a><pre>\n' + "line\n" * 900 + "</pre>"
)  # fmt: skip


def export(archive: Archive, dest: Path, options: ExportOptions | None = None) -> ExportReport:
    form = dest.suffix[1:]
    return exporting.export_posts(
        archive, dest, None, "", ignore_progress, CancelToken(), form, options=options
    )


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile that all runs of LibreOffice in this module share: making one takes longest."""
    if shutil.which("soffice") is None:
        pytest.skip("needs soffice (libreoffice-writer)")
    return tmp_path_factory.mktemp("office")


def convert(profile: Path, form: str, out: Path, *files: Path) -> None:
    """Convert documents in one run, with nothing to complain of."""
    command = ["soffice", "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to", form]
    done = subprocess.run(
        [*command, "--outdir", str(out), *map(str, files)],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert "Error" not in done.stdout + done.stderr
    assert len(list(out.iterdir())) >= len(files)


def words_of(archive: Archive, folder: Path) -> Iterator[str]:
    """Every text of the posts, without white space, as another format has it."""
    export(archive, folder / "page.html")
    page = html5lib.parse((folder / "page.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
    for article in page.iter("article"):
        for text in (
            text for element in article if element.get("class") != "to-top" for text in element.itertext()
        ):
            yield from text.split()


def assert_all_there(words: Iterable[str], document: Path) -> None:
    found = re.sub(r"\s+", "", document.read_text(encoding="utf-8-sig"))
    lost = [word for word in words if word.replace("\ufffe", "\ufffd") not in found]
    assert lost == []


TXT = "txt:Text (encoded):UTF8"


def test_libreoffice_finds_every_word(archive: Archive, profile: Path, tmp_path: Path) -> None:
    import_site(archive, rich_site(tmp_path / "site"))
    documents = [tmp_path / "集 one.docx", tmp_path / "集 two.odt"]
    for document in documents:
        export(archive, document)
    convert(profile, "odt:writer8", tmp_path / "again", documents[0])
    documents.append((tmp_path / "again/集 one.odt").rename(tmp_path / "三.odt"))
    convert(profile, TXT, tmp_path / "texts", *documents)
    words = list(words_of(archive, tmp_path))
    assert len(words) > 90
    for document in documents:
        assert_all_there(words, tmp_path / f"texts/{document.stem}.txt")


@pytest.mark.skipif(not XSS.is_file(), reason="needs the shared collection of hostile markup")
def test_and_of_hostile_posts(archive: Archive, profile: Path, tmp_path: Path) -> None:
    import_site(archive, hostile_site(tmp_path / "site"))
    documents = [tmp_path / f"{form}.{form}" for form in BOTH]
    for document in documents:
        export(archive, document)
    check_docx(documents[0])
    check_odt(documents[1])
    convert(profile, TXT, tmp_path / "texts", *documents)
    words = list(words_of(archive, tmp_path))
    for form in BOTH:
        assert_all_there(words, tmp_path / f"texts/{form}.txt")


def check_docx(path: Path) -> dict[str, etree._Element]:
    """The XML parts of a document whose package is in order."""
    with zipfile.ZipFile(path) as pack:
        names = pack.namelist()
        parts = {
            name: etree.fromstring(pack.read(name)) for name in names if name.endswith((".xml", ".rels"))
        }
    assert names[0] == "[Content_Types].xml"
    assert len(names) == len(set(names))
    types = parts[names[0]]
    known = {item.get("Extension") for item in types} | {item.get("PartName") for item in types}
    assert all(name.rpartition(".")[2] in known for name in names)
    assert {str(item.get("PartName"))[1:] for item in types if item.get("PartName")} <= set(names)
    reached = {names[0]}
    for name, part in parts.items():
        if name.endswith(".rels"):
            reached.add(name)
            folder = posixpath.dirname(posixpath.dirname(name))
            inside = [item for item in part if item.get("TargetMode") != "External"]
            reached |= {
                posixpath.normpath(posixpath.join(folder, str(item.get("Target")))) for item in inside
            }
    assert reached == set(names)
    body = parts["word/document.xml"]
    ids = {item.get("Id") for item in parts["word/_rels/document.xml.rels"]}
    assert {value for element in body.iter() for key, value in element.items() if key.startswith(R)} <= ids
    marks = [str(mark.get(f"{W}name")) for mark in body.iter(f"{W}bookmarkStart")]
    assert len(marks) == len(set(marks))
    assert {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} - {None} <= set(marks)
    styles = {style.get(f"{W}styleId") for style in parts["word/styles.xml"].iter(f"{W}style")}
    named = {item.get(f"{W}val") for tag in ("pStyle", "rStyle", "tblStyle") for item in body.iter(W + tag)}
    assert named <= styles
    numbers = {number.get(f"{W}numId") for number in parts["word/numbering.xml"].iter(f"{W}num")}
    assert {number.get(f"{W}val") for number in body.iter(f"{W}numId")} <= numbers
    for cell in body.iter(f"{W}tc"):
        assert cell[-1].tag == f"{W}p"
    for table in body.iter(f"{W}tbl"):
        assert len(table.find(f"{W}tblGrid")) <= 63
    return parts


def check_odt(path: Path) -> dict[str, etree._Element]:
    """The XML parts of a document whose package is in order."""
    with zipfile.ZipFile(path) as pack:
        names = pack.namelist()
        first = pack.infolist()[0]
        parts = {name: etree.fromstring(pack.read(name)) for name in names if name.endswith(".xml")}
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    listed = [str(entry.values()[0]) for entry in parts["META-INF/manifest.xml"]]
    assert sorted(listed) == sorted(["/", *(set(names) - {"mimetype", "META-INF/manifest.xml"})])
    content = parts["content.xml"]
    marks = [
        str(mark.get(f"{TEXT}name"))
        for kind in ("bookmark", "bookmark-start")
        for mark in content.iter(TEXT + kind)
    ]
    assert len(marks) == len(set(marks))
    links = [str(link.get(LINK)) for link in content.iter(f"{TEXT}a")]
    assert {link[1:] for link in links if link.startswith("#")} <= set(marks)
    for item in content.iter(f"{TEXT}list-item", f"{TEXT}list-header"):
        assert {child.tag for child in item} <= {f"{TEXT}p", f"{TEXT}h", f"{TEXT}list"}
    for table in content.iter(f"{TABLE}table"):
        columns = len(table.findall(f"{TABLE}table-column"))
        rows = [
            *table.findall(f"{TABLE}table-row"),
            *table.findall(f"{TABLE}table-header-rows/{TABLE}table-row"),
        ]
        assert {len(row) for row in rows} == {columns}
    return parts


def test_a_word_document_is_a_package_in_order(archive: Archive, tmp_path: Path) -> None:
    import_site(archive, rich_site(tmp_path / "site"))
    report = export(archive, tmp_path / "one.docx")
    assert (report.posts, report.media, len(report.files)) == (6, 2, 1)
    assert Counter(problem.kind for problem in report.problems) == {
        ProblemKind.NOT_EXPORTED: 1,
        ProblemKind.NOT_SHOWN: 1,
        ProblemKind.REMOTE_MEDIA: 1,
    }
    export(archive, tmp_path / "two.docx")
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()
    export(archive, tmp_path / "three.docx", ExportOptions(page_size=PageSize.LETTER))
    parts = check_docx(tmp_path / "one.docx")
    body = parts["word/document.xml"]
    headings = [
        (style.get(f"{W}val"), "".join(paragraph.itertext()))
        for paragraph in body.iter(f"{W}p")
        for style in paragraph.iter(f"{W}pStyle")
        if str(style.get(f"{W}val")).startswith("Heading")
    ]
    assert [text for style, text in headings if style == "Heading1"] == ["财经", "新闻", "D"]
    assert ("Heading2", "长三角一体化：成绩单") in headings
    assert ("Heading3", "一、总体情况") in headings
    extents = {(item.get("cx"), item.get("cy")) for item in body.iter() if str(item.tag).endswith("}extent")}
    assert extents == {("9525", "9525"), (str(600 * 9525), str(150 * 9525)), (str(80 * 9525), str(20 * 9525))}
    links = {
        str(item.get("Target")) for item in parts["word/_rels/document.xml.rels"] if item.get("TargetMode")
    }
    assert links == {"https://example.org/%E8%B7%AF?a=1&b=2"}
    sizes = [check_docx(tmp_path / f"{name}.docx") for name in ("two", "three")]
    assert [part["word/document.xml"].find(f".//{W}pgSz").get(f"{W}w") for part in sizes] == [
        "11906",
        "12240",
    ]


def test_an_open_document_is_one_too(archive: Archive, tmp_path: Path) -> None:
    import_site(archive, rich_site(tmp_path / "site"))
    report = export(archive, tmp_path / "one.odt")
    assert (report.posts, report.media) == (6, 3)
    export(archive, tmp_path / "two.odt")
    assert (tmp_path / "one.odt").read_bytes() == (tmp_path / "two.odt").read_bytes()
    parts = check_odt(tmp_path / "one.odt")
    content = parts["content.xml"]
    headings = [(h.get(f"{TEXT}outline-level"), "".join(h.itertext())) for h in content.iter(f"{TEXT}h")]
    assert [text for level, text in headings if level == "1"] == ["财经", "新闻", "D"]
    assert ("2", "长三角一体化：成绩单") in headings
    starts = [item.get(f"{TEXT}start-value") for item in content.iter(f"{TEXT}list-item")]
    assert [start for start in starts if start] == ["7", "8", "99"]
    code = next("".join(p.itertext()) for p in content.iter(f"{TEXT}p") if "def f" in "".join(p.itertext()))
    assert code.startswith("def f(x):")


@pytest.mark.parametrize("form", BOTH)
def test_stopped_it_leaves_nothing(archive: Archive, tmp_path: Path, form: str) -> None:
    import_site(archive, many(tmp_path / "site", 30))
    cancel = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.done > 40:
            cancel.cancel()

    (tmp_path / "out").mkdir()
    with pytest.raises(Cancelled):
        exporting.export_posts(archive, tmp_path / "out" / f"x.{form}", None, "", stop, cancel, form)
    assert list((tmp_path / "out").iterdir()) == []


PICTURES = {
    "png": png(7, 5),
    "gif": b"GIF89a" + struct.pack("<HH", 7, 5) + b"\0" * 8,
    "jpeg": b"\xff\xd8\xff\xe0\x00\x04JF\xff\xff\xfe\x00\x03x\xff\xc2\x00\x0b\x08" + struct.pack(">HH", 5, 7),
    "bmp": b"BM" + b"\0" * 16 + struct.pack("<ii", 7, -5),
    "webp": b"RIFF\0\0\0\0WEBPVP8X" + b"\0" * 8 + b"\6\0\0\4\0\0",
}


def test_the_size_of_pictures_is_read_from_their_first_bytes() -> None:
    for kind, data in PICTURES.items():
        assert read_picture(data) == PictureFile(kind, 7, 5)
        assert all(read_picture(data[:length]) is None for length in range(10))
    assert read_picture(png(0, 5)) is None
    assert fitting(PictureFile("png", 6000, 3000), None, None, 600) == (600, 300)
    assert fitting(PictureFile("png", 60, 30), 20, None, 600) == (20, 10)
    assert fitting(PictureFile("png", 60000, 1), None, 4000, 600) == (600, 1)


def test_cells_that_reach_over_each_other_fill_a_grid() -> None:
    def shape(*rows: Sequence[tuple[int, int]]) -> list[list[tuple[int, int, bool]]]:
        cells = [[Cell(columns=columns, rows=height) for columns, height in row] for row in rows]
        table = make_table(cells, 1, rtl=False)
        assert table is not None
        return [[(cell.columns, cell.rows, cell.covered) for cell in row] for row in table.rows]

    assert shape([(1, 2), (2, 1)], [(1, 1)]) == [
        [(1, 2, False), (2, 1, False)],
        [(1, 1, True), (1, 1, False), (1, 1, False)],
    ]
    assert shape([(1, 1), (1, 9)], [(5, 1)]) == [
        [(1, 1, False), (1, 2, False)],
        [(1, 1, False), (1, 1, True)],
    ]
    assert make_table([[]], 0, rtl=False) is None
    wide = make_table([[Cell([Paragraph(Look())]) for _ in range(90)]], 0, rtl=False)
    assert wide is not None
    assert (len(wide.widths), len(wide.rows[0][-1].blocks)) == (63, 28)


def test_nothing_is_a_document_too(archive: Archive, tmp_path: Path) -> None:
    export(archive, tmp_path / "x.docx")
    export(archive, tmp_path / "x.odt")
    check_docx(tmp_path / "x.docx")
    check_odt(tmp_path / "x.odt")
