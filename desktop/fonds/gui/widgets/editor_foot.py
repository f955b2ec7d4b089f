"""The line below a text: how long it is, how much of it is selected, and the menu of its look."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from fonds.gui.icons import Icons
from fonds.gui.messages import number_text, plural
from fonds.gui.theme import GRID, Role, Theme
from fonds.text.text_counts import TextCounts


class EditorFoot(QWidget):
    """Shows counts; who counts is not its business."""

    def __init__(self, theme: Theme, icons: Icons, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._whole = TextCounts()
        self._part: TextCounts | None = None
        self._text = ""
        self.counts = QLabel()
        self.counts.setTextFormat(Qt.TextFormat.PlainText)
        self.counts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.counts.setAccessibleName(self.tr("Length of the text"))
        self.menu_button = QToolButton()
        self.menu_button.setIcon(icons.icon("more"))
        self.menu_button.setIconSize(QSize(16, 16))
        self.menu_button.setToolTip(self.tr("Text and view"))
        self.menu_button.setAccessibleName(self.tr("Text and view"))
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(menu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GRID * 2, 0, GRID, 0)
        layout.addWidget(self.counts, 1)
        layout.addWidget(self.menu_button)
        theme.changed.connect(self._show)

    def show_counts(self, whole: TextCounts, part: TextCounts | None) -> None:
        """Show how long the text is, and how much of it is selected."""
        self._whole, self._part = whole, part
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _show(self) -> None:
        whole, part = self._whole, self._part
        characters, words = _characters(whole.characters), _words(whole.words)
        if part is not None:
            of = self.tr("{part} of {whole}")
            characters = of.replace("{part}", number_text(part.characters)).replace("{whole}", characters)
            words = of.replace("{part}", number_text(part.words)).replace("{whole}", words)
        self._text = f"{characters} · {words}"
        shown = part or whole
        lines = [
            _characters(shown.characters),
            QCoreApplication.translate("TextCounts", "{count} without blanks").replace(
                "{count}", number_text(shown.visible)
            ),
            _words(shown.words),
            plural(QCoreApplication.translate("TextCounts", "%Ln line(s)", None, shown.lines), shown.lines),
            self.tr("Each Chinese character counts as a word."),
        ]
        self.counts.setToolTip("\n".join(lines))
        self.counts.setStyleSheet(f"color: {self._theme.hex(Role.TEXT_QUIET)};")
        self._elide()

    def _elide(self) -> None:
        room = max(self.counts.width(), 40)
        self.counts.setText(
            self.counts.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, room)
        )


def _characters(number: int) -> str:
    return plural(QCoreApplication.translate("TextCounts", "%Ln character(s)", None, number), number)


def _words(number: int) -> str:
    return plural(QCoreApplication.translate("TextCounts", "%Ln word(s)", None, number), number)
