"""Importing: survey a source, read it, and take its documents into the archive as one accession."""

from __future__ import annotations

import codecs
import json
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from fonds.base.atomic import write_atomically
from fonds.importers.field_keys import FIELDS
from fonds.importers.registry import GENERATORS
from fonds.model.accession import ImportReport, ImportSettings, SourceSurvey
from fonds.model.errors import EnvironmentProblem, UserError
from fonds.model.progress import CancelToken, Progress, ProgressSink
from fonds.services.accessions import check_not_at_work
from fonds.services.folder_encodings import check_folders
from fonds.services.intake import Intake
from fonds.services.parsing import parse_files
from fonds.services.record_intake import RecordImport, import_records
from fonds.services.record_sources import find_exports
from fonds.services.sources import ScannedSource, opened_sources
from fonds.services.surveying import survey_source
from fonds.services.unpacking import UnpackedSources
from fonds.store import accessions, posts
from fonds.store.archive import Archive
from fonds.text.dates import find_zone

__all__ = [
    "ImportReport",
    "SourceSurvey",
    "UnpackedSources",
    "generator_names",
    "import_source",
    "report_as_json",
    "resume_import",
    "survey_source",
    "write_report",
]


def generator_names() -> tuple[str, ...]:
    """The names that ``ImportSettings.generator`` takes, beside "auto"."""
    return tuple(generator.name for generator in GENERATORS)


def generator_labels() -> tuple[tuple[str, str], ...]:
    """Each generator's name and what people call it."""
    return tuple((generator.name, generator.label) for generator in GENERATORS)


def field_names() -> tuple[str, ...]:
    """The fields that ``ImportSettings.field_keys`` can feed from a key of one's own."""
    return FIELDS


def import_source(
    archive: Archive,
    sources: Sequence[Path],
    settings: ImportSettings,
    progress: ProgressSink,
    cancel: CancelToken,
    *,
    dry_run: bool = False,
    who: str = "",
    note: str = "",
    unpacked: UnpackedSources | None = None,
) -> ImportReport:
    """Import folders, packed folders and files as one accession (an export of records with the accessions that had brought
    its posts); with ``dry_run`` read and report only. ``who`` makes
    it and what is to be said of it (``note``) are kept with the accession. What a survey has ``unpacked`` is read there.

    Cancelling keeps the batches that were finished, and says so in the report. Raises UserError for a source that
    does not exist or a setting that means nothing, EnvironmentProblem when the archive cannot be written; whatever is wrong with single files is in
    the report.
    """
    began = time.monotonic()
    _check(settings)
    # Whole paths: it may be resumed from another working folder.
    names = tuple(str(path.absolute()) for path in sources)
    with ExitStack() as stack:
        if unpacked is None:
            unpacked = UnpackedSources()
            stack.callback(unpacked.close)
        if exports := find_exports(sources, unpacked, progress, cancel):
            job = RecordImport(archive, exports, names, settings, dry_run=dry_run, who=who)
            return import_records(job, progress, cancel)
        found = stack.enter_context(opened_sources(sources, settings, progress, cancel, unpacked))
        check_folders(found, settings)
        intake = Intake(archive, names, found, settings, dry_run=dry_run, who=who, note=note)
        return _take_in(archive, found, settings, intake, began, progress, cancel)


def resume_import(
    archive: Archive, accession: int, progress: ProgressSink, cancel: CancelToken
) -> ImportReport:
    """Go on with an accession that was cancelled or broken off, from the same source with the same settings. What it
    had taken in is recognised and not taken twice; the report is that of the whole.

    Raises UserError when there is no such accession, it is complete or running elsewhere, or its source is gone.
    """
    began = time.monotonic()
    with archive.reading() as view:
        before = accessions.get_accession(view, accession)
        check_not_at_work(view, accession)
    if not before.resumable:
        raise UserError("Import {id} came to its end: there is nothing to resume.", id=str(accession))
    paths = [Path(source) for source in before.sources]
    with opened_sources(paths, before.settings, progress, cancel) as found:
        intake = Intake(archive, before.sources, found, before.settings)
        intake.go_on(before)
        return _take_in(archive, found, before.settings, intake, began, progress, cancel)


def _take_in(
    archive: Archive,
    found: Sequence[ScannedSource],
    settings: ImportSettings,
    intake: Intake,
    began: float,
    progress: ProgressSink,
    cancel: CancelToken,
) -> ImportReport:
    def known(origin_keys: Sequence[int]) -> Mapping[int, bytes]:
        with archive.reading() as view:
            return posts.known_digests(view, origin_keys)

    total = sum(len(source.files) for source in found)
    try:
        for source in found:
            intake.begin_source(source)
            for parsed in parse_files(source, settings, cancel, known):
                if cancel.cancelled:
                    break
                intake.take(parsed)
                progress(Progress(intake.taken, total, "importing", parsed.file.path))
        return intake.finish(began, cancel, progress)
    except BaseException:
        # What was finished before stays, and the accession says how far it came.
        intake.give_up(began)
        raise


def _check(settings: ImportSettings) -> None:
    """What a person chose and cannot be is refused: to read ten thousand files otherwise than asked would be found out
    too late."""
    if settings.timezone and find_zone(settings.timezone) is None:
        raise UserError(
            "“{name}” is not a known time zone. Write it like Asia/Shanghai.",
            field="timezone",
            name=settings.timezone,
        )
    for field, names in (
        ("encoding", [settings.encoding]),
        ("encodings", [name for _, name in settings.encodings]),
    ):
        for name in names:
            if name and not _is_text_encoding(name):
                raise UserError("“{name}” is not a known encoding of texts.", field=field, name=name)
    for field, key in settings.field_keys:
        if field not in FIELDS:
            raise UserError(
                "“{name}” is not a field that can be fed from another key; there are: {known}.",
                field="field_keys",
                name=field,
                known=", ".join(FIELDS),
            )
        if not all(part.strip() for part in key.split(".")):
            raise UserError(
                "“{key}” is no key for the field “{name}”.", field="field_keys", name=field, key=key
            )


def _is_text_encoding(name: str) -> bool:
    try:
        return isinstance("".encode(codecs.lookup(name).name), bytes)
    except (LookupError, UnicodeError, ValueError):
        return False


def report_as_json(report: ImportReport) -> dict[str, Any]:
    """The report as plain values, in the form that the command line's documentation gives."""
    return {
        "accession": report.accession,
        "generator": report.generator,
        "sources": list(report.sources),
        "dry_run": report.dry_run,
        "cancelled": report.cancelled,
        "found": report.found,
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "skipped": report.skipped,
        "failed": report.failed,
        "conflicts": report.conflicts,
        "repaired": report.repaired,
        "kept_raw": report.kept_raw,
        "media": report.media,
        "other_files": report.other_files,
        "checked": report.checked,
        "identical": report.identical,
        "seconds": round(report.seconds, 3),
        "problems": [
            {"path": item.path, "line": item.line, "kind": item.kind.value, "message": item.sentence}
            for item in report.problems
        ],
    }


def write_report(report: ImportReport, path: Path) -> None:
    """Write the report as JSON, to a file or whatever the path stands for; raises EnvironmentProblem when that fails."""
    text = json.dumps(report_as_json(report), ensure_ascii=False, indent=2) + "\n"
    data = text.encode("utf-8", "backslashreplace")
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)  # a device or a pipe, which no file may replace
        else:
            write_atomically(path, data)
    except OSError as error:
        raise EnvironmentProblem(
            "The report could not be written to {path}: {reason}.",
            path=str(path),
            reason=error.strerror or str(error),
        ) from error
