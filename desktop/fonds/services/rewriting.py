"""From what was edited to the file's new bytes, and to what the importer reads in them. Nothing is written here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from fonds.importers.interface import SiteSettings, root_from_json, site_from_json
from fonds.importers.jekyll import default_values
from fonds.importers.media import still_missing
from fonds.importers.reading import read_again
from fonds.importers.registry import get_generator
from fonds.model.accession import Candidate
from fonds.model.errors import HeaderNotPatchable, UserError
from fonds.model.post import BodyFormat, FieldValue, Post, PostMetadata
from fonds.model.revision import MetadataEdit, NewPost, PostEdit
from fonds.services.dialect_changes import dialect_changes
from fonds.services.field_changes import ChosenKeys
from fonds.services.header_changes import check_reading, header_changes, written_keys
from fonds.services.origins import origin_key
from fonds.services.post_parts import parts_of
from fonds.store import accessions
from fonds.store.posts import find_origin
from fonds.store.session import View
from fonds.text.front_matter import DocumentParts, HeaderKind, join_document, split_document
from fonds.text.header_edit import edit_header
from fonds.text.header_form import with_form
from fonds.text.headers import read_document_header
from fonds.text.names import slugify
from fonds.text.value_types import with_types

__all__ = [
    "check_reading",
    "edited_source",
    "encoding_for",
    "new_name",
    "new_source",
    "read_edited",
    "read_new",
    "site_of",
    "with_source",
]

NEW_GENERATOR = "folder"
"""Posts that are made in the window are read by the plain rules."""

SUFFIXES = {BodyFormat.MARKDOWN: ".md", BodyFormat.HTML: ".html", BodyFormat.TEXT: ".txt"}


def edited_source(post: Post, edit: PostEdit, site: SiteSettings, *, rewriting: bool = False) -> bytes:
    """The file that an edit of a post would give, byte for byte; raises UserError where it cannot be written.

    Raises HeaderNotPatchable where more than the edited keys would change, unless ``rewriting`` allows that.
    """
    if not post.text_exact:
        raise UserError(
            "The bytes of this post are not text in any encoding that is known. It can be exported, but not edited."
        )
    parts = parts_of(post)
    if edit.whole_text is not None:
        whole = DocumentParts(bom=parts.bom, encoding=parts.encoding, body=edit.whole_text)
        data, edit = _encoded(whole, post.encoding), replace(edit, whole_text=None)
        if edit.empty:
            return data
        post = with_source(post, data, site)
        parts = parts_of(post)
    if not edit.form.empty:
        parts = with_form(parts, edit.form, plain_backslashes=site.plain_backslashes)
    if not edit.metadata.empty:
        parts = _with_metadata(post, parts, edit.metadata, site, rewriting=rewriting)
    if edit.form.types:
        parts = with_types(parts, edit.form.types)
    if edit.body is not None:
        parts = _with_body(parts, edit.body)
    return _encoded(parts, post.encoding)


def with_source(post: Post, data: bytes, site: SiteSettings) -> Post:
    """The post as it would be with another file text, which is not saved."""
    found = read_edited(post, data, site)
    return replace(
        post,
        source=data,
        metadata=found.metadata,
        header_readable=not found.kept_raw,
        problems=found.problems,
    )


def _with_body(parts: DocumentParts, body: str) -> DocumentParts:
    closer = parts.closer
    if body and closer and closer[-1] not in "\r\n":
        closer += parts.line_end  # with text right behind it the fence would be none
    made = replace(parts, closer=closer, body=body)
    if (
        parts.kind in (HeaderKind.KEYS, HeaderKind.TITLE)
        and body
        and split_document(join_document(made), parts.encoding, parts.dialect).body != body
    ):
        end = parts.line_end  # the text would go on with the keys
        header = parts.header if parts.header.endswith(("\n", "\r")) else parts.header + end
        made = replace(made, header=header, gap=parts.gap or end)
    return made


def _with_metadata(
    post: Post, parts: DocumentParts, edit: MetadataEdit, site: SiteSettings, *, rewriting: bool
) -> DocumentParts:
    if not post.header_readable:
        raise UserError("The front matter of this post cannot be read. Mend it in the text first.")
    if site.plain_backslashes:
        parts = replace(parts, plain_backslashes=True)
    values = dict(read_document_header(parts).values)
    chosen = ChosenKeys(values, edit, site)
    written = written_keys(chosen.seen, post.metadata)
    header = {key: chosen.seen[own] for key, own in written.items()}
    generator = get_generator(post.generator)
    folders = generator.folder_categories(post.source_path, site)
    defaults = default_values(post.source_path, generator.classify(post.source_path, site), site)
    defaults = chosen.defaults(defaults)
    own, rest = dialect_changes(post.generator, chosen.edit, post.metadata, header, folders)
    changes = [*own, *header_changes(rest, post.metadata, header, folders, defaults)]
    changes = chosen.in_file([(written.get(key, key), value) for key, value in changes])
    return _with_keys(parts, changes, rewriting=rewriting)


def _with_keys(
    parts: DocumentParts, changes: Sequence[tuple[str, FieldValue]], *, rewriting: bool
) -> DocumentParts:
    try:
        return edit_header(parts, changes)
    except UserError as fault:
        from fonds.text.header_rewrite import rewrite_header

        made = rewrite_header(parts, changes)
        if made is None:
            raise
        if not rewriting:
            raise HeaderNotPatchable(
                "“{key}” cannot be changed alone in this front matter: other lines depend on it. The front matter has "
                "to be rewritten.",
                key=dict(fault.details).get("key", changes[0][0]),
            ) from fault
        return made


def _encoded(parts: DocumentParts, encoding: str) -> bytes:
    """The file. Refuses what its encoding cannot hold, or would give back as another character of like looks."""
    data = join_document(parts)
    back = data[len(parts.bom) :].decode(parts.encoding)
    if back != parts.text:
        place = next((place for place, (a, b) in enumerate(zip(parts.text, back, strict=False)) if a != b), 0)
        raise UserError(
            "The character “{character}” cannot be written in the encoding of this file, {encoding}.",
            field="body",
            character=parts.text[place : place + 1],
            encoding=encoding.upper(),
        )
    return data


def read_edited(post: Post, data: bytes, site: SiteSettings) -> Candidate:
    """What the importer would make of a post's new bytes. A file that was missing still is, while the body shows it."""
    encoding = encoding_for(post, data)
    found = read_again(data, post.source_path, post.generator, site, encoding)
    parts = parts_of(post, data, encoding)
    body = parts.text if found.kept_raw else parts.body
    missing = still_missing(post.problems, post.source_path, body, found.metadata.format, parts)
    return replace(found, problems=(*found.problems, *missing)) if missing else found


