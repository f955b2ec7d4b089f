"""What bulk operations make of one post: its values, its bytes, and what is read from them. Runs in child processes:
everything that goes in and out can be pickled, and no archive is at hand."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from fonds.importers.formats import suffix_of
from fonds.importers.interface import SiteSettings
from fonds.importers.media import still_missing
from fonds.importers.reading import read_header_again
from fonds.model.accession import Candidate
from fonds.model.bulk_edit import BODY, BulkOperation, PlannedPost, PlanState, ValueChange
from fonds.model.errors import ArchiveError, HeaderNotPatchable, UserError
from fonds.model.post import Post, PostMetadata
from fonds.model.problems import ProblemKind
from fonds.model.revision import HeaderForm, MetadataEdit, PostEdit
from fonds.services import rewriting
from fonds.services.bulk_forms import form_changes
from fonds.services.bulk_shown import changed_fields, shown_values
from fonds.services.bulk_values import Values
from fonds.services.post_parts import parts_of
from fonds.store.packing import DamagedBytes
from fonds.store.revising import PreparedRevision, prepare_revision
from fonds.store.whole_posts import PostRows, StoredPost
from fonds.text.dates import parse_date
from fonds.text.pandoc_header import shown_body
from fonds.text.replacing import TooSlow

CONTEXT = 24
"""Characters of a body that are shown around a change."""
LONGEST = 160
"""Characters of a change in a body that are shown."""


@dataclass(frozen=True, slots=True)
class BulkChunk:
    """Some posts, how the source of each was read, and what is to be done to them."""

    posts: tuple[PostRows, ...]
    sites: tuple[SiteSettings, ...]
    operations: tuple[BulkOperation, ...]


@dataclass(frozen=True, slots=True)
class BulkAnswer:
    """What is to become of a post; None where nothing is to do. ``revision`` is None where nothing can be done.
    ``slow``: an expression did not end in time."""

    planned: PlannedPost | None
    revision: PreparedRevision | None = None
    slow: bool = False


class PackedAnswer(NamedTuple):
    """An answer as it is kept: ``planned`` and ``revision`` are pickled. ``state`` is "" where nothing is to do."""

    post_id: int
    state: str
    planned: bytes
    revision: bytes
    slow: bool


def plan_chunk(chunk: BulkChunk) -> list[PackedAnswer]:
    """An answer for each post, in their order."""
    return [
        packed_answer(rows.post_id, plan_post(rows.stored(), site, chunk.operations))
        for rows, site in zip(chunk.posts, chunk.sites, strict=True)
    ]


def packed_answer(post_id: int, answer: BulkAnswer) -> PackedAnswer:
    """An answer as it is kept."""
    if answer.planned is None:
        return PackedAnswer(post_id, "", b"", b"", answer.slow)
    planned = pickle.dumps(answer.planned, pickle.HIGHEST_PROTOCOL)
    revision = pickle.dumps(answer.revision, pickle.HIGHEST_PROTOCOL)
    return PackedAnswer(post_id, answer.planned.state.value, planned, revision, answer.slow)


def refused_answer(post: Post, fault: ArchiveError) -> PackedAnswer:
    """The answer for a post that nothing can be done for."""
    return packed_answer(post.id, _refused(post, fault))


def plan_post(stored: StoredPost, site: SiteSettings, operations: Sequence[BulkOperation]) -> BulkAnswer:
    """What the operations make of a post. Raises nothing that a post can be the reason of."""
    post = stored.post
    try:
        post = replace(post, source=stored.source())
        return _plan(post, site, operations, stored)
    except TooSlow as fault:
        return replace(_refused(post, fault), slow=True)
    except ArchiveError as fault:
        return _refused(post, fault)
    except DamagedBytes as fault:
        return _refused(post, UserError("The bytes of this post are damaged ({reason}).", reason=str(fault)))
    except Exception as fault:  # noqa: BLE001 - one post of many must not end the edit; it is told beside it
        reason = f"{type(fault).__name__}: {fault}"
        return _refused(post, UserError("An unexpected fault: {reason}.", reason=reason))


def _refused(post: Post, fault: ArchiveError, changes: tuple[ValueChange, ...] = ()) -> BulkAnswer:
    planned = PlannedPost(
        post.id, post.metadata.title, PlanState.REFUSED, changes, fault.message, fault.details
    )
    return BulkAnswer(planned)


def _plan(
    post: Post, site: SiteSettings, operations: Sequence[BulkOperation], stored: StoredPost
) -> BulkAnswer:
    parts = parts_of(post)
    text = parts.body if post.header_readable else parts.text
    untitled = any(problem.kind is ProblemKind.NO_TITLE for problem in post.problems)
    values = Values(post.metadata, text, site.zone, suffix_of(post.source_path), not untitled)
    for operation in operations:
        values.apply(operation)
    metadata = values.edit()
    if values.body == text and metadata.empty and values.form.empty:
        return BulkAnswer(None)
    edit = _as_edit(post, metadata, None if values.body == text else values.body, values.form)
    shown = _shown(post.metadata, metadata, values, text)
    if stored.has_draft:
        return _refused(
            post, UserError("There is unsaved text of this post. Save or discard it first."), shown
        )
    try:
        try:
            data, state = rewriting.edited_source(post, edit, site), PlanState.CHANGE
        except HeaderNotPatchable:
            data, state = rewriting.edited_source(post, edit, site, rewriting=True), PlanState.REWRITE
        if data == post.source:
            return _without_effect(post, edit, shown)
        candidate, same_text = _read(post, data, site, edit)
        rewriting.check_reading(metadata, candidate.metadata)
        _check_date(metadata, candidate.metadata, site)
    except UserError as fault:
        return _refused(post, fault, shown)
    shown = tuple(_as_read(change, candidate.metadata) for change in shown)
    if not edit.form.empty:
        shown = (*form_changes(parts, edit.form, plain_backslashes=site.plain_backslashes), *shown)
    planned = PlannedPost(post.id, post.metadata.title, state, shown)
    return BulkAnswer(
        planned,
        prepare_revision(post, candidate, same_text=same_text, base=stored.base() if same_text else None),
    )


def _as_edit(post: Post, metadata: MetadataEdit, body: str | None, form: HeaderForm) -> PostEdit:
    if post.header_readable:
        return PostEdit(body=body, metadata=metadata, form=form)
    if not metadata.empty or form.renames:
        raise UserError("The front matter of this post cannot be read. Mend it in the text first.")
    return PostEdit(whole_text=body)


def _without_effect(post: Post, edit: PostEdit, shown: tuple[ValueChange, ...]) -> BulkAnswer:
    try:
        rewriting.check_reading(edit.metadata, post.metadata)
    except UserError as fault:
        return _refused(post, fault, shown)
    return BulkAnswer(None)


def _read(post: Post, data: bytes, site: SiteSettings, edit: PostEdit) -> tuple[Candidate, bool]:
    """What the importer makes of the new bytes, and whether its text is the old one, which is then not looked at."""
    if edit.body is None and edit.whole_text is None:
        encoding = rewriting.encoding_for(post, data)
        found, parts = read_header_again(data, post.source_path, post.generator, site, encoding)
        if (
            not found.kept_raw
            and found.metadata.format is post.metadata.format
            and shown_body(parts) == shown_body(parts_of(post))
        ):
            missing = still_missing(post.problems, post.source_path, parts.body, found.metadata.format, parts)
            return replace(found, problems=(*found.problems, *missing)) if missing else found, True
    return rewriting.read_edited(post, data, site), False


def _check_date(edit: MetadataEdit, metadata: PostMetadata, site: SiteSettings) -> None:
    """Raise UserError unless a date that was asked for is the one that is read."""
    if not edit.date_text:
        return
    asked = parse_date(edit.date_text, site.zone, metadata.date.origin)
    if asked is None:
        raise UserError("“{value}” is not a date.", field="date", value=edit.date_text)
    if (asked.instant, asked.precision) != (metadata.date.instant, metadata.date.precision):
        raise UserError(
            "“{value}” cannot be kept in this file: it would be read as “{other}”.",
            field="date",
            value=edit.date_text,
            other=metadata.date.iso_text(),
        )


# What is shown of a change


def _shown(before: PostMetadata, edit: MetadataEdit, values: Values, body: str) -> tuple[ValueChange, ...]:
    after = replace(
        before,
        title=before.title if edit.title is None else edit.title,
        slug=before.slug if edit.slug is None else edit.slug,
        status=edit.status or before.status,
        language=before.language if edit.language is None else edit.language,
        categories=before.categories if edit.categories is None else edit.categories,
        tags=before.tags if edit.tags is None else edit.tags,
        authors=before.authors if edit.authors is None else edit.authors,
        fields=tuple({**dict(before.fields), **dict(edit.fields)}.items()),
    )
    changes = [
        ValueChange(
            name,
            "" if name in values.said else shown_values(before, name),
            (edit.date_text or "") if name == "date" else shown_values(after, name),
        )
        for name in changed_fields(edit)
    ]
    if values.body != body:
        changes.append(ValueChange(BODY, *_around(body, values.body), max(1, values.places)))
    return tuple(changes)


def _as_read(change: ValueChange, metadata: PostMetadata) -> ValueChange:
    """The change with what the new file says, where that is another text than was asked for."""
    if change.field == BODY:
        return change
    return replace(change, after=shown_values(metadata, change.field))


def _around(before: str, after: str) -> tuple[str, str]:
    """Both texts where they differ, with some characters around it."""
    start = next(
        (place for place, (a, b) in enumerate(zip(before, after, strict=False)) if a != b),
        min(len(before), len(after)),
    )
    end = 0
    most = min(len(before), len(after)) - start
    while end < most and before[-1 - end] == after[-1 - end]:
        end += 1
    return _cut(before, start, len(before) - end), _cut(after, start, len(after) - end)


def _cut(text: str, start: int, end: int) -> str:
    first, last = max(0, start - CONTEXT), min(len(text), end + CONTEXT, start + LONGEST)
    cut = text[first:last].replace("\r\n", "⏎").replace("\n", "⏎")
    return f"{'…' if first else ''}{cut}{'…' if last < len(text) else ''}"
