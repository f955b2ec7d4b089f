"""Opening the files of a source. A source is a stranger's: what is called like a file may be a pipe, for which an
ordinary ``open`` waits without end. Nothing here waits, and nothing but a regular file is opened.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import BinaryIO

READ_FLAGS = (
    os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
)

_KINDS = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISDIR, "a folder"),
)


def kind_of_file(mode: int) -> str:
    """What a thing is that is no regular file, in words; from ``st_mode``."""
    return next((name for test, name in _KINDS if test(mode)), "something else")


def open_regular(path: str | os.PathLike[str]) -> BinaryIO:
    """A regular file, to be read; links are followed. Raises OSError for all else, as for a file that is not there."""
    handle = os.open(path, READ_FLAGS)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "This is not a regular file", os.fspath(path))
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise
