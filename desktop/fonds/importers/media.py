# ruff: noqa: PTH116, PTH118
# Paths are plain strings here: a Path for each of ten thousand files costs as much as reading them.
"""The files that a document refers to, as far as they lie in the source."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fonds.importers.formats import is_document_name, suffix_of
from fonds.importers.header_media import header_pictures
from fonds.importers.interface import Generator, SiteSettings
from fonds.model.post import BodyFormat, MediaReference
from fonds.model.problems import Problem, ProblemKind
from fonds.text.front_matter import DocumentParts, count_lines
from fonds.text.headers import read_document_header
from fonds.text.names import shown_path
from fonds.text.reference_marks import without_marked_code
from fonds.text.references import (
    Reference,
    find_references,
    find_rest_references,
    is_remote,
    local_path,
    without_code,
)
from fonds.text.yaml_header import HeaderReading


@dataclass(frozen=True, slots=True)
class FoundMedia:
    """The files that a document refers to. ``unfound`` are the references to files that are not there; ``problems``
    tell of those of them that a reader would miss."""

    media: tuple[MediaReference, ...] = ()
    unfound: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def referring(self) -> bool:
        """Whether the document refers to any file at all, be it there or not."""
        return bool(self.media or self.unfound)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An address, whether a reader would miss its file, and where it stands: in the body, or under a header's key."""

    written: str
    missed: bool
    place: int
    key: str = ""


def find_media(
    root: str,
    path: str,
    shown: str,
    body: str,
    body_format: BodyFormat,
    parts: DocumentParts,
    header: HeaderReading,
    generator: Generator,
    site: SiteSettings,
) -> FoundMedia:
    """The references of a body and its header to files under ``root``, and those to files that are not there.

    Links to other documents are no media. ``path`` opens the document, ``shown`` names it.
    """
    media: dict[str, MediaReference] = {}
    unfound: dict[str, None] = {}
    problems: list[Problem] = []
    text = _readable(body, body_format)
    for wanted in _wanted(text, path, body_format, header):
        target = local_path(wanted.written)
        if not target or "{{" in target or (is_document_name(target) and not wanted.missed):
            continue
        found = _find_file(root, generator.media_places(path, target, site))
        if found is None:
            unfound[wanted.written] = None
            if wanted.missed:
                details = (("reference", wanted.written),)
                line = _line_of(wanted, text, parts, header)
                problems.append(Problem(ProblemKind.MISSING_MEDIA, shown, line, details))
        elif wanted.missed or not is_document_name(found):  # "notes.md/#part"
            media[wanted.written] = MediaReference(wanted.written, found)
    return FoundMedia(tuple(media.values()), tuple(unfound), tuple(problems))


def _readable(body: str, body_format: BodyFormat) -> str:
    """The body without what is code in it; indexes stay."""
    if body_format is BodyFormat.TEXT:
        return body
    return without_marked_code(without_code(body) if body_format is BodyFormat.MARKDOWN else body)


def _wanted(text: str, path: str, body_format: BodyFormat, header: HeaderReading) -> Iterator[_Wanted]:
    """The local addresses of a body, then those of its header that the body does not have."""
    found: tuple[Reference, ...] = ()
    if body_format is not BodyFormat.TEXT:
        found = find_references(text)
    elif suffix_of(path) == ".rst":
        found = find_rest_references(text)
    for reference in found:
        yield _Wanted(reference.written, reference.shown, reference.place)
    known = {reference.written for reference in found}
    for key, written, missed in header_pictures(header.values):
        if written not in known and not is_remote(written):
            known.add(written)
            yield _Wanted(written, missed, -1, key)


def _find_file(root: str, places: tuple[str, ...]) -> str | None:
    for place in places:
        for form in dict.fromkeys(
            (place, unicodedata.normalize("NFC", place), unicodedata.normalize("NFD", place))
        ):
            if _is_inner_file(root, form):
                return form
    return None


def _is_inner_file(root: str, place: str) -> bool:
    full = os.path.join(root, place)
    try:
        if not stat.S_ISREG(os.stat(full).st_mode):
            return False
        base = os.path.realpath(root).rstrip(os.sep) + os.sep
        return os.path.realpath(full).startswith(base) and shown_path(place) == place
    except (OSError, ValueError):
        return False


def still_missing(
    problems: Sequence[Problem], path: str, body: str, body_format: BodyFormat, parts: DocumentParts
) -> tuple[Problem, ...]:
    """Those of a document's problems that tell of files that were not found and that it shows as before."""
    if not any(problem.kind is ProblemKind.MISSING_MEDIA for problem in problems):
        return ()
    text = _readable(body, body_format)
    header = read_document_header(parts)
    missed = {wanted.written: wanted for wanted in _wanted(text, path, body_format, header) if wanted.missed}
    kept = []
    for problem in problems:
        wanted = missed.get(dict(problem.details).get("reference", ""))
        if problem.kind is ProblemKind.MISSING_MEDIA and wanted is not None:
            kept.append(replace(problem, line=_line_of(wanted, text, parts, header)))
    return tuple(kept)


def _line_of(wanted: _Wanted, body: str, parts: DocumentParts, header: HeaderReading) -> int:
    """The line of the file in which an address stands first; 0 when that is not known."""
    if wanted.key:
        return header.lines.get(wanted.key, 0)
    first = parts.body_line if len(body) == len(parts.body) else 1
    return first + count_lines(body[: wanted.place])
