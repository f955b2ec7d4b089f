"""An import side by side with programs that people use on such files, in one run on the same files: recoll makes a
full-text index of them, Jekyll and Hugo a site. Those that are not installed are left out.

Run ``python tests/benchmarks/bench_peers.py [COUNT [ROUNDS]]``; it prints a table.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from processes import Run, measure
from seedlike import write_posts

Peer = Callable[[Path, Path], Run]


def fonds(site: Path, work: Path) -> Run:
    """One import into a new archive."""
    archive = work / "ours.fonds"
    program = [sys.executable, "-m", "fonds"]
    subprocess.run([*program, "new", str(archive)], check=True, stdout=subprocess.DEVNULL)
    return measure([*program, "import", str(archive), str(site)])


def recoll(site: Path, work: Path) -> Run:
    """One index of the posts as plain text files; Chinese by pairs of characters, as recoll does by itself."""
    config = work / "recoll"
    config.mkdir()
    (config / "recoll.conf").write_text(f"topdirs = {site / '_posts'}\nloglevel = 1\n", encoding="utf-8")
    (config / "mimemap").write_text(".md = text/plain\n", encoding="utf-8")
    run = measure(["recollindex", "-c", str(config), "-z"])
    if not (config / "xapiandb").exists():
        raise SystemExit("recoll has indexed nothing")
    return run


def jekyll(site: Path, work: Path) -> Run:
    """One build of the site, without layouts and without a feed."""
    run = measure(
        [
            "jekyll",
            "build",
            "--source",
            str(site),
            "--destination",
            str(work / "jekyll"),
            "--disable-disk-cache",
        ],
        environment={**os.environ, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
    )
    if not any((work / "jekyll").rglob("*.html")):
        raise SystemExit("Jekyll has built nothing")
    return run


def hugo(site: Path, work: Path) -> Run:
    """One build of the same posts as a Hugo site with one bare layout."""
    source = work / "hugo-site"
    (source / "layouts" / "_default").mkdir(parents=True)
    (source / "layouts" / "_default" / "single.html").write_text(
        "{{ .Title }}{{ .Content }}", encoding="utf-8"
    )
    (source / "config.toml").write_text(
        'baseURL = "http://localhost/"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap"]\nignoreErrors = ["error-parse"]\n',
        encoding="utf-8",
    )
    shutil.copytree(site / "_posts", source / "content" / "posts")
    _leave_out_what_hugo_refuses(source / "content" / "posts")
    run = measure(["hugo", "--source", str(source), "--destination", str(work / "hugo"), "--quiet"])
    if not any((work / "hugo").rglob("*.html")):
        raise SystemExit("Hugo has built nothing")
    return run


def _leave_out_what_hugo_refuses(folder: Path) -> None:
    """Hugo ends at the first header that it cannot read: those with unescaped quotation marks are taken away."""
    for path in folder.iterdir():
        for line in path.read_text(encoding="utf-8").split("\n", 12)[:12]:
            if line.startswith("title:") and line.count('"') > 2:
                path.unlink()
                break


PEERS: tuple[tuple[str, str, Peer], ...] = (
    ("fonds import", sys.executable, fonds),
    ("recollindex", "recollindex", recoll),
    ("jekyll build", "jekyll", jekyll),
    ("hugo", "hugo", hugo),
)


def main(count: int, rounds: int) -> None:
    """Let each have a turn in every round, and print the table."""
    runs: dict[str, list[Run]] = {label: [] for label, program, _ in PEERS if shutil.which(program)}
    with tempfile.TemporaryDirectory() as name:
        site = write_posts(Path(name) / "site", count)
        for turn in range(rounds):
            for label, _, peer in PEERS:
                if label in runs:
                    work = Path(name) / f"{turn}-{label.split()[0]}"
                    work.mkdir()
                    runs[label].append(peer(site, work))
                    shutil.rmtree(work)
    ours = runs["fonds import"]
    print(f"{count} posts, {rounds} rounds, medians; whole processes")
    print("what            seconds   peak MB   times fonds")
    for label, seen in runs.items():
        seconds = statistics.median(run.seconds for run in seen)
        ratio = statistics.median(a.seconds / b.seconds for a, b in zip(seen, ours, strict=True))
        print(f"{label:14}  {seconds:7.2f}   {max(run.peak for run in seen):7.0f}   {ratio:11.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 3)
