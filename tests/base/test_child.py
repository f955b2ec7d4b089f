"""The child process answers in order, tells of failures, and never outlives its parent."""

from __future__ import annotations

import math
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from fonds.base.child import ChildDied, ChildFailed, ChildProcess


def test_answers_come_in_the_order_of_the_requests() -> None:
    child = ChildProcess(math.sqrt, name="roots")
    for number in range(5):
        child.send(float(number * number))
    assert [child.receive() for _ in range(5)] == [0, 1, 2, 3, 4]
    child.close()


def test_large_requests_can_be_sent_ahead_of_large_answers() -> None:
    child = ChildProcess(bytes.upper, name="shouter")
    request = b"a" * 400_000

    def send_all() -> None:
        for _ in range(4):
            child.send(request)

    sender = threading.Thread(target=send_all, daemon=True)
    sender.start()
    sender.join(20)
    if sender.is_alive():
        child.stop()  # else neither side would ever move again
        sender.join()
        pytest.fail("the child took no request while its answers waited")
    assert [child.receive() for _ in range(4)] == [request.upper()] * 4
    child.close()


def test_an_exception_comes_back_as_text_and_the_child_lives_on() -> None:
    child = ChildProcess(math.sqrt, name="roots")
    child.send(-1.0)
    with pytest.raises(ChildFailed, match="ValueError"):
        child.receive()
    child.send(9.0)
    assert child.receive() == 3
    child.close()


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_a_killed_child_is_noticed() -> None:
    child = ChildProcess(time.sleep, name="sleeper")
    child.send(60.0)
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL)
    with pytest.raises(ChildDied):
        child.receive()
    child.close()


def test_kill_does_not_wait_for_the_work() -> None:
    child = ChildProcess(time.sleep, name="sleeper")
    child.send(60.0)
    assert not child.wait(0.05)
    child.kill()


PARENT = """
import os, sys, time
from fonds.base.child import ChildProcess

if __name__ == "__main__":
    child = ChildProcess(time.sleep, name="sleeper")
    child.send(0.2)
    child.receive()
    print(child.pid, flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_no_child_outlives_a_parent_that_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, env=environment) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()
    for _ in range(500):
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return
        time.sleep(0.01)
    pytest.fail("the child is still there")
