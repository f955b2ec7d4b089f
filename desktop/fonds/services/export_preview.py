"""What an export will look like: its first posts are really exported, to a temporary folder that is gone afterwards.

Rule: nothing of it stays and nothing is entered in the log; posts whose files are very large are left out of it.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from io import StringIO
from pathlib import Path, PurePosixPath

from fonds.exporters import formats
from fonds.exporters.formats import ExportFormat, FolderFormat
from fonds.model.errors import UserError
from fonds.model.export import ExportedFile, ExportOptions
from fonds.model.problems import Problem
from fonds.model.progress import CancelToken, ignore_progress
from fonds.model.query import ListRequest, Order, OrderColumn
from fonds.services import exporting
from fonds.store import handing_out, lists, posts
from fonds.store.archive import Archive
from fonds.text.names import safe_path_part

FIRST = 3
"""Posts that a sample is made of."""
LARGEST_MEDIA = 50_000_000
"""Bytes of media that a sample copies at most; it has fewer posts rather than more bytes."""
LONGEST_TEXT = 8_000
"""Characters of a file that are shown."""
_READ = 64_000
MOST_ROWS = 30
LONGEST_CELL = 120
MOST_FILES = 300
_NEEDS = {"zim": "libzim", "pdf": "pypdf"}
"""The package without which a format cannot be written."""
_SHOWN = {"bagit": "bag-info.txt", "csv": ".csv", "jsonl": ".jsonl", "feed": ".json"}
"""How the name of the file ends that says most of a folder."""
_TEXTS = frozenset({".md", ".markdown", ".html", ".txt", ".csv", ".json", ".jsonl", ".xml", ".toml", ".yaml"})
_READING_ORDER = Order(OrderColumn.DATE, descending=False)


class SampleKind(StrEnum):
    """How a sample is shown: as the page of a post, as a text, or as rows."""

    PAGE = "page"
    TEXT = "text"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class ExportSample:
    """What came of the first posts: ``post_id`` is the first of them (None: there is none), ``files`` what a folder will
    hold of them (empty where all is one file) and ``more`` how many of these are not named; ``shown`` is the file
    whose ``text`` or ``rows`` these are. ``posts`` 0 with a ``post_id``: its files are too large to try."""

    kind: SampleKind
    posts: int = 0
    post_id: int | None = None
    files: tuple[ExportedFile, ...] = ()
    more: int = 0
    shown: str = ""
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    problems: tuple[Problem, ...] = ()


def missing_need(name: str) -> str:
    """The package that a format needs and that is not installed; empty when nothing is missing."""
    need = _NEEDS.get(name, "")
    return need if need and importlib.util.find_spec(need) is None else ""


def suffix_of(name: str) -> str:
    """How the file of a format ends, with the dot; empty for a format of many files, which makes a folder."""
    return formats.get_format(name).suffix


def safe_name(text: str) -> str:
    """A name for a file that every usual system takes."""
    return safe_path_part(text)


def chosen_ids(
    archive: Archive, which: Sequence[int] | ListRequest | None, cancel: CancelToken
) -> Sequence[int]:
    """The posts that are meant: those named, those of a list, or (None) all outside the trash by date."""
    if which is not None and not isinstance(which, ListRequest):
        return which
    with archive.reading(cancel) as view:
        return lists.find_ids(view, ListRequest(order=_READING_ORDER) if which is None else which)


def sample_export(
    archive: Archive,
    which: Sequence[int] | ListRequest | None,
    name: str,
    options: ExportOptions,
    cancel: CancelToken,
) -> ExportSample:
    """Try an export with the first posts. Raises UserError for what the format does not take, Cancelled."""
    form = formats.get_format(name)
    first = list(chosen_ids(archive, which, cancel)[:FIRST])
    kind = _kind(form)
    if not first:
        return ExportSample(kind)
    if not isinstance(form, FolderFormat):
        return ExportSample(kind, len(first), first[0])
    ids = _light(archive, first, cancel)
    if not ids:
        return ExportSample(kind, 0, first[0])
    with tempfile.TemporaryDirectory(prefix="fonds-sample-") as made:
        root = Path(made) / "sample"
        report = exporting.export_posts(
            archive, root, ids, "", ignore_progress, cancel, name, options=options, logged=False
        )
        files = sorted(report.files, key=lambda file: _told_first(file.path))
        sample = ExportSample(
            kind=kind,
            posts=len(ids),
            post_id=ids[0],
            files=tuple(files[:MOST_FILES]),
            more=max(0, len(files) - MOST_FILES),
            problems=report.problems,
        )
        return sample if kind is SampleKind.PAGE else _with_content(archive, sample, name, root)


def _kind(form: ExportFormat) -> SampleKind:
    if not isinstance(form, FolderFormat) or form.name in ("site", "finding-aid"):
        return SampleKind.PAGE
    return SampleKind.ROWS if form.name == "csv" else SampleKind.TEXT


def _light(archive: Archive, ids: Sequence[int], cancel: CancelToken) -> list[int]:
    """As many of the posts, from the first, as refer to files that are quickly copied."""
    light: list[int] = []
    size = 0
    with archive.reading(cancel) as view:
        uses = handing_out.load_uses(view, ids)
    for number in ids:
        size += sum(use.media.size for use in uses.get(number, ()))
        if size > LARGEST_MEDIA:
            break
        light.append(number)
    return light


def _told_first(path: str) -> tuple[int, str]:
    """Files at the top first, then by folder."""
    return path.count("/") > 0, path


def _with_content(archive: Archive, sample: ExportSample, name: str, root: Path) -> ExportSample:
    shown = _file_to_show(sample, name)
    if shown is None:
        return sample
    with (root / shown.path).open("rb") as file:
        data = file.read(_READ)
    encoding = "utf-8"
    if shown.post_id is not None:
        with archive.reading() as view, suppress(UserError):
            encoding = posts.get_post(view, shown.post_id).encoding
    text = data.decode(encoding, "replace").removeprefix("\ufeff").replace("\r\n", "\n")
    sample = replace(sample, shown=shown.path)
    if sample.kind is SampleKind.ROWS:
        return replace(sample, rows=_rows(text))
    return replace(sample, text=_cut(_first_record(text) if shown.path.endswith(".jsonl") else text))


def _file_to_show(sample: ExportSample, name: str) -> ExportedFile | None:
    ending = _SHOWN.get(name)
    if ending is not None:
        return next((file for file in sample.files if file.path.endswith(ending)), None)
    own = [file for file in sample.files if file.post_id is not None]
    own.sort(key=lambda file: file.post_id != sample.post_id)
    texts = [file for file in sample.files if PurePosixPath(file.path).suffix.lower() in _TEXTS]
    return next(iter((*own, *texts)), None)


def _rows(text: str) -> tuple[tuple[str, ...], ...]:
    rows = []
    with suppress(csv.Error):
        for row in csv.reader(StringIO(text)):
            rows.append(tuple(cell[:LONGEST_CELL] for cell in row))
            if len(rows) == MOST_ROWS:
                break
    return tuple(rows)


def _first_record(text: str) -> str:
    """The first line of a file of JSON Lines, laid out; as it is where it is too long to be read whole."""
    line, end, _ = text.partition("\n")
    try:
        return json.dumps(json.loads(line), ensure_ascii=False, indent=2) if end else line
    except ValueError:
        return line


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}\n…"
