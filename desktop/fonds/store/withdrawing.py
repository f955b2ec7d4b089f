"""What an accession brought that still stands, and so can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from fonds.model.accession import Outcome, Withdrawal
from fonds.store.media import Links, links_from_json
from fonds.store.session import View

_ADDED = (
    "SELECT i.post_id, p.accession_id, r.digest <> p.original_digest FROM accession_items i "
    "JOIN posts p ON p.id = i.post_id JOIN revisions r ON r.id = p.head_revision "
    "WHERE i.accession_id = ? AND i.outcome = ? AND p.trashed_at IS NULL ORDER BY i.post_id"
)
# The items of a post have no index: with IN they are walked once, with a join once for each post.
_UPDATED = (
    "SELECT i.post_id, i.accession_id, i.outcome, i.revision_id, i.links_before, r.digest, "
    "b.digest, a.withdrawn_at, p.accession_id, p.head_revision "
    "FROM accession_items i JOIN posts p ON p.id = i.post_id JOIN accessions a ON a.id = i.accession_id "
    "JOIN revisions r ON r.id = i.revision_id LEFT JOIN revisions b ON b.id = i.before_revision "
    "WHERE i.post_id IN (SELECT post_id FROM accession_items WHERE accession_id = ? AND outcome = ?) "
    "AND p.trashed_at IS NULL ORDER BY i.post_id, i.id DESC"
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


@dataclass(frozen=True, slots=True)
class _Brought:
    """One item of a post: the state that it brought, the one before it, and whether its accession stands."""

    post_id: int
    accession_id: int
    outcome: str
    revision_id: int
    links_before: str | None
    digest: bytes
    digest_before: bytes | None
    withdrawn_at: int | None
    brought_by: int | None
    head_revision: int


def plan_withdrawal(view: View, accession_id: int) -> WithdrawalPlan:
    """What withdrawing an accession means now. Posts that lie in the trash already stay there. A post goes back to
    what the newest accession that still stands had brought before; where none does, it goes to the trash."""
    trashed: list[int] = []
    reverted: list[Reverted] = []
    kept = edited = 0
    for post, brought_by, is_edited in view.cursor(_ADDED, (accession_id, Outcome.ADDED.value)):
        if brought_by == accession_id:
            trashed.append(post)
            edited += is_edited
        else:
            kept += 1
    rows = view.cursor(_UPDATED, (accession_id, Outcome.UPDATED.value))
    for post, found in groupby((_Brought(*row) for row in rows), key=lambda item: item.post_id):
        items = list(found)
        while items[0].accession_id != accession_id or items[0].outcome != Outcome.UPDATED:
            del items[0]  # what came after
        last, earlier = items[0], _before(items)
        if last.brought_by != accession_id or last.head_revision != last.revision_id or not earlier:
            kept += 1
        elif (state := _standing(last, earlier)) is not None:
            reverted.append(state)
        else:
            trashed.append(post)
    summary = Withdrawal(accession_id, len(trashed), len(reverted), kept, edited)
    return WithdrawalPlan(tuple(trashed), tuple(reverted), summary)


def _before(items: Sequence[_Brought]) -> Sequence[_Brought]:
    """The items from the one on that brought the text before the first one; nothing when nobody knows whose that was.
    It is known by its bytes: a withdrawal, or a decision on a conflict, has put them into a revision of its own."""
    wanted = items[0].digest_before
    places = (place for place, item in enumerate(items) if place and item.digest == wanted)
    return items[next(places, len(items)) :]


def _standing(last: _Brought, earlier: Sequence[_Brought]) -> Reverted | None:
    """The newest of the earlier states whose accession stands."""
    links = last.links_before
    for item in earlier:
        if item is not earlier[0] and item.outcome == Outcome.SKIPPED:
            continue  # a source's text beside an edited post, which was not taken
        if item.withdrawn_at is None and item.accession_id != last.accession_id:
            known = links_from_json(links) if links is not None else None
            return Reverted(item.post_id, item.revision_id, item.accession_id, known)
        links = item.links_before if item.links_before is not None else links
    return None
