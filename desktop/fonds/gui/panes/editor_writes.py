"""What the editor asks of the archive, as operations: load, keep a draft, discard it, save."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from fonds.gui.operations import Operations
from fonds.model.changes import ChangeSet
from fonds.model.post import Post
from fonds.model.revision import Draft, PostEdit
from fonds.services import browsing, editing
from fonds.services.archives import Archive


@dataclass(frozen=True, slots=True)
class LoadedPost:
    """A post, its editable text, and the draft that was kept of it."""

    post: Post
    text: str
    draft: Draft | None


def load(archive: Archive, post_id: int) -> LoadedPost:
    """Read a post for editing; raises UserError when it is gone."""
    post = browsing.load_post(archive, post_id)
    return LoadedPost(post, editing.body_of(post), editing.find_draft(archive, post_id))


class EditorWrites:
    """Queues the editor's writes. ``initiator`` is named in the changes that they publish."""

    def __init__(self, operations: Operations, archive: Archive, initiator: object) -> None:
        self._operations = operations
        self._archive = archive
        self._initiator = initiator

    def keep_draft(
        self,
        post_id: int,
        base_revision: int,
        edit: PostEdit,
        title: str,
        on_failed: Callable[[Exception], None],
    ) -> None:
        """Keep an edit as the post's draft; an empty one takes the draft away."""
        archive = self._archive
        draft = Draft(post_id, base_revision, edit, int(time.time()))

        def work() -> ChangeSet:
            if edit.empty:
                return editing.discard_draft(archive, post_id)
            return editing.keep_draft(archive, draft)

        self._operations.run_write(work, title=title, initiator=self._initiator, on_failed=on_failed)

    def save(
        self,
        post_id: int,
        base_revision: int,
        edit: PostEdit,
        title: str,
        on_done: Callable[[LoadedPost], None],
        on_failed: Callable[[Exception], None],
    ) -> None:
        """Save an edit as a new revision; ``on_done`` gets the post as it is then."""
        archive = self._archive

        def work() -> tuple[LoadedPost, ChangeSet]:
            changes = editing.save_post(archive, post_id, edit, base_revision)
            return load(archive, post_id), changes

        self._operations.run_write(
            work, title=title, initiator=self._initiator, on_done=on_done, on_failed=on_failed
        )
