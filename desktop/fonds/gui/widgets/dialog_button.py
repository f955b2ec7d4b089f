"""Buttons of a dialog's row that do something of their own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialogButtonBox, QPushButton


def add_button(
    box: QDialogButtonBox, text: str, role: QDialogButtonBox.ButtonRole, action: Callable[[], object]
) -> QPushButton:
    """A button at the end of the row that runs ``action`` when it is pressed."""
    button = QPushButton(text)
    box.addButton(button, role)
    button.clicked.connect(lambda _checked=False: action())
    return button
