"""A child process that answers requests over a pipe, one function for all of them.

It ends by itself when the pipe closes, so that no child outlives a parent that was killed. The pipe's other end is
held by the parent alone: children are spawned, never forked.
"""

from __future__ import annotations

import contextlib
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Q = TypeVar("Q")
A = TypeVar("A")

GRACE = 1.0
"""Seconds that a child has to end after its pipe was closed, before it is killed."""
SWITCH = 0.0005
"""Seconds after which a child's thread that works lets the one in that takes requests."""


class ChildFailed(Exception):
    """The function raised in the child; the text is the child's traceback."""


class ChildDied(Exception):
    """The child ended without an answer (a crash in a C library, the system's memory limit)."""


class ChildProcess(Generic[Q, A]):
    """Runs ``function`` (a module's, so that it can be named across processes) for each request, in order."""

    def __init__(self, function: Callable[[Q], A], *, name: str) -> None:
        import multiprocessing  # only with the first child: the window is painted by then

        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe(duplex=True)
        self._process = context.Process(target=_serve, args=(theirs, function), name=name, daemon=True)
        with _quiet_main():
            self._process.start()
        theirs.close()
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The child's process number."""
        return self._process.pid

    def send(self, request: Q) -> None:
        """Hand over a request; raises ChildDied when there is nobody to take it."""
        try:
            self._connection.send(request)
        except (BrokenPipeError, ConnectionResetError, OSError) as error:
            raise ChildDied from error

    def wait(self, seconds: float) -> bool:
        """Whether an answer (or the child's end) arrives within so many seconds."""
        return self._connection.poll(seconds)

    def receive(self) -> A:
        """The next answer, in the order of the requests; raises ChildFailed or ChildDied."""
        try:
            done, answer = self._connection.recv()
        except (EOFError, ConnectionResetError, OSError) as error:
            raise ChildDied from error
        if not done:
            raise ChildFailed(answer)
        result: A = answer
        return result

    def stop(self) -> None:
        """End the child at once, from any thread: whoever waits for its answer gets ChildDied. Close it after."""
        self._process.kill()

    def kill(self) -> None:
        """End the child at once; a child that was closed stays so."""
        if not self._closed:
            self._process.kill()
        self.close()

    def close(self) -> None:
        """Let the child end, and see to it that it has."""
        if self._closed:
            return
        self._closed = True
        self._connection.close()
        self._process.join(GRACE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()


def _serve(connection: Connection, function: Callable[[Q], A]) -> None:
    """The child's loop."""
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to handle
    # Whoever sends more than a pipe holds waits until the thread below has taken it: that must not last five
    # milliseconds, which is how long it would otherwise wait for its turn, for every piece.
    sys.setswitchinterval(SWITCH)
    requests: queue.SimpleQueue[tuple[Q] | None] = queue.SimpleQueue()
    threading.Thread(target=_take_requests, args=(connection, requests), daemon=True).start()
    while (taken := requests.get()) is not None:
        (request,) = taken
        try:
            answer: tuple[bool, object] = (True, function(request))
        except Exception:  # noqa: BLE001 - whatever it was, the parent is told
            answer = (False, traceback.format_exc())
        try:
            connection.send(answer)
        except OSError:
            return


def _take_requests(connection: Connection, requests: queue.SimpleQueue[tuple[Q] | None]) -> None:
    """Take requests off the pipe as they come, for as long as there is a parent. A pipe holds only some kilobytes: if
    the child read none while it answers, the parent, sending, and the child would wait for each other for ever."""
    try:
        while True:
            requests.put((connection.recv(),))
    except (EOFError, OSError):
        pass
    finally:
        requests.put(None)


@contextlib.contextmanager
def _quiet_main() -> Iterator[None]:
    """Spawning runs the parent's main module again in the child, unless it cannot be found; ours need none of it."""
    main = sys.modules.get("__main__")
    spec, file = getattr(main, "__spec__", None), getattr(main, "__file__", None)
    frozen = getattr(sys, "frozen", False)
    if main is None or frozen:
        yield
        return
    try:
        main.__spec__ = None
        if file is not None:
            del main.__file__
        yield
    finally:
        main.__spec__ = spec
        if file is not None:
            main.__file__ = file
