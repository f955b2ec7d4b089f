"""An archive of many ``newslike`` posts, made through the store's own insert path, and kept for the next run.

    python tests/benchmarks/newsarchive.py FOLDER COUNT

Posts are made and prepared (compressed) by as many processes as there are processors, inserted by this one in batches
and put into the text index as an import does it; at the end small segments are joined, as the window does it later. No
files are written, because how fast files are read is the matter of ``bench_import.py``.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from newslike import BLOCK, SEED, NewsPost, clauses, make_block

from fonds.importers.interface import SiteSettings, site_as_json
from fonds.model.accession import Candidate, ImportReport, ImportSettings
from fonds.model.post import DateOrigin, DatePrecision, PostDate, PostMetadata, Status
from fonds.model.progress import CancelToken
from fonds.services.archive_care import fold, tidy_index
from fonds.services.intake import FOLD_BYTES
from fonds.store.accessions import begin_accession, finish_accession
from fonds.store.archive import Archive, Writer
from fonds.store.file_format import TABLES
from fonds.store.packing import prepare_text
from fonds.store.posts import AcceptedCandidate, insert_candidates
from fonds.text.content_facts import count_words

RULES = 1
"""Part of the names of archives that are kept: to be raised when other posts are made, or put in otherwise."""
AN_IMPORT = 50_000
"""So many posts came with one accession."""
_ZONE = timezone(timedelta(hours=8))


def kept_archive(folder: Path, count: int, seed: int = SEED) -> Path:
    """The archive of ``count`` posts in a folder, made when it is not there, has other tables than today's, or was made
    of other words; one that was not finished is begun anew."""
    folder.mkdir(parents=True, exist_ok=True)
    sign = " ".join([*sorted(TABLES), *clauses(seeds=True)])
    path = folder / f"newslike-{RULES}-{seed}-{hashlib.sha256(sign.encode()).hexdigest()[:6]}-{count}.fonds"
    if not path.exists():
        unfinished = path.with_suffix(".unfinished")
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{unfinished}{ending}").unlink(missing_ok=True)
        began = time.monotonic()
        fill(unfinished, count, seed)
        unfinished.rename(path)
        seconds = time.monotonic() - began
        print(f"made an archive of {count:,} posts in {seconds:.0f} s: {count / seconds:,.0f} a second")
    return path


def fill(path: Path, count: int, seed: int = SEED) -> None:
    """Make an archive and put the posts into it."""
    with Archive.create(path) as archive:
        accession = first = waiting = 0
        for rows in _prepared(count, seed):
            with archive.writing(durable=False) as writer:
                if first % AN_IMPORT == 0:
                    accession = _enter_accession(writer, min(AN_IMPORT, count - first))
                insert_candidates(writer, [replace(row, accession_id=accession) for row in rows])
            first += len(rows)
            waiting += sum(len(row.candidate.source) for row in rows)
            if waiting >= FOLD_BYTES:  # as an import does
                fold(archive)
                waiting = 0
        fold(archive)
        tidy_index(archive, CancelToken())


def candidate_of(post: NewsPost) -> Candidate:
    """The post as an import would have read it from a Jekyll site's file."""
    moment = datetime.fromtimestamp(post.instant, _ZONE)
    written = f"{moment:%Y-%m-%d %H:%M:%S} +0800"
    categories = "".join(f"- {'/'.join(path)}\n" for path in post.categories)
    source = (
        f'---\nlayout: post\ntitle: "{post.title}"\ndate: {written}\ncategories:\n{categories}tags: [{", ".join(post.tags)}]\n'
        + "".join(f"author: {author}\n" for author in post.authors)
        + f"published: {'false' if post.draft else 'true'}\n---\n"
        + post.body.replace("\n", "\n\n")
        + "\n"
    ).encode()
    date = PostDate(post.instant, 480, DatePrecision.SECOND, DateOrigin.FRONT_MATTER, written)
    metadata = PostMetadata(
        title=post.title,
        date=date,
        status=Status.UNPUBLISHED if post.draft else Status.PUBLISHED,
        language=post.language,
        categories=post.categories,
        tags=post.tags,
        authors=post.authors,
        fields=(("layout", "post"),),
    )
    return Candidate(
        path=f"_posts/{moment:%Y-%m-%d}-NW{post.number:07}.md",
        source=source,
        digest=hashlib.sha256(source).digest(),
        encoding="utf-8",
        metadata=metadata,
        plain_text=post.body,
        excerpt=post.body[:160],
        modified_at=post.instant,
        words=count_words(post.body),
        self_contained=True,
    )


def prepare_block(block: int, count: int, seed: int) -> list[AcceptedCandidate]:
    """One block of posts, with all the work done that needs no archive; runs in a child."""
    found = []
    for post in make_block(block, count, seed):
        candidate = candidate_of(post)
        found.append(AcceptedCandidate(candidate, None, post.number, "jekyll", prepare_text(candidate)))
    return found


def _prepared(count: int, seed: int) -> Iterator[list[AcceptedCandidate]]:
    """All blocks in order, a few ahead of what is taken."""
    processors = os.cpu_count() or 1
    with ProcessPoolExecutor(processors, get_context("spawn")) as pool:
        waiting = iter(range(-(-count // BLOCK)))
        given = deque(
            pool.submit(prepare_block, block, count, seed) for block in islice(waiting, processors + 1)
        )
        while given:
            rows = given.popleft().result()
            given.extend(pool.submit(prepare_block, block, count, seed) for block in islice(waiting, 1))
            yield rows


def _enter_accession(writer: Writer, posts: int) -> int:
    """An accession that brought so many posts."""
    site = site_as_json(SiteSettings("jekyll", timezone="Asia/Shanghai"))
    when = int(time.time())
    number = begin_accession(writer, ("/site",), "jekyll", ImportSettings(), when, (site,))
    finish_accession(writer, number, ImportReport(number, "jekyll", ("/site",), added=posts), when)
    return number


if __name__ == "__main__":
    kept_archive(Path(sys.argv[1]), int(sys.argv[2]))
