"""Each rule of Pandoc's dialect, on a small site of its own (``tests/data/pandoc``)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from fonds.importers.interface import SiteSettings, site_as_json, site_from_json
from fonds.importers.reading import read_again
from fonds.importers.registry import detect_generators
from fonds.model.post import CategoryPath, PostMetadata
from fonds.model.problems import ProblemKind
from importers.sites import DATA, Reading, read_site, write


@cache
def site() -> Reading:
    return read_site(DATA / "pandoc", "pandoc")


def meta(path: str) -> PostMetadata:
    return site().posts[path].metadata


def read(text: str, path: str = "a.md") -> PostMetadata:
    return read_again(text.encode(), path, "pandoc", SiteSettings("pandoc"), "").metadata


def test_what_is_a_document() -> None:
    assert sorted(site().posts) == [
        "both.md",
        "broken.md",
        "chapters/2020-02-03-mist.md",
        "essay.md",
        "free.md",
        "gb18030.md",
        "late.md",
        "partial.txt",
        "report.md",
        "rules.md",
    ]
    assert "defaults.yaml" in site().others
    assert not site().problems
    assert site_from_json(site_as_json(site().site)) == site().site


@pytest.mark.parametrize(
    ("path", "title", "authors"),
    [
        ("essay.md", "On *slow* walking: a small essay", ("The keeper of the path", "A reader", "A second reader")),
        ("report.md", "Second title", ("The weir office",)),
        ("late.md", "Named at the end", ("The ferry office", "A clerk")),
        ("both.md", "In the block", ()),
        ("partial.txt", "partial", ("The office",)),
        ("free.md", "On two lines", ()),
        ("gb18030.md", "雾中的码头", ("港口办公室",)),
        ("rules.md", "rules", ()),
        ("chapters/2020-02-03-mist.md", "Mist", ()),
    ],
)  # fmt: skip
def test_titles_and_authors(path: str, title: str, authors: tuple[str, ...]) -> None:
    assert (meta(path).title, meta(path).authors) == (title, authors)


@pytest.mark.parametrize(
    ("path", "iso", "text"),
    [
        ("essay.md", "2020-06", "June 2020"),
        ("gb18030.md", "2019-05-06", "2019年5月6日"),
        ("free.md", "", "Midsummer, the year after"),
        ("chapters/2020-02-03-mist.md", "2020-02-03", "2020-02-03"),
        ("rules.md", "", ""),
    ],
)
def test_dates(path: str, iso: str, text: str) -> None:
    assert (meta(path).date.iso_text(), meta(path).date.text) == (iso, text)


@pytest.mark.parametrize(
    ("header", "tags", "fields"),
    [
        ("keywords: a b, c", ("a b", "c"), ()),
        ("keywords: [a, 'b, c']", ("a", "b, c"), ()),
        ("keywords: a\ntags: [b]\ntag: c", ("a",), ("tags", "tag")),
        ("keywords: []\ntags: [b]", (), ("tags",)),
        ("keywords: ''\ntags: [b]", ("b",), ()),
        ("keywords:\ntags: [b]", ("b",), ()),
        ("keywords: {a: b}\ntags: b", ("b",), ("keywords",)),
        ("tag: b", ("b",), ()),
        ("title_: x\nsubtitle: y\nabstract: z", (), ("title_", "subtitle", "abstract")),
    ],
)
def test_terms_and_further_fields(header: str, tags: tuple[str, ...], fields: tuple[str, ...]) -> None:
    found = read(f"---\n{header}\n---\n")
    assert (found.tags, tuple(key for key, _ in found.fields)) == (tags, fields)


@pytest.mark.parametrize(
    ("path", "categories"), [("chapters/2020-02-03-mist.md", (("chapters",),)), ("essay.md", ())]
)
def test_categories(path: str, categories: tuple[CategoryPath, ...]) -> None:
    assert meta(path).categories == categories


def test_later_blocks_are_not_shown_and_a_broken_one_is() -> None:
    assert site().posts["report.md"].plain_text == "Levels\nThey rose.\nThey fell.\nA rule stands above."
    broken = site().posts["broken.md"]
    assert "fine" in broken.plain_text
    assert (site().kinds("broken.md"), broken.kept_raw) == ([ProblemKind.UNREAD_BLOCK], False)
    assert site().kinds("report.md") == [ProblemKind.DUPLICATE_KEY]


def test_only_what_pandoc_reads_as_markdown_has_blocks() -> None:
    text = "% T\n\nx\n\n---\nlang: fr\n---\n"
    assert [read(text, name).language for name in ("a.rst", "a.html", "a.org")] == ["", "", ""]
    assert (read(text, "a.txt").title, read(text, "a.Rmd").language) == ("T", "fr")


# Detection


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"defaults.yaml": "from: markdown\nto: pdf\n"}, "defaults.yaml holds options of Pandoc."),
        ({"pandoc.yml": "citeproc: true\n"}, "pandoc.yml holds options of Pandoc."),
        ({"Makefile": "all:\n\t@pandoc -s a.md -o a.pdf\n"}, "Makefile calls pandoc."),
        ({"Makefile": "PANDOC := /usr/bin/pandoc\n"}, "Makefile calls pandoc."),
        ({"build.sh": "for f in *.md; do pandoc $f; done\n"}, "build.sh calls pandoc."),
        ({"metadata.yaml": "title: x\n", "x.bib": ""}, "There are metadata and a bibliography for Pandoc."),
        ({"a.md": "% Title\n", "b.md": "x"}, "Texts begin with a title block (%)."),
    ],
)
def test_detection(tmp_path: Path, files: dict[str, str | bytes], reason: str) -> None:
    found = detect_generators(write(tmp_path, {"text.md": "% T\n", **files}))[0]
    assert found.generator == "pandoc"
    assert reason in found.reasons
    assert found.confidence < 0.9


@pytest.mark.parametrize(
    "files",
    [
        {"a.yaml": "from: here\n"},
        {"a.sh": "echo pandoc is not called\n"},
        {"metadata.yaml": "title: x\n"},
        {"a.md": "% One of many\n", "b.md": "x", "c.md": "x"},
        {"_config.yml": "x: 1\n", "_posts/2020-01-02-a.md": "x", "Makefile": "a:\n\tpandoc -o b a\n"},
    ],
)
def test_what_is_none(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    assert detect_generators(write(tmp_path, files))[0].generator != "pandoc"
