"""One window per archive: a second start on the same archive brings the first window forward.

A lock file per archive says who holds it (a lock whose process is gone is stale), and a local socket carries the wish.
The window's start takes the lock; it listens when it has been painted, for which Qt's network has to be loaded.
"""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QLockFile, QObject, QThread, Signal

from fonds.base.paths import cache_dir

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT = 1000
"""Milliseconds that the other window has to answer."""
PAUSE = 50
"""Milliseconds between two calls of a window that does not listen yet."""
SHOW = b"show"


class Instance(QObject):
    """This window's claim on one archive at a time."""

    shown_again = Signal()
    """Somebody started the program on our archive."""
    import_asked = Signal(object)
    """And wishes to import this folder."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock: QLockFile | None = None
        self._server: QLocalServer | None = None
        self._name = ""

    def claim(self, archive: Path, *, listening: bool = True) -> bool:
        """Claim an archive, giving up the one claimed before; False when another window has it. ``listening``: to hear
        of other starts from now on, which a later claim of the same archive makes up for."""
        name = _name_of(archive)
        if name != self._name:
            lock = QLockFile(str(cache_dir() / f"{name}.lock"))
            lock.setStaleLockTime(
                0
            )  # held for as long as the window is open; only a dead process makes it stale
            if not lock.tryLock(0):
                return False
            self.release()
            self._lock, self._name = lock, name
        if listening and self._server is None:  # one that no socket could be made for is a server, too
            self._listen(name)
        return True

    def _listen(self, name: str) -> None:
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection_made)
        self._server.listen(name)

    def release(self) -> None:
        """Give up the claim."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
        self._name = ""

    def _on_connection_made(self) -> None:
        server = self._server
        connection = None if server is None else server.nextPendingConnection()
        if connection is None:
            return
        connection.disconnected.connect(connection.deleteLater)
        connection.readyRead.connect(lambda: self._read(connection))
        self._read(connection)

    def _read(self, connection: QLocalSocket) -> None:
        if not connection.canReadLine():
            return
        word, _, folder = bytes(connection.readLine().data()).strip().partition(b" ")
        if word != SHOW:
            return
        connection.write(b"shown")
        connection.flush()
        self.shown_again.emit()
        if folder:
            self.import_asked.emit(Path(os.fsdecode(bytes.fromhex(folder.decode("ascii", "replace")))))


def ask_other_window(archive: Path, folder: Path | None = None) -> bool:
    """Ask the window that holds ``archive`` to come forward, and to import ``folder``; False when it does not answer."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    for _call in range(WAIT // PAUSE):
        socket.connectToServer(_name_of(archive))
        if socket.waitForConnected(PAUSE):
            break
        socket.abort()
        QThread.msleep(PAUSE)
    else:
        return False
    wish = b"" if folder is None else b" " + os.fsencode(folder).hex().encode("ascii")
    socket.write(SHOW + wish + b"\n")
    socket.flush()
    answered = socket.waitForReadyRead(WAIT)
    socket.abort()
    return answered


def _name_of(archive: Path) -> str:
    """A short name for an archive and a user, since socket paths are short."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = ""
    text = f"{user}\0{archive.resolve()}".encode("utf-8", "surrogateescape")
    digest = QCryptographicHash.hash(text, QCryptographicHash.Algorithm.Blake2b_160)
    return "fonds-" + bytes(digest.data()).hex()[:20]
