"""What every test stands on: no display, a home of its own, and nothing unexpected logged or left behind.

A test fails when it logs a WARNING or worse that it did not announce (``@pytest.mark.expects_log("pattern")``),
and when a thread, a child process or an open archive outlives it. Qt's own warnings fail through pytest-qt
(announce with ``@pytest.mark.qt_log_ignore("pattern")``).
"""

from __future__ import annotations

import itertools
import logging
import os
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import psutil
import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = (
    "C.UTF-8"  # the window speaks the language of whoever starts it; the tests know English
)
if sys.platform == "linux" and os.getuid() == 0:
    # Chromium refuses to start as root with its sandbox on.
    os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--no-sandbox")

# How fast an example is made and passed says more of what else the machine does than of the law that is tested.
settings.register_profile("fonds", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("fonds")
PATIENCE = 3.0  # seconds that a thread, a process or a file may take to go away after the test
# Chromium's helpers live as long as the profile, and the interpreter keeps one tracker for all its children.
LASTING_PROCESSES = re.compile(
    r"QtWebEngineProcess|multiprocessing[.]resource_tracker|multiprocessing[.]forkserver"
)
ARCHIVE_FILE = re.compile(r"[.]fonds(-wal|-shm|-journal)?( \(deleted\))?$")

T = TypeVar("T")
_home_numbers = itertools.count(1)


class _Recorder(logging.Handler):
    """Keeps what reached the root logger at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = f"{record.levelname} {record.name}: {record.getMessage()}"
        if record.exc_info and record.exc_info[1] is not None:
            line += f" [{record.exc_info[1]!r}]"
        self.lines.append(line)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Chromium costs 400 MB a process: the tests that start it share one worker."""
    for item in items:
        if item.get_closest_marker("webengine"):
            item.add_marker(pytest.mark.xdist_group("webengine"))


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def fonds_home(_homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of settings, logs and so on for this test alone; made by the program when it needs it."""
    home = _homes / str(next(_home_numbers))
    monkeypatch.setenv("FONDS_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def _only_expected_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    recorder = _Recorder()
    root.addHandler(recorder)
    yield
    for handler in set(root.handlers) - {*handlers}:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    marks = request.node.iter_markers("expects_log")
    expected = [re.compile(str(pattern)) for mark in marks for pattern in mark.args]
    surprises = [line for line in recorder.lines if not any(pattern.search(line) for pattern in expected)]
    if surprises:
        pytest.fail("unexpected log records:\n  " + "\n  ".join(surprises), pytrace=False)


@pytest.fixture(autouse=True)
def _nothing_left_behind(_only_expected_logs: None) -> Iterator[None]:
    threads, processes, archives = _threads(), _children(), _open_archives()
    yield
    leaks = [
        *_outliving("thread", lambda: _threads() - threads, lambda thread: thread.name),
        *_outliving("child process", lambda: _children() - processes, _describe_process),
        *_outliving("open archive file", lambda: _open_archives() - archives, str),
    ]
    if leaks:
        pytest.fail("left behind by the test:\n  " + "\n  ".join(leaks), pytrace=False)


def _outliving(kind: str, find: Callable[[], set[T]], describe: Callable[[T], str]) -> list[str]:
    """The descriptions of what is still there when the patience has run out."""
    deadline = time.monotonic() + PATIENCE
    found = find()
    while found and time.monotonic() < deadline:
        time.sleep(0.01)
        found = find()
    return sorted(f"{kind}: {text}" for text in map(describe, found) if text)


def _threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if not thread.daemon}


def _children() -> set[int]:
    """The process numbers of our living children, Chromium's and the interpreter's own left out."""
    return {number for number in _child_numbers() if _describe_process(number)}


def _child_numbers() -> set[int]:
    tasks = Path("/proc/self/task")
    try:  # reading this is a hundred times faster than asking every process of the system for its parent
        lists = [(task / "children").read_text() for task in tasks.iterdir()]
    except OSError:
        return {child.pid for child in psutil.Process().children()}
    return {int(number) for line in lists for number in line.split()}


def _describe_process(number: int) -> str:
    """The command line of a child that must not stay; empty for one that may, or that has gone."""
    try:
        process = psutil.Process(number)
        text = "finished, but never waited for"
        if process.status() != psutil.STATUS_ZOMBIE:
            text = " ".join(process.cmdline()) or process.name()
    except psutil.Error:
        return ""
    return "" if LASTING_PROCESSES.search(text) else f"{number} {text}"


def _open_archives() -> set[Path]:
    """The archive files that this process holds open. Elsewhere than on Linux: empty (Windows refuses to delete them)."""
    folder = Path("/proc/self/fd")
    if not folder.is_dir():
        return set()
    found = set()
    for entry in folder.iterdir():
        try:
            target = entry.readlink()
        except OSError:
            continue
        if ARCHIVE_FILE.search(target.name):
            found.add(target)
    return found
