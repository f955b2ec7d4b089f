"""Rating, read mark and note: set, searched, sorted, undone, and kept by whatever else happens to a post."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonds.model.accession import ImportSettings
from fonds.model.errors import UserError
from fonds.model.progress import CancelToken, ignore_progress
from fonds.model.query import Order, OrderColumn
from fonds.services import accessions, collections, history, importing, remarks
from fonds.store.archive import Archive
from fonds.store.posts import get_post, load_summaries
from store.making import add_numbered, found


def test_ratings_are_set_sorted_and_searched(archive: Archive) -> None:
    a, b, c, d = add_numbered(archive, 4)
    remarks.rate_posts(archive, [a, c], 3)
    remarks.rate_posts(archive, [b], 5)
    assert found(archive, "rating:3") == [c, a]
    assert found(archive, "rating:>=3") == [c, b, a]
    assert found(archive, "评分:4..5") == [b]
    assert found(archive, "rating:0") == [d]
    assert found(archive, "", None, Order(OrderColumn.RATING)) == [b, c, a, d]
    assert found(archive, "", None, Order(OrderColumn.RATING, descending=False)) == [a, c, b, d]
    assert remarks.rate_posts(archive, [a], 3).empty
    assert history.undo_state(archive).undo == "Rate “第2篇”"
    history.undo(archive)
    assert found(archive, "rating:5") == []
    for wrong in (-1, 6):
        with pytest.raises(UserError):
            remarks.rate_posts(archive, [a], wrong)


def test_read_marks(archive: Archive) -> None:
    a, b, c = add_numbered(archive, 3)
    assert found(archive, "is:unread") == [c, b, a]
    remarks.toggle_read(archive, [a])
    remarks.toggle_read(archive, [a, b])
    assert found(archive, "is:read") == found(archive, "属于:已读") == [b, a]
    remarks.toggle_read(archive, [a, b])
    assert found(archive, "is:read") == []
    before = history.undo_state(archive)
    assert remarks.note_reading(archive, c).changed == {c}
    assert remarks.note_reading(archive, c).empty
    assert history.undo_state(archive) == before
    history.undo(archive)
    assert found(archive, "is:read") == [c, b, a]


def test_notes(archive: Archive) -> None:
    a, b = add_numbered(archive, 2)
    remarks.save_note(archive, a, "  See the *Café*’s 第三版。\n")
    assert remarks.load_note(archive, a) == "See the *Café*’s 第三版。"
    assert found(archive, "has:note") == found(archive, "note:cafe") == found(archive, "笔记:三版") == [a]
    assert found(archive, "note:tea") == []
    assert found(archive, "-has:note") == [b]
    with archive.reading() as view:
        assert [row.has_note for row in load_summaries(view, [a, b])] == [True, False]
        assert "第三版".encode() not in get_post(view, a).source
    assert remarks.save_note(archive, a, "See the *Café*’s 第三版。").empty
    remarks.save_note(archive, a, " ")
    assert found(archive, "has:note") == []
    history.undo(archive)
    assert found(archive, "note:cafe") == [a]
    with pytest.raises(UserError):
        remarks.save_note(archive, 999, "x")
    with pytest.raises(UserError):
        remarks.save_note(archive, a, "x" * (remarks.LONGEST_NOTE + 1))


def test_no_import_takes_any_of_it_away(archive: Archive, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "a.md").write_text("---\ntitle: A\n---\nfirst\n", encoding="utf-8")
    importing.import_source(archive, [site], ImportSettings(), ignore_progress, CancelToken())
    (post,) = found(archive)
    remarks.rate_posts(archive, [post], 4)
    remarks.mark_read(archive, [post], read=True)
    remarks.save_note(archive, post, "mine")
    number = collections.create_collection(archive, "kept", 0, [post])[0].id
    (site / "a.md").write_text("---\ntitle: B\n---\nsecond\n", encoding="utf-8")
    importing.import_source(archive, [site], ImportSettings(), ignore_progress, CancelToken())
    text = f"rating:4 is:read note:mine collection:{collections.list_collections(archive)[0].name}"
    assert found(archive, text) == [post]
    with archive.reading() as view:
        numbers = [row[0] for row in view.rows("SELECT id FROM accessions ORDER BY id DESC")]
    for accession in numbers:
        accessions.withdraw_accession(archive, accession, ignore_progress, CancelToken())
    assert found(archive) == []
    importing.import_source(archive, [site], ImportSettings(), ignore_progress, CancelToken())
    (again,) = found(archive)
    assert found(archive, text) == [again]
    assert again != post and number
