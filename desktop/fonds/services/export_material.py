"""The posts of an export as its format takes them: read in batches from one state of the archive, rendered where asked.

Rule: bytes are handed out only when they are what was stored; what is damaged, missing or could not be rendered is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from fonds.exporters.material import (
    CopiedArchive,
    ExportPost,
    Medium,
    MediumUse,
    Origin,
    PastRevision,
    Whole,
)
from fonds.model.post import Post
from fonds.model.printing import Printer
from fonds.model.problems import Problem, ProblemKind
from fonds.model.record import PostRecord, RecordedAccession, RecordedCollection
from fonds.services.export_rendering import Rendering
from fonds.services.post_parts import parts_of
from fonds.store import accessions, handing_out, record_reading, search
from fonds.store.handing_out import StoredUse
from fonds.store.session import View
from fonds.store.whole_posts import StoredPost, load_posts
from fonds.text.names import shown_path

BATCH = 100


class Pace(Protocol):
    """Is told of each post that is handed out, and how far the work after the last one is; raises to stop it."""

    def on_post(self) -> None: ...

    def on_rest(self, part: float) -> None: ...


class ArchiveMaterial:
    """The posts ``ids``, in this order. ``damaged`` gathers what could not be handed out."""

    def __init__(
        self,
        view: View,
        ids: Sequence[int],
        whole: Whole,
        rendering: Rendering,
        printer: Printer,
        pace: Pace,
    ) -> None:
        self.whole = whole
        self.printer = printer
        self.damaged: dict[Problem, None] = {}
        self._view = view
        self._ids = ids
        self._rendering = rendering
        self._pace = pace

    def sources(self) -> Iterator[tuple[int, str, bytes]]:
        for some in _batches(sorted(self._ids)):
            for number, path, data in handing_out.load_sources(self._view, some):
                self._pace.on_post()
                if data is None:
                    self._tell_damage(path)
                else:
                    yield number, path, data

    def original_media(self) -> Iterator[tuple[str, bytes]]:
        handed: set[tuple[str, int]] = set()
        for some in _batches(sorted(self._ids)):
            for path, number, data in handing_out.load_media_of(self._view, some, leave_out=handed):
                handed.add((path, number))
                self.went_on(0)
                if data is None:
                    self._tell_damage(path)
                else:
                    yield path, data

    def posts(
        self, *, html: bool = False, plain: bool = False, marks: bool = False, parts: bool = True
    ) -> Iterator[ExportPost]:
        loaded = self._loaded(plain=plain, parts=parts)
        if marks:
            from fonds.services.export_marks import with_marks  # only here: few formats read marks

            loaded = (with_marks(self._view, post) for post in loaded)
        for post in self._rendering.rendered(self._view, loaded) if html else loaded:
            self._pace.on_post()
            yield post

    def reordered(self, ids: Sequence[int]) -> ArchiveMaterial:
        made = ArchiveMaterial(self._view, ids, self.whole, self._rendering, self.printer, self._pace)
        made.damaged = self.damaged
        return made

    def media(self) -> Iterator[tuple[Medium, bytes]]:
        for stored, data in handing_out.load_media(self._view, self._ids):
            self.went_on(0)
            if data is None:
                self._tell_damage(stored.name)
            else:
                yield Medium(stored.id, stored.digest, stored.size, stored.mime, stored.name), data

    def medium_bytes(self, medium: Medium) -> bytes | None:
        found = handing_out.load_medium(self._view, medium.id)
        if found is None:
            self._tell_damage(medium.name)
        return found

    def revisions(self, post_id: int) -> Iterator[PastRevision]:
        for number, made_at, reason, digest, data in handing_out.load_revisions(self._view, post_id):
            if data is None:
                self._tell_damage(f"{post_id}/{number}")
            else:
                yield PastRevision(number, made_at, reason, digest, data)

    def origins(self) -> tuple[Origin, ...]:
        numbers = handing_out.load_accession_numbers(self._view, self._ids)
        found = (accessions.get_accession(self._view, number) for number in sorted(numbers))
        return tuple(
            Origin(item.id, item.started_at, item.sources, item.generator, item.who, item.note)
            for item in found
        )

    def records(self) -> Iterator[PostRecord]:
        for record in record_reading.load_records(self._view, self._ids, history=self.whole.options.history):
            self._pace.on_post()
            if isinstance(record, PostRecord):
                yield record
            else:
                self._tell_damage(record.path)

    def accessions(self) -> tuple[RecordedAccession, ...]:
        numbers = handing_out.load_accession_numbers(self._view, self._ids)
        return record_reading.load_accessions(self._view, sorted(numbers))

    def collections(self) -> tuple[RecordedCollection, ...]:
        return record_reading.load_collections(self._view, self._ids)

    def went_on(self, part: float) -> None:
        self._pace.on_rest(part)

    def make_archive(self, path: Path) -> CopiedArchive:
        from fonds.services.archive_copies import copy_archive  # only here: no other format writes one

        return copy_archive(self, path, self._view.cancel)

    def _loaded(self, *, plain: bool, parts: bool) -> Iterator[ExportPost]:
        for some in _batches(self._ids):
            uses = handing_out.load_uses(self._view, some)
            paths = handing_out.load_paths(self._view, some)
            words = handing_out.load_word_counts(self._view, some)
            loaded = load_posts(self._view, some)
            revisions = [stored.post.revision_id for stored in loaded]
            texts = search.load_plain_texts(self._view, revisions) if plain else {}
            for stored in loaded:
                post = self._whole_post(stored)
                if post is None:
                    continue
                pieces = parts_of(post) if parts else None
                yield ExportPost(
                    post,
                    path=paths[post.id],
                    header=pieces.header if pieces else "",
                    body=pieces.body if pieces else "",
                    plain=texts.get(post.revision_id, ""),
                    words=words[post.id],
                    uses=tuple(_use_of(use) for use in uses.get(post.id, ())),
                )

    def _whole_post(self, stored: StoredPost) -> Post | None:
        data = handing_out.whole_bytes(stored.post.digest, *stored.packed)
        if data is None:
            self._tell_damage(stored.post.source_path)
            return None
        return replace(stored.post, source=data)

    def _tell_damage(self, path: str) -> None:
        self.damaged.setdefault(Problem(ProblemKind.DAMAGED, shown_path(path)))


def _use_of(use: StoredUse) -> MediumUse:
    medium = Medium(use.media.id, use.media.digest, use.media.size, use.media.mime, use.media.name)
    return MediumUse(use.reference, use.path, medium)


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
