"""What lies in the chosen folders and files: which generator, what settings, which documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from fonds.importers import formats, packed
from fonds.importers.interface import Generator, SiteSettings
from fonds.importers.registry import detect_generators, get_generator
from fonds.importers.scan import scan, source_roots
from fonds.model.accession import Detection, ImportSettings, SourceFile
from fonds.model.errors import Cancelled, UserError
from fonds.model.problems import Problem, ProblemKind
from fonds.model.progress import CancelToken, Progress, ProgressSink
from fonds.services.unpacking import UnpackedSources
from fonds.text.names import shown_path

AUTOMATIC = "auto"
PACKED_SUFFIXES = packed.SUFFIXES
DOCUMENT_SUFFIXES = formats.DOCUMENT_SUFFIXES
"""How files are called that may be chosen by themselves, with their dots."""


@dataclass(frozen=True, slots=True)
class ScannedSource:
    """One root: how it is read, its documents in the order of their paths, and what is wrong with others.

    Files are opened below ``root``. ``origin`` is what the person chose, and what the documents are known again by:
    the same folder, or a packed file whose contents lie in ``root`` as long as the source is open. ``detections`` are
    what it may be, likeliest first; ``others`` the paths of files that are no documents.
    """

    root: Path
    origin: Path
    generator: Generator
    site: SiteSettings
    detections: tuple[Detection, ...]
    files: tuple[SourceFile, ...]
    others: tuple[str, ...]
    problems: tuple[Problem, ...]
    chosen: bool = False
    """Whether single files were named, not a folder: then each of them counts."""


@contextmanager
def opened_sources(
    sources: Sequence[Path],
    settings: ImportSettings,
    progress: ProgressSink,
    cancel: CancelToken,
    unpacked: UnpackedSources | None = None,
) -> Iterator[tuple[ScannedSource, ...]]:
    """Look through all sources, whose files can be read until the end of the block. What is ``unpacked`` already need
    not be unpacked again, and stays so after the block; without that it goes at the end.

    When cancelled, what was found by then. Raises UserError for a source that is not there, and for a folder of posts
    that none of them has.
    """
    with ExitStack() as stack:
        if unpacked is None:
            unpacked = UnpackedSources()
            stack.callback(unpacked.close)
        try:
            roots = [
                _open_root(root, only, unpacked, progress, cancel) for root, only in source_roots(sources)
            ]
        except Cancelled:
            roots = []
        else:
            settings = _with_inner_folders(settings, [root.folder for root in roots if root.only is None])
        found: list[ScannedSource] = []
        for root in roots:
            already = sum(len(source.files) for source in found)
            found.append(_scan(root, settings, progress, cancel, already))
        yield tuple(found)


@dataclass(frozen=True, slots=True)
class _Root:
    """A folder to look through, or the files ``only`` of it. What unpacking it has shown comes along."""

    folder: Path
    origin: Path
    only: tuple[str, ...] | None
    problems: tuple[Problem, ...] = ()
    others: tuple[str, ...] = ()


def _open_root(
    root: Path,
    only: tuple[str, ...] | None,
    unpacked: UnpackedSources,
    progress: ProgressSink,
    cancel: CancelToken,
) -> _Root:
    if only is not None or root.is_dir():
        return _Root(root, root, only)
    inside = unpacked.open(root, progress, cancel)
    return _Root(inside.root, root, None, inside.problems, inside.ignored)


def is_packed(source: Path) -> bool:
    """Whether a source is a packed folder, so that its files have no place of their own."""
    return packed.is_packed(source)


def _with_inner_folders(settings: ImportSettings, roots: Sequence[Path]) -> ImportSettings:
    """The settings, with the folders of posts as they are compared: from the root."""
    folders = tuple(_inner_folder(folder, roots) for folder in settings.post_folders)
    return replace(settings, post_folders=folders)


def _inner_folder(folder: str, roots: Sequence[Path]) -> str:
    """A folder of the sources as a path below its root; it may be written as any path that leads there."""
    for root in roots:
        for path in (root / folder, root / folder.strip("/")):
            if path.is_dir() and path.resolve().is_relative_to(root):
                plain = path.is_relative_to(root) and ".." not in path.parts
                return (path if plain else path.resolve()).relative_to(root).as_posix()
    if not roots:  # single files: the folder is not theirs to have
        return folder
    raise UserError("There is no folder {folder} in the source.", field="post_folders", folder=folder)


def _scan(
    root: _Root, settings: ImportSettings, progress: ProgressSink, cancel: CancelToken, already: int
) -> ScannedSource:
    folder, only = root.folder, root.only
    detections = detect_generators(folder)
    if settings.generator != AUTOMATIC:
        generator = get_generator(settings.generator)
    else:
        generator = get_generator(detections[0].generator)
    site = generator.site_settings(folder, settings)
    problems: list[Problem] = [*root.problems, *site.problems]
    others: list[str] = list(root.others)
    files: list[SourceFile] = []
    try:
        for file in scan(folder, generator, site, cancel, problems.append, only=only, on_other=others.append):
            files.append(file)
            progress(Progress(already + len(files), None, "scanning", file.path))
    except Cancelled:
        pass
    chosen = only is not None
    if chosen:
        problems += [Problem(ProblemKind.NOT_DOCUMENT, shown_path(path)) for path in others]
    return ScannedSource(
        folder,
        root.origin,
        generator,
        site,
        detections,
        tuple(files),
        tuple(others),
        tuple(problems),
        chosen,
    )
