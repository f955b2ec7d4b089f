"""What Chromium is asked about the page that it shows: where lines are, and what is selected.

The page's own scripts stay off. Ours run in a world of their own, which nothing on the page can reach, and their
answers are taken for nothing but a number or a text.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable

from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript

WORLD: int = QWebEngineScript.ScriptWorldId.ApplicationWorld.value

_MARKS = """
const all = (words) => Array.from(Document.prototype.querySelectorAll.call(document, words));
const marks = all('span[data-line]').filter((mark) => mark.getClientRects().length);
const top = (mark) => mark === marks[0] ? 0 : mark.getBoundingClientRect().top + window.scrollY;
const lineOf = (mark) => Number(mark.getAttribute('data-line'));
const last = (fits) => {
  let low = -1, high = marks.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(marks[middle])) low = middle; else high = middle - 1;
  }
  return low;
};
const root = document.documentElement;
const between = (value, from, to, low, high) =>
  to > from ? low + (high - low) * Math.min(1, Math.max(0, (value - from) / (to - from))) : low;
"""
_SHOW = """(function(line, place) {%s
const here = last((mark) => lineOf(mark) <= line);
const next = here + 1 < marks.length ? marks[here + 1] : null;
const low = here < 0 ? 0 : top(marks[here]), high = next ? top(next) : low;
const y = between(line, here < 0 ? 0 : lineOf(marks[here]), next ? lineOf(next) : line, low, high);
const room = Math.max(0, root.scrollHeight - window.innerHeight);
const wanted = place >= 1 ? room : Math.min(room, Math.max(0, Math.round(y - place * window.innerHeight)));
if (Math.abs(wanted - window.scrollY) > 1) window.scrollTo({left: 0, top: wanted, behavior: 'instant'});
})(%s, %s)"""
_READ = """(function() {%s
const room = root.scrollHeight - window.innerHeight;
const place = room > 0 ? Math.min(1, Math.max(0, window.scrollY / room)) : 0;
const y = window.scrollY + place * window.innerHeight;
const here = last((mark) => top(mark) <= y);
const next = here + 1 < marks.length ? marks[here + 1] : null;
const low = here < 0 ? 0 : lineOf(marks[here]), high = next ? lineOf(next) : low;
return JSON.stringify([between(y, here < 0 ? 0 : top(marks[here]), next ? top(next) : y, low, high), place]);
})()"""
_SELECTED = """(function() {
const chosen = window.getSelection(), box = document.createElement('div');
for (let part = 0; chosen && part < chosen.rangeCount; part++) box.append(chosen.getRangeAt(part).cloneContents());
return box.innerHTML;
})()"""


def show_line(page: QWebEnginePage, line: float, place: float) -> None:
    """Scroll so that a line of the text stands at a part of the view's height."""
    page.runJavaScript(_SHOW % (_MARKS, json.dumps(float(line)), json.dumps(float(place))), WORLD)


def read_line(page: QWebEnginePage, answer: Callable[[float, float], None]) -> None:
    """Tell which line stands at which part of the view's height; nothing for a page without marks."""

    def take(value: object) -> None:
        try:
            found = json.loads(value) if isinstance(value, str) else None
            line, place = (float(part) for part in found or ())
        except (TypeError, ValueError):
            return
        if math.isfinite(line) and math.isfinite(place):
            answer(line, place)

    page.runJavaScript(_READ % _MARKS, WORLD, take)


def read_selection(page: QWebEnginePage, answer: Callable[[str], None]) -> None:
    """Tell the HTML of what is selected; empty for nothing. It is the page's, and no safer than that."""
    page.runJavaScript(_SELECTED, WORLD, lambda value: answer(value if isinstance(value, str) else ""))
