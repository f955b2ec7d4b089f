"""How a dialog with a notice is laid out: the notice from edge to edge, and below it, with a margin, what it is about."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLayout, QVBoxLayout, QWidget

from fonds.gui.theme import GRID


def frame_dialog(dialog: QDialog, notice: QWidget, *parts: QWidget | QLayout, growing: QWidget) -> None:
    """Put ``parts`` below each other into a dialog; ``growing``, one of them, takes the room that is left."""
    body = QVBoxLayout()
    body.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
    body.setSpacing(GRID)
    for part in parts:
        if isinstance(part, QLayout):
            body.addLayout(part)
        else:
            body.addWidget(part, 1 if part is growing else 0)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(notice)
    layout.addLayout(body, 1)
