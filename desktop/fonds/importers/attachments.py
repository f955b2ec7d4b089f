"""The bytes of the files that documents refer to. Where they lie was found by ``importers/media.py``."""

from __future__ import annotations

import os
from pathlib import Path

from fonds.importers.regular_files import open_regular
from fonds.model.post import MediaReference
from fonds.model.problems import Problem, ProblemKind

MAX_MEDIA_BYTES = 256 * 1024 * 1024


def read_attachment(root: Path, path: str, item: MediaReference) -> bytes | Problem:
    """The bytes of a file below ``root`` that the document ``path`` refers to, or why they cannot be had."""
    full = root / item.path
    try:
        inside = Path(os.path.realpath(root))
        target = Path(os.path.realpath(full))
        if not target.is_relative_to(inside):
            return Problem(ProblemKind.OUTSIDE_LINK, path, details=(("target", str(target)),))
        size = target.stat().st_size
        if size > MAX_MEDIA_BYTES:
            details = (("reference", item.reference), ("size", str(size)), ("limit", str(MAX_MEDIA_BYTES)))
            return Problem(ProblemKind.MEDIA_TOO_LARGE, path, details=details)
        with open_regular(target) as file:
            return file.read()
    except FileNotFoundError:
        return Problem(ProblemKind.MISSING_MEDIA, path, details=(("reference", item.reference),))
    except OSError as fault:
        reason = ("reason", fault.strerror or str(fault))
        return Problem(ProblemKind.MEDIA_UNREADABLE, path, details=(("reference", item.reference), reason))
