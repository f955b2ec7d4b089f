"""Posts of a real archive become pages, and their images are found again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fonds.model.accession import ImportSettings
from fonds.model.errors import Cancelled, UserError
from fonds.model.post import BodyFormat, PostMetadata
from fonds.model.progress import CancelToken, ignore_progress
from fonds.services.importing import import_source
from fonds.services.previewing import (
    EngineKind,
    Look,
    Previewer,
    RenderNotice,
    UnsavedText,
    media_type,
    paper_colour,
    request_for_text,
)
from fonds.store.archive import Archive

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
POST = """---
layout: post
title: "成绩单 <b>"
date: 2022-01-11 19:09:47 +0800
categories: news
tags: [新闻, 经济]
---
<p>正文第一段。</p>

![图](/images/图.png) ![x]({{ site.baseurl }}/images/b.png?v=1) ![away](http://example.org/a.png)
"""
BROKEN = "---\ntitle: [unclosed\n\tx: : y\n---\nThe *body* of a broken post.\n"


@pytest.fixture
def previewer() -> Iterator[Previewer]:
    made = Previewer()
    yield made
    made.close()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    site = tmp_path / "site"
    (site / "_posts").mkdir(parents=True)
    (site / "images").mkdir()
    (site / "_config.yml").write_text("title: t\n")
    (site / "_posts" / "2022-01-11-news.md").write_text(POST, "utf-8")
    (site / "_posts" / "2022-01-12-broken.md").write_text(BROKEN, "utf-8")
    (site / "images" / "图.png").write_bytes(PNG + b"1")
    (site / "images" / "b.png").write_bytes(PNG + b"2")
    made = Archive.create(tmp_path / "a.fonds")
    import_source(made, [site], ImportSettings(generator="jekyll"), ignore_progress, CancelToken())
    yield made
    made.close()


def post_of(archive: Archive, path: str) -> int:
    with archive.reading() as view:
        found = view.value("SELECT id FROM posts WHERE source_path LIKE ?", (f"%{path}",))
    assert found is not None
    return int(found)


def test_stored_post_becomes_a_page(archive: Archive, previewer: Previewer) -> None:
    page = previewer.render_post(archive, post_of(archive, "news.md"), Look("dark"))
    assert "成绩单 &lt;b&gt;</h1>" in page.html
    assert '2022-01-11 19:09 +08:00&nbsp;· news&nbsp;· <span class="tag">#新闻</span>' in page.html
    assert "<p>正文第一段。</p>" in page.html
    assert "layout: post" not in page.html
    assert page.blocked == ("http://example.org/a.png",)
    assert page.paper == paper_colour("dark") != paper_colour("light")


@pytest.mark.parametrize(
    ("reference", "end"),
    [
        ("/images/图.png", b"1"),
        ("/images/%E5%9B%BE.png", b"1"),
        ("{{ site.baseurl }}/images/b.png?v=1", b"2"),
    ],
)
def test_images_of_the_page_are_found(
    archive: Archive, previewer: Previewer, reference: str, end: bytes
) -> None:
    assert previewer.find_media(archive, post_of(archive, "news.md"), reference) == (PNG + end, "image/png")


def test_what_the_post_does_not_refer_to_is_not_found(archive: Archive, previewer: Previewer) -> None:
    post = post_of(archive, "broken.md")
    assert previewer.find_media(archive, post, "/images/图.png") is None
    assert previewer.find_media(archive, 999, "x") is None


def test_post_kept_raw_shows_its_header_word_for_word(archive: Archive, previewer: Previewer) -> None:
    page = previewer.render_post(archive, post_of(archive, "broken.md"), Look())
    assert '<pre class="raw-header">title: [unclosed' in page.html
    assert "<em>body</em>" in page.html


def test_missing_post(archive: Archive, previewer: Previewer) -> None:
    with pytest.raises(UserError, match="no post"):
        previewer.render_post(archive, 12345, Look())


def test_cancelled_request(archive: Archive, previewer: Previewer) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        previewer.render_post(archive, post_of(archive, "news.md"), Look(), cancel)


def test_unsaved_text(previewer: Previewer) -> None:
    metadata = PostMetadata(title="T", tags=("t",), format=BodyFormat.HTML)
    page = previewer.render_unsaved(UnsavedText("*a* <b>b</b>", metadata), Look(engine=EngineKind.LIGHT))
    assert "*a* <b>b</b>" in page.html
    assert "#t" in page.html
    assert page.notice is RenderNotice.NONE


def test_whole_unsaved_text_is_cut_at_its_header() -> None:
    metadata = PostMetadata(title="T")
    request = request_for_text(UnsavedText("---\na: [\n---\n\nbody", metadata, whole=True), Look())
    assert (request.header, request.body, request.format) == ("a: [\n", "body", BodyFormat.MARKDOWN)
    request = request_for_text(UnsavedText("---\na: [\n\nbody", metadata, whole=True), Look())
    assert (request.header, request.body, request.format) == ("", "---\na: [\n\nbody", BodyFormat.TEXT)


@pytest.mark.parametrize(
    ("named", "data", "kind"),
    [
        ("text/html", PNG, "image/png"),
        ("image/png", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("image/svg+xml", b"<svg/>", "image/svg+xml"),
        ("text/html", b"<script>", ""),
        ("application/pdf", b"%PDF", ""),
        ("audio/mpeg", b"ID3", "audio/mpeg"),
        ("", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
    ],
)
def test_only_pictures_sound_and_film_are_served(named: str, data: bytes, kind: str) -> None:
    assert media_type(named, data) == kind
