"""What is done for an archive that nobody asked for: posts that were changed are put into the text index for good.

Rule: searches are right without it, and only slower. It may be stopped, or never done.
"""

from __future__ import annotations

import math
from contextlib import suppress

from fonds.model.errors import EnvironmentProblem
from fonds.model.progress import CancelToken, ProgressSink, ignore_progress
from fonds.store.archive import Archive
from fonds.store.index_shape import choose_segments
from fonds.store.pending_marks import MOST_WAITING, count_waiting

LEFT_WAITING = 200
"""So few posts that were just imported may wait."""
MANY_WAITING = 20_000
"""So many posts are put into the index before anything is searched for: looking through their texts takes longer the
second time. An import under way never leaves as many."""
AT_THE_END = 10.0
"""Seconds that a command may go on tidying when its work is done; what is left is for the next one."""
_STEP_TOKENS = 2_000_000
"""Segments that are soon made: of what a cancelled search has done, most is kept."""


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


def fold_before_search(archive: Archive, search_text: str, cancel: CancelToken | None) -> None:
    """When very many posts wait, as after they were all edited at once, and words are searched for, put them into the
    index first. Raises Cancelled."""
    if not search_text or archive.read_only:
        return
    with archive.reading() as view:
        if count_waiting(view) < MANY_WAITING:
            return
    from fonds.store.folding import fold_waiting

    with suppress(EnvironmentProblem):  # another program writes: the search is slow, and right
        fold_waiting(archive, cancel=cancel, tokens=_STEP_TOKENS)


def tidy_index(
    archive: Archive, cancel: CancelToken, *, at_least: int = MOST_WAITING, seconds: float = math.inf
) -> bool:
    """Fold when many wait, and join small segments, for about so many seconds; returns whether anything was done. Raises
    Cancelled."""
    if archive.read_only:
        return False
    folded = fold(archive, cancel=cancel, at_least=at_least)
    with archive.reading() as view:
        if not choose_segments(view):
            return folded > 0
    from fonds.store.folding import merge_segments

    return merge_segments(archive, cancel, seconds=seconds) > 0 or folded > 0
