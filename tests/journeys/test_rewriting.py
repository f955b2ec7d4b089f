"""A title that other lines depend on: the difference is shown, one keeps editing, then saves it, then takes it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from fonds.gui.dialogs.save_difference import SaveDifferenceDialog
from fonds.model.accession import ImportSettings
from fonds.model.progress import CancelToken, ignore_progress
from fonds.services import archives, browsing, importing
from gui.editor_stage import QT_NOISE
from journeys.stage import OpenWindow, open_window

__all__ = ["open_window"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)

SHARED = "---\n# 由编辑部整理\ntitle: &t 长三角   # 题目\nshort: *t\ntags: [新闻]\n---\n\n正文见 [[旁]]。\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive of a small vault."""
    root = tmp_path / "vault"
    (root / ".obsidian").mkdir(parents=True)
    (root / "甲.md").write_text(SHARED, encoding="utf-8")
    (root / "旁.md").write_text("---\ndate: 2001-01-01\n---\n旁边\n", encoding="utf-8")
    made = tmp_path / "vault.fonds"
    archive = archives.create_archive(made)
    settings = ImportSettings(generator="obsidian")
    importing.import_source(archive, [root], settings, ignore_progress, CancelToken())
    archive.close()
    return made


def test_a_front_matter_is_rewritten_only_after_a_yes(open_window: OpenWindow, path: Path) -> None:
    stage = open_window(path)
    archive, desk = stage.window.archive, stage.window.desk
    assert archive is not None
    stage.until(lambda: len(stage.ids) == 2)
    titles = {row.title: row.id for row in browsing.load_summaries(archive, list(stage.ids))}
    number = titles["长三角"]
    desk.show_post(number)
    stage.until(lambda: desk.editor.post is not None and desk.editor.post.id == number)
    stage.settle()
    desk.editor.form.title.setFocus()
    desk.editor.form.title.selectAll()
    stage.write("新的题目")
    stage.control(Qt.Key.Key_S)
    stage.until(lambda: desk.editor.notice.buttons())
    stage.settle()
    assert browsing.load_post(archive, number).source.decode() == SHARED

    stage.click(desk.editor.notice, "Rewrite the front matter")
    stage.until(lambda: stage.window.findChildren(SaveDifferenceDialog))
    dialog = stage.dialog(SaveDifferenceDialog)
    shown = dialog.view.rows.toPlainText()
    assert "# 题目" in shown
    assert "新的题目" in shown
    stage.click(dialog, "Keep editing")
    stage.settle()
    assert desk.editor.has_unsaved()
    assert desk.editor.form.title.text() == "新的题目"
    assert browsing.load_post(archive, number).source.decode() == SHARED

    stage.click(desk.editor.notice, "Rewrite the front matter")
    stage.until(lambda: any(found.isVisible() for found in stage.window.findChildren(SaveDifferenceDialog)))
    stage.click(stage.dialog(SaveDifferenceDialog), "Save this")
    stage.until(lambda: not desk.editor.has_unsaved())
    stage.settle()
    saved = browsing.load_post(archive, number)
    assert saved.source.decode() == SHARED.replace("&t 长三角", "新的题目").replace("*t", "长三角")
    assert saved.metadata.title == "新的题目"
    stage.window.actions_table["undo"].trigger()
    stage.until(lambda: browsing.load_post(archive, number).source.decode() == SHARED)
    stage.settle()


def test_a_link_on_the_page_opens_the_other_note(open_window: OpenWindow, path: Path) -> None:
    stage = open_window(path)
    archive, desk = stage.window.archive, stage.window.desk
    assert archive is not None
    titles = {row.title: row.id for row in browsing.load_summaries(archive, list(stage.ids))}
    shown: list[int] = []
    desk.preview.page_shown.connect(shown.append)
    desk.show_post(titles["长三角"])
    stage.until(lambda: titles["长三角"] in shown)
    desk.focus_pane(list(desk._panes)[-1])
    stage.key(Qt.Key.Key_Tab)
    stage.key(Qt.Key.Key_Return)
    stage.until(lambda: titles["旁"] in shown)
    assert desk.list.current_post_id == titles["旁"]
