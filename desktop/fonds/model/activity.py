"""The log of what was done to an archive, as its readers see it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from fonds.model.steps import LogKind, Step


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One entry, as it lies in the file; ``at`` is in seconds UTC, ``detail`` JSON."""

    number: int
    at: int
    who: str
    verb: str
    detail: str
    previous: str
    hash: str

    def facts(self) -> dict[str, Any]:
        """The details as values; nothing of what is not JSON."""
        try:
            found = json.loads(self.detail)
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def step(self) -> Step:
        """What was done, with what fills its sentence."""
        values = ((name, value) for name, value in self.facts().items() if isinstance(value, str | int))
        return Step(
            "" if self.verb == "other" else self.verb, tuple((name, str(value)) for name, value in values)
        )


@dataclass(frozen=True, slots=True)
class LogHead:
    """Where the log stands: its last entry (0: none) and that one's hash, to be written down elsewhere."""

    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which entries are wanted: with ``text`` in them (or with one of the verbs whose sentence has it), of one kind, not
    before ``since``, before ``until`` (seconds UTC)."""

    text: str = ""
    verbs_of_text: tuple[str, ...] = ()
    kind: LogKind | None = None
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class ChainState:
    """How far the chain was followed: ``whole`` entries; the number of the first that is broken (0: none), and how."""

    whole: int
    broken: int = 0
    fault: str = ""
