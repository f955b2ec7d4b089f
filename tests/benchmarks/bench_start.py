"""How soon the window is there, against the emptiest window that Qt can show, in one run.

Each start is a process of its own, measured from before it is made until the events that its first painting ended are
done. "First paint" is the whole window with its panes; "rows" is the list with the archive's posts in it. Run
``python tests/benchmarks/bench_start.py [COUNT [ROUNDS]]``; it prints a table.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from windowed import make_archive, prepare_environment

CLOCK = "FONDS_BENCH_BEGAN"
WANTED = "wanted: first paint at most 1.5 times the empty window + 150 ms"


def show_empty() -> None:
    """The emptiest program with a window."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication(["empty"])
    window = QMainWindow()
    window.resize(1440, 900)
    marks: dict[str, float] = {}
    _watch(window, lambda: True, "paint", marks, application.quit)
    window.show()
    application.exec()
    _tell(marks)


def show_window(archive: str) -> None:
    """The program, as ``python -m fonds ARCHIVE`` starts it, with an eye on what is painted."""
    from fonds import __main__ as program
    from fonds.gui.application import Application

    sys.argv = ["fonds", archive]
    marks: dict[str, float] = {}
    start = Application.start

    def start_watched(self: Application, wanted: Path | None) -> bool:
        marks["loaded"] = time.monotonic()
        done = start(self, wanted)
        marks["made"] = time.monotonic()
        window = self.window
        assert window is not None
        rows = window.desk.list
        _watch(window, lambda: True, "paint", marks, lambda: None)
        _watch(
            rows.view.viewport(), lambda: rows.model.rowCount() > 0, "rows", marks, partial(_end, self, marks)
        )
        return done

    Application.start = start_watched  # type: ignore[method-assign]
    program.main()


def _end(application: Any, marks: dict[str, float]) -> None:
    assert application.window is not None
    _tell(marks)
    application.window.close()
    application.qt.quit()


def _watch(
    widget: Any, counts: Callable[[], bool], name: str, marks: dict[str, float], then: Callable[[], None]
) -> None:
    """Note when the widget's first painting that counts, and what follows from it at once, is over."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watcher(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint and counts():
                widget.removeEventFilter(self)
                QTimer.singleShot(0, self, self.note)
            return False

        def note(self) -> None:
            marks[name] = time.monotonic()
            then()

    watcher = Watcher(widget)
    widget.installEventFilter(watcher)


def _tell(marks: dict[str, float]) -> None:
    began = float(os.environ[CLOCK])
    print(" ".join(f"{name}={(moment - began) * 1000:.1f}" for name, moment in marks.items()), flush=True)


def measure(*arguments: str) -> dict[str, float]:
    """Start one process; the milliseconds from before it was made to each of its marks."""
    environment = {**os.environ, CLOCK: repr(time.monotonic())}
    command = [sys.executable, __file__, *arguments]
    output = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
    pairs = (pair.split("=") for pair in output.split())
    return {name: float(moment) for name, moment in pairs}


def main(count: int, rounds: int) -> None:
    """Measure in turns, and print the table."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        prepare_environment(work)
        archive = make_archive(work, count)
        measure("--empty"), measure("--window", str(archive))  # from now on the files are in memory
        empty, ours = [], []
        for _ in range(rounds):
            empty.append(measure("--empty"))
            ours.append(measure("--window", str(archive)))
        floor = statistics.median(run["paint"] for run in empty)
        allowed = 1.5 * floor + 150
        print(f"{count} posts, {rounds} starts each, milliseconds from the start of the process")
        print("what                              median      min      max   of what is allowed")
        for label, runs, mark in (
            ("empty window, first paint", empty, "paint"),
            ("Fonds, modules loaded", ours, "loaded"),
            ("Fonds, window made", ours, "made"),
            ("Fonds, first paint", ours, "paint"),
            ("Fonds, rows of the list painted", ours, "rows"),
        ):
            values = [run[mark] for run in runs]
            share = f"{statistics.median(values) / allowed:12.2f}" if runs is ours else ""
            print(
                f"{label:32}{statistics.median(values):8.0f} {min(values):8.0f} {max(values):8.0f}   {share}"
            )
        print(f"allowed {allowed:.0f} ms ({WANTED})")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--empty"]:
        show_empty()
    elif sys.argv[1:2] == ["--window"]:
        show_window(sys.argv[2])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 7)
