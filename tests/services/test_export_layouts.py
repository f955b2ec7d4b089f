"""Layouts of generators: the real Jekyll and Hugo build every post, and our own importers read back what was written."""

from __future__ import annotations

import html
import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from fonds.model.accession import ImportSettings
from fonds.model.export import ExportOptions, ExportReport, Layout
from fonds.model.post import BodyFormat, Post, Status
from fonds.model.problems import ProblemKind
from fonds.model.progress import CancelToken, ignore_progress
from fonds.services import archives, browsing, exporting
from fonds.services.archives import Archive
from fonds.services.post_parts import parts_of
from services.site import import_site

LAYOUTS = [layout for layout in Layout if layout is not Layout.ORIGINAL]
READ_BACK = (Layout.HEXO, Layout.PELICAN, Layout.ZOLA, Layout.OBSIDIAN)
NASTY_TITLES = (
    "He said \"no\": 'never' # 100%",
    "- [x] {{ title }} {% if %}",
    "yes",
    "2020-01-01",
    "@at &anchor *alias !tag |",
    "雾号在响 — 码头 🎉",
    "back\\slash \\n",
    "0x1F",
    "null",
    "a: b: c",
)
JEKYLL = {
    "_config.yml": "title: J\n",
    "_posts/2022-01-11-plain.md": "---\ntitle: Plain\ntags: [a, b]\nlayout: special\n---\nSee [w]({% post_url 2021-05-06-other %}).\n",
    "_posts/2021-05-06-other.markdown": "---\ntitle: Other\nrating: 5\nversion: '1.0'\n---\n{% include box.html x=1 %}\n\n{{ page.title }}\n",
    "_posts/2021-05-07-broken.md": '---\ntitle: "a "b" c"\n---\n{% unknown %} {{ open\n\n{% endraw %}\n',
    "_posts/2021-05-08-gone.md": "---\ntitle: Gone\n---\n[x]({% post_url 2000-01-01-gone %}) {% link nowhere.md %}\n",
    "_posts/2021-05-09-undone.md": "---\ntitle: Undone\n---\n{% if x %} never closed\n",
    "_posts/2021-05-10-picture.md": "---\ntitle: Picture\n---\n![p](/img/p.png)\n",
    "_posts/2021-05-11-same.markdown": "---\ntitle: Same 1\n---\nSame name\n",
    "_posts/2021-05-11-same.md": "---\ntitle: Same\n---\nSame name\n",
    "_drafts/later.md": "---\ntitle: Later\n---\nDraft\n",
    "img/p.png": "PNG",
}  # fmt: skip
HEXO = {
    "_config.yml": "title: H\n",
    "source/_posts/first.md": (
        "---\ntitle: First\ndate: 2020-03-04 05:06:07\ncategories: [Sports, Baseball]\ntags: one tag\nlang: zh-CN\n---\n"
        "{% post_link second 到第二 %}\n\n```\n{% raw %} {{ code }} {{< x >}}\n```\n\n{{ shown }} [l](/2020/03/05/second/)\n"
    ),
    "source/_posts/second.md": "---\ntitle: Second\ndate: 2020-03-05\n---\n{% asset_img a.png \"Ein Bild\" %}\n\n---\nnot: a header\n---\n",
    "source/_posts/second/a.png": "PNG2",
    "source/_posts/hidden.md": "---\ntitle: Hidden\ndate: 2020-03-06\npublished: false\n---\nx\n",
    "source/_drafts/idea.md": "---\ntitle: Idea\n---\ny\n",
    "scaffolds/post.md": "---\n---\n",
}  # fmt: skip
HUGO = {
    "hugo.toml": 'baseURL = "https://example.org"\ntitle = "U"\n',
    "content/log/call.md": (
        '+++\ntitle = "Call"\ndate = 2019-02-03T04:05:06+08:00\ntags = ["t"]\n+++\n'
        '{{< unheard of="it" >}} {{% pair %}}in{{% /pair %}} [o]({{< ref "/log/odd.md" >}})\n'
    ),
    "content/log/odd.md": '---\ntitle: Odd\ndate: 2019-02-04\nmenu: main\n---\n{{</* shown */>}} {% liquid %}\n',
    "content/log/bundle/index.md": "---\ntitle: Bundle\ndate: 2019-02-05\nresources:\n- src: c.png\n---\n![c](c.png)\n",
    "content/log/bundle/c.png": "PNG3",
    "archetypes/default.md": "---\n---\n",
}  # fmt: skip


