"""Every field of every post as JSON Lines, of which an import makes an equal archive; their media in a folder beside it.

``export.json`` says what it is, and tells of the imports and the collections; ``posts.jsonl`` has one object a line, in
UTF-8. Bytes stand as text with its encoding where that gives the very same bytes, else in base64. Times are in seconds
since 1970, UTC. ``importers/json_lines.py`` reads it again; the help page "export" describes it field by field.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping

from fonds import __version__
from fonds.exporters.material import Material
from fonds.exporters.media_names import MediaNames
from fonds.exporters.target import FolderTarget
from fonds.model.post import Content, PostDate
from fonds.model.record import (
    FORMAT,
    HEAD,
    LINES,
    VERSION,
    PostRecord,
    RecordedAccession,
    RecordedCollection,
    RecordedFile,
    RecordedRevision,
)


def write(material: Material, target: FolderTarget) -> None:
    """Write the posts, the media and what tells of the whole."""
    names = MediaNames()
    placed: dict[bytes, str] = {}
    for medium, data in material.media():
        placed[medium.digest] = target.add(names.path(medium), data, medium=True)
    with target.open(LINES) as file:
        for record in material.records():
            file.write(_dumped(dict(_values(record, placed))) + b"\n")
            target.posts.append(record.post.id)
    with target.open(HEAD) as file:
        file.write(_dumped(_head(material, len(target.posts)), indent=2) + b"\n")


def _dumped(value: object, indent: int | None = None) -> bytes:
    # A lone surrogate, as in a path that is no text, becomes the escape that JSON has for it.
    return json.dumps(value, ensure_ascii=False, indent=indent).encode("utf-8", "backslashreplace")


def _head(material: Material, posts: int) -> dict[str, object]:
    whole = material.whole
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_by": f"Fonds {__version__}",
        "title": whole.title,
        "posts": posts,
        "history": whole.options.history,
        "changed": whole.changed_at,
        "imports": [_accession(one) for one in material.accessions()],
        "collections": [_collection(one) for one in material.collections()],
    }


def _accession(one: RecordedAccession) -> dict[str, object]:
    return {
        "id": one.id,
        "started": one.started_at,
        "finished": one.finished_at,
        "withdrawn": one.withdrawn_at,
        "generator": one.generator,
        "sources": list(one.sources),
        "settings": dict(one.settings),
        "sites": [_parsed(site) for site in one.sites],
        "report": None if one.report is None else dict(one.report),
        "who": one.who,
        "note": one.note,
    }


def _parsed(text: str) -> object:
    """A site's settings as they are; the text, where it is no JSON that would become that text again."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if isinstance(value, dict) and json.dumps(value, ensure_ascii=False) == text else text


def _collection(one: RecordedCollection) -> dict[str, object]:
    return {
        "id": one.id,
        "parent": one.parent_id or None,
        "position": one.position,
        "name": one.name,
        "description": dict(one.description),
        "note": one.note,
        "first": one.first,
    }


def _values(record: PostRecord, placed: Mapping[bytes, str]) -> Iterator[tuple[str, object]]:
    post, metadata = record.post, record.post.metadata
    now = next(state for state in record.revisions if state.number == record.head)
    yield from (("id", post.id), ("title", metadata.title), ("date", _date(metadata.date)))
    yield from (
        ("status", metadata.status.value),
        ("categories", [list(path) for path in metadata.categories]),
    )
    yield from (("tags", list(metadata.tags)), ("authors", list(metadata.authors)))
    yield from (("slug", metadata.slug), ("permalink", metadata.permalink), ("language", metadata.language))
    yield "fields", [{"key": key, "value": value} for key, value in metadata.fields]
    yield from (("path", record.path), ("generator", post.generator), ("import", post.accession_id))
    yield "origin", None if record.origin_key is None else str(record.origin_key)
    yield from (("format", metadata.format.value), ("encoding", post.encoding))
    yield from (("sha256", post.digest.hex()), ("original_sha256", post.original_digest.hex()))
    yield from (("created", post.created_at), ("modified", post.modified_at), ("trashed", post.trashed_at))
    yield from (("starred", post.starred_at), ("rating", post.rating), ("read", post.read_at))
    yield from (("noted", post.noted_at), ("note", record.note))
    yield (
        "collections",
        [{"collection": one.collection, "position": one.position, "note": one.note} for one in record.places],
    )
    yield (
        "problems",
        [
            {
                "kind": one.kind.value,
                "path": one.path,
                "line": one.line,
                "details": [list(two) for two in one.details],
            }
            for one in post.problems
        ],
    )
    yield from (("header_readable", post.header_readable), ("text_exact", post.text_exact))
    yield from (("self_contained", record.self_contained), ("words", record.words))
    yield "holds", [str(kind.name).lower() for kind in Content if kind in record.has]
    yield "media", [_file(one, placed) for one in record.files]
    yield "excerpt", now.excerpt
    yield "source", _bytes(now.source, post.encoding)
    yield "plain", now.plain
    yield "revisions", [_revision(one, record) for one in record.revisions]


def _date(date: PostDate) -> dict[str, object]:
    return {
        "iso": date.iso_text(),
        "instant": date.instant,
        "offset": date.offset,
        "precision": date.precision.value,
        "origin": date.origin.value,
        "text": date.text,
    }


def _file(one: RecordedFile, placed: Mapping[bytes, str]) -> dict[str, object]:
    return {
        "reference": one.reference,
        "path": one.path,
        "file": placed.get(one.digest, ""),
        "sha256": one.digest.hex(),
        "size": one.size,
        "mime": one.mime,
        "name": one.name,
    }


def _revision(state: RecordedRevision, record: PostRecord) -> dict[str, object]:
    values: dict[str, object] = {
        "number": state.number,
        "made": state.made_at,
        "reason": state.reason,
        "who": state.who,
        "changed": state.changed,
        "sha256": state.digest.hex(),
    }
    if state.number == record.head:
        return values | {"current": True}
    source = _bytes(state.source, record.post.encoding)
    return values | {"source": source, "excerpt": state.excerpt, "plain": state.plain}


def _bytes(data: bytes, encoding: str) -> dict[str, str]:
    for codec in dict.fromkeys((encoding, "utf-8")):
        try:
            text = data.decode(codec)
            if text.encode(codec) == data and text.encode("utf-8"):
                return {"encoding": codec, "text": text}
        except (LookupError, ValueError):  # of which the errors of texts are some
            continue
    return {"base64": base64.b64encode(data).decode()}
