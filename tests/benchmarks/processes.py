"""Whole processes, timed and watched."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

SAMPLE_SECONDS = 0.05


@dataclass(frozen=True)
class Run:
    """One measured process: seconds by the wall, and the resident megabytes of its whole family over time."""

    seconds: float
    memory: tuple[float, ...]

    @property
    def peak(self) -> float:
        """The most that it held at any time."""
        return max(self.memory, default=0.0)

    def peak_of_part(self, part: int, parts: int) -> float:
        """The most that it held in one of so many equal parts of its time."""
        length = len(self.memory)
        return max(self.memory[part * length // parts : (part + 1) * length // parts], default=0.0)


def measure(
    command: Sequence[str],
    *,
    accepted: Sequence[int] = (0, 1),
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Run:
    """Run a command, watching the memory of it and its children. Ends the program when the command fails."""
    began = time.monotonic()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, cwd=folder
    )
    seen: list[float] = []
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(SAMPLE_SECONDS):
            seen.append(family_memory(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    status = process.wait()
    seconds = time.monotonic() - began
    ended.set()
    watcher.join()
    if status not in accepted:
        raise SystemExit(f"{command} ended with {status}")
    return Run(seconds, tuple(seen))


def family_memory(pid: int) -> float:
    """Resident megabytes of a process and its children; pages that they share are counted for each."""
    total = 0
    try:
        parent = psutil.Process(pid)
        for process in [parent, *parent.children(recursive=True)]:
            total += process.memory_info().rss
    except psutil.NoSuchProcess:
        pass
    return total / 1e6
