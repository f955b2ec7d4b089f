"""What a PDF tells of itself: outline, names of places, page labels, title, authors and language.

It says of its time what the posts say, so that the same posts give the same file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from fonds.exporters.contents import Part
from fonds.exporters.moments import moment_text
from fonds.exporters.pdf_file import PdfFile, Place
from fonds.exporters.pdf_front import CONTENTS_PLACE, contents_heading
from fonds.exporters.pdf_objects import (
    array,
    date_value,
    dictionary,
    name_bytes,
    name_value,
    reference,
    text_value,
)
from fonds.exporters.xml_text import xml_text

_LEAF = 64
"""Names in a leaf of their tree."""
_OPEN_ENTRIES = 40
"""An outline of more entries shows only its parts at first."""
_PROGRAM = "Fonds"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is told of the whole; ``identity`` are the 16 bytes by which the file is known."""

    title: str
    authors: tuple[str, ...]
    language: str
    changed_at: int
    identity: bytes


@dataclass(slots=True)
class _Item:
    title: str
    place: Place | None
    below: list[_Item] = field(default_factory=list)


def finish(file: PdfFile, facts: Facts, parts: Sequence[Part]) -> None:
    """Write all of it, and end the file."""
    xmp = _xmp(facts).encode()
    catalog = {
        "Names": dictionary(Dests=_name_tree(file)),
        "PageLabels": dictionary(Nums=_labels(file)),
        "Outlines": reference(_Outline(file).write(_items(file, facts, parts))),
        "PageMode": b"/UseOutlines",
        "Metadata": reference(file.put_stream(b"/Type /Metadata /Subtype /XML", xmp)),
        "ViewerPreferences": dictionary(DisplayDocTitle=b"true"),
    }
    if facts.language:
        catalog["Lang"] = text_value(facts.language)
    info = dictionary(
        Title=text_value(facts.title),
        Author=text_value("; ".join(facts.authors)) if facts.authors else None,
        Creator=text_value(_PROGRAM),
        Producer=text_value(_PROGRAM),
        CreationDate=date_value(facts.changed_at),
        ModDate=date_value(facts.changed_at),
    )
    file.finish(catalog, info, facts.identity)


def _items(file: PdfFile, facts: Facts, parts: Sequence[Part]) -> list[_Item]:
    contents = file.places.get(CONTENTS_PLACE)
    items = [] if contents is None else [_Item(contents_heading(facts.language), contents)]
    for part in parts:
        posts = [_Item(entry.title, file.places.get(f"post-{entry.id}")) for entry in part.entries]
        if part.heading and posts:
            items.append(_Item(part.heading, posts[0].place, posts))
        else:
            items.extend(posts)
    return items


class _Outline:
    """Writes the tree of an outline (ISO 32000-1, 12.3.3)."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._open = False

    def write(self, items: Sequence[_Item]) -> int:
        """Returns the number of the root."""
        below = sum(len(item.below) for item in items)
        self._open = len(items) + below <= _OPEN_ENTRIES
        root = self._file.reserve()
        first, last = self._level(items, root)
        shown = len(items) + (below if self._open else 0)
        self._file.put(dictionary(Type=b"/Outlines", First=first, Last=last, Count=b"%d" % shown), root)
        return root

    def _level(self, items: Sequence[_Item], parent: int) -> tuple[bytes | None, bytes | None]:
        numbers = [self._file.reserve() for _ in items]
        for position, item in enumerate(items):
            first, last = self._level(item.below, numbers[position])
            count = len(item.below) if self._open else -len(item.below)
            value = dictionary(
                Title=text_value(item.title),
                Parent=reference(parent),
                Prev=reference(numbers[position - 1]) if position else None,
                Next=reference(numbers[position + 1]) if position + 1 < len(items) else None,
                First=first,
                Last=last,
                Count=b"%d" % count if item.below else None,
                Dest=item.place.destination() if item.place is not None else None,
            )
            self._file.put(value, numbers[position])
        return (reference(numbers[0]), reference(numbers[-1])) if numbers else (None, None)


def _name_tree(file: PdfFile) -> bytes:
    """All places by name, so that links find them (ISO 32000-1, 7.9.6)."""
    names = sorted(file.places, key=name_bytes)
    leaves = []
    for start in range(0, len(names), _LEAF):
        some = names[start : start + _LEAF]
        pairs = [part for name in some for part in (name_value(name), file.places[name].destination())]
        limits = array([name_value(some[0]), name_value(some[-1])])
        leaves.append(reference(file.put(dictionary(Limits=limits, Names=array(pairs)))))
    return reference(file.put(dictionary(Kids=array(leaves)) if leaves else dictionary(Names=array([]))))


def _labels(file: PdfFile) -> bytes:
    """Roman numbers for what stands before the posts, and 1 for the first page of these."""
    ranges = [b"0", dictionary(S=b"/r")]
    if file.body_pages:
        ranges += [b"%d" % file.front_pages, dictionary(S=b"/D")]
    return array(ranges)


def _xmp(facts: Facts) -> str:
    """The same once more, as XMP (ISO 16684-1)."""
    moment = moment_text(facts.changed_at)
    authors = "".join(f"<rdf:li>{_text(name)}</rdf:li>" for name in facts.authors)
    creators = f"<dc:creator><rdf:Seq>{authors}</rdf:Seq></dc:creator>\n" if authors else ""
    language = (
        f"<dc:language><rdf:Bag><rdf:li>{_text(facts.language)}</rdf:li></rdf:Bag></dc:language>\n"
        if facts.language
        else ""
    )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">\n'
        "<dc:format>application/pdf</dc:format>\n"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{_text(facts.title)}</rdf:li></rdf:Alt></dc:title>\n'
        f"{creators}{language}"
        f"<xmp:CreateDate>{moment}</xmp:CreateDate>\n<xmp:ModifyDate>{moment}</xmp:ModifyDate>\n"
        f"<xmp:CreatorTool>{_PROGRAM}</xmp:CreatorTool>\n<pdf:Producer>{_PROGRAM}</pdf:Producer>\n"
        '</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>'
    )


def _text(text: str) -> str:
    return escape(xml_text(" ".join(text.split())), quote=False)
