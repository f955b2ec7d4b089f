"""A small site of our own that the tests of the services import, change and import again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fonds.model.accession import ImportReport, ImportSettings
from fonds.model.progress import CancelToken, ProgressSink, ignore_progress
from fonds.model.query import ListRequest, Scope, ScopeKind
from fonds.model.revision import MetadataEdit, PostEdit
from fonds.services import browsing, editing, importing
from fonds.services.archives import Archive

PLAIN = '---\ntitle: "示范区成绩单"\ndate: 2022-01-11 19:09:47 +0800\ncategories: news\ntags: 新闻\n---\n<p>加快推进建设。</p>\n'
COMMENTED = "---\r\n# kept by the editor\r\ntitle:   'Tea'   # a comment\r\nlayout: post\r\ntags: [green, 'tea' ]\r\n---\r\n\r\nBody.\r\n"
RAW = "---\ntitle: |\n  fine\n bad: [\n---\nText under a broken header, 示范区.\n"


def make_site(folder: Path) -> Path:
    """Three posts: a plain one, one with CRLF and comments, one whose header cannot be read."""
    posts = folder / "_posts"
    posts.mkdir(parents=True)
    (folder / "_config.yml").write_text("timezone: Asia/Shanghai\n", encoding="utf-8")
    (posts / "2022-01-11-plain.md").write_bytes(PLAIN.encode())
    (posts / "2022-01-12-commented.md").write_bytes(COMMENTED.encode())
    (posts / "2022-01-13-raw.md").write_bytes(RAW.encode())
    return folder


def import_site(
    archive: Archive,
    folder: Path,
    settings: ImportSettings | None = None,
    *,
    sources: Sequence[Path] = (),
    progress: ProgressSink = ignore_progress,
    cancel: CancelToken | None = None,
    dry_run: bool = False,
) -> ImportReport:
    """Import a folder (or ``sources``) with the usual settings."""
    return importing.import_source(
        archive,
        list(sources) or [folder],
        settings or ImportSettings(),
        progress,
        cancel or CancelToken(),
        dry_run=dry_run,
    )


def post_named(archive: Archive, name: str) -> int:
    """The number of the post whose path ends so."""
    with archive.reading() as view:
        rows = view.rows("SELECT id FROM posts WHERE source_path LIKE ? ORDER BY id", (f"%{name}",))
    assert rows, name
    return int(rows[-1][0])


def source_of(archive: Archive, post_id: int) -> str:
    """The post's present bytes as text."""
    post = browsing.load_post(archive, post_id)
    return post.source.decode(post.encoding)


def many(folder: Path, count: int) -> Path:
    """A site with that many small posts."""
    posts = folder / "_posts"
    posts.mkdir(parents=True)
    (folder / "_config.yml").write_text("timezone: Asia/Shanghai\n", encoding="utf-8")
    for number in range(count):
        text = f'---\ntitle: "第{number}号"\ndate: 2022-01-11 19:09:47 +0800\n---\n<p>正文 {number}</p>\n'
        (posts / f"2022-01-11-p{number:05}.md").write_bytes(text.encode())
    return folder


def numbers(archive: Archive, kind: ScopeKind = ScopeKind.ALL) -> list[int]:
    return sorted(browsing.list_posts(archive, ListRequest(Scope(kind))).ids)


def edit_title(archive: Archive, post_id: int, title: str) -> None:
    post = browsing.load_post(archive, post_id)
    editing.save_post(archive, post_id, PostEdit(metadata=MetadataEdit(title=title)), post.revision_id)


def state_of(archive: Archive) -> dict[str, list[object]]:
    """All that a person can see of the posts, whatever numbers their revisions have."""
    tables = ("posts", "post_terms", "post_fields", "problems", "conflicts", "accessions")
    with archive.reading() as view:
        return {table: view.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables}
