"""What a post shows and an export cannot have: told for each, so that nobody takes the export for complete."""

from __future__ import annotations

from collections.abc import Iterable

from fonds.exporters.addresses import find_use, own_reference
from fonds.exporters.material import ExportPost
from fonds.exporters.target import Target
from fonds.model.problems import Problem, ProblemKind


def tell_missing(target: Target, post: ExportPost, references: Iterable[str]) -> None:
    """Tell of files that are not in the archive, of those that the format cannot show, and of what the post would load
    from elsewhere. ``references`` are as the post has them."""
    path = post.post.source_path
    uses = {own_reference(use.reference): use for use in post.uses}
    for reference in dict.fromkeys(own_reference(each) for each in references):
        kind = ProblemKind.NOT_EXPORTED if find_use(uses, reference) is None else ProblemKind.NOT_SHOWN
        target.problems.append(Problem(kind, path, details=(("reference", reference),)))
    for address in post.remote:
        target.problems.append(Problem(ProblemKind.REMOTE_MEDIA, path, details=(("address", address),)))
