"""A library for Kiwix: judged by zimcheck, opened, read and searched by libzim, which wrote it in a process of its own."""

from __future__ import annotations

import importlib
import json
import re
import shutil
import struct
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest

from fonds import cli
from fonds.exporters.zim import process
from fonds.exporters.zim.values import indexed_as, language_code, shortened
from fonds.model.errors import Cancelled, EnvironmentProblem
from fonds.model.export import ExportOptions, ExportReport
from fonds.model.problems import ProblemKind
from fonds.model.progress import CancelToken, Progress, ignore_progress
from fonds.services import collections, exporting
from fonds.services.archives import Archive
from services.site import import_site
from services.test_export_epub import PNG
from services.test_export_site import Page, make_larger_site

needs_libzim = pytest.mark.skipif(not process.library_is_there(), reason="needs libzim")
needs_zimcheck = pytest.mark.skipif(shutil.which("zimcheck") is None, reason="needs zimcheck (zim-tools)")
KNOWN = re.compile(
    r"\[INFO\].*|  Verifying .*|  \[ERROR\] ZIM file's low level structure is invalid"
    r"|\[ERROR\] Invalid low-level structure:|Full Title index table outside \(or not fully inside\) ZIM file\.|"
)
"""What zimcheck before 3.2 says of each file that libzim 9 has written."""


def export(archive: Archive, dest: Path, title: str = "", collection: int = 0) -> ExportReport:
    options = ExportOptions(title=title, collection=collection)
    return exporting.export_posts(
        archive, dest, None, "", ignore_progress, CancelToken(), "zim", options=options
    )


@pytest.fixture
def library(archive: Archive, tmp_path: Path) -> Path:
    import_site(archive, make_larger_site(tmp_path / "source"))
    export(archive, tmp_path / "集.zim", "名 & <b>")
    return tmp_path / "集.zim"


def opened(path: Path) -> Any:
    return importlib.import_module("libzim.reader").Archive(path)


def pages_of(path: Path) -> dict[str, bytes]:
    reader = opened(path)
    entries = [reader._get_entry_by_id(number) for number in range(reader.all_entry_count)]
    return {entry.path: bytes(entry.get_item().content) for entry in entries if not entry.is_redirect}


def found(path: Path, words: str) -> set[str]:
    library = importlib.import_module("libzim.search")
    answer = library.Searcher(opened(path)).search(library.Query().set_query(words))
    return set(answer.getResults(0, 100))


def suggested(path: Path, words: str) -> set[str]:
    library = importlib.import_module("libzim.suggestion")
    return set(library.SuggestionSearcher(opened(path)).suggest(words).getResults(0, 100))


@needs_libzim
@needs_zimcheck
def test_zimcheck_has_nothing_to_say(library: Path) -> None:
    assert opened(library).check()
    answer = subprocess.run(["zimcheck", library], capture_output=True, text=True)
    said = (answer.stdout + answer.stderr).splitlines()
    assert [line for line in said if not KNOWN.fullmatch(line)] == []
    if answer.returncode:
        assert any("Full Title index table" in line for line in said)


@needs_libzim
def test_every_link_leads_somewhere_and_nothing_comes_from_elsewhere(library: Path, tmp_path: Path) -> None:
    entries = pages_of(library)
    pages = {path: data for path, data in entries.items() if path.endswith(".html")}
    assert len(pages) > 20
    for path, data in pages.items():
        text = data.decode()
        html5lib.HTMLParser(strict=True).parse(text)
        (tmp_path / "page.html").write_text(text, encoding="utf-8")
        page = Page(tmp_path / "page.html")
        assert page.script == "" and "script" not in page.inside
        for address in page.links + page.loaded:
            parts = urlsplit(urljoin(path, address))
            if parts.scheme:
                assert address not in page.loaded
            else:
                assert unquote(parts.path) in entries, (path, address)


@needs_libzim
@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("正文", ["长三角<一体化>&示范区"]),
        ("脚注", ["第三"]),
        ("一体化", ["长三角<一体化>&示范区"]),
        ("文正", []),
        ("Heading text", ["Café Society"]),
        ("cafe", ["Café Society"]),
        ("CAFÉ", ["Café Society"]),
        ("标签", []),
    ],
)
def test_texts_are_found_by_two_characters(library: Path, words: str, titles: list[str]) -> None:
    reader = opened(library)
    assert [reader.get_entry_by_path(path).title for path in found(library, words)] == titles


@needs_libzim
def test_titles_are_suggested(library: Path) -> None:
    reader = opened(library)
    titles = {reader.get_entry_by_path(path).title for path in suggested(library, "示范")}
    assert titles == {"长三角<一体化>&示范区"}
    assert {reader.get_entry_by_path(path).title for path in suggested(library, "caf")} == {"Café Society"}


