"""A book: EPUB 3.3, with a cover, contents under headings, each post a chapter, and the media that readers know.

The same posts give the same bytes: the package says of its time what the posts say.
"""

from __future__ import annotations

import uuid
import zipfile
from collections.abc import Iterator, Sequence
from html import escape
from string import Template
from urllib.parse import quote

from fonds.base.paths import resource
from fonds.exporters.addresses import resolve
from fonds.exporters.contents import Part, ids_of, put_under_headings
from fonds.exporters.markup.conforming import conforming
from fonds.exporters.markup.tree import Element, write_markup
from fonds.exporters.material import ExportPost, Material, Medium, MediumUse
from fonds.exporters.media_names import MediaNames
from fonds.exporters.missing import tell_missing
from fonds.exporters.moments import moment_text
from fonds.exporters.target import FileTarget
from fonds.exporters.xml_text import xml_text
from fonds.text.meta_line import meta_line

_SPACE = uuid.UUID("8a0a1d0e-6e34-5a49-9f5c-0d6b9b1f6a53")
_CORE = {
    *("image/gif", "image/jpeg", "image/png", "image/svg+xml", "image/webp"),
    *("audio/mpeg", "audio/mp4", "audio/ogg"),
}
"""What every reader knows (EPUB 3.3, 3.2); films may be of any type."""
_STAMP = (1980, 1, 1, 0, 0, 0)
_XHTML = "application/xhtml+xml"
_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)


def write(material: Material, target: FileTarget) -> None:
    """Write the book."""
    parts = put_under_headings(material)
    ordered = material.reordered(ids_of(parts))
    with zipfile.ZipFile(target.path, "x", zipfile.ZIP_DEFLATED, compresslevel=6) as book:
        _Book(book, ordered, target, parts).write()


