"""What an export will look like: tried with the first posts, and nothing of it stays."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from fonds.model.activity import LogFilter
from fonds.model.export import ExportOptions
from fonds.model.progress import CancelToken
from fonds.services import activity, export_preview, exporting
from fonds.services.archives import Archive
from fonds.services.export_preview import SampleKind
from services.site import import_site

POST = "---\ntitle: 第 {number} 篇\ndate: 2022-01-0{number} 08:00:00 +0800\n---\n正文，![](/img/a.png)。\n"


@pytest.fixture
def filled(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """Four posts with a picture; temporary files lie where the test can see them."""
    root = tmp_path / "site"
    (root / "_posts").mkdir(parents=True)
    (root / "img").mkdir()
    (root / "img" / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    for number in range(1, 5):
        path = root / "_posts" / f"2022-01-0{number}-p.md"
        path.write_text(POST.format(number=number), encoding="utf-8")
    import_site(archive, root)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return archive


@pytest.mark.parametrize("name", exporting.FORMATS)
def test_a_sample_of_every_format_leaves_nothing_and_is_not_logged(filled: Archive, name: str) -> None:
    before = activity.find_entries(filled, LogFilter())
    sample = export_preview.sample_export(filled, None, name, ExportOptions(), CancelToken())
    assert sample.posts == export_preview.FIRST
    assert sample.post_id is not None
    assert sample.kind is SampleKind.PAGE or sample.text or sample.rows
    assert bool(sample.files) is not bool(export_preview.suffix_of(name))
    assert activity.find_entries(filled, LogFilter()) == before
    assert not list((filled.path.parent / "temporary").iterdir())
    none = export_preview.sample_export(filled, [], name, ExportOptions(), CancelToken())
    assert none.post_id is None


def test_files_too_large_are_not_tried(filled: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_preview, "LARGEST_MEDIA", -1)
    sample = export_preview.sample_export(filled, None, "csv", ExportOptions(), CancelToken())
    assert (sample.posts, sample.files) == (0, ())
    assert sample.post_id is not None
