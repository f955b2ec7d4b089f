"""What one action of the window is: its name, words, keys and icon. The tables are in ``action_specs``."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence

Keys = QKeySequence.StandardKey


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Marks a text for the extraction, which knows it by this name; Qt's own promises no string to a type checker."""
    return text


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. ``keys`` are standard keys or portable texts ("Ctrl+I" is Cmd+I on a Mac). ``group``: one of the
    actions of a group is checked. ``local``: its keys work only in the widget that it is added to."""

    name: str
    text: str
    icon: str = ""
    keys: tuple[Keys | str, ...] = ()
    tip: str = ""
    checkable: bool = False
    group: str = ""
    local: bool = False
    role: QAction.MenuRole = QAction.MenuRole.NoRole
