"""The tables of duplicates: what they are found by, and what a person decided of them."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from fonds.store.schema import Base


class FingerprintRow(Base):
    """What duplicates of a post are found by, as ``text.similarity`` makes it: derived from one revision, and believed
    while that is the post's head and ``rules`` are today's. Empty where there is nothing to compare."""

    __tablename__ = "fingerprints"
    post_id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int]
    rules: Mapped[int]
    text: Mapped[bytes]
    signature: Mapped[bytes]


class DistinctPostRow(Base):
    """Two posts of which a person said that they are no duplicates; each pair stands here from both sides. No foreign
    keys: an undo of one step must not wait for another."""

    __tablename__ = "distinct_posts"
    __table_args__ = (Index("distinct_posts_by_other", "other_id"), {"sqlite_with_rowid": False})
    post_id: Mapped[int] = mapped_column(primary_key=True)
    other_id: Mapped[int] = mapped_column(primary_key=True)
    said_at: Mapped[int]


class MergedPostRow(Base):
    """A post that was merged into another one, which stays."""

    __tablename__ = "merged_posts"
    __table_args__ = (Index("merged_posts_by_other", "into_id"),)
    post_id: Mapped[int] = mapped_column(primary_key=True)
    into_id: Mapped[int]
    merged_at: Mapped[int]
