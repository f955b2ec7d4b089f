"""The undo law: as many undos as operations give back the same rows, and the index follows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fonds.model.changes import UndoState
from fonds.model.errors import Cancelled
from fonds.model.problems import Problem, ProblemKind
from fonds.store import undo as undo_room
from fonds.store.archive import Archive
from fonds.store.media import link, put_media
from fonds.store.posts import get_post, purge, replace_source, set_trashed
from fonds.store.undo import UndoOutcome, redo, undo
from store.making import START, add_numbered, add_posts, found, make_candidate
from store.undoing import all_rows, redo_last, undo_last, undo_state, whole, with_terms_of


def test_a_save_is_undone_and_redone(archive: Archive) -> None:
    (number,) = add_numbered(archive, 1)
    before = all_rows(archive)
    with archive.writing("Edit “一”") as writer:
        replace_source(writer, number, make_candidate(2, "全新", title="新", tags=("甲",)), "edit")
    after = all_rows(archive)
    assert undo_state(archive) == UndoState(undo="Edit “一”")
    assert undo_last(archive) == UndoOutcome("Edit “一”", changed=frozenset([number]))
    assert all_rows(archive) == with_terms_of(before, after)
    assert (found(archive, "示范区"), found(archive, "全新")) == ([number], [])
    assert undo_state(archive) == UndoState(redo="Edit “一”")
    assert redo_last(archive) == UndoOutcome("Edit “一”", changed=frozenset([number]))
    assert all_rows(archive) == after
    assert (found(archive, "示范区"), found(archive, "全新")) == ([], [number])
    whole(archive)


def test_problems_come_back_though_others_were_found_meanwhile(archive: Archive) -> None:
    no_date = Problem(ProblemKind.NO_DATE, "a.md")
    (number,) = add_posts(archive, replace(make_candidate(1), problems=(no_date,)))
    with archive.writing("Edit") as writer:
        replace_source(writer, number, make_candidate(2), "edit")
    (other,) = add_posts(
        archive, replace(make_candidate(3), problems=(Problem(ProblemKind.NO_TITLE, "b.md"),))
    )
    undo_last(archive)
    with archive.reading() as view:
        assert get_post(view, number).problems == (no_date,)
        assert [problem.kind for problem in get_post(view, other).problems] == [ProblemKind.NO_TITLE]
    redo_last(archive)
    with archive.reading() as view:
        assert get_post(view, number).problems == ()
    whole(archive)


def test_a_new_post_is_undone_and_redone(archive: Archive) -> None:
    (number,) = add_posts(archive, make_candidate(1), step="Create")
    with archive.reading() as view:
        before = get_post(view, number)
    assert undo_last(archive) == UndoOutcome("Create", removed=frozenset([number]))
    assert (found(archive), found(archive, "示范")) == ([], [])
    whole(archive)
    assert redo_last(archive) == UndoOutcome("Create", added=frozenset([number]))
    assert found(archive, "示范") == [number]
    with archive.reading() as view:
        assert get_post(view, number) == before
    whole(archive)


def test_a_new_step_forgets_what_was_undone_and_its_revisions(archive: Archive) -> None:
    (first,) = add_posts(archive, make_candidate(1), step="Create")
    undo_last(archive)
    (second,) = add_posts(archive, make_candidate(2), step="Create another")
    assert second > first
    assert undo_state(archive) == UndoState(undo="Create another")
    with archive.reading() as view:
        assert view.rows("SELECT post_id FROM revisions") == [(second,)]
    whole(archive)


def test_a_step_that_changes_nothing_is_none(archive: Archive) -> None:
    ids = add_numbered(archive, 1)
    with archive.writing("Trash") as writer:
        set_trashed(writer, ids, START)
    undo_last(archive)
    with archive.writing("Restore") as writer:
        set_trashed(writer, ids, None)
    assert undo_state(archive) == UndoState(redo="Trash")


def test_undo_survives_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "a.fonds"
    with Archive.create(path) as archive:
        ids = add_numbered(archive, 2)
        before = all_rows(archive)
        with archive.writing("Trash 2 posts") as writer:
            set_trashed(writer, ids, START)
    with Archive.open(path) as archive:
        assert undo_state(archive) == UndoState(undo="Trash 2 posts")
        undo_last(archive)
        assert all_rows(archive) == before
    with Archive.open(path) as archive:
        redo_last(archive)
        assert found(archive) == []


def test_nothing_to_undo(archive: Archive) -> None:
    add_numbered(archive, 1)
    assert undo_state(archive) == UndoState()
    assert undo_last(archive) is None
    assert redo_last(archive) is None


def test_an_import_in_between_keeps_what_it_shares(archive: Archive) -> None:
    (number,) = add_posts(archive, make_candidate(1, tags=("共用",)), step="Create")
    (other,) = add_posts(archive, make_candidate(2, tags=("共用",)))
    undo_last(archive)
    with archive.reading() as view:
        assert get_post(view, other).metadata.tags == ("共用",)
    redo_last(archive)
    assert found(archive) == [other, number]
    whole(archive)


def test_a_change_that_is_no_step_ends_the_history_of_its_posts(archive: Archive) -> None:
    first, second = add_numbered(archive, 2)
    for number in (first, second):
        with archive.writing(f"Edit {number}") as writer:
            replace_source(writer, number, make_candidate(number, "编辑"), "edit")
    with archive.writing() as writer:
        replace_source(writer, first, make_candidate(1, "来源"), "import")
    assert undo_state(archive) == UndoState(undo=f"Edit {second}")
    with archive.writing() as writer:
        purge(writer, [second])
    assert undo_state(archive) == UndoState()
    whole(archive)


def test_old_steps_are_dropped(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo_room, "KEPT_STEPS", 5)
    (number,) = add_numbered(archive, 1)
    for turn in range(12):
        with archive.writing(f"Turn {turn}") as writer:
            set_trashed(writer, [number], None if turn % 2 else START)
    names = []
    while (outcome := undo_last(archive)) is not None:
        names.append(outcome.name)
    assert names == [f"Turn {turn}" for turn in (11, 10, 9, 8, 7)]


def test_odd_values_come_back(archive: Archive) -> None:
    """Bytes in a path, texts that look like our marks, NUL, quotes, every kind of field."""
    odd = make_candidate(1, title="\x01b00\x00'\"\\", slug="\x01", fields=(("\x01t", [None, {"é": "\x00"}]),))
    (number,) = add_posts(archive, odd)
    with archive.writing() as writer:
        writer.execute("UPDATE posts SET source_path = ?", (b"\xff\x01b",))
        link(writer, number, "a'b.png", put_media(writer, b"png", "a"), "\x01bcd")
    before = all_rows(archive)
    with archive.writing("All") as writer:
        replace_source(writer, number, make_candidate(2), "edit")
        writer.execute("DELETE FROM post_media")
        writer.execute("UPDATE posts SET source_path = 'x', original_digest = x'00ff', instant = NULL")
        writer.execute("UPDATE terms SET name = name || '2'")
        writer.execute("INSERT INTO collections (name, position) VALUES ('c', 1)")
        writer.execute(
            "INSERT INTO collection_posts (collection_id, post_id, position) VALUES (1, ?, 1)", (number,)
        )
    after = all_rows(archive)
    undo_last(archive)
    assert all_rows(archive) == with_terms_of(before, all_rows(archive))
    redo_last(archive)
    assert all_rows(archive) == after


def test_a_large_step_is_played_back_in_portions(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = add_numbered(archive, 9)
    states = [all_rows(archive)]
    with archive.writing("Edit 8 posts") as writer:
        for turn in range(2):  # the second images of a row must be played back before the first
            for number in numbers[1:]:
                replace_source(writer, number, make_candidate(number, tags=(f"t{turn}", "x")), "edit")
        set_trashed(writer, numbers[:1], START)
    states.append(all_rows(archive))
    for portion in (1, 2, 7, 1000):
        monkeypatch.setattr(undo_room, "PLAYED_AT_ONCE", portion)
        for swap, state in ((undo, 0), (redo, 1)):
            told: list[tuple[int, int]] = []
            with archive.writing() as writer:
                outcome = swap(writer, pulse=lambda done, total, told=told: told.append((done, total)))  # type: ignore[misc]
            assert outcome is not None and outcome.changed == frozenset(numbers)
            assert all_rows(archive) == {**states[state], "terms": states[1]["terms"]}
            assert told[0] == (0, told[0][1]) and told[-1] == (told[0][1], told[0][1])
            assert len(told) >= told[0][1] // portion
        whole(archive)


def test_an_undo_that_is_stopped_changes_nothing(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = add_numbered(archive, 5)
    with archive.writing("Edit 5 posts") as writer:
        for number in numbers:
            replace_source(writer, number, make_candidate(number, tags=("neu",)), "edit")
    before = all_rows(archive)
    monkeypatch.setattr(undo_room, "PLAYED_AT_ONCE", 3)

    def stop(done: int, total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled), archive.writing() as writer:
        undo(writer, pulse=stop)
    assert all_rows(archive) == before
    whole(archive)
    assert undo_last(archive) is not None
    whole(archive)
