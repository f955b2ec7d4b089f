"""The conditions of a search that can be taken out one by one: a quiet line of chips, as many as there is room for.

Keys: Left and Right go along the line; Delete, Backspace, Enter and Space take a condition out; Esc goes back to the box.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QMenu, QSizePolicy, QToolButton, QWidget

from fonds.gui import messages
from fonds.gui.icons import Icons
from fonds.gui.theme import GRID, Role, Theme
from fonds.model.query_tree import Query, QueryTerm

WIDEST = 30 * GRID
_GONE = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class QueryChips(QWidget):
    """Shows the ``terms`` of a query; without any it takes no room."""

    removed = Signal(object)
    """The QueryTerm that is to be taken out."""
    left = Signal()
    """The keyboard should go back to the box."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._query = Query("", None)
        self._chips: list[QToolButton] = []
        self._rest = QToolButton()
        self._rest.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self._rest)
        self._rest.setMenu(self._menu)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        self._line.setSpacing(GRID // 2)
        self._line.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # what has no room is hidden
        self._line.addWidget(self._rest)
        self._line.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._colour)
        self._colour()
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """Take the texts again after a change of language."""
        self.setAccessibleName(self.tr("Conditions of the search"))

    def minimumSizeHint(self) -> QSize:
        """The line never asks for more width than there is."""
        return QSize(0, super().minimumSizeHint().height())

    @property
    def query(self) -> Query:
        """The search text whose conditions are shown, as it was understood."""
        return self._query

    @property
    def chips(self) -> tuple[QToolButton, ...]:
        """The chips, in the order of the text; those without room are hidden."""
        return tuple(self._chips)

    @property
    def rest(self) -> QToolButton:
        """The button for what has no room."""
        return self._rest

    def show_query(self, query: Query) -> None:
        """Show the conditions of another search text."""
        if query == self._query:
            return
        place = next((place for place, chip in enumerate(self._chips) if chip.hasFocus()), -1)
        self._query = query
        for chip in self._chips:
            self._line.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._make_chip(term) for term in query.terms]
        for number, chip in enumerate(self._chips):
            self._line.insertWidget(number, chip)
        self.setVisible(bool(self._chips))
        self._arrange()
        if place >= 0:
            self._focus(min(place, len(self._chips) - 1))

    def text_of(self, term: QueryTerm) -> str:
        """A condition as it was typed."""
        return self._query.text[term.start : term.start + term.length]

    def _make_chip(self, term: QueryTerm) -> QToolButton:
        text = self.text_of(term)
        chip = QToolButton(self)
        chip.setText(
            self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, WIDEST).replace("&", "&&")
        )
        chip.setIcon(self._icons.icon("close"))
        chip.setIconSize(QSize(GRID + GRID // 2, GRID + GRID // 2))
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft
        )  # the sign for taking out stands behind the text
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        name = self.tr("Take out {condition}").replace("{condition}", text)
        chip.setToolTip(name)
        chip.setAccessibleName(name)
        chip.clicked.connect(lambda _checked=False: self.removed.emit(term))
        chip.installEventFilter(self)
        return chip

    def _arrange(self) -> None:
        """Show as many as there is room for, and how many there are besides."""
        room, gap = self.width() - 2 * GRID, self._line.spacing()
        widths = [chip.sizeHint().width() for chip in self._chips]
        shown = len(widths)
        beside = self._rest.fontMetrics().horizontalAdvance("+99") + 4 * GRID
        while shown > 1 and sum(widths[:shown]) + gap * shown + (beside if shown < len(widths) else 0) > room:
            shown -= 1
        for number, chip in enumerate(self._chips):
            chip.setVisible(number < shown)
            chip.setMaximumWidth(max(4 * GRID, room) if shown == 1 else WIDEST + 6 * GRID)
        hidden = self._query.terms[shown:]
        self._rest.setVisible(bool(hidden))
        self._rest.setText(f"+{messages.number_text(len(hidden))}")
        self._rest.setAccessibleName(self.tr("More conditions"))
        self._rest.setToolTip(self.tr("More conditions"))
        self._menu.clear()
        for term in hidden:
            entry = self._menu.addAction(self._icons.icon("close"), self.text_of(term).replace("&", "&&"))
            entry.triggered.connect(partial(self._on_hidden_chosen, term))

    def _on_hidden_chosen(self, term: QueryTerm, checked: bool = False) -> None:
        self.removed.emit(term)

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        """The keys of a chip."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        place = next((number for number, chip in enumerate(self._chips) if chip is watched), -1)
        key = event.key()
        if place < 0:
            return super().eventFilter(watched, event)
        if key in _GONE:
            self._chips[place].click()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key == Qt.Key.Key_Left:
            self._focus(place - 1)
        elif key == Qt.Key.Key_Right:
            self._focus(place + 1)
        else:
            return super().eventFilter(watched, event)
        return True

    def _focus(self, place: int) -> None:
        seen = [chip for chip in self._chips if not chip.isHidden()]
        stops = [*seen, self._rest] if not self._rest.isHidden() else seen
        if place < 0 or not stops:
            self.left.emit()
        else:
            stops[min(place, len(stops) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _colour(self) -> None:
        theme = self._theme
        self.setStyleSheet(
            f"QToolButton {{ background: {theme.hex(Role.RAISED)}; color: {theme.hex(Role.TEXT)};"
            f" border: 1px solid {theme.hex(Role.BORDER)}; border-radius: 4px; padding: 1px 6px; }}"
            f" QToolButton:hover {{ background: {theme.hex(Role.HOVER)}; }}"
            f" QToolButton:focus {{ border-color: {theme.hex(Role.ACCENT)}; }}"
            " QToolButton::menu-indicator { image: none; }"
        )
