"""A document cut into its header block and its body, so that the pieces together are the file again.

The fence rule is Jekyll's (``lib/jekyll/document.rb``): the first line is ``---``, and the header ends at the next
line that is ``---`` or ``...``; blanks after the dashes do not matter. Lines may end in LF, CRLF or CR. The other
kinds of header, and JSON between such fences, are found by ``text/fences.py``; what Pandoc reads otherwise by
``text/pandoc_blocks.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from fonds.model.errors import UserError
from fonds.model.problems import Problem, ProblemKind
from fonds.text.encodings import DecodedText, decode_source
from fonds.text.fences import FENCE_STARTS, find_fences, is_json_object
from fonds.text.keyed_lines import find_head
from fonds.text.pandoc_blocks import PANDOC, title_block_end

_OPENER = re.compile(r"---[ \t\f\v]*(?:\r\n|\n|\r)")
_CLOSER = re.compile(r"[\r\n]((?:---|\.\.\.)[ \t\f\v]*(?:\r\n|\n|\r|\Z))")
_GAP = re.compile(r"(?:[ \t]*(?:\r\n|\n|\r))+")
_BLANK_START = re.compile(r"[ \t]*[\r\n]")
_KEY_LIKE = re.compile(r"\s*(?:#.*\s+)*(?:[\"']?[^\W\d][\w .\-]*[\"']?[ \t]*:(?:\s|\Z)|\{)")


class HeaderKind(StrEnum):
    """In which language a header is written."""

    NONE = "none"
    YAML = "yaml"
    TOML = "toml"
    JSON = "json"
    SCRIPT = "script"
    KEYS = "keys"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class DocumentParts:
    """The pieces of a file, in file order: ``bom opener header closer gap body``.

    ``gap`` is the blank lines after the closing fence. Without a header all the text is ``body``. ``unclosed`` says
    that a header seems to begin but never ends. ``dialect`` is "pandoc" where its rules for headers count: then blocks in
    the body are a part of the metadata. ``problems`` are those of the decoding, without a path.
    ``plain_backslashes`` says how the header is to be read (see ``text/yaml_header.py``).
    """

    bom: bytes = b""
    encoding: str = "utf-8"
    exact: bool = True
    kind: HeaderKind = HeaderKind.NONE
    opener: str = ""
    header: str = ""
    closer: str = ""
    gap: str = ""
    body: str = ""
    unclosed: bool = False
    problems: tuple[Problem, ...] = ()
    plain_backslashes: bool = False
    dialect: str = ""

    @property
    def text(self) -> str:
        """The whole text, without the byte order mark."""
        return self.opener + self.header + self.closer + self.gap + self.body

    @property
    def headless(self) -> bool:
        """Whether there is no header."""
        return self.kind is HeaderKind.NONE

    @property
    def header_line(self) -> int:
        """The number of the header's first line, from 1; 0 when there is no header."""
        return 0 if self.kind is HeaderKind.NONE else 1 + count_lines(self.opener)

    @property
    def body_line(self) -> int:
        """The number of the body's first line, from 1."""
        return 1 + count_lines(self.opener + self.header + self.closer + self.gap)

    @property
    def line_end(self) -> str:
        """The line end that most lines have; LF when there is none."""
        text = self.text
        pairs = text.count("\r\n")
        feeds, returns = text.count("\n") - pairs, text.count("\r") - pairs
        if pairs > feeds and pairs >= returns:
            return "\r\n"
        return "\r" if returns > feeds else "\n"


def count_lines(text: str) -> int:
    """The number of line ends (LF, CRLF or CR) in a text."""
    returns = text.count("\r")
    return text.count("\n") + (returns - text.count("\r\n") if returns else 0)


def split_document(data: bytes, encoding: str = "", dialect: str = "") -> DocumentParts:
    """Cut a file into its pieces; ``encoding`` "" finds it out. Never fails: what has no header is all body.

    ``dialect`` is as in ``DocumentParts``."""
    decoded = decode_source(data, encoding)
    if dialect == PANDOC:
        return replace(_split_pandoc(decoded), dialect=PANDOC)
    return _split(decoded)


