"""Narrowing by keyboard and mouse: from the box to the counts, a category, a range of dates, and all of it back."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from fonds.base import paths
from fonds.base.settings import Settings
from fonds.gui.desk import Pane
from fonds.gui.models.facet_tree import FacetNode, Mark
from fonds.gui.panes.facets import FacetsPane
from fonds.model.accession import ImportSettings
from fonds.model.facets import FacetKind
from fonds.model.progress import CancelToken, ignore_progress
from fonds.services import archives, importing
from journeys.stage import OpenWindow, Stage

Key = Qt.Key
POSTS = 3000
CATEGORIES = ("新闻", "新闻/体育", "财经", "Reports")
NEXT, SHIFT = Key.Key_F6, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of POSTS posts of 2010 to 2026, every second one about 示范区."""
    folder = tmp_path_factory.mktemp("narrow")
    posts = folder / "site" / "_posts"
    posts.mkdir(parents=True)
    (folder / "site" / "_config.yml").write_text("title: Stock\n", encoding="utf-8")
    for number in range(POSTS):
        year, month = 2010 + number % 17, number % 12 + 1
        subject = "示范区" if number % 2 else "Harvest"
        text = (
            f"---\ntitle: {subject} {number}\ndate: {year}-{month:02d}-09 08:00:00 +0800\n"
            f"categories: [{CATEGORIES[number % 7 % 4]}]\ntags: [标签{number % 90}]\n---\n第{number}篇。\n"
        )
        (posts / f"{year}-{month:02d}-09-{number}.md").write_text(text, encoding="utf-8")
    path = folder / "stock.fonds"
    made = archives.create_archive(path)
    importing.import_source(made, [folder / "site"], ImportSettings(), ignore_progress, CancelToken())
    made.close()
    return path


def pane_of(stage: Stage) -> FacetsPane:
    return stage.window.search_actions.narrowing.pane


def rows(stage: Stage, kind: FacetKind) -> list[FacetNode]:
    return [row for row in pane_of(stage).rows if row.kind is kind and row.condition is not None]


def counted(stage: Stage) -> None:
    """Until the counts are those of the list."""
    stage.settle()
    facets = pane_of(stage).facets
    assert facets is not None and facets.total == len(stage.ids)


def search(stage: Stage, text: str) -> None:
    stage.control(Key.Key_F)
    stage.write(text)
    stage.until(lambda: stage.window.desk.list.request.search_text == text)
    stage.settle()


def test_from_the_box_to_a_category_and_back_by_keyboard(open_window: OpenWindow, stocked: Path) -> None:
    stage = open_window(stocked)
    box, chips = stage.window.search_box, stage.window.search_actions.chips
    search(stage, "示范区")
    found = len(stage.ids)
    assert found == POSTS // 2
    stage.control(Key.Key_5)
    counted(stage)
    assert QApplication.focusWidget() is pane_of(stage).view
    first = rows(stage, FacetKind.CATEGORY)[0]
    assert first.posts is not None and 0 < first.posts < found
    stage.key(Key.Key_Return)
    stage.until(lambda: len(stage.ids) == first.posts)
    counted(stage)
    assert [chip.text() for chip in chips.chips] == [box.text().removeprefix("示范区 ")]
    assert pane_of(stage).view.hasFocus() and rows(stage, FacetKind.CATEGORY)[0].mark is Mark.WANTED
    stage.key(Key.Key_Backspace)
    stage.until(lambda: len(stage.ids) == found)
    counted(stage)
    assert box.text() == "示范区" and chips.chips == ()
    # The same by the chip: from the counts to the box, and by Tab to the chip.
    stage.key(Key.Key_Space)
    stage.until(lambda: len(stage.ids) == first.posts)
    stage.key(Key.Key_Escape)
    assert box.hasFocus()
    stage.key(Key.Key_Tab)
    stage.key(Key.Key_Delete)
    stage.until(lambda: len(stage.ids) == found)
    counted(stage)
    assert stage.failures == []


