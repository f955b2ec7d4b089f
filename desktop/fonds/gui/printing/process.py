"""The printer as an export sees it: a child process, started with the first sheets, with a time limit for each piece.

Rule: nothing of Qt is loaded here. Chromium, whatever becomes of it, is the child's; the child ends with its parent.
"""

from __future__ import annotations

import logging
import time
from types import TracebackType

from fonds.base.child import ChildDied, ChildFailed, ChildProcess
from fonds.gui.printing.press import Task, press
from fonds.model.errors import EnvironmentProblem
from fonds.model.printing import PressKind, PrintedSheets, Sheets
from fonds.model.progress import CancelToken

TIME_LIMIT = 180.0
"""Seconds for one piece, the start of the engine included."""
POLL_SECONDS = 0.05

_log = logging.getLogger(__name__)


class PrintProcess:
    """See ``model.printing.Printer``; a context manager. ``wanted`` names the engine; Chromium gives way to Qt's own where
    it does not even start."""

    def __init__(self, cancel: CancelToken, wanted: PressKind = PressKind.WEB) -> None:
        self._cancel = cancel
        self._wanted = wanted
        self._child: ChildProcess[Task, PrintedSheets] | None = None
        self._sheets: Sheets | None = None
        self._began = 0.0
        self._printed = 0
        self._reason = ""

    def __enter__(self) -> PrintProcess:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        child, self._child = self._child, None
        if child is not None:
            # It may be in the midst of a piece that nobody wants any more, and Chromium takes its time to end in order.
            child.kill()

    @property
    def pid(self) -> int | None:
        """The process number of the child, if there is one."""
        return self._child.pid if self._child is not None else None

    def begin(self, sheets: Sheets) -> None:
        """Hand over what is to be printed."""
        self._sheets = sheets
        self._began = time.monotonic()
        if self._child is None:
            self._child = ChildProcess(press, name="fonds-print")
        try:
            self._child.send((sheets, self._wanted))
        except ChildDied:
            _log.info("the printing process had ended")  # whoever waits for its answer finds that out

    def end(self) -> PrintedSheets:
        """Wait until it is printed. Raises Cancelled, and EnvironmentProblem when the engine failed."""
        try:
            printed = self._answer()
        except ChildFailed as failure:
            _log.info("printing failed: %s", failure)
            raise EnvironmentProblem(
                "The pages could not be printed: {reason}.", reason=_last_line(str(failure))
            ) from failure
        except ChildDied:
            if self._printed or self._wanted is PressKind.LIGHT or self._sheets is None:
                raise EnvironmentProblem(
                    "The process that prints the pages ended unexpectedly. Nothing was written."
                ) from None
            return self._again_without_chromium(self._sheets)
        self._printed += 1
        if self._reason and not printed.reason:
            return PrintedSheets(printed.pdf, printed.press, printed.places, self._reason)
        return printed

    def _again_without_chromium(self, sheets: Sheets) -> PrintedSheets:
        _log.info("Chromium ended before it had printed anything; Qt's own layout prints")
        if self._child is not None:
            self._child.kill()
            self._child = None
        self._wanted = PressKind.LIGHT
        self._reason = "Chromium does not start here"
        self.begin(sheets)
        return self.end()

    def _answer(self) -> PrintedSheets:
        child = self._child
        if child is None:
            raise ChildDied
        while not child.wait(POLL_SECONDS):
            self._cancel.raise_if_cancelled()
            if time.monotonic() - self._began > TIME_LIMIT:
                raise EnvironmentProblem(
                    "Printing some of the pages took more than {seconds} seconds, and was given up.",
                    seconds=str(int(TIME_LIMIT)),
                )
        return child.receive()


def _last_line(trace: str) -> str:
    """What a traceback says at its end, without the name of the error."""
    line = trace.strip().splitlines()[-1] if trace.strip() else ""
    return line.partition(": ")[2] or line
