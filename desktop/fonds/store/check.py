"""Proves that an archive is whole: the file's structure, every digest, every reference, the text index.

SQLite's own check sees torn pages, not changed bytes in a text: only hashing everything again does.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from fonds.model.progress import CancelToken, Progress, ProgressSink
from fonds.store.activity import log_head, verify
from fonds.store.columns import read_columns, wrong_columns
from fonds.store.counts import wrong_counts
from fonds.store.faults import error_code
from fonds.store.index_check import check_index
from fonds.store.packing import DamagedBytes, unpack
from fonds.store.revision_bytes import BASELESS, BYTES, WITH_BASE
from fonds.store.session import View

_CHUNK = 500
_SHOWN = 100
LOG_GUARDS = 3
"""How many triggers of the file guard the log (``activity_schema.GUARDS``)."""

_REFERENCES = {
    "Post {} has no text: its newest revision is missing.": (
        "SELECT p.id FROM posts p LEFT JOIN revisions r ON r.id = p.head_revision AND r.post_id = p.id WHERE r.id IS NULL"
    ),
    "Post {} has lost its original, revision 0.": (
        "SELECT id FROM posts WHERE id NOT IN (SELECT post_id FROM revisions WHERE number = 0)"
    ),
    "Revision {} has lost its plain text, by which it is indexed.": (
        "SELECT r.id FROM revisions r LEFT JOIN revision_texts t ON t.revision_id = r.id WHERE t.revision_id IS NULL"
    ),
    "Revision {} leans on the bytes of another one that is missing.": BASELESS,
    "Revision {} belongs to no post.": (
        "SELECT id FROM revisions WHERE post_id NOT IN (SELECT id FROM posts) "
        "AND post_id NOT IN (SELECT post_id FROM undo_images WHERE post_id IS NOT NULL)"
    ),
}


@dataclass
class CheckResult:
    """How much was looked at, and an English sentence for each thing that is not whole."""

    posts: int = 0
    revisions: int = 0
    media: int = 0
    problems: list[str] = field(default_factory=list)
    counts_differ: bool = False
    columns_differ: bool = False
    index_differs: bool = False


def check(view: View, progress: ProgressSink, cancel: CancelToken) -> CheckResult:
    """Look at everything. Raises Cancelled when asked to stop."""
    result = CheckResult()
    if _survive(result, lambda: _check_structure(view, result)):
        steps = (
            *(_check_references, _check_counts, _check_columns, _check_revisions, _check_media),
            *(_check_index, _check_log),
        )
        for step in steps:
            _survive(result, lambda step=step: step(view, result, progress, cancel))  # type: ignore[misc]
    return result


def _survive(result: CheckResult, step: Callable[[], None]) -> bool:
    """Damage that stops one part is reported, and the other parts are still looked at."""
    try:
        step()
    except sqlite3.DatabaseError as error:
        if error_code(error) not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR):
            raise
        result.problems.append(f"The file is damaged: {error}.")
        return False
    return True


def _check_structure(view: View, result: CheckResult) -> None:
    for (message,) in view.rows(f"PRAGMA quick_check({_SHOWN})"):
        if message != "ok":
            result.problems.append(f"The file is damaged: {message}.")


def _check_references(view: View, result: CheckResult, progress: ProgressSink, cancel: CancelToken) -> None:
    for sentence, statement in _REFERENCES.items():
        cancel.raise_if_cancelled()
        result.problems += [sentence.format(row[0]) for row in view.rows(f"{statement} LIMIT {_SHOWN}")]
    for table, row, parent, _ in view.rows("PRAGMA foreign_key_check"):
        result.problems.append(f"Row {row} of {table} refers to something in {parent} that is missing.")


def _check_counts(view: View, result: CheckResult, progress: ProgressSink, cancel: CancelToken) -> None:
    cancel.raise_if_cancelled()
    wrong = wrong_counts(view)
    result.counts_differ = bool(wrong)
    for kind, key, said, right in wrong[:_SHOWN]:
        place = f"{kind} {key}" if key else kind
        result.problems.append(f"The navigator counts {said} posts ({place}) where there are {right}.")


def _check_columns(view: View, result: CheckResult, progress: ProgressSink, cancel: CancelToken) -> None:
    cancel.raise_if_cancelled()
    wrong = wrong_columns(view, read_columns(view))
    result.columns_differ = bool(wrong)
    result.problems += [f"What lists are made from is wrong for post {post}." for post in wrong[:_SHOWN]]


def _check_revisions(view: View, result: CheckResult, progress: ProgressSink, cancel: CancelToken) -> None:
    total = int(view.value("SELECT count(*) FROM revisions"))
    statement = f"SELECT r.id, r.post_id, r.number, r.digest, r.size, {BYTES} FROM revisions r {WITH_BASE}"
    for rows in _pages(view, statement, cancel):
        for number, post, state, digest, size, *packed in rows:
            try:
                source = unpack(*packed)
                whole = len(source) == size and hashlib.sha256(source).digest() == digest
            except DamagedBytes:
                whole = False
            if not whole:
                result.problems.append(
                    f"The bytes of post {post}, revision {state} (number {number}) are not what was stored."
                )
        result.revisions += len(rows)
        progress(Progress(result.revisions, total, "revisions"))


def _check_media(view: View, result: CheckResult, progress: ProgressSink, cancel: CancelToken) -> None:
    numbers = [row[0] for row in view.rows("SELECT id FROM media ORDER BY id")]
    for number in numbers:
        cancel.raise_if_cancelled()
        digest, size, name, data = view.row(
            "SELECT digest, size, name, data FROM media WHERE id = ?", (number,)
        )
        if len(data) != size or hashlib.sha256(data).digest() != digest:
            result.problems.append(
                f"The bytes of the media file {name} (number {number}) are not what was stored."
            )
        result.media += 1
        progress(Progress(result.media, len(numbers), "media"))


def _check_index(view: View, result: CheckResult, progress: ProgressSink, cancel: CancelToken) -> None:
    """Whether the index says of each post exactly what its title and its text say."""
    total = int(view.value("SELECT count(*) FROM posts"))

    def looked_at(posts: int) -> None:
        cancel.raise_if_cancelled()
        result.posts += posts
        progress(Progress(result.posts, total, "index"))

    wrong, damaged = check_index(view, looked_at)
    result.index_differs = bool(wrong)
    result.problems += wrong[:_SHOWN] + damaged


def _check_log(view: View, result: CheckResult, progress: ProgressSink, cancel: CancelToken) -> None:
    """Whether the log is the one that was written; what comes after its first broken entry says nothing any more."""
    total = log_head(view).number
    for state in verify(view):
        if state.broken:
            result.problems.append(f"Entry {state.broken} of the activity log {state.fault}.")
        elif state.whole % _CHUNK == 0:
            cancel.raise_if_cancelled()
            progress(Progress(state.whole, total, "log"))
    guards = view.value("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'activity'")
    if guards < LOG_GUARDS:
        result.problems.append("What protects the activity log in the file is missing.")


def _pages(view: View, statement: str, cancel: CancelToken) -> Iterator[list[Any]]:
    last = 0
    while True:
        cancel.raise_if_cancelled()
        rows = view.rows(f"{statement} WHERE r.id > ? ORDER BY r.id LIMIT {_CHUNK}", (last,))
        if not rows:
            return
        yield rows
        last = rows[-1][0]
