"""What the archivist says of posts: rating, read mark, note; each as a step that can be undone. No post's file is touched."""

from __future__ import annotations

from collections.abc import Collection

from fonds.model.changes import NOTHING_CHANGED, ChangeSet
from fonds.model.errors import UserError
from fonds.model.steps import Step
from fonds.services.editing import now, posts_step
from fonds.store import own_facts
from fonds.store.archive import Archive

LONGEST_NOTE = 1_000_000
"""Characters."""
MOST_NAMED = 2000
"""Posts that a change set names; of more it says that there are many."""


def rate_posts(archive: Archive, ids: Collection[int], rating: int) -> ChangeSet:
    """Rate posts from 1 to 5, or 0 for not at all. Raises UserError for any other number."""
    if not 0 <= rating <= own_facts.MOST_STARS:
        raise UserError("A rating goes from 0 to {limit}.", field="rating", limit=str(own_facts.MOST_STARS))
    wanted = list(ids)
    with archive.reading() as view:
        step = posts_step(view, "rate", wanted)
    with archive.writing(step) as writer:
        changed = own_facts.set_rating(writer, wanted, rating)
    return _changes(changed, step)


def toggle_read(archive: Archive, ids: Collection[int]) -> ChangeSet:
    """Mark those of the posts as read that are not; where each is, mark all as unread."""
    with archive.reading() as view:
        fresh = own_facts.unread(view, list(ids))
    return mark_read(archive, fresh or ids, read=bool(fresh))


def mark_read(archive: Archive, ids: Collection[int], *, read: bool) -> ChangeSet:
    """Mark posts as read or as unread."""
    wanted = list(ids)
    with archive.reading() as view:
        step = posts_step(view, "read" if read else "unread", wanted)
    with archive.writing(step) as writer:
        changed = own_facts.set_read(writer, wanted, now() if read else None)
    return _changes(changed, step)


def note_reading(archive: Archive, post_id: int) -> ChangeSet:
    """A post was looked at for long enough: mark it as read. No step of its own, as nobody asked for it."""
    with archive.writing() as writer:
        changed = own_facts.set_read(writer, [post_id], now())
    return ChangeSet(changed=frozenset(changed)) if changed else NOTHING_CHANGED


def load_note(archive: Archive, post_id: int) -> str:
    """What is noted on a post, in Markdown; empty when nothing is."""
    with archive.reading() as view:
        return own_facts.load_note(view, post_id)


def save_note(archive: Archive, post_id: int, text: str) -> ChangeSet:
    """Note something on a post, in place of what was noted; a blank text takes the note away. Raises UserError when the
    post is gone or the text longer than LONGEST_NOTE."""
    text = text.strip()
    if len(text) > LONGEST_NOTE:
        raise UserError("The note is longer than {limit} characters.", field="note", limit=str(LONGEST_NOTE))
    with archive.reading() as view:
        step = posts_step(view, "note", [post_id])
    with archive.writing(step) as writer:
        if writer.value("SELECT 1 FROM posts WHERE id = ?", (post_id,)) is None:
            raise UserError("There is no post {id} in this archive.", field="id", id=str(post_id))
        changed = own_facts.set_note(writer, post_id, text, now())
    return _changes([post_id] if changed else [], step)


def _changes(changed: list[int], step: Step) -> ChangeSet:
    if not changed:
        return NOTHING_CHANGED
    many = len(changed) > MOST_NAMED
    return ChangeSet(changed=frozenset(() if many else changed), many=many, taxonomy=True, step=step.name)
