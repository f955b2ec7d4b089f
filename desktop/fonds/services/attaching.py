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
from fonds.store.media import Links
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


def renew_media(
    writer: Writer, ledger: Ledger, root: Path, post_id: int, candidate: Candidate
) -> tuple[Links | None, tuple[Problem, ...]]:
    """Give a post that was updated the files of its new text; its links of before where they are others now, and the
    files that could not be had. A file that the text still mentions and that is gone from the source is kept."""
    before = media.load_links(writer, post_id)
    if not before and not candidate.media:
        return None, ()
    changed, refused = keep_media(writer, ledger, root, post_id, candidate)
    mentioned = {storable(item.reference) for item in candidate.media} | set(map(storable, candidate.unfound))
    stale = [item.reference for item, _ in before if item.reference not in mentioned]
    media.unlink(writer, post_id, stale)
    return before if changed or stale else None, refused
