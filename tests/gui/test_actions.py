"""The table of actions: whole, without clashing keys, in the menus."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu
from pytestqt.qtbot import QtBot

from fonds.gui.action_specs import SPECS
from fonds.gui.actions import Actions
from fonds.gui.icons import GLYPHS, Icons
from fonds.gui.theme import Theme
from fonds.model.changes import UndoState
from gui.editor_stage import QT_NOISE, icons, theme

__all__ = ["icons", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def actions(window: QMainWindow, icons: Icons) -> Actions:
    made = Actions(icons, window)
    made.fill_menus(window.menuBar())
    return made


def in_menus(menu: QMenu) -> list[str]:
    names = []
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            names += in_menus(inner)
        elif not action.isSeparator():
            names.append(action.objectName())
    return names


def test_every_action_stands_in_one_menu(actions: Actions) -> None:
    found = [name for menu in ("file", "edit", "view", "go", "help") for name in in_menus(actions.menu(menu))]
    assert sorted(found) == sorted(actions.names())


def test_every_action_has_words_and_a_known_icon(actions: Actions) -> None:
    for spec in SPECS:
        assert actions[spec.name].text().strip()
        assert actions[spec.name].toolTip().strip()
        assert not spec.icon or spec.icon in GLYPHS


def test_no_two_actions_have_the_same_keys(actions: Actions) -> None:
    owners: dict[str, list[str]] = {}
    for name in actions.names():
        for keys in actions[name].shortcuts():
            owners.setdefault(keys.toString(), []).append(name)
    assert {keys: names for keys, names in owners.items() if len(names) > 1} == {}


def test_deleting_works_only_where_it_is_added(actions: Actions, window: QMainWindow) -> None:
    assert actions["trash"].shortcut() == QKeySequence(QKeySequence.StandardKey.Delete)
    assert actions["trash"].shortcutContext() is Qt.ShortcutContext.WidgetWithChildrenShortcut
    assert actions["trash"] not in window.actions()
    assert actions["new_post"] in window.actions()


def test_undo_names_what_it_would_undo(actions: Actions) -> None:
    actions.show_undo(UndoState(undo="Move to trash"))
    assert actions["undo"].text() == "Undo Move to trash"
    assert actions["undo"].isEnabled()
    assert actions["redo"].text() == "Redo"
    assert not actions["redo"].isEnabled()
    actions.retranslate()
    assert actions["undo"].text() == "Undo Move to trash"


def test_recent_archives_can_be_chosen(actions: Actions) -> None:
    chosen: list[Path] = []
    actions.recent_chosen.connect(chosen.append)
    paths = [Path("a") / "One & two.fonds", Path("b") / "新闻.fonds"]
    actions.show_recent(paths)
    entries = actions.menu("recent").actions()
    assert [entry.text() for entry in entries] == ["One && two.fonds", "新闻.fonds"]
    entries[1].trigger()
    assert chosen == [paths[1]]
    actions.show_recent([])
    assert not actions.menu("recent").isEnabled()


def test_one_theme_and_one_density_are_checked(actions: Actions) -> None:
    actions["theme_dark"].setChecked(True)
    actions["theme_light"].setChecked(True)
    assert not actions["theme_dark"].isChecked()
    actions["density_table"].setChecked(True)
    assert actions["theme_light"].isChecked()


def test_a_tip_names_the_keys(actions: Actions) -> None:
    assert actions["import_folder"].toolTip().endswith(f"({actions.keys_text('import_folder')})")
    assert actions.keys_text("about") == ""
    with pytest.raises(KeyError):
        actions["no_such_action"]


def test_several_can_be_disabled_at_once(actions: Actions) -> None:
    actions.enable(False, "export", "check")
    assert not actions["export"].isEnabled()
    assert not actions["check"].isEnabled()
