"""The page of a post: its title, what is known of it, its text, and the way to its neighbours."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

from fonds.exporters.addresses import resolve
from fonds.exporters.known_fields import source_address
from fonds.exporters.markup.attributes import clean_address
from fonds.exporters.markup.conforming import conforming
from fonds.exporters.markup.headings import lower_headings
from fonds.exporters.markup.tree import write_markup
from fonds.exporters.material import ExportPost, Material, Medium, MediumUse
from fonds.exporters.media_names import MediaNames
from fonds.exporters.missing import tell_missing
from fonds.exporters.site.catalogue import Catalogue, title_of
from fonds.exporters.site.frame import Frame, post_path, root_of, text
from fonds.exporters.site.lists import term_path
from fonds.exporters.target import Target
from fonds.text.meta_line import date_text

_RUNS = re.compile(r"\.(?:[xs]?html?|xht|mht|mhtml|xml|xslt?|m?js|svgz|hta|swf|wasm)\Z", re.IGNORECASE)
"""Files that a browser would run, or could: they are taken along as plain text."""
_ACTIVE = re.compile(
    rb"<script|\bon[a-z]+\s*=|javascript:|<foreignobject|<!entity|xml-stylesheet", re.IGNORECASE
)


PutFile = Callable[[str, bytes, str], object]
"""Takes a file that posts show: its path, its bytes, its media type."""


class PostPages:
    """Makes the pages of posts, and at the end hands over the files that they show. ``target`` is told what is missing."""

    def __init__(self, frame: Frame, catalogue: Catalogue, material: Material, target: Target) -> None:
        self._frame = frame
        self._catalogue = catalogue
        self._material = material
        self._target = target
        self._names = MediaNames()
        self._paths: dict[int, str] = {}

    def write(self, place: int, post: ExportPost) -> None:
        """Write the page of the post at a place."""
        path = post_path(post.id)
        root = root_of(path)
        body = self._body(post, root)
        title = title_of(post)
        language, site = post.post.metadata.language, self._frame.language
        known = not site or (language and language != site)
        lang = (
            f' lang="{text(language)}"' if known else ""
        )  # empty: nobody knows, whatever the menu's language is
        around, links = self._around(place, root)
        main = (
            f'<article{lang}>\n<h1>{text(title)}</h1>\n{self._meta(post, root)}<div class="body">\n{body}\n</div>\n'
            f"</article>\n{around}"
        )
        self._frame.write(path, title, main, kind="post", current="", links=links, post_id=post.id)

    def hand_over_media(self, put: PutFile) -> None:
        """Hand over the files that the pages have led to."""
        for medium, data in self._material.media():
            path = self._paths.get(medium.id)
            if path:
                put(path, data, "text/plain" if path.endswith(".txt") else medium.mime)

    def _body(self, post: ExportPost, root: str) -> str:
        uses = {use.reference: use for use in post.uses}

        def post_address(number: int) -> str | None:
            return root + post_path(number) if number in self._catalogue.known else None

        def medium_address(use: MediumUse) -> str | None:
            path = self._path_of(use.medium)
            return root + quote(path) if path else None

        markup, missing = resolve(post.html, uses, post_address, medium_address)
        tell_missing(self._target, post, missing)
        return write_markup(lower_headings(conforming(markup, anchors=_anchor)), xml=False)

    def _path_of(self, medium: Medium) -> str:
        """Where a file will lie; empty for a picture that would do something when it is opened by itself."""
        path = self._paths.get(medium.id)
        if path is None:
            folder, _, name = self._names.path(medium).partition("/")
            path = f"{folder}/{medium.digest.hex()[:2]}/{name}"
            if _RUNS.search(name):
                path += ".txt"
            elif self._is_active_picture(medium, name):
                path = ""
            self._paths[medium.id] = path
        return path

    def _is_active_picture(self, medium: Medium, name: str) -> bool:
        if not name.lower().endswith(".svg") and medium.mime != "image/svg+xml":
            return False
        return _ACTIVE.search(self._material.medium_bytes(medium) or b"") is not None

    def _meta(self, post: ExportPost, root: str) -> str:
        metadata = post.post.metadata
        words = self._frame.words
        parts = []
        shown = date_text(metadata.date)
        if shown:
            moment = metadata.date.iso_text()
            parts.append(f'<time datetime="{moment}">{text(shown)}</time>' if moment else text(shown))
        parts.append(text(words.status(metadata.status)))
        parts += [_link(root, "authors", (name,), name) for name in metadata.authors]
        for path in metadata.categories:
            steps = (_link(root, "categories", path[: depth + 1], name) for depth, name in enumerate(path))
            parts.append(" › ".join(steps))
        parts += [_link(root, "tags", (name,), f"#{name}") for name in metadata.tags]
        line = " · ".join(filter(None, parts))
        address = clean_address(source_address(post)) if source_address(post) else None
        origin = (
            f'<p class="meta">{text(words.original)} <a href="{text(address)}" rel="noreferrer">{text(address)}</a></p>\n'
            if address
            else ""
        )
        return (f'<p class="meta">{line}</p>\n' if line else "") + origin

    def _around(self, place: int, root: str) -> tuple[str, str]:
        """The links to the neighbours, and the same for the head."""
        words = self._frame.words
        shown, links = [], []
        sides = ((place + 1, "prev", f"‹ {words.older}"), (place - 1, "next", f"{words.newer} ›"))
        for neighbour, rel, label in sides:
            if 0 <= neighbour < len(self._catalogue.ids):
                entry = self._catalogue.entry(neighbour)
                address = root + post_path(entry.id)
                shown.append(
                    f'<a class="{rel}" rel="{rel}" href="{address}"><small>{text(label)}</small> {text(entry.title)}</a>\n'
                )
                links.append(f'<link rel="{rel}" href="{address}">\n')
        around = (
            f'<nav class="around" aria-label="{text(words.around)}">\n{"".join(shown)}</nav>' if shown else ""
        )
        return around, "".join(links)


def _link(root: str, kind: str, path: tuple[str, ...], shown: str) -> str:
    return f'<a href="{root}{term_path(kind, *path)}">{text(shown) or "–"}</a>'


def _anchor(name: str) -> str:
    """A post's anchor on a page that has some of its own."""
    return f"x-{name}" if name.startswith(("x-", "site-")) else name
