"""By what a document is known again: a number for the absolute place that it came from."""

from __future__ import annotations

import hashlib
from pathlib import Path


def origin_key(root: Path, path: str) -> int:
    """A signed 64-bit number for a path below a folder. A name may hold what is no text: bytes that are not UTF-8
    (Linux), or halves of a pair of surrogates (Windows)."""
    text = f"{root.as_posix()}/{path}"
    try:
        place = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        place = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(place, digest_size=8).digest(), "big", signed=True)
