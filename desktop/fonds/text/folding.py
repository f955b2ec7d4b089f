"""Names compared as people read them: without case, accents on Latin and Greek letters, width and compatibility forms."""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = re.compile("[\u0300-\u036f]+")


def fold_name(text: str) -> str:
    """The text as names are compared: ``Ｃafé  Society`` and ``cafe society`` are one. Space is stripped and made single."""
    text = " ".join(text.split())
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", folded))
    return " ".join(unicodedata.normalize("NFKC", bare).split())
