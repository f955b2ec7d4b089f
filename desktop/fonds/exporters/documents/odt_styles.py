"""The styles and the page of an OpenDocument text: reading text with room between its lines, Chinese and Latin side by
side. Lines are at least 1.7 times their letters apart, so that pictures have room."""

from __future__ import annotations

from fonds.exporters.documents.colours import colour
from fonds.exporters.documents.odt_parts import fonts, opened
from fonds.exporters.documents.packing import xml
from fonds.exporters.documents.wording import Wording, is_asian, split_tag
from fonds.model.export import PageSize

_SIZES = {PageSize.A4: ("21cm", "29.7cm"), PageSize.LETTER: ("21.59cm", "27.94cm")}
_HEADINGS = ((18, 12, 10), (15.5, 12, 6), (13.5, 14, 5), (12, 12, 4), (11, 10, 3))
"""Points: letters, room before and after, of the first levels; all below are like the last."""
_BOLD = 'fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"'
_HEAD = 'style:font-name="Heading" style:font-name-asian="AsianHeading" style:font-name-complex="Heading"'
_CODE = 'style:font-name="Code" style:font-name-asian="AsianBody" style:font-name-complex="Code"'
_QUIET = f'fo:color="#{colour("quiet")}"'


def styles(wording: Wording, size: PageSize) -> str:
    """The part of the styles."""
    return (
        opened("document-styles")
        + fonts(wording)
        + f"<office:styles>{_defaults(wording)}"
        + _style("Standard", "", "", parent="")
        + "".join(_heading(level) for level in range(1, 11))
        + _front()
        + _reading()
        + _characters()
        + f"</office:styles>{_page(size)}</office:document-styles>"
    )


def _defaults(wording: Wording) -> str:
    language = wording.language if wording.language != "und" and not is_asian(wording.language) else "en-US"
    latin, country = split_tag(language)
    asian, asian_country = split_tag(wording.asian)
    return (
        '<style:default-style style:family="paragraph"><style:paragraph-properties fo:margin-bottom="7pt" '
        'style:line-height-at-least="17.85pt" fo:orphans="2" fo:widows="2" style:text-autospace="ideograph-alpha" '
        'style:punctuation-wrap="hanging" style:line-break="strict" style:writing-mode="lr-tb" '
        'fo:text-align="start"/><style:text-properties style:font-name="Body" style:font-name-asian="AsianBody" '
        'style:font-name-complex="Body" fo:font-size="10.5pt" style:font-size-asian="10.5pt" '
        f'style:font-size-complex="10.5pt" fo:language="{xml(latin)}" fo:country="{xml(country or "none")}" '
        f'style:language-asian="{asian}" style:country-asian="{asian_country}" style:language-complex="ar" '
        'style:country-complex="SA"/></style:default-style>'
        '<style:default-style style:family="table"><style:table-properties table:border-model="collapsing"/>'
        "</style:default-style>"
    )


def _heading(level: int) -> str:
    size, before, after = _HEADINGS[min(level, len(_HEADINGS)) - 1]
    page = ' fo:break-before="page"' if level <= 2 else ""
    return _style(
        f"Heading_20_{level}",
        f'fo:keep-with-next="always" fo:keep-together="always"{page} {_room(before, after, size * 1.3)}',
        f"{_HEAD} {_BOLD} {_size(size)}",
        more=f' style:default-outline-level="{level}" style:next-style-name="Standard"',
    )


def _front() -> str:
    dots = (
        '<style:tab-stops><style:tab-stop style:position="{}cm" style:type="right" style:leader-style="dotted" '
        'style:leader-text="."/></style:tab-stops>'
    )
    return (
        _style("Title", f'fo:text-align="center" {_room(220, 15, 39)}', f"{_HEAD} {_size(28)}")
        + _style("Subtitle", 'fo:text-align="center"', f"{_QUIET} {_size(12)}")
        + _style(
            "Contents_20_Heading",
            f'fo:break-before="page" {_room(12, 10, 23)}',
            f"{_HEAD} {_BOLD} {_size(18)}",
        )
        + _style("Contents_20_1", _room(6, 1, 17), _BOLD, inside=dots.format("15.9"))
        + _style("Contents_20_2", f'fo:margin-left="0.5cm" {_room(0, 1, 16)}', "", inside=dots.format("15.4"))
        + _style("Footer", f'fo:text-align="center" {_room(0, 0, 12)}', _size(9))
    )


