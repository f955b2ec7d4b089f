"""Changing posts: create, save, trash, restore, purge, and keep unsaved text.

A save patches the post's bytes, reads the result again as the importer would (``rewriting.py``, which is loaded with
the first save), and keeps both as a new revision.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass

from fonds.model.changes import NOTHING_CHANGED, ChangeSet
from fonds.model.errors import EditConflict
from fonds.model.post import Post
from fonds.model.revision import Draft, NewPost, PostEdit, PurgeSizes
from fonds.model.steps import Step, step_of_posts
from fonds.services.post_parts import parts_of
from fonds.store import drafts, facts, posts, purging
from fonds.store.archive import Archive
from fonds.store.posts import AcceptedCandidate
from fonds.store.session import View

_NAMED = 1000
"""So many purged posts are named in the log by their numbers."""
PostsChange = Callable[[Archive, Collection[int]], ChangeSet]
"""A change to many posts at once."""


def now() -> int:
    """The present, in seconds UTC."""
    return int(time.time())


# What the editor shows


def body_of(post: Post) -> str:
    """The text that is edited: the body, or the whole text of a post whose header cannot be read."""
    parts = parts_of(post)
    return parts.body if post.header_readable else parts.text


def text_of(post: Post) -> str:
    """The whole text of the file, front matter and body."""
    return parts_of(post).text


def header_of(post: Post) -> str:
    """The front matter, without its fences; empty when there is none."""
    return parts_of(post).header


# Saving


def create_post(archive: Archive, new: NewPost) -> tuple[int, ChangeSet]:
    """Make a new post, dated now; returns its number."""
    from fonds.services import rewriting

    data = rewriting.new_source(new)
    step = Step("create-post", (("title", short_title(new.title or "Untitled")),))
    with archive.writing(step) as writer:
        path = facts.free_source_path(writer, *rewriting.new_name(new))
        candidate = rewriting.read_new(data, path, now())
        accepted = AcceptedCandidate(candidate, generator=rewriting.NEW_GENERATOR)
        number = posts.insert_candidates(writer, [accepted], reason="create")[0]
    return number, ChangeSet(added=frozenset([number]), taxonomy=True, step=step.name)


def save_post(
    archive: Archive,
    post_id: int,
    edit: PostEdit,
    base_revision: int,
    agreed: str = "",
    *,
    operation: str = "edit",
) -> ChangeSet:
    """Write an edit that began from ``base_revision`` as a new revision, and discard the draft. ``operation``: "edit", or
    "restore" when a part of an earlier revision is taken back.

    Only the touched characters of the file change. Raises EditConflict when the post was saved elsewhere meanwhile,
    UserError (with the field's name) for what cannot be written, or would not be read as it was asked for, and
    HeaderNotPatchable for what needs a rewritten front matter, unless ``agreed`` is the digest of just that file (see
    ``propose_rewrite``). An edit that changes nothing writes nothing.
    """
    from fonds.services import rewriting

    with archive.reading() as view:
        post = posts.get_post(view, post_id)
        site = rewriting.site_of(view, post)
    if post.revision_id != base_revision:
        raise EditConflict("“{title}” was changed elsewhere since you began.", title=post.metadata.title)
    data = rewriting.edited_source(post, edit, site, rewriting=bool(agreed))
    if agreed and _digest(data) != agreed:  # it is not what was shown: asked anew, if it must be
        data = rewriting.edited_source(post, edit, site)
    if data == post.source:
        rewriting.check_reading(edit.metadata, post.metadata)
        return discard_draft(archive, post_id)
    candidate = rewriting.read_edited(post, data, site)
    rewriting.check_reading(edit.metadata, candidate.metadata)
    code = "edit-post" if operation == "edit" else "restore-part"
    step = Step(code, (("title", short_title(candidate.metadata.title)),))
    with archive.writing(step) as writer:
        if posts.get_post(writer, post_id).revision_id != base_revision:
            raise EditConflict("“{title}” was changed elsewhere since you began.", title=post.metadata.title)
        posts.replace_source(writer, post_id, candidate, operation)
        drafts.discard_draft(writer, post_id)
    return ChangeSet(changed=frozenset([post_id]), taxonomy=True, step=step.name)


@dataclass(frozen=True, slots=True)
class RewriteProposal:
    """A file before and after a rewriting of its front matter, as text. ``digest`` is what to agree with."""

    before: str
    after: str
    digest: str


def propose_rewrite(archive: Archive, post_id: int, edit: PostEdit) -> RewriteProposal:
    """What saving this edit would make of the file if its front matter may be rewritten. Writes nothing; raises
    UserError where even that cannot be done."""
    from fonds.services import rewriting

    with archive.reading() as view:
        post = posts.get_post(view, post_id)
        site = rewriting.site_of(view, post)
    data = rewriting.edited_source(post, edit, site, rewriting=True)
    rewriting.check_reading(edit.metadata, rewriting.read_edited(post, data, site).metadata)
    after = parts_of(post, data, post.encoding).text
    return RewriteProposal(parts_of(post).text, after, _digest(data))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# Trash


def trash_posts(archive: Archive, ids: Collection[int]) -> ChangeSet:
    """Move posts to the trash. Nothing of them is lost."""
    return _move(archive, ids, now(), "trash")


def restore_posts(archive: Archive, ids: Collection[int]) -> ChangeSet:
    """Take posts out of the trash."""
    return _move(archive, ids, None, "restore")


def purge_posts(archive: Archive, ids: Collection[int]) -> ChangeSet:
    """Delete posts, their revisions and media that nobody else needs, for good. This cannot be undone."""
    with archive.writing(entry=Step("purge")) as writer:
        sizes = purging.purge_sizes(writer, list(ids))
        files = purging.media_sizes(writer, list(ids))
        gone = posts.purge(writer, list(ids))
        media = purging.gone_media(writer, files)
        writer.nothing_done = not gone
        counts = {"revisions": sizes.revisions, "bytes": sizes.bytes}
        files_gone = {"media": len(media), "media_bytes": sum(media.values())}
        writer.facts = {"number": len(gone), "posts": len(gone), "ids": gone[:_NAMED], **counts, **files_gone}
    return ChangeSet(removed=frozenset(gone), taxonomy=True) if gone else NOTHING_CHANGED


def purge_size(archive: Archive, ids: Collection[int]) -> PurgeSizes:
    """How much purging these posts would delete."""
    with archive.reading() as view:
        return purging.purge_sizes(view, list(ids))


def _move(archive: Archive, ids: Collection[int], when: int | None, verb: str) -> ChangeSet:
    wanted = list(ids)
    with archive.reading() as view:
        step = posts_step(view, verb, wanted)
    with archive.writing(step) as writer:
        moved = posts.set_trashed(writer, wanted, when)
    return ChangeSet(changed=frozenset(moved), taxonomy=True, step=step.name) if moved else NOTHING_CHANGED


def posts_step(view: View, verb: str, ids: list[int]) -> Step:
    """The step ``verb`` for the posts that it touches: one is called by its title, several by their number."""
    found = posts.load_summaries(view, ids) if len(ids) == 1 else []
    return step_of_posts(verb, len(ids), short_title(found[0].title or "Untitled") if found else "")


def named_posts(view: View, ids: list[int]) -> str:
    """What a sentence calls some posts: one by its title, several by their number."""
    if len(ids) != 1:
        return f"{len(ids)} posts"
    found = posts.load_summaries(view, ids)
    return f"“{short_title(found[0].title)}”" if found else "1 post"


def short_title(title: str) -> str:
    """A title as the name of a step has it."""
    return title if len(title) <= 24 else title[:23] + "…"


# Unsaved text


def keep_draft(archive: Archive, draft: Draft) -> ChangeSet:
    """Keep unsaved text where a kill cannot reach it."""
    with archive.writing() as writer:
        drafts.save_draft(writer, draft)
    return ChangeSet(changed=frozenset([draft.post_id]))


def find_draft(archive: Archive, post_id: int) -> Draft | None:
    """The unsaved text of a post, if there is any."""
    with archive.reading() as view:
        return drafts.find_draft(view, post_id)


def discard_draft(archive: Archive, post_id: int) -> ChangeSet:
    """Throw the unsaved text of a post away."""
    with archive.reading() as view:
        if drafts.find_draft(view, post_id) is None:
            return NOTHING_CHANGED
    with archive.writing() as writer:
        drafts.discard_draft(writer, post_id)
    return ChangeSet(changed=frozenset([post_id]))


def find_drafts(archive: Archive) -> tuple[Draft, ...]:
    """All unsaved text, newest first."""
    with archive.reading() as view:
        return drafts.list_drafts(view)
