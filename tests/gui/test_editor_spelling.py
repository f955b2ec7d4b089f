"""Spelling in the editor: what is marked, suggested, added and ignored, and that nothing is marked where it must not be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from fonds.base.settings import Settings
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.panes.editor import EditorPane
from fonds.gui.panes.editor_spelling import EditorSpelling
from fonds.gui.panes.editor_tools import EditorTools
from fonds.gui.theme import Theme
from fonds.gui.widgets.grammar import Grammar
from fonds.gui.widgets.source_document import SourceDocument
from fonds.gui.widgets.spelling_menu import language_name
from fonds.services import dictionaries
from fonds.services.archives import Archive
from gui.editor_stage import QT_NOISE, Open, archive, icons, opened, operations, pane, site, theme

__all__ = ["archive", "icons", "opened", "operations", "pane", "site", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)
AFF = "SET UTF-8\nTRY esianrtolcdugmphbyfvkwz\n"
DIC = "4\nhello\nworld\nsecond\nplain\n"


@pytest.fixture
def tools(
    pane: EditorPane, operations: Operations, theme: Theme, icons: Icons, tmp_path: Path, opened: Open
) -> Iterator[EditorTools]:
    for name in ("en_US", "fr_FR"):
        (dictionaries.own_folder() / f"{name}.aff").write_text(AFF, encoding="utf-8")
        (dictionaries.own_folder() / f"{name}.dic").write_text(DIC, encoding="utf-8")
    made = EditorTools(pane, operations, theme, icons, Settings(tmp_path / "settings.json"))
    opened("plain.md")
    yield made
    if made.spelling is not None:
        made.spelling.close()


def show(pane: EditorPane, text: str, grammar: Grammar | None = None) -> SourceDocument:
    document = SourceDocument(text, pane)
    pane.text.set_source(document, grammar)
    pane.shown_session.emit()
    return document


def marked(pane: EditorPane) -> list[str]:
    """The words with a wave below them."""
    wave = QTextCharFormat.UnderlineStyle.WaveUnderline
    return [
        hint.cursor.selectedText()
        for hint in pane.text.extraSelections()
        if hint.format.underlineStyle() == wave
    ]


def spelling_of(tools: EditorTools) -> EditorSpelling:
    assert tools.spelling is not None
    return tools.spelling


def place_of(pane: EditorPane, word: str) -> QPoint:
    cursor = pane.text.document().find(word)
    middle = QTextCursor(pane.text.document())
    middle.setPosition((cursor.selectionStart() + cursor.selectionEnd()) // 2)
    return pane.text.cursorRect(middle).center()


def menu_at(qtbot: QtBot, tools: EditorTools, pane: EditorPane, word: str) -> dict[str, QAction]:
    menu = QMenu(pane)
    spelling_of(tools).fill_menu(menu, place_of(pane, word))
    qtbot.waitUntil(lambda: not any(each.text().startswith("Looking") for each in menu.actions()))
    return {each.text(): each for each in menu.actions()}


def test_it_is_off_until_it_is_asked_for_and_remembered(
    qtbot: QtBot, tools: EditorTools, pane: EditorPane
) -> None:
    show(pane, "hello wrold 示范区\n")
    assert tools.spelling is None
    pane.text.setFocus()
    QTest.keyClick(
        pane.text,
        Qt.Key.Key_S,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
    )
    qtbot.waitUntil(lambda: marked(pane) == ["wrold"])
    tools.run("spelling")
    assert marked(pane) == []


def test_only_prose_in_sight_is_marked(qtbot: QtBot, tools: EditorTools, pane: EditorPane) -> None:
    lines = [
        *("---", "titel: wrongg", "---", "# Headding", "`codde` 😀 mispeled world", "```", "fensed", "```"),
        *("plain" for _ in range(300)),
        "faraway wordd",
    ]
    show(pane, "\n".join(lines), Grammar(with_header=True))
    tools.run("spelling")
    qtbot.waitUntil(lambda: marked(pane) == ["Headding", "mispeled"])
    bar = pane.text.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: marked(pane) == ["faraway", "wordd"])


def test_a_word_is_not_marked_while_it_is_written(qtbot: QtBot, tools: EditorTools, pane: EditorPane) -> None:
    show(pane, "")
    tools.run("spelling")
    pane.text.setFocus()
    QTest.keyClicks(pane.text, "worrld")
    qtbot.wait(700)
    assert marked(pane) == []
    QTest.keyClicks(pane.text, " plain")
    qtbot.waitUntil(lambda: marked(pane) == ["worrld"])


def test_a_suggestion_takes_the_place_of_a_word_and_can_be_undone(
    qtbot: QtBot, tools: EditorTools, pane: EditorPane
) -> None:
    document = show(pane, "示范区 wrold and\n")
    tools.run("spelling")
    qtbot.waitUntil(lambda: marked(pane) == ["wrold", "and"])
    actions = menu_at(qtbot, tools, pane, "wrold")
    assert "world" in actions
    actions["world"].trigger()
    assert document.text() == "示范区 world and\n"
    qtbot.waitUntil(lambda: marked(pane) == ["and"])
    document.undo()
    assert document.text() == "示范区 wrold and\n"


def test_words_are_added_for_good_or_ignored_in_a_post(
    qtbot: QtBot, tools: EditorTools, pane: EditorPane, opened: Open
) -> None:
    show(pane, "Fonds quuux\n")
    tools.run("spelling")
    qtbot.waitUntil(lambda: marked(pane) == ["Fonds", "quuux"])
    menu_at(qtbot, tools, pane, "Fonds")["Add “Fonds” to my dictionary"].trigger()
    qtbot.waitUntil(lambda: marked(pane) == ["quuux"])
    assert dictionaries.load_own_words() == {"Fonds"}
    menu_at(qtbot, tools, pane, "quuux")["Ignore in this post"].trigger()
    assert marked(pane) == []
    opened("yangtze.md")
    show(pane, "Fonds quuux\n")
    qtbot.waitUntil(lambda: marked(pane) == ["quuux"])


def test_the_dictionary_is_chosen_in_the_menu(qtbot: QtBot, tools: EditorTools, pane: EditorPane) -> None:
    show(pane, "wrold\n")
    menu = tools.languages
    menu.fill()
    actions = {each.text(): each for each in menu.menu.actions() if each.text()}
    assert list(actions) == [
        "As the language of the post says",
        language_name("en_US"),
        language_name("fr_FR"),
        "Open the folder for dictionaries…",
    ]
    actions[language_name("fr_FR")].trigger()
    qtbot.waitUntil(lambda: marked(pane) == ["wrold"])
    found = spelling_of(tools).dictionary
    assert found is not None
    assert found.name == "fr_FR"
    assert menu.name == "fr_FR"


def test_no_dictionary_and_a_broken_one_are_told(
    qtbot: QtBot, tools: EditorTools, pane: EditorPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    (dictionaries.own_folder() / "en_US.aff").write_text("SFX S Y\n", encoding="utf-8")
    show(pane, "wrold\n")
    tools.run("spelling")
    qtbot.waitUntil(lambda: spelling_of(tools).fault != "")
    assert marked(pane) == []
    tools.languages.fill()
    texts = [each.text() for each in tools.languages.menu.actions()]
    assert "The dictionary en_US cannot be read." in texts
    monkeypatch.setattr(dictionaries, "find_dictionaries", lambda: ())
    tools.languages.fill()
    first = tools.languages.menu.actions()[0]
    assert (first.text(), first.isEnabled()) == ("No dictionary was found", False)
    tools.run("spelling")
    tools.run("spelling")
    assert spelling_of(tools).dictionary is None


def test_the_dictionary_goes_with_the_archive(
    qtbot: QtBot, tools: EditorTools, pane: EditorPane, archive: Archive
) -> None:
    show(pane, "wrold\n")
    tools.set_archive(archive)
    tools.run("spelling")
    qtbot.waitUntil(lambda: marked(pane) == ["wrold"])
    assert spelling_of(tools).running
    tools.set_archive(None)
    assert not spelling_of(tools).running
