"""The tables of an archive file.

Rule: the rows that list and sort are narrow; verbatim bytes, plain text and media lie in tables of their own. What a
person can undo lies in the tables named by ``UNDOABLE``; bytes, texts and terms are only ever added to. Loading this
module loads SQLAlchemy's mapper, a third of a second: whoever only reads an archive does without.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, MetaData, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_NEVER_REUSED = {"sqlite_autoincrement": True}
"""For tables that lose rows which an undo may bring back: were the number of such a row given to another one meanwhile,
the step could not be undone."""


class Base(DeclarativeBase):
    """The root of all tables."""

    metadata = MetaData()


class MetaRow(Base):
    """Facts of the archive itself, by name: the counters, the rules of the index, when it was made."""

    __tablename__ = "meta"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class AccessionRow(Base):
    """One import. ``sources``, ``settings``, ``sites`` (how each source as a whole was read) and ``report`` (the
    counts) are JSON. ``runner`` is the process that works on it, ``seen_at`` its last sign of life."""

    __tablename__ = "accessions"
    __table_args__ = (_NEVER_REUSED,)
    id: Mapped[int] = mapped_column(primary_key=True)
    started_at: Mapped[int]
    finished_at: Mapped[int | None]
    withdrawn_at: Mapped[int | None]
    generator: Mapped[str]
    sources: Mapped[str]
    settings: Mapped[str]
    sites: Mapped[str]
    report: Mapped[str | None]
    who: Mapped[str] = mapped_column(server_default="")
    note: Mapped[str] = mapped_column(server_default="")
    runner: Mapped[str] = mapped_column(server_default="")
    seen_at: Mapped[int] = mapped_column(server_default="0")


class AccessionItemRow(Base):
    """What an accession did with one document; added to while it runs, and never changed by what becomes of the post.

    ``outcome`` is None for what is told of the source as a whole. ``repaired`` and ``kept_raw`` are counts, 0 or 1.
    ``problems`` is JSON, None when there are none; ``links_before`` too: the links to files that an updated post had
    before, where the update changed them.
    """

    __tablename__ = "accession_items"
    __table_args__ = (Index("accession_items_by_accession", "accession_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    accession_id: Mapped[int] = mapped_column(ForeignKey("accessions.id"))
    origin_key: Mapped[int | None]
    path: Mapped[str]
    outcome: Mapped[str | None]
    post_id: Mapped[int | None]
    revision_id: Mapped[int | None]
    before_revision: Mapped[int | None]
    repaired: Mapped[int]
    kept_raw: Mapped[int]
    problems: Mapped[str | None]
    links_before: Mapped[str | None]


class ConflictRow(Base):
    """A post that was edited here and changed in its source. ``revision_id`` is the source's text, ``base_revision``
    the source's text before; ``media`` is JSON: the files that the new text refers to."""

    __tablename__ = "conflicts"
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)
    revision_id: Mapped[int]
    base_revision: Mapped[int | None]
    accession_id: Mapped[int] = mapped_column(ForeignKey("accessions.id"))
    found_at: Mapped[int]
    media: Mapped[str]


