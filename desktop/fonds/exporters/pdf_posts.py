"""Posts as sheets to print: as many at a time as an engine takes with ease, each beginning on a page of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape

from fonds.exporters.addresses import resolve
from fonds.exporters.contents import Part
from fonds.exporters.markup.conforming import conforming
from fonds.exporters.markup.headings import lower_headings
from fonds.exporters.markup.tree import write_markup
from fonds.exporters.material import ExportPost, Material, MediumUse
from fonds.exporters.missing import tell_missing
from fonds.exporters.target import FileTarget
from fonds.exporters.xml_text import xml_text
from fonds.model.printing import MEDIA, OPEN, Section, SectionKind, Sheets
from fonds.text.meta_line import meta_line

POSTS = 40
"""Posts of a piece."""
CHARACTERS = 1_500_000
"""A piece that has as many characters of markup takes no further post."""
BYTES = 24_000_000
"""Nor one whose pictures have as many bytes."""


class PostSheets:
    """Gathers the posts; what is missing or was written is told to the target."""

    def __init__(self, material: Material, target: FileTarget, parts: Sequence[Part]) -> None:
        self._material = material
        self._target = target
        self._heads = {entry.id: part.heading for part in parts for entry in part.entries}
        self._media: dict[str, tuple[bytes, str]] = {}
        self._shown: set[int] = set()

    def pieces(self, seen: Callable[[ExportPost], None]) -> Iterator[Sheets]:
        """The sheets, one piece at a time; ``seen`` is told of each post."""
        sections: list[Section] = []
        characters = 0
        for post in self._material.posts(html=True):
            section = self._section(post)
            sections.append(section)
            characters += len(section.html)
            seen(post)
            self._target.posts.append(post.id)
            size = sum(len(data) for data, _ in self._media.values())
            if len(sections) >= POSTS or characters >= CHARACTERS or size >= BYTES:
                yield self._sheets(sections)
                sections, characters = [], 0
        if sections:
            yield self._sheets(sections)

    def _sheets(self, sections: Sequence[Section]) -> Sheets:
        whole = self._material.whole
        media, self._media = self._media, {}
        return Sheets(whole.title, whole.language, whole.options.page_size, tuple(sections), media=media)

    def _section(self, post: ExportPost) -> Section:
        uses = {use.reference: use for use in post.uses}
        markup, missing = resolve(post.html, uses, self._post_address, self._medium_address)
        tell_missing(self._target, post, missing)
        root = conforming(
            markup, anchors=lambda name: f"post-{post.id}-{name}", known_anchors=lambda _name: False
        )
        line = " · ".join(meta_line(post.post.metadata))
        meta = f'<p class="meta">{_text(line)}</p>\n' if line else ""
        body = write_markup(lower_headings(root), xml=False)
        return Section(
            SectionKind.POST,
            f"<h1>{_text(post.title)}</h1>\n{meta}{body}",
            place=f"post-{post.id}",
            head=self._heads.get(post.id, ""),
            language=post.post.metadata.language,
        )

    def _post_address(self, number: int) -> str | None:
        return f"{OPEN}{number}" if number in self._heads else None

    def _medium_address(self, use: MediumUse) -> str | None:
        medium = use.medium
        if not medium.mime.startswith("image/"):
            return None
        name = medium.digest.hex()
        if name not in self._media:
            data = self._material.medium_bytes(medium)
            if data is None:
                return None
            self._media[name] = (data, medium.mime)
            if medium.id not in self._shown:
                self._shown.add(medium.id)
                self._target.media += 1
        return f"{MEDIA}{name}"


def _text(text: str) -> str:
    return escape(xml_text(text))
