"""A request to a page: by the body's format, through the sanitiser, into the template. Pure, and not to be hurried:
call it through ``RenderProcess`` wherever a person waits."""

from __future__ import annotations

import re
from dataclasses import replace

from fonds.model.post import BodyFormat
from fonds.render.drawing import Drawer, link_addresses
from fonds.render.players import show_players
from fonds.render.request import EngineKind, RenderedPage, RenderNotice, RenderRequest
from fonds.render.sanitize import SanitizedHtml, sanitize
from fonds.render.source_lines import show_marks
from fonds.render.template import LIGHT_LIMIT, fill_page, fill_plain_page

_HEADING = re.compile(r"""<(?P<end>/)?h(?P<level>[1-6])(?P<attributes>(?:\s[^\s=>]+="[^"]*")*)>""")
_BLOCK_END = re.compile(r"</(?:p|div|li|tr|table|pre|h[1-6]|blockquote)>")


def build_page(request: RenderRequest) -> RenderedPage:
    """Render a text into a whole page."""
    if request.format is BodyFormat.TEXT:
        return fill_plain_page(request)
    drawer = Drawer(dict(request.targets), request.files)
    marks = request.look.line_marks
    markup = drawer.body(request.body, request.format, request.generator, line_marks=marks)
    result = sanitize(markup, link_addresses(request.targets))
    if drawer.blocked:
        together = {**drawer.blocked, **dict(zip(result.blocked, result.kinds, strict=True))}
        order = dict.fromkeys((*result.blocked, *drawer.blocked))
        result = replace(result, blocked=tuple(order), kinds=tuple(together[address] for address in order))
    if request.look.engine is EngineKind.LIGHT:
        return _light_page(request, result)
    return _filled(request, result.html, result)


def _filled(
    request: RenderRequest, safe: str, result: SanitizedHtml, notice: RenderNotice = RenderNotice.NONE
) -> RenderedPage:
    """The page, with players for sound and film, and with its lines marked where that was asked for."""
    safe = show_players(safe, request.look.engine)
    if request.look.line_marks:
        lines = request.body.count("\n") + 1
        safe = show_marks(safe, request.look.engine, request.first_line, lines)
    return replace(fill_page(request, safe, result.blocked, notice), kinds=result.kinds)


def _light_page(request: RenderRequest, result: SanitizedHtml) -> RenderedPage:
    """The same for Qt's rich text: it sizes headings by itself, whatever the style sheet says, and shows the line end
    before the end of a code block as an empty line."""
    safe = _HEADING.sub(_as_paragraph, result.html.replace("\n</code></pre>", "</code></pre>"))
    if len(safe) <= LIGHT_LIMIT:
        return _filled(request, safe, result)
    return _filled(request, shorten(safe), result, RenderNotice.SHORTENED)


def _as_paragraph(found: re.Match[str]) -> str:
    if found["end"]:
        return "</p>"
    name, attributes = f"h{found['level']}", found["attributes"]
    if ' class="' in attributes:
        return "<p" + attributes.replace(' class="', f' class="{name} ', 1) + ">"
    return f'<p{attributes} class="{name}">'


def shorten(safe: str) -> str:
    """The first part of sanitised HTML, cut after a whole block and closed by another pass of the sanitiser."""
    ends = [found.end() for found in _BLOCK_END.finditer(safe, LIGHT_LIMIT // 2, LIGHT_LIMIT)]
    if ends:
        return sanitize(safe[: ends[-1]]).html
    inside = safe.rfind("<", 1, LIGHT_LIMIT)
    outside = safe.rfind(">", 1, LIGHT_LIMIT)
    return sanitize(safe[: inside if inside > outside else LIGHT_LIMIT]).html
