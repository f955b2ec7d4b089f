"""Two archives compared row by row: all that a person can see of posts, but no numbers that are given anew."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from fonds.model.progress import CancelToken, ignore_progress
from fonds.services.archives import Archive, check_archive
from fonds.store import search
from fonds.store.columns import read_columns
from fonds.store.packing import unpack
from fonds.store.revision_bytes import BYTES, WITH_BASE
from fonds.store.session import View

Rows = dict[str, list[Any]]


def rows_of(archive: Archive, *, history: bool, ids: Collection[int] | None = None) -> Rows:
    """All rows of the posts ``ids`` (None: all), with the texts and bytes as they read. Without ``history`` the first and
    the present state of a post only."""
    with archive.reading() as view:
        chosen = sorted(row[0] for row in view.rows("SELECT id FROM posts") if ids is None or row[0] in ids)
        listed = f"({','.join(map(str, chosen)) or '-1'})"
        found = {table: view.rows(statement.format(posts=listed)) for table, statement in _STATEMENTS.items()}
        found["revisions"] = _revisions(view, listed, history)
        found["posts"] = _posts(view, listed)
        found["words"] = [
            (number, [hit for hit in _finding(view, "正文 OR title OR text OR 建设") if hit == number])
            for number in chosen
        ]
        read_columns(view)
    return found


_STATEMENTS = {
    "terms": "SELECT p.post_id, p.position, t.kind, t.name, t.name_key, "
    "(SELECT name FROM terms a WHERE a.id = t.parent_id) FROM post_terms p JOIN terms t ON t.id = p.term_id "
    "WHERE p.post_id IN {posts} ORDER BY 1, 2",
    "fields": "SELECT * FROM post_fields WHERE post_id IN {posts} ORDER BY 1, 2",
    "problems": "SELECT post_id, accession_id, kind, path, line, details FROM problems WHERE post_id IN {posts} "
    "ORDER BY post_id, id",
    "media": "SELECT u.post_id, u.reference, u.path, m.digest, m.size, m.mime, m.name, m.data FROM post_media u "
    "JOIN media m ON m.id = u.media_id WHERE u.post_id IN {posts} ORDER BY 1, 2",
    "notes": "SELECT * FROM post_notes WHERE post_id IN {posts} ORDER BY 1",
    "places": "SELECT * FROM collection_posts WHERE post_id IN {posts} ORDER BY 1, 2",
    "collections": "SELECT id, parent_id, name, description, note FROM collections WHERE id IN "
    "(WITH RECURSIVE above(id) AS (SELECT collection_id FROM collection_posts WHERE post_id IN {posts} UNION "
    "SELECT parent_id FROM collections JOIN above ON above.id = collections.id) SELECT id FROM above) ORDER BY 1",
    "accessions": "SELECT id, started_at, finished_at, withdrawn_at, generator, sources, settings, sites, report, who, note "
    "FROM accessions WHERE id IN (SELECT accession_id FROM posts WHERE id IN {posts}) ORDER BY 1",
}


def _posts(view: View, listed: str) -> list[Any]:
    names = [row[1] for row in view.rows("PRAGMA table_info(posts)") if row[1] != "head_revision"]
    return view.rows(f"SELECT {', '.join(names)} FROM posts WHERE id IN {listed} ORDER BY id")


def _revisions(view: View, listed: str, history: bool) -> list[Any]:
    found: dict[int, list[Any]] = {}
    for (
        number,
        post,
        place,
        made,
        reason,
        who,
        changed,
        digest,
        excerpt,
        head,
        original,
        *packed,
    ) in view.rows(
        "SELECT r.id, r.post_id, r.number, r.made_at, r.reason, o.name, r.changed, r.digest, t.excerpt, "
        f"p.head_revision = r.id, p.original_digest = r.digest, {BYTES} FROM revisions r {WITH_BASE} "
        "JOIN posts p ON p.id = r.post_id LEFT JOIN people o ON o.id = r.person "
        f"JOIN revision_texts t ON t.revision_id = r.id WHERE r.post_id IN {listed} ORDER BY r.post_id, r.number"
    ):
        plain = search.load_plain_texts(view, [number])[number]
        state = (made, reason, who, digest, excerpt, bool(head), bool(original), unpack(*packed), plain)
        found.setdefault(post, []).append((place, changed, *state) if history else state)
    if history:
        return sorted(found.items())
    # The first state and the present one; of one whose bytes are those of the first, who made it does not matter.
    kept = {}
    for post, states in found.items():
        came = [state for state in states if state[6]][-1]
        now = next(state for state in states if state[5])
        kept[post] = [(*came[:5], *came[7:])] + ([] if now[3] == came[3] else [(*now[:5], *now[7:])])
    return sorted(kept.items())


def _finding(view: View, text: str) -> list[int]:
    from fonds.model.query import ListRequest
    from fonds.store.lists import find_ids

    return list(find_ids(view, ListRequest(search_text=text)))


def is_whole(archive: Archive) -> bool:
    """Whether a check of the archive says nothing."""
    return check_archive(archive, ignore_progress, CancelToken()).problems == ()
