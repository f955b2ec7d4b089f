"""Taking in an export of records: posts come with all that was said of them, and with the imports that had brought them
first, batch by batch.

A post that the archive holds already, from the same place and with the same bytes, is left alone; every other one is
added, so that nothing is overwritten.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fonds.importers import json_lines
from fonds.importers.json_lines import RecordedExport
from fonds.model.accession import ImportReport, ImportSettings, OnDuplicate, Outcome
from fonds.model.problems import Problem, ProblemKind
from fonds.model.progress import CancelToken, Progress, ProgressSink
from fonds.model.record import GENERATOR, LINES, PostRecord, RecordedFile
from fonds.model.steps import Step
from fonds.services.activity import begin_import, enter_import
from fonds.services.archive_care import LEFT_WAITING, fold
from fonds.store import handing_out, media, record_writing
from fonds.store.activity import add_entry
from fonds.store.archive import Archive
from fonds.store.record_writing import Numbers
from fonds.store.session import View, Writer

_POSTS, _BYTES, _SECONDS = 200, 8_000_000, 0.5
"""A batch is written when it is so large or so old, so that a save in the window never waits long."""


@dataclass(frozen=True, slots=True)
class RecordImport:
    """What is to be taken in, and how."""

    archive: Archive
    folders: Sequence[Path]
    sources: tuple[str, ...]
    settings: ImportSettings
    dry_run: bool = False
    who: str = ""


def import_records(job: RecordImport, progress: ProgressSink, cancel: CancelToken) -> ImportReport:
    """Take in exports of records. Cancelling keeps the batches that were finished; importing again takes in the others.
    Raises UserError for an export that cannot be read at all."""
    began = time.monotonic()
    exports = [json_lines.read_export(folder) for folder in job.folders]
    total = None if any(one.posts is None for one in exports) else sum(one.posts or 0 for one in exports)
    tally = _Tally()
    try:
        for export in exports:
            _Intake(job, export, tally).run(progress, cancel, total)
            if cancel.cancelled:
                break
    finally:
        if not job.dry_run:
            _enter(job, tally, cancel.cancelled)
    if not job.dry_run:
        fold(job.archive, at_least=LEFT_WAITING)
    number = max(tally.brought) if tally.brought else None
    report = _report(job, tally, tally.outcomes, number, cancelled=cancel.cancelled)
    return replace(report, seconds=time.monotonic() - began)


class _Tally:
    """What was done so far. ``brought`` are the posts that came with each import."""

    def __init__(self) -> None:
        self.outcomes: Counter[Outcome] = Counter()
        self.brought: Counter[int] = Counter()
        self.fresh: set[int] = set()
        self.media: set[bytes] = set()
        self.identical = self.seen = 0
        self.problems: list[Problem] = []
        self.posts_by_path: dict[str, int] = {}


class _Intake:
    """One export under way."""

    def __init__(self, job: RecordImport, export: RecordedExport, tally: _Tally) -> None:
        self._job = job
        self._export = export
        self._tally = tally
        self._numbers: Numbers | None = None
        self._media: dict[bytes, int] = {}
        self._ids: set[int] = set()
        self._failed = 0
        with job.archive.reading() as view:
            self._keep = record_writing.is_empty(view)
            self._before = record_writing.next_post(view)

    def run(self, progress: ProgressSink, cancel: CancelToken, total: int | None) -> None:
        """Take in all posts."""
        read = 0
        for some in _batched(self._records()):
            self._take(some)
            read += len(some)
            self._tally.seen += len(some)
            progress(Progress(self._tally.seen, total, "importing", some[-1].post.source_path))
            if cancel.cancelled:
                return
        missing = (self._export.posts or 0) - read - self._failed
        if missing > 0:
            reason = (("reason", f"{missing} posts are missing at its end"),)
            self._tally.problems.append(Problem(ProblemKind.UNREADABLE, LINES, 0, reason))

    def _records(self) -> Iterator[PostRecord]:
        for line, found in json_lines.read_records(self._export.root):
            if isinstance(found, PostRecord) and found.post.id in self._ids:
                reason = (("reason", "its number stands there twice"),)
                found = Problem(ProblemKind.UNREADABLE, LINES, line, reason)
            if isinstance(found, Problem):
                self._failed += 1
                self._tally.outcomes[Outcome.FAILED] += 1
                self._tally.problems.append(found)
            else:
                self._ids.add(found.post.id)
                yield found

    def _take(self, records: Sequence[PostRecord]) -> None:
        if self._job.dry_run:
            with self._job.archive.reading() as view:
                new = self._new(view, records)
            self._tally.outcomes[Outcome.ADDED] += len(new)
            self._tally.media.update(use.digest for record in new for use in record.files)
            return
        with self._job.archive.writing(who=self._job.who, durable=False) as writer:
            new = self._new(writer, records)
            if not new:
                return
            known = self._known(writer)
            for record in new:
                self._keep_files(writer, record)
            numbers = record_writing.insert_records(writer, new, known)
            self._note(writer, new, numbers, known)

    def _new(self, view: View, records: Sequence[PostRecord]) -> list[PostRecord]:
        """Those to be added; of the others it is noted what becomes of them."""
        taken = record_writing.find_taken(view, records, self._before)
        rest = [record for record in records if record.post.id not in taken]
        self._tally.outcomes[Outcome.UNCHANGED] += len(taken)
        if self._job.settings.on_duplicate is not OnDuplicate.SKIP:
            return rest
        passed = record_writing.find_places(view, rest, self._before)
        self._tally.outcomes[Outcome.SKIPPED] += len(passed)
        self._tally.problems += [
            Problem(ProblemKind.DUPLICATE_SKIPPED, record.post.source_path)
            for record in rest
            if record.post.id in passed
        ]
        return [record for record in rest if record.post.id not in passed]

    def _known(self, writer: Writer) -> Numbers:
        if self._numbers is None:
            accessions: dict[int, int] = {}
            for one in self._export.accessions:
                accessions[one.id], fresh = record_writing.add_accession(
                    writer, one, keep=self._keep, others=accessions.values()
                )
                if fresh:
                    self._tally.fresh.add(accessions[one.id])
                    begin_import(writer, accessions[one.id], self._job.sources, self._job.who)
            collections = record_writing.add_collections(writer, self._export.collections, keep=self._keep)
            self._numbers = Numbers(accessions, collections, self._media, keep=self._keep)
        return self._numbers

    def _keep_files(self, writer: Writer, record: PostRecord) -> None:
        """Keep the files that a post refers to; one that cannot be had is told, and the post comes without it."""
        for use in record.files:
            if use.digest not in self._media:
                data = json_lines.read_file(self._export.root, use)
                if isinstance(data, bytes):
                    self._media[use.digest] = media.put_media(writer, data, use.name, use.mime)
                    self._tally.media.add(use.digest)
                else:
                    self._tally.problems.append(_unread(record, use, data))

    def _note(
        self, writer: Writer, records: Sequence[PostRecord], numbers: Sequence[int], known: Numbers
    ) -> None:
        tally = self._tally
        tally.outcomes[Outcome.ADDED] += len(numbers)
        stored = {number: data for number, _, data in handing_out.load_sources(writer, numbers)}
        for record, number in zip(records, numbers, strict=True):
            path = record.post.source_path
            if stored.get(number) == record.post.source:
                tally.identical += 1
            else:
                tally.problems.append(Problem(ProblemKind.NOT_IDENTICAL, path))
            accession = known.accessions.get(record.post.accession_id or 0)
            if accession is not None:
                tally.brought[accession] += 1
            if tally.problems and tally.problems[-1].path == path:
                tally.posts_by_path.setdefault(path, number)


def _unread(record: PostRecord, use: RecordedFile, reason: str) -> Problem:
    details = (("reference", use.reference), ("reason", reason))
    return Problem(ProblemKind.MEDIA_UNREADABLE, record.post.source_path, 0, details)


def _batched(records: Iterator[PostRecord]) -> Iterator[list[PostRecord]]:
    batch: list[PostRecord] = []
    size, began = 0, time.monotonic()
    for record in records:
        batch.append(record)
        size += sum(len(state.source) for state in record.revisions)
        size += sum(use.size for use in record.files)
        if len(batch) >= _POSTS or size >= _BYTES or time.monotonic() - began >= _SECONDS:
            yield batch
            batch, size, began = [], 0, time.monotonic()
    if batch:
        yield batch


def _enter(job: RecordImport, tally: _Tally, cancelled: bool) -> None:
    """Say in the log what came; each import that came with it can be undone by its name."""
    if not tally.outcomes[Outcome.ADDED]:
        return
    with job.archive.writing(who=job.who) as writer:
        facts = {"sources": list(job.sources), "media": len(tally.media)}
        step = Step("import-posts", (("number", str(tally.outcomes[Outcome.ADDED])),))
        add_entry(writer, step, facts, job.who)
        for number in sorted(tally.fresh & tally.brought.keys()):
            outcomes = Counter({Outcome.ADDED: tally.brought[number]})
            enter_import(
                writer, "import", _report(job, tally, outcomes, number, cancelled=cancelled), job.who
            )


def _report(
    job: RecordImport, tally: _Tally, outcomes: Counter[Outcome], number: int | None, *, cancelled: bool
) -> ImportReport:
    return ImportReport(
        accession=number,
        generator=GENERATOR,
        sources=job.sources,
        added=outcomes[Outcome.ADDED],
        unchanged=outcomes[Outcome.UNCHANGED],
        skipped=outcomes[Outcome.SKIPPED],
        failed=outcomes[Outcome.FAILED],
        media=len(tally.media),
        checked=tally.identical if job.dry_run else outcomes[Outcome.ADDED],
        identical=tally.identical,
        cancelled=cancelled,
        dry_run=job.dry_run,
        problems=tuple(tally.problems),
        posts_by_path=tally.posts_by_path,
    )
