"""Imports as the archive remembers them: what was asked, and what became of each document.

Rule: items are only added while an accession runs, and an import's counts are those of its items and of the unchanged.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from fonds.base.running import is_running, own_mark
from fonds.model.accession import (
    Accession,
    AccessionEntry,
    AccessionItem,
    ImportReport,
    ImportSettings,
    OnDuplicate,
    Outcome,
)
from fonds.model.errors import UserError
from fonds.model.problems import Problem, ProblemKind
from fonds.store.fields import dump_json
from fonds.store.media import Links, links_as_json
from fonds.store.packing import storable_path, stored_path
from fonds.store.problems import problems_as_json, problems_from_json
from fonds.store.session import View, Writer
from fonds.store.undo import forget_undone

_COLUMNS = "id, started_at, finished_at, sources, generator, settings, report, who, note, withdrawn_at"
_ITEM_COLUMNS = "id, path, outcome, post_id, revision_id, before_revision, repaired, kept_raw, problems"
_INSERT_ITEM = (
    "INSERT INTO accession_items (accession_id, origin_key, path, outcome, post_id, revision_id, before_revision, "
    "repaired, kept_raw, problems, links_before) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_PAGE = 500
_PAGE_BYTES = 8_000_000
_IN_ITEMS = ("problems", "posts_by_path")
_SETTINGS = {field.name for field in fields(ImportSettings)}
_COUNTS = {field.name for field in fields(ImportReport)}


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item to be added. ``origin_key`` is that of the document's place; None for what is no document.
    ``links_before`` are an updated post's links to files as they were, where they are others now."""

    path: str
    outcome: Outcome | None
    origin_key: int | None = None
    post_id: int | None = None
    revision_id: int | None = None
    before_revision: int | None = None
    repaired: bool = False
    kept_raw: bool = False
    problems: tuple[Problem, ...] = ()
    links_before: Links | None = None


def begin_accession(
    writer: Writer,
    sources: Sequence[str],
    generator: str,
    settings: ImportSettings,
    when: int,
    sites: Sequence[str] = (),
    *,
    who: str = "",
    note: str = "",
) -> int:
    """Open an accession; returns its number. ``sites`` are texts that say how each source as a whole was read, for
    posts that are edited later; ``when`` is in seconds UTC. An accession that is never finished was broken off, and what it had added stays."""
    made = writer.raw.execute(
        "INSERT INTO accessions (started_at, generator, sources, settings, sites, who, note, runner, seen_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            when,
            generator,
            dump_json(list(sources)),
            dump_json(asdict(settings)),
            dump_json(list(sites)),
            who,
            note,
            own_mark(),
            int(time.time()),
        ),
    ).lastrowid
    assert made is not None
    return made


def reopen_accession(writer: Writer, accession_id: int) -> None:
    """An accession that was broken off goes on: what it could not take in is tried again, and told again. A withdrawal
    of it that was undone cannot be done again: it would leave what comes now."""
    forget_undone(writer)
    writer.execute(
        "UPDATE accessions SET finished_at = NULL, runner = ?, seen_at = ? WHERE id = ?",
        (own_mark(), int(time.time()), accession_id),
    )
    writer.execute(
        "DELETE FROM accession_items WHERE accession_id = ? AND (outcome IS NULL OR outcome IN (?, ?))",
        (accession_id, Outcome.FAILED.value, Outcome.UNCHANGED.value),
    )


def give_sign(writer: Writer, accession_id: int) -> None:
    """The import is still at work."""
    writer.execute("UPDATE accessions SET seen_at = ? WHERE id = ?", (int(time.time()), accession_id))


def is_at_work(view: View, accession_id: int) -> bool:
    """Whether another process works on an accession at this moment."""
    row = view.row("SELECT finished_at, runner, seen_at FROM accessions WHERE id = ?", (accession_id,))
    return row is not None and row[0] is None and is_running(row[1], row[2])


def add_items(writer: Writer, accession_id: int, items: Sequence[NewItem]) -> None:
    """Note what became of some documents."""
    rows = [
        (
            accession_id,
            item.origin_key,
            storable_path(item.path),
            item.outcome.value if item.outcome is not None else None,
            item.post_id,
            item.revision_id,
            item.before_revision,
            int(item.repaired),
            int(item.kept_raw),
            problems_as_json(item.problems),
            None if item.links_before is None else links_as_json(item.links_before),
        )
        for item in items
    ]
    writer.execute_many(_INSERT_ITEM, rows)


def renew_item(
    writer: Writer, accession_id: int, origin_key: int, revision_id: int, problems: Sequence[Problem]
) -> None:
    """A document changed again before its accession came to an end: the item tells of the newer state."""
    writer.execute(
        "UPDATE accession_items SET revision_id = ?, problems = ? WHERE accession_id = ? AND origin_key = ?",
        (revision_id, problems_as_json(problems), accession_id, origin_key),
    )


