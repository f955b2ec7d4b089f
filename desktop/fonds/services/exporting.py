"""Handing posts out: to a folder of front-matter files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fonds.exporters import front_matter
from fonds.exporters.front_matter import ExportFile
from fonds.model.errors import UserError
from fonds.model.problems import Problem, ProblemKind
from fonds.model.progress import CancelToken, Progress, ProgressSink
from fonds.model.query import ListRequest
from fonds.store import handing_out, lists
from fonds.store.archive import Archive
from fonds.store.session import View
from fonds.text.names import shown_path

FORMATS = (front_matter.NAME,)
BATCH = 200


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was exported: ``files`` is (post number, path below the destination), ``bytes`` of posts and media."""

    format: str
    dest: str
    posts: int
    media: int
    bytes: int
    files: tuple[tuple[int, str], ...]
    problems: tuple[Problem, ...]


def export_posts(
    archive: Archive,
    dest: Path,
    ids: Sequence[int] | None,
    query: str,
    progress: ProgressSink,
    cancel: CancelToken,
    format: str = front_matter.NAME,  # noqa: A002 - the word that people type
    *,
    variants: bool = True,
) -> ExportReport:
    """Export the posts ``ids`` (None: all outside the trash that match ``query``, Traditional and Simplified Chinese
    characters each other if ``variants``) to the new or empty folder ``dest``.

    All or nothing: a cancelled (Cancelled) or failed export leaves ``dest`` as it was.
    """
    if format not in FORMATS:
        raise UserError("There is no export format “{name}”.", field="format", name=format)
    front_matter.check_destination(dest)
    damaged: list[Problem] = []
    with archive.reading(cancel) as view:
        request = ListRequest(search_text=query, variants=variants)
        chosen = lists.find_ids(view, request) if ids is None else ids
        total = len(chosen)
        done = 0

        def on_file() -> None:
            nonlocal done
            cancel.raise_if_cancelled()
            done += 1
            progress(Progress(min(done, total), total, "exporting"))

        tree = front_matter.write_tree(_files(view, sorted(chosen), damaged), dest, on_file)
    return ExportReport(
        format=format,
        dest=str(dest),
        posts=len(tree.posts),
        media=tree.media,
        bytes=tree.bytes,
        files=tuple(tree.posts.items()),
        problems=(*damaged, *tree.problems),
    )


def report_as_json(report: ExportReport) -> dict[str, Any]:
    """The report as plain values."""
    return {
        "format": report.format,
        "dest": report.dest,
        "posts": report.posts,
        "media": report.media,
        "bytes": report.bytes,
        "files": [{"id": post_id, "path": path} for post_id, path in report.files],
        "problems": [
            {"path": item.path, "kind": item.kind.value, "message": item.sentence} for item in report.problems
        ],
    }


def _files(view: View, ids: Sequence[int], damaged: list[Problem]) -> Iterator[ExportFile]:
    """Each post's bytes, then each of their media once: one is kept once per digest, but goes to every path. A page that
    shows another (in a frame) has that one's file among its media; where it is a post as well it is written once."""
    places: dict[str, list[int]] = {}
    for start in range(0, len(ids), BATCH):
        for post_id, path, data in handing_out.load_sources(view, ids[start : start + BATCH]):
            if data is None:
                damaged.append(Problem(ProblemKind.DAMAGED, shown_path(path)))
            else:
                places.setdefault(path, []).append(post_id)
                yield ExportFile(path, data, post_id)
    written: set[tuple[str, int]] = set()
    for start in range(0, len(ids), BATCH):
        for path, number, data in handing_out.load_media_of(
            view, ids[start : start + BATCH], leave_out=written
        ):
            written.add((path, number))
            if data is None:
                damaged.append(Problem(ProblemKind.DAMAGED, shown_path(path)))
            elif path not in places or not _is_one_of(view, places[path], data):
                yield ExportFile(path, data)


def _is_one_of(view: View, ids: Sequence[int], data: bytes) -> bool:
    return any(source == data for _, _, source in handing_out.load_sources(view, ids))
