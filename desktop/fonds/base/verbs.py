"""The words that make the program work without a window. Apart, so that the window starts without the command line."""

from __future__ import annotations

from collections.abc import Sequence

VERBS = (
    *("new", "import", "search", "show", "export", "check", "info", "accessions", "edit", "duplicates"),
    *("front-matter", "log", "collections"),
)


def takes(arguments: Sequence[str]) -> bool:
    """Whether these arguments are for the command line rather than for the window."""
    return bool(arguments) and (arguments[0] in VERBS or arguments[0] in ("--version", "--help", "-h"))
