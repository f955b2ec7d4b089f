"""Each rule of Pelican's dialect, on a small site of its own (``tests/data/pelican``)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from fonds.importers.interface import site_as_json, site_from_json
from fonds.importers.pelican_heads import read_docinfo, read_meta
from fonds.importers.registry import detect_generators
from fonds.model.post import BodyFormat, CategoryPath, DateOrigin, FieldValue, PostMetadata, Status
from fonds.model.problems import ProblemKind
from importers.sites import DATA, Reading, read_site, write

SITE = DATA / "pelican"
FIRST = "content/walks/first.md"
SECOND = "content/walks/2020-02-03-second.md"


@cache
def site() -> Reading:
    return read_site(SITE, "pelican")


def meta(path: str) -> PostMetadata:
    return site().posts[path].metadata


def test_what_is_a_document() -> None:
    assert sorted(site().posts) == [
        "content/fenced.md",
        "content/hidden.md",
        "content/note.md",
        "content/page.html",
        "content/pages/about.md",
        "content/paper.rst",
        "content/skipped.md",
        SECOND,
        FIRST,
    ]
    assert "README.md" in site().others
    assert not site().problems
    assert site_from_json(site_as_json(site().site)) == site().site


@pytest.mark.parametrize(
    ("path", "title", "slug"),
    [
        (FIRST, "A walk: by the river", "river"),
        (SECOND, "Second", "second"),
        ("content/page.html", "A & page", "a-page"),
        ("content/paper.rst", "reST", "rest"),
        ("content/note.md", "Note", "note"),
    ],
)
def test_titles_and_slugs(path: str, title: str, slug: str) -> None:
    assert (meta(path).title, meta(path).slug) == (title, slug)


@pytest.mark.parametrize(
    ("path", "iso", "origin"),
    [
        (FIRST, "2021-12-08T10:46+01:00", DateOrigin.FRONT_MATTER),
        (SECOND, "2020-02-03", DateOrigin.FILE_NAME),
        ("content/page.html", "2012-07-09T22:28+02:00", DateOrigin.FRONT_MATTER),
        ("content/paper.rst", "2013-04-05", DateOrigin.FRONT_MATTER),
        ("content/pages/about.md", "", DateOrigin.NONE),
    ],
)
def test_dates(path: str, iso: str, origin: DateOrigin) -> None:
    assert (meta(path).date.iso_text(), meta(path).date.origin) == (iso, origin)


def test_terms() -> None:
    assert (meta(FIRST).tags, meta(FIRST).authors) == (("a", "b c"), ("Lee, Ann", "Bo"))
    assert meta("content/fenced.md").tags == ("a", "b, c")
    assert (meta("content/paper.rst").tags, meta("content/paper.rst").authors) == (("a", "b"), ("Ann",))
    assert meta("content/page.html").tags == ("a", "b")


@pytest.mark.parametrize(
    ("path", "categories"),
    [
        (FIRST, (("City walks",),)),
        (SECOND, (("walks",),)),
        ("content/hidden.md", ()),
        ("content/pages/about.md", ()),
        ("content/page.html", (("Old",),)),
    ],
)
def test_one_category_or_the_folder(path: str, categories: tuple[CategoryPath, ...]) -> None:
    assert meta(path).categories == categories


def test_statuses_and_what_is_kept() -> None:
    assert meta(SECOND).status is Status.DRAFT
    assert meta("content/hidden.md").status is Status.UNPUBLISHED
    assert meta("content/skipped.md").status is Status.UNPUBLISHED
    assert dict(meta("content/skipped.md").fields) == {"status": "skip"}
    assert dict(meta(FIRST).fields) == {
        "Modified": "2022-01-01",
        "Number": "44",
        "Summary": "One line\nand one more",
    }
    assert (meta(SECOND).language, dict(meta(SECOND).fields)) == ("fr", {"translation": True})


def test_the_text_of_rest_and_html_stays_whole() -> None:
    paper = site().posts["content/paper.rst"]
    assert paper.metadata.format is BodyFormat.TEXT
    assert ":date: 2013-04-05" in paper.plain_text
    assert dict(paper.metadata.fields) == {"summary": "one two"}


def test_media_by_their_marks() -> None:
    assert {item.reference: item.path for item in site().posts[FIRST].media} == {
        "{static}/images/x.png": "content/images/x.png",
        "{attach}y.png": "content/walks/y.png",
    }
    assert site().kinds(FIRST) == []
    assert site().kinds("content/note.md") == [ProblemKind.NO_DATE]
    assert site().kinds("content/pages/about.md") == []


@pytest.mark.parametrize(
    ("body", "values"),
    [
        (
            "Title\n=====\n:date: 2020-01-01\n:tags: a\n   b\n",
            {"title": "Title", "date": "2020-01-01", "tags": "a b"},
        ),
        (":slug: x\n\ntext", {"slug": "x"}),
        ("Title\n=====\n\nText\n\n:tags: not these\n", {"title": "Title"}),
        ("Two\nlines\n:date: x\n", {}),
        ("", {}),
        ("=" * 30000, {}),
    ],
)
def test_docinfo(body: str, values: dict[str, FieldValue]) -> None:
    assert read_docinfo(body) == values


@pytest.mark.parametrize(
    ("body", "values"),
    [
        (
            "<head><title> A\n b </title><meta name=tags content='x, y'></head>",
            {"title": "A b", "tags": "x, y"},
        ),
        ("<meta content=x><meta name='viewport' content='y'>", {}),
        ("<head></head><body><title>no</title><meta name=date content=x>", {}),
        ("<meta " * 5000, {}),
    ],
)
def test_meta(body: str, values: dict[str, FieldValue]) -> None:
    assert read_meta(body) == values


def test_detection_and_a_part_of_a_site(tmp_path: Path) -> None:
    assert detect_generators(SITE)[0].generator == "pelican"
    assert detect_generators(SITE / "content")[0].generator == "pelican"
    part = read_site(SITE / "content", "pelican").posts
    assert part["walks/first.md"].metadata == meta(FIRST)
    bare = read_site(write(tmp_path, {"content/a.md": "Title: x\nTags: a\n\n", "notes.md": "x"}), "pelican")
    assert list(bare.posts) == ["content/a.md"]


def test_the_same_text_of_tags_means_other_things_to_others(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "---\ntags: a, b\n---\n"})
    assert read_site(tmp_path, "pelican").posts["a.md"].metadata.tags == ("a", "b")
    assert read_site(tmp_path, "hexo").posts["a.md"].metadata.tags == ("a, b",)
    assert read_site(tmp_path, "jekyll").posts["a.md"].metadata.tags == ("a,", "b")


@pytest.mark.parametrize("text", ["Note: x\n\nBody\n", "http://a.example/\n\nBody\n", "Date: x\n\nBody\n"])
def test_a_plain_folder_takes_no_prose_for_a_header(tmp_path: Path, text: str) -> None:
    candidate = read_site(write(tmp_path, {"a.md": text}), "folder").posts["a.md"]
    assert (candidate.metadata.title, candidate.metadata.fields) == ("a", ())
    assert candidate.plain_text.startswith(text.split("\n")[0])


def test_a_plain_folder_reads_two_known_keys(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "Title: x\nDate: 2020-01-01\nTags: a, b\nNote: y\n\nBody\n"})
    found = read_site(tmp_path, "folder").posts["a.md"].metadata
    assert (found.title, found.date.iso_text(), found.tags) == ("x", "2020-01-01", ("a", "b"))
    assert dict(found.fields) == {"Note": "y"}
