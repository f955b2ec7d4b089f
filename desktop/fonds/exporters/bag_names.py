"""Names inside a bag: ones that need no escaping in a manifest (RFC 8493, 2.1.3), on which its readers do not agree."""

from __future__ import annotations

import unicodedata

from fonds.text.names import shown_path


def bag_name(path: str, post_id: int) -> str:
    """A relative path for a bag's payload, near to ``path``: composed (NFC), without ``%`` and control characters."""
    shown = unicodedata.normalize("NFC", shown_path(path))
    plain = "".join("_" if character < " " or character in "%\x7f" else character for character in shown)
    return plain.strip("/") or f"post-{post_id}.md"
