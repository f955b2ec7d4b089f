"""A body as Markdown or as HTML, by choice, and what of it the other cannot say.

Template tags and comments such as ``<!--more-->`` stand where they stood. The text is trusted no more than any other: what
comes of it goes through ``sanitize`` before it is shown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser

from fonds.model.errors import UserError
from fonds.model.post import BodyFormat
from fonds.render.markdown import markdown_to_html
from fonds.render.to_markdown import markdown_of

LARGEST = 1_000_000
"""Characters of a body beyond which none is converted."""

_KEPT = re.compile(r"\{%-?.{0,2000}?-?%\}|\{\{.{0,2000}?\}\}|<!--.{0,20000}?-->", re.DOTALL)
_NOTATION = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?^ {0,3}(?P=fence)[^\n]*$|\[\^[^\]\s]{1,80}\]:?",
    re.DOTALL | re.MULTILINE,
)
"""Code with its language, and footnotes: Markdown that would not come back from HTML as it was."""
_SIGN = re.compile(r"FONDSKEPT(\d{1,7})X")
_ALONE = re.compile(r"<p>\s*(FONDSKEPT\d+X)\s*</p>")
_SAID = frozenset(
    {
        "a", "abbr", "article", "b", "blockquote", "body", "br", "caption", "code", "col", "colgroup", "dd", "del",
        "details", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "head",
        "header", "hr", "html", "i", "img", "kbd", "li", "main", "ol", "p", "pre", "q", "s", "samp", "section", "small",
        "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt",
        "u", "ul", "var",
    }
)  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "code": {"class"},
    "pre": {"class"},
    "ol": {"start"},
}


@dataclass(frozen=True, slots=True)
class Converted:
    """``text`` is the new body. ``elements`` and ``attributes`` are those that it no longer has, with their numbers, the
    commonest first; an attribute is written ``img.width``."""

    text: str
    elements: tuple[tuple[str, int], ...] = ()
    attributes: tuple[tuple[str, int], ...] = ()


def convert_body(body: str, written: BodyFormat, wanted: BodyFormat) -> Converted:
    """A body in another format; Markdown as Markdown says the HTML in it as Markdown. Raises UserError for one that is
    too large or too deeply nested."""
    if len(body) > LARGEST:
        raise UserError("This text is too long to be converted here.")
    kept: list[str] = []
    text = body.replace("\r\n", "\n")
    if written is wanted is BodyFormat.MARKDOWN:
        text = _NOTATION.sub(lambda found: _sign(kept, found.group()), text)
    text = _KEPT.sub(lambda found: _sign(kept, found.group()), text)
    html = markdown_to_html(text) if written is BodyFormat.MARKDOWN else text
    back = _restoring(kept)
    if wanted is BodyFormat.HTML:
        return Converted(_SIGN.sub(back, _ALONE.sub(r"\1", html)).strip("\n") + "\n")
    losses = _Losses(markdown=written is BodyFormat.MARKDOWN)
    losses.feed(html)
    made = _SIGN.sub(back, markdown_of(html)).strip("\n") + "\n"
    return Converted(made, tuple(losses.elements.most_common()), tuple(losses.attributes.most_common()))


def _sign(kept: list[str], text: str) -> str:
    kept.append(text)
    return f"FONDSKEPT{len(kept) - 1}X"


def _restoring(kept: list[str]) -> Callable[[re.Match[str]], str]:
    """What puts the kept texts back; one may hold a sign of one that was kept before it."""

    def restore(found: re.Match[str], below: int = len(kept)) -> str:
        number = int(found[1])
        if number >= below:
            return found.group()
        return _SIGN.sub(lambda inner: restore(inner, number), kept[number])

    return restore


class _Losses(HTMLParser):
    """Counts what Markdown has no words for. Of HTML that was made of Markdown, what the making adds is no loss."""

    def __init__(self, *, markdown: bool) -> None:
        super().__init__()
        self._markdown = markdown
        self.elements: Counter[str] = Counter()
        self.attributes: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SAID:
            self.elements[tag] += 1
            return
        for name, _value in attrs:
            if name in _ATTRIBUTES.get(tag, ()) or (
                self._markdown and name in ("id", "class", "href", "rel")
            ):
                continue
            self.attributes[f"{tag}.{name}"] += 1
