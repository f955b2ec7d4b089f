"""Findings of a check of front matter that a person said to ignore."""

from __future__ import annotations

from collections.abc import Iterable

from fonds.store.packing import storable
from fonds.store.session import View, Writer

Key = tuple[str, str]
"""The kind of a finding and its subject."""


def ignored_findings(view: View) -> dict[Key, int]:
    """How many posts each ignored finding concerned when that was said."""
    rows = view.rows("SELECT kind, subject, posts FROM ignored_findings")
    return {(kind, subject): posts for kind, subject, posts in rows}


def set_ignored(writer: Writer, findings: Iterable[tuple[Key, int]], when: int) -> None:
    """Ignore findings, each with the number of posts that it concerns; ``when`` in seconds UTC."""
    # Not REPLACE, of which the triggers that write undo images down do not hear.
    writer.execute_many(
        "INSERT INTO ignored_findings (kind, subject, posts, said_at) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (kind, subject) DO UPDATE SET posts = excluded.posts, said_at = excluded.said_at",
        [(kind, storable(subject), posts, when) for (kind, subject), posts in findings],
    )


def set_minded(writer: Writer, keys: Iterable[Key]) -> None:
    """Tell findings again."""
    writer.execute_many(
        "DELETE FROM ignored_findings WHERE kind = ? AND subject = ?",
        [(kind, storable(subject)) for kind, subject in keys],
    )