def finish_accession(writer: Writer, accession_id: int, report: ImportReport, when: int) -> None:
    """Close an accession with its counts."""
    counts = {
        name: getattr(report, name) for name in ImportReport.__dataclass_fields__ if name not in _IN_ITEMS
    }
    writer.execute(
        "UPDATE accessions SET finished_at = ?, generator = ?, report = ? WHERE id = ?",
        (when, report.generator, dump_json(counts), accession_id),
    )


def describe_accession(writer: Writer, accession_id: int, *, who: str, note: str) -> None:
    """Write down who made an accession, and what is to be said of it."""
    writer.execute("UPDATE accessions SET who = ?, note = ? WHERE id = ?", (who, note, accession_id))


def set_withdrawn(writer: Writer, accession_id: int, when: int | None) -> None:
    """Mark an accession as withdrawn (``when``, seconds UTC), or as standing again (None)."""
    writer.execute("UPDATE accessions SET withdrawn_at = ? WHERE id = ?", (when, accession_id))


def list_accessions(view: View) -> tuple[Accession, ...]:
    """All accessions, newest first."""
    rows = view.rows(f"SELECT {_COLUMNS} FROM accessions ORDER BY id DESC")
    return tuple(_accession_of(view, row) for row in rows)


def list_entries(view: View, counts: Mapping[int, int]) -> tuple[AccessionEntry, ...]:
    """What a list of imports shows, newest first; ``counts`` are the posts of each outside the trash."""
    rows = view.rows("SELECT id, started_at, sources, withdrawn_at FROM accessions ORDER BY id DESC")
    return tuple(
        AccessionEntry(
            number, started, tuple(json.loads(sources)), counts.get(number, 0), withdrawn is not None
        )
        for number, started, sources, withdrawn in rows
    )


def newest_accession(view: View) -> Accession | None:
    """The accession that was begun last, or None."""
    row = view.row(f"SELECT {_COLUMNS} FROM accessions ORDER BY id DESC LIMIT 1")
    return None if row is None else _accession_of(view, row)


def find_accession(view: View, accession_id: int) -> Accession | None:
    """One accession, or None."""
    row = view.row(f"SELECT {_COLUMNS} FROM accessions WHERE id = ?", (accession_id,))
    return None if row is None else _accession_of(view, row)


def get_accession(view: View, accession_id: int) -> Accession:
    """One accession. Raises UserError when there is none."""
    found = find_accession(view, accession_id)
    if found is None:
        raise UserError("There is no accession {id} in this archive.", id=str(accession_id))
    return found


def count_items(view: View, accession_id: int) -> int:
    """How many items an accession has."""
    return int(view.value("SELECT count(*) FROM accession_items WHERE accession_id = ?", (accession_id,)))


def load_items(
    view: View,
    accession_id: int,
    outcomes: Sequence[Outcome] = (),
    *,
    with_problems: bool = False,
    after: int = 0,
) -> Iterator[AccessionItem]:
    """The items of an accession in the order of its documents, all or those with these outcomes (``with_problems``:
    and only those that have something to report), from the one behind the item ``after`` on, read page by page."""
    conditions = "accession_id = ?"
    values: list[object] = [accession_id]
    if outcomes:
        conditions += f" AND outcome IN ({','.join('?' * len(outcomes))})"
        values += [outcome.value for outcome in outcomes]
    if with_problems:
        conditions += " AND problems IS NOT NULL"
    last = after
    while True:
        rows = view.rows(
            f"SELECT {_ITEM_COLUMNS} FROM accession_items WHERE {conditions} AND id > ? ORDER BY id LIMIT {_PAGE}",
            (*values, last),
        )
        yield from map(_item_of, rows)
        if len(rows) < _PAGE:
            return
        last = rows[-1][0]


def load_problem_texts(view: View, accession_id: int) -> Iterator[tuple[str, int | None, str]]:
    """Of each item that has something to report: its path, its post and its problems as ``problems_from_json`` reads
    them."""
    for path, post, text in view.cursor(
        "SELECT path, post_id, problems FROM accession_items WHERE accession_id = ? AND problems IS NOT NULL ORDER BY id",
        (accession_id,),
    ):
        yield stored_path(path), post, text


def load_done(view: View, accession_id: int) -> set[int]:
    """The places (origin keys) whose documents an accession has dealt with for good."""
    return {
        row[0]
        for row in view.cursor(
            "SELECT origin_key FROM accession_items WHERE accession_id = ? AND origin_key IS NOT NULL "
            "AND outcome NOT IN (?, ?)",
            (accession_id, Outcome.FAILED.value, Outcome.UNCHANGED.value),
        )
    }


