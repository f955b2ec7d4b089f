"""Saved searches: kept, renamed, changed, put in order and deleted, each as a step that can be undone; and counted."""

from __future__ import annotations

from fonds.model.changes import NOTHING_CHANGED, ChangeSet
from fonds.model.errors import UserError
from fonds.model.progress import CancelToken
from fonds.model.query import ListRequest
from fonds.model.saved_search import SavedSearch
from fonds.model.steps import Step
from fonds.store import lists
from fonds.store import saved_searches as stored
from fonds.store.archive import Archive
from fonds.store.session import View
from fonds.text.query_writer import with_search_renamed

_SAVE, _RENAME, _CHANGE, _MOVE, _DELETE = (
    Step(f"{verb}-search") for verb in ("save", "rename", "change", "move", "delete")
)
LONGEST_NAME = 200
COUNTED = 100_000
"""Posts are counted up to here: more are told as more."""


def list_saved_searches(archive: Archive) -> tuple[SavedSearch, ...]:
    """All of them, in their order."""
    with archive.reading() as view:
        return stored.list_saved_searches(view)


def count_posts(archive: Archive, text: str, cancel: CancelToken, *, variants: bool = True) -> int:
    """How many posts outside the trash a search text finds; COUNTED + 1 when there are more than COUNTED. ``variants``:
    Traditional and Simplified Chinese characters match each other."""
    with archive.reading(cancel) as view:
        return lists.count_ids(view, ListRequest(search_text=text, variants=variants), limit=COUNTED + 1)


def save_search(archive: Archive, name: str, text: str) -> tuple[SavedSearch, ChangeSet]:
    """Give a search text a name. Raises UserError for a name that is empty, too long or taken, and for a text that is
    empty."""
    text = text.strip()
    if not text:
        raise UserError("There is nothing to search for yet.", field="text")
    with archive.writing(_SAVE) as writer:
        name = _checked(writer, name)
        number = stored.add_saved_search(writer, name, text)
    return SavedSearch(number, name, text), _changes(_SAVE)


def rename_saved_search(archive: Archive, number: int, name: str) -> ChangeSet:
    """Give it another name, in the saved searches that name it too. Raises UserError as ``save_search`` does."""
    with archive.writing(_RENAME) as writer:
        saved = stored.get_saved_search(writer, number)
        name = _checked(writer, name, besides=number)
        stored.rename_saved_search(writer, number, name)
        for other in stored.list_saved_searches(writer):
            text = with_search_renamed(other.text, saved.name, name)
            if text != other.text:
                stored.change_saved_search(writer, other.id, text)
    return NOTHING_CHANGED if saved.name == name else _changes(_RENAME)


def change_saved_search(archive: Archive, number: int, text: str) -> ChangeSet:
    """Let it search for another text, which must not be empty."""
    text = text.strip()
    if not text:
        raise UserError("There is nothing to search for yet.", field="text")
    with archive.writing(_CHANGE) as writer:
        saved = stored.get_saved_search(writer, number)
        stored.change_saved_search(writer, number, text)
    return NOTHING_CHANGED if saved.text == text else _changes(_CHANGE)


def move_saved_search(archive: Archive, number: int, steps: int) -> ChangeSet:
    """Move it down by so many places among the others, up when negative."""
    with archive.writing(_MOVE) as writer:
        stored.get_saved_search(writer, number)
        before = stored.list_saved_searches(writer)
        stored.move_saved_search(writer, number, steps)
        moved = stored.list_saved_searches(writer) != before
    return _changes(_MOVE) if moved else NOTHING_CHANGED


def delete_saved_search(archive: Archive, number: int) -> ChangeSet:
    """Forget it; the posts stay."""
    with archive.writing(_DELETE) as writer:
        stored.get_saved_search(writer, number)
        stored.remove_saved_search(writer, number)
    return _changes(_DELETE)


def _changes(step: Step) -> ChangeSet:
    return ChangeSet(taxonomy=True, step=step.name)


def _checked(view: View, name: str, besides: int = 0) -> str:
    name = " ".join(name.split())
    if not name:
        raise UserError("A saved search needs a name.", field="name")
    if len(name) > LONGEST_NAME:
        raise UserError("The name is longer than {limit} characters.", field="name", limit=str(LONGEST_NAME))
    found = stored.find_namesake(view, name, besides)
    if found is not None:
        raise UserError("A saved search is called “{name}” already.", field="name", name=found.name)
    return name
