"""What the window needs before its first painting, and what must wait: every module more is seen in the start."""

from __future__ import annotations

import subprocess
import sys

WAITS = (
    "PySide6.QtWebEngineCore",
    "PySide6.QtWebEngineWidgets",
    "asyncio",
    "fonds.cli",
    "fonds.gui.dialogs.import_dialog",
    "fonds.gui.panes.editor",
    "fonds.importers",
    "fonds.services.importing",
    "fonds.store.schema",
    "fonds.text.variants",
    "markdown",
    "multiprocessing",
    "nh3",
    "pygments",
    "qtawesome",
    "sqlalchemy",
    "yaml",
)


def test_the_window_is_loaded_without_what_its_first_painting_does_not_need() -> None:
    program = "import sys, fonds.__main__, fonds.app, fonds.gui.application; print(*sys.modules)"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(answer.stdout.split())
    assert "fonds.gui.main_window" in loaded
    assert loaded.isdisjoint(WAITS), sorted(loaded.intersection(WAITS))
