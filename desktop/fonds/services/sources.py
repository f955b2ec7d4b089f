"""What lies in the chosen folders and files: which generator, what settings, which documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fonds.importers.interface import Generator, SiteSettings
from fonds.importers.registry import detect_generators, get_generator
from fonds.importers.scan import scan, source_roots
from fonds.model.accession import Detection, ImportSettings, SourceFile
from fonds.model.errors import Cancelled
from fonds.model.problems import Problem, ProblemKind
from fonds.model.progress import CancelToken, Progress, ProgressSink
from fonds.text.names import shown_path

AUTOMATIC = "auto"


@dataclass(frozen=True, slots=True)
class ScannedSource:
    """One root: how it is read, its documents in the order of their paths, and what is wrong with others.

    ``detections`` are what it may be, likeliest first; ``others`` the paths of files that are no documents.
    """

    root: Path
    generator: Generator
    site: SiteSettings
    detections: tuple[Detection, ...]
    files: tuple[SourceFile, ...]
    others: tuple[str, ...]
    problems: tuple[Problem, ...]
    chosen: bool = False
    """Whether single files were named, not a folder: then each of them counts."""


def scan_sources(
    sources: Sequence[Path], settings: ImportSettings, progress: ProgressSink, cancel: CancelToken
) -> tuple[ScannedSource, ...]:
    """Look through all sources. Raises UserError for one that is not there. When cancelled, what was found by then."""
    found: list[ScannedSource] = []
    for root, only in source_roots(sources):
        already = sum(len(source.files) for source in found)
        found.append(_scan(root, only, settings, progress, cancel, already))
    return tuple(found)


def _scan(
    root: Path,
    only: tuple[str, ...] | None,
    settings: ImportSettings,
    progress: ProgressSink,
    cancel: CancelToken,
    already: int,
) -> ScannedSource:
    detections = detect_generators(root)
    if settings.generator != AUTOMATIC:
        generator = get_generator(settings.generator)
    else:
        generator = get_generator(detections[0].generator)
    site = generator.site_settings(root, settings)
    problems: list[Problem] = list(site.problems)
    others: list[str] = []
    files: list[SourceFile] = []
    try:
        for file in scan(root, generator, site, cancel, problems.append, only=only, on_other=others.append):
            files.append(file)
            progress(Progress(already + len(files), None, "scanning", file.path))
    except Cancelled:
        pass
    chosen = only is not None
    if chosen:
        problems += [Problem(ProblemKind.NOT_DOCUMENT, shown_path(path)) for path in others]
    return ScannedSource(
        root, generator, site, detections, tuple(files), tuple(others), tuple(problems), chosen
    )
