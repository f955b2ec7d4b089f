"""Taking parsed documents into the archive, batch by batch: each batch is one transaction, complete or not there.

What is known and unchanged is left alone; what changed is updated, unless the post was edited here: then the source's
text is kept beside it, as a conflict that a person decides.
"""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from fonds.importers.formats import is_document_name
from fonds.importers.interface import site_as_json
from fonds.model.accession import (
    Accession,
    Candidate,
    ImportReport,
    ImportSettings,
    OnDuplicate,
    Outcome,
    Unchanged,
)
from fonds.model.errors import ArchiveError
from fonds.model.problems import Problem, ProblemKind
from fonds.model.progress import CancelToken, Progress, ProgressSink
from fonds.services.activity import begin_import, enter_import
from fonds.services.archive_care import LEFT_WAITING, fold
from fonds.services.attaching import attachments, keep_media, renew_media
from fonds.services.ledger import Ledger
from fonds.services.parsing import ParsedFile
from fonds.services.recognition import ReadDocument, Recognition
from fonds.services.sources import ScannedSource
from fonds.store import accessions, conflicts, media, own_facts, posts
from fonds.store.archive import Archive
from fonds.store.packing import DamagedBytes, unpack
from fonds.store.posts import AcceptedCandidate, KnownPost
from fonds.store.session import Writer
from fonds.store.undo import forget_steps

BATCH_POSTS = 500
BATCH_BYTES = 8_000_000
BATCH_SECONDS = 0.5
"""A batch is written when it is this large or this old, so that a save in the window never waits long."""
FOLD_BYTES = 22_500_000
"""After so many bytes of documents they become a segment of the text index, of less than half of what one may hold: while
an import runs, memory is scarce. Two of them are joined afterwards."""

REFUSED = (
    ProblemKind.UNREADABLE,
    ProblemKind.TOO_LARGE,
    ProblemKind.OUTSIDE_LINK,
    ProblemKind.BROKEN_LINK,
    ProblemKind.NOT_REGULAR,
    ProblemKind.NOT_DOCUMENT,
)
"""What a scan says of a file that is not even read."""


