"""The posts as feeds: ``feed.atom`` (Atom, RFC 4287) and ``feed.json`` (JSON Feed 1.1), their media beside them.

Each post's identifier is made from the bytes that it came with and their path, so that it stays the same whatever else
is exported.
"""

from __future__ import annotations

import json
import uuid
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from fonds import __version__
from fonds.exporters.addresses import resolve
from fonds.exporters.known_fields import language_tag, source_address
from fonds.exporters.material import ExportPost, Material, MediumUse
from fonds.exporters.media_names import MediaNames
from fonds.exporters.missing import tell_missing
from fonds.exporters.moments import moment_text, published_text
from fonds.exporters.target import FolderTarget
from fonds.exporters.xml_text import xml_text

ATOM = "feed.atom"
JSON = "feed.json"
_SPACE = uuid.UUID("8a0a1d0e-6e34-5a49-9f5c-0d6b9b1f6a52")
"""The name space of our identifiers (RFC 4122, version 5)."""


def write(material: Material, target: FolderTarget) -> None:
    """Write both feeds and the media."""
    whole = material.whole
    title, language = xml_text(whole.title), language_tag(whole.language)
    names = MediaNames()
    known: set[str] = set()
    with target.open(ATOM) as atom, target.open(JSON) as feed:
        atom.write(_atom_head(title, language, whole.changed_at).encode())
        head = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": title,
            **({"language": language} if language else {}),
        }
        feed.write(json.dumps(head, ensure_ascii=False)[:-1].encode() + b', "items": [')
        separator = b"\n"
        for post in material.posts(html=True, plain=True):
            markup = _content(post, names, target)
            urn = _unique(post_urn(post), post.id, known)
            atom.write(_entry(post, urn, markup).encode())
            item = json.dumps(_item(post, urn, markup), ensure_ascii=False)
            feed.write(separator + item.encode("utf-8", "backslashreplace"))
            separator = b",\n"
            target.posts.append(post.id)
        atom.write(b"</feed>\n")
        feed.write(b"\n]}\n")
    for medium, data in material.media():
        target.add(names.path(medium), data, medium=True)


def post_urn(post: ExportPost) -> str:
    """A post's identifier, as an address: ``urn:uuid:…``."""
    return f"urn:uuid:{uuid.uuid5(_SPACE, f'{post.post.original_digest.hex()}/{post.post.source_path}')}"


def _unique(urn: str, number: int, known: set[str]) -> str:
    """The identifier; of a post that came from the same place with the same bytes as another one, one of its own."""
    if urn in known:
        urn = f"urn:uuid:{uuid.uuid5(_SPACE, f'{urn}/{number}')}"
    known.add(urn)
    return urn


def _content(post: ExportPost, names: MediaNames, target: FolderTarget) -> str:
    uses = {use.reference: use for use in post.uses}

    def medium_address(use: MediumUse) -> str:
        return quote(names.path(use.medium))

    markup, missing = resolve(post.html, uses, lambda _number: None, medium_address)
    tell_missing(target, post, missing)
    return markup


def _atom_head(title: str, language: str, changed_at: int) -> str:
    tongue = f" xml:lang={quoteattr(language)}" if language else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom"{tongue}>\n'
        f"<title>{escape(title)}</title>\n"
        f"<id>urn:uuid:{uuid.uuid5(_SPACE, title)}</id>\n"
        f"<updated>{moment_text(changed_at)}</updated>\n"
        f'<generator version="{__version__}">Fonds</generator>\n'
        f'<link rel="self" href="{ATOM}"/>\n'
    )


def _entry(post: ExportPost, urn: str, markup: str) -> str:
    metadata = post.post.metadata
    parts = [
        f"<title>{_text(post.title)}</title>",
        f"<id>{urn}</id>",
        f"<updated>{moment_text(post.post.modified_at)}</updated>",
    ]
    published = published_text(metadata.date)
    if published:
        parts.append(f"<published>{published}</published>")
    # An entry has an author (RFC 4287, 4.1.2); a post may have none that is known.
    for author in metadata.authors or ("—",):
        parts.append(f"<author><name>{_text(author)}</name></author>")
    for label in (*(" › ".join(path) for path in metadata.categories), *metadata.tags):
        parts.append(f"<category term={quoteattr(xml_text(label))}/>")
    address = source_address(post)
    if address:
        parts.append(f'<link rel="alternate" href={quoteattr(xml_text(address))}/>')
    parts.append(f'<content type="html">{_text(markup)}</content>')
    return "<entry>\n" + "\n".join(parts) + "\n</entry>\n"


def _item(post: ExportPost, urn: str, markup: str) -> dict[str, object]:
    metadata = post.post.metadata
    item: dict[str, object] = {
        "id": urn,
        "title": post.title,
        "content_html": markup,
        "content_text": post.plain,
        "date_modified": moment_text(post.post.modified_at),
    }
    published, address = published_text(metadata.date), source_address(post)
    if published:
        item["date_published"] = published
    if address:
        item["url"] = address
    if metadata.authors:
        item["authors"] = [{"name": name} for name in metadata.authors]
    tags = [*(" › ".join(path) for path in metadata.categories), *metadata.tags]
    if tags:
        item["tags"] = tags
    if language := language_tag(metadata.language):
        item["language"] = language
    return item


def _text(text: str) -> str:
    return escape(xml_text(text))
