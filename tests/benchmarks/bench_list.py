"""How fast the list is at a million posts: sorting, headings, selecting, jumping, scrolling, and what memory it takes.

    python tests/benchmarks/bench_list.py [--posts 1000000] [--frames] [--archive FILE.fonds [--word 上海]]

The archive is made by SQL alone, with titles, days and categories but without texts: what is measured looks at no text.
Another one is only read; with ``--word``, what has that word is also sorted by relevance. ``--frames`` measures
scrolling alone. Sorting is told as a ratio to a floor as well: all ids read from one table in its own order, by the same
driver. The list's memory is what the process holds more than it held with the same list on an empty archive: all
that is loaded for it (NumPy, too), all that is kept, and whatever was freed but not given back to the system.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from list_frames import LONGEST, Frames, print_frames, print_frames_head, scroll_in_all_ways
from resident import forget_peak, peak_memory, resident_memory
from windowed import prepare_environment, wait_until

if TYPE_CHECKING:
    from fonds.gui.operations import Operations
    from fonds.gui.panes.post_list import PostListPane

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
NARROW, WIDE = (700, 800), (1900, 1000)
"""Pixels."""
MOST_SORTING = 0.7
"""Seconds that sorting by any column may take, in the background."""
MOST_MEMORY = 100
"""MB that the list may take."""


def main() -> int:
    """Make the archive, open a list on it, print a line for each figure."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--posts", type=int, default=1_000_000)
    arguments.add_argument("--archive", type=Path, help="measure this archive, which is only read")
    arguments.add_argument("--word", default="", help="a word of that archive, to sort by relevance")
    arguments.add_argument("--frames", action="store_true", help="scrolling alone")
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        prepare_environment(work)
        path: Path = asked.archive or work / "list.fonds"
        if asked.archive is None:
            _tell("making the archive", lambda: _make(path, asked.posts))
        with _listed(path, work, read_only=asked.archive is not None) as stage:
            if not asked.frames:
                _measure_lists(stage, asked.word)
                _measure_selecting(stage)
            _measure_frames(stage)
            _tell_memory("memory of the list at last", stage)
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


@dataclass
class _Stage:
    """A list of an archive, on the screen."""

    pane: PostListPane
    operations: Operations
    floor: float
    before: float
    """Memory of the same window on an empty archive, in MB."""

    def settled(self, step: Callable[[], object]) -> Callable[[], None]:
        """A step, and all that it sets going in the background."""

        def run() -> None:
            step()
            wait_until(lambda: self.operations.idle, 120)

        return run


@contextmanager
def _listed(path: Path, work: Path, *, read_only: bool) -> Iterator[_Stage]:
    from PySide6.QtWidgets import QApplication

    from fonds.app import settle_down
    from fonds.base.settings import Settings
    from fonds.gui.icons import Icons
    from fonds.gui.operations import Operations
    from fonds.gui.panes.post_list import PostListPane
    from fonds.gui.theme import Theme
    from fonds.services import archives

    app = QApplication([])
    theme = Theme(app)
    operations = Operations()
    floor = _floor(path)
    print(f"{'floor: all ids, unsorted':34}{floor * 1000:9.0f} ms")
    pane = PostListPane(operations, theme, Icons(theme), Settings(work / "settings.json"))
    pane.resize(*NARROW)
    pane.show()
    settle_down()
    stage = _Stage(pane, operations, floor, 0.0)
    archives.create_archive(work / "empty.fonds").close()
    empty = archives.open_archive(work / "empty.fonds", read_only=read_only)
    stage.settled(lambda: pane.set_archive(empty))()
    stage.before = resident_memory()
    forget_peak()
    print(f"{'memory on an empty archive':34}{stage.before:9.0f} MB")
    archive = archives.open_archive(path, read_only=read_only)
    _tell("first list", stage.settled(lambda: pane.set_archive(archive)))
    empty.close()
    print(f"{'posts':34}{pane.model.count:9,}")
    try:
        yield stage
    finally:
        pane.set_archive(None)
        operations.close()
        archive.close()


