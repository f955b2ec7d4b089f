"""The line above the preview: back and forward, which view of the post is shown, and how it looks."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from fonds.gui.icons import Icons
from fonds.gui.theme import GRID
from fonds.gui.widgets.calm_combo import CalmComboBox

ROOMY = 40 * GRID
"""The width from which on all buttons have room."""
RENDERED, SOURCE, ORIGINAL = "rendered", "source", "original"


class PreviewHeader(QWidget):
    """Shows the window's own actions as buttons; what they do is not its business."""

    view_chosen = Signal(str)
    """RENDERED, SOURCE or ORIGINAL."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._steps: list[QToolButton] = []
        self.views = CalmComboBox()
        self.views.setAccessibleName(self.tr("View of the post"))
        self.views.setToolTip(self.tr("View of the post"))
        self.views.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        for name, text in (
            (RENDERED, self.tr("As rendered")),
            (SOURCE, self.tr("As source")),
            (ORIGINAL, self.tr("Original file")),
        ):
            self.views.addItem(text, name)
        self.views.currentIndexChanged.connect(lambda _row: self.view_chosen.emit(self.views.currentData()))
        self.look_button = self._button("reading-look")
        self.more_button = self._button("more")
        self.more_button.setToolTip(self.tr("Copy and print"))
        self.more_button.setAccessibleName(self.tr("Copy and print"))
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        self._layout.setSpacing(GRID // 2)
        self._layout.addWidget(self.views)
        self._layout.addStretch(1)

    def fill(self, back: QAction, forward: QAction, together: QAction, look: QAction, menu: QMenu) -> None:
        """Take the window's actions in."""
        self._steps = [self._action_button(action) for action in (back, forward)]
        for place, button in enumerate(self._steps):
            self._layout.insertWidget(place, button)
        self._layout.addWidget(self._action_button(together))
        self.look_button.clicked.connect(look.trigger)
        self.look_button.setToolTip(look.toolTip())
        self.look_button.setAccessibleName(look.text().rstrip("…"))
        self._layout.addWidget(self.look_button)
        self.more_button.setMenu(menu)
        self._layout.addWidget(self.more_button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, back and forward are left to the menu and the keys."""
        super().resizeEvent(event)
        for button in self._steps:
            button.setVisible(self.width() >= ROOMY)

    def minimumSizeHint(self) -> QSize:
        """What is needed without those two."""
        hint = super().minimumSizeHint()
        spare = sum(
            button.sizeHint().width() + GRID // 2 for button in self._steps if button.isVisibleTo(self)
        )
        return QSize(hint.width() - spare, hint.height())

    def show_view(self, name: str) -> None:
        """Say which view is shown."""
        before = self.views.blockSignals(True)
        self.views.setCurrentIndex(max(0, self.views.findData(name)))
        self.views.blockSignals(before)

    def _button(self, icon: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._icons.icon(icon))
        button.setIconSize(QSize(18, 18))
        return button

    def _action_button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setIconSize(QSize(18, 18))
        button.setAccessibleName(action.text().rstrip("…"))
        action.changed.connect(lambda: button.setAccessibleName(action.text().rstrip("…")))
        return button
