"""A post's body as another generator's site has it: addresses and marks that it knows made anew, all else guarded.

Rule: a body of the generator's own stays as it is, but for what would end the build.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from fonds.exporters.addresses import find_use
from fonds.exporters.layouts.layout import Place, SiteLayout
from fonds.exporters.layouts.plan import Plan
from fonds.exporters.layouts.spans import Span, find_spans
from fonds.exporters.material import BodyMark, ExportPost, MediumUse
from fonds.model.post import BodyFormat

_FILES = ("file", "sound", "film")
_LOSABLE = re.compile(r"\{[{%]")
_LONGEST_MARK = 80
_RUN = re.compile(r"`{3,}")
_NO_LANGUAGE = re.compile(r"[^\w+#.-]")


@dataclass(slots=True)
class NewBody:
    """``lost`` are marks that have no like and stand as they were written."""

    text: str
    lost: dict[str, None] = field(default_factory=dict)


class BodyWriter:
    """Writes bodies anew. ``media_path`` gives the path that a file has in the export."""

    def __init__(self, layout: SiteLayout, plan: Plan, media_path: Callable[[MediumUse], str]) -> None:
        self._layout = layout
        self._plan = plan
        self._media_path = media_path

    def write(self, post: ExportPost, place: Place) -> NewBody:
        """The body of a post that lies at ``place``."""
        own = post.post.generator == self._layout.name
        if place.kept:
            return self._own(post, post.body, place)
        form = post.post.metadata.format
        markup = form is BodyFormat.HTML
        made = NewBody("")
        cuts = _without_overlaps(
            [*self._span_cuts(post, place, form), *self._mark_cuts(post, place, made, own=own, markup=markup)]
        )
        pieces: list[str] = []
        at = 0
        for start, end, text in cuts:
            between = post.body[at:start]
            pieces += (between if own else self._layout.guard(between, markup=markup), text)
            at = end
        rest = post.body[at:]
        pieces.append(rest if own else self._layout.guard(rest, markup=markup))
        made.text = "".join(pieces)
        if own:
            found = self._own(post, made.text, place)
            found.lost = made.lost | found.lost
            return found
        return made

    def header_address(self, post: ExportPost, place: Place) -> Callable[[str], str | None]:
        """Gives the new address of a file that a header's value names; None for any other value."""
        uses = {use.reference: use for use in post.uses}
        return lambda value: self._medium(uses, value, place) if value in uses else None

    def _own(self, post: ExportPost, body: str, place: Place) -> NewBody:
        tags: dict[str, str | None] = {}
        for mark in post.marks:
            if mark.kind == "address":
                written = post.body[mark.start : mark.end]
                target = self._plan.get(mark.post_id)
                tags[written] = written if target and target.kept else self._address_of(target, place)
        tags |= {use.reference: use.reference for use in post.uses if place.kept}
        text, guarded = self._layout.own_body(body, tags)
        return NewBody(text, dict.fromkeys(guarded))

    def _address_of(self, target: Place | None, place: Place) -> str | None:
        return None if target is None else self._layout.post_address(target, place, "")

    def _span_cuts(self, post: ExportPost, place: Place, form: BodyFormat) -> Iterator[tuple[int, int, str]]:
        uses = {use.reference: use for use in post.uses}
        named = dict(post.named)
        if not uses and not named:
            return
        for span in find_spans(post.body, form):
            new = self._medium(uses, span.written, place) if uses else None
            if new is None and span.written in named:
                target = self._plan.get(named[span.written])
                part = span.written.partition("#")[2]
                if target is not None:
                    new = self._layout.post_address(target, place, f"#{part}" if part else "")
            if new is not None:
                yield span.start, span.end, _fitting(new, span)

    def _medium(self, uses: dict[str, MediumUse], written: str, place: Place) -> str | None:
        use = find_use(uses, written)
        return None if use is None else self._layout.media_address(self._media_path(use), place)

    def _mark_cuts(
        self, post: ExportPost, place: Place, made: NewBody, *, own: bool, markup: bool
    ) -> Iterator[tuple[int, int, str]]:
        uses = {use.reference: use for use in post.uses}
        for mark in post.marks:
            written = post.body[mark.start : mark.end]
            text = self._drawn(mark, uses, place, own=own, markup=markup)
            if text is not None:
                yield mark.start, mark.end, text
            elif not own and _LOSABLE.match(written):
                made.lost[written[:_LONGEST_MARK]] = None

    def _drawn(
        self, mark: BodyMark, uses: dict[str, MediumUse], place: Place, *, own: bool, markup: bool
    ) -> str | None:
        """What stands for a mark; None where it stays."""
        if mark.kind == "picture" or mark.kind in _FILES:
            address = self._medium(uses, mark.target, place)
            return None if address is None else _shown(mark, address, markup=markup)
        if mark.kind in ("link", "note", "address"):
            target = self._plan.get(mark.post_id)
            if target is None:
                return None
            if mark.kind == "address":
                return self._layout.post_address(target, place, "")
            if markup:
                address = html.escape(self._layout.post_address(target, place, ""))
                return f'<a href="{address}">{html.escape(mark.label)}</a>'
            return self._layout.named_link(mark.label, target, place)
        if own:
            return None
        if mark.kind == "code":
            return self._layout.guard(_fenced(mark, markup=markup), markup=markup)
        return "" if mark.kind == "nothing" else None


def _fitting(address: str, span: Span) -> str:
    """The address where the old one stood."""
    if span.markup:
        return address if address.startswith("{") else html.escape(address)
    if " " in address and not span.angled and not address.startswith("{"):
        return quote(address, safe="/#%@:&=+,;~")
    return address


def _shown(mark: BodyMark, address: str, *, markup: bool) -> str:
    label = mark.label or posixpath.basename(mark.target)
    if markup:
        shown, there = html.escape(label), html.escape(address)
        return (
            f'<img src="{there}" alt="{shown}">'
            if mark.kind == "picture"
            else f'<a href="{there}">{shown}</a>'
        )
    plain = re.sub(r"([\[\]\\])", r"\\\1", label.replace("\n", " "))
    return f"{'!' if mark.kind == 'picture' else ''}[{plain}]({address})"


def _fenced(mark: BodyMark, *, markup: bool) -> str:
    if markup:
        return f"<pre><code>{html.escape(mark.target)}</code></pre>"
    longest = max((len(run) for run in _RUN.findall(mark.target)), default=2)
    fence = "`" * max(3, longest + 1)
    language = _NO_LANGUAGE.sub("", mark.label)
    return f"{fence}{language}\n{mark.target}\n{fence}"


def _without_overlaps(cuts: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The cuts in order; of two at one place the longer one that begins first."""
    chosen: list[tuple[int, int, str]] = []
    for cut in sorted(cuts, key=lambda cut: (cut[0], -cut[1])):
        if not chosen or cut[0] >= chosen[-1][1]:
            chosen.append(cut)
    return chosen
