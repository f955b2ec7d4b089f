"""A folder of front-matter files: every post's current bytes at its original path, its media beside it."""

from __future__ import annotations

import hashlib

from fonds.exporters.material import Material
from fonds.exporters.target import FolderTarget


def write(material: Material, target: FolderTarget) -> None:
    """Each post's bytes, then their media. One is kept once per digest, but goes to every path. A page that shows
    another (in a frame) has that one's file among its media; where it is a post as well it is written once."""
    written: dict[str, set[bytes]] = {}
    for number, path, data in material.sources():
        target.add(path, data, number)
        written.setdefault(path, set()).add(hashlib.sha256(data).digest())
    for path, data in material.original_media():
        if path not in written or hashlib.sha256(data).digest() not in written[path]:
            target.add(path, data, medium=True)
