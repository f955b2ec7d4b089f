"""The full-text index: what goes in, and how it is made anew.

Rule: the index holds exactly the title of a post and the plain text of its head revision, split. It keeps no text, so
it can only forget a post when it is given the very same text again: that is why each revision keeps its plain text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fonds.model.errors import Cancelled
from fonds.model.progress import CancelToken, Progress, ProgressSink, ignore_progress
from fonds.store.packing import SAME_TEXT, unpack, unpack_text
from fonds.store.session import View, Writer, in_chunks, marks
from fonds.text.segmentation import SEGMENTATION_VERSION, segment_for_index

IndexedStates = dict[int, tuple[str, int]]
_INSERT = "INSERT INTO post_index (rowid, title, body) VALUES (?, ?, ?)"
_TEXT_OF = (
    "CASE WHEN t.codec = '" + SAME_TEXT + "' THEN CAST(CAST(t.data AS TEXT) AS INTEGER) ELSE {revision} END"
)
"""The revision that keeps the plain text of one: itself, or the one that it refers to."""
_DELETE = "INSERT INTO post_index (post_index, rowid, title, body) VALUES ('delete', ?, ?, ?)"


def index_rows(writer: Writer, rows: Iterable[tuple[int, str, str]]) -> None:
    """Teach the index posts that it does not hold: id, split title, split body. Give them in the order of their ids."""
    writer.execute_many(_INSERT, rows)


def indexed_states(view: View, post_ids: Sequence[int]) -> IndexedStates:
    """What the index holds of posts: for each its title, and the revision that keeps its plain text."""
    found: IndexedStates = {}
    for chunk in in_chunks(post_ids):
        statement = (
            f"SELECT p.id, p.title, {_TEXT_OF.format(revision='p.head_revision')} FROM posts p "
            f"LEFT JOIN revision_texts t ON t.revision_id = p.head_revision WHERE p.id IN ({marks(len(chunk))})"
        )
        found.update((post, (title, kept)) for post, title, kept in view.cursor(statement, chunk))
    return found


def reindex(writer: Writer, before: IndexedStates, after: IndexedStates) -> None:
    """Bring the index from one state of some posts to another; only what differs is touched."""
    changed = [post for post in sorted(before.keys() | after.keys()) if before.get(post) != after.get(post)]
    for chunk in in_chunks(changed):
        old = [(post, *before[post]) for post in chunk if post in before]
        new = [(post, *after[post]) for post in chunk if post in after]
        texts = load_plain_texts(writer, [head for _, _, head in old + new])
        for statement, states in ((_DELETE, old), (_INSERT, new)):
            rows = [
                (post, segment_for_index(title), segment_for_index(texts[head]))
                for post, title, head in states
            ]
            writer.execute_many(statement, rows)


def load_plain_texts(view: View, revisions: Sequence[int]) -> dict[int, str]:
    """The plain texts of revisions, by their ids."""
    found: dict[int, str] = {}
    for chunk in in_chunks(list(dict.fromkeys(revisions))):
        for revision, text_codec, text, codec, data in view.cursor(
            "SELECT t.revision_id, k.codec, k.data, r.codec, r.data FROM revision_texts t "
            f"JOIN revision_texts k ON k.revision_id = {_TEXT_OF.format(revision='t.revision_id')} "
            f"JOIN revisions r ON r.id = k.revision_id WHERE t.revision_id IN ({marks(len(chunk))})",
            chunk,
        ):
            found[revision] = unpack_text(text_codec, text, unpack(codec, data))
    return found


def index_outdated(view: View) -> bool:
    """Whether the index was made by other rules of splitting than today's."""
    rules: str | None = view.value("SELECT value FROM meta WHERE name = 'index_rules'")
    return rules != str(SEGMENTATION_VERSION)


def rebuild_index(
    writer: Writer, progress: ProgressSink = ignore_progress, cancel: CancelToken | None = None
) -> None:
    """Forget all and learn every post again, from the texts of the head revisions."""
    writer.execute("INSERT INTO post_index (post_index) VALUES ('delete-all')")
    posts = [row[0] for row in writer.rows("SELECT id FROM posts ORDER BY id")]
    done = 0
    for chunk in in_chunks(posts):
        if cancel is not None and cancel.cancelled:
            raise Cancelled
        reindex(writer, {}, indexed_states(writer, chunk))
        done += len(chunk)
        progress(Progress(done, len(posts), "index"))
    writer.execute("UPDATE meta SET value = ? WHERE name = 'index_rules'", (str(SEGMENTATION_VERSION),))