class RevisionRow(Base):
    """The bytes of one state of one post. ``post_id`` is no foreign key: an undone new post leaves its revision,
    from which redo takes it up again. ``person`` (a row of people, 0: not known) made it by the operation ``reason``;
    ``changed`` are the ``model.revision.Part``s in which it differs from the one before."""

    __tablename__ = "revisions"
    __table_args__ = (
        Index("revisions_by_post", "post_id", "number", unique=True),
        Index("revisions_by_digest", "digest"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int]
    number: Mapped[int]
    made_at: Mapped[int]
    reason: Mapped[str]
    person: Mapped[int] = mapped_column(server_default="0")
    changed: Mapped[int] = mapped_column(server_default="0")
    digest: Mapped[bytes]
    size: Mapped[int]
    codec: Mapped[str]
    data: Mapped[bytes]


class RevisionTextRow(Base):
    """The plain text of a revision, from which it is indexed."""

    __tablename__ = "revision_texts"
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"), primary_key=True)
    excerpt: Mapped[str]
    codec: Mapped[str]
    data: Mapped[bytes]


class PostRow(Base):
    """A post's metadata: always what the reader derives from the head revision.

    ``year`` is that of the post's own offset. ``title_key``, ``categories_key``, ``tags_key`` and ``authors_key`` (``text.title_order``)
    are what lists sort by, None when empty so that such posts come last; the texts beside them are what lists show. ``original_digest`` is that of the bytes last taken from a
    source, ``self_contained`` whether those refer to no other file. ``has`` is a ``model.post.Content``. ``origin_key`` is a 64-bit hash of the absolute path
    of origin. ``starred_at``, ``rating`` (0 to 5; 0: none), ``read_at`` and ``noted_at`` (when the note in ``post_notes`` was
    written) are the archivist's own, which no source knows.
    """

    __tablename__ = "posts"
    id: Mapped[int] = mapped_column(primary_key=True)
    instant: Mapped[int | None]
    year: Mapped[int | None]
    status: Mapped[str]
    trashed_at: Mapped[int | None]
    starred_at: Mapped[int | None]
    rating: Mapped[int] = mapped_column(server_default="0")
    read_at: Mapped[int | None]
    noted_at: Mapped[int | None]
    problem_count: Mapped[int]
    head_revision: Mapped[int]
    accession_id: Mapped[int | None] = mapped_column(ForeignKey("accessions.id"))
    created_at: Mapped[int]
    modified_at: Mapped[int]
    title: Mapped[str]
    title_key: Mapped[bytes | None]
    categories_text: Mapped[str | None]
    categories_key: Mapped[bytes | None]
    tags_text: Mapped[str | None]
    tags_key: Mapped[bytes | None]
    authors_text: Mapped[str | None]
    authors_key: Mapped[bytes | None]
    date_offset: Mapped[int]
    date_precision: Mapped[str]
    date_origin: Mapped[str]
    date_text: Mapped[str]
    format: Mapped[str]
    language: Mapped[str]
    slug: Mapped[str]
    permalink: Mapped[str]
    source_path: Mapped[str]
    origin_key: Mapped[int | None]
    original_digest: Mapped[bytes]
    generator: Mapped[str]
    encoding: Mapped[str]
    header_readable: Mapped[int]
    text_exact: Mapped[int]
    self_contained: Mapped[int] = mapped_column(server_default="0")
    has: Mapped[int] = mapped_column(server_default="0")
    word_count: Mapped[int] = mapped_column(server_default="0")

    # Each list walks one index from end to end. "trashed_at" comes first, rather than in a condition of the index:
    # SQLite would look the condition up in every row again, and lists would read the whole table.
    __table_args__ = (
        Index("posts_by_date", "trashed_at", "instant"),
        Index("posts_by_title", "trashed_at", "title_key"),
        Index("posts_by_category", "trashed_at", "categories_key", "categories_text"),
        Index("posts_by_tags", "trashed_at", "tags_key"),
        Index("posts_by_authors", "trashed_at", "authors_key"),
        Index("posts_by_modification", "trashed_at", "modified_at"),
        Index("posts_by_year", "trashed_at", "year", "instant"),
        Index(
            "posts_not_published",
            "trashed_at",
            "instant",
            "status",
            sqlite_where=text("status <> 'published'"),
        ),
        Index("posts_starred", "starred_at", sqlite_where=text("starred_at IS NOT NULL")),
        Index("posts_with_problems", "problem_count", sqlite_where=text("problem_count > 0")),
        Index("posts_by_origin", "origin_key", sqlite_where=text("origin_key IS NOT NULL")),
        Index("posts_by_path", "source_path", "trashed_at"),
        # What queries ask of every post: walking this takes a twentieth of walking the table.
        # The later ones are there for lists that are sorted by such a fact, and for headings by day.
        Index(
            "posts_by_facts",
            *(
                "language",
                "format",
                "has",
                "word_count",
                "status",
                "accession_id",
                "date_offset",
                "trashed_at",
            ),
        ),
        Index(
            "posts_by_accession", "accession_id", "trashed_at", sqlite_where=text("accession_id IS NOT NULL")
        ),
    )


class TermRow(Base):
    """A category, a tag or an author. ``parent_id`` is 0 at the root; only categories have parents. ``name_key``
    (``text.title_order``) is what they are sorted by."""

    __tablename__ = "terms"
    __table_args__ = (Index("terms_by_name", "kind", "parent_id", "name", unique=True),)
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    parent_id: Mapped[int] = mapped_column(server_default="0")
    name: Mapped[str]
    name_key: Mapped[bytes] = mapped_column(server_default=text("x''"))


class PostTermRow(Base):
    """Which post carries which term, in the order of its source."""

    __tablename__ = "post_terms"
    __table_args__ = (Index("post_terms_by_term", "term_id", "post_id"), {"sqlite_with_rowid": False})
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)
    term_id: Mapped[int] = mapped_column(ForeignKey("terms.id"), primary_key=True)
    position: Mapped[int]


