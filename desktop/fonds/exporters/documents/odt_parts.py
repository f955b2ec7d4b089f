"""The parts of an OpenDocument text that are the same for all, or nearly so.

Source: OpenDocument 1.3, part 2 (packages) and part 3 (schema).
"""

from __future__ import annotations

from collections.abc import Iterable

from fonds.exporters.documents.packing import xml
from fonds.exporters.documents.wording import (
    BODY_FONT,
    CODE_FONT,
    HEADING_FONT,
    Wording,
)
from fonds.exporters.material import Whole
from fonds.exporters.moments import moment_text

MIME = "application/vnd.oasis.opendocument.text"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_COMPATIBLE = f"{_OASIS}:xsl-fo-compatible:1.0"
_NAMES = {
    "office": f"{_OASIS}:office:1.0",
    "style": f"{_OASIS}:style:1.0",
    "text": f"{_OASIS}:text:1.0",
    "table": f"{_OASIS}:table:1.0",
    "draw": f"{_OASIS}:drawing:1.0",
    "fo": _COMPATIBLE,
    "svg": f"{_OASIS}:svg-compatible:1.0",
    "meta": f"{_OASIS}:meta:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}
BODY_OPENED = "<office:body><office:text>"
CONTENT_CLOSED = "</office:text></office:body></office:document-content>"


def opened(name: str) -> str:
    """The beginning of a part."""
    names = "".join(f' xmlns:{short}="{name}"' for short, name in _NAMES.items())
    return f'{_DECLARATION}<office:{name}{names} office:version="1.3">'


def content_opened(wording: Wording) -> str:
    """The beginning of the content, up to the styles that it brings itself."""
    return opened("document-content") + fonts(wording)


def fonts(wording: Wording) -> str:
    """The fonts, each with those that may stand for it."""
    named = {
        "Body": (BODY_FONT, "Liberation Serif"),
        "Heading": (HEADING_FONT, "Liberation Sans"),
        "Code": (CODE_FONT, "Menlo", "DejaVu Sans Mono"),
        "AsianBody": (wording.asian_font, *wording.asian_others),
        "AsianHeading": (wording.asian_heading_font, *wording.asian_heading_others),
    }
    return (
        "<office:font-face-decls>"
        + "".join(
            f'<style:font-face style:name="{name}" svg:font-family="{xml(", ".join(_quoted(one) for one in family))}"/>'
            for name, family in named.items()
        )
        + "</office:font-face-decls>"
    )


def _quoted(name: str) -> str:
    return f"'{name}'" if " " in name else name


def contents_opened(wording: Wording) -> str:
    """The beginning of the table of contents: how it is made anew, and its heading."""
    levels = "".join(
        f'<text:table-of-content-entry-template text:outline-level="{level}" text:style-name="Contents_20_{level}">'
        "<text:index-entry-link-start/><text:index-entry-text/>"
        '<text:index-entry-tab-stop style:type="right" style:leader-char="."/><text:index-entry-page-number/>'
        "<text:index-entry-link-end/></text:table-of-content-entry-template>"
        for level in (1, 2)
    )
    heading = xml(wording.contents)
    return (
        '<text:table-of-content text:protected="false" text:name="Contents1">'
        '<text:table-of-content-source text:outline-level="2">'
        f'<text:index-title-template text:style-name="Contents_20_Heading">{heading}</text:index-title-template>'
        f"{levels}</text:table-of-content-source><text:index-body>"
        '<text:index-title text:name="Contents1_Head">'
        f'<text:p text:style-name="Contents_20_Heading">{heading}</text:p></text:index-title>'
    )


def contents_entry(anchor: str, title: str, level: int) -> str:
    """A line of the table of contents; its page is worked out by whoever lays the document out."""
    place = f'<text:bookmark-ref text:reference-format="page" text:ref-name="{anchor}"/>'
    return (
        f'<text:p text:style-name="Contents_20_{level}">'
        f'<text:a xlink:type="simple" xlink:href="#{anchor}" '
        f'text:style-name="Index_20_Link" text:visited-style-name="Index_20_Link">{xml(title)}<text:tab/>{place}</text:a></text:p>'
    )


def meta(whole: Whole) -> str:
    """Title, language and time."""
    moment = moment_text(whole.changed_at)
    language = f"<dc:language>{xml(whole.language)}</dc:language>" if whole.language else ""
    return (
        f"{opened('document-meta')}<office:meta><meta:generator>Fonds</meta:generator>"
        f"<dc:title>{xml(whole.title)}</dc:title>{language}"
        f"<meta:creation-date>{moment}</meta:creation-date><dc:date>{moment}</dc:date>"
        "</office:meta></office:document-meta>"
    )


def manifest(pictures: Iterable[tuple[str, str]]) -> str:
    """The list of all files, with their types."""
    files = [("content.xml", "text/xml"), ("styles.xml", "text/xml"), ("meta.xml", "text/xml"), *pictures]
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{xml(path)}" manifest:media-type="{kind}"/>'
        for path, kind in files
    )
    return (
        f'{_DECLARATION}<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIME}"/>'
        f"{entries}</manifest:manifest>"
    )
