"""The main job from end to end, through the real window, by mouse and keyboard: steps 1 to 7."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from fonds.gui.desk import Pane
from fonds.gui.dialogs.export_dialog import ExportDialog
from fonds.gui.dialogs.import_dialog import ImportDialog
from fonds.model.query import ListRequest, Scope, ScopeKind
from fonds.services import accessions, archives, browsing
from journeys.stage import OpenWindow, Stage
from services.site import make_site

SAMPLE_POSTS = 34


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "新档案.fonds"
    archives.create_archive(path).close()
    return path


def import_by_drop(stage: Stage, site: Path) -> ImportDialog:
    stage.drop(site)
    dialog = stage.dialog(ImportDialog)
    stage.until(lambda: dialog.review.isVisible())
    return dialog


def test_step_1_the_window_opens_on_the_sample_archive(open_window: OpenWindow) -> None:
    stage = open_window()
    stage.until(lambda: len(stage.ids) == SAMPLE_POSTS)
    assert stage.window.windowTitle().startswith("sample")
    stage.until(lambda: stage.window.counts.all == SAMPLE_POSTS)


def test_step_2_import_shows_what_it_found_before_it_writes(
    open_window: OpenWindow, empty: Path, tmp_path: Path
) -> None:
    stage = open_window(empty)
    site = make_site(tmp_path / "site")
    dialog = import_by_drop(stage, site)
    assert dialog.review.sample.rowCount() == 3
    assert stage.window.archive is not None
    assert accessions.list_accessions(stage.window.archive) == ()
    stage.click(dialog, "Import")
    stage.until(lambda: dialog.report.isVisible())
    stage.settle()
    assert len(stage.ids) == 3
    table = dialog.report.problems.view
    rows = [table.model().index(row, 0) for row in range(table.model().rowCount())]
    texts = [" ".join(str(index.siblingAtColumn(column).data()) for column in range(4)) for index in rows]
    broken = next(row for row, text in enumerate(texts) if "2022-01-13-raw.md" in text)
    place = table.visualRect(rows[broken]).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    stage.until(lambda: "示范区" in stage.preview_text())
    stage.until(lambda: stage.window.desk.editor.text.text().startswith("---"))
    dialog.close()


def test_step_3_panes_are_hidden_by_key_and_remembered(open_window: OpenWindow, empty: Path) -> None:
    stage = open_window(empty)
    desk = stage.window.desk
    assert [pane for pane in Pane if not desk.is_shown(pane)] == [Pane.FACETS]
    stage.control(Qt.Key.Key_1)
    stage.control(Qt.Key.Key_3)
    hidden = [Pane.NAVIGATOR, Pane.FACETS, Pane.EDITOR]
    assert [pane for pane in Pane if not desk.is_shown(pane)] == hidden
    stage.close()
    again = open_window(empty)
    assert [pane for pane in Pane if not again.window.desk.is_shown(pane)] == hidden
    again.control(Qt.Key.Key_1)
    assert again.window.desk.is_shown(Pane.NAVIGATOR)


def test_step_4_a_click_shows_an_edit_follows_and_save_keeps(open_window: OpenWindow) -> None:
    stage = open_window()
    desk = stage.window.desk
    number = stage.click_row(2)
    assert stage.window.archive is not None
    title = browsing.load_post(stage.window.archive, number).metadata.title
    stage.until(lambda: title in stage.preview_text())
    stage.until(lambda: desk.editor.post is not None and desk.editor.post.id == number)
    QTest.mouseClick(desk.editor.text.viewport(), Qt.MouseButton.LeftButton)
    stage.control(Qt.Key.Key_End)
    stage.write("\nTyped just now")
    stage.until(lambda: "Typed just now" in stage.preview_text())
    assert stage.window.actions_table["save"].isEnabled()
    title_box = desk.editor.form.findChild(QLineEdit)
    assert isinstance(title_box, QLineEdit)
    title_box.setFocus()
    title_box.selectAll()
    stage.write("A new title")
    stage.until(lambda: "A new title" in stage.preview_text())
    stage.control(Qt.Key.Key_S)
    stage.settle()
    post = browsing.load_post(stage.window.archive, number)
    assert post.metadata.title == "A new title"
    assert post.source.decode(post.encoding).rstrip().endswith("Typed just now")
    summary = desk.list.model.summary_at(stage.ids.index(number))
    assert summary is not None
    assert summary.title == "A new title"


def test_step_4_what_was_typed_survives_without_a_save(open_window: OpenWindow) -> None:
    stage = open_window()
    number = stage.click_row(1)
    desk = stage.window.desk
    stage.until(lambda: desk.editor.post is not None and desk.editor.post.id == number)
    QTest.mouseClick(desk.editor.text.viewport(), Qt.MouseButton.LeftButton)
    stage.write("Never saved ")
    assert stage.window.archive is not None
    path = stage.window.archive.path
    stage.close()
    again = open_window(path)
    again.window.desk.show_post(number)
    again.until(lambda: "Never saved" in again.window.desk.editor.text.text())
    again.until(lambda: again.window.desk.editor.has_unsaved())


def test_step_5_create_trash_restore_undo_redo(open_window: OpenWindow) -> None:
    stage = open_window()
    archive = stage.window.archive
    assert archive is not None
    stage.control(Qt.Key.Key_N)
    stage.until(lambda: len(stage.ids) == SAMPLE_POSTS + 1)
    stage.settle()
    number = stage.window.desk.list.current_post_id
    assert number not in range(1, SAMPLE_POSTS + 1)
    stage.window.desk.list.focus_list()
    stage.key(Qt.Key.Key_Delete)
    stage.until(lambda: len(stage.ids) == SAMPLE_POSTS)
    trash = ListRequest(Scope(ScopeKind.TRASH))
    assert list(browsing.list_posts(archive, trash).ids) == [number]
    stage.until(lambda: "Trash" in stage.window.actions_table["undo"].text())
    stage.control(Qt.Key.Key_Z)
    stage.until(lambda: len(stage.ids) == SAMPLE_POSTS + 1)
    stage.until(lambda: "Create" in stage.window.actions_table["undo"].text())
    stage.control(Qt.Key.Key_Z)
    stage.until(lambda: len(stage.ids) == SAMPLE_POSTS)
    stage.until(lambda: "Create" in stage.window.actions_table["redo"].text())
    stage.control(Qt.Key.Key_Z, shift=True)
    stage.until(lambda: len(stage.ids) == SAMPLE_POSTS + 1)


def test_step_6_two_chinese_characters_find_their_posts(open_window: OpenWindow) -> None:
    stage = open_window()
    stage.control(Qt.Key.Key_F)
    stage.write("编目")
    stage.until(lambda: 0 < len(stage.ids) < SAMPLE_POSTS)
    assert stage.window.archive is not None
    for number in stage.ids:
        post = browsing.load_post(stage.window.archive, number)
        assert "编目" in post.metadata.title + post.source.decode(post.encoding)
    stage.key(Qt.Key.Key_Down)
    stage.until(lambda: stage.window.desk.list.view.hasFocus())
    stage.control(Qt.Key.Key_F)
    stage.key(Qt.Key.Key_Escape)
    stage.until(lambda: len(stage.ids) == SAMPLE_POSTS)


def test_step_7_selected_posts_come_out_byte_for_byte(
    open_window: OpenWindow, empty: Path, tmp_path: Path
) -> None:
    stage = open_window(empty)
    site = make_site(tmp_path / "site")
    dialog = import_by_drop(stage, site)
    stage.click(dialog, "Import")
    stage.until(lambda: dialog.report.isVisible())
    stage.leave(dialog)
    stage.until(lambda: len(stage.ids) == 3)
    stage.click_row(0)
    stage.click_row(1, extend=True)
    stage.until(lambda: stage.window.desk.list.selection_count() == 2)
    stage.control(Qt.Key.Key_E, shift=True)
    export = stage.dialog(ExportDialog)
    dest = tmp_path / "out"
    export.destination.selectAll()
    QTest.keyClicks(export.destination, str(dest))
    stage.settle()
    assert not dest.exists()
    stage.until(lambda: export.place.usable)
    stage.click(export, "Export")
    stage.until(dest.exists)
    stage.settle()
    written = sorted(path.relative_to(dest).as_posix() for path in dest.rglob("*.md"))
    assert len(written) == 2
    for name in written:
        assert (dest / name).read_bytes() == (site / name).read_bytes()
    export.close()
