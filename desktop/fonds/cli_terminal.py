"""What the verbs of the command line share: results, complaints, numbers, progress, and how Ctrl+C ends in order."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from fonds.model.errors import ArchiveError
from fonds.model.problems import Problem, with_signs
from fonds.model.progress import CancelToken, Progress

DONE, PROBLEMS, USAGE, FAILED = 0, 1, 2, 3
PROGRESS_INTERVAL = 0.2
_COMMANDS = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\n\t"}
_COMMANDS |= {code: f"\\x{code:02x}" for code in range(0x7F, 0xA0)}
LARGEST = 2**63 - 1
"""The largest number that an archive can hold."""


def path_argument(text: str) -> Path:
    """A path that is not empty."""
    # An empty argument is a variable that was not set, and must not stand for the folder at hand.
    if not text:
        raise argparse.ArgumentTypeError("a path must not be empty")
    return Path(text)


def number_argument(text: str) -> int:
    """A whole number, cut to what an archive can hold."""
    try:
        return max(-LARGEST, min(int(text), LARGEST))
    except ValueError:
        raise argparse.ArgumentTypeError("must be a whole number") from None


def count_argument(text: str) -> int:
    """A whole number that is not negative."""
    number = number_argument(text)
    if number < 0:
        raise argparse.ArgumentTypeError("must not be negative")
    return number


def problem_line(problem: Problem) -> str:
    """A problem on one line."""
    path = with_signs(problem.path)
    place = f"{path}:{problem.line}" if problem.line else path
    return f"{place}: {problem.kind.value}: {problem.sentence}"


def result(options: argparse.Namespace, values: dict[str, Any], sentence: str) -> int:
    """Print a result, for a person or as JSON; returns the status of what is done."""
    print(json.dumps(values, ensure_ascii=False, indent=2) if options.json else _harmless(sentence))
    return DONE


def complain(error: ArchiveError, status: int) -> int:
    """Say what went wrong; returns the status."""
    print(f"fonds: {_harmless(str(error))}", file=sys.stderr)
    return status


def _harmless(text: str) -> str:
    """A text with the names and titles of a stranger in it, without the signs that would command a terminal."""
    return text.translate(_COMMANDS)


@contextmanager
def interruptible() -> Iterator[CancelToken]:
    """A token that Ctrl+C cancels, so that a job ends in order and can report; pressed again, it ends at once."""
    cancel = CancelToken()

    def stop(number: int, frame: FrameType | None) -> None:
        if cancel.cancelled:
            raise KeyboardInterrupt
        cancel.cancel()

    try:
        before = signal.signal(signal.SIGINT, stop)
    except ValueError:  # not in the main thread
        yield cancel
        return
    try:
        yield cancel
    finally:
        signal.signal(signal.SIGINT, before)


class Terminal:
    """Shows progress on one line of standard error, when that is a terminal."""

    def __init__(self) -> None:
        self._shown = 0.0
        self._active = sys.stderr.isatty()

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self._active and self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def show(self, progress: Progress) -> None:
        """A progress sink; five lines a second at most."""
        now = time.monotonic()
        if not self._active or now - self._shown < PROGRESS_INTERVAL:
            return
        self._shown = now
        total = f" of {progress.total}" if progress.total is not None else ""
        print(f"\r\x1b[K{progress.stage} {progress.done}{total}", end="", file=sys.stderr, flush=True)
