"""Finding duplicates among ``newslike`` posts with planted copies: how many are found, how fast, in how much memory.

    python tests/benchmarks/bench_duplicates.py [--posts 10000] [--truth 2000] [--without-brute-force]

One post in twenty has a copy: the same file, the same text set otherwise (width, space, punctuation, another title), or one with
one to twelve of a hundred characters changed and a sentence at the end. Truth is brute force: the runs of all pairs of
``--truth`` posts, of which one in three has a copy, compared. Found are the pairs that stand in one group. Memory is that of the command line's process with its children;
while the same is done in this process, a thread counts how late it wakes from naps of 5 ms: what a window would feel.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
from newsarchive import candidate_of
from newslike import make_posts
from processes import measure
from windowed import prepare_environment, print_head, print_row

from fonds.model.accession import Candidate
from fonds.model.duplicates import DuplicateKind, FoundDuplicates
from fonds.model.progress import Progress
from fonds.services.duplicates import find_duplicates
from fonds.services.merging import merge_posts, merges_of
from fonds.store.archive import Archive
from fonds.store.fingerprints import packed_texts
from fonds.store.posts import AcceptedCandidate, insert_candidates
from fonds.text.similarity import shingles, token_hashes

SEED = 7
ONE_IN = 20
ONE_IN_TRUTH = 3
THRESHOLDS = (0.6, 0.7, 0.8, 0.9)
NAP = 0.005
_BATCH = 500
_WIDE = str.maketrans({",": "，", ".": "。", **{chr(n): chr(n + 0xFEE0) for n in range(0x30, 0x3A)}})


def main() -> int:
    """Make the archives and print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--posts", type=int, default=10_000)
    arguments.add_argument("--truth", type=int, default=2_000)
    arguments.add_argument("--without-brute-force", action="store_true")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        prepare_environment(work)
        if not options.without_brute_force:
            _held_against_truth(work / "truth.fonds", options.truth)
        path = work / "posts.fonds"
        began = time.monotonic()
        fill(path, options.posts)
        print(
            f"made {options.posts:,} posts in {time.monotonic() - began:.0f} s, {path.stat().st_size / 1e6:.0f} MB"
        )
        _scanned(path)
    return 0


def fill(path: Path, count: int, one_in: int = ONE_IN) -> None:
    """An archive of so many posts, copies among them."""
    with Archive.create(path) as archive:
        batch: list[AcceptedCandidate] = []
        for number, candidate in enumerate(_candidates(count, one_in)):
            batch.append(AcceptedCandidate(candidate, None, number, "jekyll"))
            if len(batch) == _BATCH or number == count - 1:
                with archive.writing(durable=False) as writer:
                    insert_candidates(writer, batch)
                batch.clear()


def _candidates(count: int, one_in: int) -> Iterator[Candidate]:
    dice = random.Random(SEED)
    given = 0
    for post in make_posts(count, seeds=False):
        original = candidate_of(post)
        yield original
        given += 1
        if given < count and dice.randrange(one_in) == 0:
            yield _copy(dice, original, given)
            given += 1
        if given >= count:
            return


