"""How fast the list is at a million posts: sorting, headings, selecting, jumping, scrolling, and what memory it takes.

    python tests/benchmarks/bench_list.py [--posts 1000000]

The archive is made by SQL alone, with titles, days and categories but without texts: what is measured looks at no text.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from windowed import prepare_environment, wait_until

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
    from fonds.text.title_order import title_key

    chance = random.Random(7)
    with Archive.create(path) as archive:
        for first in range(1, count + 1, BATCH):
            rows = []
            for number in range(first, min(first + BATCH, count + 1)):
                title = f"{chance.choice(WORDS)}{chance.choice(WORDS)}第{number}篇"
                instant = 1_000_000_000 + chance.randrange(20 * 365 * 86_400)
                category = chance.choice(CATEGORIES)
                rows.append((number, title, title_key(title), instant, category, f"_posts/{number}.md"))
            with archive.writing() as writer:
                writer.execute_many(_INSERT, rows)


_INSERT = (
    "INSERT INTO posts (id, title, title_key, instant, categories_text, source_path, year, status, problem_count, "
    "head_revision, created_at, modified_at, date_offset, date_precision, date_origin, date_text, format, language, slug, "
    "permalink, original_digest, generator, encoding, header_readable, text_exact, word_count) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, 2010, 'published', 0, ?1, 1, ?4 + 9, 480, 'second', 'front-matter', '', 'markdown', "
    "'zh', '', '', x'00', 'jekyll', 'utf-8', 1, 1, ?1 % 4000)"
)


def _measure(path: Path, work: Path) -> None:
    from PySide6.QtWidgets import QApplication

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

    def settled(step: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            step()
            wait_until(lambda: operations.idle, 120)

        return run

    before = _memory()
    _tell("first list", settled(lambda: pane.set_archive(archive)))
    print(f"{'memory of the list':34}{_memory() - before:9.0f} MB")
    for column in OrderColumn:
        _tell(f"sort by {column}", settled(partial(pane.set_order, Order(column, False))))
    for grouping in (Grouping.MONTH, Grouping.DAY, Grouping.CATEGORY):
        _tell(f"headings by {grouping}", settled(partial(pane.set_grouping, grouping)))
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
    for density in Density:
        pane.set_density(density)
        print(f"{f'frames in {density}':34}{_scroll(pane):s}")
    print(f"{'memory at the peak':34}{_memory():9.0f} MB")
    pane.set_archive(None)
    operations.close()
    archive.close()


def _scroll(pane: object) -> str:
    from PySide6.QtWidgets import QApplication

    from fonds.gui.panes.post_list import PostListPane

    assert isinstance(pane, PostListPane)
    bar = pane.view.verticalScrollBar()
    frames = []
    for step in range(200):
        bar.setValue(bar.maximum() // 3 + step * 300)
        start = time.perf_counter()
        pane.view.viewport().repaint()
        QApplication.processEvents()
        frames.append((time.perf_counter() - start) * 1000)
    return f"{statistics.median(frames):9.1f} ms, the longest {max(frames):.1f} ms"


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _tell(name: str, step: Callable[[], object]) -> None:
    start = time.perf_counter()
    step()
    print(f"{name:34}{(time.perf_counter() - start) * 1000:9.0f} ms", flush=True)


if __name__ == "__main__":
    sys.exit(main())
