"""Words as runs of WordprocessingML."""

from __future__ import annotations

import re
from functools import lru_cache

from fonds.exporters.documents.blocks import Picture, Style
from fonds.exporters.documents.packing import xml
from fonds.exporters.documents.wording import CODE_FONT, is_asian

_PLAIN = Style()
_TAB = re.compile("(\t)")
_EMU = 9525
"""English Metric Units in a pixel of 1/96 inch."""


def run(text: str, style: Style = _PLAIN) -> str:
    """Words, without line ends."""
    if not text:
        return ""
    pieces = (
        "<w:tab/>" if piece == "\t" else f'<w:t xml:space="preserve">{xml(piece)}</w:t>'
        for piece in _TAB.split(text)
        if piece
    )
    return f"<w:r>{_properties(style)}{''.join(pieces)}</w:r>"


def picture_run(picture: Picture, number: int, relationship: str) -> str:
    """A picture in the line."""
    size = f'cx="{picture.width * _EMU}" cy="{picture.height * _EMU}"'
    words = xml(picture.words[:2000])
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr="{words}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def _properties(style: Style) -> str:
    return "" if style == _PLAIN else _written(style.link != "", _without_link(style))


def _without_link(style: Style) -> Style:
    if not style.link:
        return style
    return Style(
        *(style.bold, style.italic, style.underline, style.strike, style.sub, style.sup, style.code),
        *(style.small, style.mark, style.rtl),
        language=style.language,
    )


@lru_cache(maxsize=1024)
def _written(linked: bool, style: Style) -> str:
    found = ""
    if linked or style.code:
        found += f'<w:rStyle w:val="{"Hyperlink" if linked else "CodeText"}"/>'
    if linked and style.code:
        found += f'<w:rFonts w:ascii="{CODE_FONT}" w:hAnsi="{CODE_FONT}" w:cs="{CODE_FONT}"/>'
    found += "<w:b/><w:bCs/>" * style.bold + "<w:i/><w:iCs/>" * style.italic + "<w:strike/>" * style.strike
    found += '<w:sz w:val="18"/><w:szCs w:val="18"/>' * style.small
    found += '<w:highlight w:val="yellow"/>' * style.mark + '<w:u w:val="single"/>' * style.underline
    if style.sub or style.sup:
        found += f'<w:vertAlign w:val="{"subscript" if style.sub else "superscript"}"/>'
    found += "<w:rtl/>" * style.rtl
    if style.language:
        kind = "eastAsia" if is_asian(style.language) else "val"
        found += f'<w:lang w:{kind}="{xml(style.language)}"' + (
            f' w:bidi="{xml(style.language)}"/>' if style.rtl else "/>"
        )
    return f"<w:rPr>{found}</w:rPr>"
