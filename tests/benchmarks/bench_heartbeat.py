"""Whether the window stays alive while posts are imported into the archive that it shows.

A 10 ms timer beats in the window's thread; each gap between two beats is a time in which nothing could be painted or
typed. The import runs as the window runs it; start and end (the list and the navigator load anew) are part of it, and
the list is scrolled by the timer all the while, as if somebody read on. Run ``python tests/benchmarks/bench_heartbeat.py
[COUNT]``; it prints a table.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from seedlike import write_posts
from windowed import open_window, prepare_environment, print_head, print_row, run_fonds, wait, wait_until

if TYPE_CHECKING:
    from fonds.gui.application import Application
    from fonds.model.accession import ImportReport

BEAT = 10
SLOW_GAP = 50.0


class Heart:
    """Counts the milliseconds between beats, and keeps for each when it began."""

    def __init__(self, application: Application) -> None:
        from PySide6.QtCore import Qt, QTimer

        assert application.window is not None
        self.gaps: list[tuple[float, float]] = []
        self._view = application.window.desk.list.view
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT)

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()

    def between(self, start: float, end: float) -> list[float]:
        """The gaps that began within a time."""
        return [gap for began, gap in self.gaps if start <= began < end] or [0.0]

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((self._last, (now - self._last) * 1000))
        self._last = now
        bar = self._view.verticalScrollBar()
        bar.setValue(0 if bar.value() >= bar.maximum() else bar.value() + bar.singleStep())


def run(archive: Path, site: Path, work: Path) -> None:
    """Import once, and print the table."""
    from fonds.model.accession import ImportSettings
    from fonds.services import importing

    with open_window(archive, work) as application:
        window = application.window
        assert window is not None
        shown, operations = window.archive, application.operations
        assert shown is not None
        reports: list[ImportReport] = []
        heart = Heart(application)
        quiet = time.perf_counter()
        wait(3)
        started = time.perf_counter()
        operations.run_job(
            lambda progress, cancel: importing.import_source(
                shown, [site], ImportSettings(), progress, cancel
            ),
            title="import",
            on_done=reports.append,
            writes=True,
        )
        wait_until(lambda: bool(reports), 900)
        ended = time.perf_counter()
        wait_until(lambda: operations.idle, 60)
        wait(1)
        heart.stop()
        over = time.perf_counter()
        print(
            f"{reports[0].added} posts imported in {ended - started:.1f} s into a window that scrolls its list"
        )
        print_head("gaps between beats of a 10 ms timer, ms")
        for label, start, end in (
            ("before", quiet, started),
            ("the first second", started, started + 1),
            ("importing", started + 1, ended - 0.5),
            ("the end: list and navigator anew", ended - 0.5, over),
            ("all of it", started, over),
        ):
            print_row(label, heart.between(start, end))
        for began, gap in heart.gaps:
            if gap > SLOW_GAP and began >= started:
                print(f"  a gap of {gap:.0f} ms began {began - started:.2f} s after the start")
        print("wanted: never more than 100 ms")


def main(count: int) -> None:
    """Make the posts, and an archive with a tenth of as many, and import into it."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        prepare_environment(work)
        archive = work / "window.fonds"
        run_fonds("new", str(archive))
        run_fonds("import", str(archive), str(write_posts(work / "before", max(count // 10, 10), seed=1)))
        run(archive, write_posts(work / "site", count), work)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
