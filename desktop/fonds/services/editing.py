"""Changing posts: create, save, trash, restore, purge, and keep unsaved text.

A save patches the post's bytes, reads the result again as the importer would, and keeps both as a new revision.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime

from fonds.importers.interface import SiteSettings, site_from_json
from fonds.importers.reading import read_again
from fonds.importers.registry import get_generator
from fonds.model.changes import NOTHING_CHANGED, ChangeSet
from fonds.model.errors import EditConflict, UserError
from fonds.model.post import BodyFormat, Post, PostMetadata
from fonds.model.revision import Draft, MetadataEdit, NewPost, PostEdit
from fonds.services.header_changes import header_changes
from fonds.store import accessions, drafts, facts, posts, revisions
from fonds.store.archive import Archive
from fonds.store.posts import AcceptedCandidate
from fonds.store.session import View
from fonds.text.front_matter import DocumentParts, HeaderKind, join_document, split_document
from fonds.text.header_edit import edit_header
from fonds.text.names import slugify
from fonds.text.yaml_header import read_header

NEW_GENERATOR = "folder"
"""Posts that are made in the window are read by the plain rules."""
PostsChange = Callable[[Archive, Collection[int]], ChangeSet]
"""A change to many posts at once."""

SUFFIXES = {BodyFormat.MARKDOWN: ".md", BodyFormat.HTML: ".html", BodyFormat.TEXT: ".txt"}


def now() -> int:
    """The present, in seconds UTC."""
    return int(time.time())


# What the editor shows


def body_of(post: Post) -> str:
    """The text that is edited: the body, or the whole text of a post whose header cannot be read."""
    parts = split_document(post.source, post.encoding)
    return parts.body if post.header_readable else parts.text


def header_of(post: Post) -> str:
    """The front matter, without its fences; empty when there is none."""
    return split_document(post.source, post.encoding).header


# Saving


def create_post(archive: Archive, new: NewPost) -> tuple[int, ChangeSet]:
    """Make a new post, dated now; returns its number."""
    data = _new_source(new)
    title = new.title or "Untitled"
    with archive.writing(step=f"Create “{_short(title)}”") as writer:
        stem = f"{datetime.now().astimezone():%Y-%m-%d}-{slugify(new.title) or 'untitled'}"
        path = facts.free_source_path(writer, stem, SUFFIXES[new.format])
        site = SiteSettings(NEW_GENERATOR)
        candidate = read_again(data, path, NEW_GENERATOR, site, "utf-8", modified_at=now())
        accepted = AcceptedCandidate(replace(candidate, problems=()), generator=NEW_GENERATOR)
        number = posts.insert_candidates(writer, [accepted], reason="create")[0]
    return number, ChangeSet(added=frozenset([number]), taxonomy=True, step=f"Create “{_short(title)}”")


def save_post(archive: Archive, post_id: int, edit: PostEdit, base_revision: int) -> ChangeSet:
    """Write an edit that began from ``base_revision`` as a new revision, and discard the draft.

    Only the touched characters of the file change. Raises EditConflict when the post was saved elsewhere meanwhile,
    UserError (with the field's name) for what cannot be written. An edit that changes nothing writes nothing.
    """
    with archive.reading() as view:
        post = posts.get_post(view, post_id)
        site = site_of(view, post)
    if post.revision_id != base_revision:
        raise EditConflict("“{title}” was changed elsewhere since you began.", title=post.metadata.title)
    data = edited_source(post, edit, site)
    if data == post.source:
        discard_draft(archive, post_id)
        return NOTHING_CHANGED
    candidate = read_again(data, post.source_path, post.generator, site, _encoding_for(post, data))
    step = f"Edit “{_short(candidate.metadata.title)}”"
    with archive.writing(step=step) as writer:
        if posts.get_post(writer, post_id).revision_id != base_revision:
            raise EditConflict("“{title}” was changed elsewhere since you began.", title=post.metadata.title)
        posts.replace_source(writer, post_id, candidate, "edit")
        drafts.discard_draft(writer, post_id)
    return ChangeSet(changed=frozenset([post_id]), taxonomy=True, step=step)


def edited_source(post: Post, edit: PostEdit, site: SiteSettings) -> bytes:
    """The file that an edit of a post would give, byte for byte; raises UserError where it cannot be written."""
    if not post.text_exact:
        raise UserError(
            "The bytes of this post are not text in any encoding that is known. It can be exported, but not edited."
        )
    parts = split_document(post.source, post.encoding)
    if edit.whole_text is not None:
        whole = DocumentParts(bom=parts.bom, encoding=parts.encoding, body=edit.whole_text)
        return _encoded(whole, post.encoding)
    if not edit.metadata.empty:
        parts = _with_metadata(post, parts, edit.metadata, site)
    if edit.body is not None:
        parts = replace(parts, body=edit.body)
    return _encoded(parts, post.encoding)


def _with_metadata(post: Post, parts: DocumentParts, edit: MetadataEdit, site: SiteSettings) -> DocumentParts:
    if not post.header_readable:
        raise UserError("The front matter of this post cannot be read. Mend it in the text first.")
    header = dict(read_header(parts.header, first_line=1).values) if parts.kind is not HeaderKind.NONE else {}
    folders = get_generator(post.generator).folder_categories(post.source_path, site)
    return edit_header(parts, header_changes(edit, post.metadata, header, folders))


def _encoded(parts: DocumentParts, encoding: str) -> bytes:
    try:
        return join_document(parts)
    except UnicodeEncodeError as error:
        raise UserError(
            "The character “{character}” cannot be written in this file's encoding, {encoding}.",
            field="body",
            character=error.object[error.start : error.start + 1],
            encoding=encoding,
        ) from error


def _encoding_for(post: Post, data: bytes) -> str:
    """The encoding to read edited bytes by: the post's own, which a guess from new bytes might miss."""
    return "" if split_document(data).encoding == post.encoding else post.encoding


def site_of(view: View, post: Post) -> SiteSettings:
    """How the post's source as a whole was read, as its accession remembers it."""
    if post.accession_id is not None:
        for text in accessions.load_sites(view, post.accession_id):
            site = site_from_json(text)
            if site.generator == post.generator:
                return site
    return SiteSettings(post.generator)


def _new_source(new: NewPost) -> bytes:
    date = datetime.now().astimezone()
    parts = DocumentParts(body=new.body)
    edit = MetadataEdit(
        title=new.title,
        date_text=date.strftime("%Y-%m-%d %H:%M:%S %z"),
        status=new.status,
        categories=new.categories or None,
        tags=new.tags or None,
    )
    return join_document(edit_header(parts, header_changes(edit, PostMetadata(), {}, ())))


# Trash


def trash_posts(archive: Archive, ids: Collection[int]) -> ChangeSet:
    """Move posts to the trash. Nothing of them is lost."""
    return _move(archive, ids, now(), "Trash")


def restore_posts(archive: Archive, ids: Collection[int]) -> ChangeSet:
    """Take posts out of the trash."""
    return _move(archive, ids, None, "Restore")


def purge_posts(archive: Archive, ids: Collection[int]) -> ChangeSet:
    """Delete posts, their revisions and media that nobody else needs, for good. This cannot be undone."""
    with archive.writing() as writer:
        gone = posts.purge(writer, list(ids))
    return ChangeSet(removed=frozenset(gone), taxonomy=True) if gone else NOTHING_CHANGED


def purge_size(archive: Archive, ids: Collection[int]) -> int:
    """How many bytes of sources, all revisions together, purging these posts would delete."""
    with archive.reading() as view:
        return revisions.total_size(view, list(ids))


def _move(archive: Archive, ids: Collection[int], when: int | None, verb: str) -> ChangeSet:
    wanted = list(ids)
    with archive.reading() as view:
        step = f"{verb} {_named(view, wanted)}"
    with archive.writing(step=step) as writer:
        moved = posts.set_trashed(writer, wanted, when)
    return ChangeSet(changed=frozenset(moved), taxonomy=True, step=step) if moved else NOTHING_CHANGED


def _named(view: View, ids: list[int]) -> str:
    if len(ids) != 1:
        return f"{len(ids)} posts"
    found = posts.load_summaries(view, ids)
    return f"“{_short(found[0].title)}”" if found else "1 post"


def _short(title: str) -> str:
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
