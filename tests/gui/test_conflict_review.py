"""Conflicts that are looked at while they are decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonds.gui.dialogs import conflict_review
from fonds.model.accession import ImportSettings
from fonds.model.progress import CancelToken, ignore_progress
from fonds.model.revision import PostEdit
from fonds.services import browsing, conflicts, editing, importing
from fonds.services.archives import Archive
from gui.editor_stage import archive, id_of, operations, site, theme

__all__ = ["archive", "operations", "site", "theme"]


def test_a_conflict_decided_while_it_is_compared_is_no_failure(
    archive: Archive, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "2021-05-01-plain.md"
    number = id_of(archive, name)
    editing.save_post(
        archive, number, PostEdit(body="mine\n"), browsing.load_post(archive, number).revision_id
    )
    path = site / "_posts" / name
    path.write_bytes(path.read_bytes() + "来源\n".encode())
    report = importing.import_source(archive, [site], ImportSettings(), ignore_progress, CancelToken())
    assert report.conflicts == 1
    load_texts = conflicts.load_texts

    def decided_first(archive: Archive, post_id: int) -> conflicts.ConflictTexts:
        conflicts.keep_ours(archive, [post_id])
        return load_texts(archive, post_id)

    assert conflict_review._load_both(archive, number) is not None
    monkeypatch.setattr(conflicts, "load_texts", decided_first)
    assert conflict_review._load_both(archive, number) is None
