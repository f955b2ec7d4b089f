"""Posts dropped on the navigator's rows: they are given what the row stands for, and one undo takes it back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint

from fonds.gui.dialogs.bulk_edit import BulkEditDialog
from fonds.gui.widgets.post_drag import posts_data
from fonds.model.post import Post
from fonds.model.query import ScopeKind
from fonds.services import browsing
from gui.editor_stage import QT_NOISE
from journeys.collection_steps import drag, ready
from journeys.stage import OpenWindow, Stage

pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


def _posts(stage: Stage, ids: list[int]) -> list[Post]:
    archive = stage.window.archive
    assert archive is not None
    return [browsing.load_post(archive, number) for number in ids]


def _place(stage: Stage, kind: ScopeKind, label: str = "") -> QPoint:
    """The middle of a row of the navigator, brought into sight."""
    navigator = stage.window.desk.navigator
    (key,) = [
        node.key
        for node in navigator.model.nodes
        if node.scope is not None and node.scope.kind is kind and label in ("", node.label)
    ]
    index = navigator.model.index_of(key)
    navigator.view.scrollTo(index)
    return QPoint(80, navigator.view.visualRect(index).center().y())


def _drop(stage: Stage, first: int, last: int, kind: ScopeKind, label: str = "") -> list[int]:
    """Drag rows of the list onto a row of the navigator; returns the posts."""
    stage.click_row(first)
    stage.click_row(last, extend=True)
    view, navigator = stage.window.desk.list.view, stage.window.desk.navigator.view.viewport()
    middle = view.visualRect(view.model().index(last, 0)).center()
    chosen = view.selected_ids()
    drag(stage, view.viewport(), middle, navigator, _place(stage, kind, label), posts_data(chosen))
    return list(chosen)


def _undo(stage: Stage) -> None:
    (undo, _close) = stage.window.desk.notice.buttons()
    undo.click()
    stage.settle()


@pytest.mark.parametrize(("kind", "label"), [(ScopeKind.TAG, "digest"), (ScopeKind.CATEGORY, "Tea")])
def test_posts_are_given_a_tag_or_a_category(open_window: OpenWindow, kind: ScopeKind, label: str) -> None:
    stage = ready(open_window)

    def has(post: Post) -> bool:
        metadata = post.metadata
        return label in metadata.tags if kind is ScopeKind.TAG else (label,) in metadata.categories

    before = {post.id: post.source for post in _posts(stage, list(stage.ids[:3]))}
    ids = _drop(stage, 0, 2, kind, label)
    stage.until(lambda: all(map(has, _posts(stage, ids))))
    stage.settle()
    assert "3 posts edited" in stage.window.desk.notice.sentence
    _undo(stage)
    stage.until(lambda: {post.id: post.source for post in _posts(stage, ids)} == before)
    stage.settle()
    assert stage.failures == []


def test_what_the_posts_have_already_is_said(open_window: OpenWindow) -> None:
    stage = ready(open_window)
    row = next(
        row for row, post in enumerate(_posts(stage, list(stage.ids[:8]))) if "digest" in post.metadata.tags
    )
    (number,) = _drop(stage, row, row, ScopeKind.TAG, "digest")
    stage.until(lambda: "digest" in stage.window.desk.notice.sentence)
    assert _posts(stage, [number])[0].revision_number == 0
    assert stage.failures == []


def test_what_cannot_be_done_at_once_is_looked_at_first(open_window: OpenWindow) -> None:
    stage = ready(open_window)
    archive = stage.window.archive
    assert archive is not None
    raw = next(post.id for post in _posts(stage, list(stage.ids)) if not post.header_readable)
    stage.window.desk.list.view.go_to_row(list(stage.ids).index(raw))
    row = list(stage.ids).index(raw)
    _drop(stage, row, row, ScopeKind.TAG, "digest")
    stage.until(lambda: stage.window.findChildren(BulkEditDialog))
    dialog = stage.window.findChildren(BulkEditDialog)[-1]
    stage.until(lambda: dialog.model.rowCount() == 1)
    assert not dialog.apply_button.isEnabled()
    dialog.reject()
    assert stage.failures == []


def test_stars_and_the_trash_take_posts(open_window: OpenWindow) -> None:
    stage = ready(open_window)
    ids = _drop(stage, 0, 1, ScopeKind.STARRED)
    stage.until(lambda: all(post.starred_at for post in _posts(stage, ids)))
    stage.settle()
    _drop(stage, 0, 1, ScopeKind.STARRED)
    stage.settle()
    assert all(post.starred_at for post in _posts(stage, ids)), "a drop never takes a star away"
    _drop(stage, 0, 1, ScopeKind.TRASH)
    stage.until(lambda: all(post.trashed_at for post in _posts(stage, ids)))
    stage.settle()
    stage.window.actions_table["undo"].trigger()
    stage.until(lambda: not any(post.trashed_at for post in _posts(stage, ids)))
    stage.settle()
    assert stage.failures == []
