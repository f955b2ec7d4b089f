"""The marks of a body's generator, and the posts of the archive that a body names, for formats that write bodies anew."""

from __future__ import annotations

from dataclasses import replace

from fonds.exporters.material import BodyMark, ExportPost
from fonds.render.expansion import find_mentions, find_pieces
from fonds.render.request import Mention, MentionStyle
from fonds.services.post_links import find_named_posts
from fonds.services.post_parts import parts_of
from fonds.store.session import View


def with_marks(view: View, post: ExportPost) -> ExportPost:
    """The post with its marks and what its links mean; all its text is its body where its header cannot be read."""
    stored = post.post
    body = post.body if stored.header_readable else parts_of(stored).text
    form = stored.metadata.format
    pieces = find_pieces(body, stored.generator, form)
    mentions = find_mentions(body, stored.generator, form)
    posts: dict[Mention, int] = find_named_posts(view, post.id, mentions) if mentions else {}
    marks = tuple(
        BodyMark(
            piece.start,
            piece.end,
            piece.kind.value,
            piece.target,
            piece.label,
            None if piece.mention is None else posts.get(piece.mention),
        )
        for piece in pieces
    )
    named = tuple(
        (mention.name, number) for mention, number in posts.items() if mention.style is MentionStyle.ADDRESS
    )
    return replace(post, body=body, marks=marks, named=named)
