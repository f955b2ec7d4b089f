"""Posts, imports and collections as records, which another archive can take over (``record_writing``).

Rule: bytes are read only when they are what was stored; a post of which that is not so is given as its number and path.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from fonds.model.post import Content
from fonds.model.record import (
    PostRecord,
    RecordedAccession,
    RecordedCollection,
    RecordedFile,
    RecordedPlace,
    RecordedRevision,
)
from fonds.store.handing_out import load_uses, whole_bytes
from fonds.store.packing import DamagedBytes, stored_path
from fonds.store.revision_bytes import BYTES, WITH_BASE
from fonds.store.search import load_plain_texts
from fonds.store.session import View, in_chunks, marks
from fonds.store.whole_posts import load_posts

AT_ONCE = 100
_BESIDE = (
    "SELECT p.id, p.source_path, p.origin_key, p.self_contained, p.has, p.word_count, n.text FROM posts p "
    "LEFT JOIN post_notes n ON n.post_id = p.id WHERE p.id IN ({marks})"
)
_STATES = (
    "SELECT r.post_id, r.id, r.number, r.made_at, r.reason, coalesce(o.name, ''), r.changed, r.digest, t.excerpt "
    "FROM revisions r LEFT JOIN people o ON o.id = r.person LEFT JOIN revision_texts t ON t.revision_id = r.id "
    "WHERE r.post_id IN ({marks}) ORDER BY r.post_id, r.number"
)
_ACCESSION = (
    "SELECT id, started_at, finished_at, withdrawn_at, generator, sources, settings, sites, report, who, note "
    "FROM accessions WHERE id = ?"
)


@dataclass(frozen=True, slots=True)
class DamagedPost:
    """A post of which something is no longer what was stored."""

    id: int
    path: str


@dataclass(frozen=True, slots=True)
class _State:
    id: int
    number: int
    made_at: int
    reason: str
    who: str
    changed: int
    digest: bytes
    excerpt: str


def load_records(view: View, post_ids: Sequence[int], *, history: bool) -> Iterator[PostRecord | DamagedPost]:
    """Whole posts in the order asked, those that are gone left out. Without ``history`` of each only the state that its
    source had last and the present one, which are then numbered from 0."""
    for chunk in in_chunks(post_ids, AT_ONCE):
        yield from _load_some(view, chunk, history)


def _load_some(view: View, chunk: Sequence[int], history: bool) -> Iterator[PostRecord | DamagedPost]:
    listed = marks(len(chunk))
    beside = {row[0]: row[1:] for row in view.cursor(_BESIDE.format(marks=listed), chunk)}
    states: dict[int, list[_State]] = defaultdict(list)
    for post, *row in view.cursor(_STATES.format(marks=listed), chunk):
        states[post].append(_State(*row))
    places: dict[int, list[RecordedPlace]] = defaultdict(list)
    for post, *place in view.cursor(
        f"SELECT post_id, collection_id, position, note FROM collection_posts WHERE post_id IN ({listed}) "
        "ORDER BY post_id, collection_id",
        chunk,
    ):
        places[post].append(RecordedPlace(*place))
    uses = load_uses(view, chunk)
    for stored in load_posts(view, chunk):
        post = stored.post
        path, origin, alone, has, words, note = beside[post.id]
        kept = states[post.id] if history else _ends(states[post.id], post.revision_id, post.original_digest)
        revisions = _revisions(view, kept, history)
        head = next((at for at, state in enumerate(kept) if state.id == post.revision_id), None)
        if revisions is None or head is None:
            yield DamagedPost(post.id, post.source_path)
            continue
        now = revisions[head]
        yield PostRecord(
            post=replace(post, source=now.source, revision_number=now.number),
            path=stored_path(path),
            origin_key=origin,
            self_contained=bool(alone),
            has=Content(has),
            words=words,
            note=note or "",
            head=now.number,
            revisions=revisions,
            places=tuple(places[post.id]),
            files=tuple(
                RecordedFile(
                    *(use.reference, use.path, use.media.digest, use.media.size),
                    *(use.media.mime, use.media.name),
                )
                for use in uses.get(post.id, ())
            ),
        )


def _ends(states: Sequence[_State], head: int, original: bytes) -> list[_State]:
    """The state as the source had it last and the present one; one of them where both have the same bytes. The second
    tells what all changes since the first have changed."""
    now = next((state for state in states if state.id == head), None)
    came = [state for state in states if state.digest == original]
    if now is None or not came:
        return list(states)
    first = came[-1]
    if now.digest == first.digest:
        return [replace(first, id=now.id, number=0, changed=0, excerpt=now.excerpt)]
    changed = 0
    for state in states:
        if first.number < state.number <= now.number:
            changed |= state.changed
    return [replace(first, number=0, changed=0), replace(now, number=1, changed=changed or now.changed)]


def _revisions(view: View, states: Sequence[_State], history: bool) -> tuple[RecordedRevision, ...] | None:
    found = []
    for chunk in in_chunks(states):
        listed = marks(len(chunk))
        numbers = [state.id for state in chunk]
        rows: dict[int, Sequence[Any]] = {
            row[0]: row[1:]
            for row in view.rows(
                f"SELECT r.id, r.digest, {BYTES} FROM revisions r {WITH_BASE} WHERE r.id IN ({listed})",
                numbers,
            )
        }
        try:
            texts = load_plain_texts(view, numbers)
        except DamagedBytes:
            return None
        for state in chunk:
            data = whole_bytes(*rows[state.id])
            if data is None or state.id not in texts:
                return None
            found.append(
                RecordedRevision(
                    *(state.number, state.made_at, state.reason, data, texts[state.id], state.excerpt),
                    *(state.who, state.changed),
                )
            )
    return tuple(found)


def load_accessions(view: View, numbers: Sequence[int]) -> tuple[RecordedAccession, ...]:
    """Imports by their numbers; those that are gone are left out."""
    rows = (view.row(_ACCESSION, (number,)) for number in numbers)
    return tuple(
        RecordedAccession(
            id=row[0],
            started_at=row[1],
            finished_at=row[2],
            withdrawn_at=row[3],
            generator=row[4],
            sources=tuple(json.loads(row[5])),
            settings=json.loads(row[6]),
            sites=tuple(json.loads(row[7])),
            report=None if row[8] is None else json.loads(row[8]),
            who=row[9],
            note=row[10],
        )
        for row in rows
        if row is not None
    )


def load_collections(view: View, post_ids: Sequence[int]) -> tuple[RecordedCollection, ...]:
    """The collections that some of the posts lie in, and those above them, each above before those below it."""
    rows = {
        row[0]: row
        for row in view.rows(
            "SELECT id, parent_id, position, name, description, note FROM collections ORDER BY position, id"
        )
    }
    firsts: dict[int, int] = {}
    for chunk in in_chunks(post_ids) if rows else ():
        for number, first in view.cursor(
            "SELECT collection_id, min(position) FROM collection_posts "
            f"WHERE post_id IN ({marks(len(chunk))}) GROUP BY collection_id",
            chunk,
        ):
            firsts[number] = min(first, firsts.get(number, first))
    wanted: dict[int, None] = {}
    for number in sorted(firsts):
        path: list[int] = []
        while number in rows and number not in wanted and number not in path:
            path.append(number)
            number = rows[number][1]
        wanted.update(dict.fromkeys(reversed(path)))
    return tuple(
        RecordedCollection(
            id=number,
            parent_id=rows[number][1] if rows[number][1] in wanted else 0,
            position=rows[number][2],
            name=rows[number][3],
            description=_object(rows[number][4]),
            note=rows[number][5],
            first=firsts.get(number, 0),
        )
        for number in wanted
    )


def _object(text: str) -> dict[str, object]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
