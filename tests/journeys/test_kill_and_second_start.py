"""What was typed survives a kill; a second start brings the first window forward; a leftover of a dead one is no bar."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from fonds.gui.instance import Instance, ask_other_window
from fonds.services import archives, editing
from journeys.stage import OpenWindow
from services.site import import_site, make_site, post_named

PATIENCE = 300
"""Seconds within which a window has started and kept what was typed, whatever else the machine does: it has been seen to
take forty with a load of ten."""
TYPIST = """
import os, signal, sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from fonds.base import paths
from fonds.base.settings import Settings
from fonds.gui.application import Application
from fonds.services import editing


def main():
    settings = Settings(paths.config_dir() / "settings.json")
    settings.put("preview.engine", "light")
    application = Application(["fonds"], settings)
    application.start(Path(sys.argv[1]))
    application.window.resize(1400, 900)  # wide enough for the editor, whatever the screen
    desk = application.window.desk
    number = int(sys.argv[2])
    state = {"asked": False, "typed": False}

    def look():
        shown = desk.editor.post is not None and desk.editor.post.id == number
        # Before all is loaded, the list may still choose a post of its own.
        if not shown and not state["asked"] and len(desk.list.model.ids) and application.operations.idle:
            state["asked"] = True
            desk.show_post(number)
        elif shown and not state["typed"]:
            state["typed"] = True
            QTest.keyClicks(desk.editor.text, "typed before the kill ")
        elif state["typed"] and editing.find_draft(application.window.archive, number) is not None:
            print("kept", flush=True)
            os.kill(os.getpid(), signal.SIGKILL)

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(50)
    application.run()


if __name__ == "__main__":
    main()
"""


@pytest.fixture
def archive_file(tmp_path: Path) -> Path:
    path = tmp_path / "a.fonds"
    with archives.create_archive(path) as archive:
        import_site(archive, make_site(tmp_path / "site"))
    return path


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_typed_text_survives_a_kill_and_is_offered_again(
    archive_file: Path, tmp_path: Path, open_window: OpenWindow
) -> None:
    with archives.open_archive(archive_file) as archive:
        number = post_named(archive, "plain.md")
    script = tmp_path / "typist.py"
    script.write_text(TYPIST, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, str(script), str(archive_file), str(number)],
        env=environment,
        stdout=subprocess.PIPE,
        timeout=PATIENCE,
        check=False,
    )
    assert done.stdout == b"kept\n"
    assert done.returncode == -signal.SIGKILL
    stage = open_window(archive_file)  # the dead window's claim is stale
    stage.window.desk.show_post(number)
    stage.until(lambda: "typed before the kill" in stage.window.desk.editor.text.text())
    stage.window.desk.editor.save()
    stage.settle()
    assert stage.window.archive is not None
    assert editing.find_draft(stage.window.archive, number) is None


def test_a_second_start_brings_the_first_window_forward(archive_file: Path, open_window: OpenWindow) -> None:
    stage = open_window(archive_file)
    shown: list[bool] = []
    stage.instance.shown_again.connect(lambda: shown.append(True))
    second = Instance()
    assert not second.claim(archive_file)
    script = f"from fonds.gui.instance import ask_other_window; from pathlib import Path; import sys; sys.exit(not ask_other_window(Path({str(archive_file)!r})))"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", script], env=environment) as other:
        stage.until(lambda: other.poll() is not None)
    assert other.returncode == 0
    assert shown
    stage.close()
    assert second.claim(archive_file)
    second.release()


def test_nobody_answers_for_an_archive_that_is_not_open(tmp_path: Path) -> None:
    assert not ask_other_window(tmp_path / "nobody.fonds")
