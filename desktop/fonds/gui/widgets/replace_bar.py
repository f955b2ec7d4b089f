"""The bar that asks what is to be found in a text, and what shall stand in its place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.icons import Icons
from fonds.gui.theme import GRID, Role, Theme
from fonds.text.find_pattern import FindRequest


class ReplaceBar(QWidget):
    """Hidden until ``open``. Enter goes on, with Shift back; F3 does so from everywhere; Escape closes."""

    changed = Signal()
    """Something else is looked for."""
    stepped = Signal(int)
    replace_clicked = Signal()
    replace_all_clicked = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self.sought = _Field(self.tr("Find in the text"))
        self.replacement = _Field(self.tr("Replace with"))
        self.case = self._option("Aa", self.tr("Match case"))
        self.words = self._option("W", self.tr("Whole words"))
        self.regex = self._option(".*", self.tr("Regular expression"))
        self.inside = self._option("", self.tr("Only in the selection"))
        self.inside.setIcon(icons.icon("in-selection"))
        self.told = QLabel()
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.told.setAccessibleName(self.tr("Hits"))
        self.problem = QLabel()
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self._second = QWidget()
        self._lay_out()
        self.sought.textChanged.connect(self.changed)
        for option in (self.case, self.words, self.regex, self.inside):
            option.toggled.connect(self.changed)
        theme.changed.connect(self._recolor)
        self._recolor()
        self.hide()

    @property
    def request(self) -> FindRequest:
        """What is looked for."""
        return FindRequest(
            self.sought.text(), self.regex.isChecked(), self.case.isChecked(), self.words.isChecked()
        )

    def open(self, text: str, *, replacing: bool) -> None:
        """Show the bar; a text is looked for at once."""
        self._second.setVisible(replacing or (self.isVisible() and self._second.isVisible()))
        self.show()
        if text:
            self.sought.setText(text)
        self.sought.setFocus()
        self.sought.selectAll()

    def close_bar(self) -> None:
        """Hide the bar and the marks."""
        self.hide()
        self.closed.emit()

    def tell(self, text: str) -> None:
        """Say how much was found."""
        self.told.setText(text)
        self.told.setToolTip(text)

    def tell_problem(self, text: str) -> None:
        """Say what is wrong; nothing with an empty text."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def set_may_replace(self, may: bool) -> None:
        """Whether the text can be changed."""
        self._second.setEnabled(may)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_bar()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.replacement.hasFocus() and not back:
                self.replace_clicked.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_F3:
                self.stepped.emit(-1 if back else 1)
            case _:
                super().keyPressEvent(event)

    def _lay_out(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(GRID * 2, GRID, GRID, GRID // 2)
        lines.setSpacing(GRID // 2)
        first = QHBoxLayout()
        first.setSpacing(GRID // 2)
        first.addWidget(self.sought, 1)
        back, on = self.tr("Previous hit"), self.tr("Next hit")
        first.addWidget(self._button("previous-hit", back, lambda: self.stepped.emit(-1)))
        first.addWidget(self._button("next-hit", on, lambda: self.stepped.emit(1)))
        first.addWidget(self._button("close", self.tr("Close the find bar"), self.close_bar))
        options = QHBoxLayout()
        options.setSpacing(GRID // 2)
        for option in (self.case, self.words, self.regex, self.inside):
            options.addWidget(option)
        options.addWidget(self.told, 1)
        second = QHBoxLayout(self._second)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(GRID // 2)
        second.addWidget(self.replacement, 1)
        for text, signal in (
            (self.tr("Replace"), self.replace_clicked),
            (self.tr("Replace all"), self.replace_all_clicked),
        ):
            button = QPushButton(text)
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit())
            second.addWidget(button)
        lines.addLayout(first)
        lines.addLayout(options)
        lines.addWidget(self.problem)
        lines.addWidget(self._second)
        self.problem.hide()
        self._second.hide()

    def _option(self, text: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setCheckable(True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setIconSize(QSize(16, 16))
        return button

    def _button(self, icon: str, name: str, slot: object) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._icons.icon(icon))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(slot)
        return button

    def _recolor(self) -> None:
        self.told.setStyleSheet(f"color: {self._theme.hex(Role.TEXT_QUIET)};")
        self.problem.setStyleSheet(f"color: {self._theme.hex(Role.ERROR)};")


class _Field(QLineEdit):
    """A line whose F3 is the bar's, not the window's."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)

    def event(self, event: QEvent) -> bool:
        asked = event.type() is QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F3:
            event.accept()
            return True
        return super().event(event)
