"""``fonds --smoke``: proof that an installed program works, from the window to a page of a bag, in one line of JSON.

It goes through the real window as a person does, in folders of its own: settings and archives of the user are never
touched. A step that fails or takes too long is named. The exit status is 0 or 1.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import platform
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from fonds import __version__, app

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from fonds.gui.application import Application
    from fonds.gui.main_window import MainWindow
    from fonds.gui.operations import Operations
    from fonds.gui.panes.preview import PreviewPane
    from fonds.model.accession import ImportReport
    from fonds.model.export import ExportReport
    from fonds.services.archives import Archive

OPTION = "--smoke"
PATIENCE = 60.0
"""Seconds that one step may take."""
WHOLE = 240.0
"""Seconds after which the process ends itself, wherever it is stuck."""
BEGAN = "FONDS_SMOKE_BEGAN"
"""In the environment: the moment (seconds since 1970) at which whoever measures began to start the program."""
WORDS = "编目"
TITLE = "试运行"
POST = f"---\ntitle: {TITLE}\ndate: 2022-01-11 19:09:00 +0800\ntags: [试]\n---\n\n第一段：编目与检索。\n\n第二段，第一二三四五。\n"
COLOURS = 6
"""A page with text has many more; an empty one has one or two."""


class StepFailed(Exception):
    """What went wrong in the step under way."""


@dataclass
class Run:
    """One run: what was found, and how many seconds each step took."""

    began: float
    step: str = "start"
    facts: dict[str, object] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    written_to: Path | None = None
    picture: Path | None = None

    def enter(self, step: str) -> None:
        """The step before has ended, this one begins."""
        self.step = step
        self._entered = time.monotonic()

    def leave(self) -> None:
        """The step has done what it should."""
        self.seconds[self.step] = round(time.monotonic() - self._entered, 3)

    def tell(self, **result: object) -> None:
        """Print the one line, or write it where that was asked for (a windowed program on Windows has no output)."""
        facts = {"version": __version__, "platform": platform.platform(), "frozen": _is_frozen()}
        line = json.dumps({**result, **facts, **self.facts, "seconds": self.seconds})
        if self.written_to is not None:
            self.written_to.write_text(line + "\n", encoding="utf-8")
        if sys.stdout is not None:
            print(line, flush=True)


def run(arguments: Sequence[str]) -> int:
    """``--smoke[=FILE] [--engine=web|light] [--picture=FILE]``; returns the exit status. The result goes into the first
    file, too, and a picture of the window into the other. An engine that is named must be the one that is used."""
    began = os.environ.get(BEGAN, "")
    given = dict(word.partition("=")[::2] for word in arguments)
    run = Run(
        float(began) if began else time.time(),
        written_to=Path(given[OPTION]).absolute() if given[OPTION] else None,
        picture=Path(given["--picture"]).absolute() if given.get("--picture") else None,
    )
    engine = given.get("--engine", "auto")
    watchdog = threading.Timer(WHOLE, _give_up, (run,))
    watchdog.daemon = True
    watchdog.start()
    with tempfile.TemporaryDirectory(prefix="Fonds 试运行 ", ignore_cleanup_errors=True) as folder:
        os.environ["FONDS_HOME"] = str(Path(folder) / "home")
        logging.getLogger().addHandler(_Faults(run))
        try:
            _go_through(run, Path(folder), engine)
        except StepFailed as failure:
            run.tell(ok=False, failed=run.step, detail=str(failure))
            return 1
        except Exception:  # noqa: BLE001 - whatever it is, it is told
            run.tell(ok=False, failed=run.step, detail=traceback.format_exc())
            return 1
        finally:
            logging.shutdown()
            watchdog.cancel()
    run.tell(ok=True)
    return 0


def _go_through(run: Run, folder: Path, engine: str) -> None:
    from fonds.base import paths
    from fonds.base.settings import Settings
    from fonds.gui.application import Application

    settings = Settings(paths.config_dir() / "settings.json")
    settings.put("preview.engine", engine)
    sys.excepthook = lambda _kind, error, _trace: run.faults.append(repr(error))
    application = Application(["fonds"], settings)
    try:
        window = _open_window(run, application)
        archive = window.archive
        assert archive is not None
        number = _import(run, window, folder)
        _search(run, window, number)
        _look_at_preview(run, window, engine)
        jobs = application.operations
        _export_bag(run, jobs, archive, list(window.desk.list.model.ids), folder)
        _print(run, jobs, archive, number, folder, light=engine == "light")
        run.enter("close")
        window.close()
    finally:
        application.close()
    if run.faults:
        raise StepFailed("; ".join(run.faults))
    run.leave()


def _open_window(run: Run, application: Application) -> MainWindow:
    """Until the sample archive's posts are on the screen."""
    run.enter("window")
    application.start(None)
    window = application.window
    if window is None:
        raise StepFailed("no window was made")
    window.resize(1440, 900)
    app.settle_down()
    application.operations.failed.connect(lambda error, title: run.faults.append(f"{title}: {error!r}"))
    rows = window.desk.list
    _wait(run, lambda: window.archive is not None and rows.model.rowCount() > 0, "the sample archive")
    _wait(run, lambda: _is_painted(rows.view.viewport()), "rows on the screen")
    run.seconds["window"] = round(time.time() - run.began, 3)
    _wait(run, lambda: application.operations.idle, "the rest of the window")
    return window


