"""What a bag says of its posts: Dublin Core (DCMI terms), PREMIS 3.0 (Library of Congress) and revisions as JSON lines.

PREMIS: each post is an object of category file with its digest and format, each import and each later state an event.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from fonds.exporters.known_fields import RIGHTS, SOURCES, first_field
from fonds.exporters.material import ExportPost, PastRevision
from fonds.exporters.moments import moment_text
from fonds.exporters.xml_text import xml_text
from fonds.model.post import BodyFormat

DUBLIN_CORE = (
    *(
        "filename",
        "dc.identifier",
        "dc.title",
        "dc.creator",
        "dc.date",
        "dc.subject",
        "dc.language",
        "dc.type",
    ),
    *("dc.format", "dc.source", "dc.rights", "dc.relation", "current"),
)
_TYPES = {BodyFormat.MARKDOWN: "text/markdown", BodyFormat.HTML: "text/html", BodyFormat.TEXT: "text/plain"}
_NAMESPACE = "http://www.loc.gov/premis/v3"
_AGENT = "fonds"
_SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"


@dataclass(frozen=True, slots=True)
class DescribedPost:
    """A post of a bag, where its original and its current text lie, its media, and its states."""

    post: ExportPost
    original: str
    current: str
    media: tuple[str, ...]
    states: tuple[PastRevision, ...]


def dublin_core_row(described: DescribedPost) -> list[str]:
    """A post's row below ``DUBLIN_CORE``; several values of a cell are parted by ``; ``."""
    metadata = described.post.post.metadata
    subjects = [*(" › ".join(path) for path in metadata.categories), *metadata.tags]
    return [
        described.original,
        str(described.post.id),
        metadata.title,
        "; ".join(metadata.authors),
        metadata.date.iso_text(),
        "; ".join(subjects),
        metadata.language,
        "Text",
        _TYPES[metadata.format],
        first_field(described.post, SOURCES),
        first_field(described.post, RIGHTS),
        "; ".join(described.media),
        described.current,
    ]


def revision_line(post_id: int, state: PastRevision, file: str, encoding: str) -> str:
    """A state of a post as a JSON line: the file of the bag that it is, else its text, else (where that would not give
    the same bytes) its bytes as base64."""
    facts: dict[str, object] = {
        "post": post_id,
        "revision": state.number,
        "made": moment_text(state.made_at),
        "reason": state.reason,
        "sha256": state.digest.hex(),
    }
    if file:
        facts["file"] = file
    else:
        facts |= _content(state.source, encoding)
    return json.dumps(facts, ensure_ascii=False) + "\n"


def _content(source: bytes, encoding: str) -> dict[str, object]:
    try:
        text = source.decode(encoding)
        if text.encode(encoding) == source:
            return {"encoding": encoding, "text": text}
    except (LookupError, ValueError):
        pass
    return {"base64": base64.b64encode(source).decode("ascii")}


def premis_head() -> str:
    """The beginning of the document; objects come first, then events, then the agent, as its schema wants it."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<premis xmlns="{_NAMESPACE}" xmlns:xsi="{_SCHEMA}" version="3.0">\n'
    )


def premis_object(described: DescribedPost) -> str:
    """A post's original file."""
    first, post = described.states[0], described.post
    return (
        f'<object xsi:type="file">{_identifier("object", _post_name(post))}<objectCharacteristics>'
        f"<compositionLevel>0</compositionLevel><fixity><messageDigestAlgorithm>SHA-256</messageDigestAlgorithm>"
        f"<messageDigest>{first.digest.hex()}</messageDigest></fixity><size>{len(first.source)}</size>"
        f"<format><formatDesignation><formatName>{_TYPES[post.post.metadata.format]}</formatName></formatDesignation>"
        f"</format></objectCharacteristics><originalName>{_text(post.post.source_path)}</originalName><storage>"
        f"<contentLocation><contentLocationType>path</contentLocationType><contentLocationValue>"
        f"{_text(described.original)}</contentLocationValue></contentLocation></storage></object>\n"
    )


def premis_events(described: DescribedPost) -> Iterator[str]:
    """How a post came, and what was done to it since."""
    name = _post_name(described.post)
    tail = f"{_identifier('linkingAgent', _AGENT)}{_identifier('linkingObject', name)}</event>\n"
    for state in described.states:
        kind = "ingestion" if state is described.states[0] else "modification"
        detail = f"{_text(state.reason)}, revision {state.number}, SHA-256 {state.digest.hex()}"
        yield (
            f"<event>{_identifier('event', f'{name}-{state.number}')}<eventType>{kind}</eventType>"
            f"<eventDateTime>{moment_text(state.made_at)}</eventDateTime>"
            f"<eventDetailInformation><eventDetail>{detail}</eventDetail></eventDetailInformation>{tail}"
        )


def premis_tail() -> str:
    """The program, and the document's end."""
    facts = "<agentName>Fonds</agentName><agentType>software</agentType>"
    return f"<agent>{_identifier('agent', _AGENT)}{facts}</agent>\n</premis>\n"


def _identifier(what: str, value: str) -> str:
    """An identifier of ours, in which nothing has to be escaped."""
    return (
        f"<{what}Identifier><{what}IdentifierType>local</{what}IdentifierType>"
        f"<{what}IdentifierValue>{value}</{what}IdentifierValue></{what}Identifier>"
    )


def _text(text: str) -> str:
    return escape(xml_text(text))


def _post_name(post: ExportPost) -> str:
    return f"post-{post.id}"
