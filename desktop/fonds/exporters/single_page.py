"""One HTML file with everything in it: contents, all posts, their media as data. It has no script and asks for nothing."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from typing import BinaryIO

from fonds.base.paths import resource
from fonds.exporters.addresses import resolve
from fonds.exporters.contents import Part, ids_of, put_under_headings
from fonds.exporters.markup.conforming import conforming
from fonds.exporters.markup.headings import lower_headings
from fonds.exporters.markup.tree import write_markup
from fonds.exporters.material import ExportPost, Material, MediumUse
from fonds.exporters.missing import tell_missing
from fonds.exporters.target import FileTarget
from fonds.exporters.xml_text import xml_text
from fonds.text.meta_line import meta_line

_SHOWN = ("image/", "audio/", "video/")
_POLICY = "default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'"


def write(material: Material, target: FileTarget) -> None:
    """Write the page."""
    parts = put_under_headings(material)
    ids = ids_of(parts)
    with target.path.open("xb") as file:
        _write_head(material, parts, file)
        for post in material.reordered(ids).posts(html=True):
            file.write(_article(post, frozenset(ids), material, target).encode("utf-8", "replace"))
            target.posts.append(post.id)
        file.write(b"</body>\n</html>\n")


def _write_head(material: Material, parts: Sequence[Part], file: BinaryIO) -> None:
    whole = material.whole
    style = resource("css", "reading.css").read_text(encoding="utf-8")
    language = f' lang="{_text(whole.language)}"' if whole.language else ""
    file.write(
        (
            f'<!DOCTYPE html>\n<html{language}>\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="referrer" content="no-referrer">\n'
            f"<title>{_text(whole.title)}</title>\n<style>\n{style}</style>\n</head>\n"
            f'<body>\n<h1 id="top">{_text(whole.title)}</h1>\n<nav>\n'
        ).encode()
    )
    for part in parts:
        if part.heading:
            file.write(f"<h2>{_text(part.heading)}</h2>\n".encode())
        file.write(b'<ul class="contents">\n')
        for entry in part.entries:
            day = f'<time class="when" datetime="{entry.day}">{entry.day}</time> ' if entry.day else ""
            line = f'<li>{day}<a href="#post-{entry.id}">{_text(entry.title)}</a></li>\n'
            file.write(line.encode("utf-8", "replace"))
        file.write(b"</ul>\n")
    file.write(b"</nav>\n")


def _article(post: ExportPost, ids: frozenset[int], material: Material, target: FileTarget) -> str:
    uses = {use.reference: use for use in post.uses}

    def post_address(number: int) -> str | None:
        return f"#post-{number}" if number in ids else None

    def medium_address(use: MediumUse) -> str | None:
        if not use.medium.mime.startswith(_SHOWN):
            return None
        data = material.medium_bytes(use.medium)
        if data is None:
            return None
        target.media += 1
        return f"data:{use.medium.mime};base64,{base64.b64encode(data).decode('ascii')}"

    markup, missing = resolve(post.html, uses, post_address, medium_address)
    tell_missing(target, post, missing)
    root = conforming(markup, anchors=lambda name: f"post-{post.id}-{name}", known_anchors=_is_post_anchor)
    line = " · ".join(meta_line(post.post.metadata))
    meta = f'<p class="meta">{_text(line)}</p>\n' if line else ""
    return (
        f'<article class="post" id="post-{post.id}"{_language(post)}>\n<h2>{_text(post.title)}</h2>\n{meta}'
        f'{write_markup(lower_headings(root), xml=False)}\n<p class="to-top"><a href="#top">↑</a></p>\n</article>\n'
    )


def _is_post_anchor(name: str) -> bool:
    return name.startswith("post-") and name[5:].isdigit()


def _language(post: ExportPost) -> str:
    return f' lang="{_text(post.post.metadata.language)}"' if post.post.metadata.language else ""


def _text(text: str) -> str:
    return escape(xml_text(text))
