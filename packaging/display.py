"""Whether a window can be shown here, and what it needs in its environment."""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from environment import SetupError

# What `fonds` does without a window (a test compares this with fonds.base.verbs).
HEADLESS_WORDS = (
    *("new", "import", "accessions", "search", "show", "export", "check", "info", "edit", "duplicates"),
    *("front-matter", "log", "collections", "--version", "--help", "-h"),
)
SANDBOX_OFF = "--no-sandbox"
SANDBOX_VARIABLE = "QTWEBENGINE_CHROMIUM_FLAGS"


def is_headless(arguments: Sequence[str]) -> bool:
    """Whether these arguments of `fonds` open no window."""
    return bool(arguments) and arguments[0] in HEADLESS_WORDS


def require_display() -> None:
    """Say so before Qt aborts.

    Raises:
        SetupError: no display, or one that does not answer.
    """
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return
    display = os.environ.get("DISPLAY", "")
    if os.environ.get("WAYLAND_DISPLAY") or (display and _answers(display)):
        return
    said = f"The display {display} does not answer" if display else "There is no display here"
    raise SetupError(
        f"{said}, so Fonds cannot open its window (everything else is ready).\n"
        "Run the command inside a desktop session, through `ssh -X`, or on an invisible screen:\n\n"
        "    xvfb-run -a python3 packaging/dev.py run\n\n"
        "The command line needs none: python3 packaging/dev.py run --help"
    )


def window_environment(variables: Mapping[str, str]) -> dict[str, str]:
    """The variables for the window. Root must do without Chromium's sandbox, which is said."""
    changed = dict(variables)
    if sys.platform == "linux" and os.geteuid() == 0:
        flags = changed.get(SANDBOX_VARIABLE, "").split()
        if SANDBOX_OFF not in flags:
            print(
                "You are root: the preview's web engine runs without its sandbox (an ordinary user keeps it)."
            )
            changed[SANDBOX_VARIABLE] = " ".join([*flags, SANDBOX_OFF])
    return changed


def _answers(display: str) -> bool:
    """Whether somebody listens where an X client would connect."""
    match = re.fullmatch(r"(?:(unix|[^:/]*)(?:/[^:]*)?):(\d+)(?:\.\d+)?", display)
    if match is None:
        return True  # a form that we do not know, for example a launchd socket; Qt shall judge
    host, number = match.group(1) or "", int(match.group(2))
    if host not in ("", "unix"):
        return _connects(socket.AF_INET, (host, 6000 + number))
    path = f"/tmp/.X11-unix/X{number}"
    if Path(path).exists() and _connects(socket.AF_UNIX, path):
        return True
    return _connects(socket.AF_UNIX, "\0" + path) or _connects(socket.AF_INET, ("127.0.0.1", 6000 + number))


def _connects(family: int, address: str | tuple[str, int]) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as client:
        client.settimeout(3)
        try:
            client.connect(address)
        except OSError:
            return False
    return True