def write_files(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", newline="")
    return root


def make_lines(count: int) -> list[str]:
    """Lines of marks of all kinds in any order, the same each time."""
    chance = random.Random(20)
    marks = (
        "{{", "}}", "{%", "%}", "{", "}", "%", " raw ", " endraw ", "-", "{% raw %}", "{% endraw %}", "x", " | y", "{{{", "}}}",
        "{{<", ">}}", "{{%", "%}}", "/*", "*/", "/", " if a ", "{% comment %}", "{% endif %}", '"', '{{ "{" }}', "{#", "#}",
    )  # fmt: skip
    return [f"{number}:{''.join(chance.choices(marks, k=chance.randint(1, 12)))}:" for number in range(count)]


def make_notes(root: Path) -> Path:
    """Posts of no generator: what titles, bytes and bodies may hold at worst."""
    notes: dict[str, bytes] = {
        "crlf.md": b"---\r\ntitle: Lines\r\ndate: 2018-01-02\r\n---\r\nOne\r\n\r\nTwo {{ x }}\r\n",
        "gbk.md": "---\ntitle: 旧文件\ndate: 2018-01-03\n---\n中秋的旧文件，都在这里，没有别的。\n".encode("gb18030"),
        "bare.md": b"No header, no date. {{< open {{% {% {{{ }} %}\n",
        "unread.md": b"---\ntitle: [\n---\nThe header cannot be read.\n",
        "bytes.md": b"---\ntitle: Bytes\n---\nbroken \xff\xfe\x80 text\n",
        "page.html": b"<p>Plain <b>page</b> {{ x }} {% y %} <a href='crlf.md'>l</a></p>\n",
        "con.md": b"---\ntitle: Device\nslug: con\n---\nx\n",
        "index.md": b"---\ntitle: Index\n---\nx\n",
        "shown.md": b"{{</* a */>}} {{< b >}}{{< /b >}} {{% c\n%}} {{ d(e='f') }} {% g(h=1) %}i{% end %} `{{ x }}`\n",
        "marks.md": b"{% endraw %} {{% {%{% {{{{ }}}} {{{x}}} {% raw %}\n\n    {{ code }}\n\n```\n{% fence %}\n```\n",
        "fields.md": (
            b"---\ntitle: Fields\ndate: 2018-02-03T04:05:06+05:30\nUrl: x\nurl: [1]\nlayout: 3\ntype: y\noutputs: z\naliases: [A B]\n"
            b"cascade: q\nmarkup: w\nsitemap: e\nresources: r\n'odd key': {'a b': [1, {c: [d, ~]}]}\ntext: |\n  two\n  lines\nempty:\n"
            b"expiryDate: 1999-01-01\npermalink: /a/b/\nweight: heavy\nbig: 123456789012345678901234567890\nseries: {a: 1}\n---\nx\n"
        ),
        "lines.md": "\n".join(("~~~~~~", *make_lines(300), "~~~~~~\n")).encode(),
        "again.md": b"---\ntitle: Again\npermalink: /a/b/\n---\nx\n",
    }  # fmt: skip
    for name, data in notes.items():
        (root / "deep").mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    for number, title in enumerate(NASTY_TITLES):
        head = yaml.safe_dump(
            {"title": title, "date": f"2017-01-{number + 1:02} 10:00:00 +0800", "tags": [title]},
            allow_unicode=True,
        )
        text = f"---\n{head}---\nBody of {number}.\n\n- - -\n---\nafter the dashes\n"
        (root / "deep" / f"n{number}.md").write_text(text, encoding="utf-8")
    return root


def make_mixed(scratch: Path) -> Archive:
    """An archive with posts of all of these."""
    archive = archives.create_archive(scratch / "mixed.fonds")
    for name, files in (("jekyll", JEKYLL), ("hexo", HEXO), ("hugo", HUGO)):
        import_site(archive, write_files(scratch / name, files), ImportSettings(name))
    import_site(archive, make_notes(scratch / "notes"), ImportSettings("folder"))
    return archive


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    archive = make_mixed(tmp_path_factory.mktemp("mixed"))
    yield archive
    archive.close()


def all_ids(archive: Archive) -> list[int]:
    with archive.reading() as view:
        return [int(row[0]) for row in view.rows("SELECT id FROM posts ORDER BY id")]


def export(archive: Archive, dest: Path, layout: Layout) -> ExportReport:
    return exporting.export_posts(
        archive, dest, None, "", ignore_progress, CancelToken(), options=ExportOptions(layout=layout)
    )


def posts_of(archive: Archive) -> list[Post]:
    return [browsing.load_post(archive, number) for number in all_ids(archive)]


def files_of(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_post_is_there_and_twice_the_same(mixed: Archive, tmp_path: Path, layout: Layout) -> None:
    report = export(mixed, tmp_path / "one", layout)
    export(mixed, tmp_path / "two", layout)
    assert report.posts == len(all_ids(mixed))
    assert report.media == 3
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")
    names = [file.path.casefold() for file in report.files]
    assert len(names) == len(set(names))
    kinds = {problem.kind for problem in report.problems}
    assert kinds <= {ProblemKind.NOT_CONVERTED, ProblemKind.NOT_EXPORTED}


@pytest.mark.parametrize("layout", [Layout.JEKYLL, Layout.HUGO, Layout.HEXO])
def test_own_posts_keep_their_bytes(mixed: Archive, tmp_path: Path, layout: Layout) -> None:
    report = export(mixed, tmp_path / "out", layout)
    paths = {file.post_id: file.path for file in report.files}
    wanted = {
        Layout.JEKYLL: ("2022-01-11-plain.md", "2021-05-06-other.markdown", "2021-05-10-picture.md"),
        Layout.HUGO: ("call.md", "odd.md", "bundle/index.md"),
        Layout.HEXO: ("first.md", "second.md"),
    }[layout]
    own = [post for post in posts_of(mixed) if post.generator == layout.value]
    for name in wanted:
        (post,) = (post for post in own if post.source_path.endswith(f"/{name}"))
        assert (tmp_path / "out" / paths[post.id]).read_bytes() == post.source


@pytest.mark.skipif(shutil.which("jekyll") is None, reason="needs jekyll")
def test_jekyll_builds_every_post(mixed: Archive, tmp_path: Path) -> None:
    report = export(mixed, tmp_path / "site", Layout.JEKYLL)
    run = subprocess.run(
        ["jekyll", "build", "-s", tmp_path / "site", "-d", tmp_path / "built", "--strict_front_matter", "--future", "--drafts", "--unpublished", "--disable-disk-cache"],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    said = run.stdout + run.stderr
    assert run.returncode == 0, said
    assert not re.findall(r"(?i)conflict|error|invalid|does not exist|liquid warning", said), said
    built = list((tmp_path / "built").rglob("*.html"))
    assert len(built) == report.posts + 1  # and the index
    texts = "\n".join(path.read_text(encoding="utf-8") for path in built)
    for shown in ("{{ shown }}", "{{< open {{% {% {{{ }} %}", "中秋的旧文件", "{{{x}}}", "{% fence %}", "{{ code }} {{&lt; x &gt;}}"):  # fmt: skip
        assert shown in texts or shown.replace("<", "&lt;") in texts, shown
    assert 'href="/2021/05/06/other.html"' in texts
    plain = html.unescape(texts)
    assert [line for line in make_lines(300) if line not in plain] == []


@pytest.mark.skipif(shutil.which("hugo") is None, reason="needs hugo")
def test_hugo_builds_every_post(mixed: Archive, tmp_path: Path) -> None:
    report = export(mixed, tmp_path / "site", Layout.HUGO)
    run = subprocess.run(
        ["hugo", "-D", "-F", "-E", "-s", tmp_path / "site", "-d", tmp_path / "built"],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    said = run.stdout + run.stderr
    assert run.returncode == 0, said
    assert not re.findall(r"(?i)error|warn", said), said
    hidden = sum(post.metadata.status is Status.UNPUBLISHED for post in posts_of(mixed))
    index = (tmp_path / "built" / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'<li>.*?<a href="([^"]*)">', index)
    assert (len(links), len(set(links))) == (report.posts - hidden,) * 2
    texts = "\n".join(path.read_text(encoding="utf-8") for path in (tmp_path / "built").rglob("index.html"))
    plain = html.unescape(re.sub(r"<[^<>]*>", "", texts))
    assert [line for line in make_lines(300) if line not in plain] == []
    for shown in ("{{&lt; open {{% {% {{{ }} %}", "中秋的旧文件", "{{&lt; b &gt;}}", "{{% c"):
        assert shown in texts, shown


@pytest.mark.parametrize("layout", READ_BACK)
def test_our_importer_reads_it_back(mixed: Archive, tmp_path: Path, layout: Layout) -> None:
    report = export(mixed, tmp_path / "out", layout)
    again = archives.create_archive(tmp_path / "again.fonds")
    try:
        read = import_site(again, tmp_path / "out", ImportSettings(layout.value))
        assert read.failed == 0
        found = {post.source_path: post for post in posts_of(again)}
        paths = {file.post_id: file.path for file in report.files}
        for post in posts_of(mixed):
            back = found[paths[post.id]]
            old, new = post.metadata, back.metadata
            assert new.title == (" ".join(old.title.split()) if layout is Layout.PELICAN else old.title)
            assert new.date.instant == old.date.instant
            if old.date.instant is not None:
                assert new.date.offset == old.date.offset
            assert new.tags == old.tags
            assert list(map("/".join, new.categories)) == ["/".join(path) for path in old.categories]
            assert new.language == old.language
            assert (new.status is Status.DRAFT) == (old.status is Status.DRAFT)
            assert (new.status is Status.UNPUBLISHED) == (old.status is Status.UNPUBLISHED)
            if post.generator == "folder" and post.source_path.startswith("deep/"):
                assert parts_of(back).body == parts_of(post).body
    finally:
        again.close()


def test_links_pictures_and_marks_are_made_anew(mixed: Archive, tmp_path: Path) -> None:
    def text(layout: Layout, title: str) -> str:
        folder = tmp_path / layout.value
        report = export(mixed, folder, layout) if not folder.exists() else None
        if report is not None:
            paths.update({(layout, file.post_id): file.path for file in report.files})
        (post,) = (post for post in posts_of(mixed) if post.metadata.title == title)
        return (folder / paths[layout, post.id]).read_bytes().decode()

    paths: dict[tuple[Layout, int | None], str] = {}
    first = text(Layout.JEKYLL, "First")
    assert "[到第二]({% post_url 2020-03-05-second %})" in first
    assert "[l]({% post_url 2020-03-05-second %})" in first
    assert "categories:\n  - Sports\n  - Baseball\n" in first
    assert re.search(r"!\[Ein Bild\]\(/assets/media/[0-9a-f]{12}-a\.png\)", text(Layout.JEKYLL, "Second"))
    assert '[到第二]({{< ref "/posts/second.md" >}})' in text(Layout.HUGO, "First")
    assert "[w]({% post_path other %})" in text(Layout.HEXO, "Plain") or "post_path" in text(
        Layout.HEXO, "Plain"
    )
    assert "{filename}/" in text(Layout.PELICAN, "Plain")
    assert "@/" in text(Layout.ZOLA, "Plain")
    assert "[[Second|到第二]]" in text(Layout.OBSIDIAN, "First")
    assert re.search(r"\(attachments/[0-9a-f]{12}-p\.png\)", text(Layout.OBSIDIAN, "Picture"))
    assert "{static}/media/" in text(Layout.PELICAN, "Picture")


def test_what_was_not_converted_is_told(mixed: Archive, tmp_path: Path) -> None:
    report = export(mixed, tmp_path / "out", Layout.JEKYLL)
    told = {
        (problem.path.rpartition("/")[2], dict(problem.details)["mark"])
        for problem in report.problems
        if problem.kind is ProblemKind.NOT_CONVERTED
    }
    assert ("2021-05-08-gone.md", "{% post_url 2000-01-01-gone %}") in told
    assert ("2021-05-07-broken.md", "{% unknown %}") in told
    assert any(name == "call.md" for name, _ in told)


def test_page_formats(mixed: Archive, tmp_path: Path) -> None:
    pages = [post for post in posts_of(mixed) if post.metadata.format is BodyFormat.HTML]
    assert pages
    for layout in LAYOUTS:
        report = export(mixed, tmp_path / layout.value, layout)
        paths = {file.post_id: file.path for file in report.files}
        text = (tmp_path / layout.value / paths[pages[0].id]).read_text(encoding="utf-8")
        assert "<b>page</b>" in text
