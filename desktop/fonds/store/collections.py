"""Collections as a tree: named, described, put in order, removed. Their posts are in ``collection_posts``.

Rule: positions among neighbours count from 0 without gaps; a tree that is damaged (a ring, a parent that is gone) is
still shown whole and once.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence

from fonds.model.collection import Collection, CollectionDescription, CollectionRecord, description_of
from fonds.model.errors import UserError
from fonds.store.counts import Counted, load_counts
from fonds.store.packing import storable
from fonds.store.session import View, Writer
from fonds.text.folding import fold_name

BELOW = (
    "WITH RECURSIVE below(id) AS (SELECT ? UNION SELECT collections.id FROM collections JOIN below "
    "ON collections.parent_id = below.id)"
)
"""Names the ids of a collection and of all below it ``below``, with one value: the collection's id."""
_ALL = "SELECT id, parent_id, name, description <> '{}', note <> '' FROM collections ORDER BY position, id"


def list_collections(
    view: View, counts: Mapping[Counted, Mapping[int, int]] | None = None
) -> tuple[Collection, ...]:
    """All of them, each before those below it, in their order; ``counts`` where they were loaded already."""
    rows = {row[0]: row for row in view.rows(_ALL)}
    if not rows:
        return ()
    if counts is None:
        counts = load_counts(view, Counted.COLLECTION, Counted.COLLECTION_REPEATED)
    own, repeated = counts[Counted.COLLECTION], counts[Counted.COLLECTION_REPEATED]
    children: dict[int, list[int]] = defaultdict(list)
    for number, parent, *_ in rows.values():
        children[parent if parent in rows else 0].append(number)
    found: list[Collection] = []
    seen: set[int] = set()

    def walk(number: int, path: tuple[str, ...], parent: int) -> int:
        if number in seen:
            return 0
        seen.add(number)
        _, _, name, described, noted = rows[number]
        place = len(found)
        path = (*path, name)
        one = Collection(number, name, path, parent, own.get(number, 0), 0, bool(described), bool(noted))
        found.append(one)
        below = sum(walk(child, path, number) for child in children[number])
        total = one.count + below - repeated.get(number, 0)
        found[place] = Collection(number, name, path, parent, one.count, total, one.described, one.noted)
        return one.count + below

    for number in (*children[0], *rows):
        walk(number, (), 0)
    return tuple(found)


def get_collection(view: View, number: int) -> Collection:
    """One of them; raises UserError when there is none of that number."""
    for collection in list_collections(view):
        if collection.id == number:
            return collection
    raise UserError("This collection is gone.", field="id", id=str(number))


def load_record(view: View, number: int) -> CollectionRecord:
    """All that is said of a collection; raises UserError when there is none of that number."""
    collection = get_collection(view, number)
    text, note = view.row("SELECT description, note FROM collections WHERE id = ?", (number,))
    return CollectionRecord(collection, _read_description(text), note)


def load_descriptions(view: View) -> dict[int, tuple[int, str, CollectionDescription]]:
    """The one above it, name and description of every collection, by number."""
    rows = view.rows("SELECT id, parent_id, name, description FROM collections")
    return {number: (parent, name, _read_description(text)) for number, parent, name, text in rows}


def save_description(writer: Writer, number: int, description: CollectionDescription) -> None:
    """Describe a collection anew."""
    text = json.dumps(description.values(), ensure_ascii=False)
    writer.execute(
        "UPDATE collections SET description = ? WHERE id = ? AND description <> ?",
        (storable(text), number, storable(text)),
    )


def save_note(writer: Writer, number: int, note: str) -> None:
    """Give a collection another note."""
    writer.execute(
        "UPDATE collections SET note = ? WHERE id = ? AND note <> ?",
        (storable(note), number, storable(note)),
    )


def find_namesake(view: View, name: str, parent: int, besides: int = 0) -> str | None:
    """The name of another collection right below ``parent`` that a query would take for the same."""
    wanted = fold_name(name)
    for number, other in view.rows("SELECT id, name FROM collections WHERE parent_id = ?", (parent,)):
        if number != besides and fold_name(other) == wanted:
            return str(other)
    return None


