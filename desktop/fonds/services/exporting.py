"""Handing posts out, in one of the formats of ``exporters.formats``: all or nothing, with a report of every file."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from fonds.exporters import formats
from fonds.exporters.formats import ExportFormat, FileFormat
from fonds.exporters.material import Branch, Whole
from fonds.exporters.placement import Placement
from fonds.exporters.target import Target, filling_folder, writing_file
from fonds.model.errors import EnvironmentProblem
from fonds.model.export import ExportOptions, ExportReport, Layout
from fonds.model.printing import StartPrinting
from fonds.model.progress import CancelToken, Progress, ProgressSink
from fonds.model.query import ListRequest, Order, OrderColumn
from fonds.model.steps import Step
from fonds.services import activity
from fonds.services.export_material import ArchiveMaterial
from fonds.services.export_printing import LatePrinter
from fonds.services.export_rendering import Rendering
from fonds.services.export_tree import load_tree, posts_of, title_of
from fonds.store import handing_out, lists
from fonds.store.archive import Archive
from fonds.store.session import View

_log = logging.getLogger(__name__)
FORMATS = formats.NAMES
AS_IMPORTED = FORMATS[0]
_READING_ORDER = Order(OrderColumn.DATE, descending=False)


def export_posts(
    archive: Archive,
    dest: Path,
    ids: Sequence[int] | None,
    query: str,
    progress: ProgressSink,
    cancel: CancelToken,
    format: str = AS_IMPORTED,  # noqa: A002 - the word that people type
    *,
    variants: bool = True,
    options: ExportOptions | None = None,
    printing: StartPrinting | None = None,
    logged: bool = True,
) -> ExportReport:
    """Export the posts ``ids``, in this order (None: all outside the trash that match ``query``, by date, Traditional and
    Simplified Chinese characters each other if ``variants``) to ``dest``: a new or empty folder, or a file, as the
    format is.

    ``printing`` starts what prints pages, for the formats that have any: it is Chromium's, which no service knows.
    ``logged``: what went out is entered in the archive's log.

    All or nothing: a cancelled (Cancelled) or failed export leaves ``dest`` as it was.
    """
    form = formats.get_format(format)
    wanted = options or ExportOptions()
    with (
        archive.reading(cancel) as view,
        Rendering(cancel) as rendering,
        LatePrinter(printing, cancel) as printer,
    ):
        request = ListRequest(search_text=query, variants=variants, order=_READING_ORDER)
        chosen = list(lists.find_ids(view, request) if ids is None else ids)
        tree = load_tree(view, wanted.collection, chosen)
        if tree:
            chosen = posts_of(tree)
        pace = _Pace(progress, cancel, len(chosen), form)
        whole = replace(_whole(view, archive, chosen, wanted, tree), prints=printing is not None)
        material = ArchiveMaterial(view, chosen, whole, rendering, printer, pace)
        target = _write(form, material, dest, cancel)
    report = ExportReport(
        format=form.name,
        dest=str(dest),
        posts=len(target.posts),
        media=target.media,
        bytes=sum(file.size for file in target.files),
        files=tuple(target.files),
        ids=tuple(target.posts),
        problems=(*material.damaged, *rendering.problems, *target.problems),
    )
    if logged:
        record_export(archive, report, query if ids is None else None)
    return report


def _write(form: ExportFormat, material: ArchiveMaterial, dest: Path, cancel: CancelToken) -> Target:
    wanted = material.whole.options
    if isinstance(form, FileFormat):
        with writing_file(dest, replace=wanted.replace) as file:
            form.write(material, file)
            cancel.raise_if_cancelled()
        return file
    portable = form.portable or wanted.layout is not Layout.ORIGINAL
    placement = Placement(windows=True, folds=True) if portable else None
    with filling_folder(dest, placement) as folder:
        form.write(material, folder)
        cancel.raise_if_cancelled()
    return folder


def record_export(archive: Archive, report: ExportReport, query: str | None) -> None:
    """Enter in the log what went out and where to. The files are there, whatever keeps the log from being written."""
    facts = {"dest": report.dest, "format": report.format, "media": report.media, "bytes": report.bytes}
    step = Step("export", (("number", str(report.posts)),))
    try:
        activity.record(archive, step, {**facts, "query": query, "problems": len(report.problems)})
    except EnvironmentProblem as error:
        _log.warning("an export could not be entered in the log: %s", error)


def report_as_json(report: ExportReport) -> dict[str, Any]:
    """The report as plain values."""
    return {
        "format": report.format,
        "dest": report.dest,
        "posts": report.posts,
        "media": report.media,
        "bytes": report.bytes,
        "ids": list(report.ids),
        "files": [
            {"path": file.path, "size": file.size, "digest": file.digest, "post_id": file.post_id}
            for file in report.files
        ],
        "problems": [
            {"path": item.path, "kind": item.kind.value, "message": item.sentence} for item in report.problems
        ],
    }


class _Pace:
    """Counts posts as often as the format goes through them, and after them the rest of its work as so many more."""

    def __init__(self, progress: ProgressSink, cancel: CancelToken, posts: int, form: ExportFormat) -> None:
        self._progress = progress
        self._cancel = cancel
        self._posts = posts * form.passes
        self._rest = round(posts * form.rest)
        self._done = 0

    def on_post(self) -> None:
        self._cancel.raise_if_cancelled()
        self._done = min(self._done + 1, self._posts)
        self._tell(self._done)

    def on_rest(self, part: float) -> None:
        self._cancel.raise_if_cancelled()
        if part and self._rest:
            self._tell(self._posts + round(self._rest * part))

    def _tell(self, done: int) -> None:
        self._progress(Progress(done, self._posts + self._rest, "exporting"))


def _whole(
    view: View, archive: Archive, ids: Sequence[int], options: ExportOptions, tree: tuple[Branch, ...]
) -> Whole:
    languages: Counter[str] = Counter()
    changed = 0
    for language, modified in handing_out.load_ages(view, ids):
        languages[language] += 1
        changed = max(changed, modified)
    known = [language for language, _ in languages.most_common() if language]
    return Whole(
        title=options.title or title_of(tree) or archive.path.stem,
        count=len(ids),
        language=known[0] if known else "",
        changed_at=changed,
        options=options,
        tree=tree,
    )
