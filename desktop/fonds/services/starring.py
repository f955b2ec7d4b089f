"""Stars: what a person marks in order to find it again."""

from __future__ import annotations

from collections.abc import Collection

from fonds.model.changes import NOTHING_CHANGED, ChangeSet
from fonds.services.editing import now, posts_step
from fonds.store import stars
from fonds.store.archive import Archive


def toggle_stars(archive: Archive, ids: Collection[int]) -> ChangeSet:
    """Give a star to those of the posts that have none; where each has one, take all away."""
    with archive.reading() as view:
        without = stars.unstarred(view, list(ids))
    return set_stars(archive, without or ids, starred=bool(without))


def add_stars(archive: Archive, ids: Collection[int]) -> ChangeSet:
    """Give a star to those of the posts that have none."""
    with archive.reading() as view:
        without = stars.unstarred(view, list(ids))
    return set_stars(archive, without, starred=True) if without else NOTHING_CHANGED


def set_stars(archive: Archive, ids: Collection[int], *, starred: bool) -> ChangeSet:
    """Give posts a star or take it away; one step, which can be undone."""
    wanted = list(ids)
    with archive.reading() as view:
        step = posts_step(view, "star" if starred else "unstar", wanted)
    with archive.writing(step) as writer:
        changed = stars.set_starred(writer, wanted, now() if starred else None)
    return (
        ChangeSet(changed=frozenset(changed), taxonomy=True, step=step.name) if changed else NOTHING_CHANGED
    )
