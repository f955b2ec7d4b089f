"""A copy of an archive that is whole, checked and in one piece, made while the archive is in use.

Rule: never by copying the file (what lies in the journal would be missing), and never under its final name before it
has been checked.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path

from fonds.model.errors import EnvironmentProblem
from fonds.store.connections import Mode, connect, file_uri
from fonds.store.faults import explained
from fonds.store.file_format import APPLICATION_ID

_COUNTED = ("posts", "revisions", "media")


def backup_archive(path: Path, destination: Path) -> None:
    """Copy the archive at ``path`` to ``destination``, which must not exist. Raises EnvironmentProblem."""
    with explained(path):
        connection = connect(path, Mode.READ)
        try:
            copy_archive(connection, path, destination)
        finally:
            connection.close()


def copy_archive(connection: sqlite3.Connection, path: Path, destination: Path) -> None:
    """The same, by a connection that is open already and in no transaction."""
    destination = destination.absolute()
    if os.path.lexists(destination):
        raise EnvironmentProblem("There is a file {path} already; no backup was made.", path=str(destination))
    copying = destination.with_name(f".fonds-{secrets.token_hex(6)}.copy")
    try:
        with explained(destination):
            before = _counts(connection)
            connection.execute("VACUUM INTO ?", (file_uri(copying),))
            _compare(before, copying, _counts(connection), destination)
        _sync(copying)
        copying.rename(destination)
    except OSError as error:
        raise EnvironmentProblem(
            "No backup of {path} could be written to {destination}: {reason}.",
            path=str(path),
            destination=str(destination),
            reason=error.strerror or str(error),
        ) from error
    finally:
        copying.unlink(missing_ok=True)


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return {
        table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in _COUNTED
        if table in there
    }


def _compare(before: dict[str, int], copying: Path, after: dict[str, int], destination: Path) -> None:
    """The copy holds the archive as it was at some moment between the two counts, for others may write meanwhile."""
    with closing(connect(copying, Mode.WRITE)) as copy:
        faults = [row[0] for row in copy.execute("PRAGMA quick_check(1)") if row[0] != "ok"]
        if copy.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            faults.append("application id")
        for table, count in _counts(copy).items():
            bounds = sorted((before[table], after[table]))
            if not bounds[0] <= count <= bounds[1]:
                faults.append(table)
    if faults:
        raise EnvironmentProblem(
            "The backup {path} was not kept: it differs from the archive ({reason}).",
            path=str(destination),
            reason=", ".join(faults),
        )


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
