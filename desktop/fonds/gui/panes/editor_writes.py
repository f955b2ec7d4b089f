"""What the editor asks of the archive, as operations: load, keep a draft, discard it, save."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from fonds.gui.operations import Operations
from fonds.gui.panes.editing_session import EditingSession
from fonds.model.changes import ChangeSet
from fonds.model.errors import UserError
from fonds.model.post import Post
from fonds.model.revision import Draft, PostEdit
from fonds.services import browsing, editing
from fonds.services.archives import Archive
from fonds.services.header_view import NO_VIEW, HeaderView, header_view, staged_post


@dataclass(frozen=True, slots=True)
class LoadedPost:
    """A post, its editable text, the draft that was kept of it, and what the form shows of its front matter. ``staged`` is
    the post with the whole text of a draft that holds more than that."""

    post: Post
    text: str
    draft: Draft | None
    view: HeaderView = NO_VIEW
    staged: Post | None = None


def load(archive: Archive, post_id: int) -> LoadedPost:
    """Read a post for editing; raises UserError when it is gone."""
    post = browsing.load_post(archive, post_id)
    draft = editing.find_draft(archive, post_id)
    staged = None
    whole = None if draft is None else draft.edit.whole_text
    if draft is not None and whole is not None and not replace(draft.edit, whole_text=None).empty:
        with suppress(UserError):  # else it is shown as the whole text that it is
            found = staged_post(archive, post_id, whole)
            staged = found if found.header_readable else None
    return LoadedPost(post, editing.body_of(post), draft, header_view(post), staged)


class EditorWrites:
    """Queues the editor's writes. ``initiator`` is named in the changes that they publish."""

    def __init__(self, operations: Operations, archive: Archive, initiator: object) -> None:
        self._operations = operations
        self._archive = archive
        self._initiator = initiator
        self._saved: dict[int, int] = {}  # which revision a save made of which

    def keep_draft(
        self, session: EditingSession, edit: PostEdit, title: str, on_failed: Callable[[Exception], None]
    ) -> None:
        """Keep an edit as the post's draft; an empty one takes the draft away."""
        work = partial(_keep, self._archive, session.post.id, session.base_revision, edit)
        self._operations.run_write(work, title=title, initiator=self._initiator, on_failed=on_failed)

    def keep_behind_saves(
        self,
        sessions: Sequence[EditingSession],
        title: str,
        on_failed: Callable[[EditingSession, Exception], None],
    ) -> None:
        """Keep what was typed since saves were asked for that are not done yet; for when nobody hears of their end."""
        for session in sessions:
            sent = session.sent
            if sent is not None:
                work = partial(
                    self._keep_behind,
                    session.post.id,
                    session.base_revision,
                    session.edit(session.fields),
                    session.edit_beyond(sent),
                )
                self._operations.run_write(
                    work, title=title, initiator=self._initiator, on_failed=partial(on_failed, session)
                )

    def save(
        self,
        session: EditingSession,
        edit: PostEdit,
        title: str,
        on_done: Callable[[LoadedPost], None],
        on_failed: Callable[[Exception], None],
        agreed: str = "",
    ) -> None:
        """Save an edit as a new revision; ``on_done`` gets the post as it is then. ``agreed`` is the digest of a file
        with a rewritten front matter."""
        archive, post_id, base_revision = self._archive, session.post.id, session.base_revision

        def work() -> tuple[LoadedPost, ChangeSet]:
            changes = editing.save_post(archive, post_id, edit, base_revision, agreed)
            loaded = load(archive, post_id)
            self._saved[base_revision] = loaded.post.revision_id
            return loaded, changes

        self._operations.run_write(
            work, title=title, initiator=self._initiator, on_done=on_done, on_failed=on_failed
        )

    def _keep_behind(self, post_id: int, base_revision: int, whole: PostEdit, beyond: PostEdit) -> ChangeSet:
        # Writes run one after the other, so that the save has succeeded by now or it has not.
        saved = self._saved.get(base_revision)
        if saved is None:
            return _keep(self._archive, post_id, base_revision, whole)
        return _keep(self._archive, post_id, saved, beyond)


def _keep(archive: Archive, post_id: int, base_revision: int, edit: PostEdit) -> ChangeSet:
    if edit.empty:
        return editing.discard_draft(archive, post_id)
    return editing.keep_draft(archive, Draft(post_id, base_revision, edit, int(time.time())))
