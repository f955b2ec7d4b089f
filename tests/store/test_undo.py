"""The undo law: as many undos as operations give back the same rows, and the index follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.model.changes import UndoState
from fonds.model.collection import CollectionDescription
from fonds.model.errors import Cancelled
from fonds.model.problems import Problem, ProblemKind
from fonds.model.progress import CancelToken, ignore_progress
from fonds.store import undo as undo_room
from fonds.store.archive import Archive
from fonds.store.check import check
from fonds.store.collected_posts import (
    add_to_collection,
    merge_into,
    move_in_collection,
    posts_in_order,
    remove_from_collections,
)
from fonds.store.collections import (
    add_collection,
    below,
    copy_collection,
    move_collection,
    remove_collections,
    save_description,
    save_note,
)
from fonds.store.file_format import UNDOABLE
from fonds.store.ignored_findings import set_ignored, set_minded
from fonds.store.media import link, put_media
from fonds.store.own_facts import set_note, set_rating, set_read, take_over
from fonds.store.posts import get_post, purge, replace_source, set_trashed
from fonds.store.session import Writer
from fonds.store.undo import UndoOutcome, load_undo_state, redo, undo
from store.making import START, add_numbered, add_posts, found, make_candidate

Rows = dict[str, list[Any]]


def test_a_save_is_undone_and_redone(archive: Archive) -> None:
    (number,) = add_numbered(archive, 1)
    before = _rows(archive)
    with archive.writing("Edit “一”") as writer:
        replace_source(writer, number, make_candidate(2, "全新", title="新", tags=("甲",)), "edit")
    after = _rows(archive)
    assert _state(archive) == UndoState(undo="Edit “一”")
    assert _undo(archive) == UndoOutcome("Edit “一”", changed=frozenset([number]))
    assert _rows(archive) == _with_terms_of(before, after)
    assert (found(archive, "示范区"), found(archive, "全新")) == ([number], [])
    assert _state(archive) == UndoState(redo="Edit “一”")
    assert _redo(archive) == UndoOutcome("Edit “一”", changed=frozenset([number]))
    assert _rows(archive) == after
    assert (found(archive, "示范区"), found(archive, "全新")) == ([], [number])
    _whole(archive)


def test_problems_come_back_though_others_were_found_meanwhile(archive: Archive) -> None:
    no_date = Problem(ProblemKind.NO_DATE, "a.md")
    (number,) = add_posts(archive, replace(make_candidate(1), problems=(no_date,)))
    with archive.writing("Edit") as writer:
        replace_source(writer, number, make_candidate(2), "edit")
    (other,) = add_posts(
        archive, replace(make_candidate(3), problems=(Problem(ProblemKind.NO_TITLE, "b.md"),))
    )
    _undo(archive)
    with archive.reading() as view:
        assert get_post(view, number).problems == (no_date,)
        assert [problem.kind for problem in get_post(view, other).problems] == [ProblemKind.NO_TITLE]
    _redo(archive)
    with archive.reading() as view:
        assert get_post(view, number).problems == ()
    _whole(archive)


def test_a_new_post_is_undone_and_redone(archive: Archive) -> None:
    (number,) = add_posts(archive, make_candidate(1), step="Create")
    with archive.reading() as view:
        before = get_post(view, number)
    assert _undo(archive) == UndoOutcome("Create", removed=frozenset([number]))
    assert (found(archive), found(archive, "示范")) == ([], [])
    _whole(archive)
    assert _redo(archive) == UndoOutcome("Create", added=frozenset([number]))
    assert found(archive, "示范") == [number]
    with archive.reading() as view:
        assert get_post(view, number) == before
    _whole(archive)


def test_a_new_step_forgets_what_was_undone_and_its_revisions(archive: Archive) -> None:
    (first,) = add_posts(archive, make_candidate(1), step="Create")
    _undo(archive)
    (second,) = add_posts(archive, make_candidate(2), step="Create another")
    assert second > first
    assert _state(archive) == UndoState(undo="Create another")
    with archive.reading() as view:
        assert view.rows("SELECT post_id FROM revisions") == [(second,)]
    _whole(archive)


def test_a_step_that_changes_nothing_is_none(archive: Archive) -> None:
    ids = add_numbered(archive, 1)
    with archive.writing("Trash") as writer:
        set_trashed(writer, ids, START)
    _undo(archive)
    with archive.writing("Restore") as writer:
        set_trashed(writer, ids, None)
    assert _state(archive) == UndoState(redo="Trash")


def test_undo_survives_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "a.fonds"
    with Archive.create(path) as archive:
        ids = add_numbered(archive, 2)
        before = _rows(archive)
        with archive.writing("Trash 2 posts") as writer:
            set_trashed(writer, ids, START)
    with Archive.open(path) as archive:
        assert _state(archive) == UndoState(undo="Trash 2 posts")
        _undo(archive)
        assert _rows(archive) == before
    with Archive.open(path) as archive:
        _redo(archive)
        assert found(archive) == []


def test_nothing_to_undo(archive: Archive) -> None:
    add_numbered(archive, 1)
    assert _state(archive) == UndoState()
    assert _undo(archive) is None
    assert _redo(archive) is None


def test_an_import_in_between_keeps_what_it_shares(archive: Archive) -> None:
    (number,) = add_posts(archive, make_candidate(1, tags=("共用",)), step="Create")
    (other,) = add_posts(archive, make_candidate(2, tags=("共用",)))
    _undo(archive)
    with archive.reading() as view:
        assert get_post(view, other).metadata.tags == ("共用",)
    _redo(archive)
    assert found(archive) == [other, number]
    _whole(archive)


def test_a_change_that_is_no_step_ends_the_history_of_its_posts(archive: Archive) -> None:
    first, second = add_numbered(archive, 2)
    for number in (first, second):
        with archive.writing(f"Edit {number}") as writer:
            replace_source(writer, number, make_candidate(number, "编辑"), "edit")
    with archive.writing() as writer:
        replace_source(writer, first, make_candidate(1, "来源"), "import")
    assert _state(archive) == UndoState(undo=f"Edit {second}")
    with archive.writing() as writer:
        purge(writer, [second])
    assert _state(archive) == UndoState()
    _whole(archive)


def test_old_steps_are_dropped(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo_room, "KEPT_STEPS", 5)
    (number,) = add_numbered(archive, 1)
    for turn in range(12):
        with archive.writing(f"Turn {turn}") as writer:
            set_trashed(writer, [number], None if turn % 2 else START)
    names = []
    while (outcome := _undo(archive)) is not None:
        names.append(outcome.name)
    assert names == [f"Turn {turn}" for turn in (11, 10, 9, 8, 7)]


def test_odd_values_come_back(archive: Archive) -> None:
    """Bytes in a path, texts that look like our marks, NUL, quotes, every kind of field."""
    odd = make_candidate(1, title="\x01b00\x00'\"\\", slug="\x01", fields=(("\x01t", [None, {"é": "\x00"}]),))
    (number,) = add_posts(archive, odd)
    with archive.writing() as writer:
        writer.execute("UPDATE posts SET source_path = ?", (b"\xff\x01b",))
        link(writer, number, "a'b.png", put_media(writer, b"png", "a"), "\x01bcd")
    before = _rows(archive)
    with archive.writing("All") as writer:
        replace_source(writer, number, make_candidate(2), "edit")
        writer.execute("DELETE FROM post_media")
        writer.execute("UPDATE posts SET source_path = 'x', original_digest = x'00ff', instant = NULL")
        writer.execute("UPDATE terms SET name = name || '2'")
        writer.execute("INSERT INTO collections (name, position) VALUES ('c', 1)")
        writer.execute(
            "INSERT INTO collection_posts (collection_id, post_id, position) VALUES (1, ?, 1)", (number,)
        )
    after = _rows(archive)
    _undo(archive)
    assert _rows(archive) == _with_terms_of(before, _rows(archive))
    _redo(archive)
    assert _rows(archive) == after


Operation = Callable[[Archive, int], None]


def _create(archive: Archive, argument: int) -> None:
    add_posts(archive, make_candidate(argument, f"内容{argument}", tags=(f"t{argument % 3}",)), step="create")


def _save(archive: Archive, argument: int) -> None:
    candidate = make_candidate(
        argument, f"改{argument % 4}", title=f"题{argument % 4}", tags=(f"t{argument % 5}", "z")
    )
    with archive.writing("save") as writer:
        number = _any_post(writer, argument)
        if number:
            replace_source(writer, number, candidate, "edit", when=START + argument)


def _problem(archive: Archive, argument: int) -> None:
    with archive.writing("problem") as writer:
        number = _any_post(writer, argument)
        writer.execute("UPDATE problems SET line = line + 1 WHERE post_id = ?", (number,))
        if number:
            details = Problem(ProblemKind.NO_DATE, "x").kind.value
            writer.execute(
                "INSERT INTO problems (post_id, kind, path, line, details) VALUES (?, ?, 'x', 0, '[]')",
                (number, details),
            )


def _trash(archive: Archive, argument: int) -> None:
    with archive.writing("trash") as writer:
        set_trashed(writer, [_any_post(writer, argument), _any_post(writer, argument + 1)], START)


def _restore(archive: Archive, argument: int) -> None:
    with archive.writing("restore") as writer:
        set_trashed(writer, [_any_post(writer, argument)], None)


def _any_collection(writer: Writer, argument: int) -> int:
    numbers = [row[0] for row in writer.rows("SELECT id FROM collections ORDER BY id")]
    return int(numbers[argument % len(numbers)]) if numbers else 0


def _gather(archive: Archive, argument: int) -> None:
    with archive.writing("gather") as writer:
        number = _any_collection(writer, argument)
        if argument % 2 or not number:
            number = add_collection(writer, f"c{argument}", number if argument % 3 else 0)
        posts = [row[0] for row in writer.rows("SELECT id FROM posts ORDER BY id")]
        add_to_collection(writer, number, posts[argument % 3 :: 2])


def _arrange(archive: Archive, argument: int) -> None:
    """Posts, and collections, moved and taken out."""
    with archive.writing("arrange") as writer:
        number, other = _any_collection(writer, argument), _any_collection(writer, argument // 5)
        posts = posts_in_order(writer, number)
        if posts:
            move_in_collection(writer, number, posts[argument % len(posts) :], posts[0])
            if argument % 2:
                remove_from_collections(writer, [number], posts[:1])
        if number and other not in below(writer, number):
            move_collection(writer, number, other, argument % 2)


def _part(archive: Archive, argument: int) -> None:
    """Collections copied, merged, described and forgotten."""
    with archive.writing("part") as writer:
        number, other = _any_collection(writer, argument), _any_collection(writer, argument // 3)
        if not number:
            return
        if argument % 3 == 0:
            copy_collection(writer, number, "copy")
        elif argument % 3 == 1:
            save_description(writer, number, CollectionDescription(title=f"题{argument}", creators=("甲",)))
            save_note(writer, number, f"*{argument}*")
        elif other not in below(writer, number):
            merge_into(writer, number, other)
            remove_collections(writer, number)


def _remark(archive: Archive, argument: int) -> None:
    with archive.writing("remark") as writer:
        number, other = _any_post(writer, argument), _any_post(writer, argument // 2)
        if number:
            set_rating(writer, [number, other], argument % 6)
            set_read(writer, [number], START + argument if argument % 2 else None)
            set_note(writer, number, "" if argument % 4 == 0 else f"记{argument % 7}", START + argument)
            if argument % 5 == 0 and number != other:
                take_over(writer, number, other)


def _ignore(archive: Archive, argument: int) -> None:
    with archive.writing("ignore") as writer:
        key = ("tag-spelling", f"示范\0{argument % 3}")
        if argument % 4:
            set_ignored(writer, [(key, argument)], START + argument)
        else:
            set_minded(writer, [key])


def _back(archive: Archive, argument: int) -> None:
    _undo(archive)


def _forth(archive: Archive, argument: int) -> None:
    _redo(archive)


OPERATIONS: list[Operation] = [
    *(_create, _save, _save, _problem, _trash, _restore, _back, _forth),
    *(_gather, _gather, _arrange, _part, _remark),
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(OPERATIONS), st.integers(1, 20)), max_size=14))
def test_the_undo_law(
    tmp_path_factory: pytest.TempPathFactory, operations: list[tuple[Operation, int]]
) -> None:
    with Archive.create(tmp_path_factory.mktemp("law") / "a.fonds") as archive:
        add_numbered(archive, 2)
        start = _rows(archive)
        for operation, argument in operations:
            operation(archive, argument)
        states = [_rows(archive)]
        while _undo(archive) is not None:
            states.append(_rows(archive))
        assert states[-1] == _with_terms_of(start, states[-1])
        _whole(archive)
        for state in reversed(states[:-1]):
            _redo(archive)
            assert _rows(archive) == state
        # What had been undone already, before the undoing of all, is still there to be redone.
        while _redo(archive) is not None:
            pass
        _whole(archive)


def test_a_large_step_is_played_back_in_portions(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = add_numbered(archive, 9)
    states = [_rows(archive)]
    with archive.writing("Edit 8 posts") as writer:
        for turn in range(2):  # the second images of a row must be played back before the first
            for number in numbers[1:]:
                replace_source(writer, number, make_candidate(number, tags=(f"t{turn}", "x")), "edit")
        set_trashed(writer, numbers[:1], START)
    states.append(_rows(archive))
    for portion in (1, 2, 7, 1000):
        monkeypatch.setattr(undo_room, "PLAYED_AT_ONCE", portion)
        for swap, state in ((undo, 0), (redo, 1)):
            told: list[tuple[int, int]] = []
            with archive.writing() as writer:
                outcome = swap(writer, pulse=lambda done, total, told=told: told.append((done, total)))  # type: ignore[misc]
            assert outcome is not None and outcome.changed == frozenset(numbers)
            assert _rows(archive) == {**states[state], "terms": states[1]["terms"]}
            assert told[0] == (0, told[0][1]) and told[-1] == (told[0][1], told[0][1])
            assert len(told) >= told[0][1] // portion
        _whole(archive)


def test_an_undo_that_is_stopped_changes_nothing(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = add_numbered(archive, 5)
    with archive.writing("Edit 5 posts") as writer:
        for number in numbers:
            replace_source(writer, number, make_candidate(number, tags=("neu",)), "edit")
    before = _rows(archive)
    monkeypatch.setattr(undo_room, "PLAYED_AT_ONCE", 3)

    def stop(done: int, total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled), archive.writing() as writer:
        undo(writer, pulse=stop)
    assert _rows(archive) == before
    _whole(archive)
    assert _undo(archive) is not None
    _whole(archive)


def _any_post(writer: Writer, argument: int) -> int:
    numbers = [row[0] for row in writer.rows("SELECT id FROM posts ORDER BY id")]
    return int(numbers[argument % len(numbers)]) if numbers else 0


def _rows(archive: Archive) -> Rows:
    """Every row that can be undone."""
    with archive.reading() as view:
        return {table: sorted(view.rows(f"SELECT * FROM {table}"), key=repr) for table in UNDOABLE}


def _with_terms_of(rows: Rows, other: Rows) -> Rows:
    """Terms are only ever added: those that came later stay, the old ones must be as they were."""
    assert set(rows["terms"]) <= set(other["terms"])
    return {**rows, "terms": other["terms"]}


def _state(archive: Archive) -> UndoState:
    with archive.reading() as view:
        return load_undo_state(view)


def _undo(archive: Archive) -> UndoOutcome | None:
    with archive.writing() as writer:
        return undo(writer)


def _redo(archive: Archive) -> UndoOutcome | None:
    with archive.writing() as writer:
        return redo(writer)


def _whole(archive: Archive) -> None:
    with archive.reading() as view:
        assert check(view, ignore_progress, CancelToken()).problems == []
