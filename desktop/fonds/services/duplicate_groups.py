"""Pairs of posts that are alike -> groups. Pure.

A chain (A is like B, B like C, A not like C) is never shown as if all were alike: whoever has most companions comes
first, and every other post of the group is as like that one as was asked for. A post that is left over, because all it
is like went to another group, makes a group with the one it is most like, which is then shown twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from fonds.model.duplicates import DuplicateGroup, DuplicateKind

Pair = tuple[int, int]
Distinct = Mapping[int, set[int]]
"""For each post those that it is no duplicate of, as was said."""
_NONE: frozenset[int] = frozenset()


def equal_groups(
    kind: DuplicateKind, keys: Iterable[tuple[int, bytes]], distinct: Distinct
) -> list[DuplicateGroup]:
    """Posts with an equal key (``keys`` come by post, ascending; an empty key is equal to none)."""
    first: dict[bytes, int] = {}
    alike: dict[
        bytes, list[int]
    ] = {}  # of few: a list for every post would be work for the garbage collector
    for post, key in keys:
        if key and first.setdefault(key, post) != post:
            alike.setdefault(key, [first[key]]).append(post)
    return [
        DuplicateGroup(kind, tuple(part), (1.0,) * len(part))
        for posts in alike.values()
        for part in _apart(posts, distinct)
        if len(part) > 1
    ]


def representatives(posts: Iterable[int], groups: Iterable[DuplicateGroup]) -> list[int]:
    """The posts without those that a group has behind its first."""
    behind = {post for group in groups for post in group.posts[1:]}
    return [post for post in posts if post not in behind]


def near_groups(alike: Mapping[Pair, float], distinct: Distinct) -> list[DuplicateGroup]:
    """Groups around those that have most companions; ``alike`` says of pairs how alike they are."""
    companions: dict[int, dict[int, float]] = defaultdict(dict)
    for (one, other), likeness in alike.items():
        if other not in distinct.get(one, _NONE):
            companions[one][other] = likeness
            companions[other][one] = likeness
    taken: set[int] = set()
    around: dict[int, list[int]] = {}
    for post in sorted(companions, key=lambda post: (-len(companions[post]), post)):
        if post in taken:
            continue
        free = [other for other in companions[post] if other not in taken]
        members = _agreeing(post, free, companions, distinct)
        if members:
            around[post] = members
            taken.update([post, *members])
    for post in sorted(companions.keys() - taken):
        nearest = max(companions[post], key=lambda other: (companions[post][other], -other))
        around.setdefault(-nearest, []).append(
            post
        )  # a group of its own, apart from that which it is first of
    return [_near(abs(first), members, companions) for first, members in around.items()]


def _near(
    first: int, members: Sequence[int], companions: Mapping[int, Mapping[int, float]]
) -> DuplicateGroup:
    likeness = companions[first]
    others = sorted(members, key=lambda post: (-likeness[post], post))
    return DuplicateGroup(DuplicateKind.NEAR, (first, *others), (1.0, *(likeness[post] for post in others)))


def _agreeing(
    first: int, posts: Sequence[int], companions: Mapping[int, Mapping[int, float]], distinct: Distinct
) -> list[int]:
    """Those of the posts of which none was said to be no duplicate of another one, nearest first."""
    chosen: dict[int, None] = {}
    for post in sorted(posts, key=lambda post: (-companions[first][post], post)):
        if distinct.get(post, _NONE).isdisjoint(chosen):
            chosen[post] = None
    return list(chosen)


def _apart(posts: Sequence[int], distinct: Distinct) -> list[list[int]]:
    """The posts in as many parts as it takes to have no two in one that were said to be no duplicates."""
    parts: list[dict[int, None]] = []
    for post in posts:
        apart = distinct.get(post, _NONE)
        part = next((part for part in parts if apart.isdisjoint(part)), None)
        if part is None:
            part = {}
            parts.append(part)
        part[post] = None
    return [list(part) for part in parts]
