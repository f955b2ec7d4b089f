"""The collection that an export is taken from, with all below it: its descriptions, and which posts lie where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fonds.exporters.material import Branch
from fonds.store import collected_posts, collections
from fonds.store.session import View


def load_tree(view: View, number: int, chosen: Iterable[int]) -> tuple[Branch, ...]:
    """A collection and all below it, each before those below it, with those of the chosen posts that lie in them; empty
    when ``number`` is 0. Raises UserError when there is no such collection."""
    if not number:
        return ()
    collections.get_collection(view, number)
    wanted = set(chosen)
    described = collections.load_descriptions(view)
    found = []
    for one in collections.below(view, number):
        parent, name, description = described[one]
        posts = tuple(post for post in collected_posts.posts_in_order(view, one) if post in wanted)
        found.append(Branch(one, 0 if one == number else parent, name, description, posts))
    return tuple(found)


def posts_of(tree: Sequence[Branch]) -> list[int]:
    """The posts of all of them, each once, where it comes first."""
    return list(dict.fromkeys(post for branch in tree for post in branch.posts))


def title_of(tree: Sequence[Branch]) -> str:
    """What the collection that was chosen is called; empty where none was."""
    return tree[0].description.title or tree[0].name if tree else ""
