"""A stored post's file in its pieces, found by the rules of the generator that it came from."""

from __future__ import annotations

from fonds.model.post import Post
from fonds.text.front_matter import DocumentParts, split_document


def parts_of(post: Post, data: bytes | None = None, encoding: str | None = None) -> DocumentParts:
    """The pieces of a post, or of bytes that are to take the place of its own."""
    from fonds.importers.formats import header_dialect  # the window opens without the importers

    return split_document(
        post.source if data is None else data,
        post.encoding if encoding is None else encoding,
        header_dialect(post.generator, post.source_path),
    )
