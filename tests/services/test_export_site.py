"""A website of files: every page is valid, every link leads somewhere, nothing comes from elsewhere, nothing runs."""

from __future__ import annotations

import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import html5lib
import numpy as np
import pytest

from fonds.exporters.site.postings import SIGNS, unique_pairs, write_lists
from fonds.exporters.site.words import ALL, names_of_words, words_for
from fonds.model.errors import Cancelled
from fonds.model.export import ExportOptions, ExportReport
from fonds.model.problems import ProblemKind
from fonds.model.progress import CancelToken, Progress, ignore_progress
from fonds.services import collections, exporting
from fonds.services.archives import Archive
from services.site import import_site
from services.test_export_epub import PNG, make_site

HOSTILE_TITLE = "</script><img src=x onerror=alert(1)>\\\"'\u2028${name}"
MORE = {
    "2023-03-01-f.md": f"---\ntitle: {json.dumps(HOSTILE_TITLE)}\ntags: ['</title><script>x</script>', 'a/../b', '']\n"
    "author: '\"><svg onload=x>'\nlang: en\nlink: 'javascript:alert(1)'\n---\n"
    '<p id="site-main">x</p><p id="x-site-main">y</p>\n\n[up](#site-main) ![pic](/img/a.svg) [page](/img/p.html)\n'
    "</script>]]><script>alert(1)</script>\n",
    "2023-03-02-g.md": "---\ntitle: Café Society\ncategories: [财经, 股票, 债券]\ntags: [Ａ股]\ndate: 2023-03\n---\n# Heading\n\ntext\n",
}