class Intake:
    """One import under way. Use from one thread; ``finish`` must be called, whatever happened before."""

    def __init__(
        self,
        archive: Archive,
        sources: tuple[str, ...],
        found: Sequence[ScannedSource],
        settings: ImportSettings,
        *,
        dry_run: bool = False,
        who: str = "",
        note: str = "",
    ) -> None:
        self._archive = archive
        self._sites = tuple(site_as_json(source.site, source.origin) for source in found)
        generator = ", ".join(dict.fromkeys(source.generator.name for source in found))
        self._ledger = Ledger(generator, sources, dry_run)
        self._settings = settings
        self._described = (who, note)
        self._accession: int | None = None
        self._recognition = Recognition()
        self._root = Path()
        self._root_generator = ""
        self._batch: list[ReadDocument] = []
        self._batch_bytes = 0
        self._batch_paths: set[str] = set()
        self._batch_began = 0.0
        self._seen: dict[int, bytes] = {}
        self._unfolded = 0
        self.taken = 0

    def go_on(self, before: Accession) -> None:
        """Take up an accession that was broken off; to be called before the first source."""
        number = before.id
        with self._archive.writing() as writer:
            accessions.reopen_accession(writer, number)
            problems = [
                problem
                for item in accessions.load_items(writer, number, with_problems=True)
                for problem in item.problems
            ]
            self._ledger.go_on(
                replace(accessions.counts_of_items(writer, number), seconds=before.report.seconds),
                accessions.load_done(writer, number),
                accessions.load_media_brought(writer, number),
                problems,
            )
        self._accession = self._recognition.accession = number

    def begin_source(self, source: ScannedSource) -> None:
        """From here on documents come from this source. Those that the scan had to refuse have failed."""
        self._flush()
        self._root = source.root
        self._root_generator = source.generator.name
        self._ledger.other_files += len(source.others)
        for problem in source.problems:
            if problem.kind in REFUSED and (source.chosen or is_document_name(problem.path)):
                self.taken += 1
                self._ledger.fail(problem)
            else:
                self._ledger.tell(problem)

    def take(self, parsed: ParsedFile) -> None:
        """Take one document; what comes of it is written with its batch."""
        self.taken += 1
        if isinstance(parsed.result, Unchanged):
            self._ledger.leave(parsed.origin_key)
            return
        if isinstance(parsed.result, Problem):
            self._ledger.fail(parsed.result, parsed.origin_key)
            return
        if not self._batch:
            self._batch_began = time.monotonic()
        document = ReadDocument(parsed.result, parsed.prepared, parsed.origin_key, parsed.file.path)
        self._batch.append(document)
        self._batch_bytes += self._size_of(parsed.result)
        self._unfolded += len(parsed.result.source)
        if (
            len(self._batch) >= BATCH_POSTS
            or self._batch_bytes >= BATCH_BYTES
            or time.monotonic() - self._batch_began >= BATCH_SECONDS
        ):
            self._flush()

    def _size_of(self, candidate: Candidate) -> int:
        """The bytes of a document and of the files that it brings into this batch."""
        size = len(candidate.source)
        for item in candidate.media:
            if item.path not in self._batch_paths:
                self._batch_paths.add(item.path)
                with contextlib.suppress(OSError, ValueError):
                    size += (self._root / item.path).stat().st_size
        return size

    def finish(self, began: float, cancel: CancelToken, progress: ProgressSink) -> ImportReport:
        """Write what is left, compare what the archive now holds with what was read, and write the report. ``began``
        is the time (monotonic) when the import began."""
        self._flush()
        if self._ledger.dry_run or (not self.taken and self._accession is None):
            return self._report(began, cancelled=cancel.cancelled)
        with self._archive.writing() as writer:
            number = self._ensure_accession(writer)
            self._write_items(writer)
        self._check_round_trip(number, progress, cancel)
        with self._archive.writing() as writer:
            self._write_items(writer)
            report = self._report(began, cancelled=cancel.cancelled)
            accessions.finish_accession(writer, number, report, int(time.time()))
            enter_import(writer, "import", report, self._described[0])
        with contextlib.suppress(ArchiveError):  # all is there already, and found
            fold(self._archive, at_least=LEFT_WAITING)
        return report

    def give_up(self, began: float) -> None:
        """After a failure: note how far it came, if even that can be written. The batch under way is gone."""
        self._batch = []
        if self._ledger.dry_run or self._accession is None:
            return
        with contextlib.suppress(ArchiveError), self._archive.writing() as writer:
            self._write_items(writer)
            report = self._report(began, cancelled=True)
            accessions.finish_accession(writer, self._accession, report, int(time.time()))
            enter_import(writer, "import-broken-off", report, self._described[0])

    def _report(self, began: float, *, cancelled: bool) -> ImportReport:
        return self._ledger.report(self._accession, cancelled=cancelled, seconds=time.monotonic() - began)

    def _check_round_trip(self, number: int, progress: ProgressSink, cancel: CancelToken) -> None:
        """Read back everything that was taken in. The digest beside each state is that of the bytes as they were read
        from the source; only when what is unpacked from the archive has the same one can it be given back whole."""
        last, total = 0, self._ledger.brought
        while not cancel.cancelled:
            with self._archive.reading() as view:
                rows = accessions.load_brought(view, number, last)
            for item, post, path, digest, codec, data in rows:
                self._ledger.checked += 1
                if _gives_back(codec, data, digest):
                    self._ledger.identical += 1
                else:
                    self._ledger.damaged(Problem(ProblemKind.NOT_IDENTICAL, path), post)
                last = item
            if not rows:
                return
            progress(Progress(min(self._ledger.checked, total), total, "checking", rows[-1][2]))

    # One batch

    def _flush(self) -> None:
        batch, self._batch, self._batch_bytes = self._batch, [], 0
        self._batch_paths.clear()
        if not batch:
            return
        if self._ledger.dry_run:
            with self._archive.reading() as view:
                for item, known in self._recognition.known(view, batch):
                    self._foresee(item, known)
            return
        before = self._accession
        try:
            with self._ledger.batch(), self._archive.writing(who=self._described[0], durable=False) as writer:
                self._write(writer, batch)
        except BaseException:
            self._accession = self._recognition.accession = before
            raise
        if self._unfolded >= FOLD_BYTES:
            self._unfolded = 0
            fold(self._archive)

    def _foresee(self, item: ReadDocument, known: KnownPost | None) -> None:
        """What a real import would make of a document; one that two of the sources hold comes only once."""
        candidate = item.candidate
        again = known is None and self._seen.get(item.origin_key) == candidate.digest
        self._seen[item.origin_key] = candidate.digest
        outcome = Outcome.UNCHANGED if again else self._verdict(candidate, known)
        self._enter(outcome, item, known)
        if outcome in (Outcome.ADDED, Outcome.UPDATED):
            for reference in candidate.media:
                self._ledger.keep_media(str(self._root / reference.path))

    def _write(self, writer: Writer, batch: list[ReadDocument]) -> None:
        accession = self._ensure_accession(writer)
        new: list[ReadDocument] = []
        for item, known in self._recognition.known(writer, batch):
            candidate = item.candidate
            outcome = self._verdict(candidate, known)
            if outcome is Outcome.ADDED or known is None:
                new.append(item)
            elif outcome is Outcome.UPDATED:
                revision = posts.replace_source(
                    writer, known.post_id, candidate, "import", accession_id=accession, prepared=item.prepared
                )
                links_before, refused = renew_media(
                    writer, self._ledger, self._root, known.post_id, candidate
                )
                if item.origin_key in self._ledger.done:  # it changed again between stop and resumption
                    accessions.renew_item(writer, accession, item.origin_key, revision, candidate.problems)
                self._ledger.enter(
                    outcome,
                    candidate,
                    item.origin_key,
                    known.post_id,
                    (revision, known.head_revision),
                    refused,
                    links_before,
                )
            elif outcome is Outcome.UNCHANGED:
                self._enter(outcome, item, known, problems=self._look_around(writer, item, known))
            else:
                self._enter(outcome, item, known, (self._keep_conflict(writer, item, known), None))
        self._write_new(writer, new, accession)
        self._write_items(writer)

    def _write_new(self, writer: Writer, new: list[ReadDocument], accession: int) -> None:
        accepted = [
            AcceptedCandidate(
                item.candidate, accession, item.origin_key, self._root_generator, item.prepared, item.path
            )
            for item in new
        ]
        # What was withdrawn and comes anew would be there twice if the withdrawal were undone now.
        withdrawn = posts.withdrawn_posts(writer, [item.origin_key for item in new])
        forget_steps(writer, withdrawn)
        numbers = posts.insert_candidates(writer, accepted)
        own_facts.inherit_own_facts(writer, withdrawn, numbers)
        heads = posts.head_revisions(writer, numbers)
        for item, number in zip(new, numbers, strict=True):
            refused = keep_media(writer, self._ledger, self._root, number, item.candidate)[1]
            self._ledger.enter(
                Outcome.ADDED, item.candidate, item.origin_key, number, (heads[number], None), refused
            )

    def _enter(
        self,
        outcome: Outcome,
        item: ReadDocument,
        known: KnownPost | None,
        revisions: tuple[int | None, int | None] = (None, None),
        problems: tuple[Problem, ...] = (),
    ) -> None:
        """Note what became of a document; one that was passed over says why."""
        if outcome is Outcome.SKIPPED and known is not None:
            path = item.candidate.path
            if self._settings.on_duplicate is OnDuplicate.SKIP:
                problems = (Problem(ProblemKind.DUPLICATE_SKIPPED, path),)
            else:
                problems = (Problem(ProblemKind.CONFLICT, path, details=(("title", known.title),)),)
                self._ledger.conflicts += item.origin_key not in self._ledger.done
        number = known.post_id if known is not None else None
        self._ledger.enter(outcome, item.candidate, item.origin_key, number, revisions, problems)

    def _keep_conflict(self, writer: Writer, item: ReadDocument, known: KnownPost) -> int | None:
        """Keep the source's text of a post that was edited here, unless that is wanted otherwise or done already."""
        if self._settings.on_duplicate is OnDuplicate.SKIP:
            return None
        open_ones = conflicts.conflicting_digests(writer, [known.post_id])
        if open_ones.get(known.post_id) == item.candidate.digest:
            return None
        linked = [
            (
                reference.reference,
                media.put_media(writer, data, PurePosixPath(reference.path).name),
                reference.path,
            )
            for reference, data in attachments(self._root, item.candidate)
            if not isinstance(data, Problem)
        ]
        accession = self._ensure_accession(writer)
        return conflicts.add_conflict(writer, known.post_id, item.candidate, accession, linked, item.prepared)

    def _look_around(self, writer: Writer, item: ReadDocument, known: KnownPost) -> tuple[Problem, ...]:
        """A file is as it was, but it may lie elsewhere now, or a file that it refers to may have come or changed."""
        if known.origin_key != item.origin_key and not self._recognition.lies_there_still(writer, known):
            posts.move_origin(writer, known.post_id, item.origin_key)
        if known.post_id in conflicts.conflicting_digests(writer, [known.post_id]):
            conflicts.remove_conflicts(writer, [known.post_id])  # the source is again what it was
        candidate = item.candidate
        if self._settings.on_duplicate is OnDuplicate.SKIP or not candidate.media:
            return ()
        changed, refused = keep_media(writer, self._ledger, self._root, known.post_id, candidate)
        if changed and not known.edited:
            posts.renew_problems(writer, known.post_id, candidate, self._accession)
        return refused

    def _ensure_accession(self, writer: Writer) -> int:
        if self._accession is None:
            who, note = self._described
            self._accession = accessions.begin_accession(
                writer,
                self._ledger.sources,
                self._ledger.generator,
                self._settings,
                int(time.time()),
                self._sites,
                who=who,
                note=note,
            )
            self._recognition.accession = self._accession
            begin_import(writer, self._accession, self._ledger.sources, who)
        return self._accession

    def _write_items(self, writer: Writer) -> None:
        number = self._ensure_accession(writer)
        accessions.add_items(writer, number, self._ledger.take_items())
        accessions.give_sign(writer, number)

    def _verdict(self, candidate: Candidate, known: KnownPost | None) -> Outcome:
        if known is None:
            return Outcome.ADDED
        if known.original_digest == candidate.digest:
            return Outcome.UNCHANGED
        match self._settings.on_duplicate:
            case OnDuplicate.KEEP_BOTH:
                return Outcome.ADDED
            case OnDuplicate.SKIP:
                return Outcome.SKIPPED
        return Outcome.SKIPPED if known.edited else Outcome.UPDATED


def _gives_back(codec: str, data: bytes, digest: bytes) -> bool:
    """Whether packed bytes unpack to those with this digest."""
    try:
        return hashlib.sha256(unpack(codec, data)).digest() == digest
    except DamagedBytes:
        return False
