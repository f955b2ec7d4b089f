"""Frames of scrolling in the post list, in the ways that people have, and what each of them costs the window's thread.

A frame is what happens from one tick of the screen to the next: the step, what it paints, and what comes in from the
read pool and is painted because of it. All of it is counted: as time by the clock, which on a busy machine holds waiting
for a core too, and as time that the thread computed. A frame that begins late is no excuse for the next one.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from windowed import quantile

if TYPE_CHECKING:
    from fonds.gui.panes.post_list import PostListPane

FRAMES = 200
FRAME = 1 / 60
"""Seconds."""
LONGEST = 33.0
"""Milliseconds that a frame may take at most."""
NAP = 0.0005
WIDTH = 44


@dataclass
class Frames:
    """The frames of one way of scrolling, in milliseconds: by the clock, and computing."""

    passed: list[float] = field(default_factory=list)
    computed: list[float] = field(default_factory=list)


def print_frames_head() -> None:
    """The head of the table of ``print_frames``."""
    print(f"\n{'':{WIDTH}}{'by the clock':^36}{'computing':^27}")
    names = ("median", "p95", "max", f">{LONGEST:.0f}")
    print(f"{'a frame of scrolling, ms':{WIDTH}}" + "".join(f"{name:>9}" for name in (*names, *names[1:])))


def print_frames(label: str, frames: Frames) -> None:
    """One way of scrolling: what its frames take, and how many take too long."""
    print(f"{label:{WIDTH}}" + _numbers(frames.passed, True) + _numbers(frames.computed, False), flush=True)


def _numbers(times: list[float], with_median: bool) -> str:
    numbers = ([quantile(times, 0.5)] if with_median else []) + [quantile(times, 0.95), max(times)]
    late = sum(taken > LONGEST for taken in times)
    return "".join(f"{number:9.1f}" for number in numbers) + f"{late:9}"


def scroll_in_all_ways(pane: PostListPane) -> Iterator[tuple[str, Frames]]:
    """The wheel, keys that are held, the scroll bar dragged through all of it, jumps anywhere, and from end to end."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    bar = pane.view.verticalScrollBar()
    chance = random.Random(3)
    ends = iter([Qt.Key.Key_End, Qt.Key.Key_Home] * FRAMES)
    ways: dict[str, Callable[[], object]] = {
        "wheel": lambda: _turn_wheel(pane),
        "arrow down held": lambda: QTest.keyClick(pane.view, Qt.Key.Key_Down),
        "page down held": lambda: QTest.keyClick(pane.view, Qt.Key.Key_PageDown),
        "scroll bar dragged": lambda: bar.setValue(bar.value() + bar.maximum() // 997),
        "jumps": lambda: bar.setValue(chance.randrange(max(1, bar.maximum()))),
        "to the end and back": lambda: QTest.keyClick(pane.view, next(ends)),
    }
    for name, step in ways.items():
        pane.view.go_to_row(0)
        bar.setValue(0)
        yield name, _run(step)


def _run(step: Callable[[], object]) -> Frames:
    from PySide6.QtWidgets import QApplication

    frames = Frames()
    QApplication.processEvents()
    for _ in range(FRAMES):
        begun = time.perf_counter()
        passed, computed = _timed(step)
        while True:
            more_passed, more_computed = _timed(QApplication.processEvents)
            passed, computed = passed + more_passed, computed + more_computed
            if time.perf_counter() - begun > FRAME - NAP:
                break
            time.sleep(NAP)  # the threads of the read pool work now
        frames.passed.append(passed * 1000)
        frames.computed.append(computed * 1000)
    return frames


def _timed(step: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and seconds that this thread computed."""
    clock, own = time.perf_counter(), time.thread_time()
    step()
    return time.perf_counter() - clock, time.thread_time() - own


def _turn_wheel(pane: PostListPane) -> None:
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    viewport = pane.view.viewport()
    place = QPointF(50, 300)
    event = QWheelEvent(
        *(place, viewport.mapToGlobal(place), QPoint(), QPoint(0, -120)),
        *(Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False),
    )
    QApplication.sendEvent(viewport, event)
