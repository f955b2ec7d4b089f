"""Which engine is taken, and that no start of Chromium ends the program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fonds.gui.preview import choice

linux = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux: it is its sandbox")

SCRIPT = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from fonds.gui.preview.choice import make_engine, prepare_application
from fonds.services.previewing import RenderedPage
prepare_application()
app = QApplication([])
engine = make_engine()
engine.widget().show()
engine.painted.connect(lambda: (print(engine.kind.value, flush=True), app.quit()))
QTimer.singleShot(30000, app.quit)
engine.show_page(RenderedPage("<p>x"))
app.exec()
engine.close()
"""


@pytest.fixture
def ordinary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An ordinary user on a machine whose switches are files of ours; all of them absent."""
    monkeypatch.delenv("QTWEBENGINE_CHROMIUM_FLAGS", raising=False)
    monkeypatch.delenv("QTWEBENGINE_DISABLE_SANDBOX", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(
        choice, "_NAMESPACE_SWITCHES", ((tmp_path / "clone", "0"), (tmp_path / "apparmor", "1"))
    )
    monkeypatch.setattr(choice, "_APPARMOR_LABEL", tmp_path / "label")
    shared = tmp_path / "shm"
    shared.mkdir()
    monkeypatch.setattr(choice, "_SHARED_MEMORY", shared)
    return tmp_path


@linux
def test_ordinary_user_has_no_fault(ordinary: Path) -> None:
    assert choice.chromium_fault() == ""
    (ordinary / "clone").write_text("1\n")
    (ordinary / "apparmor").write_text("0\n")
    assert choice.chromium_fault() == ""


@linux
@pytest.mark.parametrize(("name", "value"), [("clone", "0\n"), ("apparmor", "1\n")])
def test_machine_that_forbids_the_sandbox(ordinary: Path, name: str, value: str) -> None:
    (ordinary / name).write_text(value)
    assert name in choice.chromium_fault()


@linux
@pytest.mark.parametrize(
    ("label", "free"),
    [("fonds (unconfined)\n", True), ("unconfined\n", False), ("docker-default (enforce)\n", False)],
)
def test_the_profile_of_the_package_allows_the_sandbox(ordinary: Path, label: str, free: bool) -> None:
    (ordinary / "apparmor").write_text("1\n")
    (ordinary / "label").write_text(label)
    assert (choice.chromium_fault() == "") is free


@linux
def test_root_needs_the_flag(ordinary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert "root" in choice.chromium_fault()
    monkeypatch.setenv("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu --no-sandbox")
    assert choice.chromium_fault() == ""
    monkeypatch.delenv("QTWEBENGINE_CHROMIUM_FLAGS")
    monkeypatch.setenv("QTWEBENGINE_DISABLE_SANDBOX", "1")
    assert choice.chromium_fault() == ""


@linux
def test_shared_memory_that_cannot_be_written_to(ordinary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shared = choice._SHARED_MEMORY
    assert choice.chromium_fault() == ""
    monkeypatch.setattr(os, "access", lambda path, mode: path != shared)
    monkeypatch.setenv("QTWEBENGINE_CHROMIUM_FLAGS", "--no-sandbox")
    assert "shm" in choice.chromium_fault()


@pytest.mark.webengine
def test_program_without_flags_shows_a_page_with_some_engine() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QTWEBENGINE_")}
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=environment,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.stdout.strip() in ("web", "light"), done.stderr
    if sys.platform == "linux" and os.geteuid() == 0:
        assert done.stdout.strip() == "light"
