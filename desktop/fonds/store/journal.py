"""Keeps SQLite's journal short while much is written to an archive that is read all the time.

Rule: it is only SQLite's own work done earlier: the journal begins anew once a moment comes in which nobody reads what
it holds, and readers that follow upon each other leave none. Here they are waited for, a little.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from fonds.store.connections import Mode, connect
from fonds.store.faults import error_code

LONG = 128_000_000
"""Bytes of a journal that is worth it."""
_PATIENCE = 300
"""Milliseconds that readers are waited for."""


def shorten_journal(path: Path) -> bool:
    """Take over into the archive what a long journal holds, so that it begins anew; returns whether all was taken. Call it
    between two transactions."""
    try:
        if Path(f"{path}-wal").stat().st_size < LONG:
            return False
        with closing(connect(path, Mode.WRITE)) as connection:
            connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
            busy, frames, taken = connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchone()
            return not busy and frames == taken
    except OSError:
        return False
    except sqlite3.Error as error:
        if not error_code(error):  # what is committed is safe: another program writes, or the disk is full
            raise
        return False
