"""How many posts each saved search finds: counted in the background, one after the other, and again after each change.

Rule: a count that may be out of date stays in sight, dimmed, until the new one is there. What is not looked at is not
counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from fonds.gui.operations import Operations

if TYPE_CHECKING:
    from fonds.model.progress import CancelToken
    from fonds.model.saved_search import SavedSearch
    from fonds.services.archives import Archive

REST = 250
"""Milliseconds without a change after which counting begins."""
CHANNEL = "saved-counts"


@dataclass(frozen=True, slots=True)
class SavedCount:
    """What is known of one saved search. ``posts`` is None before the first count; ``more``: there are more than that;
    ``stale``: something changed since."""

    posts: int | None = None
    more: bool = False
    stale: bool = False


UNKNOWN = SavedCount()


class SavedCounts(QObject):
    """Counts for one navigator."""

    counted = Signal(int)
    """The number of a saved search whose count is new."""

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._archive: Archive | None = None
        self._variants = True
        self._counts: dict[tuple[int, str], SavedCount] = {}
        self._waiting: list[SavedSearch] = []
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._count_next)

    def set_archive(self, archive: Archive | None) -> None:
        """Count in another archive, or in none; what was known is forgotten."""
        self.stop()
        self._archive = archive
        self._counts.clear()

    def set_variants(self, variants: bool, searches: Sequence[SavedSearch]) -> None:
        """Let Traditional and Simplified match each other, or not: no count is certain any more."""
        self._variants = variants
        self.outdate(searches)

    def stop(self) -> None:
        """Count no more."""
        self._rest.stop()
        self._waiting.clear()
        self._operations.cancel_channel(CHANNEL)

    def look(self, saved: SavedSearch) -> SavedCount:
        """What is known of a saved search. Another text is another search."""
        return self._counts.get((saved.id, saved.text), UNKNOWN)

    def outdate(self, searches: Sequence[SavedSearch]) -> None:
        """Something changed: none of these counts is certain any more, and all others are forgotten."""
        self.stop()
        known = {(saved.id, saved.text): self.look(saved) for saved in searches}
        self._counts = {
            key: SavedCount(count.posts, count.more, stale=True)
            for key, count in known.items()
            if count is not UNKNOWN
        }

    def count(self, searches: Sequence[SavedSearch]) -> None:
        """Count those that are unknown or stale, in a moment."""
        self.stop()
        wanted = [saved for saved in searches if self.look(saved) is UNKNOWN or self.look(saved).stale]
        if self._archive is not None and wanted:
            self._waiting = wanted[::-1]
            self._rest.start()

    def _count_next(self) -> None:
        archive = self._archive
        if archive is None or not self._waiting:
            return
        saved = self._waiting.pop()
        self._operations.run_read(
            partial(_count_posts, archive, saved.text, self._variants),
            partial(self._on_counted, saved),
            channel=CHANNEL,
            on_failed=lambda _error: self._count_next(),
        )

    def _on_counted(self, saved: SavedSearch, posts: int) -> None:
        from fonds.services import saved_searches

        limit = saved_searches.COUNTED
        self._counts[saved.id, saved.text] = SavedCount(min(posts, limit), more=posts > limit)
        self.counted.emit(saved.id)
        self._count_next()


def _count_posts(archive: Archive, text: str, variants: bool, cancel: CancelToken) -> int:
    from fonds.services import saved_searches

    return saved_searches.count_posts(archive, text, cancel, variants=variants)
