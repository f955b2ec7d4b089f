"""How fast the list is at a million posts: sorting, headings, selecting, jumping, scrolling, and what memory it takes.

    python tests/benchmarks/bench_list.py [--posts 1000000]

The archive is made by SQL alone, with titles, days and categories but without texts: what is measured looks at no text.
Sorting is told as a ratio to a floor as well: all ids read from one table in its own order, by the same driver.
"""

from __future__ import annotations

import argparse
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from windowed import prepare_environment, print_head, print_row, wait, wait_until

BATCH = 20_000
WORDS = (
    "长三角",
    "示范区",
    "成绩单",
    "上海",
    "北京",
    "重庆",
    "公告",
    "安全",
    "快讯",
    "harvest",
    "market",
    "A股",
)
CATEGORIES = ("新闻", "公告", "体育", "财经", "Reports", "Notes")
TAGS = ("经济", "长三角", "重庆", "建设", "安全", "2021", "market", "银行")
FRAMES = 200
FRAME = 1 / 60
"""Seconds."""


def main() -> int:
    """Make the archive, open a list on it, print a line for each figure."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--posts", type=int, default=1_000_000)
    posts = arguments.parse_args().posts
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        prepare_environment(work)
        path = work / "list.fonds"
        _tell("making the archive", lambda: _make(path, posts))
        _measure(path, work)
    return 0


def _make(path: Path, count: int) -> None:
    from fonds.store.archive import Archive
    from fonds.text.title_order import names_key, title_key

    chance = random.Random(7)
    with Archive.create(path) as archive:
        for first in range(1, count + 1, BATCH):
            rows = []
            for number in range(first, min(first + BATCH, count + 1)):
                title = f"{chance.choice(WORDS)}{chance.choice(WORDS)}第{number}篇"
                instant = 1_000_000_000 + chance.randrange(20 * 365 * 86_400)
                category = chance.choice(CATEGORIES)
                tags = chance.sample(TAGS, chance.randrange(3))
                keys = (title_key(title), names_key([category]), names_key(tags))
                source = f"_posts/{number}.md"
                texts = (category, "\x1f".join(tags) or None)
                rows.append((number, title, *keys, *texts, instant, chance.choice(STATUSES), source))
            with archive.writing() as writer:
                writer.execute_many(_INSERT, rows)


STATUSES = ("published", "published", "published", "draft", "unpublished")
_INSERT = (
    "INSERT INTO posts (id, title, title_key, categories_key, tags_key, categories_text, tags_text, instant, status, "
    "source_path, year, problem_count, head_revision, created_at, modified_at, date_offset, date_precision, date_origin, "
    "date_text, format, language, slug, permalink, original_digest, generator, encoding, header_readable, text_exact, "
    "word_count) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 2010, 0, ?1, 1, ?8 + 9, 480, 'second', 'front-matter', "
    "'', iif(?1 % 9, 'markdown', 'html'), iif(?1 % 5, 'zh', 'en'), '', '', x'00', 'jekyll', 'utf-8', 1, 1, ?1 % 4000)"
)


def _measure(path: Path, work: Path) -> None:
    from PySide6.QtWidgets import QApplication

    from fonds.app import settle_down
    from fonds.base.settings import Settings
    from fonds.gui.icons import Icons
    from fonds.gui.operations import Operations
    from fonds.gui.panes.post_list import PostListPane
    from fonds.gui.theme import Theme
    from fonds.gui.widgets.post_delegate import Density
    from fonds.model.query import Grouping, Order, OrderColumn
    from fonds.services import archives

    app = QApplication([])
    theme = Theme(app)
    operations = Operations()
    archive = archives.open_archive(path)
    pane = PostListPane(operations, theme, Icons(theme), Settings(work / "settings.json"))
    pane.resize(700, 800)
    pane.show()
    settle_down()
    floor = _floor(path)
    print(f"{'floor: all ids, unsorted':34}{floor * 1000:9.0f} ms")

    def settled(step: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            step()
            wait_until(lambda: operations.idle, 120)

        return run

    before = _memory()
    _tell("first list", settled(lambda: pane.set_archive(archive)))
    print(f"{'memory of the list':34}{_memory() - before:9.0f} MB")
    for column in OrderColumn:
        _tell(f"sort by {column}", settled(partial(pane.set_order, Order(column, False))), floor)
    for grouping in (Grouping.MONTH, Grouping.DAY, Grouping.CATEGORY):
        _tell(f"headings by {grouping}", settled(partial(pane.set_grouping, grouping)), floor)
    pane.set_grouping(Grouping.DAY)
    wait_until(lambda: operations.idle, 120)
    _tell("select all, no waiting", pane.select_all)
    _tell("count what is selected", pane.selection_count)
    _tell("reload with all selected", settled(pane.reload))
    last = pane.model.count - 1
    _tell("jump to the end, no waiting", lambda: pane.view.go_to_row(last))
    wait_until(lambda: operations.idle, 120)
    for typed in ("cqdz", "示范区", "wzz", "h"):
        _tell(f"type {typed}", settled(partial(pane.view.typed.emit, typed)))
    pane.view.select_ranges([(row, row) for row in range(0, last, 1_000)])
    _tell("reload with 1,000 ranges selected", settled(pane.reload))
    most = 0.0
    print_head("frames, ms")
    for grouping in (Grouping.NONE, Grouping.DAY):
        pane.set_grouping(grouping)
        wait_until(lambda: operations.idle, 120)
        for density in Density:
            headings = "" if grouping is Grouping.NONE else " with headings"
            _tell(f"to {density}{headings}", partial(pane.set_density, density))
            for name, frames, computing in _scroll(pane):
                print_row(f"{density}{headings}, {name}", frames)
                most = max(most, *computing)
    print(f"{'the longest, less waiting for others':34}{most:9.1f} ms of computing in the window's thread")
    print(f"{'memory at the peak':34}{_memory():9.0f} MB")
    pane.set_archive(None)
    operations.close()
    archive.close()


def _floor(path: Path) -> float:
    """Seconds that the driver takes for all ids in the order of a narrow index, nothing sorted and nothing else made."""
    with sqlite3.connect(path) as connection:
        start = time.perf_counter()
        for _ in connection.execute("SELECT id FROM posts WHERE trashed_at IS NULL"):
            pass
        return time.perf_counter() - start


def _scroll(pane: object) -> Iterator[tuple[str, list[float], list[float]]]:
    """Frames of scrolling in the ways that people have: what each holds the window up for, in milliseconds, and what of it
    is computing (on a busy machine the rest is waiting for a core). Between
    frames the window is left in peace until the next one is due, so that what loads in the background loads."""
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from fonds.gui.panes.post_list import PostListPane

    assert isinstance(pane, PostListPane)
    bar, viewport = pane.view.verticalScrollBar(), pane.view.viewport()
    chance = random.Random(3)

    def wheel() -> None:
        place = QPointF(50, 300)
        event = QWheelEvent(
            *(place, viewport.mapToGlobal(place), QPoint(), QPoint(0, -120)),
            *(Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False),
        )
        QApplication.sendEvent(viewport, event)

    ways: dict[str, Callable[[], object]] = {
        "wheel": wheel,
        "page down held": lambda: QTest.keyClick(pane.view, Qt.Key.Key_PageDown),
        "scroll bar dragged": lambda: bar.setValue(bar.value() + bar.maximum() // 997),
        "jumps": lambda: bar.setValue(chance.randrange(bar.maximum())),
    }
    for name, step in ways.items():
        bar.setValue(0)
        frames, computing = [], []
        for _ in range(FRAMES):
            start, computed = time.perf_counter(), time.thread_time()
            step()
            QApplication.processEvents()
            passed = time.perf_counter() - start
            frames.append(passed * 1000)
            computing.append((time.thread_time() - computed) * 1000)
            while (left := start + FRAME - time.perf_counter()) > 0.002:
                wait(min(left - 0.001, 0.004))
        yield name, frames, computing


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _tell(name: str, step: Callable[[], object], floor: float = 0.0) -> None:
    start = time.perf_counter()
    step()
    passed = time.perf_counter() - start
    ratio = f"{passed / floor:9.1f} times the floor" if floor else ""
    print(f"{name:34}{passed * 1000:9.0f} ms{ratio}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
