"""Accessions: looked through, described, and withdrawn as one step that can be undone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import islice

from fonds.model.accession import Accession, AccessionEntry, AccessionItem, Outcome, Withdrawal
from fonds.model.changes import NOTHING_CHANGED, ChangeSet
from fonds.model.errors import UserError
from fonds.model.progress import CancelToken, Progress, ProgressSink
from fonds.model.steps import Step
from fonds.services.editing import now
from fonds.store import accessions, conflicts, media, posts, revisions, withdrawing
from fonds.store.archive import Archive
from fonds.store.session import View, Writer

TOLD = 1000
"""So many problems are loaded with a report; the rest is read page by page (``load_items``)."""


def list_accessions(archive: Archive) -> tuple[Accession, ...]:
    """Every import, newest first."""
    with archive.reading() as view:
        return accessions.list_accessions(view)


def list_entries(archive: Archive) -> tuple[AccessionEntry, ...]:
    """Every import as a list shows it, newest first; its posts are not counted."""
    with archive.reading() as view:
        return accessions.list_entries(view, {})


def load_accession(archive: Archive, number: int) -> Accession:
    """One import. Raises UserError when there is none of that number."""
    with archive.reading() as view:
        return accessions.get_accession(view, number)


def load_items(
    archive: Archive, number: int, outcomes: Sequence[Outcome] = (), *, limit: int = TOLD, after: int = 0
) -> tuple[AccessionItem, ...]:
    """What an accession did with its documents, in their order: at most ``limit`` of them, from the one behind the
    item ``after`` on."""
    with archive.reading() as view:
        return tuple(islice(accessions.load_items(view, number, outcomes, after=after), limit))


def describe_accession(archive: Archive, number: int, *, who: str, note: str) -> ChangeSet:
    """Write down who made an accession and what is to be said of it."""
    with archive.reading() as view:
        before = accessions.get_accession(view, number)
    if (before.who, before.note) == (who, note):
        return NOTHING_CHANGED
    step = Step("describe-import", (("number", str(number)),))
    with archive.writing(step) as writer:
        accessions.describe_accession(writer, number, who=who, note=note)
    return ChangeSet(taxonomy=True, step=step.name)


def interrupted_accession(archive: Archive) -> Accession | None:
    """The newest import, when it was broken off by a crash or a power failure and can be resumed."""
    with archive.reading() as view:
        newest = accessions.newest_accession(view)
        if newest is None or newest.finished_at is not None or accessions.is_at_work(view, newest.id):
            return None
    return newest if newest.resumable else None


def check_not_at_work(view: View, number: int) -> None:
    """Raise UserError while another process works on an accession: what is done to it meanwhile would be half done."""
    if accessions.is_at_work(view, number):
        raise UserError(
            "Import {id} is running at this moment, in another window or on the command line. "
            "Wait for its end, or cancel it there.",
            id=str(number),
        )


# Withdrawing


def foresee_withdrawal(archive: Archive, number: int) -> Withdrawal:
    """What withdrawing an accession would do."""
    with archive.reading() as view:
        accessions.get_accession(view, number)
        return withdrawing.plan_withdrawal(view, number).summary


def withdraw_accession(
    archive: Archive, number: int, progress: ProgressSink, cancel: CancelToken
) -> tuple[Withdrawal, ChangeSet]:
    """Take back what an accession brought, as one step that can be undone: the posts that it added go to the trash,
    those that it updated are given their text of before again, its open conflicts are dropped. A post that was edited
    since it was updated, or that a later accession brought again, is left alone.

    A source that was withdrawn can be imported anew as if it never had been. When cancelled nothing is changed, and
    Cancelled is raised; UserError when the accession is withdrawn already.
    """
    step = Step("withdraw-import", (("number", str(number)),))
    with archive.reading() as view:
        check_not_at_work(
            view, number
        )  # before waiting for a turn to write, which may come when it has ended
    with archive.writing(step) as writer:
        plan = withdraw(writer, number, progress, cancel)
    return plan.summary, _changes(plan.trashed, [item.post_id for item in plan.reverted], step)


def withdraw(
    writer: Writer, number: int, progress: ProgressSink, cancel: CancelToken
) -> withdrawing.WithdrawalPlan:
    """The same within a step that is open."""
    if accessions.get_accession(writer, number).withdrawn_at is not None:
        raise UserError("Import {id} is withdrawn already.", id=str(number))
    check_not_at_work(writer, number)
    plan = withdrawing.plan_withdrawal(writer, number)
    total = plan.summary.trashed + plan.summary.reverted
    for done, item in enumerate(plan.reverted):
        cancel.raise_if_cancelled()
        _revert(writer, item)
        progress(Progress(done, total, "withdrawing"))
    cancel.raise_if_cancelled()
    posts.set_trashed(writer, plan.trashed, now())
    conflicts.remove_conflicts(
        writer, [conflict.post_id for conflict in conflicts.list_conflicts(writer, number, trashed=True)]
    )
    accessions.set_withdrawn(writer, number, now())
    progress(Progress(total, total, "withdrawing"))
    return plan


def _revert(writer: Writer, item: withdrawing.Reverted) -> None:
    from fonds.services import rewriting  # which loads every importer

    post = replace(posts.get_post(writer, item.post_id), accession_id=item.accession_id)
    data = revisions.load_revision_source(writer, item.revision_id)
    candidate = rewriting.read_edited(post, data, rewriting.site_of(writer, post))
    posts.replace_source(writer, post.id, candidate, "withdraw", accession_id=item.accession_id)
    if item.links is not None:
        media.set_links(writer, post.id, item.links)


def _changes(trashed: Collection[int], reverted: Collection[int], step: Step) -> ChangeSet:
    return ChangeSet(changed=frozenset([*trashed, *reverted]), taxonomy=True, step=step.name)
