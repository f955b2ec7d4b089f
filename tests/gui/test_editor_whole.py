"""The whole file in the editor: what is typed comes along both ways, and is saved as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.panes.editor import EditorPane
from fonds.gui.theme import Theme
from fonds.model.accession import ImportSettings
from fonds.model.progress import CancelToken, ignore_progress
from fonds.model.revision import MetadataEdit, PostEdit
from fonds.services import browsing, editing, importing
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
YANGTZE, PLAIN, BROKEN = POSTS
BAD = 'tags: [长三角,\n  "a card'
"""What no repair makes readable."""


def turn(qtbot: QtBot, pane: EditorPane, operations: Operations) -> None:
    pane.header.whole_button.click()
    settle(qtbot, operations)


def replace_in_text(pane: EditorPane, old: str, new: str) -> None:
    cursor = pane.text.document().find(old)
    assert not cursor.isNull()
    pane.text.setTextCursor(cursor)
    pane.text.source.insert_text(cursor, new)


def test_the_whole_file_is_shown_and_saved_as_it_is_typed(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive, operations: Operations
) -> None:
    number = opened(YANGTZE)
    turn(qtbot, pane, operations)
    assert pane.text.text() == POSTS[YANGTZE]
    assert pane.form.isHidden()
    assert not pane.has_unsaved(), "to look at it is no edit"
    replace_in_text(pane, "layout: post", "layout:   page # kept")
    type_at_end(pane, "end")
    save(qtbot, pane)
    assert source(archive, number) == POSTS[YANGTZE].replace("layout: post", "layout:   page # kept") + "end"
    assert pane.whole, "one stays where one was"
    assert dict(pane.post.metadata.fields if pane.post else ())["layout"] == "page"


def test_unsaved_changes_come_along_both_ways(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive, operations: Operations
) -> None:
    number = opened(YANGTZE)
    pane.form.title.setText("新题")
    type_at_end(pane, "more")
    turn(qtbot, pane, operations)
    whole = POSTS[YANGTZE].replace("长三角一体化", "新题") + "more"
    assert pane.text.text() == whole
    assert pane.has_unsaved()
    replace_in_text(pane, "layout: post", "layout: page")
    turn(qtbot, pane, operations)
    assert not pane.whole
    assert pane.form.title.text() == "新题"
    assert pane.text.text() == "# 标题\n\n第一段。\nmore"
    assert next(row.value.text() for row in pane.form.fields.rows if row.name() == "layout") == "page"
    assert pane.has_unsaved()
    pane.form.slug.setText("s")
    type_at_end(pane, "!")
    assert source(archive, number) == POSTS[YANGTZE], "nothing is saved yet"
    save(qtbot, pane)
    expected = whole.replace("layout: post", "layout: page").replace("---\n#", "slug: s\n---\n#") + "!"
    assert source(archive, number) == expected
    assert not pane.has_unsaved()


def test_a_body_alone_that_was_edited_as_whole_file_is_an_edit_of_the_body(
    pane: EditorPane, opened: Open, qtbot: QtBot, operations: Operations
) -> None:
    opened(PLAIN)
    turn(qtbot, pane, operations)
    type_at_end(pane, "x")
    turn(qtbot, pane, operations)
    assert pane.current_edit() == PostEdit(body="Hello world\r\nsecond\nx")
    assert pane.text.text() == "Hello world\r\nsecond\nx"


def test_the_caret_stays_in_its_line(
    pane: EditorPane, opened: Open, qtbot: QtBot, operations: Operations
) -> None:
    opened(YANGTZE)
    cursor = pane.text.document().find("段")
    cursor.clearSelection()
    pane.text.setTextCursor(cursor)
    for _ in range(2):
        turn(qtbot, pane, operations)
        here = pane.text.textCursor()
        assert (here.block().text(), here.positionInBlock()) == ("第一段。", 3)


def test_the_undo_history_comes_back_with_the_body(
    pane: EditorPane, opened: Open, qtbot: QtBot, operations: Operations
) -> None:
    opened(YANGTZE)
    type_at_end(pane, "more")
    turn(qtbot, pane, operations)
    turn(qtbot, pane, operations)
    pane.text.undo()
    assert not pane.text.text().endswith("more")


def test_a_front_matter_that_cannot_be_read_is_told_with_its_line_and_nothing_is_lost(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive, operations: Operations
) -> None:
    number = opened(YANGTZE)
    turn(qtbot, pane, operations)
    replace_in_text(pane, "tags: [长三角, 示范区]", BAD)
    typed = pane.text.text()
    turn(qtbot, pane, operations)
    assert pane.whole, "there are no fields to show"
    assert pane.header.whole_button.isChecked()
    assert "line" in pane.notice.sentence
    assert pane.text.text() == typed
    assert not pane.text.isReadOnly()
    save(qtbot, pane)
    assert source(archive, number) == typed
    assert not browsing.load_post(archive, number).header_readable
    replace_in_text(pane, '  "a card', "  示范区]")
    save(qtbot, pane)
    assert browsing.load_post(archive, number).metadata.tags == ("长三角", "示范区")
    turn(qtbot, pane, operations)
    assert pane.form.tags.values() == ("长三角", "示范区")


def test_the_fault_is_told_while_one_types_and_goes_when_it_is_mended(
    pane: EditorPane, opened: Open, qtbot: QtBot, operations: Operations
) -> None:
    opened(YANGTZE)
    turn(qtbot, pane, operations)
    replace_in_text(pane, "tags: [长三角, 示范区]", BAD)
    qtbot.waitUntil(lambda: "line" in pane.notice.sentence)
    replace_in_text(pane, '  "a card', "  示范区]")
    qtbot.waitUntil(lambda: not pane.notice.isVisible())


def test_a_draft_of_a_whole_file_comes_back_as_one(
    pane: EditorPane,
    opened: Open,
    qtbot: QtBot,
    operations: Operations,
    theme: Theme,
    icons: Icons,
    archive: Archive,
) -> None:
    number = opened(YANGTZE)
    turn(qtbot, pane, operations)
    type_at_end(pane, "draft")
    pane.flush()
    settle(qtbot, operations)
    other = make_pane(qtbot, operations, theme, icons)
    other.set_archive(archive)
    with qtbot.waitSignal(other.shown):
        other.show_post(number)
    assert other.whole
    assert other.text.text() == POSTS[YANGTZE] + "draft"
    assert other.has_unsaved()


def test_a_draft_of_another_front_matter_with_more_on_top_comes_back(
    pane: EditorPane,
    opened: Open,
    qtbot: QtBot,
    operations: Operations,
    theme: Theme,
    icons: Icons,
    archive: Archive,
) -> None:
    number = opened(YANGTZE)
    turn(qtbot, pane, operations)
    replace_in_text(pane, "layout: post", "layout: page")
    turn(qtbot, pane, operations)
    pane.form.slug.setText("s")
    type_at_end(pane, "end")
    pane.flush()
    settle(qtbot, operations)
    kept = editing.find_draft(archive, number)
    assert kept is not None
    assert kept.edit.metadata == MetadataEdit(slug="s")
    other = make_pane(qtbot, operations, theme, icons)
    other.set_archive(archive)
    with qtbot.waitSignal(other.shown):
        other.show_post(number)
    assert not other.whole
    assert other.form.slug.text() == "s"
    save(qtbot, other)
    saved = source(archive, number)
    assert "layout: page\n" in saved
    assert "slug: s\n" in saved
    assert saved.endswith("第一段。\nend")


def test_a_change_elsewhere_is_told_and_mine_can_be_kept(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive, operations: Operations
) -> None:
    number = opened(PLAIN)
    turn(qtbot, pane, operations)
    type_at_end(pane, "mine")
    head = browsing.load_post(archive, number).revision_id
    operations.run_write(
        lambda: (None, editing.save_post(archive, number, PostEdit(body="theirs"), head)), title="Edit"
    )
    settle(qtbot, operations)
    assert "changed in the archive" in pane.notice.sentence
    pane._keep_mine()
    save(qtbot, pane)
    assert source(archive, number) == POSTS[PLAIN] + "mine"


def test_what_cannot_be_written_stays_in_the_form(
    pane: EditorPane, opened: Open, qtbot: QtBot, operations: Operations
) -> None:
    opened(YANGTZE)
    pane.form.date.set_text("no date")
    turn(qtbot, pane, operations)
    assert not pane.whole
    assert not pane.header.whole_button.isChecked()
    assert pane.form.date.text() == "no date"


def test_the_next_post_is_opened_as_whole_file_too(
    pane: EditorPane, opened: Open, qtbot: QtBot, operations: Operations
) -> None:
    opened(YANGTZE)
    turn(qtbot, pane, operations)
    opened(PLAIN)
    assert pane.text.text() == POSTS[PLAIN]
    opened(BROKEN)
    assert not pane.header.whole_button.isEnabled(), "there is nothing else to show"


def test_a_post_in_the_trash_can_be_looked_at_as_a_whole(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive, operations: Operations
) -> None:
    number = opened(YANGTZE)
    operations.run_write(lambda: (None, editing.trash_posts(archive, [number])), title="Trash")
    settle(qtbot, operations)
    turn(qtbot, pane, operations)
    assert pane.text.text() == POSTS[YANGTZE]
    assert pane.text.isReadOnly()
    turn(qtbot, pane, operations)
    assert not pane.whole


def test_a_new_post_begins_in_the_form(
    pane: EditorPane, opened: Open, qtbot: QtBot, operations: Operations
) -> None:
    opened(YANGTZE)
    turn(qtbot, pane, operations)
    pane.activateWindow()
    pane.begin_title()
    assert not pane.whole
    assert pane.form.title.hasFocus()


def test_the_key_turns_from_the_form_too(
    pane: EditorPane, opened: Open, qtbot: QtBot, operations: Operations
) -> None:
    opened(YANGTZE)
    pane.activateWindow()
    pane.form.title.setFocus()
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    QTest.keyClick(pane.form.title, Qt.Key.Key_U, modifiers)
    settle(qtbot, operations)
    assert pane.whole
    pane.text.moveCursor(QTextCursor.MoveOperation.End)


def test_a_file_in_another_encoding_stays_in_it(
    pane: EditorPane, qtbot: QtBot, archive: Archive, operations: Operations, tmp_path: Path
) -> None:
    text = "---\ntitle: 长三角一体化示范区\n---\n加快推进示范区建设，持续取得新的成绩。\n"
    folder = tmp_path / "old"
    folder.mkdir()
    (folder / "gbk.md").write_bytes(text.encode("gbk"))
    importing.import_source(archive, [folder], ImportSettings(), ignore_progress, CancelToken())
    number = id_of(archive, "gbk.md")
    with qtbot.waitSignal(pane.shown):
        pane.show_post(number)
    turn(qtbot, pane, operations)
    assert pane.text.text() == text
    replace_in_text(pane, "新的", "更新的")
    save(qtbot, pane)
    assert browsing.load_post(archive, number).source == text.replace("新的", "更新的").encode("gbk")
