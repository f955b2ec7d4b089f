"""How long an import goes on after it was asked to stop, at ten moments of its course, and whether what it says of itself
is what the archive holds. Run ``python tests/benchmarks/bench_cancel.py [COUNT]``; it prints a table."""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from pathlib import Path

from seedlike import write_posts

from fonds.model.accession import ImportSettings
from fonds.model.progress import CancelToken, Progress
from fonds.services import archives, importing

MOMENTS = 10


def main(count: int) -> None:
    """Cancel, resume, cancel … and print how long each stop took."""
    with tempfile.TemporaryDirectory() as name:
        folder = write_posts(Path(name) / "site", count)
        with archives.Archive.create(Path(name) / "a.fonds") as archive:
            stops = [_stop_at(archive, folder, count * moment // MOMENTS) for moment in range(1, MOMENTS)]
            report = importing.resume_import(archive, 1, lambda progress: None, CancelToken())
            if (report.added, report.identical) != (count, count):
                raise SystemExit(f"{report.added} added, {report.identical} byte-identical of {count}")
        print(f"{count} posts, cancelled and resumed {len(stops)} times; nothing twice, nothing lost")
        print(f"from cancel to the report: {max(stops) * 1000:.0f} ms at most (wanted: 1000)")


def _stop_at(archive: archives.Archive, folder: Path, moment: int) -> float:
    cancel = CancelToken()
    asked = 0.0

    def stop(progress: Progress) -> None:
        nonlocal asked
        if progress.stage == "importing" and progress.done >= moment and not asked:
            asked = time.monotonic()
            threading.Thread(target=cancel.cancel).start()

    if moment <= 0 or not _begun(archive):
        importing.import_source(archive, [folder], ImportSettings(), stop, cancel)
    else:
        importing.resume_import(archive, 1, stop, cancel)
    return time.monotonic() - asked


def _begun(archive: archives.Archive) -> bool:
    from fonds.services import accessions

    return bool(accessions.list_accessions(archive))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
