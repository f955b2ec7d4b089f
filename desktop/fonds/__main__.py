"""Starts the program; nothing else. A verb goes to the command line, anything else to the window."""

from __future__ import annotations

import sys


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

        return cli.run(arguments)
    from fonds import app

    return app.run(arguments)


if __name__ == "__main__":
    sys.exit(main())
