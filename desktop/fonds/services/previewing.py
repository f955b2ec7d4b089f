"""Seeing a post: a stored or an unsaved text becomes a page, and the page's images come out of the archive."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING
from urllib.parse import unquote

from fonds.model.post import BodyFormat, DateOrigin, Post, PostDate, PostMetadata
from fonds.model.progress import CancelToken
from fonds.model.revision import PostEdit
from fonds.render.hit_marks import ANCHOR, mark_hits
from fonds.render.process import RenderProcess
from fonds.render.request import (
    MEDIA_PREFIX,
    EngineKind,
    LineWidth,
    Look,
    RenderedPage,
    RenderNotice,
    RenderRequest,
    ResourceKind,
    media_reference,
    opened_post,
    split_owner,
)
from fonds.render.source_lines import LINE
from fonds.render.template import palette
from fonds.services.post_parts import parts_of
from fonds.store import media, posts
from fonds.store.archive import Archive
from fonds.store.session import View
from fonds.text.meta_line import meta_line

if TYPE_CHECKING:
    from fonds.text.front_matter import DocumentParts

__all__ = [
    "ANCHOR",
    "LINE",
    "MEDIA_PREFIX",
    "EngineKind",
    "LineWidth",
    "Look",
    "Previewer",
    "RenderNotice",
    "RenderedPage",
    "ResourceKind",
    "UnsavedText",
    "mark_hits",
    "media_reference",
    "opened_post",
    "paper_colour",
    "split_owner",
]

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"\x00\x00\x01\x00", "image/x-icon"),
)
_SERVED = ("image/", "audio/", "video/")


@dataclass(frozen=True, slots=True)
class UnsavedText:
    """What the editor holds: a body, or (``whole``) a whole file with a header that could not be read."""

    body: str
    metadata: PostMetadata
    whole: bool = False
    generator: str = ""


class Previewer:
    """Renders posts and finds their media, from any thread; one page is rendered at a time. ``close`` when done."""

    def __init__(self, renderer: RenderProcess | None = None) -> None:
        self._renderer = renderer if renderer is not None else RenderProcess()

    def start(self) -> None:
        """Start the rendering process ahead of the first page; does not wait for it."""
        self._renderer.start()

    def render_post(
        self, archive: Archive, post_id: int, look: Look, cancel: CancelToken | None = None
    ) -> RenderedPage:
        """The page of a post as the archive has it. Raises UserError when there is none, Cancelled when asked."""
        with archive.reading(cancel) as view:
            request = _surrounded(view, post_id, request_for_post(posts.get_post(view, post_id), look))
        return self._renderer.render(request, cancel)

    def render_unsaved(
        self,
        text: UnsavedText,
        look: Look,
        cancel: CancelToken | None = None,
        *,
        archive: Archive | None = None,
        post_id: int = 0,
    ) -> RenderedPage:
        """The page of a text that is being edited. With its archive and post, links to other posts lead there."""
        request = request_for_text(text, look)
        if archive is not None:
            with archive.reading(cancel) as view:
                request = _surrounded(view, post_id, request)
        return self._renderer.render(request, cancel)

    def find_media(
        self, archive: Archive, post_id: int, reference: str, cancel: CancelToken | None = None
    ) -> tuple[bytes, str] | None:
        """The bytes and the MIME type of what a post refers to, if the archive keeps it and a page may show it."""
        owner, own = split_owner(reference)
        with archive.reading(cancel) as view:
            for form in _spellings(own):
                found = media.find_media(view, post_id if owner is None else owner, form)
                if found is not None:
                    kind = media_type(found[0].mime, found[1])
                    return (found[1], kind) if kind else None
        return None

    def close(self) -> None:
        """End the rendering process; renderings under way raise Cancelled."""
        self._renderer.close()


def paper_colour(palette_name: str) -> str:
    """The page's background in a palette, as ``#rrggbb``."""
    return palette(palette_name)["paper"]


def request_for_post(post: Post, look: Look) -> RenderRequest:
    """What is to be rendered of a stored post."""
    parts = parts_of(post)
    return _request(parts, post.metadata, look, post.generator, readable=post.header_readable)


