"""By what a document is known again: a number for the absolute place that it came from."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from fonds.model.accession import SourceFile


def origin_key(root: Path, path: str) -> int:
    """A signed 64-bit number for a path below a folder. A name may hold what is no text: bytes that are not UTF-8
    (Linux), or halves of a pair of surrogates (Windows)."""
    return _key(f"{root.as_posix()}/{path}")


def origin_keys(root: Path, files: Sequence[SourceFile]) -> list[int]:
    """The keys of many documents."""
    prefix = root.as_posix()
    return [_key(f"{prefix}/{file.path}") for file in files]


def _key(text: str) -> int:
    try:
        place = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        place = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(place, digest_size=8).digest(), "big", signed=True)
