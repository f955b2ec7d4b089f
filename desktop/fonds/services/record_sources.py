"""Sources that are exports of records (JSON Lines): known as such, and surveyed before they are taken in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from fonds.importers import json_lines
from fonds.model.accession import Detection, SampleRow, SourceSurvey
from fonds.model.errors import Cancelled, UserError
from fonds.model.post import Post
from fonds.model.problems import Problem
from fonds.model.progress import CancelToken, ProgressSink
from fonds.model.record import GENERATOR, HEAD, LABEL, LINES
from fonds.services.sources import is_packed
from fonds.services.unpacking import UnpackedSources

SAMPLE = 200
"""How many posts are read for the survey: the first ones."""


def find_exports(
    sources: Sequence[Path], unpacked: UnpackedSources, progress: ProgressSink, cancel: CancelToken
) -> tuple[Path, ...]:
    """The folders of the sources when they are exports of records, packed or not; nothing when none is one. A file of an
    export stands for its folder. Raises UserError when only some are."""
    try:
        folders = [_folder(source, unpacked, progress, cancel) for source in sources]
    except Cancelled:
        return ()
    found = tuple(folder for folder in folders if folder is not None and json_lines.is_export(folder))
    if found and len(found) < len(sources):
        raise UserError(
            "An export of Fonds is imported by itself: {path} is one, and other sources are none.",
            field="source",
            path=str(found[0]),
        )
    return found


def _folder(
    source: Path, unpacked: UnpackedSources, progress: ProgressSink, cancel: CancelToken
) -> Path | None:
    if source.is_dir():
        return source
    if source.name in (HEAD, LINES):
        return source.parent
    return unpacked.open(source, progress, cancel).root if is_packed(source) else None


def survey_exports(sources: Sequence[Path], folders: Sequence[Path]) -> SourceSurvey:
    """What an import of these exports would meet. Raises UserError when one cannot be read."""
    exports = [json_lines.read_export(folder) for folder in folders]
    rows: list[SampleRow] = []
    problems: list[Problem] = []
    for folder in folders:
        for _, record in islice(json_lines.read_records(folder), SAMPLE):
            if isinstance(record, Problem):
                problems.append(record)
            else:
                rows.append(_row(record.post))
    detection = Detection(GENERATOR, LABEL, 1.0, (HEAD,))
    return SourceSurvey(
        sources=tuple(str(source) for source in sources),
        detection=detection,
        alternatives=(),
        documents=sum(one.posts or 0 for one in exports) or len(rows),
        other_files=0,
        bytes=sum((folder / LINES).stat().st_size for folder in folders),
        timezone="",
        folders=(),
        other_folders=(),
        sample=tuple(rows),
        problems=tuple(problems),
    )


def _row(post: Post) -> SampleRow:
    metadata = post.metadata
    return SampleRow(
        path=post.source_path,
        title=metadata.title,
        date=metadata.date,
        status=metadata.status.value,
        categories=", ".join("/".join(path) for path in metadata.categories),
        tags=", ".join(metadata.tags),
        problems=post.problems,
    )
