# ruff: noqa: PTH114, PTH118
# Paths are plain strings here: a Path for each of ten thousand files costs as much as reading them.
"""One file to one candidate. Never raises for anything that a file can hold, and never writes.

Runs in child processes: everything that goes in and out can be pickled.
"""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import replace
from pathlib import Path

from fonds.importers.bundles import bundle_media, may_own_files
from fonds.importers.field_keys import interpret_fed
from fonds.importers.formats import HTML_SUFFIXES, header_dialect, suffix_of
from fonds.importers.interface import Document, Generator, SiteSettings
from fonds.importers.media import find_media
from fonds.importers.registry import get_generator
from fonds.importers.regular_files import READ_FLAGS, kind_of_file
from fonds.model.accession import Candidate, ImportSettings, SourceFile, Unchanged
from fonds.model.post import FieldValue
from fonds.model.problems import Problem, ProblemKind
from fonds.text.content_facts import content_of, count_words
from fonds.text.encodings import is_utf8
from fonds.text.front_matter import DocumentParts, split_document
from fonds.text.headers import read_document_header
from fonds.text.html_head import declared_encoding
from fonds.text.names import shown_path
from fonds.text.pandoc_header import shown_body
from fonds.text.plain_text import excerpt, plain_text
from fonds.text.yaml_header import HeaderReading

MAX_POST_BYTES = 32 * 1024 * 1024
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)


def read_source_file(
    root: Path, file: SourceFile, generator_name: str, site: SiteSettings, settings: ImportSettings
) -> Candidate | Problem:
    """Read and understand one document of a source; a problem when it cannot be imported at all."""
    found = read_changed_file(root, file, generator_name, site, settings, b"")
    assert not isinstance(found, Unchanged)
    return found


def read_changed_file(
    root: Path,
    file: SourceFile,
    generator_name: str,
    site: SiteSettings,
    settings: ImportSettings,
    known_digest: bytes,
) -> Candidate | Problem | Unchanged:
    """Read a document; understand it only when its bytes do not have the ``known_digest`` (b"": it is not known)."""
    path = shown_path(file.path)
    try:
        data = read_source_bytes(str(root), file.path)
        if isinstance(data, Problem):
            return data
        if known_digest and hashlib.sha256(data).digest() == known_digest:
            return Unchanged()
        generator = get_generator(generator_name)
        encoding = encoding_for(file.path, data, settings)
        candidate, parts, header = _understand(path, data, file.modified_at, generator, site, encoding)
        body = parts.text if candidate.kept_raw else parts.body
        form = candidate.metadata.format
        found = find_media(str(root), file.path, path, body, form, parts, header, generator, site)
        media = found.media + bundle_media(str(root), file.path, generator, site, found.media)
        if media or found.referring:
            problems = (*candidate.problems, *found.problems)
            return replace(candidate, media=media, unfound=found.unfound, problems=problems)
        return replace(candidate, self_contained=not may_own_files(file.path, generator, site))
    except Exception as fault:  # noqa: BLE001 - one file of ten thousand must not end the import; it is in the report
        reason = f"{type(fault).__name__}: {fault}"
        return Problem(ProblemKind.INTERNAL, path, details=(("reason", reason),))


def read_again(
    data: bytes, path: str, generator_name: str, site: SiteSettings, encoding: str, modified_at: int = 0
) -> Candidate:
    """Understand the bytes of a post that was edited, as its importer did; without media, which lie in the archive."""
    return _understand(path, data, modified_at, get_generator(generator_name), site, encoding)[0]


def read_header_again(
    data: bytes, path: str, generator_name: str, site: SiteSettings, encoding: str
) -> tuple[Candidate, DocumentParts]:
    """The same without what follows from the body (the plain text, the excerpt, what it holds, its words), for bytes
    whose body is known; and the pieces of the file."""
    candidate, parts, _ = _understand(
        path, data, 0, get_generator(generator_name), site, encoding, with_body=False
    )
    return candidate, parts


def header_values(candidate: Candidate, generator_name: str) -> dict[str, FieldValue]:
    """All that a candidate's front matter says, under the file's own keys."""
    dialect = header_dialect(generator_name, candidate.path)
    return dict(read_document_header(split_document(candidate.source, candidate.encoding, dialect)).values)


def encoding_for(path: str, data: bytes, settings: ImportSettings) -> str:
    """The encoding that a person chose for a file; "" when it is to be found out. One that is chosen for all files
    counts for all that are valid in it; one that is chosen for a folder for those that say nothing of their own: that
    are neither valid UTF-8 nor full of NULs, as UTF-16 is, nor name their encoding."""
    if settings.encodings:
        chosen = dict(settings.encodings)
        folder = path
        while folder:
            folder = folder.rpartition("/")[0]
            if folder in chosen:
                return chosen[folder] if is_undeclared(path, data, chosen[folder]) else ""
    return settings.encoding


