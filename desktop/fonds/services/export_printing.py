"""The printer of an export: started when a format first prints, ended with the export."""

from __future__ import annotations

from contextlib import ExitStack
from types import TracebackType

from fonds.model.errors import EnvironmentProblem
from fonds.model.printing import PrintedSheets, Printer, Sheets, StartPrinting
from fonds.model.progress import CancelToken


class LatePrinter:
    """See ``model.printing.Printer``; a context manager. ``start`` is None where nobody brought a printer."""

    def __init__(self, start: StartPrinting | None, cancel: CancelToken) -> None:
        self._start = start
        self._cancel = cancel
        self._open = ExitStack()
        self._printer: Printer | None = None

    def __enter__(self) -> LatePrinter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def begin(self, sheets: Sheets) -> None:
        """Hand over what is to be printed."""
        self._started().begin(sheets)

    def end(self) -> PrintedSheets:
        """Wait until it is printed."""
        return self._started().end()

    def _started(self) -> Printer:
        if self._printer is None:
            if self._start is None:
                raise EnvironmentProblem("Nothing that prints pages is at hand here.")
            self._cancel.raise_if_cancelled()
            self._printer = self._open.enter_context(self._start(self._cancel))
        return self._printer
