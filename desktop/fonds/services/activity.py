"""The log of what was done to an archive: read, filtered, written out, and followed from its beginning.

What changes an archive is entered in the same transaction (``Archive.writing``); here is what is done without a change.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fonds.base.atomic import write_atomically
from fonds.model.accession import ImportReport
from fonds.model.activity import ChainState, LogEntry, LogFilter, LogHead
from fonds.model.progress import CancelToken, Progress, ProgressSink, ignore_progress
from fonds.model.steps import Step
from fonds.store import activity
from fonds.store.archive import Archive
from fonds.store.session import Writer
from fonds.store.undo import add_step, remove_steps

COLUMNS = ("number", "time", "who", "verb", "what", "detail", "previous", "hash")
_COUNTS = ("added", "updated", "unchanged", "skipped", "failed", "media")
_TOLD_EVERY = 2000
_PAGE = 500


def record(archive: Archive, step: Step, facts: Mapping[str, object]) -> None:
    """Enter something that changes nothing in the archive. Nothing is entered where the file cannot be written."""
    if not archive.read_only:
        with archive.writing(entry=step) as writer:
            writer.facts = dict(facts)


def enter_import(writer: Writer, code: str, report: ImportReport, who: str) -> None:
    """Say in the log what came of an import; what it brought can be undone by the import's name."""
    number = (("number", str(report.accession)),)
    counts = {name: getattr(report, name) for name in _COUNTS}
    activity.add_entry(writer, Step(code, number), {**counts, "cancelled": report.cancelled}, who)
    if report.added or report.updated:
        remove_steps(writer, Step("import", number))
        add_step(writer, Step("import", number))


def begin_import(writer: Writer, number: int, sources: Sequence[str], who: str) -> None:
    """Say in the log that an import begins."""
    activity.add_entry(
        writer, Step("import-begin", (("number", str(number)),)), {"sources": list(sources)}, who
    )


def log_head(archive: Archive) -> LogHead:
    """How many entries there are, and the hash of the last."""
    with archive.reading() as view:
        return activity.log_head(view)


def find_entries(archive: Archive, chosen: LogFilter, cancel: CancelToken | None = None) -> list[int]:
    """The numbers of the entries that match, the newest first."""
    with archive.reading(cancel) as view:
        return activity.find_entries(view, chosen)


def load_entries(archive: Archive, numbers: Sequence[int]) -> list[LogEntry]:
    """Entries by their numbers."""
    with archive.reading() as view:
        return activity.load_entries(view, numbers)


def verify_log(
    archive: Archive, progress: ProgressSink = ignore_progress, cancel: CancelToken | None = None
) -> ChainState:
    """Follow the chain of hashes from the first entry on."""
    cancel = cancel or CancelToken()
    with archive.reading(cancel) as view:
        total = activity.log_head(view).number
        state = ChainState(0)
        for state in activity.verify(view):
            if state.whole % _TOLD_EVERY == 0:
                cancel.raise_if_cancelled()
                progress(Progress(state.whole, total, "log"))
    return state


def entry_as_json(entry: LogEntry) -> dict[str, Any]:
    """An entry as plain values; ``detail`` is the stored text, of which the hash is taken."""
    return {
        "number": entry.number,
        "at": entry.at,
        "time": moment_text(entry.at),
        "who": entry.who,
        "verb": entry.verb,
        "what": entry.step().name,
        "detail": entry.detail,
        "previous": entry.previous,
        "hash": entry.hash,
    }


def moment_text(seconds: int) -> str:
    """A time of the log in UTC, as ISO 8601 has it; what no calendar holds stays a number."""
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return str(seconds)


def iterate(archive: Archive, numbers: Sequence[int] | None = None) -> Iterator[LogEntry]:
    """Entries, those asked for or all from the oldest on, some at a time."""
    if numbers is None:
        with archive.reading() as view:
            yield from activity.all_entries(view)
        return
    for start in range(0, len(numbers), _PAGE):
        yield from load_entries(archive, numbers[start : start + _PAGE])


def write_log(
    archive: Archive, path: Path, numbers: Sequence[int] | None, progress: ProgressSink, cancel: CancelToken
) -> int:
    """Write entries to a file, as CSV or (by the name's ending) as JSON; returns how many."""
    count = 0

    def told(entries: Iterable[LogEntry]) -> Iterator[LogEntry]:
        nonlocal count
        for entry in entries:
            count += 1
            if count % _TOLD_EVERY == 0:
                cancel.raise_if_cancelled()
                progress(Progress(count, None if numbers is None else len(numbers), "exporting"))
            yield entry

    make: Callable[[Iterable[LogEntry]], str] = as_json if path.suffix.lower() == ".json" else as_csv
    write_atomically(path, make(told(iterate(archive, numbers))).encode())
    return count


def as_json(entries: Iterable[LogEntry]) -> str:
    """Entries as a JSON array, one a line."""
    lines = (json.dumps(entry_as_json(entry), ensure_ascii=False) for entry in entries)
    return "[\n" + ",\n".join(lines) + "\n]\n"


def as_csv(entries: Iterable[LogEntry]) -> str:
    """Entries as CSV by RFC 4180, with a mark by which spreadsheets know UTF-8; a cell never begins a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for entry in entries:
        values = entry_as_json(entry)
        writer.writerow([_harmless(str(values[name])) for name in COLUMNS])
    return "\ufeff" + out.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
