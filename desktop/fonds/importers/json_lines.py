"""An export of records (``exporters/json_lines.py``), read again: what it is of, and one post a line.

Rule: nothing in it is trusted. Bytes must have the digests that it says, files lie below it, and a line that is damaged
is a problem of that line.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fonds.importers.json_values import (
    NotARecord,
    as_object,
    as_texts,
    find_number,
    get_digest,
    get_flag,
    get_list,
    get_number,
    get_text,
)
from fonds.model.errors import EnvironmentProblem, UserError
from fonds.model.post import (
    BodyFormat,
    Content,
    DateOrigin,
    DatePrecision,
    FieldValue,
    Post,
    PostDate,
    PostMetadata,
    Status,
)
from fonds.model.problems import Problem, ProblemKind
from fonds.model.record import (
    FORMAT,
    HEAD,
    LINES,
    VERSION,
    PostRecord,
    RecordedAccession,
    RecordedCollection,
    RecordedFile,
    RecordedPlace,
    RecordedRevision,
)
from fonds.text.names import shown_path

MOST = 2**40
"""Numbers of posts, imports and collections are below it."""
LONGEST_LINE = 512 * 1024 * 1024
"""Bytes; a longer line is no post of ours."""
LONGEST_PATH = 4096
"""Characters; no system has longer ones."""
_MOST_HEAD = 64 * 1024 * 1024
_EARLIEST, _LATEST = -62_135_500_000, 253_402_200_000
"""The years 1 to 9999, in seconds since 1970."""


@dataclass(frozen=True, slots=True)
class RecordedExport:
    """What an export of records says of itself. ``posts`` is how many there should be; ``None``: it does not say."""

    root: Path
    title: str
    posts: int | None
    accessions: tuple[RecordedAccession, ...]
    collections: tuple[RecordedCollection, ...]


def is_export(folder: Path) -> bool:
    """Whether a folder looks like an export of records; also one that is damaged or of a version to come."""
    try:
        if not (folder / LINES).is_file():
            return False
        with (folder / HEAD).open("rb") as file:
            return f'"{FORMAT}"'.encode() in file.read(_MOST_HEAD)
    except OSError:
        return False


def read_export(folder: Path) -> RecordedExport:
    """What the export is of. Raises UserError when it is of a version to come or cannot be read."""
    path = folder / HEAD
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_HEAD)
        head = as_object(json.loads(data))
        if head.get("format") != FORMAT:
            raise NotARecord("format")
        version = get_number(head, "version")
    except OSError as fault:
        raise EnvironmentProblem(
            "{path} cannot be read: {reason}.", path=str(path), reason=fault.strerror or str(fault)
        ) from fault
    except (ValueError, RecursionError) as fault:
        raise _damaged(path) from fault
    if version != VERSION:
        raise UserError(
            "The export {path} was written by a newer Fonds (its format is {found}; this program knows {known}). Import it "
            "with the newer Fonds.",
            field="source",
            path=str(folder),
            found=str(version),
            known=str(VERSION),
        )
    try:
        accessions = tuple(_accession(as_object(one)) for one in get_list(head, "imports"))
        collections = tuple(_collection(as_object(one)) for one in get_list(head, "collections"))
        posts = find_number(head, "posts")
        _check_numbers(one.id for one in accessions)
        _check_numbers(one.id for one in collections)
        return RecordedExport(folder, get_text(head, "title"), posts, accessions, collections)
    except (ValueError, RecursionError) as fault:
        raise _damaged(path) from fault


def _check_numbers(numbers: Iterable[int]) -> None:
    found = list(numbers)
    if len(set(found)) != len(found) or any(not 0 < number < MOST for number in found):
        raise NotARecord("numbers")


def _damaged(path: Path) -> UserError:
    return UserError(
        "{path} is damaged, so that its posts cannot be imported.", field="source", path=str(path)
    )


def read_records(folder: Path) -> Iterator[tuple[int, PostRecord | Problem]]:
    """Yield the number of each line, from 1, and the post that it is, or what is wrong with it. Raises
    EnvironmentProblem when the file cannot be read."""
    path = folder / LINES
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(LONGEST_LINE):
                number += 1
                if not line.endswith(b"\n") and len(line) == LONGEST_LINE:
                    while line and not line.endswith(b"\n"):
                        line = file.readline(1 << 20)
                    yield number, _problem(number, "the line is too long")
                elif line.strip():
                    yield number, _read_line(number, line)
    except OSError as fault:
        raise EnvironmentProblem(
            "{path} cannot be read: {reason}.", path=str(path), reason=fault.strerror or str(fault)
        ) from fault


def read_file(folder: Path, use: RecordedFile) -> bytes | str:
    """The bytes of a file that a post refers to, or the reason why they cannot be had."""
    path = folder / use.file
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
        if not use.file or not inside or not path.is_file():
            return "it is not in the export"
        if path.stat().st_size != use.size:
            return "its size is not what the export says"
        data = path.read_bytes()
    except (OSError, ValueError) as fault:
        return str(getattr(fault, "strerror", "") or fault)
    return data if hashlib.sha256(data).digest() == use.digest else "its bytes are not what the export says"


def _problem(number: int, reason: str) -> Problem:
    return Problem(ProblemKind.UNREADABLE, LINES, number, (("reason", reason),))


def _read_line(number: int, line: bytes) -> PostRecord | Problem:
    try:
        return _record(as_object(json.loads(line)))
    except NotARecord as fault:
        return _problem(number, str(fault))
    except json.JSONDecodeError:
        return _problem(number, "it is no JSON")
    except (ValueError, TypeError, RecursionError):
        return _problem(number, "a value is not what it should be")


def _record(value: Mapping[str, Any]) -> PostRecord:
    encoding, path = get_text(value, "encoding"), get_text(value, "path")
    if len(path) > LONGEST_PATH:
        raise NotARecord("the path is too long")
    revisions = tuple(_revision(as_object(one), value) for one in get_list(value, "revisions"))
    currents = [one for one in get_list(value, "revisions") if one.get("current")]
    numbers = [one.number for one in revisions]
    if len(currents) != 1 or not numbers or numbers[0] != 0 or sorted(set(numbers)) != numbers:
        raise NotARecord("the revisions are not in order")
    head = get_number(currents[0], "number")
    now = revisions[numbers.index(head)]
    digest = get_digest(value, "sha256")
    if now.digest != digest:
        raise NotARecord("the bytes are not those of “sha256”")
    post = Post(
        id=get_number(value, "id", 1, MOST),
        metadata=_metadata(value),
        source=now.source,
        encoding=encoding,
        source_path=shown_path(path),
        generator=get_text(value, "generator"),
        revision_id=0,
        revision_number=head,
        digest=digest,
        original_digest=get_digest(value, "original_sha256"),
        created_at=get_number(value, "created"),
        modified_at=get_number(value, "modified"),
        accession_id=find_number(value, "import"),
        trashed_at=find_number(value, "trashed"),
        starred_at=find_number(value, "starred"),
        rating=min(5, max(0, get_number(value, "rating"))),
        read_at=find_number(value, "read"),
        noted_at=find_number(value, "noted"),
        header_readable=get_flag(value, "header_readable"),
        text_exact=get_flag(value, "text_exact"),
        problems=tuple(_told(as_object(one)) for one in get_list(value, "problems")),
    )
    return PostRecord(
        post=post,
        path=path,
        origin_key=_origin(value),
        self_contained=get_flag(value, "self_contained"),
        has=_content(value),
        words=get_number(value, "words"),
        note=get_text(value, "note"),
        head=head,
        revisions=revisions,
        places=tuple({one.collection: one for one in map(_place, get_list(value, "collections"))}.values()),
        files=tuple({one.reference: one for one in map(_file, get_list(value, "media"))}.values()),
    )


def _metadata(value: Mapping[str, Any]) -> PostMetadata:
    date = as_object(value.get("date"))
    return PostMetadata(
        title=get_text(value, "title"),
        date=PostDate(
            instant=find_number(date, "instant", _EARLIEST, _LATEST),
            offset=get_number(date, "offset", -1439, 1439),
            precision=DatePrecision(get_text(date, "precision")),
            origin=DateOrigin(get_text(date, "origin")),
            text=get_text(date, "text"),
        ),
        slug=get_text(value, "slug"),
        permalink=get_text(value, "permalink"),
        status=Status(get_text(value, "status")),
        format=BodyFormat(get_text(value, "format")),
        language=get_text(value, "language"),
        categories=tuple(tuple(as_texts(path)) for path in get_list(value, "categories")),
        tags=tuple(as_texts(get_list(value, "tags"))),
        authors=tuple(as_texts(get_list(value, "authors"))),
        fields=tuple(_field(as_object(one)) for one in get_list(value, "fields")),
    )


def _field(value: Mapping[str, Any]) -> tuple[str, FieldValue]:
    return get_text(value, "key"), _field_value(value.get("value"))


def _field_value(value: Any) -> FieldValue:
    if isinstance(value, list):
        return [_field_value(one) for one in value]
    if isinstance(value, dict):
        return {key: _field_value(one) for key, one in value.items()}
    if value is None or isinstance(value, str | bool):
        return value
    return json.dumps(value)  # a number that somebody wrote: scalars are the text that a file would have


def _revision(value: Mapping[str, Any], post: Mapping[str, Any]) -> RecordedRevision:
    holder = post if value.get("current") else value
    found = RecordedRevision(
        number=get_number(value, "number"),
        made_at=get_number(value, "made"),
        reason=get_text(value, "reason"),
        source=_bytes(as_object(holder.get("source"))),
        plain=get_text(holder, "plain"),
        excerpt=get_text(holder, "excerpt"),
        who=get_text(value, "who"),
        changed=get_number(value, "changed"),
    )
    if found.digest != get_digest(value, "sha256"):
        raise NotARecord("the bytes are not those of “sha256”")
    return found


def _bytes(value: Mapping[str, Any]) -> bytes:
    if "base64" in value:
        return base64.b64decode(get_text(value, "base64"), validate=True)
    try:
        return get_text(value, "text").encode(get_text(value, "encoding"))
    except LookupError as fault:
        raise NotARecord("the encoding is not known") from fault


def _told(value: Mapping[str, Any]) -> Problem:
    details = tuple((str(name), str(text)) for name, text in get_list(value, "details"))
    return Problem(
        ProblemKind(get_text(value, "kind")), get_text(value, "path"), get_number(value, "line"), details
    )


def _place(value: Any) -> RecordedPlace:
    one = as_object(value)
    return RecordedPlace(get_number(one, "collection"), get_number(one, "position"), get_text(one, "note"))


def _file(value: Any) -> RecordedFile:
    one = as_object(value)
    return RecordedFile(
        reference=get_text(one, "reference"),
        path=get_text(one, "path"),
        digest=get_digest(one, "sha256"),
        size=get_number(one, "size"),
        mime=get_text(one, "mime"),
        name=get_text(one, "name"),
        file=get_text(one, "file"),
    )


def _accession(value: Mapping[str, Any]) -> RecordedAccession:
    return RecordedAccession(
        id=get_number(value, "id"),
        started_at=get_number(value, "started"),
        finished_at=find_number(value, "finished"),
        withdrawn_at=find_number(value, "withdrawn"),
        generator=get_text(value, "generator"),
        sources=tuple(as_texts(get_list(value, "sources"))),
        settings=as_object(value.get("settings")),
        sites=tuple(
            site if isinstance(site, str) else json.dumps(as_object(site), ensure_ascii=False)
            for site in get_list(value, "sites")
        ),
        report=None if value.get("report") is None else as_object(value.get("report")),
        who=get_text(value, "who"),
        note=get_text(value, "note"),
    )


def _collection(value: Mapping[str, Any]) -> RecordedCollection:
    return RecordedCollection(
        id=get_number(value, "id"),
        parent_id=find_number(value, "parent") or 0,
        position=get_number(value, "position"),
        name=get_text(value, "name"),
        description=as_object(value.get("description")),
        note=get_text(value, "note"),
        first=get_number(value, "first"),
    )


def _origin(value: Mapping[str, Any]) -> int | None:
    text = value.get("origin")
    if text is None:
        return None
    number = int(str(text)) if len(str(text)) < 24 else 1 << 63
    if not -(1 << 63) <= number < 1 << 63:
        raise NotARecord("“origin” is no number")
    return number


def _content(value: Mapping[str, Any]) -> Content:
    names = set(as_texts(get_list(value, "holds")))
    found = Content(0)
    for kind in Content:
        if str(kind.name).lower() in names:
            found |= kind
    return found
