"""Saved searches: search texts that were given a name, and so collections that fill themselves."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """One saved search; ``text`` is what stands in the search box."""

    id: int
    name: str
    text: str
