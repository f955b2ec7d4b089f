"""The line of buttons above a text. One of them stands in the order of the Tab key; the arrow keys go along them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QToolBar, QToolButton, QWidget

from fonds.gui.icons import Icons
from fonds.gui.widgets.writing_keys import CONTEXT, FORMATS, HEADINGS, TOOLS, WritingKey

_GAP_BEFORE = ("link", "bullets", "find")
_FOR_READING = ("headings", "find", "outline")


class FormatBar(QToolBar):
    """Asks for a command by its name; knows nothing of texts."""

    asked = Signal(str)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Formatting"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._buttons: list[QToolButton] = []
        self._following: QWidget | None = None
        self._add_headings(icons)
        for key in (*FORMATS, *(key for key in TOOLS if key.icon)):
            if key.name in _GAP_BEFORE:
                self.addSeparator()
            action = QAction(icons.icon(key.icon), describe(key), self)
            action.setToolTip(tip(key))
            action.triggered.connect(lambda _checked=False, name=key.name: self.asked.emit(name))
            self.addAction(action)
            self._take(self.widgetForAction(action), key.name)
        rest = self.findChild(QToolButton, "qt_toolbar_ext_button")
        if rest is not None:  # Qt's own arrow to what has no room cannot be seen in the dark
            rest.setIcon(icons.icon("rest"))
            rest.setAccessibleName(self.tr("More"))
        self._buttons[0].setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def stand_before(self, widget: QWidget) -> None:
        """Come before a widget in the order of the Tab key."""
        self._following = widget
        QWidget.setTabOrder(self._buttons[0], widget)

    def set_formats_enabled(self, enabled: bool) -> None:
        """Whether the text may be changed; it can always be looked through."""
        for button in self._buttons:
            button.setEnabled(enabled or button.objectName() in _FOR_READING)
        for action in self._headings.actions():
            action.setEnabled(enabled)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
            step = steps.get(Qt.Key(event.key()))
            if step is not None and isinstance(watched, QToolButton):
                self._go(watched, step)
                return True
            # From whichever button, Tab leaves the bar.
            if event.key() == Qt.Key.Key_Tab and self._following is not None:
                self._following.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() == Qt.Key.Key_Backtab and watched is not self._buttons[0]:
                self._buttons[0].setFocus(Qt.FocusReason.BacktabFocusReason)
                return True
        return False

    def _add_headings(self, icons: Icons) -> None:
        button = QToolButton()
        button.setIcon(icons.icon("heading"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setText(self.tr("Headings"))
        button.setToolTip(self.tr("Headings"))
        menu = self._headings = QMenu(button)
        for key in HEADINGS:
            action = menu.addAction(f"{describe(key)}\t{key.native}")
            action.triggered.connect(lambda _checked=False, name=key.name: self.asked.emit(name))
        button.setMenu(menu)
        self.addWidget(button)
        self._take(button, "headings")

    def _take(self, button: QWidget, name: str) -> None:
        assert isinstance(button, QToolButton)
        button.setObjectName(name)
        button.setAccessibleName(button.text())
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.installEventFilter(self)
        self._buttons.append(button)

    def _go(self, here: QToolButton, step: int) -> None:
        open_to = [button for button in self._buttons if button.isVisible() and button.isEnabled()]
        if here in open_to:
            open_to[(open_to.index(here) + step) % len(open_to)].setFocus(Qt.FocusReason.TabFocusReason)


def describe(key: WritingKey) -> str:
    """What a key does, in the person's language."""
    return QCoreApplication.translate(CONTEXT, key.text)


def tip(key: WritingKey) -> str:
    """What a key does, and the key."""
    text = describe(key).rstrip("…")
    return f"{text} ({key.native})" if key.keys else text
