"""An export of posts in the import dialog: shown as what it is, and taken in whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from fonds.gui.dialogs.import_dialog import ImportDialog
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme
from fonds.model.progress import CancelToken, ignore_progress
from fonds.services import exporting
from fonds.services.archives import Archive, create_archive
from gui.editor_stage import QT_NOISE, archive, icons, operations, site, theme
from services.equal_archives import rows_of
from services.site import import_site, many, numbers

__all__ = ["archive", "icons", "operations", "site", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


def opened(
    qtbot: QtBot, archive: Archive, source: Path, operations: Operations, theme: Theme, icons: Icons
) -> ImportDialog:
    made = ImportDialog(archive, [source], operations, theme, icons)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: operations.idle)
    return made


def test_it_is_known_and_taken_in(
    qtbot: QtBot, archive: Archive, tmp_path: Path, operations: Operations, theme: Theme, icons: Icons
) -> None:
    before = set(numbers(archive))
    other = create_archive(tmp_path / "other.fonds")
    import_site(other, many(tmp_path / "many", 12))
    exporting.export_posts(other, tmp_path / "lines", None, "", ignore_progress, CancelToken(), "jsonl")
    expected = [row[1:4] for row in rows_of(other, history=True)["posts"]]
    other.close()
    dialog = opened(qtbot, archive, tmp_path / "lines", operations, theme, icons)
    assert "Fonds" in dialog.review.generator.currentText()
    assert dialog.review.sample.rowCount() == 12
    button = next(
        one
        for one in dialog.findChild(QDialogButtonBox).buttons()  # type: ignore[union-attr]
        if one.text().startswith("Import") and one.isVisible()
    )
    assert "12" in button.text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: operations.idle)
    added = set(numbers(archive)) - before
    assert len(added) == 12
    assert [row[1:4] for row in rows_of(archive, history=True, ids=added)["posts"]] == expected
    dialog.reject()


def test_one_of_a_newer_version_is_refused_with_a_sentence(
    qtbot: QtBot, archive: Archive, tmp_path: Path, operations: Operations, theme: Theme, icons: Icons
) -> None:
    before = numbers(archive)
    exporting.export_posts(archive, tmp_path / "lines", None, "", ignore_progress, CancelToken(), "jsonl")
    head = tmp_path / "lines" / "export.json"
    value = json.loads(head.read_text(encoding="utf-8"))
    head.write_text(json.dumps({**value, "version": 7}), encoding="utf-8")
    dialog = opened(qtbot, archive, tmp_path / "lines", operations, theme, icons)
    assert any("newer Fonds" in text for text in shown(dialog))
    assert numbers(archive) == before
    dialog.reject()


def shown(dialog: ImportDialog) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
