"""The first heading of a body that has no title of its own."""

from __future__ import annotations

import html
import re

_LOOKED_AT = 20_000  # characters; a title stands at the top
_FENCE = re.compile(r"^[ ]{0,3}(`{3,}|~{3,}).*?(?:^[ ]{0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_ATX = re.compile(r"^[ ]{0,3}#[ \t]+([^\r\n]+?)[ \t]*#*[ \t]*\r?$", re.MULTILINE)
_SETEXT = re.compile(
    r"^(?![ ]{0,3}(?:[>#*+\-|]|\d+[.)]))[ ]{0,3}(\S[^\r\n]*?)[ \t]*\r?\n[ ]{0,3}=+[ \t]*\r?$", re.MULTILINE
)
_HTML = (
    re.compile(r"<title(?:\s[^<>]*)?>([^<]*)</title", re.IGNORECASE),
    re.compile(r"<h1(?:\s[^<>]*)?>(.{0,2000}?)</h1", re.IGNORECASE | re.DOTALL),
)
_UNDERLINED = re.compile(r"^(\S[^\r\n]*?)[ \t]*\r?\n([=\-~#*^\"'])\2{2,}[ \t]*\r?$", re.MULTILINE)
_ADOC = re.compile(r"^=[ \t]+(\S[^\r\n]*?)[ \t]*\r?$", re.MULTILINE)
_ORG = re.compile(r"^#\+title:[ \t]*(\S[^\r\n]*?)[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_MARKS = re.compile(r"\*\*|__|`|~~|!?\[([^\[\]]*)\]\([^()\s]*\)")
_IDENTIFIER = re.compile(r"[ \t]*\{#[^{}]*\}\Z")


def find_heading(body: str, suffix: str) -> str:
    """The first main heading as plain text, by the file's extension ("" when there is none)."""
    head = body[:_LOOKED_AT]
    if suffix in (".html", ".htm", ".xhtml"):
        return _first(head, _HTML)
    if suffix == ".rst":
        return _first(head, (_UNDERLINED,))
    if suffix in (".adoc", ".asciidoc"):
        return _first(head, (_ADOC,))
    if suffix == ".org":
        return _first(head, (_ORG,))
    if suffix in (".txt", ".textile"):
        return ""
    return _markdown_heading(_FENCE.sub("", head))


def _first(head: str, patterns: tuple[re.Pattern[str], ...]) -> str:
    for pattern in patterns:
        match = pattern.search(head)
        text = " ".join(html.unescape(_TAG.sub("", match.group(1))).split()) if match else ""
        if text:
            return text
    return ""


def _markdown_heading(head: str) -> str:
    matches = [match for match in (_ATX.search(head), _SETEXT.search(head)) if match is not None]
    if not matches:
        return _first(head, _HTML[1:])
    text = min(matches, key=lambda match: match.start()).group(1)
    text = _MARKS.sub(lambda match: match.group(1) or "", _IDENTIFIER.sub("", text))
    return " ".join(html.unescape(_TAG.sub("", text)).split())
