"""Starts the program; nothing else. A verb goes to the command line, anything else to the window."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from fonds.model.printing import Printer
    from fonds.model.progress import CancelToken


def main() -> int:
    """Run Fonds with the process's arguments and return its exit status."""
    if getattr(sys, "frozen", False):
        # A packaged program is its own child, too.
        import multiprocessing

        multiprocessing.freeze_support()
    arguments = sys.argv[1:]
    from fonds.base.verbs import takes

    if takes(arguments):
        from fonds import cli

        return cli.run(arguments, start_printing)
    if arguments and arguments[0].partition("=")[0] == "--smoke":
        from fonds import smoke

        return smoke.run(arguments)
    from fonds import app

    return app.run(arguments)


def start_printing(cancel: CancelToken) -> AbstractContextManager[Printer]:
    """What prints pages for the command line, which itself knows nothing of windows."""
    from fonds.gui.printing.process import PrintProcess

    return PrintProcess(cancel)


if __name__ == "__main__":
    sys.exit(main())
