"""The notice bar: its buttons beside the sentence where there is room, below it where there is none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fonds.gui.icons import Icons
from fonds.gui.theme import Theme
from fonds.gui.widgets.notice_bar import NoticeBar, NoticeKind
from gui.editor_stage import icons, theme

__all__ = ["icons", "theme"]

SENTENCE = "Two posts were added to “收藏 / 绿茶”. The others were there before."


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme, icons: Icons) -> Iterator[NoticeBar]:
    window = QWidget()
    made = NoticeBar(theme, icons)
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(made)
    layout.addStretch(1)
    qtbot.addWidget(window)
    window.resize(1200, 300)
    window.show()
    made.tell(NoticeKind.INFO, SENTENCE, [("Undo", lambda: None), ("Close", lambda: None)])
    yield made


def test_one_line_where_there_is_room(bar: NoticeBar, qtbot: QtBot) -> None:
    undo, close = bar.buttons()
    qtbot.waitUntil(lambda: undo.geometry().right() < close.x())
    assert undo.y() < bar._sentence.geometry().center().y() < undo.geometry().bottom()
    assert bar._sentence.geometry().right() < undo.x()
    assert bar.height() < 2 * undo.height()


def test_below_the_sentence_where_there_is_none(bar: NoticeBar, qtbot: QtBot) -> None:
    wide = bar.height()
    bar.window().resize(320, 300)
    undo, close = bar.buttons()
    qtbot.waitUntil(lambda: undo.y() >= bar._sentence.geometry().bottom())
    assert close.geometry().right() < bar.width()
    bar.window().resize(1200, 300)
    qtbot.waitUntil(lambda: bar.height() == wide)


def test_a_sentence_without_buttons_and_a_long_one(bar: NoticeBar, qtbot: QtBot) -> None:
    bar.tell(NoticeKind.WARNING, SENTENCE)
    assert bar.buttons() == []
    bar.tell(NoticeKind.ERROR, SENTENCE * 6, [("Undo", lambda: None)])
    (undo,) = bar.buttons()
    qtbot.waitUntil(lambda: undo.y() >= bar._sentence.geometry().bottom() > 40)
