"""A packed folder through the window's import: surveyed, imported, and refused in words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fonds.gui.dialogs.import_dialog import ImportDialog
from fonds.gui.dialogs.source_text import read_source_text
from fonds.gui.icons import Icons
from fonds.gui.operations import Operations
from fonds.gui.theme import Theme
from fonds.model.errors import UserError
from fonds.services.archives import Archive
from gui.editor_stage import POSTS, QT_NOISE, archive, icons, operations, site, theme
from importers.packing import left_over

__all__ = ["archive", "icons", "operations", "site", "theme"]
pytestmark = pytest.mark.qt_log_ignore(QT_NOISE)


@pytest.fixture
def packed(archive: Archive, site: Path, tmp_path: Path) -> Path:
    """The site as a ZIP file, with a post more than when the archive imported its folder."""
    (site / "_posts" / "2023-01-01-new.md").write_bytes(b"---\ntitle: New\n---\nNew.")
    return Path(shutil.make_archive(str(tmp_path / "copy"), "zip", site.parent, site.name))


def _open(
    source: Path, qtbot: QtBot, archive: Archive, operations: Operations, theme: Theme, icons: Icons
) -> ImportDialog:
    dialog = ImportDialog(archive, [source], operations, theme, icons)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: operations.idle)
    return dialog


def test_a_packed_folder_is_surveyed_and_imported(
    packed: Path, qtbot: QtBot, archive: Archive, operations: Operations, theme: Theme, icons: Icons
) -> None:
    dialog = _open(packed, qtbot, archive, operations, theme, icons)
    assert "Jekyll" in dialog.review.generator.currentText()
    assert str(packed) in dialog.review.summary.text()
    assert dialog.review.sample.rowCount() >= len(POSTS)
    found = next(item for item in dialog.buttons.buttons() if item.text().startswith("Import"))
    with qtbot.waitSignal(dialog.imported) as done:
        QTest.mouseClick(found, Qt.MouseButton.LeftButton)
    assert done.args is not None
    report = done.args[0]
    assert (report.added, report.failed, report.sources) == (1, 0, (str(packed),))
    assert left_over() == []


def test_what_is_no_packed_folder_is_said(
    tmp_path: Path, qtbot: QtBot, archive: Archive, operations: Operations, theme: Theme, icons: Icons
) -> None:
    wrong = tmp_path / "wrong.zip"
    wrong.write_bytes(b"<html>not found</html>")
    dialog = _open(wrong, qtbot, archive, operations, theme, icons)
    assert "named like a packed file" in dialog.notice.sentence


def test_a_file_of_a_packed_folder_is_not_looked_for_elsewhere(packed: Path, tmp_path: Path) -> None:
    (tmp_path / "beside.md").write_bytes(b"something else")
    for path in ("beside.md", "../secret.md", str(tmp_path / "beside.md")):
        with pytest.raises(UserError, match=r"packed file copy\.zip"):
            read_source_text([str(packed)], path)
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(UserError, match="not there any more"):
        read_source_text([str(folder)], "../beside.md")
