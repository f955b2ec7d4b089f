"""The values that go into rendering and come out of it. Light to import: the window's process loads only this."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from fonds.model.post import BodyFormat

MEDIA_PREFIX = "post:///media/"
"""What stands before a percent-encoded media reference in a page: the preview's own scheme."""


class EngineKind(StrEnum):
    """What will show the page: Chromium, or Qt's own rich text, which knows a subset of CSS."""

    WEB = "web"
    LIGHT = "light"


class RenderNotice(StrEnum):
    """Why a page is not what was asked for; NONE when it is."""

    NONE = ""
    TOO_SLOW = "too-slow"
    TOO_LARGE = "too-large"
    FAILED = "failed"
    SHORTENED = "shortened"


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is to look. ``palette`` is "light" or "dark", ``text_size`` the body text's size in pixels."""

    palette: str = "light"
    text_size: int = 17
    engine: EngineKind = EngineKind.WEB


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """A text to be shown. ``meta`` are the parts of the quiet line below the title; ``language`` is a BCP 47 tag or
    empty; ``header`` is a header that could not be read, which is shown word for word above the body."""

    body: str
    format: BodyFormat = BodyFormat.MARKDOWN
    title: str = ""
    meta: tuple[str, ...] = ()
    language: str = ""
    header: str = ""
    look: Look = Look()


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A whole HTML document that loads nothing from anywhere but the archive.

    ``blocked`` lists the remote addresses that the text wanted loaded, in order, once each. ``paper`` is the page's
    background (``#rrggbb``), so that a view can have it before the first frame; empty: as it was.
    """

    html: str
    blocked: tuple[str, ...] = ()
    notice: RenderNotice = RenderNotice.NONE
    paper: str = ""


def media_reference(address: str) -> str | None:
    """The reference, as the text has it, in an address of the preview's scheme; None for any other address."""
    if not address.startswith(MEDIA_PREFIX):
        return None
    return unquote(address.removeprefix(MEDIA_PREFIX))
