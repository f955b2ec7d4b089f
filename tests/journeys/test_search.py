"""Finding by keyboard alone: to the box, a query with help, to the list, to the post; and back to what was searched."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journeys.stage import OpenWindow

Key = Qt.Key


def test_a_query_by_keyboard(open_window: OpenWindow) -> None:
    stage = open_window()
    box, desk = stage.window.search_box, stage.window.desk
    everything = len(stage.ids)
    stage.control(Key.Key_F)
    assert QApplication.focusWidget() is box
    stage.write("标签：月")
    stage.until(lambda: bool(box.suggestions.lines()))
    stage.key(Key.Key_Down)
    stage.key(Key.Key_Tab)
    assert box.text() == "标签：月食 "
    stage.write("-date:2020")
    stage.until(lambda: 0 < len(stage.ids) < everything)
    found = list(stage.ids)
    stage.key(Key.Key_Return)
    stage.until(lambda: desk.list.view.hasFocus())
    assert desk.list.current_post_id == found[0]
    stage.key(Key.Key_Return)
    stage.until(lambda: desk.editor.text.hasFocus())
    stage.settle()
    assert stage.failures == []


def test_a_wrong_query_says_so_and_the_history_brings_back_the_right_one(open_window: OpenWindow) -> None:
    stage = open_window()
    box = stage.window.search_box
    stage.control(Key.Key_F)
    stage.write("paper OR 编目")
    everything = len(stage.ids)
    stage.key(Key.Key_Return)
    stage.until(lambda: 0 < len(stage.ids) < everything)
    found = list(stage.ids)
    stage.control(Key.Key_F)
    stage.write("is:wrong 编目")
    assert "wrong" in box.note
    stage.until(lambda: 0 < len(stage.ids) < len(found))
    QTest.keyClick(box, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert box.past.lines()[0].text == "paper OR 编目"
    stage.key(Key.Key_Down)
    stage.key(Key.Key_Return)
    stage.until(lambda: list(stage.ids) == found)
    assert box.note == ""
    stage.key(Key.Key_Escape)
    stage.until(lambda: len(stage.ids) > len(found))


def test_hits_are_marked_everywhere_and_f3_goes_through_them(open_window: OpenWindow) -> None:
    stage = open_window()
    window, desk = stage.window, stage.window.desk
    stage.control(Key.Key_F)
    stage.write("月食")
    stage.until(lambda: desk.list.request.search_text == "月食")
    stage.key(Key.Key_Down)
    stage.until(lambda: desk.list.view.hasFocus())
    stage.until(lambda: desk.preview.hits[1] > 0)
    number, count = desk.preview.hits
    assert number == 0
    snippet = window.search_actions.hits.snippets.find(desk.list.current_post_id)
    stage.settle()
    snippet = window.search_actions.hits.snippets.find(desk.list.current_post_id)
    assert snippet is not None
    assert {snippet.text[start:end] for start, end in snippet.marks} == {"月食"}
    # In the list, F3 goes through the page; round the end.
    for step in range(count + 1):
        stage.key(Key.Key_F3)
        assert desk.preview.hits == (step % count + 1, count)
    stage.key(Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert desk.preview.hits[0] == count
    # In the text, through the text.
    stage.key(Key.Key_Return)
    stage.until(lambda: desk.editor.text.hasFocus())
    stage.settle()
    stage.key(Key.Key_F3)
    assert desk.editor.text.textCursor().selectedText() == "月食"
    assert not desk.has_unsaved()
    # Without a search, F3 opens the find bar.
    window.search_box.clear_search()
    stage.until(lambda: desk.preview.hits == (0, 0))
    desk.list.focus_list()
    stage.key(Key.Key_F3)
    stage.until(lambda: desk.preview.finding)
    assert stage.failures == []


def test_a_chip_takes_a_condition_out_and_undo_in_the_box_brings_it_back(open_window: OpenWindow) -> None:
    stage = open_window()
    box, chips = stage.window.search_box, stage.window.search_actions.chips
    stage.control(Key.Key_F)
    stage.write("paper -tag:none date:2000..2099")
    stage.until(lambda: len(chips.chips) == 2)
    QTest.mouseClick(chips.chips[0], Qt.MouseButton.LeftButton)
    assert box.text() == "paper date:2000..2099"
    stage.until(lambda: len(chips.chips) == 1)
    assert stage.window.desk.list.request.search_text == box.text()
    box.setFocus()
    box.undo()
    assert box.text() == "paper -tag:none date:2000..2099"
    stage.until(lambda: len(chips.chips) == 2)
    # From the box, Tab leads to the chips; a key takes one out.
    box.completion.hide()
    stage.key(Key.Key_Tab)
    assert QApplication.focusWidget() is chips.chips[0]
    stage.key(Key.Key_Right)
    stage.key(Key.Key_Delete)
    assert box.text() == "paper -tag:none"
    stage.key(Key.Key_Escape)
    assert box.hasFocus()


def test_to_the_box_to_the_list_to_the_post_and_back(open_window: OpenWindow) -> None:
    stage = open_window()
    box, desk = stage.window.search_box, stage.window.desk
    stage.control(Key.Key_F)
    stage.write("月食")
    stage.until(lambda: desk.list.request.search_text == "月食")
    stage.settle()
    found = list(stage.ids)
    assert len(found) > 1
    # An arrow leads to the list and chooses its first post, the next one the second.
    stage.key(Key.Key_Down)
    assert desk.list.view.hasFocus()
    assert desk.list.current_post_id == found[0]
    stage.key(Key.Key_Down)
    assert desk.list.current_post_id == found[1]
    stage.until(lambda: "月食" in stage.preview_text())
    # Enter leads to its text.
    stage.key(Key.Key_Return)
    stage.until(lambda: desk.editor.text.hasFocus() and desk.editor.post is not None)
    assert desk.editor.post is not None
    assert desk.editor.post.id == found[1]
    # And back, with what was searched for ready to be written over.
    stage.control(Key.Key_F)
    assert QApplication.focusWidget() is box
    assert box.selectedText() == "月食"
    stage.write("编目")
    stage.until(lambda: desk.list.request.search_text == "编目")
    assert stage.failures == []


def test_a_post_is_written_to_its_end_though_it_leaves_what_was_found(open_window: OpenWindow) -> None:
    stage = open_window()
    desk = stage.window.desk
    stage.control(Key.Key_F)
    stage.write("body:月食")
    stage.until(lambda: desk.list.request.search_text == "body:月食")
    stage.settle()
    found = list(stage.ids)
    stage.key(Key.Key_Down)
    stage.key(Key.Key_Return)
    stage.until(lambda: desk.editor.text.hasFocus() and desk.editor.post is not None)
    stage.control(Key.Key_A)
    stage.write("written anew")
    stage.control(Key.Key_S)
    stage.until(lambda: list(stage.ids) == found[1:])
    stage.settle()
    stage.write(" and on")
    assert desk.editor.post is not None
    assert desk.editor.post.id == desk.list.current_post_id == found[0]
    assert desk.editor.text.toPlainText().strip() == "written anew and on"
    stage.control(Key.Key_S)
    stage.until(lambda: not desk.has_unsaved())
    # In the list, what came in its place is next.
    stage.settle()
    desk.list.focus_list()
    assert desk.list.current_post_id == found[1]
    assert stage.failures == []