@needs_libzim
def test_what_is_in_it(archive: Archive, tmp_path: Path) -> None:
    import_site(archive, make_larger_site(tmp_path / "source"))
    reports = [export(archive, tmp_path / f"{name}.zim", "名") for name in ("one", "two")]
    one = tmp_path / "one.zim"
    assert one.read_bytes() == (tmp_path / "two.zim").read_bytes()
    assert (reports[0].posts, reports[0].media, len(reports[0].ids)) == (7, 1, 7)
    kinds = {problem.kind for problem in reports[0].problems}
    assert kinds == {ProblemKind.NOT_EXPORTED, ProblemKind.NOT_SHOWN, ProblemKind.REMOTE_MEDIA}
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".zim") == ["one.zim", "two.zim"]
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".fonds")]
    reader = opened(one)
    facts = {key: bytes(reader.get_metadata(key)).decode() for key in reader.metadata_keys if "48" not in key}
    assert facts["Title"] == "名"
    assert facts["Language"] == "zho"
    assert facts["Description"] == "7 篇 · 2021–2023"
    assert facts["Creator"] == '"><svg onload=x>'
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", facts["Date"])
    assert "text/html=" in facts["Counter"]
    icon = bytes(reader.get_illustration_item(48).content)
    assert struct.unpack_from(">II", icon, 16) == (48, 48)
    assert reader.main_entry.get_item().path == "index.html"
    assert reader.has_fulltext_index and reader.has_title_index
    assert reader.article_count == 7
    assert PNG in pages_of(one).values()


@needs_libzim
def test_a_chosen_collection_has_its_pages(archive: Archive, tmp_path: Path) -> None:
    import_site(archive, make_larger_site(tmp_path / "source"))
    made, _ = collections.create_collection(archive, "外 <b>")
    collections.add_posts(archive, made.id, [3, 1])
    export(archive, tmp_path / "c.zim", collection=made.id)
    entries = pages_of(tmp_path / "c.zim")
    assert f"collections/0/{made.id}.html" in entries
    assert {path for path in entries if path.startswith("posts/")} == {"posts/0/1.html", "posts/0/3.html"}


@needs_libzim
def test_no_post_gives_a_library_that_says_so(archive: Archive, tmp_path: Path) -> None:
    assert export(archive, tmp_path / "none.zim").posts == 0
    assert opened(tmp_path / "none.zim").check()


@needs_libzim
@pytest.mark.parametrize("after", [1, 8, 14])
def test_a_cancelled_one_leaves_nothing(archive: Archive, tmp_path: Path, after: int) -> None:
    import_site(archive, make_larger_site(tmp_path / "source"))
    cancel = CancelToken()

    def progress(point: Progress) -> None:
        if point.done >= after:
            cancel.cancel()

    dest = tmp_path / "new" / "x.zim"
    with pytest.raises(Cancelled):
        exporting.export_posts(archive, dest, None, "", progress, cancel, "zim")
    assert not dest.parent.exists()


@needs_libzim
def test_a_library_that_fails_or_dies_is_told(tmp_path: Path) -> None:
    page = process.Entry("index.html", "", "text/html", b"x")
    with (
        pytest.raises(EnvironmentProblem, match="could not write the file: RuntimeError"),
        process.ZimWriter(lambda: None) as writer,
    ):
        writer.begin(tmp_path / "a.zim", "zho", "index.html", PNG, {"Title": "a"})
        writer.add(page)
        writer.add(page)
        writer.finish()
    with (
        pytest.raises(EnvironmentProblem, match="as it does when a disk is full"),
        process.ZimWriter(lambda: None) as writer,
    ):
        writer.begin(tmp_path / "b.zim", "zho", "index.html", PNG, {"Title": "b"})
        writer.stop()
        writer.finish()


def test_without_libzim_it_is_refused_in_words(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(process, "LIBRARY", "no_such_library")
    with pytest.raises(EnvironmentProblem, match="libzim"):
        export(archive, tmp_path / "x.zim")
    archive.close()
    status = cli.run(["export", str(archive.path), str(tmp_path / "y.zim"), "--format", "zim"])
    assert status == 3
    assert "python -m pip install libzim" in capsys.readouterr().err
    assert list(tmp_path.glob("*.zim")) == []


def test_languages_have_their_codes() -> None:
    tags = ("zh-CN", "zh", "EN_us", "de", "ja", "yue-Hant", "", "x", "qq", "abcd")
    codes = ["zho", "zho", "eng", "deu", "jpn", "yue", "und", "und", "und", "und"]
    assert [language_code(tag) for tag in tags] == codes
    assert [indexed_as(code) for code in ("und", "eng")] == ["zho", "eng"]
    assert shortened("a" * 100) == "a" * 79 + "…"
    assert shortened(" a\n b") == "a b"


@needs_libzim
def test_no_title_stops_the_whole_library(archive: Archive, tmp_path: Path) -> None:
    titles = (
        "a" * 5_000,
        "ab " * 1_700,
        "长" * 5_000,
        "—" * 400,
        "- " * 300,
        "\U0001f469‍\U0001f467#" * 90,
        "...",
        "\u202ex",
    )
    posts = tmp_path / "source" / "_posts"
    posts.mkdir(parents=True)
    for number, title in enumerate(titles, 1):
        text = f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\ntext\n"
        (posts / f"2022-01-0{number}-p.md").write_text(text, encoding="utf-8")
    import_site(archive, posts.parent)
    report = export(archive, tmp_path / "a.zim")
    assert report.posts == len(titles)
    pages = b"".join(pages_of(tmp_path / "a.zim").values()).decode("utf-8", "replace")
    assert "a" * 5_000 in pages and "长" * 5_000 in pages
