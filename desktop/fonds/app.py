"""The composition root: settings, log, theme, services and window are made here, and nowhere else are they wired."""

from __future__ import annotations

import gc
import logging
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from fonds.base import paths
from fonds.base.freed_memory import give_back_large
from fonds.base.log import start_crash_log, start_log
from fonds.base.settings import Settings

SWITCH_SECONDS = 0.0002
"""Painting gives the lock away some hundred times a frame, and waits as long for it whenever a page is being loaded."""

_log = logging.getLogger(__name__)


def run(arguments: Sequence[str]) -> int:
    """Open the window on the archive named in ``arguments`` (else the last one, else the sample) and run until it is
    closed. Returns the exit status."""
    gc.disable()  # nearly all that loading makes stays
    from fonds.gui.application import Application

    start_log(paths.log_dir())
    crash_log = start_crash_log(paths.log_dir())
    try:
        wanted = [Path(argument) for argument in arguments if not argument.startswith("-")]
        settings = Settings(paths.config_dir() / "settings.json")
        application = Application([sys.argv[0], *arguments], settings)
        sys.excepthook = _log_uncaught
        threading.excepthook = _log_thread
        if not application.start(wanted[0] if wanted else None):
            return 0
        settle_down()
        return application.run()
    finally:
        if crash_log is not None:
            crash_log.close()


def settle_down() -> None:
    """Once the window is made: see to it that nothing in this process holds it up for long."""
    # Full collections need never walk the modules and the window again; they hold up every thread.
    gc.freeze()
    gc.enable()
    # A thread that computes gives way to the window long before the usual 5 ms.
    sys.setswitchinterval(SWITCH_SECONDS)
    give_back_large()


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A bug in a slot must be in the log, and must not end the program."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    _log.error("unexpected failure", exc_info=(kind, error, trace))


def _log_thread(failure: threading.ExceptHookArgs) -> None:
    if failure.exc_value is not None:
        _log_uncaught(failure.exc_type, failure.exc_value, failure.exc_traceback)
