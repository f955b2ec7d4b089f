"""A small site of our own in every dialect: what an import makes of each document, and every byte back again.

What is expected lies in ``tests/golden/sites``; ``FONDS_GOLDEN=write`` writes it anew, to be read by a person before
it is committed.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from fonds.importers.registry import GENERATORS
from fonds.model.post import Post
from fonds.model.progress import CancelToken, ignore_progress
from fonds.services import browsing, exporting
from fonds.services.archives import Archive
from services.site import import_site

TESTS = Path(__file__).resolve().parent.parent
SITES = TESTS / "data"
GOLDEN = TESTS / "golden" / "sites"


def told(post: Post) -> dict[str, Any]:
    """What an import made of a document, without what is empty."""
    meta = post.metadata
    whole = {
        "title": meta.title,
        "date": meta.date.iso_text(),
        "date text": meta.date.text,
        "instant": meta.date.instant,
        "date from": meta.date.origin.value if meta.date.instant is not None else "",
        "status": meta.status.value,
        "slug": meta.slug,
        "permalink": meta.permalink,
        "format": meta.format.value,
        "language": meta.language,
        "categories": [" > ".join(path) for path in meta.categories],
        "tags": list(meta.tags),
        "authors": list(meta.authors),
        "fields": dict(meta.fields),
        "encoding": "" if post.encoding == "utf-8" else post.encoding,
        "kept raw": not post.header_readable,
        "problems": [f"{item.kind.value}, line {item.line}" for item in post.problems],
        "media": sorted(f"{item.reference} -> {item.path}" for item in post.media),
    }
    return {name: value for name, value in whole.items() if value not in ("", [], {}, None, False)}


def test_every_dialect_has_a_site() -> None:
    assert {folder.name for folder in SITES.iterdir()} == {generator.name for generator in GENERATORS}


@pytest.mark.parametrize("name", sorted(folder.name for folder in SITES.iterdir()))
def test_site(name: str, archive: Archive, tmp_path: Path) -> None:
    report = import_site(archive, SITES / name)
    assert (report.generator, report.failed, report.found) == (name, 0, report.added)
    with archive.reading() as view:
        numbers = [int(row[0]) for row in view.rows("SELECT id FROM posts")]
    posts = {post.source_path: post for post in (browsing.load_post(archive, number) for number in numbers)}
    made = {
        "problems of the site": sorted(
            f"{item.path}: {item.kind.value}" for item in report.problems if item.path not in posts
        ),
        "documents": {path: told(posts[path]) for path in sorted(posts)},
    }
    text = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    golden = GOLDEN / f"{name}.json"
    if os.environ.get("FONDS_GOLDEN") == "write":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert made == json.loads(golden.read_text(encoding="utf-8"))
    exported = exporting.export_posts(archive, tmp_path / "out", None, "", ignore_progress, CancelToken())
    assert (exported.posts, exported.problems) == (report.added, ())
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert len(files) == exported.posts + exported.media
    for file in files:
        assert file.read_bytes() == (SITES / name / file.relative_to(tmp_path / "out")).read_bytes()
