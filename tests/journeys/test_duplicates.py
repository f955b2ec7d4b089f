"""Duplicates in the real window: found, compared, kept apart, merged by keys and all at once, taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fonds.gui.dialogs.duplicates import DuplicatesDialog
from fonds.gui.dialogs.front_matter_check import FrontMatterDialog
from fonds.gui.models.duplicate_rows import IMPORT, LIKENESS
from fonds.gui.widgets.side_by_side import paired
from fonds.model.duplicates import DuplicateKind
from fonds.services import browsing
from fonds.services.archives import Archive
from fonds.text.differences import RowKind, find_differences
from gui.editor_stage import QT_NOISE
from journeys.stage import OpenWindow, Stage
from services.site import import_site
from store.making import add_posts, make_candidate

pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)
TEXT = "长三角一体化示范区建设取得新进展，呈现出新的面貌；各地加快推进重点项目，持续改善营商环境，服务实体经济。\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Three equal files, two other equal ones, one that is nearly the first, one that is like none."""
    made = tmp_path / "重复.fonds"
    with Archive.create(made) as archive:
        first, other = make_candidate(1, TEXT), make_candidate(2, "另一篇。" + TEXT[::-1])
        add_posts(
            archive,
            first,
            replace(first, path="_posts/copy.md"),
            replace(first, path="_posts/copy-2.md"),
            other,
            replace(other, path="_posts/other.md"),
            make_candidate(6, TEXT.replace("持续", "不断"), title="修订稿"),
            make_candidate(7, "The one that is like no other of them."),
        )
    return made


def _found(stage: Stage) -> DuplicatesDialog:
    stage.until(lambda: stage.window.actions_table["find_duplicates"].isEnabled())
    stage.window.actions_table["find_duplicates"].trigger()
    dialog = stage.dialog(DuplicatesDialog)
    dialog.activateWindow()
    stage.until(dialog.find_button.hasFocus)
    dialog.least.setValue(70)
    with stage.bot.waitSignal(dialog.review.shown):
        QTest.keyClick(dialog.find_button, Qt.Key.Key_Return)
    return dialog


def _tabs(dialog: DuplicatesDialog) -> list[str]:
    return [dialog.review.tabs.tabText(place) for place in range(dialog.review.tabs.count())]


