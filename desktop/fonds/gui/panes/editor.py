"""The pane in which a post is edited: its metadata form and its text, which together describe one file.

What is typed is never lost and nobody is nagged: a second after the last key, and whenever the post or the window is
left, it is kept as a draft in the archive. Save makes a revision of it.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from fonds.gui.icons import Icons
from fonds.gui.messages import describe_error
from fonds.gui.operations import Operations
from fonds.gui.panes.editing_session import EditingSession, OpenSessions
from fonds.gui.panes.editor_discarded import DiscardedChanges
from fonds.gui.panes.editor_frame import EditorFrame
from fonds.gui.panes.editor_notices import EditorNotices
from fonds.gui.panes.editor_rewrite import RewriteOffer
from fonds.gui.panes.editor_terms import TermsFeed
from fonds.gui.panes.editor_whole import WholeFile
from fonds.gui.panes.editor_writes import EditorWrites, LoadedPost, load
from fonds.gui.theme import Theme
from fonds.model.changes import ChangeSet
from fonds.model.errors import EditConflict, HeaderNotPatchable, UserError
from fonds.model.revision import PostEdit
from fonds.services import editing
from fonds.services.archives import Archive

DRAFT_DELAY = 1000
"""Milliseconds after the last key until a draft is kept."""

PREVIEW_DELAY = 30
"""Milliseconds after the last key until ``text_changed`` is emitted."""

LONG, LONG_DELAY = 50_000, 250
"""A text of more characters is put together, and shown beside the editor, when one pauses between words, not letters."""


class EditorPane(EditorFrame):
    """Shows and edits one post at a time."""

    text_changed = Signal(int, object)
    """``(post id, PostEdit)`` shortly after the last key, and when a draft was recovered: what a live preview shows."""
    dirty_changed = Signal(bool)
    saved = Signal(int)
    """The post's changes were saved as a revision."""
    shown = Signal(int)
    """The post's text was put on the screen."""

    def __init__(
        self, operations: Operations, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, icons, parent)
        self._operations = operations
        self.archive: Archive | None = None
        self._writes: EditorWrites | None = None
        # Two editors may stand side by side; the answers of one do not outdate those of the other.
        self._channel = f"editor-{id(self)}"
        self._sessions = OpenSessions()
        self._wanted: int | None = None
        self._dirty = False
        self.notices = EditorNotices(self.notice, self.form.title)
        self._discarded = DiscardedChanges(self._sessions, self.notice)
        self._rewrite = RewriteOffer(self, operations, theme, self.save)
        self._terms = TermsFeed(operations, self.form)
        self.whole_file = WholeFile(self, operations)
        self._draft_timer = self._make_timer(DRAFT_DELAY, self.keep_draft)
        self._preview_timer = self._make_timer(PREVIEW_DELAY, self._on_preview_due)
        self.header.save_clicked.connect(lambda: self.save())
        self.header.revert_clicked.connect(self.revert)
        self.text.edited.connect(self._on_edited)
        self.form.edited.connect(self._on_edited)
        operations.changed.connect(self._on_archive_changed)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
        self._show_nothing()

    # What the window asks for

    def set_archive(self, archive: Archive | None) -> None:
        """Work on this archive. ``flush`` before, while the other is still open."""
        self._stop_timers()
        self._operations.cancel_channel(self._channel)
        self.archive = archive
        self._writes = None if archive is None else EditorWrites(self._operations, archive, self)
        self._sessions.clear()
        self._discarded.forget()
        self._wanted = None
        self._show_nothing()
        self._terms.set_archive(archive)

    @property
    def post_id(self) -> int | None:
        """The post that is shown or being loaded."""
        return self._wanted

    def show_post(self, post_id: int | None) -> None:
        """Show a post; unsaved changes of the one before are kept as a draft, silently."""
        if post_id == self._wanted:
            return
        self._leave_post()
        self._wanted = post_id
        if post_id is None or self.archive is None:
            self._operations.cancel_channel(self._channel)
            self._show_nothing()
        else:
            self._read(post_id)

    def show_turned(self, session: EditingSession) -> None:
        """Show a session again whose text is another part of its file now; nothing typed is lost by that."""
        self._session = None
        self._show(session)

    def has_unsaved(self) -> bool:
        """Whether the post that is shown has changes that are not saved as a revision."""
        return self._dirty

    def flush(self) -> None:
        """Keep what was typed as a draft now; for closing the window. The write is queued when this returns."""
        self.commit_composed()
        self.keep_draft()
        if self._session is not None:
            self.remember_place(self._session)
        if self._writes is not None:  # what was typed since a save was asked for goes behind that save
            self._writes.keep_behind_saves(
                self._sessions.saving(), self.tr("Keep the draft"), self._on_draft_failed
            )

    def current_edit(self) -> PostEdit:
        """What is changed against the archive, as it stands in the window."""
        session = self._session
        return PostEdit() if session is None else session.edit(self.fields_of(session))

    def save(self, agreed: str = "") -> None:
        """Write the changes to the archive as a new revision; one may type on meanwhile. ``agreed`` is the digest of a
        file with a rewritten front matter."""
        session = self._session
        if session is None or self._writes is None or session.saving or self.notices.locked:
            return
        self.commit_composed()
        if session.in_conflict:
            self._tell_conflict(session)
            return
        self.form.clear_errors()
        try:
            edit = session.edit(self.fields_of(session, strict=True))
        except UserError as error:
            self.show_save_error(error)
            return
        if edit.empty:
            self.keep_draft()
            return
        self._stop_timers()
        session.sent = edit
        # A whole text may become an ordinary post by this; what would be typed meanwhile could not be placed.
        self.text.set_read_only(session.kept_raw)
        self._show_state()
        self._writes.save(
            session,
            edit,
            self.tr("Save"),
            partial(self._on_saved, session, edit),
            partial(self._on_save_failed, session),
            agreed,
        )

    def revert(self) -> None:
        """Give up the unsaved changes and show what the archive has; until the post is left they can be taken back."""
        session = self._session
        if session is not None and not session.saving:
            self._put_aside(session)
            self._write_draft(session, PostEdit())
            self._read(session.post.id, with_draft=False)

    def take_back(self) -> None:
        """Show the changes again that were given up last; what was typed since is given up in their place."""
        now = self._session
        if now is None or now.saving or (session := self._discarded.take()) is None:
            return
        self._put_aside(now)
        self._sessions.add(session)
        self._write_draft(session, session.edit(session.fields))
        self._read(session.post.id)

    def _put_aside(self, session: EditingSession) -> None:
        self.commit_composed()
        self._stop_timers()
        self.remember_place(session)
        self._discarded.put_aside(session, keep=self._differs(session))
        self._session = None
        self._set_dirty(False)

    def keep_draft(self) -> None:
        """Keep the unsaved changes in the archive, or take the draft away when there are none."""
        self._draft_timer.stop()
        session = self._session
        if session is None or self.text.composing or self.notices.locked:
            return
        edit = self.current_edit()
        self._set_dirty(not edit.empty)
        self._write_draft(session, edit)

    def _write_draft(self, session: EditingSession, edit: PostEdit) -> None:
        if self._writes is None or session.saving or edit == session.draft_kept:
            return
        session.draft_kept = edit
        self._writes.keep_draft(
            session, edit, self.tr("Keep the draft"), partial(self._on_draft_failed, session)
        )

    # Loading and showing

    def _leave_post(self) -> None:
        """Keep what was typed, and the place where the caret is."""
        session = self._session
        if session is None:
            return
        self.commit_composed()
        self.keep_draft()
        self.remember_place(session)
        self._discarded.forget()
        self._stop_timers()
        self.text.set_read_only(True)  # until the next post is there, no key may go into this one
        self._session = None

    def _read(self, post_id: int, *, with_draft: bool = True) -> None:
        archive = self.archive
        if archive is not None:
            self._operations.run_read(
                lambda _cancel: load(archive, post_id),
                partial(self._on_post_loaded, with_draft),
                channel=self._channel,
                on_failed=self._on_load_failed,
                title=self.tr("Open the post"),
            )

    def _on_post_loaded(self, with_draft: bool, loaded: LoadedPost) -> None:
        post, draft = loaded.post, loaded.draft if with_draft else None
        if post.id != self._wanted:
            return
        session = self._sessions.find(post.id)
        if session is not None and session.base_revision == post.revision_id and not session.in_conflict:
            if session is self._session and session.post == post:
                return  # nothing changed for whoever types in it
            if session is self._session:
                self.keep_draft()  # while it may be: the post may be in the trash by now
            session.post = post
        elif (
            session is not None
            and (self._session is session or session.draft_kept)
            and self._differs(session)
        ):
            session.head = (post, loaded.text)
        else:
            session = EditingSession(post, loaded.text, loaded.view)
            if draft is not None:
                session.take_draft(draft, loaded.staged)
            elif self.whole_file.wanted and post.header_readable and not session.cut:
                session.show_whole(editing.text_of(post), loaded.text)
        self._sessions.add(session)
        self._show(session)

    def _differs(self, session: EditingSession) -> bool:
        """Whether a session holds what the archive does not have."""
        fields = self.fields_of(session) if session is self._session else session.fields
        return not session.edit(fields).empty

    def _show(self, session: EditingSession) -> None:
        fields = self.fields_of(session) if session is self._session else session.fields
        self._session = session
        self.notices.show(session, self.archive is None or self.archive.read_only)
        self.show_session(session, fields, locked=self.notices.locked)
        edit = self.current_edit()
        self._set_dirty(not edit.empty and not self.notices.locked)
        if session.in_conflict:
            self._tell_conflict(session)
        elif session.restored and self._dirty:
            self.notices.tell_restored(self.tr("Discard draft"), self.revert)
        else:
            self._discarded.offer(session.post.id, self.take_back)
        self.shown.emit(session.post.id)
        if self._dirty:
            self.text_changed.emit(session.post.id, edit)

    def _show_nothing(self, sentence: str = "") -> None:
        self._session = None
        self._set_dirty(False)
        self.tell(sentence or self.tr("Choose a post to read and edit it here."))

    def _on_load_failed(self, error: Exception) -> None:
        if self._session is not None and self._dirty:
            self.notices.tell_error(describe_error(error))  # what was typed stays on the screen
        else:
            self._sessions.drop(-1 if self._session is None else self._session.post.id)
            self._show_nothing(describe_error(error))

    # Typing

    def _on_edited(self) -> None:
        if self._session is None or self.notices.locked:
            return
        self._session.restored = False
        self._set_dirty(True)
        self._draft_timer.start()
        long = self.text.source.characterCount() > LONG
        self._preview_timer.start(LONG_DELAY if long else PREVIEW_DELAY)
        self.whole_file.check_soon()

    def _on_preview_due(self) -> None:
        session = self._session
        if session is None:
            return
        edit = self.current_edit()
        self._set_dirty(not edit.empty)
        title = edit.metadata.title
        self.header.set_title(session.post.metadata.title if title is None else title)
        self.text_changed.emit(session.post.id, edit)

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        left = before is not None and self.isAncestorOf(before)
        if left and (now is None or not self.isAncestorOf(now)) and self._draft_timer.isActive():
            self.keep_draft()

    # What comes back

    def _on_saved(self, session: EditingSession, sent: PostEdit, loaded: LoadedPost) -> None:
        session.sent = None
        if session.closed:
            return
        self._discarded.forget()
        if session is self._session:
            self.remember_place(session)
        now = session.edit(session.fields)
        session.take_saved(loaded.post, loaded.text, sent, now, loaded.view)
        session.draft_kept = PostEdit()
        if session is self._session:
            self.show_turned(session)
        self._write_draft(session, session.edit(session.fields))
        self.saved.emit(loaded.post.id)

    def _on_save_failed(self, session: EditingSession, error: Exception) -> None:
        session.sent = None
        session.draft_kept = None
        if session.closed:
            self.notices.tell_error(describe_error(error))
        elif session is not self._session:
            self._write_draft(session, session.edit(session.fields))
        else:
            self.text.set_read_only(self.notices.locked)
            self._draft_timer.start()
            self._show_state()
            if isinstance(error, EditConflict):
                self._read(session.post.id)
            elif isinstance(error, HeaderNotPatchable) and self.archive is not None:
                self._rewrite.offer(self.archive, session, error)
            else:
                self.show_save_error(error)

    def _on_draft_failed(self, session: EditingSession, error: Exception) -> None:
        session.draft_kept = None
        text = self.tr("The draft could not be kept; the text stays here only. {reason}")
        self.notices.tell_error(text.replace("{reason}", describe_error(error)))

    def _tell_conflict(self, session: EditingSession) -> None:
        mine = (self.tr("Keep mine"), self._keep_mine) if session.can_move else None
        self.notices.tell_conflict(mine, (self.tr("Take the archive's"), self.revert))

    def _keep_mine(self) -> None:
        session = self._session
        if session is None:
            return
        session.move_to_head(self.fields_of(session))
        session.draft_kept = None
        self.show_turned(session)
        self.keep_draft()

    def _on_archive_changed(self, changes: ChangeSet, initiator: object) -> None:
        if initiator is self or self._wanted is None:
            return
        if changes.many or self._wanted in changes.added | changes.changed | changes.removed:
            self._read(self._wanted)

    # Small parts

    def _set_dirty(self, dirty: bool) -> None:
        if dirty != self._dirty:
            self._dirty = dirty
            self.dirty_changed.emit(dirty)
        self._show_state()

    def _show_state(self) -> None:
        self.show_state(self._session, dirty=self._dirty, locked=self.notices.locked)

    def _stop_timers(self) -> None:
        self._draft_timer.stop()
        self._preview_timer.stop()
