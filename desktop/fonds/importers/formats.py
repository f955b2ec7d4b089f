"""Which file names are documents, and how their bodies are to be read."""

from __future__ import annotations

import posixpath

from fonds.model.post import BodyFormat
from fonds.text.pandoc_blocks import PANDOC

_FORMATS: dict[str, BodyFormat] = {
    ".md": BodyFormat.MARKDOWN,
    ".markdown": BodyFormat.MARKDOWN,
    ".mdown": BodyFormat.MARKDOWN,
    ".mkdown": BodyFormat.MARKDOWN,
    ".mkdn": BodyFormat.MARKDOWN,
    ".mkd": BodyFormat.MARKDOWN,
    ".mdwn": BodyFormat.MARKDOWN,
    ".mdx": BodyFormat.MARKDOWN,
    ".pandoc": BodyFormat.MARKDOWN,
    ".pdc": BodyFormat.MARKDOWN,
    ".qmd": BodyFormat.MARKDOWN,
    ".rmd": BodyFormat.MARKDOWN,
    ".html": BodyFormat.HTML,
    ".htm": BodyFormat.HTML,
    ".xhtml": BodyFormat.HTML,
    ".txt": BodyFormat.TEXT,
    ".rst": BodyFormat.TEXT,
    ".adoc": BodyFormat.TEXT,
    ".asciidoc": BodyFormat.TEXT,
    ".org": BodyFormat.TEXT,
    ".textile": BodyFormat.TEXT,
}

HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})

DOCUMENT_SUFFIXES = tuple(_FORMATS)


def suffix_of(path: str) -> str:
    """The extension in small letters, with its dot."""
    return posixpath.splitext(path)[1].lower()


def is_document_name(path: str) -> bool:
    """Whether a file of this name may be a document."""
    return suffix_of(path) in _FORMATS


def format_of(path: str) -> BodyFormat:
    """How the body is to be read; an unknown extension means plain text."""
    return _FORMATS.get(suffix_of(path), BodyFormat.TEXT)


def header_dialect(generator: str, path: str) -> str:
    """Whose rules find the header of a document (see ``DocumentParts``): Pandoc's in what Pandoc reads as Markdown."""
    if generator != PANDOC:
        return ""
    return PANDOC if format_of(path) is BodyFormat.MARKDOWN or suffix_of(path) == ".txt" else ""
