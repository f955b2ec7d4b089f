"""Names in queries -> numbers: the categories, tags, authors, collections and saved searches that are meant.

Rule: names are compared folded (``text/folding``). What has a place in a tree is meant with all below it.
"""

from __future__ import annotations

from collections import defaultdict

from fonds.model.query_tree import Field
from fonds.store.session import View
from fonds.text.folding import fold_name

_FLAT = {Field.TAG: "tag", Field.AUTHOR: "author"}
_DEEPEST = 1000


def find_named(view: View, field: Field, value: str, *, prefix: bool) -> list[int]:
    """The ids of the terms or collections of a field that a value means."""
    wanted = fold_name(value)
    if field in _FLAT:
        rows = view.cursor("SELECT id, name FROM terms WHERE kind = ?", (_FLAT[field],))
        return [number for number, name in rows if _is_meant(fold_name(name), wanted, prefix)]
    if field is Field.CATEGORY:
        tree = view.rows("SELECT id, parent_id, name FROM terms WHERE kind = 'category'")
    else:
        tree = view.rows("SELECT id, parent_id, name FROM collections")
    return _find_in_tree(tree, wanted, prefix)


def find_saved_search(view: View, name: str) -> tuple[int, str] | None:
    """The number and the search text of the saved search of a name; the first where there are several."""
    wanted = fold_name(name)
    for number, text, saved in view.cursor(
        "SELECT id, query, name FROM saved_searches ORDER BY position, id"
    ):
        if fold_name(saved) == wanted:
            return number, text
    return None


def _is_meant(name: str, wanted: str, prefix: bool) -> bool:
    return name.startswith(wanted) if prefix else name == wanted


def _find_in_tree(rows: list[tuple[int, int, str]], wanted: str, prefix: bool) -> list[int]:
    """Those whose path, or its end, is the wanted one, and all below them."""
    rooted = wanted.startswith("/")
    wanted = wanted.strip("/")
    steps = wanted.count("/")
    places = {number: (parent, fold_name(name)) for number, parent, name in rows}
    children: dict[int, list[int]] = defaultdict(list)
    for number, parent, _ in rows:
        children[parent].append(number)
    found: set[int] = set()
    waiting = [
        number for number in places if _is_place_meant(_path(number, places), wanted, steps, rooted, prefix)
    ]
    while waiting:
        number = waiting.pop()
        if number not in found:
            found.add(number)
            waiting += children[number]
    return sorted(found)


def _path(number: int, places: dict[int, tuple[int, str]]) -> list[str]:
    """The names from the root to a place."""
    names: list[str] = []
    while number in places and len(names) < _DEEPEST:
        number, name = places[number]
        names.append(name)
    return names[::-1]


def _is_place_meant(path: list[str], wanted: str, steps: int, rooted: bool, prefix: bool) -> bool:
    # A name may itself hold a slash, so that fewer names than steps may make the wanted path.
    ends = [path] if rooted else [path[-count:] for count in range(1, min(steps + 1, len(path)) + 1)]
    return any(_is_meant("/".join(end), wanted, prefix) for end in ends)
