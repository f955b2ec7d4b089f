"""Whether a document is known, and as which post.

A document is known by where it came from (its absolute path) or, for a source that was moved, by its bytes together
with its path (or file name, for a file that was imported by itself).
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from fonds.model.accession import Candidate
from fonds.services.origins import origin_key
from fonds.store import accessions, posts
from fonds.store.packing import PreparedText
from fonds.store.posts import KnownPost
from fonds.store.session import View


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document on its way in. ``path`` is as the system names it, which for bytes that are no text is not what is
    shown."""

    candidate: Candidate
    prepared: PreparedText | None
    origin_key: int
    path: str


class Recognition:
    """Knows which documents of one import are in the archive. ``accession`` is set when the import has one: posts that
    it brought itself are not taken for those of an earlier source that was moved."""

    def __init__(self) -> None:
        self.accession: int | None = None
        self._recognised: set[int] = set()
        self._old_places: dict[int, tuple[Path, ...]] = {}

    def known(self, view: View, batch: Sequence[ReadDocument]) -> list[tuple[ReadDocument, KnownPost | None]]:
        """Each document with the post that it is in the archive."""
        by_origin = posts.known_posts(view, [item.origin_key for item in batch])
        strangers = [item for item in batch if item.origin_key not in by_origin]
        if not strangers:
            return [(item, by_origin[item.origin_key]) for item in batch]
        by_path = posts.known_by_path(view, [item.path for item in strangers])
        by_digest = posts.known_by_digest(view, [item.candidate.digest for item in strangers])
        return [
            (item, by_origin.get(item.origin_key) or self._moved(item, by_path, by_digest)) for item in batch
        ]

    def lies_there_still(self, view: View, known: KnownPost) -> bool:
        """Whether the file that a post came from is where it was: then what was found elsewhere is a copy."""
        if known.accession_id is None:
            return False
        if known.accession_id not in self._old_places:
            sources = accessions.load_sources(view, known.accession_id)
            places = [Path(os.path.realpath(source)) for source in sources]
            self._old_places[known.accession_id] = tuple(
                root for place in places for root in (place, place.parent)
            )
        return any(
            origin_key(root, known.source_path) == known.origin_key
            and (os.path.lexists(root / known.source_path) or root.is_file())
            for root in self._old_places[known.accession_id]
        )

    def _moved(
        self,
        item: ReadDocument,
        by_path: Mapping[tuple[str, bytes], Sequence[KnownPost]],
        by_digest: Mapping[bytes, KnownPost],
    ) -> KnownPost | None:
        digest = item.candidate.digest
        twins = [known for known in by_path.get((item.path, digest), ()) if self._is_earlier(known)]
        if len(twins) > 1:  # as many sources held it: each time another one is meant
            self._recognised.add(twins[-1].post_id)
        if twins:
            return twins[-1]
        known = by_digest.get(digest)
        ours = PurePosixPath(item.path)
        if known is None or len(ours.parts) > 1 or not self._is_earlier(known):
            return None
        return known if ours.name == PurePosixPath(known.source_path).name else None

    def _is_earlier(self, known: KnownPost) -> bool:
        return known.accession_id != self.accession and known.post_id not in self._recognised
