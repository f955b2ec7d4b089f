"""What an export is asked for, and what it tells when it is done."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from fonds.model.problems import Problem


class Layout(StrEnum):
    """How a folder of front-matter files is laid out: as it was imported, or as a generator wants it."""

    ORIGINAL = "original"
    JEKYLL = "jekyll"
    HUGO = "hugo"
    HEXO = "hexo"
    PELICAN = "pelican"
    ZOLA = "zola"
    OBSIDIAN = "obsidian"


class PageSize(StrEnum):
    """The paper of what is printed."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How an export is to be made. Each format takes what concerns it.

    ``title`` names the whole (empty: what the selection is called). ``collection`` is the number of a collection that the
    posts are taken from, with those below it, in the order that a person gave them (0: of none). ``history`` takes all revisions along, ``replace``
    lets a single file take the place of one that exists.
    """

    title: str = ""
    collection: int = 0
    layout: Layout = Layout.ORIGINAL
    page_size: PageSize = PageSize.A4
    history: bool = False
    replace: bool = False


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file that was written: its path below the destination (or the destination's name), its bytes, their SHA-256,
    and the post that it is, if it is one."""

    path: str
    size: int
    digest: str
    post_id: int | None = None


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was exported. ``posts`` and ``media`` are counts, ``bytes`` is the size of all ``files``, and ``ids`` are
    the posts that are in it, whether each is a file or all are one."""

    format: str
    dest: str
    posts: int
    media: int
    bytes: int
    files: tuple[ExportedFile, ...]
    ids: tuple[int, ...] = field(default=(), repr=False)
    problems: tuple[Problem, ...] = ()
