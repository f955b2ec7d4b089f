"""HTML as Markdown: what a web page or a word processor put on the clipboard, cleaned first, and never longer at work than
its size allows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import nh3

from fonds.model.errors import UserError

if TYPE_CHECKING:
    from bs4.element import Tag

LARGEST = 3_000_000
"""Characters of HTML beyond which none is turned into Markdown."""
_TAG_NAMES = (
    "a abbr b blockquote br caption code dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img kbd li ol "
    "p pre q s samp section small span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var"
)
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "code": {"class"},
    "pre": {"class"},
    "ol": {"start"},
    "td": {"colspan"},
    "th": {"colspan"},
}
_SILENT = {"script", "style", "head", "title", "template", "noscript"}
_LANGUAGE = re.compile(r"\b(?:lang(?:uage)?|brush|highlight-source)-([\w+#-]{1,30})")
_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*)<!--\s*EndFragment\s*-->", re.DOTALL | re.IGNORECASE)
_GAPS = re.compile(r"\n{3,}")
_BLANK_ENDS = re.compile(r"(?<=\S)[ \t](?=\n)|^[ \t]+$", re.MULTILINE)


def fragment_of(html: str) -> str:
    """What was copied, without what a platform puts around it."""
    found = _FRAGMENT.search(html)
    return found[1] if found else html


def markdown_of(html: str) -> str:
    """The Markdown of a piece of HTML. Raises UserError for one that is too large or too deeply nested."""
    from markdownify import ATX, MarkdownConverter

    if len(html) > LARGEST:
        raise UserError("This is too much to be turned into Markdown.")
    clean = nh3.clean(
        fragment_of(html),
        tags=set(_TAG_NAMES.split()),
        attributes=_ATTRIBUTES,
        clean_content_tags=_SILENT,
        link_rel=None,
    )
    converter = MarkdownConverter(
        heading_style=ATX,
        bullets="-",
        escape_misc=False,
        code_language_callback=_language,
        table_infer_header=True,
    )
    try:
        text = converter.convert(clean)
    except RecursionError:
        raise UserError("This is nested too deeply to be turned into Markdown.") from None
    text = _BLANK_ENDS.sub("", text.replace("\u00a0", " "))
    return _GAPS.sub("\n\n", text).strip("\n")


def _language(element: Tag) -> str:
    for tag in (element, element.find("code")):
        names = getattr(tag, "attrs", {}).get("class", "")
        found = _LANGUAGE.search(names if isinstance(names, str) else " ".join(names))
        if found:
            return found[1]
    return ""
