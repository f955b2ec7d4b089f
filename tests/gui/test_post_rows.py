"""The rows behind the list: a million of them without a pass over them, pages that come and go."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fonds.gui.icons import Icons
from fonds.gui.models.post_list import KEPT_PAGES, PAGE, SUMMARY_ROLE, PostListModel
from fonds.gui.operations import Operations
from fonds.gui.panes.list_loading import as_ranges
from fonds.gui.theme import Role, Theme, ThemeMode
from fonds.gui.widgets.post_delegate import Density, PostDelegate
from fonds.gui.widgets.post_view import PostView
from fonds.gui.widgets.scattered_rows import ScatteredRows
from fonds.model.post import UNKNOWN_DATE, PostSummary, Status
from gui.editor_stage import QT_NOISE, icons, operations, theme
from gui.list_stage import settle

__all__ = ["icons", "operations", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)

MILLION = 1_000_000


class Loads:
    """Makes summaries of any ids, and remembers how many were asked for."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, ids: Sequence[int]) -> list[PostSummary]:
        self.asked += len(ids)
        return [PostSummary(i, f"第{i}篇", UNKNOWN_DATE, Status.PUBLISHED, (), (), "") for i in ids]


@pytest.fixture
def million(qtbot: QtBot, operations: Operations, theme: Theme, icons: Icons) -> tuple[PostView, Loads]:
    loads = Loads()
    model = PostListModel(operations)
    model.set_loader(loads)
    view = PostView(model, theme, icons)
    model.setParent(view)
    qtbot.addWidget(view)
    view.resize(480, 640)
    view.show()
    model.set_ids(array("q", range(1, MILLION + 1)))
    settle(qtbot, operations)
    return view, loads


def test_a_million_rows_load_only_what_is_seen(
    qtbot: QtBot, operations: Operations, million: tuple[PostView, Loads]
) -> None:
    view, loads = million
    view.viewport().repaint()
    settle(qtbot, operations)
    assert loads.asked <= 2 * PAGE
    QTest.keyClick(view, Qt.Key.Key_End)
    view.viewport().repaint()
    settle(qtbot, operations)
    assert view.current_row == MILLION - 1
    assert loads.asked <= 4 * PAGE
    summary = view.model().index(MILLION - 1, 0).data(SUMMARY_ROLE)
    assert isinstance(summary, PostSummary)
    assert summary.title == "第1000000篇"


def test_a_million_rows_are_selected_as_one_range(million: tuple[PostView, Loads]) -> None:
    view, loads = million
    view.selectAll()
    assert view.selected_ranges() == [(0, MILLION - 1)]
    assert view.selected_count() == MILLION
    assert len(view.selected_ids()) == MILLION
    assert loads.asked <= 2 * PAGE


def test_another_density_sizes_a_million_rows_at_once(million: tuple[PostView, Loads]) -> None:
    view, _ = million
    rows = view.verticalHeader()
    told: list[int] = []
    rows.sectionResized.connect(lambda row, _before, _now: told.append(row))
    least = rows.minimumSectionSize()
    for density in (Density.LINE, Density.CARDS, Density.TABLE, Density.EXCERPT):
        view.set_density(density)
        view.go_to_row(MILLION - 1)
        assert rows.sectionSize(MILLION - 1) == view.row_height == rows.length() // MILLION
        assert view.verticalScrollBar().value() == rows.length() - view.viewport().height()
        assert rows.minimumSectionSize() == least, "with a greater one Qt places all rows again for each row"
    assert told == [], "each is a call for Qt and a row to look at again"


def test_the_heading_of_the_table_never_asks_whether_a_column_is_selected(
    million: tuple[PostView, Loads],
) -> None:
    view, _ = million
    view.set_density(Density.TABLE)
    view.selectAll()
    heading = view.horizontalHeader().selectionModel()
    assert heading is not view.selectionModel(), "asking takes five seconds for a million rows"
    assert not heading.hasSelection()


def test_running_through_a_million_rows_skips_what_was_scrolled_past(
    qtbot: QtBot, operations: Operations, million: tuple[PostView, Loads]
) -> None:
    view, loads = million
    for row in range(0, MILLION, 5000):
        view.scroll_to_top_row(row)
        view.viewport().repaint()
    settle(qtbot, operations)
    view.viewport().repaint()
    settle(qtbot, operations)
    assert view.model().index(view.top_row(), 0).data(SUMMARY_ROLE) is not None
    assert loads.asked < 200 * PAGE


def test_only_so_many_pages_are_kept(qtbot: QtBot, operations: Operations) -> None:
    loads = Loads()
    model = PostListModel(operations)
    model.set_loader(loads)
    model.set_ids(array("q", range(PAGE * (KEPT_PAGES + 20))))
    for page in range(KEPT_PAGES + 20):
        model.summary_at(page * PAGE)
        settle(qtbot, operations)
    assert len(model._pages) == KEPT_PAGES
    assert model.summary_at(0) is None, "the page used longest ago gave way"
    settle(qtbot, operations)


def test_the_answer_for_other_rows_is_dropped(qtbot: QtBot, operations: Operations) -> None:
    model = PostListModel(operations)
    model.set_loader(Loads())
    model.set_ids(array("q", [1, 2, 3]))
    assert model.summary_at(0) is None
    model.set_ids(array("q", [7, 8]))
    settle(qtbot, operations)
    assert model.summary_at(0) is None
    settle(qtbot, operations)
    summary = model.summary_at(0)
    assert summary is not None
    assert summary.id == 7