def load_brought(
    view: View, accession_id: int, after: int = 0
) -> list[tuple[int, int, str, bytes, str, bytes]]:
    """The next states that an accession brought, after the item ``after``, some megabytes at most: item, post, path,
    digest (SHA-256 of the bytes that were read), codec and packed bytes as the archive holds them now."""
    rows = view.cursor(
        "SELECT i.id, i.post_id, i.path, r.digest, r.codec, r.data FROM accession_items i "
        "JOIN revisions r ON r.id = i.revision_id WHERE i.accession_id = ? AND i.outcome IN (?, ?) AND i.id > ? "
        "ORDER BY i.id LIMIT ?",
        (accession_id, Outcome.ADDED.value, Outcome.UPDATED.value, after, _PAGE),
    )
    found: list[tuple[int, int, str, bytes, str, bytes]] = []
    size = 0
    for item, post, path, digest, codec, data in rows:
        found.append((item, post, stored_path(path), digest, codec, data))
        size += len(data)
        if size >= _PAGE_BYTES:
            break
    return found


def load_media_brought(view: View, accession_id: int) -> set[int]:
    """The media of the posts that an accession brought."""
    return {
        row[0]
        for row in view.cursor(
            "SELECT DISTINCT media_id FROM post_media WHERE post_id IN "
            "(SELECT post_id FROM accession_items WHERE accession_id = ?)",
            (accession_id,),
        )
    }


def load_sources(view: View, accession_id: int) -> tuple[str, ...]:
    """The folders and files that an accession took, as they were given; nothing when there is no such accession."""
    return tuple(
        json.loads(view.value("SELECT sources FROM accessions WHERE id = ?", (accession_id,)) or "[]")
    )


def load_sites(view: View, accession_id: int) -> tuple[str, ...]:
    """What ``begin_accession`` was told of the sources as wholes; nothing when there is no such accession."""
    return tuple(json.loads(view.value("SELECT sites FROM accessions WHERE id = ?", (accession_id,)) or "[]"))


def counts_of_items(view: View, accession_id: int) -> ImportReport:
    """What the items alone tell of an accession that was broken off; unchanged documents are not among them."""
    row = view.row("SELECT generator, sources FROM accessions WHERE id = ?", (accession_id,))
    counts: Counter[str] = Counter()
    repaired = kept_raw = 0
    for outcome, count, mended, raw in view.rows(
        "SELECT outcome, count(*), sum(repaired), sum(kept_raw) FROM accession_items "
        "WHERE accession_id = ? AND outcome IS NOT NULL GROUP BY outcome",
        (accession_id,),
    ):
        counts[outcome] = count
        repaired += mended
        kept_raw += raw
    conflicts = view.value(
        "SELECT count(*) FROM accession_items WHERE accession_id = ? AND outcome = ? AND EXISTS "
        "(SELECT 1 FROM json_each(problems) WHERE json_extract(value, '$.kind') = ?)",
        (accession_id, Outcome.SKIPPED.value, ProblemKind.CONFLICT.value),
    )
    return ImportReport(
        accession=accession_id,
        generator=row[0],
        sources=tuple(json.loads(row[1])),
        repaired=repaired,
        kept_raw=kept_raw,
        cancelled=True,
        added=counts[Outcome.ADDED],
        updated=counts[Outcome.UPDATED],
        unchanged=counts[Outcome.UNCHANGED],
        skipped=counts[Outcome.SKIPPED],
        failed=counts[Outcome.FAILED],
        conflicts=int(conflicts),
    )


def _accession_of(view: View, row: Sequence[Any]) -> Accession:
    number, started, finished, sources, generator, settings, report, who, note, withdrawn = row
    return Accession(
        id=number,
        started_at=started,
        finished_at=finished,
        sources=tuple(json.loads(sources)),
        generator=generator,
        settings=_settings_of(settings),
        report=counts_of_items(view, number) if report is None else _report_of(report),
        who=who,
        note=note,
        withdrawn_at=withdrawn,
    )


def _settings_of(text: str) -> ImportSettings:
    facts = {name: _frozen(value) for name, value in json.loads(text).items() if name in _SETTINGS}
    facts["on_duplicate"] = OnDuplicate(facts.get("on_duplicate", OnDuplicate.UPDATE))
    return ImportSettings(**facts)


def _frozen(value: Any) -> Any:
    """JSON's lists as the tuples they were."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _report_of(text: str) -> ImportReport:
    facts = {name: _frozen(value) for name, value in json.loads(text).items() if name in _COUNTS}
    return ImportReport(**facts)


def _item_of(row: Sequence[Any]) -> AccessionItem:
    number, path, outcome, post, revision, before, repaired, kept_raw, problems = row
    return AccessionItem(
        id=number,
        path=stored_path(path),
        outcome=Outcome(outcome) if outcome is not None else None,
        post_id=post,
        revision_id=revision,
        before_revision=before,
        repaired=bool(repaired),
        kept_raw=bool(kept_raw),
        problems=problems_from_json(problems),
    )
