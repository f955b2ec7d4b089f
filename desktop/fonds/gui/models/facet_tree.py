"""The rows of the counts as plain nodes, made from counts and a query; no widget, so that it can be looked at by itself.

Few values of each kind are shown; the others of a kind are shown by themselves, when they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache

from fonds.gui import messages
from fonds.gui.messages import translate
from fonds.model.facets import Facet, FacetKind, Facets
from fonds.model.post import Status
from fonds.model.problems import fill_template
from fonds.model.query_tree import Match, Node, Not, Numbers, Query, negated
from fonds.text.query_conditions import find_condition
from fonds.text.query_parser import parse_query

FIRST_VALUES = 6
"""How many values of a kind are shown before "Show all"."""
SPARED = 2
"""So many more are shown rather than a row that would show them."""


class Mark(Enum):
    """What the search says of a value."""

    NONE = "none"
    WANTED = "wanted"
    EXCLUDED = "excluded"


@dataclass(eq=False, slots=True)
class FacetNode:
    """One row. Sections and "show all" rows have no ``condition``. ``posts`` is None for what the result leaves out;
    ``share`` is that of the largest of its kind."""

    key: str
    kind: FacetKind
    label: str
    posts: int | None = None
    share: float = 0.0
    condition: Node | None = None
    mark: Mark = Mark.NONE
    children: list[FacetNode] = field(default_factory=list)
    parent: FacetNode | None = None
    row: int = 0
    number: int = 0

    @property
    def is_section(self) -> bool:
        """Whether it is a heading."""
        return self.key.startswith("section:")

    @property
    def is_more(self) -> bool:
        """Whether it stands for the values that are not shown."""
        return self.key.startswith("more:")


def kind_title(kind: FacetKind) -> str:
    """The heading of a kind."""
    match kind:
        case FacetKind.CATEGORY:
            return translate("Facets", "Categories")
        case FacetKind.TAG:
            return translate("Facets", "Tags")
        case FacetKind.AUTHOR:
            return translate("Facets", "Authors")
        case FacetKind.SOURCE:
            return translate("Facets", "Sources")
        case FacetKind.STATUS:
            return translate("Facets", "Status")
        case FacetKind.ACCESSION:
            return translate("Facets", "Imports")
        case FacetKind.COLLECTION:
            return translate("Facets", "Collections")
        case FacetKind.RATING:
            return translate("Facets", "Rating")


def build_overview(facets: Facets, query: Query) -> list[FacetNode]:
    """A section for each kind, with the first of its values and those that the query leaves out."""
    sections: list[FacetNode] = []
    for kind in FacetKind:
        facet = facets.find_facet(kind)
        rows = list(_rows(facet, query)) if facet is not None else []
        distinct = facet.distinct if facet is not None else 0
        if distinct > FIRST_VALUES + SPARED:
            rows = [
                row for place, row in enumerate(rows) if place < FIRST_VALUES or row.mark is not Mark.NONE
            ]
        rows += _excluded(kind, query)
        if distinct > FIRST_VALUES + SPARED:
            text = translate("Facets", "Show all {number}…")
            label = fill_template(text, (("number", messages.number_text(distinct)),))
            rows.append(FacetNode(f"more:{kind}", kind, label))
        if rows:
            sections.append(FacetNode(f"section:{kind}", kind, kind_title(kind), children=rows))
    _number(sections)
    return sections


def build_values(facet: Facet, query: Query, wanted: str = "") -> list[FacetNode]:
    """All values of one kind that contain a text, and those that the query leaves out."""
    wanted = wanted.strip().casefold()
    rows = list(_rows(facet, query, wanted))
    rows += [row for row in _excluded(facet.kind, query) if wanted in row.label.casefold()]
    _number(rows)
    return rows


def read_terms(facets: Facets, kind: FacetKind | None) -> None:
    """Read the terms of what will be shown ahead; a thousand of them are worth a thread of their own."""
    for facet in facets.facets:
        for value in facet.values if kind in (None, facet.kind) else ():
            _meaning(value.term)


def walk(nodes: Iterable[FacetNode]) -> Iterator[FacetNode]:
    """All nodes, parents first."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def _rows(facet: Facet, query: Query, wanted: str = "") -> Iterator[FacetNode]:
    """The values whose names contain a text."""
    most = max((value.posts for value in facet.values), default=0) or 1
    for value in facet.values:
        label = _label(facet.kind, value.label)
        if wanted not in label.casefold():
            continue
        condition = _meaning(value.term)
        asked = bool(query.terms) and condition is not None and find_condition(query, condition) is not None
        yield FacetNode(
            key=f"{facet.kind}:{value.label}",
            kind=facet.kind,
            label=label,
            posts=value.posts,
            share=value.posts / most,
            condition=condition,
            mark=Mark.WANTED if asked else Mark.NONE,
        )


@lru_cache(maxsize=4096)
def _meaning(term: str) -> Node | None:
    """What a term asks for; the same thousand terms are met again with every letter of a filter."""
    return parse_query(term).tree


def _excluded(kind: FacetKind, query: Query) -> Iterator[FacetNode]:
    """What the query leaves out has no posts in the result, and is shown to be taken in again."""
    for term in query.terms:
        if not isinstance(term.node, Not):
            continue
        match term.node.part:
            case Match(field, value) if field.value == kind.value:
                label = _as_counted(kind, value)
            case Numbers(field, low, high) if field.value == kind.value and low == high:
                label = str(low)
            case _:
                continue
        yield FacetNode(
            key=f"{kind}:{label}",
            kind=kind,
            label=_label(kind, label),
            condition=negated(term.node),
            mark=Mark.EXCLUDED,
        )


def _as_counted(kind: FacetKind, value: str) -> str:
    """The value of a condition as the counts have it."""
    match kind:
        case FacetKind.CATEGORY | FacetKind.COLLECTION:
            return " / ".join(value.strip("/").split("/"))
        case FacetKind.SOURCE:
            return value.removesuffix("/*")
        case _:
            return value


def _label(kind: FacetKind, value: str) -> str:
    """The value as it is shown."""
    if kind is FacetKind.STATUS and value in set(Status):
        return messages.status_text(Status(value))
    if kind is FacetKind.ACCESSION and value.isdigit():
        return fill_template(translate("Facets", "Import {number}"), (("number", value),))
    if kind is FacetKind.RATING and value.isdigit():
        return "★" * int(value)
    return value


def _number(nodes: list[FacetNode], parent: FacetNode | None = None) -> None:
    for row, node in enumerate(nodes):
        node.parent, node.row = parent, row
        _number(node.children, node)
