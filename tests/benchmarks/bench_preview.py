"""How long from selecting a post to its page on the screen: in the whole window, with the real web engine.

Twice over the same posts of about 5 KB: first by the engine's own word that a page is painted, then (where there is an
X display) by the screen's pixels, which is what counts; looking at pixels costs some milliseconds itself. Then the live
preview, in both engines: from a key in the editor to the page that shows it, and how long the window's thread is held up
meanwhile, at most. Run ``python tests/benchmarks/bench_preview.py [SELECTIONS]``, best under ``xvfb-run``; it prints a
table.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import seedlike
from bench_typing import make_text
from windowed import (
    make_archive,
    open_window,
    prepare_environment,
    print_head,
    print_row,
    run_fonds,
    wait,
    wait_until,
)

if TYPE_CHECKING:
    from fonds.gui.application import Application
    from fonds.gui.desk import Desk

LIVE = "live"
POSTS = 400
CHARACTERS = 1600
"""Of text in a post: with markup and header about 5 KB of UTF-8."""
REST = 0.12
"""Seconds between two selections: longer than the pause after which the editor follows."""
SETTLED = 0.4
"""Seconds after which a page is surely on the screen, and all that follows from selecting it is over."""


def run(archive: Path, work: Path, selections: int) -> None:
    """Walk through the list, and print the table."""
    began = time.perf_counter()
    with open_window(archive, work) as application:
        window = application.window
        assert window is not None
        desk = window.desk
        engines: list[str] = []
        desk.preview.engine_changed.connect(engines.append)
        filled = time.perf_counter()
        first = _select_next(desk)
        print(f"engine {engines[-1]}, screen {application.qt.platformName()}")
        print(f"modules loaded, window made and list filled: {(filled - began) * 1000:.0f} ms")
        print(
            f"the first page, selected at once, Chromium included: {first:.0f} ms (wanted: at most 1000 ms)"
        )
        wait(2)
        print_head("selecting a 5 KB post, ms")
        by_signal = []
        for _ in range(selections):
            by_signal.append(_select_next(desk))
            wait(REST)
        print_row("to the engine's word that it is painted", by_signal)
        if application.qt.platformName() == "xcb":
            pixels = [_select_and_look(application, desk) for _ in range(selections)]
            print_row("to the pixels on the screen", pixels)
        print("wanted: under 100 ms at the median")


def _select_next(desk: Desk) -> float:
    """Select the next post; milliseconds until the engine says that it is painted."""
    painted: list[int] = []
    desk.preview.page_shown.connect(painted.append)
    began = time.perf_counter()
    desk.list.select_next(1)
    wanted = desk.list.current_post_id
    wait_until(lambda: wanted in painted, 30)
    ended = time.perf_counter()
    desk.preview.page_shown.disconnect(painted.append)
    return (ended - began) * 1000


def _select_and_look(application: Application, desk: Desk) -> float:
    """Select the next post; milliseconds until the preview's part of the screen is as it stays."""
    looks: list[tuple[float, bytes]] = []
    began = time.perf_counter()
    desk.list.select_next(1)

    def look() -> bool:
        looks.append((time.perf_counter(), _pixels(application, desk)))
        return time.perf_counter() - began > SETTLED

    wait_until(look, 30)
    final = looks[-1][1]
    return (next(moment for moment, pixels in looks if pixels == final) - began) * 1000


def _pixels(application: Application, desk: Desk) -> bytes:
    corner = desk.preview.mapToGlobal(desk.preview.rect().topLeft())
    screen = application.qt.primaryScreen()
    image = screen.grabWindow(0, corner.x() + 20, corner.y() + 20, 320, 240).toImage()
    return bytes(image.constBits())


def run_live(work: Path, kilobytes: int, engine: str) -> None:
    """Type in a post beside its page, and print how soon the page follows and what is felt of it."""
    from PySide6.QtCore import QElapsedTimer, Qt, QTimer
    from PySide6.QtTest import QTest

    site, archive = work / f"{kilobytes}-{engine}", work / f"{kilobytes}-{engine}.fonds"
    site.mkdir()
    (site / "post.md").write_text(f"---\ntitle: Live\n---\n{make_text(kilobytes * 1000)}", encoding="utf-8")
    run_fonds("new", str(archive))
    run_fonds("import", str(archive), str(site))
    (work / "settings.json").write_text(json.dumps({"preview.engine": engine}), encoding="utf-8")
    with open_window(archive, work) as application:
        window = application.window
        assert window is not None
        desk = window.desk
        wait_until(lambda: bool(desk.list.model.ids), 60)
        desk.open_post(desk.list.model.ids[0])
        wait_until(lambda: desk.editor.post is not None and desk.preview.page is not None, 60)
        shown: list[int] = []
        desk.preview.page_shown.connect(shown.append)
        wait(4)
        desk.editor.text.setFocus()
        clock, gaps, delays = QElapsedTimer(), [0.0], []

        def beat() -> None:
            gaps.append(clock.nsecsElapsed() / 1e6)
            clock.start()

        timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(beat)
        longest = []
        for letter in "abcdefghij":
            shown.clear()
            gaps.clear()
            clock.start()
            timer.start()
            began = time.perf_counter()
            QTest.keyClicks(desk.editor.text, letter)
            wait_until(lambda: bool(shown), 60)
            delays.append((time.perf_counter() - began) * 1000)
            wait(0.4)
            timer.stop()
            longest.append(max(gaps))
        print_row(f"{kilobytes} KB, {engine}: key to page", delays)
        print_row("  the longest stall of each key", longest)


def main_live(kilobytes: int, engine: str) -> None:
    """Print the rows of one text in one engine."""
    with tempfile.TemporaryDirectory() as name:
        prepare_environment(Path(name))
        run_live(Path(name), kilobytes, engine)


def main(selections: int) -> None:
    """Make an archive of posts that are larger than the others' and look at them one after the other."""
    seedlike.TARGET_CHARACTERS = CHARACTERS
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        prepare_environment(work)
        run(make_archive(work, max(POSTS, 2 * selections + 10)), work, selections)
        print_head("live preview, ms")
        sys.stdout.flush()
        for engine in ("web", "light"):
            for kilobytes in ("5", "500"):  # one after the other: a process has one application
                subprocess.run([sys.executable, __file__, LIVE, kilobytes, engine], check=True)
        print("wanted: 150 ms for 5 KB, no stall over 50 ms for 500 KB")


if __name__ == "__main__":
    if sys.argv[1:2] == [LIVE]:
        main_live(int(sys.argv[2]), sys.argv[3])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
