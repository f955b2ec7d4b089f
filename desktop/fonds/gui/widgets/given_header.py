"""The line above the list that says which posts are shown, where they are of no place of the navigator, and leads back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fonds.gui.icons import Icons
from fonds.gui.theme import GRID, Role, Theme


class GivenHeader(QFrame):
    """What the posts have in common, how many they are, and the ways back."""

    left = Signal()
    """The list as it was before is wanted."""
    back_asked = Signal()
    """What found the posts is wanted again."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.name, self.facts = QLabel(), QLabel()
        for label in (self.name, self.facts):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        font = QFont(self.name.font())
        font.setWeight(QFont.Weight.DemiBold)
        self.name.setFont(font)
        self.facts.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.back = QPushButton(icons.icon("back"), self.tr("Back to the findings"))
        self.back.setProperty("autoDefault", False)
        self.back.clicked.connect(lambda _checked=False: self.back_asked.emit())
        self.close_button = QToolButton()
        self.close_button.setIcon(icons.icon("close"))
        self.close_button.setAutoRaise(True)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.close_button.setAccessibleName(self.tr("Show the list as it was before"))
        self.close_button.setToolTip(self.close_button.accessibleName() + " (Esc)")
        self.close_button.clicked.connect(lambda _checked=False: self.left.emit())
        top = QHBoxLayout()
        top.setSpacing(GRID // 2)
        top.addWidget(self.name, 1)
        top.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        below = QHBoxLayout()
        below.addWidget(self.facts, 1)
        below.addWidget(self.back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID + GRID // 2, GRID // 2, GRID // 2, GRID // 2)
        layout.setSpacing(GRID // 2)
        layout.addLayout(top)
        layout.addLayout(below)
        theme.changed.connect(self._take_look)
        self._take_look()
        self.hide()

    def tell(self, name: str, facts: str) -> None:
        """Say which posts are shown."""
        self.name.setText(name)
        self.name.setAccessibleName(name)
        self.facts.setText(facts)
        self.show()

    def _take_look(self) -> None:
        self.setStyleSheet(f"GivenHeader {{ background: {self._theme.hex(Role.WINDOW)}; }}")
