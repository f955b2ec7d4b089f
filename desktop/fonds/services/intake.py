"""Taking parsed documents into the archive, batch by batch: each batch is one transaction, complete or not there.

A document is known by where it came from (its absolute path) or, for a source that was moved, by its bytes together
with its path. What is known and unchanged is left alone; what changed is updated, unless the post was edited here.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from fonds.importers.attachments import read_attachment
from fonds.importers.formats import is_document_name
from fonds.importers.interface import site_as_json
from fonds.model.accession import Candidate, ImportReport, ImportSettings, OnDuplicate, Outcome
from fonds.model.errors import ArchiveError
from fonds.model.problems import Problem, ProblemKind
from fonds.services.origins import origin_key
from fonds.services.parsing import ParsedFile
from fonds.services.sources import ScannedSource
from fonds.store import accessions, media, posts
from fonds.store.archive import Archive
from fonds.store.packing import PreparedText
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
    ProblemKind.NOT_DOCUMENT,
)
"""What a scan says of a file that is not even read."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A document on its way in."""

    candidate: Candidate
    prepared: PreparedText | None
    origin_key: int
    path: str
    """As the system names it, which for bytes that are no text is not what is shown."""


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
        self._sites = tuple(site_as_json(source.site, source.root) for source in found)
        self._generator = ", ".join(dict.fromkeys(source.generator.name for source in found))
        self._settings = settings
        self._dry_run = dry_run
        self._accession: int | None = None
        self._root = Path()
        self._root_generator = ""
        self._batch: list[_Read] = []
        self._batch_bytes = 0
        self._batch_paths: set[str] = set()
        self._batch_began = 0.0
        self._outcomes: Counter[Outcome] = Counter()
        self._repaired = 0
        self._kept_raw = 0
        self._media: set[int | str] = set()
        self._batch_media: set[int | str] = set()
        self._problems: list[Problem] = []
        self._posts_by_path: dict[str, int] = {}
        self._old_places: dict[int, tuple[Path, ...]] = {}
        self._seen: dict[int, bytes] = {}
        self._recognised: set[int] = set()
        self.taken = 0

    def begin_source(self, source: ScannedSource) -> None:
        """From here on documents come from this source. Those that the scan had to refuse have failed."""
        self._flush()
        self._root = source.root
        self._root_generator = source.generator.name
        for problem in source.problems:
            self._problems.append(problem)
            if problem.kind in REFUSED and (source.chosen or is_document_name(problem.path)):
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
        place = parsed.file.path
        self._batch.append(_Read(parsed.result, parsed.prepared, origin_key(self._root, place), place))
        self._batch_bytes += self._size_of(parsed.result)
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

    def finish(self, *, cancelled: bool, seconds: float) -> ImportReport:
        """Write what is left, and the report."""
        self._flush()
        if self._dry_run or not self.taken:
            return self._report(cancelled, seconds)
        with self._archive.writing() as writer:
            number = self._ensure_accession(writer)
            report = self._report(cancelled, seconds)
            accessions.finish_accession(writer, number, report, int(time.time()))
        return report

    def give_up(self, seconds: float) -> None:
        """After a failure: note how far it came, if even that can be written. The batch under way is gone."""
        self._batch = []
        if self._dry_run or self._accession is None:
            return
        with contextlib.suppress(ArchiveError), self._archive.writing() as writer:
            accessions.finish_accession(
                writer, self._accession, self._report(True, seconds), int(time.time())
            )

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
        self._batch_paths.clear()
        if not batch:
            return
        if self._dry_run:
            with self._archive.reading() as view:
                for item, known in self._with_known(view, batch):
                    self._foresee(item, known)
            return
        before = (self._accession, self._outcomes.copy(), self._repaired, self._kept_raw, len(self._problems))
        self._batch_media.clear()
        try:
            with self._archive.writing(durable=False) as writer:
                self._write(writer, batch)
        except BaseException:
            # Nothing of the batch is in the archive, so that nothing of it may be in the report.
            self._accession, self._outcomes, self._repaired, self._kept_raw, told = before
            del self._problems[told:]
            for item in batch:
                self._posts_by_path.pop(item.candidate.path, None)
            raise
        self._media |= self._batch_media

    def _foresee(self, item: _Read, known: KnownPost | None) -> None:
        """What a real import would make of a document; one that two of the sources hold comes only once."""
        candidate = item.candidate
        again = known is None and self._seen.get(item.origin_key) == candidate.digest
        outcome = Outcome.UNCHANGED if again else self._verdict(candidate, known)
        self._seen[item.origin_key] = candidate.digest
        self._count(outcome, candidate, None if known is None else known.post_id)
        if outcome in (Outcome.ADDED, Outcome.UPDATED):
            self._media.update(medium.path for medium in candidate.media)

    def _write(self, writer: Writer, batch: list[_Read]) -> None:
        accession = self._ensure_accession(writer)
        new: list[_Read] = []
        for item, known in self._with_known(writer, batch):
            candidate = item.candidate
            outcome = self._verdict(candidate, known)
            if outcome is Outcome.ADDED or known is None:
                new.append(item)
                continue
            if outcome is Outcome.UPDATED:
                posts.replace_source(
                    writer, known.post_id, candidate, "import", accession_id=accession, prepared=item.prepared
                )
                self._keep_media(writer, known.post_id, candidate)
            elif outcome is Outcome.UNCHANGED:
                self._look_around(writer, item, known)
            self._count(outcome, candidate, known.post_id)
        accepted = [
            AcceptedCandidate(
                item.candidate, accession, item.origin_key, self._root_generator, item.prepared, item.path
            )
            for item in new
        ]
        for item, number in zip(new, posts.insert_candidates(writer, accepted), strict=True):
            self._keep_media(writer, number, item.candidate)
            self._count(Outcome.ADDED, item.candidate, number)

    def _look_around(self, writer: Writer, item: _Read, known: KnownPost) -> None:
        """A file is as it was, but it may lie elsewhere now, or a file that it refers to may have come or changed."""
        if known.origin_key != item.origin_key and not self._lies_there_still(writer, known):
            posts.move_origin(writer, known.post_id, item.origin_key)
        candidate = item.candidate
        if self._settings.on_duplicate is OnDuplicate.SKIP or not candidate.media:
            return
        if self._keep_media(writer, known.post_id, candidate) and not known.edited:
            posts.renew_problems(writer, known.post_id, candidate, self._accession)

    def _lies_there_still(self, view: View, known: KnownPost) -> bool:
        """Whether the file that a post came from is where it was: then what was found elsewhere is a copy."""
        if known.accession_id is None:
            return False
        if known.accession_id not in self._old_places:
            sources = accessions.load_sources(view, known.accession_id)
            places = [Path(os.path.realpath(source)) for source in sources]
            self._old_places[known.accession_id] = tuple(
                root for place in places for root in (place, place.parent)
            )
        return any(
            origin_key(root, known.source_path) == known.origin_key
            and os.path.lexists(root / known.source_path)
            for root in self._old_places[known.accession_id]
        )

    def _ensure_accession(self, writer: Writer) -> int:
        if self._accession is None:
            self._accession = accessions.begin_accession(
                writer, self._sources, self._generator, self._settings, int(time.time()), self._sites
            )
        return self._accession

    # Known or not

    def _with_known(self, view: View, batch: list[_Read]) -> list[tuple[_Read, KnownPost | None]]:
        by_origin = posts.known_posts(view, [item.origin_key for item in batch])
        strangers = [item for item in batch if item.origin_key not in by_origin]
        if not strangers:
            return [(item, by_origin[item.origin_key]) for item in batch]
        by_path = posts.known_by_path(view, [item.path for item in strangers])
        by_digest = posts.known_by_digest(view, [item.candidate.digest for item in strangers])
        return [
            (item, by_origin.get(item.origin_key) or self._moved(item, by_path, by_digest)) for item in batch
        ]

    def _moved(
        self,
        item: _Read,
        by_path: Mapping[tuple[str, bytes], Sequence[KnownPost]],
        by_digest: Mapping[bytes, KnownPost],
    ) -> KnownPost | None:
        """The post that has the same bytes and the same path (or file name, for a file imported by itself), from an
        earlier import: its source was moved or copied."""
        digest = item.candidate.digest
        twins = [known for known in by_path.get((item.path, digest), ()) if self._is_earlier(known)]
        if len(twins) > 1:  # as many sources held it: each time another one is meant
            self._recognised.add(twins[-1].post_id)
        if twins:
            return twins[-1]
        known = by_digest.get(digest)
        ours = PurePosixPath(item.path)
        if known is None or len(ours.parts) > 1 or not self._is_earlier(known):
            return None
        return known if ours.name == PurePosixPath(known.source_path).name else None

    def _is_earlier(self, known: KnownPost) -> bool:
        return known.accession_id != self._accession and known.post_id not in self._recognised

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

    def _keep_media(self, writer: Writer, post_id: int, candidate: Candidate) -> bool:
        """Keep the files that a document refers to; whether one of them is new to its post."""
        if not candidate.media:
            return False
        linked = {reference.reference: number for reference, number in media.load_links(writer, post_id)}
        changed = False
        for item in candidate.media:
            found = read_attachment(self._root, candidate.path, item)
            if isinstance(found, Problem):
                self._problems.append(found)
                continue
            medium = media.put_media(writer, found, PurePosixPath(item.path).name)
            if linked.get(item.reference) != medium:
                media.link(writer, post_id, item.reference, medium, item.path)
                self._batch_media.add(medium)
                changed = True
        return changed
