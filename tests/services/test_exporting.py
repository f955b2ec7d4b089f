"""Export: bytes as they came, all or nothing."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from fonds.model.errors import Cancelled, UserError
from fonds.model.export import ExportReport
from fonds.model.progress import CancelToken, Progress, ignore_progress
from fonds.model.revision import MetadataEdit, PostEdit
from fonds.services import browsing, editing, exporting
from fonds.services.archives import Archive
from services.site import import_site, make_site, post_named


def export(archive: Archive, dest: Path, **wanted: object) -> ExportReport:
    query = str(wanted.get("query", ""))
    ids = wanted.get("ids")
    assert ids is None or isinstance(ids, list)
    return exporting.export_posts(archive, dest, ids, query, ignore_progress, CancelToken())


def test_unedited_posts_and_media_come_out_byte_for_byte(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    (site / "_posts" / "2016-09-15-gbk.md").write_bytes(
        "---\ntitle: 旧文件\n---\n中秋的旧文件，都在这里。".encode("gb18030")
    )
    (site / "_posts" / "2016-09-16-bytes.md").write_bytes(b"---\ntitle: x\n---\n\xff\xfe\x00broken\x80")
    (site / "_posts" / "2016-09-17-image.md").write_bytes(b"---\ntitle: i\n---\n![](../a%20b.png)")
    (site / "a b.png").write_bytes(b"\x89PNG")
    import_site(archive, site)
    report = export(archive, tmp_path / "out")
    assert report.posts == 6
    for path in sorted((site / "_posts").iterdir()):
        assert (tmp_path / "out" / "_posts" / path.name).read_bytes() == path.read_bytes()
    assert (tmp_path / "out" / "a b.png").read_bytes() == b"\x89PNG"
    assert report.media == 1
    assert report.problems == ()


def test_only_what_is_asked_for(archive: Archive, tmp_path: Path) -> None:
    import_site(archive, make_site(tmp_path / "site"))
    plain = post_named(archive, "plain.md")
    (file,) = export(archive, tmp_path / "by-id", ids=[plain]).files
    data = (tmp_path / "by-id" / file.path).read_bytes()
    assert (file.post_id, file.path) == (plain, "_posts/2022-01-11-plain.md")
    assert (file.size, file.digest) == (len(data), hashlib.sha256(data).hexdigest())
    assert export(archive, tmp_path / "by-query", query="推进").posts == 1
    editing.trash_posts(archive, [plain])
    assert export(archive, tmp_path / "all").posts == 2


def test_an_edited_post_comes_out_as_edited(archive: Archive, tmp_path: Path) -> None:
    import_site(archive, make_site(tmp_path / "site"))
    plain = post_named(archive, "plain.md")
    base = browsing.load_post(archive, plain).revision_id
    editing.save_post(archive, plain, PostEdit(metadata=MetadataEdit(title="新题")), base)
    export(archive, tmp_path / "out")
    assert 'title: "新题"' in (tmp_path / "out" / "_posts" / "2022-01-11-plain.md").read_text(
        encoding="utf-8"
    )


def test_cancelling_leaves_nothing(archive: Archive, tmp_path: Path) -> None:
    import_site(archive, make_site(tmp_path / "site"))
    cancel = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.done == 2:
            cancel.cancel()

    with pytest.raises(Cancelled):
        exporting.export_posts(archive, tmp_path / "out", None, "", stop, cancel)
    assert not (tmp_path / "out").exists()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".out")]


def test_a_folder_with_something_in_it_is_refused(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not empty"):
        export(archive, tmp_path)


def test_an_unknown_format_is_refused(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no export format"):
        exporting.export_posts(archive, tmp_path / "x", None, "", ignore_progress, CancelToken(), "papyrus")


def test_a_page_in_a_frame_that_is_a_post_itself_is_written_once(archive: Archive, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    pages = {
        "index.html": '<frame src="menu.html">',
        "menu.html": "<title>Menu</title>",
        "b.html": '<iframe src="menu.html">',
    }
    for name, text in pages.items():
        (site / name).write_text(text, encoding="utf-8")
    import_site(archive, site)
    report = export(archive, tmp_path / "out")
    assert (report.problems, report.posts) == ((), 3)
    assert {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir()} == pages
    menu = post_named(archive, "menu.html")
    base = browsing.load_post(archive, menu).revision_id
    editing.save_post(archive, menu, PostEdit(body="Other"), base)
    edited = export(archive, tmp_path / "edited")
    assert (tmp_path / "edited" / "menu.html").read_text(encoding="utf-8") == "Other"
    assert (tmp_path / "edited" / "menu-2.html").read_text(encoding="utf-8") == pages["menu.html"]
    assert len(edited.problems) == 1
    alone = export(archive, tmp_path / "alone", ids=[post_named(archive, "index.html")])
    assert (alone.posts, alone.media) == (1, 1)
