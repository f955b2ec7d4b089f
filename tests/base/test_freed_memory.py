"""Large blocks go back to the system when they are freed."""

from __future__ import annotations

import os
import platform
import subprocess
import sys

import pytest

from fonds.base.freed_memory import LARGE, give_back_large

_HELD = """
from pathlib import Path
from fonds.base.freed_memory import give_back_large
give_back_large()
def pages():
    return int(Path("/proc/self/statm").read_text().split()[1])
held = bytearray(30_000_000)
del held  # tells glibc to keep blocks of this size
before = pages()
blocks = [bytes(range(256)) * 12_000 for _ in range(20)]
wall = bytearray(100_000)
del blocks
print(pages() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="a matter of glibc")
def test_what_is_freed_is_given_back() -> None:
    run = subprocess.run([sys.executable, "-c", _HELD], capture_output=True, text=True, check=True)
    assert int(run.stdout) * os.sysconf("SC_PAGESIZE") < 2 * LARGE


def test_other_systems_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not give_back_large()
