"""The report of an export as a file: every post, every file with its digest, and every problem."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from fonds.base.atomic import replacing
from fonds.exporters.cells import csv_line
from fonds.model.errors import EnvironmentProblem, UserError
from fonds.model.export import ExportReport
from fonds.services.exporting import report_as_json
from fonds.store.archive import Archive
from fonds.store.header_facts import named_posts
from fonds.store.session import in_chunks

FORMATS = ("csv", "json")
"""The formats of a report, which are also the endings of its name."""
HEAD = ("what", "post", "title", "path", "bytes", "sha256", "message")
"""The columns of the table: ``what`` is "post", "file" or "problem"."""


def write_report(archive: Archive, report: ExportReport, path: Path) -> None:
    """Write a report, as its name's ending says; a file that is there is replaced. Raises UserError for another ending,
    and when the archive would be replaced; EnvironmentProblem when the file cannot be written."""
    ending = path.suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        raise UserError("A report ends in .csv or .json.", field="format")
    if path.exists() and path.samefile(archive.path):
        raise UserError("The report would take the place of the archive {path}.", path=str(path))
    pieces = _table(archive, report) if ending == "csv" else _whole(archive, report)
    try:
        with replacing(path) as file:
            if ending == "csv":
                file.write(b"\xef\xbb\xbf")  # spreadsheets take it for another encoding otherwise
            for piece in pieces:
                file.write(piece.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise EnvironmentProblem(
            "The report could not be written to {path}: {reason}.",
            path=str(path),
            reason=error.strerror or str(error),
        ) from error


def _named(archive: Archive, report: ExportReport) -> Iterator[tuple[int, str, str]]:
    for chunk in in_chunks(report.ids):
        with archive.reading() as view:
            found = {row[0]: row[:3] for row in named_posts(view, chunk)}
        yield from (found.get(number, (number, "", "")) for number in chunk)


def _whole(archive: Archive, report: ExportReport) -> Iterator[str]:
    named = [{"id": number, "title": title, "path": path} for number, title, path in _named(archive, report)]
    yield json.dumps({**report_as_json(report), "posts_named": named}, ensure_ascii=False, indent=2) + "\n"


def _table(archive: Archive, report: ExportReport) -> Iterator[str]:
    yield csv_line(HEAD)
    for number, title, path in _named(archive, report):
        yield csv_line(("post", str(number), title, path, "", "", ""))
    for file in report.files:
        post = "" if file.post_id is None else str(file.post_id)
        yield csv_line(("file", post, "", file.path, str(file.size), file.digest, ""))
    for problem in report.problems:
        yield csv_line(("problem", "", problem.kind.value, problem.path, "", "", problem.sentence))
