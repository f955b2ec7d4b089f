"""A selection in more pieces than Qt can bear: it looks through all of them for each cell that it paints.

Such a one arises when a list is sorted otherwise while many of its rows are selected. It stays until something else is
selected; single rows are added to it and taken out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

MOST_RANGES = 300
"""With more, Qt's own selection is left out of it."""


class ScatteredRows:
    """Ranges of places in the list, ascending, none overlapping. ``place_of`` tells the place of a row, -1 for a heading."""

    def __init__(self, ranges: Sequence[tuple[int, int]], place_of: Callable[[int], int]) -> None:
        self._ranges = list(ranges)
        self._firsts = [first for first, _ in ranges]
        self._place_of = place_of
        self.count = sum(last - first + 1 for first, last in ranges)

    @property
    def ranges(self) -> list[tuple[int, int]]:
        """First and last place of each piece; a list of its own."""
        return list(self._ranges)

    def holds_row(self, row: int) -> bool:
        """Whether a row is selected."""
        place = self._place_of(row)
        return place >= 0 and self._piece_of(place) >= 0

    def toggle_row(self, row: int) -> None:
        """Select a row, or no longer."""
        place = self._place_of(row)
        if place < 0:
            return
        piece = self._piece_of(place)
        if piece < 0:
            made = [(place, place)]
            piece = bisect_right(self._firsts, place)
            end = piece
            self.count += 1
        else:
            first, last = self._ranges[piece]
            made = [part for part in ((first, place - 1), (place + 1, last)) if part[0] <= part[1]]
            end = piece + 1
            self.count -= 1
        self._ranges[piece:end] = made
        self._firsts[piece:end] = [first for first, _ in made]

    def _piece_of(self, place: int) -> int:
        piece = bisect_right(self._firsts, place) - 1
        return piece if piece >= 0 and place <= self._ranges[piece][1] else -1


def merged_ranges(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges in order, none overlapping or touching another; those that end before they begin are left out."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted({*ranges}):
        if first > last:
            continue
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged
