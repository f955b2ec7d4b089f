"""Marks what was searched for in a finished page: each hit a ``mark``, the first piece of it with an ``id``, so that a
view can go there without a script.

Rule: only text between tags is touched; a hit may go on over tags inside a paragraph, never over the end of one.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from fonds.model.hits import HitFinder
from fonds.render.request import RenderedPage
from fonds.text.hit_marking import find_spans

MOST_MARKS = 2000
LONGEST = 1_500_000
"""Characters of a page beyond which nothing is marked."""
ANCHOR = "hit-"
"""What the name of a hit begins with; its number, from 1 on, follows."""
_PARTS = re.compile(r"""(<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>)""")
_TAG_NAME = re.compile(r"</?([a-zA-Z0-9]+)")
_WITHIN = frozenset(
    (
        *(
            "a",
            "abbr",
            "b",
            "bdi",
            "bdo",
            "cite",
            "code",
            "del",
            "dfn",
            "em",
            "font",
            "i",
            "ins",
            "kbd",
            "mark",
        ),
        *("q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "u", "var", "wbr"),
    )
)
_TITLE = "post-title"
_BODY = '<div class="body">'


def mark_hits(page: RenderedPage, finder: HitFinder) -> RenderedPage:
    """The page with its hits marked, and how many there are."""
    begin = page.html.find("<body")
    if finder.empty or len(page.html) > LONGEST or begin < 0:
        return page
    marker = _Marker(finder)
    marked = "".join(marker.marked(page.html[begin:]))
    return replace(page, html=page.html[:begin] + marked, hits=marker.count) if marker.count else page


@dataclass
class _Marker:
    """Goes through the parts of a page; ``run`` is the paragraph so far, texts and tags in turn."""

    finder: HitFinder
    count: int = 0
    in_title: bool = False
    in_body: bool = False

    def marked(self, markup: str) -> Iterator[str]:
        """The markup with marks, piece by piece."""
        run: list[str] = []
        for place, part in enumerate(_PARTS.split(markup)):
            name = _TAG_NAME.match(part) if place % 2 else None
            if place % 2 == 0 or (name is not None and name[1].lower() in _WITHIN):
                run.append(part)
                continue
            if part.startswith("<!") or name is None:
                run.append(part)
                continue
            yield from self._flush(run)
            run = []
            self.in_title = f'class="{_TITLE}"' in part
            self.in_body = self.in_body or part == _BODY
            yield part
        yield from self._flush(run)

    def _flush(self, run: list[str]) -> Iterator[str]:
        pattern = self.finder.title if self.in_title else self.finder.body if self.in_body else None
        if pattern is None or self.count >= MOST_MARKS:
            yield from run
            return
        texts = ["" if part.startswith("<") else html.unescape(part) for part in run]
        spans = find_spans(pattern, "".join(texts))
        if not spans:
            yield from run
            return
        spans = spans[: MOST_MARKS - self.count]
        start, first = 0, self.count + 1
        self.count += len(spans)
        for part, text in zip(run, texts, strict=True):
            if part.startswith("<"):
                yield part
                continue
            yield _with_marks(text, start, spans, first)
            start += len(text)


def _with_marks(text: str, start: int, spans: tuple[tuple[int, int], ...], first: int) -> str:
    """A piece of a paragraph that begins at ``start``, with its share of the spans; the first span has number ``first``."""
    pieces: list[str] = []
    place = 0
    for number, (begin, end) in enumerate(spans, first):
        low, high = max(begin - start, 0), min(end - start, len(text))
        if low >= high:
            continue
        name = f' id="{ANCHOR}{number}"' if begin >= start else ""
        inside = html.escape(text[low:high], quote=False)
        pieces += [html.escape(text[place:low], quote=False), f"<mark{name}>{inside}</mark>"]
        place = high
    pieces.append(html.escape(text[place:], quote=False))
    return "".join(pieces)
