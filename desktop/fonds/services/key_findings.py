"""Findings about keys of front matter: spelt in several ways, slips of the pen, values of several types.

Keys that stand together in one post are meant to be two, and are never taken for one.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from fonds.model.bulk_edit import BulkOperation, ChangeType, RenameKey, ValueType
from fonds.model.findings import Finding, FindingKind, LookOfValue, Severity
from fonds.text.near_names import is_slip, plain_key

MOST_KEYS = 5_000
"""Different keys that are looked at; a hostile archive may have one in each post."""
COMMON = 10
"""Posts that must have a key before another one counts as a slip for it."""
RARE = 0.02
"""Of the posts that have the common key, the share that a slip has at most."""
FEW = 0.1
"""The share of values that are of another type, at most, for the others to be the usual one."""
LEAST_VALUES = 5

_UNDERSTOOD = {
    plain_key(name): name
    for name in ("title", "date", "slug", "permalink", "lang", "language", "category", "categories", "tag", "tags",
                 "author", "authors", "draft", "published", "layout", "description")
}  # fmt: skip
_SINGULAR = {"tag": "tags", "category": "categories", "author": "authors"}
"""Keys that some generators read and others do not: in a post of which they are further keys they say nothing."""
_NUMBER = re.compile(r'"\s*[+-]?\d+(?:\.\d+)?\s*"\Z')
_DATE = re.compile(r'"\s*\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:[T ][\d:.+\-Z ]*)?"?\Z')
_OPENERS = {"[": LookOfValue.LIST, "{": LookOfValue.TABLE, "t": LookOfValue.TRUTH, "f": LookOfValue.TRUTH}
_MENDS = {
    LookOfValue.LIST: ValueType.LIST,
    LookOfValue.TEXT: ValueType.TEXT,
    LookOfValue.TRUTH: ValueType.TRUTH,
}
_MENDABLE = {
    LookOfValue.LIST: (LookOfValue.TEXT, LookOfValue.NUMBER, LookOfValue.DATE),
    LookOfValue.TEXT: (LookOfValue.LIST,),
    LookOfValue.TRUTH: (LookOfValue.TEXT, LookOfValue.NUMBER),
}

Posts: TypeAlias = "array[int]"


@dataclass(slots=True)
class KeyUses:
    """Which posts have which further keys, by what the values look like; nothing is kept of empty values but the post."""

    uses: dict[str, dict[LookOfValue | None, Posts]] = field(default_factory=dict)

    def add(self, post: int, key: str, value: str) -> None:
        """Take one key of one post; ``value`` is (the beginning of) its JSON."""
        looks = self.uses.get(key)
        if looks is None:
            if len(self.uses) >= MOST_KEYS:
                return
            looks = self.uses[key] = {}
        look = look_of(value)
        posts = looks.get(look)
        if posts is None:
            posts = looks[look] = array("q")
        posts.append(post)

    def posts(self, key: str) -> Posts:
        """The posts that have a key, ascending."""
        return array("q", sorted(post for posts in self.uses[key].values() for post in posts))

    def count(self, key: str) -> int:
        """How many they are."""
        return sum(map(len, self.uses[key].values()))


def look_of(value: str) -> LookOfValue | None:
    """What (the beginning of) a value's JSON looks like; None for an empty one."""
    if value in ('""', "null", "[]", "{}"):
        return None
    look = _OPENERS.get(value[:1])
    if look is not None:
        return look
    if _NUMBER.match(value):
        return LookOfValue.NUMBER
    return LookOfValue.DATE if _DATE.match(value) else LookOfValue.TEXT


def key_findings(uses: KeyUses, understood: Mapping[str, int]) -> Iterator[Finding]:
    """The findings; ``understood`` says how many posts have a value for a field that every post has, by its key."""
    counts = {key: uses.count(key) for key in uses.uses}
    told: set[str] = set()
    for key, usual in _spellings(counts, understood):
        posts = uses.posts(key)
        if usual not in counts or not _meet(posts, uses.posts(usual)):
            told.add(key)
            yield _renaming(FindingKind.KEY_SPELLING, Severity.WARNING, key, usual, posts)
    known = {**counts, **{key: count for key, count in understood.items() if count}}
    for key, usual in _slips(counts, known, told):
        posts = uses.posts(key)
        if usual not in counts or not _meet(posts, uses.posts(usual)):
            yield _renaming(FindingKind.KEY_SLIP, Severity.HINT, key, usual, posts)
    for key in sorted(uses.uses):
        yield from _types(key, uses.uses[key])


def _renaming(kind: FindingKind, severity: Severity, key: str, usual: str, posts: Posts) -> Finding:
    details = (("key", key), ("usual", usual))
    return Finding(kind, severity, posts, f"{key}\0{usual}", details, (RenameKey(key, usual),))


def _spellings(counts: Mapping[str, int], understood: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Keys and how they are usually written: as a generator understands them, or else as most posts write them."""
    alike: dict[str, list[str]] = {}
    for key in counts:
        alike.setdefault(plain_key(key), []).append(key)
    for plain, keys in sorted(alike.items()):
        field_name = _UNDERSTOOD.get(plain)
        many = _SINGULAR.get(plain)
        usual = field_name or max(keys, key=lambda key: (counts[key], key))
        for key in sorted(keys):
            if key != usual:
                yield key, usual
            elif many is not None and understood.get(many, 0) > counts[key]:
                yield key, many


def _slips(
    counts: Mapping[str, int], known: Mapping[str, int], told: Iterable[str]
) -> Iterator[tuple[str, str]]:
    common = sorted((key for key, count in known.items() if count >= COMMON), key=lambda key: -known[key])
    done = set(told)
    for key, count in sorted(counts.items()):
        if key in done or plain_key(key) in _UNDERSTOOD:
            continue
        usual = next(
            (
                other
                for other in common
                if count <= known[other] * RARE + 1 and count < COMMON and is_slip(key.lower(), other.lower())
            ),
            None,
        )
        if usual is not None and usual != key:
            yield key, usual


def _types(key: str, looks: Mapping[LookOfValue | None, Posts]) -> Iterator[Finding]:
    said = {look: posts for look, posts in looks.items() if look is not None}
    total = sum(map(len, said.values()))
    if len(said) < 2 or total < LEAST_VALUES:
        return
    usual = max(said, key=lambda look: (len(said[look]), look.value))
    for look, posts in sorted(said.items()):
        # A text may be anything: a title that is a number is no mistake.
        if look is usual or len(posts) > total * FEW or (usual is LookOfValue.TEXT and look in _IN_TEXTS):
            continue
        operations: tuple[BulkOperation, ...] = ()
        if look in _MENDABLE.get(usual, ()):
            operations = (ChangeType(key, _MENDS[usual]),)
        details = (("key", key), ("type", look.value), ("usual", usual.value))
        subject = f"{key}\0{look.value}"
        yield Finding(
            FindingKind.KEY_TYPE, Severity.WARNING, array("q", sorted(posts)), subject, details, operations
        )


_IN_TEXTS = (LookOfValue.NUMBER, LookOfValue.DATE)


def _meet(one: Sequence[int], other: Sequence[int]) -> bool:
    return not set(one).isdisjoint(other)
