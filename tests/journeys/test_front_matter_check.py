"""Checking front matter in the real window: found, mended with a look at it first, ignored, taken back, reported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fonds.gui.dialogs import front_matter_check as check_room
from fonds.gui.dialogs.bulk_edit import BulkEditDialog
from fonds.gui.dialogs.front_matter_check import FrontMatterDialog
from fonds.model.bulk_edit import MapValues
from fonds.model.findings import FindingKind
from fonds.services import browsing
from fonds.services.archives import Archive
from gui.editor_stage import QT_NOISE
from journeys.stage import OpenWindow, Stage
from services.site import import_site, post_named

pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)
POSTS = {
    "2022-01-01-a.md": "---\ntitle: 甲\ndate: 2022-01-01 08:00:00 +0800\ntags: [示范区, Tea]\n---\n正文。\n",
    "2022-01-02-b.md": "---\ntitle: 乙\ndate: 2022-01-02 08:00:00 +0800\ntags: [示范区, Tea]\n---\n正文。\n",
    "2022-01-03-c.md": "---\ntitle: 丙\ndate: 2022-01-03 08:00:00\ntags: [示範區, tea]\n---\n[丁](gone.md)\n",
    "2022-01-04-d.md": '---\ntitle: "什么叫"超预期"？"\nTags: [示范区]\n---\n正文。\n',
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    posts, made = tmp_path / "site" / "_posts", tmp_path / "检查.fonds"
    posts.mkdir(parents=True)
    (posts.parent / "_config.yml").write_text("timezone: Asia/Shanghai\n", encoding="utf-8")
    for name, text in POSTS.items():
        (posts / name).write_bytes(text.encode())
    with Archive.create(made) as archive:
        import_site(archive, posts.parent)
    return made


def checked(stage: Stage) -> FrontMatterDialog:
    action = stage.window.actions_table["check_front_matter"]
    stage.until(action.isEnabled)
    action.trigger()
    dialog = stage.dialog(FrontMatterDialog)
    dialog.activateWindow()
    stage.until(dialog.check_button.hasFocus)
    with stage.bot.waitSignal(dialog.review.listed):
        QTest.keyClick(dialog.check_button, Qt.Key.Key_Return)
    return dialog


def kinds(dialog: FrontMatterDialog) -> list[FindingKind]:
    model = dialog.review.model
    return [found.kind for row in range(model.rowCount()) if (found := model.finding_at(row)) is not None]


def choose(stage: Stage, dialog: FrontMatterDialog, kind: FindingKind) -> None:
    dialog.review.list.setFocus()
    row = kinds(dialog).index(kind)
    if dialog.review.list.currentIndex().row() == row:
        return
    with stage.bot.waitSignal(dialog.review.listed):
        dialog.review.list.setCurrentIndex(dialog.review.model.index(row))


def apply_fix(stage: Stage, dialog: FrontMatterDialog) -> BulkEditDialog:
    """Press Fix, look at the table, apply."""
    dialog.fix_button.click()
    review = stage.dialog(BulkEditDialog)
    stage.until(review.apply_button.isEnabled)
    return review


def test_a_finding_is_mended_after_a_look_and_taken_back(open_window: OpenWindow, path: Path) -> None:
    stage = open_window(path)
    archive = stage.window.archive
    assert archive is not None
    dialog = checked(stage)
    assert kinds(dialog) == [
        FindingKind.HEADER_REPAIRED,
        FindingKind.DATE_NO_OFFSET,
        FindingKind.KEY_SPELLING,
        FindingKind.TAG_SPELLING,
        FindingKind.LINK_BROKEN,
        FindingKind.TAG_SPELLING,
    ]
    choose(stage, dialog, FindingKind.KEY_SPELLING)
    assert dialog.review.sentence.text() == "The key “Tags” is written “tags” elsewhere."
    review = apply_fix(stage, dialog)
    assert [review.model.index(0, column).data() for column in (2, 3)] == ["Tags: [示范区]", "tags: [示范区]"]
    with stage.bot.waitSignal(dialog.found_shown):
        review.apply_button.click()
    stage.until(lambda: FindingKind.KEY_SPELLING not in kinds(dialog))
    post = browsing.load_post(archive, post_named(archive, "d.md"))
    assert post.metadata.tags == ("示范区",)
    stage.settle()
    with stage.bot.waitSignal(dialog.found_shown):
        stage.window.actions_table["undo"].trigger()
    stage.until(lambda: FindingKind.KEY_SPELLING in kinds(dialog))
    stage.leave(dialog)


def test_the_fix_of_each_kind_stands_in_the_rows(open_window: OpenWindow, path: Path) -> None:
    stage = open_window(path)
    dialog = checked(stage)
    for row in range(dialog.review.model.rowCount()):
        finding = dialog.review.model.finding_at(row)
        assert finding is not None
        dialog.review.list.setCurrentIndex(dialog.review.model.index(row))
        assert dialog.fix_button.isEnabled() is bool(finding.operations)
        if not finding.operations:
            assert dialog.review.advice.text()
            continue
        review = apply_fix(stage, dialog)
        assert tuple(each.operation() for each in review.rows) == finding.operations
        review.reject()
        stage.settle()
    stage.leave(dialog)


def test_a_finding_is_ignored_shown_on_demand_and_told_again(open_window: OpenWindow, path: Path) -> None:
    stage = open_window(path)
    dialog = checked(stage)
    choose(stage, dialog, FindingKind.DATE_NO_OFFSET)
    with stage.bot.waitSignal(dialog.found_shown):
        dialog.ignore_button.click()
    assert FindingKind.DATE_NO_OFFSET not in kinds(dialog)
    assert dialog.show_ignored.text() == "Show those that are ignored (1)"
    with stage.bot.waitSignal(dialog.found_shown):
        dialog.notice.buttons()[0].click()
    stage.until(lambda: FindingKind.DATE_NO_OFFSET in kinds(dialog))
    choose(stage, dialog, FindingKind.DATE_NO_OFFSET)
    with stage.bot.waitSignal(dialog.found_shown):
        dialog.ignore_button.click()
    dialog.show_ignored.setChecked(True)
    assert kinds(dialog)[-1] is FindingKind.DATE_NO_OFFSET
    dialog.review.list.setCurrentIndex(dialog.review.model.index(len(kinds(dialog)) - 1))
    assert dialog.ignore_button.text() == "Tell again"
    with stage.bot.waitSignal(dialog.found_shown):
        dialog.ignore_button.click()
    stage.until(lambda: not dialog.show_ignored.isVisible())
    stage.leave(dialog)


def test_after_a_long_check_what_is_ignored_moves_at_once_and_can_be_taken_back(
    open_window: OpenWindow, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_room, "SHORT", -1.0)
    stage = open_window(path)
    dialog = checked(stage)
    choose(stage, dialog, FindingKind.DATE_NO_OFFSET)
    dialog.ignore_button.click()
    stage.until(lambda: FindingKind.DATE_NO_OFFSET not in kinds(dialog))
    stage.settle()
    assert dialog.show_ignored.text() == "Show those that are ignored (1)"
    assert [button.text() for button in dialog.notice.buttons()] == ["Undo", "Close"]
    dialog.notice.buttons()[0].click()
    stage.until(lambda: "has changed since" in dialog.notice.sentence)
    with stage.bot.waitSignal(dialog.found_shown):
        dialog.notice.buttons()[0].click()
    assert FindingKind.DATE_NO_OFFSET in kinds(dialog)
    stage.settle()
    stage.leave(dialog)


def test_an_offer_to_undo_goes_when_another_step_is_the_last_one(open_window: OpenWindow, path: Path) -> None:
    stage = open_window(path)
    archive = stage.window.archive
    assert archive is not None
    dialog = checked(stage)
    choose(stage, dialog, FindingKind.DATE_NO_OFFSET)
    with stage.bot.waitSignal(dialog.found_shown):
        dialog.ignore_button.click()
    assert dialog.notice.isVisible()
    stage.window.archive_actions.undoing.undo(archive, "Undo")
    stage.until(lambda: not dialog.notice.isVisible())
    stage.settle()
    stage.leave(dialog)


def test_a_post_of_a_finding_is_opened_and_the_report_written(
    open_window: OpenWindow, path: Path, tmp_path: Path
) -> None:
    stage = open_window(path)
    archive = stage.window.archive
    assert archive is not None
    dialog = checked(stage)
    choose(stage, dialog, FindingKind.LINK_BROKEN)
    assert dialog.review.posts_model.index(0, 1).data() == "gone.md"
    dialog.review.table.setFocus()
    with stage.bot.waitSignal(dialog.open_asked) as asked:
        QTest.keyClick(dialog.review.table, Qt.Key.Key_Return)
    assert asked.args == [post_named(archive, "c.md")]
    dialog.write_report(tmp_path / "r.json")
    stage.until(lambda: dialog.notice.isVisible())
    told = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert [each["kind"] for each in told["findings"]] == [kind.value for kind in kinds(dialog)]
    dialog.write_report(tmp_path / "no" / "r.json")
    stage.until(lambda: "could not be written" in dialog.notice.sentence)
    stage.settle()
    stage.leave(dialog)


def test_names_with_commas_are_mapped_whole(open_window: OpenWindow, path: Path) -> None:
    stage = open_window(path)
    stage.window.archive_actions.bulk.edit_posts(
        "x", [1], [MapValues("tags", (("a, b", "c"),)), MapValues("Mood", (("a", "b"),))]
    )
    review = stage.dialog(BulkEditDialog)
    assert [row.operation() for row in review.rows] == [
        MapValues("tags", (("a, b", "c"),)),
        MapValues("Mood", (("a", "b"),)),
    ]
    stage.leave(review)


def test_nothing_is_offered_where_nothing_may_be_written(open_window: OpenWindow, path: Path) -> None:
    with Archive.open(path):
        pass
    path.chmod(0o444)
    stage = open_window(path)
    archive = stage.window.archive
    assert archive is not None
    archive.read_only = True  # whoever runs the tests may be allowed to write whatever the file says
    dialog = checked(stage)
    for row in range(dialog.review.model.rowCount()):
        dialog.review.list.setCurrentIndex(dialog.review.model.index(row))
        assert not dialog.fix_button.isEnabled()
        assert not dialog.ignore_button.isEnabled()
    assert dialog.report_button.isEnabled()
    stage.settle()
    stage.leave(dialog)


def test_a_check_is_cancelled_and_begun_again(open_window: OpenWindow, path: Path) -> None:
    stage = open_window(path)
    stage.window.actions_table["check_front_matter"].trigger()
    dialog = stage.dialog(FrontMatterDialog)
    dialog.start()
    dialog.reject()
    stage.until(lambda: dialog.check_button.isVisible() or dialog.again_button.isVisible())
    assert dialog.isVisible()
    if dialog.check_button.isVisible():
        assert "cancelled" in dialog.notice.sentence
        dialog.start()
    stage.until(lambda: bool(kinds(dialog)))
    dialog.ask_again()
    assert dialog.check_button.isVisible()
    stage.settle()
    stage.leave(dialog)