def test_left_out_is_left_out(open_window: OpenWindow, stocked: Path) -> None:
    stage = open_window(stocked)
    stage.control(Key.Key_5)
    counted(stage)
    first = rows(stage, FacetKind.CATEGORY)[0]
    stage.key(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.until(lambda: first.posts is not None and len(stage.ids) == POSTS - first.posts)
    counted(stage)
    assert {row.label: row.mark for row in rows(stage, FacetKind.CATEGORY)}[first.label] is Mark.EXCLUDED
    stage.key(Key.Key_Return)
    stage.until(lambda: len(stage.ids) == POSTS)


def test_a_range_is_dragged_out_of_the_bars_and_all_dates_come_back(
    open_window: OpenWindow, stocked: Path
) -> None:
    stage = open_window(stocked)
    search(stage, "示范区")
    stage.window.actions_table["show_facets"].trigger()
    counted(stage)
    bars = pane_of(stage).dates.histogram
    assert [bar.first.year for bar in bars.bars] == list(range(2010, 2027))
    QTest.mousePress(bars, Qt.MouseButton.LeftButton, pos=bars.slot(11).center())
    QTest.mouseMove(bars, bars.slot(12).center())
    posts = sum(bar.posts for bar in bars.bars[11:13])
    QTest.mouseRelease(bars, Qt.MouseButton.LeftButton, pos=bars.slot(12).center())
    stage.until(lambda: len(stage.ids) == posts)
    counted(stage)
    assert stage.window.search_box.text() == "示范区 date:2021..2022"
    assert len(bars.bars) <= 24 and bars.bars[0].last - bars.bars[0].first < timedelta(days=31)
    # By keyboard, from there to some months; and all dates again.
    assert bars.hasFocus()
    stage.key(Key.Key_Home)
    stage.key(Key.Key_Right, SHIFT)
    posts = sum(bar.posts for bar in bars.bars[:2])
    stage.key(Key.Key_Return)
    stage.until(lambda: len(stage.ids) == posts)
    counted(stage)
    assert stage.window.search_box.text().count("date:") == 1
    stage.key(Key.Key_Backspace)
    stage.until(lambda: stage.window.search_box.text() == "示范区")
    counted(stage)
    assert len(bars.bars) == 17


def test_all_tags_are_filtered_and_one_is_taken(open_window: OpenWindow, stocked: Path) -> None:
    stage = open_window(stocked)
    stage.control(Key.Key_5)
    counted(stage)
    pane = pane_of(stage)
    more = next(row for row in pane.rows if row.is_more and row.kind is FacetKind.TAG)
    assert more.label == "Show all 90…"
    while pane.view.currentIndex() != pane.view.model().index(more.row, 0, pane.view.currentIndex().parent()):
        stage.key(Key.Key_Down)
    stage.key(Key.Key_Return)
    counted(stage)
    assert pane.filter.hasFocus() and len(rows(stage, FacetKind.TAG)) == 90
    stage.write("标签89")
    stage.key(Key.Key_Down)
    stage.key(Key.Key_Return)
    stage.until(lambda: stage.window.search_box.text() == "tag:标签89")
    stage.until(lambda: len(stage.ids) == POSTS // 90)
    stage.key(Key.Key_Escape)
    counted(stage)
    assert pane.kind is None and pane.view.hasFocus()


def test_nothing_is_counted_while_nobody_looks(open_window: OpenWindow, stocked: Path) -> None:
    stage = open_window(stocked)
    posts = stage.window.desk.list
    search(stage, "示范区")
    assert stage.window.desk.facets_place.children() == []
    stage.control(Key.Key_5)
    counted(stage)
    counts = pane_of(stage).facets
    # Another order has the same counts.
    posts.set_order(replace(posts.request.order, descending=False))
    stage.settle()
    assert pane_of(stage).facets is counts
    stage.control(Key.Key_5)
    assert posts.view.hasFocus()
    search(stage, "Harvest")
    assert pane_of(stage).facets is counts
    stage.control(Key.Key_5)
    counted(stage)
    assert pane_of(stage).facets is not counts


def test_counts_follow_the_archive(open_window: OpenWindow, stocked: Path, tmp_path: Path) -> None:
    stage = open_window(Path(shutil.copyfile(stocked, tmp_path / "own.fonds")))
    stage.control(Key.Key_5)
    counted(stage)
    stage.click_row(0)
    stage.key(Key.Key_Delete)
    stage.until(lambda: len(stage.ids) == POSTS - 1)
    counted(stage)
    stage.window.actions_table["undo"].trigger()
    stage.until(lambda: len(stage.ids) == POSTS)
    counted(stage)


def test_it_is_remembered_and_filled_after_the_first_painting(open_window: OpenWindow, stocked: Path) -> None:
    stage = open_window(stocked)
    stage.control(Key.Key_5)
    stage.close()
    again = open_window(stocked)
    assert again.window.actions_table["show_facets"].isChecked()
    again.until(lambda: again.window.desk.is_seen(Pane.FACETS) and bool(pane_of(again).facets))
    counted(again)
    # F6 goes there; the close button leads to the list.
    again.key(NEXT, SHIFT)
    assert pane_of(again).isAncestorOf(QApplication.focusWidget() or again.window)
    pane_of(again).closed.emit()
    assert again.window.desk.list.view.hasFocus()
    assert Settings(paths.config_dir() / "settings.json").texts("desk.asked") == ()


def test_the_tab_key_goes_through_it_between_navigator_and_list(
    open_window: OpenWindow, stocked: Path
) -> None:
    stage = open_window(stocked)
    search(stage, "date:2021")
    stage.control(Key.Key_5)
    counted(stage)
    desk, pane = stage.window.desk, pane_of(stage)
    desk.navigator.view.setFocus()
    met: list[QWidget | None] = []
    while QApplication.focusWidget() is not desk.list.view and len(met) < 12:
        stage.key(Key.Key_Tab)
        met.append(QApplication.focusWidget())
    inside = [widget for widget in met if widget is not None and pane.isAncestorOf(widget)]
    assert inside[:3] == [pane.dates.all_dates, pane.dates.histogram, pane.view]
    assert met[: len(inside)] == inside and len(inside) == 4
    assert desk.list.isAncestorOf(met[-1] or pane)


def test_nothing_found_is_said_and_a_broken_text_is_mended(open_window: OpenWindow, stocked: Path) -> None:
    stage = open_window(stocked)
    search(stage, "无此字句")
    stage.control(Key.Key_5)
    stage.until(lambda: pane_of(stage).note.startswith("Nothing was found"))
    search(stage, '示范区 "第 OR')
    counted(stage)
    pane_of(stage).focus_rows()
    if stage.ids:
        stage.key(Key.Key_Return)
    stage.settle()
    search(stage, "示范区 (")
    counted(stage)
    pane_of(stage).focus_rows()
    stage.key(Key.Key_Return)
    stage.until(lambda: "category:" in stage.window.search_box.text())
    stage.settle()
    assert 0 < len(stage.ids) < POSTS // 2
    assert stage.window.search_box.query.marks == ()
