"""Turns what SQLite reports into what a person can be told. What is not listed here is a bug of ours and stays one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fonds.model.errors import Cancelled, EnvironmentProblem
from fonds.store.packing import DamagedBytes

_MESSAGES = {
    sqlite3.SQLITE_BUSY: "The archive {path} is in use by another program. Close it there and try again.",
    sqlite3.SQLITE_LOCKED: "The archive {path} is in use by another program. Close it there and try again.",
    # A file-size limit and some full disks are reported as failed writes: both mean that nothing was written.
    sqlite3.SQLITE_FULL: "The disk is full: nothing could be written to {path} ({reason}).",
    sqlite3.SQLITE_IOERR: "The disk failed or is full while {path} was read or written ({reason}).",
    sqlite3.SQLITE_READONLY: "The archive {path} can only be read: nothing was written ({reason}).",
    sqlite3.SQLITE_PERM: "The archive {path} may not be opened ({reason}).",
    sqlite3.SQLITE_CANTOPEN: "The archive {path} cannot be opened ({reason}).",
    sqlite3.SQLITE_CORRUPT: "The archive {path} is damaged ({reason}). Restore it from a backup.",
    sqlite3.SQLITE_NOTADB: "The file {path} is not an archive of Fonds.",
    sqlite3.SQLITE_TOOBIG: "The text or file is too large for the archive {path} ({reason}).",
}
_NO_TEXT = "Could not decode to UTF-8"


def error_code(error: BaseException) -> int:
    """SQLite's primary result code of an error, 0 when it has none."""
    cause = _cause(error)
    if isinstance(cause, sqlite3.Error):
        code = int(getattr(cause, "sqlite_errorcode", 0)) & 0xFF
        # The driver's own complaint about a text that is none has no code: what we store is always valid.
        return sqlite3.SQLITE_CORRUPT if not code and str(cause).startswith(_NO_TEXT) else code
    return 0


def explain(error: BaseException, path: Path) -> EnvironmentProblem | Cancelled | None:
    """The expected failure that an error stands for, or None when it is a bug."""
    code = error_code(error)
    if code == sqlite3.SQLITE_INTERRUPT:
        return Cancelled()
    if code in _MESSAGES:
        return EnvironmentProblem(_MESSAGES[code], path=str(path), reason=str(_cause(error)))
    return None


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise the failures of SQLite and of the file system inside the block as EnvironmentProblem or Cancelled."""
    try:
        yield
    except DamagedBytes as error:
        raise EnvironmentProblem(
            _MESSAGES[sqlite3.SQLITE_CORRUPT], path=str(path), reason=str(error)
        ) from error
    except Exception as error:
        problem = explain(error, path)
        if problem is None:
            raise
        raise problem from error


def _cause(error: BaseException) -> BaseException:
    """The driver's own error: SQLAlchemy's carry it as ``orig``. (They are not named here, so that SQLAlchemy need not
    be loaded to say that a file cannot be opened.)"""
    cause = getattr(error, "orig", None)
    return cause if isinstance(cause, BaseException) else error
