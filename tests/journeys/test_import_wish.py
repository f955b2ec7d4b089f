"""``fonds --import=FOLDER``: the dialog of an import comes up, in a new window or in the one that has the archive."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from fonds.gui import message_boxes
from fonds.gui.dialogs.import_dialog import ImportDialog
from fonds.gui.import_wish import POLL, ImportWish, wished_folder
from fonds.services import accessions, archives
from journeys.stage import OpenWindow, Stage
from services.site import import_site, make_site

CHILD = (
    "import sys; from pathlib import Path; from fonds.gui.instance import ask_other_window; "
    "sys.exit(not ask_other_window(Path(sys.argv[1]), Path(sys.argv[2])))"
)


@pytest.fixture
def archive_file(tmp_path: Path) -> Path:
    path = tmp_path / "a.fonds"
    with archives.create_archive(path) as archive:
        import_site(archive, make_site(tmp_path / "site"))
    return path


def _dialogs(stage: Stage) -> list[ImportDialog]:
    return [dialog for dialog in stage.window.findChildren(ImportDialog) if dialog.isVisible()]


def test_the_folder_is_told_by_its_option(tmp_path: Path) -> None:
    assert wished_folder(["a.fonds", f"--import={tmp_path}"]) == tmp_path
    assert wished_folder(["--import=", "a.fonds"]) is None
    assert wished_folder(["--smoke=x"]) is None


def test_a_second_start_lets_the_first_window_import(
    archive_file: Path, tmp_path: Path, open_window: OpenWindow
) -> None:
    folder = make_site(tmp_path / "新 文章\n二")
    stage = open_window(archive_file)
    stage.instance.import_asked.connect(ImportWish(stage.window).ask)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(archive_file), str(folder)], env=environment
    ) as other:
        stage.until(lambda: other.poll() is not None)
    assert other.returncode == 0
    stage.until(lambda: bool(_dialogs(stage)))
    dialog = _dialogs(stage)[0]
    stage.settle()
    stage.click(dialog, "Import")
    stage.until(lambda: dialog.report.report is not None and stage.operations.idle)
    assert stage.window.archive is not None
    last = accessions.list_accessions(stage.window.archive)[0]
    assert str(folder) in last.sources
    stage.leave(dialog)


def test_a_wish_waits_for_the_archive_and_for_the_answer_to_a_question(
    archive_file: Path, tmp_path: Path, open_window: OpenWindow
) -> None:
    stage = open_window(archive_file)
    wish = ImportWish(stage.window)
    stage.window.door.close()
    stage.until(lambda: stage.window.archive is None)
    wish.ask(tmp_path / "another")
    wish.ask(make_site(tmp_path / "new"))
    assert not _dialogs(stage)
    message_boxes.tell(stage.window, "A question", "first")
    stage.window.open_path(archive_file)
    stage.until(lambda: stage.window.archive is not None and stage.operations.idle)
    stage.bot.wait(2 * POLL)
    assert not _dialogs(stage)
    for box in stage.window.findChildren(QMessageBox):
        box.close()
    stage.until(lambda: len(_dialogs(stage)) == 1)
    stage.settle()
    stage.leave(_dialogs(stage)[0])