def _import(run: Run, window: MainWindow, folder: Path) -> int:
    """Bring a file in through the dialog; returns the number of its post."""
    from fonds.gui.dialogs.import_dialog import ImportDialog

    run.enter("import")
    source = folder / "文章"
    source.mkdir()
    (source / "2022-01-11-试运行.md").write_text(POST, encoding="utf-8", newline="\n")
    before = set(window.desk.list.model.ids)
    window.archive_actions.import_sources([source])
    dialog = next(iter(window.findChildren(ImportDialog)))
    reports: list[ImportReport] = []
    dialog.imported.connect(reports.append)
    _wait(run, dialog.review.isVisible, "what was found in the file")
    dialog.start_import()
    _wait(run, lambda: reports and dialog.report.isVisible(), "the import's report")
    dialog.close()
    _wait(run, lambda: len(window.desk.list.model.ids) > len(before), "the imported post in the list")
    (number,) = set(window.desk.list.model.ids) - before
    run.facts["posts"] = len(window.desk.list.model.ids)
    run.leave()
    return number


def _search(run: Run, window: MainWindow, number: int) -> None:
    """Two Chinese characters find the post, among others."""
    run.enter("search")
    rows, all_posts = window.desk.list, len(window.desk.list.model.ids)
    window.search_box.setText(WORDS)
    _wait(run, lambda: 0 < len(rows.model.ids) < all_posts, f"posts that hold {WORDS}")
    if number not in rows.model.ids:
        raise StepFailed(f"{WORDS} was not found in the imported post")
    run.facts["hits"] = len(rows.model.ids)
    rows.select_post(number)
    run.leave()


def _look_at_preview(run: Run, window: MainWindow, wanted: str) -> None:
    """Its page is there: the engine knows its text, and the widget shows more than paper."""
    run.enter("preview")
    preview = window.desk.preview
    _wait(run, lambda: preview.engine is not None, "a preview engine")
    texts: list[str] = []
    _wait(run, lambda: _asked_text(preview, texts), "the post's text on the page")
    engine = preview.engine
    assert engine is not None
    _wait(run, lambda: _is_painted(engine.widget()), "a page that is not blank")
    run.facts["engine"] = engine.kind.value
    if wanted not in ("auto", engine.kind.value):
        raise StepFailed(f"the engine is {engine.kind.value}, and not {wanted}")
    run.facts["preview_text"] = True
    run.leave()
    if run.picture is not None:
        window.grab().save(str(run.picture))


