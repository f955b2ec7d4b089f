"""The tables of who did what: people by number, the steps that can be undone with what rows were before, and the log that
is only ever added to, with what guards it."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from fonds.store.schema import Base


class PersonRow(Base):
    """Who made revisions, by name: a number of a byte or two stands beside each revision. 0 is nobody known."""

    __tablename__ = "people"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class ActivityRow(Base):
    """One entry of the log. ``at`` is in seconds UTC, ``verb`` a code of ``model.steps``, ``detail`` a JSON object;
    ``previous`` is the hash of the entry before, ``hash`` that of this one (``store.activity``)."""

    __tablename__ = "activity"
    __table_args__ = (CheckConstraint("instr(who || verb || detail || previous, char(10)) = 0"),)
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[int]
    who: Mapped[str]
    verb: Mapped[str]
    detail: Mapped[str]
    previous: Mapped[str]
    hash: Mapped[str]


class UndoStepRow(Base):
    """One operation that can be undone (``undone`` 0) or redone (1), as a ``model.steps.Step``: its code, and as JSON
    what fills its sentence."""

    __tablename__ = "undo_steps"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    details: Mapped[str]
    who: Mapped[str]
    made_at: Mapped[int]
    undone: Mapped[int] = mapped_column(server_default="0")


class UndoImageRow(Base):
    """What one row was before an ``operation``: ``image`` is JSON of its columns (of those that changed, for an update;
    None when the row was not there), ``row_key`` that of its key."""

    __tablename__ = "undo_images"
    __table_args__ = (
        Index("undo_images_by_step", "step_id"),
        Index("undo_images_by_post", "post_id", sqlite_where=text("post_id IS NOT NULL")),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("undo_steps.id"))
    table_name: Mapped[str]
    operation: Mapped[str]
    row_key: Mapped[str]
    image: Mapped[str | None]
    post_id: Mapped[int | None]


GUARDS = (
    "CREATE TRIGGER activity_is_not_changed BEFORE UPDATE ON activity "
    "BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END",
    "CREATE TRIGGER activity_is_not_deleted BEFORE DELETE ON activity "
    "BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END",
    # Also what would take the place of an entry (INSERT OR REPLACE), of which no other trigger hears.
    "CREATE TRIGGER activity_goes_on BEFORE INSERT ON activity "
    "WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM activity) "
    "OR NEW.previous <> coalesce((SELECT hash FROM activity ORDER BY number DESC LIMIT 1), printf('%064d', 0)) "
    "BEGIN SELECT RAISE(ABORT, 'an entry of the log follows the one before'); END",
)
"""Triggers of the file, which hold for every program that writes it."""
