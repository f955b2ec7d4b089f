"""Addresses in Markdown: bare ones become links, and those with a template's mark in them stay whole.

A bare address ends where its ASCII characters end, so that Chinese text right after it stays text (the known
extensions take it for a part of the path).
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    LINK_RE,
    ImageInlineProcessor,
    InlineProcessor,
    LinkInlineProcessor,
)
from markdown.util import AtomicString

_BARE_LINK = r"(?<![A-Za-z0-9_/.:@-])(?:https?://|www\.)[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]{3,2000}"
_LIQUID_ADDRESS = re.compile(r"\(\s*(?P<address>\{\{[^{}\n]{0,500}\}\}[^\s()<>]{0,2000})\s*\)")
_TRAILING = ".,:;!?'\"*_~"
_OPENERS = {")": "(", "]": "["}


class BareLinkProcessor(InlineProcessor):
    """``http(s)://…`` and ``www.…`` in running text; nothing inside another link."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        address = _trim(m.group(0))
        if not re.search(r"[A-Za-z0-9]", address.split("//")[-1].removeprefix("www.")):
            return None, None, None
        link = Element("a", {"href": address if "//" in address else f"http://{address}"})
        link.text = AtomicString(address)
        return link, m.start(0), m.start(0) + len(address)


def _trim(address: str) -> str:
    """Take off the punctuation of the sentence around it, and a closing bracket that was opened outside."""
    while address:
        last = address[-1]
        opener = _OPENERS.get(last)
        unopened = opener is not None and address.count(opener) < address.count(last)
        if last not in _TRAILING and not unopened:
            break
        address = address[:-1]
    return address


class _TemplateAddress(LinkInlineProcessor):
    """``](…)`` whose address begins with a Liquid mark (``{{ site.baseurl }}/a.png``): its spaces belong to it."""

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:
        found = _LIQUID_ADDRESS.match(data, index)
        if found is None:
            return super().getLink(data, index)
        return found.group("address"), None, found.end(), True


class _TemplateImage(_TemplateAddress, ImageInlineProcessor):
    """The same for images."""


class AddressExtension(Extension):
    """Registers bare links below all that Python-Markdown brings, so that code, links and HTML come first."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.inlinePatterns.register(_TemplateAddress(LINK_RE, md), "link", 160)
        md.inlinePatterns.register(_TemplateImage(IMAGE_LINK_RE, md), "image_link", 150)
        md.inlinePatterns.register(BareLinkProcessor(_BARE_LINK, md), "bare_link", 75)
