"""What the posts of a collection say themselves, in sum: what is offered for its description."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from fonds.model.collection import DescriptionOffer
from fonds.store.accessions import list_accessions
from fonds.store.collections import BELOW
from fonds.store.session import View

_MOST = 8
_POSTS = (
    f"{BELOW}, inside(id) AS (SELECT DISTINCT m.post_id FROM collection_posts m JOIN below ON below.id = m.collection_id "
    "JOIN posts p ON p.id = m.post_id WHERE p.trashed_at IS NULL) "
)


def offer_description(view: View, number: int) -> DescriptionOffer:
    """The facts of the posts outside the trash of a collection and of all below it."""
    joined = "FROM inside CROSS JOIN posts p ON p.id = inside.id"
    count, words, first, last = view.row(
        f"{_POSTS} SELECT count(*), total(p.word_count), min(p.instant + 60 * p.date_offset), "
        f"max(p.instant + 60 * p.date_offset) {joined}",
        (number,),
    )
    size = view.value(
        f"{_POSTS} SELECT total(r.size) {joined} CROSS JOIN revisions r ON r.id = p.head_revision", (number,)
    )
    terms = (
        f"{_POSTS} SELECT t.name FROM inside CROSS JOIN post_terms pt ON pt.post_id = inside.id "
        f"CROSS JOIN terms t ON t.id = pt.term_id WHERE t.kind = ? GROUP BY t.id ORDER BY count(*) DESC, t.name LIMIT {_MOST}"
    )
    languages = view.rows(
        f"{_POSTS} SELECT p.language {joined} WHERE p.language <> '' GROUP BY p.language "
        f"ORDER BY count(*) DESC, p.language LIMIT {_MOST}",
        (number,),
    )
    accessions = {
        row[0]
        for row in view.rows(
            f"{_POSTS} SELECT DISTINCT p.accession_id {joined} WHERE p.accession_id IS NOT NULL", (number,)
        )
    }
    sources = [source for item in list_accessions(view) if item.id in accessions for source in item.sources]
    return DescriptionOffer(
        posts=count,
        first_date=_day(first),
        last_date=_day(last),
        words=int(words),
        bytes=int(size),
        authors=tuple(row[0] for row in view.rows(terms, (number, "author"))),
        languages=tuple(row[0] for row in languages),
        tags=tuple(row[0] for row in view.rows(terms, (number, "tag"))),
        sources=tuple(dict.fromkeys(sources))[:_MOST],
    )


def _day(civil: int | None) -> str:
    """The day of a time that was counted as if at Greenwich."""
    if civil is None:
        return ""
    try:
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=civil)).date().isoformat()
    except OverflowError:
        return ""
