"""Stars in the real window: by key and by menu, for several posts at once, counted, listed and undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from fonds.model.query import Scope, ScopeKind
from gui.editor_stage import QT_NOISE
from journeys.stage import OpenWindow, Stage

pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


def _stars(stage: Stage) -> set[int]:
    model = stage.window.desk.list.model
    rows = (model.summary_at(row) for row in range(len(stage.ids)))
    return {row.id for row in rows if row is not None and row.starred}


def test_several_posts_are_starred_by_one_key(open_window: OpenWindow) -> None:
    stage = open_window()
    window = stage.window
    stage.until(lambda: window.counts.all > 0 and window.desk.list.model.summary_at(0) is not None)
    assert not window.actions_table["star"].isEnabled()
    first = stage.click_row(1)
    stage.click_row(2, extend=True)
    second = stage.ids[2]
    assert window.actions_table["star"].isEnabled()
    stage.control(Qt.Key.Key_S, shift=True)
    stage.until(lambda: _stars(stage) == {first, second})
    stage.until(lambda: window.counts.starred == 2)
    stage.settle()
    assert window.desk.list.selection_count() == 2
    window.desk.navigator.select_scope(Scope(ScopeKind.STARRED))
    stage.until(lambda: sorted(stage.ids) == sorted([first, second]))
    stage.click_row(0)
    gone = stage.ids[0]
    stage.control(Qt.Key.Key_S, shift=True)
    stage.until(lambda: list(stage.ids) == [first + second - gone])
    window.actions_table["undo"].trigger()
    stage.until(lambda: sorted(stage.ids) == sorted([first, second]))
    window.search_box.setText("is:starred")
    window.desk.navigator.select_scope(Scope())
    stage.until(lambda: sorted(stage.ids) == sorted([first, second]))


def test_the_menu_of_the_list_stars(open_window: OpenWindow) -> None:
    stage = open_window()
    stage.until(lambda: len(stage.ids) > 0)
    number = stage.click_row(0)
    menu = stage.window.desk.list.build_menu()
    (star,) = (action for action in menu.actions() if action.objectName() == "star")
    star.trigger()
    menu.close()
    stage.until(lambda: _stars(stage) == {number})
    stage.settle()
    stage.window.actions_table["star"].trigger()
    stage.until(lambda: _stars(stage) == set())
    stage.settle()
