"""The pages of collections: the tree, and of each its posts in the order that a person gave them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from fonds.exporters.material import Branch
from fonds.exporters.site.catalogue import Catalogue
from fonds.exporters.site.frame import MAX_FILES, Frame, text
from fonds.exporters.site.lists import Heading, Lists

COLLECTIONS = "collections/index.html"


def collection_path(number: int) -> str:
    """The page of a collection, by its number in the archive."""
    return f"collections/{number // MAX_FILES}/{number}.html"


def write_collections(frame: Frame, catalogue: Catalogue, lists: Lists, tree: Sequence[Branch]) -> None:
    """Write the tree (each after the one that it lies in) and the page of each collection."""
    words = frame.words
    place_of = {number: place for place, number in enumerate(catalogue.ids)}
    known = {branch.id: branch for branch in tree}
    items: dict[int, list[Branch]] = {}
    for branch in tree:
        items.setdefault(branch.parent if branch.parent in known else 0, []).append(branch)
    rows = []
    waiting = [(branch, 0) for branch in reversed(items.get(0, []))]
    while waiting:
        branch, depth = waiting.pop()
        rows.append(f'<li style="padding-left: {min(depth, 12) * 1.4:.1f}em">{_link(branch, "../")}</li>\n')
        waiting += [(child, depth + 1) for child in reversed(items.get(branch.id, []))]
    main = f'<h1>{text(words.collections)}</h1>\n<ul class="tree">\n{"".join(rows)}</ul>\n'
    frame.write(COLLECTIONS, words.collections, main, kind="terms", current=COLLECTIONS)
    for branch in tree:
        steps = [f'<a href="../../{COLLECTIONS}">{text(words.collections)}</a>']
        steps += [_link(above, "../../", counted=False) for above in _above(branch, known)]
        intro = f'<p class="meta">{" › ".join(steps)}</p>\n'
        below = "".join(f"<li>{_link(child, '../../')}</li>\n" for child in items.get(branch.id, []))
        intro += f'<ul class="terms">\n{below}</ul>\n' if below else ""
        places = array("q", (place_of[number] for number in branch.posts if number in place_of))
        heading = Heading(branch.name, COLLECTIONS, branch.name, intro, by_year=False)
        lists.write_list(collection_path(branch.id), places, heading)


def _above(branch: Branch, known: dict[int, Branch]) -> list[Branch]:
    """The collections that one lies in, the outermost first."""
    found: list[Branch] = []
    while branch.parent in known and len(found) < len(known):
        branch = known[branch.parent]
        found.insert(0, branch)
    return found


def _link(branch: Branch, root: str, *, counted: bool = True) -> str:
    count = f" <small>{len(branch.posts):,}</small>" if counted else ""
    return f'<a href="{root}{collection_path(branch.id)}">{text(branch.name) or "–"}</a>{count}'
