"""The values that go into rendering and come out of it. Light to import: the window's process loads only this."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from fonds.model.post import BodyFormat

MEDIA_PREFIX = "post:///media/"
"""What stands before a percent-encoded media reference in a page: the preview's own scheme."""
OPEN_PREFIX = "post:///open/"
"""What stands before a post's number in a link that opens it."""
_OWNER = "\x1f"


class EngineKind(StrEnum):
    """What will show the page: Chromium, or Qt's own rich text, which knows a subset of CSS. NONE: the body alone is
    wanted, for a page that something else makes."""

    WEB = "web"
    LIGHT = "light"
    NONE = "none"


class RenderNotice(StrEnum):
    """Why a page is not what was asked for; NONE when it is."""

    NONE = ""
    TOO_SLOW = "too-slow"
    TOO_LARGE = "too-large"
    FAILED = "failed"
    SHORTENED = "shortened"


class LineWidth(StrEnum):
    """How wide the column of text may become; FULL is as wide as the pane."""

    NARROW = "narrow"
    MEDIUM = "medium"
    WIDE = "wide"
    FULL = "full"


class ResourceKind(StrEnum):
    """What a remote address would have been loaded as."""

    PICTURE = "picture"
    FRAME = "frame"
    SOUND = "sound"
    FILM = "film"
    STYLE = "style"
    SCRIPT = "script"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is to look. ``palette`` is "light", "dark" or "sepia", ``text_size`` the body text's size in pixels;
    ``line_marks``: the page says from which lines of the text its paragraphs are."""

    palette: str = "light"
    text_size: int = 17
    engine: EngineKind = EngineKind.WEB
    serif: bool = False
    width: LineWidth = LineWidth.MEDIUM
    line_marks: bool = False


class MentionStyle(StrEnum):
    """In which way a text names another post; each has rules of its own for what the name means."""

    WIKI = "wiki"
    POST = "post"
    PATH = "path"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Mention:
    """Another post, as a text names it: ``[[name]]`` (WIKI), ``{% post_url name %}`` (POST), ``{{< ref "path" >}}``
    (PATH) or a link's own address (ADDRESS). ``part`` is the heading of which the text is embedded."""

    style: MentionStyle
    name: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """The post that a mention means. Of one that is embedded, ``body`` is the text to show, and ``targets`` and
    ``files`` are those of that text."""

    post_id: int
    title: str
    body: str = ""
    format: BodyFormat = BodyFormat.MARKDOWN
    generator: str = ""
    targets: tuple[tuple[Mention, Target], ...] = ()
    files: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """A text to be shown. ``meta`` are the parts of the quiet line below the title; ``language`` is a BCP 47 tag or
    empty; ``header`` is a header that could not be read, which is shown word for word above the body. ``generator``
    says which marks of its own the body may hold, ``targets`` what the posts are that it names, and ``files`` which
    files the archive has of it (None: unknown). ``first_line``: how many lines of the text that is edited stand above the
    body."""

    body: str
    format: BodyFormat = BodyFormat.MARKDOWN
    title: str = ""
    meta: tuple[str, ...] = ()
    language: str = ""
    header: str = ""
    look: Look = Look()
    generator: str = ""
    targets: tuple[tuple[Mention, Target], ...] = ()
    files: frozenset[str] | None = None
    first_line: int = 0


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A whole HTML document that loads nothing from anywhere but the archive.

    ``blocked`` lists the remote addresses that the text wanted loaded, in order, once each, and ``kinds`` what each is. ``paper`` is the page's
    background (``#rrggbb``), so that a view can have it before the first frame; empty: as it was. ``hits``: how many
    places are marked that were searched for.
    """

    html: str
    blocked: tuple[str, ...] = ()
    notice: RenderNotice = RenderNotice.NONE
    paper: str = ""
    hits: int = 0
    kinds: tuple[ResourceKind, ...] = ()


def media_reference(address: str) -> str | None:
    """The reference, as the text has it, in an address of the preview's scheme; None for any other address."""
    if not address.startswith(MEDIA_PREFIX):
        return None
    return unquote(address.removeprefix(MEDIA_PREFIX))


def owned_reference(post_id: int, reference: str) -> str:
    """A reference in the text of another post, which is shown inside this one."""
    return f"{_OWNER}{post_id}{_OWNER}{reference}"


def split_owner(reference: str) -> tuple[int | None, str]:
    """The post that a reference belongs to, if it is another one, and the reference as its text has it."""
    if not reference.startswith(_OWNER):
        return None, reference
    number, _, own = reference[1:].partition(_OWNER)
    return (
        (int(number), own)
        if number.isascii() and number.isdigit() and len(number) < 19
        else (None, reference)
    )


def open_address(post_id: int) -> str:
    """The address of a link that opens a post."""
    return f"{OPEN_PREFIX}{post_id}"


def opened_post(address: str) -> int | None:
    """The post that a link opens; None for any other address."""
    number = address.removeprefix(OPEN_PREFIX)
    plain = number != address and number.isascii() and number.isdigit() and len(number) < 19
    return int(number) if plain else None
