"""What completion can offer in the search box."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KnownValue:
    """A value that an archive has for a field, or a key of its front matter. ``count`` is how many posts have it, -1
    where that is not known; ``detail`` is a fact that tells it from others."""

    text: str
    count: int = -1
    detail: str = ""
