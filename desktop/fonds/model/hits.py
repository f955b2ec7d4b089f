"""What of a search is to be marked, and a piece of a text in which it is marked."""

from __future__ import annotations

import re
from dataclasses import dataclass

Span = tuple[int, int]
"""Where a hit begins and where it has ended, in characters."""


@dataclass(frozen=True, slots=True)
class HitFinder:
    """What to look for in titles and in bodies; None where there is nothing."""

    title: re.Pattern[str] | None = None
    body: re.Pattern[str] | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return self.title is None and self.body is None


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text in one line, and the hits in it."""

    text: str
    marks: tuple[Span, ...] = ()
