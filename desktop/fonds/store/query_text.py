"""Words of a query, and what is put together of words alone -> the ids of the posts that hold them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fonds.model.query_tree import All, Any, Node, Not, Words
from fonds.store.session import View

if TYPE_CHECKING:
    from fonds.text.tokens import Places


def find_text(view: View, node: Node) -> Places:
    """The ids of the posts for which a tree that ``is_text`` holds, ascending."""
    import numpy as np  # only here: whoever asks for no words does without

    match node:
        case Words():
            from fonds.store.text_index import open_index

            return np.unique(open_index(view).find(node))
        case Any(parts):
            return np.unique(np.concatenate([find_text(view, part) for part in parts]))
        case All(parts):
            return find_all(view, parts)
        case _:
            raise ValueError("the index cannot say what is not there")


def find_all(view: View, parts: Sequence[Node]) -> Places:
    """The ids of the posts for which all of the parts hold, of which some may be negated, but not all."""
    import numpy as np

    found: Places | None = None
    for part in sorted(parts, key=lambda part: isinstance(part, Not)):
        if found is not None and not len(found):
            return found
        if isinstance(part, Not):
            assert found is not None
            found = np.setdiff1d(found, find_text(view, part.part), assume_unique=True)
        else:
            some = find_text(view, part)
            found = some if found is None else np.intersect1d(found, some, assume_unique=True)
    assert found is not None
    return found


def is_text(node: Node) -> bool:
    """Whether the index can answer for a tree of words: not what is not there alone."""
    match node:
        case Words():
            return True
        case Any(parts):
            return all(map(is_text, parts))
        case All(parts):
            wanted = [part for part in parts if not isinstance(part, Not)]
            unwanted = [part.part for part in parts if isinstance(part, Not)]
            return bool(wanted) and all(map(is_text, [*wanted, *unwanted]))
        case _:
            return False
