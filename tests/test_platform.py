"""What we rely on in Python, Qt and SQLite, and what went wrong there before."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable

import PySide6
import pytest
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 2_000


def test_pyside_is_the_pinned_one() -> None:
    assert PySide6.__version_info__[:2] == (6, 11)


@pytest.mark.parametrize("kind", ["setText", "setWindowTitle", "update", "setInterval", "processEvents"])
def test_none_is_not_worn_out_by_calls_that_return_nothing(qtbot: QtBot, kind: str) -> None:
    """PySide6 6.12.0 on Python 3.11 loses one reference to None at each such call; at zero the process aborts."""
    label, timer = QLabel(), QTimer()
    qtbot.addWidget(label)
    calls: dict[str, Callable[[], None]] = {
        "setText": lambda: label.setText("text"),
        "setWindowTitle": lambda: label.setWindowTitle("title"),
        "update": label.update,
        "setInterval": lambda: timer.setInterval(1000),
        "processEvents": QCoreApplication.processEvents,
    }
    call = calls[kind]
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call()
    assert sys.getrefcount(None) > before - CALLS // 10


def test_sqlite_has_what_the_store_needs() -> None:
    with sqlite3.connect(":memory:") as connection:
        options = {name for (name,) in connection.execute("PRAGMA compile_options")}
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
    connection.close()
    assert sqlite3.sqlite_version_info >= (3, 34)
    assert "THREADSAFE=0" not in options
