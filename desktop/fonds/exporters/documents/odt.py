"""A document for LibreOffice and all that read OpenDocument 1.3 (OASIS).

Rule: what may be long is spooled; the styles that posts turned out to need stand before them all the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from fonds.exporters.documents import odt_parts, odt_styles
from fonds.exporters.documents.blocks import Kind, Look, Style, Text
from fonds.exporters.documents.gathering import Chapter, Front, Gathering, anchor_of
from fonds.exporters.documents.odt_automatic import Automatic
from fonds.exporters.documents.odt_story import Story
from fonds.exporters.documents.packing import Pack, xml
from fonds.exporters.material import Material
from fonds.exporters.target import FileTarget
from fonds.model.export import PageSize

_WIDTHS = {PageSize.A4: 16.0, PageSize.LETTER: 16.59}
"""Centimetres between the margins."""


def write(material: Material, target: FileTarget) -> None:
    """Write the document."""
    with Pack(target.path) as pack:
        Gathering(material, target, OdtWriter(pack)).write()


class OdtWriter:
    """The document, from its title page to its list of files."""

    kinds = frozenset(("png", "jpeg", "gif", "bmp", "webp"))

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._automatic = Automatic()
        self._text = Story(pack.spool(), self._automatic)
        self._front: Front | None = None

    def begin(self, front: Front) -> None:
        self._front = front
        self._text.width = _WIDTHS[front.whole.options.page_size]
        self._text.styled("Title", xml(front.whole.title))
        self._text.styled("Subtitle", xml(front.wording.count))
        self._write_contents(front)

    def add_part(self, number: int, heading: str) -> None:
        self._text.heading(Look(Kind.HEADING, 1), [Text(heading, Style())], f"part_{number + 1}")

    def add_chapter(self, chapter: Chapter) -> None:
        words = [Text(" ".join(chapter.title.split()), Style(language=chapter.language))]
        self._text.heading(Look(Kind.HEADING, chapter.level), words, chapter.anchor, goes_on=chapter.first)
        if chapter.meta:
            self._text.styled("Post_20_Meta", xml(chapter.meta))
        self._text.language = chapter.language
        self._text.blocks(chapter.blocks)

    def finish(self, pictures: Iterator[tuple[int, bytes]]) -> None:
        assert self._front is not None
        whole, wording, pack = self._front.whole, self._front.wording, self._pack
        pack.put("mimetype", odt_parts.MIME, stored=True)
        head = pack.spool()
        head.write(odt_parts.content_opened(wording) + self._automatic.written() + odt_parts.BODY_OPENED)
        self._text.out.write(odt_parts.CONTENT_CLOSED)
        pack.pour("content.xml", head, self._text.out)
        pack.put("styles.xml", odt_styles.styles(wording, whole.options.page_size))
        pack.put("meta.xml", odt_parts.meta(whole))
        names = self._text.pictures
        for number, data in pictures:
            pack.put(names[number][0], data, stored=True)
        pack.put("META-INF/manifest.xml", odt_parts.manifest(names.values()))

    def _write_contents(self, front: Front) -> None:
        out = self._text.out
        out.write(odt_parts.contents_opened(front.wording))
        several = len(front.parts) > 1
        for number, part in enumerate(front.parts):
            if part.heading:
                out.write(odt_parts.contents_entry(f"part_{number + 1}", part.heading, 1))
            level = 1 if several and not part.heading else 2
            for entry in part.entries:
                out.write(odt_parts.contents_entry(anchor_of(entry.id), " ".join(entry.title.split()), level))
        out.write("</text:index-body></text:table-of-content>")
