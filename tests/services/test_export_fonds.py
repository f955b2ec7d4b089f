"""A new archive with some posts of another one: whole, equal, alone, and there or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonds.model.errors import Cancelled, UserError
from fonds.model.export import ExportOptions
from fonds.model.progress import CancelToken, Progress, ignore_progress
from fonds.services import activity, archives, collections, exporting, history, searching
from fonds.services.archives import Archive
from services.equal_archives import is_whole, rows_of
from services.site import edit_title, many, numbers, post_named, source_of
from services.site import import_site as import_folder
from services.test_export_jsonl import fill


@pytest.mark.parametrize("with_history", [False, True])
def test_it_holds_these_posts_and_no_others(archive: Archive, tmp_path: Path, with_history: bool) -> None:
    fill(archive, tmp_path)
    chosen = [post_named(archive, "-plain.md"), post_named(archive, "-a.md")]
    dest = tmp_path / "部分.fonds"
    report = exporting.export_posts(
        archive, dest, chosen, "", ignore_progress, CancelToken(), "fonds",
        options=ExportOptions(history=with_history),
    )  # fmt: skip
    assert (report.posts, report.media, report.ids, report.problems) == (2, 1, tuple(chosen), ())
    assert [file.path for file in report.files] == ["部分.fonds"]
    assert not list(tmp_path.glob(".fonds*"))
    assert not list(tmp_path.glob("部分.fonds-*"))
    with archives.opened(dest) as made:
        assert numbers(made) == sorted(chosen)
        assert is_whole(made)
        assert rows_of(made, history=with_history) == rows_of(archive, history=with_history, ids=chosen)
        assert [one.path for one in collections.list_collections(made)] == [("第一",), ("第一", "里面")]
        assert not history.undo_state(made).undo
        assert activity.log_head(made).number >= 1
        assert searching.search_posts(made, "加快推进建设", 10).total == 1
        edit_title(made, chosen[0], "in the copy")
        edit_title(made, chosen[1], "in the copy too")
        assert "in the copy" in source_of(made, chosen[0])
        assert is_whole(made)
        again = import_folder(made, tmp_path / "one")
        assert (again.added, again.unchanged + again.skipped) == (2, 1)
    assert is_whole(archive)


def test_of_an_edited_post_the_first_and_the_present_state_are_kept(archive: Archive, tmp_path: Path) -> None:
    fill(archive, tmp_path)
    edited = post_named(archive, "-plain.md")
    exporting.export_posts(
        archive, tmp_path / "x.fonds", [edited], "", ignore_progress, CancelToken(), "fonds"
    )
    with archives.opened(tmp_path / "x.fonds", read_only=True) as made, made.reading() as view:
        states = view.rows("SELECT number FROM revisions ORDER BY number")
    assert [row[0] for row in states] == [0, 1]


def test_it_is_there_whole_or_not_at_all(archive: Archive, tmp_path: Path) -> None:
    import_folder(archive, many(tmp_path / "site", 450))
    cancel = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.done >= 300:
            cancel.cancel()

    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(Cancelled):
        exporting.export_posts(archive, tmp_path / "new" / "x.fonds", None, "", stop, cancel, "fonds")
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    (tmp_path / "there.fonds").write_bytes(b"")
    with pytest.raises(UserError, match="exists already"):
        exporting.export_posts(
            archive, tmp_path / "there.fonds", None, "", ignore_progress, CancelToken(), "fonds"
        )
    assert (tmp_path / "there.fonds").read_bytes() == b""


def test_a_damaged_post_is_told_and_the_others_come(archive: Archive, tmp_path: Path) -> None:
    fill(archive, tmp_path)
    broken = post_named(archive, "-b.md")
    with archive.writing() as writer:
        writer.execute("UPDATE revisions SET data = x'00' WHERE post_id = ?", (broken,))
    for format, name in (("fonds", "x.fonds"), ("jsonl", "x")):  # noqa: A001 - the word that people type
        report = exporting.export_posts(
            archive, tmp_path / name, None, "", ignore_progress, CancelToken(), format
        )
        assert (report.posts, len(report.problems)) == (7, 1)
    with archives.opened(tmp_path / "x.fonds") as made:
        assert is_whole(made)
