"""Marks the posts that the segments of the text index do not know as they are now.

Rule: by temporary triggers of the writing connection, in the transaction that changes a post, so that whatever writes is
noticed: new posts and those that go, another title, another plain text. A new state of the front matter alone is none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from fonds.store.packing import SAME_TEXT
from fonds.store.session import View, Writer
from fonds.text.segmentation import SEGMENTATION_VERSION

MOST_WAITING = 2_000
"""So many posts may wait without being slow to search."""
RANDOM_MARK = "abs(random() % 1099511627776)"
_MARK = (
    "INSERT INTO pending_posts (post_id, marked) VALUES ({post}, " + RANDOM_MARK + ") "
    "ON CONFLICT (post_id) DO UPDATE SET marked = excluded.marked;"
)
_TEXT_OF = (
    f"(SELECT CASE WHEN codec = '{SAME_TEXT}' THEN CAST(CAST(data AS TEXT) AS INTEGER) ELSE revision_id END "
    "FROM main.revision_texts WHERE revision_id = {row}.head_revision)"
)
_TEXT_DIFFERS = f"{_TEXT_OF.format(row='OLD')} IS NOT {_TEXT_OF.format(row='NEW')}"
_TRIGGERS = {
    "INSERT ON main.posts": _MARK.format(post="NEW.id"),
    "DELETE ON main.posts": _MARK.format(post="OLD.id"),
    "UPDATE OF id ON main.posts": _MARK.format(post="OLD.id") + _MARK.format(post="NEW.id"),
    f"UPDATE OF title, head_revision ON main.posts WHEN OLD.title IS NOT NEW.title OR {_TEXT_DIFFERS}": (
        _MARK.format(post="NEW.id")
    ),
}
_RULES = "SELECT value FROM meta WHERE name = 'index_rules'"


def install_marks(connection: sqlite3.Connection) -> None:
    """Let a new writing connection mark what it changes."""
    for place, (event, body) in enumerate(_TRIGGERS.items()):
        connection.execute(f"CREATE TEMP TRIGGER mark_{place} AFTER {event} BEGIN {body} END")


def mark_all(writer: Writer) -> None:
    """Mark every post."""
    writer.execute(
        f"INSERT OR IGNORE INTO pending_posts (post_id, marked) SELECT id, {RANDOM_MARK} FROM posts"
    )


def mark_posts(writer: Writer, post_ids: Sequence[int]) -> None:
    """Mark some posts, unless they are."""
    writer.execute_many(
        f"INSERT OR IGNORE INTO pending_posts (post_id, marked) VALUES (?, {RANDOM_MARK})",
        ((post,) for post in post_ids),
    )


def count_waiting(view: View) -> int:
    """How many posts are marked."""
    return int(view.value("SELECT count(*) FROM pending_posts"))


def index_outdated(view: View) -> bool:
    """Whether the index was made by other rules of splitting than today's."""
    rules: str | None = view.value(_RULES)
    return rules != str(SEGMENTATION_VERSION)


def note_rules(writer: Writer) -> None:
    """The index was made by today's rules."""
    writer.execute("UPDATE meta SET value = ? WHERE name = 'index_rules'", (str(SEGMENTATION_VERSION),))
