"""What generators share in looking at a site's own files: names in a folder, a settings file, a time zone, paths.

Only for a source as a whole, a few files each; documents are never opened here.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Sequence
from pathlib import Path

from fonds.importers.interface import SiteSettings
from fonds.importers.regular_files import open_regular
from fonds.model.accession import ImportSettings
from fonds.model.post import FieldValue
from fonds.model.problems import Problem, ProblemKind
from fonds.text.dates import find_zone
from fonds.text.encodings import decode_source
from fonds.text.yaml_header import HeaderReading, read_header

MAX_SETTINGS_BYTES = 1 << 20
_LOOKED_AT = 5000  # directory entries that are looked at in one folder


def names_in(folder: Path) -> tuple[str, ...]:
    """The names in a folder, sorted; none when it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return tuple(sorted(entry.name for entry, _ in zip(entries, range(_LOOKED_AT), strict=False)))
    except OSError:
        return ()


def read_text_file(path: Path) -> str | None:
    """A settings file's text; None when it is not there or cannot be read."""
    try:
        with open_regular(path) as file:
            return decode_source(file.read(MAX_SETTINGS_BYTES)).text
    except OSError:
        return None


def read_yaml_file(folder: Path, names: Sequence[str]) -> tuple[str, HeaderReading]:
    """The first of the named YAML files that is there, read, with its name; an empty reading when none is."""
    for name in names:
        text = read_text_file(folder / name)
        if text is not None:
            return name, read_header(text, first_line=1)
    return names[0], HeaderReading()


def settings_problems(name: str, reading: HeaderReading) -> tuple[Problem, ...]:
    """What was wrong with a settings file, under its name."""
    return tuple(Problem(problem.kind, name, problem.line, problem.details) for problem in reading.problems)


def chosen_zone(
    settings: ImportSettings, site_zone: FieldValue = None, name: str = "", line: int = 0
) -> tuple[str, tuple[Problem, ...]]:
    """The time zone of a source: the person's, else the site's (set in line ``line`` of the file ``name``).

    "" and a problem for one that is not known.
    """
    zone, where = settings.timezone, ""
    if not zone and isinstance(site_zone, str):
        zone, where = site_zone.strip(), name
    if not zone or find_zone(zone) is not None:
        return zone, ()
    return "", (Problem(ProblemKind.UNKNOWN_ZONE, where, line if where else 0, (("value", zone),)),)


def root_places(site: SiteSettings, places: Iterable[str]) -> tuple[str, ...]:
    """Places from the site's folder as paths from the source's root, each once; those outside it are left out."""
    found: dict[str, None] = {}
    for place in places:
        clean = posixpath.normpath(place.lstrip("/"))
        if site.prefix:
            if not clean.startswith(f"{site.prefix}/"):
                continue
            clean = clean[len(site.prefix) + 1 :]
        if clean not in ("..", ".") and not clean.startswith("../"):
            found[clean] = None
    return tuple(found)


def without_ups(target: str) -> str:
    """A relative path without the ``./`` and ``../`` that it begins with."""
    while target.startswith(("./", "../")):
        target = target.partition("/")[2]
    return target
