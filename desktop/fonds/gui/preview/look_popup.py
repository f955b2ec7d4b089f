"""How pages look, in a small window at the preview's head: colours, face, size and width. Each choice is seen at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from fonds.gui.preview.reading_look import ReadingLook
from fonds.gui.theme import GRID


class LookPopup(QFrame):
    """Made for one look; Escape or a click elsewhere closes it."""

    chosen = Signal(object)
    """The ReadingLook from now on."""
    size_stepped = Signal(int)
    """Larger (1) or smaller (-1) text; 0 is the ordinary size."""

    def __init__(self, look: ReadingLook, size: int, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(self.tr("Reading look"))
        self._look = look
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        self._grid.setHorizontalSpacing(GRID * 2)
        self._grid.setVerticalSpacing(GRID)
        self.themes = self._choices(
            self.tr("Colours"),
            (
                ("window", self.tr("As the window")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
                ("sepia", self.tr("Sepia")),
            ),
            look.theme,
            lambda name: replace(self._look, theme=name),
        )
        self.faces = self._choices(
            self.tr("Typeface"),
            (("sans", self.tr("Sans serif")), ("serif", self.tr("Serif"))),
            "serif" if look.serif else "sans",
            lambda name: replace(self._look, serif=name == "serif"),
        )
        self.widths = self._choices(
            self.tr("Width"),
            (
                ("narrow", self.tr("Narrow")),
                ("medium", self.tr("Medium")),
                ("wide", self.tr("Wide")),
                ("full", self.tr("Full")),
            ),
            look.width,
            lambda name: replace(self._look, width=name),
        )
        self._add_size(size)

    def pop_up(self, button: QWidget) -> None:
        """Stand below a button, within the screen."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + GRID // 2))
        screen = button.screen().availableGeometry()
        self.move(max(screen.left(), min(corner.x(), screen.right() - self.width())), corner.y())
        self.show()
        checked = self.themes.checkedButton()
        if checked is not None:
            checked.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_size(self, size: int) -> None:
        """Say how large the text is, in pixels."""
        self.size_label.setText(str(size))
        self.size_label.setAccessibleName(self.tr("Text size: {size}").replace("{size}", str(size)))

    def _choices(
        self,
        title: str,
        items: Sequence[tuple[str, str]],
        current: str,
        chosen: Callable[[str], ReadingLook],
    ) -> QButtonGroup:
        """A row of buttons of which one is down."""
        group, row = QButtonGroup(self), QHBoxLayout()
        row.setSpacing(GRID // 2)
        for name, text in items:
            button = self._button(text, f"{title}: {text}")
            button.setCheckable(True)
            button.setObjectName(name)
            button.setChecked(name == current)
            button.clicked.connect(lambda _checked=False, name=name: self._choose(chosen(name)))
            group.addButton(button)
            row.addWidget(button)
        self._add_row(title, row)
        return group

    def _choose(self, look: ReadingLook) -> None:
        self._look = look
        self.chosen.emit(look)

    def _add_size(self, size: int) -> None:
        row = QHBoxLayout()
        row.setSpacing(GRID // 2)
        self.size_label = QLabel()
        self.size_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.size_label.setMinimumWidth(GRID * 5)
        self.show_size(size)
        self.smaller = self._button("A−", self.tr("Smaller text"))
        self.larger = self._button("A+", self.tr("Larger text"))
        self.ordinary = self._button(self.tr("Ordinary"), self.tr("Ordinary text size"))
        for button, step in ((self.smaller, -1), (self.larger, 1), (self.ordinary, 0)):
            button.clicked.connect(lambda _checked=False, step=step: self.size_stepped.emit(step))
        for widget in (self.smaller, self.size_label, self.larger, self.ordinary):
            row.addWidget(widget)
        self._add_row(self.tr("Text size"), row)

    def _add_row(self, title: str, row: QHBoxLayout) -> None:
        number = self._grid.rowCount()
        label = QLabel(title)
        self._grid.addWidget(label, number, 0)
        row.addStretch(1)
        self._grid.addLayout(row, number, 1)

    def _button(self, text: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return button
