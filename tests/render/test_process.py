"""The rendering process: its limits, its deaths, and that it never outlives whoever started it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from fonds.model.errors import Cancelled
from fonds.model.post import BodyFormat
from fonds.model.progress import CancelToken
from fonds.render.page import build_page
from fonds.render.process import MARKDOWN_LIMIT, RenderProcess
from fonds.render.request import EngineKind, Look, RenderNotice, RenderRequest

PATHOLOGICAL = "[" * 20_000


PATIENCE = 60.0
"""Seconds within which anything must have happened, whatever else the machine does."""


@pytest.fixture
def renderer() -> Iterator[RenderProcess]:
    """One that gives an easy text time enough on the busiest machine."""
    process = RenderProcess(time_limit=PATIENCE)
    yield process
    process.close()


def wait_for_end(pid: int) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(0.02)
    return False


def once_computing(pid: int, step: Callable[[], object]) -> threading.Thread:
    """Do something, in a thread, once a process has computed for a while: then it is at the request that comes next."""
    process = psutil.Process(pid)
    before = process.cpu_times().user

    def watch() -> None:
        deadline = time.monotonic() + PATIENCE
        while process.cpu_times().user < before + 0.2 and time.monotonic() < deadline:
            time.sleep(0.02)
        step()

    thread = threading.Thread(target=watch)
    thread.start()
    return thread


def test_page_is_the_same_as_without_a_process(renderer: RenderProcess) -> None:
    request = RenderRequest("# 标题\n\n*x* ![a](http://e.example/a.png)", title="T", look=Look("dark"))
    assert renderer.render(request) == build_page(request)
    first = renderer.pid
    assert renderer.render(RenderRequest("y")).notice is RenderNotice.NONE
    assert renderer.pid == first


def test_start_is_ahead_and_only_once(renderer: RenderProcess) -> None:
    renderer.start()
    first = renderer.pid
    assert first is not None
    renderer.start()
    renderer.render(RenderRequest("x"))
    assert renderer.pid == first


@pytest.mark.parametrize("engine", [EngineKind.WEB, EngineKind.LIGHT])
def test_pathological_text_is_shown_as_it_is(engine: EngineKind) -> None:
    renderer = RenderProcess(time_limit=0.3)
    try:
        page = renderer.render(RenderRequest(PATHOLOGICAL, title="T", look=Look(engine=engine)))
        assert page.notice is RenderNotice.TOO_SLOW
        assert PATHOLOGICAL in page.html
        assert "T</" in page.html
    finally:
        renderer.close()


def test_process_is_replaced_after_the_limit() -> None:
    renderer = RenderProcess(time_limit=3)
    try:
        renderer.render(RenderRequest("x"))
        before = renderer.pid
        assert before is not None
        renderer.render(RenderRequest(PATHOLOGICAL))
        assert renderer.pid not in (None, before)
        assert wait_for_end(before)
        assert renderer.render(RenderRequest("*y*")).notice is RenderNotice.NONE
    finally:
        renderer.close()


@pytest.mark.parametrize(
    "body",
    [
        ">" * 3_000 + "x",
        "\n".join("    " * depth + "- x" for depth in range(300)),
        "*" * 30_000,
        "|a" * 500 + "|\n" + "|-" * 500 + "|\n" + "|b|\n" * 500,
        "<div>" * 20_000,
        "`" * 50_001,
        "![" * 5_000 + "](" * 5_000,
        "\ud800 half a character <p title='\udfff'>",
        "\x00\x02\x03 placeholder characters of the converter \x02wzxhzdk:0\x03",
    ],
)
def test_strange_text_gives_some_page(body: str) -> None:
    renderer = RenderProcess()
    try:
        page = renderer.render(RenderRequest(body))
        assert page.html.startswith("<!DOCTYPE html>")
        assert renderer.render(RenderRequest("*y*")).html.count("<em>y</em>") == 1
    finally:
        renderer.close()


def test_markdown_that_is_too_large_is_not_tried(renderer: RenderProcess) -> None:
    page = renderer.render(RenderRequest("word " * (MARKDOWN_LIMIT // 4)))
    assert page.notice is RenderNotice.TOO_LARGE
    assert renderer.pid is None


def test_large_html_is_rendered(renderer: RenderProcess) -> None:
    page = renderer.render(RenderRequest("<p>word</p>" * 120_000, BodyFormat.HTML))
    assert page.notice is RenderNotice.NONE
    assert page.html.count("<p>") == 120_000


def test_process_that_was_killed_is_replaced(renderer: RenderProcess) -> None:
    renderer.render(RenderRequest("x"))
    pid = renderer.pid
    assert pid is not None
    psutil.Process(pid).kill()
    assert wait_for_end(pid)
    # Its pipe is closed when the last of its threads has gone, which may be a moment later.
    assert renderer._child is not None
    assert renderer._child.wait(PATIENCE)
    pages = [renderer.render(RenderRequest("*y*")) for _ in range(2)]
    assert pages[1].notice is RenderNotice.NONE
    assert "<em>y</em>" in pages[0].html


def test_process_that_dies_while_rendering_gives_the_plain_text() -> None:
    renderer = RenderProcess(time_limit=PATIENCE)
    try:
        renderer.render(RenderRequest("x"))
        pid = renderer.pid
        assert pid is not None
        once_computing(pid, psutil.Process(pid).kill)
        page = renderer.render(RenderRequest(PATHOLOGICAL))
        assert page.notice is RenderNotice.FAILED
        assert PATHOLOGICAL in page.html
        assert renderer.render(RenderRequest("y")).notice is RenderNotice.NONE
    finally:
        renderer.close()


def test_cancelled_rendering_gives_way() -> None:
    renderer = RenderProcess(time_limit=PATIENCE)
    try:
        renderer.render(RenderRequest("x"))
        cancel = CancelToken()
        assert renderer.pid is not None
        once_computing(renderer.pid, cancel.cancel)
        with pytest.raises(Cancelled):
            renderer.render(RenderRequest(PATHOLOGICAL), cancel)
        assert renderer.render(RenderRequest("*y*")).notice is RenderNotice.NONE
        with pytest.raises(Cancelled):
            renderer.render(RenderRequest("z"), cancel)
    finally:
        renderer.close()


def test_close_ends_a_rendering_under_way() -> None:
    renderer = RenderProcess(time_limit=PATIENCE)
    renderer.render(RenderRequest("x"))
    pid = renderer.pid
    assert pid is not None
    closing = once_computing(pid, renderer.close)
    with pytest.raises(Cancelled):
        renderer.render(RenderRequest(PATHOLOGICAL))
    closing.join(PATIENCE)
    assert wait_for_end(pid)
    with pytest.raises(Cancelled):
        renderer.render(RenderRequest("x"))
    renderer.close()


def test_close_at_any_moment() -> None:
    for moment in range(12):
        renderer = RenderProcess(time_limit=PATIENCE)
        outcomes: list[str] = []

        def work(renderer: RenderProcess = renderer, outcomes: list[str] = outcomes) -> None:
            try:
                while True:
                    outcomes.append(renderer.render(RenderRequest("*x* " * 2000)).notice.value)
            except Cancelled:
                outcomes.append("cancelled")

        threads = [threading.Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        time.sleep(moment * 0.035)
        renderer.close()
        for thread in threads:
            thread.join(PATIENCE)
            assert not thread.is_alive()
        assert outcomes[-2:].count("cancelled") == 2
        assert set(outcomes) <= {"", "cancelled"}


def test_many_threads_take_turns(renderer: RenderProcess) -> None:
    requests = [RenderRequest(f"text *{number}*") for number in range(40)]
    with ThreadPoolExecutor(6) as pool:
        pages = list(pool.map(renderer.render, requests))
    for number, page in enumerate(pages):
        assert f"<em>{number}</em>" in page.html


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.parametrize("body", ["x", PATHOLOGICAL])
def test_no_process_outlives_a_killed_parent(body: str) -> None:
    script = f"""
        import threading, sys
        from fonds.render.process import RenderProcess
        from fonds.render.request import RenderRequest
        renderer = RenderProcess(time_limit=1.0)
        renderer.render(RenderRequest("x"))
        print(renderer.pid, flush=True)
        while True:
            renderer.render(RenderRequest({body!r}))
    """
    parent = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )
    assert parent.stdout is not None
    try:
        children = {int(parent.stdout.readline())}
        time.sleep(0.3)
        children |= {child.pid for child in psutil.Process(parent.pid).children(recursive=True)}
    finally:
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        parent.stdout.close()
    assert children
    for pid in children:
        assert wait_for_end(pid), pid


def test_child_never_loads_qt_or_the_database() -> None:
    script = """
        import sys
        from fonds.render.process import _serve
        from fonds.render.request import RenderRequest
        _serve((None, 1.0))
        _serve((RenderRequest("*x*"), 1.0))
        unwanted = {"PySide6", "sqlalchemy", "sqlite3", "fonds.store", "fonds.gui", "fonds.services"} & set(sys.modules)
        sys.exit(repr(unwanted) if unwanted else 0)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_parent_loads_no_converter() -> None:
    script = """
        import sys
        import fonds.render.process
        unwanted = {"markdown", "pygments", "nh3", "pymdownx"} & set(sys.modules)
        sys.exit(repr(unwanted) if unwanted else 0)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
