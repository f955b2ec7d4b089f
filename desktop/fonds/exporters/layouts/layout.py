"""What a generator's layout decides: where a post lies, what its header is, how texts point to posts and files.

Rule: a layout knows one post at a time; what it must remember of all (templates that posts name) is short.
"""

from __future__ import annotations

import posixpath
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from fonds.exporters.layouts.values import Words
from fonds.exporters.material import ExportPost, Whole
from fonds.text.names import slugify

_INDEXES = ("", "index")
"""Names that a post cannot have: a generator takes it for the page of its folder."""
_DATED = re.compile(r"\d{4}-\d{1,2}-\d{1,2}-(?=.)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post goes. ``kept``: as it is, at its own path. ``sure``: the site has it without being asked for drafts or
    the future. ``slug`` and ``permalink`` are what its header says of its address."""

    path: str
    kept: bool = False
    sure: bool = True
    slug: str = ""
    permalink: str = ""


class SiteLayout(ABC):
    """The conventions of no generator in particular; each overrides what it has its own way for."""

    name = ""
    media_folder = "media"
    public_media = "/media"
    reserved: tuple[str, ...] = ()
    """Addresses that the site has for itself."""
    keys: frozenset[str] = frozenset(
        ("title", "date", "draft", "published", "lang", "language", "slug", "permalink", "category", "categories", "tag", "tags", "author", "authors")
    )  # fmt: skip
    """The keys, in small letters, that the header gives a meaning of its own."""
    foreign_keys: frozenset[str] = frozenset()
    """Further keys that mean something to this generator, and something else to others."""

    def __init__(self, whole: Whole) -> None:
        self.whole = whole

    def stem(self, post: ExportPost) -> str:
        """The name of a post's file, without date and ending; the same for the same post."""
        metadata = post.post.metadata
        slug = _DATED.sub("", slugify(metadata.slug), count=1)
        names = (slug, slugify(metadata.title))
        return next((name for name in names if name not in _INDEXES), f"post-{post.id}")

    @abstractmethod
    def path(self, post: ExportPost, stem: str) -> str:
        """Where a post with this name lies, from the site's folder."""

    def address_key(self, post: ExportPost, stem: str) -> str:
        """What two posts must not share, so that both are built."""
        return "".join(filter(str.isalnum, slugify(stem)))

    def keeps(self, post: ExportPost) -> bool:
        """Whether the generator builds this post, which is its own, where and as it is."""
        return False

    @abstractmethod
    def header(self, words: Words, post: ExportPost) -> str:
        """The header, with its fences and line ends."""

    def guard(self, text: str, *, markup: bool) -> str:
        """Text of another generator's post such that this one shows it as it is."""
        return text

    def own_body(self, body: str, tags: Mapping[str, str | None]) -> tuple[str, list[str]]:
        """The body of a post of this generator such that it is built, and what had to be guarded. ``tags`` says what is to
        stand for each tag that names a post or a file; None where that is not in the export."""
        return body, []

    def note_kept(self, post: ExportPost) -> None:  # noqa: B027 - most have nothing to remember
        """Remember what a post that is kept as it is needs of the site."""

    def post_address(self, place: Place, origin: Place, part: str) -> str:
        """What a link in the text at ``origin`` says to lead to another post; ``part`` is ``#heading`` or empty."""
        return self.relative(place.path, origin.path) + part

    def media_address(self, path: str, origin: Place) -> str:
        """What a text says to show a file of the export."""
        return self.public_media + quote(path.removeprefix(self.media_folder))

    def named_link(self, label: str, place: Place, origin: Place) -> str:
        """A link to a post that a text names by a mark of its generator's."""
        plain = re.sub(r"([\[\]\\])", r"\\\1", label)
        return f"[{plain}]({self.post_address(place, origin, '')})"

    def site_files(self) -> dict[str, str]:
        """The least that the generator needs to build the folder, by path."""
        return {}

    @staticmethod
    def relative(path: str, origin: str) -> str:
        """The way from one file to another, percent-encoded."""
        return quote(posixpath.relpath(path, posixpath.dirname(origin) or "."))
