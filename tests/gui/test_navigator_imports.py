"""The imports in the navigator: newest first, cut to some, with a menu by mouse and by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fonds.base.settings import Settings
from fonds.gui.icons import GLYPHS, Icons
from fonds.gui.models.navigator_tree import FIRST_IMPORTS, Node, build_tree
from fonds.gui.operations import Operations
from fonds.gui.panes.navigator import NavigatorPane
from fonds.gui.theme import Theme
from fonds.model.accession import AccessionEntry, ImportSettings
from fonds.model.progress import CancelToken, ignore_progress
from fonds.model.query import ListRequest, Scope, ScopeKind
from fonds.model.taxonomy import Navigator
from fonds.services import accessions, browsing, importing
from fonds.services.archives import Archive
from gui.editor_stage import QT_NOISE, archive, icons, operations, settle, site, theme

__all__ = ["archive", "icons", "operations", "site", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


@pytest.fixture
def pane(
    qtbot: QtBot, operations: Operations, theme: Theme, icons: Icons, archive: Archive, tmp_path: Path
) -> NavigatorPane:
    made = NavigatorPane(operations, theme, icons, Settings(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.resize(260, 700)
    made.show()
    made.set_archive(archive)
    settle(qtbot, operations)
    return made


def imports(counts: Navigator, **options: object) -> list[Node]:
    sections = build_tree(counts, **options)  # type: ignore[arg-type]
    return next((node.children for node in sections if node.key == "section:imports"), [])


def counts_of(number: int) -> Navigator:
    return Navigator(
        accessions=tuple(
            AccessionEntry(item, 1_700_000_000, (f"/srv/来源{item}",), item, withdrawn=item == 2)
            for item in range(number, 0, -1)
        )
    )


def test_an_archive_without_imports_has_no_such_section() -> None:
    assert imports(Navigator()) == []


def test_imports_are_named_by_number_source_and_day() -> None:
    newest, withdrawn, _oldest = imports(counts_of(3))
    assert newest.label.startswith("3 · 来源3 · 2023-11-1")
    assert (newest.count, newest.scope) == (3, Scope(ScopeKind.ACCESSION, 3))
    assert "withdrawn" in withdrawn.label
    assert newest.icon in GLYPHS and withdrawn.icon in GLYPHS
    assert newest.icon != withdrawn.icon


@pytest.mark.parametrize(
    ("sources", "label"),
    [
        (("/srv/a/",), "a"),
        (("C:\\sites\\新闻",), "新闻"),
        (("/srv/a", "/srv/b"), "a and 1 more"),
        (("/",), ""),
        ((), ""),
    ],
)
def test_a_source_is_called_by_the_end_of_its_path(sources: tuple[str, ...], label: str) -> None:
    (row,) = imports(Navigator(accessions=(AccessionEntry(1, 0, sources),)))
    assert row.label.split(" · ")[1:-1] == ([label] if label else [])


def test_many_imports_are_cut_but_not_the_one_that_is_looked_at() -> None:
    counts = counts_of(FIRST_IMPORTS + 30)
    rows = imports(counts)
    assert len(rows) == FIRST_IMPORTS + 1
    assert rows[-1].is_more
    assert len(imports(counts, all_of=["imports"])) == FIRST_IMPORTS + 30
    old = Scope(ScopeKind.ACCESSION, 1)
    assert [row.scope for row in imports(counts, current=old)][-2] == old
    assert [row.scope for row in imports(counts, wanted="来源7")] == [Scope(ScopeKind.ACCESSION, 7)]


def test_choosing_an_import_lists_its_posts(
    pane: NavigatorPane, qtbot: QtBot, archive: Archive, operations: Operations, tmp_path: Path
) -> None:
    other = tmp_path / "第二"
    other.mkdir()
    (other / "one.md").write_text("text\n", encoding="utf-8")
    importing.import_source(archive, [other], ImportSettings(), ignore_progress, CancelToken())
    pane.reload()
    settle(qtbot, operations)
    for number, count in ((1, 4), (2, 1)):
        scope = Scope(ScopeKind.ACCESSION, number)
        node = next(node for node in pane.model.nodes if node.scope == scope)
        assert node.count == count == len(browsing.list_posts(archive, ListRequest(scope)).ids)
    accessions.withdraw_accession(archive, 2, ignore_progress, CancelToken())
    pane.reload()
    settle(qtbot, operations)
    withdrawn = next(node for node in pane.model.nodes if node.key == "accession:2")
    assert (withdrawn.count, "withdrawn" in withdrawn.label) == (0, True)


def test_an_import_is_opened_by_double_click_and_by_key(pane: NavigatorPane, qtbot: QtBot) -> None:
    index = pane.model.index_of("accession:1")
    pane.view.scrollTo(index)
    place = pane.view.visualRect(index).center()
    with qtbot.waitSignal(pane.import_opened) as told:
        QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [1]
    with qtbot.waitSignal(pane.import_opened) as told:
        QTest.keyClick(pane.view, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert told.args == [1]


def test_the_menu_is_asked_for_by_mouse_and_by_key_and_only_for_imports(
    pane: NavigatorPane, qtbot: QtBot
) -> None:
    asked: list[int] = []
    pane.import_menu_asked.connect(lambda number, _place: asked.append(number))

    def ask(key: str, reason: QContextMenuEvent.Reason) -> None:
        index = pane.model.index_of(key)
        pane.view.setCurrentIndex(index)
        pane.view.scrollTo(index)
        place = pane.view.visualRect(index).center()
        event = QContextMenuEvent(reason, place, pane.view.viewport().mapToGlobal(place))
        QApplication.sendEvent(pane.view.viewport(), event)

    ask("accession:1", QContextMenuEvent.Reason.Mouse)
    ask("accession:1", QContextMenuEvent.Reason.Keyboard)
    assert asked == [1, 1]
    ask("all:0", QContextMenuEvent.Reason.Mouse)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 690), QPoint(5, 690))
    QApplication.sendEvent(pane.view.viewport(), event)
    assert asked == [1, 1]
