"""The start: the editor comes after the first painting, but stands where it belongs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fonds.gui.preview import choice
from journeys.stage import OpenWindow


def test_the_tab_key_goes_through_the_panes_as_they_stand(open_window: OpenWindow) -> None:
    desk = open_window().window.desk
    panes: dict[str, QWidget] = {
        "navigator": desk.navigator,
        "list": desk.list,
        "editor": desk.editor,
        "preview": desk.preview,
    }
    visited: list[str] = []
    widget = desk.navigator.nextInFocusChain()
    while widget is not None and widget is not desk.navigator:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            visited += [name for name, pane in panes.items() if pane is widget or pane.isAncestorOf(widget)]
        widget = widget.nextInFocusChain()
    changes = [name for before, name in zip(["", *visited], visited, strict=False) if name != before]
    assert changes == ["navigator", "list", "editor", "preview"]


def test_the_window_says_when_the_simpler_preview_has_to_do(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choice, "chromium_fault", lambda: "it may not")
    stage = open_window(engine="auto")
    stage.click_row(1)
    stage.until(stage.preview_text)
    assert "simpler" in stage.window.status_line.currentMessage()


def test_nothing_is_said_when_the_simpler_preview_was_chosen(open_window: OpenWindow) -> None:
    stage = open_window(engine="light")
    stage.click_row(1)
    stage.until(stage.preview_text)
    assert stage.window.status_line.currentMessage() == ""
