"""What leaves the main thread and what comes back, in which order, and what does not come back."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from fonds.gui.operations import EVERYTHING_CHANGED, Job, Operations
from fonds.model.changes import NOTHING_CHANGED, ChangeSet
from fonds.model.errors import Cancelled, EnvironmentProblem, UserError
from fonds.model.progress import CancelToken, Progress, ProgressSink

WAIT = 5.0  # seconds, for what must happen in another thread


@pytest.fixture
def operations(qtbot: QtBot) -> Iterator[Operations]:
    made = Operations()
    yield made
    made.close()


class Receiver(QObject):
    """Gathers what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[object] = []

    def take(self, value: object) -> None:
        self.got.append(value)


def settle(qtbot: QtBot, operations: Operations) -> None:
    qtbot.waitUntil(lambda: operations.idle, timeout=5000)


def test_a_read_runs_elsewhere_and_answers_in_the_main_thread(qtbot: QtBot, operations: Operations) -> None:
    threads: list[threading.Thread] = []
    answers: list[tuple[int, threading.Thread]] = []

    def work(cancel: CancelToken) -> int:
        threads.append(threading.current_thread())
        return 7

    operations.run_read(work, lambda value: answers.append((value, threading.current_thread())))
    settle(qtbot, operations)
    assert answers == [(7, threading.main_thread())]
    assert threads[0] is not threading.main_thread()


def test_only_the_latest_answer_of_a_channel_arrives(qtbot: QtBot, operations: Operations) -> None:
    gate = threading.Event()
    answers: list[str] = []
    stopped: list[bool] = []

    def slow(cancel: CancelToken) -> str:
        gate.wait(WAIT)
        stopped.append(cancel.cancelled)
        return "old"

    operations.run_read(slow, answers.append, channel="list")
    operations.run_read(lambda cancel: "new", answers.append, channel="list")
    operations.run_read(lambda cancel: "beside", answers.append, channel="other")
    qtbot.waitUntil(lambda: len(answers) == 2)
    gate.set()
    settle(qtbot, operations)
    assert sorted(answers) == ["beside", "new"]
    assert stopped == [True]


def test_an_answer_that_waits_for_delivery_is_outdated_too(qtbot: QtBot, operations: Operations) -> None:
    answers: list[str] = []
    done = threading.Event()

    def first(cancel: CancelToken) -> str:
        done.set()
        return "old"

    operations.run_read(first, answers.append, channel="list")
    assert done.wait(WAIT)
    time.sleep(0.02)  # the old answer is in the queue by now; no event was handled since
    operations.run_read(lambda cancel: "new", answers.append, channel="list")
    settle(qtbot, operations)
    assert answers == ["new"]


def test_a_cancelled_read_is_silent(qtbot: QtBot, operations: Operations) -> None:
    gate = threading.Event()
    answers: list[object] = []
    failures: list[object] = []
    operations.failed.connect(lambda error, title: failures.append(error))

    def work(cancel: CancelToken) -> None:
        gate.wait(WAIT)
        cancel.raise_if_cancelled()

    token = operations.run_read(work, answers.append, on_failed=failures.append)
    token.cancel()
    gate.set()
    settle(qtbot, operations)
    assert answers == []
    assert failures == []


def test_a_read_that_gives_up_by_itself_is_silent(qtbot: QtBot, operations: Operations) -> None:
    failures: list[object] = []
    operations.failed.connect(lambda error, title: failures.append(error))

    def work(cancel: CancelToken) -> None:
        raise Cancelled

    operations.run_read(work, failures.append, on_failed=failures.append)
    settle(qtbot, operations)
    assert failures == []


