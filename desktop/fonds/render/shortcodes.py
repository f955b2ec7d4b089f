"""Hugo's shortcodes: ``{{< figure src="…" >}}``, ``{{% ref "…" %}}``, ``{{< highlight go >}}``; others as written.

Source: Hugo's documentation, "Shortcodes". ``{{</* … */>}}`` shows a shortcode instead of calling it.
"""

from __future__ import annotations

from collections.abc import Iterator

from fonds.render.pieces import Closers, Mark, Piece, PieceKind, find_marks, words
from fonds.render.request import Mention, MentionStyle

_PAIRS = {"{{<": ">}}", "{{%": "%}}"}
_PICTURES = frozenset(("figure", "img", "image"))


def find_shortcodes(text: str) -> Iterator[Piece]:
    """The shortcodes of a text."""
    closers = Closers(text)
    place = 0
    for mark in find_marks(text, _PAIRS):
        if mark.start < place:
            continue
        name, _, rest = mark.inner.rstrip("/").strip().partition(" ")
        end = closers.find(r"\{\{[<%]\s*/\s*highlight\s*[>%]\}\}", mark.end) if name == "highlight" else None
        if end is not None:
            plain, _ = words(rest)
            code = text[mark.end : end.start()].strip("\r\n")
            place = end.end()
            yield Piece(mark.start, place, PieceKind.CODE, code, label=plain[0] if plain else "")
        else:
            yield _shortcode(mark, name, rest)


def _shortcode(mark: Mark, name: str, rest: str) -> Piece:
    plain, named = words(rest)
    if mark.inner.startswith("/*") and mark.inner.endswith("*/"):
        shown = f"{mark.opener} {mark.inner[2:-2].strip()} {_PAIRS[mark.opener]}"
        return Piece(mark.start, mark.end, PieceKind.LITERAL, label=shown)
    source = named.get("src") or (plain[0] if plain and name != "figure" else "")
    if name in _PICTURES and source:
        said = named.get("caption") or named.get("title") or ""
        return Piece(
            mark.start,
            mark.end,
            PieceKind.PICTURE,
            source,
            label=named.get("alt") or said,
            part=said,
            width=_pixels(named.get("width", "")),
            height=_pixels(named.get("height", "")),
        )
    path = named.get("path") or (plain[0] if plain else "")
    if name in ("ref", "relref") and path:
        mention = Mention(MentionStyle.PATH, path)
        return Piece(mark.start, mark.end, PieceKind.ADDRESS, mention=mention, label=path)
    return Piece(mark.start, mark.end, PieceKind.LITERAL)


def _pixels(text: str) -> str:
    number = text.strip().removesuffix("px")
    return number if number.isascii() and number.isdigit() and len(number) < 5 else ""
