"""What queries ask of facts about a post: its dates, numbers, status, path, and what it has and is.

Rule: an accession is asked for in one place only, ``by_accession``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from fonds.model.post import Content, Status
from fonds.model.query_tree import Days, Field, Has, Is, Match, Numbers
from fonds.store.sql_condition import Condition, Cost, Sql, among, opposite, plain
from fonds.store.sql_functions import folded_column
from fonds.text.folding import fold_name

_DAY = 86_400
_LEAST, _MOST = -(2**62), 2**62
_REVISED = "SELECT post_id FROM revisions WHERE number > 0"
_DIFFERS = "(SELECT digest FROM revisions WHERE revisions.id = posts.head_revision) <> posts.original_digest"
_HEADS = "CROSS JOIN revisions r ON r.digest = known.digest CROSS JOIN posts p ON p.id = r.post_id AND p.head_revision = r.id AND p.trashed_at IS NULL"
_REPEATED = (
    f"SELECT known.digest FROM (SELECT digest FROM revisions GROUP BY digest HAVING count(*) > 1) known {_HEADS} "
    "GROUP BY known.digest HAVING count(*) > 1"
)
_NOT_PUBLISHED = f"status <> '{Status.PUBLISHED.value}'"
_NOT_PUBLISHED_IDS = Sql(f"SELECT id FROM posts WHERE {_NOT_PUBLISHED}")


def _by_facts(test: str, *values: object) -> Condition:
    """A test of columns that one index has together: walking it is far cheaper than walking the table."""
    return among(
        Sql(f"SELECT id FROM posts WHERE {test}", values), few=Sql(f"({test})", values), cost=Cost.WALK
    )


_CONTENT = "has & ? <> 0"
_HAS: dict[str, Condition] = {
    Has.MEDIA: among(
        Sql("SELECT post_id FROM post_media"),
        few=Sql("EXISTS (SELECT 1 FROM post_media WHERE post_media.post_id = posts.id)"),
    ),
    Has.REVISION: among(
        Sql(_REVISED),
        few=Sql("EXISTS (SELECT 1 FROM revisions WHERE revisions.post_id = posts.id AND number > 0)"),
        cost=Cost.WALK,
    ),
    Has.PROBLEM: among(
        Sql("SELECT id FROM posts WHERE problem_count > 0"), few=Sql("+posts.problem_count > 0")
    ),
    Has.DRAFT: among(
        Sql("SELECT post_id FROM drafts"),
        few=Sql("EXISTS (SELECT 1 FROM drafts WHERE drafts.post_id = posts.id)"),
    ),
    Has.IMAGE: _by_facts(_CONTENT, Content.IMAGE.value),
    Has.LINK: _by_facts(_CONTENT, Content.LINK.value),
    Has.CODE: _by_facts(_CONTENT, Content.CODE.value),
    Has.TABLE: _by_facts(_CONTENT, Content.TABLE.value),
    Has.DATE: plain("instant IS NOT NULL", few="+instant IS NOT NULL"),
}
STARRED = among(
    Sql("SELECT id FROM posts WHERE starred_at IS NOT NULL"), few=Sql("+posts.starred_at IS NOT NULL")
)
"""What was marked by hand."""
_IS: dict[str, Condition] = {
    Is.EDITED: among(
        Sql(f"SELECT id FROM posts WHERE id IN ({_REVISED}) AND {_DIFFERS}"),
        few=Sql(_DIFFERS),
        cost=Cost.WALK,
    ),
    Is.DRAFT: plain(_NOT_PUBLISHED, ids=(_NOT_PUBLISHED_IDS,)),
    Is.TRASHED: plain(
        "trashed_at IS NOT NULL",
        few="+trashed_at IS NOT NULL",
        ids=(Sql("SELECT id FROM posts WHERE trashed_at IS NOT NULL"),),
    ),
    Is.STARRED: STARRED,
    Is.DUPLICATE: among(Sql(f"SELECT p.id FROM ({_REPEATED}) known {_HEADS}"), cost=Cost.WALK),
}


def by_match(match: Match) -> Condition:
    """A field with a value, for the fields that are no vocabulary."""
    return _MATCHES[match.field](match)


def by_days(days: Days) -> Condition:
    """A post's date is the day in its own offset, whatever the hour was elsewhere; a change's is the reader's day."""
    values: tuple[object, ...]
    if days.field is Field.MODIFIED:
        first, last = _local_midnight(days.first, 0), _local_midnight(days.last, 1)
        values = (_LEAST if first is None else first, _MOST if last is None else last)
        return _by_ordered("modified_at >= ? AND modified_at < ?", values)
    begin = _LEAST if days.first is None else _civil_midnight(days.first)
    end = _MOST if days.last is None else _civil_midnight(days.last) + _DAY
    values = (begin - _DAY, end + _DAY, begin + _DAY, end - _DAY, begin, end)
    # Offsets are less than a day, so that most rows are judged by what the list's index holds already.
    test = (
        "instant >= ? AND instant < ? AND (instant >= ? AND instant < ? "
        "OR instant + 60 * date_offset >= ? AND instant + 60 * date_offset < ?)"
    )
    return _by_ordered(test, values)


