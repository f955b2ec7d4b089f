"""Files of the larger world to hold our laws against, where they lie beside the project; elsewhere there are none.

As a command (``python tests/corpora.py FOLDER [GENERATOR:FOLDER]…``) it imports each folder into an archive of its own,
exports it again, compares every file byte for byte, and prints a table.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from functools import cache
from pathlib import Path

from fonds.model.accession import ImportReport, ImportSettings
from fonds.model.progress import CancelToken, ignore_progress
from fonds.services import archives, browsing, exporting, importing

PROJECT = Path(__file__).resolve().parent.parent


@cache
def corpus_folder() -> Path | None:
    """The folder ``shared/data`` beside the project, or beside one of the folders that it lies in."""
    for folder in PROJECT.parents:
        candidate = folder / "shared" / "data"
        if candidate.is_dir():
            return candidate
    return None


@cache
def corpus_files() -> tuple[Path, ...]:
    """Every file of the corpora and of the seeds beside them; empty where there are none."""
    folder = corpus_folder()
    if folder is None:
        return ()
    return tuple(
        path
        for path in sorted([*folder.rglob("*"), *folder.parent.glob("seeds/*")])
        if path.is_file() and not path.is_symlink()
    )


def check_corpus(folder: Path, generator: str = "auto") -> tuple[ImportReport, int, list[str]]:
    """Import a folder and export it again: the import's report, how many files came out as they went in (posts and
    media), and the paths of those that did not."""
    with tempfile.TemporaryDirectory() as scratch:
        archive = archives.create_archive(Path(scratch) / "corpus.fonds")
        try:
            settings = ImportSettings(generator)
            report = importing.import_source(archive, [folder], settings, ignore_progress, CancelToken())
            out = Path(scratch) / "out"
            exported = exporting.export_posts(archive, out, None, "", ignore_progress, CancelToken())
            origins = {
                file.path: browsing.load_post(archive, file.post_id).source_path
                for file in exported.files
                if file.post_id is not None
            }
            same, different = 0, [item.path for item in exported.problems]
            for file in out.rglob("*"):
                if file.is_file():
                    path = file.relative_to(out).as_posix()
                    before = folder / origins.get(path, path)
                    same += (fits := before.is_file() and before.read_bytes() == file.read_bytes())
                    if not fits:
                        different.append(path)
            if exported.posts != report.added:
                different.append(f"{report.added - exported.posts} posts were not exported")
            return report, same, different
        finally:
            archive.close()


def main(arguments: list[str]) -> int:
    """Print a row for each corpus; 1 when a file was lost or changed."""
    row = "{:<36} {:<11} {:>6} {:>6} {:>8} {:>8} {:>6} {:>6} {:>9} {:>7}"
    head = (
        "corpus",
        "generator",
        "found",
        "added",
        "repaired",
        "kept raw",
        "failed",
        "media",
        "identical",
        "seconds",
    )
    print(row.format(*head))
    bad = 0
    for argument in arguments:
        generator, _, name = argument.rpartition(":")
        folder = Path(name).resolve()
        if not folder.is_dir():
            print(f"{name} is no folder", flush=True)
            continue
        report, same, different = check_corpus(folder, generator or "auto")
        bad += len(different) + report.failed
        figures = (report.found, report.added, report.repaired, report.kept_raw, report.failed, report.media)
        print(
            row.format(folder.name[:36], report.generator, *figures, same, f"{report.seconds:.1f}"),
            flush=True,
        )
        kinds = Counter(problem.kind.value for problem in report.problems)
        print("    " + ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()), flush=True)
        for path in different[:20]:
            print(f"    DIFFERENT {path}", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
