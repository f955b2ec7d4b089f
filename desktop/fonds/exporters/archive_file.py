"""A new archive with only these posts: whoever gets it opens it with Fonds, and finds all that is said of them.

Posts, imports and collections keep their numbers. How an archive is written only the store knows; the material does it.
"""

from __future__ import annotations

from fonds.exporters.material import Material
from fonds.exporters.target import FileTarget


def write(material: Material, target: FileTarget) -> None:
    """Write the archive."""
    copied = material.make_archive(target.path)
    target.posts += copied.posts
    target.media = copied.media
