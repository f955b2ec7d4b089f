"""Hits in the text that is edited: marked where they are in sight, gone to round the end, and the text is left alone."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from fonds.gui.theme import Role, Theme
from fonds.gui.widgets.editor_hits import EditorHits
from fonds.gui.widgets.source_document import SourceDocument
from fonds.gui.widgets.text_editor import TextEditor
from fonds.text.hit_marking import finder_for
from fonds.text.query_parser import parse_query
from gui.editor_stage import QT_NOISE, theme

__all__ = ["theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)
TEXT = "𠮷 示范 one\n\nnothing\n示范示范\nend"


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme) -> TextEditor:
    made = TextEditor(theme)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def hits_of(editor: TextEditor, theme: Theme, query: str, text: str = TEXT) -> EditorHits:
    editor.set_source(SourceDocument(text, editor))
    hits = EditorHits(editor, theme)
    hits.set_finder(finder_for(parse_query(query).tree))
    return hits


def marked(editor: TextEditor, theme: Theme) -> list[str]:
    colour = theme.color(Role.HIT)
    hints = editor.extraSelections()
    return [hint.cursor.selectedText() for hint in hints if hint.format.background().color() == colour]


def test_hits_are_marked_and_follow_the_text(qtbot: QtBot, editor: TextEditor, theme: Theme) -> None:
    hits = hits_of(editor, theme, "示范 OR one")
    qtbot.waitUntil(lambda: marked(editor, theme) == ["示范", "one", "示范", "示范"])
    editor.insertPlainText("one ")
    qtbot.waitUntil(lambda: len(marked(editor, theme)) == 5)
    hits.set_finder(finder_for(None))
    qtbot.waitUntil(lambda: marked(editor, theme) == [])


def test_next_and_previous_go_round_the_end(editor: TextEditor, theme: Theme) -> None:
    hits = hits_of(editor, theme, "示范")
    places = []
    for _ in range(4):
        assert hits.go_to_hit(1)
        assert editor.textCursor().selectedText() == "示范"
        places.append(editor.textCursor().selectionStart())
    assert places[0] == places[3] and len(set(places)) == 3 and places[0] == 3
    back = []
    for _ in range(3):
        assert hits.go_to_hit(-1)
        back.append(editor.textCursor().selectionStart())
    assert back == [places[2], places[1], places[0]]
    assert editor.text() == TEXT


def test_without_a_hit_the_cursor_stays(editor: TextEditor, theme: Theme) -> None:
    hits = hits_of(editor, theme, "nowhere")
    assert not hits.go_to_hit(1) and not hits.go_to_hit(-1)
    assert not hits_of(editor, theme, "tag:x").go_to_hit(1)
    assert not hits_of(editor, theme, "x", "").go_to_hit(1)
    assert editor.textCursor().position() == 0


def test_a_long_text_is_marked_where_it_is_in_sight(qtbot: QtBot, editor: TextEditor, theme: Theme) -> None:
    hits_of(editor, theme, "示范", "\n".join(f"{number} 示范" for number in range(20_000)))
    qtbot.waitUntil(lambda: 0 < len(marked(editor, theme)) < 100)
    editor.verticalScrollBar().setValue(15_000)
    qtbot.waitUntil(lambda: min(hint.cursor.blockNumber() for hint in editor.extraSelections()[1:]) > 14_000)
