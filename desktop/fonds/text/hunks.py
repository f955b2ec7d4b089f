"""Single differences between two texts, and how they are taken back: lines of the one put in the place of the other's."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from fonds.text.differences import Differences, RowKind

_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\n|\r)|[^\r\n]++\Z")


@dataclass(frozen=True, slots=True)
class Hunk:
    """One difference: lines ``start`` to ``end`` (from 0, the end is not among them) of the one text stand where lines
    ``begin`` to ``stop`` of the other do. ``row`` is where it begins among the rows that are shown."""

    start: int
    end: int
    begin: int
    stop: int
    row: int


def hunks_of(differences: Differences) -> tuple[Hunk, ...]:
    """The differences that are shown, one for each of ``differences.places``."""
    found: list[Hunk] = []
    before = after = 0
    began: tuple[int, int, int] | None = None
    for place, row in enumerate(differences.rows):
        changed = row.kind in (RowKind.REMOVED, RowKind.ADDED)
        if changed and began is None:
            began = (before, after, place)
        elif not changed and began is not None:
            found.append(Hunk(began[0], before, began[1], after, began[2]))
            began = None
        if row.kind is RowKind.REMOVED:
            before = row.before
        elif row.kind is RowKind.ADDED:
            after = row.after
        else:
            count = row.count if row.kind is RowKind.SKIPPED else 1
            before, after = before + count, after + count
    if began is not None:
        found.append(Hunk(began[0], before, began[1], after, began[2]))
    return tuple(found)


def take_back(before: str, after: str, hunks: Collection[Hunk]) -> str:
    """The text ``after`` with these differences as they are in ``before``."""
    old, new = _LINE.findall(before), _LINE.findall(after)
    pieces: list[str] = []
    place = 0
    for hunk in sorted(hunks, key=lambda hunk: hunk.begin):
        pieces += new[place : hunk.begin]
        if (
            hunk.begin == len(new)
            and pieces
            and hunk.end > hunk.start
            and not pieces[-1].endswith(("\n", "\r"))
        ):
            pieces.append(_end_of(old) or "\n")
        pieces += old[hunk.start : hunk.end]
        place = hunk.stop
        if place < len(new) and pieces and not pieces[-1].endswith(("\n", "\r")):
            pieces.append(_end_of(new) or "\n")
    return "".join((*pieces, *new[place:]))


def _end_of(lines: list[str]) -> str:
    """How the first of the lines ends."""
    first = lines[0] if lines else ""
    return first[len(first.rstrip("\r\n")) :]
