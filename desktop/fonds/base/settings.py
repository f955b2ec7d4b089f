"""The user's settings: one JSON file, written atomically. Keys that this version does not know are kept."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from fonds.base.atomic import write_atomically

_log = logging.getLogger(__name__)

FORMAT = 1
RECENT_LIMIT = 12


class Settings:
    """Typed access to one settings file. A file that cannot be read is set aside as ``*.broken``, never overwritten."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._values: dict[str, Any] = _load(path)

    def text(self, key: str, default: str = "") -> str:
        """The text under ``key``, or the default when it is missing or of another type."""
        value = self._values.get(key)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: float = 0) -> float:
        """The number under ``key``, or the default."""
        value = self._values.get(key)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else default

    def flag(self, key: str, default: bool = False) -> bool:
        """The truth under ``key``, or the default."""
        value = self._values.get(key)
        return value if isinstance(value, bool) else default

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under ``key``; other items are left out."""
        value = self._values.get(key)
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()

    def put(self, key: str, value: str | float | bool | list[str]) -> None:
        """Set a value and save, unless it is the same."""
        if self._values.get(key) != value:
            self._values[key] = value
            self._save()

    @property
    def recent_archives(self) -> tuple[Path, ...]:
        """Archives opened before, newest first; those that are gone are still named."""
        return tuple(Path(text) for text in self.texts("recent_archives"))

    def remember_archive(self, path: Path) -> None:
        """Put an archive first among the recent ones."""
        others = [text for text in self.texts("recent_archives") if text != str(path)]
        self.put("recent_archives", [str(path), *others][:RECENT_LIMIT])

    def forget_archive(self, path: Path) -> None:
        """Take an archive out of the recent ones."""
        self.put("recent_archives", [text for text in self.texts("recent_archives") if text != str(path)])

    def _save(self) -> None:
        values = {"format": FORMAT, **self._values}
        text = json.dumps(values, ensure_ascii=False, indent=2, sort_keys=True)
        try:
            data = text.encode()
        except UnicodeEncodeError:  # a path whose bytes are no text
            data = json.dumps(values, indent=2, sort_keys=True).encode()
        try:
            write_atomically(self.path, data, durable=False)
        except OSError as error:
            _log.info("settings were not saved to %s: %s", self.path, error)


def _load(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_bytes())
        if isinstance(values, dict):
            return {key: value for key, value in values.items() if key != "format"}
        raise ValueError("not an object")
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        _log.info("settings at %s could not be read: %s", path, error)
        try:
            path.replace(path.with_name(path.name + ".broken"))
        except OSError as second:
            _log.info("and could not be set aside: %s", second)
        return {}
