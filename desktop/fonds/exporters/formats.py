"""The formats that posts are handed out in, by the name that people type.

Rule: a format's module, and what it needs, is loaded when it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fonds.exporters.material import Material
from fonds.exporters.target import FileTarget, FolderTarget
from fonds.model.errors import UserError

WriteFolder = Callable[[Material, FolderTarget], None]
WriteFile = Callable[[Material, FileTarget], None]


@dataclass(frozen=True, slots=True)
class FolderFormat:
    """A format of many files. ``passes``: how often it goes through all posts; ``rest``: how long it works after the last
    one, in passes; ``portable``: its names are safe on every system, else they are as the sources had them, as far as
    the system at hand takes them."""

    name: str
    write: WriteFolder
    passes: int = 1
    rest: float = 0.0
    portable: bool = True

    suffix = ""


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format of one file, whose name ends in ``suffix``; the rest as above."""

    name: str
    suffix: str
    write: WriteFile
    passes: int = 1
    rest: float = 0.0


ExportFormat = FolderFormat | FileFormat


def _front_matter(material: Material, target: FolderTarget) -> None:
    from fonds.exporters import front_matter

    front_matter.write(material, target)


def _csv(material: Material, target: FolderTarget) -> None:
    from fonds.exporters import csv_table

    csv_table.write(material, target)


def _bagit(material: Material, target: FolderTarget) -> None:
    from fonds.exporters import bagit

    bagit.write(material, target)


def _feed(material: Material, target: FolderTarget) -> None:
    from fonds.exporters import feed

    feed.write(material, target)


def _site(material: Material, target: FolderTarget) -> None:
    from fonds.exporters.site import website

    website.write(material, target)


def _json_lines(material: Material, target: FolderTarget) -> None:
    from fonds.exporters import json_lines

    json_lines.write(material, target)


def _archive_file(material: Material, target: FileTarget) -> None:
    from fonds.exporters import archive_file

    archive_file.write(material, target)


def _finding_aid(material: Material, target: FolderTarget) -> None:
    from fonds.exporters.finding_aid import folder

    folder.write(material, target)


def _epub(material: Material, target: FileTarget) -> None:
    from fonds.exporters import epub

    epub.write(material, target)


def _docx(material: Material, target: FileTarget) -> None:
    from fonds.exporters.documents import docx

    docx.write(material, target)


def _odt(material: Material, target: FileTarget) -> None:
    from fonds.exporters.documents import odt

    odt.write(material, target)


def _html(material: Material, target: FileTarget) -> None:
    from fonds.exporters import single_page

    single_page.write(material, target)


def _zim(material: Material, target: FileTarget) -> None:
    from fonds.exporters.zim import library

    library.write(material, target)


def _pdf(material: Material, target: FileTarget) -> None:
    from fonds.exporters import pdf

    pdf.write(material, target)


FORMATS: tuple[ExportFormat, ...] = (
    FolderFormat("front-matter", _front_matter, portable=False),
    FolderFormat("bagit", _bagit),
    FolderFormat("csv", _csv, passes=2),
    FolderFormat("jsonl", _json_lines),
    FolderFormat("feed", _feed),
    FolderFormat("site", _site, passes=2, rest=0.1),
    FolderFormat("finding-aid", _finding_aid, passes=2),
    FileFormat("html", ".html", _html, passes=2),
    FileFormat("epub", ".epub", _epub, passes=2),
    FileFormat("docx", ".docx", _docx, passes=2),
    FileFormat("odt", ".odt", _odt, passes=2),
    FileFormat("pdf", ".pdf", _pdf, passes=2),
    FileFormat("zim", ".zim", _zim, passes=2),
    FileFormat("fonds", ".fonds", _archive_file),
)
NAMES = tuple(form.name for form in FORMATS)


def get_format(name: str) -> ExportFormat:
    """A format by its name. Raises UserError when there is none."""
    for form in FORMATS:
        if form.name == name:
            return form
    raise UserError("There is no export format “{name}”.", field="format", name=name)
