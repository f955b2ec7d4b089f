"""Changes that were given up in the editor can be taken back until the post is left."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from fonds.gui.operations import Operations
from fonds.gui.panes.editor import EditorPane
from fonds.model.revision import MetadataEdit, PostEdit
from fonds.services import editing
from fonds.services.archives import Archive
from gui.editor_stage import (
    QT_NOISE,
    Open,
    archive,
    icons,
    opened,
    operations,
    pane,
    save,
    settle,
    site,
    theme,
    type_at_end,
)

__all__ = ["archive", "icons", "opened", "operations", "pane", "site", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


def choices(pane: EditorPane) -> list[str]:
    return [button.text() for button in pane.notice.buttons()]


def discard(qtbot: QtBot, pane: EditorPane) -> None:
    with qtbot.waitSignal(pane.shown):
        pane.revert()


def take_back(qtbot: QtBot, pane: EditorPane) -> None:
    with qtbot.waitSignal(pane.shown):
        pane.notice.buttons()[0].click()


def test_discarded_changes_come_back_with_their_draft_and_undo_history(
    qtbot: QtBot, pane: EditorPane, opened: Open, operations: Operations, archive: Archive
) -> None:
    number = opened("plain.md")
    type_at_end(pane, "typed")
    pane.form.title.selectAll()
    pane.form.title.insert("Other")
    pane.keep_draft()
    place = pane.text.textCursor().position()
    discard(qtbot, pane)
    settle(qtbot, operations)
    assert not pane.has_unsaved() and editing.find_draft(archive, number) is None
    assert pane.form.title.text() == "Plain"
    assert pane.notice.sentence == "The changes were discarded."
    assert choices(pane) == ["Take back"]
    take_back(qtbot, pane)
    settle(qtbot, operations)
    assert pane.has_unsaved()
    assert (pane.form.title.text(), pane.text.textCursor().position()) == ("Other", place)
    draft = editing.find_draft(archive, number)
    assert draft is not None and draft.edit.body is not None
    assert draft.edit.body.endswith("typed") and draft.edit.metadata.title == "Other"
    assert pane.text.document().isUndoAvailable()
    assert not pane.notice.isVisible()
    save(qtbot, pane)
    settle(qtbot, operations)
    assert editing.body_of(pane.post).endswith("typed") if pane.post else False
    assert not pane.notice.isVisible()


def test_what_was_typed_since_is_given_up_in_their_place_and_comes_back_as_well(
    qtbot: QtBot, pane: EditorPane, opened: Open, operations: Operations, archive: Archive
) -> None:
    number = opened("plain.md")
    type_at_end(pane, "one")
    discard(qtbot, pane)
    type_at_end(pane, "two")
    take_back(qtbot, pane)
    assert pane.current_edit().body == "Hello world\r\nsecond\none"
    assert choices(pane) == ["Take back"]
    take_back(qtbot, pane)
    assert pane.current_edit().body == "Hello world\r\nsecond\ntwo"
    settle(qtbot, operations)
    draft = editing.find_draft(archive, number)
    assert draft is not None and draft.edit.body == "Hello world\r\nsecond\ntwo"


def test_who_leaves_the_post_or_saves_it_is_not_asked_again(
    qtbot: QtBot, pane: EditorPane, opened: Open, operations: Operations
) -> None:
    opened("plain.md")
    type_at_end(pane, "one")
    discard(qtbot, pane)
    assert choices(pane) == ["Take back"]
    opened("yangtze.md")
    assert choices(pane) == []
    opened("plain.md")
    assert choices(pane) == []
    type_at_end(pane, "two")
    discard(qtbot, pane)
    type_at_end(pane, "three")
    save(qtbot, pane)
    settle(qtbot, operations)
    assert choices(pane) == []
    pane.take_back()
    assert not pane.has_unsaved()


def test_nothing_is_offered_where_nothing_was_changed(qtbot: QtBot, pane: EditorPane, opened: Open) -> None:
    opened("plain.md")
    discard(qtbot, pane)
    assert choices(pane) == []
    opened("broken.md")
    before = pane.notice.sentence
    type_at_end(pane, "x")
    discard(qtbot, pane)
    assert pane.notice.sentence == f"{before}\nThe changes were discarded."


def test_changes_given_up_for_the_archives_text_can_be_taken_back_as_a_conflict(
    qtbot: QtBot, pane: EditorPane, opened: Open, operations: Operations, archive: Archive
) -> None:
    number = opened("plain.md")
    type_at_end(pane, "mine")
    edit = PostEdit(metadata=MetadataEdit(title="Theirs"))
    base = pane.post.revision_id if pane.post else 0
    operations.run_write(lambda: editing.save_post(archive, number, edit, base), title="x")
    qtbot.waitUntil(lambda: "Take the archive's" in choices(pane))
    with qtbot.waitSignal(pane.shown):
        pane.notice.buttons()[1].click()
    assert (choices(pane), pane.form.title.text()) == (["Take back"], "Theirs")
    take_back(qtbot, pane)
    assert choices(pane) == ["Keep mine", "Take the archive's"]
    assert pane.text.toPlainText().endswith("mine")
    settle(qtbot, operations)
