"""Taking parsed documents into the archive, batch by batch: each batch is one transaction, complete or not there.

A document is known by where it came from (its absolute path) or, for a source that was moved, by its bytes together
with its path. What is known and unchanged is left alone; what changed is updated, unless the post was edited here.
"""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from fonds.importers.attachments import read_attachment
from fonds.importers.formats import is_document_name
from fonds.importers.interface import site_as_json
from fonds.model.accession import Candidate, ImportReport, ImportSettings, OnDuplicate, Outcome
from fonds.model.errors import ArchiveError
from fonds.model.problems import Problem, ProblemKind
from fonds.services.parsing import ParsedFile
from fonds.services.sources import ScannedSource
from fonds.store import accessions, media, posts
from fonds.store.archive import Archive
from fonds.store.posts import AcceptedCandidate, KnownPost
from fonds.store.session import View, Writer

BATCH_POSTS = 500
BATCH_BYTES = 8_000_000
BATCH_SECONDS = 0.5
"""A batch is written when it is this large or this old, so that a save in the window never waits long."""

REFUSED = (
    ProblemKind.UNREADABLE,
    ProblemKind.TOO_LARGE,
    ProblemKind.OUTSIDE_LINK,
    ProblemKind.BROKEN_LINK,
    ProblemKind.NOT_REGULAR,
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
    ) -> None:
        self._archive = archive
        self._sources = sources
        self._sites = tuple(source.site for source in found)
        self._generator = ", ".join(dict.fromkeys(source.generator.name for source in found))
        self._settings = settings
        self._dry_run = dry_run
        self._accession: int | None = None
        self._root = Path()
        self._root_generator = ""
        self._batch: list[Candidate] = []
        self._batch_bytes = 0
        self._batch_began = 0.0
        self._outcomes: Counter[Outcome] = Counter()
        self._repaired = 0
        self._kept_raw = 0
        self._media: set[int | str] = set()
        self._problems: list[Problem] = []
        self._posts_by_path: dict[str, int] = {}
        self.taken = 0

    def begin_source(self, source: ScannedSource) -> None:
        """From here on documents come from this source. Those that the scan had to refuse have failed."""
        self._flush()
        self._root = source.root
        self._root_generator = source.generator.name
        for problem in source.problems:
            self._problems.append(problem)
            if problem.kind in REFUSED and is_document_name(problem.path):
                self.taken += 1
                self._outcomes[Outcome.FAILED] += 1

    def take(self, parsed: ParsedFile) -> None:
        """Take one document; what comes of it is written with its batch."""
        self.taken += 1
        if isinstance(parsed.result, Problem):
            self._outcomes[Outcome.FAILED] += 1
            self._problems.append(parsed.result)
            return
        if not self._batch:
            self._batch_began = time.monotonic()
        self._batch.append(parsed.result)
        self._batch_bytes += len(parsed.result.source)
        if (
            len(self._batch) >= BATCH_POSTS
            or self._batch_bytes >= BATCH_BYTES
            or time.monotonic() - self._batch_began >= BATCH_SECONDS
        ):
            self._flush()

    def finish(self, *, cancelled: bool, seconds: float) -> ImportReport:
        """Write what is left, and the report."""
        self._flush()
        if self._dry_run or not self.taken:
            return self._report(cancelled, seconds)
        with self._archive.writing() as writer:
            number = self._ensure_accession(writer)
            report = self._report(cancelled, seconds)
            accessions.finish_accession(writer, number, report)
        return report

    def give_up(self, seconds: float) -> None:
        """After a failure: note how far it came, if even that can be written. The batch under way is gone."""
        self._batch = []
        if self._dry_run or self._accession is None:
            return
        with contextlib.suppress(ArchiveError), self._archive.writing() as writer:
            accessions.finish_accession(writer, self._accession, self._report(True, seconds))

    def _report(self, cancelled: bool, seconds: float) -> ImportReport:
        return ImportReport(
            accession=self._accession,
            generator=self._generator,
            sources=self._sources,
            added=self._outcomes[Outcome.ADDED],
            updated=self._outcomes[Outcome.UPDATED],
            unchanged=self._outcomes[Outcome.UNCHANGED],
            skipped=self._outcomes[Outcome.SKIPPED],
            failed=self._outcomes[Outcome.FAILED],
            repaired=self._repaired,
            kept_raw=self._kept_raw,
            media=len(self._media),
            seconds=seconds,
            cancelled=cancelled,
            dry_run=self._dry_run,
            problems=tuple(self._problems),
            posts_by_path=dict(self._posts_by_path),
        )

    # One batch

    def _flush(self) -> None:
        batch, self._batch, self._batch_bytes = self._batch, [], 0
        if not batch:
            return
        if self._dry_run:
            with self._archive.reading() as view:
                for candidate, known in self._with_known(view, batch):
                    self._count(
                        self._verdict(candidate, known), candidate, None if known is None else known.post_id
                    )
                    self._media.update(item.path for item in candidate.media)
            return
        with self._archive.writing(durable=False) as writer:
            self._write(writer, batch)

    def _write(self, writer: Writer, batch: list[Candidate]) -> None:
        accession = self._ensure_accession(writer)
        new: list[Candidate] = []
        for candidate, known in self._with_known(writer, batch):
            outcome = self._verdict(candidate, known)
            if outcome is Outcome.ADDED or known is None:
                new.append(candidate)
                continue
            if outcome is Outcome.UPDATED:
                posts.replace_source(
                    writer, known.post_id, self._accepted(candidate, accession), reason="import"
                )
                self._keep_media(writer, known.post_id, candidate)
            self._count(outcome, candidate, known.post_id)
        numbers = posts.insert_candidates(writer, [self._accepted(candidate, accession) for candidate in new])
        for candidate, number in zip(new, numbers, strict=True):
            self._keep_media(writer, number, candidate)
            self._count(Outcome.ADDED, candidate, number)

    def _ensure_accession(self, writer: Writer) -> int:
        if self._accession is None:
            sites = tuple(site_as_json(site) for site in self._sites)
            self._accession = accessions.begin_accession(
                writer, self._sources, self._generator, self._settings, sites
            )
        return self._accession

    def _accepted(self, candidate: Candidate, accession: int) -> AcceptedCandidate:
        return AcceptedCandidate(candidate, accession, self._origin_key(candidate), self._root_generator)

    def _origin_key(self, candidate: Candidate) -> int:
        return origin_key(self._root, candidate.path)

    # Known or not

    def _with_known(self, view: View, batch: list[Candidate]) -> list[tuple[Candidate, KnownPost | None]]:
        by_origin = posts.known_posts(view, [self._origin_key(candidate) for candidate in batch])
        strangers = [candidate.digest for candidate in batch if self._origin_key(candidate) not in by_origin]
        by_digest = posts.known_by_digest(view, strangers) if strangers else {}
        return [
            (candidate, by_origin.get(self._origin_key(candidate)) or self._moved(candidate, by_digest))
            for candidate in batch
        ]

    def _moved(self, candidate: Candidate, by_digest: dict[bytes, KnownPost]) -> KnownPost | None:
        """The post that has the same bytes and the same path (or file name, for a file imported by itself), from an
        earlier import: its source was moved or copied."""
        known = by_digest.get(candidate.digest)
        if known is None or known.accession_id == self._accession:
            return None
        ours, theirs = PurePosixPath(candidate.path), PurePosixPath(known.source_path)
        same = ours == theirs or (len(ours.parts) == 1 and ours.name == theirs.name)
        return known if same else None

    def _verdict(self, candidate: Candidate, known: KnownPost | None) -> Outcome:
        if known is None:
            return Outcome.ADDED
        if known.original_digest == candidate.digest:
            return Outcome.UNCHANGED
        match self._settings.on_duplicate:
            case OnDuplicate.KEEP_BOTH:
                return Outcome.ADDED
            case OnDuplicate.SKIP:
                self._problems.append(Problem(ProblemKind.DUPLICATE_SKIPPED, candidate.path))
                return Outcome.SKIPPED
        if known.edited:
            self._problems.append(
                Problem(ProblemKind.CONFLICT, candidate.path, details=(("title", known.title),))
            )
            self._posts_by_path[candidate.path] = known.post_id
            return Outcome.SKIPPED
        return Outcome.UPDATED

    # Counts and media

    def _count(self, outcome: Outcome, candidate: Candidate, post_id: int | None) -> None:
        self._outcomes[outcome] += 1
        if outcome in (Outcome.ADDED, Outcome.UPDATED):
            self._repaired += candidate.repaired
            self._kept_raw += candidate.kept_raw
            self._problems.extend(candidate.problems)
            if candidate.problems and post_id is not None:
                self._posts_by_path[candidate.path] = post_id

    def _keep_media(self, writer: Writer, post_id: int, candidate: Candidate) -> None:
        for item in candidate.media:
            found = read_attachment(self._root, candidate.path, item)
            if isinstance(found, Problem):
                self._problems.append(found)
                continue
            medium = media.put_media(writer, found, PurePosixPath(item.path).name)
            media.link(writer, post_id, item, medium)
            self._media.add(medium)


def origin_key(root: Path, path: str) -> int:
    """A signed 64-bit number for an absolute place of origin."""
    place = f"{root.as_posix()}/{path}".encode("utf-8", "surrogateescape")
    return int.from_bytes(hashlib.blake2b(place, digest_size=8).digest(), "big", signed=True)
