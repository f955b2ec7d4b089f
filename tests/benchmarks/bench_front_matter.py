"""Checking the front matter of ``newslike`` posts: how fast, with and without links.

    python tests/benchmarks/bench_front_matter.py [--posts 100000] [--folder FOLDER]

The archive is kept in FOLDER for the next run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from newsarchive import kept_archive
from windowed import prepare_environment

from fonds.services.front_matter_check import check_front_matter
from fonds.store.archive import Archive


def main() -> int:
    """Make the archive and print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--posts", type=int, default=100_000)
    arguments.add_argument("--folder", type=Path)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        prepare_environment(Path(name))
        path = kept_archive(options.folder or Path(name), options.posts)
        with Archive.open(path) as archive:
            for links in (False, True):
                began = time.perf_counter()
                checked = check_front_matter(archive, links=links)
                seconds = time.perf_counter() - began
                what = "with links" if links else "without links"
                print(
                    f"{checked.looked_at:,} posts {what}: {seconds:.1f} s, {len(checked.findings)} findings"
                )
    return 0


if __name__ == "__main__":
    sys.exit(main())
