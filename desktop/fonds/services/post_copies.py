"""What is copied of a post's page: the same text as HTML that other programs take, as Markdown, and as plain text.

Nothing in it leads back to the archive or to a page's own marks; pictures travel in it, as far as they are small.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import nh3

from fonds.model.post import BodyFormat
from fonds.render.request import media_reference, opened_post
from fonds.render.to_markdown import markdown_of
from fonds.text.plain_text import plain_text

LARGEST_PICTURE = 2_000_000
"""Bytes of one picture that is copied with a text."""
ALL_PICTURES = 12_000_000
"""Bytes of all pictures of one copy."""
Picture = Callable[[str], tuple[bytes, str] | None]
"""Gives the bytes and the MIME type of a picture by its reference."""

_BODY = re.compile(r"<article\b[^>]*>(.*)</article>", re.DOTALL)
_TEXT = (
    "a abbr b bdi bdo blockquote br cite code dd del details dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i ins kbd li ol p pre q "
    "rp rt ruby s samp small strong sub summary sup u ul var"
)
_FIGURES = "caption figcaption figure img table tbody td tfoot th thead tr"
_MATH = "math mfrac mi mn mo mover mrow ms mspace msqrt mroot msub msubsup msup mtable mtd mtext mtr munder munderover"
_TAGS = set(" ".join((_TEXT, _FIGURES, _MATH)).split())
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align"},
    "code": {"class"},
    "pre": {"class"},
}
_SILENT = {"script", "style", "head", "title", "audio", "video"}
_EMPTY_PICTURE = re.compile(r"<img(?![^>]*\ssrc=)[^>]*>")


@dataclass(frozen=True, slots=True)
class Copied:
    """One text in the forms in which it is copied."""

    html: str
    markdown: str
    plain: str


def copy_page(page: str, picture: Picture | None = None) -> Copied:
    """The whole page (a document as it is shown), or a piece of one. Raises UserError for what is too large to be Markdown."""
    found = _BODY.search(page)
    inside = found[1] if found else page
    clean = rich_html(inside, picture)
    return Copied(clean, markdown_of(rich_html(inside, None)), plain_text(clean, BodyFormat.HTML))


def rich_html(markup: str, picture: Picture | None) -> str:
    """HTML of plain elements alone: no classes, styles or scripts, no address of the archive's own."""
    room = [ALL_PICTURES]
    clean = nh3.clean(
        markup,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=partial(_kept, picture, room),
        clean_content_tags=_SILENT,
        link_rel=None,
        url_schemes={"http", "https", "mailto", "data", "post"},
    )
    return _EMPTY_PICTURE.sub("", clean).strip()


def _kept(picture: Picture | None, room: list[int], tag: str, attribute: str, value: str) -> str | None:
    if attribute == "href":
        own = value.startswith("post:") or opened_post(value) is not None
        return None if own or value.startswith("#") else value
    if attribute == "class":
        return value if value.startswith("language-") else None
    if tag != "img" or attribute != "src":
        return value
    reference = media_reference(value)
    if reference is None:
        return value if value.startswith("data:image/") else None
    found = picture(reference) if picture is not None else None
    if found is None or len(found[0]) > min(LARGEST_PICTURE, room[0]) or not found[1].startswith("image/"):
        return None
    room[0] -= len(found[0])
    return f"data:{found[1]};base64,{base64.b64encode(found[0]).decode('ascii')}"
