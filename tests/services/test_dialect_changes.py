"""The law of every dialect: what a person edits is what the importer then reads, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.importers.interface import ScopedDefaults, SiteSettings
from fonds.importers.reading import read_again
from fonds.model.accession import Candidate
from fonds.model.errors import UserError
from fonds.model.post import SETTABLE, CategoryPath, Post, PostMetadata, Status
from fonds.model.revision import MetadataEdit, PostEdit
from fonds.services.rewriting import edited_source, read_edited
from fonds.text.yaml_header import read_header

TERM = st.text("ab中é-_1", min_size=1, max_size=6)
ROW = st.lists(TERM, min_size=1, max_size=3, unique=True).map(tuple)
SITES = {
    "hexo": SiteSettings("hexo", timezone="Asia/Shanghai"),
    "docusaurus": SiteSettings(
        "docusaurus",
        defaults=(
            ScopedDefaults("ann", "author", (("name", "Ann Lee"),)),
            ScopedDefaults("walks", "tag", (("label", "Long walks"),)),
        ),
    ),
    "obsidian": SiteSettings("obsidian"),
    "mdn": SiteSettings("mdn"),
    "pelican": SiteSettings("pelican", base_path="content"),
    "pandoc": SiteSettings("pandoc"),
}
PATHS = {
    "hexo": "source/_posts/2020-01-02-walk.md",
    "docusaurus": "blog/2020-01-02-walk/index.md",
    "obsidian": "Notes/Walk.md",
    "mdn": "files/de/web/css/walk/index.md",
    "pelican": "content/walks/2020-01-02-walk.md",
    "pandoc": "2020-01-02-walk.md",
}
HEADS: dict[str, list[str]] = {
    "mdn": ["title: Old\nslug: Web/CSS/walk\nl10n:\n  sourceCommit: 0123\n", "title: Old\nstatus:\n- old\n"],
    "pelican": [
        "Title: Old\nDate: 2020-01-01\n",
        "title: Old\ntags: a, b\nAUTHORS: Lee, Ann; Bo\nCategory: City walks\nstatus: hidden\n",
        "Title: Old\nAuthor: Ann\nTags: a\n    b\nSlug: given\nSummary: one\n    two\n",
        "---\ntitle: Old\ntags: [a, b]\nstatus: draft\n---\n",
        "---\ntitle: Old\nauthors: a, b\n---\n",
    ],
    "pandoc": [
        "",
        "% Old\n% Ann; Bo\n% 2020-01-01\n",
        "%\n%\n% 2020-01-01\n\n---\nkeywords: [one, two]  # terms\nlang: en\nslug: s\n---\n",
        "---\ntitle: Old\nauthor:\n- name: Ann\n  affiliation: x\n- Bo\nkeywords: a, b\n...\n\n---\ntitle: L # x\ntags: [t]\n---\n",
        "---\nauthor: {name: Ann}\ntags: [a]\ncategory: c\ndraft: true\n---\n",
        "---\nauthors: [Ann]\ntag: a\npublished: false\nkeywords: ''\n---\n",
    ],
    "obsidian": [
        "aliases: [Old]\n",
        "title: Old\ntags: '#one'\npublish: false\n",
        "tags:\n- '#a/b'\n- \n- c\npublish: true\ncategories:\n- '[[Books]]'\n- '[[Long|Short]]'\n",
        "tag: one two\nauthor: '[[Ann]]'\npublished: false\ndraft: true\n",
        "tags: a, b\nauthors: ['[[Ann]]', Bo]\ncategory: Plain\n",
    ],
    "hexo": [
        "title: Old\n",
        "title: Old\ncategories: [Sports, Baseball]\ntags: one\n",
        "categories:\n- [a, b]\n- c\ntags:\n- a b\n- c\n",
        "category: only\ntag: only\npublished: false\n",
        "title: 'x'\ndate: 2020-01-01\ncategories: one two # said so\nlang: en\nauthor: Ann\n",
    ],
    "docusaurus": [
        "title: Old\n",
        "title: Old\nauthors: ann\ntags: [walks, b]\nslug: /walks/old\n",
        "authors:\n- ann\n- name: Bo\n  url: https://bo.example\ntags:\n- label: One\n  permalink: /one\n- two\n",
        "author: Cy\nauthor_url: https://cy.example\nunlisted: true\n",
        "draft: true\nunlisted: true\nauthors: [{key: ann, title: Walker}]\npublished: false\n",
    ],
}


def post_of(candidate: Candidate, generator: str) -> Post:
    """A stored post, as an import would have made it."""
    return Post(
        id=1,
        metadata=candidate.metadata,
        source=candidate.source,
        encoding=candidate.encoding,
        source_path=candidate.path,
        generator=generator,
        revision_id=1,
        revision_number=0,
        digest=candidate.digest,
        original_digest=candidate.digest,
        created_at=0,
        modified_at=0,
        header_readable=not candidate.kept_raw,
    )


def source_of(generator: str, head: str) -> bytes:
    fences = "" if generator in ("pelican", "pandoc") else "---\n"
    return f"{fences}{head}{fences}\nBody\n".encode()


def read(generator: str, data: bytes) -> Post:
    site = SITES[generator]
    return post_of(read_again(data, PATHS[generator], generator, site, ""), generator)


def edit_post(post: Post, edit: MetadataEdit) -> PostMetadata:
    """The metadata after an edit; the body must be what it was."""
    site = SITES[post.generator]
    data = edited_source(post, PostEdit(metadata=edit), site)
    again = read_edited(post, data, site)
    assert not again.kept_raw
    assert again.plain_text == "Body"
    return again.metadata


def paths_for(generator: str, paths: tuple[CategoryPath, ...]) -> tuple[CategoryPath, ...]:
    return tuple((path[0],) for path in paths[:1]) if generator == "pelican" else paths


@pytest.mark.parametrize("generator", sorted(SITES))
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_what_was_edited_is_read_again(generator: str, data: st.DataObject) -> None:
    post = read(generator, source_of(generator, data.draw(st.sampled_from(HEADS[generator]))))
    before = post.metadata
    categories = data.draw(st.lists(ROW, max_size=3, unique=True).map(tuple))
    tags = tuple(data.draw(st.lists(TERM, max_size=3, unique=True)))
    authors = tuple(data.draw(st.lists(TERM, max_size=3, unique=True)))
    status = data.draw(st.sampled_from(SETTABLE))
    title = data.draw(TERM)
    wanted = {
        "title": (MetadataEdit(title=title), replace(before, title=title)),
        "tags": (MetadataEdit(tags=tags), replace(before, tags=tags)),
        "status": (MetadataEdit(status=status), replace(before, status=status)),
        "authors": (MetadataEdit(authors=authors), replace(before, authors=authors)),
        "slug": (MetadataEdit(slug="new-slug"), replace(before, slug="new-slug")),
        "language": (MetadataEdit(language="ja"), replace(before, language="ja")),
        "categories": (
            MetadataEdit(categories=paths_for(generator, categories)),
            replace(before, categories=paths_for(generator, categories)),
        ),
    }
    edit, after = wanted[data.draw(st.sampled_from(sorted(wanted)))]
    found = edit_post(post, edit)
    if generator == "pelican" and edit.title is not None and before.slug != "given":
        after = replace(after, slug=found.slug)  # there a slug comes from the title
    if edit.categories == () and generator in ("pelican", "obsidian", "mdn"):
        after = replace(after, categories=found.categories)  # where none is named the folder stands in
    # What a table says beyond a name is among the further fields, and goes with it; an address may hold the slug.
    assert replace(found, fields=(), permalink="") == replace(after, fields=(), permalink="")
    told = {"tags", "authors", "author"} if generator in ("docusaurus", "pandoc") else set()
    assert [pair for pair in found.fields if pair[0] not in told] == [
        pair for pair in after.fields if pair[0] not in told
    ]


def test_a_line_of_descent_keeps_the_form_of_the_file() -> None:
    def head(before: str, categories: tuple[CategoryPath, ...]) -> str:
        post = read("hexo", source_of("hexo", before))
        edit = PostEdit(metadata=MetadataEdit(categories=categories))
        return edited_source(post, edit, SITES["hexo"]).decode().split("---\n")[1]

    assert head("categories: one\n", (("two",),)) == "categories: two\n"
    assert head("categories: [a, b]\n", (("a", "c"),)) == "categories: [a, c]\n"
    assert head("category: a\n", (("b",),)) == "category: b\n"
    assert head("category: a\n", (("a", "b"),)) == "categories: [a, b]\n"
    assert head("x: 1\ncategories: [a]\n", ()) == "x: 1\n"


def test_authors_and_tags_that_stay_keep_what_the_file_says_of_them() -> None:
    before = "authors:\n- ann\n- name: Bo\n  url: https://bo.example\ntags:\n- label: One\n  permalink: /one\n- two\n"
    post = read("docusaurus", source_of("docusaurus", before))
    assert post.metadata.authors == ("Ann Lee", "Bo")
    edit = MetadataEdit(authors=("Bo", "Ann Lee", "Cy"), tags=("two", "One"))
    text = edited_source(post, PostEdit(metadata=edit), SITES["docusaurus"]).decode()
    values = dict(read_header(text.split("---\n")[1], first_line=2).values)
    assert values["authors"] == [{"name": "Bo", "url": "https://bo.example"}, "ann", {"name": "Cy"}]
    assert values["tags"] == ["two", {"label": "One", "permalink": "/one"}]


def test_an_article_of_pelican_keeps_the_form_of_its_head() -> None:
    def head(before: str, edit: MetadataEdit) -> str:
        post = read("pelican", source_of("pelican", before))
        return (
            edited_source(post, PostEdit(metadata=edit), SITES["pelican"]).decode().removesuffix("\nBody\n")
        )

    assert (
        head("Title: x\nTags:  a\n", MetadataEdit(tags=("b", "Lee, Ann"))) == "Title: x\nTags:  b; Lee, Ann\n"
    )
    assert head("Title: x\nDate: y\n", MetadataEdit(tags=("a, b",))) == "Title: x\nDate: y\nTags: a, b;\n"
    assert (
        head("title: x\ndate: y\n", MetadataEdit(authors=("a", "b"))) == "title: x\ndate: y\nauthors: a, b\n"
    )
    assert (
        head("Title: x\nStatus: draft\n", MetadataEdit(status=Status.PUBLISHED))
        == "Title: x\nStatus: published\n"
    )
    with pytest.raises(UserError, match="one category"):
        head("Title: x\nDate: y\n", MetadataEdit(categories=(("a",), ("b",))))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/a.rst", "Title\n=====\n\n:tags: a\n\nBody\n"),
        ("content/a.html", "<html><head><title>Title</title></head><body>Body</body></html>"),
    ],
)
def test_a_header_before_a_text_that_describes_itself_counts_first(path: str, text: str) -> None:
    site = SITES["pelican"]
    post = post_of(read_again(text.encode(), path, "pelican", site, ""), "pelican")
    assert post.metadata.title == "Title"
    data = edited_source(post, PostEdit(metadata=MetadataEdit(title="New", tags=("b",))), site)
    again = read_edited(post, data, site).metadata
    assert (again.title, again.tags) == ("New", ("b",))
    assert data.decode().endswith(text)


def test_a_document_of_pandoc_keeps_each_value_in_its_block() -> None:
    def text(before: str, edit: MetadataEdit) -> str:
        post = read("pandoc", before.encode())
        return edited_source(post, PostEdit(metadata=edit), SITES["pandoc"]).decode()

    later = "% Old\n\nBody\n\n---\ntitle: Later  # counts\nkeywords: a, b\n---\n"
    assert text(later, MetadataEdit(title="New")) == later.replace("Later", "New")
    assert text(later, MetadataEdit(tags=("b", "c"))) == later.replace("a, b", '"b, c"')
    assert text(later, MetadataEdit(tags=("b, c",))) == later.replace("a, b", '["b, c"]')
    assert text("% Old\n\nBody\n", MetadataEdit(title="")) == "\nBody\n"
    assert text("% Old\n\nBody\n", MetadataEdit(authors=("Ann", "Bo"), date_text="2020-01-02")) == (
        "% Old\n% Ann; Bo\n% 2020-01-02\n\nBody\n"
    )
    with pytest.raises(UserError):
        text("% Old\n% Ann\n\nBody\n", MetadataEdit(authors=("Lee; Ann",)))


def test_a_header_before_a_web_page_counts_first() -> None:
    page = '<html lang="en"><title>Old</title><meta name="keywords" content="a, b"><p>Body</p></html>\n'
    site = SiteSettings("folder")
    post = post_of(read_again(page.encode(), "a.html", "folder", site, ""), "folder")
    assert (post.metadata.tags, post.metadata.language) == (("a", "b"), "en")
    edit = MetadataEdit(title="New", tags=("c",), language="fr")
    data = edited_source(post, PostEdit(metadata=edit), site)
    again = read_edited(post, data, site).metadata
    assert (again.title, again.tags, again.language) == ("New", ("c",), "fr")
    assert data.decode().endswith(page)


@pytest.mark.parametrize(
    ("source", "body", "after"),
    [
        ("Title: x\nDate: y", "Body\n", "Title: x\nDate: y\n\nBody\n"),
        ("Title: x\nDate: y\nprose", "Note: more", "Title: x\nDate: y\n\nNote: more"),
        ("Title: x\nDate: y\nprose", "new prose", "Title: x\nDate: y\nnew prose"),
        ("Title: x\r\n\r\nprose", "Tags: no", "Title: x\r\n\r\nTags: no"),
    ],
)
def test_a_new_text_never_becomes_part_of_the_keys(source: str, body: str, after: str) -> None:
    post = read("pelican", source.encode())
    assert edited_source(post, PostEdit(body=body), SITES["pelican"]).decode() == after


@pytest.mark.parametrize(
    ("source", "body", "after"),
    [
        ("% T", "Body\n", "% T\n\nBody\n"),
        ("% T\nold", " more", "% T\n\n more"),
        ("% T\n\nold", "% author", "% T\n\n% author"),
        ("% T\nold", "% author", "% T\n\n% author"),
        ("% T\n\nold", "---\nx: 1\n---\n", "% T\n\n---\nx: 1\n---\n"),
    ],
)
def test_a_new_text_never_becomes_part_of_the_title(source: str, body: str, after: str) -> None:
    post = read("pandoc", source.encode())
    assert edited_source(post, PostEdit(body=body), SITES["pandoc"]).decode() == after