def is_undeclared(path: str, data: bytes, encoding: str = "") -> bool:
    """Whether the bytes of a file leave open what encoding they are in, so that a folder's (``encoding``) counts."""
    if is_utf8(data) or (b"\0" in data and not encoding.lower().startswith("utf")):
        return False
    return suffix_of(path) not in HTML_SUFFIXES or not declared_encoding(data)


def _understand(
    path: str,
    data: bytes,
    modified_at: int,
    generator: Generator,
    site: SiteSettings,
    encoding: str,
    *,
    with_body: bool = True,
) -> tuple[Candidate, DocumentParts, HeaderReading]:
    if not encoding and suffix_of(path) in HTML_SUFFIXES and not is_utf8(data):
        encoding = declared_encoding(data)
    parts = split_document(data, encoding, header_dialect(generator.name, path))
    if site.plain_backslashes:
        parts = replace(parts, plain_backslashes=True)
    header = read_document_header(parts)
    raw = parts.unclosed or not header.readable
    found = interpret_fed(generator, Document(path, parts, header, raw), site)
    metadata = found.metadata
    body = "" if not with_body else parts.text if raw else shown_body(parts)
    text = plain_text(body, metadata.format)
    problems = found.problems
    if parts.problems or header.problems or parts.unclosed or not data:
        problems = (*_file_problems(path, data, parts, header), *problems)
    candidate = Candidate(
        path=path,
        source=data,
        digest=hashlib.sha256(data).digest(),
        encoding=parts.encoding,
        metadata=metadata,
        plain_text=text,
        excerpt=excerpt(text),
        modified_at=modified_at,
        content=content_of(body, metadata.format),
        words=count_words(text),
        text_exact=parts.exact,
        repaired=header.repaired,
        kept_raw=raw,
        problems=problems,
    )
    return candidate, parts, header


def _file_problems(path: str, data: bytes, parts: DocumentParts, header: HeaderReading) -> list[Problem]:
    problems = [replace(problem, path=path) for problem in (*parts.problems, *header.problems)]
    if parts.unclosed:
        problems.append(Problem(ProblemKind.UNCLOSED_HEADER, path, 1))
    if not data:
        problems.append(Problem(ProblemKind.EMPTY_FILE, path))
    return problems


def read_source_bytes(root: str, path: str) -> bytes | Problem:
    """The whole of a regular file that lies in the root; a problem for all else. Never waits for a pipe."""
    full = os.path.join(root, path)
    try:
        handle = _open_inside(root, full)
        if isinstance(handle, str):
            return Problem(ProblemKind.OUTSIDE_LINK, shown_path(path), details=(("target", handle),))
        try:
            return _read_handle(handle, path)
        finally:
            os.close(handle)
    except OSError as fault:
        reason = fault.strerror or str(fault)
        return Problem(ProblemKind.UNREADABLE, shown_path(path), details=(("reason", reason),))


def _open_inside(root: str, full: str) -> int | str:
    """A file handle, or the place outside the root that a link leads to."""
    if _NO_FOLLOW:
        try:
            return os.open(full, READ_FLAGS | _NO_FOLLOW)
        except OSError:
            if not os.path.islink(full):
                raise
    target, base = os.path.realpath(full), os.path.realpath(root)
    if not target.startswith(base.rstrip(os.sep) + os.sep):
        return shown_path(target)
    return os.open(target, READ_FLAGS | _NO_FOLLOW)


def _read_handle(handle: int, path: str) -> bytes | Problem:
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        details: tuple[tuple[str, str], ...] = (("what", kind_of_file(status.st_mode)),)
        return Problem(ProblemKind.NOT_REGULAR, shown_path(path), details=details)
    if status.st_size > MAX_POST_BYTES:
        details = (("size", str(status.st_size)), ("limit", str(MAX_POST_BYTES)))
        return Problem(ProblemKind.TOO_LARGE, shown_path(path), details=details)
    pieces: list[bytes] = []
    left = status.st_size + 1  # one more than there should be, to see when there is
    while piece := os.read(handle, left):
        pieces.append(piece)
        left -= len(piece)
        if left <= 1:
            break
    if left != 1 or os.fstat(handle).st_mtime_ns != status.st_mtime_ns:
        return Problem(ProblemKind.CHANGED_WHILE_READ, shown_path(path))
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)
