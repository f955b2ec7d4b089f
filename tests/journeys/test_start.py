"""The start: the editor comes after the first painting, but stands where it belongs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

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
