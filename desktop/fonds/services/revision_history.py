"""The revisions of one post: listed, compared, taken back whole or in part as a new revision, written to a file.

Rule: what is taken back goes the way of every save. Unsaved text is never passed over, and nothing is written when the
post was changed elsewhere meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fonds.base.atomic import write_atomically
from fonds.model.changes import NOTHING_CHANGED, ChangeSet
from fonds.model.errors import EditConflict, UserError
from fonds.model.post import FieldValue, Post, PostMetadata
from fonds.model.revision import MetadataEdit, PostEdit, Revision
from fonds.model.steps import Step
from fonds.services import activity, editing
from fonds.services.post_parts import parts_of
from fonds.store import drafts, posts, revisions
from fonds.store.archive import Archive
from fonds.store.fields import dump_json
from fonds.store.session import View

RESTORED = "restore"
"""The reason of a revision that takes an earlier one back, whole or in part."""
LISTS = ("categories", "tags", "authors")
KNOWN = ("title", "date", "slug", "status", "language", *LISTS)
"""The fields that are compared by name; all others by their keys."""


@dataclass(frozen=True, slots=True)
class History:
    """A post's revisions, the newest first; ``head`` is the id of the one that stands."""

    post_id: int
    title: str
    head: int
    trashed: bool
    revisions: tuple[Revision, ...]

    def before(self, revision: Revision) -> Revision | None:
        """The revision before one; None for the original."""
        older = (one for one in self.revisions if one.number < revision.number)
        return next(older, None)

    def find(self, revision_id: int) -> Revision | None:
        """A revision by its id."""
        return next((one for one in self.revisions if one.id == revision_id), None)


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field of the metadata in two revisions, as text. ``field`` is one of KNOWN or a key of the front matter."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two revisions as whole files, and the fields in which they differ; ``readable``: both say what is in their front
    matter."""

    before: int
    after: int
    before_text: str
    after_text: str
    fields: tuple[FieldDifference, ...]
    readable: bool = True


def load_history(archive: Archive, post_id: int) -> History:
    """The revisions of a post, also of one in the trash. Raises UserError when there is none of that number."""
    with archive.reading() as view:
        post = posts.get_post(view, post_id)
        kept = revisions.list_revisions(view, post_id)
    return History(post_id, post.metadata.title, post.revision_id, post.trashed_at is not None, kept)


def compare_revisions(archive: Archive, post_id: int, before: int, after: int) -> Comparison:
    """What differs between two revisions, given by their ids, of a post."""
    from fonds.services import rewriting  # which loads every importer

    with archive.reading() as view:
        post = posts.get_post(view, post_id)
        site = rewriting.site_of(view, post)
        one, other = (revisions.load_revision_source(view, number) for number in (before, after))
    texts = [parts_of(post, data, rewriting.encoding_for(post, data)).text for data in (one, other)]
    first, second = (rewriting.read_edited(post, data, site) for data in (one, other))
    fields = field_differences(first.metadata, second.metadata)
    readable = not (first.kept_raw or second.kept_raw)
    return Comparison(before, after, texts[0], texts[1], fields, readable)


def field_differences(before: PostMetadata, after: PostMetadata) -> tuple[FieldDifference, ...]:
    """The fields that differ, those with a name first."""
    old, new = field_texts(before), field_texts(after)
    names = [*KNOWN, *dict.fromkeys(key for key in (*old, *new) if key not in KNOWN)]
    return tuple(
        FieldDifference(name, old.get(name, ""), new.get(name, ""))
        for name in names
        if old.get(name, "") != new.get(name, "")
    )


def field_texts(metadata: PostMetadata) -> dict[str, str]:
    """All fields as text."""
    return {
        **{key: _text_of(value) for key, value in metadata.fields if key not in KNOWN},
        "title": metadata.title,
        "date": metadata.date.text or metadata.date.iso_text(),
        "slug": metadata.slug,
        "status": metadata.status.value,
        "language": metadata.language,
        "categories": ", ".join(" / ".join(path) for path in metadata.categories),
        "tags": ", ".join(metadata.tags),
        "authors": ", ".join(metadata.authors),
    }


def _text_of(value: FieldValue) -> str:
    return value if isinstance(value, str) else dump_json(value)


# Taking back


def restore_revision(archive: Archive, post_id: int, revision_id: int, base_revision: int) -> ChangeSet:
    """Give a post the very bytes of one of its revisions again, as a new revision. ``base_revision`` is the one that was
    seen to stand. Raises EditConflict and UserError as ``editing.save_post`` does."""
    from fonds.services import rewriting

    with archive.reading() as view:
        post = _free_post(view, post_id, base_revision)
        chosen = _revision_of(view, post_id, revision_id)
        data = revisions.load_revision_source(view, revision_id)
        site = rewriting.site_of(view, post)
    if data == post.source:
        return NOTHING_CHANGED
    candidate = rewriting.read_edited(post, data, site)
    title = editing.short_title(candidate.metadata.title or "Untitled")
    step = Step("restore-revision", (("revision", str(chosen.number)), ("title", title)))
    with archive.writing(step) as writer:
        _free_post(writer, post_id, base_revision)
        posts.replace_source(writer, post_id, candidate, RESTORED)
    return ChangeSet(changed=frozenset([post_id]), taxonomy=True, step=step.name)


def restore_text(archive: Archive, post_id: int, text: str, base_revision: int) -> ChangeSet:
    """Give a post a whole file's text in which single changes were taken back."""
    with archive.reading() as view:
        _free_post(view, post_id, base_revision)
    edit = PostEdit(whole_text=text)
    return editing.save_post(archive, post_id, edit, base_revision, operation=RESTORED)