def _measure_lists(stage: _Stage, word: str) -> None:
    """The list in every order and with all kinds of headings."""
    from fonds.model.query import Grouping, Order, OrderColumn

    pane = stage.pane
    _tell_memory("memory of the list", stage)
    slow = []
    for column in (
        column for column in OrderColumn if column not in (OrderColumn.RELEVANCE, OrderColumn.HAND)
    ):
        for descending, way in ((False, ""), (True, ", descending")):
            step = stage.settled(partial(pane.set_order, Order(column, descending)))
            taken = _tell(f"sort by {column}{way}", step, stage.floor)
            slow += [f"{column}{way}"] if taken > MOST_SORTING else []
    if word:
        _tell(f"search for {word}", stage.settled(partial(pane.set_search, word)))
        by_relevance = stage.settled(partial(pane.set_order, Order(OrderColumn.RELEVANCE, True)))
        _tell(f"sort {pane.model.count:,} by relevance", by_relevance, stage.floor)
        stage.settled(partial(pane.set_search, ""))()
    print(f"{'columns over 700 ms':34}{', '.join(slow) or 'none':>9}")
    for grouping in (Grouping.MONTH, Grouping.DAY, Grouping.CATEGORY):
        _tell(f"headings by {grouping}", stage.settled(partial(pane.set_grouping, grouping)), stage.floor)
    _tell_memory("memory of the list in all orders", stage)


def _measure_selecting(stage: _Stage) -> None:
    from fonds.model.query import Grouping

    pane = stage.pane
    stage.settled(partial(pane.set_grouping, Grouping.DAY))()
    _tell("select all, no waiting", pane.select_all)
    _tell("count what is selected", pane.selection_count)
    _tell("reload with all selected", stage.settled(pane.reload))
    last = pane.model.count - 1
    _tell("jump to the end, no waiting", lambda: pane.view.go_to_row(last))
    stage.settled(lambda: None)()
    for typed in ("cqdz", "示范区", "wzz", "h"):
        _tell(f"type {typed}", stage.settled(partial(pane.view.typed.emit, typed)))
    pane.view.select_ranges([(row, row) for row in range(0, last, 1_000)])
    _tell("reload with 1,000 ranges selected", stage.settled(pane.reload))


def _measure_frames(stage: _Stage) -> None:
    """Every density with and without headings; the table once more with all its columns in a wide window."""
    from fonds.gui.models.post_columns import Column
    from fonds.gui.widgets.post_delegate import Density
    from fonds.model.query import Grouping

    pane = stage.pane
    print_frames_head()
    every = Frames()

    def scroll(label: str) -> None:
        for way, frames in scroll_in_all_ways(pane):
            print_frames(f"{label}, {way}", frames)
            every.passed += frames.passed
            every.computed += frames.computed

    for grouping in (Grouping.NONE, Grouping.MONTH, Grouping.DAY):
        stage.settled(partial(pane.set_grouping, grouping))()
        headings = "" if grouping is Grouping.NONE else f" by {grouping}"
        for density in Density:
            stage.settled(partial(pane.set_density, density))()
            scroll(f"{density}{headings}")
        pane.resize(*WIDE)
        for column in Column:
            if column is not Column.TITLE:
                pane.view.columns.choose(column, True)
        scroll(f"wide table{headings}")
        pane.view.columns.reset()
        pane.resize(*NARROW)
    print_frames("all frames", every)
    late = sum(taken > LONGEST for taken in every.passed)
    print(f"{late} of {len(every.passed):,} frames took longer than {LONGEST:.0f} ms")


def _floor(path: Path) -> float:
    """Seconds that the driver takes for all ids in the order of a narrow index, nothing sorted and nothing else made."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        start = time.perf_counter()
        for _ in connection.execute("SELECT id FROM posts WHERE trashed_at IS NULL"):
            pass
        return time.perf_counter() - start


def _tell_memory(name: str, stage: _Stage) -> None:
    taken = resident_memory() - stage.before
    print(
        f"{name:34}{taken:9.0f} MB{'' if taken < MOST_MEMORY else f', more than {MOST_MEMORY}'}", flush=True
    )
    print(f"{'at its peak':34}{peak_memory() - stage.before:9.0f} MB", flush=True)


def _tell(name: str, step: Callable[[], object], floor: float = 0.0) -> float:
    """Print what a step takes; returns the seconds."""
    start = time.perf_counter()
    step()
    passed = time.perf_counter() - start
    ratio = f"{passed / floor:9.1f} times the floor" if floor else ""
    print(f"{name:34}{passed * 1000:9.0f} ms{ratio}", flush=True)
    return passed


if __name__ == "__main__":
    sys.exit(main())
