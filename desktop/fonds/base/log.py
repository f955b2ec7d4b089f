"""The program's log: a rotating file in the log folder, and a file for the interpreter's last words."""

from __future__ import annotations

import faulthandler
import logging
import logging.handlers
from pathlib import Path
from typing import IO


def start_log(folder: Path, *, level: int = logging.INFO) -> Path:
    """Write log records to ``folder``/fonds.log, 1 MB each, three kept; returns the file's path."""
    path = folder / "fonds.log"
    handler = logging.handlers.RotatingFileHandler(
        path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    return path


def start_crash_log(folder: Path) -> IO[str] | None:
    """Let a crash of the interpreter write its traceback; the returned file must be kept open."""
    try:
        file = (folder / "crash.log").open("a", encoding="utf-8")
    except OSError:
        return None
    faulthandler.enable(file)
    return file
