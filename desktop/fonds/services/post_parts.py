"""A stored post's file in its pieces, found by the rules of the generator that it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonds.model.post import Post

if TYPE_CHECKING:
    from fonds.text.front_matter import DocumentParts


def parts_of(post: Post, data: bytes | None = None, encoding: str | None = None) -> DocumentParts:
    """The pieces of a post, or of bytes that are to take the place of its own."""
    # The window opens without the importers and the parsers of headers.
    from fonds.importers.formats import header_dialect
    from fonds.text.front_matter import split_document

    return split_document(
        post.source if data is None else data,
        post.encoding if encoding is None else encoding,
        header_dialect(post.generator, post.source_path),
    )
