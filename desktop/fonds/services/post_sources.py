"""The file of a post as text: as it stands now, or as it was imported. Read-only."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from fonds.model.errors import UserError
from fonds.model.post import BodyFormat
from fonds.model.progress import CancelToken
from fonds.store import posts
from fonds.store.archive import Archive
from fonds.store.revisions import list_revisions, load_revision_source
from fonds.text.encodings import decode_source

LONGEST = 5_000_000
"""Characters of a file that are shown."""


@dataclass(frozen=True, slots=True)
class PostSource:
    """One state of a post's file. ``text`` is cut at LONGEST, and then ``cut``; ``exact``: every byte could be read. ``size`` is in
    bytes, ``digest`` the SHA-256 of them, ``number`` that of the revision (0: as imported), ``made_at`` in seconds UTC."""

    text: str
    cut: bool
    encoding: str
    exact: bool
    size: int
    digest: str
    path: str
    number: int
    made_at: int
    format: BodyFormat


def load_source(
    archive: Archive, post_id: int, *, original: bool, cancel: CancelToken | None = None
) -> PostSource:
    """The file of a post now, or (``original``) its revision 0. Raises UserError when there is none."""
    with archive.reading(cancel) as view:
        post = posts.get_post(view, post_id)
        revisions = list_revisions(view, post_id)
        if not revisions:
            raise UserError("There is no revision {id} in this archive.", id="0")
        chosen = revisions[-1] if original else revisions[0]
        data = load_revision_source(view, chosen.id) if original else post.source
    if not original:
        head = hashlib.sha256(data).digest()
        chosen = next((revision for revision in revisions if revision.digest == head), chosen)
    decoded = decode_source(data, post.encoding)
    return PostSource(
        decoded.text[:LONGEST],
        len(decoded.text) > LONGEST,
        decoded.encoding,
        decoded.exact,
        len(data),
        hashlib.sha256(data).hexdigest(),
        post.source_path,
        chosen.number,
        chosen.made_at,
        post.metadata.format,
    )
