"""The page of an import, its report after an import, and withdrawing, with a real archive."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fonds.gui.dialogs.accession import AccessionDialog
from fonds.gui.dialogs.conflict_review import ConflictReviewDialog
from fonds.gui.dialogs.import_dialog import ImportDialog
from fonds.gui.dialogs.import_report import ImportReportView
from fonds.gui.dialogs.withdraw import WithdrawDialog
from fonds.gui.icons import Icons
from fonds.gui.models.accession_items import PAGE, AccessionItemsModel
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme
from fonds.gui.widgets.fact_table import FactTable
from fonds.gui.widgets.problem_table import SLICE, ProblemTable
from fonds.model.accession import AccessionState, ImportReport, ImportSettings, Outcome
from fonds.model.problems import Problem, ProblemKind
from fonds.model.progress import CancelToken, Progress, ignore_progress
from fonds.model.query import ListRequest
from fonds.model.revision import MetadataEdit, PostEdit
from fonds.services import accessions, browsing, conflicts, editing, importing
from fonds.services.archives import Archive
from gui.editor_stage import QT_NOISE, archive, icons, id_of, operations, settle, site, theme
from gui.list_stage import nameless_controls

__all__ = ["archive", "icons", "operations", "site", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


@pytest.fixture
def page(
    qtbot: QtBot, archive: Archive, operations: Operations, theme: Theme, icons: Icons
) -> AccessionDialog:
    made = AccessionDialog(archive, 1, operations, theme, icons)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    settle(qtbot, operations)
    return made


def import_again(archive: Archive, site: Path) -> ImportReport:
    return importing.import_source(archive, [site], ImportSettings(), ignore_progress, CancelToken())


def test_the_page_tells_what_the_import_was_and_did(
    page: AccessionDialog, archive: Archive, site: Path
) -> None:
    facts = page.facts.texts()
    assert facts["Source"] == str(site)
    assert facts["Generator"] == "Jekyll"
    assert page.counts.texts()["Added"] == "4"
    assert page.round_trip.text == "4 of 4 byte-identical"
    assert page.state.text() == "Complete"
    assert not page.resume_button.isVisible()
    assert not page.review_button.isVisible()


def test_documents_can_be_filtered_and_lead_to_their_posts(
    page: AccessionDialog, qtbot: QtBot, archive: Archive, operations: Operations
) -> None:
    page.tabs.setCurrentWidget(page.documents)
    model, outcomes = page.documents.model, page.documents.outcomes
    assert model.rowCount() == 4
    outcomes.setCurrentIndex(outcomes.findData(Outcome.FAILED.value))
    outcomes.activated.emit(outcomes.currentIndex())
    settle(qtbot, operations)
    assert model.rowCount() == 0
    assert page.documents.state == "There are none."
    outcomes.setCurrentIndex(outcomes.findData(Outcome.ADDED.value))
    outcomes.activated.emit(outcomes.currentIndex())
    settle(qtbot, operations)
    row = next(row for row in range(4) if model.item(row).path.endswith("plain.md"))
    with qtbot.waitSignal(page.show_post) as told:
        page.documents.view.activated.emit(model.index(row, 0))
    assert told.args == [id_of(archive, "plain.md")]


def test_documents_come_page_by_page(
    qtbot: QtBot, archive: Archive, operations: Operations, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(PAGE + 7):
        (folder / f"{number:04}.md").write_text(f"text {number}\n", encoding="utf-8")
    report = import_again(archive, folder)
    model = AccessionItemsModel(archive, operations)
    assert report.accession is not None
    with qtbot.waitSignal(model.loaded):
        model.show(report.accession, [Outcome.ADDED])
    assert (model.rowCount(), model.canFetchMore()) == (PAGE, True)
    with qtbot.waitSignal(model.loaded):
        model.fetchMore()
    assert (model.rowCount(), model.canFetchMore(), model.complete) == (PAGE + 7, False, True)
    assert len({model.item(row).id for row in range(model.rowCount())}) == PAGE + 7


def test_problems_are_listed_and_lead_to_their_posts(
    page: AccessionDialog, qtbot: QtBot, archive: Archive
) -> None:
    assert page.problems.model.total >= 1
    assert page.tabs.tabText(2).startswith("Problems")
    problem = next(
        page.problems.model.problem(row)
        for row in range(page.problems.model.rowCount())
        if page.problems.model.problem(row).path.endswith("broken.md")
    )
    with qtbot.waitSignal(page.show_post) as told:
        page.problems.activated.emit(problem)
    assert told.args == [id_of(archive, "broken.md")]


def test_an_import_without_problems_or_changes_says_so(
    qtbot: QtBot, archive: Archive, operations: Operations, theme: Theme, icons: Icons, site: Path
) -> None:
    report = import_again(archive, site)
    assert report.accession is not None
    page = AccessionDialog(archive, report.accession, operations, theme, icons)
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, operations)
    page.tabs.setCurrentIndex(2)
    assert page._no_problems.isVisible()
    assert "no problems" in page._no_problems.sentence
    assert page.documents.state == "Unchanged documents are counted, not listed."


def test_who_and_note_are_kept_when_the_page_is_closed(
    page: AccessionDialog, qtbot: QtBot, archive: Archive, operations: Operations
) -> None:
    page.focus_note()
    assert not page.save_button.isEnabled()
    page.described.show_texts("陈静", "一\n二")
    assert not page.save_button.isEnabled(), "to show is no edit"
    page.described.edited.emit()
    assert page.save_button.isEnabled()
    page.close()
    settle(qtbot, operations)
    found = accessions.load_accession(archive, 1)
    assert (found.who, found.note) == ("陈静", "一\n二")


def test_what_is_being_written_is_not_overwritten_by_a_change_elsewhere(
    page: AccessionDialog, qtbot: QtBot, archive: Archive, operations: Operations
) -> None:
    page.described.show_texts("", "half a sen")
    page.described.edited.emit()
    operations.run_write(lambda: editing.trash_posts(archive, [id_of(archive, "plain.md")]), title="trash")
    settle(qtbot, operations)
    assert page.described.note == "half a sen"


def test_an_import_that_is_not_there_is_told(
    qtbot: QtBot, archive: Archive, operations: Operations, theme: Theme, icons: Icons
) -> None:
    page = AccessionDialog(archive, 99, operations, theme, icons)
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, operations)
    assert "99" in page.notice.sentence
    assert not page.withdraw_button.isEnabled()
    assert not page.export_button.isEnabled()


# Withdrawing


def test_withdrawing_is_foretold_and_can_be_given_up(
    qtbot: QtBot, archive: Archive, operations: Operations, theme: Theme, icons: Icons
) -> None:
    number = id_of(archive, "plain.md")
    post = browsing.load_post(archive, number)
    editing.save_post(archive, number, PostEdit(metadata=MetadataEdit(title="x")), post.revision_id)
    dialog = WithdrawDialog(archive, 1, operations, theme, icons)
    qtbot.addWidget(dialog)
    dialog.show()
    settle(qtbot, operations)
    assert dialog.sentences.text() == "4 posts go to the trash. 1 of them was edited since."
    dialog.reject()
    assert accessions.load_accession(archive, 1).state is AccessionState.COMPLETE


def test_a_second_withdrawal_is_refused(
    qtbot: QtBot, archive: Archive, operations: Operations, theme: Theme, icons: Icons
) -> None:
    dialog = WithdrawDialog(archive, 1, operations, theme, icons)
    qtbot.addWidget(dialog)
    dialog.show()
    settle(qtbot, operations)
    accessions.withdraw_accession(archive, 1, ignore_progress, CancelToken())
    dialog.start()
    settle(qtbot, operations)
    assert "withdrawn already" in dialog.notice.sentence
    assert dialog.isVisible()
    assert not dialog.withdraw_button.isEnabled()


# Conflicts


def test_all_conflicts_are_decided_at_once(
    qtbot: QtBot, archive: Archive, operations: Operations, theme: Theme, icons: Icons, site: Path
) -> None:
    for name in ("2022-01-11-yangtze.md", "2021-05-01-plain.md"):
        number = id_of(archive, name)
        post = browsing.load_post(archive, number)
        editing.save_post(archive, number, PostEdit(body="mine\n"), post.revision_id)
        path = site / "_posts" / name
        path.write_bytes(path.read_bytes() + "来源\n".encode())
    report = import_again(archive, site)
    assert report.conflicts == 2
    flushed: list[bool] = []
    dialog = ConflictReviewDialog(
        archive, operations, theme, icons, lambda: flushed.append(True), accession=report.accession
    )
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    settle(qtbot, operations)
    assert dialog.count.text() == "2 conflicts"
    assert dialog.texts is not None
    assert "来源" in dialog.texts.theirs and "mine" in dialog.texts.ours
    for row in range(3):
        dialog.pair.setCurrentIndex(row)
        dialog.pair.activated.emit(row)
        assert dialog.difference.differences.rows
    QTest.mouseClick(dialog.all_button, Qt.MouseButton.LeftButton)
    assert len(dialog.selected()) == 2
    assert not dialog.open_button.isEnabled()
    dialog.take_theirs()
    settle(qtbot, operations)
    assert flushed
    assert conflicts.count_conflicts(archive) == 0
    assert not dialog.keep_button.isEnabled()
    assert "2 posts have" in dialog.notice.sentence
    ids = browsing.list_posts(archive, ListRequest()).ids
    assert sum("来源" in browsing.load_post(archive, number).source.decode() for number in ids) == 2


# The report right after an import


def test_the_report_warns_when_not_everything_is_given_back(
    qtbot: QtBot, operations: Operations, theme: Theme, icons: Icons
) -> None:
    view = ImportReportView(operations, theme, icons)
    qtbot.addWidget(view)
    view.show()
    view.show_report(ImportReport(1, "jekyll", ("x",), added=10_000, checked=10_000, identical=9_999))
    assert view.round_trip.text.replace(",", "") == "9999 of 10000 byte-identical"
    assert not view.review.isVisible()
    view.show_report(ImportReport(1, "jekyll", ("x",), skipped=1, conflicts=1))
    assert not view.round_trip.isVisible()
    with qtbot.waitSignal(view.review_asked):
        view.review.click()


def test_a_stopped_import_is_resumed_from_its_report(
    qtbot: QtBot, archive: Archive, operations: Operations, theme: Theme, icons: Icons, tmp_path: Path
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(1500):
        (folder / f"{number:04}.md").write_text(f"text {number}\n", encoding="utf-8")
    cancel = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.stage == "importing" and progress.done > 600:
            cancel.cancel()

    stopped = importing.import_source(archive, [folder], ImportSettings(), stop, cancel)
    dialog = ImportDialog(archive, (), operations, theme, icons, resume=stopped.accession)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.job is not None
    dialog.job.cancel()
    settle(qtbot, operations)
    if not dialog.report.report:
        assert "cancelled" in dialog.notice.sentence
    dialog.report.show_report(stopped)
    dialog._show_page(dialog.report)
    assert dialog._resume_button.isVisible()
    dialog._resume_button.click()
    qtbot.waitUntil(lambda: dialog.report.isVisible())
    settle(qtbot, operations)
    report = dialog.report.report
    assert report is not None
    assert (report.accession, report.added, report.cancelled) == (stopped.accession, 1500, False)
    assert not dialog._resume_button.isVisible()
    # There is nothing to resume any more, and that is said.
    assert stopped.accession is not None
    dialog.resume_import(stopped.accession)
    settle(qtbot, operations)
    assert "nothing to resume" in dialog.notice.sentence
    assert dialog.report.isVisible()


def test_a_source_that_is_gone_is_told_and_nothing_is_lost(
    qtbot: QtBot, archive: Archive, operations: Operations, theme: Theme, icons: Icons, tmp_path: Path
) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    for number in range(700):
        (folder / f"{number:04}.md").write_text(f"text {number}\n", encoding="utf-8")
    cancel = CancelToken()

    def stop(progress: Progress) -> None:
        if progress.stage == "importing" and progress.done > 600:
            cancel.cancel()

    stopped = importing.import_source(archive, [folder], ImportSettings(), stop, cancel)
    assert stopped.accession is not None
    folder.rename(tmp_path / "elsewhere")
    dialog = ImportDialog(archive, (), operations, theme, icons, resume=stopped.accession)
    qtbot.addWidget(dialog)
    dialog.show()
    settle(qtbot, operations)
    assert str(folder) in dialog.notice.sentence
    assert not dialog.report.problems.isVisible()
    found = accessions.load_accession(archive, stopped.accession)
    assert (found.resumable, found.report.found) == (True, stopped.found)


def test_who_makes_an_import_and_its_note_are_kept(
    qtbot: QtBot, archive: Archive, operations: Operations, theme: Theme, icons: Icons, site: Path
) -> None:
    dialog = ImportDialog(archive, [site], operations, theme, icons, who="陈静")
    qtbot.addWidget(dialog)
    dialog.show()
    settle(qtbot, operations)
    assert dialog.described.who == "陈静"
    dialog.described.show_texts("陈 静", "第二次")
    with qtbot.waitSignals([dialog.who_given, dialog.imported]):
        dialog.start_import()
    newest = accessions.list_accessions(archive)[0]
    assert (newest.who, newest.note) == ("陈 静", "第二次")


def test_very_many_problems_are_filtered_bit_by_bit(qtbot: QtBot) -> None:
    table = ProblemTable()
    qtbot.addWidget(table)
    count = SLICE * 3 + 5
    table.set_problems([Problem(ProblemKind.NO_DATE, f"{number}.md") for number in range(count)])
    assert table.model.rowCount() == count
    table.model.filter("7.md", None)
    assert table.model.rowCount() < count // 10
    expected = sum(str(number).endswith("7") for number in range(count))
    qtbot.waitUntil(lambda: table.model.rowCount() == expected)
    table.model.filter("", None)
    assert table.model.rowCount() == count


def test_very_many_sources_leave_room_for_the_rest(qtbot: QtBot) -> None:
    table = FactTable()
    qtbot.addWidget(table)
    table.show_facts([("Source", "\n".join(f"/srv/{number}.md" for number in range(500)))])
    lines = table.texts()["Source"].split("\n")
    assert len(lines) == 8
    assert lines[0] == "/srv/0.md"
    assert lines[-1] == "and 493 more"
    table.show_facts([("Who", "陈静")])
    assert table.texts() == {"Who": "陈静"}


def test_every_control_has_a_name(
    qtbot: QtBot, archive: Archive, operations: Operations, theme: Theme, icons: Icons, page: AccessionDialog
) -> None:
    withdraw = WithdrawDialog(archive, 1, operations, theme, icons)
    review = ConflictReviewDialog(archive, operations, theme, icons, lambda: None)
    for dialog in (page, withdraw, review):
        qtbot.addWidget(dialog)
        dialog.show()
        settle(qtbot, operations)
        assert nameless_controls(dialog) == []
