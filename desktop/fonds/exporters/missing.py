"""What a post shows and an export cannot have: told for each, so that nobody takes the export for complete."""

from __future__ import annotations

from collections.abc import Iterable

from fonds.exporters.material import ExportPost
from fonds.exporters.target import Target
from fonds.model.problems import Problem, ProblemKind


def tell_missing(target: Target, post: ExportPost, references: Iterable[str]) -> None:
    """Tell of files that are not in the archive, and of what the post would load from elsewhere."""
    path = post.post.source_path
    for reference in dict.fromkeys(references):
        details = (("reference", reference),)
        target.problems.append(Problem(ProblemKind.NOT_EXPORTED, path, details=details))
    for address in post.remote:
        target.problems.append(Problem(ProblemKind.REMOTE_MEDIA, path, details=(("address", address),)))
