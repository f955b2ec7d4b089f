"""What a list is asked for: a scope, a search text, an order and headings."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fonds.model.post import PostDate


class ScopeKind(StrEnum):
    """The navigator's places. All but TRASH leave trashed posts out."""

    ALL = "all"
    STARRED = "starred"
    DRAFTS = "drafts"
    TRASH = "trash"
    PROBLEMS = "problems"
    CATEGORY = "category"
    TAG = "tag"
    AUTHOR = "author"
    YEAR = "year"
    UNDATED = "undated"
    ACCESSION = "accession"
    SAVED = "saved"
    COLLECTION = "collection"
    GIVEN = "given"


@dataclass(frozen=True, slots=True, eq=False)
class GivenPosts:
    """Posts by their numbers, and for people what they have in common. Each is equal to itself alone: they may be many, and
    are compared often."""

    name: str
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """A place in the navigator; ``value`` is the term's id, the year, or the number of the accession, the saved search or
    the collection. GIVEN is no place there: it has the ``posts`` that something else found, as long as they are shown.

    CATEGORY and COLLECTION have their subtrees. SAVED has all posts: what is saved comes as the search text, where it can be changed.
    """

    kind: ScopeKind = ScopeKind.ALL
    value: int = 0
    posts: GivenPosts | None = None


class OrderColumn(StrEnum):
    """What a list can be sorted by: columns, how much a post is about the words of the search, and the places that
    a person gave to the posts of a collection. A list without such words is sorted by DATE instead of RELEVANCE, one that
    is of no collection by DATE instead of HAND."""

    DATE = "date"
    TITLE = "title"
    CATEGORY = "category"
    TAGS = "tags"
    MODIFIED = "modified"
    AUTHORS = "authors"
    PATH = "path"
    STATUS = "status"
    FORMAT = "format"
    LANGUAGE = "language"
    WORDS = "words"
    ACCESSION = "accession"
    RATING = "rating"
    RELEVANCE = "relevance"
    HAND = "hand"


class Grouping(StrEnum):
    """What headings between the rows tell."""

    NONE = "none"
    DAY = "day"
    MONTH = "month"
    CATEGORY = "category"

    @property
    def column(self) -> OrderColumn | None:
        """The column that a list must be sorted by to have these headings."""
        match self:
            case Grouping.NONE:
                return None
            case Grouping.CATEGORY:
                return OrderColumn.CATEGORY
            case _:
                return OrderColumn.DATE


@dataclass(frozen=True, slots=True)
class Order:
    """Undated posts come last in both directions; ties are broken by id."""

    column: OrderColumn = OrderColumn.DATE
    descending: bool = True


NEWEST_FIRST = Order()


@dataclass(frozen=True, slots=True)
class ListRequest:
    """One question to the archive: the posts of a scope that match a search text, in an order. ``variants``: Traditional
    and Simplified characters match each other in the words of the text."""

    scope: Scope = Scope()
    search_text: str = ""
    order: Order = Order()
    grouping: Grouping = Grouping.NONE
    variants: bool = True

    @property
    def headings(self) -> Grouping:
        """The headings that this list has: those asked for, if its order brings together what is below them."""
        return self.grouping if self.grouping.column is self.order.column else Grouping.NONE


@dataclass(frozen=True, slots=True)
class PostGroup:
    """A heading above the posts from ``place`` on. ``day`` is that of the post's own offset, the first one for a
    month; both are None for posts without a date or a category."""

    place: int
    day: date | None = None
    category: str | None = None


@dataclass(frozen=True, slots=True)
class PostList:
    """The answer: ids in order (an ``array('i')``, so that a million take 4 MB), never changed after."""

    ids: array[int]
    request: ListRequest
    groups: tuple[PostGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One found post; ``snippet`` is plain text around the first hit, ``marks`` the (start, end) of hits in it."""

    id: int
    title: str
    date: PostDate
    source_path: str
    snippet: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResults:
    """``total`` counts every match; ``hits`` holds those asked for."""

    total: int
    hits: tuple[SearchHit, ...]
