"""The system's wish to open an archive, as macOS sends it: a real event to the real application, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fonds.services import archives

PATIENCE = 300
"""Seconds, as for every start of the program that a test waits for."""
CHILD = """
import json, sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QMessageBox

from fonds.base import paths
from fonds.base.settings import Settings
from fonds.gui import message_boxes
from fonds.gui.application import Application

STORY, FIRST, SECOND, OTHER = sys.argv[1], *map(Path, sys.argv[2:5])


def until(condition):
    while not condition():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


def ask(application, path):
    assert QCoreApplication.sendEvent(application.qt, QFileOpenEvent(QUrl.fromLocalFile(str(path))))


def shown(application):
    window = application.window
    return "" if window.archive is None else window.archive.path.name


def rest(application):
    until(lambda: application.operations.idle)


def boxes(application):
    found = [box for box in application.window.findChildren(QMessageBox) if box.isVisible()]
    return found


def early(application):
    ask(application, OTHER)  # the last one counts
    ask(application, SECOND)
    application.start(None)
    until(lambda: shown(application))
    rest(application)


def named(application):
    # Somebody starts the program on an archive, and opens another before the window has been painted.
    application.start(FIRST)
    ask(application, SECOND)
    until(lambda: shown(application))
    rest(application)


def running(application):
    application.start(FIRST)
    until(lambda: shown(application) == FIRST.name)
    application.window.showMinimized()
    ask(application, SECOND)
    until(lambda: shown(application) == SECOND.name)
    assert not application.window.isMinimized()
    ask(application, SECOND)  # it is there already
    rest(application)


def no_archive(application):
    application.start(FIRST)
    until(lambda: shown(application) == FIRST.name)
    ask(application, OTHER)
    until(lambda: boxes(application))
    print(json.dumps({"told": boxes(application)[0].text()}))
    boxes(application)[0].close()
    rest(application)


def early_no_archive(application):
    ask(application, OTHER)
    application.start(None)
    until(lambda: boxes(application))
    print(json.dumps({"told": boxes(application)[0].text()}))
    boxes(application)[0].close()
    rest(application)


def behind_a_question(application):
    application.start(FIRST)
    until(lambda: shown(application) == FIRST.name)
    rest(application)
    message_boxes.tell(application.window, "A question", "about the present archive")
    until(lambda: QApplication.activeModalWidget() is not None)
    ask(application, SECOND)
    for _ in range(20):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
    assert shown(application) == FIRST.name
    boxes(application)[0].close()
    until(lambda: shown(application) == SECOND.name)
    rest(application)


def main():
    settings = Settings(paths.config_dir() / "settings.json")
    settings.put("preview.engine", "light")
    settings.remember_archive(FIRST)
    application = Application(["fonds"], settings)
    try:
        globals()[STORY](application)
        print(json.dumps({"shown": shown(application), "recent": [path.name for path in settings.recent_archives]}))
    finally:
        application.close()


if __name__ == "__main__":
    main()
"""


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two archives, the second with a Chinese path, and a file that is none though it is called one."""
    made = [tmp_path / "first.fonds", tmp_path / "档案 与 文章" / "上海证券报 2021%20.fonds"]
    made[1].parent.mkdir()
    for path in made:
        archives.create_archive(path).close()
    other = tmp_path / "不是档案.fonds"
    other.write_text("no archive", encoding="utf-8")
    return [*made, other]


def play(story: str, files: list[Path], tmp_path: Path) -> dict[str, object]:
    """Play one story; what it printed."""
    script = tmp_path / "child.py"
    script.write_text(CHILD, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, str(script), story, *map(str, files)],
        env=environment,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    told: dict[str, object] = {}
    for line in done.stdout.decode("utf-8").splitlines():
        told |= json.loads(line)
    return told


@pytest.mark.parametrize("story", ["early", "named", "running", "behind_a_question"])
def test_the_archive_that_the_system_asks_for_is_opened(
    story: str, files: list[Path], tmp_path: Path
) -> None:
    told = play(story, files, tmp_path)
    assert told["shown"] == files[1].name
    assert told["recent"] == [files[1].name, files[0].name]


def test_a_file_that_is_no_archive_is_told_and_the_present_archive_stays(
    files: list[Path], tmp_path: Path
) -> None:
    told = play("no_archive", files, tmp_path)
    assert told["told"]
    assert told["shown"] == files[0].name
    assert files[2].read_text(encoding="utf-8") == "no archive"


def test_a_file_that_is_no_archive_does_not_keep_the_window_from_coming(
    files: list[Path], tmp_path: Path
) -> None:
    told = play("early_no_archive", files, tmp_path)
    assert told["told"]
    assert told["shown"] == ""
