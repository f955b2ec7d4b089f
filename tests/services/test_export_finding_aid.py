"""A finding aid: its page judged by the HTML standard's parser, its EAD3 by the schema of the Society of American Archivists."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import html5lib
import pytest
from lxml import etree
from pypdf import PdfReader

from fonds.exporters.finding_aid import printed
from fonds.exporters.finding_aid.ead3_values import (
    language_code,
    level_attributes,
    moment_attribute,
    normal_dates,
)
from fonds.exporters.finding_aid.wording import wording_for
from fonds.gui.printing.process import PrintProcess
from fonds.model.collection import ELEMENTS, CollectionDescription, ElementForm
from fonds.model.errors import UserError
from fonds.model.export import ExportOptions, ExportReport
from fonds.model.progress import CancelToken, ignore_progress
from fonds.services import collections, editing, exporting
from fonds.services.archives import Archive
from schemas import EAD3, complaints, schema_file
from services.site import import_site, post_named
from services.test_export_epub import make_site

NAMESPACE = "{http://ead3.archivists.org/schema/}"
NASTY = "A <b>&amp;</b> \"q\" 'p' 示范区\x01\n\nZweiter Absatz\nZeile ]]> <!-- --> \ud800"
needs_schema = pytest.mark.skipif(schema_file(EAD3) is None, reason="needs the schema of EAD3 (django-ead)")


def described() -> CollectionDescription:
    """A description with every element, each with characters that markup minds."""
    values: dict[str, Any] = {
        element.name: (NASTY, f"{element.number} 乙") if element.form is ElementForm.LIST else NASTY
        for element in ELEMENTS
    }
    plain = CollectionDescription(**values)
    return replace(
        plain, reference_code="CN-1/长三角", creation_dates="1998 - 2004", level="全宗", title="长三角<档案>"
    )


@pytest.fixture
def collection(archive: Archive, tmp_path: Path) -> int:
    """A collection of nasty posts: in itself, below it, below that, and one post in two of them."""
    import_site(archive, make_site(tmp_path / "site"))
    posts = [post_named(archive, f"-{letter}.{'html' if letter == 'e' else 'md'}") for letter in "abcde"]
    whole, _ = collections.create_collection(archive, "长三角 & <b>", post_ids=[posts[3], posts[0]])
    inner, _ = collections.create_collection(archive, "财经", whole.id, [posts[4], posts[3]])
    collections.create_collection(archive, "最内", inner.id, [posts[1]])
    collections.create_collection(archive, "空", whole.id)
    collections.describe_collection(archive, whole.id, described(), "privat")
    collections.describe_collection(archive, inner.id, described(), "privat")
    return whole.id


def export(archive: Archive, dest: Path, number: int = 0, form: str = "finding-aid") -> ExportReport:
    options = ExportOptions(collection=number)
    return exporting.export_posts(
        archive, dest, None, "", ignore_progress, CancelToken(), form, options=options
    )


@needs_schema
def test_its_ead3_is_valid_and_has_every_element(archive: Archive, collection: int, tmp_path: Path) -> None:
    report = export(archive, tmp_path / "aid", collection)
    assert (report.posts, report.problems) == (4, ())
    document = tmp_path / "aid" / "ead3.xml"
    assert complaints(EAD3, document) == []
    root = etree.parse(document).getroot()
    assert root.find(f"{NAMESPACE}archdesc").get("level") == "fonds"
    assert root.find(f".//{NAMESPACE}unitdate").get("normal") == "1998/2004"
    top = root.find(f"{NAMESPACE}archdesc")
    numbers = {part.get("encodinganalog") for part in top.iter() if part.get("encodinganalog")}
    assert {element.number for element in ELEMENTS} - numbers == {"3.1.4"}
    assert root.find(f".//{NAMESPACE}conventiondeclaration/{NAMESPACE}citation").text.startswith("A <b>")
    assert len(list(top.iter(f"{NAMESPACE}chronitem"))) == 1


@needs_schema
def test_what_is_no_collection_has_one_too(archive: Archive, collection: int, tmp_path: Path) -> None:
    assert collection
    assert export(archive, tmp_path / "aid").posts == 5
    assert complaints(EAD3, tmp_path / "aid" / "ead3.xml") == []
    nothing = exporting.export_posts(
        archive, tmp_path / "none", [], "", ignore_progress, CancelToken(), "finding-aid"
    )
    assert (nothing.posts, complaints(EAD3, tmp_path / "none" / "ead3.xml")) == (0, [])


def test_levels_and_posts_are_as_they_were_arranged(
    archive: Archive, collection: int, tmp_path: Path
) -> None:
    export(archive, tmp_path / "aid", collection)
    top = etree.parse(tmp_path / "aid" / "ead3.xml").getroot().find(f"{NAMESPACE}archdesc")

    def tree(element: Any) -> list[Any]:
        return [
            (component.findtext(f"{NAMESPACE}did/{NAMESPACE}unittitle"), tree(component))
            for component in element.iterchildren(f"{NAMESPACE}c")
        ]

    inner: tuple[str, list[Any]] = ("长三角<档案>", [("e", []), ("最内", [("乙", [])])])
    assert tree(top.find(f"{NAMESPACE}dsc")) == [
        ("D", []),
        ("长三角<一体化>&示范区", []),
        inner,
        ("空", []),
    ]
    again = [ref.get("target") for ref in top.iter(f"{NAMESPACE}ref")]
    assert again == [f"post-{post_named(archive, '-d.md')}"]


def test_its_page_is_valid_and_asks_for_nothing(archive: Archive, collection: int, tmp_path: Path) -> None:
    export(archive, tmp_path / "aid", collection)
    page = (tmp_path / "aid" / "finding-aid.html").read_text(encoding="utf-8")
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    links = [element.get("href") for element in tree.iter("a")]
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in links} <= set(ids)
    assert not [
        element for element in tree.iter() if {"src", "srcset", "data", "poster"} & set(element.keys())
    ]
    assert not list(tree.iter("link")) + list(tree.iter("script"))
    areas = ["".join(head.itertext()) for head in tree.iter("h2")]
    assert [area[:3] for area in areas if area[0] == "3"] == [f"3.{number}" for number in range(1, 8)]
    assert page.count('<tr id="post-') == 4


@pytest.mark.webengine
def test_it_is_printed_with_an_outline_of_its_levels(
    archive: Archive, collection: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printed, "ROWS", 1)  # so that every level of two posts goes on in another piece
    options = ExportOptions(collection=collection)
    for name in ("one", "two"):
        report = exporting.export_posts(
            archive,
            tmp_path / name,
            None,
            "",
            ignore_progress,
            CancelToken(),
            "finding-aid",
            options=options,
            printing=PrintProcess,
        )
    assert (len(report.files), report.posts, report.problems) == (3, 4, ())
    paper = PdfReader(tmp_path / "one" / "finding-aid.pdf", strict=True)
    assert [str(getattr(item, "title", "")) for item in paper.outline] == [
        "长三角<档案>",
        "1 长三角<档案>",
        "1.1 最内",
        "2 空",
    ]
    assert paper.metadata is not None
    assert paper.metadata.title == "长三角<档案>"
    file = str(tmp_path / "one" / "finding-aid.pdf")
    if shutil.which("qpdf"):
        assert subprocess.run(["qpdf", "--check", file], capture_output=True, check=False).returncode == 0
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True).stdout.decode()
        assert "一体化" in text
        assert "CN-1/长三角" in text
    one, two = ((tmp_path / name / "finding-aid.pdf").read_bytes() for name in ("one", "two"))
    assert one == two


def test_the_same_posts_give_the_same_bytes(archive: Archive, collection: int, tmp_path: Path) -> None:
    for name in ("one", "two"):
        report = export(archive, tmp_path / name, collection)
    assert [file.path for file in report.files] == ["ead3.xml", "finding-aid.html"]
    for file in ("finding-aid.html", "ead3.xml"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_the_trash_and_what_lies_elsewhere_stay_out(
    archive: Archive, collection: int, tmp_path: Path
) -> None:
    editing.trash_posts(archive, [post_named(archive, "-e.html")])
    report = export(archive, tmp_path / "aid", collection)
    assert report.posts == 3
    with pytest.raises(UserError):
        export(archive, tmp_path / "other", 999)
    assert not (tmp_path / "other").exists()


def test_other_formats_put_posts_under_the_collections(
    archive: Archive, collection: int, tmp_path: Path
) -> None:
    export(archive, tmp_path / "page.html", collection, "html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    contents = page[page.index("<nav>") : page.index("</nav>")]
    order = [contents.index(part) for part in ("<ul", ">D</a>", "一体化", "财经</h2>", "财经 › 最内</h2>")]
    assert order == sorted(order)
    assert "空" not in contents
    assert '<h1 id="top">长三角&lt;档案&gt;</h1>' in page


def test_dates_are_normal_only_when_they_are_plain() -> None:
    assert [
        normal_dates(text) for text in ("1998", "1998–2004", "1998-05 至 1999-01-31", "2001/2002", "1999-12")
    ] == [
        "1998",
        "1998/2004",
        "1998-05/1999-01-31",
        "2001/2002",
        "1999-12",
    ]
    for text in (
        "1998-2004, mostly 2001",
        "2004-1998",
        "1998-13",
        "",
        "约 1998",
        "2021-02-30",
        "１９９８",
        "0000",
    ):
        assert normal_dates(text) == ""


def test_codes_are_given_only_where_they_are_known() -> None:
    assert [language_code(tag) for tag in ("zh-CN", "EN", "yue", "中文", "")] == ["zh", "en", "", "", ""]
    assert level_attributes("Sub-series", top=False) == ' level="subseries"'
    assert level_attributes('<"x">', top=True) == ' level="otherlevel" otherlevel=\'&lt;"x"&gt;\''
    assert moment_attribute(1 << 33) == ""
    assert [wording_for(tag).tag for tag in ("", "de", "zh", "zh-Hant-TW")] == ["en", "en", "zh-CN", "zh-TW"]
