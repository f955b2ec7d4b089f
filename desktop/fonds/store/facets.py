"""What the posts of a list have in common, counted from the columns.

Rule: a value's term, added to the search text, finds exactly as many posts as are counted. A value that no search text
can ask for by itself is left out of the values, not out of the counts of others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np

from fonds.model.facets import Facet, FacetKind, Facets, FacetValue, MonthCount
from fonds.model.post import Status
from fonds.model.query import ListRequest
from fonds.model.query_tree import Field, Match, Node, Numbers
from fonds.store.collection_facets import collection_counts
from fonds.store.column_facts import UNKNOWN, Array, Flag, Ids, ranges
from fonds.store.column_rows import KINDS, folded_path
from fonds.store.columns import Columns, load_columns
from fonds.store.evaluation import find_posts
from fonds.store.packing import stored_path
from fonds.store.session import View
from fonds.store.taxonomy import CATEGORY_SEPARATOR, paths_of
from fonds.text.folding import fold_name
from fonds.text.names import shown_path
from fonds.text.query_parser import parse_query
from fonds.text.query_writer import write_query

_FIELDS = {
    FacetKind.CATEGORY: Field.CATEGORY,
    FacetKind.TAG: Field.TAG,
    FacetKind.AUTHOR: Field.AUTHOR,
}
_CHUNK = 64


def count_facets(view: View, request: ListRequest, limit: int) -> Facets:
    """The counts of the posts that a request asks for, with at most ``limit`` values of each kind."""
    columns = load_columns(view)
    ids: Ids = np.flatnonzero(find_posts(view, columns, request))
    facets: list[Facet] = []
    for one in (_terms, _sources, _statuses, _accessions, _collections, _ratings):
        if view.cancel is not None:
            view.cancel.raise_if_cancelled()
        facets += [facet for facet in one(view, columns, ids, limit) if facet.values]
    months, dated = _months(columns, ids)
    return Facets(len(ids), tuple(facets), months, len(ids) - dated)


def _terms(view: View, columns: Columns, ids: Ids, limit: int) -> Iterator[Facet]:
    """Categories, each with all below it, tags and authors. What a post is found by is there once for each post."""
    facts = columns.facts
    lengths = np.diff(facts.starts)
    if len(ids) > columns.size // 4:
        chosen = np.zeros(columns.size, np.bool_)
        chosen[ids] = True
        places = facts.places[np.repeat(chosen, lengths)]
    else:
        places = facts.places[ranges(facts.starts[ids], lengths[ids])]
    kinds = np.frombuffer(bytes(columns.vocabulary.kinds), np.uint8)
    counts = np.bincount(places, minlength=len(kinds))
    for kind, field in _FIELDS.items():
        terms = np.flatnonzero((kinds == KINDS.index(kind.value)) & (counts[: len(kinds)] > 0))
        terms = terms[np.argsort(-counts[terms], kind="stable")]
        values = _term_values(view, columns, field, terms, counts)
        yield Facet(kind, tuple(islice(values, limit)), len(terms))


def _term_values(
    view: View, columns: Columns, field: Field, terms: Ids, counts: Array
) -> Iterator[FacetValue]:
    for start in range(0, len(terms), _CHUNK):
        some = [int(term) for term in terms[start : start + _CHUNK]]
        paths = paths_of(view, some)
        for term in some:
            _, path = paths[term]
            name = "/".join(path)
            if field is Field.CATEGORY:
                name = f"/{name}"
                meant = "/".join(map(fold_name, path))
                if term in columns.vocabulary.ambiguous or fold_name(name).strip("/") != meant:
                    continue
            node = Match(field, name)
            yield from _written(CATEGORY_SEPARATOR.join(path), node, int(counts[term]))


def _sources(view: View, columns: Columns, ids: Ids, limit: int) -> Iterator[Facet]:
    """The first folders of the sources' paths; where all lie in one, those within it."""
    codes = columns["folder"][ids]
    texts = columns.names["folder"].texts
    by_code = {code: count for code, count in enumerate(np.bincount(codes).tolist()) if count}
    if any(texts[code] == UNKNOWN for code in by_code):
        return
    steps = 1
    outer = {texts[code].partition("/")[0] for code in by_code}
    if len(outer) == 1 and not any(texts[code].endswith(f"/{UNKNOWN}") for code in by_code):
        steps = 2 if any("/" in texts[code] for code in by_code) else 1
    posts: Counter[str] = Counter()
    codes_of: dict[str, int] = {}
    for code, count in by_code.items():
        parts = texts[code].split("/")[:steps]
        if len(parts) == steps and all(parts):
            posts["/".join(parts)] += count
            codes_of["/".join(parts)] = code
    values = (
        value
        for folder, count in posts.most_common()
        if not {"*", "?"} & set(folder) and fold_name(f"{folder}/*") == f"{folder}/*"
        for value in _written(
            _shown(view, folder, int(ids[np.argmax(codes == codes_of[folder])])),
            Match(Field.SOURCE, f"{folder}/*"),
            count,
        )
    )
    yield Facet(FacetKind.SOURCE, tuple(islice(values, limit)), len(posts))


