"""The whole file in the real window, and a body that is converted."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from fonds.gui.dialogs.convert_body import ConvertBodyDialog
from fonds.model.accession import ImportSettings
from fonds.model.progress import CancelToken, ignore_progress
from fonds.services import archives, browsing, importing
from gui.editor_stage import QT_NOISE
from journeys.stage import OpenWindow, Stage

pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)
TEXT = '---\ntitle: One\n# a remark\nweight: 5\n---\n<p>一<b>二</b></p>\n<iframe src="x"></iframe>\n'
PAGE = "---\ntitle: Page\n---\n<p>three</p>\n"


def opened(open_window: OpenWindow, tmp_path: Path) -> Stage:
    folder = tmp_path / "site" / "_posts"
    folder.mkdir(parents=True)
    (folder.parent / "_config.yml").write_text("title: x\n", encoding="utf-8")
    (folder / "2022-01-11-a.md").write_text(TEXT, encoding="utf-8")
    (folder / "2021-01-11-b.html").write_text(PAGE, encoding="utf-8")
    path = tmp_path / "a.fonds"
    made = archives.create_archive(path)
    importing.import_source(made, [folder.parent], ImportSettings(), ignore_progress, CancelToken())
    made.close()
    stage = open_window(path)
    stage.until(lambda: len(stage.ids) == 2)
    show(stage, ".md")
    return stage


def shows(stage: Stage, number: int) -> bool:
    post = stage.window.desk.editor.post
    return post is not None and post.id == number


def show(stage: Stage, suffix: str) -> None:
    editor = stage.window.desk.editor
    for row in range(2):
        number = stage.click_row(row)
        stage.until(partial(shows, stage, number))
        stage.settle()
        if editor.post is not None and editor.post.source_path.endswith(suffix):
            return


def convert(stage: Stage) -> None:
    tools = stage.window.desk.tools
    assert tools is not None
    tools.run("convert")


def source(stage: Stage) -> str:
    post = stage.window.desk.editor.post
    assert post is not None
    assert stage.window.archive is not None
    return browsing.load_post(stage.window.archive, post.id).source.decode()


def test_the_whole_file_is_edited_left_and_saved(open_window: OpenWindow, tmp_path: Path) -> None:
    stage = opened(open_window, tmp_path)
    editor = stage.window.desk.editor
    editor.form.title.setFocus()
    stage.key(Qt.Key.Key_End)
    stage.write(" 一")
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    stage.key(Qt.Key.Key_U, modifiers)
    stage.until(lambda: editor.whole)
    assert editor.text.text() == TEXT.replace("One", "One 一")
    editor.text.setFocus()
    editor.text.moveCursor(QTextCursor.MoveOperation.End)
    stage.write("end")
    stage.key(Qt.Key.Key_U, modifiers)
    stage.until(lambda: not editor.whole)
    assert editor.form.title.text() == "One 一"
    assert editor.text.text().endswith("</iframe>\nend")
    assert editor.has_unsaved()
    stage.control(Qt.Key.Key_S)
    stage.until(lambda: not editor.has_unsaved())
    assert source(stage) == TEXT.replace("One", "One 一") + "end"


def test_a_body_is_converted_in_one_step_that_can_be_undone(open_window: OpenWindow, tmp_path: Path) -> None:
    stage = opened(open_window, tmp_path)
    editor = stage.window.desk.editor
    before = editor.text.text()
    convert(stage)
    dialog = stage.dialog(ConvertBodyDialog)
    assert dialog.to_markdown.isChecked()
    stage.until(dialog.take_button.isEnabled)
    assert dialog.after.text.toPlainText() == "一**二**\n"
    assert "二" in dialog.after.page.toPlainText()
    dialog.take_button.click()
    assert editor.text.text() == "一**二**\n"
    assert editor.has_unsaved()
    assert source(stage) == TEXT, "nothing is saved by itself"
    editor.text.undo()
    assert editor.text.text() == before
    stage.settle()


def test_markdown_is_not_put_into_a_file_of_html(open_window: OpenWindow, tmp_path: Path) -> None:
    stage = opened(open_window, tmp_path)
    show(stage, ".html")
    convert(stage)
    dialog = stage.dialog(ConvertBodyDialog)
    stage.until(dialog.copy_button.isEnabled)
    assert not dialog.take_button.isEnabled()
    stage.leave(dialog)
    stage.settle()
