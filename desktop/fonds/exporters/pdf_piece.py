"""A printed piece of a PDF, read: its pages, its objects, and its links as they are to be in the file.

Rule: an object that holds no text and is no link is handed on as the bytes that it is, with its references renumbered; parsing all of a
piece would take longer than printing it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
)

from fonds.exporters.pdf_letters import is_letter_table, mended_letters
from fonds.exporters.pdf_objects import name_bytes
from fonds.model.errors import EnvironmentProblem
from fonds.model.printing import OPEN

_REFERENCE = re.compile(rb"(?<![\d.])(\d+) 0 R(?![A-Za-z])")
_START = re.compile(rb"\s*(\d+) 0 obj\s*")
_NODE = re.compile(rb"/Type\s*/Pages\b")
_LINK = re.compile(rb"/Subtype\s*/Link\b")
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
Renumber = Callable[[int], int]


class Piece:
    """``given`` are places that the PDF itself does not name: page (from 0) and height in points. ``mend``: its tables of
    letters need it."""

    def __init__(self, pdf: bytes, given: Mapping[str, tuple[int, float]], *, mend: bool = False) -> None:
        self.given = given
        self._mend = mend
        self._data = pdf
        try:
            self._reader = PdfReader(BytesIO(pdf))
            self._offsets = dict(self._reader.xref.get(0, {}))
            self._ends = sorted({*self._offsets.values(), pdf.rindex(b"startxref")})
            self.nodes: set[int] = set()
            """The numbers of the nodes of its tree of pages."""
            self.inherited: dict[str, PdfObject] = {}
            """What the pages have from these nodes."""
            self.pages = list(self._walk(self._reader.root_object.raw_get("/Pages")))
            """The numbers of its pages, in order."""
        except (PyPdfError, ValueError, KeyError, IndexError) as error:
            raise EnvironmentProblem(
                "The printed pages cannot be read: {reason}.", reason=str(error)
            ) from error

    def raw(self, number: int) -> tuple[bytes, bytes] | None:
        """An object as its bytes: what may hold references, and a stream's content. None where it must be parsed."""
        start = self._offsets.get(number)
        if start is None:
            return None
        following = bisect_right(self._ends, start)
        if following == len(self._ends):
            return None
        block = self._data[start : self._ends[following]]
        found, end = _START.match(block), block.rfind(b"endobj")
        if found is None or int(found[1]) != number or end < 0:
            return None
        block = block[found.end() : end].rstrip()
        head, stream, rest = block.partition(b"stream")
        if b"(" in head or _LINK.search(head):
            return None
        if self._mend and is_letter_table(rest):
            rest = mended_letters(rest)
        return head, stream + rest

    def parsed(self, number: int) -> PdfObject | None:
        """An object as a value; links are mended."""
        value = self._reader.get_object(IndirectObject(number, 0, self._reader))
        if isinstance(value, DictionaryObject) and value.get("/Subtype") == "/Link":
            _mend_link(value)
        return value

    def named_places(self) -> Iterator[tuple[str, int, float | None]]:
        """The places that the PDF names: name, index of the page, height in points."""
        index = {number: position for position, number in enumerate(self.pages)}
        named = self._reader.root_object.get("/Dests")
        found = named.get_object() if named is not None else None
        for name in found if isinstance(found, DictionaryObject) else ():
            target = found[name].get_object() if isinstance(found, DictionaryObject) else None
            if not isinstance(target, ArrayObject) or len(target) < 4:
                continue
            page, top = list.__getitem__(target, 0), target[3]
            if isinstance(page, IndirectObject) and page.idnum in index:
                yield str(name)[1:], index[page.idnum], float(top) if isinstance(top, int | float) else None

    def _walk(self, node: PdfObject | None) -> Iterator[int]:
        if not isinstance(node, IndirectObject):
            return
        raw = self.raw(node.idnum)
        if raw is not None and not _NODE.search(raw[0]):
            yield node.idnum
            return
        value = self._reader.get_object(node)
        if not isinstance(value, DictionaryObject) or node.idnum in self.nodes:
            return
        if value.get("/Type") != "/Pages":
            yield node.idnum
            return
        self.nodes.add(node.idnum)
        self.inherited |= {key: value.raw_get(key) for key in _INHERITED if key in value}
        kids = value["/Kids"].get_object()
        if isinstance(kids, ArrayObject):
            for position in range(len(kids)):
                yield from self._walk(list.__getitem__(kids, position))


def references(head: bytes) -> bool:
    """Whether raw bytes refer to an object."""
    return _REFERENCE.search(head) is not None


def renumbered_bytes(head: bytes, renumber: Renumber) -> bytes:
    """Raw bytes whose references are those of another file."""
    return _REFERENCE.sub(lambda found: b"%d 0 R" % renumber(int(found[1])), head)


def renumbered(value: PdfObject, renumber: Renumber) -> PdfObject:
    """The same value, changed so that its references are those of another file."""
    if isinstance(value, IndirectObject):
        return IndirectObject(renumber(value.idnum), 0, None)
    if isinstance(value, DictionaryObject):
        for key in list(value):
            dict.__setitem__(value, key, renumbered(value.raw_get(key), renumber))
    elif isinstance(value, ArrayObject):
        for position in range(len(value)):
            list.__setitem__(value, position, renumbered(list.__getitem__(value, position), renumber))
    return value


def serialised(value: PdfObject) -> bytes:
    """A value's bytes."""
    out = BytesIO()
    value.write_to_stream(out)
    return out.getvalue()


def _mend_link(note: DictionaryObject) -> None:
    """Make a link to a post or a place one within the file, and a link that leads nowhere outside the printer none."""
    name, dead = _target_of(note)
    if name or dead:
        note.pop(NameObject("/A"), None)
        note.pop(NameObject("/Dest"), None)
    if name:
        note[NameObject("/Dest")] = ByteStringObject(name_bytes(name))


def _target_of(note: DictionaryObject) -> tuple[str, bool]:
    """The place in the file that a link means, if it means one, and whether it means nothing at all."""
    place, action = note.get("/Dest"), note.get("/A")
    if isinstance(place, NameObject):
        return str(place)[1:], False
    address = str(action.get_object().get("/URI", "")) if action is not None else ""
    if address.startswith("#"):
        return address[1:], False
    if address.startswith(OPEN):
        number = address.removeprefix(OPEN).partition("#")[0]
        return (f"post-{number}", False) if number.isdigit() else ("", True)
    return "", address.startswith(("post:", "file:"))
