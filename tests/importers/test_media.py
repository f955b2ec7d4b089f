"""Where the files that a document refers to are looked for, and where not."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import pytest

from fonds.model.post import MediaReference
from fonds.model.problems import ProblemKind
from importers.sites import read_site, write

PNG = b"\x89PNG\r\n\x1a\n"


def media(root: Path, path: str, generator: str = "jekyll") -> list[tuple[str, str]]:
    return [(item.reference, item.path) for item in read_site(root, generator).posts[path].media]


def test_where_files_are_looked_for(tmp_path: Path) -> None:
    body = (
        "---\ntitle: x\n---\n"
        "![a](/assets/a%20b.png) <img src='../assets/c.png'> ![d](d.png)\n"
        "[file](/assets/e.pdf) [post](2020-01-03-other.md) [gone](/assets/gone.pdf)\n"
        "![liquid]({{ site.baseurl }}/assets/c.png) ![up](../../../etc/passwd.png) ![remote](https://a/b.png)\n"
    )
    root = write(
        tmp_path / "root",
        {
            "_config.yml": "",
            "_posts/2020-01-02-a.md": body,
            "_posts/2020-01-03-other.md": "x",
            "assets/a b.png": PNG,
            "assets/c.png": PNG,
            "_posts/d.png": PNG,
            "assets/e.pdf": b"%PDF",
        },
    )
    write(tmp_path, {"etc/passwd.png": PNG})
    reading = read_site(root)
    candidate = reading.posts["_posts/2020-01-02-a.md"]
    assert candidate.media == (
        MediaReference("../assets/c.png", "assets/c.png"),
        MediaReference("/assets/a%20b.png", "assets/a b.png"),
        MediaReference("d.png", "_posts/d.png"),
        MediaReference("/assets/e.pdf", "assets/e.pdf"),
        MediaReference("{{ site.baseurl }}/assets/c.png", "assets/c.png"),
    )
    assert [(p.kind, p.line, dict(p.details)["reference"]) for p in candidate.problems] == [
        (ProblemKind.MISSING_MEDIA, 6, "../../../etc/passwd.png")
    ]


def test_a_missing_picture_is_told_with_its_line(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "---\r\ndate: 2020-01-02\r\n---\r\n\r\ntext\r\n\r\n![x](gone.png)\r\n"})
    problems = read_site(tmp_path, "folder").posts["a.md"].problems
    assert [(p.kind, p.line) for p in problems] == [(ProblemKind.MISSING_MEDIA, 7)]


def test_code_is_no_reference(tmp_path: Path) -> None:
    body = '```\n![x](a.png)\n```\n\n`![y](b.png)` and ~~~\n\n~~~html\n<img src="c.png">\n~~~\n![z](d.png)\n'
    write(tmp_path, {"a.md": body})
    problems = read_site(tmp_path, "folder").posts["a.md"].problems
    assert [(p.line, dict(p.details)["reference"]) for p in problems] == [(9 + 1, "d.png")]


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX: on Windows links need a privilege")
def test_a_link_out_of_the_source_is_no_media(tmp_path: Path) -> None:
    write(tmp_path, {"secret.png": PNG})
    root = write(tmp_path / "root", {"a.md": "![x](link.png)"})
    (root / "link.png").symlink_to(tmp_path / "secret.png")
    assert media(root, "a.md", "folder") == []


def test_the_two_forms_of_an_accent_are_one_name(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFC", "é.png")
    write(tmp_path, {unicodedata.normalize("NFD", name): PNG, "a.md": f"![x]({name})"})
    ((reference, path),) = media(tmp_path, "a.md", "folder")
    assert reference == name
    assert unicodedata.normalize("NFC", path) == name


@pytest.mark.parametrize(
    "target", ["a\0b.png", "x" * 5000 + ".png", "%00.png", "/", ".", "..", "a/../../b.png", "con.png"]
)
def test_odd_targets_do_no_harm(tmp_path: Path, target: str) -> None:
    write(tmp_path, {"a.md": f"![x]({target}) [y]({target})"})
    assert media(tmp_path, "a.md", "folder") == []


def test_a_link_to_a_document_is_no_media_however_it_is_written(tmp_path: Path) -> None:
    links = "[a](b.md/#part) [b](b.md) [c](c.html/) [d](d.pdf) [e](../site/b.md/#x)\n"
    root = write(tmp_path / "site", {"a.md": links, "b.md": "x", "c.html": "x", "d.pdf": b"%PDF"})
    assert media(root, "a.md", "folder") == [("d.pdf", "d.pdf")]
