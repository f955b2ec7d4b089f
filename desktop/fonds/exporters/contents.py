"""How the posts of a book are put under headings: by the collections that it is made of, else by category where most
posts have one, else by year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from fonds.exporters.material import Branch, ExportPost, Material


@dataclass(frozen=True, slots=True)
class Entry:
    """A post in a table of contents. ``day`` is its date as far as a day, ISO 8601, empty when unknown."""

    id: int
    title: str
    day: str = ""


@dataclass(slots=True)
class Part:
    """Posts below a heading (empty: below none), in reading order."""

    heading: str
    entries: list[Entry] = field(default_factory=list)


def put_under_headings(material: Material) -> list[Part]:
    """All posts of the material, each once. Parts come in the order of their first posts, posts without the heading's
    fact at the end, below none. Where a collection was chosen, they are as it is."""
    if material.whole.tree:
        return _under_collections(material)
    facts = [
        (
            _entry(post),
            " › ".join(post.post.metadata.categories[0]) if post.post.metadata.categories else "",
            str(post.post.metadata.date.year or ""),
        )
        for post in material.posts()
    ]
    by_category = sum(bool(category) for _, category, _ in facts) * 2 > len(facts)
    parts: dict[str, Part] = {}
    for entry, category, year in facts:
        heading = category if by_category else year
        parts.setdefault(heading, Part(heading)).entries.append(entry)
    rest = parts.pop("", None)
    found = [*parts.values(), *([rest] if rest is not None else [])]
    return [Part("", found[0].entries)] if len(found) == 1 else found


def _entry(post: ExportPost) -> Entry:
    return Entry(post.id, post.title, post.post.metadata.date.iso_text()[:10])


def homes(tree: Sequence[Branch]) -> dict[int, int]:
    """Where each post of some collections is listed: the place of the first one in the sequence that it lies in."""
    found: dict[int, int] = {}
    for place, branch in enumerate(tree):
        for post in branch.posts:
            found.setdefault(post, place)
    return found


def _under_collections(material: Material) -> list[Part]:
    tree = material.whole.tree
    home = homes(tree)
    parts = [Part(heading) for heading in _headings(tree)]
    for post in material.reordered(list(home)).posts():
        parts[home[post.id]].entries.append(_entry(post))
    return [part for part in parts if part.entries]


def _headings(tree: Sequence[Branch]) -> list[str]:
    """The path of each collection below the one that was chosen."""
    paths: dict[int, tuple[str, ...]] = {}
    for branch in tree:
        paths[branch.id] = (*paths[branch.parent], branch.name) if branch.parent in paths else ()
    return [" › ".join(path) for path in paths.values()]


def ids_of(parts: Sequence[Part]) -> list[int]:
    """The posts in the order of their parts."""
    return [entry.id for part in parts for entry in part.entries]
