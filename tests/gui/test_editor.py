"""The editor pane on a real archive: nothing typed is lost, and what is saved is exactly what was typed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.panes.editing_session import OPEN_DOCUMENTS, changed_since
from fonds.gui.panes.editor import EditorPane
from fonds.gui.theme import Theme
from fonds.gui.widgets.editor_header import EditorState
from fonds.model.post import PostMetadata, Status
from fonds.model.revision import MetadataEdit, NewPost, PostEdit
from fonds.services import browsing, editing
from fonds.services.archives import Archive
from gui.editor_stage import (
    POSTS,
    QT_NOISE,
    Open,
    archive,
    icons,
    id_of,
    make_pane,
    opened,
    operations,
    pane,
    save,
    settle,
    site,
    source,
    theme,
    type_at_end,
)

__all__ = ["archive", "icons", "opened", "operations", "pane", "site", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)

YANGTZE, PLAIN, _BROKEN = POSTS


def test_opening_is_no_edit(pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive) -> None:
    told: list[bool] = []
    pane.dirty_changed.connect(told.append)
    for name in POSTS:
        number = opened(name)
        assert pane.current_edit().empty
        pane.flush()
        assert editing.find_draft(archive, number) is None
    assert told == []
    assert pane.header.state is EditorState.SAVED


def test_a_saved_body_changes_the_body_alone(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive
) -> None:
    number = opened(PLAIN)
    type_at_end(pane, "X")
    assert pane.has_unsaved()
    save(qtbot, pane)
    assert source(archive, number) == POSTS[PLAIN] + "X"
    assert not pane.has_unsaved()
    assert pane.header.state is EditorState.SAVED
    assert pane.text.source.isUndoAvailable(), "saving does not take the undo history away"
    assert editing.find_draft(archive, number) is None


def test_saved_fields_change_their_own_characters_alone(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive
) -> None:
    number = opened(YANGTZE)
    pane.form.title.setFocus()
    pane.form.title.selectAll()
    QTest.keyClicks(pane.form.title, "New")
    QTest.keyClicks(pane.form.tags.input, "added")
    assert pane.current_edit() == PostEdit(
        metadata=MetadataEdit(title="New", tags=("长三角", "示范区", "added"))
    )
    save(qtbot, pane)
    expected = (
        POSTS[YANGTZE].replace("长三角一体化", "New").replace("[长三角, 示范区]", "[长三角, 示范区, added]")
    )
    assert source(archive, number) == expected
    assert browsing.load_post(archive, number).metadata.tags == ("长三角", "示范区", "added")


def test_one_types_on_in_a_field_after_saving(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive
) -> None:
    number = opened(YANGTZE)
    pane.activateWindow()
    for line in (pane.form.title, pane.form.date.input):
        line.setFocus()
        line.setCursorPosition(3)
        QTest.keyClick(line, Qt.Key.Key_Delete)
        QTest.keyClicks(line, "1")
        save(qtbot, pane)
        assert line.cursorPosition() == 4
        assert line.isUndoAvailable()
        QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        save(qtbot, pane)
    value = next(line for line in pane.form.fields.findChildren(QLineEdit) if line.text() == "post")
    value.setFocus()
    QTest.keyClicks(value, "s")
    save(qtbot, pane)
    assert isValid(value)
    assert value.hasFocus()
    QTest.keyClicks(value, "!")
    save(qtbot, pane)
    assert source(archive, number) == POSTS[YANGTZE].replace("layout: post", "layout: s!post")


def test_a_field_that_was_added_and_saved_keeps_the_keyboard(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive
) -> None:
    number = opened(PLAIN)
    pane.activateWindow()
    pane.form.show_error("layout", "")
    add = next(button for button in pane.form.fields.findChildren(QAbstractButton) if button.text())
    QTest.mouseClick(add, Qt.MouseButton.LeftButton)
    key = QApplication.focusWidget()
    assert isinstance(key, QLineEdit)
    QTest.keyClicks(key, "source")
    value = next(line for line in pane.form.fields.findChildren(QLineEdit) if line is not key)
    value.setFocus()
    QTest.keyClicks(value, "desk")
    save(qtbot, pane)
    now = QApplication.focusWidget()
    assert isinstance(now, QLineEdit)
    assert now.text() == "desk"
    assert "source: desk\n" in source(archive, number)


def test_a_draft_is_kept_and_comes_back_in_another_window(
    pane: EditorPane,
    opened: Open,
    qtbot: QtBot,
    archive: Archive,
    operations: Operations,
    theme: Theme,
    icons: Icons,
) -> None:
    number = opened(YANGTZE)
    type_at_end(pane, "draft")
    qtbot.waitUntil(lambda: editing.find_draft(archive, number) is not None)
    other = make_pane(qtbot, operations, theme, icons)
    other.set_archive(archive)
    told: list[PostEdit] = []
    other.text_changed.connect(lambda _number, edit: told.append(edit))
    with qtbot.waitSignal(other.shown):
        other.show_post(number)
    assert other.text.text().endswith("第一段。\ndraft")
    assert other.header.state is EditorState.RESTORED
    assert told[-1].body is not None
    assert [button.text() for button in other.notice.buttons()] == ["Discard draft"]
    with qtbot.waitSignal(other.shown):
        other.notice.buttons()[0].click()
    settle(qtbot, operations)
    assert other.text.text().endswith("第一段。\n")
    assert editing.find_draft(archive, number) is None


def test_leaving_a_post_keeps_everything(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive, operations: Operations
) -> None:
    number = opened(YANGTZE)
    type_at_end(pane, "abc")
    QTest.keyClicks(pane.form.authors.input, "Wang")
    opened(PLAIN)
    settle(qtbot, operations)
    draft = editing.find_draft(archive, number)
    assert draft is not None
    assert draft.edit.metadata.authors == ("Wang",)
    opened(YANGTZE)
    assert pane.text.text().endswith("abc")
    assert pane.form.authors.values() == ("Wang",)
    pane.text.undo()
    assert pane.text.text().endswith("第一段。\n")


def test_undoing_to_the_start_takes_the_draft_away(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive, operations: Operations
) -> None:
    number = opened(PLAIN)
    type_at_end(pane, "a")
    pane.flush()
    settle(qtbot, operations)
    assert editing.find_draft(archive, number) is not None
    pane.text.undo()
    pane.flush()
    settle(qtbot, operations)
    assert editing.find_draft(archive, number) is None
    assert not pane.has_unsaved()


def test_what_is_typed_while_saving_stays(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive
) -> None:
    number = opened(PLAIN)
    type_at_end(pane, "one")
    pane.save()
    assert pane.header.state is EditorState.SAVING
    type_at_end(pane, "two")
    QTest.keyClick(pane.form.title, Qt.Key.Key_End)
    QTest.keyClicks(pane.form.title, "!")
    qtbot.waitUntil(lambda: pane.header.state is not EditorState.SAVING)
    assert source(archive, number).endswith("second\none")
    assert pane.text.text().endswith("onetwo")
    assert pane.current_edit().metadata.title == "Plain!"
    save(qtbot, pane)
    assert source(archive, number) == POSTS[PLAIN].replace("Plain", "Plain!") + "onetwo"


@pytest.mark.parametrize("refused", [False, True])
def test_what_is_typed_while_saving_outlives_the_window(
    pane: EditorPane, opened: Open, archive: Archive, operations: Operations, refused: bool
) -> None:
    number = opened(PLAIN)
    if refused:
        editing.save_post(
            archive, number, PostEdit(body="else\n"), browsing.load_post(archive, number).revision_id
        )
    before = browsing.load_post(archive, number).revision_id
    type_at_end(pane, "one")
    pane.save()
    type_at_end(pane, "two")
    QTest.keyClicks(pane.form.title, "!")
    pane.flush()
    operations.close()
    post, draft = browsing.load_post(archive, number), editing.find_draft(archive, number)
    assert draft is not None
    assert (draft.edit.body or "").endswith("onetwo")
    assert "!" in (draft.edit.metadata.title or "")
    assert refused == (draft.base_revision != post.revision_id)
    assert refused == (post.revision_id == before)


def test_a_draft_that_could_not_be_kept_is_tried_again(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive, operations: Operations
) -> None:
    other, number = id_of(archive, YANGTZE), opened(PLAIN)
    type_at_end(pane, "kept")
    moved = archive.path.with_suffix(".moved")
    archive.path.rename(moved)
    pane.show_post(other)
    settle(qtbot, operations)
    moved.rename(archive.path)
    pane.show_post(number)
    settle(qtbot, operations)
    pane.flush()
    settle(qtbot, operations)
    draft = editing.find_draft(archive, number)
    assert draft is not None
    assert (draft.edit.body or "").endswith("kept")


def test_no_draft_is_kept_in_the_middle_of_a_word(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive, operations: Operations
) -> None:
    number = opened(PLAIN)
    QApplication.sendEvent(pane.text, QInputMethodEvent("ni", []))
    pane.keep_draft()
    settle(qtbot, operations)
    assert editing.find_draft(archive, number) is None
    commit = QInputMethodEvent()
    commit.setCommitString("你")
    QApplication.sendEvent(pane.text, commit)
    pane.flush()
    settle(qtbot, operations)
    draft = editing.find_draft(archive, number)
    assert draft is not None
    assert draft.edit.body == "你Hello world\r\nsecond\n"


def test_leaving_the_pane_keeps_the_draft_at_once(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive, operations: Operations
) -> None:
    number = opened(PLAIN)
    pane.text.setFocus()
    type_at_end(pane, "x")
    pane._on_focus_changed(pane.text, None)  # what the window system tells when the window loses the focus
    settle(qtbot, operations)
    assert editing.find_draft(archive, number) is not None


def test_choosing_fast_shows_the_last(
    pane: EditorPane, qtbot: QtBot, archive: Archive, operations: Operations
) -> None:
    numbers = [id_of(archive, name) for name in POSTS]
    for number in numbers * 3:
        pane.show_post(number)
    settle(qtbot, operations)
    assert pane.post is not None
    assert pane.post.id == numbers[-1]
    pane.show_post(None)
    assert not pane.shows_post


def test_more_than_twenty_posts_lose_no_word(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive, operations: Operations
) -> None:
    number = opened(PLAIN)
    type_at_end(pane, "kept")
    for index in range(25):
        other, _changes = editing.create_post(archive, NewPost(title=f"Post {index}", body="x\n"))
        with qtbot.waitSignal(pane.shown):
            pane.show_post(other)
    with qtbot.waitSignal(pane.shown):
        pane.show_post(number)
    assert pane.text.text().endswith("kept")


def test_what_the_form_says_beyond_what_was_sent() -> None:
    metadata = PostMetadata(title="a", tags=("x",), fields=(("k", "1"), ("l", "2")))
    sent = MetadataEdit(title="b", fields=(("k", "9"),))
    assert changed_since(sent, sent, metadata).empty
    assert changed_since(sent, MetadataEdit(), metadata) == MetadataEdit(title="a", fields=(("k", "1"),))
    now = replace(sent, status=Status.DRAFT, fields=(("k", "9"), ("l", None)))
    assert changed_since(sent, now, metadata) == MetadataEdit(status=Status.DRAFT, fields=(("l", None),))


def test_every_control_has_a_name(pane: EditorPane, opened: Open) -> None:
    opened(YANGTZE)
    for kind in (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit):
        for control in pane.findChildren(kind):
            text = control.text() if isinstance(control, QAbstractButton) else ""
            if control.focusPolicy() is not Qt.FocusPolicy.NoFocus and control.isVisibleTo(pane):
                assert control.accessibleName() or text, control


def test_documents_of_posts_left_long_ago_are_let_go(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive
) -> None:
    documents = []
    for index in range(OPEN_DOCUMENTS + 6):
        other, _changes = editing.create_post(archive, NewPost(title=f"Post {index}", body="x\n"))
        with qtbot.waitSignal(pane.shown):
            pane.show_post(other)
        documents.append(pane.text.source)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [isValid(document) for document in documents] == [False] * 6 + [True] * OPEN_DOCUMENTS
    pane.set_archive(None)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert sum(isValid(document) for document in documents) == 1, "the one that is still in the hidden editor"
