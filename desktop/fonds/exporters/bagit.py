"""An archival package that is read without Fonds: a bag by RFC 8493 (BagIt 1.0).

``data/originals/`` holds every post as it came, ``data/current/`` the text as it stands now of those that were changed,
``data/media/`` what they refer to. ``metadata/`` describes them: Dublin Core as a table, the imports, their events in
PREMIS 3, and every revision as a JSON line. Everything is covered by SHA-512 and SHA-256. Nothing in a bag tells when it
was made, so that the same posts give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

from fonds import __version__
from fonds.exporters.bag_metadata import (
    DUBLIN_CORE,
    DescribedPost,
    dublin_core_row,
    premis_events,
    premis_head,
    premis_object,
    premis_tail,
    revision_line,
)
from fonds.exporters.bag_names import bag_name
from fonds.exporters.cells import csv_line
from fonds.exporters.material import ExportPost, Material, PastRevision
from fonds.exporters.media_names import MediaNames
from fonds.exporters.moments import moment_text
from fonds.exporters.target import FolderTarget

_SPOOLED = 1 << 24
_ALGORITHMS = ("sha512", "sha256")
_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


@dataclass(slots=True)
class _Manifest:
    """The digests of files, by algorithm: a line each, and their size in all."""

    lines: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in _ALGORITHMS})
    size: int = 0

    def add(self, path: str, digests: dict[str, str], size: int) -> None:
        self.size += size
        for name in _ALGORITHMS:
            self.lines[name].append(f"{digests[name]}  {path}\n")

    def __len__(self) -> int:
        return len(self.lines[_ALGORITHMS[0]])


class _TagFile:
    """A file beside the payload, written piece by piece."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digests = [hashlib.new(name) for name in _ALGORITHMS]
        self.size = 0

    def write(self, text: str) -> None:
        data = text.encode("utf-8", "backslashreplace")
        self._file.write(data)
        self.size += len(data)
        for digest in self._digests:
            digest.update(data)

    @property
    def digests(self) -> dict[str, str]:
        return dict(zip(_ALGORITHMS, (digest.hexdigest() for digest in self._digests), strict=True))


def write(material: Material, target: FolderTarget) -> None:
    """Write the bag."""
    bag = _Bag(material, target)
    bag.write_posts()
    bag.write_media()
    bag.write_tags()


class _Bag:
    def __init__(self, material: Material, target: FolderTarget) -> None:
        self._material = material
        self._target = target
        self._payload = _Manifest()
        self._tags = _Manifest()
        self._names = MediaNames("data/media")

    def write_posts(self) -> None:
        """The posts' files, and in one go what describes them."""
        with (
            self._tag("metadata/dublin-core.csv") as table,
            self._tag("metadata/premis.xml") as premis,
            self._tag("metadata/revisions.jsonl") as revisions,
            SpooledTemporaryFile(_SPOOLED, "w+", encoding="utf-8") as events,
        ):
            table.write("\N{ZERO WIDTH NO-BREAK SPACE}" + csv_line(DUBLIN_CORE))
            premis.write(premis_head())
            for post in self._material.posts(parts=False):
                described = self._write_post(post, revisions)
                table.write(csv_line(dublin_core_row(described)))
                premis.write(premis_object(described))
                events.writelines(premis_events(described))
            events.seek(0)
            while piece := events.read(1 << 16):
                premis.write(piece)
            premis.write(premis_tail())

    def _write_post(self, post: ExportPost, revisions: _TagFile) -> DescribedPost:
        past = list(self._material.revisions(post.id)) if post.post.revision_number else []
        original = past[0].source if past else post.post.source
        path = self._add(f"data/originals/{bag_name(post.path, post.id)}", original, post.id)
        current = path
        if original != post.post.source:
            current = self._add(f"data/current/{bag_name(post.path, post.id)}", post.post.source)
        states = past or [_only_revision(post)]
        for state in states:
            known = path if state is states[0] else current if state.source == post.post.source else ""
            revisions.write(revision_line(post.id, state, known, post.post.encoding))
        media = tuple(self._names.path(use.medium) for use in post.uses)
        return DescribedPost(post, path, current, media, tuple(states))

    def write_media(self) -> None:
        """The files that the posts refer to, once each."""
        for medium, data in self._material.media():
            self._add(self._names.path(medium), data, medium=True)

    def write_tags(self) -> None:
        """What is left: the imports, what the bag is, and the manifests."""
        with self._tag("metadata/accessions.json") as file:
            accessions = [
                {
                    "accession": origin.number,
                    "started": moment_text(origin.started_at),
                    "sources": list(origin.sources),
                    "generator": origin.generator,
                    "who": origin.who,
                    "note": origin.note,
                }
                for origin in self._material.origins()
            ]
            file.write(json.dumps(accessions, ensure_ascii=False, indent=2) + "\n")
        with self._tag("bagit.txt") as file:
            file.write(_DECLARATION)
        with self._tag("bag-info.txt") as file:
            for name, value in self._facts():
                file.write(f"{name}: {' '.join(value.split())}\n")
        for name in _ALGORITHMS:
            with self._tag(f"manifest-{name}.txt") as file:
                for line in self._payload.lines[name]:
                    file.write(line)
        listed = {name: list(self._tags.lines[name]) for name in _ALGORITHMS}
        for name in _ALGORITHMS:
            with self._tag(f"tagmanifest-{name}.txt") as file:
                for line in sorted(listed[name], key=lambda line: line.partition("  ")[2]):
                    file.write(line)

    def _facts(self) -> Iterator[tuple[str, str]]:
        whole = self._material.whole
        yield "Bag-Software-Agent", f"Fonds {__version__}"
        yield "External-Identifier", whole.title
        yield (
            "External-Description",
            f"{len(self._target.posts)} posts, exported with their media and history",
        )
        yield "Bag-Group-Identifier", whole.title
        yield "Payload-Oxum", f"{self._payload.size}.{len(self._payload)}"

    def _add(self, path: str, data: bytes, post_id: int | None = None, *, medium: bool = False) -> str:
        placed = self._target.add(path, data, post_id, medium=medium)
        digests = {"sha512": hashlib.sha512(data).hexdigest(), "sha256": self._target.files[-1].digest}
        self._payload.add(placed, digests, len(data))
        return placed

    @contextmanager
    def _tag(self, path: str) -> Iterator[_TagFile]:
        with self._target.open(path) as file:
            tag = _TagFile(file)
            yield tag
        self._tags.add(path, tag.digests, tag.size)


def _only_revision(post: ExportPost) -> PastRevision:
    stored = post.post
    return PastRevision(0, stored.created_at, "import", stored.digest, stored.source)
