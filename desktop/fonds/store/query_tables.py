"""What only the tables answer of a query: paths, keys of the front matter, collections, revisions, media, duplicates.

Rule: values are bound, never written into a statement.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from fonds.model.query_tree import Field, Has, Is, KeyMatch, Match, Node
from fonds.store.query_names import find_named
from fonds.store.session import View
from fonds.store.sql import Sql
from fonds.store.sql_functions import folded_column
from fonds.text.folding import fold_name


class SqlTest(NamedTuple):
    """``ids`` selects the posts, ``few`` tests one row of ``posts``: for when few are looked at."""

    ids: Sql
    few: Sql


_REVISED = "SELECT post_id FROM revisions WHERE number > 0"
_DIFFERS = "(SELECT digest FROM revisions WHERE revisions.id = posts.head_revision) <> posts.original_digest"
_HEADS = "CROSS JOIN revisions r ON r.digest = known.digest CROSS JOIN posts p ON p.id = r.post_id AND p.head_revision = r.id AND p.trashed_at IS NULL"
_REPEATED = (
    f"SELECT known.digest FROM (SELECT digest FROM revisions GROUP BY digest HAVING count(*) > 1) known {_HEADS} "
    "GROUP BY known.digest HAVING count(*) > 1"
)
_DUPLICATES = f"SELECT p.id FROM ({_REPEATED}) known {_HEADS}"
_FACTS = {
    Match(Field.HAS, Has.MEDIA.value): SqlTest(
        Sql("SELECT post_id FROM post_media"),
        Sql("EXISTS (SELECT 1 FROM post_media WHERE post_media.post_id = posts.id)"),
    ),
    Match(Field.HAS, Has.REVISION.value): SqlTest(
        Sql(_REVISED),
        Sql("EXISTS (SELECT 1 FROM revisions WHERE revisions.post_id = posts.id AND number > 0)"),
    ),
    Match(Field.HAS, Has.DRAFT.value): SqlTest(
        Sql("SELECT post_id FROM drafts"),
        Sql("EXISTS (SELECT 1 FROM drafts WHERE drafts.post_id = posts.id)"),
    ),
    Match(Field.IS, Is.EDITED.value): SqlTest(
        Sql(f"SELECT id FROM posts WHERE id IN ({_REVISED}) AND {_DIFFERS}"), Sql(_DIFFERS)
    ),
    Match(Field.IS, Is.DUPLICATE.value): SqlTest(Sql(_DUPLICATES), Sql(f"posts.id IN ({_DUPLICATES})")),
}
_KEYS = (
    "WITH RECURSIVE found(key) AS (SELECT min(key) FROM post_fields UNION ALL "
    "SELECT (SELECT min(key) FROM post_fields f WHERE f.key > found.key) FROM found WHERE key IS NOT NULL) "
    "SELECT key FROM found WHERE key IS NOT NULL"
)
"""The keys that there are, each by one look at an index."""
_PLAIN = (
    """substr(value, 1, 1) = '"' AND length(value) = length(CAST(value AS BLOB)) """
    """AND instr(value, '\\') = 0 AND instr(value, '  ') = 0 AND instr(value, '" ') <> 1 AND substr(value, -2, 1) <> ' '"""
)
"""A text that is written as it is, and that its small letters tell all of: it is compared without leaving SQLite."""
_PATHS = (Field.SLUG, Field.PERMALINK, Field.SOURCE)


def is_in_tables(node: Node) -> bool:
    """Whether the tables must be asked for a leaf that is no words."""
    if isinstance(node, Match):
        return node in _FACTS or node.field in (*_PATHS, Field.COLLECTION, Field.NOTE)
    return isinstance(node, KeyMatch)


def changes_alone(node: Node) -> bool:
    """Whether what a leaf finds can change while no post does."""
    if isinstance(node, Match):
        return node in _FACTS or node.field in (Field.COLLECTION, Field.NOTE)
    return isinstance(node, KeyMatch)


def sql_test(view: View, node: Node) -> SqlTest:
    """The statements for a leaf that the tables answer."""
    match node:
        case KeyMatch():
            return _by_key(view, node)
        case Match(Field.COLLECTION, value, prefix):
            return _by_collection(find_named(view, Field.COLLECTION, value, prefix=prefix))
        case Match(Field.NOTE, value):
            return _by_note(fold_name(value))
        case Match(Field.SOURCE, value):
            return _by_source(fold_name(value))
        case Match(Field.SLUG | Field.PERMALINK):
            return _by_text(node)
        case Match():
            return _FACTS[node]
        case _:
            raise TypeError(f"not for the tables: {node}")


def _by_key(view: View, match: KeyMatch) -> SqlTest:
    wanted = fold_name(match.key)
    keys = [key for (key,) in view.rows(_KEYS) if fold_name(key) == wanted]
    test, values = "key IN (SELECT value FROM json_each(?))", list[object]([json.dumps(keys)])
    if match.value or not match.prefix:
        value = fold_name(match.value)
        beginning = f'"{value}' if match.prefix else f'"{value}"'
        same = "substr(lower(value), 1, length(?)) = ?" if match.prefix else "length(?) AND lower(value) = ?"
        test += f" AND (({same}) OR (NOT ({_PLAIN}) AND holds(value, ?, ?)))"
        values += [beginning, beginning, value, int(match.prefix)]
    few = f"EXISTS (SELECT 1 FROM post_fields WHERE post_fields.post_id = posts.id AND {test})"
    ids = f"SELECT post_id FROM post_fields WHERE {test}"
    return SqlTest(Sql(ids, tuple(values)), Sql(few, tuple(values)))


def _by_collection(collections: list[int]) -> SqlTest:
    test = "collection_id IN (SELECT value FROM json_each(?))"
    values = (json.dumps(collections),)
    few = f"EXISTS (SELECT 1 FROM collection_posts WHERE collection_posts.post_id = posts.id AND {test})"
    return SqlTest(Sql(f"SELECT post_id FROM collection_posts WHERE {test}", values), Sql(few, values))


def _by_note(wanted: str) -> SqlTest:
    test = f"instr({folded_column('text')}, ?) > 0"
    few = f"EXISTS (SELECT 1 FROM post_notes WHERE post_notes.post_id = posts.id AND {test})"
    return SqlTest(Sql(f"SELECT post_id FROM post_notes WHERE {test}", (wanted,)), Sql(few, (wanted,)))


def _by_text(match: Match) -> SqlTest:
    column = folded_column(f"posts.{match.field.value}")
    wanted = fold_name(match.value)
    if not match.prefix:
        return _by_row(f"{column} = ?", wanted)
    if not wanted:
        return _by_row(f"{column} <> ''")
    return _by_row(f"substr({column}, 1, ?) = ?", len(wanted), wanted)


def _by_source(wanted: str) -> SqlTest:
    column = folded_column("posts.source_path")
    if "*" in wanted or "?" in wanted:
        return _by_row(f"{column} GLOB ?", wanted.replace("[", "[[]"))
    return _by_row(f"instr('/' || {column}, ?) > 0", "/" + wanted.lstrip("/"))


def _by_row(test: str, *values: object) -> SqlTest:
    return SqlTest(Sql(f"SELECT id FROM posts WHERE {test}", values), Sql(test, values))
