"""The body of the open post as Markdown or as HTML, by choice: what it becomes is shown first, and put into the editor as
one step that can be undone."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from fonds.gui.operations import Operations
from fonds.gui.panes.editor import EditorPane
from fonds.gui.theme import Theme
from fonds.gui.widgets.notice_bar import NoticeKind
from fonds.gui.widgets.source_document import SourceDocument


class EditorConversion(QObject):
    """Serves the editor of one window."""

    def __init__(self, pane: EditorPane, operations: Operations, theme: Theme) -> None:
        super().__init__(pane)
        self._pane = pane
        self._operations = operations
        self._theme = theme

    def open(self) -> None:
        """Show what the body would become."""
        pane, session = self._pane, self._pane.session
        if session is None or pane.text.isReadOnly():
            return
        if session.whole:
            told = self.tr(
                "Go back to form and text first: the body alone is converted, not the front matter."
            )
            pane.notice.tell(NoticeKind.INFO, told)
            return
        from fonds.gui.dialogs.convert_body import ConvertBodyDialog

        source = session.document
        dialog = ConvertBodyDialog(
            self._theme, self._operations, source.text(), session.post.metadata.format, pane
        )
        dialog.chosen.connect(partial(self._take, source))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take(self, source: SourceDocument, text: str) -> None:
        pane = self._pane
        if source is not pane.text.source or pane.text.isReadOnly():
            return  # another post is shown by now
        cursor = QTextCursor(source)
        cursor.select(QTextCursor.SelectionType.Document)
        source.insert_text(cursor, text)
        cursor.setPosition(0)
        pane.text.setTextCursor(cursor)
        pane.text.setFocus()
