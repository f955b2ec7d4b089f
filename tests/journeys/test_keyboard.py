"""The window by keyboard alone: what Tab reaches, and what the keys of the list act on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from gui.editor_stage import QT_NOISE
from journeys.stage import OpenWindow

pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


def test_tab_goes_from_the_navigator_through_the_list_to_the_editor(open_window: OpenWindow) -> None:
    stage = open_window()
    desk = stage.window.desk
    stage.click_row(0)
    stage.until(lambda: desk.editor.post is not None)
    line = next(item for item in desk.navigator.findChildren(QLineEdit) if item.isVisible())
    line.setFocus()
    passed = []
    for _stop in range(5):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        passed.append(now.accessibleName())
    assert passed[0] == "Posts"
    assert passed[1].startswith("Sorted by")
    assert passed[2] == "How the list looks"
    assert passed[3] == "Show the metadata"
    last = QApplication.focusWidget()
    assert last is not None
    assert desk.editor.isAncestorOf(last)


def test_the_row_that_the_focus_enters_is_the_one_that_keys_act_on(open_window: OpenWindow) -> None:
    stage = open_window()
    view = stage.window.desk.list.view
    stage.click_row(2)
    stage.window.search_box.setFocus()
    view.clearSelection()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert [index.row() for index in view.selectionModel().selectedRows()] == [2]
    stage.settle()
