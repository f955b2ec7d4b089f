"""The files that a document refers to, on their way into the archive and out of a post's links."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from fonds.importers.attachments import read_attachment
from fonds.model.accession import Candidate
from fonds.model.post import MediaReference
from fonds.model.problems import Problem
from fonds.services.ledger import Ledger
from fonds.store import media
from fonds.store.packing import storable
from fonds.store.session import Writer


def attachments(root: Path, candidate: Candidate) -> Iterator[tuple[MediaReference, bytes | Problem]]:
    """Each file that a candidate refers to, read when its turn comes."""
    for item in candidate.media:
        yield item, read_attachment(root, candidate.path, item)


def keep_media(
    writer: Writer, ledger: Ledger, root: Path, post_id: int, candidate: Candidate
) -> tuple[bool, tuple[Problem, ...]]:
    """Keep the files that a document refers to; whether one of them is new to its post, and those that could not be
    had."""
    if not candidate.media:
        return False, ()
    linked = {reference.reference: number for reference, number in media.load_links(writer, post_id)}
    changed = False
    refused: list[Problem] = []
    for item, found in attachments(root, candidate):
        if isinstance(found, Problem):
            refused.append(found)
            continue
        medium = media.put_media(writer, found, PurePosixPath(item.path).name)
        if linked.get(item.reference) != medium:
            media.link(writer, post_id, item.reference, medium, item.path)
            ledger.keep_media(medium)
            changed = True
    return changed, tuple(refused)


def forget_media(writer: Writer, post_id: int, candidate: Candidate) -> None:
    """Unlink the files that a post's new text no longer mentions. One that it mentions and that is gone is kept."""
    mentioned = {storable(item.reference) for item in candidate.media} | set(map(storable, candidate.unfound))
    linked = (item.reference for item, _ in media.load_links(writer, post_id))
    media.unlink(writer, post_id, [reference for reference in linked if reference not in mentioned])