def encoding_for(post: Post, data: bytes) -> str:
    """The encoding to read edited bytes by: the post's own, which a guess from new bytes might miss."""
    return "" if split_document(data).encoding == post.encoding else post.encoding


def site_of(view: View, post: Post) -> SiteSettings:
    """How the post's source as a whole was read, as its accession remembers it. Of several sources it is the one that
    the post lay in."""
    found: list[tuple[Path | None, SiteSettings]] = []
    if post.accession_id is not None:
        for text in accessions.load_sites(view, post.accession_id):
            site = site_from_json(text)
            if site.generator == post.generator:
                found.append((root_from_json(text), site))
    if len(found) > 1:
        origin = find_origin(view, post.id)
        for root, site in found:
            if root is not None and origin_key(root, post.source_path) == origin:
                return site
    return found[0][1] if found else SiteSettings(post.generator)


def new_source(new: NewPost) -> bytes:
    """The file of a new post, dated now."""
    date = datetime.now().astimezone()
    parts = DocumentParts(body=new.body)
    edit = MetadataEdit(
        title=new.title,
        date_text=date.strftime("%Y-%m-%d %H:%M:%S %z"),
        status=new.status,
        categories=new.categories or None,
        tags=new.tags or None,
    )
    return join_document(edit_header(parts, header_changes(edit, PostMetadata(), {}, ())))


def new_name(new: NewPost) -> tuple[str, str]:
    """What the file of a new post is to be called: the name without its suffix, and the suffix."""
    return (
        f"{datetime.now().astimezone():%Y-%m-%d}-{slugify(new.title) or 'untitled'}",
        SUFFIXES[new.format],
    )


def read_new(data: bytes, path: str, moment: int) -> Candidate:
    """What the importer would make of a new post's file, made at ``moment`` (seconds UTC)."""
    site = SiteSettings(NEW_GENERATOR)
    return replace(read_again(data, path, NEW_GENERATOR, site, "utf-8", modified_at=moment), problems=())
