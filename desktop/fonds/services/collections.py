"""Collections: made, named, described, arranged and filled, each as a step that can be undone.

Rule: neighbours have names that a query can tell apart, no collection lies in itself, and posts are never touched.
"""

from __future__ import annotations

from collections.abc import Sequence

from fonds.model.changes import NOTHING_CHANGED, ChangeSet
from fonds.model.collection import (
    Collection,
    CollectionDescription,
    CollectionRecord,
    DescriptionOffer,
    description_of,
    merged_description,
)
from fonds.model.errors import UserError
from fonds.model.progress import CancelToken, ProgressSink, ignore_progress
from fonds.model.steps import Step
from fonds.services.editing import posts_step
from fonds.store import collected_posts, collection_facts
from fonds.store import collections as stored
from fonds.store.archive import Archive
from fonds.store.session import View, Writer
from fonds.text.folding import fold_name

LONGEST_NAME = 200
DEEPEST = 30
"""How deep collections may lie in each other."""


def list_collections(archive: Archive) -> tuple[Collection, ...]:
    """All of them, each before those below it, in the order that a person gave them."""
    with archive.reading() as view:
        return stored.list_collections(view)


def load_record(archive: Archive, number: int, cancel: CancelToken | None = None) -> CollectionRecord:
    """All that is said of a collection. Raises UserError when there is none of that number."""
    with archive.reading(cancel) as view:
        return stored.load_record(view, number)


def find_collection(archive: Archive, name: str) -> Collection:
    """The collection of a name, or of a path (``a/b``, ``/a/b`` from the root), or of a number. Raises UserError when
    there is none, or more than one."""
    known = list_collections(archive)
    wanted = fold_name(name)
    paths = {one.id: "/".join(map(fold_name, one.path)) for one in known}
    found = [one for one in known if paths[one.id] == wanted.strip("/")]
    if not found and not wanted.startswith("/"):
        found = [one for one in known if f"/{paths[one.id]}".endswith(f"/{wanted}")]
    if not found and name.isdecimal():
        found = [one for one in known if one.id == int(name)]
    if not found:
        raise UserError("There is no collection “{name}”.", field="collection", name=name)
    if len(found) > 1:
        raise UserError("Several collections are called “{name}”: say which.", field="collection", name=name)
    return found[0]


# The tree


def create_collection(
    archive: Archive,
    name: str,
    parent: int = 0,
    post_ids: Sequence[int] = (),
    progress: ProgressSink = ignore_progress,
    cancel: CancelToken | None = None,
) -> tuple[Collection, ChangeSet]:
    """Make a collection below another one (0: at the root), with posts in the order given: one step, all or nothing.
    Raises UserError for a name that is empty, too long or taken."""
    return create_path(archive, (name,), parent, post_ids, progress, cancel)


def create_path(
    archive: Archive,
    names: Sequence[str],
    parent: int = 0,
    post_ids: Sequence[int] = (),
    progress: ProgressSink = ignore_progress,
    cancel: CancelToken | None = None,
) -> tuple[Collection, ChangeSet]:
    """Make collections one in the other, the first below another one (0: at the root), with posts in the last: one step,
    all or nothing. Raises UserError as ``create_collection`` does."""
    step = _step("create", _plain(names[-1]))
    number = parent
    with archive.writing(step) as writer:
        for name in names:
            name = _checked(writer, name, number)
            _check_depth(writer, number, 1)
            number = stored.add_collection(writer, name, number)
        collected_posts.add_to_collection(writer, number, post_ids, cancel, progress)
    with archive.reading() as view:
        return stored.get_collection(view, number), _changes(step)


def rename_collection(archive: Archive, number: int, name: str) -> ChangeSet:
    """Give a collection another name. Raises UserError as ``create_collection`` does."""
    with archive.reading() as view:
        before = stored.get_collection(view, number)
    step = _step("rename", before.name)
    with archive.writing(step) as writer:
        before = stored.get_collection(writer, number)
        name = _checked(writer, name, before.parent_id, besides=number)
        stored.rename_collection(writer, number, name)
    return NOTHING_CHANGED if name == before.name else _changes(step)


