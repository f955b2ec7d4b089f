"""Editing many posts at once, as a change set that is seen before it is made: ``plan``, then ``apply`` as one step.

A plan holds the finished new revisions in a temporary file, so that what is applied is what was seen, however many
posts there are, and applying is nothing but writing. A post that was changed since is left out, and told.
"""

from __future__ import annotations

import pickle
import tempfile
import threading
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import IO, Any

from fonds.base.beside_window import beside_window
from fonds.importers.interface import SiteSettings
from fonds.model.bulk_edit import (
    BulkOperation,
    BulkOutcome,
    PlanCounts,
    PlannedPost,
    PlanState,
)
from fonds.model.changes import NOTHING_CHANGED, ChangeSet
from fonds.model.errors import EnvironmentProblem, UserError
from fonds.model.progress import CancelToken, Progress, ProgressSink, ignore_progress
from fonds.model.steps import Step, step_of_posts
from fonds.services import rewriting
from fonds.services.bulk_posts import BulkChunk, PackedAnswer
from fonds.services.bulk_values import check_operations
from fonds.services.bulk_workers import CHUNK, INLINE_LIMIT, plan_in_children, plan_inline
from fonds.services.editing import now, posts_step
from fonds.services.post_parts import parts_of
from fonds.store import accessions
from fonds.store.archive import Archive
from fonds.store.posts import get_post
from fonds.store.revising import PreparedRevision, revise_posts
from fonds.store.revision_bytes import unpack_for
from fonds.store.session import View
from fonds.store.whole_posts import ACCESSION, GENERATOR, load_rows

REASON = "bulk edit"
"""The reason of a revision that was made here."""
BATCH = 2000
"""Posts that are written between two looks at whether to stop: a quarter of a second."""
MOST_SLOW = 20
"""Posts on which an expression may take too long before the whole plan is given up."""
MOST_NAMED = 2000
"""Posts that a change set names; of more it says that there are many."""


