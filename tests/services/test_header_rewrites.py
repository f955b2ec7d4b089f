"""A save that needs a rewritten front matter: nothing without a yes, then exactly what was shown, and back by undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonds.model.accession import ImportSettings
from fonds.model.errors import HeaderNotPatchable, UserError
from fonds.model.post import Post
from fonds.model.progress import CancelToken, ignore_progress
from fonds.model.query import ListRequest
from fonds.model.revision import MetadataEdit, PostEdit
from fonds.services import archives, browsing, editing, history, importing
from fonds.services.archives import Archive

SHARED = (
    "---\n# 由编辑部整理\ntitle: &t '长三角'   # 题目\nshort: *t\ntags: [新闻, 示范区]\nversion: 1.10\n"
    "date: 2022-01-11 19:09:47 +0800\n---\n\n正文\r\n结尾"
)


def archive_of(tmp_path: Path, text: str) -> tuple[Archive, Post]:
    root = tmp_path / "site" / "_posts"
    root.mkdir(parents=True)
    (root.parent / "_config.yml").write_text("title: x\n", encoding="utf-8")
    (root / "2022-01-11-a.md").write_bytes(text.encode())
    archive = archives.create_archive(tmp_path / "a.fonds")
    importing.import_source(archive, [root.parent], ImportSettings(), ignore_progress, CancelToken())
    return archive, browsing.load_post(archive, browsing.list_posts(archive, ListRequest()).ids[0])


def test_nothing_is_saved_without_a_yes_and_undo_brings_the_file_back(tmp_path: Path) -> None:
    archive, post = archive_of(tmp_path, SHARED)
    edit = PostEdit(body="正文\r\n新结尾", metadata=MetadataEdit(title="新题"))
    with pytest.raises(HeaderNotPatchable, match="title"):
        editing.save_post(archive, post.id, edit, post.revision_id)
    assert browsing.load_post(archive, post.id) == post
    proposal = editing.propose_rewrite(archive, post.id, edit)
    assert browsing.load_post(archive, post.id) == post
    assert proposal.before == SHARED
    with pytest.raises(HeaderNotPatchable):
        editing.save_post(archive, post.id, edit, post.revision_id, "0" * 64)
    assert browsing.load_post(archive, post.id) == post
    editing.save_post(archive, post.id, edit, post.revision_id, proposal.digest)
    saved = browsing.load_post(archive, post.id)
    assert saved.source.decode() == proposal.after
    assert saved.source.decode() == SHARED.replace("&t '长三角'", "'新题'").replace("*t", "'长三角'").replace(
        "结尾", "新结尾"
    )
    assert saved.metadata.title == "新题"
    assert dict(saved.metadata.fields) == dict(post.metadata.fields)
    assert (saved.metadata.tags, saved.metadata.date) == (post.metadata.tags, post.metadata.date)
    history.undo(archive)
    assert browsing.load_post(archive, post.id).source == SHARED.encode()
    archive.close()


def test_an_edit_that_can_be_patched_needs_no_yes(tmp_path: Path) -> None:
    archive, post = archive_of(tmp_path, SHARED)
    edit = PostEdit(metadata=MetadataEdit(tags=("新闻",)))
    editing.save_post(archive, post.id, edit, post.revision_id, "0" * 64)
    assert browsing.load_post(archive, post.id).source.decode() == SHARED.replace(", 示范区", "")
    archive.close()


def test_a_front_matter_that_cannot_be_read_is_never_rewritten(tmp_path: Path) -> None:
    archive, post = archive_of(tmp_path, '---\ntitle: A\ntags: [one,\n  "a card\n---\nBody\n')
    edit = PostEdit(metadata=MetadataEdit(title="B"))
    with pytest.raises(UserError) as caught:
        editing.propose_rewrite(archive, post.id, edit)
    assert not isinstance(caught.value, HeaderNotPatchable)
    archive.close()
