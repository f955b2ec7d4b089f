"""Lists with headings.

Rule: the first list of an archive is found without what takes longer to load than that list.
"""

from __future__ import annotations

from fonds.model.query import Grouping, ListRequest, PostList
from fonds.store.plain_list import plain_list
from fonds.store.session import View


def find_list(view: View, request: ListRequest) -> PostList:
    """The ids that a request asks for, in its order, with the headings that it asks for. Posts of several categories
    stand below their first."""
    ids = plain_list(view, request) if request.headings is Grouping.NONE else None
    if ids is not None:
        return PostList(ids, request)
    from fonds.store.headings import find_with_headings

    return find_with_headings(view, request)
