"""Where the files that posts refer to lie in an export that gathers them in one folder.

A name says what the file is called and begins with a part of its digest, so that it is the same from run to run whatever
else is exported.
"""

from __future__ import annotations

from fonds.exporters.material import Medium
from fonds.text.names import safe_path_part, shown_path, split_name

FOLDER = "media"
_STEM = 60


class MediaNames:
    """The paths of files below a folder."""

    def __init__(self, folder: str = FOLDER) -> None:
        self._folder = folder

    def path(self, medium: Medium) -> str:
        """The path of a file, with ``/``."""
        name = "-".join(safe_path_part(shown_path(medium.name)).replace("%", "_").split())
        stem, suffix = split_name(name)
        return f"{self._folder}/{medium.digest.hex()[:12]}-{stem[:_STEM]}{suffix}"
