"""One start of a window, timed: a child of ``bench_start.py``. It loads nothing at first that an empty program would not.

``--empty`` shows the emptiest window, ``--window ARCHIVE`` the program; both end once all was painted, and print their
marks as milliseconds from the moment in FONDS_BENCH_BEGAN.
"""

from __future__ import annotations

import os
import sys
import time

TYPE_CHECKING = False  # that of ``typing`` would have to be loaded
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

CLOCK = "FONDS_BENCH_BEGAN"


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
    from functools import partial

    from fonds import __main__ as program
    from fonds.gui.application import Application

    sys.argv = ["fonds", archive]
    marks: dict[str, float] = {}
    start = Application.start

    def start_watched(self: Application, wanted: Path | None) -> bool:
        marks["loaded"] = time.monotonic()
        done = start(self, wanted)
        if self.window is not None:
            self.window.resize(1440, 900)  # as large as the empty one, whatever the screen
        marks["made"] = time.monotonic()
        window = self.window
        assert window is not None
        _watch(window, lambda: True, "paint", marks, partial(_watch_rows, self, marks))
        return done

    Application.start = start_watched  # type: ignore[method-assign]
    program.main()


def _watch_rows(application: Any, marks: dict[str, float]) -> None:
    """Only now: to ask for the rows' part of the list loads what the window was painted without."""
    from functools import partial

    rows = application.window.desk.list
    viewport = rows.view.viewport()
    _watch(viewport, lambda: rows.model.rowCount() > 0, "rows", marks, partial(_end, application, marks))


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


if __name__ == "__main__":
    if sys.argv[1] == "--empty":
        show_empty()
    else:
        show_window(sys.argv[2])
