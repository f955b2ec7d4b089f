"""Unsaved text, kept so that it survives the end of the program by whatever means."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from fonds.model.errors import UserError
from fonds.model.post import Status
from fonds.model.revision import Draft, FieldType, HeaderForm, MetadataEdit, PostEdit
from fonds.store.fields import dump_json
from fonds.store.session import View, Writer

_COLUMNS = "post_id, base_revision, edit, saved_at"


def save_draft(writer: Writer, draft: Draft) -> None:
    """Keep a draft in place of the post's older one. Raises UserError for a post that was deleted for good: nobody could
    ever see its draft. (That of a post whose making was undone waits for redo.)"""
    if writer.value("SELECT 1 FROM revisions WHERE post_id = ? LIMIT 1", (draft.post_id,)) is None:
        raise UserError("There is no post {id} in this archive.", id=str(draft.post_id))
    writer.execute(
        f"INSERT INTO drafts ({_COLUMNS}) VALUES (?, ?, ?, ?) ON CONFLICT (post_id) DO UPDATE SET "
        "base_revision = excluded.base_revision, edit = excluded.edit, saved_at = excluded.saved_at",
        (draft.post_id, draft.base_revision, dump_json(asdict(draft.edit)), draft.saved_at),
    )


def find_draft(view: View, post_id: int) -> Draft | None:
    """The draft of a post, or None."""
    row = view.row(f"SELECT {_COLUMNS} FROM drafts WHERE post_id = ?", (post_id,))
    return None if row is None else _draft_of(row)


def list_drafts(view: View) -> tuple[Draft, ...]:
    """All drafts of posts that are there, the newest first."""
    rows = view.rows(
        f"SELECT {_COLUMNS} FROM drafts WHERE post_id IN (SELECT id FROM posts) ORDER BY saved_at DESC, post_id DESC"
    )
    return tuple(_draft_of(row) for row in rows)


def discard_draft(writer: Writer, post_id: int) -> bool:
    """Forget a post's draft; returns whether there was one."""
    return writer.execute("DELETE FROM drafts WHERE post_id = ?", (post_id,)) > 0


def _draft_of(row: Sequence[Any]) -> Draft:
    post, base, text, saved = row
    facts = json.loads(text)
    edit = PostEdit(
        facts["body"], _metadata_of(facts["metadata"]), facts["whole_text"], _form_of(facts["form"])
    )
    return Draft(post, base, edit, saved)


def _form_of(facts: dict[str, Any]) -> HeaderForm:
    return HeaderForm(
        renames=tuple((old, new) for old, new in facts["renames"]),
        mended=facts["mended"],
        types=tuple((key, FieldType(kind)) for key, kind in facts["types"]),
    )


def _metadata_of(facts: dict[str, Any]) -> MetadataEdit:
    if facts["status"] is not None:
        facts["status"] = Status(facts["status"])
    if facts["categories"] is not None:
        facts["categories"] = tuple(tuple(path) for path in facts["categories"])
    for name in ("tags", "authors"):
        if facts[name] is not None:
            facts[name] = tuple(facts[name])
    facts["fields"] = tuple((key, value) for key, value in facts["fields"])
    return MetadataEdit(**facts)
