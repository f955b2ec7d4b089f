"""The posts that were read in this window, in order, to go back and forward among. One that was only run past is none."""

from __future__ import annotations

import time
from collections.abc import Callable

DWELL = 0.7
"""Seconds for which a post must be shown to be one that was visited."""
MOST = 200


class Visits:
    """Remembers the numbers of posts; ``clock`` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._posts: list[int] = []
        self._here = -1
        self._since = 0.0
        self._kept = False

    def clear(self) -> None:
        """Forget everything: another archive is shown."""
        self._posts, self._here, self._kept = [], -1, False

    def arrive(self, post_id: int) -> None:
        """A post is shown."""
        if self._here >= 0 and self._posts[self._here] == post_id:
            return
        passed = self._here >= 0 and not self._kept and self._clock() - self._since < DWELL
        keep = self._here if passed else self._here + 1
        self._posts = [*self._posts[:keep], post_id][-MOST:]
        self._here = len(self._posts) - 1
        self._since, self._kept = self._clock(), False
        if self._here > 0 and self._posts[self._here - 1] == post_id:
            self._posts.pop()
            self._here -= 1

    def keep(self) -> None:
        """The post that is shown is left by a link: it was visited, however short."""
        self._kept = True

    @property
    def can_go_back(self) -> bool:
        """Whether a post was visited before this one."""
        return self._here > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether one went back from a later one."""
        return self._here + 1 < len(self._posts)

    def go(self, step: int) -> int:
        """The post before (-1) or after (1), which is the present one from now on; 0 when there is none."""
        if not 0 <= self._here + step < len(self._posts):
            return 0
        self._here += step
        self._since, self._kept = self._clock(), True
        return self._posts[self._here]
