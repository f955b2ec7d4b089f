"""Findings about categories, tags and authors that are one, written in several ways."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from fonds.model.bulk_edit import BulkOperation, MapValues, MoveCategory
from fonds.model.findings import Finding, FindingKind, Severity
from fonds.text.near_names import differ_in_variants, plain_name

Terms = Mapping[int, tuple[str, int, str]]
"""The kind, the parent and the name of each term."""
SHOWN = 8
"""Spellings of one name that a sentence tells."""
_KINDS = {
    "category": (FindingKind.CATEGORY_SPELLING, "categories"),
    "tag": (FindingKind.TAG_SPELLING, "tags"),
    "author": (FindingKind.AUTHOR_SPELLING, "authors"),
}


def alike_terms(terms: Terms, counts: Mapping[int, int]) -> list[list[int]]:
    """The groups of terms of one kind, at one place, that are written in several ways; the most frequent first."""
    groups: defaultdict[tuple[str, int, str], list[int]] = defaultdict(list)
    for number, (kind, parent, name) in terms.items():
        if counts.get(number):
            groups[kind, parent, plain_name(name)].append(number)
    found = [
        sorted(group, key=lambda term: (-counts[term], terms[term][2]))
        for group in groups.values()
        if len(group) > 1
    ]
    return sorted(found, key=lambda group: -sum(counts[term] for term in group))


def term_findings(
    terms: Terms, groups: Iterable[Sequence[int]], uses: Mapping[int, Sequence[int]]
) -> Iterator[Finding]:
    """A finding for each group; ``uses`` are the posts of each term of the groups."""
    for group in groups:
        kind, parent, usual = terms[group[0]]
        told, field = _KINDS[kind]
        names = [terms[term][2] for term in group]
        others = group[1:]
        shown = ", ".join(f"“{name}” ({len(uses[term])})" for name, term in zip(names, group, strict=True))
        if len(names) > SHOWN:
            shown = ", ".join(shown.split(", ")[:SHOWN]) + ", …"
        operations: list[BulkOperation] = []
        for term in others:
            name = terms[term][2]
            if kind == "category":
                above = _path(terms, parent)
                operations.append(MoveCategory((*above, name), (*above, usual)))
            else:
                operations.append(MapValues(field, ((name, usual),)))
        posts = array("q", sorted({post for term in others for post in uses[term]}))
        # Names in Traditional and Simplified characters often stand in posts of two languages, each rightly.
        severity = Severity.HINT if differ_in_variants(names) else Severity.WARNING
        subject = f"{'/'.join(_path(terms, parent))}\0{plain_name(usual)}"
        yield Finding(told, severity, posts, subject, (("names", shown),), tuple(operations))


def count_uses(portions: Iterable[Sequence[tuple[int, int]]], wanted: bytearray) -> Counter[int]:
    """How many of the wanted posts carry each term."""
    counts: Counter[int] = Counter()
    for rows in portions:
        counts.update(term for post, term in rows if wanted[post])
    return counts


def _path(terms: Terms, number: int) -> tuple[str, ...]:
    """The names from the root to a category; () for 0."""
    names: list[str] = []
    while number in terms and len(names) < 1000:
        _, number, name = terms[number]
        names.append(name)
    return tuple(reversed(names))
