"""Attached files: each kept once for its digest, however many posts refer to it."""

from __future__ import annotations

import hashlib
import json
import mimetypes
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fonds.model.errors import UserError
from fonds.model.post import MediaReference
from fonds.store.fields import dump_json
from fonds.store.packing import storable, storable_path, stored_path
from fonds.store.session import View, Writer, marks

Links = tuple[tuple[MediaReference, int], ...]
"""The references of a post, each with the id of the file that it means."""
_COLUMNS = "id, digest, size, mime, name"
_REMEMBERED = (
    "SELECT json_extract(f.value, '$[1]') FROM conflicts h, json_each(h.media) f WHERE h.post_id IN ({posts}) "
    "UNION SELECT json_extract(f.value, '$[2]') FROM accession_items h, json_each(h.links_before) f "
    "WHERE h.links_before IS NOT NULL AND h.post_id IN ({posts})"
)
"""The files that posts would have again after a decision on a conflict, or a withdrawal."""


@dataclass(frozen=True, slots=True)
class Media:
    """What is known of an attached file beside its bytes."""

    id: int
    digest: bytes
    size: int
    mime: str
    name: str


def put_media(writer: Writer, data: bytes, name: str, mime: str = "") -> int:
    """Keep a file; returns its id, the same one for the same bytes. Without ``mime`` the name tells it."""
    digest = hashlib.sha256(data).digest()
    found = writer.value("SELECT id FROM media WHERE digest = ?", (digest,))
    if found is not None:
        return int(found)
    name = storable(name)
    kind = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
    made = writer.raw.execute(
        "INSERT INTO media (digest, size, mime, name, data) VALUES (?, ?, ?, ?, ?)",
        (digest, len(data), kind, name, data),
    ).lastrowid
    assert made is not None
    return made


def link(writer: Writer, post_id: int, reference: str, media_id: int, path: str = "") -> None:
    """Say that a post's body means this file by ``reference``; ``path`` is where its source had it."""
    writer.execute(
        "INSERT INTO post_media (post_id, reference, media_id, path) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (post_id, reference) DO UPDATE SET media_id = excluded.media_id, path = excluded.path",
        (post_id, storable(reference), media_id, storable_path(path)),
    )


def unlink(writer: Writer, post_id: int, references: Iterable[str]) -> None:
    """Say that a post's text refers to these files no longer. The files stay."""
    writer.execute_many(
        "DELETE FROM post_media WHERE post_id = ? AND reference = ?",
        [(post_id, storable(reference)) for reference in references],
    )


def set_links(writer: Writer, post_id: int, links: Links) -> None:
    """Give a post these links and no others."""
    wanted = {storable(reference.reference) for reference, _ in links}
    unlink(
        writer,
        post_id,
        [item.reference for item, _ in load_links(writer, post_id) if item.reference not in wanted],
    )
    for reference, number in links:
        link(writer, post_id, reference.reference, number, reference.path)


def links_as_json(links: Links) -> str:
    """A post's links as text."""
    return dump_json([[reference.reference, reference.path, number] for reference, number in links])


def links_from_json(text: str) -> Links:
    """The links from ``links_as_json``."""
    return tuple((MediaReference(reference, path), number) for reference, path, number in json.loads(text))


def media_of(view: View, post_ids: Sequence[int]) -> set[int]:
    """The files that these posts refer to, or might refer to again."""
    listed = marks(len(post_ids))
    rows = view.rows(f"SELECT DISTINCT media_id FROM post_media WHERE post_id IN ({listed})", post_ids)
    rows += view.rows(_REMEMBERED.format(posts=listed), [*post_ids, *post_ids])
    return {row[0] for row in rows}


def delete_unused(writer: Writer, numbers: Sequence[int]) -> None:
    """Delete those of these files that no post refers to, or might refer to again: what undo needs is not looked into,
    and as long as it needs any file all stay."""
    if not numbers or writer.value(
        "SELECT 1 FROM undo_images WHERE table_name IN ('post_media', 'conflicts') LIMIT 1"
    ):
        return
    kept = {row[0] for row in writer.cursor(_REMEMBERED.format(posts="SELECT id FROM posts"))}
    writer.execute_many(
        "DELETE FROM media WHERE id = ? AND NOT EXISTS (SELECT 1 FROM post_media WHERE media_id = media.id)",
        [(number,) for number in numbers if number not in kept],
    )


def find_media(view: View, post_id: int, reference: str) -> tuple[Media, bytes] | None:
    """The file that a post means by ``reference``, with its bytes; None when it has none."""
    row = view.row(
        f"SELECT {_COLUMNS}, data FROM media WHERE id = "
        "(SELECT media_id FROM post_media WHERE post_id = ? AND reference = ?)",
        (post_id, storable(reference)),
    )
    return None if row is None else (Media(*row[:5]), row[5])


def find_media_by_digest(view: View, digest: bytes) -> Media | None:
    """The file with this SHA-256 digest; None when there is none."""
    row = view.row(f"SELECT {_COLUMNS} FROM media WHERE digest = ?", (digest,))
    return None if row is None else Media(*row)


def get_media(view: View, media_id: int) -> tuple[Media, bytes]:
    """A file by its id, with its bytes. Raises UserError when there is none."""
    row = view.row(f"SELECT {_COLUMNS}, data FROM media WHERE id = ?", (media_id,))
    if row is None:
        raise UserError("There is no media file {id} in this archive.", id=str(media_id))
    return Media(*row[:5]), row[5]


def is_path_taken(view: View, path: str, media_id: int) -> bool:
    """Whether another file goes to this path of the source's tree."""
    return bool(
        view.value(
            "SELECT 1 FROM post_media WHERE path = ? AND media_id <> ? LIMIT 1",
            (storable_path(path), media_id),
        )
    )


def load_links(view: View, post_id: int) -> Links:
    """All references of a post, each with the id of the file."""
    rows = view.rows(
        "SELECT reference, path, media_id FROM post_media WHERE post_id = ? ORDER BY reference", (post_id,)
    )
    return tuple((MediaReference(reference, stored_path(path)), media) for reference, path, media in rows)
