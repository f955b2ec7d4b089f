"""The posts of an export as safe HTML: rendered by as many processes as there are cores, in order, each within a limit.

Rule: what renders is loaded when a format first asks for it; most exports of files never do.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from queue import SimpleQueue
from types import TracebackType
from typing import TYPE_CHECKING
from urllib.parse import unquote

from fonds.exporters.addresses import MEDIA
from fonds.exporters.material import ExportPost, Medium, MediumUse
from fonds.model.problems import Problem, ProblemKind
from fonds.model.progress import CancelToken
from fonds.store import handing_out
from fonds.store.session import View

if TYPE_CHECKING:
    from fonds.render.process import RenderProcess
    from fonds.render.request import RenderedPage, RenderRequest

TIME_LIMIT = 20.0
"""Seconds for one post: nobody waits for a single one."""
_AHEAD = 4
"""Posts that each process is given ahead of what is taken."""


class Rendering:
    """Renders while it is open. ``problems`` tells of posts that are in the export as plain text."""

    def __init__(self, cancel: CancelToken) -> None:
        self.problems: list[Problem] = []
        self._cancel = cancel
        self._count = max(1, min(4, os.cpu_count() or 1))
        self._renderers: list[RenderProcess] = []
        self._free: SimpleQueue[RenderProcess] = SimpleQueue()
        self._threads: ThreadPoolExecutor | None = None

    def __enter__(self) -> Rendering:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for renderer in self._renderers:
            renderer.close()
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)

    def rendered(self, view: View, posts: Iterator[ExportPost]) -> Iterator[ExportPost]:
        """The same posts, in the same order, with their HTML."""
        from fonds.services.previewing import request_of_export

        threads = self._start()
        waiting: deque[tuple[ExportPost, Future[RenderedPage]]] = deque()
        for post in posts:
            waiting.append((post, threads.submit(self._render, request_of_export(view, post.post))))
            if len(waiting) >= _AHEAD * self._count:
                yield self._finished(view, *waiting.popleft())
        while waiting:
            yield self._finished(view, *waiting.popleft())

    def _start(self) -> ThreadPoolExecutor:
        if self._threads is None:
            from fonds.render.process import RenderProcess

            self._threads = ThreadPoolExecutor(self._count, "fonds-export")
            self._renderers = [RenderProcess(TIME_LIMIT) for _ in range(self._count)]
            for renderer in self._renderers:
                renderer.start()
                self._free.put(renderer)
        return self._threads

    def _render(self, request: RenderRequest) -> RenderedPage:
        self._cancel.raise_if_cancelled()
        renderer = self._free.get()
        try:
            return renderer.render(request, self._cancel)
        finally:
            self._free.put(renderer)

    def _finished(self, view: View, post: ExportPost, answer: Future[RenderedPage]) -> ExportPost:
        from fonds.render.request import RenderNotice

        page = answer.result()
        if page.notice is not RenderNotice.NONE:
            self.problems.append(
                Problem(
                    ProblemKind.NOT_RENDERED, post.post.source_path, details=(("reason", page.notice.value),)
                )
            )
        return replace(post, html=page.html, remote=page.blocked, uses=_with_embedded(view, post, page.html))


def _with_embedded(view: View, post: ExportPost, markup: str) -> tuple[MediumUse, ...]:
    """The files that a post refers to, and those of the texts of other posts that are shown inside it."""
    from fonds.render.request import split_owner

    owners: set[int] = set()
    for piece in markup.split(f'"{MEDIA}%1F')[1:]:
        owner, _ = split_owner(unquote("%1F" + piece.partition('"')[0]))
        owners.update(() if owner is None else (owner,))
    found = list(post.uses)
    for owner, uses in handing_out.load_uses(view, sorted(owners)).items():
        for use in uses:
            kept = use.media
            medium = Medium(kept.id, kept.digest, kept.size, kept.mime, kept.name)
            found.append(MediumUse(f"\x1f{owner}\x1f{use.reference}", use.path, medium))
    return tuple(found)
