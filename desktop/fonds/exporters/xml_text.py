"""Text that XML can hold."""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text with the replacement character for each one that no XML document can hold (XML 1.0, 2.2)."""
    return _ILLEGAL.sub("\ufffd", text)
