"""Exports that are kept by name: saved from the dialog, made again, renamed and removed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from fonds.gui.dialogs.export_dialog import ExportDialog
from fonds.gui.dialogs.export_saved import kept_choice
from fonds.gui.dialogs.export_scope import ExportChoice
from fonds.gui.dialogs.saved_search import SavedSearchDialog
from fonds.gui.operations import Operations
from fonds.model.export import ExportReport
from fonds.model.query import ListRequest
from fonds.services import browsing, editing, export_presets
from fonds.services.archives import Archive
from gui.editor_stage import QT_NOISE, archive, icons, operations, site, theme
from gui.export_stage import COUNT, PATIENCE, dialog, open_dialog, previewer, settings

__all__ = [
    "archive",
    "dialog",
    "icons",
    "open_dialog",
    "operations",
    "previewer",
    "settings",
    "site",
    "theme",
]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


def entries(dialog: ExportDialog) -> dict[str, QAction]:
    """The menu as it would open, with the first saved export's own."""
    menu = dialog.saved.entries
    menu.aboutToShow.emit()
    found = list(menu.actions())
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            found += below.actions()
    return {action.text(): action for action in found}


def give_name(qtbot: QtBot, dialog: ExportDialog, operations: Operations, name: str) -> None:
    asked = next(one for one in dialog.saved.findChildren(SavedSearchDialog) if one.isVisible())
    asked.name.setText(name)
    asked.save_button.click()
    qtbot.waitUntil(lambda: operations.idle, timeout=PATIENCE)


def save(qtbot: QtBot, dialog: ExportDialog, operations: Operations, name: str) -> None:
    entries(dialog)["Save this export…"].trigger()
    give_name(qtbot, dialog, operations, name)


def run(qtbot: QtBot, dialog: ExportDialog, entry: str) -> ExportReport:
    with qtbot.waitSignal(dialog.exported, timeout=PATIENCE) as told:
        entries(dialog)[entry].trigger()
    report = told.args[0]
    assert isinstance(report, ExportReport)
    return report


def test_an_export_is_kept_and_made_again_beside_the_first(
    qtbot: QtBot, dialog: ExportDialog, archive: Archive, operations: Operations, tmp_path: Path
) -> None:
    dialog.scope.group.button(1).setChecked(True)
    dialog.formats.choose("html")
    qtbot.waitUntil(lambda: dialog.place.usable, timeout=PATIENCE)
    save(qtbot, dialog, operations, "Monthly & more")
    assert "Monthly && more" in entries(dialog)
    assert "Export only what is new" not in entries(dialog)
    assert run(qtbot, dialog, "Export again").dest == str(tmp_path / "all.html")
    assert run(qtbot, dialog, "Export again").dest == str(tmp_path / "all-2.html")
    assert export_presets.list_presets(archive)[0].exported == COUNT


def test_only_what_is_new_is_made_again(
    qtbot: QtBot, dialog: ExportDialog, archive: Archive, operations: Operations, tmp_path: Path
) -> None:
    dialog.scope.group.button(1).setChecked(True)
    qtbot.waitUntil(lambda: dialog.place.usable, timeout=PATIENCE)
    save(qtbot, dialog, operations, "Files")
    assert run(qtbot, dialog, "Export only what is new").posts == COUNT
    entries(dialog)["Export only what is new"].trigger()
    qtbot.waitUntil(lambda: "Nothing is new" in dialog.notice.sentence, timeout=PATIENCE)
    ids = list(browsing.list_posts(archive, ListRequest()).ids)
    editing.trash_posts(archive, ids[:1])
    entries(dialog)["Export only what is new"].trigger()
    qtbot.waitUntil(lambda: "1 post of the last time is" in dialog.notice.sentence, timeout=PATIENCE)


def test_names_are_changed_refused_and_forgotten(
    qtbot: QtBot, dialog: ExportDialog, archive: Archive, operations: Operations
) -> None:
    qtbot.waitUntil(lambda: dialog.place.usable, timeout=PATIENCE)
    for name in ("One", "Two"):
        save(qtbot, dialog, operations, name)
    dialog.saved.ask_rename(dialog.saved.presets[0])
    give_name(qtbot, dialog, operations, "two")
    asked = next(one for one in dialog.saved.findChildren(SavedSearchDialog) if one.isVisible())
    assert "already" in asked.wrong.text()
    give_name(qtbot, dialog, operations, "Three")
    assert {one.name for one in export_presets.list_presets(archive)} == {"Two", "Three"}
    for preset in dialog.saved.presets:
        dialog.saved.remove(preset)
    qtbot.waitUntil(lambda: not dialog.saved.presets, timeout=PATIENCE)
    archive.read_only = True
    assert not entries(dialog)["Save this export…"].isEnabled()


def test_what_is_kept_of_a_choice() -> None:
    assert kept_choice(ExportChoice("", [3, 1], 2)).ids == (3, 1)
    found = kept_choice(ExportChoice("", [3, 1], 2, query="茶", variants=False))
    assert (found.query, found.variants, found.ids) == ("茶", False, ())
    assert kept_choice(ExportChoice("", ListRequest(), 2, collection=7)).collection == 7
    assert kept_choice(ExportChoice("", None, 2)).query == ""