class BulkPlan:
    """What operations would do to posts: counts, and the posts that they concern, in the order asked.

    Safe to be read from any thread while it is made and after; ``close`` lets its file go.
    """

    def __init__(self, operations: Sequence[BulkOperation], looked_at: int) -> None:
        self.operations = tuple(operations)
        self._looked_at = looked_at
        self._done = 0
        self._states: Counter[PlanState] = Counter()
        self._file: IO[bytes] = tempfile.TemporaryFile(prefix="fonds-bulk-")  # noqa: SIM115 - closed by ``close``
        self._lock = threading.Lock()
        self._places = array("q")
        self._middles = array("q")
        self._open = bytearray()
        self._ids = array("q")
        self._problems = array("q")
        self._end = 0

    def __enter__(self) -> BulkPlan:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Forget everything."""
        with self._lock:
            self._file.close()

    @property
    def counts(self) -> PlanCounts:
        """How many posts there are of each kind, as far as the plan is made."""
        states = self._states
        return PlanCounts(
            looked_at=self._done,
            changes=states[PlanState.CHANGE],
            rewrites=states[PlanState.REWRITE],
            unchanged=self._done - states.total(),
            refused=states[PlanState.REFUSED],
        )

    @property
    def total(self) -> int:
        """How many posts it is to look at."""
        return self._looked_at

    def size(self, *, problems: bool = False) -> int:
        """How many posts it concerns so far; with ``problems`` those alone that cannot simply be changed."""
        return len(self._problems if problems else self._places)

    def rows(self, start: int, count: int, *, problems: bool = False) -> list[PlannedPost]:
        """Some of the posts that it concerns."""
        found = (
            self._problems[start : start + count]
            if problems
            else range(*slice(start, start + count).indices(len(self._places)))
        )
        return [self._planned(number) for number in found]

    def find_revision(self, post_id: int) -> PreparedRevision | None:
        """The new revision of a post, where it has one."""
        try:
            return self._revision(self._ids.index(post_id))
        except ValueError:
            return None

    # For ``plan`` and ``apply``

    def take(self, answers: Sequence[PackedAnswer]) -> None:
        """Keep what is to become of some posts. Raises EnvironmentProblem when the disk is full."""
        try:
            with self._lock:
                for answer in answers if not self._file.closed else ():
                    self._take(answer)
        except OSError as fault:
            raise EnvironmentProblem(
                "The change set cannot be kept: {reason}.", reason=fault.strerror or str(fault)
            ) from fault

    def _take(self, answer: PackedAnswer) -> None:
        self._done += 1
        if not answer.state:
            return
        state = PlanState(answer.state)
        self._file.seek(self._end)
        self._file.write(answer.planned + answer.revision)
        self._states[state] += 1
        if state is not PlanState.CHANGE:
            self._problems.append(len(self._places))
        self._ids.append(answer.post_id)
        self._open.append(state is PlanState.CHANGE)
        self._places.append(self._end)
        self._end += len(answer.planned)
        self._middles.append(self._end)
        self._end += len(answer.revision)

    def revisions(self, *, rewriting: bool) -> Iterator[list[PreparedRevision]]:
        """What is to be written, in batches, by post."""
        chosen = (number for number, simple in enumerate(self._open) if simple or rewriting)
        order = sorted(chosen, key=self._ids.__getitem__)
        for start in range(0, len(order), BATCH):
            found = (self._revision(number) for number in order[start : start + BATCH])
            yield [revision for revision in found if revision is not None]

    def _planned(self, number: int) -> PlannedPost:
        found: PlannedPost = self._load(self._places[number], self._middles[number])
        return found

    def _revision(self, number: int) -> PreparedRevision | None:
        end = self._places[number + 1] if number + 1 < len(self._places) else self._end
        found: PreparedRevision | None = self._load(self._middles[number], end)
        return found

    def _load(self, place: int, end: int) -> Any:
        with self._lock:
            if self._file.closed:
                raise UserError("The change set was put away.")
            self._file.seek(place)
            data = self._file.read(end - place)
        return pickle.loads(data)


def plan(
    archive: Archive,
    ids: Sequence[int],
    operations: Sequence[BulkOperation],
    progress: ProgressSink = ignore_progress,
    cancel: CancelToken | None = None,
    into: BulkPlan | None = None,
) -> BulkPlan:
    """Find out what operations, one after the other, would do to posts. Writes nothing.

    ``into`` is a plan for the same that is shown while it is made. Raises UserError, with the field, for operations
    that could not be done to any post, and where an expression takes too long on too many; Cancelled when asked to stop.
    """
    check_operations(operations)
    cancel = cancel or CancelToken()
    made = BulkPlan(operations, len(ids)) if into is None else into
    try:
        with beside_window(), archive.reading(cancel) as view:
            chunks = _chunks(view, ids, tuple(operations))
            work = plan_inline if len(ids) <= INLINE_LIMIT else plan_in_children
            slow = 0
            for chunk, answers in work(chunks, cancel):
                made.take(answers)
                slow += sum(answer.slow for answer in answers)
                if slow > MOST_SLOW:
                    raise UserError("The expression takes too long on too many posts.", field="find")
                progress(Progress(made.counts.looked_at, len(ids), "plan", chunk.posts[-1].title))
    except BaseException:
        if into is None:
            made.close()
        raise
    return made


def _chunks(view: View, ids: Sequence[int], operations: tuple[BulkOperation, ...]) -> Iterator[BulkChunk]:
    sites: dict[tuple[int | None, str], SiteSettings] = {}
    for start in range(0, len(ids), CHUNK):
        posts = load_rows(view, ids[start : start + CHUNK])
        found: list[SiteSettings] = []
        for rows in posts:
            key = (rows.row[ACCESSION], rows.row[GENERATOR])
            site = sites.get(key)
            if site is None:
                site = rewriting.site_of(view, rows.stored().post)
                number = key[0]
                if number is None or len(accessions.load_sites(view, number)) < 2:
                    sites[key] = site  # of several sources it is the one that the post lay in
            found.append(site)
        if posts:
            yield BulkChunk(tuple(posts), tuple(found), operations)


def apply(
    archive: Archive,
    made: BulkPlan,
    progress: ProgressSink = ignore_progress,
    cancel: CancelToken | None = None,
    *,
    rewriting: bool = False,
) -> tuple[BulkOutcome, ChangeSet]:
    """Make the changes of a plan: one step, which can be undone; all of them or, on a failure or when cancelled, none.

    With ``rewriting`` also those for which front matter has to be written anew. Posts that were changed since the plan
    was made, or have unsaved text now, are left out.
    """
    cancel = cancel or CancelToken()
    counts = made.counts
    total = counts.changes + (counts.rewrites if rewriting else 0)
    if not total:
        return BulkOutcome(0), NOTHING_CHANGED
    changed: list[int] = []
    left_out: list[int] = []
    when = now()
    step = _step_of(archive, made, total)
    with beside_window(), archive.writing(step) as writer:
        for batch in made.revisions(rewriting=rewriting):
            cancel.raise_if_cancelled()
            missed = revise_posts(writer, batch, REASON, when)
            left_out += missed
            gone = frozenset(missed)
            changed += [revision.post_id for revision in batch if revision.post_id not in gone]
            progress(Progress(len(changed) + len(left_out), total, "write"))
        cancel.raise_if_cancelled()
    outcome = BulkOutcome(len(changed), tuple(left_out))
    if not changed:
        return outcome, NOTHING_CHANGED
    many = len(changed) > MOST_NAMED
    return outcome, ChangeSet(
        changed=frozenset() if many else frozenset(changed), many=many, taxonomy=True, step=step.name
    )


def _step_of(archive: Archive, made: BulkPlan, total: int) -> Step:
    with archive.reading() as view:
        if total == 1 and made.size() == 1:
            return posts_step(view, "edit", [made.rows(0, 1)[0].post_id])
        return step_of_posts("edit", total)


def before_and_after(archive: Archive, made: BulkPlan, post_id: int) -> tuple[str, str] | None:
    """The whole file of a post before and after, as text; None where nothing can be done for it, or it has changed."""
    revision = made.find_revision(post_id)
    if revision is None:
        return None
    with archive.reading() as view:
        post = get_post(view, post_id)
        data = unpack_for(view, *revision.source) if post.revision_id == revision.base_revision else b""
    if post.revision_id != revision.base_revision:
        return None
    after = parts_of(post, data, rewriting.encoding_for(post, data) or post.encoding)
    return parts_of(post).text, after.text


def posts_with_term(archive: Archive, term: int) -> list[int]:
    """The posts that carry a tag or an author, or a category or one below it, those in the trash among them."""
    from fonds.store.taxonomy import posts_of_term

    with archive.reading() as view:
        return posts_of_term(view, term)
