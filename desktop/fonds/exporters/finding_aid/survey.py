"""What a finding aid says of each level before it lists the posts: how much lies there, from when, in which languages.

Rule: in memory there are numbers, names of languages and days, nothing of a post's text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fonds.exporters.contents import homes
from fonds.exporters.material import Branch, ExportPost, Material, Origin
from fonds.model.collection import CollectionDescription
from fonds.model.post import PostDate


@dataclass(slots=True)
class Extent:
    """What lies at a level and below it, each post and file once. Days are ISO 8601 as fine as they are known, empty
    where no post has one; ``dated`` and ``signed``: some post has a date, or its authors."""

    posts: int = 0
    words: int = 0
    first: str = ""
    last: str = ""
    dated: bool = False
    signed: bool = False
    files: set[int] = field(default_factory=set)
    languages: Counter[str] = field(default_factory=Counter)

    def add(self, post: ExportPost, day: str) -> None:
        """Count a post."""
        self.posts += 1
        self.words += post.words
        self.files.update(use.medium.id for use in post.uses)
        if post.post.metadata.language:
            self.languages[post.post.metadata.language] += 1
        self.dated |= bool(post.post.metadata.date.text or day)
        self.signed |= bool(post.post.metadata.authors)
        if day:
            self.first = min(self.first or day, day)
            self.last = max(self.last, day)

    def most_languages(self) -> tuple[str, ...]:
        """The languages, that of most posts first."""
        return tuple(name for name, _ in sorted(self.languages.items(), key=lambda item: (-item[1], item[0])))


@dataclass(slots=True)
class Level:
    """A collection (``id`` 0: a selection that is none). ``number`` tells its place ("2.1", empty for the whole),
    ``elsewhere`` are posts that lie in it, too, but are listed at a level before it."""

    id: int
    depth: int
    number: str
    title: str
    description: CollectionDescription
    extent: Extent = field(default_factory=Extent)
    elsewhere: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FindingAid:
    """All levels, each before those below it, the whole first; and the imports that the posts came by."""

    title: str
    language: str
    changed_at: int
    levels: tuple[Level, ...]
    origins: tuple[Origin, ...]
    _home: dict[int, int]
    _material: Material

    def listed(self) -> Iterator[tuple[Level, Iterator[ExportPost]]]:
        """Each level with the posts that are listed there. The posts of one are to be gone through before the next."""
        posts = _Posts(self._material, self._home)
        for place, level in enumerate(self.levels):
            yield level, posts.of(place)


class _Posts:
    """The posts in the order of their levels, handed out level by level."""

    def __init__(self, material: Material, home: dict[int, int]) -> None:
        self._home = home
        self._posts = (material.reordered(list(home)) if home else material).posts()
        self._next: ExportPost | None = next(self._posts, None)

    def of(self, place: int) -> Iterator[ExportPost]:
        while self._next is not None and self._home.get(self._next.id, 0) == place:
            yield self._next
            self._next = next(self._posts, None)


def survey(material: Material) -> FindingAid:
    """Go through all posts once."""
    whole = material.whole
    tree = whole.tree or (Branch(0, 0, whole.title, CollectionDescription(), ()),)
    levels = _levels(tree, whole.title)
    home = homes(tree)
    places = _places(tree)
    seen = set()
    for post in (material.reordered(list(home)) if home else material).posts():
        day = day_of(post.post.metadata.date)
        for place in places.get(post.id, (0,)):
            levels[place].extent.add(post, day)
        seen.add(post.id)
    for place, branch in enumerate(tree):
        levels[place].elsewhere += [post for post in branch.posts if home[post] != place and post in seen]
    return FindingAid(
        whole.title, whole.language, whole.changed_at, levels, material.origins(), home, material
    )


def day_of(date: PostDate) -> str:
    """The day of a post as ISO 8601, coarser where no more is known; empty where nothing is."""
    return date.iso_text()[:10]


def _levels(tree: Sequence[Branch], title: str) -> tuple[Level, ...]:
    levels: dict[int, Level] = {}
    below: Counter[int] = Counter()
    for branch in tree:
        above = levels.get(branch.parent)
        if above is None:
            depth, number, name = 0, "", title
        else:
            below[branch.parent] += 1
            depth = above.depth + 1
            number = f"{above.number}.{below[branch.parent]}".lstrip(".")
            name = branch.description.title or branch.name
        levels[branch.id] = Level(branch.id, depth, number, name, branch.description)
    return tuple(levels.values())


def _places(tree: Sequence[Branch]) -> dict[int, frozenset[int]]:
    """At which levels each post counts: those that it lies in, and all above them."""
    above: dict[int, frozenset[int]] = {}
    found: dict[int, frozenset[int]] = {}
    for place, branch in enumerate(tree):
        here = above.get(branch.parent, frozenset()) | {place}
        above[branch.id] = here
        for post in branch.posts:
            known = found.get(post)
            found[post] = here if known is None else known | here
    return found
