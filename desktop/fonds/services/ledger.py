"""What an import has done so far: counts, problems, and the items that its accession keeps of it.

Rule: what belongs to a batch is noted while the batch is written, and forgotten again when the batch is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from fonds.model.accession import Candidate, ImportReport, Outcome
from fonds.model.problems import Problem
from fonds.store.accessions import NewItem
from fonds.store.media import Links


@dataclass
class Ledger:
    """The counts of one import. ``done`` are the places of documents that an earlier run of it dealt with."""

    generator: str
    sources: tuple[str, ...]
    dry_run: bool = False
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    conflicts: int = 0
    repaired: int = 0
    kept_raw: int = 0
    other_files: int = 0
    checked: int = 0
    identical: int = 0
    media: set[int | str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    posts_by_path: dict[str, int] = field(default_factory=dict)
    done: frozenset[int] | set[int] = frozenset()
    seconds_before: float = 0.0
    _items: list[NewItem] = field(default_factory=list)
    _new_media: set[int | str] = field(default_factory=set)
    _new_paths: list[str] = field(default_factory=list)

    def go_on(
        self, before: ImportReport, done: set[int], media: set[int], problems: Sequence[Problem]
    ) -> None:
        """Begin with what an earlier run of the same accession did."""
        self.outcomes.update(
            {
                Outcome.ADDED: before.added,
                Outcome.UPDATED: before.updated,
                Outcome.SKIPPED: before.skipped,
            }
        )
        self.conflicts = before.conflicts
        self.repaired, self.kept_raw = before.repaired, before.kept_raw
        self.seconds_before = before.seconds
        self.media |= media
        self.problems += problems
        self.done = done

    def tell(self, problem: Problem) -> None:
        """Something about a source, not about one of its documents."""
        self.problems.append(problem)
        self._items.append(NewItem(problem.path, None, problems=(problem,)))

    def fail(self, problem: Problem, origin: int | None = None) -> None:
        """A document could not be taken in."""
        self.outcomes[Outcome.FAILED] += 1
        self.problems.append(problem)
        self._items.append(NewItem(problem.path, Outcome.FAILED, origin, problems=(problem,)))

    def leave(self, origin: int) -> None:
        """A document is as the archive has it already."""
        if origin not in self.done:
            self.outcomes[Outcome.UNCHANGED] += 1
            self.checked += 1
            self.identical += 1

    def enter(
        self,
        outcome: Outcome,
        candidate: Candidate,
        origin: int,
        post_id: int | None = None,
        revisions: tuple[int | None, int | None] = (None, None),
        problems: tuple[Problem, ...] = (),
        links_before: Links | None = None,
    ) -> None:
        """A document was dealt with. ``revisions`` are the state that it brought and the one before; ``problems`` are
        those beside the candidate's own, which are told when it is taken in; ``links_before`` see ``NewItem``."""
        if origin in self.done:
            return
        taken = outcome in (Outcome.ADDED, Outcome.UPDATED)
        told = (*(candidate.problems if taken else ()), *problems)
        self.outcomes[outcome] += 1
        if outcome is Outcome.UNCHANGED:
            self.checked += 1
            self.identical += 1
        if taken:
            self.repaired += candidate.repaired
            self.kept_raw += candidate.kept_raw
        self.problems += told
        if told and post_id is not None and candidate.path not in self.posts_by_path:
            self.posts_by_path[candidate.path] = post_id
            self._new_paths.append(candidate.path)
        if outcome is not Outcome.UNCHANGED or told:
            repaired, raw = taken and candidate.repaired, taken and candidate.kept_raw
            self._items.append(
                NewItem(
                    candidate.path, outcome, origin, post_id, *revisions, repaired, raw, told, links_before
                )
            )

    def keep_media(self, medium: int | str) -> None:
        """A file that documents refer to was taken in (or, in a dry run, would be)."""
        if medium not in self.media:
            self.media.add(medium)
            self._new_media.add(medium)

    @property
    def brought(self) -> int:
        """How many documents were taken in."""
        return self.outcomes[Outcome.ADDED] + self.outcomes[Outcome.UPDATED]

    def damaged(self, problem: Problem, post_id: int) -> None:
        """What the archive holds of a document that was taken in is not what was read."""
        self.problems.append(problem)
        self.posts_by_path[problem.path] = post_id
        self._items.append(NewItem(problem.path, None, post_id=post_id, problems=(problem,)))

    def take_items(self) -> list[NewItem]:
        """The items that are not written yet, once."""
        items, self._items = self._items, []
        return items

    @contextmanager
    def batch(self) -> Iterator[None]:
        """What the block notes is forgotten when it raises; so nothing of a batch that is not in the archive is in
        the report."""
        self._new_media, self._new_paths = set(), []
        outcomes, items, told = self.outcomes.copy(), list(self._items), len(self.problems)
        counts = (self.conflicts, self.repaired, self.kept_raw, self.checked, self.identical)
        try:
            yield
        except BaseException:
            self.outcomes, self._items = outcomes, items
            self.conflicts, self.repaired, self.kept_raw, self.checked, self.identical = counts
            del self.problems[told:]
            self.media -= self._new_media
            for path in self._new_paths:
                del self.posts_by_path[path]
            raise

    def report(self, accession: int | None, *, cancelled: bool, seconds: float) -> ImportReport:
        """The whole as a report."""
        return ImportReport(
            accession=accession,
            generator=self.generator,
            sources=self.sources,
            added=self.outcomes[Outcome.ADDED],
            updated=self.outcomes[Outcome.UPDATED],
            unchanged=self.outcomes[Outcome.UNCHANGED],
            skipped=self.outcomes[Outcome.SKIPPED],
            failed=self.outcomes[Outcome.FAILED],
            conflicts=self.conflicts,
            repaired=self.repaired,
            kept_raw=self.kept_raw,
            media=len(self.media),
            other_files=self.other_files,
            checked=self.checked,
            identical=self.identical,
            seconds=self.seconds_before + seconds,
            cancelled=cancelled,
            dry_run=self.dry_run,
            problems=tuple(self.problems),
            posts_by_path=dict(self.posts_by_path),
        )