def test_a_post_that_is_gone_leaves_a_blank_row(qtbot: QtBot, operations: Operations) -> None:
    model = PostListModel(operations)
    model.set_loader(lambda ids: Loads()([i for i in ids if i != 2]))
    model.set_ids(array("q", [1, 2, 3]))
    model.summary_at(0)
    settle(qtbot, operations)
    shown = [model.summary_at(row) for row in range(3)]
    assert [summary and summary.id for summary in shown] == [1, None, 3]
    assert model.row_of(3) == 2
    assert model.row_of(9) == -1
    assert model.id_at(5) == 0


def _rows_painted(monkeypatch: pytest.MonkeyPatch, step: Callable[[], object]) -> int:
    painted: list[int] = []
    paint_row = PostDelegate.paint_row

    def counted(self: PostDelegate, *arguments: Any) -> None:
        painted.append(1)
        paint_row(self, *arguments)

    with monkeypatch.context() as patch:
        patch.setattr(PostDelegate, "paint_row", counted)
        step()
        QTest.qWait(30)
    return len(painted)


def _come_to_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait until all that is in sight has come in and is painted."""
    for _ in range(100):
        if _rows_painted(monkeypatch, lambda: QTest.qWait(50)) == 0:
            return


@pytest.mark.parametrize("density", list(Density))
def test_what_stays_in_sight_is_moved_and_not_painted_again(
    million: tuple[PostView, Loads], monkeypatch: pytest.MonkeyPatch, density: Density
) -> None:
    view, _ = million
    view.set_density(density)
    bar = view.verticalScrollBar()
    bar.setValue(40 * view.row_height)
    _come_to_rest(monkeypatch)
    # Anything else may paint the whole list in one of these moments: a window that is left, a page that comes in.
    half = view.row_height // 2
    few = min(_rows_painted(monkeypatch, lambda: bar.setValue(bar.value() + half)) for _ in range(8))
    assert 0 < few <= 4
    bar.setValue(bar.value() - 3 * view.row_height + 5)
    _come_to_rest(monkeypatch)
    screen = view.screen()
    moved = screen.grabWindow(view.winId()).toImage()
    assert few < _rows_painted(monkeypatch, view.viewport().update)
    assert screen.grabWindow(view.winId()).toImage() == moved


def test_rows_that_come_in_out_of_sight_are_not_painted(
    million: tuple[PostView, Loads], monkeypatch: pytest.MonkeyPatch
) -> None:
    view, _ = million
    QTest.qWait(100)
    model = view.model()

    def tell(row: int) -> None:
        model.dataChanged.emit(model.index(row, 0), model.index(row + PAGE, 1))

    assert _rows_painted(monkeypatch, lambda: tell(10 * PAGE)) == 0
    assert _rows_painted(monkeypatch, lambda: tell(0)) > 0


def test_below_the_last_row_is_the_ground_of_the_list(million: tuple[PostView, Loads], theme: Theme) -> None:
    view, _ = million
    model = view.model()
    assert isinstance(model, PostListModel)
    for mode in (ThemeMode.LIGHT, ThemeMode.DARK):
        theme.set_mode(mode)
        model.set_ids(array("q", [1, 2]))
        shown = view.grab().toImage()
        ground = theme.color(Role.SURFACE).rgb()
        assert {shown.pixel(x, y) for x in range(5, 400, 9) for y in range(200, 630, 9)} == {ground}


def _every_other(count: int) -> list[tuple[int, int]]:
    return [(row, row) for row in range(0, count, 2)]


def test_a_selection_in_many_pieces_is_kept_apart_from_qt(million: tuple[PostView, Loads]) -> None:
    view, _ = million
    view.select_ranges(_every_other(400_000), 10)
    assert view.selectionModel().selection().count() == 0, "Qt would look through all of them for each cell"
    assert (view.selected_count(), view.current_row) == (200_000, 10)
    assert view.selected_ranges()[:2] == [(0, 0), (2, 2)]
    assert list(view.selected_ids()[:3]) == [1, 3, 5]
    assert view.grab().toImage() != _with_none_selected(view).toImage()


def _with_none_selected(view: PostView) -> QPixmap:
    view.select_ranges([])
    assert view.selected_count() == 0
    return view.grab()


def test_single_rows_come_and_go_in_a_selection_in_many_pieces(million: tuple[PostView, Loads]) -> None:
    view, _ = million
    told: list[int] = []
    view.select_ranges(_every_other(1_000))
    view.rows_selected.connect(lambda: told.append(view.selected_count()))
    for row in (1, 2):
        place = view.visualRect(view.model().index(row, 0)).center()
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place
        )
    assert told == [501, 500]
    assert view.selected_ranges()[:3] == [(0, 0), (1, 1), (4, 4)]
    place = view.visualRect(view.model().index(3, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert view.selected_ranges() == [(3, 3)], "a plain click selects one row alone, as ever"
    view.select_ranges(_every_other(1_000))
    view.selectAll()
    assert view.selected_ranges() == [(0, MILLION - 1)]
    view.select_ranges(_every_other(1_000))
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.selected_count() == 1


def test_other_rows_forget_a_selection_in_many_pieces(million: tuple[PostView, Loads]) -> None:
    view, _ = million
    view.select_ranges(_every_other(1_000))
    model = view.model()
    assert isinstance(model, PostListModel)
    model.set_ids(array("q", range(1, 100)))
    assert view.selected_count() == 0


@given(st.sets(st.integers(0, 60)), st.lists(st.integers(-1, 60), max_size=30))
def test_pieces_hold_what_was_put_in_and_toggled(places: set[int], toggled: list[int]) -> None:
    rows = ScatteredRows(as_ranges(sorted(places)), lambda row: row)
    for row in toggled:
        rows.toggle_row(row)
        places ^= {row} - {-1}
    assert {row for row in range(-1, 62) if rows.holds_row(row)} == places
    assert rows.count == len(places) == sum(last - first + 1 for first, last in rows.ranges)
    assert rows.ranges == sorted(rows.ranges)
