"""A document in pages: judged by qpdf and poppler, on ordinary, hostile and Chinese posts; Chromium prints, or Qt itself."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from fonds.exporters import pdf_posts
from fonds.gui.printing import process
from fonds.gui.printing.process import PrintProcess
from fonds.model.errors import Cancelled, EnvironmentProblem
from fonds.model.export import ExportOptions, ExportReport, PageSize
from fonds.model.printing import PressKind, PrintedSheets, Printer, Sheets
from fonds.model.problems import ProblemKind
from fonds.model.progress import CancelToken, Progress, ignore_progress
from fonds.services import exporting
from fonds.services.archives import Archive
from services.site import import_site
from services.test_export_epub import XSS, make_site

pytestmark = pytest.mark.webengine
TITLE = "长三角（一体化） <文集> \\"
LONG = """---
title: 长三角一体化示范区成绩单
categories: [新闻]
author: 上海证券报
lang: zh-CN
---
聚焦规划管理、生态保护，形成了制度创新成果。见[乙]({% post_url 2022-01-12-b %})与[外部](https://example.org/a_(b))。

```python
def 计算(x): return x
```
"""


@pytest.fixture
def site(archive: Archive, tmp_path: Path) -> Archive:
    """An archive with six posts, nasty ones among them."""
    folder = make_site(tmp_path / "site")
    (folder / "_posts" / "2022-02-01-f.md").write_text(LONG, encoding="utf-8")
    import_site(archive, folder)
    return archive


def export(
    archive: Archive, dest: Path, press: PressKind = PressKind.WEB, size: PageSize = PageSize.A4
) -> ExportReport:
    return exporting.export_posts(
        archive,
        dest,
        None,
        "",
        ignore_progress,
        CancelToken(),
        "pdf",
        options=ExportOptions(title=TITLE, page_size=size),
        printing=partial(PrintProcess, wanted=press),
    )


def judged(*command: str) -> str:
    """What a judge says of a file; skips where the judge is not installed."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"needs {command[0]} (qpdf, poppler-utils)")
    answer = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return answer.stdout


def titles(outline: Sequence[object]) -> list[object]:
    return [titles(item) if isinstance(item, list) else str(getattr(item, "title", "")) for item in outline]


both = pytest.mark.parametrize("press", list(PressKind))


@both
def test_qpdf_has_nothing_to_say(site: Archive, tmp_path: Path, press: PressKind) -> None:
    export(site, tmp_path / "x.pdf", press)
    assert "No syntax or stream encoding errors" in judged("qpdf", "--check", str(tmp_path / "x.pdf"))


@both
def test_every_font_is_embedded(site: Archive, tmp_path: Path, press: PressKind) -> None:
    export(site, tmp_path / "x.pdf", press)
    lines = judged("pdffonts", str(tmp_path / "x.pdf")).splitlines()[2:]
    assert lines
    assert {line.split()[-5] for line in lines} == {"yes"}


@both
def test_its_words_are_found_in_order(site: Archive, tmp_path: Path, press: PressKind) -> None:
    export(site, tmp_path / "x.pdf", press)
    text = "".join(judged("pdftotext", str(tmp_path / "x.pdf"), "-").split())
    for words in (
        "目录",
        "长三角一体化示范区成绩单",
        "聚焦规划管理、生态保护，形成了制度创新成果。",
        "def计算(x)",
    ):
        assert words in text
    first, second = text.index("聚焦规划"), text.index("没有标题")
    assert 0 < first < second


def test_poppler_knows_what_it_is(site: Archive, tmp_path: Path) -> None:
    export(site, tmp_path / "x.pdf", size=PageSize.LETTER)
    told = judged("pdfinfo", str(tmp_path / "x.pdf"))
    assert TITLE in told
    assert "上海证券报" in told
    assert "letter" in told
    assert "JavaScript:      no" in told


@both
def test_outline_metadata_labels_and_links(site: Archive, tmp_path: Path, press: PressKind) -> None:
    report = export(site, tmp_path / "x.pdf", press)
    assert (report.posts, report.media, len(report.files)) == (6, 1, 1)
    pdf = PdfReader(tmp_path / "x.pdf")
    assert titles(pdf.outline) == [
        "目录",
        "财经",
        ["第三", "e"],
        "新闻",
        ["长三角<一体化>&示范区", "乙", "长三角一体化示范区成绩单"],
        "D",
    ]
    assert pdf.metadata is not None
    assert (pdf.metadata.title, pdf.metadata.author) == (TITLE, "上海证券报")
    assert pdf.xmp_metadata is not None
    assert pdf.xmp_metadata.dc_title == {"x-default": TITLE}
    assert pdf.xmp_metadata.dc_creator == ["上海证券报"]
    assert str(pdf.root_object["/Lang"]) == "zh-CN"
    assert pdf.page_labels == ["i", "ii", "1", "2", "3", "4", "5", "6"]
    links = [str(note["/Dest"]) for note in notes(pdf) if "/Dest" in note]
    assert len(links) > 8
    assert set(links) <= set(pdf.named_destinations)
    assert [note["/A"]["/URI"] for note in notes(pdf) if "/A" in note] == ["https://example.org/a_(b)"]
    other = pdf.named_destinations[links[-1]]
    assert isinstance(other, Destination)


def notes(pdf: PdfReader) -> list[dict[str, dict[str, str]]]:
    return [note.get_object() for page in pdf.pages for note in page.get("/Annots", [])]


def test_the_contents_tell_the_pages_and_the_picture_is_there(site: Archive, tmp_path: Path) -> None:
    export(site, tmp_path / "x.pdf")
    pdf = PdfReader(tmp_path / "x.pdf")
    contents = judged("pdftotext", "-layout", "-f", "2", "-l", "2", str(tmp_path / "x.pdf"), "-")
    assert ["长三角一体化示范区成绩单", "5"] in [line.split() for line in contents.splitlines()]
    assert "聚焦规划管理" in pdf.pages[2 + 4].extract_text()
    assert [len(page.images) for page in pdf.pages] == [0, 0, 0, 0, 1, 0, 0, 0]


def test_the_same_posts_give_the_same_bytes_and_pieces_join(
    site: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(site, tmp_path / "one.pdf")
    export(site, tmp_path / "two.pdf")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
    monkeypatch.setattr(pdf_posts, "POSTS", 2)
    export(site, tmp_path / "three.pdf")
    whole, joined = PdfReader(tmp_path / "one.pdf"), PdfReader(tmp_path / "three.pdf")
    assert [page.extract_text() for page in joined.pages] == [page.extract_text() for page in whole.pages]
    assert set(joined.named_destinations) == set(whole.named_destinations)
    assert titles(joined.outline) == titles(whole.outline)


@pytest.mark.skipif(not XSS.is_file(), reason="needs the shared collection of hostile markup")
def test_nothing_hostile_gets_in(archive: Archive, tmp_path: Path) -> None:
    posts = tmp_path / "site" / "_posts"
    posts.mkdir(parents=True)
    cases = json.loads(XSS.read_text(encoding="utf-8"))
    payloads = [str(case["payload"] if isinstance(case, dict) else case) for case in cases]
    for start in range(0, len(payloads), 10):
        body = "\n\n".join(f"<div>{text}</div>" for text in payloads[start : start + 10])
        text = f"---\ntitle: '</style><h1>{start}'\ncategories: ['\"}} @import url(//x) </style>']\n---\n{body}\n"
        (posts / f"2022-01-01-{start}.html").write_bytes(text.encode("utf-8", "replace"))
    import_site(archive, tmp_path / "site")
    export(archive, tmp_path / "x.pdf")
    pdf = PdfReader(tmp_path / "x.pdf")
    addresses = [note["/A"].get("/URI", "?") for note in notes(pdf) if "/A" in note]
    assert all(address.startswith(("http:", "https:", "mailto:", "ftp:", "tel:")) for address in addresses)
    assert b"/JavaScript" not in (tmp_path / "x.pdf").read_bytes()
    judged("qpdf", "--check", str(tmp_path / "x.pdf"))


def test_qts_own_press_is_told(site: Archive, tmp_path: Path) -> None:
    report = export(site, tmp_path / "x.pdf", PressKind.LIGHT)
    told = [problem for problem in report.problems if problem.kind is ProblemKind.PRINTED_PLAINLY]
    assert [problem.path for problem in told] == ["x.pdf"]


class Watched(PrintProcess):
    """Does something to the child when a piece has been handed over."""

    signal_at = 0
    begun = 0

    def begin(self, sheets: Sheets) -> None:
        super().begin(sheets)
        self.begun += 1
        if self.begun == self.signal_at and self.pid is not None:
            os.kill(self.pid, signal.SIGKILL)


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX: ends a process with a signal")
@pytest.mark.parametrize("at", [1, 2])
def test_a_printer_that_dies(site: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """At the first piece Qt's own press takes over, for Chromium may not run at all; later it is an error."""
    monkeypatch.setattr(pdf_posts, "POSTS", 2)
    monkeypatch.setattr(Watched, "signal_at", at)
    dest = tmp_path / "out" / "x.pdf"

    def run() -> ExportReport:
        return exporting.export_posts(
            site, dest, None, "", ignore_progress, CancelToken(), "pdf", printing=Watched
        )

    if at == 1:
        kinds = [problem.kind for problem in run().problems]
        assert ProblemKind.PRINTED_PLAINLY in kinds
    else:
        with pytest.raises(EnvironmentProblem, match="ended unexpectedly"):
            run()
        assert not dest.parent.exists()


def test_a_piece_that_takes_too_long_is_given_up(
    site: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "TIME_LIMIT", -1.0)
    with pytest.raises(EnvironmentProblem, match="was given up"):
        export(site, tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()


def test_cancelling_while_it_prints_leaves_nothing(site: Archive, tmp_path: Path) -> None:
    cancel = CancelToken()

    class Cancelling(PrintProcess):
        def end(self) -> PrintedSheets:
            cancel.cancel()
            return super().end()

    def start(token: CancelToken) -> AbstractContextManager[Printer]:
        return Cancelling(token)

    with pytest.raises(Cancelled):
        exporting.export_posts(
            site, tmp_path / "o" / "x.pdf", None, "", ignore_progress, cancel, "pdf", printing=start
        )
    assert not (tmp_path / "o").exists()


def test_progress_reaches_its_end(site: Archive, tmp_path: Path) -> None:
    seen: list[Progress] = []
    exporting.export_posts(
        site, tmp_path / "x.pdf", None, "", seen.append, CancelToken(), "pdf", printing=PrintProcess
    )
    assert (seen[-1].done, seen[-1].total) == (12, 12)


def test_an_empty_selection_is_a_title_page(archive: Archive, tmp_path: Path) -> None:
    report = export(archive, tmp_path / "x.pdf")
    assert report.posts == 0
    assert len(PdfReader(tmp_path / "x.pdf").pages) == 1
    judged("qpdf", "--check", str(tmp_path / "x.pdf"))


def test_without_a_printer_it_is_said_so(site: Archive, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="Nothing that prints"):
        exporting.export_posts(site, tmp_path / "x.pdf", None, "", ignore_progress, CancelToken(), "pdf")
    assert not (tmp_path / "x.pdf").exists()


def test_from_the_command_line(site: Archive, tmp_path: Path) -> None:
    dest = tmp_path / "命令.pdf"
    site_path = str(site.path)
    site.close()
    command = [sys.executable, "-m", "fonds", "export", site_path, str(dest), "--format", "pdf"]
    answer = subprocess.run(
        [*command, "--page-size", "letter", "--title", "命令行"],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert answer.returncode == 1, answer.stderr  # a missing picture is told
    assert answer.stderr == ""
    pdf = PdfReader(dest)
    assert pdf.metadata is not None
    assert pdf.metadata.title == "命令行"
    assert round(float(pdf.pages[0].mediabox.width)) == 612
