"""What is known of each post for finding duplicates: derived, and believed only for the revision that it was made of.

Rule: whoever changes posts need not think of it; what has another head revision than its fingerprint is read anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fonds.store.packing import BESIDE_SOURCE, SAME_TEXT, unpack, unpack_text
from fonds.store.session import View, Writer, in_chunks, marks


class Fingerprint(NamedTuple):
    """``signature`` is empty for a short text; ``text`` too for a post that says nothing; both for damaged bytes."""

    post_id: int
    revision_id: int
    text: bytes
    signature: bytes


class PackedText(NamedTuple):
    """The title and the packed plain text of a post, to be unpacked where the work is done."""

    post_id: int
    revision_id: int
    title: str
    text_codec: str
    text: bytes
    source_codec: str
    source: bytes

    def unpacked(self) -> str:
        """The plain text. Raises DamagedBytes."""
        source = unpack(self.source_codec, self.source) if self.text_codec == BESIDE_SOURCE else b""
        return unpack_text(self.text_codec, self.text, source)


_TEXTS = (
    "SELECT p.id, p.head_revision, p.title, k.codec, k.data, r.codec, "
    f"CASE WHEN k.codec = '{BESIDE_SOURCE}' THEN r.data ELSE x'' END "
    "FROM posts p JOIN revision_texts t ON t.revision_id = p.head_revision "
    f"JOIN revision_texts k ON k.revision_id = CASE WHEN t.codec = '{SAME_TEXT}' "
    "THEN CAST(CAST(t.data AS TEXT) AS INTEGER) ELSE t.revision_id END "
    "JOIN revisions r ON r.id = k.revision_id WHERE p.id IN ({marks})"
)


def stale_posts(view: View, post_ids: Sequence[int], rules: int) -> list[int]:
    """Those of the posts whose fingerprint is missing, or of another revision or by other rules."""
    return [
        row[0]
        for chunk in in_chunks(post_ids)
        for row in view.rows(
            "SELECT p.id FROM posts p LEFT JOIN fingerprints f ON f.post_id = p.id AND f.revision_id = p.head_revision "
            f"AND f.rules = ? WHERE p.id IN ({marks(len(chunk))}) AND f.post_id IS NULL",
            (rules, *chunk),
        )
    ]


def packed_texts(view: View, post_ids: Sequence[int]) -> list[PackedText]:
    """The texts of posts, in no order."""
    return [
        PackedText(*row)
        for chunk in in_chunks(post_ids)
        for row in view.rows(_TEXTS.replace("{marks}", marks(len(chunk))), chunk)
    ]


def store_fingerprints(writer: Writer, found: Sequence[Fingerprint], rules: int) -> None:
    """Keep fingerprints; those of posts that are gone by now go as well."""
    writer.execute_many(
        "INSERT OR REPLACE INTO fingerprints (post_id, revision_id, rules, text, signature) "
        "SELECT ?1, ?2, ?5, ?3, ?4 WHERE EXISTS (SELECT 1 FROM posts WHERE id = ?1)",
        [(*row, rules) for row in found],
    )


def load_fingerprints(view: View, post_ids: Sequence[int], rules: int) -> Iterator[Fingerprint]:
    """The fingerprints that are right now."""
    for chunk in in_chunks(post_ids):
        for row in view.cursor(
            "SELECT f.post_id, f.revision_id, f.text, f.signature FROM posts p JOIN fingerprints f ON f.post_id = p.id "
            f"AND f.revision_id = p.head_revision AND f.rules = ? WHERE p.id IN ({marks(len(chunk))})",
            (rules, *chunk),
        ):
            yield Fingerprint(*row)


def head_digests(view: View, post_ids: Sequence[int]) -> dict[int, bytes]:
    """The SHA-256 of the present bytes of each post."""
    found: dict[int, bytes] = {}
    for chunk in in_chunks(post_ids):
        found.update(
            view.rows(
                "SELECT p.id, r.digest FROM posts p JOIN revisions r ON r.id = p.head_revision "
                f"WHERE p.id IN ({marks(len(chunk))})",
                chunk,
            )
        )
    return found
