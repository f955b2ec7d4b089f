"""What to do where a search finds nothing: a button for each of its last conditions, which takes it out, and one that
clears the search."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from fonds.gui.icons import Icons
from fonds.gui.theme import GRID
from fonds.model.query_tree import Query
from fonds.text.query_writer import without_term

MOST_CONDITIONS = 4


class WaysOut(QWidget):
    """Buttons, those for the last conditions first."""

    text_chosen = Signal(str)
    """The search text that is wanted now."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._query = Query("", None)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, 0, GRID, GRID)
        layout.setSpacing(GRID // 2)
        self._removing = [QToolButton() for _ in range(MOST_CONDITIONS)]
        self._clearing = QToolButton()
        for place, button in enumerate(self.stops):
            button.setIcon(icons.icon("close"))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _checked=False, place=place: self._on_clicked(place))
            layout.addWidget(button)
        self.hide()

    @property
    def stops(self) -> tuple[QToolButton, ...]:
        """The buttons from the top, those that are hidden too."""
        return (*self._removing, self._clearing)

    def minimumSizeHint(self) -> QSize:
        """The buttons never ask for more width than there is."""
        return QSize(0, super().minimumSizeHint().height())

    def show_query(self, query: Query) -> None:
        """Offer the ways out of a search; without one there is nothing to offer."""
        self._query = query
        lines = [self._condition(place) for place in range(MOST_CONDITIONS)]
        names = [
            self.tr("Take out {condition}").replace("{condition}", line) if line else "" for line in lines
        ]
        names.append(self.tr("Clear the search") if query.text.strip() else "")
        moved = any(button.hasFocus() for button in self.stops)
        for button, name in zip(self.stops, names, strict=True):
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.setVisible(bool(name))
        self._elide()
        if moved and names[-1]:
            next(b for b, name in zip(self.stops, names, strict=True) if name).setFocus()

    def _condition(self, place: int) -> str:
        terms = self._query.terms
        if place >= len(terms) or terms[-1 - place].length == len(self._query.text.strip()):
            return ""  # to take out all there is, is to clear the search
        term = terms[-1 - place]
        return self._query.text[term.start : term.start + term.length]

    def _on_clicked(self, place: int) -> None:
        if place == MOST_CONDITIONS:
            self.text_chosen.emit("")
        elif place < len(self._query.terms):
            self.text_chosen.emit(without_term(self._query.text, self._query.terms[-1 - place]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = self.width() - 7 * GRID
        for button in self.stops:
            text = button.fontMetrics().elidedText(
                button.accessibleName(), Qt.TextElideMode.ElideRight, max(room, 8 * GRID)
            )
            button.setText(text.replace("&", "&&"))