def request_of_export(view: View, post: Post) -> RenderRequest:
    """What is to be rendered of a post for a page that something else makes, with the posts that it names."""
    return _surrounded(view, post.id, request_for_post(post, Look(engine=EngineKind.NONE)))


def request_for_text(text: UnsavedText, look: Look) -> RenderRequest:
    """What is to be rendered of an unsaved text."""
    if text.whole:
        from fonds.text.front_matter import split_document  # headers are cut only when a post is shown

        parts = split_document(text.body.encode("utf-8", "replace"), "utf-8")
        request = _request(parts, text.metadata, look, text.generator, readable=False)
        header = len(text.body) - len(request.body)
        return replace(request, first_line=text.body.count("\n", 0, max(header, 0)))
    from fonds.text.front_matter import DocumentParts

    return _request(DocumentParts(body=text.body), text.metadata, look, text.generator, readable=True)


def unsaved_text(post: Post, edit: PostEdit) -> UnsavedText:
    """What the editor shows of a post, as an edit would leave it; for a live preview."""
    if (edit.whole_text is not None and edit.body is None) or not post.header_readable:
        text = edit.whole_text
        if text is None:
            text = parts_of(post).text
        return UnsavedText(text, post.metadata, whole=True, generator=post.generator)
    parts = parts_of(post)
    body = _shown_body(parts if edit.body is None else replace(parts, body=edit.body))
    changed = edit.metadata
    metadata = replace(
        post.metadata,
        title=post.metadata.title if changed.title is None else changed.title,
        categories=post.metadata.categories if changed.categories is None else changed.categories,
        tags=post.metadata.tags if changed.tags is None else changed.tags,
        authors=post.metadata.authors if changed.authors is None else changed.authors,
        language=post.metadata.language if changed.language is None else changed.language,
        date=post.metadata.date if changed.date_text is None else _typed_date(changed.date_text),
    )
    return UnsavedText(body, metadata, generator=post.generator)


def render_once(post: Post, look: Look | None = None) -> str:
    """The page of one post as a whole HTML document, by a rendering process of its own."""
    renderer = RenderProcess()
    try:
        return renderer.render(request_for_post(post, look or Look())).html
    finally:
        renderer.close()


def _typed_date(text: str) -> PostDate:
    from fonds.text.dates import parse_date  # with the first typed date; the window's start does without

    return parse_date(text, UTC, DateOrigin.ENTERED) or PostDate(text=text)


def media_type(named: str, data: bytes) -> str:
    """The type of a file by its first bytes, else the one that its name gave; empty for what a page does not show."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return named if named.startswith(_SERVED) else ""


def _surrounded(view: View, post_id: int, request: RenderRequest) -> RenderRequest:
    """The request with the posts that its text names."""
    from fonds.services.post_links import (
        find_surroundings,
    )  # with the first page; the window's start does without

    found = find_surroundings(view, post_id, request)
    return replace(request, targets=found.targets, files=found.files)


def _shown_body(parts: DocumentParts) -> str:
    """The body without what a generator does not print of it."""
    if not parts.dialect:
        return parts.body
    from fonds.text.pandoc_header import (
        shown_body,
    )  # with the parsers of headers, which most posts do without

    return shown_body(parts)


def _request(
    parts: DocumentParts, metadata: PostMetadata, look: Look, generator: str, *, readable: bool
) -> RenderRequest:
    headless = parts.headless
    return RenderRequest(
        body=_shown_body(parts) if readable else parts.body,
        # A whole file whose header never ends would be taken for Markdown that it is not.
        format=BodyFormat.TEXT if not readable and headless else metadata.format,
        title=metadata.title,
        meta=meta_line(metadata),
        language=metadata.language,
        header="" if readable or headless else parts.header,
        look=look,
        generator=generator,
    )


def _spellings(reference: str) -> tuple[str, ...]:
    """A reference as written, then decoded, then without query and fragment: each once."""
    plain = reference.split("#")[0].split("?")[0]
    return tuple(dict.fromkeys((reference, unquote(reference), plain, unquote(plain))))
