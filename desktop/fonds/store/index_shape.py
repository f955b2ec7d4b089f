"""Which segments of the text index should become one. Loads nothing that counts: it is asked at the end of a command."""

from __future__ import annotations

from fonds.store.session import View

MERGED_TOKENS = 8_000_000
"""A segment of several holds about so many tokens at most: what joining them takes in memory grows with it."""
_SMALLEST = 1 << 16
_TOGETHER = 4
"""So many segments of about one size become one; one of which such a part is void is written anew."""


def choose_segments(view: View) -> list[int]:
    """The segments that should become one; none when all is well."""
    sizes: dict[int, list[tuple[int, int]]] = {}
    for number, posts, tokens, lost in view.rows(
        "SELECT s.id, s.posts, s.tokens, coalesce(v.lost, 0) FROM segments s "
        "LEFT JOIN segment_voids v ON v.segment = s.id ORDER BY s.id"
    ):
        if lost * _TOGETHER > posts:
            return [number]
        if tokens * _TOGETHER <= MERGED_TOKENS:
            size = 0
            while tokens > _SMALLEST << 2 * size:
                size += 1
            sizes.setdefault(size, []).append((number, tokens))
    for size in sorted(sizes):
        some, sum_of = [], 0
        for number, tokens in sizes[size]:
            if sum_of + tokens <= MERGED_TOKENS:
                some.append(number)
                sum_of += tokens
        if len(some) >= _TOGETHER:
            return some
    return []
