"""What an accession brought that still stands, and so can be taken back."""

from __future__ import annotations

from dataclasses import dataclass

from fonds.model.accession import Outcome, Withdrawal
from fonds.store.media import Links, links_from_json
from fonds.store.session import View

_ADDED = (
    "SELECT i.post_id, p.accession_id, r.digest <> p.original_digest FROM accession_items i "
    "JOIN posts p ON p.id = i.post_id JOIN revisions r ON r.id = p.head_revision "
    "WHERE i.accession_id = ? AND i.outcome = ? AND p.trashed_at IS NULL ORDER BY i.post_id"
)
_UPDATED = (
    "SELECT i.post_id, p.accession_id, p.head_revision, i.revision_id, i.before_revision, o.accession_id, a.withdrawn_at, "
    "i.links_before FROM accession_items i JOIN posts p ON p.id = i.post_id "
    "LEFT JOIN accession_items o ON o.post_id = i.post_id AND o.revision_id = i.before_revision "
    "LEFT JOIN accessions a ON a.id = o.accession_id "
    "WHERE i.accession_id = ? AND i.outcome = ? AND p.trashed_at IS NULL ORDER BY i.post_id"
)


@dataclass(frozen=True, slots=True)
class Reverted:
    """A post that goes back to an earlier state, the accession that had brought that one, and the links to files that
    it had then (None: those that it has)."""

    post_id: int
    revision_id: int
    accession_id: int
    links: Links | None


@dataclass(frozen=True, slots=True)
class WithdrawalPlan:
    """Which posts go to the trash, and which go back."""

    trashed: tuple[int, ...]
    reverted: tuple[Reverted, ...]
    summary: Withdrawal


def plan_withdrawal(view: View, accession_id: int) -> WithdrawalPlan:
    """What withdrawing an accession means now. Posts that lie in the trash already stay there. A post whose
    state of before came from an accession that is withdrawn as well has nothing to go back to: it goes to the trash."""
    trashed: list[int] = []
    reverted: list[Reverted] = []
    kept = edited = 0
    for post, brought_by, is_edited in view.cursor(_ADDED, (accession_id, Outcome.ADDED.value)):
        if brought_by == accession_id:
            trashed.append(post)
            edited += is_edited
        else:
            kept += 1
    for post, brought_by, head, revision, before, earlier, withdrawn, links in view.cursor(
        _UPDATED, (accession_id, Outcome.UPDATED.value)
    ):
        if brought_by != accession_id or head != revision or earlier is None:
            kept += 1
        elif withdrawn is not None:
            trashed.append(post)
        else:
            reverted.append(Reverted(post, before, earlier, links_from_json(links) if links else None))
    summary = Withdrawal(accession_id, len(trashed), len(reverted), kept, edited)
    return WithdrawalPlan(tuple(trashed), tuple(reverted), summary)
