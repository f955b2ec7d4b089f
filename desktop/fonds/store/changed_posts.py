"""Notes which posts a transaction changes, for what is kept of them elsewhere: the columns, and what lists found.

Rule: like the counts, by temporary triggers of the writing connection, so that whatever writes is noticed. Each
transaction that changes posts raises a number in ``meta``: what was made at a number is right as long as it stands.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from fonds.store.session import View, Writer

COLUMN_RULES = 2
"""To be raised when the columns hold other things: archives of before then make them anew when they are opened."""
MOST_NOTED = 8192
"""Posts that wait to be put into the columns' blocks; whoever reads the columns must go to the tables for them."""
_RULES = "SELECT value FROM meta WHERE name = 'column_rules'"
_CHANGES = "SELECT value FROM meta WHERE name = 'changes'"
_RENEWED = "SELECT value FROM meta WHERE name = 'columns_renewed'"
_ALL = -1
_TRIGGERS = {
    "INSERT ON main.posts": "NEW.id",
    "DELETE ON main.posts": "OLD.id",
    "UPDATE ON main.posts": "NEW.id",
    "UPDATE OF id ON main.posts": "OLD.id",
    "INSERT ON main.post_terms": "NEW.post_id",
    "DELETE ON main.post_terms": "OLD.post_id",
    "UPDATE ON main.post_terms": "OLD.post_id), note_post(NEW.post_id",
    # Nothing of ours does this; whoever does must wait until all columns are made anew.
    "UPDATE OF kind, parent_id, name ON main.terms": "-1",
}


class ChangedPosts:
    """What a transaction has changed so far."""

    def __init__(self) -> None:
        self._posts: set[int] = set()

    def install(self, connection: sqlite3.Connection) -> None:
        """Let a new writing connection tell what it changes."""
        connection.create_function("note_post", 1, self._posts.add)
        for place, (event, post) in enumerate(_TRIGGERS.items()):
            connection.execute(
                f"CREATE TEMP TRIGGER note_{place} AFTER {event} BEGIN SELECT note_post({post}); END"
            )

    @contextmanager
    def kept(self, writer: Writer) -> Iterator[None]:
        """Note what the block changes; when it raises, the rollback takes all back, and nothing is noted."""
        self._posts.clear()
        writer.noted = self._posts
        yield
        if _ALL in self._posts:
            renew_columns(writer)
        elif self._posts:
            _note(writer, self._posts)
        self._posts.clear()


def count_changes(view: View) -> int:
    """The number of the last transaction that changed posts."""
    return int(view.value(_CHANGES) or 0)


def last_renewal(view: View) -> int:
    """The number of the last transaction that made all columns anew; 0 when none did."""
    return int(view.value(_RENEWED) or 0)


def columns_outdated(view: View) -> bool:
    """Whether the columns were made by other rules than today's."""
    rules: str | None = view.value(_RULES)
    return rules != str(COLUMN_RULES)


def renew_columns(writer: Writer) -> None:
    """Make all columns anew: seconds for a million posts."""
    writer.execute("DELETE FROM column_blocks")
    version = _note(writer, {row[0] for row in writer.rows("SELECT id FROM posts")}, anew=True)
    writer.execute_many(
        "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)",
        [("column_rules", str(COLUMN_RULES)), ("columns_renewed", str(version))],
    )


def forget_answers(writer: Writer) -> int:
    """Let nothing be remembered of what lists have found, as if a post changed; returns the number of this change."""
    version = count_changes(writer) + 1
    writer.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('changes', ?)", (str(version),))
    return version


def _note(writer: Writer, posts: set[int], *, anew: bool = False) -> int:
    version = forget_answers(writer)
    writer.execute_many(
        "INSERT OR REPLACE INTO changed_posts (post_id, changed) VALUES (?, ?)",
        ((post, version) for post in sorted(posts)),
    )
    if anew or writer.value("SELECT count(*) FROM changed_posts") > MOST_NOTED:
        # Only here: most writes need none of it.
        from fonds.store.column_blocks import fold_changed

        fold_changed(writer, version)
    return version
