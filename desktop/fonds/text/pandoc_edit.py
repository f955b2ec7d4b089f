"""Changing Pandoc's metadata where they stand: in the block whose value counts, and nowhere else.

A new key goes into the title block if it is one of its three, else into the first YAML block, else into a new one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fonds.model.errors import UserError
from fonds.model.post import FieldValue
from fonds.text.front_matter import DocumentParts, HeaderKind, join_document, split_document
from fonds.text.header_edit import create_header, edit_header
from fonds.text.pandoc_blocks import PANDOC, Slot, title_slots
from fonds.text.pandoc_header import read_later_blocks, read_pandoc_header, read_title_block

_SLOTS = ("title", "author", "date")


def edit_pandoc(parts: DocumentParts, changes: Mapping[str, FieldValue]) -> DocumentParts:
    """The document with keys set; None takes a key out of every block that has it. Raises ``UserError`` when a value
    cannot be said where it stands."""
    before = dict(read_pandoc_header(parts).values)
    edited = parts
    for key, value in changes.items():
        made = _set(edited, key, value)
        edited = split_document(join_document(made), parts.encoding, PANDOC)
        edited = replace(edited, plain_backslashes=parts.plain_backslashes)
        if (edited.bom, edited.encoding) != (parts.bom, parts.encoding):
            raise _refusal(key)
    after = dict(read_pandoc_header(edited).values)
    key = next(iter(changes))
    for name, value in changes.items():
        if after.pop(name, None) != value:
            raise _refusal(name)
        before.pop(name, None)
    if after != before:
        raise _refusal(key)
    return edited


def _refusal(key: str) -> UserError:
    return UserError(
        "The front matter is written in a way that “{key}” cannot be changed alone; edit it as text.",
        field=key,
        key=key,
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """A block that can be changed: ``number`` counts those of the body, -1 is the header."""

    number: int
    kind: HeaderKind
    keys: frozenset[str]


def _places(parts: DocumentParts) -> list[_Place]:
    later = read_later_blocks(parts)[0]
    lead: list[_Place] = []
    if parts.kind is not HeaderKind.NONE:
        alone = replace(parts, body="")
        lead = [_Place(-1, parts.kind, frozenset(dict(read_pandoc_header(alone).values)))]
    return [
        *lead,
        *(
            _Place(number, block.kind, frozenset(dict(block.reading.values)))
            for number, block in enumerate(later)
        ),
    ]


def _set(parts: DocumentParts, key: str, value: FieldValue) -> DocumentParts:
    places = _places(parts)
    owners = [place for place in places if key in place.keys]
    if value is None:
        for place in reversed(owners):
            parts = _set_at(parts, place, key, None)
        return parts
    if owners:
        return _set_at(parts, owners[-1], key, value)
    title = next((place for place in places if place.kind is HeaderKind.TITLE), None)
    if title is not None and key in _SLOTS and _fits(key, value):
        return _set_at(parts, title, key, value)
    block = next((place for place in places if place.kind is not HeaderKind.TITLE), None)
    if block is not None:
        return _set_at(parts, block, key, value)
    return _with_block(parts, {key: value})


def _set_at(parts: DocumentParts, place: _Place, key: str, value: FieldValue) -> DocumentParts:
    if place.kind is HeaderKind.TITLE:
        return replace(parts, header=_edit_title(parts, key, value))
    if place.number < 0:
        return replace(edit_header(replace(parts, dialect=""), [(key, value)]), dialect=PANDOC)
    later = read_later_blocks(parts)[0][place.number]
    block, body = later.block, parts.body
    alone = DocumentParts(
        encoding=parts.encoding,
        plain_backslashes=parts.plain_backslashes,
        kind=later.kind,
        opener=body[block.start : block.inner_start],
        header=body[block.inner_start : block.inner_end],
        closer=body[block.inner_end : block.end],
    )
    header = edit_header(alone, [(key, value)]).header
    return replace(parts, body=body[: block.inner_start] + header + body[block.inner_end :])


def _with_block(parts: DocumentParts, wanted: dict[str, FieldValue]) -> DocumentParts:
    """With a YAML block before the text, behind the title block if there is one."""
    if parts.kind is HeaderKind.NONE:
        return create_header(parts, wanted)
    end = parts.line_end
    block = create_header(DocumentParts(encoding=parts.encoding, body=end), wanted)
    header = parts.header if parts.header.endswith(("\n", "\r")) else parts.header + end
    text = f"{block.opener}{block.header}{block.closer}".rstrip("\r\n") + end
    rest = parts.gap + parts.body
    blank = end if parts.body and not parts.gap else ""
    return replace(parts, header=header, gap=end, body=text + blank + rest)


# The title block


def _fits(key: str, value: FieldValue) -> bool:
    """Whether a value reads the same from a title block."""
    text = _written(key, value)
    found = dict(read_title_block(f"%\n%\n% {text}" if key == "date" else f"% {text}", first_line=1).values)
    if key == "author":
        found = dict(read_title_block(f"%\n% {text}", first_line=1).values)
    return text is not None and found == {key: value}


def _written(key: str, value: FieldValue) -> str | None:
    if isinstance(value, str):
        return value
    if key == "author" and isinstance(value, list) and len(value) > 1:
        return "; ".join(name for name in value if isinstance(name, str))
    return None


def _edit_title(parts: DocumentParts, key: str, value: FieldValue) -> str:
    """The title block with one of its three lines changed; an empty line stands in for what is taken out."""
    header, end = parts.header, parts.line_end
    slots: dict[str, Slot] = {slot.key: slot for slot in title_slots(header)}
    if value is not None and not _fits(key, value):
        raise _refusal(key)
    text = f" {_written(key, value)}" if value is not None else ""
    slot = slots.get(key)
    if slot is not None:
        spoken = [name for name, other in slots.items() if header[other.start : other.end].strip()]
        if not text and spoken == [key]:
            return ""
        if not text and list(slots)[-1] == key:
            return header[: slot.start - 1]
        old = header[slot.start : slot.end]
        lead = old[: len(old) - len(old.lstrip(" \t"))] if old.strip() else ""
        text = lead + text[1:] if text and lead else text
        return header[: slot.start] + text + header[slot.end :]
    if header and header[-1] not in "\r\n":
        header += end
    missing = _SLOTS[len(slots) : _SLOTS.index(key)]
    return header + f"%{end}" * len(missing) + f"%{text}{end}"
