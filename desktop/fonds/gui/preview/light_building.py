"""A long page for Qt's rich text is put together in slices, each in a turn of its own, so that no key waits for it.

Rule: the document is the same as if the page had been put in at once (but for blanks at the end of paragraphs). It is
made beside the one that is shown and takes its place when it is whole, so that nothing flickers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor, QTextDocument

AT_ONCE = 12_000
"""Characters of HTML that are put in without slices: a hundredth of a second."""
SLICE = 3_000
"""Characters of a slice, at least; a list or a table is never cut."""
_BODY = re.compile(
    r'(?P<head>.*<body\b.*?<div class="body">)(?P<body>.*)(?P<tail></div>\s*</article>.*)', re.DOTALL
)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)
_FRAME = re.compile(r"<(?:body|article)\b[^>]*>")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "param", "source", "track", "wbr"})
_CUT_AFTER = frozenset({"p", "div", "ul", "ol", "dl", "blockquote", "pre"})
_TABLE = re.compile(r"</(?:table|figure|section)>\s*\Z")
"""What is followed by a paragraph of Qt's own: nothing is cut behind it."""
_EMPTY = '<p style="-qt-paragraph-type:empty"></p>'


class LightBuilding(QObject):
    """Fills a document with a page, a slice a turn; ``done`` is called with it. ``stop`` ends it before."""

    def __init__(
        self, document: QTextDocument, html: str, done: Callable[[QTextDocument], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document, self._done = document, done
        self._slices = slices_of(html)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._on_turn)
        self._timer.start()

    def stop(self) -> None:
        """Put in no more; the document is nobody's."""
        self._timer.stop()
        self._document.deleteLater()
        self.deleteLater()

    def _on_turn(self) -> None:
        piece = next(self._slices, None)
        if piece is not None:
            piece(self._document)
            return
        self._timer.stop()
        self.deleteLater()
        self._done(self._document)


def slices_of(html: str) -> Iterator[Callable[[QTextDocument], None]]:
    """What fills a document with a page, one after the other."""
    page = _BODY.match(html)
    if page is None:
        yield lambda document: document.setHtml(html)
        return
    head, tail = page["head"], page["tail"]
    frame = "".join(_FRAME.findall(head)) + '<div class="body">'
    style = "".join(_STYLE.findall(head))
    first = True
    for part in _parts(page["body"]):
        if first:
            yield lambda document, text=head + part + tail: _begin(document, style, text)  # type: ignore[misc]
        else:
            yield lambda document, text=part: _append(document, frame, text)  # type: ignore[misc]
        first = False


def _begin(document: QTextDocument, style: str, html: str) -> None:
    document.setHtml(html)
    document.setDefaultStyleSheet(style)


def _append(document: QTextDocument, frame: str, html: str) -> None:
    """Put HTML behind all there is. The first paragraph of what is inserted goes on with the one before, and has its
    look; so it is an empty one, which is taken out again."""
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    end = cursor.position()
    cursor.beginEditBlock()
    cursor.insertHtml(f"{frame}{_EMPTY}{html}</div></article></body>")
    if document.findBlock(end).next().length() == 1:
        cursor.setPosition(end)
        cursor.deleteChar()
    cursor.endEditBlock()


def _parts(body: str) -> Iterator[str]:
    """The body, cut between its outermost blocks."""
    depth = start = 0
    for tag in _TAG.finditer(body):
        closing, name = tag[1], tag[2].lower()
        if name in _VOID:
            continue
        depth += -1 if closing else 1
        if not closing or depth or tag.end() - start < SLICE or name not in _CUT_AFTER:
            continue
        if not _TABLE.search(body, max(start, tag.start() - 20), tag.start()):
            yield body[start : tag.end()].strip()
            start = tag.end()
    if rest := body[start:].strip():
        yield rest
