"""Counts as rows: few at first, all of a kind when asked for, marked where the search has them, used by mouse and keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fonds.base.settings import Settings
from fonds.gui.icons import Icons
from fonds.gui.models.facet_tree import FIRST_VALUES, Mark
from fonds.gui.panes.facets import FacetsPane
from fonds.gui.theme import Theme
from fonds.model.facets import Facet, FacetKind, Facets, FacetValue
from fonds.text.query_parser import parse_query
from gui.editor_stage import QT_NOISE, icons, theme
from gui.facet_counts import counts, values
from gui.list_stage import nameless_controls

__all__ = ["icons", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)
Key = Qt.Key
NONE, CONTROL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Hands:
    """A pane whose wishes are fulfilled at once, as by the search box."""

    def __init__(self, qtbot: QtBot, pane: FacetsPane) -> None:
        self.pane = pane
        self.text = "示范区"
        pane.text_chosen.connect(self._take)
        qtbot.addWidget(pane)
        pane.resize(240, 700)
        pane.show_query(parse_query(self.text))
        pane.show_facets(counts())
        pane.show()
        pane.activateWindow()
        pane.view.setFocus()
        qtbot.waitUntil(pane.view.hasFocus)

    def _take(self, text: str) -> None:
        self.text = text
        self.pane.show_query(parse_query(text))

    def index(self, label: str) -> QModelIndex:
        node = next(row for row in self.pane.rows if row.label == label)
        return self.pane.view.model().index_of(node.key)  # type: ignore[attr-defined,no-any-return]

    def click(self, label: str, modifier: Qt.KeyboardModifier = NONE) -> None:
        view = self.pane.view
        place = view.visualRect(self.index(label)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, place)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.pane, key, modifier)

    def labels(self) -> list[str]:
        return [row.label for row in self.pane.rows]

    def marks(self) -> dict[str, Mark]:
        return {row.label: row.mark for row in self.pane.rows if row.mark is not Mark.NONE}


@pytest.fixture
def hands(qtbot: QtBot, theme: Theme, icons: Icons, tmp_path: Path) -> Hands:
    return Hands(qtbot, FacetsPane(theme, icons, Settings(tmp_path / "settings.json")))


def test_each_kind_has_a_heading_its_first_values_and_a_way_to_all(hands: Hands) -> None:
    labels = hands.labels()
    assert labels[:4] == ["Categories", "新闻", "新闻 / 体育", "财经"]
    assert labels[4 : 7 + FIRST_VALUES] == [
        "Tags",
        *(f"标签{number}" for number in range(FIRST_VALUES)),
        "Show all 30…",
        "Status",
    ]
    assert labels[-3:] == ["Draft", "Imports", "Import 3"]
    spoken = hands.pane.view.model().data(hands.index("新闻"), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "新闻, 900 posts"


def test_a_name_that_looks_like_markup_is_shown_as_it_is(hands: Hands) -> None:
    name = "<img src='x'>&amp;" + "长" * 300
    hands.pane.show_facets(Facets(5, (Facet(FacetKind.TAG, (FacetValue(name, "tag:x", 5),), 1),)))
    tip = hands.pane.view.model().data(hands.index(name), Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img" in tip and "&amp;amp;" in tip
    hands.pane.grab()


def test_a_click_asks_a_second_takes_back_and_ctrl_leaves_out(hands: Hands) -> None:
    hands.click("新闻")
    assert hands.text == "示范区 category:新闻" and hands.marks() == {"新闻": Mark.WANTED}
    hands.click("新闻")
    assert hands.text == "示范区" and hands.marks() == {}
    for modifier in (CONTROL, ALT):
        hands.click("标签2", modifier)
        assert hands.text == "示范区 -tag:标签2"
        hands.click("标签2", modifier)
        assert hands.text == "示范区"
    hands.click("财经")
    hands.click("财经", CONTROL)
    assert hands.text == "示范区 -category:财经"


def test_what_is_left_out_stays_in_sight_to_be_taken_in_again(hands: Hands) -> None:
    hands._take("示范区 -tag:遗漏 -accession:7 -date:2020")
    assert hands.marks() == {"遗漏": Mark.EXCLUDED, "Import 7": Mark.EXCLUDED}
    hands.click("遗漏")
    assert hands.text == "示范区 -accession:7 -date:2020"


def test_keys_go_along_the_rows_and_use_them(hands: Hands) -> None:
    hands.pane.focus_rows()
    hands.key(Key.Key_Return)
    assert hands.text == "示范区 category:新闻"
    assert hands.pane.view.currentIndex() == hands.index("新闻")
    hands.key(Key.Key_Delete)
    assert hands.text == "示范区"
    hands.key(Key.Key_Delete)
    assert hands.text == "示范区"
    hands.key(Key.Key_Down)
    hands.key(Key.Key_Space)
    assert hands.text == "示范区 category:新闻/体育"
    hands.key(Key.Key_Backspace)
    hands.key(Key.Key_Return, CONTROL)
    assert hands.text == "示范区 -category:新闻/体育"
    hands.pane.show_facets(Facets(1084, (Facet(FacetKind.CATEGORY, values("category", ("财经", 84)), 1),)))
    assert hands.pane.view.currentIndex() == hands.index("新闻 / 体育")
    left: list[bool] = []
    hands.pane.left.connect(lambda: left.append(True))
    hands.key(Key.Key_Escape)
    assert left == [True]


def test_all_values_of_a_kind_can_be_filtered_and_left_again(hands: Hands) -> None:
    wanted: list[FacetKind | None] = []
    hands.pane.kind_chosen.connect(lambda: wanted.append(hands.pane.kind))
    hands.pane.view.setCurrentIndex(hands.index("Show all 30…"))
    hands.key(Key.Key_Return)
    assert wanted == [FacetKind.TAG] and hands.pane.filter.hasFocus()
    hands.pane.show_facets(counts(tags=300, distinct=412))
    assert len(hands.labels()) == 300
    assert hands.pane.note == "The 300 most frequent of 412"
    QTest.keyClicks(hands.pane.filter, "29")
    assert hands.labels() == [
        "标签29",
        "标签129",
        "标签229",
        *(f"标签{number}" for number in range(290, 300)),
    ]
    hands.key(Key.Key_Down)
    assert hands.pane.view.hasFocus()
    hands.key(Key.Key_Down)
    hands.key(Key.Key_Return)
    assert hands.text == "示范区 tag:标签129"
    assert hands.pane.filter.text() == "29" and hands.pane.view.hasFocus()
    hands.key(Key.Key_Escape)
    assert wanted[-1] is None and "Categories" in hands.labels() and hands.pane.note == ""
    assert hands.pane.view.currentIndex() == hands.index("Show all 412…")


def test_a_value_that_is_in_the_search_is_seen_among_the_first(hands: Hands) -> None:
    hands._take("示范区 tag:标签25")
    assert "标签25" in hands.labels() and "标签24" not in hands.labels()


def test_headings_fold_and_stay_folded(qtbot: QtBot, hands: Hands, theme: Theme, icons: Icons) -> None:
    view = hands.pane.view
    hands.click("Tags")
    assert not view.isExpanded(hands.index("Tags"))
    hands.pane.show_facets(counts(tags=12))
    assert not view.isExpanded(hands.index("Tags")) and view.isExpanded(hands.index("Status"))
    again = Hands(qtbot, FacetsPane(theme, icons, hands.pane._settings))
    assert not again.pane.view.isExpanded(again.index("Tags"))


def test_the_row_stays_while_counts_come_and_go(hands: Hands) -> None:
    view = hands.pane.view
    view.setCurrentIndex(hands.index("标签3"))
    view.verticalScrollBar().setValue(5)
    place = view.verticalScrollBar().value()
    hands.pane.set_stale(True)
    hands.pane.show_facets(counts(tags=40))
    assert view.currentIndex() == hands.index("标签3") and not view.stale
    assert view.verticalScrollBar().value() == place
    hands.pane.show_facets(counts(tags=2))
    assert view.currentIndex().isValid()


def test_the_menu_offers_what_makes_sense(hands: Hands) -> None:
    def texts(label: str) -> list[str]:
        node = next(row for row in hands.pane.rows if row.label == label)
        menu = hands.pane.build_menu(node)
        found = [action.text() for action in menu.actions()]
        menu.close()
        return found

    assert texts("新闻") == ["Ask for it", "Leave it out"]
    hands.click("新闻")
    assert texts("新闻") == ["Take out of the search", "Leave it out"]
    hands._take("x -category:遗漏")
    assert texts("遗漏") == ["Take out of the search", "Ask for it"]
    view = hands.pane.view
    asked: list[str] = []
    view.menu_asked.disconnect()
    view.menu_asked.connect(lambda node, _place: asked.append(node.label))
    view.setCurrentIndex(hands.index("财经"))
    place = view.rect().center()
    QApplication.sendEvent(view, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, place))
    assert asked == ["财经"]


def test_nothing_found_says_so_and_counting_too(hands: Hands) -> None:
    hands.pane.show_facets(Facets(0))
    assert hands.pane.note.startswith("Nothing was found") and hands.labels() == []
    assert not hands.pane.dates.isVisible()
    hands.pane.show_facets(None)
    assert hands.pane.note == "Counting…"
    hands.pane.show_facets(counts())
    assert hands.pane.note == "" and hands.pane.dates.isVisible()


def _ways_out(hands: Hands) -> list[str]:
    return [button.accessibleName() for button in hands.pane.ways_out.stops if button.isVisible()]


def test_where_nothing_is_found_the_last_conditions_can_be_taken_out(hands: Hands) -> None:
    hands._take("示范区 tag:经济 date:2021 -status:draft")
    assert _ways_out(hands) == []
    hands.pane.show_facets(Facets(0))
    names = ["Take out -status:draft", "Take out date:2021", "Take out tag:经济", "Clear the search"]
    assert _ways_out(hands) == names
    assert nameless_controls(hands.pane) == []
    hands.pane.ways_out.stops[1].setFocus()
    hands.key(Key.Key_Space)
    assert hands.text == "示范区 tag:经济 -status:draft"
    assert _ways_out(hands) == [names[0], names[2], names[3]]
    hands.pane.ways_out.stops[0].setFocus()
    hands.pane.show_facets(counts())
    assert _ways_out(hands) == []
    assert hands.pane.view.hasFocus(), "the keyboard stays in the pane"


@pytest.mark.parametrize("text", ["无此字句", "tag:无此", "(示范区", " "])
def test_a_search_of_one_piece_that_finds_nothing_can_be_cleared(hands: Hands, text: str) -> None:
    hands._take(text)
    hands.pane.show_facets(Facets(0))
    assert _ways_out(hands) == (["Clear the search"] if text.strip() else [])
    hands.pane.ways_out.stops[-1].click()
    assert hands.text == ""
    assert _ways_out(hands) == []


def test_a_long_condition_is_cut_in_its_button(hands: Hands) -> None:
    hands._take(f"示范区 tag:{'长' * 90} a")
    hands.pane.show_facets(Facets(0))
    hands.pane.grab()
    assert hands.pane.width() == 240
    assert "…" in hands.pane.ways_out.stops[0].text()
    assert "长" * 90 in hands.pane.ways_out.stops[0].toolTip()


def test_every_control_has_a_name(hands: Hands) -> None:
    hands._take("示范区 date:2021")
    assert nameless_controls(hands.pane) == []
    hands.pane.show_values(FacetKind.TAG)
    assert nameless_controls(hands.pane) == []


def test_posts_without_a_date_can_be_asked_for(hands: Hands) -> None:
    button = hands.pane.dates.undated
    assert (button.text(), button.accessibleName()) == ("No date: 12", "12 posts without a date")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert hands.text == "示范区 -has:date" and button.isChecked()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert hands.text == "示范区" and not button.isChecked()
