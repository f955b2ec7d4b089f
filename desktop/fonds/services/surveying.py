"""Seeing what a source holds before anything is written: every file is counted, and a sample of them is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from fonds.importers.interface import DocumentKind
from fonds.importers.reading import header_values, read_source_file
from fonds.model.accession import Candidate, Detection, ImportSettings, SampleRow, SourceSurvey
from fonds.model.problems import Problem
from fonds.model.progress import CancelToken, Progress, ProgressSink
from fonds.services.folder_encodings import spread, survey_encodings, with_encodings
from fonds.services.key_count import KeyCount
from fonds.services.record_sources import find_exports, survey_exports
from fonds.services.sources import ScannedSource, opened_sources
from fonds.services.unpacking import UnpackedSources

SAMPLE = 200
"""How many documents are read for the survey, spread evenly over the source."""


def survey_source(
    sources: Sequence[Path],
    settings: ImportSettings,
    progress: ProgressSink,
    cancel: CancelToken,
    unpacked: UnpackedSources | None = None,
) -> SourceSurvey:
    """What an import with these settings would meet. What is ``unpacked`` for it stays so, for the next survey and for
    the import. Raises UserError for a missing source, Cancelled when asked."""
    with ExitStack() as stack:
        if unpacked is None:
            unpacked = UnpackedSources()
            stack.callback(unpacked.close)
        if exports := find_exports(sources, unpacked, progress, cancel):
            return survey_exports(sources, exports)
        found = stack.enter_context(opened_sources(sources, settings, progress, cancel, unpacked))
        cancel.raise_if_cancelled()
        return _survey(sources, found, settings, progress, cancel)


def _survey(
    sources: Sequence[Path],
    found: Sequence[ScannedSource],
    settings: ImportSettings,
    progress: ProgressSink,
    cancel: CancelToken,
) -> SourceSurvey:
    problems = [problem for source in found for problem in source.problems]
    rows: list[SampleRow] = []
    total = sum(len(source.files) for source in found)
    encodings = survey_encodings(found, settings, progress, cancel)
    settings = with_encodings(settings, encodings)
    keys = KeyCount()
    for source in found:
        for file in spread(source.files, max(1, SAMPLE * len(source.files) // max(1, total))):
            cancel.raise_if_cancelled()
            result = read_source_file(source.root, file, source.generator.name, source.site, settings)
            progress(Progress(len(rows), min(SAMPLE, total), "reading", file.path))
            if isinstance(result, Problem):
                problems.append(result)
            else:
                problems.extend(result.problems)
                rows.append(_row(result))
                keys.add(header_values(result, source.generator.name))
    first = found[0]
    return SourceSurvey(
        sources=tuple(str(path) for path in sources),
        detection=_chosen(first),
        alternatives=tuple(item for item in first.detections if item.generator != first.generator.name),
        documents=total,
        other_files=sum(len(source.others) for source in found),
        bytes=sum(file.size for source in found for file in source.files),
        timezone=first.site.timezone,
        folders=_folders(found, pages=False),
        other_folders=_folders(found, pages=True),
        sample=tuple(rows),
        problems=tuple(problems),
        keys=keys.uses(),
        encodings=encodings,
    )


def _chosen(source: ScannedSource) -> Detection:
    """The detection of the generator in use, which a person may have chosen against all signs."""
    for detection in source.detections:
        if detection.generator == source.generator.name:
            return detection
    return source.generator.detect(source.root)


def _folders(found: Sequence[ScannedSource], *, pages: bool) -> tuple[tuple[str, int], ...]:
    """Documents by folder: those that the generator takes for pages, or all the others."""
    counts: Counter[str] = Counter()
    for source in found:
        for file in source.files:
            is_page = source.generator.classify(file.path, source.site) is DocumentKind.PAGE
            if is_page is pages:
                counts[file.path.rpartition("/")[0]] += 1
    return tuple(sorted(counts.items()))


def _row(candidate: Candidate) -> SampleRow:
    metadata = candidate.metadata
    return SampleRow(
        path=candidate.path,
        title=metadata.title,
        date=metadata.date,
        status=metadata.status.value,
        categories=", ".join("/".join(path) for path in metadata.categories),
        tags=", ".join(metadata.tags),
        problems=candidate.problems,
    )
