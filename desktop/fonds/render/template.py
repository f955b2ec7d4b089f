"""The page around a body: template, style, palette and policy. Takes safe HTML and adds nothing that is not."""

from __future__ import annotations

import base64
import hashlib
import html
import re
import tomllib
from functools import cache
from string import Template

from fonds.base.paths import resource
from fonds.render.page_fonts import font_families, script_of
from fonds.render.request import EngineKind, Look, RenderedPage, RenderNotice, RenderRequest
from fonds.render.source_lines import mark_plain

LIGHT_LIMIT = 200_000
"""Characters of HTML that Qt's rich text lays out without a pause that one feels; the rest is cut off, and told."""

_ROLES = {
    "paper": "surface",
    "ink": "text",
    "quiet": "text_quiet",
    "link": "link",
    "rule": "border",
    "shade": "window",
    "scroll": "border_strong",
    "accent": "accent",
    "selection": "selection",
    "selected": "selection_text",
    "mark": "hit",
    "marked": "hit_text",
    "code_keyword": "syntax_key",
    "code_string": "syntax_string",
    "code_number": "syntax_heading",
    "code_name": "syntax_heading",
    "code_comment": "syntax_comment",
    "code_type": "syntax_code",
    "code_deleted": "error",
    "code_inserted": "success",
}
"""The page's roles, and the roles of the window's themes that colour them."""

_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LEFTWARDS = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile(r"[A-Za-z]")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def fill_page(
    request: RenderRequest,
    body: str,
    blocked: tuple[str, ...] = (),
    notice: RenderNotice = RenderNotice.NONE,
) -> RenderedPage:
    """Put a sanitised body into the page."""
    look = request.look
    if look.engine is EngineKind.NONE:
        return RenderedPage(_raw_header(request) + body, blocked, notice)
    language = page_language(request)
    style = style_sheet(look, script_of(language))
    page = _template().substitute(
        language=html.escape(language),
        policy=html.escape(_policy(style)),
        palette=palette(look.palette)["palette"],
        title=html.escape(request.title),
        style=style,
        # Not dir="auto": Chromium then looks at all that was read so far after each piece, and takes minutes for 3 MB.
        direction="rtl" if _runs_leftwards(request) else "ltr",
        script="han" if language[:2] in ("zh", "ja", "ko") else "latin",
        width=look.width.value,
        heading=_heading(request),
        body=body,
    )
    page = page.encode("utf-8", "replace").decode("utf-8")  # half characters, which no encoding can carry
    return RenderedPage(page, blocked, notice, palette(look.palette)["paper"])


def fill_plain_page(request: RenderRequest, notice: RenderNotice = RenderNotice.NONE) -> RenderedPage:
    """The text itself, letter for letter and with its line ends, for plain text and for what cannot be rendered."""
    text = request.body.replace("\x00", "\ufffd")
    light = request.look.engine is EngineKind.LIGHT
    if light and len(text) > LIGHT_LIMIT:
        text, notice = text[:LIGHT_LIMIT], notice or RenderNotice.SHORTENED
    shown, element = html.escape(text, quote=False), "p" if light else "div"
    if request.look.line_marks:
        shown = mark_plain(shown, request.look.engine, request.first_line)
    return fill_page(request, f'<{element} class="plain">{shown}</{element}>', notice=notice)


def page_language(request: RenderRequest) -> str:
    """The language that the post names, else a guess from its script, for line breaking and the shapes of characters."""
    if _LANGUAGE_TAG.fullmatch(request.language):
        return request.language.replace("_", "-")
    text = request.title + request.body[:2000]
    han = len(_HAN.findall(text))
    if len(_KANA.findall(text)) > han / 10 + 2:
        return "ja"
    if len(_HANGUL.findall(text)) > han:
        return "ko"
    return "zh-CN" if han > len(text) / 12 else "en"


def _runs_leftwards(request: RenderRequest) -> bool:
    text = request.title + request.body[:2000]
    leftwards = len(_LEFTWARDS.findall(text))
    return leftwards > 10 and leftwards > len(_LATIN.findall(text))


@cache
def palette(name: str) -> dict[str, str]:
    """The page's roles and their colours, from the theme of that name; an unknown name gives the light one."""
    path = resource("themes", f"{name}.toml")
    if not re.fullmatch(r"[a-z0-9-]+", name) or not path.is_file():
        path = resource("themes", "light.toml")
    theme = tomllib.loads(path.read_text("utf-8"))
    colours = {role: str(theme["roles"][source]) for role, source in _ROLES.items()}
    return {**colours, "palette": "dark" if theme["dark"] else "light"}


@cache
def style_sheet(look: Look, script: str = "") -> str:
    """The whole style sheet of a look. Qt's rich text knows no fonts by language: ``script`` (see ``script_of``) is that of
    the page. On paper every page has the light palette, whatever the screen has."""
    size = max(8, min(60, look.text_size))
    light = look.engine is EngineKind.LIGHT
    colours = palette(look.palette)
    values = {
        **(colours if light else {role: f"var(--{role})" for role in colours}),
        **font_families(look.serif, script),
        "palette": colours["palette"],
        "roots": _colour_list(colours),
        "print_roots": _colour_list(palette("light")),
        "roles": "Roles",
        "text_size": str(size),
        "title_size": str(round(size * 1.5)),
        "heading_size": str(round(size * 1.2)),
        "sub_heading_size": str(round(size * 1.06)),
        "small_size": str(round(size * 0.84)),
        "code_size": str(round(size * 0.88)),
        "space": str(round(size * 0.9)),
        "gap": str(round(size * 1.6)),
        "line_height": "120",
    }
    name = "light.css" if light else "preview.css"
    sheets = [resource("css", part).read_text("utf-8") for part in (name, "code.css")]
    return Template("\n".join(sheets)).substitute(values)


def _colour_list(colours: dict[str, str]) -> str:
    return " ".join(f"--{role}: {colour};" for role, colour in colours.items() if role != "palette")


@cache
def _template() -> Template:
    return Template(resource("templates", "page.html").read_text("utf-8"))


@cache
def _policy(style: str) -> str:
    """Nothing but the archive's own media and this one style sheet, known by its hash."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    return (
        "default-src 'none'; script-src 'none'; img-src post: data:; media-src post:; "
        f"style-src-elem 'sha256-{digest}'; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    )


def _heading(request: RenderRequest) -> str:
    parts = []
    if request.title:
        tag = "p" if request.look.engine is EngineKind.LIGHT else "h1"
        parts.append(f'<{tag} class="post-title">{html.escape(request.title)}</{tag}>\n')
    if request.meta:
        line = "&nbsp;· ".join(_meta_part(part) for part in request.meta)
        parts.append(f'<p class="post-meta">{line}</p>\n')
    return "".join(parts) + _raw_header(request)


def _raw_header(request: RenderRequest) -> str:
    if not request.header:
        return ""
    return f'<pre class="raw-header">{html.escape(request.header, quote=False)}</pre>\n'


def _meta_part(part: str) -> str:
    """A part of the line below the title; the sign before a tag stays with it."""
    text = html.escape(part)
    return f'<span class="tag">{text}</span>' if part.startswith("#") else text
