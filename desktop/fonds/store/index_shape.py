"""Which segments of the text index should become one. Loads nothing that counts: it is asked at the end of a command."""

from __future__ import annotations

from fonds.store.session import View

MERGED_TOKENS = (1 << 24) - 1
"""A segment of several holds so many tokens at most: all that have a place."""
_SMALLEST = 1 << 16
_TOGETHER = 4
"""So many segments of about one size become one; one of which such a part is void is written anew."""


def choose_segments(view: View) -> list[int]:
    """The segments that should become one; none when all is well."""
    sizes: dict[int, list[tuple[int, int]]] = {}
    large: list[tuple[int, int]] = []
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
        elif tokens * 2 <= MERGED_TOKENS:
            large.append((number, tokens))
    for size in sorted(sizes):
        some = _fitting(sizes[size])
        if len(some) >= _TOGETHER:
            return some
    some = _fitting(large)  # what comes of them is more than half, and stays
    return some if len(some) > 1 else []


def _fitting(segments: list[tuple[int, int]]) -> list[int]:
    """The first ones that may become one."""
    some, sum_of = [], 0
    for number, tokens in segments:
        if sum_of + tokens <= MERGED_TOKENS:
            some.append(number)
            sum_of += tokens
    return some