def _asked_text(preview: PreviewPane, texts: list[str]) -> bool:
    """Whether the page shows the post; asks Chromium, whose answer comes later."""
    from PySide6.QtWidgets import QTextBrowser

    browser = preview.findChild(QTextBrowser)
    if isinstance(browser, QTextBrowser):
        texts.append(browser.toPlainText())
    elif "PySide6.QtWebEngineWidgets" in sys.modules:
        from PySide6.QtWebEngineWidgets import QWebEngineView

        view = preview.findChild(QWebEngineView)
        if isinstance(view, QWebEngineView):
            view.page().toPlainText(texts.append)
    return any("第一段" in text and WORDS in text for text in texts)


def _export_bag(run: Run, jobs: Operations, archive: Archive, ids: list[int], folder: Path) -> None:
    """A bag of what was found, whose every file is there with its digest."""
    from fonds.services import exporting

    run.enter("export")
    dest = folder / "包"
    reports: list[ExportReport] = []
    jobs.run_job(
        lambda progress, cancel: exporting.export_posts(
            archive, dest, ids, "", progress, cancel, format="bagit"
        ),
        title="export",
        on_done=reports.append,
    )
    _wait(run, lambda: reports, "the export")
    listed = _listed_files(dest)
    if not listed or reports[0].posts != len(ids):
        raise StepFailed(f"{len(listed)} files in the bag's manifest, {reports[0].posts} posts")
    for path, digest in listed.items():
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise StepFailed(f"the bag's {path.relative_to(dest)} is not what its manifest says")
    run.facts["bag_files"] = len(listed)
    run.leave()


def _listed_files(bag: Path) -> dict[Path, str]:
    manifest = bag / "manifest-sha256.txt"
    if not manifest.is_file():
        raise StepFailed("the bag has no manifest")
    lines = manifest.read_text(encoding="utf-8").splitlines()
    return {bag / name.strip(): digest for digest, _, name in (line.partition(" ") for line in lines)}


def _print(run: Run, jobs: Operations, archive: Archive, number: int, folder: Path, *, light: bool) -> None:
    """One post as PDF: a child process of the program, with an engine of its own."""
    from fonds.gui.printing.process import PrintProcess
    from fonds.model.printing import PressKind
    from fonds.services import exporting

    run.enter("print")
    kind = PressKind.LIGHT if light else PressKind.WEB
    reports: list[ExportReport] = []
    jobs.run_job(
        lambda progress, cancel: exporting.export_posts(
            archive,
            folder / "一篇.pdf",
            [number],
            "",
            progress,
            cancel,
            format="pdf",
            printing=lambda stop: PrintProcess(stop, kind),
        ),
        title="print",
        on_done=reports.append,
    )
    _wait(run, lambda: reports, "the printed post")
    data = (folder / "一篇.pdf").read_bytes()
    if not data.startswith(b"%PDF-"):
        raise StepFailed("what was printed is no PDF")
    run.facts["pdf_bytes"] = len(data)
    run.leave()


def _wait(run: Run, condition: Callable[[], object], what: str) -> None:
    """Let the window live until something is true."""
    from PySide6.QtCore import QCoreApplication, QEventLoop

    deadline = time.monotonic() + PATIENCE
    while not condition():
        if run.faults:
            raise StepFailed("; ".join(run.faults))
        if time.monotonic() > deadline:
            raise StepFailed(f"waited {PATIENCE:.0f} seconds for {what}")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


def _is_painted(widget: QWidget) -> bool:
    """Whether a widget shows more than a surface of one colour."""
    image = widget.grab().toImage()
    step = max(1, min(image.width(), image.height()) // 200)
    seen = {image.pixel(x, y) for y in range(0, image.height(), step) for x in range(0, image.width(), step)}
    return len(seen) >= COLOURS


def _is_frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def _give_up(run: Run) -> NoReturn:
    run.tell(ok=False, failed=run.step, detail=f"stuck for {WHOLE:.0f} seconds")
    os._exit(1)


class _Faults(logging.Handler):
    """An error in the log is a failure of the step in which it came."""

    def __init__(self, run: Run) -> None:
        super().__init__(logging.ERROR)
        self._run = run

    def emit(self, record: logging.LogRecord) -> None:
        self._run.faults.append(f"{record.name}: {record.getMessage()}")
