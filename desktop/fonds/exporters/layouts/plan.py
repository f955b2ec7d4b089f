"""Where each post of an export goes, settled before the first is written: links lead there, and no two are in one place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fonds.exporters.layouts.layout import Place, SiteLayout
from fonds.exporters.layouts.values import plain_address
from fonds.exporters.material import ExportPost
from fonds.exporters.placement import Placement
from fonds.model.post import Status
from fonds.model.problems import ProblemKind
from fonds.text.names import safe_path_part, slugify

_LEADS_OUT = re.compile(r"%|\.\.")
_STRICT = frozenset(
    (
        ProblemKind.INVALID_TEXT, ProblemKind.NUL_BYTES, ProblemKind.UNCLOSED_HEADER, ProblemKind.DUPLICATE_KEY,
        ProblemKind.REPAIRED_QUOTES, ProblemKind.REPAIRED_VALUE, ProblemKind.REPAIRED_TABS, ProblemKind.INVALID_DATE,
        ProblemKind.NAME_NOT_POST, ProblemKind.EMPTY_FILE, ProblemKind.AMBIGUOUS_BACKSLASH,
    )
)  # fmt: skip
"""What a post must not have to be built as it is by programs that read more strictly."""


class Plan:
    """The places of posts, by number. Posts are added in one order and always get the same places."""

    def __init__(self, layout: SiteLayout) -> None:
        self._layout = layout
        self._placement = Placement(windows=True, folds=True)
        self._keys: set[str] = set()
        self._permalinks = {_folded(address) for address in layout.reserved}
        self._places: dict[int, Place] = {}

    def __getitem__(self, number: int) -> Place:
        return self._places[number]

    def get(self, number: int | None) -> Place | None:
        """The place of a post; None when it is not in the export."""
        return None if number is None else self._places.get(number)

    def add(self, post: ExportPost) -> None:
        """Find a place for a post."""
        address = plain_address(post.post.metadata.permalink)
        free = not address or _folded(address) not in self._permalinks
        date = post.post.metadata.date
        past = date.instant is None or date.instant <= self._layout.whole.changed_at
        sure = past and post.post.metadata.status is Status.PUBLISHED
        pattern = not address and not _LEADS_OUT.search(post.post.metadata.permalink)
        strict = free and (address or pattern) and is_strict(post, self._layout.name)
        place = self._kept(post, sure) if strict else None
        self._places[post.id] = place or self._new(post, address if free else "", sure=sure)
        if address:
            self._permalinks.add(_folded(address))

    def _kept(self, post: ExportPost, sure: bool) -> Place | None:
        if not self._layout.keeps(post):
            return None
        key = self._layout.address_key(post, self._layout.stem(post))
        if key in self._keys or self._placement.place(post.path) != post.path:
            return None
        self._keys.add(key)
        return Place(post.path, kept=True, sure=sure)

    def _new(self, post: ExportPost, permalink: str, *, sure: bool) -> Place:
        layout = self._layout
        plain = layout.stem(post)
        for stem in _stems(plain):
            key = layout.address_key(post, stem)
            path = layout.path(post, stem)
            if key not in self._keys and self._placement.place(path) == path:
                self._keys.add(key)
                break
        slug = post.post.metadata.slug
        spoken = slug if slug != stem and stem == plain == slugify(slug) else ""
        return Place(path, sure=sure, slug=spoken, permalink=permalink)


def is_strict(post: ExportPost, generator: str) -> bool:
    """Whether a post is this generator's own, and its file one that strict readers take."""
    stored = post.post
    return (
        stored.generator == generator
        and stored.encoding == "utf-8"
        and stored.text_exact
        and stored.header_readable
        and not any(problem.kind in _STRICT for problem in stored.problems)
    )


def _stems(plain: str) -> Iterator[str]:
    """The name, then the name with a number."""
    first, short = _file_name(plain), _file_name(plain[:60])
    yield first
    number = 2
    while True:
        yield f"{short}-{number}"
        number += 1


def _file_name(plain: str) -> str:
    """A name that systems take. What they have for devices gets a word in front, since ``_name`` means much to some."""
    name = safe_path_part(plain)
    return name if name[0] != "_" or plain[0] == "_" else f"post-{name[1:]}"


def _folded(address: str) -> str:
    plain = address.casefold().removesuffix("index.html").removesuffix(".html")
    return plain.strip("/")
