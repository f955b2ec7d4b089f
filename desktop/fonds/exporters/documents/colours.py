"""The colours of documents, by what they are for. Their values stand in ``resources/css/document.css``."""

from __future__ import annotations

import re
from functools import cache

from fonds.base.paths import resource

_COLOUR = re.compile(r"--([a-z]+): #([0-9a-f]{6});")


def colour(role: str) -> str:
    """A colour as six hexadecimal digits."""
    return _colours()[role]


@cache
def _colours() -> dict[str, str]:
    return dict(_COLOUR.findall(resource("css", "document.css").read_text(encoding="utf-8")))
