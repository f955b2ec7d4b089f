"""The line above the editor: whose text this is, how it stands, and what can be done with it."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from fonds.gui.icons import Icons
from fonds.gui.theme import GRID, Role, Theme


class EditorState(StrEnum):
    """How the text stands to the archive."""

    SAVED = "saved"
    UNSAVED = "unsaved"
    RESTORED = "restored"
    SAVING = "saving"
    READ_ONLY = "read-only"


class EditorHeader(QWidget):
    """Title, state, and the buttons."""

    save_clicked = Signal()
    revert_clicked = Signal()
    form_toggled = Signal(bool)
    whole_asked = Signal(bool)
    """The whole file is to be edited as text, or the form and the body again."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._full_title = ""
        self._state = EditorState.SAVED
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._status = QLabel()
        self._status.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.form_button = _tool(icons, "details", self.tr("Show the metadata"))
        self.form_button.setCheckable(True)
        self.form_button.setChecked(True)
        self.form_button.toggled.connect(self.form_toggled)
        self.whole_button = _tool(icons, "source", self.tr("Edit the whole file (Ctrl+Alt+U)"))
        self.whole_button.setAccessibleName(self.tr("Whole file"))
        self.whole_button.setCheckable(True)
        self.whole_button.clicked.connect(self.whole_asked)
        self.revert_button = _tool(icons, "restore", self.tr("Discard the changes"))
        self.revert_button.clicked.connect(self.revert_clicked)
        self.save_button = QPushButton(self.tr("Save"))
        self.save_button.setToolTip(self.tr("Save as a new revision (Ctrl+S)"))
        self.save_button.clicked.connect(self.save_clicked)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._title)
        names.addWidget(self._status)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GRID * 2, GRID // 2, GRID, GRID // 2)
        layout.setSpacing(GRID // 2)
        layout.addLayout(names, 1)
        for button in (self.form_button, self.whole_button, self.revert_button, self.save_button):
            layout.addWidget(button)
        theme.changed.connect(self._show_state)

    def set_title(self, title: str) -> None:
        """Show a title, cut where there is no room."""
        self._full_title = title or self.tr("Without a title")
        self._title.setToolTip(self._full_title)
        self._elide()

    @property
    def state(self) -> EditorState:
        """The state that is shown."""
        return self._state

    def show_whole(self, *, whole: bool, locked: bool) -> None:
        """Show whether the text is the whole file, and whether that can be changed."""
        self.whole_button.setChecked(whole)
        self.whole_button.setEnabled(not locked)

    def set_state(self, state: EditorState) -> None:
        """Show how the text stands, and allow what fits."""
        self._state = state
        changed = state in (EditorState.UNSAVED, EditorState.RESTORED)
        self.save_button.setEnabled(changed)
        self.revert_button.setEnabled(changed)
        self._show_state()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _show_state(self) -> None:
        texts = {
            EditorState.SAVED: self.tr("Saved"),
            EditorState.UNSAVED: self.tr("Unsaved changes"),
            EditorState.RESTORED: self.tr("Draft recovered"),
            EditorState.SAVING: self.tr("Saving…"),
            EditorState.READ_ONLY: self.tr("Read-only"),
        }
        changed = self._state in (EditorState.UNSAVED, EditorState.RESTORED)
        self._status.setText(texts[self._state])
        self._status.setStyleSheet(f"color: {self._theme.hex(Role.ACCENT if changed else Role.TEXT_QUIET)};")

    def _elide(self) -> None:
        room = max(self._title.width(), 40)
        self._title.setText(
            self._title.fontMetrics().elidedText(self._full_title, Qt.TextElideMode.ElideRight, room)
        )


def _tool(icons: Icons, icon: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icons.icon(icon))
    button.setIconSize(QSize(18, 18))
    button.setToolTip(name)
    button.setAccessibleName(name)
    return button
