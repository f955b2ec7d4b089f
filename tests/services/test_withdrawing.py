"""Withdrawing an import: one step that can be undone, and back to what the imports that stand had brought."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonds.model.accession import AccessionState
from fonds.model.errors import Cancelled, UserError
from fonds.model.progress import CancelToken, Progress, ignore_progress
from fonds.model.query import ScopeKind
from fonds.services import accessions, browsing, editing, history, importing
from fonds.services.archives import Archive
from fonds.store import media
from services.site import (
    PLAIN,
    edit_title,
    import_site,
    make_site,
    many,
    numbers,
    post_named,
    source_of,
    state_of,
)


def test_withdrawing_is_one_step_that_can_be_undone(archive: Archive, tmp_path: Path) -> None:
    make = make_site(tmp_path / "site")
    import_site(archive, make)
    other = import_site(archive, many(tmp_path / "other", 40))
    assert other.accession is not None
    before = state_of(archive)
    assert accessions.foresee_withdrawal(archive, other.accession).trashed == 40
    summary, changes = accessions.withdraw_accession(archive, other.accession, ignore_progress, CancelToken())
    assert (summary.trashed, summary.reverted, summary.kept) == (40, 0, 0)
    assert len(changes.changed) == 40
    assert len(numbers(archive)) == 3
    assert len(numbers(archive, ScopeKind.TRASH)) == 40
    assert accessions.load_accession(archive, other.accession).state is AccessionState.WITHDRAWN
    with pytest.raises(UserError, match="withdrawn already"):
        accessions.withdraw_accession(archive, other.accession, ignore_progress, CancelToken())
    history.undo(archive)
    assert state_of(archive) == before
    history.redo(archive)
    assert len(numbers(archive)) == 3


def test_a_withdrawn_source_can_be_imported_as_if_it_never_had_been(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    first = import_site(archive, site)
    assert first.accession is not None
    accessions.withdraw_accession(archive, first.accession, ignore_progress, CancelToken())
    again = import_site(archive, site)
    assert (again.added, again.unchanged) == (3, 0)
    assert len(numbers(archive)) == 3
    assert (
        history.undo_state(archive).undo == "Import 2"
    )  # the withdrawal undone, each post would be there twice
    editing.restore_posts(archive, numbers(archive, ScopeKind.TRASH)[:1])
    assert import_site(archive, site).unchanged == 3


def test_updated_posts_go_back_unless_they_were_edited_since(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    import_site(archive, site)
    plain, commented = (site / "_posts" / name for name in ("2022-01-11-plain.md", "2022-01-12-commented.md"))
    plain.write_bytes(PLAIN.replace("加快", "稳步").encode())
    commented.write_bytes(commented.read_bytes().replace(b"Body.", b"Other."))
    second = import_site(archive, site)
    assert (second.updated, second.accession) == (2, 2)
    edit_title(archive, post_named(archive, "commented.md"), "Mine")
    summary, _ = accessions.withdraw_accession(archive, 2, ignore_progress, CancelToken())
    assert (summary.trashed, summary.reverted, summary.kept) == (0, 1, 1)
    post = browsing.load_post(archive, post_named(archive, "plain.md"))
    assert post.source == PLAIN.encode()
    assert (post.edited, post.accession_id) == (False, 1)
    assert "Other." in source_of(archive, post_named(archive, "commented.md"))
    assert import_site(archive, site).updated == 1


def test_a_cancelled_withdrawal_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    import_site(archive, make_site(tmp_path / "site"))
    before = state_of(archive)
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        accessions.withdraw_accession(archive, 1, ignore_progress, cancel)
    assert state_of(archive) == before


def test_a_post_that_a_later_import_brought_again_stays(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    import_site(archive, site)
    (site / "_posts" / "2022-01-11-plain.md").write_bytes(PLAIN.replace("加快", "稳步").encode())
    import_site(archive, site)
    summary, _ = accessions.withdraw_accession(archive, 1, ignore_progress, CancelToken())
    assert (summary.trashed, summary.kept) == (2, 1)
    summary, _ = accessions.withdraw_accession(archive, 2, ignore_progress, CancelToken())
    assert (summary.trashed, summary.reverted) == (1, 0)
    assert numbers(archive) == []


def test_what_was_withdrawn_is_told_before(archive: Archive, tmp_path: Path) -> None:
    import_site(archive, make_site(tmp_path / "site"))
    edit_title(archive, post_named(archive, "plain.md"), "Mine")
    editing.trash_posts(archive, [post_named(archive, "raw.md")])
    foreseen = accessions.foresee_withdrawal(archive, 1)
    assert (foreseen.trashed, foreseen.edited, foreseen.kept) == (2, 1, 0)


def test_withdrawing_an_update_brings_the_files_of_before_back(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    post, picture = site / "_posts" / "2022-01-11-plain.md", site / "a.png"
    post.write_bytes(PLAIN.encode() + b"![](/a.png) ![](/b.png)\n")
    picture.write_bytes(b"first")
    (site / "b.png").write_bytes(b"b")
    import_site(archive, site)
    with archive.reading() as view:
        before = media.load_links(view, post_named(archive, "plain.md"))
    post.write_bytes(PLAIN.encode() + b"![](/a.png)\n")
    picture.write_bytes(b"second")
    assert import_site(archive, site).updated == 1
    accessions.withdraw_accession(archive, 2, ignore_progress, CancelToken())
    with archive.reading() as view:
        assert media.load_links(view, post_named(archive, "plain.md")) == before
    history.undo(archive)
    with archive.reading() as view:
        ((reference, _),) = media.load_links(view, post_named(archive, "plain.md"))
    assert reference.reference == "/a.png"


def test_withdrawing_goes_back_to_what_the_newest_import_that_stands_had_brought(
    archive: Archive, tmp_path: Path
) -> None:
    site = make_site(tmp_path / "site")
    import_site(archive, site)
    post = site / "_posts" / "2022-01-11-plain.md"
    (site / "a.png").write_bytes(b"a")
    for text in ("![](/a.png)\n", "third\n"):
        post.write_bytes(PLAIN.encode() + text.encode())
        assert import_site(archive, site).updated == 1
    summary, _ = accessions.withdraw_accession(archive, 2, ignore_progress, CancelToken())
    assert (summary.trashed, summary.reverted, summary.kept) == (0, 0, 1)
    summary, _ = accessions.withdraw_accession(archive, 3, ignore_progress, CancelToken())
    assert (summary.trashed, summary.reverted, summary.kept) == (0, 1, 0)
    found = browsing.load_post(archive, post_named(archive, "plain.md"))
    assert (found.source, found.accession_id, found.media) == (PLAIN.encode(), 1, ())


def test_an_update_behind_a_withdrawal_can_be_withdrawn_as_well(archive: Archive, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    import_site(archive, site)
    post = site / "_posts" / "2022-01-11-plain.md"
    for number in (2, 3):
        post.write_bytes(PLAIN.encode() + b"%d\n" % number)
        assert import_site(archive, site).updated == 1
        summary, _ = accessions.withdraw_accession(archive, number, ignore_progress, CancelToken())
        assert (summary.trashed, summary.reverted, summary.kept) == (0, 1, 0)
        assert source_of(archive, post_named(archive, "plain.md")) == PLAIN


def test_a_withdrawal_that_was_undone_is_not_done_again_once_the_import_went_on(
    archive: Archive, tmp_path: Path
) -> None:
    site = many(tmp_path / "site", 60)
    cancel = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.stage == "importing" and progress.done >= 20:
            cancel.cancel()

    import_site(archive, site, progress=stop, cancel=cancel)
    accessions.withdraw_accession(archive, 1, ignore_progress, CancelToken())
    history.undo(archive)
    importing.resume_import(archive, 1, ignore_progress, CancelToken())
    history.redo(archive)
    assert len(numbers(archive)) == 60
    assert accessions.load_accession(archive, 1).state is AccessionState.COMPLETE
