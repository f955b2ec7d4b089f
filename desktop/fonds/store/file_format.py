"""What can be said of an archive file without its tables' descriptions: its marks, and what no description can hold."""

from __future__ import annotations

APPLICATION_ID = 0x464F4E44  # "FOND"
SCHEMA_VERSION = 1
PAGE_SIZE = 8192

UNDOABLE = (
    "posts",
    "post_terms",
    "post_fields",
    "problems",
    "post_media",
    "terms",
    "post_notes",
    "collections",
    "collection_posts",
    "saved_searches",
    "accessions",
    "accession_items",
    "conflicts",
    "distinct_posts",
    "merged_posts",
    "ignored_findings",
)
"""The tables whose changes are recorded while an undo step is open."""

TABLES = frozenset({
    "meta", "posts", "revisions", "revision_texts", "terms", "post_terms", "post_fields", "problems", "media", "post_media",
    "drafts", "accessions", "accession_items", "conflicts", "collections", "collection_posts", "saved_searches", "undo_steps", "undo_images", "people", "activity", "counts", "column_blocks", "changed_posts",
    "segments", "segment_voids", "segment_pairs", "segment_words", "segment_dense", "pending_posts",
    "post_notes", "fingerprints", "distinct_posts", "merged_posts",
    "ignored_findings", "export_presets", "exported_posts",
})  # fmt: skip
"""Without one of these a file is no whole archive, whatever its marks say."""
