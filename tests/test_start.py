"""What the window needs before its first painting, and what must wait: every module more is seen in the start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

WAITS = (
    "PySide6.QtNetwork",
    "PySide6.QtWebEngineCore",
    "PySide6.QtWebEngineWidgets",
    "PySide6.QtWidgets.QWizard",  # comes with all kinds of widgets, once Qt is asked for one of its own
    "asyncio",
    "fonds.cli",
    "fonds.exporters",
    "fonds.gui.dialogs",
    "fonds.gui.panes.editor",
    "fonds.gui.panes.facets",
    "fonds.gui.preview.light",
    "fonds.gui.preview.web",
    "fonds.gui.query_messages",
    "fonds.gui.widgets.query_chips",
    "fonds.gui.widgets.query_marks",
    "fonds.gui.widgets.search_completion",
    "fonds.gui.widgets.suggestion_list",
    "fonds.importers",
    "fonds.model.accession",
    "fonds.model.facets",
    "fonds.model.post",
    "fonds.model.query_tree",
    "fonds.model.revision",
    "fonds.model.saved_search",
    "fonds.render",
    "fonds.services",
    "fonds.smoke",
    "fonds.store",
    "fonds.text",
    "hashlib",
    "logging.handlers",
    "markdown",
    "multiprocessing",
    "nh3",
    "numpy",
    "pygments",
    "qtawesome",
    "sqlalchemy",
    "sqlite3",
    "yaml",
)


MAKING = """
import sys
from pathlib import Path
from fonds import __main__, app
from fonds.base.settings import Settings
from fonds.gui.application import Application

application = Application(["fonds"], Settings(Path(sys.argv[1]) / "settings.json"))
application.start(None)
application.window.grab()
from PySide6 import QtWidgets
print(*sys.modules, *(f"PySide6.QtWidgets.{name}" for name in vars(QtWidgets)))
application.close()
"""


def test_the_window_is_loaded_without_what_its_first_painting_does_not_need() -> None:
    program = "import sys, fonds.__main__, fonds.app, fonds.gui.application; print(*sys.modules)"
    assert_waiting(run_python(program))


def test_the_window_is_made_and_painted_without_it_either(tmp_path: Path) -> None:
    assert_waiting(run_python(MAKING, str(tmp_path)))


def run_python(program: str, *arguments: str) -> set[str]:
    command = [sys.executable, "-c", program, *arguments]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def assert_waiting(loaded: set[str]) -> None:
    assert "fonds.gui.main_window" in loaded
    assert loaded.isdisjoint(WAITS), sorted(loaded.intersection(WAITS))
