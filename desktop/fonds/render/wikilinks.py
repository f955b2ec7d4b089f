"""Obsidian's links and embeds: ``[[note#heading|shown]]``, ``![[picture.png|300]]``, ``![[note]]``; heads of callouts.

Source: the vault's own help, "Internal links", "Embed files" and "Callouts". A name may hold dots, so that only the endings of
files that a vault can hold make it one.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from fonds.render.pieces import Piece, PieceKind
from fonds.render.request import Mention, MentionStyle

_LINK = re.compile(r"(!?)\[\[([^\[\]\n]{1,1000})\]\]")
_CALLOUT = re.compile(
    r"^[ ]{0,3}>[> \t]{0,20}(?P<head>\[!(?P<kind>[\w-]{1,40})\][+-]?(?:[ \t]+(?P<title>[^\r\n\[\]`<*_]{1,300}?)(?=[ \t]*\r?$))?)",
    re.MULTILINE,
)
_ALIAS = re.compile(r"\\?\|")
_SIZE = re.compile(r"(\d{1,4})(?:x(\d{1,4}))?\Z")
_PICTURES = frozenset(
    (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".svg", ".webp", ".avif", ".ico", ".tif", ".tiff")
)
_SOUNDS = frozenset((".mp3", ".wav", ".m4a", ".ogg", ".3gp", ".flac", ".opus"))
_FILMS = frozenset((".mp4", ".webm", ".ogv", ".mov", ".mkv"))
_FILES = frozenset(
    (
        ".pdf",
        ".canvas",
        ".base",
        ".zip",
        ".csv",
        ".json",
        ".docx",
        ".doc",
        ".xlsx",
        ".xls",
        ".pptx",
        ".ppt",
        ".excalidraw",
    )
)


def file_kind(name: str) -> PieceKind | None:
    """What a name is by its ending; None for a note."""
    suffix = posixpath.splitext(name)[1].lower()
    if suffix in _PICTURES:
        return PieceKind.PICTURE
    if suffix in _SOUNDS:
        return PieceKind.SOUND
    if suffix in _FILMS:
        return PieceKind.FILM
    return PieceKind.FILE if suffix in _FILES else None


def find_wikilinks(text: str, *, sure: bool = True) -> Iterator[Piece]:
    """The links and embeds of a text."""
    for match in _LINK.finditer(text):
        inside = _ALIAS.split(match.group(2), maxsplit=1)
        path, _, part = inside[0].strip().partition("#")
        path, part = path.strip(), part.strip()
        shown = inside[1].strip() if len(inside) > 1 else ""
        span = match.span()
        kind = file_kind(path)
        embedded = bool(match.group(1))
        if kind is not None:
            yield _file(span, kind if embedded else PieceKind.FILE, path, shown)
        elif not path:
            yield Piece(*span, PieceKind.ANCHOR, part.split("#")[-1], label=shown or part)
        else:
            label = shown or (f"{path} › {part.replace('#', ' › ')}" if part else path)
            style = PieceKind.NOTE if embedded else PieceKind.LINK
            last = part.split("#")[-1]
            mention = Mention(MentionStyle.WIKI, path, last if embedded else "")
            yield Piece(*span, style, mention=mention, label=label, part=last, sure=sure)


def find_callouts(text: str) -> Iterator[Piece]:
    """The heads of callouts, which are quotations: ``> [!note] Title``."""
    for match in _CALLOUT.finditer(text):
        label = match["title"] or match["kind"]
        yield Piece(*match.span("head"), PieceKind.LITERAL, "strong", label=label)


def _file(span: tuple[int, int], kind: PieceKind, path: str, shown: str) -> Piece:
    size = _SIZE.match(shown)
    name = posixpath.basename(path)
    if size is not None:
        return Piece(*span, kind, path, label=name, width=size.group(1), height=size.group(2) or "")
    return Piece(*span, kind, path, label=shown or name)
