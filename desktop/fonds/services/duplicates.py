"""Finding posts that are there more than once: equal files, equal texts, nearly equal texts.

What posts are found by is kept in the archive, so that the next time only what changed is read. Memory: some 400 bytes a
post; texts pass through in small portions.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import cast

import numpy as np

from fonds.model.duplicates import (
    LEAST_ALIKE,
    USUAL_THRESHOLD,
    DuplicateGroup,
    DuplicateKind,
    FoundDuplicates,
)
from fonds.model.errors import UserError
from fonds.model.progress import CancelToken, Progress, ProgressSink, ignore_progress
from fonds.model.query import ListRequest
from fonds.services.duplicate_groups import Distinct, Pair, equal_groups, near_groups, representatives
from fonds.services.duplicate_texts import PACKED, Comparison, compare, portions_of
from fonds.services.duplicate_workers import Workers
from fonds.services.post_parts import parts_of
from fonds.store import fingerprints, merging
from fonds.store.archive import Archive
from fonds.store.fingerprints import Fingerprint, PackedText
from fonds.store.lists import find_ids
from fonds.store.posts import get_post
from fonds.store.session import in_chunks
from fonds.store.titles import load_titles
from fonds.text.similarity import SIMILARITY_RULES, VALUES, likely_pairs

ALL_KINDS = tuple(DuplicateKind)
INLINE_LIMIT = 300
"""Up to so many posts are read in the calling thread: starting processes would take longer."""
PORTION = 64
STORED_AT_ONCE = 2048
COMPARED_AT_ONCE = 200
"""Different posts whose texts are compared together."""
_BLOCK = 4096


@dataclass(slots=True)
class _Known:
    """What is known of the posts: ``texts`` by post, and the rows of signatures."""

    texts: dict[int, bytes] = field(default_factory=dict)
    rows: dict[int, bytes] = field(default_factory=dict)

    def take(self, found: Fingerprint) -> None:
        self.texts[found.post_id] = found.text
        if found.signature:
            self.rows[found.post_id] = found.signature


def find_duplicates(
    archive: Archive,
    request: ListRequest | None = None,
    kinds: Collection[DuplicateKind] = ALL_KINDS,
    threshold: float = USUAL_THRESHOLD,
    progress: ProgressSink = ignore_progress,
    cancel: CancelToken | None = None,
) -> FoundDuplicates:
    """The groups of duplicates among the posts that a request asks for (all outside the trash, without one).

    A post stands in one kind only: of equal files the first one stands for all in the later kinds, of equal texts too.
    Raises UserError (field ``threshold``) for a threshold outside ``LEAST_ALIKE`` to 1, and Cancelled.
    """
    if not LEAST_ALIKE <= threshold <= 1:
        raise UserError(
            "Texts are nearly the same from {least} to 1 on.", field="threshold", least=f"{LEAST_ALIKE:g}"
        )
    cancel = cancel or CancelToken()
    with archive.reading(cancel) as view:
        ids = sorted(find_ids(view, request or ListRequest()))
        digests = fingerprints.head_digests(view, ids)
        distinct = merging.distinct_posts(view)
    groups = equal_groups(
        DuplicateKind.SAME_BYTES, ((post, digests[post]) for post in ids if post in digests), distinct
    )
    if set(kinds) <= {DuplicateKind.SAME_BYTES}:
        return FoundDuplicates(_in_order(groups, kinds), len(ids))
    with Workers(inline=len(ids) <= INLINE_LIMIT) as workers:
        known, read = _fingerprints(archive, ids, workers, progress, cancel)
        posts = representatives(ids, groups)
        groups += equal_groups(
            DuplicateKind.SAME_TEXT, ((post, known.texts.get(post, b"")) for post in posts), distinct
        )
        if DuplicateKind.NEAR in kinds:
            posts = [post for post in representatives(posts, groups) if post in known.rows]
            likely = [
                (one, other)
                for one, other in _likely(posts, known, threshold, progress, cancel)
                if other not in distinct.get(one, ())
            ]
            alike = _verified(archive, likely, threshold, workers, progress, cancel)
            groups += near_groups(alike, distinct)
    left_out = tuple(post for post in ids if not known.texts.get(post, b""))
    return FoundDuplicates(_in_order(groups, kinds), len(ids), read, left_out)


def _in_order(
    groups: Sequence[DuplicateGroup], kinds: Collection[DuplicateKind]
) -> tuple[DuplicateGroup, ...]:
    order = list(DuplicateKind)
    chosen = [group for group in groups if group.kind in kinds]
    return tuple(
        sorted(
            chosen,
            key=lambda group: (
                order.index(group.kind),
                -len(group.posts),
                -min(group.similarities),
                group.posts,
            ),
        )
    )


def _fingerprints(
    archive: Archive, ids: Sequence[int], workers: Workers, progress: ProgressSink, cancel: CancelToken
) -> tuple[_Known, int]:
    """What all posts are found by, and how many had to be read for it. What was read is kept as it comes, so that a scan
    that is cancelled goes on where it was."""
    with archive.reading(cancel) as view:
        stale = fingerprints.stale_posts(view, ids, SIMILARITY_RULES)
    known = _Known()
    fresh: list[Fingerprint] = []
    done = 0

    def portions() -> Iterator[tuple[fingerprints.PackedText, ...]]:
        for chunk in in_chunks(stale, PORTION):
            with archive.reading(cancel) as view:
                texts = fingerprints.packed_texts(view, chunk)
            yield from portions_of(texts)

    def keep() -> None:
        if fresh and not archive.read_only:
            with archive.writing(durable=False) as writer:
                fingerprints.store_fingerprints(writer, fresh, SIMILARITY_RULES)
        fresh.clear()

    try:
        for answers in workers.run(portions(), cancel):
            found = cast("list[Fingerprint]", answers)
            for one in found:
                known.take(one)
            fresh += found
            done += len(found)
            progress(Progress(done, len(stale), "read"))
            if len(fresh) >= STORED_AT_ONCE:
                keep()
    finally:
        keep()
    with archive.reading(cancel) as view:
        for one in fingerprints.load_fingerprints(view, ids, SIMILARITY_RULES):
            known.take(one)
    return known, len(stale)


def _likely(
    posts: Sequence[int], known: _Known, threshold: float, progress: ProgressSink, cancel: CancelToken
) -> list[Pair]:
    """The pairs whose signatures are alike enough to look at their texts."""
    if len(posts) < 2:
        return []
    packed = b"".join(known.rows[post] for post in posts)
    signatures = np.frombuffer(packed, "<u2").astype(np.uint16, copy=False).reshape(len(posts), VALUES)
    found = np.empty(0, np.int64)
    for pairs in likely_pairs(signatures, threshold):
        cancel.raise_if_cancelled()
        progress(Progress(0, None, "compare"))
        found = np.union1d(found, pairs[:, 0] << 32 | pairs[:, 1])
    return [(posts[pair >> 32], posts[pair & 0xFFFFFFFF]) for pair in found.tolist()]


def _verified(
    archive: Archive,
    pairs: Sequence[Pair],
    threshold: float,
    workers: Workers,
    progress: ProgressSink,
    cancel: CancelToken,
) -> dict[Pair, float]:
    """Those of the pairs that are alike indeed: all runs of both texts are compared."""
    asked: deque[tuple[Pair, ...]] = deque()

    def requests() -> Iterator[Comparison]:
        for portion in _portions(pairs):
            wanted = sorted({post for pair in portion for post in pair})
            with archive.reading(cancel) as view:
                texts = {text.post_id: text for text in fingerprints.packed_texts(view, wanted)}
            for comparison in _lighter(portion, texts):
                asked.append(comparison.pairs)
                yield comparison

    found: dict[Pair, float] = {}
    done = 0
    for answers in workers.run(requests(), cancel):
        portion = asked.popleft()
        for pair, likeness in zip(portion, cast("list[float]", answers), strict=True):
            if likeness >= threshold:
                found[pair] = likeness
        done += len(portion)
        progress(Progress(done, len(pairs), "compare"))
    return found


def _lighter(pairs: Sequence[Pair], texts: dict[int, PackedText]) -> Iterator[Comparison]:
    """The pairs with their texts, in as many parts as it takes for none to be heavy."""
    chosen: list[Pair] = []
    along: dict[int, PackedText] = {}
    for pair in pairs:
        new = {post: texts[post] for post in pair if post in texts and post not in along}
        weight = sum(len(text.text) + len(text.source) for text in (*along.values(), *new.values()))
        if chosen and weight > PACKED:
            yield Comparison(tuple(along.values()), tuple(chosen))
            chosen, along = [], {post: texts[post] for post in pair if post in texts}
        along |= new
        chosen.append(pair)
    if chosen:
        yield Comparison(tuple(along.values()), tuple(chosen))


def _portions(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """The pairs in portions of few different posts: those that hang together stay together as far as that goes."""
    parent: dict[int, int] = {}

    def root(post: int) -> int:
        while (above := parent.setdefault(post, post)) != post:
            parent[post] = post = parent.setdefault(above, above)
        return post

    for one, other in pairs:
        parent[root(one)] = root(other)
    portions: list[list[Pair]] = []
    seen: set[int] = set()
    for _, together in groupby(
        sorted(pairs, key=lambda pair: (root(pair[0]), pair)), lambda pair: root(pair[0])
    ):
        for pair in together:
            if not portions or len(seen) >= COMPARED_AT_ONCE:
                portions.append([])
                seen = set()
            portions[-1].append(pair)
            seen.update(pair)
    return portions


@dataclass(frozen=True, slots=True)
class ComparedPosts:
    """Two posts side by side, as whole files; ``similarity`` is that of their texts, None for short ones."""

    before: str
    after: str
    similarity: float | None


def compare_posts(archive: Archive, one: int, other: int) -> ComparedPosts:
    """Two posts as they are now. Raises UserError when one is gone."""
    with archive.reading() as view:
        first, second = get_post(view, one), get_post(view, other)
        texts = tuple(fingerprints.packed_texts(view, [one, other]))
    similarity = compare(Comparison(texts, ((one, other),)))[0]
    before, after = parts_of(first).text, parts_of(second).text
    if before == after:
        similarity = 1.0
    return ComparedPosts(before, after, similarity or None)


def still_duplicates(archive: Archive, groups: Sequence[DuplicateGroup]) -> tuple[DuplicateGroup, ...]:
    """The groups without the posts that are gone or in the trash by now, and without the pairs that were said to be no
    duplicates; of a group whose first post is gone nothing is known any more, unless its posts are equal."""
    posts = sorted({post for group in groups for post in group.posts})
    with archive.reading() as view:
        there = merging.outside_trash(view, posts)
        distinct = merging.distinct_posts(view)
    return tuple(left for group in groups if (left := _left_of(group, there, distinct)) is not None)


def titles_of(archive: Archive, groups: Sequence[DuplicateGroup]) -> dict[int, str]:
    """The titles of the posts of groups, by post."""
    with archive.reading() as view:
        return load_titles(view, [post for group in groups for post in group.posts])


def _left_of(group: DuplicateGroup, there: set[int], distinct: Distinct) -> DuplicateGroup | None:
    if group.kind is DuplicateKind.NEAR and group.posts[0] not in there:
        return None
    left: dict[int, float] = {}
    for post, likeness in zip(group.posts, group.similarities, strict=True):
        if post in there and distinct.get(post, set()).isdisjoint(left):
            left[post] = likeness
    return DuplicateGroup(group.kind, tuple(left), tuple(left.values())) if len(left) > 1 else None
