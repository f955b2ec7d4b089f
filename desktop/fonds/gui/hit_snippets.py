"""The text around the first hit of each post that the list shows: loaded when a row is painted, kept while the search stays.

Rule: what is painted in one go is asked for in one go; until it is there, the row shows the beginning of its text.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from fonds.gui.operations import Operations
from fonds.model.changes import ChangeSet
from fonds.model.hits import HitFinder, Snippet
from fonds.model.progress import CancelToken

if TYPE_CHECKING:
    from fonds.services.archives import Archive

KEPT = 2000
MOST_AT_ONCE = 60
BEFORE = 8
"""Characters of a row before the first hit."""
LONGEST_WORD = 12
"""Characters that a word may have before the place where a row would begin, and be shown as a whole."""
_IN_WORD = re.compile("[^\\W\u1100-\U0003ffff]")  # of a script that is written with spaces between words
CHANNEL = "snippets"


class HitSnippets(QObject):
    """Snippets for one list."""

    arrived = Signal()
    """Rows look different now."""

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._archive: Archive | None = None
        self._finder = HitFinder()
        self._kept: OrderedDict[int, Snippet | None] = OrderedDict()
        self._wanted: dict[int, None] = {}
        self._ask = QTimer(self, singleShot=True, interval=0)
        self._ask.timeout.connect(self._load)
        operations.changed.connect(self._on_changed)

    @property
    def finder(self) -> HitFinder:
        """What is marked, in titles too."""
        return self._finder

    def set_finder(self, archive: Archive | None, finder: HitFinder) -> None:
        """Show the hits of another search, or none."""
        self._archive = archive
        self._finder = finder
        self._forget()
        self.arrived.emit()

    def find(self, post_id: int) -> Snippet | None:
        """The snippet of a post, if it is known and there is one; asking for it has it loaded."""
        if self._finder.body is None:
            return None
        if post_id in self._kept:
            return self._kept[post_id]
        self._wanted[post_id] = None
        if not self._ask.isActive():
            self._ask.start()
        return None

    def _load(self) -> None:
        archive, ids = self._archive, list(self._wanted)[-MOST_AT_ONCE:]
        self._wanted.clear()
        if archive is not None and ids:
            self._operations.run_read(
                partial(_load, archive, self._finder, ids),
                partial(self._on_loaded, ids),
                channel=CHANNEL,
                on_failed=lambda _error: None,
            )

    def _on_loaded(self, ids: list[int], found: dict[int, Snippet]) -> None:
        for post_id in ids:
            self._kept[post_id] = found.get(post_id)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self.arrived.emit()

    def _on_changed(self, changes: ChangeSet, initiator: object) -> None:
        if changes.moves_lists:
            self._forget()

    def _forget(self) -> None:
        self._ask.stop()
        self._wanted.clear()
        self._kept.clear()
        self._operations.cancel_channel(CHANNEL)


def _load(archive: Archive, finder: HitFinder, ids: list[int], cancel: CancelToken) -> dict[int, Snippet]:
    from fonds.services import searching

    found = searching.load_snippets(archive, finder, ids, cancel)
    return {post_id: begun_later(snippet) for post_id, snippet in found.items()}


def begun_later(snippet: Snippet) -> Snippet:
    """The snippet from shortly before its first hit on, so that this is in sight in a narrow row; a word is not begun in
    its middle."""
    cut = _word_start(snippet.text, (snippet.marks[0][0] if snippet.marks else 0) - BEFORE)
    if cut <= 0:
        return snippet
    moved = tuple((start - cut + 1, end - cut + 1) for start, end in snippet.marks)
    return Snippet("…" + snippet.text[cut:], moved)


def _word_start(text: str, place: int) -> int:
    """Where the word begins that goes over a place in a text; the place itself where none does, or one that is too long."""
    for start in range(place, max(place - LONGEST_WORD, 0), -1):
        if not (_IN_WORD.match(text, start - 1) and _IN_WORD.match(text, start)):
            return start
    return place if place > LONGEST_WORD else 0
