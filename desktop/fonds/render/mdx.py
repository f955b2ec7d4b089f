"""Docusaurus: ``:::note`` admonitions, and the lines and expressions of MDX, which are shown and never run.

Source: Docusaurus' documentation, "Admonitions" and "MDX and React".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fonds.render.pieces import Piece, PieceKind

_FENCE = re.compile(r"^[ ]{0,3}(:{3,})[ \t]*([^\r\n]{0,300}?)[ \t]*\r?$", re.MULTILINE)
_HEAD = re.compile(r"([A-Za-z][\w-]*)[ \t]*(?:\[(?P<bracketed>[^\]]*)\]|(?P<plain>[^{\[]*))")
_CODE_LINE = re.compile(
    r"^(?:import[ \t]+[^\r\n]{1,500}?[ \t]from[ \t]+|import[ \t]+)[\"'][^\"'\r\n]{1,500}[\"'][ \t]*;?[ \t]*\r?$"
    r"|^export[ \t]+(?:const|default|function|let)[ \t][^\r\n]{1,1000}$",
    re.MULTILINE,
)
_IMPORT = re.compile(r"^import[ \t]+(\w{1,100})[ \t]+from[ \t]+[\"']([^\"'\r\n]{1,500})[\"']", re.MULTILINE)
_SOURCE = re.compile(
    r"(?<=src=)\{[ \t]*(?:(?P<name>\w{1,100})|(?:require|useBaseUrl)\([\"'](?P<path>[^\"'\r\n]{1,500})[\"']\)(?:\.default)?)[ \t]*\}"
)
_COMMENT = re.compile(r"\{/\*[^{}]{0,2000}?\*/\}")
MAX_OPEN = 20


def find_mdx_marks(text: str) -> Iterator[Piece]:
    """The admonitions and the code of a text."""
    yield from _admonitions(text)
    for pattern in (_CODE_LINE, _COMMENT):
        for match in pattern.finditer(text):
            yield Piece(match.start(), match.end(), PieceKind.LITERAL)
    imported = dict(_IMPORT.findall(text))
    for match in _SOURCE.finditer(text):
        path = match["path"] or imported.get(match["name"], "")
        if path:
            yield Piece(match.start(), match.end(), PieceKind.FILE, path, label=path, part="quoted")


def _admonitions(text: str) -> list[Piece]:
    """Only those that are closed; the others are shown as they are written."""
    found: list[Piece] = []
    opened: list[tuple[int, int]] = []
    for match in _FENCE.finditer(text):
        head = _HEAD.match(match.group(2))
        if head is not None and len(opened) < MAX_OPEN:
            opened.append((len(found), len(match.group(1))))
            label = (head["bracketed"] or head["plain"] or "").strip() or head.group(1)
            found.append(
                Piece(match.start(), match.end(), PieceKind.OPEN, head.group(1).lower(), label=label)
            )
        elif not match.group(2) and opened and len(match.group(1)) >= opened[-1][1]:
            opened.pop()
            found.append(Piece(match.start(), match.end(), PieceKind.CLOSE, "notice"))
        else:
            found.append(Piece(match.start(), match.end(), PieceKind.LITERAL))
    for place, _ in opened:
        found[place] = Piece(found[place].start, found[place].end, PieceKind.LITERAL)
    return found
