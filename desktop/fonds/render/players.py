"""Sound and film on a page: a player where there is one, and below it a link that opens the file outside.

Rule: it reads what the sanitiser wrote, and leads to the archive's own files alone.
"""

from __future__ import annotations

import html
import posixpath
import re

from fonds.render.request import EngineKind, media_reference, split_owner

_PLAYER = re.compile(r"<(audio|video)\b([^>]*)>(.*?)</\1>", re.DOTALL)
_SOURCE = re.compile(r'\ssrc="([^"]*)"')
_SOURCE_TAG = re.compile(r"<(?:source|track)\b[^>]*>")
_SIGNS = {"audio": "♪", "video": "▶"}


def show_players(safe: str, engine: EngineKind) -> str:
    """The page with links to its sound and film; the light engine, which plays nothing, has the links alone."""

    def shown(found: re.Match[str]) -> str:
        element, attributes, inside = found.groups()
        source = _SOURCE.search(attributes) or _SOURCE.search(inside)
        address = html.unescape(source[1]) if source else ""
        link = media_link(address, _SIGNS[element])
        if engine is EngineKind.WEB:
            return found.group() + link
        return link + _SOURCE_TAG.sub("", inside)

    return _PLAYER.sub(shown, safe) if "<audio" in safe or "<video" in safe else safe


def media_link(address: str, sign: str) -> str:
    """A link to a file of the archive, by its name; empty for any other address."""
    reference = media_reference(address)
    if reference is None:
        return ""
    path = split_owner(reference)[1].partition("?")[0].partition("#")[0]
    name = posixpath.basename(path.rstrip("/")) or path
    return f'<span class="player"><a href="{html.escape(address)}">{sign} {html.escape(name)}</a></span>'
