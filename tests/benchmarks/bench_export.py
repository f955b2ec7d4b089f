"""How fast unedited posts are exported as front-matter files, against the barest loop that gives the same files.

The floor reads the same rows of the same archive and writes the same bytes to the same paths; it checks nothing, and
leaves half a folder when it fails. Both are whole processes. Run ``python tests/benchmarks/bench_export.py
[COUNT [ROUNDS]]``; it prints a table.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import zlib
from pathlib import Path

from processes import measure
from windowed import make_archive, prepare_environment


def floor_export(archive: Path, dest: Path) -> None:
    """The barest export."""
    connection = sqlite3.connect(archive)
    rows = connection.execute(
        "SELECT p.source_path, r.codec, r.data FROM posts p JOIN revisions r ON r.id = p.head_revision "
        "ORDER BY p.id"
    )
    for path, codec, data in rows:
        target = dest / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(zlib.decompress(data) if codec == "zlib" else data)
    connection.close()


def main(count: int, rounds: int) -> None:
    """Measure in turns, compare what was written, and print the table."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        prepare_environment(work)
        archive = make_archive(work, count)
        ours, floor = [], []
        for turn in range(rounds):
            bare, full = work / f"bare{turn}", work / f"full{turn}"
            floor.append(measure([sys.executable, __file__, "--floor", str(archive), str(bare)]))
            command = [sys.executable, "-m", "fonds", "export", str(archive), str(full)]
            ours.append(measure([*command, "--format", "front-matter"]))
        same = _files(bare) == _files(full) == _files(work / "site" / "_posts", work / "site")
        ratio = statistics.median(a.seconds / b.seconds for a, b in zip(ours, floor, strict=True))
        print(f"{count} posts, {rounds} rounds, medians; whole processes")
        print("what            seconds   ms a post   peak MB")
        for label, runs in (("bare loop", floor), ("fonds export", ours)):
            seconds = statistics.median(run.seconds for run in runs)
            peak = max(run.peak for run in runs)
            print(f"{label:14}  {seconds:7.2f}   {seconds / count * 1000:9.3f}   {peak:7.0f}")
        print(f"ratio {ratio:.2f}; every file the same as it was imported: {'yes' if same else 'NO'}")
        if not same:
            raise SystemExit(1)


def _files(folder: Path, root: Path | None = None) -> dict[str, bytes]:
    """Every file below a folder, by its path from ``root``."""
    return {
        path.relative_to(root or folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


if __name__ == "__main__":
    if sys.argv[1:2] == ["--floor"]:
        floor_export(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 3)
