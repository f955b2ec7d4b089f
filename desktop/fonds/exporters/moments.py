"""Moments as the formats of the world write them: RFC 3339."""

from __future__ import annotations

from datetime import UTC, datetime

from fonds.model.post import PostDate

_FARTHEST = 14 * 60
"""Minutes from UTC."""


def moment_text(seconds: int) -> str:
    """A moment in seconds since 1970, in UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")


def published_text(date: PostDate) -> str:
    """A post's own time; empty when it is not known, or lies in no year that calendars have. An offset that no place on
    earth has (XML Schema, part 2, 3.2.7.3) is left away: the moment is the same in UTC."""
    try:
        moment = date.moment
        if moment is not None and abs(date.offset) > _FARTHEST:
            moment = moment.astimezone(UTC)
    except OverflowError:
        return ""
    return "" if moment is None else moment.isoformat().replace("+00:00", "Z")
