"""How fast an archival package of posts is made, beside bagit.py making one of the same files, which lie there already.

Ours reads the archive, writes the files and what is known of them, and hashes all; bagit.py moves them and hashes all, with
the same two digests. Both are whole processes, and both bags are validated by bagit.py, untimed. Run
``python tests/benchmarks/bench_bag.py [COUNT [ROUNDS]]``; it prints a table.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import bagit
from processes import measure
from windowed import make_archive, prepare_environment

LIMIT = 2.0
DIGESTS = ["--sha512", "--sha256"]


def main(count: int, rounds: int) -> None:
    """Measure in turns, and print the table."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        prepare_environment(work)
        archive = make_archive(work, count)
        script = [sys.executable, bagit.__file__, "--quiet"]
        ours, theirs = [], []
        for turn in range(rounds):
            bag, other = work / f"bag{turn}", work / f"other{turn}"
            command = [sys.executable, "-m", "fonds", "export", str(archive), str(bag), "--format", "bagit"]
            ours.append(measure(command))
            shutil.copytree(bag / "data", other)
            theirs.append(measure([*script, *DIGESTS, str(other)]))
        for made in (bag, other):
            subprocess.run([*script, "--validate", str(made)], check=True)
        ratio = statistics.median(a.seconds / b.seconds for a, b in zip(ours, theirs, strict=True))
        files = sum(path.is_file() for path in (bag / "data").rglob("*"))
        print(f"{count} posts, {files} files, {rounds} rounds, medians; whole processes")
        print("what            seconds   ms a post   peak MB")
        for label, runs in (("bagit.py", theirs), ("fonds export", ours)):
            seconds = statistics.median(run.seconds for run in runs)
            peak = max(run.peak for run in runs)
            print(f"{label:14}  {seconds:7.2f}   {seconds / count * 1000:9.3f}   {peak:7.0f}")
        print(f"ratio {ratio:.2f} (wanted: at most {LIMIT:.1f})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 3)
