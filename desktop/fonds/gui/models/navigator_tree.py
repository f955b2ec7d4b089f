"""The navigator's rows as plain nodes, made from counts; no widget, so that it can be looked at by itself.

Long vocabularies are cut to what is used most, with a row that shows the rest: twenty thousand tags stay light.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fonds.gui import import_messages, messages
from fonds.gui.saved_counts import UNKNOWN, SavedCount
from fonds.model.query import Scope, ScopeKind

if TYPE_CHECKING:
    from fonds.model.accession import AccessionEntry
    from fonds.model.collection import Collection
    from fonds.model.saved_search import SavedSearch
    from fonds.model.taxonomy import Navigator, Term

FIRST_TERMS = 30
"""How many tags or authors are shown before "Show all"."""
FIRST_IMPORTS = 20
"""How many imports, the newest ones, are shown before "Show all"."""


@dataclass(eq=False, slots=True)
class Node:
    """One row. Sections and "show all" rows have no scope; ``key`` names the row across reloads. Of a count, ``more`` says
    that there are more than that, and ``stale`` that it is being counted again."""

    key: str
    label: str
    icon: str = ""
    count: int | None = None
    scope: Scope | None = None
    children: list[Node] = field(default_factory=list)
    parent: Node | None = None
    row: int = 0
    number: int = 0
    more: bool = False
    stale: bool = False

    @property
    def is_section(self) -> bool:
        """Whether it is a heading."""
        return self.key.startswith("section:")

    @property
    def is_more(self) -> bool:
        """Whether it stands for the rows that are not shown."""
        return self.key.startswith("more:")


def scope_key(scope: Scope) -> str:
    """The key of a scope's row."""
    return f"{scope.kind.value}:{scope.value}"


def build_tree(
    counts: Navigator,
    *,
    wanted: str = "",
    all_of: Iterable[str] = (),
    current: Scope | None = None,
    count_saved: Callable[[SavedSearch], SavedCount] = lambda _saved: UNKNOWN,
) -> list[Node]:
    """The sections with their rows.

    ``wanted`` keeps only terms that contain the text; ``all_of`` are keys of sections to be shown in full; the
    ``current`` scope is shown even where its section is cut; ``count_saved`` knows what saved searches find.
    """
    wanted = wanted.strip().casefold()
    full = set(all_of)
    categories = _categories(counts.categories, wanted)
    saved = [
        saved_node(search, count_saved(search))
        for search in counts.searches
        if wanted in search.name.casefold()
    ]
    sections = [
        _section("library", messages.translate("Navigator", "Library"), _library(counts)),
        _section("saved", messages.translate("Navigator", "Saved searches"), saved),
        _section("collections", messages.translate("Navigator", "Collections"), _collections(counts, wanted)),
        _section("categories", messages.translate("Navigator", "Categories"), categories),
    ]
    for name, title, icon, kind, terms in (
        ("tags", messages.translate("Navigator", "Tags"), "tag", ScopeKind.TAG, counts.tags),
        ("authors", messages.translate("Navigator", "Authors"), "author", ScopeKind.AUTHOR, counts.authors),
    ):
        rows = _terms(terms, kind, icon, wanted, name in full, current)
        hidden = 0 if wanted else len(terms) - len(rows)
        if hidden > 0:
            rows.append(Node(f"more:{name}", _more_text(len(terms)), "more"))
        sections.append(_section(name, title, rows))
    sections.append(_section("years", messages.translate("Navigator", "Years"), _years(counts, wanted)))
    imports = messages.translate("Navigator", "Imports")
    sections.append(
        _section("imports", imports, _imports(counts.accessions, wanted, "imports" in full, current))
    )
    shown = [section for section in sections if section.children]
    _number(shown)
    return shown


