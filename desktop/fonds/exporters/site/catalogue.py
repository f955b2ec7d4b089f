"""The posts of a site in its order (newest first, those without a date last), and under which terms they stand.

Rule: titles and dates lie in a temporary file; in memory there are numbers only, some bytes for each post.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from fonds.exporters.material import ExportPost, Material
from fonds.exporters.xml_text import xml_text
from fonds.model.post import CategoryPath, DatePrecision
from fonds.text.names import shown_path

Month = tuple[int, int]
"""Year and month; month 0 where only the year is known."""
_UNDATED = -(1 << 62)
_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list. ``day`` is ISO 8601, no finer than a day, empty when unknown."""

    id: int
    title: str
    day: str


@dataclass(slots=True)
class Terms:
    """Which posts stand under what, by their places. A category has the posts of those below it, too."""

    categories: dict[CategoryPath, array[int]] = field(default_factory=dict)
    tags: dict[str, array[int]] = field(default_factory=dict)
    authors: dict[str, array[int]] = field(default_factory=dict)
    months: dict[Month, array[int]] = field(default_factory=dict)
    undated: array[int] = field(default_factory=lambda: array("q"))


class Catalogue:
    """All posts of the material, gone through once. Places count from 0 in the site's order."""

    def __init__(self, material: Material, folder: Path) -> None:
        self._offsets = array("q")
        ids, instants = array("q"), array("q")
        found = Terms()
        with (folder / "entries").open("wb") as file:
            offset = 0
            for post in material.posts():
                self._offsets.append(offset)
                offset += file.write(_line(post))
                _add(found, post, len(ids))
                ids.append(post.id)
                instant = post.post.metadata.date.instant
                instants.append(_UNDATED if instant is None else instant)
        order = sorted(range(len(ids)), key=lambda number: (-instants[number], -ids[number]))
        self._order = array("q", order)
        self.ids = array("q", (ids[number] for number in order))
        self.known = frozenset(self.ids)
        self.terms = self._placed(found)
        self._file = (folder / "entries").open("rb")

    def close(self) -> None:
        """Let go of the temporary file."""
        self._file.close()

    def entry(self, place: int) -> Entry:
        """The line of the post at a place."""
        self._file.seek(self._offsets[self._order[place]])
        number, title, day = json.loads(self._file.readline())
        return Entry(number, title, day)

    def entries(self, places: Iterable[int]) -> Iterator[Entry]:
        """The lines of some posts."""
        return map(self.entry, places)

    def _placed(self, found: Terms) -> Terms:
        place_of = array("q", bytes(8 * len(self._order)))
        for place, number in enumerate(self._order):
            place_of[number] = place

        def places(numbers: Iterable[int]) -> array[int]:
            return array("q", sorted({place_of[number] for number in numbers}))

        def all_places(kind: dict[_Key, array[int]]) -> dict[_Key, array[int]]:
            return {key: places(numbers) for key, numbers in kind.items()}

        return Terms(
            all_places(found.categories),
            all_places(found.tags),
            all_places(found.authors),
            all_places(found.months),
            places(found.undated),
        )


def title_of(post: ExportPost) -> str:
    """The title; the file's name where there is none."""
    title = xml_text(post.post.metadata.title)
    return title if title.strip() else xml_text(shown_path(post.post.source_path)).rpartition("/")[2]


def _line(post: ExportPost) -> bytes:
    day = post.post.metadata.date.iso_text()[:10]
    return json.dumps([post.id, title_of(post), day]).encode() + b"\n"


def _add(found: Terms, post: ExportPost, number: int) -> None:
    metadata = post.post.metadata
    for path in metadata.categories:
        for depth in range(1, len(path) + 1):
            found.categories.setdefault(path[:depth], array("q")).append(number)
    for tag in metadata.tags:
        found.tags.setdefault(tag, array("q")).append(number)
    for author in metadata.authors:
        found.authors.setdefault(author, array("q")).append(number)
    moment = metadata.date.moment
    if moment is None:
        found.undated.append(number)
    else:
        month = 0 if metadata.date.precision is DatePrecision.YEAR else moment.month
        found.months.setdefault((moment.year, month), array("q")).append(number)
