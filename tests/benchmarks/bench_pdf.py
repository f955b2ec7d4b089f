"""How long a PDF of Chinese posts takes, and how much memory: twice as many posts must not need twice as much.

The whole family of processes is counted, pages that they share once for each. The file is judged by qpdf where that is
installed. Run ``python tests/benchmarks/bench_pdf.py [COUNT …]``; it prints a table.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from processes import measure
from pypdf import PdfReader
from windowed import make_archive, prepare_environment

LIMIT_SECONDS = 60.0
"""For 500 posts."""


def judged(path: Path) -> str:
    """What qpdf says, in a word."""
    if shutil.which("qpdf") is None:
        return "no qpdf here"
    answer = subprocess.run(["qpdf", "--check", str(path)], capture_output=True)
    return "whole" if answer.returncode == 0 else "DAMAGED"


def main(counts: Sequence[int]) -> None:
    """Measure each, and print the table."""
    print(" posts   seconds   ms a post   pages       MB   peak MB   first half   second half   qpdf")
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            work = Path(name)
            prepare_environment(work)
            archive, dest = make_archive(work, count), work / "out.pdf"
            run = measure(
                [sys.executable, "-m", "fonds", "export", str(archive), str(dest), "--format", "pdf"]
            )
            pages, size = len(PdfReader(dest).pages), dest.stat().st_size / 1e6
            print(
                f"{count:6}   {run.seconds:7.1f}   {run.seconds / count * 1000:9.1f}   {pages:5}   {size:6.1f}   "
                f"{run.peak:7.0f}   {run.peak_of_part(0, 2):10.0f}   {run.peak_of_part(1, 2):11.0f}   {judged(dest)}",
                flush=True,
            )
            if count == 500 and run.seconds > LIMIT_SECONDS:
                raise SystemExit(f"500 posts took more than {LIMIT_SECONDS} seconds")


if __name__ == "__main__":
    main([int(text) for text in sys.argv[1:]] or [500, 2000])
