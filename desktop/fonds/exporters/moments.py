"""Moments as the formats of the world write them: RFC 3339."""

from __future__ import annotations

from datetime import UTC, datetime

from fonds.model.post import PostDate


def moment_text(seconds: int) -> str:
    """A moment in seconds since 1970, in UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")


def published_text(date: PostDate) -> str:
    """A post's own time; empty when it is not known."""
    moment = date.moment
    return "" if moment is None else moment.isoformat().replace("+00:00", "Z")
