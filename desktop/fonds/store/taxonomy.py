"""Categories, tags and authors: made when first needed; how many posts carry each is kept in ``counts``.

Rule: a term is never deleted by undo; one that no post outside the trash carries is simply not shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from fonds.model.post import CategoryPath, PostMetadata
from fonds.model.taxonomy import Term, TermKind
from fonds.store.counts import Counted, load_counts
from fonds.store.packing import storable
from fonds.store.session import View, Writer, in_chunks, marks
from fonds.text.title_order import name_key

CATEGORY_SEPARATOR = " / "
"""Between a category and its parent where a path is shown as one text."""

SUBTREE = (
    "WITH RECURSIVE subtree(id) AS (SELECT ? UNION SELECT terms.id FROM terms JOIN subtree "
    "ON terms.parent_id = subtree.id WHERE terms.kind = 'category')"
)
"""Names the ids of a category and of all below it ``subtree``, with one value: the category's id."""


class TermFinder:
    """Gets or makes terms for one write; remembers them while it lasts."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._known: dict[tuple[str, int, str], int] = {}

    def terms_of(self, metadata: PostMetadata) -> list[int]:
        """The ids of a post's terms, categories first, each once, in the order of the source."""
        return self.terms_named(metadata.categories, metadata.tags, metadata.authors)

    def terms_named(
        self, categories: Iterable[CategoryPath], tags: Iterable[str], authors: Iterable[str]
    ) -> list[int]:
        """The same by their names alone."""
        found = [self.category(path) for path in categories]
        found += [self._term(TermKind.TAG, 0, name) for name in tags]
        found += [self._term(TermKind.AUTHOR, 0, name) for name in authors]
        return [term for term in dict.fromkeys(found) if term]

    def category(self, path: Sequence[str]) -> int:
        """The id of the last category of a path; 0 for an empty path."""
        parent = 0
        for name in path:
            parent = self._term(TermKind.CATEGORY, parent, name) or parent
        return parent

    def _term(self, kind: TermKind, parent: int, name: str) -> int:
        if not name:
            return 0
        key = (kind.value, parent, name)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._find_or_make(kind.value, parent, storable(name))
        return found

    def _find_or_make(self, kind: str, parent: int, name: str) -> int:
        found = self._writer.value(
            "SELECT id FROM terms WHERE kind = ? AND parent_id = ? AND name = ?", (kind, parent, name)
        )
        if found is None:
            made = self._writer.raw.execute(
                "INSERT INTO terms (kind, parent_id, name, name_key) VALUES (?, ?, ?, ?)",
                (kind, parent, name, name_key(name, person=kind == TermKind.AUTHOR)),
            )
            found = made.lastrowid
        return int(found)


def category_texts(metadata: PostMetadata) -> tuple[str, ...]:
    """Each category path as one text, as lists show it."""
    paths = (CATEGORY_SEPARATOR.join(name for name in path if name) for path in metadata.categories)
    return tuple(dict.fromkeys(storable(path) for path in paths if path))


def load_terms(view: View, kind: TermKind) -> tuple[Term, ...]:
    """The terms of a kind that posts outside the trash carry (and the categories above such), by name; categories in
    tree order. The count of a category is of the posts with that very category, the total of those below as well."""
    return load_vocabularies(view, kind)[kind]


def load_vocabularies(
    view: View, *kinds: TermKind, counts: Mapping[Counted, Mapping[int, int]] | None = None
) -> dict[TermKind, tuple[Term, ...]]:
    """The same for several kinds; ``counts`` where they were loaded already."""
    counts = load_counts(view, Counted.TERM, Counted.REPEATED) if counts is None else counts
    carried = counts[Counted.TERM]
    found: dict[TermKind, tuple[Term, ...]] = {}
    for kind in kinds:
        rows = view.rows(
            "SELECT id, parent_id, name FROM terms WHERE kind = ? ORDER BY name_key, name", (kind.value,)
        )
        if kind is TermKind.CATEGORY:
            found[kind] = _category_tree(rows, carried, counts[Counted.REPEATED])
            continue
        found[kind] = tuple(
            Term(id=term, kind=kind, name=name, path=(name,), count=carried[term], total=carried[term])
            for term, _, name in rows
            if term in carried
        )
    return found


def posts_of_term(view: View, term: int) -> list[int]:
    """The posts that carry a term or, of a category, one below it; those in the trash among them."""
    rows = view.rows(
        f"{SUBTREE} SELECT DISTINCT post_id FROM post_terms WHERE term_id IN (SELECT id FROM subtree) ORDER BY post_id",
        (term,),
    )
    return [row[0] for row in rows]


def paths_of(view: View, terms: Iterable[int]) -> dict[int, tuple[str, tuple[str, ...]]]:
    """The kind and the whole path of terms, by id."""
    found: dict[int, tuple[str, tuple[str, ...]]] = {}
    names: dict[int, tuple[str, int, str]] = {}
    wanted = list(dict.fromkeys(terms))
    asked = list(wanted)
    while asked:
        above: list[int] = []
        for chunk in in_chunks(asked):
            for term, kind, parent, name in view.rows(
                f"SELECT id, kind, parent_id, name FROM terms WHERE id IN ({marks(len(chunk))})", chunk
            ):
                names[term] = (kind, parent, name)
                above.append(parent)
        asked = [parent for parent in dict.fromkeys(above) if parent and parent not in names]
    for term in wanted:
        path: list[str] = []
        current = term
        while current in names:
            path.insert(0, names[current][2])
            current = names[current][1]
        found[term] = (names[term][0], tuple(path))
    return found


def _category_tree(
    rows: Sequence[tuple[int, int, str]], counts: Mapping[int, int], repeated: Mapping[int, int]
) -> tuple[Term, ...]:
    parents = {term: parent for term, parent, _ in rows}
    totals: dict[int, int] = defaultdict(int)
    for term in parents:
        carried = counts.get(term, 0)
        for above in _upwards(term, parents) if carried else ():
            totals[above] += carried
    for term, number in repeated.items():
        totals[term] -= number
    children: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for term, parent, name in rows:
        if totals[term] > 0:
            children[parent].append((name, term))
    tree: list[Term] = []
    waiting: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    while waiting:
        term, path = waiting.pop()
        if term:
            tree.append(
                Term(
                    id=term,
                    kind=TermKind.CATEGORY,
                    name=path[-1],
                    path=path,
                    parent_id=parents[term] or None,
                    count=counts.get(term, 0),
                    total=totals[term],
                )
            )
        waiting.extend((child, (*path, name)) for name, child in reversed(children[term]))
    return tuple(tree)


def _upwards(term: int, parents: dict[int, int]) -> Iterable[int]:
    while term:
        yield term
        term = parents.get(term, 0)
