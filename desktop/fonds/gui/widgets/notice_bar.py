"""One sentence above a pane's content that asks for attention, with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from fonds.gui.icons import Icons
from fonds.gui.theme import GRID, Role, Theme


class NoticeKind(StrEnum):
    """How much a notice matters; the value is the icon's role."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


_COLORS = {NoticeKind.INFO: Role.ACCENT, NoticeKind.WARNING: Role.WARNING, NoticeKind.ERROR: Role.ERROR}

_EDGES = 8 * GRID
"""What of the width neither the sentence nor the buttons have: margins, the picture, spaces."""

Choice = tuple[str, Callable[[], None]]


class NoticeBar(QWidget):
    """Hidden until there is something to say."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._kind = NoticeKind.INFO
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._sentence = QLabel()
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(GRID)
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._parts.setSpacing(GRID // 2)
        self._parts.addWidget(self._sentence, 1)
        self._parts.addLayout(self._buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        layout.setSpacing(GRID)
        layout.addWidget(self._picture)
        layout.addLayout(self._parts, 1)
        theme.changed.connect(self._recolor)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is said; empty while nothing is."""
        return self._sentence.text()

    def tell(self, kind: NoticeKind, sentence: str, choices: Sequence[Choice] = ()) -> None:
        """Show a sentence and a button for each choice."""
        self._clear_buttons()
        self._kind = kind
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        for text, action in choices:
            button = QPushButton(text)
            button.clicked.connect(lambda _checked=False, act=action: act())
            self._buttons.addWidget(button)
        if choices:
            self._buttons.addStretch(1)
        self._arrange()
        self._recolor()
        self.show()

    def dismiss(self) -> None:
        """Say nothing any more."""
        self._clear_buttons()
        self._sentence.clear()
        self.hide()

    def buttons(self) -> list[QPushButton]:
        """The buttons that are shown."""
        items = (self._buttons.itemAt(index) for index in range(self._buttons.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, QPushButton)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """The buttons stand after the sentence where both have room in one line, else below it."""
        said = self._sentence.fontMetrics().horizontalAdvance(self._sentence.text())
        asked = sum(button.sizeHint().width() + GRID for button in self.buttons())
        room = self.width() - _EDGES - said - asked
        across = room >= 0 and "\n" not in self._sentence.text()
        way = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        top = Qt.AlignmentFlag.AlignVCenter if across else Qt.AlignmentFlag.AlignTop
        self._picture.setAlignment(top)
        if self._parts.direction() != way:
            self._parts.setDirection(way)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = self._theme.color(_COLORS[self._kind])
        painter.fillRect(0, 0, 3, self.height(), color)
        color.setAlpha(26)
        painter.fillRect(self.rect(), color)
        painter.end()

    def _clear_buttons(self) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _recolor(self) -> None:
        size = QSize(16, 16)
        icon = self._icons.icon(self._kind.value, _COLORS[self._kind])
        self._picture.setPixmap(icon.pixmap(size, self.devicePixelRatioF()))
        self._sentence.setStyleSheet(f"color: {self._theme.hex(Role.TEXT)};")
        self.update()
