"""A document for Word: Office Open XML (ECMA-376, transitional).

Rule: what may be long is spooled; element orders are those of the schema, which Word insists on.
"""

from __future__ import annotations

from collections.abc import Iterator

from fonds.exporters.documents import docx_parts, docx_styles
from fonds.exporters.documents.blocks import Kind, Look, Style, Text
from fonds.exporters.documents.docx_runs import run
from fonds.exporters.documents.docx_story import Story
from fonds.exporters.documents.gathering import Chapter, Front, Gathering, anchor_of
from fonds.exporters.documents.packing import Pack, xml
from fonds.exporters.documents.wording import Wording, wording_of
from fonds.exporters.material import Material
from fonds.exporters.target import FileTarget
from fonds.model.export import PageSize

_SIZES = {PageSize.A4: (11906, 16838), PageSize.LETTER: (12240, 15840)}
_MARGIN = 1418
"""Twips (1/20 point), as all lengths here."""


def write(material: Material, target: FileTarget) -> None:
    """Write the document."""
    with Pack(target.path) as pack:
        Gathering(material, target, DocxWriter(pack)).write()


class DocxWriter:
    """The document, from its title page to its directory."""

    kinds = frozenset(("png", "jpeg", "gif", "bmp"))

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._text = Story(pack)
        self._front: Front | None = None
        self._wording: Wording = wording_of("", 0)

    def begin(self, front: Front) -> None:
        self._front, self._wording = front, front.wording
        text = self._text
        text.out.write(docx_parts.opened("document", "<w:body>"))
        width, _ = _SIZES[front.whole.options.page_size]
        text.width = width - 2 * _MARGIN
        text.styled("Title", run(front.whole.title))
        text.styled("Subtitle", run(front.wording.count))
        self._write_contents(front)

    def add_part(self, number: int, heading: str) -> None:
        self._text.heading(Look(Kind.HEADING, 1), [Text(heading, Style())], f"part_{number + 1}")

    def add_chapter(self, chapter: Chapter) -> None:
        style = Style(language=chapter.language)
        look = Look(Kind.HEADING, chapter.level)
        words = [Text(" ".join(chapter.title.split()), style)]
        self._text.heading(look, words, chapter.anchor, goes_on=chapter.first)
        if chapter.meta:
            self._text.styled("PostMeta", run(chapter.meta))
        self._text.begin_post(chapter.language)
        self._text.blocks(chapter.blocks)

    def finish(self, pictures: Iterator[tuple[int, bytes]]) -> None:
        assert self._front is not None
        whole, pack = self._front.whole, self._pack
        self._text.out.write(
            docx_parts.section(*_SIZES[whole.options.page_size], _MARGIN) + "</w:body></w:document>"
        )
        pack.put("[Content_Types].xml", docx_parts.CONTENT_TYPES)
        pack.put("_rels/.rels", docx_parts.ROOT_RELATIONSHIPS)
        pack.put("docProps/core.xml", docx_parts.properties(whole))
        pack.put("docProps/app.xml", docx_parts.APPLICATION)
        pack.pour("word/document.xml", self._text.out)
        self._text.links.write(docx_parts.RELATIONSHIPS_END)
        pack.pour("word/_rels/document.xml.rels", self._text.links)
        pack.put("word/styles.xml", docx_styles.styles(self._wording))
        pack.put("word/fontTable.xml", docx_parts.fonts(self._wording))
        pack.put("word/settings.xml", docx_parts.settings(self._wording))
        pack.put("word/footer1.xml", docx_parts.FOOTER)
        self._text.numbering.close()
        pack.pour("word/numbering.xml", self._text.numbering.out)
        for number, data in pictures:
            pack.put(f"word/{self._text.pictures[number][0]}", data, stored=True)

    def _write_contents(self, front: Front) -> None:
        out = self._text.out
        out.write(docx_parts.CONTENTS_OPENED)
        self._text.styled("TOCHeading", run(front.wording.contents))
        first = docx_parts.CONTENTS_FIELD
        several = len(front.parts) > 1
        for number, part in enumerate(front.parts):
            entries = [(anchor_of(entry.id), entry.title, 2) for entry in part.entries]
            if part.heading:
                entries.insert(0, (f"part_{number + 1}", part.heading, 1))
            elif several:
                entries = [(anchor, title, 1) for anchor, title, _ in entries]
            for anchor, title, level in entries:
                words = run(" ".join(title.split()))
                link = f'<w:hyperlink w:anchor="{xml(anchor)}" w:history="1">{words}</w:hyperlink>'
                self._text.styled(f"TOC{level}", first + link)
                first = ""
        self._text.styled("", (first or "") + docx_parts.CONTENTS_CLOSED)
        out.write("</w:sdtContent></w:sdt>")
