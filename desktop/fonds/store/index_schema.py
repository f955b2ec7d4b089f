"""The tables of the text index. All of it is derived from titles and plain texts, and can be made anew."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from fonds.store.schema import Base


class SegmentRow(Base):
    """The posts of one segment (``segments.building.Stream``), and the last word of each of its parts of words. ``made``
    is a number that no other segment has, not even a later one of the same id."""

    __tablename__ = "segments"
    id: Mapped[int] = mapped_column(primary_key=True)
    made: Mapped[int]
    posts: Mapped[int]
    tokens: Mapped[int]
    first_post: Mapped[int]
    last_post: Mapped[int]
    ids: Mapped[bytes]
    starts: Mapped[bytes]
    bodies: Mapped[bytes]
    last_words: Mapped[str]


class SegmentVoidRow(Base):
    """A bit for each post of a segment that is not to be found there any more, and how many these are."""

    __tablename__ = "segment_voids"
    segment: Mapped[int] = mapped_column(primary_key=True)
    lost: Mapped[int]
    bits: Mapped[bytes]


class SegmentPairRow(Base):
    """A part of a segment's pairs of characters; the key ends with that of its last pair."""

    __tablename__ = "segment_pairs"
    key: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[bytes]


class SegmentWordRow(Base):
    """A part of a segment's words; the key ends with its number."""

    __tablename__ = "segment_words"
    key: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[bytes]


class SegmentDenseRow(Base):
    """A bit for each post of a segment that holds a frequent character; the key ends with the character."""

    __tablename__ = "segment_dense"
    key: Mapped[int] = mapped_column(primary_key=True)
    bits: Mapped[bytes]


class PendingPostRow(Base):
    """A post whose title or text is not what a segment says, or that is in none, or gone. ``marked`` is another number each
    time."""

    __tablename__ = "pending_posts"
    post_id: Mapped[int] = mapped_column(primary_key=True)
    marked: Mapped[int]
