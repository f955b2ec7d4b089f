"""How fast finding is at a million posts: the columns, the first rows of a search, its whole list, and its facets.

    python tests/benchmarks/bench_find.py [--posts 1000000] [--archive FILE]

The archive is made by SQL alone, with short texts: what words cost in long ones is measured elsewhere. A file named by
``--archive`` is made when it is not there, and kept.
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
from pathlib import Path

from seedlike import WORDS

BATCH = 20_000
SECTIONS, BELOW, TAGS, AUTHORS = 20, 10, 3_000, 200
ROUNDS = 5
_POST = (
    "INSERT INTO posts (id, title, title_key, instant, categories_text, categories_key, source_path, year, status, problem_count, "
    "head_revision, created_at, modified_at, date_offset, date_precision, date_origin, date_text, format, language, slug, "
    "permalink, original_digest, generator, encoding, header_readable, text_exact, word_count, accession_id, has) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, ?1, 1, ?4 + 9, 480, 'second', 'front-matter', '', 'markdown', 'zh-CN', "
    "'', '', x'00', 'jekyll', 'utf-8', 1, 1, ?1 % 4000, 1 + ?1 % 3, ?1 % 16)"
)
_TERM = "INSERT INTO terms (id, kind, parent_id, name) VALUES (?, ?, ?, ?)"
_CARRIED = "INSERT INTO post_terms (post_id, term_id, position) VALUES (?, ?, ?)"
_FIELD = "INSERT INTO post_fields (post_id, position, key, value) VALUES (?, 0, ?, ?)"
_REVISION = (
    "INSERT INTO revisions (id, post_id, number, made_at, reason, digest, size, codec, data) "
    "VALUES (?1, ?1, 0, 1, 'import', x'00', length(?2), 'raw', ?2)"
)
_TEXT = "INSERT INTO revision_texts (revision_id, excerpt, codec, data) VALUES (?1, '', 'raw', ?2)"
_IMPORT = "INSERT INTO accessions (started_at, generator, sources, settings, sites) VALUES (1, 'jekyll', '[]', '{}', '[]')"
SEARCHES = (
    "示范区",
    "示范区 上海",
    "示范区 -上海",
    "growth",
    "category:/栏目3",
    "tag:标签7",
    "date:2010",
    "date:2010..2015 category:/栏目3",
    "status:draft",
    "示范区 date:2010 has:image",
    "words:>3000",
    "layout:post",
    "-tag:标签7",
)


def main() -> int:
    """Make the archive, print a line for each figure."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--posts", type=int, default=1_000_000)
    arguments.add_argument("--archive", type=Path)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.archive or Path(folder) / "find.fonds"
        if not path.exists():
            _tell("making the archive", lambda: make_archive(path, options.posts))
        _measure_columns(path)
        _measure_searches(path)
    return 0


