"""What is dropped or pasted into the editor: pictures, HTML, and what is left to the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QTextCursor
from pytestqt.qtbot import QtBot

from fonds.base.settings import Settings
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.panes.editor import EditorPane
from fonds.gui.panes.editor_tools import EditorTools
from fonds.gui.theme import Theme
from fonds.services import history
from fonds.services.archives import Archive
from fonds.services.previewing import Previewer
from gui.editor_stage import QT_NOISE, Open, archive, icons, opened, operations, pane, settle, site, theme

__all__ = ["archive", "icons", "opened", "operations", "pane", "site", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


@pytest.fixture
def tools(
    pane: EditorPane,
    operations: Operations,
    theme: Theme,
    icons: Icons,
    tmp_path: Path,
    opened: Open,
    archive: Archive,
) -> EditorTools:
    made = EditorTools(pane, operations, theme, icons, Settings(tmp_path / "settings.json"))
    made.set_archive(archive)
    opened("yangtze.md")
    pane.text.moveCursor(QTextCursor.MoveOperation.End)
    return made


def picture(colour: int = 0) -> QImage:
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(colour)
    return image


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    data.setText("\n".join(map(str, paths)))
    return data


def html(text: str, plain: str) -> None:
    data = QMimeData()
    data.setHtml(text)
    data.setText(plain)
    QGuiApplication.clipboard().setMimeData(data)


def test_dropped_pictures_become_media_with_their_references(
    qtbot: QtBot,
    pane: EditorPane,
    tools: EditorTools,
    archive: Archive,
    operations: Operations,
    tmp_path: Path,
) -> None:
    first, second = tmp_path / "图 一.png", tmp_path / "b.jpg"
    for number, path in enumerate((first, second)):
        picture(number).save(str(path))
    before = pane.text.text()
    pane.text.insertFromMimeData(files(first, second))
    added = "![图 一](/assets/images/图-一.png)\n![b](/assets/images/b.jpg)"
    qtbot.waitUntil(lambda: pane.text.text() == before + added)
    settle(qtbot, operations)
    assert pane.post is not None
    found = Previewer().find_media(archive, pane.post.id, "/assets/images/图-一.png")
    assert found == (first.read_bytes(), "image/png")
    assert history.undo_state(archive).undo == "Add picture “b.jpg”"
    pane.text.undo()
    pane.text.undo()
    assert pane.text.text() == before
    assert pane.has_unsaved() is False or pane.current_edit().empty


def test_a_copied_picture_is_kept_as_png(qtbot: QtBot, pane: EditorPane, tools: EditorTools) -> None:
    data = QMimeData()
    data.setImageData(picture())
    assert pane.text.canInsertFromMimeData(data)
    pane.text.insertFromMimeData(data)
    qtbot.waitUntil(lambda: ".png)" in pane.text.text())


def test_what_is_no_picture_is_left_to_the_window(
    pane: EditorPane, tools: EditorTools, tmp_path: Path
) -> None:
    assert not pane.text.canInsertFromMimeData(files(tmp_path / "a.md"))
    assert not pane.text.canInsertFromMimeData(files(tmp_path / "a.png", tmp_path / "a.md"))
    assert pane.text.canInsertFromMimeData(files(tmp_path / "a.png"))
    pane.text.set_read_only(True)
    assert not pane.text.canInsertFromMimeData(files(tmp_path / "a.png"))


def test_a_picture_that_cannot_be_read_is_told(
    qtbot: QtBot, pane: EditorPane, tools: EditorTools, tmp_path: Path
) -> None:
    before = pane.text.text()
    pane.text.insertFromMimeData(files(tmp_path / "gone.png"))
    qtbot.waitUntil(lambda: "gone.png" in pane.notice.sentence)
    (tmp_path / "empty.png").write_bytes(b"")
    pane.text.insertFromMimeData(files(tmp_path / "empty.png"))
    qtbot.waitUntil(lambda: "empty" in pane.notice.sentence)
    assert pane.text.text() == before


def test_a_picture_that_comes_after_its_post_was_left_is_named(
    qtbot: QtBot, pane: EditorPane, tools: EditorTools, opened: Open, operations: Operations, tmp_path: Path
) -> None:
    path = tmp_path / "late.png"
    picture().save(str(path))
    source = pane.text.source
    tools.pasting.take_files([path])
    pane.text.set_source(type(source)("other", pane))
    qtbot.waitUntil(lambda: "late.png" in pane.notice.sentence)
    assert pane.text.text() == "other"
    pane.text.set_source(source)


def test_html_is_pasted_as_markdown_or_as_it_is(qtbot: QtBot, pane: EditorPane, tools: EditorTools) -> None:
    html("<p>一 <b>二</b></p>", "一 二")
    before = pane.text.text()
    tools.run("paste_markdown")
    qtbot.waitUntil(lambda: pane.text.text() == before + "一 **二**")
    pane.text.undo()
    tools.run("paste_html")
    assert pane.text.text() == before + "<p>一 <b>二</b></p>"
    pane.text.undo()
    pane.text.paste()
    assert pane.text.text() == before + "一 二"


def test_what_cannot_become_markdown_is_pasted_as_plain_text(
    qtbot: QtBot, pane: EditorPane, tools: EditorTools
) -> None:
    html("<div>" * 3000 + "x", "plain")
    before = pane.text.text()
    tools.run("paste_markdown")
    qtbot.waitUntil(lambda: pane.text.text() == before + "plain")
    assert "too deeply" in pane.notice.sentence


def test_plain_text_is_pasted_by_the_same_key(pane: EditorPane, tools: EditorTools) -> None:
    QGuiApplication.clipboard().setText("plain <b>")
    before = pane.text.text()
    tools.run("paste_markdown")
    assert pane.text.text() == before + "plain <b>"
