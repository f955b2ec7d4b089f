"""What is edited is what Hugo's, Zola's and Eleventy's readers then read, in YAML, TOML and JSON."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonds.importers.interface import SiteSettings
from fonds.importers.reading import read_again
from fonds.model.errors import UserError
from fonds.model.post import SETTABLE, Post, PostMetadata, Status
from fonds.model.revision import MetadataEdit, PostEdit
from fonds.services.rewriting import edited_source, read_edited

TERM = st.text("ab中é-_ 1", min_size=1, max_size=6).map(str.strip).filter(bool)
SITES = {
    "hugo": SiteSettings("hugo", timezone="Asia/Shanghai", collections_dir="content", as_of=1_600_000_000),
    "zola": SiteSettings("zola", collections_dir="content"),
    "eleventy": SiteSettings("eleventy"),
}
PATHS = {
    "hugo": "content/2020-01-02-walk.md",
    "zola": "content/2020-01-02-walk.md",
    "eleventy": "posts/2020-01-02-walk.md",
}
FILES = {
    "hugo": [
        "---\ntitle: Old\n---\n",
        "---\nTitle: Old\nTags: one two\nDRAFT: true\npublished: 2019-01-01\n---\n",
        '+++\nTitle = "Old" # why\nTags = ["one", \'two\']\nAuthor = "Ann"\n\n[params]\nx = 1\n+++\n',
        "+++\ndraft = true\n[build]\nrender = 'never'\nlist = 'local'\n+++\n",
        '{\n    "title": "Old",\n    "categories": ["a", "b"],\n    "build": {"render": "never"}\n}\n',
    ],
    "zola": [
        "+++\n+++\n",
        "+++\ntitle = 'Old'\ndate = 2020-01-01\n[taxonomies]\ntags = ['one']\nseries = ['s']\n[extra]\nx = 1 # one\n+++\n",
        '+++\ntitle = "Old"\nauthors = ["Ann"]\nrender = false\n[taxonomies]\ncategories = ["c"]\nauthors2 = []\n+++\n',
        "---\ntitle: Old\ndraft: true\ntaxonomies:\n  tags: [a, b]\n---\n",
    ],
    "eleventy": [
        "---\ntitle: Old\ntags: one two\n---\n",
        '---json\n{"title": "Old", "tags": "one", "permalink": false, "author": "Ann"}\n---\n',
        "---\npermalink: /x/\ndraft: true\npublished: false\n---\n",
        "---toml\ntitle = 'Old'\ntags = ['a']\n---\n",
    ],
}  # fmt: skip
TOLD_BY_STATUS = {"build", "render", "permalink", "taxonomies"}


def read(generator: str, text: str) -> Post:
    found = read_again(f"{text}\nBody\n".encode(), PATHS[generator], generator, SITES[generator], "")
    return Post(
        id=1,
        metadata=found.metadata,
        source=found.source,
        encoding=found.encoding,
        source_path=found.path,
        generator=generator,
        revision_id=1,
        revision_number=0,
        digest=found.digest,
        original_digest=found.digest,
        created_at=0,
        modified_at=0,
        header_readable=not found.kept_raw,
    )


def edit_post(post: Post, edit: MetadataEdit) -> tuple[PostMetadata, str]:
    data = edited_source(post, PostEdit(metadata=edit), SITES[post.generator])
    again = read_edited(post, data, SITES[post.generator])
    assert not again.kept_raw
    assert again.plain_text == "Body"
    return again.metadata, data.decode()


@pytest.mark.parametrize("generator", sorted(SITES))
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_what_was_edited_is_read_again(generator: str, data: st.DataObject) -> None:
    post = read(generator, data.draw(st.sampled_from(FILES[generator])))
    before = post.metadata
    names = tuple(data.draw(st.lists(TERM, max_size=3, unique=True)))
    status = data.draw(st.sampled_from(SETTABLE))
    wanted = {
        "title": (MetadataEdit(title="New “title”"), replace(before, title="New “title”")),
        "tags": (MetadataEdit(tags=names), replace(before, tags=names)),
        "status": (MetadataEdit(status=status), replace(before, status=status)),
        "authors": (MetadataEdit(authors=names), replace(before, authors=names)),
        "slug": (MetadataEdit(slug="new-slug"), replace(before, slug="new-slug")),
        "categories": (
            MetadataEdit(categories=tuple((name,) for name in names)),
            replace(before, categories=tuple((name,) for name in names)),
        ),
    }
    edit, after = wanted[data.draw(st.sampled_from(sorted(wanted)))]
    found, _ = edit_post(post, edit)
    assert replace(found, fields=(), permalink="") == replace(after, fields=(), permalink="")
    assert [p for p in found.fields if p[0] not in TOLD_BY_STATUS] == [
        p for p in after.fields if p[0] not in TOLD_BY_STATUS
    ]


@pytest.mark.parametrize("generator", sorted(SITES))
def test_a_date_reads_back(generator: str) -> None:
    for text in FILES[generator]:
        found, _ = edit_post(read(generator, text), MetadataEdit(date_text="2021-02-03 04:05:06 +0900"))
        assert found.date.iso_text() == "2021-02-03T04:05:06+09:00"


def test_hugo_keeps_the_files_own_spelling_and_comments() -> None:
    post = read("hugo", '+++\nTitle = "Old" # why\nTags = ["one", \'two\']\n\n[params]\nx = 1\n+++\n')
    _, text = edit_post(post, MetadataEdit(title="New", tags=("one", "two", "three")))
    assert (
        text == '+++\nTitle = "New" # why\nTags = ["one", \'two\', "three"]\n\n[params]\nx = 1\n+++\n\nBody\n'
    )


def test_zola_terms_stand_in_their_table() -> None:
    post = read("zola", "+++\ntitle = 'Old'\n\n[taxonomies]\nseries = ['s']\n\n[extra]\nx = 1 # one\n+++\n")
    _, text = edit_post(post, MetadataEdit(tags=("a b",), categories=(("c",),)))
    assert text == (
        "+++\ntitle = 'Old'\n\n[taxonomies]\nseries = ['s']\ntags = [\"a b\"]\ncategories = [\"c\"]\n\n"
        "[extra]\nx = 1 # one\n+++\n\nBody\n"
    )
    _, text = edit_post(
        read("zola", "+++\ntitle = 'Old'\n+++\n"), MetadataEdit(date_text="2021-02-03 04:05 +0900")
    )
    assert text.startswith("+++\ntitle = 'Old'\ndate = 2021-02-03T04:05:00+09:00\n+++\n")


@pytest.mark.parametrize(
    ("generator", "text", "edit", "message"),
    [
        ("zola", "+++\n+++\n", MetadataEdit(fields=(("mood", "glad"),)), "stops at the unknown key"),
        ("zola", "+++\n+++\n", MetadataEdit(language="de"), "from its file name"),
        ("hugo", "---\ntitle: x\n---\n", MetadataEdit(status=Status.FUTURE), "follows from its dates"),
        ("eleventy", "---\ntitle: x\n---\n", MetadataEdit(status=Status.EXPIRED), "follows from its dates"),
        (
            "hugo",
            "---\nexpiryDate: 2001-01-01\n---\n",
            MetadataEdit(status=Status.PUBLISHED),
            "because of its dates",
        ),
    ],
)
def test_what_the_generator_could_not_say_is_refused(
    generator: str, text: str, edit: MetadataEdit, message: str
) -> None:
    with pytest.raises(UserError, match=message):
        edit_post(read(generator, text), edit)


def test_an_expired_post_can_become_a_draft() -> None:
    post = read("hugo", "---\nexpiryDate: 2001-01-01\n---\n")
    assert post.metadata.status is Status.EXPIRED
    assert edit_post(post, MetadataEdit(status=Status.DRAFT))[0].status is Status.DRAFT
