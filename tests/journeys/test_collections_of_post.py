"""The collections of the post that is edited: seen in its form, changed there by keyboard, taken back."""

from __future__ import annotations

import pytest

from fonds.gui.dialogs.collection_chooser import CollectionChooser
from fonds.gui.widgets.collections_row import CollectionsRow
from fonds.model.query import Scope, ScopeKind
from fonds.services import collections
from gui.editor_stage import QT_NOISE
from journeys.collection_steps import Key, come_back, number_of, ready
from journeys.stage import OpenWindow, Stage

pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


def row_of(stage: Stage) -> CollectionsRow:
    row = stage.window.archive_actions.arranging.of_post.row
    assert row is not None
    return row


def names(stage: Stage) -> list[str]:
    return [chip.name.accessibleName() for chip in row_of(stage).chips]


def edited(stage: Stage, row: int) -> int:
    """Choose a post, and wait until it can be edited."""
    post = stage.click_row(row)
    editor = stage.window.desk.editor
    stage.until(lambda: editor.post is not None and editor.post.id == post)
    stage.settle()
    return post


def test_a_post_is_put_into_collections_and_taken_out_in_its_form(open_window: OpenWindow) -> None:
    stage = ready(open_window)
    window, editor = stage.window, stage.window.desk.editor
    post = edited(stage, 0)
    row = row_of(stage)
    assert row.none.text() == "In no collection" and row.add.isVisible()
    # By keyboard: after the authors comes the button.
    editor.form.authors.input.setFocus()
    stage.key(Key.Key_Tab)
    assert row.add.hasFocus()
    for path in ("新闻 / 1998", "Reading list"):
        row.add.setFocus()
        stage.key(Key.Key_Space)
        dialog = stage.dialog(CollectionChooser)
        stage.until(dialog.field.hasFocus)
        stage.write(path)
        stage.key(Key.Key_Return)
        come_back(stage)
    stage.until(lambda: len(names(stage)) == 2)
    assert set(names(stage)) == {"Reading list", "新闻 / 1998"} and not row.none.text()
    assert not editor.has_unsaved() and editor.current_edit().empty
    # Another post lies in none; coming back shows them again.
    edited(stage, 1)
    stage.until(lambda: names(stage) == [])
    edited(stage, 0)
    stage.until(lambda: len(names(stage)) == 2)
    # Tab goes through them; Delete takes out, and not into the trash.
    editor.form.authors.input.setFocus()
    stage.key(Key.Key_Tab)
    assert row.chips[0].name.hasFocus()
    first = names(stage)[0]
    stage.key(Key.Key_Delete)
    stage.until(lambda: len(names(stage)) == 1)
    stage.settle()
    assert row.chips[0].name.hasFocus() and first not in names(stage) and post in stage.ids
    stage.key(Key.Key_Tab)
    assert row.chips[0].stops[1].hasFocus()
    stage.key(Key.Key_Space)
    stage.until(lambda: names(stage) == [])
    stage.settle()
    assert row.add.hasFocus()
    window.actions_table["undo"].trigger()
    stage.until(lambda: len(names(stage)) == 1)
    window.actions_table["undo"].trigger()
    stage.until(lambda: len(names(stage)) == 2)
    assert not editor.has_unsaved()
    stage.settle()


def test_the_row_follows_what_is_done_elsewhere_and_leads_to_the_collection(open_window: OpenWindow) -> None:
    stage = ready(open_window)
    archive, operations = stage.window.archive, stage.operations
    assert archive is not None
    post = edited(stage, 0)
    made, _ = collections.create_collection(archive, "A & B")
    operations.run_write(lambda: collections.add_posts(archive, made.id, [post]), title="")
    stage.until(lambda: names(stage) == ["A & B"])
    operations.run_write(lambda: collections.rename_collection(archive, made.id, "长三角"), title="")
    stage.until(lambda: names(stage) == ["长三角"])
    stage.settle()
    row_of(stage).chips[0].name.setFocus()
    stage.key(Key.Key_Return)
    wanted = Scope(ScopeKind.COLLECTION, number_of(stage, "长三角"))
    stage.until(lambda: stage.window.desk.list.request.scope == wanted and list(stage.ids) == [post])
    stage.settle()
    operations.run_write(lambda: collections.delete_collection(archive, made.id), title="")
    stage.until(lambda: names(stage) == [])
    stage.settle()


def test_what_may_not_be_written_is_shown_only(open_window: OpenWindow) -> None:
    stage = ready(open_window)
    archive = stage.window.archive
    assert archive is not None
    made, _ = collections.create_collection(archive, "精选")
    collections.add_posts(archive, made.id, [stage.ids[2]])
    archive.read_only = True
    stage.window.desk.navigator.reload()
    edited(stage, 2)
    stage.until(lambda: names(stage) == ["精选"])
    row = row_of(stage)
    assert len(row.chips[0].stops) == 1 and not row.add.isVisible()
    row.chips[0].name.setFocus()
    stage.key(Key.Key_Delete)
    stage.settle()
    assert names(stage) == ["精选"]
