"""Whatever a file holds and whatever it is called, reading it gives a candidate that keeps every byte."""

from __future__ import annotations

import hashlib
import pickle
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.importers.interface import ScopedDefaults, SiteSettings
from fonds.importers.reading import read_again

SITES = {
    "jekyll": SiteSettings(
        "jekyll",
        timezone="Asia/Shanghai",
        post_folders=("old",),
        defaults=(ScopedDefaults("", "posts", (("layout", "post"), ("categories", "a b"))),),
    ),
    "folder": SiteSettings("folder"),
    "hexo": SiteSettings("hexo", languages=("en",), name_pattern=":year-:title.md"),
    "docusaurus": SiteSettings("docusaurus", defaults=(ScopedDefaults("x", "author", (("name", "X"),)),)),
    "obsidian": SiteSettings("obsidian", inline_tags=True),
    "pelican": SiteSettings("pelican"),
    "mdn": SiteSettings("mdn"),
    "hugo": SiteSettings("hugo", collections_dir="content", languages=("en", "fr"), as_of=1_700_000_000),
    "zola": SiteSettings("zola", collections_dir="."),
    "eleventy": SiteSettings("eleventy"),
    "pandoc": SiteSettings("pandoc"),
}
KEYS = st.sampled_from(
    ["title", "date", "categories", "category", "tags", "tag", "author", "published", "draft", "slug", "x"]
)
VALUES = st.sampled_from(
    ["x", '"a "b" c"', "'", "2017-02-29", "2022-01-11 19:09:47 +0800", "[a, [b, {c: d}]]", "{name: x}", "", "~", "true",
     "false", "[", "- y", "|\n  text", "*z", "&z w", "0x1F", "中文", "\t", "!!binary x"]
)  # fmt: skip
HEADERS = st.lists(st.tuples(KEYS, VALUES).map(lambda pair: f"{pair[0]}: {pair[1]}\n"), max_size=6).map(
    "".join
)
DOCUMENTS = st.one_of(
    st.binary(max_size=200),
    st.builds(
        lambda fence, header, body: f"{fence}\n{header}\n{fence[:3]}\n{body}".encode(),
        st.sampled_from(["+++", "---json", "---toml", "---js", ";;;", "{"]),
        st.sampled_from(
            [
                'title = "x"\ndate = 2022-01-11',
                "draft = true\n[taxonomies]\ntags = 5",
                '{"title": 5, "tags": [null]}',
                '"title": "x"',
                '"permalink": false, "date": {}}',
                "[extra]\na.b = [{ c = 1 }]",
                "title = ''\npath = '/'",
            ]
        ),
        st.text("+-{}; \n中", max_size=12),
    ),
    st.lists(
        st.sampled_from(
            [
                "Title: x",
                "date:2017-02-29",
                "Tags: a; b,",
                "    c",
                "Status: skip",
                ":tags: d",
                "---",
                "",
                "=====",
                "<title>",
                "% Title; x",
                "%",
                "<meta name=date content=2020-01-02><meta charset=gbk>",
            ]
        ),
        max_size=8,
    ).map(lambda lines: "\n".join(lines).encode()),
    st.builds(
        lambda header, body, encoding: f"---\n{header}---\n{body}".encode(encoding, "ignore"),
        HEADERS,
        st.text("<p>#![](a.png)`\n 中\x00", max_size=40),
        st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030", "cp1252"]),
    ),
)
PATHS = st.sampled_from(
    [
        "a.md",
        "_posts/2022-01-11-x.md",
        "_posts/2022-99-99-.html",
        "_drafts/é.md",
        "old/x/20-1-1-y.txt",
        "n/_posts/-.md",
        "p/.md",
        "content/index.md",
        "content/a/2020-01-02/index.fr.md",
        "_index.md",
        "blog/2020/01/02/x/index.mdx",
        "docs/01-/-.md",
        "source/_posts/en/2020-01-02-.md",
        "content/x.rst",
        "files/de/_colon_/index.md",
        "content/walks/x.html",
    ]
)


@pytest.mark.parametrize("generator", SITES)
@settings(max_examples=400)
@given(data=DOCUMENTS, path=PATHS)
def test_any_document(generator: str, data: bytes, path: str) -> None:
    candidate = read_again(data, path, generator, SITES[generator], "")
    assert candidate.source == data
    assert candidate.digest == hashlib.sha256(data).digest()
    assert candidate.path == path
    assert candidate.metadata.title.strip()
    assert all(problem.path == path and problem.sentence for problem in candidate.problems)
    assert pickle.loads(pickle.dumps(candidate)) == candidate
    again = read_again(data, path, generator, SITES[generator], candidate.encoding)
    assert again.metadata == candidate.metadata
    assert (again.kept_raw, again.repaired, again.text_exact) == (
        candidate.kept_raw,
        candidate.repaired,
        candidate.text_exact,
    )


def test_a_parsing_process_loads_neither_the_window_nor_the_database() -> None:
    program = (
        "import sys, fonds.importers.reading, fonds.importers.scan, fonds.text.header_edit\n"
        "sys.exit(', '.join({'PySide6', 'sqlalchemy', 'sqlite3', 'charset_normalizer'} & set(sys.modules)) or 0)"
    )
    outcome = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (outcome.returncode, outcome.stderr) == (0, "")
