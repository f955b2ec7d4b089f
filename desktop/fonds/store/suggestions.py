"""The values that an archive has for the fields of a query, for completion: the most frequent first.

Rule: asked for one field at a time, when somebody types it; nothing here is needed to show a list.
"""

from __future__ import annotations

from fonds.model.query_tree import Field
from fonds.model.suggestion import KnownValue
from fonds.model.taxonomy import TermKind
from fonds.store.accessions import list_accessions
from fonds.store.collections import list_collections
from fonds.store.counts import Counted, load_counts
from fonds.store.session import View
from fonds.store.taxonomy import load_terms

_TERMS = {
    Field.CATEGORY: TermKind.CATEGORY,
    Field.TAG: TermKind.TAG,
    Field.AUTHOR: TermKind.AUTHOR,
}


def load_values(view: View, field: Field) -> tuple[KnownValue, ...]:
    """What posts outside the trash have for a field; nothing for one that takes any text or has fixed values."""
    match field:
        case Field.CATEGORY | Field.TAG | Field.AUTHOR:
            terms = load_terms(view, _TERMS[field])
            found = [KnownValue("/".join(term.path), term.total) for term in terms]
            return tuple(sorted(found, key=lambda value: -value.count))
        case Field.COLLECTION:
            found = [KnownValue("/".join(one.path), one.total) for one in list_collections(view)]
            return tuple(sorted(found, key=lambda value: -value.count))
        case Field.LANGUAGE:
            # Trashed ones are counted, too: leaving them out would read the whole table.
            return _counted(view, "SELECT language, count(*) FROM posts GROUP BY language")
        case Field.DATE:
            years = load_counts(view, Counted.YEAR)[Counted.YEAR]
            # Newest first: that is how one looks for them.
            return tuple(KnownValue(f"{year:04d}", years[year]) for year in sorted(years, reverse=True))
        case Field.ACCESSION:
            counts = dict(
                view.rows(
                    "SELECT accession_id, count(*) FROM posts WHERE accession_id IS NOT NULL GROUP BY accession_id"
                )
            )
            return tuple(
                KnownValue(str(item.id), counts.get(item.id, 0), ", ".join(item.sources))
                for item in list_accessions(view)
            )
        case Field.SEARCH:
            rows = view.rows("SELECT name, query FROM saved_searches ORDER BY position, id")
            return tuple(KnownValue(name, detail=query) for name, query in rows)
        case _:
            return ()


def load_keys(view: View) -> tuple[KnownValue, ...]:
    """The keys of the front matter that are no field of their own."""
    return _counted(view, "SELECT key, count(*) FROM post_fields GROUP BY key")


def _counted(view: View, statement: str) -> tuple[KnownValue, ...]:
    rows = sorted(view.rows(statement), key=lambda row: (-row[1], row[0]))
    return tuple(KnownValue(text, count) for text, count in rows if text)