class PostFieldRow(Base):
    """A front-matter key that is no column. ``value`` is JSON."""

    __tablename__ = "post_fields"
    # Not the values as well: those that are all different would make an import a tenth longer.
    __table_args__ = (Index("post_fields_by_key", "key"), {"sqlite_with_rowid": False})
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    value: Mapped[str]


class ProblemRow(Base):
    """A problem of a post's head revision."""

    __tablename__ = "problems"
    __table_args__ = (
        Index("problems_by_post", "post_id"),
        _NEVER_REUSED,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    accession_id: Mapped[int | None] = mapped_column(ForeignKey("accessions.id"))
    kind: Mapped[str]
    path: Mapped[str]
    line: Mapped[int]
    details: Mapped[str]


class MediaRow(Base):
    """An attached file, once for each digest."""

    __tablename__ = "media"
    __table_args__ = (Index("media_by_digest", "digest", unique=True),)
    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[bytes]
    size: Mapped[int]
    mime: Mapped[str]
    name: Mapped[str]
    data: Mapped[bytes]


class PostMediaRow(Base):
    """Which media a post's body refers to, and how. ``path`` is from the source's root."""

    __tablename__ = "post_media"
    __table_args__ = (Index("post_media_by_media", "media_id"), {"sqlite_with_rowid": False})
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)
    reference: Mapped[str] = mapped_column(primary_key=True)
    media_id: Mapped[int] = mapped_column(ForeignKey("media.id"))
    path: Mapped[str]


class DraftRow(Base):
    """Unsaved text. No foreign key: the draft of a post whose making was undone waits for redo."""

    __tablename__ = "drafts"
    post_id: Mapped[int] = mapped_column(primary_key=True)
    base_revision: Mapped[int]
    edit: Mapped[str]
    saved_at: Mapped[int]


class PostNoteRow(Base):
    """What the archivist says of a post, in Markdown; never part of its file."""

    __tablename__ = "post_notes"
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)
    text: Mapped[str]


class CollectionRow(Base):
    """A hand-made, ordered group of posts, nested by ``parent_id`` (0 at the root). ``position`` counts from 0 among its
    neighbours. ``description`` is JSON of the elements that are not empty (``model.collection``), ``note`` Markdown."""

    __tablename__ = "collections"
    __table_args__ = (Index("collections_by_parent", "parent_id", "position"), _NEVER_REUSED)
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(server_default="0")
    position: Mapped[int]
    name: Mapped[str]
    description: Mapped[str] = mapped_column(server_default="{}")
    note: Mapped[str] = mapped_column(server_default="")


class CollectionPostRow(Base):
    """A post's place in a collection: by ``position``, with gaps so that one post is moved by one row, then by number."""

    __tablename__ = "collection_posts"
    __table_args__ = (
        Index("collection_posts_by_post", "post_id"),
        Index("collection_posts_by_position", "collection_id", "position"),
        {"sqlite_with_rowid": False},
    )
    collection_id: Mapped[int] = mapped_column(ForeignKey("collections.id"), primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)
    position: Mapped[int]
    note: Mapped[str] = mapped_column(server_default="")


class SavedSearchRow(Base):
    """A collection that fills itself."""

    __tablename__ = "saved_searches"
    __table_args__ = (_NEVER_REUSED,)
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    query: Mapped[str]
    position: Mapped[int]


class CountRow(Base):
    """How many posts a place of the navigator holds (``counts.Counted``); ``key`` is a term, a year or an accession."""

    __tablename__ = "counts"
    __table_args__ = ({"sqlite_with_rowid": False},)
    kind: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]


class ColumnBlockRow(Base):
    """Facts of 4,096 posts by their ids, as ``store.column_facts`` writes them: derived, and right but for the posts in
    ``changed_posts``. ``made`` is the number of changes at which it was made."""

    __tablename__ = "column_blocks"
    block: Mapped[int] = mapped_column(primary_key=True)
    made: Mapped[int]
    data: Mapped[bytes]


class ChangedPostRow(Base):
    """A post that changed, or went, since its block of columns was made."""

    __tablename__ = "changed_posts"
    post_id: Mapped[int] = mapped_column(primary_key=True)
    changed: Mapped[int]
