"""A folder of front-matter files: every post's current bytes at its original path, its media beside it; or in the layout
of a generator, which is ``exporters/layouts``."""

from __future__ import annotations

import hashlib

from fonds.exporters.material import Material
from fonds.exporters.target import FolderTarget
from fonds.model.export import Layout


def write(material: Material, target: FolderTarget) -> None:
    """Each post's bytes, then their media. One is kept once per digest, but goes to every path. A page that shows
    another (in a frame) has that one's file among its media; where it is a post as well it is written once."""
    if material.whole.options.layout is not Layout.ORIGINAL:
        from fonds.exporters.layouts import writing

        writing.write(material, target)
        return
    written: dict[str, set[str]] = {}
    for number, path, data in material.sources():
        target.add(path, data, number)
        written.setdefault(path, set()).add(target.files[-1].digest)
    for path, data in material.original_media():
        if path not in written or hashlib.sha256(data).hexdigest() not in written[path]:
            target.add(path, data, medium=True)
