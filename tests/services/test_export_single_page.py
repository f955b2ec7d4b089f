"""One HTML file with everything in it, which asks for nothing from anywhere."""

from __future__ import annotations

import base64
import re
from html.parser import HTMLParser
from pathlib import Path

import html5lib

from fonds.model.progress import CancelToken, ignore_progress
from fonds.services import exporting
from fonds.services.archives import Archive
from services.site import import_site
from services.test_export_epub import PNG, make_site


class Addresses(HTMLParser):
    """What a page would load, where its links lead, and its anchors."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.links: list[str] = []
        self.anchors: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.anchors.append(value or "")
            elif name in ("src", "poster", "data", "srcset", "background") or (name == "href" and tag != "a"):
                self.loaded.append(value or "")
            elif name == "href":
                self.links.append(value or "")


def test_it_is_whole_and_asks_for_nothing(archive: Archive, tmp_path: Path) -> None:
    import_site(archive, make_site(tmp_path / "site"))
    for name in ("one", "two"):
        report = exporting.export_posts(
            archive, tmp_path / f"{name}.html", None, "", ignore_progress, CancelToken(), "html"
        )
    assert (report.posts, report.media, len(report.files)) == (5, 1, 1)
    data = (tmp_path / "one.html").read_bytes()
    assert data == (tmp_path / "two.html").read_bytes()
    page = data.decode()
    html5lib.HTMLParser(strict=True).parse(page)
    found = Addresses()
    found.feed(page)
    assert found.loaded == [f"data:image/png;base64,{base64.b64encode(PNG).decode()}"]
    assert len(found.anchors) == len(set(found.anchors))
    assert {link[1:] for link in found.links} <= set(found.anchors)
    assert len(re.findall(r'<article class="post"', page)) == 5
    assert "<script" not in page
    assert re.search(r'<a href="#post-\d+">乙</a>', page)
