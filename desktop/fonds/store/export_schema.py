"""The tables of exports that are kept by name, and of what each of them gave out."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from fonds.store.schema import Base


class ExportPresetRow(Base):
    """A kept export. ``choice`` and ``options`` are JSON (``model.export_preset``). No table of what can be undone: what an
    export gave out lies outside the archive, where no undo reaches."""

    __tablename__ = "export_presets"
    __table_args__ = ({"sqlite_autoincrement": True},)
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    format: Mapped[str]
    dest: Mapped[str]
    choice: Mapped[str]
    options: Mapped[str]
    exported_at: Mapped[int | None]


class ExportedPostRow(Base):
    """A post as a kept export gave it out last: ``state`` is a digest of all that its files are made of, ``path`` where
    its source had it. No foreign key to posts: that one is gone is what is to be told."""

    __tablename__ = "exported_posts"
    __table_args__ = ({"sqlite_with_rowid": False},)
    preset_id: Mapped[int] = mapped_column(ForeignKey("export_presets.id"), primary_key=True)
    post_id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str]
    state: Mapped[bytes]
