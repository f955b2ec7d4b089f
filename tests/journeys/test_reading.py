"""Somebody reads: follows a link, comes back, sees the file behind the page, makes it comfortable, and takes it along."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTextBrowser

from fonds.gui.preview.look_popup import LookPopup
from fonds.services.previewing import paper_colour
from gui.editor_stage import QT_NOISE
from gui.preview_stage import colours_of
from journeys.stage import OpenWindow

pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


def test_reading_a_post_and_taking_it_along(open_window: OpenWindow) -> None:
    # The sample archive, as it opens for everybody.
    stage = open_window()
    desk, table = stage.window.desk, stage.window.actions_table
    first = stage.click_row(0)
    stage.until(lambda: desk.preview.post_id == first and stage.preview_text())
    browser = desk.preview.findChild(QTextBrowser)
    assert isinstance(browser, QTextBrowser)

    # A link leads to another post, and Alt with an arrow back and forward again.
    other = stage.ids[3]
    browser.anchorClicked.emit(QUrl(f"post:///open/{other}"))
    stage.until(lambda: desk.preview.post_id == other)
    stage.settle()
    stage.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    stage.until(lambda: desk.preview.post_id == first)
    stage.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    stage.until(lambda: desk.preview.post_id == other)
    stage.settle()
    assert not table["go_forward"].isEnabled()

    # The file behind the page, by keys.
    desk.list.focus_list()
    stage.control(Qt.Key.Key_U)
    view = stage.window.preview_actions
    stage.until(lambda: view.source is not None and view.source.isVisible() and view.source.text.text())
    stage.until(lambda: view.source is not None and "SHA-256" in view.source.facts.text())
    table["view_rendered"].trigger()
    stage.until(lambda: stage.preview_text())

    # Warm paper and a serif face, chosen with the keyboard alone.
    table["reading_look"].trigger()
    popup = stage.window.findChild(LookPopup)
    assert isinstance(popup, LookPopup)
    for button in popup.themes.buttons():
        if button.objectName() == "sepia":
            button.setFocus()
            stage.key(Qt.Key.Key_Space)
    stage.until(lambda: paper_colour("sepia").lower() in colours_of(browser))
    stage.key(Qt.Key.Key_Escape)
    stage.settle()

    # The text goes along with its form.
    QGuiApplication.clipboard().clear()
    stage.control(Qt.Key.Key_C, shift=True)
    stage.until(lambda: QGuiApplication.clipboard().text())
    assert "<h1>" in QGuiApplication.clipboard().mimeData().html()
