"""Making, opening, describing and checking archives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from fonds.base import paths
from fonds.model.accession import ImportSettings
from fonds.model.errors import EnvironmentProblem
from fonds.model.progress import CancelToken, ProgressSink, ignore_progress
from fonds.model.steps import Step
from fonds.services import activity
from fonds.services.archive_care import AT_THE_END, tidy_index
from fonds.store import facts
from fonds.store.archive import Archive
from fonds.store.undo import remove_steps

__all__ = [
    "EXTENSION",
    "Archive",
    "ArchiveInfo",
    "CheckReport",
    "Opener",
    "check_archive",
    "create_archive",
    "describe_archive",
    "open_archive",
    "open_sample",
    "opened",
]

EXTENSION = ".fonds"
"""What archive files are called."""

Opener = Callable[[], Archive]
"""Some way to come to an open archive."""


@dataclass(frozen=True, slots=True)
class ArchiveInfo:
    """What is in an archive. ``size`` and ``text_size`` are in bytes: the file's, and the posts' sources'."""

    path: str
    format_version: int
    size: int
    posts: int
    drafts: int
    trashed: int
    kept_raw: int
    with_problems: int
    revisions: int
    categories: int
    tags: int
    authors: int
    media: int
    accessions: int

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The result of a check: what was looked at, and a sentence for each thing that is not whole."""

    posts: int
    revisions: int
    media: int
    problems: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return {**asdict(self), "problems": list(self.problems), "whole": not self.problems}

    def sentence(self) -> str:
        """The result in English."""
        looked = f"Checked {self.posts} posts, {self.revisions} revisions and {self.media} media files"
        return f"{looked}: all whole." if not self.problems else f"{looked}: {len(self.problems)} problems."


def create_archive(path: Path) -> Archive:
    """Make a new, empty archive at ``path`` and open it; what exists there is never overwritten."""
    archive = Archive.create(path)
    activity.record(archive, Step("new-archive"), {})
    return archive


def open_archive(path: Path, *, read_only: bool = False) -> Archive:
    """Open an archive; raises EnvironmentProblem with the reason when that cannot be."""
    return Archive.open(path, read_only=read_only)


@contextmanager
def opened(path: Path, *, read_only: bool = False) -> Iterator[Archive]:
    """An archive that is closed at the end of the block, with its text index in good shape."""
    archive = open_archive(path, read_only=read_only)
    try:
        yield archive
        # What the block did is done and right without it, also while another program writes or the disk is full.
        with suppress(EnvironmentProblem):
            tidy_index(archive, CancelToken(), seconds=AT_THE_END)
    finally:
        archive.close()


def open_sample(progress: ProgressSink = ignore_progress) -> Archive:
    """Open the sample archive in the user's data folder; it is made from the built-in sample site when missing."""
    path = paths.sample_archive()
    if path.exists():
        return open_archive(path)
    # Only here: an archive that exists is opened without all that reads sources.
    from fonds.services import importing

    half_made = path.with_name(f"sample-new{EXTENSION}")
    # What a broken-off attempt or a sample that was thrown away left behind must not get into the new one.
    for stale in (half_made, path):
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{stale}{ending}").unlink(missing_ok=True)
    archive = create_archive(half_made)
    try:
        settings = ImportSettings(generator="jekyll", post_folders=("old_post",))
        importing.import_source(archive, [paths.resource("sample")], settings, progress, CancelToken())
        with archive.writing() as writer:  # nobody asked for it: there is nothing to take back yet
            remove_steps(writer, Step("import", (("number", "1"),)))
    finally:
        archive.close()
    half_made.replace(path)
    return open_archive(path)


def describe_archive(archive: Archive) -> ArchiveInfo:
    """Count what is in an archive."""
    with archive.reading() as view:
        counts = facts.count_everything(view)
        version = facts.format_version(view)
    size = archive.path.stat().st_size
    return ArchiveInfo(path=str(archive.path), size=size, format_version=version, **counts)


def check_archive(archive: Archive, progress: ProgressSink, cancel: CancelToken) -> CheckReport:
    """Check the file's structure, every digest, the index, the references, the navigator's counts and the columns that
    lists are made from. Counts, columns and an index that are wrong are reported, and then made anew: they say nothing
    that the posts do not."""
    from fonds.store import changed_posts, check, counts

    with archive.reading(cancel) as view:
        result = check.check(view, progress, cancel)
    report = CheckReport(
        posts=result.posts, revisions=result.revisions, media=result.media, problems=tuple(result.problems)
    )
    if not archive.read_only:
        record_check(archive, report)
    if result.counts_differ and not archive.read_only:
        with archive.writing() as writer:
            counts.renew_counts(writer)
    if result.columns_differ and not archive.read_only:
        with archive.writing() as writer:
            changed_posts.renew_columns(writer)
    if result.index_differs and not archive.read_only:
        from fonds.store.folding import rebuild_index  # only here: the others need none of it

        rebuild_index(archive, progress, cancel)
    return report


def record_check(archive: Archive, report: CheckReport) -> None:
    """Enter in the log that everything was looked at, and what was found."""
    counts = {"posts": report.posts, "revisions": report.revisions, "media": report.media}
    activity.record(archive, Step("check"), {**counts, "problems": len(report.problems)})
