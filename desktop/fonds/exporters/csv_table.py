"""A table of all posts with every field, as spreadsheets and programs read it; their media in a folder beside it.

``posts.csv`` is RFC 4180 in UTF-8 with a byte order mark. Columns that every post has come first, then each front-matter
key of any post, as ``field:KEY``. A cell with several values, or with a value that is no text, is JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from fonds.exporters.cells import csv_line
from fonds.exporters.material import ExportPost, Material
from fonds.exporters.media_names import MediaNames
from fonds.exporters.target import FolderTarget
from fonds.model.post import FieldValue

TABLE = "posts.csv"
_KNOWN = (
    *("id", "title", "date", "date_text", "status", "categories", "tags", "authors", "slug", "permalink"),
    *(
        "language",
        "format",
        "generator",
        "source_path",
        "encoding",
        "created",
        "modified",
        "accession",
        "starred",
    ),
    *("trashed", "revision", "sha256", "original_sha256", "body", "media"),
)


def write(material: Material, target: FolderTarget) -> None:
    """Write the table and the media."""
    names = MediaNames()
    keys = sorted({key for post in material.posts() for key, _ in post.post.metadata.fields})
    with target.open(TABLE) as file:
        file.write(b"\xef\xbb\xbf")
        file.write(_line([*_KNOWN, *(f"field:{key}" for key in keys)]))
        for post in material.posts():
            file.write(_line([*_known(post, names), *_further(post, keys)]))
            target.posts.append(post.id)
    for medium, data in material.media():
        target.add(names.path(medium), data, medium=True)


def _known(post: ExportPost, names: MediaNames) -> Iterator[str]:
    stored, metadata = post.post, post.post.metadata
    yield from (
        str(post.id),
        metadata.title,
        metadata.date.iso_text(),
        metadata.date.text,
        metadata.status.value,
    )
    yield _listed([" › ".join(path) for path in metadata.categories])
    yield _listed(metadata.tags)
    yield _listed(metadata.authors)
    yield from (metadata.slug, metadata.permalink, metadata.language, metadata.format.value)
    yield from (stored.generator, stored.source_path, stored.encoding)
    yield from (str(stored.created_at), str(stored.modified_at), _number(stored.accession_id))
    yield from (_number(stored.starred_at), _number(stored.trashed_at), str(stored.revision_number))
    yield from (stored.digest.hex(), stored.original_digest.hex(), post.body)
    yield _listed([names.path(use.medium) for use in post.uses])


def _further(post: ExportPost, keys: Sequence[str]) -> Iterator[str]:
    values: dict[str, list[FieldValue]] = {}
    for key, value in post.post.metadata.fields:
        values.setdefault(key, []).append(value)
    for key in keys:
        found = values.get(key, [])
        if not found:
            yield ""
        elif len(found) == 1 and isinstance(found[0], str):
            yield found[0]
        else:
            yield json.dumps(found[0] if len(found) == 1 else found, ensure_ascii=False)


def _listed(values: Sequence[str]) -> str:
    if len(values) < 2:
        return "".join(values)
    return json.dumps(list(values), ensure_ascii=False)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _line(cells: Sequence[str]) -> bytes:
    return csv_line(cells).encode("utf-8", "backslashreplace")
