"""The files of posts as text, and what is copied of their pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fonds.model.accession import ImportSettings
from fonds.model.errors import UserError
from fonds.model.progress import CancelToken, ignore_progress
from fonds.model.revision import PostEdit
from fonds.services import archives, editing, importing
from fonds.services.archives import Archive
from fonds.services.post_copies import copy_page
from fonds.services.post_links import find_surroundings
from fonds.services.post_sources import load_source
from fonds.services.previewing import Look, request_for_post
from fonds.store import posts

FILES = {
    "_config.yml": b"title: t\n",
    "_posts/2022-01-11-one.md": "---\ntitle: 一\n---\nfirst [a](/2022/01/12/two.html) [b](/news/2022/01/12/two/) "
    "[c](/about-us/) [d](/elsewhere/) [e](/2022/01/99/two.html)\n".encode(),
    "_posts/2022-01-12-two.md": "---\ntitle: 二\nlang: zh\n---\n第二篇\n".encode("gb18030"),
    "about.md": b"---\ntitle: About\npermalink: /about-us/\n---\nx\n",
}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    root = tmp_path / "site"
    for name, data in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    made = archives.create_archive(tmp_path / "a.fonds")
    importing.import_source(made, [root], ImportSettings(generator="jekyll"), ignore_progress, CancelToken())
    yield made
    made.close()


def post_of(archive: Archive, path: str) -> int:
    with archive.reading() as view:
        return int(str(view.value("SELECT id FROM posts WHERE source_path LIKE ?", (f"%{path}",))))


def test_the_original_stays_what_it_was(archive: Archive) -> None:
    number = post_of(archive, "one.md")
    with archive.reading() as view:
        post = posts.get_post(view, number)
    editing.save_post(archive, number, PostEdit(body="changed\n"), post.revision_id)
    now = load_source(archive, number, original=False)
    original = load_source(archive, number, original=True)
    assert now.text.endswith("---\nchanged\n")
    assert now.number == 1
    assert original.text.encode() == FILES["_posts/2022-01-11-one.md"]
    assert (original.number, original.size) == (0, len(FILES["_posts/2022-01-11-one.md"]))
    assert original.digest != now.digest
    assert original.path.endswith("2022-01-11-one.md")


def test_a_file_is_read_in_its_encoding(archive: Archive) -> None:
    source = load_source(archive, post_of(archive, "two.md"), original=True)
    assert "第二篇" in source.text
    assert source.encoding.startswith("gb")
    assert source.exact


def test_no_post_no_source(archive: Archive) -> None:
    with pytest.raises(UserError):
        load_source(archive, 4711, original=True)


def test_links_to_published_pages_find_their_posts(archive: Archive) -> None:
    number = post_of(archive, "one.md")
    with archive.reading() as view:
        request = request_for_post(posts.get_post(view, number), Look())
        found = find_surroundings(view, number, request)
    named = {mention.name: target.title for mention, target in found.targets}
    assert named == {
        "/2022/01/12/two.html": "二",
        "/news/2022/01/12/two/": "二",
        "/about-us/": "About",
    }


PAGE = (
    '<!DOCTYPE html><html><head><style>x</style></head><body class="medium"><article class="page han">'
    '<h1 class="post-title">题</h1><p><span data-line="0"></span>a <mark id="hit-1">b</mark> '
    '<a href="post:///open/3">c</a> <a href="https://e.example/">d</a><script>alert(1)</script>'
    '<img src="post:///media/x.png" alt="图"><img src="post:///media/gone.png" alt="没有"></p>'
    "<table><tr><th>h</th></tr><tr><td>1</td></tr></table><audio src='post:///media/a.mp3'></audio></article>"
)


def test_a_copy_holds_text_and_pictures_and_nothing_of_the_archive() -> None:
    def picture(reference: str) -> tuple[bytes, str] | None:
        return (b"bytes", "image/png") if reference == "x.png" else None

    copied = copy_page(PAGE, picture)
    assert "<h1>题</h1>" in copied.html
    assert '<a href="https://e.example/">d</a>' in copied.html
    assert 'src="data:image/png;base64,Ynl0ZXM="' in copied.html
    for word in ("post:", "script", "alert", "data-line", "<mark", "class=", "style", "没有", "audio"):
        assert word not in copied.html, word
    assert copied.markdown.startswith("# 题\n\na b c [d](https://e.example/)")
    assert "| h |" in copied.markdown
    assert copied.plain.splitlines()[:2] == ["题", "a b c d"]


def test_large_pictures_stay_behind() -> None:
    copied = copy_page(PAGE, lambda _reference: (b"x" * 3_000_000, "image/png"))
    assert "<img" not in copied.html
