"""The format of the file, and the numbered steps that bring an older one up to date.

Our own few lines rather than Alembic: an archive is a document that is opened by whatever Fonds is at hand, so its
version is the ``user_version`` that SQLite keeps in the file's header, there is one straight line of versions, no way
back (the backup is the way back), and no configuration to ship. A step is plain SQL that must never change again.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from fonds.model.errors import EnvironmentProblem
from fonds.store.backup import copy_archive
from fonds.store.changed_posts import COLUMN_RULES
from fonds.store.counts import COUNT_RULES
from fonds.store.file_format import SCHEMA_VERSION
from fonds.text.segmentation import SEGMENTATION_VERSION
from fonds.text.title_order import TITLE_RULES

MigrationStep = Callable[[sqlite3.Connection], None]
STEPS: dict[int, MigrationStep] = {}
"""From which version each step leads to the next one."""


def create_schema(connection: sqlite3.Connection, now: int) -> None:
    """Make the tables of the newest version. The caller holds the transaction."""
    # Only here: opening an archive that exists must not wait for these to load.
    from sqlalchemy.dialects import sqlite
    from sqlalchemy.schema import CreateIndex, CreateTable

    from fonds.store import (  # noqa: F401 - their tables are known once they are loaded
        activity_schema,
        duplicate_schema,
        export_schema,
        finding_schema,
        index_schema,
    )
    from fonds.store.schema import Base

    dialect = sqlite.dialect()
    for table in Base.metadata.sorted_tables:
        connection.execute(str(CreateTable(table).compile(dialect=dialect)))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            connection.execute(str(CreateIndex(index).compile(dialect=dialect)))
    for guard in activity_schema.GUARDS:
        connection.execute(guard)
    facts = {
        "created_at": str(now),
        "next_post": "1",
        "next_revision": "1",
        "index_rules": str(SEGMENTATION_VERSION),
        "title_rules": str(TITLE_RULES),
        "count_rules": str(COUNT_RULES),
        "column_rules": str(COLUMN_RULES),
        "changes": "0",
    }
    connection.executemany("INSERT INTO meta (name, value) VALUES (?, ?)", facts.items())


def migrate(
    connection: sqlite3.Connection,
    path: Path,
    steps: Mapping[int, MigrationStep] = STEPS,
    target: int = SCHEMA_VERSION,
) -> Path | None:
    """Bring the archive up to ``target``; returns the backup that was made before, None when nothing was to do.

    All steps run in one transaction: after a failure the archive is as it was, and the backup lies beside it.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version >= target:
        return None
    if not all(number in steps for number in range(version, target)):
        raise EnvironmentProblem(
            "The archive {path} is damaged ({reason}). Restore it from a backup.",
            path=str(path),
            reason=f"there was never a format {version}",
        )
    backup = path.with_name(
        f"{path.stem}.before-format-{target}.{time.strftime('%Y%m%d-%H%M%S')}{path.suffix}"
    )
    copy_archive(connection, path, backup)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another program may have done some of it while the backup was made.
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        for number in range(version, target):
            steps[number](connection)
        connection.execute(f"PRAGMA user_version = {max(version, target)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
    return backup
