"""The child process: chooses its engine with the first sheets, and keeps it. Qt is loaded here and no sooner.

It shows nothing and needs no display: on Linux it runs without one.
"""

from __future__ import annotations

import os
import sys
from typing import Protocol

from fonds.model.printing import PressKind, PrintedSheets, Sheets

Task = tuple[Sheets, PressKind]
"""What is to be printed, and by which engine if it can."""


class Press(Protocol):
    """An engine."""

    def print(self, sheets: Sheets) -> PrintedSheets:
        """Print; raises RuntimeError when the engine failed."""
        ...


_press: Press | None = None


def press(task: Task) -> PrintedSheets:
    """Print one piece; runs in the child."""
    global _press
    sheets, wanted = task
    if _press is None:
        _prepare_process()
        _press = _make_press(wanted)
    return _press.print(sheets)


def _prepare_process() -> None:
    if sys.platform == "linux":
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # What Chromium and the drivers of displays say of a machine without them would stand amidst the command's output.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _make_press(wanted: PressKind) -> Press:
    from fonds.gui.preview.choice import chromium_fault

    reason = chromium_fault() if wanted is PressKind.WEB else "it is not wanted"
    if not reason:
        try:
            from fonds.gui.printing.web_press import WebPress

            return WebPress()
        except (ImportError, RuntimeError, OSError) as error:
            reason = str(error)
    from fonds.gui.printing.light_press import LightPress

    return LightPress(reason)
