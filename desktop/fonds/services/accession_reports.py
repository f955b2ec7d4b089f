"""Reports of accessions as files: everything that an import did, piece by piece, however much that is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO

from fonds.base.atomic import replacing
from fonds.exporters.accession_csv import write_csv
from fonds.exporters.accession_html import write_html
from fonds.exporters.accession_json import facts_as_json, write_json
from fonds.exporters.accession_report import (
    PLAIN_WORDS,
    Facts,
    Items,
    ReportWords,
    Write,
    accession_counts,
    accession_facts,
    round_trip_text,
    state_text,
)
from fonds.model.accession import Accession, AccessionItem
from fonds.model.errors import EnvironmentProblem, UserError
from fonds.model.progress import CancelToken, Progress, ProgressSink
from fonds.store import accessions
from fonds.store.archive import Archive

__all__ = [
    "FORMATS",
    "PLAIN_WORDS",
    "Facts",
    "ReportWords",
    "accession_as_json",
    "accession_counts",
    "accession_facts",
    "export_report",
    "round_trip_text",
    "state_text",
    "stream_report",
]

_WRITERS: dict[str, Callable[[Accession, Items, ReportWords, Write], None]] = {
    "html": write_html,
    "csv": write_csv,
    "json": write_json,
}
_PASSES = {"html": 2, "csv": 1, "json": 1}
FORMATS = tuple(_WRITERS)
"""The formats of a report, which are also the endings of its name."""


def export_report(
    archive: Archive,
    number: int,
    path: Path,
    format_name: str,
    progress: ProgressSink,
    cancel: CancelToken,
    words: ReportWords = PLAIN_WORDS,
) -> None:
    """Write the report of an accession to a file, which appears whole or not at all; one that is there is replaced.

    Raises UserError when there is no such accession, no such format, or the archive itself would be replaced;
    EnvironmentProblem when the file cannot be written.
    """
    if path.exists() and path.samefile(archive.path):
        raise UserError("The report would take the place of the archive {path}.", path=str(path))
    with archive.reading() as view:
        accessions.get_accession(view, number)
    replaceable = path.is_file() or path.is_dir() or not path.exists()
    try:
        # A device or a pipe is written to, and not replaced.
        with replacing(path) if replaceable else path.open("wb") as file:
            stream_report(archive, number, file, format_name, progress, cancel, words)
    except OSError as error:
        raise EnvironmentProblem(
            "The report could not be written to {path}: {reason}.",
            path=str(path),
            reason=error.strerror or str(error),
        ) from error


def stream_report(
    archive: Archive,
    number: int,
    file: BinaryIO,
    format_name: str,
    progress: ProgressSink,
    cancel: CancelToken,
    words: ReportWords = PLAIN_WORDS,
) -> None:
    """Write the report of an accession as UTF-8 to an open file, which stays open. Raises as ``export_report``, and
    OSError; Cancelled leaves what was written."""
    writer = _WRITERS.get(format_name)
    if writer is None:
        raise UserError("There is no report format “{name}”.", field="format", name=format_name)
    with archive.reading() as view:
        accession = accessions.get_accession(view, number)
        total = accessions.count_items(view, number) * _PASSES[format_name]
        done = 0

        def items() -> Iterator[AccessionItem]:
            nonlocal done
            for item in accessions.load_items(view, number):
                cancel.raise_if_cancelled()
                yield item
                done += 1
                progress(Progress(done, total, "writing", item.path))

        # Bytes of a name that are no text are shown by their numbers; line ends are the format's own.
        text = TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", newline="")
        try:
            writer(accession, items, words, text.write)
            text.flush()
        finally:
            text.detach()


def accession_as_json(accession: Accession) -> dict[str, Any]:
    """Everything about an accession but its documents, as plain values."""
    return facts_as_json(accession)
