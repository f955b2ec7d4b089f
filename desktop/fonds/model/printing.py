"""What is printed, and who prints it: known to formats and to the window alike, so that neither knows the other.

Rule: a printer fetches nothing; what a sheet shows is handed over with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from fonds.model.export import PageSize
from fonds.model.progress import CancelToken

OPEN = "post:///open/"
"""How a link to post N begins, before its number; a printer keeps it as it is."""
MEDIA = "post:///media/"
"""How the address of a file begins, before its name in ``Sheets.media``."""


class SectionKind(StrEnum):
    """What a section of a document is; the sheet of styles looks at it."""

    TITLE = "title"
    CONTENTS = "contents"
    POST = "post"


class PressKind(StrEnum):
    """Which engine printed: Chromium, or Qt's own text layout."""

    WEB = "web"
    LIGHT = "light"


@dataclass(frozen=True, slots=True)
class Section:
    """What begins on a page of its own: safe HTML, the name of the place where it begins (empty: none), and the quiet
    words at the head of its pages."""

    kind: SectionKind
    html: str
    place: str = ""
    head: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Sheets:
    """What is printed at once. Pages are numbered from ``first_number``, in small Roman numerals if ``roman``. ``media``
    are bytes and MIME type by the name that addresses have behind ``MEDIA``."""

    title: str
    language: str
    page_size: PageSize
    sections: tuple[Section, ...]
    first_number: int = 1
    roman: bool = False
    media: Mapping[str, tuple[bytes, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PrintedSheets:
    """A PDF, and where its places are that the PDF itself does not name: the page (from 0) and the height above its
    lower edge, in points. ``reason``: why it was not Chromium that printed."""

    pdf: bytes
    press: PressKind
    places: Mapping[str, tuple[int, float]] = field(default_factory=dict)
    reason: str = ""


class Printer(Protocol):
    """Prints one after another; between ``begin`` and ``end`` there is time for other things."""

    def begin(self, sheets: Sheets) -> None:
        """Hand over what is to be printed."""
        ...

    def end(self) -> PrintedSheets:
        """Wait until it is printed. Raises Cancelled, and EnvironmentProblem when the engine failed."""
        ...


StartPrinting = Callable[[CancelToken], AbstractContextManager[Printer]]
"""Starts a printer, which ends with the block."""
