"""The dialog of duplicates by itself: read-only archives, cancelling, what goes meanwhile, names for screen readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fonds.gui.dialogs.duplicates import DuplicatesDialog
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme
from fonds.model.query import ListRequest
from fonds.services import duplicates, editing
from fonds.services.archives import Archive
from gui.editor_stage import QT_NOISE, icons, operations, theme
from store.making import add_posts, make_candidate

__all__ = ["icons", "operations", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)
TEXT = "长三角一体化示范区建设取得新进展，呈现出新的面貌；各地加快推进重点项目，持续改善营商环境，服务实体经济。\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "a.fonds"
    with Archive.create(made) as archive:
        first = make_candidate(1, TEXT)
        add_posts(
            archive, first, replace(first, path="_posts/copy.md"), make_candidate(3, TEXT, title="转载")
        )
    return made


@pytest.fixture
def opened(path: Path) -> Iterator[Archive]:
    archive = Archive.open(path)
    yield archive
    archive.close()


def _dialog(
    qtbot: QtBot, archive: Archive, operations: Operations, theme: Theme, icons: Icons
) -> DuplicatesDialog:
    choices = [("All posts", ListRequest())]
    dialog = DuplicatesDialog(archive, choices, operations, theme, icons, lambda: None)
    qtbot.addWidget(dialog, before_close_func=lambda _dialog: operations.close())
    dialog.show()
    return dialog


def test_of_an_archive_for_reading_only_nothing_is_merged(
    qtbot: QtBot, path: Path, operations: Operations, theme: Theme, icons: Icons
) -> None:
    archive = Archive.open(path, read_only=True)
    dialog = _dialog(qtbot, archive, operations, theme, icons)
    with qtbot.waitSignal(dialog.review.shown):
        dialog.start()
    for button in (dialog.merge_button, dialog.all_button, dialog.distinct_button):
        assert not button.isEnabled()
    assert dialog.open_button.isEnabled()
    dialog.merge()
    dialog.say_distinct()
    qtbot.waitUntil(lambda: operations.idle)
    assert dialog.notice.sentence == ""
    operations.close()
    archive.close()


def test_a_search_can_be_cancelled_and_begun_again(
    qtbot: QtBot, opened: Archive, operations: Operations, theme: Theme, icons: Icons
) -> None:
    dialog = _dialog(qtbot, opened, operations, theme, icons)
    dialog.start()
    assert dialog.progress.isVisible()
    dialog.reject()
    qtbot.waitUntil(lambda: "cancelled" in dialog.notice.sentence or dialog.review.isVisible())
    if not dialog.review.isVisible():  # it may have been done before
        with qtbot.waitSignal(dialog.review.shown):
            dialog.start()
    assert dialog.review.groups_model.rowCount() == 1
    operations.close()


def test_what_goes_meanwhile_goes_from_the_list(
    qtbot: QtBot, opened: Archive, operations: Operations, theme: Theme, icons: Icons
) -> None:
    dialog = _dialog(qtbot, opened, operations, theme, icons)
    with qtbot.waitSignal(dialog.review.shown):
        dialog.start()
    posts = [post for group in duplicates.find_duplicates(opened).groups for post in group.posts]
    operations.run_write(lambda: editing.trash_posts(opened, set(posts)), title="x")
    qtbot.waitUntil(dialog.empty.isVisible)
    assert dialog.empty.sentence.startswith("No duplicates were found.")
    operations.close()


def test_every_control_has_a_name(
    qtbot: QtBot, opened: Archive, operations: Operations, theme: Theme, icons: Icons
) -> None:
    dialog = _dialog(qtbot, opened, operations, theme, icons)
    review = dialog.review
    for control in (
        dialog.which,
        dialog.least,
        review.tabs,
        review.list,
        review.table,
        review.difference.view,
    ):
        assert control.accessibleName(), control
    for button in dialog.buttons.buttons():
        assert button.text(), button
    operations.close()
