"""The marks of generators drawn: pictures, embeds and links in their place, and the rest shown calmly as written.

Each mark is replaced by a word that stands nowhere in the text; the text is rendered; then each word gives way to its
HTML, or, where it stands in a tag or in code, to the address or the text that it was. The sanitiser comes after.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice

from fonds.model.post import BodyFormat
from fonds.render.mdx import find_mdx_marks
from fonds.render.pieces import Piece, PieceKind, without_overlaps
from fonds.render.request import Mention, MentionStyle
from fonds.render.shortcodes import find_shortcodes
from fonds.render.template_marks import find_template_marks
from fonds.render.wikilinks import find_callouts, find_wikilinks
from fonds.text.references import find_references, without_code

MAX_PIECES = 20_000
"""Marks of one text that are drawn; more are left as they are."""
MAX_MENTIONS = 2_000
_TEMPLATES = frozenset(("jekyll", "hexo", "eleventy", "zola", "mdn", "folder"))
_WIKIS = frozenset(("obsidian", "folder"))
_DOCUMENT = re.compile(r"\.(?:md|mdx|markdown|mdown|mkd|html?|rst|txt|org|adoc)\Z", re.IGNORECASE)
_DATED = re.compile(r"(?:\A|/)\d{4}/\d{1,2}/(?:\d{1,2}/)?[^/]+/?\Z")
_MORE = re.compile(r"<!--[ \t]*more\b[^<>\n]{0,200}-->", re.IGNORECASE)
_WORDS = re.compile(r"zz(\d+)qfonds")


@dataclass(frozen=True, slots=True)
class Slot:
    """What takes the place of a mark: ``html`` in text, ``plain`` in a tag; in code it stays as written. A ``block``
    stands alone."""

    html: str
    plain: str
    block: bool = False
    written: str = ""


@dataclass(frozen=True, slots=True)
class Expansion:
    """A text with words in the place of its marks."""

    text: str
    prefix: str = ""
    slots: tuple[Slot, ...] = ()

    def fill(self, rendered: str) -> str:
        """Rendered HTML with each word replaced; one pass, whatever the HTML is."""
        if not self.slots:
            return rendered
        word = rf"{self.prefix}(\d+)x"
        alone = re.compile(rf"<p>\s*{word}\s*</p>")
        rendered = alone.sub(self._standing_alone, rendered)
        tokens = re.compile(rf"(?P<code></?(?:code|pre)\b)|(?P<open><[A-Za-z/!])|(?P<close>>)|{word}")
        pieces: list[str] = []
        place, in_tag, in_code = 0, False, 0
        for match in tokens.finditer(rendered):
            if match["close"]:
                in_tag = False
            elif match["open"] or match["code"]:
                in_tag = True
                if match["code"]:
                    in_code = max(0, in_code + (-1 if match["code"][1] == "/" else 1))
            else:
                slot = self.slots[int(match.groups()[-1])]
                kept = slot.plain if in_tag else slot.written
                shown = html.escape(kept) if in_tag or in_code else slot.html
                pieces += (rendered[place : match.start()], shown)
                place = match.end()
        return "".join((*pieces, rendered[place:]))

    def _standing_alone(self, match: re.Match[str]) -> str:
        slot = self.slots[int(match.group(1))]
        return match.group()[3:-4] if slot.block else match.group()


def find_pieces(body: str, generator: str, form: BodyFormat) -> list[Piece]:
    """The marks of a body in order. Code in Markdown has none."""
    if form is BodyFormat.TEXT:
        return []
    text = without_code(body) if form is BodyFormat.MARKDOWN else body
    found: list[Piece] = []
    if generator in _WIKIS and "[[" in text:
        found += find_wikilinks(text, sure=generator == "obsidian")
    if generator in _WIKIS and "[!" in text and form is BodyFormat.MARKDOWN:
        found += find_callouts(text)
    if generator in ("hugo", "folder") and ("{{<" in text or "{{%" in text):
        found += find_shortcodes(text)
    if generator in _TEMPLATES and ("{{" in text or "{%" in text):
        found += find_template_marks(text, generator)
    if "<!--" in text:
        found += [Piece(*mark.span(), PieceKind.MORE) for mark in _MORE.finditer(text)]
    if generator == "docusaurus":
        found += find_mdx_marks(text)
    return without_overlaps(found)[:MAX_PIECES]


def find_mentions(body: str, generator: str, form: BodyFormat) -> dict[Mention, bool]:
    """The posts that a body names, and whether the text of each is embedded."""
    if form is BodyFormat.TEXT:
        return {}
    found: dict[Mention, bool] = {}
    for piece in find_pieces(body, generator, form):
        if piece.mention is not None:
            found[piece.mention] = found.get(piece.mention, False) or piece.kind is PieceKind.NOTE
    if "](" in body or "]:" in body or "href" in body:
        text = without_code(body) if form is BodyFormat.MARKDOWN else body
        for reference in find_references(text):
            path = reference.written.partition("#")[0].partition("?")[0]
            page = path.startswith("/") and (path.endswith("/") or "." not in path.rpartition("/")[2])
            if (
                page
                or _DOCUMENT.search(path)
                or _DATED.search(path)
                or path.startswith(("@/", "{filename}", "|filename|"))
            ):
                found.setdefault(Mention(MentionStyle.ADDRESS, reference.written), False)
    return dict(islice(found.items(), MAX_MENTIONS))


def expand(body: str, pieces: list[Piece], draw: Callable[[Piece, str], Slot | None]) -> Expansion:
    """Put a word in the place of each piece that ``draw`` gives something for; it gets the piece as it is written."""
    prefix = _unused_word(body)
    parts: list[str] = []
    slots: list[Slot] = []
    place = 0
    for piece in pieces:
        written = body[piece.start : piece.end]
        slot = draw(piece, written)
        if slot is None:
            continue
        word = f"{prefix}{len(slots)}x"
        slots.append(replace(slot, written=written))
        parts += (body[place : piece.start], _placed(body, piece, word) if slot.block else word)
        place = piece.end
    return Expansion("".join((*parts, body[place:])), prefix, tuple(slots)) if slots else Expansion(body)


def _placed(body: str, piece: Piece, word: str) -> str:
    """The word of a block, in a paragraph of its own where it stands alone on its line."""
    before = body[max(0, piece.start - 4) : piece.start].rpartition("\n")[2]
    after = body[piece.end : piece.end + 1]
    first = piece.start == len(before) or body[piece.start - len(before) - 1] == "\n"
    return f"\n\n{word}\n\n" if first and not before.strip() and after in ("", "\n", "\r") else word


def _unused_word(body: str) -> str:
    taken = set(_WORDS.findall(body))
    number = next(number for number in range(len(taken) + 1) if str(number) not in taken)
    return f"zz{number}qfonds"