def _copy(dice: random.Random, original: Candidate, number: int) -> Candidate:
    """A copy of one of three kinds, half of them nearly the same."""
    body, kind = original.plain_text, dice.randrange(4)
    path = f"_posts/copy-{number}.md"
    if kind == 0:
        return replace(original, path=path)
    if kind == 1:
        body = body.translate(_WIDE).replace("\n", " \n\n ")
    else:
        letters = list(body)
        for place in dice.sample(range(len(letters)), len(letters) * dice.randint(1, 12) // 100):
            letters[place] = dice.choice(body)
        body = "".join(letters) + "本文经授权转载，不代表本刊立场。"
    source = f"---\ntitle: 转载 {number}\n---\n{body}\n".encode()
    metadata = replace(original.metadata, title=f"转载 {number}")
    digest = number.to_bytes(32, "big")
    return replace(original, path=path, source=source, digest=digest, metadata=metadata, plain_text=body)


# Truth


def _held_against_truth(path: Path, count: int) -> None:
    fill(path, count, ONE_IN_TRUTH)
    with Archive.open(path) as archive:
        alike = _brute_force(archive)
        print_head(f"pairs among {count:,} posts")
        for threshold in THRESHOLDS:
            found = find_duplicates(archive, threshold=threshold)
            pairs = _pairs(found)
            wanted = {pair for pair, likeness in alike.items() if likeness >= threshold}
            direct = {
                (min(group.posts[0], post), max(group.posts[0], post))
                for group in found.groups
                for post in group.posts[1:]
            }
            right = sum(alike.get(pair, 0) >= threshold for pair in direct)
            print(
                f"  from {threshold:.1f}: {len(wanted)} alike, found {len(wanted & pairs)} "
                f"(recall {len(wanted & pairs) / max(1, len(wanted)):.4f}), "
                f"{right} of {len(direct)} shown are so (precision {right / max(1, len(direct)):.4f})"
            )


def _brute_force(archive: Archive) -> dict[tuple[int, int], float]:
    """How alike the posts of all pairs are, where that is more than a half."""
    with archive.reading() as view:
        ids = [row[0] for row in view.rows("SELECT id FROM posts ORDER BY id")]
        texts = {text.post_id: text.unpacked() for text in packed_texts(view, ids)}
    runs = [shingles(tokens) for tokens in token_hashes([texts[post] for post in ids])]
    known, places = np.unique(np.concatenate(runs), return_inverse=True)
    owners = np.repeat(np.arange(len(ids)), [len(one) for one in runs])
    sizes = np.array([len(one) for one in runs])
    order = np.argsort(places, kind="stable")
    starts = np.searchsorted(places[order], np.arange(len(known) + 1))
    common = np.zeros((len(ids), len(ids)), np.uint16)
    for start, end in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True):
        if end - start > 1:
            together = owners[order[start:end]]
            common[np.ix_(together, together)] += 1
    ones, others = np.nonzero(np.triu(common, 1))
    shared = common[ones, others].astype(np.int64)
    likeness = shared / (sizes[ones] + sizes[others] - shared)
    chosen = np.flatnonzero(likeness > 0.5)
    return {(ids[ones[n]], ids[others[n]]): float(likeness[n]) for n in chosen.tolist()}


def _pairs(found: FoundDuplicates) -> set[tuple[int, int]]:
    """The pairs that stand in one group, through the post that stands for its equals as well."""
    same: dict[int, list[int]] = {}
    pairs: set[tuple[int, int]] = set()
    for group in found.groups:
        members = [equal for post in group.posts for equal in (post, *same.get(post, ()))]
        pairs.update(combinations(sorted(set(members)), 2))
        if group.kind is not DuplicateKind.NEAR:
            same[group.posts[0]] = [*same.get(group.posts[0], ()), *members[1:]]
    return pairs


# Time and memory


def _scanned(path: Path) -> None:
    command = [sys.executable, "-m", "fonds", "duplicates", str(path), "--json"]
    for label in ("first scan", "again, all known"):
        run = measure(command)
        parts = ", ".join(f"{run.peak_of_part(part, 4):.0f}" for part in range(4))
        print(f"{label}: {run.seconds:.1f} s, peak {run.peak:.0f} MB (by quarters: {parts})")
    with Archive.open(path) as archive:
        with archive.writing() as writer:
            writer.execute("DELETE FROM fingerprints")
        stages: dict[str, float] = {}

        def note(progress: Progress) -> None:
            stages[progress.stage] = time.monotonic()

        late: list[float] = []
        ended = threading.Event()
        watcher = threading.Thread(target=_feel, args=(ended, late))
        watcher.start()
        began = time.monotonic()
        found = find_duplicates(archive, progress=note)
        seconds = time.monotonic() - began
        ended.set()
        watcher.join()
        counts = [sum(group.kind is kind for group in found.groups) for kind in DuplicateKind]
        print(
            f"in this process: {seconds:.1f} s, of it reading {stages['read'] - began:.1f} s; groups by kind {counts}"
        )
        print_head("late from naps, in ms")
        print_row("while it is scanned", [1000 * one for one in late])
        equal = [group for group in found.groups if group.kind is DuplicateKind.SAME_BYTES]
        began = time.monotonic()
        outcome, _ = merge_posts(archive, merges_of(equal), only=DuplicateKind.SAME_BYTES)
        print(f"merged {outcome.merged} equal files in {time.monotonic() - began:.2f} s")


def _feel(ended: threading.Event, late: list[float]) -> None:
    while not ended.is_set():
        began = time.perf_counter()
        time.sleep(NAP)
        late.append(time.perf_counter() - began - NAP)


if __name__ == "__main__":
    sys.exit(main())