def test_a_group_is_looked_at_and_merged_by_keys(open_window: OpenWindow, path: Path) -> None:
    stage = open_window(path)
    archive = stage.window.archive
    assert archive is not None
    dialog = _found(stage)
    review = dialog.review
    assert _tabs(dialog) == ["Same files (2)", "Same text (0)", "Nearly the same (1)"]
    assert dialog.counts.text() == "3 groups · 7 posts were compared"
    assert review.difference.same.text() == "The two files are the same, byte for byte."
    assert review.difference.same.isVisible() and not review.difference.view.isVisible()
    stage.until(review.list.hasFocus)
    review.table.setFocus()
    QTest.keyClick(review.table, Qt.Key.Key_Down)
    chosen = review.posts_model.posts[review.table.currentIndex().row()].id
    QTest.keyClick(review.table, Qt.Key.Key_Space)
    stage.until(lambda: review.posts_model.stays == chosen)
    assert str(review.posts_model.index(review.table.currentIndex().row(), 0).data()) == "● stays"
    QTest.keyClick(review.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.until(lambda: dialog.notice.sentence == "2 posts were merged and are in the trash.")
    stage.until(lambda: _tabs(dialog)[0] == "Same files (1)")
    assert browsing.load_post(archive, chosen).trashed_at is None
    stage.settle()
    assert stage.window.counts.trashed == 2
    dialog.notice.buttons()[0].click()
    stage.until(lambda: _tabs(dialog)[0] == "Same files (2)")
    stage.until(lambda: stage.window.counts.trashed == 0)
    stage.leave(dialog)


def test_all_equal_files_are_merged_as_one_step_after_a_look(open_window: OpenWindow, path: Path) -> None:
    stage = open_window(path)
    dialog = _found(stage)
    assert dialog.all_button.isEnabled()
    dialog.all_button.click()
    assert dialog.notice.sentence.startswith("3 posts would go to the trash.")
    assert dialog.notice.buttons()[1].hasFocus()
    dialog.notice.buttons()[0].click()
    stage.until(lambda: _tabs(dialog) == ["Same files (0)", "Same text (0)", "Nearly the same (1)"])
    stage.settle()
    assert stage.window.counts.trashed == 3
    undo = stage.window.actions_table["undo"]
    assert undo.text() == "Undo Merge duplicates of 2 posts"
    undo.trigger()
    stage.until(lambda: _tabs(dialog)[0] == "Same files (2)")
    stage.leave(dialog)


def test_near_ones_are_compared_character_by_character_and_kept_apart(
    open_window: OpenWindow, path: Path
) -> None:
    stage = open_window(path)
    dialog = _found(stage)
    review = dialog.review
    with stage.bot.waitSignal(review.shown):
        review.tabs.setCurrentIndex(2)
    assert review.kind is DuplicateKind.NEAR
    assert not review.table.isColumnHidden(LIKENESS)
    assert review.likeness.text().startswith("These two texts are alike to ")
    shown = review.difference.view.toPlainText()
    assert "− 长三角" in shown
    assert "+ 长三角" in shown
    assert not dialog.all_button.isEnabled()
    dialog.distinct_button.click()
    stage.until(lambda: _tabs(dialog)[2] == "Nearly the same (0)")
    assert not dialog.merge_button.isEnabled()
    dialog.notice.buttons()[0].click()
    stage.until(lambda: _tabs(dialog)[2] == "Nearly the same (1)")
    stage.until(dialog.distinct_button.isEnabled)  # the posts of the group are loaded
    dialog.distinct_button.click()
    stage.until(lambda: _tabs(dialog)[2] == "Nearly the same (0)")
    dialog.again_button.click()
    dialog.which.setCurrentIndex(1)
    dialog.least.setValue(70)
    with stage.bot.waitSignal(dialog.found_shown):
        dialog.find_button.click()
    assert _tabs(dialog) == ["Same files (2)", "Same text (0)", "Nearly the same (0)"]
    stage.leave(dialog)


def test_an_archive_without_duplicates_says_so(open_window: OpenWindow, tmp_path: Path) -> None:
    made = tmp_path / "a.fonds"
    with Archive.create(made) as archive:
        add_posts(archive, make_candidate(1, TEXT), make_candidate(2, ""))
    stage = open_window(made)
    stage.window.actions_table["find_duplicates"].trigger()
    dialog = stage.dialog(DuplicatesDialog)
    dialog.near.setChecked(False)
    assert not dialog.least.isEnabled()
    with stage.bot.waitSignal(dialog.found_shown):
        dialog.find_button.click()
    assert dialog.empty.isVisible()
    assert dialog.empty.sentence.startswith("No duplicates were found.")
    assert not dialog.merge_button.isVisible()
    stage.leave(dialog)


def test_lines_that_stand_for_each_other_stand_side_by_side() -> None:
    lines = paired(find_differences("a\nb\nc\nd\n", "a\nB\nX\nc\n").rows)
    sides = [(one and one.text.strip(), other and other.text.strip()) for one, other in lines]
    assert sides == [("a", "a"), ("b", "B"), (None, "X"), ("c", "c"), ("d", None)]
    assert all(one is None or one.kind is not RowKind.ADDED for one, _ in lines)


def test_posts_of_two_imports_with_the_same_paths_are_told_apart(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    made = tmp_path / "a.fonds"
    with Archive.create(made) as archive:
        for name in ("first", "second"):
            posts = tmp_path / name / "_posts"
            posts.mkdir(parents=True)
            text = f"---\ntitle: {name}\nTags: [x]\ntags: [x]\n---\n{TEXT}"
            (posts / "2022-01-01-a.md").write_text(text, encoding="utf-8")
            import_site(archive, posts.parent)
    stage = open_window(made)
    dialog = _found(stage)
    review = dialog.review
    assert not review.table.isColumnHidden(IMPORT)
    named = [review.posts_model.index(row, IMPORT).data() for row in (0, 1)]
    assert named == ["1 · first", "2 · second"]
    assert review.difference.left.text().endswith("1 · first")
    assert review.difference.right.text().endswith("2 · second")
    stage.leave(dialog)
    stage.window.actions_table["check_front_matter"].trigger()
    check = stage.dialog(FrontMatterDialog)
    with stage.bot.waitSignal(check.review.listed):
        check.start()
    model = check.review.posts_model
    assert [model.index(row, 3).data() for row in (0, 1)] == ["1 · first", "2 · second"]
    stage.settle()
    stage.leave(check)


def test_of_one_import_nothing_is_told_twice(open_window: OpenWindow, path: Path) -> None:
    stage = open_window(path)
    dialog = _found(stage)
    assert dialog.review.table.isColumnHidden(IMPORT)
    stage.leave(dialog)