def make_archive(path: Path, count: int) -> None:
    """An archive of that many posts with every kind of fact."""
    from fonds.services.archive_care import fold
    from fonds.store.archive import Archive
    from fonds.text.title_order import title_key

    dice = random.Random(7)
    sections = [(1 + number, "category", 0, f"栏目{number}") for number in range(SECTIONS)]
    first = SECTIONS + 1
    below = [
        (first + number, "category", 1 + number % SECTIONS, f"小栏目{number}")
        for number in range(SECTIONS * BELOW)
    ]
    first += len(below)
    tags = [(first + number, "tag", 0, f"标签{number}") for number in range(TAGS)]
    first += TAGS
    authors = [(first + number, "author", 0, f"作者{number}") for number in range(AUTHORS)]
    keys = {term[0]: title_key(term[3]) for term in (*sections, *below)}
    with Archive.create(path) as archive:
        with archive.writing() as writer:
            writer.execute_many(_TERM, [*sections, *below, *tags, *authors])
            for _ in range(3):
                writer.execute(_IMPORT)
        for start in range(1, count + 1, BATCH):
            posts: list[tuple[object, ...]] = []
            carried: list[tuple[int, int, int]] = []
            texts: list[tuple[int, bytes]] = []
            for number in range(start, min(start + BATCH, count + 1)):
                instant = 1_000_000_000 + dice.randrange(20 * 365 * 86_400)
                status = "draft" if dice.randrange(500) == 0 else "published"
                categories = [below[min(int(dice.paretovariate(0.9)) - 1, len(below) - 1)]]
                if dice.randrange(20) == 0:
                    categories.append(dice.choice(sections))
                names = "\x1f".join(category[3] for category in categories)
                year = 2001 + (instant - 1_000_000_000) // 31_536_000
                title = f"{''.join(dice.choices(WORDS, k=3))}第{number}篇"
                place = f"_posts/{year}/{number}.md"
                key = keys[categories[0][0]]
                posts.append((number, title, title_key(title), instant, names, key, place, year, status))
                terms = {term[0] for term in (*categories, *dice.choices(tags, k=2), dice.choice(authors))}
                carried += [(number, term, place) for place, term in enumerate(sorted(terms))]
                body = "，".join("".join(dice.choices(WORDS, k=3)) for _ in range(4)) + " market growth"
                texts.append((number, body.encode()))
            with archive.writing(durable=False) as writer:
                writer.execute_many(_POST, posts)
                writer.execute_many(_CARRIED, carried)
                writer.execute_many(_FIELD, [(row[0], "layout", '"post"') for row in posts])
                writer.execute_many(_REVISION, texts)
                writer.execute_many(_TEXT, texts)
            fold(archive)


def _measure_columns(path: Path) -> None:
    import tracemalloc

    from fonds.store.archive import Archive
    from fonds.store.columns import load_columns
    from fonds.store.stars import set_starred

    with Archive.open(path) as archive:

        def load() -> None:
            with archive.reading() as view:
                view.memory.columns = None
                load_columns(view)

        _tell("columns from the file", load, ROUNDS)
        tracemalloc.start()
        load()
        print(f"{'memory of the columns':44}{tracemalloc.get_traced_memory()[0] / 1e6:9.1f} MB")
        tracemalloc.stop()

        def save(when: int | None) -> Callable[[], None]:
            def run() -> None:
                with archive.writing() as writer:
                    set_starred(writer, [7], when)

            return run

        def refresh() -> None:
            with archive.reading() as view:
                load_columns(view)

        for when in (1, None, 1, None):
            _tell("one save", save(when))
            _tell("columns after one save", refresh)


def _measure_searches(path: Path) -> None:
    from fonds.model.query import ListRequest, Order, OrderColumn
    from fonds.services import archives, browsing, searching

    archive = archives.open_archive(path)

    def forget() -> None:
        with archive.reading() as view:
            if view.memory.columns is not None:
                view.memory.columns.found.clear()

    def told(name: str, request: ListRequest) -> None:
        _tell(name, lambda: browsing.list_posts(archive, request), ROUNDS, forget)

    told("all posts", ListRequest())
    _tell("facets of all", lambda: searching.load_facets(archive, ListRequest(), 20), ROUNDS)
    for text in SEARCHES:
        request = ListRequest(search_text=text)
        count = len(browsing.list_posts(archive, request).ids)
        told(f"{text}: {count:,}", request)
        _tell("  its facets", lambda request=request: searching.load_facets(archive, request, 20), ROUNDS)  # type: ignore[misc]
    for column in OrderColumn:
        request = ListRequest(search_text="示范区", order=Order(column, column is OrderColumn.RELEVANCE))
        told(f"示范区 by {column}", request)
    print(f"{'memory at the peak':44}{_memory():9.0f} MB")
    archive.close()


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _tell(
    name: str, step: Callable[[], object], rounds: int = 1, before: Callable[[], None] = lambda: None
) -> None:
    times = []
    for _ in range(rounds):
        before()
        start = time.perf_counter()
        step()
        times.append((time.perf_counter() - start) * 1000)
    first = f", the first {times[0]:.0f} ms" if rounds > 1 else ""
    print(f"{name:44}{statistics.median(times[1:] or times):9.1f} ms{first}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
