"""From the form and the body to the whole file and back, in the editor. What was typed comes along either way, and the
caret stays in its line. A front matter that cannot be read is told while one types, and can be saved all the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from fonds.gui.messages import describe_error
from fonds.gui.operations import Operations
from fonds.gui.panes.editing_session import EditingSession
from fonds.gui.panes.editor_notices import header_fault_sentence
from fonds.gui.widgets.notice_bar import NoticeKind
from fonds.gui.widgets.writing_keys import WHOLE_FILE
from fonds.model.errors import UserError
from fonds.model.post import Post
from fonds.services import editing, header_view
from fonds.services.archives import Archive
from fonds.services.post_parts import parts_of

if TYPE_CHECKING:
    from fonds.gui.panes.editor import EditorPane

Found = TypeVar("Found")

CHECK_DELAY = 400
"""Milliseconds after the last key until the front matter of a whole file is read."""


class WholeFile(QObject):
    """Serves one editor. ``wanted`` says whether posts are opened as whole files."""

    def __init__(self, pane: EditorPane, operations: Operations) -> None:
        super().__init__(pane)
        self._pane = pane
        self._operations = operations
        self._channel = f"whole-{id(self)}"
        self._fault = ""
        self.wanted = False
        self._timer = QTimer(self, singleShot=True, interval=CHECK_DELAY)
        self._timer.timeout.connect(self._check)
        pane.header.whole_asked.connect(lambda _checked: self.turn())
        keys = QShortcut(QKeySequence(WHOLE_FILE.keys[0]), pane)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.turn)

    def turn(self) -> None:
        """Show the other of the two: the whole file, or the form and the body."""
        pane, session = self._pane, self._pane.session
        archive = pane.archive
        if session is None or archive is None or session.saving or session.kept_raw or session.cut:
            self._stay()
            return
        pane.remember_place(session)
        self._timer.stop()
        pane.form.clear_errors()
        if session.whole:
            text = session.document.text()
            if text == session.base_text:
                self._show_parts(session, text, (None, editing.body_of(session.post)))
                return
            self._ask(partial(_parts, archive, session.post, text), partial(self._show_parts, session, text))
            return
        try:
            edit = session.edit(pane.fields_of(session, strict=True))
        except UserError as error:
            self._stay()
            pane.show_save_error(error)
            return
        body = session.document.text()
        if edit.empty:
            self._show_whole(session, body, editing.text_of(session.post))
            return
        post_id = session.post.id
        work = partial(header_view.edited_text, archive, post_id, edit)
        self._ask(work, partial(self._show_whole, session, body))

    def check_soon(self) -> None:
        """Read the front matter of the whole file when nothing was typed for a while."""
        session = self._pane.session
        if session is not None and session.whole:
            self._timer.start()

    def _ask(self, work: Callable[[], Found], show: Callable[[Found], None]) -> None:
        self._pane.text.set_read_only(True)  # what would be typed meanwhile could not be placed
        self._operations.run_read(
            lambda _cancel: work(),
            show,
            channel=self._channel,
            on_failed=self._on_failed,
            title=self.tr("Show the whole file"),
        )

    def _on_failed(self, error: Exception) -> None:
        self._stay()
        if self._pane.session is not None:
            self._pane.text.set_read_only(self._pane.notices.locked)
            self._pane.show_save_error(error)

    def _stay(self) -> None:
        session = self._pane.session
        self._pane.header.whole_button.setChecked(session is not None and session.whole)

    def _show_whole(self, session: EditingSession, body: str, text: str) -> None:
        if session is not self._pane.session:
            return
        self.wanted = True
        session.show_whole(text, body)
        self._pane.show_turned(session)

    def _show_parts(self, session: EditingSession, text: str, found: tuple[Post | None, str]) -> None:
        if session is not self._pane.session:
            return
        staged, body = found
        if staged is not None and not staged.header_readable:
            self._stay()
            self._pane.text.set_read_only(self._pane.notices.locked)
            self._tell_fault(header_fault_sentence(staged))
            return
        self.wanted = False
        session.show_parts(staged, body)
        self._pane.show_turned(session)

    # What is wrong with the front matter

    def _check(self) -> None:
        session, archive = self._pane.session, self._pane.archive
        if session is None or archive is None or not session.whole:
            return
        post, text = session.post, session.document.text()
        self._operations.run_read(
            lambda _cancel: _parts(archive, post, text)[0],
            partial(self._on_checked, session),
            channel=f"{self._channel}-check",
            on_failed=lambda error: self._tell_fault(describe_error(error)),
        )

    def _on_checked(self, session: EditingSession, staged: Post | None) -> None:
        if session is not self._pane.session or not session.whole:
            return
        if staged is not None and not staged.header_readable:
            self._tell_fault(header_fault_sentence(staged))
        elif self._fault and self._pane.notice.sentence == self._fault:
            self._pane.notice.dismiss()
            self._fault = ""

    def _tell_fault(self, sentence: str) -> None:
        text = self.tr("{reason} The file can be saved, but its fields cannot be shown until this is mended.")
        self._fault = text.replace("{reason}", sentence)
        self._pane.notice.tell(NoticeKind.WARNING, self._fault)


def _parts(archive: Archive, post: Post, text: str) -> tuple[Post | None, str]:
    """The body of a whole text, and the post as its front matter makes it if that is another than the archive has."""
    staged = header_view.staged_post(archive, post.id, text)
    if not staged.header_readable:
        return staged, ""
    was, now = parts_of(post), parts_of(staged)
    same = (was.opener, was.header, was.closer, was.gap) == (now.opener, now.header, now.closer, now.gap)
    return None if same else staged, now.body