def walk(nodes: Iterable[Node]) -> Iterable[Node]:
    """All nodes, parents first."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def term_count(counts: Navigator) -> int:
    """How many terms the navigator may have to show."""
    return len(counts.categories) + len(counts.tags) + len(counts.authors) + len(counts.collections)


def saved_node(saved: SavedSearch, count: SavedCount) -> Node:
    """The row of a saved search."""
    scope = Scope(ScopeKind.SAVED, saved.id)
    return Node(
        scope_key(scope), saved.name, "saved-search", count.posts, scope, more=count.more, stale=count.stale
    )


def _section(name: str, title: str, children: list[Node]) -> Node:
    return Node(f"section:{name}", title, children=children)


def _scoped(kind: ScopeKind, value: int, label: str, icon: str, count: int) -> Node:
    scope = Scope(kind, value)
    return Node(scope_key(scope), label, icon, count, scope)


def _library(counts: Navigator) -> list[Node]:
    rows = [
        (ScopeKind.ALL, messages.translate("Navigator", "All posts"), "all-posts", counts.all),
        (ScopeKind.STARRED, messages.translate("Navigator", "Starred"), "star", counts.starred),
        (ScopeKind.DRAFTS, messages.translate("Navigator", "Drafts"), "draft", counts.drafts),
        (ScopeKind.PROBLEMS, messages.translate("Navigator", "Problems"), "problem", counts.problems),
        (ScopeKind.TRASH, messages.translate("Navigator", "Trash"), "trash", counts.trashed),
    ]
    return [_scoped(kind, 0, label, icon, count) for kind, label, icon, count in rows]


def _categories(terms: Sequence[Term], wanted: str) -> list[Node]:
    return _nested(terms, wanted, ScopeKind.CATEGORY, "category")


def _collections(counts: Navigator, wanted: str) -> list[Node]:
    return _nested(counts.collections, wanted, ScopeKind.COLLECTION, "collection")


def _nested(
    terms: Sequence[Term] | Sequence[Collection], wanted: str, kind: ScopeKind, icon: str
) -> list[Node]:
    """A tree; with a filter, the matching ones and the way to them."""
    by_id = {term.id: term for term in terms}
    kept = set(by_id)
    if wanted:
        kept = set()
        for term in terms:
            place: Term | Collection | None = term if wanted in term.name.casefold() else None
            while place is not None and place.id not in kept:
                kept.add(place.id)
                place = by_id.get(place.parent_id) if place.parent_id is not None else None
    nodes = {
        term.id: _scoped(kind, term.id, term.name, icon, term.total) for term in terms if term.id in kept
    }
    roots: list[Node] = []
    for term_id, node in nodes.items():
        parent_id = by_id[term_id].parent_id
        above = nodes.get(parent_id) if parent_id is not None else None
        (roots if above is None else above.children).append(node)
    return roots


def _terms(
    terms: Sequence[Term], kind: ScopeKind, icon: str, wanted: str, full: bool, current: Scope | None
) -> list[Node]:
    chosen: Sequence[Term] = terms
    if wanted:
        chosen = [term for term in terms if wanted in term.name.casefold()]
    elif not full and len(terms) > FIRST_TERMS:
        # Equal ones stay as they come: in the order of names.
        chosen = sorted(terms, key=lambda term: -term.count)[:FIRST_TERMS]
        if current is not None and current.kind is kind and all(term.id != current.value for term in chosen):
            chosen = [*chosen, *(term for term in terms if term.id == current.value)]
    return [_scoped(kind, term.id, term.name, icon, term.count) for term in chosen]


def _years(counts: Navigator, wanted: str) -> list[Node]:
    years = [
        _scoped(ScopeKind.YEAR, year, str(year), "year", count)
        for year, count in counts.years
        if wanted in str(year)
    ]
    if counts.undated and not wanted:
        label = messages.translate("Navigator", "No date")
        years.append(_scoped(ScopeKind.UNDATED, 0, label, "undated", counts.undated))
    return years


def _imports(entries: Sequence[AccessionEntry], wanted: str, full: bool, current: Scope | None) -> list[Node]:
    """Imports, newest first; the current one is shown even where it is an old one."""
    rows = [
        _scoped(
            ScopeKind.ACCESSION,
            entry.id,
            import_messages.entry_text(entry),
            "withdrawn" if entry.withdrawn else "import",
            entry.posts,
        )
        for entry in entries
    ]
    if wanted:
        return [row for row in rows if wanted in row.label.casefold()]
    if full or len(rows) <= FIRST_IMPORTS:
        return rows
    older = [row for row in rows[FIRST_IMPORTS:] if row.scope == current]
    return [*rows[:FIRST_IMPORTS], *older, Node("more:imports", _more_text(len(rows)), "more")]


def _more_text(number: int) -> str:
    return messages.translate("Navigator", "Show all {number}").replace(
        "{number}", messages.number_text(number)
    )


def _number(nodes: list[Node], parent: Node | None = None) -> None:
    for row, node in enumerate(nodes):
        node.parent, node.row = parent, row
        _number(node.children, node)
