"""What happens before an archive is open: making a new file, and telling ours from all others without touching them."""

from __future__ import annotations

import os
import secrets
import sqlite3
import struct
import time
from pathlib import Path

from fonds.model.errors import EnvironmentProblem
from fonds.store.connections import Mode, connect
from fonds.store.faults import error_code, explained
from fonds.store.file_format import APPLICATION_ID, PAGE_SIZE, SCHEMA_VERSION, TABLES
from fonds.store.migrations import STEPS, create_schema, migrate

_MAGIC = b"SQLite format 3\x00"
_HEADER_SIZE = 100
_EARLY_INDEX = "post_index"
"""A table that there was only before the first release."""


def create_file(path: Path) -> None:
    """Make an empty archive at a path where nothing is. It appears there whole or not at all."""
    path = path.absolute()
    if os.path.lexists(path):
        raise EnvironmentProblem("There is a file {path} already; nothing was changed.", path=str(path))
    _refuse_foreign_journals(path)
    # What an export is being written as keeps its name, which says by whom: a later one takes away what is left of it.
    begins = path.stem if path.name.startswith(".fonds-") else ".fonds"
    building = path.with_name(f"{begins}-{secrets.token_hex(6)}.new")
    try:
        building.touch(mode=0o600, exist_ok=False)
        with explained(path):
            _fill(building)
        _move_if_free(building, path)
    except OSError as error:
        raise EnvironmentProblem(
            "No archive can be made at {path}: {reason}.", path=str(path), reason=error.strerror or str(error)
        ) from error
    finally:
        building.unlink(missing_ok=True)


def choose_mode(path: Path, read_only: bool) -> Mode:
    """How the archive can be opened, after it was recognised and, if it may be written, brought up to date."""
    check_header(path)
    if not read_only and _open_for_writing(path):
        return Mode.WRITE
    return _open_for_reading(path)


def check_header(path: Path) -> None:
    """Raise EnvironmentProblem unless the file begins as an archive does. Only reads its first bytes."""
    try:
        if not path.is_file():
            message = "The archive {path} does not exist." if not path.exists() else "{path} is not a file."
            raise EnvironmentProblem(message, path=str(path))
        with path.open("rb") as file:
            header = file.read(_HEADER_SIZE)
    except OSError as error:
        raise EnvironmentProblem(
            "The archive {path} cannot be read: {reason}.",
            path=str(path),
            reason=error.strerror or str(error),
        ) from error
    if len(header) < _HEADER_SIZE or not header.startswith(_MAGIC):
        raise EnvironmentProblem("The file {path} is not an archive of Fonds.", path=str(path))
    (application,) = struct.unpack(">I", header[68:72])
    if application != APPLICATION_ID:
        raise EnvironmentProblem(
            "The file {path} is a database of another program, not an archive of Fonds.", path=str(path)
        )


def journal_left_behind(path: Path) -> bool:
    """Whether there is a journal with something in it: the archive is open elsewhere or was not closed."""
    try:
        return Path(f"{path}-wal").stat().st_size > 0
    except OSError:
        return False


def _refuse_foreign_journals(path: Path) -> None:
    """A journal that an earlier archive of this name left behind would be played into the new one."""
    for ending in ("-wal", "-journal"):
        journal = Path(f"{path}{ending}")
        if os.path.lexists(journal):
            raise EnvironmentProblem(
                "Beside {path} lies {journal}, which belongs to an archive that is no longer there. Move it away, or "
                "choose another name.",
                path=str(path),
                journal=journal.name,
            )


def _fill(path: Path) -> None:
    connection = connect(path, Mode.WRITE)
    try:
        connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        connection.execute("PRAGMA auto_vacuum = NONE")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("BEGIN IMMEDIATE")
        create_schema(connection, int(time.time()))
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    finally:
        connection.close()


def _move_if_free(building: Path, path: Path) -> None:
    if os.name == "nt":
        building.rename(path)  # refuses an existing target there
        return
    try:
        os.link(building, path, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(path):
            raise FileExistsError(17, "File exists", str(path)) from None
        building.rename(path)


def _open_for_writing(path: Path) -> bool:
    connection = connect(path, Mode.WRITE)
    try:
        check_version(connection, path)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
        migrate(connection, path, STEPS)
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.Error as error:
        if error_code(error) in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
            return False
        raise
    finally:
        connection.close()
    return True


def _open_for_reading(path: Path) -> Mode:
    for mode in (Mode.READ, Mode.IMMUTABLE):
        if mode is Mode.IMMUTABLE and journal_left_behind(path):
            raise EnvironmentProblem(
                "The archive {path} was not closed, and its journal cannot be read where it is. Copy the archive and the "
                "file {journal} to a place where you may write, and open it there.",
                path=str(path),
                journal=f"{path.name}-wal",
            )
        connection = connect(path, mode)
        try:
            check_version(connection, path, newest_only=True)
        except sqlite3.Error as error:
            if mode is Mode.READ and error_code(error) in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
                continue
            raise
        finally:
            connection.close()
        return mode
    raise EnvironmentProblem("The archive {path} cannot be opened.", path=str(path))  # pragma: no cover


def check_version(connection: sqlite3.Connection, path: Path, *, newest_only: bool = False) -> None:
    """Raise EnvironmentProblem for an archive that a newer Fonds wrote, or (``newest_only``) an older one."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if version > SCHEMA_VERSION:
        raise EnvironmentProblem(
            "The archive {path} was written by a newer Fonds (its format is {found}; this program knows {known}). "
            "Nothing was changed. Install the newer Fonds to open it.",
            path=str(path),
            found=str(version),
            known=str(SCHEMA_VERSION),
        )
    if version == SCHEMA_VERSION and _EARLY_INDEX in names:
        raise EnvironmentProblem(
            "The archive {path} was made by an early trial version of Fonds, before its format was settled. Nothing was "
            "changed. Export its posts with the version that made it, and import them into a new archive.",
            path=str(path),
        )
    if version == SCHEMA_VERSION and not names >= TABLES:
        raise EnvironmentProblem(
            "The archive {path} is damaged ({reason}). Restore it from a backup.",
            path=str(path),
            reason=f"missing: {', '.join(sorted(TABLES - names))}",
        )
    if newest_only and version < SCHEMA_VERSION:
        raise EnvironmentProblem(
            "The archive {path} is of an older format ({found}) and must be brought up to date before it can be read; "
            "that needs the right to write it.",
            path=str(path),
            found=str(version),
        )
