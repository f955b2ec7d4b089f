"""Markdown to HTML with one fixed list of extensions, so that a text looks the same on every machine for good.

The result is not safe: whatever HTML the author wrote is in it. It must go through ``sanitize``.
"""

from __future__ import annotations

import threading
from typing import Any

from markdown import Markdown
from markdown.extensions.toc import slugify_unicode

from fonds.render.links import AddressExtension

EXTENSIONS: tuple[str, ...] = (
    "tables",
    "footnotes",
    "attr_list",
    "def_list",
    "toc",
    "md_in_html",
    "pymdownx.highlight",
    "pymdownx.superfences",
    "pymdownx.tasklist",
    "pymdownx.tilde",
)

_SETTINGS: dict[str, dict[str, Any]] = {
    "footnotes": {"BACKLINK_TITLE": ""},
    "toc": {"slugify": slugify_unicode},
    # Classes, not inline styles: the page's palette colours the code.
    "pymdownx.highlight": {"guess_lang": False, "css_class": "highlight", "auto_title": False},
    "pymdownx.superfences": {"disable_indented_code_blocks": False},
    # A lone tilde is a range (3~5) far more often than a subscript.
    "pymdownx.tilde": {"subscript": False},
}

_local = threading.local()


def markdown_to_html(text: str) -> str:
    """Render Markdown. Takes time that grows faster than the text for some inputs: call it where it can be stopped."""
    converter = _converter()
    converter.reset()
    return converter.convert(text)


def _converter() -> Markdown:
    """One converter a thread: making one takes 60 ms, and none may be shared."""
    found = getattr(_local, "converter", None)
    if isinstance(found, Markdown):
        return found
    made = Markdown(extensions=[*EXTENSIONS, AddressExtension()], extension_configs=_SETTINGS, tab_length=4)
    _local.converter = made
    return made
