"""What a new revision changes of a post, in the words of ``model.revision.Part``: two bytes beside each revision, so that
a history of a thousand need not be read through to be told."""

from __future__ import annotations

from collections.abc import Iterable

from fonds.model.accession import Candidate
from fonds.model.revision import UNCHANGED, Part
from fonds.store.packing import DamagedBytes
from fonds.store.revisions import load_revision_source
from fonds.store.search import load_plain_texts
from fonds.store.session import View

_OF_COLUMNS = {
    "title": Part.TITLE,
    "instant": Part.DATE,
    "date_offset": Part.DATE,
    "date_precision": Part.DATE,
    "date_text": Part.DATE,
    "slug": Part.SLUG,
    "permalink": Part.SLUG,
    "status": Part.STATUS,
    "language": Part.LANGUAGE,
    "categories_text": Part.CATEGORIES,
    "tags_text": Part.TAGS,
    "authors_text": Part.AUTHORS,
}


def parts_of_columns(names: Iterable[str]) -> Part:
    """The parts that these columns of a post show."""
    found = UNCHANGED
    for name in names:
        found |= _OF_COLUMNS.get(name, UNCHANGED)
    return found


def body_differs(view: View, head: int, encoding: str, candidate: Candidate) -> bool:
    """Whether the text of the revision ``head`` is another than a candidate's; unknown counts as other."""
    from fonds.store.packing import storable
    from fonds.text.front_matter import split_document  # only here: the window opens without it

    try:
        if load_plain_texts(view, [head]).get(head) != storable(candidate.plain_text):
            return True
        before = split_document(load_revision_source(view, head), encoding)
    except DamagedBytes:
        return True
    after = split_document(candidate.source, candidate.encoding)
    # Where the front matter is not of the common kinds, the plain text has to do.
    return not before.headless and not after.headless and before.body != after.body
