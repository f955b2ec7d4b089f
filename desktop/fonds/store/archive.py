"""An archive file, open. The door of this room: everything else takes a View or a Writer that comes from here.

Rule: readers each have a connection and see one unchanging state; writers queue, one at a time. A file is never
created by opening it, and nothing is written to one that was replaced under our hands. While open there are SQLite's
two companions beside it; once closed, it is one file again.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from fonds.base.person import own_name
from fonds.model.errors import EnvironmentProblem
from fonds.model.progress import CancelToken
from fonds.model.steps import Step, step_named
from fonds.store.activity import logging
from fonds.store.changed_posts import ChangedPosts, columns_outdated, renew_columns
from fonds.store.connections import Mode, connect, reading_engine, writing_engine
from fonds.store.counts import Tally, counts_outdated, renew_counts
from fonds.store.faults import error_code, explained
from fonds.store.opening import choose_mode, create_file, journal_left_behind
from fonds.store.pending_marks import index_outdated, install_marks
from fonds.store.session import Memory, View, Writer
from fonds.store.titles import renew_title_keys, title_keys_outdated
from fonds.store.undo import install_triggers, recording

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

__all__ = ["Archive", "View", "Writer"]


class Archive:
    """One open archive; safe to use from many threads. ``unclean`` says that it was not closed the last time; ``who`` is
    to be named for what is done in it (None: as the system says)."""

    def __init__(self, path: Path, mode: Mode, *, unclean: bool = False) -> None:
        """For ``create`` and ``open`` only."""
        self.path = path
        self.read_only = mode is not Mode.WRITE
        self.unclean = unclean
        self.who: str | None = None
        self._identity = _identity(path)
        self._readers: Engine = reading_engine(path, mode, self.check_identity)
        self._tally = Tally()
        self._changed = ChangedPosts()
        self._memory = Memory()
        self._writers: Engine | None = None if self.read_only else writing_engine(path, self._prepare_writer)
        self._write_turn = threading.RLock()
        self._writing_thread = 0
        self._users: list[int] = []
        self._idle = threading.Condition()
        self._closed = False

    @classmethod
    def create(cls, path: Path) -> Archive:
        """Make a new, empty archive. Raises EnvironmentProblem when there is a file already, or none can be made."""
        create_file(path)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, read_only: bool = False) -> Archive:
        """Open an archive, bringing an older one up to date after a backup beside it.

        A file or medium that cannot be written is opened for reading (``read_only``). Raises EnvironmentProblem when
        it is missing, no archive, of a newer version, damaged or locked.
        """
        path = path.absolute()
        with explained(path):
            unclean = journal_left_behind(path)
            mode = choose_mode(path, read_only)
            archive = cls(path, mode, unclean=unclean)
            archive._hold()
        try:
            if not archive.read_only:
                archive._renew_index()
        except BaseException:
            archive.close()
            raise
        return archive

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def closed(self) -> bool:
        """Whether ``close`` was called."""
        return self._closed

    @contextmanager
    def reading(self, cancel: CancelToken | None = None) -> Iterator[View]:
        """One state of the archive to read. Cancelling interrupts a running query, which raises Cancelled."""
        with self._in_use(), explained(self.path), self._readers.connect() as connection, connection.begin():
            view = View(connection, cancel, self._memory)
            with _interruption(view, cancel):
                yield view

    @contextmanager
    def writing(
        self, step: Step | str = "", *, entry: Step | None = None, who: str = "", durable: bool = True
    ) -> Iterator[Writer]:
        """One transaction that changes the archive: kept when the block ends, undone wholly when it raises.

        ``step`` names what a person did, makes it undoable and enters it in the log; ``entry`` only enters it. What has
        neither is care for what lies in the archive (drafts, the index) or a part of something that is entered.
        ``who`` did it, if not the person at this machine. ``durable`` waits until the disk has it; a bulk
        import passes False for its batches (they may be lost in a power failure, whole batches at a time, never
        torn) and True for its last one. Raises EnvironmentProblem when the archive cannot be written.
        """
        with self._in_use(), self._write_turn, ExitStack() as stack:
            if self._writing_thread:
                raise RuntimeError("a write inside a write")
            stack.callback(self._end_turn)
            self._writing_thread = threading.get_ident()
            stack.enter_context(explained(self.path))
            connection = stack.enter_context(self._writer_connection())
            raw = View(connection).raw
            raw.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            stack.enter_context(connection.begin())
            writer = Writer(connection, memory=self._memory, who=who or self.person())
            stack.enter_context(self._tally.kept(writer))
            stack.enter_context(self._changed.kept(writer))
            named = step_named(step) if isinstance(step, str) and step else step or None
            assert not isinstance(named, str)
            stack.enter_context(logging(writer, named or entry))
            if named:
                stack.enter_context(recording(writer, named))
            yield writer

    def person(self) -> str:
        """Who works with this archive: ``who`` if that was set, else whoever the system says sits here."""
        if self.who is None:
            self.who = own_name()
        return self.who

    def close(self) -> None:
        """Wait for those who still read or write, then leave one file behind. Closing twice does nothing."""
        with self._idle:
            if threading.get_ident() in self._users:
                raise RuntimeError("the archive is closed inside its own transaction")
            if self._closed:
                return
            self._closed = True
            self._idle.wait_for(lambda: not self._users)
        self._readers.dispose()
        if self._writers is not None:
            self._writers.dispose()
            self._fold_journal()

    def check_identity(self) -> None:
        """Raise EnvironmentProblem when the file at our path is not the one that was opened (a synchronising service
        may have replaced it): what is written to it now would be lost without a word."""
        if _identity(self.path) != self._identity:
            raise EnvironmentProblem(
                "The archive {path} was moved, deleted or replaced while it was open. Nothing is written to it any more.",
                path=str(self.path),
            )

    def _hold(self) -> None:
        # From now on one connection is always there, so that another program that closes the archive meanwhile cannot
        # take our journal away.
        try:
            with self._readers.connect() as connection:
                View(connection).value("SELECT count(*) FROM meta")
        except BaseException:
            self._readers.dispose()
            raise

    def _renew_index(self) -> None:
        # What was made by other rules than today's cannot be read rightly.
        with self.reading() as view:
            outdated, unsorted = index_outdated(view), title_keys_outdated(view)
            uncounted, without_columns = counts_outdated(view), columns_outdated(view)
        if outdated:
            from fonds.store.folding import rebuild_index  # only here: it loads what opening does not need

            rebuild_index(self)
        if unsorted:
            with self.writing() as writer:
                renew_title_keys(writer)
        if uncounted:
            with self.writing() as writer:
                renew_counts(writer)
        if without_columns:
            with self.writing() as writer:
                renew_columns(writer)

    def _prepare_writer(self, connection: sqlite3.Connection) -> None:
        install_triggers(connection)
        self._tally.install(connection)
        self._changed.install(connection)
        install_marks(connection)

    def _writer_connection(self) -> Connection:
        if self._writers is None:
            raise EnvironmentProblem("The archive {path} is open for reading only.", path=str(self.path))
        self.check_identity()
        return self._writers.connect()

    def _end_turn(self) -> None:
        self._writing_thread = 0

    @contextmanager
    def _in_use(self) -> Iterator[None]:
        me = threading.get_ident()
        with self._idle:
            if self._closed:
                raise EnvironmentProblem("The archive {path} is closed.", path=str(self.path))
            self._users.append(me)
        try:
            yield
        finally:
            with self._idle:
                self._users.remove(me)
                self._idle.notify_all()

    def _fold_journal(self) -> None:
        if _identity(self.path) != self._identity:
            return
        with explained(self.path):
            connection = connect(self.path, Mode.WRITE)
        try:
            connection.execute("PRAGMA busy_timeout = 200")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.Error as error:
            # All is committed already: another program has the archive open, or the disk is full.
            if not error_code(error):
                raise
        finally:
            connection.close()


def _identity(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_dev, status.st_ino)


@contextmanager
def _interruption(view: View, cancel: CancelToken | None) -> Iterator[None]:
    if cancel is None:
        yield
        return
    guard = threading.Lock()
    running = True

    def interrupt() -> None:
        # Under the lock, so that a connection that has gone on to another reader is never interrupted.
        with guard:
            if running:
                view.raw.interrupt()

    forget = cancel.on_cancel(interrupt)
    try:
        yield
    finally:
        forget()
        with guard:
            running = False
