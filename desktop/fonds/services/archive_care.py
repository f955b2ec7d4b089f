"""What is done for an archive that nobody asked for: posts that were changed are put into the text index for good.

Rule: searches are right without it, and only slower. It may be stopped, or never done.
"""

from __future__ import annotations

from fonds.model.progress import CancelToken, ProgressSink, ignore_progress
from fonds.store.archive import Archive
from fonds.store.index_shape import choose_segments
from fonds.store.pending_marks import MOST_WAITING, count_waiting

LEFT_WAITING = 200
"""So few posts that were just imported may wait."""


def fold(
    archive: Archive,
    progress: ProgressSink = ignore_progress,
    cancel: CancelToken | None = None,
    *,
    at_least: int = 1,
) -> int:
    """Put the posts that wait into the index, as soon as there are so many; returns how many were. Raises Cancelled."""
    with archive.reading() as view:
        if count_waiting(view) < at_least:
            return 0
    from fonds.store.folding import fold_waiting  # only here: most commands need none of it

    return fold_waiting(archive, progress, cancel)


def tidy_index(archive: Archive, cancel: CancelToken, *, at_least: int = MOST_WAITING) -> bool:
    """Fold when many wait, and join small segments; returns whether anything was done. Raises Cancelled."""
    if archive.read_only:
        return False
    folded = fold(archive, cancel=cancel, at_least=at_least)
    with archive.reading() as view:
        if not choose_segments(view):
            return folded > 0
    from fonds.store.folding import merge_segments

    return merge_segments(archive, cancel) > 0 or folded > 0
