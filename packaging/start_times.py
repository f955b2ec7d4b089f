#!/usr/bin/env python3
"""How long the frozen program takes to a usable window, beside the same program from its sources.

    python3 packaging/start_times.py [TIMES]

Both are `fonds --smoke`'s first figure: from the moment at which the process is started until the sample archive's rows
are on the screen (which includes making that archive). They take turns, so that both see the same machine. Cold means
the first start after the kernel dropped its file cache; only root can have it dropped.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import environment
import freezing

CACHES = Path("/proc/sys/vm/drop_caches")


def main(arguments: list[str]) -> int:
    """Print the table."""
    times = int(arguments[0]) if arguments else 7
    frozen, source = freezing.program(freezing.FROZEN / "fonds"), environment.venv_python()
    with tempfile.TemporaryDirectory() as folder:
        launcher = Path(folder) / "fonds"
        launcher.write_text(f'#!/bin/sh\nexec "{source}" -m fonds "$@"\n', encoding="utf-8")
        launcher.chmod(0o755)
        programs = {"frozen": frozen, "source": launcher}
        warm: dict[str, list[float]] = {name: [] for name in programs}
        for turn in range(times + 1):
            for name, path in programs.items():
                seconds = window_seconds(path)
                if turn:  # the first turn fills the caches
                    warm[name].append(seconds)
        rows = {"warm, least": {name: min(found) for name, found in warm.items()}}
        rows["warm, median"] = {name: statistics.median(found) for name, found in warm.items()}
        if may_drop_caches():
            cold = {}
            for name, path in programs.items():
                drop_caches()
                cold[name] = window_seconds(path)
            rows["cold"] = cold
    print(f"{'':14}{'frozen':>10}{'source':>10}{'ratio':>8}")
    for name, row in rows.items():
        print(f"{name:14}{row['frozen']:8.2f} s{row['source']:8.2f} s{row['frozen'] / row['source']:8.2f}")
    return 0


def window_seconds(program: Path) -> float:
    """Seconds until the window of the program can be used."""
    seconds = freezing.smoke(program, screen="offscreen")["seconds"]
    assert isinstance(seconds, dict)
    return float(seconds["window"])


def may_drop_caches() -> bool:
    """Whether a cold start can be had here."""
    return sys.platform == "linux" and os.access(CACHES, os.W_OK)


def drop_caches() -> None:
    """Let the kernel forget all files."""
    subprocess.run(["sync"], check=True)
    CACHES.write_text("3", encoding="ascii")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
