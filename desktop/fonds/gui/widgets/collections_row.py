"""The row of the metadata form that says in which collections a post lies. They are no part of its front matter: what is
done here is asked for at once, and the editor has nothing to save by it.

Keys: Enter on a name shows that collection, Delete takes the post out of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from fonds.gui.icons import Icons
from fonds.gui.theme import Role, Theme
from fonds.gui.widgets.flow_layout import FlowLayout

WIDEST = 240
"""Pixels of a name; all of it is in its tip."""


class CollectionsRow(QWidget):
    """A chip for each collection, and a button for another one."""

    add_asked = Signal()
    remove_asked = Signal(int)
    """The number of a collection that the post is to be taken out of."""
    show_asked = Signal(int)
    """The number of a collection that is to be shown."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self._before: QWidget | None = None
        self._shown: tuple[tuple[tuple[int, str], ...], bool] = ((), False)
        self.chips: tuple[CollectionChip, ...] = ()
        self.none = QLabel()
        self.none.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.add = QToolButton()
        self.add.setIcon(icons.icon("add"))
        self.add.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.add.setAccessibleName(self.tr("Add to a collection"))
        self.add.setToolTip(self.add.accessibleName())
        self.add.clicked.connect(lambda _checked=False: self.add_asked.emit())
        self._place = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._place.setSizePolicy(policy)
        self._flow = FlowLayout(self._place, tail=0)
        self._flow.setContentsMargins(0, 3, 0, 3)
        self._flow.addWidget(self.none)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._place, 1)
        layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(self.tr("Collections"))
        self.setFocusProxy(self.add)
        self._tell_none()

    def stand_behind(self, before: QWidget) -> None:
        """Come behind another widget of the same window for the Tab key."""
        self._before = before
        self._order_stops()

    def show_collections(self, found: Sequence[tuple[int, str]], *, writable: bool) -> None:
        """Show these, (number, path); with ``writable`` they can be changed."""
        wanted = (tuple(found), writable)
        self.add.setVisible(writable)
        if wanted == self._shown:
            return
        self._shown = wanted
        place = next((place for place, chip in enumerate(self.chips) if chip.has_focus), -1)
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = tuple(self._make_chip(*one, writable=writable) for one in found)
        for index, chip in enumerate(self.chips):
            self._flow.insert_widget(index, chip)
            chip.show()
        self._order_stops()
        self._tell_none()
        self._place.updateGeometry()
        if place >= 0:  # the keyboard stays in the row
            left = self.chips[min(place, len(self.chips) - 1)].name if self.chips else self.add
            left.setFocus(Qt.FocusReason.OtherFocusReason)

    def _order_stops(self) -> None:
        stops = [stop for chip in self.chips for stop in chip.stops] + [self.add]
        if self._before is not None:
            for first, second in pairwise([self._before, *stops]):
                QWidget.setTabOrder(first, second)

    def _make_chip(self, number: int, path: str, *, writable: bool) -> CollectionChip:
        chip = CollectionChip(path, self._theme, self._icons if writable else None, self._place)
        chip.show_asked.connect(partial(self.show_asked.emit, number))
        chip.remove_asked.connect(partial(self.remove_asked.emit, number))
        return chip

    def _tell_none(self) -> None:
        self.none.setText("" if self.chips else self.tr("In no collection"))
        self.none.setVisible(not self.chips)


class CollectionChip(QWidget):
    """One collection, and the button that takes the post out of it, where there are ``icons`` for that."""

    show_asked = Signal()
    remove_asked = Signal()

    def __init__(self, path: str, theme: Theme, icons: Icons | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._writable = theme, icons is not None
        self.name = QToolButton(self)
        shown = self.fontMetrics().elidedText(path, Qt.TextElideMode.ElideMiddle, WIDEST)
        self.name.setText(shown.replace("&", "&&"))
        self.name.setAutoRaise(True)
        self.name.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.name.setAccessibleName(path)
        tip = self.tr("Show the collection “{name}”").replace("{name}", path)
        self.name.setToolTip(tip)
        self.name.setAccessibleDescription(tip)
        self.name.clicked.connect(lambda _checked=False: self.show_asked.emit())
        self.name.installEventFilter(self)
        self.stops: tuple[QToolButton, ...] = (self.name,)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 1, 2, 1)
        layout.setSpacing(0)
        layout.addWidget(self.name)
        if icons is not None:
            button = QToolButton(self)
            button.setIcon(icons.icon("close"))
            button.setIconSize(QSize(10, 10))
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setAccessibleName(self.tr("Take the post out of “{name}”").replace("{name}", path))
            button.setToolTip(button.accessibleName())
            button.clicked.connect(lambda _checked=False: self.remove_asked.emit())
            layout.addWidget(button)
            self.stops = (self.name, button)
        for stop in self.stops:
            stop.setStyleSheet("QToolButton { padding: 2px; }")
        theme.changed.connect(self.update)

    @property
    def has_focus(self) -> bool:
        """Whether the keyboard is here."""
        return any(stop.hasFocus() for stop in self.stops)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if self._writable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.remove_asked.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.show_asked.emit()
                return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color(Role.BORDER), 1))
        painter.setBrush(self._theme.color(Role.HOVER))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()
