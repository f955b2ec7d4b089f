"""A PDF that is put together from printed pieces, each written as it comes: what is kept is one piece and where things are.

Pieces repeat one another's letters and pictures; what is the same is written once. Links to posts become links to places
in the file. Source: ISO 32000-1.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

from fonds.exporters.pdf_objects import array, dictionary, reference
from fonds.exporters.pdf_piece import Piece, references, renumbered, renumbered_bytes, serialised


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is: the page's object and its index among those of its kind, and the height in points."""

    page: int
    index: int
    top: float | None

    def destination(self) -> bytes:
        """As a link or an outline names it."""
        top = b"null" if self.top is None else b"%.2f" % self.top
        return array([reference(self.page), b"/XYZ", b"null", top, b"null"])


class PdfFile:
    """Written to ``file`` from its beginning. ``add`` the pieces, ``put`` what else there is, then ``finish``."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._offsets: list[int] = [0]
        self._at = 0
        self._known: dict[bytes, int] = {}
        self._front: list[tuple[int, int]] = []
        self._body: list[tuple[int, int]] = []
        self._tree = self.reserve()
        self.places: dict[str, Place] = {}
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def add(self, piece: Piece, *, front: bool = False) -> None:
        """Append the pages of a piece to the front matter, or to the body."""
        node = self.reserve()
        kind = self._front if front else self._body
        before = sum(count for _, count in kind)
        copy = _Copy(self, piece)
        numbers = [copy.number(page) for page in piece.pages]
        for old in piece.nodes:
            copy.numbers[old] = node
        copy.write_rest()
        inherited = {
            key[1:]: serialised(renumbered(value, copy.number)) for key, value in piece.inherited.items()
        }
        copy.write_rest()
        kids, count = array([reference(number) for number in numbers]), b"%d" % len(numbers)
        self.put(
            dictionary(Type=b"/Pages", Parent=reference(self._tree), Kids=kids, Count=count, **inherited),
            node,
        )
        kind.append((node, len(numbers)))
        for name, index, top in piece.named_places():
            self.places[name] = Place(numbers[index], before + index, top)
        for name, (index, height) in piece.given.items():
            self.places[name] = Place(numbers[index], before + index, height)

    @property
    def front_pages(self) -> int:
        """The number of pages in front of the body."""
        return sum(count for _, count in self._front)

    @property
    def body_pages(self) -> int:
        """The number of pages of the body so far."""
        return sum(count for _, count in self._body)

    def reserve(self) -> int:
        """A number for an object that is written later."""
        self._offsets.append(0)
        return len(self._offsets) - 1

    def put(self, value: bytes, number: int | None = None) -> int:
        """Write an object; returns its number."""
        own = self.reserve() if number is None else number
        self._offsets[own] = self._at
        self._write(b"%d 0 obj\n" % own + value + b"\nendobj\n")
        return own

    def put_stream(self, head: bytes, data: bytes) -> int:
        """Write a stream; ``head`` are the entries of its dictionary, without the length."""
        return self.put(b"<< " + head + b" /Length %d >>\nstream\n" % len(data) + data + b"\nendstream")

    def put_known(self, value: bytes) -> int:
        """Write an object that refers to no other, unless the same is there already."""
        digest = hashlib.blake2b(value, digest_size=20).digest()
        if digest not in self._known:
            self._known[digest] = self.put(value)
        return self._known[digest]

    def finish(self, catalog: Mapping[str, bytes], info: bytes, identity: bytes) -> None:
        """Write the tree of pages, the catalog with these entries, and the table of all objects. ``identity`` are the 16
        bytes by which the file is known."""
        kinds = [*self._front, *self._body]
        kids = array([reference(number) for number, _ in kinds])
        total = sum(count for _, count in kinds)
        self.put(dictionary(Type=b"/Pages", Kids=kids, Count=b"%d" % total), self._tree)
        root = self.put(dictionary(Type=b"/Catalog", Pages=reference(self._tree), **catalog))
        info_number = self.put(info)
        start = self._at
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % len(self._offsets))
        for offset in self._offsets[1:]:
            self._write(b"%010d 00000 n \n" % offset)
        mark = b"<" + identity.hex().encode() + b">"
        trailer = dictionary(
            Size=b"%d" % len(self._offsets),
            Root=reference(root),
            Info=reference(info_number),
            ID=array([mark, mark]),
        )
        self._write(b"trailer\n" + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % start)

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._at += len(data)


class _Copy:
    """Takes the objects of one piece over, as far as something refers to them."""

    def __init__(self, target: PdfFile, piece: Piece) -> None:
        self.numbers: dict[int, int] = {}
        self._target = target
        self._piece = piece
        self._waiting: list[int] = []

    def number(self, old: int) -> int:
        """The number that an object of the piece has in the file; what refers to nothing is written at once."""
        number = self.numbers.get(old)
        if number is None:
            raw = self._piece.raw(old)
            if raw is not None and not references(raw[0]):
                number = self._target.put_known(raw[0] + raw[1])
            else:
                number = self._target.reserve()
                self._waiting.append(old)
            self.numbers[old] = number
        return number

    def write_rest(self) -> None:
        """Write what was referred to, and what that refers to."""
        while self._waiting:
            old = self._waiting.pop()
            raw = self._piece.raw(old)
            if raw is not None:
                value = renumbered_bytes(raw[0], self.number) + raw[1]
            else:
                parsed = self._piece.parsed(old)
                value = b"null" if parsed is None else serialised(renumbered(parsed, self.number))
            self._target.put(value, self.numbers[old])
