"""A website of an archive's posts side by side with Jekyll and Hugo, in one run on the same posts, and how fast a search in
it answers in Chromium.

Jekyll and Hugo write each post's bare page, without lists and without a search; Hugo is spared the posts whose headers it
refuses. Ours writes the lists, the search and its texts as well. Those that are not installed are left out. Run
``python tests/benchmarks/bench_site.py [COUNT [ROUNDS]]``; it prints two tables.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench_peers import hugo, jekyll
from processes import Run, measure
from windowed import make_archive, prepare_environment, print_head, print_row, wait, wait_until

if TYPE_CHECKING:
    from PySide6.QtWebEngineCore import QWebEnginePage

QUERIES = (
    "示",
    "示范",
    "示范区",
    "经济发展",
    "长三角一体化",
    "上海 gdp",
    "市场企业发展",
    "a",
    "growth",
    '"A股" 汇率',
)
TIMES = 3


def main(count: int, rounds: int) -> None:
    """Let each have a turn in every round, and print the tables."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        prepare_environment(work)
        archive = make_archive(work, count)

        def ours(_site: Path, folder: Path) -> Run:
            command = [sys.executable, "-m", "fonds", "export", str(archive), str(folder / "ours")]
            return measure([*command, "--format", "site"])

        makers: dict[str, Callable[[Path, Path], Run]] = {"fonds, site": ours}
        makers |= {peer.__name__: peer for peer in (jekyll, hugo) if shutil.which(peer.__name__)}
        runs: dict[str, list[Run]] = {label: [] for label in makers}
        written: dict[str, tuple[int, int]] = {}
        worked: dict[str, float] = {}
        for turn in range(rounds):
            for label, maker in makers.items():
                folder = work / f"{turn}-{label}"
                folder.mkdir()
                before = _processor_seconds()
                runs[label].append(maker(work / "site", folder))
                worked[label] = _processor_seconds() - before
                written[label] = _measure(folder / ("ours" if maker is ours else label))
        print(f"{count} posts, {rounds} rounds, medians; whole processes")
        print("what            seconds   of processors   peak MB    pages   megabytes")
        for label, seen in runs.items():
            seconds = statistics.median(run.seconds for run in seen)
            pages, size = written[label]
            peak = max(run.peak for run in seen)
            print(
                f"{label:14}  {seconds:7.2f}   {worked[label]:13.2f}   {peak:7.0f}   {pages:6}   {size / 1e6:9.1f}",
                flush=True,
            )
        print()
        _search(work / f"{rounds - 1}-fonds, site" / "ours")


def _processor_seconds() -> float:
    """What all children together have used of the processors: where others work too, this says more than the clock."""
    times = os.times()
    return times.children_user + times.children_system


def _measure(folder: Path) -> tuple[int, int]:
    """How many pages there are, and the bytes of all files."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sum(path.suffix == ".html" for path in files), sum(path.stat().st_size for path in files)


def _search(site: Path) -> None:
    """Ask each question as somebody types it, and print how long the page took."""
    from PySide6.QtCore import QCoreApplication, QEvent, QUrl
    from PySide6.QtWebEngineCore import QWebEnginePage
    from PySide6.QtWidgets import QApplication

    application = QApplication([])
    page = QWebEnginePage()
    loaded: list[bool] = []
    page.loadFinished.connect(loaded.append)
    page.load(QUrl.fromLocalFile(str(site / "search.html")))
    wait_until(lambda: bool(loaded), 60)
    wait(1)
    print_head("search in Chromium, milliseconds", 34)
    for words in QUERIES:
        answers = list(_ask(page, words))
        first, *others = (milliseconds for milliseconds, _ in answers)
        print_row(f"{words}: {answers[0][1]}", others, 34)
        print(f"  the first time, with its files   {first:9.1f}")
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    application.processEvents()


def _ask(page: QWebEnginePage, words: str) -> Iterator[tuple[float, str]]:
    """How long each time took, in milliseconds, and what was found."""
    for _ in range(TIMES + 1):
        _type(page, "zzzz")
        _type(page, words)
        took = _run(page, "document.getElementById('site-results').dataset.milliseconds")
        yield float(took), _run(page, "document.getElementById('site-status').textContent")


def _type(page: QWebEnginePage, words: str) -> None:
    """Put words into the box, and wait for the answer."""
    wanted = json.dumps(words)
    box = "document.getElementById('site-query')"
    _run(page, f"({box}.value = {wanted}, {box}.dispatchEvent(new Event('input')))")
    wait(0.17)  # the page waits for as long whether somebody goes on typing
    done = f"document.getElementById('site-results').dataset.done === {wanted}"
    wait_until(lambda: _run(page, done) is True, 120)


def _run(page: QWebEnginePage, code: str) -> Any:
    """What an expression of script gives."""
    answers: list[str] = []
    page.runJavaScript(f"JSON.stringify({code})", 0, answers.append)
    wait_until(lambda: bool(answers), 60)
    return json.loads(answers[0])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