def below(view: View, number: int) -> list[int]:
    """A collection and all below it, each before those below it, in their order."""
    children: dict[int, list[int]] = defaultdict(list)
    for child, parent in view.rows("SELECT id, parent_id FROM collections ORDER BY position, id"):
        children[parent].append(child)
    found: list[int] = []
    waiting = [number]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.append(one)
            waiting += reversed(children[one])
    return found


def add_collection(writer: Writer, name: str, parent: int = 0) -> int:
    """Put a new one behind its neighbours; returns its number."""
    place = writer.value("SELECT count(*) FROM collections WHERE parent_id = ?", (parent,))
    number = writer.raw.execute(
        "INSERT INTO collections (parent_id, position, name) VALUES (?, ?, ?)",
        (parent, place, storable(name)),
    ).lastrowid
    assert number is not None
    return number


def rename_collection(writer: Writer, number: int, name: str) -> None:
    """Give it another name."""
    writer.execute("UPDATE collections SET name = ? WHERE id = ?", (storable(name), number))


def move_collection(writer: Writer, number: int, parent: int, place: int | None = None) -> None:
    """Put it below another one (0: at the root), before the one at ``place`` there, counted without itself; None: last."""
    old = writer.value("SELECT parent_id FROM collections WHERE id = ?", (number,))
    neighbours = [one for one in _children(writer, parent) if one != number]
    neighbours.insert(len(neighbours) if place is None else max(0, place), number)
    if old != parent:
        writer.execute("UPDATE collections SET parent_id = ? WHERE id = ?", (parent, number))
        _arrange(writer, [one for one in _children(writer, old) if one != number])
    _arrange(writer, neighbours)


def remove_collections(writer: Writer, number: int) -> None:
    """Take it away with all below it; the posts stay, and the neighbours close the gap."""
    parent = writer.value("SELECT parent_id FROM collections WHERE id = ?", (number,))
    for one in reversed(below(writer, number)):
        writer.execute("DELETE FROM collection_posts WHERE collection_id = ?", (one,))
        writer.execute("DELETE FROM collections WHERE id = ?", (one,))
    _arrange(writer, _children(writer, parent))


def copy_collection(writer: Writer, number: int, name: str) -> int:
    """Make another one beside it, with all that is said of it, all its posts in their order, and all below it; returns
    the new one's number."""
    parent = writer.value("SELECT parent_id FROM collections WHERE id = ?", (number,))
    new: dict[int, int] = {}
    for one in below(writer, number):
        above, old_name = writer.row("SELECT parent_id, name FROM collections WHERE id = ?", (one,))
        new[one] = add_collection(
            writer, name if one == number else old_name, parent if one == number else new[above]
        )
        writer.execute(
            "UPDATE collections SET (description, note) = (SELECT description, note FROM collections WHERE id = ?) "
            "WHERE id = ?",
            (one, new[one]),
        )
        writer.execute(
            "INSERT INTO collection_posts (collection_id, post_id, position, note) "
            "SELECT ?, post_id, position, note FROM collection_posts WHERE collection_id = ?",
            (new[one], one),
        )
    place = _children(writer, parent).index(number)
    move_collection(writer, new[number], parent, place + 1)
    return new[number]


def neighbours_of(view: View, number: int) -> list[int]:
    """The collections of the same parent, itself among them, in their order."""
    return _children(view, view.value("SELECT parent_id FROM collections WHERE id = ?", (number,)))


def children_of(view: View, parent: int) -> list[int]:
    """The collections right below one (0: at the root), in their order."""
    return _children(view, parent)


def _children(view: View, parent: int) -> list[int]:
    rows = view.rows("SELECT id FROM collections WHERE parent_id = ? ORDER BY position, id", (parent,))
    return [row[0] for row in rows]


def _arrange(writer: Writer, numbers: Sequence[int]) -> None:
    for place, number in enumerate(numbers):
        writer.execute(
            "UPDATE collections SET position = ? WHERE id = ? AND position <> ?", (place, number, place)
        )


def _read_description(text: str) -> CollectionDescription:
    try:
        values = json.loads(text)
    except ValueError:
        values = None
    return description_of(values if isinstance(values, dict) else {})
