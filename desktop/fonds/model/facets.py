"""What the posts of a result have in common: the counts by which a search is narrowed.

Rule: counts are exact, and of the present result; a facet never counts what the result leaves out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FacetKind(StrEnum):
    """What a result is counted by, besides its months."""

    CATEGORY = "category"
    TAG = "tag"
    AUTHOR = "author"
    SOURCE = "source"
    STATUS = "status"
    ACCESSION = "accession"
    COLLECTION = "collection"
    RATING = "rating"


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value and how many posts of the result have it. ``term`` is what is added to the search text for it, ready
    to be read by the parser; ``label`` what is shown: the path of a category or a collection, the number of an accession, a rating."""

    label: str
    term: str
    posts: int


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one kind, the most frequent first. ``values`` are those asked for; ``distinct`` counts all."""

    kind: FacetKind
    values: tuple[FacetValue, ...]
    distinct: int


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many posts of the result have their date in a month, in their own offsets."""

    year: int
    month: int
    posts: int


@dataclass(frozen=True, slots=True)
class Facets:
    """All counts of a result of ``total`` posts. ``months`` ascend and leave empty ones out; ``undated`` have no date."""

    total: int
    facets: tuple[Facet, ...] = ()
    months: tuple[MonthCount, ...] = ()
    undated: int = 0

    def find_facet(self, kind: FacetKind) -> Facet | None:
        """The counts of one kind; None when nothing in the result has it."""
        return next((facet for facet in self.facets if facet.kind is kind), None)
