"""The undo law: as many undos as operations give back the same rows, whatever the operations were."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.model.collection import CollectionDescription
from fonds.model.problems import Problem, ProblemKind
from fonds.store.archive import Archive
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
from fonds.store.ignored_findings import set_ignored, set_minded
from fonds.store.own_facts import set_note, set_rating, set_read, take_over
from fonds.store.posts import replace_source, set_trashed
from fonds.store.session import Writer
from store.making import START, add_numbered, add_posts, make_candidate
from store.undoing import all_rows, any_post, redo_last, undo_last, whole, with_terms_of

Operation = Callable[[Archive, int], None]


def _create(archive: Archive, argument: int) -> None:
    add_posts(archive, make_candidate(argument, f"内容{argument}", tags=(f"t{argument % 3}",)), step="create")


def _save(archive: Archive, argument: int) -> None:
    candidate = make_candidate(
        argument, f"改{argument % 4}", title=f"题{argument % 4}", tags=(f"t{argument % 5}", "z")
    )
    with archive.writing("save") as writer:
        number = any_post(writer, argument)
        if number:
            replace_source(writer, number, candidate, "edit", when=START + argument)


def _problem(archive: Archive, argument: int) -> None:
    with archive.writing("problem") as writer:
        number = any_post(writer, argument)
        writer.execute("UPDATE problems SET line = line + 1 WHERE post_id = ?", (number,))
        if number:
            details = Problem(ProblemKind.NO_DATE, "x").kind.value
            writer.execute(
                "INSERT INTO problems (post_id, kind, path, line, details) VALUES (?, ?, 'x', 0, '[]')",
                (number, details),
            )


def _trash(archive: Archive, argument: int) -> None:
    with archive.writing("trash") as writer:
        set_trashed(writer, [any_post(writer, argument), any_post(writer, argument + 1)], START)


def _restore(archive: Archive, argument: int) -> None:
    with archive.writing("restore") as writer:
        set_trashed(writer, [any_post(writer, argument)], None)


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
        number, other = any_post(writer, argument), any_post(writer, argument // 2)
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
    undo_last(archive)


def _forth(archive: Archive, argument: int) -> None:
    redo_last(archive)


OPERATIONS: list[Operation] = [
    *(_create, _save, _save, _problem, _trash, _restore, _back, _forth),
    *(_gather, _gather, _arrange, _part, _remark, _ignore),
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(OPERATIONS), st.integers(1, 20)), max_size=14))
def test_the_undo_law(
    tmp_path_factory: pytest.TempPathFactory, operations: list[tuple[Operation, int]]
) -> None:
    with Archive.create(tmp_path_factory.mktemp("law") / "a.fonds") as archive:
        add_numbered(archive, 2)
        start = all_rows(archive)
        for operation, argument in operations:
            operation(archive, argument)
        states = [all_rows(archive)]
        while undo_last(archive) is not None:
            states.append(all_rows(archive))
        assert states[-1] == with_terms_of(start, states[-1])
        whole(archive)
        for state in reversed(states[:-1]):
            redo_last(archive)
            assert all_rows(archive) == state
        # What had been undone already, before the undoing of all, is still there to be redone.
        while redo_last(archive) is not None:
            pass
        whole(archive)
