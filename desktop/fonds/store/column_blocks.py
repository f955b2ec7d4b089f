"""The columns in the file: blocks of 4,096 posts by their ids, and the posts that changed since their block was made.

Rule: a block and the posts that are noted as changed tell, together, what the tables say. Whoever writes notes; what
has gathered goes into the blocks within the same transaction.
"""

from __future__ import annotations

from itertools import groupby

import numpy as np

from fonds.store.column_facts import decode, encode, new_names, no_facts, with_rows
from fonds.store.column_rows import Vocabulary, read_facts
from fonds.store.session import View, Writer

BLOCK_BITS = 12
BLOCK = 1 << BLOCK_BITS
_MOST_FOLDERS = 256


def fold_changed(writer: Writer, version: int) -> None:
    """Put what is noted into the blocks."""
    vocabulary = Vocabulary()
    changed = [row[0] for row in writer.rows("SELECT post_id FROM changed_posts ORDER BY post_id")]
    for block, group in groupby(changed, key=lambda post: post >> BLOCK_BITS):
        names = new_names(_MOST_FOLDERS)
        facts = no_facts(0)
        posts = list(group)
        data = writer.value("SELECT data FROM column_blocks WHERE block = ?", (block,))
        if data is not None:
            try:
                facts = decode(data, names)
            except ValueError:
                posts = posts_of(writer, block)
        first = block << BLOCK_BITS
        rows = np.array(posts, np.int64) - first
        facts = with_rows(facts, rows, read_facts(writer, posts, names, vocabulary))
        writer.execute(
            "INSERT OR REPLACE INTO column_blocks (block, made, data) VALUES (?, ?, ?)",
            (block, version, encode(facts, names)),
        )
    writer.execute("DELETE FROM changed_posts")


def posts_of(view: View, block: int) -> list[int]:
    """The posts of a block, from the tables."""
    first = block << BLOCK_BITS
    rows = view.rows("SELECT id FROM posts WHERE id BETWEEN ? AND ? ORDER BY id", (first, first + BLOCK - 1))
    return [row[0] for row in rows]
