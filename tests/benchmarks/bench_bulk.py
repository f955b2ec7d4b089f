"""How long a tag for very many posts takes: planned, applied and undone, and against a bare loop that rewrites the rows.

    python tests/benchmarks/bench_bulk.py [--posts 100000] [--archive FILE]

The floor reads, unpacks, hashes and packs every post again, in one thread and without a thought. The bare loop writes
the same bytes, plain texts, columns and terms with prepared statements, without undo, counts or checks. While a change
is applied, a thread counts how late it wakes from naps of 5 ms: what a window would feel.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import shutil
import sqlite3
import sys
import tempfile
import threading
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from windowed import prepare_environment

if TYPE_CHECKING:
    from fonds.services.bulk_edit import BulkPlan

T = TypeVar("T")
NAP = 0.005


def main() -> int:
    """Make or copy the archive, edit it, print a line for each figure."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--posts", type=int, default=100_000)
    arguments.add_argument("--archive", type=Path, help="an archive to work on a copy of")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        prepare_environment(work)
        path = work / "bulk.fonds"
        if options.archive is not None:
            shutil.copyfile(options.archive, path)
        else:
            _make(path, work, options.posts)
        _measure(path, options.posts)
    return 0


def _make(path: Path, work: Path, count: int) -> None:
    from seedlike import write_posts

    from fonds.model.accession import ImportSettings
    from fonds.model.progress import CancelToken, ignore_progress
    from fonds.services import archives, importing

    source = write_posts(work / "seed", count)
    archive = archives.create_archive(path)
    importing.import_source(archive, [source], ImportSettings(), ignore_progress, CancelToken())
    archive.close()
    shutil.rmtree(source)


def _measure(path: Path, count: int) -> None:
    from fonds.model.bulk_edit import AddNames
    from fonds.model.query import ListRequest
    from fonds.services import archives, browsing, bulk_edit, history

    archive = archives.open_archive(path)
    ids = list(browsing.list_posts(archive, ListRequest()).ids)[:count]
    floor, _ = _timed("floor", lambda: _floor(path, ids))
    planned, made = _timed(
        f"plan for {len(ids)} posts", lambda: bulk_edit.plan(archive, ids, [AddNames("tags", ("复核",))])
    )
    print(f"  ratio to the floor: {planned / floor:.2f}")
    bare = _bare_seconds(path, made)
    apply, _ = _timed("apply", lambda: bulk_edit.apply(archive, made))
    print(f"  ratio to the bare loop: {apply / bare:.2f}, to the floor: {apply / floor:.2f}")
    undone, _ = _timed("undo", lambda: history.undo(archive))
    print(f"  ratio to the floor: {undone / floor:.2f}")
    _timed("redo", lambda: history.redo(archive))
    made.close()
    archive.close()
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _floor(path: Path, ids: list[int]) -> None:
    """What can hardly be done without: every post is read, unpacked, hashed and packed again."""
    connection = sqlite3.connect(path)
    for number in ids:
        (data,) = connection.execute(
            "SELECT r.data FROM posts p JOIN revisions r ON r.id = p.head_revision WHERE p.id = ?", (number,)
        ).fetchone()
        source = zlib.decompress(data) if data[:1] == b"\x78" else data
        hashlib.sha256(source).digest()
        zlib.compress(source, 1)
    connection.close()


def _bare_seconds(path: Path, made: BulkPlan) -> float:
    rows = [revision for batch in made.revisions(rewriting=False) for revision in batch]
    return _timed("bare loop, rolled back", lambda: _bare(path, rows))[0]


def _timed(what: str, work: Callable[[], T]) -> tuple[float, T]:
    """Do something while another thread tells how late it is let in; print both."""
    late = 0.0
    ended = threading.Event()

    def watch() -> None:
        nonlocal late
        while not ended.is_set():
            began = time.perf_counter()
            time.sleep(NAP)
            late = max(late, time.perf_counter() - began - NAP)

    watcher = threading.Thread(target=watch)
    watcher.start()
    began, used = time.perf_counter(), time.process_time()
    result = work()
    seconds, used = time.perf_counter() - began, time.process_time() - used
    ended.set()
    watcher.join()
    print(
        f"{what}: {seconds:.1f} s ({used:.1f} s of this process), longest wait of another thread {late * 1000:.0f} ms"
    )
    sys.stdout.flush()
    return seconds, result


def _bare(path: Path, rows: list[Any]) -> None:
    """The same rows, as one would write them without a thought; rolled back."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO terms (kind, parent_id, name) VALUES ('tag', 0, 'bare')")
    (term,) = connection.execute("SELECT max(id) FROM terms").fetchone()
    (number,) = connection.execute("SELECT max(id) FROM revisions").fetchone()
    for number, row in enumerate(rows, number + 1):  # noqa: B020 - they go on from the last
        connection.execute(
            "INSERT INTO revisions (id, post_id, number, made_at, reason, digest, size, codec, data) "
            "VALUES (?, ?, 9, 1, 'bare', ?, ?, ?, ?)",
            (number, row.post_id, row.digest, row.size, *row.source),
        )
        connection.execute(
            "INSERT INTO revision_texts SELECT ?, excerpt, codec, data FROM revision_texts WHERE revision_id = ?",
            (number, row.base_revision),
        )
        names = ", ".join(f"{name} = ?" for name, _ in row.columns)
        connection.execute(
            f"UPDATE posts SET head_revision = ?, modified_at = 1, {names} WHERE id = ?",
            (number, *(value for _, value in row.columns), row.post_id),
        )
        connection.execute(
            "INSERT INTO post_terms (post_id, term_id, position) VALUES (?, ?, 99)", (row.post_id, term)
        )
    connection.execute("ROLLBACK")
    connection.close()


if __name__ == "__main__":
    sys.exit(main())
