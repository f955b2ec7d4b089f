"""A document's header read, in whichever language it is written. A script is kept and never run."""

from __future__ import annotations

from fonds.model.problems import Problem, ProblemKind
from fonds.text.front_matter import DocumentParts, HeaderKind
from fonds.text.yaml_header import HeaderReading, read_header

_NO_HEADER = HeaderReading()


def read_document_header(parts: DocumentParts) -> HeaderReading:
    """What the header of a document says, with lines of its file; empty when there is none. Never raises."""
    if parts.dialect:
        from fonds.text.pandoc_header import read_pandoc_header

        return read_pandoc_header(parts)
    if parts.kind is HeaderKind.YAML:
        return read_header(
            parts.header, first_line=parts.header_line, plain_backslashes=parts.plain_backslashes
        )
    if parts.kind is HeaderKind.NONE:
        return _NO_HEADER
    if parts.kind is HeaderKind.TOML:
        from fonds.text.toml_header import read_toml_header

        return read_toml_header(parts.header, first_line=parts.header_line)
    if parts.kind is HeaderKind.JSON:
        from fonds.text.json_header import read_json_header

        return read_json_header(parts.header, first_line=parts.header_line)
    if parts.kind is HeaderKind.KEYS:
        from fonds.text.keyed_header import read_keyed_header

        return read_keyed_header(parts.header, first_line=parts.header_line)
    problem = Problem(ProblemKind.HEADER_SCRIPT, "", 1)
    return HeaderReading(problems=(problem,), readable=False, effective_text=parts.header)
