"""Opens SQLite on an archive file: by any path, never creating one, with transactions that are begun explicitly.

Rule: the driver's own transaction handling is off. A reader begins a deferred transaction, and so sees one state until
it ends; a writer begins an immediate one, so that it waits for its turn at the start and never fails in the middle.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from fonds.store.sql_functions import install_functions

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

BUSY_SECONDS = 5.0
READER_LIMIT = 16
_READER_CACHE = -4_000  # KiB, of each reader: what is read again and again; all else the system keeps anyway
_WRITER_CACHE = -24_000  # an import of 100,000 posts is no faster with more
_JOURNAL_LIMIT = 64_000_000  # bytes that are left of the journal once its content has been taken over


class Mode(Enum):
    """How a file is opened. IMMUTABLE is for media on which not even a lock can be taken."""

    WRITE = "mode=rw"
    READ = "mode=ro"
    IMMUTABLE = "mode=ro&immutable=1"


def file_uri(path: Path, mode: Mode | None = None) -> str:
    """SQLite's address of a file, safe for every character that a path can hold."""
    query = f"?{mode.value}" if mode is not None else ""
    if os.name == "nt":
        location = path.absolute().as_posix()
        location = location if location.startswith("/") else "/" + location
        return f"file://{quote(location)}{query}"
    return f"file://{quote(os.fsencode(path.absolute()))}{query}"


def connect(path: Path, mode: Mode) -> sqlite3.Connection:
    """A bare connection. It never creates the file and may be used by one thread at a time, whichever it is."""
    connection = sqlite3.connect(
        file_uri(path, mode), uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    install_functions(connection)
    return connection


def reading_engine(path: Path, mode: Mode, confirm: Callable[[], None]) -> Engine:
    """A pool of connections that cannot write; ``confirm`` may refuse a new one by raising."""

    def open_reader() -> sqlite3.Connection:
        confirm()
        connection = connect(path, mode)
        connection.execute("PRAGMA query_only = ON")
        connection.execute(f"PRAGMA cache_size = {_READER_CACHE}")
        return connection

    return _make_engine(open_reader, _begin_deferred, pool_size=4, max_overflow=READER_LIMIT - 4)


def writing_engine(path: Path, prepare: Callable[[sqlite3.Connection], None]) -> Engine:
    """One connection that writes; ``prepare`` sees it first."""

    def open_writer() -> sqlite3.Connection:
        connection = connect(path, Mode.WRITE)
        connection.execute(f"PRAGMA cache_size = {_WRITER_CACHE}")
        connection.execute(f"PRAGMA journal_size_limit = {_JOURNAL_LIMIT}")
        # Some builds of SQLite overwrite all that is freed, which doubles the work of whatever is written anew.
        connection.execute("PRAGMA secure_delete = FAST")
        prepare(connection)
        return connection

    return _make_engine(open_writer, _begin_immediate, pool_size=1, max_overflow=0)


def _make_engine(
    open_one: Callable[[], sqlite3.Connection],
    begin: Callable[[Connection], None],
    *,
    pool_size: int,
    max_overflow: int,
) -> Engine:
    # Loaded with the first archive that is opened, in whichever thread that is: the window is painted by then.
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import QueuePool

    engine = create_engine(
        "sqlite://",
        creator=open_one,
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=max_overflow,
        pool_use_lifo=True,  # one reader at a time is one connection, and one cache
    )
    event.listen(engine, "begin", begin)
    return engine


def _begin_deferred(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
