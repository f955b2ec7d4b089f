"""A long page for Qt's rich text is put together in slices, each in a turn of its own, so that no key waits for it.

Rule: the document is the same as if the page had been put in at once (but for blanks at the end of paragraphs). It is
made beside the one that is shown and takes its place when it is whole, so that nothing flickers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor, QTextDocument

AT_ONCE = 12_000
"""Characters of HTML that are put in without slices: a hundredth of a second."""
SLICE = 3_000
"""Characters of a slice, at least; a list or a table is never cut."""
_BODY = re.compile(
    r'(?P<head>.*<body\b.*?<div class="body">)(?P<body>.*)(?:</div>\s*</article>.*)', re.DOTALL
)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)
_FRAME = re.compile(r"<(?:body|article)\b[^>]*>")
_PLAIN = re.compile(r'\s*<p class="plain">(.*)</p>\s*', re.DOTALL)
_LINE_END = re.compile(r"(?<=[^\n>])\n")
"""Of a line that is not empty: Qt gives an empty one at the end of a paragraph a look of its own."""
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "param", "source", "track", "wbr"})
_CUT_AFTER = frozenset({"p", "div", "ul", "ol", "dl", "blockquote", "pre"})
_TABLE = re.compile(r"</(?:table|figure|section)>\s*\Z")
"""What is followed by a paragraph of Qt's own: nothing is cut behind it."""
_END = "</div></article></body></html>"
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
        yield partial(_begin, html, "")
        return
    head = page["head"]
    frame = "".join(_FRAME.findall(head)) + '<div class="body">'
    style = "".join(_STYLE.findall(head))
    first = True
    for part in _parts(page["body"]):
        if first:
            yield partial(_begin, head + part + _END, style)
        else:
            yield partial(_append, frame, part)
        first = False


def _begin(html: str, style: str, document: QTextDocument) -> None:
    document.setHtml(html)
    document.setDefaultStyleSheet(style)


def _append(frame: str, html: str, document: QTextDocument) -> None:
    """Put HTML behind all there is. The first paragraph of what is inserted goes on with the one before, and has its
    look; so it is an empty one, which is taken out again."""
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    end = cursor.position()
    cursor.beginEditBlock()
    cursor.insertHtml(f"{frame}{_EMPTY}{html}{_END}")
    if document.findBlock(end).next().length() == 1:
        cursor.setPosition(end)
        cursor.deleteChar()
    cursor.endEditBlock()


def _parts(body: str) -> Iterator[str]:
    """The body, cut between its outermost blocks; a plain text between its lines."""
    if plain := _PLAIN.fullmatch(body):
        yield from _plain_parts(plain[1])
        return
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


def _plain_parts(text: str) -> Iterator[str]:
    """Paragraphs that stand below one another like the lines of a single one."""
    start, last = 0, False
    while not last:
        found = _LINE_END.search(text, start + SLICE)
        end = found.start() if found else len(text)
        last = end + 1 >= len(text)
        above, below = "margin-top: 0;" if start else "", "" if last else "margin-bottom: 0;"
        yield f'<p class="plain" style="{above}{below}">{text[start:] if last else text[start:end]}</p>'
        start = end + 1
