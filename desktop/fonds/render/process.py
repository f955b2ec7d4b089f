"""Rendering in a child process with a time limit: whatever a text does to a parser, the window never feels it.

One request at a time. A child that takes too long or dies is replaced, and the text is shown as it is, with a notice.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import threading
import time
from typing import TextIO

from fonds.base.child import ChildDied, ChildFailed, ChildProcess
from fonds.model.errors import Cancelled
from fonds.model.post import BodyFormat
from fonds.model.progress import CancelToken
from fonds.render.request import RenderedPage, RenderNotice, RenderRequest
from fonds.render.template import fill_plain_page

TIME_LIMIT = 2.0
"""Seconds for one page."""
START_LIMIT = 30.0
"""Seconds for a new child to load its libraries, on a machine that is busy with other things."""
MARKDOWN_LIMIT = 1_000_000
"""Characters of Markdown that are tried; more has never been done within the time limit."""
BODY_LIMIT = 20_000_000
"""Characters of any body that are shown."""
WATCHDOG = 1.5
"""Seconds beyond the limit after which a child ends itself, should nobody be left to kill it."""
POLL_SECONDS = 0.05
PATIENCE = 0.25
"""A child that is given up before this is let finish: ending it would take longer."""

_log = logging.getLogger(__name__)
_Child = ChildProcess["_Task", "RenderedPage | None"]
_Task = tuple[RenderRequest | None, float]
_nowhere: TextIO | None = None


class RenderProcess:
    """Renders pages one at a time, from any thread. ``close`` must be called; it may be while a page is rendered."""

    def __init__(self, time_limit: float = TIME_LIMIT) -> None:
        self._time_limit = time_limit
        self._turn = threading.Lock()
        self._state = threading.Lock()
        self._child: _Child | None = None
        self._warm = False
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The process number of the child, if there is one."""
        child = self._child
        return child.pid if child is not None else None

    def start(self) -> None:
        """Start the child ahead of the first request; returns at once."""
        with self._state:
            self._ensure_child()

    def render(self, request: RenderRequest, cancel: CancelToken | None = None) -> RenderedPage:
        """The page; always some page. Raises Cancelled when ``cancel`` asks for it or the process was closed."""
        if len(request.body) > (MARKDOWN_LIMIT if request.format is BodyFormat.MARKDOWN else BODY_LIMIT):
            return fill_plain_page(_shortened(request), RenderNotice.TOO_LARGE)
        while not self._turn.acquire(timeout=POLL_SECONDS):
            self._raise_if_unwanted(cancel)
        try:
            return self._render_in_turn(request, cancel)
        finally:
            self._turn.release()

    def close(self) -> None:
        """End the child, whatever it does, and wait for the thread that it works for."""
        with self._state:
            self._closed = True
            if self._child is not None:
                self._child.stop()
        with self._turn, self._state:
            child, self._child = self._child, None
            if child is not None:
                child.close()

    def _render_in_turn(self, request: RenderRequest, cancel: CancelToken | None) -> RenderedPage:
        self._raise_if_unwanted(cancel)
        try:
            page = self._ask((request, self._time_limit), cancel)
        except ChildFailed as failure:
            _log.error("rendering failed: %s", failure)
            return fill_plain_page(request, RenderNotice.FAILED)
        except ChildDied:
            self._replace_child()
            self._raise_if_unwanted(cancel)
            _log.info("the rendering process ended without an answer")
            return fill_plain_page(request, RenderNotice.FAILED)
        except TimeoutError:
            self._replace_child()
            return fill_plain_page(request, RenderNotice.TOO_SLOW)
        except Cancelled:
            self._replace_child()
            raise
        return page

    def _ask(self, task: _Task, cancel: CancelToken | None) -> RenderedPage:
        child = self._living_child()
        if not self._warm:
            self._wait(child, START_LIMIT, None)
            child.receive()
            self._warm = True
        child.send(task)
        self._wait(child, self._time_limit, cancel)
        page = child.receive()
        assert page is not None
        return page

    def _wait(self, child: _Child, seconds: float, cancel: CancelToken | None) -> None:
        started = time.monotonic()
        while not child.wait(POLL_SECONDS):
            passed = time.monotonic() - started
            if passed > seconds:
                raise TimeoutError
            if self._closed or (cancel is not None and cancel.cancelled and passed > PATIENCE):
                raise Cancelled

    def _living_child(self) -> _Child:
        """The child; one that ended while it had nothing to do is replaced without a word."""
        with self._state:
            child = self._ensure_child()
        if self._warm and child.wait(0):
            self._replace_child()
            with self._state:
                child = self._ensure_child()
        return child

    def _ensure_child(self) -> _Child:
        """The child; a new one is first asked for nothing, so that it loads what it needs. Needs ``_state``."""
        if self._closed:
            raise Cancelled
        if self._child is None:
            self._warm = False
            self._child = ChildProcess(_serve, name="fonds-render")
            self._child.send((None, START_LIMIT))
        return self._child

    def _replace_child(self) -> None:
        with self._state:
            child, self._child = self._child, None
        if child is not None:
            child.kill()
        with self._state:
            if not self._closed:
                self._ensure_child()

    def _raise_if_unwanted(self, cancel: CancelToken | None) -> None:
        if self._closed:
            raise Cancelled
        if cancel is not None:
            cancel.raise_if_cancelled()


def _shortened(request: RenderRequest) -> RenderRequest:
    if len(request.body) <= BODY_LIMIT:
        return request
    return RenderRequest(
        request.body[:BODY_LIMIT], request.format, request.title, request.meta, look=request.look
    )


def _serve(task: _Task) -> RenderedPage | None:
    """Render one request; runs in the child. Without a request only the libraries are loaded."""
    from fonds.render.page import build_page

    request, time_limit = task
    if request is None:
        build_page(RenderRequest("# *warm*\n\n```python\n1\n```\n", title="warm"))
        return None
    _arm_watchdog(time_limit + WATCHDOG)
    try:
        return build_page(request)
    except RecursionError:  # nested deeper than the converter can follow: the text's doing, not a fault
        return fill_plain_page(request, RenderNotice.FAILED)
    finally:
        faulthandler.cancel_dump_traceback_later()


def _arm_watchdog(seconds: float) -> None:
    """End this process after so long, even inside a C function that holds the interpreter: its parent may be gone."""
    global _nowhere
    if _nowhere is None:
        _nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - open as long as the process
    faulthandler.dump_traceback_later(seconds, exit=True, file=_nowhere)
