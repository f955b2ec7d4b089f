"""A request to a page: by the body's format, through the sanitiser, into the template. Pure, and not to be hurried:
call it through ``RenderProcess`` wherever a person waits."""

from __future__ import annotations

import re

from fonds.model.post import BodyFormat
from fonds.render.markdown import markdown_to_html
from fonds.render.request import EngineKind, RenderedPage, RenderNotice, RenderRequest
from fonds.render.sanitize import sanitize
from fonds.render.template import LIGHT_LIMIT, fill_page, fill_plain_page

_BLOCK_END = re.compile(r"</(?:p|div|li|tr|table|pre|h[1-6]|blockquote)>")


def build_page(request: RenderRequest) -> RenderedPage:
    """Render a text into a whole page."""
    if request.format is BodyFormat.TEXT:
        return fill_plain_page(request)
    markup = request.body if request.format is BodyFormat.HTML else markdown_to_html(request.body)
    result = sanitize(markup)
    if request.look.engine is EngineKind.LIGHT and len(result.html) > LIGHT_LIMIT:
        return fill_page(request, shorten(result.html), result.blocked, RenderNotice.SHORTENED)
    return fill_page(request, result.html, result.blocked)


def shorten(safe: str) -> str:
    """The first part of sanitised HTML, cut after a whole block and closed by another pass of the sanitiser."""
    ends = [found.end() for found in _BLOCK_END.finditer(safe, LIGHT_LIMIT // 2, LIGHT_LIMIT)]
    if ends:
        return sanitize(safe[: ends[-1]]).html
    inside = safe.rfind("<", 1, LIGHT_LIMIT)
    outside = safe.rfind(">", 1, LIGHT_LIMIT)
    return sanitize(safe[: inside if inside > outside else LIGHT_LIMIT]).html
