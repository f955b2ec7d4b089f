"""What the tests of exports share: the dialog over a small archive, and hands to use it with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QPushButton
from pytestqt.qtbot import QtBot

from fonds.base.settings import Settings
from fonds.gui.dialogs.export_dialog import ExportChoice, ExportDialog
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme
from fonds.model.export import ExportReport
from fonds.model.query import ListRequest
from fonds.services import browsing
from fonds.services.archives import Archive
from fonds.services.previewing import Previewer
from gui.editor_stage import POSTS

PATIENCE = 15_000
COUNT = len(POSTS) + 1  # and the one of the site's other folder
Open = Callable[..., ExportDialog]


@pytest.fixture
def previewer() -> Iterator[Previewer]:
    made = Previewer()
    yield made
    made.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def open_dialog(
    qtbot: QtBot,
    archive: Archive,
    operations: Operations,
    theme: Theme,
    icons: Icons,
    previewer: Previewer,
    settings: Settings,
    tmp_path: Path,
) -> Open:
    def open_one(collection: int = 0) -> ExportDialog:
        ids = list(browsing.list_posts(archive, ListRequest()).ids)
        choices = [
            ExportChoice("Selected", [], 0),
            ExportChoice("Shown", ids[:2], 2, "two: posts"),
            ExportChoice("Whole", None, len(ids), "all"),
        ]
        dialog = ExportDialog(
            archive,
            choices,
            tmp_path,
            operations,
            theme,
            icons,
            previewer=lambda: previewer,
            settings=settings,
            collection=collection,
        )
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: operations.idle, timeout=PATIENCE)
        return dialog

    return open_one


@pytest.fixture
def dialog(open_dialog: Open) -> ExportDialog:
    return open_dialog()


def button_of(dialog: ExportDialog, text: str) -> QPushButton:
    box = dialog.findChild(QDialogButtonBox)
    assert isinstance(box, QDialogButtonBox)
    found = [item for item in box.buttons() if item.text() == text]
    assert isinstance(found[0], QPushButton)
    return found[0]


def choose(qtbot: QtBot, dialog: ExportDialog, name: str, scope: int = 1) -> None:
    """Choose a format and posts, and wait for the preview and for what the disk says."""
    with qtbot.waitSignal(dialog.preview.shown, timeout=PATIENCE):
        dialog.formats.choose(name)
        dialog.scope.group.button(scope).setChecked(True)
        dialog.preview.ask(None, name, dialog.options.options(), "x") if dialog.formats.name != name else None
    qtbot.waitUntil(lambda: dialog.place.usable, timeout=PATIENCE)


def export(qtbot: QtBot, dialog: ExportDialog) -> ExportReport:
    qtbot.waitUntil(button_of(dialog, "Export").isEnabled, timeout=PATIENCE)
    with qtbot.waitSignal(dialog.exported, timeout=PATIENCE) as told:
        QTest.mouseClick(button_of(dialog, "Export"), Qt.MouseButton.LeftButton)
    report = told.args[0]
    assert isinstance(report, ExportReport)
    return report