class Page(HTMLParser):
    """What a page has: its anchors, where it leads, what it loads."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.anchors: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.headings: list[str] = []
        self.inside: list[str] = []
        self.script = ""
        self.attributes: set[str] = set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside.append(tag)
        if tag in ("h1", "h2"):
            self.headings.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.anchors.append(value or "")
            elif name in ("src", "poster", "data", "srcset") or (
                tag == "link" and dict(attrs)["rel"] == "stylesheet"
            ):
                self.loaded += [value or ""] if name in ("src", "poster", "data", "srcset", "href") else []
            elif name in ("href", "action"):
                self.links.append(value or "")

    def handle_data(self, data: str) -> None:
        if self.inside and self.inside[-1] == "script":
            self.script += data.strip()

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            while self.inside.pop() != tag:
                pass


def make_larger_site(folder: Path) -> Path:
    make_site(folder)
    for name, text in MORE.items():
        (folder / "_posts" / name).write_text(text, encoding="utf-8")
    (folder / "img" / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', encoding="utf-8"
    )
    (folder / "img" / "p.html").write_text("<script>x()</script>", encoding="utf-8")
    return folder


def export(archive: Archive, dest: Path, title: str = "") -> ExportReport:
    options = ExportOptions(title=title)
    return exporting.export_posts(
        archive, dest, None, "", ignore_progress, CancelToken(), "site", options=options
    )


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture
def site(archive: Archive, tmp_path: Path) -> Path:
    import_site(archive, make_larger_site(tmp_path / "source"))
    export(archive, tmp_path / "site", "Name & <b>")
    return tmp_path / "site"


def test_every_page_is_valid_and_every_link_leads_somewhere(site: Path) -> None:
    pages = {path.relative_to(site).as_posix(): Page(path) for path in site.rglob("*.html")}
    assert len(pages) > 25
    for name, page in pages.items():
        html5lib.HTMLParser(strict=True).parse((site / name).read_text(encoding="utf-8"))
        assert len(page.anchors) == len(set(page.anchors)), name
        assert page.headings[:1] == ["h1"] and page.headings.count("h1") == 1, name
        assert page.script == "", name
        assert not {attribute for attribute in page.attributes if attribute.startswith("on")}
        for address in page.links + page.loaded:
            parts = urlsplit(address)
            if parts.scheme in ("http", "https", "mailto"):
                assert address not in page.loaded
                continue
            assert not parts.scheme and not parts.netloc and not parts.path.startswith("/"), address
            target = (site / name).parent / unquote(parts.path) if parts.path else site / name
            assert target.resolve().is_file(), (name, address)
            if parts.fragment:
                leads = pages[target.resolve().relative_to(site.resolve()).as_posix()]
                assert unquote(parts.fragment) in leads.anchors, (name, address)


def test_all_pages_can_be_reached_from_the_first(site: Path) -> None:
    seen = {"index.html"}
    waiting = ["index.html"]
    while waiting:
        name = waiting.pop()
        for address in Page(site / name).links:
            parts = urlsplit(address)
            if not parts.scheme and parts.path.endswith(".html"):
                target = (
                    ((site / name).parent / unquote(parts.path))
                    .resolve()
                    .relative_to(site.resolve())
                    .as_posix()
                )
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
    assert seen == {path.relative_to(site).as_posix() for path in site.rglob("*.html")}


def test_what_is_in_it(archive: Archive, tmp_path: Path) -> None:
    import_site(archive, make_larger_site(tmp_path / "source"))
    one = export(archive, tmp_path / "one")
    export(archive, tmp_path / "two")
    files = files_of(tmp_path / "one")
    assert files == files_of(tmp_path / "two")
    assert {file.path for file in one.files} == set(files)
    assert (one.posts, one.media, len(one.ids)) == (7, 1, 7)
    assert Counter(problem.kind for problem in one.problems) == {
        ProblemKind.NOT_EXPORTED: 1,
        ProblemKind.NOT_SHOWN: 1,
        ProblemKind.REMOTE_MEDIA: 1,
    }
    assert PNG in files.values()
    assert {PurePosixPath(name).suffix for name in files if name.startswith("media/")} == {".png"}
    first = files["index.html"].decode()
    titles = re.findall(r'<li>(?:<time[^>]*>(.*?)</time> )?<a href="posts/[^"]*">(.*?)</a></li>', first)
    assert [day for day, _ in titles] == [
        "2023-03",
        "2023-03-01",
        "2022-01-12",
        "2022-01-11",
        "2021-05-03",
        "2021-05-02",
        "2021-05-01",
    ]
    assert '<html lang="zh-CN">' in first
    assert "<h2>2022</h2>" in first
    post = next(
        data.decode() for name, data in files.items() if b"<h1>\xe9\x95\xbf" in data and name[:5] == "posts"
    )
    assert re.search(r'<a href="../../posts/\d+/\d+.html">乙</a>', post)
    assert re.search(r'<img src="../../media/../[0-9a-f]{12}-%E5%9B%BE-1.png"', post)
    assert re.search(r'<a class="next" rel="next" href="[^"]*"><small>较新 ›</small> 乙</a>', post)


def test_a_category_has_the_posts_below_it(site: Path) -> None:
    tree = (site / "categories" / "index.html").read_text(encoding="utf-8")
    counts = dict(re.findall(r'<a href="[^"]*">([^<]*)</a> <small>(\d+)</small>', tree.split("<main")[1]))
    assert counts == {"财经": "3", "股票": "2", "债券": "1", "新闻": "2"}


def test_a_chosen_collection_has_its_pages(archive: Archive, tmp_path: Path) -> None:
    import_site(archive, make_larger_site(tmp_path / "source"))
    outer, _ = collections.create_collection(archive, "外 <b>")
    inner, _ = collections.create_collection(archive, "内", outer.id)
    collections.add_posts(archive, outer.id, [3, 1])
    collections.add_posts(archive, inner.id, [2])
    options = ExportOptions(collection=outer.id)
    dest = tmp_path / "site"
    exporting.export_posts(archive, dest, None, "", ignore_progress, CancelToken(), "site", options=options)
    for path in dest.rglob("*.html"):
        html5lib.HTMLParser(strict=True).parse(path.read_text(encoding="utf-8"))
    tree = (dest / "collections" / "index.html").read_text(encoding="utf-8")
    paths = re.findall(r'<li[^>]*><a href="../(collections/[^"]*)">([^<]*)</a> <small>(\d)</small>', tree)
    assert [(name, count) for _, name, count in paths] == [("外 &lt;b&gt;", "2"), ("内", "1")]
    page = (dest / paths[0][0]).read_text(encoding="utf-8")
    assert re.findall(r'href="../../posts/0/(\d+).html"', page) == ["3", "1"]
    assert {Path(name).stem for name in files_of(dest) if name.startswith("posts/")} == {"1", "2", "3"}


def test_names_are_the_same_whatever_else_is_exported(archive: Archive, tmp_path: Path) -> None:
    import_site(archive, make_larger_site(tmp_path / "source"))
    export(archive, tmp_path / "all")
    exporting.export_posts(
        archive, tmp_path / "some", None, "股票", ignore_progress, CancelToken(), "site", variants=False
    )
    pages = {name for name in files_of(tmp_path / "some") if not name.startswith("search/")}
    assert pages <= set(files_of(tmp_path / "all"))
    safe = re.compile(r"[a-z0-9./-]+")
    assert all(safe.fullmatch(name) for name in pages if not name.startswith("media/"))


def test_it_can_be_cancelled_after_the_last_post(archive: Archive, tmp_path: Path) -> None:
    import_site(archive, make_larger_site(tmp_path / "source"))
    parts: list[tuple[int, int]] = []
    exporting.export_posts(
        archive,
        tmp_path / "whole",
        [1] * 300,
        "",
        lambda point: parts.append((point.done, point.total or 0)),
        CancelToken(),
        "site",
    )
    assert parts == sorted(parts)
    assert parts[-1] == (630, 630)
    rest = [done for done, _ in parts if done > 600]
    assert len(set(rest)) > 20
    for wanted in (rest[0], rest[len(rest) // 2], rest[-1]):
        cancel = CancelToken()

        def stop(point: Progress, wanted: int = wanted, cancel: CancelToken = cancel) -> None:
            if point.done >= wanted:
                cancel.cancel()

        with pytest.raises(Cancelled):
            exporting.export_posts(archive, tmp_path / "part", [1] * 300, "", stop, cancel, "site")
        assert not (tmp_path / "part").exists()


def test_no_post_gives_a_site_that_says_so(archive: Archive, tmp_path: Path) -> None:
    report = export(archive, tmp_path / "none")
    assert report.posts == 0
    for path in (tmp_path / "none").rglob("*.html"):
        html5lib.HTMLParser(strict=True).parse(path.read_text(encoding="utf-8"))


def test_the_search_data_is_plain_script(site: Path) -> None:
    for path in (site / "search").rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        found = re.fullmatch(r"fonds\.(directory|keys|texts)\((.*)\);\n", text, re.DOTALL)
        assert found is not None
        json.loads(f"[{found[2]}]")
        assert not re.search("[\u2028\u2029]", text)


def decoded(data: bytes) -> list[int]:
    posts, post, number, factor = [], -1, 0, 1
    for sign in data:
        digit = SIGNS.index(sign)
        number += digit * factor
        if digit < 64:
            post += number + 1
            posts.append(post)
            number, factor = 0, 1
        else:
            factor *= 27
    return posts


@pytest.mark.parametrize("most", [1, 64, 65, 2_000, 3_000_000])
def test_lists_of_posts_are_read_as_they_were_written(most: int) -> None:
    dice = np.random.default_rng(most)
    keys = dice.integers(0, 7, 500).astype(np.uint64)
    posts = dice.integers(0, most, 500).astype(np.uint32)
    keys, posts = unique_pairs(keys, posts, 1 << 22)
    found, lists = write_lists(keys, posts)
    assert found.tolist() == sorted(set(keys.tolist()))
    for key, data in zip(found.tolist(), lists, strict=True):
        assert decoded(data) == posts[keys == key].tolist()
        assert re.fullmatch(rb"[#-\[\]-~]+", data)


def test_words_are_there_in_each_language() -> None:
    assert [words_for(language).tag for language in ("", "de", "zh", "zh_CN", "zh-Hant-HK", "zh-TW", "zh-Hans-HK")] == [
        "en", "en", "zh-CN", "zh-CN", "zh-TW", "zh-TW", "zh-CN"
    ]  # fmt: skip
    for words in ALL:
        assert all(getattr(words, name) for name in names_of_words())
        assert [getattr(words, name).count("{}") for name in names_of_words()] == [
            getattr(ALL[0], name).count("{}") for name in names_of_words()
        ]
