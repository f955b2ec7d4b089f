"""A new post from the first key to its place in the list, the navigator and the file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from fonds.model.post import Status
from fonds.services import browsing
from gui.editor_stage import QT_NOISE
from journeys.stage import OpenWindow, open_window

__all__ = ["open_window"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


def test_a_new_post_is_written_without_the_mouse(open_window: OpenWindow) -> None:
    stage = open_window()
    archive, desk = stage.window.archive, stage.window.desk
    assert archive is not None
    before = len(stage.ids)
    stage.control(Qt.Key.Key_N)
    stage.until(lambda: len(stage.ids) == before + 1 and desk.editor.form.title.hasFocus())
    stage.write("新的目录 2026")
    desk.editor.form.tags.setFocus()
    stage.write("新标签,")
    stage.control(Qt.Key.Key_S)
    stage.until(lambda: not desk.editor.has_unsaved())
    stage.settle()
    number = desk.list.current_post_id
    post = browsing.load_post(archive, number)
    assert post.metadata.title == "新的目录 2026"
    assert post.metadata.tags == ("新标签",)
    assert post.metadata.status is Status.DRAFT
    assert "新的目录 2026" in post.source.decode()
    assert browsing.load_summaries(archive, [number])[0].title == "新的目录 2026"
    assert "新标签" in {term.name for term in stage.window.counts.tags}
    assert QApplication.focusWidget() is desk.editor.form.tags.input, "one writes on where one was"
