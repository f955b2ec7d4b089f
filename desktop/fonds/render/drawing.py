"""What each mark of a generator looks like: the HTML for pictures, links to posts, embedded notes, and the rest.

A name whose post is not in the archive is shown as text with a quiet mark. Notes are embedded one level deep.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from urllib.parse import unquote

from markdown.extensions.toc import slugify_unicode

from fonds.model.post import BodyFormat
from fonds.render.expansion import Slot, expand, find_pieces
from fonds.render.markdown import markdown_to_html
from fonds.render.pieces import Piece, PieceKind
from fonds.render.request import Mention, MentionStyle, Target, open_address
from fonds.render.sanitize import Blocked, sanitize
from fonds.render.source_lines import mark_lines

_ELEMENTS = {PieceKind.SOUND: "audio", PieceKind.FILM: "video"}
Targets = Mapping[Mention, Target]


class Drawer:
    """Draws the marks of one text. ``blocked`` gathers what embedded texts wanted loaded from elsewhere."""

    def __init__(self, targets: Targets, files: frozenset[str] | None, *, embedding: bool = True) -> None:
        self._targets = targets
        self._files = files
        self._embedding = embedding
        self.blocked: Blocked = {}

    def body(self, body: str, form: BodyFormat, generator: str, *, line_marks: bool = False) -> str:
        """A body as HTML that is not safe yet; with ``line_marks`` it is marked from which lines its blocks are."""
        if form is BodyFormat.TEXT:
            return f'<p class="plain">{html.escape(body, quote=False)}</p>'
        pieces = find_pieces(body, generator, form)
        if line_marks:
            body, pieces = mark_lines(body, form, pieces)
        expansion = expand(body, pieces, self.draw)
        return expansion.fill(expansion.text if form is BodyFormat.HTML else markdown_to_html(expansion.text))

    def draw(self, piece: Piece, written: str) -> Slot | None:
        """What takes the place of a mark; None leaves it as it is."""
        match piece.kind:
            case PieceKind.PICTURE | PieceKind.SOUND | PieceKind.FILM:
                return self._file(piece, written)
            case PieceKind.FILE:
                path = piece.target.replace(" ", "%20") if piece.part else written
                return Slot(f'<span class="file">{_text(piece.label)}</span>', path)
            case PieceKind.LINK | PieceKind.NOTE | PieceKind.ADDRESS:
                return self._post(piece, written)
            case PieceKind.ANCHOR:
                anchor = slugify_unicode(piece.target, "-")
                return Slot(f'<a href="#{html.escape(anchor)}">{_text(piece.label)}</a>', written)
            case PieceKind.CODE:
                return Slot(_code(piece.target, piece.label), written, block=True)
            case PieceKind.NOTHING:
                return Slot("", "")
            case PieceKind.MORE:
                shown = f'<span class="more"><code class="mark">{_text(written)}</code></span>'
                return Slot(shown, written, block=True)
            case PieceKind.OPEN:
                return Slot(_opening(piece), written, block=True)
            case PieceKind.CLOSE:
                return Slot(_CLOSERS[piece.target], written, block=True)
            case _:
                return Slot(_literal(piece, written), written)

    def _file(self, piece: Piece, written: str) -> Slot:
        if not self._has(piece.target):
            return Slot(_unresolved(piece.label or piece.target), written)
        source = html.escape(piece.target)
        size = "".join(
            f' {name}="{html.escape(value)}"'
            for name, value in (("width", piece.width), ("height", piece.height))
            if value
        )
        element = _ELEMENTS.get(piece.kind)
        if element is not None:
            return Slot(f'<{element} src="{source}"{size}></{element}>', piece.target)
        image = f'<img src="{source}" alt="{html.escape(piece.label)}"{size}>'
        if piece.part:
            caption = f"<figcaption>{_text(piece.part)}</figcaption>"
            return Slot(f"<figure>{image}{caption}</figure>", piece.target, block=True)
        return Slot(image, piece.target)

    def _has(self, reference: str) -> bool:
        if self._files is None or reference.startswith(("http:", "https:", "//", "data:")):
            return True
        plain = reference.partition("#")[0].partition("?")[0]
        return any(form in self._files for form in (reference, unquote(reference), plain, unquote(plain)))

    def _post(self, piece: Piece, written: str) -> Slot | None:
        target = self._targets.get(piece.mention) if piece.mention is not None else None
        if target is None:
            if not piece.sure:
                return None
            shown = (
                _unresolved(piece.label) if piece.mention and _is_wiki(piece) else _literal(piece, written)
            )
            return Slot(shown, written)
        if piece.kind is PieceKind.NOTE and self._embedding and target.body:
            return Slot(self._embedded(piece, target), written, block=True)
        label = target.title if piece.kind is PieceKind.ADDRESS else piece.label or target.title
        return Slot(_link(target, label), open_address(target.post_id))

    def _embedded(self, piece: Piece, target: Target) -> str:
        drawer = Drawer(dict(target.targets), target.files, embedding=False)
        inner = drawer.body(target.body, target.format, target.generator)
        safe = sanitize(inner, link_addresses(target.targets), target.post_id)
        self.blocked.update(zip(safe.blocked, safe.kinds, strict=True))
        title = f"{target.title} › {piece.part}" if piece.part else target.title
        return (
            f'<blockquote class="embed"><p class="embed-title">{_link(target, title)}</p>\n'
            f"{safe.html}\n</blockquote>"
        )


def link_addresses(targets: tuple[tuple[Mention, Target], ...]) -> dict[str, str]:
    """The links of a text to other documents, by their address as written, and what they open."""
    return {
        mention.name: open_address(target.post_id)
        for mention, target in targets
        if mention.style is MentionStyle.ADDRESS
    }


def _is_wiki(piece: Piece) -> bool:
    return piece.mention is not None and piece.mention.style is MentionStyle.WIKI


def _text(text: str) -> str:
    return html.escape(text, quote=False)


def _link(target: Target, label: str) -> str:
    return f'<a href="{open_address(target.post_id)}" title="{html.escape(target.title)}">{_text(label)}</a>'


def _unresolved(label: str) -> str:
    return f'<span class="unresolved">{_text(label)}</span>'


def _literal(piece: Piece, written: str) -> str:
    """The mark as it is written; one that stands for a name in the text is that name."""
    if piece.kind is not PieceKind.LITERAL or not piece.label:
        return f'<code class="mark">{_text(written)}</code>'
    if piece.label.startswith("{{"):
        return f'<code class="mark">{_text(piece.label)}</code>'
    if piece.target == "strong":
        return f"<strong>{_text(piece.label)}</strong><br>"
    element = "code" if piece.target == "code" else "span"
    return f'<{element} title="{html.escape(written)}">{_text(piece.label)}</{element}>'


def _code(text: str, language: str) -> str:
    """Code, coloured as a fenced block is."""
    name = language if language.isascii() and language.replace("-", "").replace("+", "").isalnum() else ""
    fence = "~~~"
    while fence in text:
        fence += "~"
    return markdown_to_html(f"{fence}{name}\n{text}\n{fence}\n")


_CLOSERS = {"quote": "</blockquote>", "notice": "</div>"}


def _opening(piece: Piece) -> str:
    if piece.target == "quote":
        return "<blockquote>" + (f"<p><strong>{_text(piece.label)}</strong></p>" if piece.label else "")
    kind = piece.target if piece.target in ("note", "tip", "info", "warning", "danger", "caution") else "note"
    return f'<div class="notice notice-{kind}"><p class="notice-title">{_text(piece.label)}</p>'