def test_writes_run_one_by_one_in_order(qtbot: QtBot, operations: Operations) -> None:
    running: list[int] = []
    most = [0]
    order: list[int] = []

    def write(number: int) -> ChangeSet:
        running.append(number)
        most[0] = max(most[0], len(running))
        time.sleep(0.002)
        running.remove(number)
        order.append(number)
        return NOTHING_CHANGED

    for number in range(20):
        operations.run_write(lambda number=number: write(number), title="Write")  # type: ignore[misc]
    assert operations.busy
    settle(qtbot, operations)
    assert order == list(range(20))
    assert most == [1]
    assert not operations.busy


def test_a_write_tells_who_asked_and_then_everybody(qtbot: QtBot, operations: Operations) -> None:
    heard: list[object] = []
    changes = ChangeSet(added=frozenset({4}))
    me = object()
    operations.changed.connect(lambda change, initiator: heard.append((change, initiator)))
    operations.run_write(lambda: (4, changes), title="New post", initiator=me, on_done=heard.append)
    operations.run_write(lambda: NOTHING_CHANGED, title="Nothing", on_done=heard.append)
    settle(qtbot, operations)
    assert heard == [4, (changes, me), NOTHING_CHANGED]


def test_an_expected_failure_is_told_with_what_was_tried(qtbot: QtBot, operations: Operations) -> None:
    failures: list[tuple[object, str]] = []
    operations.failed.connect(lambda error, title: failures.append((error, title)))
    error = EnvironmentProblem("The disk is full.")

    def work() -> ChangeSet:
        raise error

    operations.run_write(work, title="Save")
    settle(qtbot, operations)
    assert failures == [(error, "Save")]
    assert error.__traceback__ is None, "frames would keep the worker's objects alive in the main thread"


def test_whoever_takes_care_of_a_failure_hears_it_alone(qtbot: QtBot, operations: Operations) -> None:
    everybody: list[object] = []
    mine: list[Exception] = []
    operations.failed.connect(lambda error, title: everybody.append(error))

    def work() -> ChangeSet:
        raise UserError("No.")

    operations.run_write(work, title="Save", on_failed=mine.append)
    settle(qtbot, operations)
    assert [str(error) for error in mine] == ["No."]
    assert everybody == []


@pytest.mark.expects_log(r"unexpected failure in Save")
def test_a_bug_is_logged_and_told(qtbot: QtBot, operations: Operations) -> None:
    failures: list[object] = []
    operations.failed.connect(lambda error, title: failures.append(type(error)))

    def work() -> ChangeSet:
        raise ZeroDivisionError

    operations.run_write(work, title="Save")
    settle(qtbot, operations)
    assert failures == [ZeroDivisionError]


def test_a_destroyed_receiver_is_not_called(qtbot: QtBot, operations: Operations) -> None:
    gate = threading.Event()
    receiver = Receiver()
    calls: list[object] = []

    def work(cancel: CancelToken) -> int:
        gate.wait(WAIT)
        return 1

    def closure(value: object) -> None:
        calls.append(receiver)

    operations.run_read(work, receiver.take)
    operations.run_read(work, closure)
    operations.run_read(work, lambda value: calls.append(value))
    receiver.deleteLater()
    qtbot.wait(10)
    gate.set()
    settle(qtbot, operations)
    assert receiver.got == []
    assert calls == [1]


def test_progress_is_throttled_and_ends_with_the_last_state(qtbot: QtBot, operations: Operations) -> None:
    seen: list[Progress] = []
    results: list[str] = []

    def work(progress: ProgressSink, cancel: CancelToken) -> str:
        end = time.monotonic() + 0.55
        number = 0
        while time.monotonic() < end:
            number += 1
            progress(Progress(number, 10**6))
        progress(Progress(10**6, 10**6))
        return "done"

    job = operations.run_job(work, title="Import", on_done=results.append)
    job.progressed.connect(seen.append)
    with qtbot.waitSignal(job.ended, timeout=5000):
        pass
    assert results == ["done"]
    assert 2 <= len(seen) <= 8, "ten a second, and the last one"
    assert seen[-1] == Progress(10**6, 10**6)


