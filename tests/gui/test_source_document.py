"""The laws of a document that must not change what it was not asked to change."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from fonds.gui.widgets.source_document import LONG_LINE, PIECE, SourceDocument

TROUBLE = st.sampled_from(
    [
        "\n",
        "\r\n",
        "\r",
        "\u2028",
        "\u2029",
        "\u00a0",
        "\ufdd0",
        "\ufdd1",
        "\0",
        "\t",
        "\u0085",
        "\ufeff",
        "𠮷",
        "示",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=60), st.lists(st.one_of(TROUBLE, st.text(max_size=3)), max_size=30).map("".join)
)
LAW = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def utf16_length(text: str) -> int:
    """How many positions the text takes in a document, apart from its line ends."""
    return len(text.encode("utf-16-le")) // 2


@LAW
@given(text=TEXTS)
def test_an_untouched_text_comes_back_exactly(qtbot: QtBot, text: str) -> None:
    assert SourceDocument(text).text() == text


def positions_of(text: str) -> list[tuple[int, int]]:
    """(offset in the text, position in the document) of every place where a caret may stand."""
    places = [(0, 0)]
    offset = position = 0
    while offset < len(text):
        if text.startswith("\r\n", offset):
            offset, position = offset + 2, position + 1
        else:
            position += utf16_length(text[offset])
            offset += 1
        places.append((offset, position))
    return places


@LAW
@given(text=TEXTS, inserted=st.text(alphabet="ab示𠮷", max_size=4), data=st.data())
def test_an_edit_changes_its_own_place_alone(
    qtbot: QtBot, text: str, inserted: str, data: st.DataObject
) -> None:
    document = SourceDocument(text)
    places = positions_of(text)
    first = data.draw(st.integers(0, len(places) - 1))
    last = data.draw(st.integers(first, len(places) - 1))
    cursor = QTextCursor(document)
    cursor.setPosition(places[first][1])
    cursor.setPosition(places[last][1], QTextCursor.MoveMode.KeepAnchor)
    document.insert_text(cursor, inserted)
    # joining a CR that was alone with a following LF must not merge them in our reckoning: the text is what counts
    assert document.text() == text[: places[first][0]] + inserted + text[places[last][0] :]
    while document.isUndoAvailable():
        document.undo()
    assert document.text() == text
    while document.isRedoAvailable():
        document.redo()
    assert document.text() == text[: places[first][0]] + inserted + text[places[last][0] :]


@pytest.mark.parametrize(
    ("text", "end"), [("a\r\nb\r\nc\nd", "\r\n"), ("a\nb\rc\nd", "\n"), ("a\rb", "\r"), ("a", "\n")]
)
def test_new_lines_end_as_most_of_the_file(qtbot: QtBot, text: str, end: str) -> None:
    document = SourceDocument(text)
    cursor = QTextCursor(document)
    document.insert_text(cursor, "x\ny\r\nz\r")
    document.insert_line(cursor)
    assert document.text() == f"x{end}y{end}z{end}{end}{text}"


def test_a_very_long_line_is_shown_in_pieces_and_comes_back_whole(qtbot: QtBot) -> None:
    line = "<p>长三角一体化示范区&nbsp;</p>" * 3_000
    text = f"first\r\n{line}\r\nlast\n"
    document = SourceDocument(text)
    assert document.text() == text
    assert document.has_soft_breaks
    assert max(len(document.findBlockByNumber(n).text()) for n in range(document.blockCount())) <= PIECE
    assert document.ends_softly(document.findBlockByNumber(1))
    assert not document.ends_softly(document.firstBlock())


def test_joining_and_splitting_pieces_keeps_the_text(qtbot: QtBot) -> None:
    text = "x" * (LONG_LINE + 1)
    document = SourceDocument(text)
    cursor = QTextCursor(document)
    cursor.setPosition(PIECE)
    cursor.deleteChar()
    assert document.text() == text, "a soft break stands for no character"
    cursor.setPosition(5)
    document.insert_line(cursor)
    assert document.text() == text[:5] + "\n" + text[5:]


def test_a_part_is_given_exactly(qtbot: QtBot) -> None:
    document = SourceDocument("𠮷\u00a0a\r\nb\rc")
    assert document.text_between(2, 6) == "\u00a0a\r\nb"
    assert SourceDocument("a\u00a0\r\nb\r\n").text_between(1, 3) == "\u00a0\r\n"


def test_a_lone_surrogate_is_owned_up_to(qtbot: QtBot) -> None:
    document = SourceDocument("a\ud800b")
    assert not document.exact
    assert document.text() == "a\ufffdb"
