"""The one sanitiser: any HTML in, HTML out that runs nothing and loads nothing but the archive's own files.

Safe by construction, not by recognising evil: an address survives only as ``post:///media/<encoded reference>``, as
a small raster ``data:`` image, or as a link that a person must click (``post:///open/<number>`` opens a post). Everything else is taken out; remote addresses
are named on the page and listed. The result sanitises to itself.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote, unquote

import nh3

from fonds.render.allowed import ADDRESSES, ATTRIBUTES, CONTENT_DROPPED, FRAME, STYLES, TAGS
from fonds.render.request import MEDIA_PREFIX, ResourceKind, open_address, opened_post, owned_reference

MAX_DATA_IMAGE = 4_000_000
MAX_PASSES = 6
_NO_LINKS: Mapping[str, str] = MappingProxyType({})
Blocked = dict[str, ResourceKind]
"""Remote addresses in order, and what each would have been loaded as."""
_KINDS = {
    "img": ResourceKind.PICTURE,
    "input": ResourceKind.PICTURE,
    "image": ResourceKind.PICTURE,
    "feimage": ResourceKind.PICTURE,
    "use": ResourceKind.PICTURE,
    "source": ResourceKind.OTHER,
    "video": ResourceKind.FILM,
    "audio": ResourceKind.SOUND,
    "script": ResourceKind.SCRIPT,
    "link": ResourceKind.STYLE,
    FRAME: ResourceKind.FRAME,
}

_BLOCKED_PREFIX = "post:///blocked/"
_DATA_IMAGE = re.compile(
    r"data:image/(?:png|gif|jpe?g|webp|bmp|avif|x-icon);base64,[A-Za-z0-9+/]+={0,2}", re.I
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_CONTROLS = re.compile(r"[\x00-\x20\x7f]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_FRAME_TAG = re.compile(r"<(/?)(?:iframe|embed|object|applet|frame)(?=[\s/>])", re.I)
_STYLE_SHEET = re.compile(r"<style\b[^>]*>(.*?)(?:</style|\Z)", re.I | re.S)
_URL_IN_CSS = re.compile(r"""(?:url\(\s*|@import\s+)["']?\s*((?:https?:)?//[^\s"')>]+)""", re.I)
_REMOTE_IN_TAG = re.compile(
    r"""<(?P<tag>link|script|image|use|feimage)\b[^>]{0,2000}?\s(?:xlink:)?(?:href|src)\s*=\s*["']?\s*(?P<address>(?:https?:)?//[^\s"'>]+)""",
    re.I,
)
_OUTPUT_TAG = re.compile(
    rf"""<(?:(?P<name>img|input|video|audio|source|track|{FRAME})(?P<attributes>(?:\s[^\s=>]+(?:="[^"]*")?)*)\s*/?>"""
    rf"""|/(?P<end>video|audio|picture|{FRAME})>)"""
)
_ATTRIBUTE = re.compile(r'\s([^\s=>]+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class SanitizedHtml:
    """Safe HTML, and the remote addresses that it wanted loaded: in order, once each, with what they are."""

    html: str
    blocked: tuple[str, ...] = ()
    kinds: tuple[ResourceKind, ...] = ()


def sanitize(source: str, links: Mapping[str, str] = _NO_LINKS, owner: int | None = None) -> SanitizedHtml:
    """Make any HTML safe. Local references become addresses of the preview's own scheme; those of an ``owner`` are
    marked as that post's. ``links`` says to which posts local links lead."""
    blocked: Blocked = {}
    source = _SURROGATES.sub("\ufffd", source)
    for sheet in _STYLE_SHEET.finditer(source):
        _note_css(sheet.group(1), blocked)
    for found in _REMOTE_IN_TAG.finditer(source):
        _note(html.unescape(found["address"]), blocked, _KINDS[found["tag"].lower()])
    previous = source
    for _ in range(MAX_PASSES):
        result = _pass(previous, blocked, links, owner)
        if result == previous:
            return SanitizedHtml(result, *listed(blocked))
        previous = result
    # Markup that a parser never reads twice in the same way is not worth its risk.
    return SanitizedHtml(f"<pre>{html.escape(_text_of(previous), quote=False)}</pre>", *listed(blocked))


def listed(blocked: Blocked) -> tuple[tuple[str, ...], tuple[ResourceKind, ...]]:
    """The addresses and their kinds, as a page tells them."""
    return tuple(blocked), tuple(blocked.values())


def _pass(source: str, blocked: Blocked, links: Mapping[str, str], owner: int | None) -> str:
    """One parse and clean; what nh3 cannot do by itself is done on its regular output."""

    def keep(tag: str, attribute: str, value: str) -> str | None:
        if attribute == "style":
            _note_css(value, blocked)
            return _clean_style(value)
        if attribute == "href":
            return _clean_link(value, links)
        if attribute in ADDRESSES.get(tag, ()) or attribute == "background":
            return _clean_address(tag, attribute, value, blocked, owner)
        return value

    renamed = _FRAME_TAG.sub(rf"<\1{FRAME}", source.replace("\x00", "\ufffd"))
    cleaned = nh3.clean(
        renamed,
        tags=TAGS,
        clean_content_tags=CONTENT_DROPPED,
        attributes=_ATTRIBUTES,
        attribute_filter=keep,
        link_rel=None,
        url_schemes=_URL_SCHEMES,
        tag_attribute_values={"input": {"type": {"checkbox"}}},
        set_tag_attribute_values={"video": {"controls": ""}, "audio": {"controls": ""}},
    )
    return _name_blocked(cleaned)


_ATTRIBUTES = {
    tag: ATTRIBUTES.get(tag, set()) | ADDRESSES.get(tag, set()) for tag in {*ATTRIBUTES, *ADDRESSES}
}
# Everything that may stand in an address, so that it reaches the filter, is listed there and rewritten.
_URL_SCHEMES = {"http", "https", "ftp", "mailto", "data", "post", "file", "ws", "wss"}


def _clean_style(value: str) -> str | None:
    kept = []
    for declaration in value.split(";"):
        name, _, setting = declaration.partition(":")
        name, setting = name.strip().lower(), setting.strip()
        pattern = STYLES.get(name)
        if pattern is not None and pattern.fullmatch(setting):
            kept.append(f"{name}: {setting.lower()}")
    return "; ".join(kept) or None


def _clean_link(value: str, links: Mapping[str, str]) -> str | None:
    """Links to posts, and those that a person may follow after being asked; an address without a scheme is taken for
    https."""
    post = opened_post(links.get(value, value).rpartition("}}")[2])  # {{ site.baseurl }} may stand before it
    if post is not None:
        return open_address(post)
    address = _CONTROLS.sub("", value) if value[:1] != "#" else value
    if address.startswith("//"):
        address = f"https:{address}"
    lowered = address[:8].lower()
    return address if lowered.startswith(("http://", "https://", "mailto:", "#")) else None


def _clean_address(tag: str, attribute: str, value: str, blocked: Blocked, owner: int | None) -> str | None:
    """What may be loaded instead of ``value``; None takes the attribute out."""
    if attribute == "srcset":
        for candidate in re.split(r"\s*,\s+|,(?=(?:https?:)?//)", value.strip()):
            _note(candidate.split(" ")[0], blocked, ResourceKind.PICTURE)
        return None
    if attribute not in ("src", "data", "poster"):
        _note(value, blocked, ResourceKind.PICTURE)
        return None
    if value.startswith(MEDIA_PREFIX):
        return MEDIA_PREFIX + quote(unquote(value.removeprefix(MEDIA_PREFIX)), safe="")
    address = _CONTROLS.sub("", value)
    if address[:5].lower() == "data:":
        small_image = tag == "img" and len(address) <= MAX_DATA_IMAGE and _DATA_IMAGE.fullmatch(address)
        return address if small_image else None
    kind = ResourceKind.PICTURE if attribute == "poster" else _KINDS.get(tag, ResourceKind.OTHER)
    if _note(value, blocked, kind):
        return None if attribute == "poster" else _BLOCKED_PREFIX + quote(_absolute(address), safe="")
    if _SCHEME.match(address) or not address or tag == FRAME:
        return None
    reference = value.strip() if owner is None else owned_reference(owner, value.strip())
    return MEDIA_PREFIX + quote(reference, safe="")


def _note(value: str, blocked: Blocked, kind: ResourceKind) -> bool:
    """Whether an address leaves the machine; if so it is listed."""
    address = _CONTROLS.sub("", value).replace("\\", "/")
    scheme = _SCHEME.match(address)
    remote = address.startswith("//") or (
        scheme is not None and scheme.group(0).lower() in ("http:", "https:", "ftp:", "ws:", "wss:", "file:")
    )
    if remote:
        blocked.setdefault(_absolute(_CONTROLS.sub("", value)), kind)
    return remote


def _note_css(rules: str, blocked: Blocked) -> None:
    for found in _URL_IN_CSS.finditer(rules):
        kind = ResourceKind.STYLE if found.group().lstrip().startswith("@") else ResourceKind.PICTURE
        _note(found.group(1), blocked, kind)


def _absolute(address: str) -> str:
    """An address with the scheme that a page served over https would give it."""
    if address.startswith(("//", "\\\\", "/\\", "\\/")):
        return "https:" + address.replace("\\", "/")
    return address


def _name_blocked(cleaned: str) -> str:
    """Put the name of what was not loaded in its place, and a box character in the place of a check box.

    Sound because it reads a serialiser's output: there, ``<`` opens a tag and nothing else.
    """
    waiting: list[str] = []

    def replace(found: re.Match[str]) -> str:
        if found["end"]:
            after, waiting[:] = "".join(waiting), []
            return ("" if found["end"] == FRAME else found.group(0)) + after
        values = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(found["attributes"])}
        address = values.get("src") or values.get("data") or ""
        blocked = address.startswith(_BLOCKED_PREFIX)
        name = found["name"]
        if name == "input":
            return _check_box(values)
        if not blocked:
            return "" if name == FRAME or (name == "img" and not address) else found.group(0)
        placeholder = _placeholder(unquote(address.removeprefix(_BLOCKED_PREFIX)), values.get("alt", ""))
        if name in ("img", FRAME):
            return placeholder
        if name in ("video", "audio"):
            waiting.append(placeholder)
            return re.sub(r'\ssrc="[^"]*"', "", found.group(0))
        waiting.append(placeholder)
        return ""

    result = _OUTPUT_TAG.sub(replace, cleaned)
    return result + "".join(waiting)


def _check_box(values: dict[str, str]) -> str:
    if values.get("type") != "checkbox":
        return ""
    return f'<span class="task">{"☑" if "checked" in values else "☐"}</span>'


def _placeholder(address: str, alternative: str) -> str:
    shown = address if len(address) <= 120 else address[:119] + "…"
    text = f"{alternative.strip()} · {shown}" if alternative.strip() else shown
    return f'<span class="blocked" title="{html.escape(address)}">{html.escape(text, quote=False)}</span>'


def _text_of(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))
