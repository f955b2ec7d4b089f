"""The numbers of lists in WordprocessingML: each numbered list is an instance of its own, or it would go on counting."""

from __future__ import annotations

from fonds.exporters.documents.packing import Spool

STEP = 454
"""Twips by which the text of each level stands further in."""
BULLETS = 1
LEVELS = 9
_MOST = 32767
_FORMS = {
    "1": ("decimal", "%{level}."),
    "a": ("lowerLetter", "%{level}."),
    "A": ("upperLetter", "%{level}."),
    "i": ("lowerRoman", "%{level}."),
    "I": ("upperRoman", "%{level}."),
}
_SIGNS = "•◦▪"


class Numbering:
    """The instances of lists, in the making."""

    def __init__(self, out: Spool) -> None:
        self.out = out
        self._count = BULLETS
        out.write(
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        )
        out.write(_abstract(0, [("bullet", _SIGNS[level % 3]) for level in range(LEVELS)]))
        for number, (form, sign) in enumerate(_FORMS.values(), 1):
            out.write(_abstract(number, [(form, sign.format(level=level + 1)) for level in range(LEVELS)]))
        out.write(f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>')

    def add(self, form: str, level: int, start: int) -> int:
        """A numbered list that begins with a number; returns its own."""
        self._count += 1
        kind = list(_FORMS).index(form) + 1
        self.out.write(
            f'<w:num w:numId="{self._count}"><w:abstractNumId w:val="{kind}"/><w:lvlOverride w:ilvl="{level}">'
            f'<w:startOverride w:val="{min(max(start, 0), _MOST)}"/></w:lvlOverride></w:num>'
        )
        return self._count

    def close(self) -> None:
        """Write the end."""
        self.out.write("</w:numbering>")


def _abstract(number: int, levels: list[tuple[str, str]]) -> str:
    written = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{sign}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{STEP * (level + 1)}" w:hanging="{STEP}"/></w:pPr></w:lvl>'
        for level, (form, sign) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{written}</w:abstractNum>"
    )
