"""What the editor offers where an edit needs a rewritten front matter: the difference first, and then the person decides."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from fonds.gui.messages import describe_error
from fonds.gui.operations import Operations
from fonds.gui.panes.editing_session import EditingSession
from fonds.gui.panes.editor_frame import EditorFrame
from fonds.gui.theme import Theme
from fonds.gui.widgets.notice_bar import NoticeKind
from fonds.model.errors import UserError
from fonds.services import editing
from fonds.services.archives import Archive
from fonds.services.editing import RewriteProposal


class RewriteOffer(QObject):
    """Shows the difference that a rewritten front matter makes. ``save`` is called with what was agreed to, and with
    nothing else; what was typed stays in the editor."""

    def __init__(
        self, frame: EditorFrame, operations: Operations, theme: Theme, save: Callable[[str], None]
    ) -> None:
        super().__init__(frame)
        self._frame = frame
        self._operations = operations
        self._theme = theme
        self._save = save
        self._channel = f"rewrite-{id(self)}"

    def offer(self, archive: Archive, session: EditingSession, error: Exception) -> None:
        """Say why nothing was saved, and offer to show what could be."""
        sentence = self.tr("Not saved. {reason}").replace("{reason}", describe_error(error))
        choice = (self.tr("Rewrite the front matter…"), partial(self._propose, archive, session))
        self._frame.notice.tell(NoticeKind.WARNING, sentence, [choice])

    def _propose(self, archive: Archive, session: EditingSession) -> None:
        self._frame.form.clear_errors()
        try:
            edit = session.edit(self._frame.fields_of(session, strict=True))
        except UserError as error:
            self._frame.show_save_error(error)
            return
        post_id = session.post.id
        self._operations.run_read(
            lambda _cancel: editing.propose_rewrite(archive, post_id, edit),
            partial(self._show, session),
            channel=self._channel,
            on_failed=self._frame.show_save_error,
            title=self.tr("Rewrite the front matter"),
        )

    def _show(self, session: EditingSession, proposal: RewriteProposal) -> None:
        if self._frame.text.source is not session.document:
            return  # another post is shown by now
        from fonds.gui.dialogs.save_difference import SaveDifferenceDialog

        dialog = SaveDifferenceDialog(self._theme, self._operations, proposal, self._frame)
        dialog.accepted.connect(partial(self._on_agreed, proposal))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_agreed(self, proposal: RewriteProposal) -> None:
        self._frame.notice.dismiss()
        self._save(proposal.digest)
