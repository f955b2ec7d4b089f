"""The files that a body refers to by a local address: images, sound, film, and links to files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

_ATTRIBUTE = re.compile(
    r"\b(?P<name>src|href|poster|data)[ \t]*=[ \t]*(?:\"(?P<double>[^\"<>\n]{1,2000})\"|'(?P<single>[^'<>\n]{1,2000})'"
    r"|(?P<bare>[^\s\"'<>]{1,2000}))",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"(?P<image>!?)\[[^\[\]\n]{0,2000}\]\([ \t]*(?:<(?P<angled>[^<>\n]{1,2000})>"
    r"|(?P<plain>(?:\{\{[^{}\n]{0,500}\}\}|[^\s()<>\"]|\([^\s()]{0,500}\)){1,2000}))"
    r"(?:[ \t]+(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'|\([^()\n]{0,500}\)))?[ \t]*\)"
)
_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\[\]\n]{1,500}\]:[ \t]*<?(?P<plain>[^\s<>]{1,2000})>?", re.MULTILINE)
_REMOTE = re.compile(r"[a-z][a-z0-9+.\-]*:|//|#|\?|\Z", re.IGNORECASE)
_LIQUID_SITE = re.compile(r"\{\{-?\s*site\.(?:baseurl|url|github\.url)\s*-?\}\}")
_LIQUID_FILTER = re.compile(
    r"\{\{-?\s*(?:site\.(?:baseurl|url)\s*\|\s*append:\s*)?[\"']([^\"'{}]*)[\"']\s*(?:\|[^{}]*)?-?\}\}"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A local address as written, and whether it is shown in the text (an image, a film) or only linked."""

    written: str
    shown: bool


def find_references(body: str) -> tuple[Reference, ...]:
    """The local addresses of a body in order, each once. Remote ones, anchors and data are left out."""
    found: dict[str, bool] = {}
    if "=" in body:
        for match in _ATTRIBUTE.finditer(body):
            written = match.group("double") or match.group("single") or match.group("bare")
            _note(found, written, match.group("name").lower() != "href")
    if "](" in body:
        for match in _INLINE.finditer(body):
            _note(found, match.group("angled") or match.group("plain"), bool(match.group("image")))
    if "]:" in body:
        for match in _DEFINITION.finditer(body):
            _note(found, match.group("plain"), False)
    return tuple(Reference(written, shown) for written, shown in found.items())


def local_path(written: str) -> str:
    """The path that a reference means: Liquid's site address, query, anchor and percent escapes taken away."""
    path = _LIQUID_SITE.sub("", written)
    path = _LIQUID_FILTER.sub(r"\1", path).strip()
    path = path.partition("#")[0].partition("?")[0]
    return unquote(path).replace("\\", "/")


def _note(found: dict[str, bool], written: str, shown: bool) -> None:
    written = written.strip()
    if not _REMOTE.match(written):
        found[written] = found.get(written, False) or shown
