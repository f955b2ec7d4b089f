"""Where the window stood last time, kept in the settings, and never outside the screen that there is now."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

from fonds.base.settings import Settings

USUAL = QSize(1440, 900)
"""Pixels, on a screen that has them."""
_KEY = "window.geometry"
_TITLE_BAR = 32
"""Pixels; what a window manager adds is not known before the window is shown."""
_FILLING = Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen


def remember(window: QWidget, settings: Settings) -> None:
    """Keep the window's place and size."""
    settings.put(_KEY, bytes(window.saveGeometry().toBase64().data()).decode("ascii"))


def restore(window: QWidget, settings: Settings) -> None:
    """Put the window where it stood, or give it its usual size, as far as the screen has room for it."""
    state = settings.text(_KEY)
    screen = window.screen().availableGeometry()
    if not state or not window.restoreGeometry(QByteArray.fromBase64(state.encode("ascii"))):
        window.resize(USUAL.boundedTo(screen.size() - QSize(0, _TITLE_BAR)))
    elif not window.windowState() & _FILLING:
        place = fitted(window.geometry(), window.screen().availableGeometry())
        if place != window.geometry():
            window.setGeometry(place)


def fitted(window: QRect, screen: QRect) -> QRect:
    """The rectangle of a window's content, moved and made smaller so that all of it is on a screen, title bar too."""
    room = screen.adjusted(0, _TITLE_BAR, 0, 0)
    size = window.size().boundedTo(room.size())
    left = max(room.left(), min(window.left(), room.left() + room.width() - size.width()))
    top = max(room.top(), min(window.top(), room.top() + room.height() - size.height()))
    return QRect(left, top, size.width(), size.height())
