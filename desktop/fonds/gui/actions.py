"""Every action of the window in one table: its name, words, keys and icon. What it does and when, the window says.

Texts are marked for translation here and translated when the actions are made or the language changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from fonds.gui.icons import Icons
from fonds.model.changes import UndoState
from fonds.model.problems import fill_template

_CONTEXT = "Actions"
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


_FILE = (
    ActionSpec("new_archive", QT_TRANSLATE_NOOP("Actions", "New archive…"), "new-archive", ("Ctrl+Shift+N",)),
    ActionSpec("open_archive", QT_TRANSLATE_NOOP("Actions", "Open archive…"), "open", (Keys.Open,)),
    ActionSpec("open_sample", QT_TRANSLATE_NOOP("Actions", "Open sample archive"), "sample"),
    ActionSpec(
        "import_folder",
        QT_TRANSLATE_NOOP("Actions", "Import folder…"),
        "import",
        ("Ctrl+I",),
        QT_TRANSLATE_NOOP("Actions", "Take the posts of a folder into the archive"),
    ),
    ActionSpec(
        "import_files",
        QT_TRANSLATE_NOOP("Actions", "Import files…"),
        "import-files",
        ("Ctrl+Shift+I",),
        QT_TRANSLATE_NOOP("Actions", "Take single files, or packed folders (ZIP, tar), into the archive"),
    ),
    ActionSpec(
        "import_page",
        QT_TRANSLATE_NOOP("Actions", "Show import…"),
        "history",
        ("Ctrl+Shift+R",),
        QT_TRANSLATE_NOOP("Actions", "What the chosen import, or the last one, did"),
    ),
    ActionSpec(
        "review_conflicts",
        QT_TRANSLATE_NOOP("Actions", "Review conflicts…"),
        "conflict",
        (),
        QT_TRANSLATE_NOOP("Actions", "Decide on posts that were edited here while their source changed"),
    ),
    ActionSpec(
        "export",
        QT_TRANSLATE_NOOP("Actions", "Export…"),
        "export",
        ("Ctrl+Shift+E",),
        QT_TRANSLATE_NOOP("Actions", "Write posts back to a folder"),
    ),
    ActionSpec("check", QT_TRANSLATE_NOOP("Actions", "Check archive…"), "check"),
    ActionSpec("close_archive", QT_TRANSLATE_NOOP("Actions", "Close archive"), "close", (Keys.Close,)),
    ActionSpec(
        "quit", QT_TRANSLATE_NOOP("Actions", "Quit"), "quit", ("Ctrl+Q",), role=QAction.MenuRole.QuitRole
    ),
)
_EDIT = (
    ActionSpec("undo", QT_TRANSLATE_NOOP("Actions", "Undo"), "undo", (Keys.Undo,)),
    ActionSpec("redo", QT_TRANSLATE_NOOP("Actions", "Redo"), "redo", (Keys.Redo, "Ctrl+Shift+Z")),
    ActionSpec(
        "new_post",
        QT_TRANSLATE_NOOP("Actions", "New post"),
        "new-post",
        (Keys.New,),
        QT_TRANSLATE_NOOP("Actions", "Begin a post in this archive"),
    ),
    ActionSpec("save", QT_TRANSLATE_NOOP("Actions", "Save"), "save", (Keys.Save,)),
    ActionSpec("star", QT_TRANSLATE_NOOP("Actions", "Add or remove star"), "star", ("Ctrl+Shift+S",)),
    ActionSpec("edit_several", QT_TRANSLATE_NOOP("Actions", "Edit several…"), "edit", ("Ctrl+Shift+M",)),
    ActionSpec("trash", QT_TRANSLATE_NOOP("Actions", "Move to trash"), "trash", (Keys.Delete,), local=True),
    ActionSpec("restore", QT_TRANSLATE_NOOP("Actions", "Restore from trash"), "restore"),
    ActionSpec("purge", QT_TRANSLATE_NOOP("Actions", "Delete permanently…"), "delete"),
    ActionSpec(
        "select_all",
        QT_TRANSLATE_NOOP("Actions", "Select all posts"),
        "select-all",
        (Keys.SelectAll,),
        local=True,
    ),
)
_VIEW = (
    ActionSpec(
        "show_navigator", QT_TRANSLATE_NOOP("Actions", "Navigator"), "navigator", ("Ctrl+1",), checkable=True
    ),
    ActionSpec("show_list", QT_TRANSLATE_NOOP("Actions", "List"), "details", ("Ctrl+2",), checkable=True),
    ActionSpec("show_editor", QT_TRANSLATE_NOOP("Actions", "Editor"), "editor", ("Ctrl+3",), checkable=True),
    ActionSpec(
        "show_preview", QT_TRANSLATE_NOOP("Actions", "Preview"), "preview", ("Ctrl+4",), checkable=True
    ),
    ActionSpec(
        "show_facets", QT_TRANSLATE_NOOP("Actions", "Narrow down"), "narrow", ("Ctrl+5",), checkable=True
    ),
    ActionSpec(
        "density_line", QT_TRANSLATE_NOOP("Actions", "Posts in one line"), checkable=True, group="density"
    ),
    ActionSpec(
        "density_excerpt",
        QT_TRANSLATE_NOOP("Actions", "Posts in two lines with excerpt"),
        checkable=True,
        group="density",
    ),
    ActionSpec(
        "density_cards", QT_TRANSLATE_NOOP("Actions", "Posts as cards"), checkable=True, group="density"
    ),
    ActionSpec(
        "density_table", QT_TRANSLATE_NOOP("Actions", "Posts as a table"), checkable=True, group="density"
    ),
    ActionSpec(
        "theme_system",
        QT_TRANSLATE_NOOP("Actions", "As the system"),
        "theme-system",
        checkable=True,
        group="theme",
    ),
    ActionSpec(
        "theme_light", QT_TRANSLATE_NOOP("Actions", "Light"), "theme-light", checkable=True, group="theme"
    ),
    ActionSpec(
        "theme_dark", QT_TRANSLATE_NOOP("Actions", "Dark"), "theme-dark", checkable=True, group="theme"
    ),
    ActionSpec("zoom_in", QT_TRANSLATE_NOOP("Actions", "Larger text"), "zoom-in", (Keys.ZoomIn, "Ctrl+=")),
    ActionSpec("zoom_out", QT_TRANSLATE_NOOP("Actions", "Smaller text"), "zoom-out", (Keys.ZoomOut,)),
    ActionSpec("zoom_reset", QT_TRANSLATE_NOOP("Actions", "Ordinary text size"), "", ("Ctrl+0",)),
    ActionSpec(
        "full_screen",
        QT_TRANSLATE_NOOP("Actions", "Full screen"),
        "full-screen",
        ("F11", "Ctrl+Meta+F"),
        checkable=True,
    ),
)
_GO = (
    ActionSpec("next_post", QT_TRANSLATE_NOOP("Actions", "Next post"), "next", ("Alt+Down",)),
    ActionSpec("previous_post", QT_TRANSLATE_NOOP("Actions", "Previous post"), "previous", ("Alt+Up",)),
    ActionSpec("search", QT_TRANSLATE_NOOP("Actions", "Search posts"), "search", (Keys.Find,)),
    ActionSpec(
        "match_variants",
        QT_TRANSLATE_NOOP("Actions", "Match Traditional and Simplified"),
        tip=QT_TRANSLATE_NOOP("Actions", "Find 頭髮 by 头发 and 发展 by 發展, each also the other way round"),
        checkable=True,
    ),
    ActionSpec(
        "save_search",
        QT_TRANSLATE_NOOP("Actions", "Save search…"),
        "saved-search",
        ("Ctrl+D",),
        QT_TRANSLATE_NOOP("Actions", "Give the present search a name and keep it in the navigator"),
    ),
    ActionSpec(
        "change_saved_search",
        QT_TRANSLATE_NOOP("Actions", "Save changes to the saved search"),
        "save",
        ("Ctrl+Shift+D",),
        QT_TRANSLATE_NOOP("Actions", "Let the chosen saved search find what is searched for now"),
    ),
    ActionSpec(
        "find_in_page",
        QT_TRANSLATE_NOOP("Actions", "Find in the post…"),
        "find",
        ("Ctrl+Shift+F",),
        QT_TRANSLATE_NOOP("Actions", "Find text in what you write, or else in the preview"),
    ),
    ActionSpec("next_hit", QT_TRANSLATE_NOOP("Actions", "Next hit"), "next-hit", ("F3",)),
    ActionSpec("previous_hit", QT_TRANSLATE_NOOP("Actions", "Previous hit"), "previous-hit", ("Shift+F3",)),
    ActionSpec("next_pane", QT_TRANSLATE_NOOP("Actions", "Next pane"), "", ("F6",)),
    ActionSpec("previous_pane", QT_TRANSLATE_NOOP("Actions", "Previous pane"), "", ("Shift+F6",)),
)
_HELP = (
    ActionSpec("help", QT_TRANSLATE_NOOP("Actions", "Fonds help"), "help", (Keys.HelpContents,)),
    ActionSpec("shortcuts", QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts"), "keyboard", ("Ctrl+/",)),
    ActionSpec("open_log", QT_TRANSLATE_NOOP("Actions", "Open log folder"), "log"),
    ActionSpec(
        "about", QT_TRANSLATE_NOOP("Actions", "About Fonds"), "about", role=QAction.MenuRole.AboutRole
    ),
)

SPECS: tuple[ActionSpec, ...] = (*_FILE, *_EDIT, *_VIEW, *_GO, *_HELP)

SEPARATOR = "-"
_MENUS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "file",
        QT_TRANSLATE_NOOP("Actions", "&File"),
        (
            *("new_archive", "open_archive", "recent>", "open_sample", SEPARATOR),
            *(
                "import_folder",
                "import_files",
                "import_page",
                "review_conflicts",
                SEPARATOR,
                "export",
                SEPARATOR,
                "check",
                SEPARATOR,
                "close_archive",
                "quit",
            ),
        ),
    ),
    (
        "edit",
        QT_TRANSLATE_NOOP("Actions", "&Edit"),
        (
            *("undo", "redo", SEPARATOR, "new_post", "save", SEPARATOR),
            *("edit_several", "star", "trash", "restore", "purge", SEPARATOR, "select_all"),
        ),
    ),
    (
        "view",
        QT_TRANSLATE_NOOP("Actions", "&View"),
        (
            *("show_navigator", "show_list", "show_editor", "show_preview", "show_facets", SEPARATOR),
            *("density_line", "density_excerpt", "density_cards", "density_table", SEPARATOR),
            *("theme>", SEPARATOR),
            *("zoom_in", "zoom_out", "zoom_reset", SEPARATOR, "full_screen"),
        ),
    ),
    (
        "go",
        QT_TRANSLATE_NOOP("Actions", "&Go"),
        (
            *("search", "match_variants", "save_search", "change_saved_search", SEPARATOR),
            *("find_in_page", "next_hit", "previous_hit", SEPARATOR),
            *("next_post", "previous_post", SEPARATOR),
            *("next_pane", "previous_pane"),
        ),
    ),
    (
        "help",
        QT_TRANSLATE_NOOP("Actions", "&Help"),
        ("help", "shortcuts", SEPARATOR, "open_log", SEPARATOR, "about"),
    ),
)
_SUBMENUS = {
    "recent>": ("recent", QT_TRANSLATE_NOOP("Actions", "Open recent"), ()),
    "theme>": ("theme", QT_TRANSLATE_NOOP("Actions", "Theme"), ("theme_system", "theme_light", "theme_dark")),
}
_STEP_TEXTS = {
    "undo": (QT_TRANSLATE_NOOP("Actions", "Undo"), QT_TRANSLATE_NOOP("Actions", "Undo {step}")),
    "redo": (QT_TRANSLATE_NOOP("Actions", "Redo"), QT_TRANSLATE_NOOP("Actions", "Redo {step}")),
}


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
        for name, _, items in _MENUS:
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
        for name, step in (("undo", state.undo), ("redo", state.redo)):
            template = QCoreApplication.translate(_CONTEXT, _STEP_TEXTS[name][bool(step)])
            translated = QCoreApplication.translate("Steps", step) if step else ""
            self._actions[name].setText(fill_template(template, (("step", translated),)))
            self._actions[name].setEnabled(bool(step))

    def retranslate(self) -> None:
        """Take the texts again after a change of language."""
        for spec in SPECS:
            action = self._actions[spec.name]
            action.setText(QCoreApplication.translate(_CONTEXT, spec.text))
            action.setToolTip(self._tip(spec, action))
        for name, text, _ in (*_MENUS, *_SUBMENUS.values()):
            if name in self._menus:
                self._menus[name].setTitle(QCoreApplication.translate(_CONTEXT, text))
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
            elif item in _SUBMENUS:
                name, _, parts = _SUBMENUS[item]
                self._menus[name] = menu.addMenu("")
                self._menus[name].setToolTipsVisible(True)
                self._fill(self._menus[name], parts)
            else:
                menu.addAction(self._actions[item])

    def _tip(self, spec: ActionSpec, action: QAction) -> str:
        text = QCoreApplication.translate(_CONTEXT, spec.tip) if spec.tip else action.text().rstrip("…")
        keys = self.keys_text(spec.name)
        return f"{text} ({keys})" if keys else text


def _sequences(keys: Sequence[Keys | str]) -> list[QKeySequence]:
    """All key sequences, each once; a standard key may stand for several, or for none on some platform."""
    found: list[QKeySequence] = []
    for key in keys:
        options = [QKeySequence(key)] if isinstance(key, str) else QKeySequence.keyBindings(key)
        found += [option for option in options if option not in found]
    return found
