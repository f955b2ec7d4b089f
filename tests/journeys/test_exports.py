"""Exports in the real window: found, handed out as a book, with a report that leaves nothing unsaid."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from fonds.gui.dialogs.export_dialog import ExportDialog
from fonds.gui.dialogs.saved_search import SavedSearchDialog
from fonds.model.export import ExportReport
from fonds.model.export_preset import ExportPreset
from fonds.model.revision import PostEdit
from fonds.services import browsing, editing, export_presets
from fonds.services.archives import Archive
from gui.editor_stage import QT_NOISE
from journeys.stage import PATIENCE, OpenWindow, Stage
from services.site import import_site

pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)
POSTS = {
    "2022-01-01-a.md": "---\ntitle: 示范区成绩单\ndate: 2022-01-01 08:00:00 +0800\n---\n正文。\n\n![图](/gone.png)\n",
    "2022-01-02-b.md": "---\ntitle: 示范区的一年\ndate: 2022-01-02 08:00:00 +0800\n---\n另一篇。\n",
    "2022-01-03-c.md": "---\ntitle: Tea\ndate: 2022-01-03 08:00:00 +0800\n---\nNothing of it.\n",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    posts, made = tmp_path / "site" / "_posts", tmp_path / "收藏.fonds"
    posts.mkdir(parents=True)
    for name, text in POSTS.items():
        (posts / name).write_bytes(text.encode())
    with Archive.create(made) as archive:
        import_site(archive, posts.parent)
    return made


def ask(stage: Stage) -> ExportDialog:
    """Ctrl+Shift+E."""
    stage.control(Qt.Key.Key_E, shift=True)
    dialog = stage.dialog(ExportDialog)
    dialog.activateWindow()
    stage.until(dialog.formats.hasFocus)
    return dialog


def export(stage: Stage, dialog: ExportDialog) -> ExportReport:
    stage.until(lambda: dialog.place.usable)
    with stage.bot.waitSignal(dialog.exported, timeout=PATIENCE) as told:
        stage.click(dialog, "Export")
    report = told.args[0]
    assert isinstance(report, ExportReport)
    return report


def test_what_was_found_becomes_a_book_and_what_is_missing_is_told(
    open_window: OpenWindow, path: Path, tmp_path: Path
) -> None:
    stage = open_window(path)
    stage.control(Qt.Key.Key_F)
    stage.write("示范区")
    stage.until(lambda: len(stage.ids) == 2)
    stage.settle()
    dialog = ask(stage)
    labels = [button.text() for button in dialog.scope.group.buttons()]
    assert labels[-3:-1] == ["Found: 示范区 · 2 posts", "All posts of the archive · 3 posts"]
    dialog.scope.group.button(len(labels) - 3).setChecked(True)
    with stage.bot.waitSignal(dialog.preview.shown, timeout=PATIENCE):
        dialog.formats.choose("epub")
    assert dialog.preview.tabs.tabText(0) == "First post"
    assert dialog.options.title.placeholderText() == "示范区"
    assert dialog.place.path is not None
    assert dialog.place.path.name == "示范区.epub"
    dest = tmp_path / "book.epub"
    dialog.destination.selectAll()
    dialog.destination.setFocus()
    QTest.keyClicks(dialog.destination, str(dest))
    report = export(stage, dialog)
    assert report.posts == 2
    assert "示范区成绩单" in "".join(
        ZipFile(dest).read(name).decode() for name in ZipFile(dest).namelist() if name.endswith(".xhtml")
    )
    assert dialog.report.missing.sentence == "1 picture or other file that posts show is missing."
    dialog.report.missing.buttons()[0].click()
    assert "gone.png" in str(dialog.report.problems.model.index(0, 1).data())
    dialog.report.write_to(tmp_path / "report.json")
    stage.until((tmp_path / "report.json").exists)
    told = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert told["files"][0]["digest"]
    assert {post["title"] for post in told["posts_named"]} == {"示范区成绩单", "示范区的一年"}
    stage.settle()
    stage.leave(dialog)


def test_the_keyboard_goes_through_the_dialog_and_an_archive_that_is_read_only_is_handed_out(
    open_window: OpenWindow, path: Path, tmp_path: Path
) -> None:
    stage = open_window(path)
    archive = stage.window.archive
    assert archive is not None
    archive.read_only = True  # whoever runs the tests may be allowed to write whatever the file says
    dialog = ask(stage)
    seen = []
    for _ in range(40):
        stage.key(Qt.Key.Key_Tab)
        widget = dialog.focusWidget()
        if widget is None or widget in seen:
            break
        seen.append(widget)
        assert widget.accessibleName() or getattr(widget, "text", str)(), widget
    assert {dialog.formats, dialog.destination, dialog.place.browse} <= {*seen, dialog.formats}
    dialog.destination.setText(str(tmp_path / "out"))
    assert export(stage, dialog).posts == len(POSTS)
    for name, text in POSTS.items():
        assert (tmp_path / "out" / "_posts" / name).read_bytes() == text.encode()
    stage.settle()
    stage.leave(dialog)


def test_a_second_export_asks_with_what_is_looked_at_then(open_window: OpenWindow, path: Path) -> None:
    stage = open_window(path)
    first = ask(stage)
    stage.settle()
    stage.window.activateWindow()
    stage.until(stage.window.isActiveWindow)
    stage.click_row(0)
    stage.click_row(1, extend=True)
    stage.until(lambda: stage.window.desk.list.selection_count() == 2)
    stage.window.actions_table["export"].trigger()
    second = stage.dialog(ExportDialog)
    assert second is not first
    assert second.scope.choices[0].count == 2
    stage.settle()
    stage.leave(second)


def test_a_saved_export_is_made_again_from_the_menu(
    open_window: OpenWindow, path: Path, tmp_path: Path
) -> None:
    with Archive.open(path) as archive:
        kept = ExportPreset(0, "每月", "csv", str(tmp_path / "monthly"))
        export_presets.save_preset(archive, kept)
    stage = open_window(path)
    stage.settle()
    menu = stage.window.actions_table.menu("export_again")
    assert [action.text() for action in menu.actions()] == ["每月"]
    menu.actions()[0].trigger()
    dialog = stage.dialog(ExportDialog)
    stage.until(dialog.report.isVisible)
    assert (tmp_path / "monthly" / "posts.csv").exists()
    stage.settle()
    stage.leave(dialog)


def test_an_export_is_kept_by_name_and_then_made_of_what_is_new(
    open_window: OpenWindow, path: Path, tmp_path: Path
) -> None:
    stage = open_window(path)
    dialog = ask(stage)
    dialog.formats.choose("front-matter")
    dialog.destination.setText(str(tmp_path / "out"))
    stage.until(lambda: dialog.place.usable)
    entry(dialog, "Save this export…").trigger()
    naming = stage.dialog(SavedSearchDialog)
    naming.name.setText("每月")
    with stage.bot.waitSignal(dialog.saved.changed, timeout=PATIENCE):
        stage.click(naming, "Save")
    assert [preset.name for preset in dialog.saved.presets] == ["每月"]
    stage.settle()
    make_again(stage, dialog, "Export only what is new")
    assert len(list((tmp_path / "out").rglob("*.md"))) == len(POSTS)
    stage.leave(dialog)
    archive = stage.window.archive
    assert archive is not None
    post = browsing.load_post(archive, 3)
    editing.save_post(archive, 3, PostEdit(body="Now of tea.\n"), post.revision_id)
    dialog = ask(stage)
    stage.until(lambda: bool(dialog.saved.presets))
    make_again(stage, dialog, "Export only what is new")
    (fresh,) = (tmp_path / "out-2").rglob("*.md")
    assert fresh.read_text(encoding="utf-8").endswith("Now of tea.\n")
    stage.leave(dialog)
    dialog = ask(stage)
    stage.until(lambda: bool(dialog.saved.presets))
    make_again(stage, dialog, "Export again")
    assert len(list((tmp_path / "out-3").rglob("*.md"))) == len(POSTS)
    stage.leave(dialog)


def entry(dialog: ExportDialog, text: str) -> QAction:
    """An entry of the menu of saved exports, at whatever depth."""
    dialog.saved.entries.aboutToShow.emit()
    menus = [dialog.saved.entries, *dialog.saved.entries.findChildren(QMenu)]
    (found,) = (action for menu in menus for action in menu.actions() if action.text() == text)
    return found


def make_again(stage: Stage, dialog: ExportDialog, text: str) -> None:
    entry(dialog, text).trigger()
    stage.until(dialog.report.isVisible)
    stage.settle()
