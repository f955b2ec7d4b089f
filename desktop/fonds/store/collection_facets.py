"""How many posts of a list lie in each collection, those below it counted with it.

Rule: as in ``facets``, a collection's term finds exactly as many posts as are counted; one whose path could be read as
another's is left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np

from fonds.model.collection import Collection
from fonds.model.query_tree import Field, Match
from fonds.store.collections import list_collections
from fonds.store.column_facts import Ids
from fonds.store.numbers import numbers_of
from fonds.store.session import View
from fonds.store.sql import Sql
from fonds.text.folding import fold_name

_MEMBERS = "SELECT post_id FROM collection_posts WHERE collection_id = ?"


def collection_counts(view: View, size: int, ids: Ids) -> Iterator[tuple[Collection, Match, int]]:
    """The collections that hold some of these posts, with what asks for them, the fullest first; ``size`` is one more
    than the largest number of a post."""
    known = list_collections(view)
    if not known:
        return
    chosen = np.zeros(size, np.bool_)
    chosen[ids] = True
    children: dict[int, list[Collection]] = defaultdict(list)
    for one in known:
        children[one.parent_id].append(one)
    members: dict[int, Ids] = {}
    for one in reversed(known):  # those below come first
        if view.cancel is not None:
            view.cancel.raise_if_cancelled()
        own = numbers_of(view, Sql(_MEMBERS, (one.id,)))
        parts = [own[chosen[own]], *(members[child.id] for child in children[one.id])]
        members[one.id] = np.unique(np.concatenate(parts))
    paths = Counter("/".join(map(fold_name, one.path)) for one in known)
    for one in sorted(known, key=lambda one: -len(members[one.id])):
        meant = "/".join(map(fold_name, one.path))
        name = "/" + "/".join(one.path)
        if len(members[one.id]) and paths[meant] == 1 and fold_name(name).strip("/") == meant:
            yield one, Match(Field.COLLECTION, name), len(members[one.id])
