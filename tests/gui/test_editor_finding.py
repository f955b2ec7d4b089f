"""Finding and replacing in the text of the editor."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fonds.base.settings import Settings
from fonds.gui.icons import Icons
from fonds.gui.messages import number_text
from fonds.gui.operations import Operations
from fonds.gui.panes.editor import EditorPane
from fonds.gui.panes.editor_tools import EditorTools
from fonds.gui.theme import Role, Theme
from fonds.gui.widgets.replace_bar import ReplaceBar
from fonds.gui.widgets.source_document import LONG_LINE, SourceDocument
from fonds.gui.widgets.text_snapshot import TextSnapshot
from fonds.text import find_pattern
from gui.editor_stage import QT_NOISE, Open, archive, icons, opened, operations, pane, site, theme

__all__ = ["archive", "icons", "opened", "operations", "pane", "site", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Stage:
    """The editor with its bar open on a text."""

    def __init__(self, qtbot: QtBot, pane: EditorPane, tools: EditorTools) -> None:
        self.bot, self.pane, self.tools = qtbot, pane, tools

    def show(self, text: str) -> SourceDocument:
        document = SourceDocument(text, self.pane)
        self.pane.text.set_source(document)
        self.pane.shown_session.emit()
        self.pane.text.setFocus()
        return document

    def open(self, sought: str = "") -> ReplaceBar:
        QTest.keyClick(self.pane.text, Qt.Key.Key_H, CONTROL)
        bar = self.pane.findChild(ReplaceBar)
        assert isinstance(bar, ReplaceBar)
        if sought:
            bar.sought.setText(sought)
        return bar

    def told(self, text: str) -> None:
        bar = self.pane.findChild(ReplaceBar)
        assert isinstance(bar, ReplaceBar)
        self.bot.waitUntil(lambda: bar.told.text() == text)

    @property
    def selected(self) -> str:
        return self.pane.text.textCursor().selectedText()

    def marked(self, theme: Theme) -> list[str]:
        hints = self.pane.text.extraSelections()
        colour = theme.color(Role.HIT)
        return [hint.cursor.selectedText() for hint in hints if hint.format.background().color() == colour]


@pytest.fixture
def stage(
    qtbot: QtBot,
    pane: EditorPane,
    operations: Operations,
    theme: Theme,
    icons: Icons,
    tmp_path: Path,
    opened: Open,
) -> Stage:
    tools = EditorTools(pane, operations, theme, icons, Settings(tmp_path / "settings.json"))
    opened("yangtze.md")
    return Stage(qtbot, pane, tools)


def test_hits_are_counted_marked_and_gone_to(stage: Stage, theme: Theme) -> None:
    stage.show("𠮷 示范 one\n示范区\nONE 示范")
    bar = stage.open("示范")
    stage.told("1 of 3")
    assert stage.selected == "示范"
    assert stage.marked(theme) == ["示范"] * 3
    QTest.keyClick(bar.sought, Qt.Key.Key_Return)
    stage.told("2 of 3")
    QTest.keyClick(bar.sought, Qt.Key.Key_F3, SHIFT)
    QTest.keyClick(bar.sought, Qt.Key.Key_F3, SHIFT)
    stage.told("3 of 3")
    stage.pane.text.setFocus()
    QTest.keyClick(stage.pane.text, Qt.Key.Key_F3)
    stage.told("1 of 3")
    stage.pane.text.moveCursor(QTextCursor.MoveOperation.End)
    stage.told("3 hits")
    bar.sought.setText("nowhere")
    stage.told("No hits")
    QTest.keyClick(stage.pane.text, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert stage.marked(theme) == []
    assert stage.pane.text.hasFocus()


def test_one_after_the_other_is_replaced(stage: Stage) -> None:
    stage.show("ab ab\r\nab")
    bar = stage.open("(a)(b)")
    bar.regex.setChecked(True)
    bar.replacement.setText(r"\2\1")
    stage.told("1 of 3")
    bar.replacement.setFocus()
    QTest.keyClick(bar.replacement, Qt.Key.Key_Return)
    stage.told("1 of 2")
    assert stage.pane.text.text() == "ba ab\r\nab"
    QTest.keyClick(bar.replacement, Qt.Key.Key_Return)
    stage.told("1 of 1")
    QTest.keyClick(bar.replacement, Qt.Key.Key_Return)
    stage.told("No hits")
    assert stage.pane.text.text() == "ba ba\r\nba"


@pytest.mark.parametrize("text", ["一 二\n" * 500, "一 二\r\n一 二\n" * 250, "𠮷一 二\n" * 3])
def test_all_are_replaced_in_one_step(stage: Stage, text: str) -> None:
    stage.show(text)
    bar = stage.open("二")
    bar.replacement.setText("三三")
    count = text.count("二")
    stage.told(f"1 of {number_text(count)}")
    bar.replace_all_clicked.emit()
    stage.told(f"{number_text(count)} replaced")
    assert stage.pane.text.text() == text.replace("二", "三三")
    stage.pane.text.undo()
    assert stage.pane.text.text() == text


def test_only_the_selection_is_looked_through(stage: Stage) -> None:
    stage.show("a\na\na\na")
    cursor = stage.pane.text.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(5, QTextCursor.MoveMode.KeepAnchor)
    stage.pane.text.setTextCursor(cursor)
    bar = stage.open("a")
    assert bar.inside.isChecked()
    bar.replacement.setText("b")
    stage.told("1 of 2")
    bar.replace_all_clicked.emit()
    stage.told("2 replaced")
    assert stage.pane.text.text() == "a\nb\nb\na"


def test_what_is_wrong_is_told_and_nothing_hangs(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find_pattern, "SECONDS", 0.1)
    stage.show("a" * 5000)
    bar = stage.open("a(")
    bar.regex.setChecked(True)
    stage.bot.waitUntil(lambda: "character 3" in bar.problem.text())
    assert "“)” is missing" in bar.problem.text()
    bar.sought.setText("(a+)+b")
    stage.bot.waitUntil(lambda: "too long" in bar.problem.text())
    bar.replace_all_clicked.emit()
    stage.bot.waitUntil(lambda: "Nothing was replaced" in bar.problem.text())
    bar.sought.setText("(a)")
    bar.replacement.setText(r"\7")
    stage.bot.waitUntil(lambda: bar.problem.text() == "")
    bar.replace_all_clicked.emit()
    stage.bot.waitUntil(lambda: "no such group" in bar.problem.text())
    assert stage.pane.text.text() == "a" * 5000


def test_what_is_typed_meanwhile_is_found_too(stage: Stage) -> None:
    stage.show("one")
    stage.open("one")
    stage.told("1 of 1")
    stage.pane.text.setFocus()
    stage.pane.text.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(stage.pane.text, " one")
    stage.told("2 hits")
    stage.show("one one one")
    stage.told("3 hits")


def test_the_selected_words_are_looked_for(stage: Stage) -> None:
    stage.show("one two")
    stage.pane.text.moveCursor(QTextCursor.MoveOperation.NextWord, QTextCursor.MoveMode.KeepAnchor)
    bar = stage.open()
    assert bar.sought.text() == "one "


def test_what_is_only_read_is_not_replaced(stage: Stage) -> None:
    stage.show("one one")
    stage.pane.text.set_read_only(True)
    stage.tools.find(replacing=True)
    bar = stage.pane.findChild(ReplaceBar)
    assert isinstance(bar, ReplaceBar)
    bar.sought.setText("one")
    stage.told("1 of 2")
    bar.replace_clicked.emit()
    bar.replace_all_clicked.emit()
    assert stage.pane.text.text() == "one one"
    assert not bar.replacement.isEnabled()


@pytest.mark.parametrize("text", ["ab", "𠮷a𠮷", "a\n" + "𠮷字" * LONG_LINE + "\nb", "a" * (LONG_LINE * 2)])
def test_a_snapshot_knows_where_its_characters_stand(stage: Stage, text: str) -> None:
    document = stage.show(text)
    snapshot = TextSnapshot(document)
    assert snapshot.text == text
    for index in (0, 1, len(text) // 2, len(text) // 2 - 1, len(text) - 1):
        start, end = snapshot.position(index), snapshot.position(index + 1, end=True)
        assert document.text_between(start, end) == text[index]
        assert snapshot.index(start) == index
    assert snapshot.fits(document)