def _shown(view: View, folder: str, post: int) -> str:
    """A folder as the path of a post in it has it."""
    path = view.value("SELECT source_path FROM posts WHERE id = ?", (post,))
    parts = shown_path(stored_path(path)).split("/")[: folder.count("/") + 1]
    shown = "/".join(parts)
    return shown if folded_path(shown) == folder else folder


def _statuses(view: View, columns: Columns, ids: Ids, limit: int) -> Iterator[Facet]:
    counts = np.bincount(columns["status"][ids]).tolist()
    known = {status.value for status in Status}
    found = {
        text: count
        for text, count in zip(columns.names["status"].texts, counts, strict=False)
        if count and text in known
    }
    yield _facet(FacetKind.STATUS, ((text, Match(Field.STATUS, text)) for text in found), found, limit)


def _accessions(view: View, columns: Columns, ids: Ids, limit: int) -> Iterator[Facet]:
    numbers, counts = np.unique(columns["accession"][ids], return_counts=True)
    found = {
        str(number): count
        for number, count in zip(numbers.tolist(), counts.tolist(), strict=True)
        if number > 0
    }
    nodes = ((text, Numbers(Field.ACCESSION, int(text), int(text))) for text in found)
    yield _facet(FacetKind.ACCESSION, nodes, found, limit)


def _collections(view: View, columns: Columns, ids: Ids, limit: int) -> Iterator[Facet]:
    counted = list(collection_counts(view, columns.size, ids))
    values = (
        value
        for one, node, posts in counted
        for value in _written(CATEGORY_SEPARATOR.join(one.path), node, posts)
    )
    yield Facet(FacetKind.COLLECTION, tuple(islice(values, limit)), len(counted))


def _ratings(view: View, columns: Columns, ids: Ids, limit: int) -> Iterator[Facet]:
    """The best first, however few they are."""
    counts = np.bincount(columns["rating"][ids], minlength=1).tolist()
    rated = [(rating, count) for rating, count in enumerate(counts) if rating and count]
    values = (
        value
        for rating, count in reversed(rated)
        for value in _written(str(rating), Numbers(Field.RATING, rating, rating), count)
    )
    yield Facet(FacetKind.RATING, tuple(islice(values, limit)), len(rated))


def _facet(kind: FacetKind, nodes: Iterable[tuple[str, Node]], posts: dict[str, int], limit: int) -> Facet:
    ordered = sorted(nodes, key=lambda item: -posts[item[0]])
    values = (value for text, node in ordered for value in _written(text, node, posts[text]))
    return Facet(kind, tuple(islice(values, limit)), len(posts))


def _written(label: str, node: Node, posts: int) -> Iterator[FacetValue]:
    """A value, unless its term would be read as something else."""
    term = write_query(node)
    if parse_query(term).tree == node:
        yield FacetValue(label, term, posts)


def _months(columns: Columns, ids: Ids) -> tuple[tuple[MonthCount, ...], int]:
    """The posts of each month in their own offsets, and how many have a date."""
    dated = ids[(columns["flags"][ids] & Flag.DATED.value) != 0]
    if not len(dated):
        return (), 0
    civil = columns["instant"][dated].astype(np.int64) + columns["offset"][dated].astype(np.int64) * 60
    months = civil.astype("datetime64[s]").astype("datetime64[M]").astype(np.int64)
    first = int(months.min())
    counts = np.bincount(months - first).tolist()
    found = (
        MonthCount(1970 + (first + n) // 12, (first + n) % 12 + 1, count)
        for n, count in enumerate(counts)
        if count
    )
    return tuple(found), len(dated)
