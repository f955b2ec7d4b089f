"""Stories of imports through the real window: a conflict decided, an import withdrawn, a broken one resumed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QPushButton

from fonds.gui.dialogs.accession import AccessionDialog
from fonds.gui.dialogs.conflict_review import ConflictReviewDialog
from fonds.gui.dialogs.import_dialog import ImportDialog
from fonds.gui.dialogs.withdraw import WithdrawDialog
from fonds.gui.widgets.notice_bar import NoticeBar
from fonds.model.accession import AccessionState
from fonds.model.query import Scope, ScopeKind
from fonds.model.revision import PostEdit
from fonds.services import accessions, archives, browsing, conflicts, editing
from fonds.services.archives import Archive
from gui.editor_stage import QT_NOISE
from journeys.stage import OpenWindow, Stage
from services.site import import_site, make_site, post_named, source_of

pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)
MANY = 4000
PLAIN = "2022-01-11-plain.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path / "长三角新闻")


@pytest.fixture
def filled(tmp_path: Path, site: Path) -> Path:
    path = tmp_path / "档案.fonds"
    with archives.create_archive(path) as archive:
        import_site(archive, site)
    return path


def archive_of(stage: Stage) -> Archive:
    assert stage.window.archive is not None
    return stage.window.archive


def notice_button(notice: NoticeBar, text: str) -> QPushButton:
    return next(button for button in notice.buttons() if button.text().startswith(text))


def press(button: QPushButton) -> None:
    assert button.isVisible() and button.isEnabled(), button.text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def change_source(site: Path) -> str:
    path = site / "_posts" / PLAIN
    text = path.read_text(encoding="utf-8").replace("加快推进建设", "来源里改过的字")
    path.write_text(text, encoding="utf-8")
    return text


def open_dialog(stage: Stage, kind: type[AccessionDialog] = AccessionDialog) -> AccessionDialog:
    stage.settle()
    dialog = stage.dialog(kind)
    stage.until(lambda: dialog.accession is not None)
    stage.settle()
    return dialog


def test_a_conflict_is_found_compared_decided_and_undone(
    open_window: OpenWindow, filled: Path, site: Path
) -> None:
    stage = open_window(filled)
    archive, desk = archive_of(stage), stage.window.desk
    number = post_named(archive, PLAIN)
    actions = stage.window.actions_table
    assert not actions["review_conflicts"].isEnabled()

    # Edited here by hand, and changed in the source.
    desk.show_post(number)
    stage.until(lambda: desk.editor.post is not None and desk.editor.post.id == number)
    desk.editor.text.setFocus()
    stage.write("我在这里写的。")
    stage.control(Qt.Key.Key_S)
    stage.until(lambda: browsing.load_post(archive, number).edited)
    mine, theirs = source_of(archive, number), change_source(site)

    # Imported again: neither is touched, and the report leads to the comparison.
    stage.drop(site)
    dialog = stage.dialog(ImportDialog)
    stage.until(lambda: dialog.review.isVisible())
    stage.click(dialog, "Import")
    stage.until(lambda: dialog.report.isVisible())
    assert dialog.report.round_trip.text == "2 of 2 byte-identical"
    stage.settle()
    assert source_of(archive, number) == mine
    assert actions["review_conflicts"].isEnabled()
    stage.until(lambda: "source of this post changed" in desk.editor.source_notice.sentence)
    press(dialog.report.review)
    review = stage.dialog(ConflictReviewDialog)
    stage.until(lambda: review.texts is not None)
    assert review.texts is not None
    assert (review.texts.ours, review.texts.theirs) == (mine, theirs)
    stage.settle()

    # What is typed meanwhile is not lost by the decision.
    stage.leave(dialog)
    desk.editor.text.setFocus()
    stage.write("还没保存的。")
    stage.click(review, "Take the source")
    stage.until(lambda: source_of(archive, number) == theirs)
    stage.settle()
    assert conflicts.count_conflicts(archive) == 0
    draft = editing.find_draft(archive, number)
    assert draft is not None and draft.edit.body is not None and "还没保存的。" in draft.edit.body
    assert "还没保存的。" in desk.editor.text.text()
    assert not actions["review_conflicts"].isEnabled()
    assert not desk.editor.source_notice.isVisible()

    # Undo, from the notice.
    press(notice_button(review.notice, "Undo"))
    stage.until(lambda: source_of(archive, number) == mine)
    stage.settle()
    assert conflicts.count_conflicts(archive) == 1
    assert review.model.rowCount() == 1
    assert "还没保存的。" in desk.editor.text.text()
    stage.leave(review)
    stage.until(lambda: desk.editor.source_notice.isVisible())
    press(notice_button(desk.editor.source_notice, "Compare"))
    again = stage.dialog(ConflictReviewDialog)
    stage.until(lambda: again.texts is not None)
    stage.click(again, "Keep mine")
    stage.until(lambda: conflicts.count_conflicts(archive) == 0)
    stage.settle()
    assert source_of(archive, number) == mine
    assert "There are no conflicts" in again._empty.sentence
    stage.leave(again)


def test_an_import_is_shown_described_withdrawn_and_brought_back(
    open_window: OpenWindow, filled: Path, tmp_path: Path
) -> None:
    stage = open_window(filled)
    archive, desk = archive_of(stage), stage.window.desk
    stage.settle()
    view = desk.navigator.view
    index = desk.navigator.model.index_of("accession:1")
    assert index.isValid()
    place = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    stage.settle()
    assert desk.navigator.scope == Scope(ScopeKind.ACCESSION, 1)
    assert len(stage.ids) == 3

    # By keyboard.
    view.setFocus()
    stage.key(Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    page = open_dialog(stage)
    assert page.counts.texts()["Added"] == "3"
    assert "长三角新闻" in page.facts.texts()["Source"]
    assert page.round_trip.text == "3 of 3 byte-identical"
    page.focus_note()
    stage.write("旧服务器上的新闻")
    press(page.save_button)
    stage.until(lambda: accessions.load_accession(archive, 1).note == "旧服务器上的新闻")
    stage.settle()
    stage.window.actions_table["undo"].trigger()
    stage.until(lambda: accessions.load_accession(archive, 1).note == "")
    stage.settle()
    assert page.described.note == ""

    # Withdrawn, as it was foretold.
    press(page.withdraw_button)
    dialog = stage.dialog(WithdrawDialog)
    stage.until(dialog.withdraw_button.isEnabled)
    assert "3 posts go to the trash" in dialog.sentences.text()
    press(dialog.withdraw_button)
    stage.until(lambda: accessions.load_accession(archive, 1).state is AccessionState.WITHDRAWN)
    stage.settle()
    assert len(stage.ids) == 0
    assert page.state.text() == "Withdrawn"
    assert not page.withdraw_button.isEnabled()
    page.close()
    press(notice_button(desk.notice, "Undo"))
    stage.until(lambda: accessions.load_accession(archive, 1).state is AccessionState.COMPLETE)
    stage.settle()
    assert len(stage.ids) == 3
    assert not desk.notice.isVisible()


def test_an_offer_to_undo_ends_when_it_was_undone_otherwise(open_window: OpenWindow, filled: Path) -> None:
    stage = open_window(filled)
    archive, desk = archive_of(stage), stage.window.desk
    stage.settle()
    stage.window.archive_actions.accessions.withdraw(1)
    dialog = stage.dialog(WithdrawDialog)
    stage.until(dialog.withdraw_button.isEnabled)
    press(dialog.withdraw_button)
    stage.until(lambda: accessions.load_accession(archive, 1).state is AccessionState.WITHDRAWN)
    stage.settle()
    assert notice_button(desk.notice, "Undo").isVisible()
    stage.window.actions_table["undo"].trigger()
    stage.until(lambda: accessions.load_accession(archive, 1).state is AccessionState.COMPLETE)
    stage.settle()
    assert not desk.notice.isVisible()


def test_the_page_follows_a_decision_and_its_undo(open_window: OpenWindow, filled: Path, site: Path) -> None:
    with archives.opened(filled) as opened:
        number = post_named(opened, PLAIN)
        editing.save_post(
            opened, number, PostEdit(body="我写的。\n"), browsing.load_post(opened, number).revision_id
        )
        change_source(site)
        import_site(opened, site)
    stage = open_window(filled)
    archive, desk = archive_of(stage), stage.window.desk
    desk.show_post(number)
    stage.until(lambda: "我写的" in stage.preview_text())
    stage.until(lambda: desk.editor.post is not None and desk.editor.post.id == number)
    stage.settle()
    stage.window.archive_actions.accessions.review_conflicts(post_id=number)
    review = stage.dialog(ConflictReviewDialog)
    stage.until(lambda: review.texts is not None)
    stage.click(review, "Take the source")
    stage.until(lambda: conflicts.count_conflicts(archive) == 0)
    stage.until(lambda: stage.preview_text() and "我写的" not in stage.preview_text())
    stage.leave(review)
    stage.window.actions_table["undo"].trigger()
    stage.until(lambda: "我写的" in stage.preview_text())
    stage.settle()


@pytest.mark.parametrize("way", ["close the window", "close the archive"])
def test_a_note_that_was_not_saved_is_kept_when_the_archive_is_left(
    open_window: OpenWindow, filled: Path, way: str
) -> None:
    stage = open_window(filled)
    stage.settle()
    stage.window.archive_actions.accessions.show_import(1, note=True)
    page = open_dialog(stage)
    page.focus_note()
    stage.write("旧服务器")
    if way == "close the archive":
        stage.window.actions_table["close_archive"].trigger()
        stage.until(lambda: stage.window.archive is None)
        stage.settle()
    stage.close()
    with archives.opened(filled) as archive:
        assert accessions.load_accession(archive, 1).note == "旧服务器"


def test_the_menu_of_an_import_has_what_can_be_done_with_it(
    open_window: OpenWindow, filled: Path, tmp_path: Path
) -> None:
    stage = open_window(filled)
    desk = stage.window.desk
    stage.settle()
    desk.navigator.import_menu_asked.emit(1, QPoint(10, 10))
    stage.settle()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    entries = {action.text(): action.isEnabled() for action in menu.actions()}
    assert entries == {
        "Show import…": True,
        "Edit note…": True,
        "Export report…": True,
        "Resume": False,
        "Withdraw…": True,
    }
    menu.close()
    target = tmp_path / "报告.html"
    stage.window.archive_actions.accessions.export_report(1)
    chooser = stage.dialog(QFileDialog)
    chooser.selectFile(str(target.with_suffix("")))
    chooser.accept()
    stage.until(target.is_file)
    stage.settle()
    assert "长三角新闻" in target.read_text(encoding="utf-8")
    assert str(target) in desk.notice.sentence


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs POSIX signals")
def test_an_import_that_was_killed_is_offered_and_resumed(open_window: OpenWindow, tmp_path: Path) -> None:
    site, path = tmp_path / "很多", tmp_path / "档案.fonds"
    posts = site / "_posts"
    posts.mkdir(parents=True)
    for number in range(MANY):
        text = f"---\ntitle: 第{number}号\n---\n正文 {number}\n"
        (posts / f"2022-01-11-p{number:05}.md").write_text(text, encoding="utf-8")
    archives.create_archive(path).close()
    kill_import(path, site)

    stage = open_window(path)
    archive, notice = archive_of(stage), stage.window.desk.notice
    stage.until(lambda: notice.isVisible())
    assert notice.sentence.startswith("An import was interrupted (很多, ")
    assert 0 < accessions.load_accession(archive, 1).report.found < MANY
    press(notice_button(notice, "Not now"))
    assert not notice.isVisible()
    stage.close()

    again = open_window(path)
    archive, notice = archive_of(again), again.window.desk.notice
    again.settle()
    assert not notice.isVisible(), "what was put off is not offered again"
    again.window.actions_table["import_page"].trigger()
    page = open_dialog(again)
    assert page.state.text() == "Interrupted"
    press(page.resume_button)
    dialog = again.dialog(ImportDialog)
    again.until(lambda: dialog.report.isVisible())
    report = dialog.report.report
    assert report is not None
    assert (report.accession, report.found, report.added, report.cancelled) == (1, MANY, MANY, False)
    assert (report.checked, report.identical) == (MANY, MANY)
    again.settle()
    assert len(again.ids) == MANY
    assert page.state.text() == "Complete"
    assert not page.resume_button.isVisible()
    page.close()
    again.leave(dialog)
    assert len(accessions.list_accessions(archive)) == 1


def kill_import(archive: Path, site: Path) -> None:
    """Kill an import as soon as something of it stands in the archive."""
    process = subprocess.Popen(
        [sys.executable, "-m", "fonds", "import", str(archive), str(site)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    until(lambda: process.poll() is not None or count_posts(archive) > 0)
    over = process.poll() is not None
    if not over:
        os.killpg(process.pid, signal.SIGKILL)
    _, said = process.communicate()
    assert not over, f"the import was over before it could be killed: {said.decode()}"


def count_posts(archive: Path) -> int:
    try:
        connection = sqlite3.connect(f"{archive.as_uri()}?mode=ro", uri=True, timeout=1)
        try:
            return int(connection.execute("SELECT count(*) FROM posts").fetchone()[0])
        finally:
            connection.close()
    except sqlite3.OperationalError:
        return 0


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)
