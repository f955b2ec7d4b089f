"""Where things are: the user's directories and the program's own resources. Nobody else builds such a path.

``FONDS_HOME`` in the environment puts all user directories below one folder (tests, portable copies).
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from appdirs import AppDirs

_DIRS = AppDirs("Fonds", appauthor=False, roaming=False)


def config_dir() -> Path:
    """The folder of the settings; made when missing."""
    return _user_dir("config", _DIRS.user_config_dir)


def data_dir() -> Path:
    """The folder for archives that the program makes itself (the sample); made when missing."""
    return _user_dir("data", _DIRS.user_data_dir)


def sample_archive() -> Path:
    """Where the sample archive is, or will be."""
    return data_dir() / "sample.fonds"


def log_dir() -> Path:
    """The folder of the logs; made when missing."""
    return _user_dir("log", _DIRS.user_log_dir)


def cache_dir() -> Path:
    """A folder whose contents may be deleted at any time; made when missing."""
    return _user_dir("cache", _DIRS.user_cache_dir)


def documents_dir() -> Path:
    """Where a new archive is suggested to be kept."""
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()


def resource(*parts: str) -> Path:
    """A file of the program, for example ``resource("css", "preview.css")``. It is not checked to exist."""
    return _resource_root().joinpath(*parts)


@cache
def _resource_root() -> Path:
    """In an installed package the resources lie inside it; in a checkout they lie beside ``desktop``."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent.parent / "resources"


def _user_dir(name: str, default: str) -> Path:
    home = os.environ.get("FONDS_HOME", "")
    path = Path(home) / name if home else Path(default)
    path.mkdir(parents=True, exist_ok=True)
    # On Windows appdirs writes a user's name that is not Latin as "___~~G2T", which nobody should have to read.
    return path.resolve() if os.name == "nt" and "~" in str(path) else path
