"""A query made ready for SQL: saved searches put in, and words taken out that no index can hold.

Rule: such words (punctuation, signs) ask for nothing beside others, and find nothing alone. A saved search that is not
there, that leads back to itself, or with which the whole would be larger than one text may be, finds nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from fonds.model.query_tree import (
    All,
    Any,
    Field,
    Is,
    Match,
    Node,
    Not,
    Words,
    all_of,
    any_of,
    leaves,
    negated,
)
from fonds.store.query_names import find_saved_search
from fonds.store.session import View
from fonds.text.query_parser import DEEPEST, MOST_TERMS, parse_query
from fonds.text.segmentation import is_indexed

MOST_SEARCHES = 50
"""How many saved searches one query may put in, those within others counted again."""
DEEPEST_TREE = 3 * DEEPEST + 3
"""How deep a tree may be: as deep as one search text can make it."""
TRASHED = Match(Field.IS, Is.TRASHED.value)
Expanded = Node | bool
"""A tree, or True for every post and False for none."""


def expand(view: View, search_text: str, variants: bool = True) -> Expanded:
    """What a search text asks of the posts of an archive. ``variants``: Traditional and Simplified characters match each
    other in all of its words, those of saved searches too."""
    tree = parse_query(search_text).tree
    if tree is None:
        return True
    expanded = _Expansion(view, variants).expand(tree)
    return False if expanded is None else expanded


def asks_for_trash(tree: Expanded) -> bool:
    """Whether a query says of the trash what it wants, so that trashed posts are not left out."""
    return not isinstance(tree, bool) and any(leaf == TRASHED for leaf in leaves(tree))


@dataclass
class _Expansion:
    view: View
    variants: bool
    names: list[int] = field(default_factory=list)
    depth: int = 0
    searches: int = 0
    terms: int = 0

    def expand(self, node: Node) -> Expanded | None:
        """None: it asks for nothing."""
        self.depth += 1
        try:
            return False if self.depth > DEEPEST_TREE else self._expand(node)
        finally:
            self.depth -= 1

    def _expand(self, node: Node) -> Expanded | None:
        match node:
            case Words(text):
                return replace(node, variants=self.variants) if any(map(is_indexed, text)) else None
            case Match(Field.SEARCH, name):
                return self._saved(name)
            case Not(part):
                inner = self.expand(part)
                return inner if inner is None else (not inner if isinstance(inner, bool) else negated(inner))
            case All(parts):
                return self._several(parts, decisive=False)
            case Any(parts):
                return self._several(parts, decisive=True)
            case _:
                self.terms += 1
                return node if self.terms <= MOST_TERMS else False

    def _several(self, parts: tuple[Node, ...], *, decisive: bool) -> Expanded | None:
        """All of them, or (``decisive`` True) any: one that is decisive decides, and one that is not is left out."""
        expanded = [self.expand(part) for part in parts]
        if any(part is decisive for part in expanded):
            return decisive
        nodes = [part for part in expanded if part is not None and not isinstance(part, bool)]
        if nodes:
            return any_of(nodes) if decisive else all_of(nodes)
        return None if all(part is None for part in expanded) else not decisive

    def _saved(self, name: str) -> Expanded | None:
        found = find_saved_search(self.view, name)
        if found is None or found[0] in self.names or self.searches >= MOST_SEARCHES:
            return False
        self.searches += 1
        tree = parse_query(found[1]).tree
        if tree is None:
            return True
        self.names.append(found[0])
        expanded = self.expand(tree)
        self.names.pop()
        return expanded
