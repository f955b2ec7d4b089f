"""Conflicts: posts that were edited here while their source changed as well. A person looks at both and decides."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from fonds.model.accession import Conflict, Outcome
from fonds.model.changes import NOTHING_CHANGED, ChangeSet
from fonds.model.errors import UserError
from fonds.model.steps import Step
from fonds.services.post_parts import parts_of
from fonds.store import accessions, conflicts, media, posts, revisions
from fonds.store.accessions import NewItem
from fonds.store.archive import Archive
from fonds.store.session import View, Writer

Decision = Callable[[Writer, int], None]


@dataclass(frozen=True, slots=True)
class ConflictTexts:
    """What a conflict is about, as whole files: the archive's text, the source's, and what the source said when it was
    last taken in (None when that is no longer there)."""

    conflict: Conflict
    ours: str
    theirs: str
    base: str | None


def list_conflicts(archive: Archive, accession: int | None = None) -> tuple[Conflict, ...]:
    """The open conflicts of posts outside the trash, all or those that one import found, oldest first."""
    with archive.reading() as view:
        return conflicts.list_conflicts(view, accession)


def count_conflicts(archive: Archive) -> int:
    """How many open conflicts there are."""
    with archive.reading() as view:
        return conflicts.count_conflicts(view)


def find_conflict(archive: Archive, post_id: int) -> Conflict | None:
    """The open conflict of a post, if there is one."""
    with archive.reading() as view:
        return conflicts.find_conflict(view, post_id)


def load_texts(archive: Archive, post_id: int) -> ConflictTexts:
    """Both sides of a conflict. Raises UserError when the post is in none (any more)."""
    with archive.reading() as view:
        conflict = _get(view, post_id)
        post = posts.get_post(view, post_id)
        theirs = revisions.load_revision_source(view, conflict.revision_id)
        base = conflict.base_revision
        before = revisions.load_revision_source(view, base) if base is not None else None
    from fonds.services.rewriting import encoding_for  # which loads every importer

    def text_of(data: bytes) -> str:
        return parts_of(post, data, encoding_for(post, data)).text

    return ConflictTexts(
        conflict, parts_of(post).text, text_of(theirs), None if before is None else text_of(before)
    )


def keep_ours(archive: Archive, ids: Collection[int]) -> ChangeSet:
    """Leave these posts as they were edited here. The source's text stays among their revisions; while the source stays
    as it is, no import asks again."""

    def decide(writer: Writer, post_id: int) -> None:
        conflicts.acknowledge(writer, post_id)

    return _decide(archive, ids, Step("keep-ours"), decide)


def take_theirs(archive: Archive, ids: Collection[int]) -> ChangeSet:
    """Give these posts the source's text. What was edited here stays among their revisions, and is what they keep when
    the accession is withdrawn later."""
    from fonds.services import rewriting  # which loads every importer

    def decide(writer: Writer, post_id: int) -> None:
        conflict = _get(writer, post_id)
        post = replace(posts.get_post(writer, post_id), accession_id=conflict.accession_id)
        data = revisions.load_revision_source(writer, conflict.revision_id)
        candidate = rewriting.read_edited(post, data, rewriting.site_of(writer, post))
        links = media.load_links(writer, post_id)
        revision = posts.replace_source(
            writer, post_id, candidate, "import", accession_id=conflict.accession_id
        )
        conflicts.link_media(writer, post_id)
        item = NewItem(
            post.source_path,
            Outcome.UPDATED,
            posts.find_origin(writer, post_id),
            post_id,
            revision,
            post.revision_id,
            links_before=links,
        )
        accessions.add_items(writer, conflict.accession_id, [item])

    return _decide(archive, ids, Step("take-theirs"), decide)


def _decide(archive: Archive, ids: Collection[int], step: Step, decide: Decision) -> ChangeSet:
    with archive.writing(step) as writer:
        here = [post for post in sorted(ids) if conflicts.find_conflict(writer, post) is not None]
        for post in here:
            decide(writer, post)
        conflicts.remove_conflicts(writer, here)
    return ChangeSet(changed=frozenset(here), taxonomy=True, step=step.name) if here else NOTHING_CHANGED


def _get(view: View, post_id: int) -> Conflict:
    found = conflicts.find_conflict(view, post_id)
    if found is None:
        raise UserError("The source of post {id} does not contradict it any more.", id=str(post_id))
    return found
