"""What helps to write in the editor: keys, buttons, numbers of lines, focus, counts and the outline."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from fonds.base.settings import Settings
from fonds.gui.dialogs.shortcuts import editor_keys
from fonds.gui.icons import Icons
from fonds.gui.messages import number_text
from fonds.gui.operations import Operations
from fonds.gui.panes.editor import EditorPane
from fonds.gui.panes.editor_tools import EditorTools
from fonds.gui.theme import Role, Theme
from fonds.gui.widgets.outline_popup import OutlinePopup
from fonds.gui.widgets.source_document import LONG_LINE, SourceDocument
from fonds.gui.widgets.writing_keys import WRITING_KEYS
from fonds.services.archives import Archive
from gui.editor_stage import QT_NOISE, Open, archive, icons, opened, operations, pane, site, theme

__all__ = ["archive", "icons", "opened", "operations", "pane", "site", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def tools(
    pane: EditorPane, operations: Operations, theme: Theme, icons: Icons, settings: Settings, opened: Open
) -> EditorTools:
    made = EditorTools(pane, operations, theme, icons, settings)
    opened("yangtze.md")
    return made


def show_text(pane: EditorPane, text: str) -> SourceDocument:
    document = SourceDocument(text, pane)
    pane.text.set_source(document)
    pane.shown_session.emit()
    return document


def popup(qtbot: QtBot) -> OutlinePopup:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), OutlinePopup))
    found = QApplication.activePopupWidget()
    assert isinstance(found, OutlinePopup)
    return found


def test_keys_format_what_is_written(pane: EditorPane, tools: EditorTools) -> None:
    pane.text.setFocus()
    pane.text.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(pane.text, "word")
    QTest.keyClick(pane.text, Qt.Key.Key_I, CONTROL)
    assert pane.text.text().endswith("*word*")
    QTest.keyClick(pane.text, Qt.Key.Key_L, CONTROL | SHIFT)
    assert pane.text.text().endswith("- *word*")
    assert pane.has_unsaved()


def test_every_key_is_told_and_means_one_thing() -> None:
    combined = [number for key in WRITING_KEYS for number in key.combined]
    assert len(combined) == len(set(combined))
    told = dict(editor_keys())
    assert told["Bold"]
    assert told["Find in the text"]
    assert all(key.text.rstrip("…") in told for key in WRITING_KEYS if key.keys)


def test_buttons_have_names_and_one_stop_of_the_tab_key(pane: EditorPane, tools: EditorTools) -> None:
    buttons = [button for button in tools.bar.findChildren(QToolButton) if button.objectName()]
    assert all(button.accessibleName() for button in buttons)
    ours = [button for button in buttons if button.objectName() != "qt_toolbar_ext_button"]
    assert [button.objectName() for button in ours if button.focusPolicy() & Qt.FocusPolicy.TabFocus] == [
        "headings"
    ]
    ours[0].setFocus()
    QTest.keyClick(ours[0], Qt.Key.Key_Right)
    focused = QApplication.focusWidget()
    assert focused is not None and focused.objectName() == "strong"
    pane.text.selectAll()
    QTest.mouseClick(focused, Qt.MouseButton.LeftButton)
    assert pane.text.text().startswith("**# 标题**") or "**" in pane.text.text()
    assert pane.text.hasFocus()


def test_the_buttons_come_before_the_text(pane: EditorPane, tools: EditorTools) -> None:
    buttons = [button for button in tools.bar.findChildren(QToolButton) if button.objectName() == "headings"]
    stops = []
    widget = pane.form.title.nextInFocusChain()
    while widget is not None and widget is not pane.form.title:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            stops.append(widget)
        widget = widget.nextInFocusChain()
    places = [stops.index(stop) for stop in (buttons[0], pane.text, tools.foot.menu_button)]
    assert places == sorted(places)
    assert all(pane.form.isAncestorOf(stop) for stop in stops[:3])


def test_what_is_only_read_can_be_looked_through(pane: EditorPane, tools: EditorTools) -> None:
    pane.text.set_read_only(True)
    pane.shown_session.emit()
    enabled = {button.objectName() for button in tools.bar.findChildren(QToolButton) if button.isEnabled()}
    assert "strong" not in enabled
    assert "outline" in enabled
    before = pane.text.text()
    tools.run("strong")
    assert pane.text.text() == before


def test_looks_are_remembered(
    pane: EditorPane,
    tools: EditorTools,
    settings: Settings,
    operations: Operations,
    theme: Theme,
    icons: Icons,
) -> None:
    assert not tools.line_numbers.isVisible()
    tools.run("line_numbers")
    tools.run("wrap")
    tools.run("format_bar")
    tools.run("focus")
    tools.run("zoom_in")
    assert tools.line_numbers.isVisible()
    assert pane.text.lineWrapMode() is pane.text.LineWrapMode.NoWrap
    assert not tools.bar.isVisible()
    assert tools.focus.on
    pane.grab()
    again = EditorTools(pane, operations, theme, icons, Settings(settings.path))
    assert again.focus.on
    assert again.line_numbers.isVisible()
    assert pane.text.zoom == 110
    QTest.keyClick(pane.text, Qt.Key.Key_0, CONTROL)
    assert Settings(settings.path).number("editor.zoom") == 100


def test_the_wheel_changes_the_size(pane: EditorPane, tools: EditorTools, settings: Settings) -> None:
    event = QWheelEvent(
        QPointF(9, 9),
        QPointF(9, 9),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        CONTROL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(pane.text.viewport(), event)
    assert settings.number("editor.zoom") == 110


def test_pieces_of_a_long_line_have_one_number(pane: EditorPane, tools: EditorTools) -> None:
    document = show_text(pane, "a\n" + "字" * (LONG_LINE + 1) + "\nb")
    tools.run("line_numbers")
    numbers = [tools.line_numbers._number(block) for block in range(document.blockCount())]
    assert [number for number in numbers if number] == [1, 2, 3]
    assert numbers[:3] == [1, 2, 0]
    pane.grab()


def test_only_the_paragraph_keeps_its_colours(pane: EditorPane, tools: EditorTools, theme: Theme) -> None:
    show_text(pane, "one\n\ntwo\n\nthree")
    before = pane.text.grab().toImage()
    tools.run("focus")
    cursor = pane.text.textCursor()
    cursor.setPosition(6)
    pane.text.setTextCursor(cursor)
    pane.text.clearFocus()
    dimmed = pane.text.grab().toImage()
    assert dimmed != before
    darkest = min(dimmed.pixelColor(x, 4).lightness() for x in range(dimmed.width()))
    assert darkest >= theme.color(Role.SURFACE).lightness() - 60


def test_counts_follow_the_text_and_the_selection(qtbot: QtBot, pane: EditorPane, tools: EditorTools) -> None:
    show_text(pane, "示范区 ok\n\nend")
    qtbot.waitUntil(lambda: tools.foot.counts.text() == "9 characters · 5 words")
    pane.text.setFocus()
    QTest.keyClicks(pane.text, "a ")
    qtbot.waitUntil(lambda: tools.foot.counts.text() == "11 characters · 6 words")
    pane.text.moveCursor(QTextCursor.MoveOperation.Start)
    for _ in range(4):
        pane.text.moveCursor(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor)
    qtbot.waitUntil(lambda: tools.foot.counts.text() == "4 of 11 characters · 3 of 6 words")
    assert "without blanks" in tools.foot.counts.toolTip()


def test_a_long_text_is_counted_in_the_background(
    qtbot: QtBot, pane: EditorPane, tools: EditorTools, operations: Operations
) -> None:
    number = number_text(150_000)
    show_text(pane, "示范区\n" * 50_000)
    assert not operations.idle
    qtbot.waitUntil(lambda: tools.foot.counts.text() == f"{number} characters · {number} words")
    pane.text.selectAll()
    qtbot.waitUntil(lambda: tools.foot.counts.text().startswith(f"{number} of {number}"))


def test_a_heading_is_gone_to(qtbot: QtBot, pane: EditorPane, tools: EditorTools) -> None:
    show_text(pane, "# 一\n\ntext\n\n## 二\n\n### 三 three\n")
    QTest.keyClick(pane.text, Qt.Key.Key_O, CONTROL | SHIFT)
    shown = popup(qtbot)
    assert [shown.list.item(row).text() for row in range(3)] == ["一", "\u2003二", "\u2003\u2003三 three"]
    QTest.keyClick(shown.words, Qt.Key.Key_Down)
    QTest.keyClicks(shown.words, "three")
    QTest.keyClick(shown.words, Qt.Key.Key_Return)
    assert pane.text.textCursor().block().text() == "### 三 three"
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def test_headings_of_a_long_text_are_found_in_the_background(
    qtbot: QtBot, pane: EditorPane, tools: EditorTools, operations: Operations
) -> None:
    show_text(pane, "# a\n" + "word\n" * 50_000 + "# b\n")
    tools.run("outline")
    assert not operations.idle
    assert popup(qtbot).list.count() == 2
    popup(qtbot).close()


def test_a_text_without_headings_says_so(qtbot: QtBot, pane: EditorPane, tools: EditorTools) -> None:
    show_text(pane, "text")
    tools.run("outline")
    assert "no headings" in popup(qtbot).words.placeholderText()
    popup(qtbot).close()


def test_the_menu_of_the_text_offers_the_tools(pane: EditorPane, tools: EditorTools) -> None:
    texts = [action.text().split("\t")[0] for action in tools.menu.actions() if action.text()]
    assert {"Line numbers", "Wrap long lines", "Headings of the text"} <= set(texts)
    pane.text.customContextMenuRequested.emit(QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()


def test_the_archive_is_known(tools: EditorTools, archive: Archive) -> None:
    tools.set_archive(archive)
    tools.set_archive(None)
