"""The tables of who did what: people by number, and the log that is only ever added to, with what guards it."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
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
