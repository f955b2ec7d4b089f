"""The actions of the window as Qt's, made from the table of ``action_specs``. What they do and when, the window says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from fonds.gui.action_specs import (
    CONTEXT,
    MENUS,
    SEPARATOR,
    SPECS,
    STEP_TEXTS,
    SUBMENUS,
    ActionSpec,
    Keys,
)
from fonds.gui.icons import Icons
from fonds.model.changes import UndoState
from fonds.model.problems import fill_template
from fonds.model.steps import Step


class Actions(QObject):
    """The actions as QActions, by name: ``actions["import_folder"].triggered.connect(...)``."""

    recent_chosen = Signal(object)
    """The Path of an archive chosen from "Open recent"."""

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons
        self._window = parent
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._menus: dict[str, QMenu] = {}
        self._undo = UndoState()
        for spec in SPECS:
            self._actions[spec.name] = self._make(spec)
        self.retranslate()

    def __getitem__(self, name: str) -> QAction:
        """The action of that name; raises KeyError."""
        return self._actions[name]

    def names(self) -> tuple[str, ...]:
        """The names of all actions."""
        return tuple(self._actions)

    def menu(self, name: str) -> QMenu:
        """A menu that ``fill_menus`` made: file, edit, view, go, help, recent, theme."""
        return self._menus[name]

    def enable(self, enabled: bool, *names: str) -> None:
        """Enable or disable several actions."""
        for name in names:
            self._actions[name].setEnabled(enabled)

    def fill_menus(self, bar: QMenuBar) -> None:
        """Put the menus into a menu bar."""
        for name, _, items in MENUS:
            menu = bar.addMenu("")
            self._menus[name] = menu
            self._fill(menu, items)
        self.retranslate()

    def show_recent(self, paths: Sequence[Path]) -> None:
        """Fill "Open recent"; the newest comes first."""
        menu = self._menus["recent"]
        menu.clear()
        menu.setEnabled(bool(paths))
        for path in paths:
            action = menu.addAction(path.name.replace("&", "&&"))
            action.setToolTip(str(path))
            action.triggered.connect(lambda checked=False, path=path: self.recent_chosen.emit(path))

    def show_undo(self, state: UndoState) -> None:
        """Name what undo and redo would do, and enable them accordingly."""
        self._undo = state
        for name, step, known in (
            ("undo", state.undo, state.undo_step),
            ("redo", state.redo, state.redo_step),
        ):
            template = QCoreApplication.translate(CONTEXT, STEP_TEXTS[name][bool(step)])
            translated = _step_text(step, known) if step else ""
            self._actions[name].setText(fill_template(template, (("step", translated.replace("&", "&&")),)))
            self._actions[name].setEnabled(bool(step))

    def retranslate(self) -> None:
        """Take the texts again after a change of language."""
        for spec in SPECS:
            action = self._actions[spec.name]
            action.setText(QCoreApplication.translate(CONTEXT, spec.text))
            action.setToolTip(self._tip(spec, action))
        for name, text, _ in (*MENUS, *SUBMENUS.values()):
            if name in self._menus:
                self._menus[name].setTitle(QCoreApplication.translate(CONTEXT, text))
        self.show_undo(self._undo)

    def keys_text(self, name: str) -> str:
        """The keys of an action as the platform writes them; empty when it has none."""
        return self._actions[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    def _make(self, spec: ActionSpec) -> QAction:
        action = QAction(self)
        action.setObjectName(spec.name)
        if spec.icon:
            action.setIcon(self._icons.icon(spec.icon))
        action.setCheckable(spec.checkable)
        action.setIconVisibleInMenu(
            not spec.checkable
        )  # a menu shows either an icon or whether it is checked
        action.setShortcuts(_sequences(spec.keys))
        action.setMenuRole(spec.role)
        if spec.local:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        else:
            self._window.addAction(action)
        if spec.group:
            group = self._groups.setdefault(spec.group, QActionGroup(self))
            group.addAction(action)
        return action

    def _fill(self, menu: QMenu, items: Sequence[str]) -> None:
        for item in items:
            if item == SEPARATOR:
                menu.addSeparator()
            elif item in SUBMENUS:
                name, _, parts = SUBMENUS[item]
                self._menus[name] = menu.addMenu("")
                self._menus[name].setToolTipsVisible(True)
                self._fill(self._menus[name], parts)
            else:
                menu.addAction(self._actions[item])

    def _tip(self, spec: ActionSpec, action: QAction) -> str:
        text = QCoreApplication.translate(CONTEXT, spec.tip) if spec.tip else action.text().rstrip("…")
        keys = self.keys_text(spec.name)
        return f"{text} ({keys})" if keys else text


def _sequences(keys: Sequence[Keys | str]) -> list[QKeySequence]:
    """All key sequences, each once; a standard key may stand for several, or for none on some platform."""
    found: list[QKeySequence] = []
    for key in keys:
        options = [QKeySequence(key)] if isinstance(key, str) else QKeySequence.keyBindings(key)
        found += [option for option in options if option not in found]
    return found


def _step_text(name: str, step: Step | None) -> str:
    from fonds.gui.phrases import step_sentence, step_text

    return step_text(name) if step is None else step_sentence(step)
