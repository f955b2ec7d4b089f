"""The undo law, through the services: as many undos as saved operations give back every row that can be undone.

The log is no part of it: it is only ever added to, by undoing as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fonds.model.duplicates import Merge
from fonds.model.revision import MetadataEdit, NewPost, PostEdit
from fonds.services import (
    accessions,
    activity,
    archives,
    browsing,
    editing,
    history,
    merging,
    revision_history,
    saved_searches,
    starring,
)
from fonds.services.archives import Archive
from fonds.store.file_format import UNDOABLE
from fonds.text.differences import find_differences
from fonds.text.hunks import hunks_of, take_back
from services.site import import_site, make_site, numbers

Operation = Callable[[Archive, int], object]


def _any(archive: Archive, argument: int) -> int:
    found = numbers(archive)
    return found[argument % len(found)] if found else 0


def _edit(archive: Archive, argument: int) -> None:
    if number := _any(archive, argument):
        post = browsing.load_post(archive, number)
        edit = PostEdit(body=f"第{argument}行\n\n第二行\n\n第{argument % 3}行\n")
        editing.save_post(archive, number, edit, post.revision_id)


def _title(archive: Archive, argument: int) -> None:
    number = _any(archive, argument)
    if number and browsing.load_post(archive, number).header_readable:
        post = browsing.load_post(archive, number)
        edit = PostEdit(metadata=MetadataEdit(title=f"题 {argument}"))
        editing.save_post(archive, number, edit, post.revision_id)


def _restore_whole(archive: Archive, argument: int) -> None:
    if number := _any(archive, argument):
        found = revision_history.load_history(archive, number)
        chosen = found.revisions[argument % len(found.revisions)]
        revision_history.restore_revision(archive, number, chosen.id, found.head)


def _restore_part(archive: Archive, argument: int) -> None:
    if number := _any(archive, argument):
        found = revision_history.load_history(archive, number)
        chosen = found.revisions[argument % len(found.revisions)]
        both = revision_history.compare_revisions(archive, number, chosen.id, found.head)
        hunks = hunks_of(find_differences(both.before_text, both.after_text))
        if hunks:
            text = take_back(both.before_text, both.after_text, [hunks[argument % len(hunks)]])
            revision_history.restore_text(archive, number, text, found.head)


def _merge(archive: Archive, argument: int) -> None:
    found = numbers(archive)
    if len(found) > 1:
        stays = found[argument % len(found)]
        other = found[(argument + 1) % len(found)]
        merging.merge_posts(archive, [Merge(stays, (other,))])


def _search(archive: Archive, argument: int) -> None:
    known = saved_searches.list_saved_searches(archive)
    if known and argument % 2:
        saved_searches.delete_saved_search(archive, known[0].id)
    elif all(one.name != f"搜索 {argument}" for one in known):
        saved_searches.save_search(archive, f"搜索 {argument}", "上海")


OPERATIONS: dict[str, Operation] = {
    "create": lambda archive, argument: editing.create_post(archive, NewPost(title=f"新 {argument}")),
    "edit": _edit,
    "title": _title,
    "restore whole": _restore_whole,
    "restore part": _restore_part,
    "star": lambda archive, argument: starring.toggle_stars(archive, [_any(archive, argument)]),
    "trash": lambda archive, argument: editing.trash_posts(archive, [_any(archive, argument)]),
    "take out": lambda archive, argument: editing.restore_posts(archive, range(1, 9)),
    "merge": _merge,
    "search": _search,
    "describe": lambda archive, argument: accessions.describe_accession(
        archive, 1, who="", note=str(argument)
    ),
    "undo": lambda archive, argument: _undo(archive),
    "redo": lambda archive, argument: history.redo(archive),
}


def _undo(archive: Archive) -> bool:
    """Undo one step, but the import that all began with."""
    if history.undo_state(archive).undo in ("", "Import 1"):
        return False
    history.undo(archive)
    return True


def _rows(archive: Archive) -> dict[str, list[Any]]:
    with archive.reading() as view:
        rows = {table: sorted(view.rows(f"SELECT * FROM {table}"), key=repr) for table in UNDOABLE}
    del rows["terms"]  # they are only ever added
    return rows


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[bytes]:
    folder = tmp_path_factory.mktemp("law")
    with archives.create_archive(folder / "a.fonds") as archive:
        import_site(archive, make_site(folder / "site"))
    yield (folder / "a.fonds").read_bytes()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(sorted(OPERATIONS)), st.integers(1, 12)), max_size=10))
def test_as_many_undos_as_operations_give_back_every_row(
    imported: bytes, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    path: Path = tmp_path_factory.mktemp("law") / "a.fonds"
    path.write_bytes(imported)
    with Archive.open(path) as archive:
        start = _rows(archive)
        for name, argument in steps:
            if name == "undo":
                _undo(archive)
            else:
                OPERATIONS[name](archive, argument)
        entries = activity.log_head(archive).number
        states = [_rows(archive)]
        while _undo(archive):
            states.append(_rows(archive))
        assert states[-1] == start
        assert activity.log_head(archive).number == entries + len(states) - 1
        for state in reversed(states[:-1]):
            history.redo(archive)
            assert _rows(archive) == state
        assert activity.verify_log(archive).broken == 0