def move_collection(archive: Archive, number: int, parent: int, place: int | None = None) -> ChangeSet:
    """Put a collection below another one (0: at the root), before the one at ``place`` there, counted without itself;
    None: behind all. Raises UserError when it would lie in itself, too deep, or beside one of its name."""
    with archive.reading() as view:
        step = _step("move", stored.get_collection(view, number).name)
    with archive.writing(step) as writer:
        before = stored.list_collections(writer)
        one = stored.get_collection(writer, number)
        inside = stored.below(writer, number)
        if parent in inside:
            raise UserError("A collection cannot lie in itself.", field="parent")
        if parent:
            stored.get_collection(writer, parent)
        deepest = max(len(other.path) for other in before if other.id in inside) - len(one.path) + 1
        _check_depth(writer, parent, deepest)
        _checked(writer, one.name, parent, besides=number)
        stored.move_collection(writer, number, parent, place)
        moved = stored.list_collections(writer) != before
    return _changes(step) if moved else NOTHING_CHANGED


def shift_collection(archive: Archive, number: int, steps: int) -> ChangeSet:
    """Move a collection down by so many places among its neighbours, up when negative, at most to the end."""
    with archive.reading() as view:
        parent = stored.get_collection(view, number).parent_id
        place = stored.neighbours_of(view, number).index(number)
    return move_collection(archive, number, parent, max(0, place + steps))


def indent_collection(archive: Archive, number: int, *, deeper: bool) -> ChangeSet:
    """Put a collection into the one above it (``deeper``), or beside the one that it lies in."""
    with archive.reading() as view:
        one = stored.get_collection(view, number)
        neighbours = stored.neighbours_of(view, number)
        place = neighbours.index(number)
        target: tuple[int, int | None] | None
        if deeper:
            target = (neighbours[place - 1], None) if place else None
        elif one.parent_id:
            above = stored.get_collection(view, one.parent_id)
            target = (above.parent_id, stored.neighbours_of(view, above.id).index(above.id) + 1)
        else:
            target = None
    return NOTHING_CHANGED if target is None else move_collection(archive, number, *target)


def delete_collection(archive: Archive, number: int) -> ChangeSet:
    """Forget a collection and all below it; the posts stay."""
    with archive.reading() as view:
        step = _step("delete", stored.get_collection(view, number).name)
    with archive.writing(step) as writer:
        stored.get_collection(writer, number)
        stored.remove_collections(writer, number)
    return _changes(step)


def duplicate_collection(archive: Archive, number: int, name: str) -> tuple[Collection, ChangeSet]:
    """Make a copy beside a collection, with all that is said of it, its posts in their order and all below it. ``name``
    is what it is to be called: a number is added where that is taken."""
    with archive.reading() as view:
        step = _step("duplicate", stored.get_collection(view, number).name)
    with archive.writing(step) as writer:
        one = stored.get_collection(writer, number)
        free, turn = name[:LONGEST_NAME], 1
        while stored.find_namesake(writer, free, one.parent_id) is not None:
            turn += 1
            free = f"{name[: LONGEST_NAME - 8]} {turn}"
        new = stored.copy_collection(writer, number, free)
    with archive.reading() as view:
        return stored.get_collection(view, new), _changes(step)


def merge_collections(archive: Archive, gone: int, stays: int) -> ChangeSet:
    """Put all that one collection has behind what another has, and forget the first: posts with their notes, those below
    it, its note, and of its description what the other leaves empty. Raises UserError where one lies in the other."""
    with archive.reading() as view:
        step = _step("merge", stored.get_collection(view, gone).name)
    with archive.writing(step) as writer:
        one, other = stored.load_record(writer, gone), stored.load_record(writer, stays)
        if gone in stored.below(writer, stays) or stays in stored.below(writer, gone):
            raise UserError("A collection cannot be merged with one that it lies in.", field="stays")
        collected_posts.merge_into(writer, gone, stays)
        _take_children(writer, gone, stays)
        stored.save_description(writer, stays, merged_description(other.description, one.description))
        notes = (other.note, "" if one.note in other.note else one.note)
        stored.save_note(writer, stays, "\n\n".join(note for note in notes if note))
        stored.remove_collections(writer, gone)
    return _changes(step)


def _take_children(writer: Writer, gone: int, stays: int) -> None:
    """Those below a collection go below another; of equal names, their posts become one."""
    names = {
        fold_name(stored.get_collection(writer, one).name): one for one in stored.children_of(writer, stays)
    }
    for child in stored.children_of(writer, gone):
        namesake = names.get(fold_name(stored.get_collection(writer, child).name))
        if namesake is None:
            stored.move_collection(writer, child, stays)
        else:
            collected_posts.merge_into(writer, child, namesake)
            _take_children(writer, child, namesake)


# What is said of it


def offer_description(archive: Archive, number: int, cancel: CancelToken | None = None) -> DescriptionOffer:
    """What the posts of a collection and of all below it say themselves, for its description."""
    with archive.reading(cancel) as view:
        return collection_facts.offer_description(view, number)


