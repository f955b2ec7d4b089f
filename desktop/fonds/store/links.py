"""Which posts are meant by paths and names: looked up by index only, so that a text of many links stays quick."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from fonds.store.packing import storable, storable_path, stored_path
from fonds.store.session import View, in_chunks, marks
from fonds.text.title_order import title_key

_COLUMNS = "id, title, source_path, generator"
_ALIASES = ("aliases", "alias")
_FEW = 12
MAX_NAMESAKES = 50
"""How many posts of one title are looked at."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A post that a link may lead to. ``path`` is from its source's root."""

    post_id: int
    title: str
    path: str
    generator: str


def find_place(view: View, post_id: int) -> Destination | None:
    """Where a post itself lay; None when there is none."""
    row = view.row(f"SELECT {_COLUMNS} FROM posts WHERE id = ?", (post_id,))
    return None if row is None else _destination(row)


def find_by_paths(view: View, paths: Collection[str]) -> dict[str, Destination]:
    """The posts at these paths that are not in the trash; of several at one path the newest."""
    found: dict[str, Destination] = {}
    for chunk in in_chunks([storable_path(path) for path in dict.fromkeys(paths)]):
        statement = (
            f"SELECT {_COLUMNS} FROM posts WHERE source_path IN ({marks(len(chunk))}) "
            "AND trashed_at IS NULL ORDER BY id"
        )
        for row in view.cursor(statement, chunk):
            made = _destination(row)
            found[made.path] = made
    return found


def find_by_permalinks(view: View, addresses: Collection[str]) -> dict[str, Destination]:
    """The posts whose front matter names one of these addresses for their page, by it as it was asked for; a slash at either end makes
    no difference. There is no index of these: every row is looked at."""
    forms = {form: address for address in addresses for form in _address_forms(address)}
    found: dict[str, Destination] = {}
    for chunk in in_chunks(list(forms)):
        statement = (
            f"SELECT permalink, {_COLUMNS} FROM posts WHERE permalink != '' "
            f"AND permalink IN ({marks(len(chunk))}) AND trashed_at IS NULL ORDER BY id"
        )
        for permalink, *row in view.cursor(statement, chunk):
            found[forms[permalink]] = _destination(row)
    return found


def _address_forms(address: str) -> tuple[str, ...]:
    plain = storable(address).strip("/")
    return tuple(dict.fromkeys((address, f"/{plain}", f"/{plain}/", plain, f"{plain}/")))


def find_by_titles(view: View, titles: Collection[str]) -> dict[str, tuple[Destination, ...]]:
    """The posts of these titles, whatever the case, that are not in the trash; by title as it was asked for."""
    asked: defaultdict[str, list[str]] = defaultdict(list)
    keys: dict[bytes, None] = {}
    for title in titles:
        key = title_key(title)
        if key is not None:
            asked[_folded(title)].append(title)
            keys[key] = None
    found: defaultdict[str, list[Destination]] = defaultdict(list)
    for chunk in in_chunks(list(keys)):
        statement = (
            f"SELECT {_COLUMNS} FROM posts "
            f"WHERE trashed_at IS NULL AND title_key IN ({marks(len(chunk))}) ORDER BY title_key, id"
        )
        for row in view.cursor(statement, chunk):
            name = _folded(row[1])  # titles that differ in punctuation alone may have one key
            if name in asked and len(found[name]) < MAX_NAMESAKES:
                found[name].append(_destination(row))
    return {title: tuple(posts) for name, posts in found.items() for title in asked[name]}


def find_by_aliases(view: View, names: Collection[str], generator: str) -> dict[str, Destination]:
    """The posts of a generator that have one of these as another name, by it in small letters; of several the first."""
    wanted = {name.strip().casefold() for name in names}
    parts = list(dict.fromkeys(part for name in names for part in (name.strip(), name.strip().lower())))
    # There is no index of these: every row is looked at, but only the few that hold a name are read.
    narrowing = " OR ".join("instr(f.value, ?) OR instr(lower(f.value), ?)" for _ in parts)
    few = 0 < len(parts) <= _FEW
    statement = (
        "SELECT f.value, p.id, p.title, p.source_path, p.generator FROM post_fields f JOIN posts p ON p.id = f.post_id "
        f"WHERE f.key IN ({marks(len(_ALIASES))}) {f'AND ({narrowing}) ' if few else ''}"
        "AND p.generator = ? AND p.trashed_at IS NULL ORDER BY p.id"
    )
    values = [value for part in parts for value in (part, part)] if few else []
    found: dict[str, Destination] = {}
    for value, *row in view.cursor(statement, (*_ALIASES, *values, generator)):
        aliases = json.loads(value)
        for alias in aliases if isinstance(aliases, list) else [aliases]:
            key = alias.strip().casefold() if isinstance(alias, str) else ""
            if key in wanted:
                found.setdefault(key, _destination(row))
    return found


def load_references(view: View, post_id: int) -> frozenset[str]:
    """How a post's text refers to the files that the archive keeps of it."""
    return frozenset(
        row[0] for row in view.rows("SELECT reference FROM post_media WHERE post_id = ?", (post_id,))
    )


def _folded(title: str) -> str:
    return storable(title).strip().casefold()


def _destination(row: Any) -> Destination:
    return Destination(row[0], row[1], stored_path(row[2]), row[3])
