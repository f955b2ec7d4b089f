"""The parts of a Word document that are the same for all, or nearly so.

Source: ECMA-376, part 1 (17, WordprocessingML) and part 2 (packages).
"""

from __future__ import annotations

from fonds.exporters.documents.packing import xml
from fonds.exporters.documents.wording import BODY_FONT, CODE_FONT, HEADING_FONT, Wording
from fonds.exporters.material import Whole
from fonds.exporters.moments import moment_text

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OWN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "settings", "fontTable", "numbering", "footer1")

CONTENT_TYPES = (
    f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Default Extension="{kind}" ContentType="image/{kind}"/>' for kind in ("png", "jpeg", "gif", "bmp")
    )
    + f'<Override PartName="/word/document.xml" ContentType="{_OWN}.document.main+xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_OWN}.{part.rstrip("1")}+xml"/>'
        for part in _PARTS
    )
    + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
    "</Types>"
)


def relationships_opened() -> str:
    """The beginning of a part's relationships."""
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'


ROOT_RELATIONSHIPS = (
    f"{relationships_opened()}"
    f'<Relationship Id="rId1" Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{OFFICE}/relationships/extended-properties" Target="docProps/app.xml"/>'
    "</Relationships>"
)
RELATIONSHIPS_END = (
    "".join(
        f'<Relationship Id="{part}" Type="{OFFICE}/relationships/{part.rstrip("1")}" Target="{part}.xml"/>'
        for part in _PARTS
    )
    + "</Relationships>"
)
APPLICATION = f'{_DECLARATION}<Properties xmlns="{OFFICE}/extended-properties"><Application>Fonds</Application></Properties>'
FOOTER = (
    f'{_DECLARATION}<w:ftr xmlns:w="{_WORD}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>'
)
CONTENTS_OPENED = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    "</w:sdtPr><w:sdtContent>"
)
CONTENTS_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
CONTENTS_CLOSED = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def opened(name: str, inside: str) -> str:
    """The beginning of a part with text."""
    return (
        f'{_DECLARATION}<w:{name} xmlns:w="{_WORD}" xmlns:r="{OFFICE}/relationships" '
        f'xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" xmlns:pic="{_DRAWING}/picture">'
        f"{inside}"
    )


def section(width: int, height: int, margin: int) -> str:
    """The page: its number at the foot of all but the first."""
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="footer1"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar w:top="{margin}" w:right="{margin}" w:bottom="{margin}" w:left="{margin}" '
        'w:header="709" w:footer="709" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )


def properties(whole: Whole) -> str:
    """Title, language and time."""
    moment = moment_text(whole.changed_at)
    language = f"<dc:language>{xml(whole.language)}</dc:language>" if whole.language else ""
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{xml(whole.title)}</dc:title>{language}"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified></cp:coreProperties>'
    )


def settings(wording: Wording) -> str:
    """The field of contents is worked out when the document is opened; Word's present rules of layout hold."""
    return (
        f'{_DECLARATION}<w:settings xmlns:w="{_WORD}"><w:zoom w:percent="100"/>'
        '<w:updateFields w:val="true"/><w:defaultTabStop w:val="420"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="en-US" w:eastAsia="{xml(wording.asian)}"/></w:settings>'
    )


def fonts(wording: Wording) -> str:
    """The fonts, and by which others they may be replaced."""
    named = {
        BODY_FONT: ("Times", "Liberation Serif"),
        HEADING_FONT: ("Helvetica", "Liberation Sans"),
        CODE_FONT: ("Menlo", "DejaVu Sans Mono"),
        wording.asian_font: wording.asian_others,
        wording.asian_heading_font: wording.asian_heading_others,
    }
    written = "".join(
        f'<w:font w:name="{xml(name)}"><w:altName w:val="{xml(",".join(others))}"/></w:font>'
        for name, others in named.items()
    )
    return f'{_DECLARATION}<w:fonts xmlns:w="{_WORD}">{written}</w:fonts>'
