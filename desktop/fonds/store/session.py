"""What the rest of the room works with while a transaction is open: a view to read by, a writer to change by.

Rule: neither outlives its transaction, and neither is handed out of the services.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from fonds.model.progress import CancelToken

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from fonds.store.columns import Columns
    from fonds.store.text_index import IndexMemory, TextIndex

_Item = TypeVar("_Item")
CHUNK = 500
"""How many values one ``IN`` list holds at most."""


class Memory:
    """What the readers of one archive leave for those who come after, with the lock under which it is made."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.columns: Columns | None = None
        self.index: IndexMemory | None = None


class View:
    """One state of the archive, unchanged until the block that opened it ends."""

    def __init__(
        self, connection: Connection, cancel: CancelToken | None = None, memory: Memory | None = None
    ) -> None:
        self.connection = connection
        self.cancel = cancel
        self.memory = memory or Memory()
        self.text_index: TextIndex | None = None
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        self.raw: sqlite3.Connection = driver

    def cursor(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """The rows of a statement, one after the other."""
        if self.cancel is not None:
            self.cancel.raise_if_cancelled()
        return self.raw.execute(statement, values)

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[Any]:
        """All rows of a statement."""
        return self.cursor(statement, values).fetchall()

    def row(self, statement: str, values: Sequence[object] = ()) -> Any:
        """The first row, or None."""
        return self.cursor(statement, values).fetchone()

    def value(self, statement: str, values: Sequence[object] = ()) -> Any:
        """The first column of the first row, or None."""
        row = self.row(statement, values)
        return None if row is None else row[0]


class Writer(View):
    """A view that changes, too. ``step`` is the number of the undo step that records, or None; ``noted`` are the posts
    that it has changed so far. ``who`` works here; ``facts`` are what the log shall say besides, ``nothing_done``
    that there is nothing to enter."""

    def __init__(
        self,
        connection: Connection,
        step: int | None = None,
        memory: Memory | None = None,
        who: str = "",
    ) -> None:
        super().__init__(connection, memory=memory)
        self.step = step
        self.noted: set[int] = set()
        self.who = who
        self.facts: dict[str, object] = {}
        self.nothing_done = False
        self._person: int | None = None

    def person(self) -> int:
        """The number of whoever works here, as it stands beside revisions; 0 when that is not known."""
        if self._person is None:
            found = self.value("SELECT id FROM people WHERE name = ?", (self.who,)) if self.who else 0
            if found is None:
                found = self.raw.execute("INSERT INTO people (name) VALUES (?)", (self.who,)).lastrowid
            self._person = int(found or 0)
        return self._person

    def execute(self, statement: str, values: Sequence[object] = ()) -> int:
        """Run one statement; returns how many rows it changed."""
        return self.raw.execute(statement, values).rowcount

    def execute_many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement for many rows."""
        self.raw.executemany(statement, rows)

    def take_numbers(self, counter: str, count: int) -> int:
        """Reserve ``count`` numbers that were never given out before; returns the first. They are not given back by
        undo or purge: a number names one post or one revision for good."""
        first = int(self.value("SELECT value FROM meta WHERE name = ?", (counter,)))
        self.execute("UPDATE meta SET value = ? WHERE name = ?", (str(first + count), counter))
        return first


def in_chunks(items: Sequence[_Item], size: int = CHUNK) -> Iterator[Sequence[_Item]]:
    """The items, at most ``size`` at a time."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def marks(count: int) -> str:
    """That many question marks, for an ``IN`` list."""
    return ",".join("?" * count)
