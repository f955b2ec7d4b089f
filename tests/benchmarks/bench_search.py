"""Searching ``newslike`` posts: whether a thousand queries find exactly what brute force finds, how fast the first rows,
the exact total with the facets, and another order come, how large the index is, and what a save costs it.

    python tests/benchmarks/bench_search.py [--posts 10000] [--folder FOLDER] [--queries 1000] [--timed 240]

The archive is kept in the folder for the next run; without one it is made anew and thrown away. Each timed query is
asked for the first time in its process, as somebody who types does, with Traditional and Simplified matching each other
as the window has it; the file is in the system's cache. The facets come after the rows, and their time has that of the
rows in it; what another order takes is measured once the query is known, as when a heading is clicked. The scan that stands beside is SQLite's ``instr`` over folded
texts in memory, of 5,000 posts and multiplied: faster than a scan of the archive could be, where texts are compressed.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from brute_force import fold
from newsarchive import kept_archive
from newslike import make_posts
from search_queries import BANDS, Known, known_queries
from windowed import print_head, print_row, quantile

from fonds.model.post import PostSummary
from fonds.model.query import ListRequest, Order, OrderColumn, PostList
from fonds.model.revision import PostEdit
from fonds.services import archives, browsing, editing, searching
from fonds.services.archives import Archive

FIRST = 50
FACETS = 20
"""Values of each kind, as the window shows them."""
SCANNED, SCANS = 5_000, 16
SAVED = 60
WIDTH = 44
_INDEX = ("post_index", "segment", "pending")
"""What the tables of the index begin with; their own indices as well."""
_COLUMNS = ("column", "changed")


def main() -> int:
    """Make what is missing and print the tables."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--posts", type=int, default=10_000)
    arguments.add_argument("--folder", type=Path)
    arguments.add_argument("--queries", type=int, default=1_000)
    arguments.add_argument("--timed", type=int, default=240)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = kept_archive(options.folder or Path(name), options.posts)
        known = known_queries(options.posts, options.queries)
        print(f"{options.posts:,} posts, {len(known):,} queries, {options.timed} of them timed")
        scan = _measure_scan(known, options.posts)
        _warm(path)
        with archives.opened(path) as archive:
            _measure_times(archive, known[: options.timed], scan)
            exact = _compare(archive, known)
            _measure_size(archive, options.posts)
        exact &= _measure_saves(path, Path(name), known)
        print(
            f"{'memory at the peak':{WIDTH}}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:9.0f} MB"
        )
    return 0 if exact else 1


# What is measured


def first_rows(archive: Archive, request: ListRequest) -> tuple[PostList, list[PostSummary]]:
    """What the list of the window does: all ids in order, and the rows that are seen at first."""
    found = browsing.list_posts(archive, request)
    return found, browsing.load_summaries(archive, found.ids[:FIRST])


def _warm(path: Path) -> None:
    """Read the file once, so that the system has it in memory: what is measured is the search, not the disk."""
    with path.open("rb", buffering=0) as file:
        while file.read(1 << 22):
            pass


def _measure_times(archive: Archive, known: Sequence[Known], scan: float) -> None:
    """Each query once, as the window asks it: for its rows, then its facets (their time counts from the beginning), and
    at last in another order."""
    for text in ("市场", "growth", ""):  # the first search of a process loads what all of them need
        first_rows(archive, ListRequest(search_text=text))
        searching.load_facets(archive, ListRequest(search_text=text), FACETS)
    times: dict[str, list[float]] = {"first 50": [], "total and facets": [], "first 50 by title": []}
    for query in known:
        newest = ListRequest(search_text=query.asked.typed)
        by_title = ListRequest(search_text=query.asked.typed, order=Order(OrderColumn.TITLE, False))
        steps = (
            lambda newest=newest: first_rows(archive, newest),
            lambda newest=newest: searching.load_facets(archive, newest, FACETS),
            lambda by_title=by_title: first_rows(archive, by_title),
        )
        rows, facets, sorted_rows = (_milliseconds(step) for step in steps)
        for name, taken in zip(times, (rows, rows + facets, sorted_rows), strict=True):
            times[name].append(taken)
    for name, all_taken in times.items():
        print()
        print_head(f"{name}, ms", WIDTH)
        for group in sorted({query.group for query in known}):
            some = [t for t, query in zip(all_taken, known, strict=True) if query.group == group]
            print_row(f"  {group}", some, WIDTH)
        for band in BANDS:
            some = [t for t, query in zip(all_taken, known, strict=True) if query.band == band]
            if some:
                print_row(f"  {band} ({len(some)})", some, WIDTH)
        print_row("  all", all_taken, WIDTH)
        print(f"  p95 is 1/{scan / quantile(all_taken, 0.95):.0f} of a scan")


