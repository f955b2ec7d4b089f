"""Plain folders: titles, dates and categories from wherever they may be."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonds.importers.reading import read_again
from fonds.importers.registry import get_generator
from fonds.model.accession import Candidate, ImportSettings
from fonds.model.errors import UserError
from fonds.model.post import BodyFormat, PostMetadata, Status
from fonds.model.problems import ProblemKind
from importers.sites import read_site, write


def read_one(tmp_path: Path, name: str, text: str) -> Candidate:
    reading = read_site(write(tmp_path, {name: text}), "folder")
    assert not reading.problems
    (candidate,) = reading.posts.values()
    return candidate


def meta(tmp_path: Path, name: str, text: str) -> PostMetadata:
    return read_one(tmp_path, name, text).metadata


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("a.md", "---\ntitle: Given\n---\n# Heading\n", "Given"),
        ("a.md", "---\nTitle: Any case\n---\n", "Any case"),
        ("a.md", "# Heading **one**\n", "Heading one"),
        ("a.html", "<html><head><title>Page</title></head></html>", "Page"),
        ("some_file name.txt", "text", "some file name"),
        ("2020-01-02 Walk.md", "text", "Walk"),
        ("2020-01-02-漫步.md", "text", "漫步"),
        ("20200102.md", "text", "20200102"),
        ("a.rst", "Title\n=====\n", "Title"),
        ("a.org", "#+title: Org\n", "Org"),
    ],
)
def test_titles(tmp_path: Path, name: str, text: str, title: str) -> None:
    assert meta(tmp_path, name, text).title == title


@pytest.mark.parametrize(
    ("name", "iso"),
    [
        ("2020-01-02 Walk.md", "2020-01-02"),
        ("2020-1-2-walk.md", "2020-01-02"),
        ("2020_01_02_walk.md", "2020-01-02"),
        ("20200102 walk.md", "2020-01-02"),
        ("2020-01-02.md", "2020-01-02"),
        ("2017-02-29-walk.md", ""),
        ("12345678-walk.md", ""),
        ("walk 2020-01-02.md", ""),
    ],
)
def test_dates_at_the_start_of_a_name(tmp_path: Path, name: str, iso: str) -> None:
    assert meta(tmp_path, name, "x").date.iso_text() == iso


def test_a_files_own_time_is_no_date(tmp_path: Path) -> None:
    candidate = read_one(tmp_path, "a.md", "x")
    assert candidate.metadata.date.instant is None
    assert candidate.modified_at > 0
    assert not candidate.problems


def test_a_header_without_a_date_is_told(tmp_path: Path) -> None:
    assert [p.kind for p in read_one(tmp_path, "a.md", "---\ntags: x\n---\n").problems] == [
        ProblemKind.NO_DATE
    ]


@pytest.mark.parametrize("text", ["---\ntitle: x\ndraft: true\n---\n", "---\nDraft: yes\n---\n"])
def test_a_draft_needs_no_date(tmp_path: Path, text: str) -> None:
    candidate = read_one(tmp_path, "a.md", text)
    assert (candidate.metadata.status, candidate.problems) == (Status.DRAFT, ())


def test_folders_are_the_category_where_the_header_names_none(tmp_path: Path) -> None:
    assert meta(tmp_path / "1", "News/Local/a.md", "x").categories == (("News", "Local"),)
    assert meta(tmp_path / "2", "News/a.md", "---\ncategory: Other\n---\n").categories == (("Other",),)
    assert meta(tmp_path / "3", "a.md", "x").categories == ()
    assert (
        get_generator("folder").folder_categories("News/a.md", read_site(tmp_path / "1", "folder").site) == ()
    )


@pytest.mark.parametrize(
    ("value", "categories", "tags"),
    [
        ("a b", [("a b",)], ["a b"]),
        ("a, b，c", [("a",), ("b",), ("c",)], ["a", "b", "c"]),
        ("[a/b, 'c , d']", [("a", "b"), ("c , d",)], ["a/b", "c , d"]),
        ("[/, '']", [], ["/"]),
    ],
)
def test_terms(tmp_path: Path, value: str, categories: list[tuple[str, ...]], tags: list[str]) -> None:
    found = meta(tmp_path, "a.md", f"---\ncategories: {value}\ntags: {value}\n---\n")
    assert (found.categories, found.tags) == (tuple(categories), tuple(tags))


@pytest.mark.parametrize(
    ("header", "authors"),
    [
        ("author: one, two", ("one, two",)),
        ("authors: [one, two, one]", ("one", "two")),
        ("author: {name: one, mail: x}", ("one",)),
        ("authors:\n- name: one\n- two", ("one", "two")),
    ],
)
def test_authors(tmp_path: Path, header: str, authors: tuple[str, ...]) -> None:
    assert meta(tmp_path, "a.md", f"---\n{header}\n---\n").authors == authors


def test_an_author_of_many_facts_stays_a_field(tmp_path: Path) -> None:
    assert dict(meta(tmp_path, "a.md", "---\nauthor: {name: one, mail: x}\n---\n").fields) == {
        "author": {"name": "one", "mail": "x"}
    }


def test_formats_and_other_files(tmp_path: Path) -> None:
    names = [
        "a.md",
        "b.markdown",
        "c.mkd",
        "d.mdown",
        "e.htm",
        "f.xhtml",
        "g.txt",
        "h.rst",
        "i.adoc",
        "j.org",
    ]
    others = ["k.png", "l.py", ".hidden.md", "Makefile"]
    hidden = [".obsidian/x.md", "node_modules/y/readme.md"]
    reading = read_site(write(tmp_path, dict.fromkeys([*names, *others, *hidden], "x")), "folder")
    assert sorted(reading.posts) == names
    assert sorted(reading.others) == sorted(others)
    formats = [reading.posts[name].metadata.format for name in names]
    assert formats == [BodyFormat.MARKDOWN] * 4 + [BodyFormat.HTML] * 2 + [BodyFormat.TEXT] * 4


def test_a_text_file_with_a_header_was_written_for_a_generator(tmp_path: Path) -> None:
    headed = "---\nlayout: post\ntitle: 示范区成绩单\n---\n<p>正文</p>\n"
    files: dict[str, str | bytes] = {"a.txt": headed, "b.txt": "<p>正文</p>\n", "c.txt": "---\n---\n正文\n"}
    posts = read_site(write(tmp_path, files), "folder").posts
    formats = {name: candidate.metadata.format for name, candidate in posts.items()}
    assert formats == {"a.txt": BodyFormat.MARKDOWN, "b.txt": BodyFormat.TEXT, "c.txt": BodyFormat.TEXT}


def test_a_zone_can_be_chosen_and_a_wrong_one_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "---\ndate: 2020-01-02 03:04:05\n---\n"})
    good = read_site(tmp_path, "folder", ImportSettings(timezone="Asia/Tokyo"))
    assert good.posts["a.md"].metadata.date.offset == 540
    bad = read_site(tmp_path, "folder", ImportSettings(timezone="Nowhere"))
    assert [problem.kind for problem in bad.site.problems] == [ProblemKind.UNKNOWN_ZONE]
    assert bad.posts["a.md"].metadata.date.offset == 0


def test_a_new_post_reads_back_as_it_was_written() -> None:
    site = read_site(Path("/nonexistent-folder"), "folder").site
    data = '---\ntitle: "新文章"\ndate: 2026-01-02 03:04:05 +0800\ndraft: true\ncategories: [a/b]\n---\n\n正文\n'.encode()
    found = read_again(data, "posts/new.md", "folder", site, "utf-8")
    assert (found.metadata.title, found.metadata.status, found.metadata.categories) == (
        "新文章",
        Status.DRAFT,
        (("a", "b"),),
    )
    assert (found.plain_text, found.problems) == ("正文", ())


def test_an_unknown_generator_is_named() -> None:
    with pytest.raises(UserError, match="“gopher” is not a known generator"):
        get_generator("gopher")


# HTML pages


@pytest.mark.parametrize(
    ("page", "iso"),
    [
        ('<meta name="date" content="2020-01-02"><time datetime="2019-01-01">', "2020-01-02"),
        ('<meta name="date" content="in 5 days"><time datetime="2019-01-01">', "2019-01-01"),
        ('<time datetime="PT2H"></time>', ""),
    ],
)
def test_a_page_has_the_first_date_that_is_one(tmp_path: Path, page: str, iso: str) -> None:
    candidate = read_one(tmp_path, "a.html", f"<html>{page}<p>x</html>")
    assert candidate.metadata.date.iso_text() == iso
    assert [problem.kind for problem in candidate.problems] == ([] if iso else [ProblemKind.INVALID_DATE])


def test_front_matter_counts_before_what_a_page_says(tmp_path: Path) -> None:
    head = "<html lang=en><title>Page</title><meta name=author content=A><meta name=keywords content=k>"
    found = meta(tmp_path, "a.html", f"---\ntitle: Given\nauthors: [B]\ntag: t\nlanguage: fr\n---\n{head}")
    assert (found.title, found.authors, found.tags, found.language) == ("Given", ("B",), ("t",), "fr")


@pytest.mark.parametrize("codec", ["gb18030", "utf-8"])
def test_the_encoding_that_a_page_names_counts_where_it_is_not_utf_8(tmp_path: Path, codec: str) -> None:
    page = '<meta charset="gb2312"><title>晚</title>'  # two bytes, too few to guess from
    candidate = read_site(write(tmp_path, {"a.htm": page.encode(codec)}), "folder").posts["a.htm"]
    assert (candidate.metadata.title, candidate.encoding, candidate.problems) == ("晚", codec, ())


def test_a_wrong_name_of_an_encoding_harms_nothing(tmp_path: Path) -> None:
    text = "灯塔守望，晚上八点熄灯。请各位船长注意安全。"
    page = f'<meta charset="euc-kr"><title>{text}</title>'.encode("gb18030") + b"\xfe\x50"
    candidate = read_site(write(tmp_path, {"a.htm": page}), "folder").posts["a.htm"]
    assert candidate.source == page


def test_saved_pages_keep_their_folders(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "p.html": '<img src="p_files/a.png">',
        "p_files/a.png": b"x",
        "p_files/frame.html": "x",
        "页.htm": '<img src="%E9%A1%B5.files/b.png">',
        "页.files/b.png": b"x",
        "页.files/x.txt": "x",
        "alone_files/c.md": "x",
        "q.md": "x",
        "q_files/d.md": "x",
        "seite.html": "x",
        "seite-Dateien/e.html": "x",
    }
    for generator in ("folder", "pandoc"):
        reading = read_site(write(tmp_path, files), generator)
        assert sorted(reading.posts) == [
            "alone_files/c.md", "p.html", "q.md", "q_files/d.md", "seite.html", "页.htm",
        ]  # fmt: skip
        assert [item.path for item in reading.posts["页.htm"].media] == ["页.files/b.png"]
        assert sorted([*reading.posts, *reading.others]) == sorted(files)
    assert "p_files/frame.html" in read_site(tmp_path, "pelican").posts


def test_a_page_beside_a_file_of_that_name(tmp_path: Path) -> None:
    assert sorted(read_site(write(tmp_path, {"a.html": "x", "a_files": "x"}), "folder").posts) == ["a.html"]
