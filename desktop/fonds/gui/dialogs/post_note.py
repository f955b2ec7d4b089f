"""What the archivist notes on one post, in Markdown: written on one page, seen on the other. Never part of the file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QTabWidget,
    QTextBrowser,
    QWidget,
)

from fonds.gui.icons import Icons
from fonds.gui.theme import GRID, Theme
from fonds.gui.widgets.dialog_frame import frame_dialog
from fonds.gui.widgets.notice_bar import NoticeBar, NoticeKind


class PostNoteDialog(QDialog):
    """``save_asked`` has the text; then the dialog is closed, or told what is wrong (``tell_wrong``)."""

    save_asked = Signal(str)

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        title: str,
        text: str,
        parent: QWidget | None = None,
        *,
        read_only: bool = False,
    ) -> None:
        super().__init__(parent)
        self._before, self._read_only = text, read_only
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Note"))
        self.resize(560, 420)
        self.notice = NoticeBar(theme, icons)
        heading = QLabel(title)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        font = heading.font()
        font.setWeight(font.Weight.DemiBold)
        heading.setFont(font)
        hint = QLabel(self.tr("For you alone: kept in the archive, never written into the post’s file."))
        hint.setWordWrap(True)
        hint.setEnabled(False)
        self.text = QPlainTextEdit(text)
        self.text.setTabChangesFocus(True)
        self.text.setReadOnly(read_only)
        self.text.setAccessibleName(self.tr("Note"))
        self.text.setPlaceholderText(self.tr("Markdown: **bold**, *italic*, - list"))
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        self.page.setAccessibleName(self.tr("The note as it looks"))
        self.page.document().setDocumentMargin(GRID)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.text, self.tr("Write"))
        self.tabs.addTab(self.page, self.tr("Look"))
        self.tabs.currentChanged.connect(lambda _page: self.page.setMarkdown(self.text.toPlainText()))
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Close
            if read_only
            else QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.accepted.connect(self._on_save)
        self.buttons.rejected.connect(self.reject)
        if not read_only:
            for keys in ("Ctrl+Return", "Ctrl+S"):
                QShortcut(QKeySequence(keys), self, self._on_save)
        frame_dialog(self, self.notice, heading, hint, self.tabs, self.buttons, growing=self.tabs)
        self.text.setFocus()
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)
        if read_only:
            self.tabs.setCurrentWidget(self.page)

    def tell_wrong(self, sentence: str) -> None:
        """Say why it could not be kept; what was written stays."""
        self.notice.tell(NoticeKind.ERROR, sentence)
        self.buttons.setEnabled(True)

    def reject(self) -> None:
        """Ask before what was written is thrown away."""
        changed = self.text.toPlainText().strip() != self._before
        if changed and not self._read_only and self.buttons.isEnabled():
            choices: tuple[tuple[str, Callable[[], None]], ...] = (
                (self.tr("Save"), self._on_save),
                (self.tr("Discard"), super().reject),
            )
            self.notice.tell(NoticeKind.WARNING, self.tr("What you wrote is not saved yet."), choices)
            return
        super().reject()

    def _on_save(self) -> None:
        if self.buttons.isEnabled():
            self.buttons.setEnabled(False)
            self.save_asked.emit(self.text.toPlainText())