def _compare(archive: Archive, known: Sequence[Known]) -> bool:
    """Whether every query finds what is true of it; the table says how much of it."""
    print(f"\n{'correctness':{WIDTH}}{'queries':>9}{'wrong':>9}{'recall':>9}{'precision':>10}")
    wrong: list[Known] = []
    for group in sorted({query.group for query in known}):
        some = [query for query in known if query.group == group]
        right = found = true = bad = 0
        for query in some:
            ids = {number - 1 for number in _ids(archive, query.asked.typed)}
            truth = set(query.posts.tolist())
            right, found, true = right + len(ids & truth), found + len(ids), true + len(truth)
            if ids != truth:
                bad += 1
                wrong.append(query)
        parts = (right / max(true, 1), right / max(found, 1))
        print(f"{f'  {group}':{WIDTH}}{len(some):9}{bad:9}{parts[0]:9.2%}{parts[1]:10.2%}")
    for query in wrong[:10]:
        print(f"  WRONG: {query.asked.typed}")
    return not wrong


def _ids(archive: Archive, typed: str) -> list[int]:
    return list(browsing.list_posts(archive, ListRequest(search_text=typed, variants=False)).ids)


def _measure_scan(known: Sequence[Known], count: int) -> float:
    """The milliseconds that a look at every text takes."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE texts (text)")
    taken = min(SCANNED, count)
    database.executemany(
        "INSERT INTO texts VALUES (?)", ((fold(f"{post.title}\n{post.body}"),) for post in make_posts(taken))
    )
    times = [
        _milliseconds(
            lambda query=query: database.execute(
                "SELECT count(*) FROM texts WHERE instr(text, ?)", (fold(query.asked.text),)
            ).fetchone()
        )
        for query in known[:SCANS]
    ]
    database.close()
    scan = statistics.median(times) * count / taken
    print(f"{'a scan of all texts':{WIDTH}}{scan:9.1f} ms")
    return scan


def _measure_size(archive: Archive, count: int) -> None:
    """Pages of the file that belong to the index, beside the text that it is of."""
    some = min(SCANNED, count)
    text = sum(len(f"{post.title}{post.body}".encode()) for post in make_posts(some)) * count / some
    with archive.reading() as view:
        pages = view.rows("SELECT name, sum(pgsize) FROM dbstat GROUP BY name")
    print()
    for label, names in (("index", _INDEX), ("columns of facts", _COLUMNS)):
        size = sum(taken for name, taken in pages if name.startswith(names))
        print(f"{label:{WIDTH}}{size / 1e6:9.1f} MB: {size / text:.2f} times the {text / 1e6:.1f} MB of text")


def _measure_saves(path: Path, work: Path, known: Sequence[Known]) -> bool:
    """Save posts of a copy; each save's own words must be found at once, and everything else as before."""
    copy = shutil.copy(path, work / "saved.fonds")
    dice = random.Random(11)
    saves, searches, newest = [], [], []
    with archives.opened(Path(copy)) as archive:
        _save(archive, 1, "aufgewärmt")
        for number in dice.sample(range(2, max(query.posts.max(initial=0) for query in known) + 2), SAVED):
            word = f"save{number}sentinel"
            saves.append(_milliseconds(lambda number=number, word=word: _save(archive, number, word)))
            start = time.perf_counter()
            newest.append(_ids(archive, word) == [number])
            searches.append((time.perf_counter() - start) * 1000)
        old = [query for query in known if query.group != "mixed"][:SAVED]
        kept = [{n - 1 for n in _ids(archive, q.asked.typed)} == set(q.posts.tolist()) for q in old]
    print()
    print_head("one post, ms", WIDTH)
    print_row("  saved, on the disk", saves, WIDTH)
    print_row("  and found by its new word", searches, WIDTH)
    print(
        f"  {sum(newest)} of {len(newest)} found at once; {sum(kept)} of {len(kept)} other queries as before"
    )
    return all(newest) and all(kept)


def _save(archive: Archive, number: int, word: str) -> None:
    post = browsing.load_post(archive, number)
    body = editing.body_of(post)
    editing.save_post(archive, number, PostEdit(body=f"{body}\n{word}\n"), post.revision_id)


def _milliseconds(step: object) -> float:
    start = time.perf_counter()
    step()  # type: ignore[operator]
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    sys.exit(main())