def _split_pandoc(decoded: DecodedText) -> DocumentParts:
    """A title block, or YAML that no blank line precedes; all else that others take for a header is text."""
    text = decoded.text
    end = title_block_end(text)
    if end:
        return _cut(decoded, HeaderKind.TITLE, 0, end, end)
    opener = _OPENER.match(text)
    if opener is not None and _BLANK_START.match(text, opener.end()) is None:
        parts = _split(decoded)
        if parts.kind is not HeaderKind.YAML or _is_table(parts.header):
            return parts
    return DocumentParts(decoded.bom, decoded.encoding, decoded.exact, body=text, problems=decoded.problems)


def _is_table(header: str) -> bool:
    """Whether YAML holds keys and values, or nothing, or cannot be read; words or a list between rules are text."""
    from fonds.text.yaml_nodes import READ_FAULTS, HeaderFault, compose_mapping, find_excess

    if find_excess(header) is not None:
        return True
    try:
        compose_mapping(header)
    except HeaderFault as fault:
        return fault.kind is not ProblemKind.HEADER_NOT_MAPPING
    except READ_FAULTS:
        return True
    return True


def _split(decoded: DecodedText) -> DocumentParts:
    text = decoded.text
    if not text.startswith("---"):
        return _split_otherwise(decoded, text)
    opener = _OPENER.match(text)
    if opener is None:
        return _split_otherwise(decoded, text)
    closer = _CLOSER.search(text, opener.end() - 1)
    if closer is None or _is_rule(text, opener.end(), closer.start(1)):
        unclosed = closer is None and _KEY_LIKE.match(text, opener.end()) is not None
        return DocumentParts(
            decoded.bom,
            decoded.encoding,
            decoded.exact,
            body=text,
            unclosed=unclosed,
            problems=decoded.problems,
        )
    header = text[opener.end() : closer.start(1)]
    kind = HeaderKind.JSON if "{" in header[:200] and is_json_object(header) else HeaderKind.YAML
    return _cut(decoded, kind, opener.end(), closer.start(1), closer.end())


def _split_otherwise(decoded: DecodedText, text: str) -> DocumentParts:
    """A text that does not begin with plain dashes: another kind of header, or none."""
    fences = find_fences(text) if text.startswith(FENCE_STARTS) else None
    if fences is not None and not fences.unclosed:
        kind = HeaderKind(fences.language)
        return _cut(decoded, kind, fences.header_start, fences.header_end, fences.closer_end)
    head = find_head(text) if text[:1].isalpha() else None
    if head is not None:
        return _cut(decoded, HeaderKind(head.language), 0, head.end, head.closer_end)
    return DocumentParts(
        decoded.bom,
        decoded.encoding,
        decoded.exact,
        body=text,
        unclosed=fences is not None,
        problems=decoded.problems,
    )


def _cut(decoded: DecodedText, kind: HeaderKind, start: int, end: int, closer_end: int) -> DocumentParts:
    text = decoded.text
    gap = _GAP.match(text, closer_end)
    body_start = gap.end() if gap else closer_end
    return DocumentParts(
        decoded.bom,
        decoded.encoding,
        decoded.exact,
        kind,
        text[:start],
        text[start:end],
        text[end:closer_end],
        text[closer_end:body_start],
        text[body_start:],
        problems=decoded.problems,
    )


def _is_rule(text: str, start: int, end: int) -> bool:
    """Whether the dashes are a thematic break of Markdown: a blank line follows, and then no key."""
    if _BLANK_START.match(text, start, end) is None:
        return False
    inner = text[start:end]
    return bool(inner.strip()) and _KEY_LIKE.match(inner) is None


def join_document(parts: DocumentParts) -> bytes:
    """The file again. Raises ``UserError`` for text that is not exact, or that the encoding cannot hold."""
    if not parts.exact:
        raise UserError(
            "The text is not valid {encoding}, so it cannot be written back.", encoding=parts.encoding
        )
    try:
        return parts.bom + parts.text.encode(parts.encoding)
    except UnicodeEncodeError as fault:
        raise UserError(
            "The character “{character}” cannot be written in the encoding of this file, {encoding}.",
            field="body",
            character=fault.object[fault.start],
            encoding=parts.encoding.upper(),
        ) from fault
