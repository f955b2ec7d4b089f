"""Files are written whole or not at all: temporary name, flush, rename."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO


def write_atomically(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write ``data`` to ``path``, replacing it in one step; raises OSError and leaves no temporary file behind.

    ``durable`` waits for the disk. The folder must exist.
    """
    with replacing(path, durable=durable) as file:
        file.write(data)


@contextlib.contextmanager
def replacing(path: Path, *, durable: bool = True) -> Iterator[BinaryIO]:
    """A file to write piece by piece, which takes the place of ``path`` when the block ends; when the block fails,
    nothing is left of it. Otherwise as ``write_atomically``."""
    handle, name = tempfile.mkstemp(prefix=".fonds-", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            if durable:
                os.fsync(file.fileno())
        if os.name == "posix":
            Path(name).chmod(_USUAL_MODE)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _read_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


_USUAL_MODE = 0o666 & ~_read_umask()
"""mkstemp makes private files; what a person asked for gets the mode that their other files have. The mask can
only be read by setting it, so that is done once, before there are threads."""
