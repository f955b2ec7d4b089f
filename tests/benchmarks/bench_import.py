"""How fast an import is against the barest loop that could do the same, in one run, and how much memory it takes; and how
much faster the same unchanged source is imported again.

The floor reads the same files, parses their YAML with the C loader, and writes them with plain ``sqlite3`` executemany
into one table and the same full-text index (the same pre-split text). It checks nothing, keeps no bytes, repairs nothing
and resumes nothing. Run ``python tests/benchmarks/bench_import.py [COUNT [ROUNDS]]``; it prints a table.
"""

from __future__ import annotations

import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml
from processes import measure
from seedlike import write_posts

from fonds.text.segmentation import segment_for_index

HEADER = re.compile(r"\A---\s*\n(.*?\n?)^---\s*$\n?", re.DOTALL | re.MULTILINE)
TAG = re.compile(r"<[^>]+>")
BATCH = 500
PARTS = 5


def floor_import(folder: Path, target: Path) -> None:
    """The barest import: everything is one table and one index."""
    connection = sqlite3.connect(target)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute(
        "CREATE TABLE post (id INTEGER PRIMARY KEY, path, title, date, categories, tags, body)"
    )
    connection.execute(
        "CREATE VIRTUAL TABLE fts USING fts5(title, body, content='', tokenize='unicode61 remove_diacritics 2')"
    )
    rows: list[tuple[object, ...]] = []
    texts: list[tuple[object, ...]] = []

    def flush() -> None:
        with connection:
            connection.executemany("INSERT INTO post VALUES (?,?,?,?,?,?,?)", rows)
            connection.executemany("INSERT INTO fts(rowid, title, body) VALUES (?,?,?)", texts)
        rows.clear()
        texts.clear()

    for number, path in enumerate(sorted((folder / "_posts").iterdir()), 1):
        text = path.read_text(encoding="utf-8")
        match = HEADER.match(text)
        assert match is not None
        try:
            values = yaml.load(match[1], Loader=yaml.CSafeLoader)
        except yaml.YAMLError:
            values = {}
        body = text[match.end() :]
        title = str(values.get("title", path.stem))
        rows.append(
            (
                number,
                path.name,
                title,
                str(values.get("date")),
                values.get("categories"),
                values.get("tags"),
                body,
            )
        )
        texts.append((number, segment_for_index(title), segment_for_index(TAG.sub("\n", body))))
        if len(rows) == BATCH:
            flush()
    flush()
    connection.close()


def main(count: int, rounds: int) -> None:
    """Measure in turns, and print the table."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        folder = write_posts(work / "site", count)
        ours, again, floor = [], [], []
        for turn in range(rounds):
            archive, target = work / f"ours{turn}.fonds", work / f"floor{turn}.db"
            program = [sys.executable, "-m", "fonds"]
            subprocess.run([*program, "new", str(archive)], check=True, stdout=subprocess.DEVNULL)
            floor.append(measure([sys.executable, __file__, "--floor", str(folder), str(target)]))
            ours.append(measure([*program, "import", str(archive), str(folder)]))
            again.append(measure([*program, "import", str(archive), str(folder)]))
            sizes = archive.stat().st_size / 1e6, target.stat().st_size / 1e6
            archive.unlink()
            target.unlink()
        ratio = statistics.median(a.seconds / b.seconds for a, b in zip(ours, floor, strict=True))
        faster = statistics.median(a.seconds / b.seconds for a, b in zip(ours, again, strict=True))
        print(f"{count} posts, {rounds} rounds, medians; whole processes")
        print("what            seconds   ms a post   peak MB by fifths of the time      file MB")
        for label, runs, size in (
            ("bare loop", floor, sizes[1]),
            ("fonds import", ours, sizes[0]),
            ("import again", again, sizes[0]),
        ):
            seconds = statistics.median(run.seconds for run in runs)
            peaks = "  ".join(
                f"{max(run.peak_of_part(part, PARTS) for run in runs):4.0f}" for part in range(PARTS)
            )
            print(f"{label:14}  {seconds:7.2f}   {seconds / count * 1000:9.3f}   {peaks:32}   {size:7.1f}")
        print(f"import: {ratio:.2f} times the bare loop (wanted: at most 2.0)")
        print(
            f"unchanged source again: {faster:.1f} times as fast as at first (wanted of 100,000: at least 8)"
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--floor"]:
        floor_import(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 3)
