"""What the benchmarks of the window share: an archive to open, the window as the program makes it, and waiting.

Waiting never holds the interpreter's lock (as QTest.qWait does): the threads that do the work would starve.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from seedlike import write_posts

if TYPE_CHECKING:
    from fonds.gui.application import Application

POLL_MS = 2


def prepare_environment(work: Path) -> None:
    """For this process and its children: user folders of their own, a screen (the one there is, else none), and what Chromium wants of root."""
    os.environ["FONDS_HOME"] = str(work / "home")
    # As where people start it: compiled modules are kept from one start to the next, here in a place of their own.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(work / "compiled")
    if sys.platform == "linux":
        if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        if os.geteuid() == 0:
            os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--no-sandbox")


def make_archive(work: Path, count: int) -> Path:
    """An archive of ``count`` posts, imported by the command line; beside it their folder, ``site``."""
    site = write_posts(work / "site", count)
    path = work / f"{count}.fonds"
    run_fonds("new", str(path))
    run_fonds("import", str(path), str(site))
    return path


def run_fonds(*arguments: str) -> None:
    """Run the command line; problems in the posts are expected, a failure ends the benchmark."""
    command = [sys.executable, "-m", "fonds", *arguments]
    status = subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if status not in (0, 1):
        raise SystemExit(f"{command} ended with {status}")


SIZE = (1440, 900)
"""Pixels, whatever the screen: all panes have room."""


@contextmanager
def open_window(archive: Path, home: Path) -> Iterator[Application]:
    """The program's window on an archive, its list filled; closed at the end."""
    from fonds.app import settle_down
    from fonds.base.settings import Settings
    from fonds.gui.application import Application

    application = Application(["fonds"], Settings(home / "settings.json"))
    if not application.start(archive):
        raise SystemExit("another window has the archive")
    settle_down()
    window = application.window
    assert window is not None
    window.resize(*SIZE)
    try:
        wait_until(lambda: window.archive is not None and application.operations.idle, 60)
        yield application
    finally:
        window.close()
        application.close()


def wait_until(condition: Callable[[], bool], seconds: float) -> float:
    """Let events happen until a condition holds; returns the seconds that it took. Ends the benchmark after so many."""
    from PySide6.QtCore import QEventLoop, QTimer

    began = time.perf_counter()
    loop = QEventLoop()
    timer = QTimer()
    held = False

    def passed() -> float:
        return time.perf_counter() - began

    def look() -> None:
        nonlocal held  # by the time the loop ends, it may hold no longer: something else has begun
        held = held or condition()
        if held or passed() > seconds:
            loop.quit()

    timer.timeout.connect(look)
    look()
    if not held:
        timer.start(POLL_MS)
        loop.exec()
        timer.stop()
        if not held:
            raise SystemExit(f"waited {seconds} s in vain")
    return passed()


def wait(seconds: float) -> None:
    """Let events happen for so long."""
    end = time.perf_counter() + seconds
    wait_until(lambda: time.perf_counter() >= end, seconds + 60)


def quantile(values: Sequence[float], part: float) -> float:
    """The value below which that part of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(part * (len(ordered) - 1)))]


def print_row(label: str, values: Sequence[float], width: int = 40) -> None:
    """One line of a table: median, 95 %, 99 % and the largest, in milliseconds as given."""
    numbers = (statistics.median(values), quantile(values, 0.95), quantile(values, 0.99), max(values))
    print(f"{label:{width}}" + "".join(f"{number:9.1f}" for number in numbers))


def print_head(label: str, width: int = 40) -> None:
    """The head of a table of ``print_row``."""
    print(f"{label:{width}}" + "".join(f"{name:>9}" for name in ("median", "p95", "p99", "max")))
