"""What a check of front matter found as a file, written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import TextIOWrapper
from pathlib import Path

from fonds.base.atomic import replacing
from fonds.exporters.findings import NamedPost, PostsOf, Tell, Write, facts_of, write_csv, write_json
from fonds.model.errors import EnvironmentProblem, UserError
from fonds.model.findings import CheckedFrontMatter, Finding
from fonds.model.progress import CancelToken, Progress, ProgressSink, ignore_progress
from fonds.store.archive import Archive
from fonds.store.header_facts import named_posts
from fonds.store.session import in_chunks

__all__ = ["FORMATS", "NamedPost", "export_findings", "facts_of", "posts_of", "tell_plainly"]

_WRITERS: dict[str, Callable[[CheckedFrontMatter, PostsOf, Tell, Write], None]] = {
    "csv": write_csv,
    "json": write_json,
}
FORMATS = tuple(_WRITERS)
"""The formats of a report, which are also the endings of its name."""


def tell_plainly(finding: Finding) -> tuple[str, str]:
    """A finding's sentence and advice in English."""
    return finding.sentence, finding.advice


def posts_of(archive: Archive, finding: Finding) -> Iterator[NamedPost]:
    """The posts of a finding that are still there, by number."""
    for chunk in in_chunks(finding.posts):
        with archive.reading() as view:
            rows = named_posts(view, chunk)
        yield from (NamedPost(*row) for row in rows)


def export_findings(
    archive: Archive,
    checked: CheckedFrontMatter,
    path: Path,
    progress: ProgressSink = ignore_progress,
    cancel: CancelToken | None = None,
    tell: Tell = tell_plainly,
) -> None:
    """Write a report, as its name's ending says (``.csv`` or ``.json``); one that is there is replaced.

    Raises UserError for another ending, and when the archive itself would be replaced; EnvironmentProblem when the file
    cannot be written; Cancelled.
    """
    writer = _WRITERS.get(path.suffix.lower().removeprefix("."))
    if writer is None:
        raise UserError("A report ends in .csv or .json.", field="format")
    if path.exists() and path.samefile(archive.path):
        raise UserError("The report would take the place of the archive {path}.", path=str(path))
    total = sum(len(finding.posts) for finding in checked.findings)
    done = 0

    def posts(finding: Finding) -> Iterator[NamedPost]:
        nonlocal done
        for post in posts_of(archive, finding):
            if cancel is not None:
                cancel.raise_if_cancelled()
            yield post
            done += 1
            progress(Progress(done, total, "writing", post.title))

    try:
        with replacing(path) as file:
            # Bytes of a name that are no text are shown by their numbers; line ends are the format's own.
            text = TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", newline="")
            try:
                writer(checked, posts, tell, text.write)
                text.flush()
            finally:
                text.detach()
    except OSError as error:
        raise EnvironmentProblem(
            "The report could not be written to {path}: {reason}.",
            path=str(path),
            reason=error.strerror or str(error),
        ) from error
