"""The table of what a person said to ignore of a check of front matter."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from fonds.store.schema import Base


class IgnoredFindingRow(Base):
    """A finding that is not to be told any more, unless it comes to concern more posts than ``posts``."""

    __tablename__ = "ignored_findings"
    __table_args__ = ({"sqlite_with_rowid": False},)
    kind: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    posts: Mapped[int]
    said_at: Mapped[int]
