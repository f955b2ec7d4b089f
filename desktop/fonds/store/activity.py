"""The log of what was done to the archive: only ever added to, each entry chained to the one before by its hash.

The hash of an entry is the SHA-256, in lower-case hexadecimal, of six lines in UTF-8, each ended by one line feed (0A):
number, time (seconds since 1970 UTC, decimal), who, verb, detail (the JSON as it is stored), hash of the entry before
(64 zeros for the first). No part holds a line feed. This definition is given in the help, and never changes.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from fonds.model.activity import ChainState, LogEntry, LogFilter, LogHead
from fonds.model.steps import SENTENCES, Step
from fonds.store.session import View, Writer

FIRST = "0" * 64
"""What stands in place of the hash before in the first entry."""
_COLUMNS = "number, at, who, verb, detail, previous, hash"
_PAGE = 2000
_LAST = "SELECT number, hash FROM activity ORDER BY number DESC LIMIT 1"


def entry_hash(number: int, at: int, who: str, verb: str, detail: str, previous: str) -> str:
    """The hash of an entry, as the docstring of this module defines it."""
    lines = (str(number), str(at), who, verb, detail, previous)
    return hashlib.sha256("".join(line + "\n" for line in lines).encode()).hexdigest()


def add_entry(writer: Writer, step: Step, facts: Mapping[str, object] | None = None, who: str = "") -> int:
    """Enter what is done in this transaction; ``facts`` (counts, paths) stand beside the step's own details. Returns the
    entry's number."""
    number, previous = writer.row(_LAST) or (0, FIRST)
    detail = json.dumps({**dict(step.details), **(facts or {})}, ensure_ascii=False, separators=(",", ":"))
    # A lone surrogate (of a path) is no text that could be hashed by others; nor may a name bring a line feed.
    detail = detail.encode("utf-8", "replace").decode()
    who = " ".join((who or writer.who).encode("utf-8", "replace").decode().split())
    row = (number + 1, int(time.time()), who, step.code or "other", detail, previous)
    writer.execute(
        f"INSERT INTO activity ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, entry_hash(*row))
    )
    return int(row[0])


@contextmanager
def logging(writer: Writer, step: Step | None) -> Iterator[None]:
    """Enter what the block does, unless it turns out to be nothing. What it puts into ``writer.facts`` stands there
    too."""
    if step is None:
        yield
        return
    revisions = _revisions(writer)
    yield
    if writer.nothing_done:
        return
    facts: dict[str, object] = {}
    if writer.noted and "number" not in dict(step.details):
        facts["posts"] = len(writer.noted)
    made = _revisions(writer) - revisions
    if made:
        facts["revisions"] = made
    add_entry(writer, step, {**facts, **writer.facts})


def _revisions(view: View) -> int:
    return int(view.value("SELECT value FROM meta WHERE name = 'next_revision'"))


def log_head(view: View) -> LogHead:
    """How many entries there are, and the hash of the last."""
    number, digest = view.row(_LAST) or (0, FIRST)
    return LogHead(number, digest)


def find_entries(view: View, chosen: LogFilter) -> list[int]:
    """The numbers of the entries that match, the newest first."""
    conditions = ["1"]
    values: list[object] = []
    if chosen.text:
        pattern = "%" + chosen.text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        said = f"verb IN ({','.join('?' * len(chosen.verbs_of_text))})"
        conditions.append(
            f"(who LIKE ? ESCAPE '\\' OR detail LIKE ? ESCAPE '\\' OR verb LIKE ? ESCAPE '\\' OR {said})"
        )
        values += [pattern, pattern, pattern, *chosen.verbs_of_text]
    if chosen.kind is not None:
        verbs = [verb or "other" for verb, (kind, _) in SENTENCES.items() if kind is chosen.kind]
        conditions.append(f"verb IN ({','.join('?' * len(verbs))})")
        values += verbs
    if chosen.since is not None:
        conditions.append("at >= ?")
        values.append(chosen.since)
    if chosen.until is not None:
        conditions.append("at < ?")
        values.append(chosen.until)
    where = " AND ".join(conditions)
    return [
        row[0]
        for row in view.cursor(f"SELECT number FROM activity WHERE {where} ORDER BY number DESC", values)
    ]


def load_entries(view: View, numbers: Sequence[int]) -> list[LogEntry]:
    """Entries by their numbers, in the order asked."""
    listed = ",".join(map(str, numbers))
    rows = view.rows(f"SELECT {_COLUMNS} FROM activity WHERE number IN ({listed})")
    found = {row[0]: LogEntry(*row) for row in rows}
    return [found[number] for number in numbers if number in found]


def all_entries(view: View) -> Iterator[LogEntry]:
    """Every entry, the oldest first, read page by page."""
    last = -(2**63)
    while True:
        rows = view.rows(
            f"SELECT {_COLUMNS} FROM activity WHERE number > ? ORDER BY number LIMIT {_PAGE}", (last,)
        )
        yield from (LogEntry(*row) for row in rows)
        if len(rows) < _PAGE:
            return
        last = rows[-1][0]


def verify(view: View) -> Iterator[ChainState]:
    """Follow the chain from its beginning, telling after each entry how it stands; ends at the first that is broken."""
    number, previous = 0, FIRST
    for entry in all_entries(view):
        if not isinstance(entry.number, int) or entry.number != number + 1:
            yield ChainState(number, number + 1, "is missing")
            return
        number = entry.number
        if entry.previous != previous:
            yield ChainState(number - 1, number, "does not follow the one before")
            return
        if not _is_whole(entry):
            yield ChainState(number - 1, number, "was changed")
            return
        previous = entry.hash
        yield ChainState(number)


def _is_whole(entry: LogEntry) -> bool:
    texts = (entry.who, entry.verb, entry.detail, entry.previous)
    if not all(isinstance(text, str) and "\n" not in text for text in texts):
        return False
    return (
        entry_hash(entry.number, entry.at, entry.who, entry.verb, entry.detail, entry.previous) == entry.hash
    )
