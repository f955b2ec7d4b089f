"""What the text index is made of: the title of each post, and the plain text of its head revision."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from fonds.store.packing import SAME_TEXT, DamagedBytes, unpack, unpack_text
from fonds.store.session import View, in_chunks, marks

IndexedStates = dict[int, tuple[str, int]]
_TEXT_OF = (
    "CASE WHEN t.codec = '" + SAME_TEXT + "' THEN CAST(CAST(t.data AS TEXT) AS INTEGER) ELSE {revision} END"
)
"""The revision that keeps the plain text of one: itself, or the one that it refers to."""


def indexed_states(view: View, post_ids: Sequence[int]) -> IndexedStates:
    """What the index is to hold of posts: for each its title, and the revision that keeps its plain text."""
    found: IndexedStates = {}
    for chunk in in_chunks(post_ids):
        statement = (
            f"SELECT p.id, p.title, {_TEXT_OF.format(revision='p.head_revision')} FROM posts p "
            f"LEFT JOIN revision_texts t ON t.revision_id = p.head_revision WHERE p.id IN ({marks(len(chunk))})"
        )
        found.update((post, (title, kept)) for post, title, kept in view.cursor(statement, chunk))
    return found


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


def read_posts(view: View, post_ids: Sequence[int]) -> list[tuple[int, str, str]]:
    """Posts by their ids, with title and plain text; those that are gone are left out. A text that is damaged, which a
    check finds out, is empty here: the others are to be found none the less."""
    states = indexed_states(view, post_ids)
    wanted = [text for _, text in states.values()]
    try:
        texts = load_plain_texts(view, wanted)
    except DamagedBytes:
        texts = {}
        for revision in wanted:
            with suppress(DamagedBytes):
                texts.update(load_plain_texts(view, [revision]))
    return [(post, states[post][0], texts.get(states[post][1], "")) for post in post_ids if post in states]
