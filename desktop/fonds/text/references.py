"""The files that a body refers to by a local address: images, sound, film, and links to files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

_ATTRIBUTES = ("src", "href", "poster", "data")
_VALUE = re.compile(
    r"=[ \t]*(?:\"(?P<double>[^\"<>\n]{1,2000})\"|'(?P<single>[^'<>\n]{1,2000})'|(?P<bare>[^\s\"'<>]{1,2000}))"
)
_INLINE = re.compile(
    r"\[[^\[\]\n]{0,2000}\]\([ \t]*(?:<(?P<angled>[^<>\n]{1,2000})>"
    r"|(?P<plain>(?:\{\{[^{}\n]{0,500}\}\}|[^\s()<>\"]|\([^\s()]{0,500}\)){1,2000}))"
    r"(?:[ \t]+(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'|\([^()\n]{0,500}\)))?[ \t]*\)"
)
_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\[\]\n]{1,500}\]:[ \t]*<?(?P<plain>[^\s<>]{1,2000})>?", re.MULTILINE)
_REMOTE = re.compile(r"[a-z][a-z0-9+.\-]*:|//|#|\?|\Z", re.IGNORECASE)
_LIQUID_SITE = re.compile(r"\{\{-?\s*site\.(?:baseurl|url|github\.url)\s*-?\}\}")
_LIQUID_FILTER = re.compile(
    r"\{\{-?\s*(?:site\.(?:baseurl|url)\s*\|\s*append:\s*)?[\"']([^\"'{}]*)[\"']\s*(?:\|[^{}]*)?-?\}\}"
)

# Hexo's tags for the files in a post's asset folder: {% asset_img class name.png 100 "title" %}.
_ASSET_TAG = re.compile(r"\{%-?[ \t]*asset_(?P<kind>img|link|path)[ \t]+(?P<words>[^{}%\n]{1,1000})%\}")
_ASSET_WORD = re.compile(r"\"(?P<quoted>[^\"\n]{1,500}\.\w{2,5})\"|(?P<plain>[^\s\"']{1,500}\.\w{2,5})(?=\s)")
# An embedded file of a vault, or a link to one: ![[picture.png|300]], [[paper.pdf#page=2]].
_WIKI = re.compile(
    r"(?P<shown>!?)\[\[(?P<target>[^\[\]|#\n]{1,500}\.(?!md[\]|#])[A-Za-z]\w{1,4})(?:#[^\[\]|\n]{0,500})?(?:\|[^\[\]\n]{0,500})?\]\]"
)

_BEFORE_ATTRIBUTE = (" ", "\t", "\n", "\r", '"', "'", "/")

_FENCED = re.compile(
    r"^[ ]{0,3}(`{3,}+|~{3,}+)[^\n]*\n.*?(?:^[ ]{0,3}\1[`~]*[ \t]*\r?$|\Z)", re.MULTILINE | re.DOTALL
)
_SPAN = re.compile(r"`[^`\n]+`")
_NOT_LINE_END = re.compile(r"[^\r\n]")


@dataclass(frozen=True, slots=True)
class Reference:
    """A local address as written, and whether it is shown in the text (an image, a film) or only linked."""

    written: str
    shown: bool


def find_references(body: str) -> tuple[Reference, ...]:
    """The local addresses of a body in order, each once. Remote ones, anchors and data are left out."""
    found: dict[str, bool] = {}
    if "<" in body:
        for name, written in _attribute_values(body):
            _note(found, written, name != "href")
    if "](" in body:
        for match in _INLINE.finditer(body):
            image = body[match.start() - 1 : match.start()] == "!"
            _note(found, match.group("angled") or match.group("plain"), image)
    if "]:" in body:
        for match in _DEFINITION.finditer(body):
            _note(found, match.group("plain"), False)
    if "[[" in body:
        for match in _WIKI.finditer(body):
            _note(found, match.group("target"), bool(match.group("shown")))
    if "{% asset_" in body or "{%asset_" in body:
        for match in _ASSET_TAG.finditer(body):
            word = _ASSET_WORD.search(match.group("words"))
            if word is not None:
                _note(found, word.group("quoted") or word.group("plain"), match.group("kind") == "img")
    return tuple(Reference(written, shown) for written, shown in found.items())


def _attribute_values(body: str) -> Iterator[tuple[str, str]]:
    """The values of the attributes that hold addresses. Found by their equal sign, since most texts have few."""
    place = body.find("=")
    while place >= 0:
        before = body[max(0, place - 8) : place].rstrip(" \t").lower()
        for name in _ATTRIBUTES:
            if before.endswith(name) and before[: -len(name)][-1:] in _BEFORE_ATTRIBUTE:
                match = _VALUE.match(body, place)
                if match is not None:
                    yield name, match.group("double") or match.group("single") or match.group("bare")
                break
        place = body.find("=", place + 1)


def without_code(body: str) -> str:
    """The body with blanks in the place of Markdown's code, so that examples refer to nothing; indexes stay."""
    if "```" in body or "~~~" in body:
        body = _FENCED.sub(_blank, body)
    return _SPAN.sub(_blank, body) if "`" in body else body


def _blank(match: re.Match[str]) -> str:
    return _NOT_LINE_END.sub(" ", match.group())


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
