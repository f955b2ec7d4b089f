"""Two states of a post against each other, and posts that must not or cannot be edited in the ordinary way."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.panes.editor import EditorPane
from fonds.gui.theme import Theme
from fonds.gui.widgets.editor_header import EditorState
from fonds.model.revision import Draft, MetadataEdit, PostEdit
from fonds.services import archives, browsing, editing, history
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


def test_a_conflict_lets_one_choose_mine(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive, operations: Operations
) -> None:
    number = opened(PLAIN)
    base = browsing.load_post(archive, number).revision_id
    type_at_end(pane, "mine")
    editing.save_post(archive, number, PostEdit(body="theirs\n", metadata=MetadataEdit(title="Theirs")), base)
    pane.save()
    qtbot.waitUntil(lambda: len(pane.notice.buttons()) == 2)
    assert source(archive, number).endswith("theirs\n")
    assert pane.text.text().endswith("mine")
    pane.save()
    settle(qtbot, operations)
    assert source(archive, number).endswith("theirs\n"), "saving again does not decide it"
    pane.notice.buttons()[0].click()
    save(qtbot, pane)
    assert source(archive, number).endswith("second\nmine")
    assert "Theirs" in source(archive, number), "fields that I did not touch are the archive's"


def test_a_conflict_lets_one_choose_the_archives(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive, operations: Operations
) -> None:
    number = opened(PLAIN)
    type_at_end(pane, "mine")
    base = browsing.load_post(archive, number).revision_id
    operations.run_write(
        lambda: editing.save_post(archive, number, PostEdit(body="theirs\n"), base), title="x"
    )
    qtbot.waitUntil(lambda: len(pane.notice.buttons()) == 2)
    with qtbot.waitSignal(pane.shown):
        pane.notice.buttons()[1].click()
    assert pane.text.text() == "theirs\n"
    assert not pane.has_unsaved()


def test_an_old_draft_stands_against_a_newer_state(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive
) -> None:
    number = id_of(archive, PLAIN)
    base = browsing.load_post(archive, number).revision_id
    editing.save_post(archive, number, PostEdit(body="newer\n"), base)
    editing.keep_draft(archive, Draft(number, base, PostEdit(body="older draft\n"), 1))
    opened(PLAIN)
    assert pane.text.text() == "older draft\n"
    assert len(pane.notice.buttons()) == 2


def test_a_change_from_elsewhere_is_shown_when_nothing_is_unsaved(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive, operations: Operations
) -> None:
    number = opened(PLAIN)
    type_at_end(pane, "x")
    save(qtbot, pane)
    operations.run_write(lambda: history.undo(archive), title="Undo")
    qtbot.waitUntil(lambda: pane.text.text() == "Hello world\r\nsecond\n")
    assert source(archive, number) == POSTS[PLAIN]


def test_a_post_kept_raw_is_edited_whole_and_heals(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive
) -> None:
    number = opened(BROKEN)
    assert pane.text.text() == POSTS[BROKEN]
    assert not pane.form.isVisible()
    assert "line" in pane.notice.sentence
    assert "Fix it in the text" in pane.notice.sentence
    cursor = pane.text.textCursor()
    cursor.setPosition(POSTS[BROKEN].index("\n---\n", 5))
    pane.text.setTextCursor(cursor)
    QTest.keyClicks(pane.text, '"]')
    assert pane.current_edit().whole_text == POSTS[BROKEN].replace("card", 'card"]')
    save(qtbot, pane)
    assert browsing.load_post(archive, number).header_readable
    assert pane.text.text() == "Body\n"
    assert pane.form.isVisible()
    assert pane.notice.sentence == ""


def test_a_refused_field_is_shown_where_it_is(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive, operations: Operations
) -> None:
    number = opened(YANGTZE)
    pane.form.date.input.setFocus()
    pane.form.date.input.selectAll()
    QTest.keyClicks(pane.form.date.input, "2017-02-29")
    pane.save()
    settle(qtbot, operations)
    assert source(archive, number) == POSTS[YANGTZE]
    assert "not a date" in pane.form.date.accessibleDescription()
    assert pane.has_unsaved()


def test_a_trashed_post_is_only_to_be_read(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive, operations: Operations
) -> None:
    number = opened(PLAIN)
    operations.run_write(lambda: editing.trash_posts(archive, [number]), title="Trash")
    qtbot.waitUntil(lambda: pane.text.isReadOnly())
    assert "trash" in pane.notice.sentence
    assert pane.header.state is EditorState.READ_ONLY
    QTest.keyClicks(pane.text, "x")
    assert not pane.has_unsaved()
    operations.run_write(lambda: editing.restore_posts(archive, [number]), title="Restore")
    qtbot.waitUntil(lambda: not pane.text.isReadOnly())


def test_what_was_typed_just_before_the_trash_is_kept(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive, operations: Operations
) -> None:
    number = opened(PLAIN)
    type_at_end(pane, "typed")
    operations.run_write(lambda: editing.trash_posts(archive, [number]), title="Trash")
    settle(qtbot, operations)
    pane.flush()
    settle(qtbot, operations)
    draft = editing.find_draft(archive, number)
    assert draft is not None
    assert (draft.edit.body or "").endswith("typed")


def test_a_purged_post_leaves_the_pane(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive, operations: Operations
) -> None:
    number = opened(PLAIN)
    editing.trash_posts(archive, [number])
    operations.run_write(lambda: editing.purge_posts(archive, [number]), title="Purge")
    qtbot.waitUntil(lambda: not pane.shows_post)
    assert pane.post is None


def test_text_that_was_typed_outlives_its_post(
    pane: EditorPane, opened: Open, qtbot: QtBot, archive: Archive, operations: Operations
) -> None:
    number = opened(PLAIN)
    type_at_end(pane, "mine")
    editing.trash_posts(archive, [number])
    operations.run_write(lambda: editing.purge_posts(archive, [number]), title="Purge")
    qtbot.waitUntil(lambda: pane.notice.sentence != "")
    assert pane.text.text().endswith("mine")
    pane._draft_timer.stop()


def test_a_read_only_archive_is_only_to_be_read(
    qtbot: QtBot, operations: Operations, theme: Theme, icons: Icons, archive: Archive
) -> None:
    number = id_of(archive, PLAIN)
    reading = archives.open_archive(archive.path, read_only=True)
    pane = make_pane(qtbot, operations, theme, icons)
    pane.set_archive(reading)
    with qtbot.waitSignal(pane.shown):
        pane.show_post(number)
    assert pane.text.isReadOnly()
    assert "reading only" in pane.notice.sentence
    pane.set_archive(None)
    settle(qtbot, operations)
    reading.close()