def describe_collection(
    archive: Archive, number: int, description: CollectionDescription, note: str
) -> ChangeSet:
    """Say something else of a collection as a whole, and note something else on it; what is blank is not kept."""
    with archive.reading() as view:
        before = stored.load_record(view, number)
    step = _step("describe", before.collection.name)
    description = description_of(description.values())
    if (before.description, before.note) == (description, note.strip()):
        return NOTHING_CHANGED
    with archive.writing(step) as writer:
        stored.get_collection(writer, number)
        stored.save_description(writer, number, description)
        stored.save_note(writer, number, note.strip())
    return _changes(step)


# Its posts


def add_posts(
    archive: Archive,
    number: int,
    post_ids: Sequence[int],
    progress: ProgressSink = ignore_progress,
    cancel: CancelToken | None = None,
) -> tuple[int, ChangeSet]:
    """Put posts behind those of a collection, in the order given: one step, all or nothing. Returns how many did not lie
    there yet."""
    with archive.reading() as view:
        name = stored.get_collection(view, number).name
        step = _step_of_posts(view, "collect", post_ids, name)
    with archive.writing(step) as writer:
        stored.get_collection(writer, number)
        added = collected_posts.add_to_collection(writer, number, post_ids, cancel, progress)
    return len(added), _changes(step) if added else NOTHING_CHANGED


def remove_posts(
    archive: Archive,
    number: int,
    post_ids: Sequence[int],
    cancel: CancelToken | None = None,
    *,
    whole: bool = True,
) -> tuple[int, ChangeSet]:
    """Take posts out of a collection and (``whole``) all below it; the posts stay. Returns how many lay there."""
    with archive.reading() as view:
        name = stored.get_collection(view, number).name
        step = _step_of_posts(view, "drop", post_ids, name)
    with archive.writing(step) as writer:
        inside = stored.below(writer, number) if whole else [number]
        removed = collected_posts.remove_from_collections(writer, inside, post_ids, cancel)
    return len(removed), _changes(step) if removed else NOTHING_CHANGED


def move_posts(archive: Archive, number: int, post_ids: Sequence[int], before: int | None) -> ChangeSet:
    """Put posts of a collection, in their order, before another one of its posts; None: behind all. Those that lie only
    in a collection below it stay where they are."""
    with archive.reading() as view:
        name = stored.get_collection(view, number).name
        step = _step_of_posts(view, "place", post_ids, name)
    with archive.writing(step) as writer:
        moved = collected_posts.move_in_collection(writer, number, post_ids, before)
    return _changes(step) if moved else NOTHING_CHANGED


def shift_posts(
    archive: Archive, number: int, post_ids: Sequence[int], steps: int | None, *, up: bool
) -> ChangeSet:
    """Move posts of a collection together by so many places, up or down; None: to the beginning or the end."""
    with archive.reading() as view:
        order = collected_posts.posts_in_order(view, number)
    chosen = set(post_ids)
    places = [place for place, post in enumerate(order) if post in chosen]
    if not places:
        return NOTHING_CHANGED
    rest = [post for post in order if post not in chosen]
    if steps is None:
        place = 0 if up else len(rest)
    else:
        # How many of the others stand before the first (the last) that moves.
        standing = places[0] if up else places[-1] - len(places) + 1
        place = max(0, standing - steps) if up else min(len(rest), standing + steps)
    return move_posts(archive, number, post_ids, rest[place] if place < len(rest) else None)


def _step(verb: str, name: str) -> Step:
    return Step(f"{verb}-collection", (("name", name),))


def _step_of_posts(view: View, verb: str, post_ids: Sequence[int], name: str) -> Step:
    step = posts_step(view, verb, list(post_ids))
    return Step(step.code, (*step.details, ("name", name)))


def _changes(step: Step) -> ChangeSet:
    return ChangeSet(taxonomy=True, step=step.name)


def _plain(name: str) -> str:
    return " ".join(name.split())


def _check_depth(view: View, parent: int, levels: int) -> None:
    above = len(stored.get_collection(view, parent).path) if parent else 0
    if above + levels > DEEPEST:
        raise UserError("Collections lie in each other {limit} deep at most.", limit=str(DEEPEST))


def _checked(view: View, name: str, parent: int, besides: int = 0) -> str:
    name = _plain(name)
    if not name:
        raise UserError("A collection needs a name.", field="name")
    if len(name) > LONGEST_NAME:
        raise UserError("The name is longer than {limit} characters.", field="name", limit=str(LONGEST_NAME))
    found = stored.find_namesake(view, name, parent, besides)
    if found is not None:
        raise UserError("A collection is called “{name}” here already.", field="name", name=found)
    return name
