"""Exporting through its dialog: real exports of a real archive, what is shown before and told after."""

from __future__ import annotations

import csv
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from fonds.base.settings import Settings
from fonds.gui.dialogs.export_destination import Place, free_path, look_at
from fonds.gui.dialogs.export_dialog import ExportDialog
from fonds.gui.dialogs.export_format_names import face_of, grouped, title_text
from fonds.gui.dialogs.export_formats import FormatList
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme
from fonds.model.export import ExportOptions, PageSize
from fonds.model.query import ListRequest
from fonds.services import browsing, collections, export_preview, exporting
from fonds.services.archives import Archive
from gui.editor_stage import POSTS, QT_NOISE, archive, icons, operations, site, theme
from gui.export_stage import (
    COUNT,
    PATIENCE,
    Open,
    button_of,
    choose,
    dialog,
    export,
    open_dialog,
    previewer,
    settings,
)

__all__ = [
    "archive",
    "dialog",
    "icons",
    "open_dialog",
    "operations",
    "previewer",
    "settings",
    "site",
    "theme",
]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


def test_files_with_front_matter_come_out_byte_for_byte(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    assert dialog.formats.name == "front-matter"
    assert [one.label for one in dialog.scope.choices] == ["Shown", "Whole"]
    assert dialog.destination.text() == str(tmp_path / "two- posts")
    assert "will be made" in dialog.place.state.text()
    assert "free" in dialog.place.state.text()
    dialog.scope.group.button(1).setChecked(True)
    qtbot.waitUntil(lambda: dialog.destination.text() == str(tmp_path / "all"))
    report = export(qtbot, dialog)
    for name, text in POSTS.items():
        assert (tmp_path / "all" / "_posts" / name).read_bytes() == text.encode()
    assert report.posts == COUNT
    assert dialog.report.heading.text() == f"{COUNT} posts exported"
    assert dialog.report.isVisible()
    assert dialog.report.remark.text() == "No problems."
    assert not dialog.report.missing.isVisible()


def test_a_table_shows_its_rows_before_and_has_them_after(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    choose(qtbot, dialog, "csv")
    rows = dialog.preview.rows
    assert rows.isVisible()
    assert rows.rowCount() == min(COUNT, export_preview.FIRST)
    head = rows.horizontalHeaderItem(1)
    assert head is not None
    assert dialog.preview.tabs.tabText(0) == "posts.csv"
    report = export(qtbot, dialog)
    with Path(report.dest, "posts.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.reader(file))
    assert table[0][1] == head.text()
    assert len(table) == COUNT + 1


@pytest.mark.parametrize(("name", "suffix"), [("epub", ".epub"), ("html", ".html")])
def test_one_file_is_written_and_replaced_only_when_asked(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, name: str, suffix: str
) -> None:
    choose(qtbot, dialog, name)
    browser = dialog.preview.engine.widget()
    assert isinstance(browser, QTextBrowser)
    assert browser.isVisible()
    assert browser.toPlainText().strip()
    assert dialog.preview.files.item(0, 0).text() == f"all{suffix}"  # type: ignore[union-attr]
    dialog.options.title.setText("书名")
    dest = tmp_path / f"all{suffix}"
    assert export(qtbot, dialog).dest == str(dest)
    written = dest.read_bytes()
    text = (
        "".join(ZipFile(dest).read(part).decode() for part in ("EPUB/package.opf",))
        if suffix == ".epub"
        else ""
    )
    assert "书名" in (text or written.decode())
    button_of(dialog, "Back").click()
    qtbot.waitUntil(lambda: dialog.destination.text() == str(tmp_path / f"all 2{suffix}"))
    dialog.destination.setText(str(dest))
    qtbot.waitUntil(lambda: "already" in dialog.place.state.text())
    assert not button_of(dialog, "Export").isEnabled()
    dialog.place.replace.setChecked(True)
    assert "will be replaced" in dialog.place.state.text()
    export(qtbot, dialog)
    assert dest.read_bytes() == written


def test_the_ending_follows_the_format_and_what_is_typed_stays(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    dialog.formats.choose("epub")
    dialog.destination.setText(str(tmp_path / "mine.epub"))
    dialog.formats.choose("html")
    assert dialog.destination.text() == str(tmp_path / "mine.html")
    dialog.formats.choose("csv")
    assert dialog.destination.text() == str(tmp_path / "mine")
    dialog.formats.choose("html")
    dialog.scope.group.button(1).setChecked(True)
    assert dialog.place.path == tmp_path / "mine.html"
    dialog.destination.clear()
    qtbot.waitUntil(lambda: dialog.place.state.text().startswith("Choose"))
    assert not button_of(dialog, "Export").isEnabled()


def test_nothing_is_overwritten(
    qtbot: QtBot, dialog: ExportDialog, operations: Operations, tmp_path: Path
) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").write_text("mine")
    dialog.destination.setText(str(full))
    qtbot.waitUntil(lambda: "not empty" in dialog.place.state.text())
    assert not button_of(dialog, "Export").isEnabled()
    dialog.start_export()
    qtbot.waitUntil(lambda: operations.idle)
    assert "not empty" in dialog.notice.sentence
    assert [file.name for file in full.iterdir()] == ["mine.txt"]


def test_places(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    places = {
        "new": Place.NEW,
        "deep/er/new": Place.NEW,
        "empty": Place.EMPTY,
        "file": Place.FILE,
        "link": Place.LINK,
        "file/below": Place.CLOSED,
        "x\0y": Place.CLOSED,
    }
    for name, place in places.items():
        assert look_at(tmp_path / name).place is place, name
    assert look_at(tmp_path).place is Place.FULL
    assert look_at(tmp_path / "new").free > 0
    assert free_path(tmp_path, "a/b", "") == tmp_path / "a-b"
    assert free_path(tmp_path, "file", "") == tmp_path / "file 2"


def test_what_is_cancelled_leaves_nothing(
    qtbot: QtBot, dialog: ExportDialog, operations: Operations, tmp_path: Path
) -> None:
    choose(qtbot, dialog, "epub")
    dialog.start_export()
    assert button_of(dialog, "Cancel").hasFocus() or not dialog.isActiveWindow()
    button_of(dialog, "Cancel").click()
    qtbot.waitUntil(lambda: operations.idle, timeout=PATIENCE)
    assert "Nothing was written" in dialog.notice.sentence
    assert not list(tmp_path.glob("*.epub"))
    assert not list(tmp_path.glob(".fonds-*"))


def test_a_closed_dialog_comes_back_with_its_report(qtbot: QtBot, dialog: ExportDialog) -> None:
    choose(qtbot, dialog, "epub")
    with qtbot.waitSignal(dialog.exported, timeout=PATIENCE):
        dialog.start_export()
        dialog.reject()
        assert not dialog.isVisible()
    assert dialog.isVisible()
    assert dialog.report.isVisible()


def test_a_collection_is_exported_in_its_order(
    qtbot: QtBot, open_dialog: Open, archive: Archive, tmp_path: Path
) -> None:
    ids = list(browsing.list_posts(archive, ListRequest()).ids)
    order = [ids[2], ids[0]]
    made, _ = collections.create_collection(archive, "选集", 0, order)
    collections.create_collection(archive, "Empty", 0, ())
    dialog = open_dialog(made.id)
    assert dialog.scope.collection.count() == 1
    assert dialog.scope.collection.currentText() == "选集 · 2 posts"
    dialog.scope.collection_button.setChecked(True)
    dialog.formats.choose("html")
    assert dialog.options.options().collection == made.id
    qtbot.waitUntil(lambda: dialog.destination.text() == str(tmp_path / "选集.html"), timeout=PATIENCE)
    assert export(qtbot, dialog).ids == tuple(order)


def test_options_are_those_of_the_format_and_are_remembered(
    dialog: ExportDialog, open_dialog: Open, settings: Settings
) -> None:
    options = dialog.options
    assert options.layout_choice.isVisible()
    assert not options.title.isVisible()
    dialog.formats.choose("csv")
    assert not options.isVisible()
    dialog.formats.choose("pdf")
    options.page_size.setCurrentIndex(options.page_size.findData("letter"))
    assert options.options() == ExportOptions(title="two: posts", page_size=PageSize.LETTER)
    dialog.formats.choose("docx")
    assert options.options().page_size is PageSize.A4
    dialog.formats.choose("jsonl")
    options.history.setChecked(True)
    again = open_dialog()
    again.formats.choose("pdf")
    assert again.options.options().page_size is PageSize.LETTER
    again.formats.choose("jsonl")
    assert again.options.options().history
    assert again.options.options().title == ""


def test_what_was_used_last_is_there_again(
    qtbot: QtBot, dialog: ExportDialog, open_dialog: Open, tmp_path: Path
) -> None:
    dialog.formats.choose("csv")
    dialog.destination.setText(str(tmp_path / "elsewhere" / "mine"))
    export(qtbot, dialog)
    dialog.resize(701, 503)
    dialog.reject()
    again = open_dialog()
    assert again.formats.name == "csv"
    assert again.destination.text() == str(tmp_path / "elsewhere" / "two- posts")
    assert (again.width(), again.height()) == (701, 503)


def test_every_format_has_a_name_and_one_that_nobody_knows_works(
    qtbot: QtBot, theme: Theme, icons: Icons, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = (*exporting.FORMATS, "tape")
    assert sorted(name for _, part in grouped(names) for name in part) == sorted(names)
    assert all(face_of(name).icon != "format-other" for name in exporting.FORMATS)
    assert title_text("tape") == "TAPE"
    monkeypatch.setitem(export_preview._NEEDS, "csv", "no_such_package")
    found = FormatList(theme, icons, names)
    qtbot.addWidget(found)
    found.choose("tape")
    assert found.name == "tape"
    found.choose("csv")
    assert found.name == "front-matter"
    rows = [found.item(row) for row in range(found.count())]
    closed = next(item for item in rows if item.text() == "A table (CSV)")
    assert "no_such_package" in closed.toolTip()
    assert not closed.flags() & Qt.ItemFlag.ItemIsEnabled


def test_arrows_pass_over_headings(qtbot: QtBot, dialog: ExportDialog) -> None:
    found = dialog.formats
    seen = []
    found.setFocus()
    found.setCurrentRow(1)
    for _ in exporting.FORMATS:
        seen.append(found.name)
        QTest.keyClick(found, Qt.Key.Key_Down)
    assert sorted(seen) == sorted(exporting.FORMATS)


def test_an_archive_that_cannot_be_written_is_exported(
    qtbot: QtBot, dialog: ExportDialog, archive: Archive
) -> None:
    archive.read_only = True
    choose(qtbot, dialog, "csv")
    assert export(qtbot, dialog).posts == COUNT
