"""The window's place is kept, and a screen that became smaller still shows all of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fonds.base.settings import Settings
from fonds.gui import window_place
from gui.editor_stage import QT_NOISE

pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


@pytest.mark.parametrize(
    "window",
    [
        QRect(10, 40, 1500, 900),
        QRect(-400, -300, 700, 400),
        QRect(5000, 5000, 640, 420),
        QRect(700, 400, 640, 420),
        QRect(0, 0, 9000, 9000),
    ],
)
def test_a_window_is_wholly_on_the_screen(window: QRect) -> None:
    screen = QRect(0, 20, 800, 480)
    place = window_place.fitted(window, screen)
    assert screen.contains(place)
    assert place.top() > screen.top(), "there is room for the title bar"
    assert place.width() == min(window.width(), 800)


def test_a_window_that_fits_stays() -> None:
    assert window_place.fitted(QRect(30, 60, 640, 380), QRect(0, 0, 800, 480)) == QRect(30, 60, 640, 380)


def test_a_place_is_found_again_as_far_as_there_is_room(qtbot: QtBot, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    first, second, third = QWidget(), QWidget(), QWidget()
    for widget in (first, second, third):
        qtbot.addWidget(widget)
    screen = first.screen().availableGeometry()
    window_place.restore(first, settings)
    assert first.width() <= screen.width()
    assert first.height() < screen.height()
    first.setGeometry(50, 60, 400, 300)
    window_place.remember(first, settings)
    window_place.restore(second, settings)
    assert second.geometry() == QRect(50, 60, 400, 300)
    first.setGeometry(50, 60, screen.width() * 2, screen.height() * 2)
    window_place.remember(first, settings)
    window_place.restore(third, settings)
    assert screen.contains(third.geometry())
