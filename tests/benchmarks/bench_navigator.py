"""How long the navigator takes to count a million posts from the counts that are kept, against counting the posts in
the same run; and what keeping them costs when a post is trashed, edited or taken in.

    python tests/benchmarks/bench_navigator.py [--posts 1000000]

The archive is made by SQL alone, without texts: what is measured looks at no text.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from fonds.store.archive import Archive
from fonds.store.counts import Tally, recount
from fonds.store.lists import load_navigator
from fonds.store.posts import set_trashed

BATCH = 20_000
SECTIONS, BELOW, TAGS, AUTHORS = 20, 10, 3_000, 200
ROUNDS = 7
_POST = (
    "INSERT INTO posts (id, title, instant, categories_text, source_path, year, status, problem_count, head_revision, "
    "created_at, modified_at, date_offset, date_precision, date_origin, date_text, format, language, slug, permalink, "
    "original_digest, generator, encoding, header_readable, text_exact, accession_id) VALUES (?1, 'title ' || ?1, ?2, ?3, "
    "'_posts/' || ?1, ?4, ?5, 0, ?1, 1, 1, 480, 'second', 'front-matter', '', 'markdown', 'zh', '', '', x'00', 'jekyll', "
    "'utf-8', 1, 1, 1)"
)
_TERM = "INSERT INTO terms (id, kind, parent_id, name) VALUES (?, ?, ?, ?)"
_CARRIED = "INSERT INTO post_terms (post_id, term_id, position) VALUES (?, ?, ?)"
_IMPORT = "INSERT INTO accessions (started_at, generator, sources, settings, sites) VALUES (1, 'jekyll', '[]', '{}', '[]')"


def main() -> int:
    """Make the archive, print a line for each figure."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--posts", type=int, default=1_000_000)
    posts = arguments.parse_args().posts
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "navigator.fonds"
        _make(path, posts)
        with Archive.open(path) as archive, archive.reading() as view:
            kept = _median(lambda: load_navigator(view))
            counted = _median(lambda: recount(view), rounds=3)
            print(f"{'navigator from kept counts':40}{kept:10.1f} ms")
            print(f"{'counting the posts':40}{counted:10.1f} ms: {counted / kept:.0f} times as long")
        _measure_upkeep(path, posts)
    return 0


def _make(path: Path, count: int) -> None:
    dice = random.Random(7)
    sections = [(1 + number, "category", 0, f"section {number}") for number in range(SECTIONS)]
    first = SECTIONS + 1
    below = [
        (first + number, "category", 1 + number % SECTIONS, f"below {number}")
        for number in range(SECTIONS * BELOW)
    ]
    first += len(below)
    tags = [(first + number, "tag", 0, f"标签 {number}") for number in range(TAGS)]
    first += TAGS
    authors = [(first + number, "author", 0, f"author {number}") for number in range(AUTHORS)]
    with Archive.create(path) as archive:
        with archive.writing() as writer:
            writer.execute_many(_TERM, [*sections, *below, *tags, *authors])
            writer.execute(_IMPORT)
        for start in range(1, count + 1, BATCH):
            posts: list[tuple[object, ...]] = []
            carried: list[tuple[int, int, int]] = []
            for number in range(start, min(start + BATCH, count + 1)):
                instant = 1_000_000_000 + dice.randrange(20 * 365 * 86_400)
                status = "draft" if dice.randrange(500) == 0 else "published"
                categories = [dice.choice(below)]
                if dice.randrange(20) == 0:
                    categories.append(dice.choice(sections))
                names = "\x1f".join(category[3] for category in categories)
                posts.append((number, instant, names, 2001 + (instant - 1_000_000_000) // 31_536_000, status))
                terms = {term[0] for term in (*categories, *dice.choices(tags, k=3), dice.choice(authors))}
                carried += [(number, term, place) for place, term in enumerate(sorted(terms))]
            with archive.writing(durable=False) as writer:
                writer.execute_many(_POST, posts)
                writer.execute_many(_CARRIED, carried)


def _measure_upkeep(path: Path, posts: int) -> None:
    """Trashing and restoring one post, and a hundredth of all, with and without the counts being kept."""
    many = list(range(1, posts, 100))
    found: dict[bool, tuple[float, float]] = {}
    for kept in (False, True):
        with _keeping(kept), Archive.open(path) as archive:
            one = _median(lambda archive=archive: _there_and_back(archive, [7]), rounds=30)  # type: ignore[misc]
            all_of_them = _median(lambda archive=archive: _there_and_back(archive, many))  # type: ignore[misc]
            found[kept] = one, all_of_them
    for place, count in enumerate((1, len(many))):
        name = f"{count:,} posts to the trash and back"
        print(f"{name:40}{found[True][place]:10.1f} ms, without counts {found[False][place]:.1f} ms")


@contextmanager
def _keeping(kept: bool) -> Iterator[None]:
    install = Tally.install
    if not kept:
        setattr(Tally, "install", lambda tally, connection: None)  # noqa: B010
    try:
        yield
    finally:
        setattr(Tally, "install", install)  # noqa: B010


def _there_and_back(archive: Archive, posts: list[int]) -> None:
    for when in (1, None):
        with archive.writing(durable=False) as writer:
            set_trashed(writer, posts, when)


def _median(step: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Milliseconds, the first round aside."""
    times = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        step()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[1:])


if __name__ == "__main__":
    sys.exit(main())
