# ruff: noqa: PTH116, PTH118
# Paths are plain strings here: a Path for each of ten thousand files costs as much as reading them.
"""The files that a document refers to, as far as they lie in the source."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from fonds.importers.formats import is_document_name
from fonds.importers.interface import Generator, SiteSettings
from fonds.model.post import MediaReference
from fonds.model.problems import Problem, ProblemKind
from fonds.text.front_matter import DocumentParts, count_lines
from fonds.text.names import shown_path
from fonds.text.references import find_references, local_path, without_code


def find_media(
    root: str,
    path: str,
    shown: str,
    body: str,
    parts: DocumentParts,
    generator: Generator,
    site: SiteSettings,
) -> tuple[tuple[MediaReference, ...], tuple[Problem, ...], bool]:
    """The references of a body to files under ``root``, those to pictures and films that are not there, and whether
    it refers to any file at all, be it there or not.

    Links to other documents are no media. ``path`` opens the document, ``shown`` names it.
    """
    media: list[MediaReference] = []
    problems: list[Problem] = []
    referring = False
    text = without_code(body)
    for reference in find_references(text):
        target = local_path(reference.written)
        if not target or "{{" in target or (is_document_name(target) and not reference.shown):
            continue
        referring = True
        found = _find_file(root, generator.media_places(path, target, site))
        if found is not None and is_document_name(found) and not reference.shown:
            continue  # "notes.md/#part"
        if found is not None:
            media.append(MediaReference(reference.written, found))
        elif reference.shown:
            line = line_of(reference.written, text, parts)
            details = (("reference", reference.written),)
            problems.append(Problem(ProblemKind.MISSING_MEDIA, shown, line, details))
    return tuple(media), tuple(problems), referring


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


def still_missing(problems: Sequence[Problem], body: str, parts: DocumentParts) -> tuple[Problem, ...]:
    """Those of a document's problems that tell of files that were not found and that ``body`` shows as before."""
    text = without_code(body)
    shown = {reference.written for reference in find_references(text) if reference.shown}
    kept = []
    for problem in problems:
        written = dict(problem.details).get("reference", "")
        if problem.kind is ProblemKind.MISSING_MEDIA and written in shown:
            kept.append(replace(problem, line=line_of(written, text, parts)))
    return tuple(kept)


def line_of(written: str, body: str, parts: DocumentParts) -> int:
    """The line of the file in which a reference stands first; 0 when it does not."""
    place = body.find(written)
    if place < 0:
        return 0
    first = parts.body_line if len(body) == len(parts.body) else 1
    return first + count_lines(body[:place])
