"""Posts on their way into a document: each becomes blocks, its pictures are measured, what is not shown is told.

Rule: one post is held at a time; of pictures, their sizes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from fonds.exporters.addresses import resolve
from fonds.exporters.contents import Part, ids_of, put_under_headings
from fonds.exporters.documents.blocks import Block, Picture
from fonds.exporters.documents.marks import styles_of
from fonds.exporters.documents.pictures import PictureFile, fitting, read_picture
from fonds.exporters.documents.walk import Walk
from fonds.exporters.documents.wording import Wording, wording_of
from fonds.exporters.markup.conforming import conforming
from fonds.exporters.markup.tree import Element
from fonds.exporters.material import ExportPost, Material, MediumUse, Whole
from fonds.exporters.missing import tell_missing
from fonds.exporters.target import FileTarget
from fonds.text.meta_line import meta_line

_FILE = "fonds-file:"
_PERCENT = re.compile(r"(\d{1,3})%")


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the posts."""

    whole: Whole
    wording: Wording
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A post in a document. ``level`` is its heading's; ``first``: it follows the heading of its part at once."""

    anchor: str
    title: str
    meta: str
    language: str
    level: int
    first: bool
    blocks: Sequence[Block]


class DocumentWriter(Protocol):
    """A format. ``kinds`` are the pictures that it knows."""

    kinds: frozenset[str]

    def begin(self, front: Front) -> None:
        """Write all that stands before the posts."""
        ...

    def add_part(self, number: int, heading: str) -> None:
        """Write the heading of a part."""
        ...

    def add_chapter(self, chapter: Chapter) -> None:
        """Write a post."""
        ...

    def finish(self, pictures: Iterator[tuple[int, bytes]]) -> None:
        """Write the rest; ``pictures`` are the files of all that were shown, by number."""
        ...


class Gathering:
    """The way of all posts of a material into one document."""

    def __init__(self, material: Material, target: FileTarget, writer: DocumentWriter) -> None:
        self._parts = put_under_headings(material)
        self._material = material.reordered(ids_of(self._parts))
        self._ids = frozenset(ids_of(self._parts))
        self._target = target
        self._writer = writer
        self._sizes: dict[int, PictureFile | None] = {}
        self._shown: dict[int, MediumUse] = {}
        self._uses: dict[str, tuple[str, MediumUse]] = {}
        self._left_out: list[str] = []

    def write(self) -> None:
        """Write the whole document."""
        whole = self._material.whole
        self._writer.begin(Front(whole, wording_of(whole.language, whole.count), self._parts))
        starts = {part.entries[0].id: number for number, part in enumerate(self._parts)}
        begun = ""
        for post in self._material.posts(html=True):
            number = starts.get(post.id)
            if number is not None:
                begun = self._parts[number].heading
                if begun:
                    self._writer.add_part(number, begun)
            self._writer.add_chapter(self._chapter(post, begun, first=number is not None))
            self._target.posts.append(post.id)
        self._writer.finish(self._pictures())

    def _chapter(self, post: ExportPost, part: str, *, first: bool) -> Chapter:
        self._uses, self._left_out = {}, []
        uses = {use.reference: use for use in post.uses}
        markup, missing = resolve(post.html, uses, self._post_address, self._medium_address)
        names: dict[str, str] = {}
        root = conforming(
            markup,
            anchors=lambda name: names.setdefault(name, f"p{post.id}_{len(names) + 1}"),
            known_anchors=self._is_post,
        )
        addresses = {element.attributes.get("href", "") for element in root.elements() if element.name == "a"}
        linked = {address[1:] for address in addresses if address.startswith("#") and len(address) > 1}
        blocks = Walk(root, linked, self._show).blocks()
        self._left_out += [use.reference for address, (_, use) in self._uses.items() if address in addresses]
        tell_missing(self._target, post, [*missing, *self._left_out])
        rest = not part and len(self._parts) > 1
        language = post.post.metadata.language
        return Chapter(
            anchor_of(post.id),
            post.title,
            " · ".join(meta_line(post.post.metadata)),
            "" if language == self._material.whole.language else language,
            1 if rest else 2,
            first and bool(part),
            blocks,
        )

    def _post_address(self, number: int) -> str | None:
        return f"#{anchor_of(number)}" if number in self._ids else None

    def _is_post(self, name: str) -> bool:
        return name.startswith("post_") and name[5:].isdigit() and int(name[5:]) in self._ids

    def _medium_address(self, use: MediumUse) -> str:
        address = f"{_FILE}{use.medium.id}"
        self._uses.setdefault(address, (use.medium.name, use))
        return address

    def _show(self, element: Element, most: int) -> Picture | str:
        words = element.attributes.get("alt") or element.attributes.get("title", "")
        sources = [element, *(child for child in element.elements() if child.name == "source")]
        addresses = [source.attributes.get("src", "") for source in sources]
        found = next((self._uses[address] for address in addresses if address in self._uses), None)
        if found is None:
            return words or next((address for address in addresses if address), "")
        name, use = found
        picture = self._measured(use) if element.name == "img" else None
        if picture is None or picture.kind not in self._writer.kinds:
            self._left_out.append(use.reference)
            return f"{words} ({name})" if words and words != name else name
        self._shown.setdefault(use.medium.id, use)
        width, height = fitting(picture, _width(element, most), _pixels(element, "height"), most)
        return Picture(use.medium.id, picture.kind, width, height, words)

    def _measured(self, use: MediumUse) -> PictureFile | None:
        number = use.medium.id
        if number not in self._sizes:
            data = self._material.medium_bytes(use.medium)
            self._sizes[number] = None if data is None else read_picture(data)
        return self._sizes[number]

    def _pictures(self) -> Iterator[tuple[int, bytes]]:
        for number, use in self._shown.items():
            data = self._material.medium_bytes(use.medium)
            if data is not None:
                self._target.media += 1
                yield number, data


def anchor_of(number: int) -> str:
    """The name of the place where a post begins."""
    return f"post_{number}"


def _pixels(element: Element, name: str) -> int | None:
    given = element.attributes.get(name) or styles_of(element).get(name, "")
    return int(given) if (given := given.removesuffix("px")).isdecimal() and int(given) else None


def _width(element: Element, most: int) -> int | None:
    part = _PERCENT.fullmatch(styles_of(element).get("width", ""))
    return max(1, most * int(part[1]) // 100) if part else _pixels(element, "width")