def _reading() -> str:
    rule = f'fo:border-bottom="0.75pt solid #{colour("line")}" fo:padding="0cm"'
    bar = f'fo:border-left="2.25pt solid #{colour("line")}" fo:padding-left="0.28cm" fo:padding-right="0cm"'
    frame = f'fo:background-color="#{colour("ground")}" fo:border="0.5pt solid #{colour("frame")}" fo:padding="0.14cm"'
    return (
        _style("Post_20_Meta", f'fo:keep-with-next="always" {_room(0, 15, 15)}', f"{_QUIET} {_size(9)}")
        + _style("Quotations", f"{bar} {_room(0, 7, 17.85)}", f'fo:color="#{colour("quote")}"')
        + _style("Code_20_Block", f"{frame} {_room(0, 8, 13)}", f"{_CODE} {_size(9)}")
        + _style("Caption", _room(3, 8, 15), f"{_QUIET} {_size(9)}")
        + _style("Term", f'fo:keep-with-next="always" {_room(3, 2, 17.85)}', _BOLD)
        + _style("Horizontal_20_Line", f"{rule} {_room(0, 12, 12)}", "")
        + _style("List_20_Contents", _room(0, 3, 17.85), "")
        + _style("Table_20_Contents", _room(1.5, 1.5, 15), _size(9.5))
        + _style("Table_20_Heading", _room(1.5, 1.5, 15), f"{_HEAD} {_BOLD} {_size(9)}")
    )


def _characters() -> str:
    return _style(
        "Internet_20_link",
        "",
        f'fo:color="#{colour("link")}" style:text-underline-style="solid" style:text-underline-width="auto"',
        family="text",
    ) + _style("Index_20_Link", "", "", family="text")


def _page(size: PageSize) -> str:
    width, height = _SIZES[size]
    number = '<text:p text:style-name="Footer"><text:page-number text:select-page="current">1</text:page-number></text:p>'
    return (
        '<office:automatic-styles><style:page-layout style:name="Page"><style:page-layout-properties '
        f'fo:page-width="{width}" fo:page-height="{height}" style:print-orientation="portrait" '
        'fo:margin-top="2.5cm" fo:margin-bottom="1.5cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm"/>'
        '<style:header-style/><style:footer-style><style:header-footer-properties fo:min-height="1cm" '
        'fo:margin-top="0.5cm"/></style:footer-style></style:page-layout></office:automatic-styles>'
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page">'
        f'<style:footer>{number}</style:footer><style:footer-first><text:p text:style-name="Footer"/>'
        "</style:footer-first></style:master-page></office:master-styles>"
    )


def _room(before: float, after: float, line: float) -> str:
    return (
        f'fo:margin-top="{before}pt" fo:margin-bottom="{after}pt" style:line-height-at-least="{line:.2f}pt"'
    )


def _size(points: float) -> str:
    return " ".join(
        f'{name}="{points}pt"'
        for name in ("fo:font-size", "style:font-size-asian", "style:font-size-complex")
    )


def _style(
    name: str,
    paragraph: str,
    words: str,
    *,
    parent: str = "Standard",
    family: str = "paragraph",
    inside: str = "",
    more: str = "",
) -> str:
    base = f' style:parent-style-name="{parent}"' if parent and family == "paragraph" else ""
    shown = name.replace("_20_", " ")
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}" style:family="{family}"{base}{more}>'
        + (
            f"<style:paragraph-properties {paragraph}>{inside}</style:paragraph-properties>"
            if paragraph
            else ""
        )
        + (f"<style:text-properties {words}/>" if words else "")
        + "</style:style>"
    )