def restore_field(
    archive: Archive, post_id: int, revision_id: int, field: str, base_revision: int
) -> ChangeSet:
    """Give one field of a post the value again that it has in a revision; all else of the file stays."""
    from fonds.services import rewriting

    with archive.reading() as view:
        post = _free_post(view, post_id, base_revision)
        _revision_of(view, post_id, revision_id)
        data = revisions.load_revision_source(view, revision_id)
        site = rewriting.site_of(view, post)
    wanted = rewriting.read_edited(post, data, site).metadata
    edit = PostEdit(metadata=_field_edit(wanted, field))
    return editing.save_post(archive, post_id, edit, base_revision, operation=RESTORED)


def _field_edit(wanted: PostMetadata, field: str) -> MetadataEdit:
    match field:
        case "title":
            return MetadataEdit(title=wanted.title)
        case "date":
            return MetadataEdit(date_text=wanted.date.text)
        case "slug":
            return MetadataEdit(slug=wanted.slug)
        case "status":
            return MetadataEdit(status=wanted.status)
        case "language":
            return MetadataEdit(language=wanted.language)
        case "categories":
            return MetadataEdit(categories=wanted.categories)
        case "tags":
            return MetadataEdit(tags=wanted.tags)
        case "authors":
            return MetadataEdit(authors=wanted.authors)
    return MetadataEdit(fields=((field, dict(wanted.fields).get(field)),))


def _free_post(view: View, post_id: int, base_revision: int) -> Post:
    """The post, if it is still the one that was seen and nothing unsaved would be lost."""
    post = posts.get_post(view, post_id)
    if post.revision_id != base_revision:
        raise EditConflict("“{title}” was changed elsewhere since you began.", title=post.metadata.title)
    if post.trashed_at is not None:
        raise UserError("“{title}” is in the trash. Restore it first.", title=post.metadata.title)
    if drafts.find_draft(view, post_id) is not None:
        raise UserError("“{title}” has unsaved text. Save or discard it first.", title=post.metadata.title)
    return post


def _revision_of(view: View, post_id: int, revision_id: int) -> Revision:
    for revision in revisions.list_revisions(view, post_id):
        if revision.id == revision_id:
            return revision
    raise UserError("There is no revision {id} in this archive.", id=str(revision_id))


# Handing out


def export_revision(archive: Archive, post_id: int, revision_id: int, path: Path) -> int:
    """Write the bytes of one revision to a file, as they are; returns how many."""
    with archive.reading() as view:
        title = posts.get_post(view, post_id).metadata.title
        revision = _revision_of(view, post_id, revision_id)
        data = revisions.load_revision_source(view, revision_id)
    write_atomically(path, data)
    step = Step(
        "export-revision",
        (("revision", str(revision.number)), ("title", editing.short_title(title or "Untitled"))),
    )
    activity.record(archive, step, {"post": post_id, "dest": str(path), "bytes": len(data)})
    return len(data)
