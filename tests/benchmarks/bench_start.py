"""How soon the window is there, against the emptiest window that Qt can show, in one run.

Each start is a process of its own, measured from before it is made until the events that its first painting ended are
done. "First paint" is the whole window with its panes; "rows" is the list with the archive's posts in it. Run
``python tests/benchmarks/bench_start.py [COUNT [ROUNDS]]``; it prints a table.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from first_paint import CLOCK
from windowed import make_archive, prepare_environment

CHILD = Path(__file__).with_name("first_paint.py")
WANTED = "wanted: first paint at most 1.5 times the empty window + 150 ms"


def measure(*arguments: str) -> dict[str, float]:
    """Start one process; the milliseconds from before it was made to each of its marks."""
    environment = {**os.environ, CLOCK: repr(time.monotonic())}
    command = [sys.executable, str(CHILD), *arguments]
    output = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
    pairs = (pair.split("=") for pair in output.split())
    return {name: float(moment) for name, moment in pairs}


def main(count: int, rounds: int) -> None:
    """Measure in turns, and print the table."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        prepare_environment(work)
        archive = make_archive(work, count)
        measure("--empty"), measure("--window", str(archive))  # from now on the files are in memory
        empty, ours = [], []
        for _ in range(rounds):
            empty.append(measure("--empty"))
            ours.append(measure("--window", str(archive)))
        floor = statistics.median(run["paint"] for run in empty)
        allowed = 1.5 * floor + 150
        print(f"{count} posts, {rounds} starts each, milliseconds from the start of the process")
        print("what                              median      min      max   of what is allowed")
        for label, runs, mark in (
            ("empty window, first paint", empty, "paint"),
            ("Fonds, modules loaded", ours, "loaded"),
            ("Fonds, window made", ours, "made"),
            ("Fonds, first paint", ours, "paint"),
            ("Fonds, rows of the list painted", ours, "rows"),
        ):
            values = [run[mark] for run in runs]
            share = f"{statistics.median(values) / allowed:12.2f}" if runs is ours else ""
            print(
                f"{label:32}{statistics.median(values):8.0f} {min(values):8.0f} {max(values):8.0f}   {share}"
            )
        print(f"allowed {allowed:.0f} ms ({WANTED})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 7)
