"""Who sits at this machine, as far as the system tells."""

from __future__ import annotations

import getpass
import importlib


def own_name() -> str:
    """The person's full name where the system has one, else what they log in as, else nothing."""
    try:
        login = getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
    try:
        accounts = importlib.import_module("pwd")  # only where accounts are POSIX's
        full = str(accounts.getpwnam(login).pw_gecos).split(",")[0].strip()
    except (ImportError, KeyError):
        full = ""
    return full.replace("&", login.capitalize()) or login