def _by_ordered(test: str, values: tuple[object, ...]) -> Condition:
    """A test of a column that lists are ordered by. The indices of those begin with being in the trash or not."""
    sides = (
        f"SELECT id FROM posts WHERE trashed_at {side} AND {test}" for side in ("IS NULL", "IS NOT NULL")
    )
    ids = tuple(Sql(side, values) for side in sides)
    return plain(f"({test})", *values, few=f"(+{test})", ids=ids, cost=Cost.RANGE)


def by_numbers(numbers: Numbers) -> Condition:
    """A number between two."""
    if numbers.field is Field.ACCESSION:
        return by_accession(numbers.low, numbers.high)
    return _by_facts("word_count BETWEEN ? AND ?", *_bounds(numbers.low, numbers.high))


def by_accession(low: int | None, high: int | None) -> Condition:
    """The posts whose text was brought last by one of these accessions."""
    if low is not None and low == high:
        test = "accession_id = ?"
        values: tuple[object, ...] = (low,)
    else:
        test = "accession_id IS NOT NULL AND accession_id BETWEEN ? AND ?"
        values = _bounds(low, high)
    ids = Sql(f"SELECT id FROM posts WHERE {test}", values)
    return among(ids, few=Sql(f"(+posts.{test})", values))


def _bounds(low: int | None, high: int | None) -> tuple[int, int]:
    return _LEAST if low is None else low, _MOST if high is None else high


def _civil_midnight(day: date) -> int:
    return (day.toordinal() - date(1970, 1, 1).toordinal()) * _DAY


def _local_midnight(day: date | None, later: int) -> int | None:
    """When a day (or the one after it) begins where the reader is, in seconds UTC."""
    if day is None:
        return None
    try:
        moment = datetime(day.year, day.month, day.day) + timedelta(days=later)
        return int(moment.timestamp())
    except (OverflowError, OSError, ValueError):  # before or after what the system's clock can tell
        return 0 if day.year < 1971 else int(datetime(9999, 1, 1, tzinfo=UTC).timestamp())


def _by_status(match: Match) -> Condition:
    if match.value == Status.PUBLISHED.value:
        return opposite(among(_NOT_PUBLISHED_IDS, few=Sql(_NOT_PUBLISHED)))
    # Says what the index of the unpublished asks for, so that it is used.
    test = f"{_NOT_PUBLISHED} AND status = ?"
    ids = Sql(f"SELECT id FROM posts WHERE {test}", (match.value,))
    return plain(f"({test})", match.value, ids=(ids,))


def _by_language(match: Match) -> Condition:
    """A language with its regions: ``zh`` is ``zh-CN``, too."""
    column = f"replace({folded_column('posts.language')}, '_', '-')"
    wanted = fold_name(match.value).replace("_", "-")
    if match.prefix:
        return _beginning(column, wanted)
    return _by_facts(f"({column} = ? OR substr({column}, 1, ?) = ?)", wanted, len(wanted) + 1, f"{wanted}-")


def _by_text(match: Match) -> Condition:
    column = folded_column(f"posts.{match.field.value}")
    wanted = fold_name(match.value)
    return _beginning(column, wanted) if match.prefix else plain(f"{column} = ?", wanted)


def _beginning(column: str, wanted: str) -> Condition:
    if not wanted:
        return plain(f"{column} <> ''")
    return plain(f"substr({column}, 1, ?) = ?", len(wanted), wanted)


def _by_source(match: Match) -> Condition:
    column = folded_column("posts.source_path")
    wanted = fold_name(match.value)
    if "*" in wanted or "?" in wanted:
        test, value = f"{column} GLOB ?", wanted.replace("[", "[[]")
    else:
        test, value = f"instr('/' || {column}, ?) > 0", "/" + wanted.lstrip("/")
    return among(Sql(f"SELECT id FROM posts WHERE {test}", (value,)), few=Sql(test, (value,)), cost=Cost.WALK)


_MATCHES: dict[Field, Callable[[Match], Condition]] = {
    Field.STATUS: _by_status,
    Field.FORMAT: lambda match: _by_facts("format = ?", match.value),
    Field.LANGUAGE: _by_language,
    Field.SLUG: _by_text,
    Field.PERMALINK: _by_text,
    Field.SOURCE: _by_source,
    Field.HAS: lambda match: _HAS[match.value],
    Field.IS: lambda match: _IS[match.value],
}
