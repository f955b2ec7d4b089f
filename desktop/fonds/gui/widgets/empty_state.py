"""What a pane shows in place of nothing: a quiet sign, a sentence, and where it helps, one thing to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from fonds.gui.icons import Icons
from fonds.gui.theme import GRID, Role, Theme


class EmptyState(QWidget):
    """An icon, a sentence and perhaps a button."""

    action_triggered = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._icon_name = "all-posts"
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence = QLabel()
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setWordWrap(True)
        self._button = QPushButton()
        self._button.clicked.connect(self.action_triggered)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        layout.setSpacing(GRID + GRID // 2)
        layout.addStretch(2)
        layout.addWidget(self._picture)
        layout.addWidget(self._sentence)
        layout.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        theme.changed.connect(self._repaint)
        self._repaint()

    def tell(self, icon: str, sentence: str, action: str = "") -> None:
        """Show an icon role and a sentence; ``action`` is the button's text, no button when it is empty."""
        self._icon_name = icon
        self._sentence.setText(sentence)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(sentence)
        self._repaint()

    @property
    def sentence(self) -> str:
        """What is said."""
        return self._sentence.text()

    @property
    def button(self) -> QPushButton:
        """The one thing to do."""
        return self._button

    def _repaint(self) -> None:
        size = 5 * GRID
        self._picture.setPixmap(
            self._icons.pixmap(self._icon_name, size, self.devicePixelRatioF(), Role.TEXT_DISABLED)
        )
        self._sentence.setStyleSheet(f"color: {self._theme.hex(Role.TEXT_QUIET)};")