def test_a_job_lets_saves_come_in_between(qtbot: QtBot, operations: Operations) -> None:
    gate = threading.Event()
    saved: list[object] = []
    job = operations.run_job(lambda progress, cancel: gate.wait(WAIT), title="Import", writes=True)
    operations.run_write(lambda: NOTHING_CHANGED, title="Save", on_done=saved.append)
    qtbot.waitUntil(lambda: bool(saved))
    assert operations.jobs == (job,)
    gate.set()
    settle(qtbot, operations)


@pytest.mark.parametrize("end", ["done", "failed", "cancelled"])
def test_a_writing_job_announces_changes_however_it_ends(
    qtbot: QtBot, operations: Operations, end: str
) -> None:
    changes: list[object] = []
    ends: list[str] = []
    operations.changed.connect(lambda change, initiator: changes.append(change))
    operations.failed.connect(lambda error, title: ends.append(f"told {title}"))

    def work(progress: ProgressSink, cancel: CancelToken) -> None:
        if end == "failed":
            raise EnvironmentProblem("The disk is full.")
        while end == "cancelled":
            cancel.raise_if_cancelled()
            time.sleep(0.001)

    job = operations.run_job(work, title="Import", writes=True)
    job.finished.connect(lambda result: ends.append("done"))
    job.failed.connect(lambda error: ends.append("failed"))
    job.cancelled.connect(lambda: ends.append("cancelled"))
    if end == "cancelled":
        job.cancel()
    settle(qtbot, operations)
    assert ends == ([end, "told Import"] if end == "failed" else [end])
    assert changes == [EVERYTHING_CHANGED]


def test_busy_is_told_once_at_each_end(qtbot: QtBot, operations: Operations) -> None:
    heard: list[bool] = []
    started: list[Job] = []
    operations.busy_changed.connect(heard.append)
    operations.job_started.connect(started.append)
    operations.run_job(lambda progress, cancel: None, title="One")
    operations.run_job(lambda progress, cancel: None, title="Two")
    operations.run_write(lambda: NOTHING_CHANGED, title="Three")
    assert [job.title for job in started] == ["One", "Two"]
    settle(qtbot, operations)
    assert heard == [True, False]


def test_an_exception_in_one_receiver_leaves_the_others_alone(qtbot: QtBot, operations: Operations) -> None:
    got: list[int] = []

    def clumsy(value: int) -> None:
        raise LookupError("clumsy")

    with qtbot.captureExceptions() as caught:
        operations.run_read(lambda cancel: 1, clumsy)
        operations.run_read(lambda cancel: 2, got.append)
        settle(qtbot, operations)
    assert got == [2]
    assert [kind for kind, _, _ in caught] == [LookupError]


def test_closing_writes_what_is_queued_and_stops_the_rest(qtbot: QtBot) -> None:
    operations = Operations()
    written: list[int] = []
    told: list[object] = []

    def write(number: int) -> ChangeSet:
        time.sleep(0.01)
        written.append(number)
        return NOTHING_CHANGED

    def endless(progress: ProgressSink, cancel: CancelToken) -> None:
        while not cancel.cancelled:
            time.sleep(0.001)
        cancel.raise_if_cancelled()

    def blocked(cancel: CancelToken) -> None:
        while not cancel.cancelled:
            time.sleep(0.001)

    job = operations.run_job(endless, title="Import")
    job.cancelled.connect(lambda: told.append("cancelled"))
    operations.run_read(blocked, told.append)
    for number in range(5):
        operations.run_write(lambda number=number: write(number), title="Save")  # type: ignore[misc]
    operations.close()
    assert written == list(range(5))
    assert told == ["cancelled"]
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("fonds-")]
    operations.run_write(lambda: write(99), title="Too late")
    assert operations.run_read(lambda cancel: 1, told.append).cancelled
    assert not operations.run_job(endless, title="Too late").running
    operations.close()
    qtbot.wait(20)
    assert written == list(range(5))