class _Book:
    def __init__(
        self, book: zipfile.ZipFile, material: Material, target: FileTarget, parts: Sequence[Part]
    ) -> None:
        self._book = book
        self._material = material
        self._target = target
        self._parts = parts
        self._names = MediaNames()
        self._ids = set(ids_of(parts))
        self._shown: set[int] = set()
        self._manifest: list[str] = []
        self._spine: list[str] = []
        self._language = material.whole.language or "und"

    def write(self) -> None:
        self._put("mimetype", b"application/epub+zip", stored=True)
        self._put("META-INF/container.xml", _CONTAINER.encode())
        self._put("EPUB/style.css", resource("css", "book.css").read_bytes())
        self._manifest.append('<item id="style" href="style.css" media-type="text/css"/>')
        self._write_cover()
        for post in self._material.posts(html=True):
            self._write_post(post)
        for medium, data in self._material.media():
            if medium.id in self._shown:
                self._write_medium(medium, data)
        self._put("EPUB/nav.xhtml", self._contents().encode())
        self._put("EPUB/package.opf", self._package().encode())

    def _write_cover(self) -> None:
        whole = self._material.whole
        self._put("EPUB/cover.svg", cover_picture(whole.title, self._language).encode())
        self._manifest.append(
            '<item id="cover-image" href="cover.svg" media-type="image/svg+xml" properties="cover-image"/>'
        )
        picture = f'<section epub:type="cover"><img src="cover.svg" alt="{_text(whole.title)}"/></section>'
        self._put("EPUB/cover.xhtml", _page(whole.title, self._language, picture, "cover").encode())
        self._manifest.append(f'<item id="cover" href="cover.xhtml" media-type="{_XHTML}"/>')
        self._spine.append('<itemref idref="cover"/>')
        self._manifest.append(f'<item id="nav" href="nav.xhtml" media-type="{_XHTML}" properties="nav"/>')
        self._spine.append('<itemref idref="nav"/>')

    def _write_post(self, post: ExportPost) -> None:
        root = self._chapter(post)
        body = write_markup(root, xml=True)
        language = post.post.metadata.language or self._language
        line = " · ".join(meta_line(post.post.metadata))
        heading = f"<h1>{_text(post.title)}</h1>\n" + (f'<p class="meta">{_text(line)}</p>\n' if line else "")
        page = _page(post.title, language, f'<section class="post">\n{heading}{body}\n</section>')
        self._put(f"EPUB/{_post_file(post.id)}", page.encode("utf-8", "replace"))
        formulas = any(element.name == "math" for element in root.elements())
        properties = ' properties="mathml"' if formulas else ""
        name = f"post-{post.id}"
        self._manifest.append(
            f'<item id="{name}" href="{_post_file(post.id)}" media-type="{_XHTML}"{properties}/>'
        )
        self._spine.append(f'<itemref idref="{name}"/>')
        self._target.posts.append(post.id)

    def _chapter(self, post: ExportPost) -> Element:
        uses = {use.reference: use for use in post.uses}
        markup, missing = resolve(post.html, uses, self._post_address, self._medium_address)
        tell_missing(self._target, post, missing)
        return conforming(markup)

    def _post_address(self, number: int) -> str | None:
        return _post_file(number) if number in self._ids else None

    def _medium_address(self, use: MediumUse) -> str | None:
        medium = use.medium
        if medium.mime not in _CORE and not medium.mime.startswith("video/"):
            return None
        self._shown.add(medium.id)
        return quote(self._names.path(medium))

    def _write_medium(self, medium: Medium, data: bytes) -> None:
        path = self._names.path(medium)
        self._put(f"EPUB/{path}", data, stored=not medium.mime.startswith("image/svg"))
        self._manifest.append(
            f'<item id="media-{medium.id}" href="{_text(quote(path))}" media-type="{_text(medium.mime)}"/>'
        )
        self._target.media += 1

    def _contents(self) -> str:
        title = _text(self._material.whole.title)
        body = f'<nav epub:type="toc" id="toc"><h1>{title}</h1><ol>\n{"".join(self._items())}</ol></nav>'
        return _page(self._material.whole.title, self._language, body)

    def _items(self) -> Iterator[str]:
        for part in self._parts:
            entries = "".join(
                f'<li><a href="{_post_file(entry.id)}">{_text(entry.title)}</a></li>\n'
                for entry in part.entries
                if entry.id in self._posts_written
            )
            if part.heading and entries:
                yield f"<li><span>{_text(part.heading)}</span><ol>\n{entries}</ol></li>\n"
            else:
                yield entries

    @property
    def _posts_written(self) -> set[int]:
        return set(self._target.posts)

    def _package(self) -> str:
        whole = self._material.whole
        digests = ",".join(str(number) for number in self._target.posts)
        name = uuid.uuid5(_SPACE, f"{whole.title}/{whole.changed_at}/{digests}")
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
            f'xml:lang="{_text(self._language)}">\n'
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
            f'<dc:identifier id="id">urn:uuid:{name}</dc:identifier>\n'
            f"<dc:title>{_text(whole.title)}</dc:title>\n"
            f"<dc:language>{_text(self._language)}</dc:language>\n"
            f'<meta property="dcterms:modified">{moment_text(whole.changed_at)}</meta>\n'
            "</metadata>\n<manifest>\n"
            + "\n".join(self._manifest)
            + "\n</manifest>\n<spine>\n"
            + "\n".join(self._spine)
            + "\n</spine>\n</package>\n"
        )

    def _put(self, path: str, data: bytes, *, stored: bool = False) -> None:
        entry = zipfile.ZipInfo(path, _STAMP)
        entry.external_attr = 0o644 << 16
        entry.create_system = 3
        self._book.writestr(entry, data, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)


def cover_picture(title: str, language: str) -> str:
    """A quiet cover: the title, broken into lines that fit."""
    lines = list(_lines(title, 11 if any(letter > "\u2e7f" for letter in title) else 18))[:8]
    spans = "".join(
        f'<tspan x="300" y="{330 + 64 * number}">{_text(line)}</tspan>' for number, line in enumerate(lines)
    )
    template = Template(resource("themes", "cover.svg").read_text(encoding="utf-8"))
    return template.substitute(language=_text(language), lines=spans)


def _lines(title: str, width: int) -> Iterator[str]:
    line = ""
    for word in title.split(" "):
        while len(word) > width:
            yield from ([line] if line else [])
            line, word = word[:width], word[width:]
        if line and len(line) + len(word) + 1 > width:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    if line:
        yield line


def _post_file(number: int) -> str:
    return f"post-{number}.xhtml"


def _page(title: str, language: str, body: str, kind: str = "") -> str:
    style = f' class="{kind}"' if kind else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f'lang="{_text(language)}" xml:lang="{_text(language)}">\n<head>\n<title>{_text(title)}</title>\n'
        f'<link rel="stylesheet" type="text/css" href="style.css"/>\n</head>\n<body{style}>\n{body}\n</body>\n</html>\n'
    )


def _text(text: str) -> str:
    return escape(xml_text(text))
