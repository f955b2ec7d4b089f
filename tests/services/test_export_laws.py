"""Whatever the files of a source hold, an export gives back the very bytes: ``export(import(x)) == x``."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.importers.registry import GENERATORS
from fonds.model.accession import ImportSettings
from fonds.model.progress import CancelToken, ignore_progress
from fonds.services import archives, exporting
from services.site import import_site

FOLDERS = {
    "jekyll": "_posts",
    "hexo": "source/_posts",
    "hugo": "content/log",
    "zola": "content/log",
    "pelican": "content",
    "docusaurus": "blog",
    "mdn": "files/de/web",
}
HEADS = st.sampled_from(
    [
        "---\ntitle: x\n---\n", "---\r\ntitle: 'x'\r\n...\r\n\r\n", "---\n", "---\ntitle: \"a \"b\" c\"\n---", "+++\ntitle = 'x'\n+++\n",
        "+++\n[[\n+++\n", '{\n "title": "x"\n}\n', '"title": "x"\n;;;\n', "title: x\ndate: y\n---\n", "Title: x\nDate: y\n\n",
        "---json\n{}\n---\n", "---js\n{}\n---\n", "% T\n% A\n\n", "% T\n\n---\nx: [\n---\n", ":tags: a\n", "<title>x</title>",
        "<meta charset=gbk>", "---\ntags: [a, [b]]\n", "---\n\t- x\n---\n", "\ufeff---\ntitle: x\n---\n", "---\ntitle: x\x00\n---\n", "",
    ]
)  # fmt: skip
BODIES = st.sampled_from(
    [
        "",
        "Text\n",
        "雾号在响，码头上没有人。",
        "![a](a.png) [b](../x.md)\n",
        "\r\n\r",
        "\n\n---\ntitle: later\n---\n",
        "\x1a\x00",
        "\u2028",
    ]
)
DOCUMENTS = st.one_of(
    st.binary(max_size=80),
    st.builds(
        lambda head, body, codec: (head + body).encode(codec, "replace"),
        HEADS,
        BODIES,
        st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-be", "gb18030", "big5", "cp1252"]),
    ),
)
NAMES = (
    "2020-01-02-a{}.md",
    "b{} ü.md",
    "2020-13-99-c{}.markdown",
    "d{}.html",
    "e{}.rst",
    "f{}.txt",
    "g{}/index.md",
    "雾{}.mdx",
)


@pytest.mark.parametrize("generator", [generator.name for generator in GENERATORS])
@settings(max_examples=5, deadline=None)
@given(documents=st.lists(DOCUMENTS, min_size=8, max_size=32))
def test_every_byte_comes_back(generator: str, documents: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "source"
        files: dict[str, bytes] = {}
        for number, data in enumerate(documents):
            name = NAMES[number % len(NAMES)].format(number)
            files[f"{FOLDERS.get(generator, 'notes')}/{name}"] = data
        for name, data in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
        archive = archives.create_archive(Path(scratch) / "a.fonds")
        try:
            report = import_site(archive, root, ImportSettings(generator))
            out = Path(scratch) / "out"
            exported = exporting.export_posts(archive, out, None, "", ignore_progress, CancelToken())
        finally:
            archive.close()
        assert (report.failed, exported.problems) == (0, ())
        found = {
            path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()
        }
        assert len(found) == report.found == report.added
        assert all(files[name] == data for name, data in found.items())
        if generator in ("folder", "pandoc"):
            assert found == files
