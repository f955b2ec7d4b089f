"""Categories, tags, authors and years as the navigator shows them, with counts of posts outside the trash."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fonds.model.accession import AccessionEntry
    from fonds.model.collection import Collection
    from fonds.model.saved_search import SavedSearch


class TermKind(StrEnum):
    """The vocabularies of an archive."""

    CATEGORY = "category"
    TAG = "tag"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class Term:
    """One category, tag or author. Only categories have parents; ``path`` runs from the root to the term.

    ``count`` is the number of posts that carry the term itself, ``total`` that of the term and all below it.
    """

    id: int
    kind: TermKind
    name: str
    path: tuple[str, ...]
    parent_id: int | None = None
    count: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Navigator:
    """Everything the navigator counts. ``years`` is newest first; ``undated`` counts posts without a date;
    ``accessions`` is newest first, ``searches`` in the order that a person gave them, ``collections`` too, each before
    those below it."""

    all: int = 0
    starred: int = 0
    drafts: int = 0
    trashed: int = 0
    problems: int = 0
    undated: int = 0
    categories: tuple[Term, ...] = ()
    tags: tuple[Term, ...] = ()
    authors: tuple[Term, ...] = ()
    years: tuple[tuple[int, int], ...] = ()
    accessions: tuple[AccessionEntry, ...] = ()
    searches: tuple[SavedSearch, ...] = ()
    collections: tuple[Collection, ...] = ()
