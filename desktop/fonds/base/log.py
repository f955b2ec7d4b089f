"""The program's log: a rotating file in the log folder, and a file for the interpreter's last words."""

from __future__ import annotations

import faulthandler
import logging
from pathlib import Path
from typing import IO


def start_log(folder: Path, *, level: int = logging.INFO) -> Path:
    """Write log records to ``folder``/fonds.log, 1 MB each, three kept; returns the file's path."""
    path = folder / "fonds.log"
    root = logging.getLogger()
    root.addHandler(_LateFile(path))
    root.setLevel(level)
    return path


class _LateFile(logging.Handler):
    """Opens the file when there is something to write: what turns it over is loaded for long at a start."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            from logging.handlers import RotatingFileHandler

            self._file = RotatingFileHandler(
                self._path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True
            )
            self._file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        self._file.handle(record)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


def start_crash_log(folder: Path) -> IO[str] | None:
    """Let a crash of the interpreter write its traceback; the returned file must be kept open."""
    try:
        file = (folder / "crash.log").open("a", encoding="utf-8")
    except OSError:
        return None
    faulthandler.enable(file)
    return file
