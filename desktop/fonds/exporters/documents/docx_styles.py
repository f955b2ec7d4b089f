"""The styles of a Word document: reading text with room between its lines, Chinese and Latin side by side.

Lengths are twips, letters half points. Lines are at least 1.7 times their letters apart, so that pictures have room.
"""

from __future__ import annotations

from fonds.exporters.documents.colours import colour
from fonds.exporters.documents.packing import xml
from fonds.exporters.documents.wording import BODY_FONT, CODE_FONT, HEADING_FONT, Wording, is_asian

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEADINGS = ((36, 240, 200), (31, 240, 120), (27, 280, 100), (24, 240, 80), (22, 200, 60))
"""Letters, room before and after, of the first levels; all below are like the last."""
_BAR = f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{colour("line")}"/></w:pBdr>'
_FRAME = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="4" w:color="{colour("frame")}"/>'
    for side in ("top", "left", "bottom", "right")
)
_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{colour("line")}"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_CODE = f'<w:rFonts w:ascii="{CODE_FONT}" w:hAnsi="{CODE_FONT}" w:eastAsia="NSimSun" w:cs="{CODE_FONT}"/>'


def styles(wording: Wording) -> str:
    """The part of the styles."""
    heading_font = (
        f'<w:rFonts w:ascii="{HEADING_FONT}" w:hAnsi="{HEADING_FONT}" w:eastAsia="{xml(wording.asian_heading_font)}" '
        f'w:cs="{HEADING_FONT}"/>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:styles xmlns:w="{_WORD}">{_defaults(wording)}'
        + '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        + "".join(_heading(level, heading_font) for level in range(1, 10))
        + _front(heading_font)
        + _reading(heading_font)
        + _characters()
        + _tables()
        + "</w:styles>"
    )


def _defaults(wording: Wording) -> str:
    latin = "en-US" if is_asian(wording.language) or wording.language == "und" else xml(wording.language)
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{BODY_FONT}" w:hAnsi="{BODY_FONT}" '
        f'w:eastAsia="{xml(wording.asian_font)}" w:cs="{BODY_FONT}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{latin}" w:eastAsia="{xml(wording.asian)}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="357" w:lineRule="atLeast"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )


def _heading(level: int, font: str) -> str:
    size, before, after = _HEADINGS[min(level, len(_HEADINGS)) - 1]
    page = "<w:pageBreakBefore/>" if level <= 2 else ""
    return _style(
        f"Heading{level}",
        f"heading {level}",
        f'<w:keepNext/><w:keepLines/>{page}{_spacing(before, after, size * 13)}<w:outlineLvl w:val="{level - 1}"/>',
        f'{font}<w:b/><w:bCs/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
        following="Normal",
    )


def _front(font: str) -> str:
    big = '<w:sz w:val="56"/><w:szCs w:val="56"/>'
    quiet = f'<w:color w:val="{colour("quiet")}"/><w:sz w:val="24"/><w:szCs w:val="24"/>'
    head = '<w:b/><w:bCs/><w:sz w:val="36"/><w:szCs w:val="36"/>'
    dots = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9070"/></w:tabs>'
    return (
        _style("Title", "Title", f'{_spacing(4400, 300, 780)}<w:jc w:val="center"/>', font + big)
        + _style("Subtitle", "Subtitle", '<w:jc w:val="center"/>', quiet)
        + _style("TOCHeading", "TOC Heading", f"<w:pageBreakBefore/>{_spacing(240, 200, 468)}", font + head)
        + _style("TOC1", "toc 1", dots + _spacing(120, 20, 340), "<w:b/><w:bCs/>")
        + _style("TOC2", "toc 2", f'{dots}{_spacing(0, 20, 320)}<w:ind w:left="284" w:right="567"/>', "")
        + _style("Footer", "footer", f'{_spacing(0, 0, 240)}<w:jc w:val="center"/>', '<w:sz w:val="18"/>')
    )


def _reading(font: str) -> str:
    small = '<w:sz w:val="18"/><w:szCs w:val="18"/>'
    quiet = f'<w:color w:val="{colour("quiet")}"/>'
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="{colour("line")}"/></w:pBdr>'
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{colour("ground")}"/>'
    return (
        _style("PostMeta", "Post Meta", f"<w:keepNext/>{_spacing(0, 300, 300)}", quiet + small)
        + _style("Quote", "Quote", f"{_BAR}{_spacing(0, 140, 357)}", f'<w:color w:val="{colour("quote")}"/>')
        + _style(
            "CodeBlock", "Code Block", f"<w:pBdr>{_FRAME}</w:pBdr>{shade}{_code_spacing()}", _CODE + small
        )
        + _style("Caption", "caption", _spacing(60, 160, 300), quiet + small)
        + _style("Term", "Term", f"<w:keepNext/>{_spacing(60, 40, 357)}", "<w:b/><w:bCs/>")
        + _style("Rule", "Rule", f"{rule}{_spacing(0, 240, 240)}", "")
        + _style("ListParagraph", "List Paragraph", _spacing(0, 60, 357), "")
        + _style("TableText", "Table Text", _spacing(30, 30, 300), '<w:sz w:val="19"/><w:szCs w:val="19"/>')
        + _style("TableHead", "Table Head", _spacing(30, 30, 300), font + "<w:b/><w:bCs/>" + small)
        + _style("AfterTable", "After Table", _spacing(0, 60, 120, "exact"), '<w:sz w:val="8"/>')
    )


def _code_spacing() -> str:
    return (
        f'<w:wordWrap w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>{_spacing(0, 160, 260)}'
        "<w:contextualSpacing/>"
    )


def _characters() -> str:
    return (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        + _style(
            "Hyperlink",
            "Hyperlink",
            "",
            f'<w:color w:val="{colour("link")}"/><w:u w:val="single"/>',
            kind="character",
        )
        + _style("CodeText", "Code Text", "", _CODE, kind="character")
    )


def _tables() -> str:
    margins = "".join(f'<w:{side} w:w="108" w:type="dxa"/>' for side in ("left", "right"))
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="PostTable"><w:name w:val="Post Table"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{_LINES}</w:tblBorders></w:tblPr></w:style>"
    )


def _spacing(before: int, after: int, line: int, rule: str = "atLeast") -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="{rule}"/>'


def _style(
    name: str, shown: str, paragraph: str, words: str, *, kind: str = "paragraph", following: str = ""
) -> str:
    base = "Normal" if kind == "paragraph" else "DefaultParagraphFont"
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{shown}"/><w:basedOn w:val="{base}"/>'
        + (f'<w:next w:val="{following}"/>' if following else "")
        + "<w:qFormat/>"
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{words}</w:rPr>" if words else "")
        + "</w:style>"
    )
