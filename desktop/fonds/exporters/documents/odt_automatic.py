"""The styles that posts turn out to need: each once, by what it says, named in the order of first use."""

from __future__ import annotations

from dataclasses import replace

from fonds.exporters.documents.blocks import Look, Style
from fonds.exporters.documents.colours import colour
from fonds.exporters.documents.packing import xml
from fonds.exporters.documents.wording import is_asian, split_tag

STEP = 0.8
"""Centimetres by which each level stands further in."""
LEVELS = 10
_PLAIN = Style()
_SIGNS = "•◦▪"


class Automatic:
    """The styles, in the making."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], str] = {}

    def paragraph(self, base: str, look: Look, left: int | None, *, goes_on: bool = False) -> str:
        """A paragraph like ``base``, ``left`` steps further in (None: as the list around it has it)."""
        found = ""
        if left is not None:
            found += f' fo:margin-left="{left * STEP:.1f}cm" fo:text-indent="0cm"'
        if look.align or look.rtl:
            found += f' fo:text-align="{_alignment(look)}"'
        found += ' style:writing-mode="rl-tb"' * look.rtl + ' fo:break-before="auto"' * goes_on
        if not found:
            return base
        return self._name(
            "P",
            f'style:family="paragraph" style:parent-style-name="{base}"><style:paragraph-properties{found}/>',
        )

    def words(self, style: Style) -> str:
        """Words as a style has them; empty for plain ones."""
        plain = replace(style, link="", rtl=False)
        if plain == _PLAIN:
            return ""
        properties = f"<style:text-properties{_text_properties(plain)}/>"
        return self._name("T", f'style:family="text">{properties}')

    def table(self, width: float, left: int) -> str:
        """A table of a width in cm."""
        return self._name(
            "B",
            f'style:family="table"><style:table-properties style:width="{width:.1f}cm" table:align="left" '
            f'fo:margin-left="{left * STEP:.1f}cm" fo:margin-bottom="0.35cm"/>',
        )

    def column(self, width: float) -> str:
        """A column of a width in cm."""
        return self._name(
            "C",
            f'style:family="table-column"><style:table-column-properties style:column-width="{width:.1f}cm"/>',
        )

    def list(self, form: str, offset: int) -> str:
        """A list of a form (as in ``ItemList``) that stands some steps in."""
        levels = "".join(_level(form, level, (offset + level) * STEP) for level in range(1, LEVELS + 1))
        return self._name("L", levels)

    def written(self) -> str:
        """All of them as XML."""
        made = []
        for (kind, content), name in self._names.items():
            if kind == "L":
                made.append(f'<text:list-style style:name="{name}">{content}</text:list-style>')
            else:
                made.append(f'<style:style style:name="{name}" {content}</style:style>')
        return f"<office:automatic-styles>{''.join(made)}{_FIXED}</office:automatic-styles>"

    def _name(self, kind: str, content: str) -> str:
        return self._names.setdefault((kind, content), f"{kind}{len(self._names) + 1}")


_FIXED = (
    '<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties '
    f'fo:border="0.5pt solid #{colour("line")}" fo:padding-left="0.19cm" fo:padding-right="0.19cm" '
    'fo:padding-top="0.05cm" fo:padding-bottom="0.05cm"/></style:style>'
    '<style:style style:name="Picture" style:family="graphic"><style:graphic-properties '
    'style:vertical-pos="top" style:vertical-rel="baseline" fo:padding="0cm" fo:border="none"/></style:style>'
)


def _alignment(look: Look) -> str:
    """LibreOffice takes ``start`` for left and ``end`` for right, whichever way the text runs."""
    if look.align in ("", "end"):
        return "right" if look.rtl == (look.align == "") else "left"
    return look.align


def _text_properties(style: Style) -> str:
    found = ""
    for given, value in (
        (style.bold, ("fo:font-weight{}", "bold")),
        (style.italic, ("fo:font-style{}", "italic")),
        (style.small, ("fo:font-size{}", "9pt")),
    ):
        if given:
            found += "".join(
                f' {value[0].format(script).replace("fo:", "style:" if script else "fo:")}="{value[1]}"'
                for script in ("", "-asian", "-complex")
            )
    found += ' style:text-underline-style="solid" style:text-underline-width="auto"' * style.underline
    found += ' style:text-line-through-style="solid"' * style.strike
    found += f' fo:background-color="#{colour("mark")}"' * style.mark
    found += ' style:font-name="Code" style:font-name-asian="AsianBody"' * style.code
    if style.sub or style.sup:
        found += f' style:text-position="{"sub" if style.sub else "super"} 58%"'
    return found + _language(style.language)


def _language(tag: str) -> str:
    if not tag:
        return ""
    language, country = split_tag(tag)
    country = country or "none"
    if is_asian(tag):
        return f' style:language-asian="{xml(language)}" style:country-asian="{xml(country)}"'
    return f' fo:language="{xml(language)}" fo:country="{xml(country)}"'


def _level(form: str, level: int, margin: float) -> str:
    name = "text:list-level-style-number" if form else "text:list-level-style-bullet"
    sign = (
        f'style:num-format="{form}" style:num-suffix="."'
        if form
        else f'text:bullet-char="{_SIGNS[(level - 1) % len(_SIGNS)]}"'
    )
    return (
        f'<{name} text:level="{level}" {sign}><style:list-level-properties '
        'text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment '
        f'text:label-followed-by="listtab" text:list-tab-stop-position="{margin:.1f}cm" '
        f'fo:text-indent="-{STEP}cm" fo:margin-left="{margin:.1f}cm"/></style:list-level-properties></{name}>'
    )
