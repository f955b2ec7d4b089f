"""The text index by itself: what making it costs a post beside SQLite's own full-text index, how large it is, how fast
phrases of each length are found by how many posts hold them, and what one save costs it.

    python tests/benchmarks/bench_index.py [--posts 10000] [--folder FOLDER] [--built 4000]

Phrases are cut from the posts at random, so that they are as frequent as what people search for. Each is asked for the
first time, and once more with Traditional and Simplified matching each other. The archive is kept in the folder.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from newsarchive import kept_archive
from newslike import make_posts

from fonds.model.query_tree import Words
from fonds.store.archive import Archive
from fonds.store.folding import fold_waiting
from fonds.store.pending_marks import RANDOM_MARK
from fonds.store.search import read_posts
from fonds.store.segments.building import build_segment, split_posts
from fonds.store.segments.reading import add_segment
from fonds.store.text_index import TextIndex
from fonds.text.segmentation import segment_for_index
from fonds.text.tokens import Vocabulary

LENGTHS = (1, 2, 3, 4, 8)
BANDS = {"rare": 0.001, "middling": 0.04, "common": 1.0}
SAMPLED, SAVES = 60, 60
TABLES = ("segments", "segment_pairs", "segment_words", "segment_dense", "segment_voids")


def main() -> int:
    """Print a line for each figure."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--posts", type=int, default=10_000)
    arguments.add_argument("--folder", type=Path)
    arguments.add_argument("--built", type=int, default=4_000)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        _measure_building(work, options.built)
        path = kept_archive(options.folder or work, options.posts)
        with Archive.open(path) as archive:
            fold_waiting(archive)
            _measure_size(archive)
            _measure_finding(archive)
            _measure_saves(archive)
    return 0


def _measure_building(folder: Path, count: int) -> None:
    posts = [(number, post.title, post.body) for number, post in enumerate(make_posts(count), 1)]
    began = time.process_time()
    stream = split_posts(posts, Vocabulary())
    split = time.process_time()
    parts = build_segment(stream)
    built = time.process_time()
    with Archive.create(folder / "built.fonds") as archive, archive.writing(durable=False) as writer:
        opened = time.process_time()
        add_segment(writer, parts)
    ours = time.process_time() - opened + built - began
    database = sqlite3.connect(folder / "floor.db")
    database.execute(
        "CREATE VIRTUAL TABLE t USING fts5(a, b, content='', tokenize='unicode61 remove_diacritics 2')"
    )
    began_again = time.process_time()
    with database:
        rows = ((number, segment_for_index(title), segment_for_index(body)) for number, title, body in posts)
        database.executemany("INSERT INTO t (rowid, a, b) VALUES (?, ?, ?)", rows)
    theirs = time.process_time() - began_again
    database.close()
    each = 1000 / count
    print(f"index of {count:,} posts, CPU ms a post: {ours * each:.3f}, FTS5 {theirs * each:.3f}")
    print(f"  of it splitting {(split - began) * each:.3f}, turning round {(built - split) * each:.3f}")


def _measure_size(archive: Archive) -> None:
    with archive.reading() as view:
        ids = [row[0] for row in view.rows("SELECT id FROM posts ORDER BY random() LIMIT 2000")]
        texts = sum(len((title + text).encode()) for _, title, text in read_posts(view, ids)) / len(ids)
        count = int(view.value("SELECT count(*) FROM posts"))
        pages = sum(
            int(view.value("SELECT sum(pgsize) FROM dbstat WHERE name = ?", (table,)) or 0)
            for table in TABLES
        )
        segments = int(view.value("SELECT count(*) FROM segments"))
    print(
        f"{count:,} posts in {segments} segments: {pages / 1e6:.0f} MB, {pages / count / texts:.2f} times the text"
    )


def _measure_finding(archive: Archive) -> None:
    dice = random.Random(5)
    with archive.reading() as view:
        count = int(view.value("SELECT count(*) FROM posts"))
        ids = dice.sample(range(1, count + 1), min(count, 500))
        texts = [text for _, _, text in read_posts(view, ids)]
        index = TextIndex(view)
        for variants in (False, True):
            found: dict[tuple[int, str], list[float]] = defaultdict(list)
            for length, phrase in _phrases(dice, texts):
                began = time.perf_counter()
                hits = len(index.find(Words(phrase), variants=variants))
                seconds = time.perf_counter() - began
                band = next(name for name, share in BANDS.items() if hits <= share * count)
                found[length, band].append(seconds * 1000)
            print(f"finding, ms, {'variants' if variants else 'exact'}: p50 / p95 / worst (how many)")
            for (length, band), times in sorted(found.items()):
                print(f"  {length} characters, {band:9} {_spread(times)} ({len(times)})")
            every = [one for times in found.values() for one in times]
            print(f"  all                    {_spread(every)} ({len(every)})")


def _phrases(dice: random.Random, texts: list[str]) -> Iterator[tuple[int, str]]:
    for length in LENGTHS:
        for _ in range(SAMPLED):
            while True:
                text = dice.choice(texts)
                start = dice.randrange(max(1, len(text) - length))
                phrase = text[start : start + length]
                if len(phrase) == length and all(character.isalnum() for character in phrase):
                    break
            yield length, phrase


def _spread(times: list[float]) -> str:
    times = sorted(times)
    return f"{statistics.median(times):7.1f} {times[int(len(times) * 0.95)]:7.1f} {times[-1]:7.1f}"


def _measure_saves(archive: Archive) -> None:
    with archive.reading() as view:
        count = int(view.value("SELECT count(*) FROM posts"))
    dice = random.Random(9)
    marking: list[float] = []
    finding: list[float] = []
    for _ in range(SAVES):
        with archive.writing() as writer:
            began = time.perf_counter()
            writer.execute(
                f"INSERT OR REPLACE INTO pending_posts VALUES (?, {RANDOM_MARK})", (dice.randrange(count),)
            )
            marking.append((time.perf_counter() - began) * 1000)
        with archive.reading() as view:
            began = time.perf_counter()
            TextIndex(view)
            finding.append((time.perf_counter() - began) * 1000)
    began = time.perf_counter()
    folded = fold_waiting(archive)
    print(f"a save, ms: p50 / p95 / worst {_spread(marking)}; the first search after it {_spread(finding)}")
    print(f"folding {folded} posts {(time.perf_counter() - began) * 1000:.0f} ms")


if __name__ == "__main__":
    sys.exit(main())
