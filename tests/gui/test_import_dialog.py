"""Importing through its dialog, on real folders and a real archive; and the small dialogs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from fonds.gui.dialogs.about import AboutDialog, licence_texts
from fonds.gui.dialogs.import_dialog import ImportDialog
from fonds.gui.dialogs.import_report import ImportReportView
from fonds.gui.dialogs.purge import PurgeDialog
from fonds.gui.dialogs.recovery import RecoveryDialog, find_kept_drafts
from fonds.gui.dialogs.shortcuts import ShortcutsDialog, editor_keys
from fonds.gui.dialogs.source_text import SourceTextDialog, read_source_text
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme
from fonds.gui.widgets.problem_table import ProblemTable
from fonds.model.accession import ImportReport, OnDuplicate
from fonds.model.errors import UserError
from fonds.model.problems import Problem, ProblemKind
from fonds.model.query import ListRequest
from fonds.model.revision import Draft, MetadataEdit, PostEdit, PurgeSizes
from fonds.services import accessions, browsing, editing
from fonds.services.archives import Archive
from gui.editor_stage import POSTS, QT_NOISE, archive, icons, operations, site, theme

__all__ = ["archive", "icons", "operations", "site", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


@pytest.fixture
def dialog(
    qtbot: QtBot, archive: Archive, site: Path, operations: Operations, theme: Theme, icons: Icons
) -> ImportDialog:
    made = ImportDialog(archive, [site], operations, theme, icons)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: operations.idle)
    return made


def press(dialog: object, text: str) -> None:
    box = dialog.findChild(QDialogButtonBox)  # type: ignore[attr-defined]
    button = next(item for item in box.buttons() if item.text().startswith(text) and item.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_was_found_is_shown_before_anything_is_written(dialog: ImportDialog, archive: Archive) -> None:
    before = accessions.list_accessions(archive)
    review = dialog.review
    assert "Jekyll" in review.generator.currentText()
    assert "Asia/Shanghai" in review.timezone.currentText()
    assert review.reasons.text()
    assert review.sample.rowCount() >= len(POSTS)
    cells = [review.sample.item(row, 0) for row in range(review.sample.rowCount())]
    assert "长三角一体化" in {cell.text() for cell in cells if cell is not None}
    assert review.problems.model.total >= 1
    dialog.reject()
    assert accessions.list_accessions(archive) == before


def test_settings_are_what_is_chosen(dialog: ImportDialog, qtbot: QtBot, operations: Operations) -> None:
    review = dialog.review
    assert review.settings().generator == "auto"
    review.generator.setCurrentIndex(review.generator.findData("jekyll"))
    review.timezone.setCurrentText("Europe/Berlin")
    review.encoding.setCurrentIndex(review.encoding.findData("gb18030"))
    review.on_duplicate.setCurrentIndex(review.on_duplicate.findData("skip"))
    review.folders.item(0).setCheckState(Qt.CheckState.Checked)
    settings = review.settings()
    assert settings.generator == "jekyll"
    assert settings.timezone == "Europe/Berlin"
    assert settings.encoding == "gb18030"
    assert settings.on_duplicate is OnDuplicate.SKIP
    assert settings.post_folders == ("old_post",)


def test_a_changed_setting_looks_again(dialog: ImportDialog, qtbot: QtBot, operations: Operations) -> None:
    dialog.review.timezone.setCurrentText("Europe/Berlin")
    with qtbot.waitSignal(operations.job_started):
        dialog.review.folders.item(0).setCheckState(Qt.CheckState.Checked)
    qtbot.waitUntil(lambda: operations.idle)
    assert dialog.review.timezone.currentText() == "Europe/Berlin"
    assert dialog.review.folders.item(0).checkState() is Qt.CheckState.Checked, "what was chosen stays chosen"


def test_an_unknown_zone_is_told_and_can_be_mended(
    dialog: ImportDialog, qtbot: QtBot, operations: Operations
) -> None:
    dialog.review.timezone.setCurrentText("Nowhere/Land")
    with qtbot.waitSignal(operations.job_started):
        dialog.review.settings_changed.emit()
    qtbot.waitUntil(lambda: operations.idle)
    assert dialog.notice.sentence or dialog.review.problems.model.total


def test_importing_again_reports_unchanged(
    dialog: ImportDialog, qtbot: QtBot, archive: Archive, operations: Operations, tmp_path: Path
) -> None:
    with qtbot.waitSignal(dialog.imported) as told:
        press(dialog, "Import")
    report: ImportReport = told.args[0]
    assert report.unchanged == report.found > 0
    assert dialog.report.isVisible()
    assert "unchanged" in dialog.report.counts.text()
    dialog.report.copy()
    assert "unchanged" in QGuiApplication.clipboard().text()
    dialog.report.write_to(tmp_path / "report.json")
    qtbot.waitUntil(lambda: operations.idle)
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["unchanged"] == report.unchanged
    assert "report.json" in dialog.report.remark.text()
    press(dialog, "Close")
    assert not dialog.isVisible()


def test_a_problem_leads_to_its_post_or_to_the_file(
    qtbot: QtBot, operations: Operations, theme: Theme, icons: Icons, site: Path
) -> None:
    path = "_posts/2020-02-02-broken.md"
    with_post = Problem(ProblemKind.NO_DATE, "a.md", 1)
    without = Problem(ProblemKind.INTERNAL, path, 3, (("reason", "x"),))
    report = ImportReport(1, "jekyll", (str(site),), problems=(with_post, without), posts_by_path={"a.md": 7})
    view = ImportReportView(operations, theme, icons)
    view.show_report(report)
    qtbot.addWidget(view)
    view.show()
    table = view.problems
    with qtbot.waitSignal(view.show_post) as told:
        table.activated.emit(with_post)
    assert told.args == [7]
    table.view.selectRow(1)
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: operations.idle)
    shown = view.findChild(SourceTextDialog)
    assert shown is not None
    assert shown.text.text() == POSTS["2020-02-02-broken.md"]
    assert shown.text.textCursor().blockNumber() == 2
    shown.close()


def test_a_file_that_is_gone_is_told(site: Path) -> None:
    with pytest.raises(UserError, match="not there"):
        read_source_text([str(site)], "gone.md")


def test_an_import_goes_on_when_the_dialog_is_closed(
    dialog: ImportDialog, qtbot: QtBot, operations: Operations
) -> None:
    dialog.start_import()
    dialog.reject()
    qtbot.waitUntil(lambda: dialog.report.report is not None)
    assert dialog.isVisible()


def test_return_that_is_pressed_twice_imports_and_cancels_nothing(
    dialog: ImportDialog, qtbot: QtBot, archive: Archive, operations: Operations
) -> None:
    dialog.activateWindow()
    with qtbot.waitSignal(dialog.imported) as told:
        for _time in range(3):
            QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)
    assert told.args is not None
    assert not told.args[0].cancelled


def test_a_source_that_is_not_there_is_told(
    qtbot: QtBot, archive: Archive, operations: Operations, theme: Theme, icons: Icons, tmp_path: Path
) -> None:
    dialog = ImportDialog(archive, [tmp_path / "missing"], operations, theme, icons)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: operations.idle)
    assert "missing" in dialog.notice.sentence
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_an_empty_folder_offers_nothing(
    qtbot: QtBot, archive: Archive, operations: Operations, theme: Theme, icons: Icons, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    dialog = ImportDialog(archive, [empty], operations, theme, icons)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: operations.idle)
    button = next(item for item in dialog.findChildren(QPushButton) if item.text() == "Import")
    assert not button.isEnabled()
    assert "Nothing was found" in dialog.notice.sentence


def test_problems_can_be_filtered_and_copied(qtbot: QtBot) -> None:
    table = ProblemTable()
    qtbot.addWidget(table)
    table.show()
    table.set_problems(
        [Problem(ProblemKind.NO_DATE, f"{n}.md", n) for n in range(1, 60)]
        + [Problem(ProblemKind.EMPTY_FILE, "x.md")]
    )
    table.words.setText("x.MD")
    qtbot.waitUntil(lambda: table.model.rowCount() == 1)
    table.view.selectRow(0)
    QTest.keySequence(table.view, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text().startswith("x.md\tThe file is empty")
    table.words.clear()
    table.kinds.setCurrentIndex(table.kinds.findData("no-date"))
    table.kinds.activated.emit(table.kinds.currentIndex())
    assert table.model.rowCount() == 59


def test_about_names_versions_licences_and_paths(qtbot: QtBot, theme: Theme) -> None:
    dialog = AboutDialog(theme, "/somewhere/my.fonds")
    qtbot.addWidget(dialog)
    dialog.show()
    text = dialog.facts.toPlainText()
    assert "PySide6 6." in text
    assert "/somewhere/my.fonds" in text
    assert "MIT License" in licence_texts()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_keys_can_be_searched(qtbot: QtBot) -> None:
    action = QAction("&Save && go…")
    action.setShortcut(QKeySequence("Ctrl+S"))
    dialog = ShortcutsDialog([action, QAction("Quit")], editor_keys())
    qtbot.addWidget(dialog)
    dialog.show()
    cell = dialog.table.item(0, 0)
    assert cell is not None
    assert cell.text() == "Save & go"
    QTest.keyClicks(dialog.words, "ctrl+s save")
    assert dialog.shown_rows() == 1


def test_drafts_are_listed_and_opened(qtbot: QtBot, archive: Archive) -> None:
    ids = list(browsing.list_posts(archive, ListRequest()).ids)
    for at, number in enumerate(ids[:2]):
        base = browsing.load_post(archive, number).revision_id
        edit = PostEdit(body="x", metadata=MetadataEdit(title="Retitled" if at else None))
        editing.keep_draft(archive, Draft(number, base, edit, 1_700_000_000 + at))
    drafts = find_kept_drafts(archive)
    assert [draft.post_id for draft in drafts] == ids[1::-1]
    assert drafts[0].title == "Retitled"
    dialog = RecoveryDialog(drafts)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.show_post) as told:
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert told.args == [ids[1]]


def test_deleting_for_good_is_cancelled_by_return_and_escape(qtbot: QtBot) -> None:
    dialog = PurgeDialog(12, PurgeSizes(12, 30, 40_000_000, 2, 1_000, freed=34_567_890))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.width() > 360
    assert "12 posts" in dialog.text()
    assert "34.6 MB" in dialog.informativeText()
    assert "cannot be undone" in dialog.informativeText()
    assert "Neither can what was done before" in dialog.informativeText()
    assert dialog.defaultButton() is dialog.cancel_button
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.clickedButton() is dialog.cancel_button
    again = PurgeDialog(1)
    qtbot.addWidget(again)
    again.show()
    QTest.keyClick(again, Qt.Key.Key_Escape)
    assert again.clickedButton() is not again.delete_button
    assert isinstance(again, QMessageBox)


def test_a_cancelled_import_keeps_what_was_done_and_says_so(
    qtbot: QtBot, archive: Archive, operations: Operations, theme: Theme, icons: Icons, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(4_000):
        (folder / f"{number}.md").write_text(
            f"---\ntitle: Post {number}\n---\ntext {number}\n", encoding="utf-8"
        )
    before = len(browsing.list_posts(archive, ListRequest()).ids)
    dialog = ImportDialog(archive, [folder], operations, theme, icons)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: operations.idle, timeout=20_000)
    dialog.start_import()
    assert dialog.job is not None
    dialog.job.progressed.connect(
        lambda progress: press(dialog, "Cancel") if progress.done and dialog.progress.isVisible() else None
    )
    qtbot.waitUntil(lambda: dialog.report.report is not None, timeout=30_000)
    report = dialog.report.report
    assert report is not None
    assert report.cancelled
    assert "stopped" in dialog.report.heading.text()
    assert len(browsing.list_posts(archive, ListRequest()).ids) == before + report.added
